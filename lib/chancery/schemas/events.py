"""Tables of dated events: exercises, statements on them, provocations, ties, votes, speakers, milestones, meetings."""

from chancery.schemas import columns as c
from chancery.schemas.tables import Table, dates_in_order, no_more_than, precision_fits

THEATRE = ("theatres", "theatre")
PRECISION = ("day", "month", "year")
COOPERATION = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")
CONFLICT = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
PLOVER = (*COOPERATION, *CONFLICT)

EXERCISES = Table(
    name="exercises",
    title="one holding of a military exercise",
    noun=("exercise", "exercises"),
    key=("exercise_id",),
    own_columns={
        "exercise_id": c.identifier("series and first known date; kept where a date is corrected later"),
        "series": c.text("the series it belongs to", blank=False),
        "name": c.text("its name that year", blank=False),
        "region": c.text("region, as listed in theatres.csv `regions`", blank=False),
        "host": c.codes("where it was held", blank=True),
        "participants": c.codes("who took part"),
        "start": c.reduced_date("first day, local", blank=False),
        "end": c.reduced_date("last day, local, inclusive; blank where not established"),
        "date_precision": c.vocabulary("how exactly the dates are known", PRECISION),
        "type": c.vocabulary(
            "field (FTX), command post (CPX), table top (TTX), live fire or patrol",
            ("FTX", "CPX", "CPX+FTX", "TTX", "live-fire", "patrol"),
        ),
        "domain": c.vocabulary(
            "what it trained",
            ("joint", "land", "naval", "air", "amphibious", "missile", "nuclear", "multi-domain", "cyber"),
        ),
        "troops_min": c.count("lowest number of troops named", least=1),
        "troops_max": c.count("highest number of troops named", least=1),
        "troops_note": c.text("whose number it is"),
        "status": c.vocabulary("what became of it", ("held", "scaled down", "suspended", "cancelled", "scheduled")),
        "audience": c.codes("whom it was meant to impress, by the organiser's words or the press's", blank=True),
        "supersedes": c.reference("the series it replaced", "exercises", "series", blank=True),
        "note": c.text("anything a reader should know"),
    },
    rules=(
        dates_in_order("start", "end"),
        precision_fits("start", "end"),
        no_more_than("troops_min", "troops_max"),
    ),
    facts=("name", "start", "end", "participants", "status"),
    day="start",
    series="series",
)

STATEMENTS = Table(
    name="statements",
    title="one official statement on an exercise",
    noun=("statement on an exercise", "statements on exercises"),
    key=("statement_id",),
    own_columns={
        "statement_id": c.identifier("actor, first known date and number"),
        "date": c.reduced_date("day it was made, local", blank=False),
        "date_published": c.reduced_date("day it was published"),
        "actor": c.code("who speaks"),
        "speaker": c.text("the person, where named"),
        "speaker_post": c.text("the office or body", blank=False),
        "authority": c.count(
            "rank of the speaker: 1 head of state or party to 6 unsigned comment", least=1, most=6, blank=False
        ),
        "form": c.text("statement, press statement, remarks, speech …", blank=False),
        "outlet": c.text("where it appeared", blank=False),
        "target_exercise": c.text("the exercise as the statement calls it"),
        "target_exercise_ids": c.listing("the exercises meant", references=("exercises", "exercise_id")),
        "target_states": c.codes("whom it addresses", blank=True),
        "stance": c.vocabulary(
            "what it does", ("threaten", "warn", "denounce", "reject", "suspend talks", "reassure", "concede", "offer")
        ),
        "plover": c.vocabulary("PLOVER category", PLOVER),
        "conditional": c.yes_no("whether the threat or offer hangs on a condition"),
        "mentions_nuclear": c.yes_no("whether nuclear weapons are named"),
        "paraphrase": c.text("what it says, in our words", blank=False),
        "key_terms": c.text("its telling words, joined by |"),
        "terms_verbatim": c.yes_no("whether those words are quoted exactly"),
    },
    rules=(dates_in_order("date", "date_published"),),
    facts=("date", "actor", "speaker", "speaker_post", "paraphrase"),
    day="date",
    series="actor",
)

PROVOCATIONS = Table(
    name="provocations",
    title="one launch group, test or incident",
    noun=("launch or incident", "launches and incidents"),
    key=("event_id",),
    own_columns={
        "event_id": c.identifier("actor, first known local date and number"),
        "actor": c.code("who did it"),
        "date_local": c.reduced_date("day it happened, by the local clock", blank=False),
        "date_utc": c.reduced_date("day by UTC where known; two joined by ; where midnight passed", several=True),
        "date_precision": c.vocabulary("how exactly the local date is known", PRECISION),
        "category": c.vocabulary(
            "what sort of act",
            (
                "missile_launch",
                "satellite_launch",
                "nuclear_test",
                "weapons_test",
                "artillery_fire",
                "armed_attack",
                "naval_clash",
                "terrorist_attack",
                "infiltration",
                "demolition",
                "seizure",
                "harassment",
                "airspace_violation",
                "median_line_crossing",
                "air_incursion",
                "naval_incident",
                "drone_incursion",
                "sabotage",
                "live_fire",
                "grey_zone",
            ),
        ),
        "subtype": c.text("finer kind", blank=False),
        "system": c.listing("weapon or platform, joined by ; where several"),
        "missile_class": c.listing(
            "class, joined by ; where several", pattern="CRBM|SRBM|MRBM|IRBM|ICBM|SLBM|SLV|HGV|cruise"
        ),
        "count": c.count("how many missiles, aircraft or shots"),
        "count_note": c.text("what was counted"),
        "aircraft_seen": c.count("aircraft seen in all, whether or not they crossed a line"),
        "vessels_seen": c.count("naval vessels seen"),
        "crossings": c.count("aircraft that crossed the median line or its extension"),
        "outcome": c.listing("result and number, as success:2;failure:1", pattern=r"(success|failure|unknown):\d+"),
        "location": c.text("where"),
        "target": c.codes("against whom", blank=True),
        "fatalities": c.count("people killed"),
        "note": c.text("anything a reader should know"),
    },
    rules=(precision_fits("date_local", "date_utc"),),
    facts=("date_local", "category", "system", "location", "note"),
    day="date_local",
    series="category",
)

TIES = Table(
    name="ties",
    title="one dated act between states",
    noun=("act between states", "acts between states"),
    key=("tie_id",),
    own_columns={
        "tie_id": c.identifier("the row's number"),
        "start": c.reduced_date("first day", blank=False),
        "end": c.reduced_date("last day, inclusive"),
        "theatre": c.reference("the theatre it belongs to, or other", "theatres", "theatre"),
        "actors": c.codes("who acted, together where several"),
        "recipients": c.codes("toward whom; blank where the actors acted with each other", blank=True),
        "type": c.text("summit, visit, agreement, sanctions …", blank=False),
        "plover": c.vocabulary("PLOVER category", PLOVER),
        "mode": c.text("PLOVER mode"),
        "quad": c.vocabulary(
            "PLOVER quadrant",
            ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict"),
        ),
        "sign": c.vocabulary("+ for the tie, - against it", ("+", "-")),
        "description": c.text("what happened, in our words", blank=False),
        "level": c.vocabulary(
            "who met or decided", ("leader", "senior", "ministerial", "working", "institutional"), blank=False
        ),
        "note": c.text("anything a reader should know"),
    },
    rules=(dates_in_order("start", "end"),),
    facts=("start", "description"),
    day="start",
    series="theatre",
)

UNSC_RESOLUTIONS = Table(
    name="unsc_resolutions",
    title="one Security Council resolution, or a draft put to the vote",
    noun=("Security Council vote", "Security Council votes"),
    key=("resolution",),
    own_columns={
        "resolution": c.identifier("symbol"),
        "subject": c.code("the state it concerns; blank for a general one", blank=True),
        "date": c.reduced_date("day of the vote", blank=False),
        "votes_for": c.count("votes in favour", most=15),
        "votes_against": c.count("votes against", most=15),
        "votes_abstain": c.count("abstentions", most=15),
        "abstainers_or_opponents": c.text("who did not vote in favour"),
        "result": c.vocabulary("what became of it", ("adopted", "adopted without vote", "not adopted")),
        "category": c.text("what sort of resolution", blank=False),
        "summary": c.text("what it does, in our words", blank=False),
        "trigger_event": c.text("what it answered"),
        "digital_library_record": c.text(
            "record in the UN Digital Library", pattern=r"https?://\S+", meaning="a web address"
        ),
        "voting_record": c.text("voting page there", pattern=r"https?://\S+", meaning="a web address"),
        "note": c.text("anything a reader should know"),
    },
    facts=("resolution", "date", "result", "summary"),
    day="date",
    series="category",
)

UNGA_SPEAKERS = Table(
    name="unga_speakers",
    title="who spoke for a state in one year's General Debate",
    noun=("speech in the UN General Debate", "speeches in the UN General Debate"),
    key=("country", "year"),
    own_columns={
        "country": c.code("for whom"),
        "year": c.count("year of the debate", least=1946, most=2100, blank=False),
        "session": c.count("session of the General Assembly", least=1, most=160, blank=False),
        "speaker": c.text("the person, where known"),
        "post": c.text("the office", blank=False),
        "rank": c.vocabulary(
            "rank of the office",
            (
                "head of state",
                "head of government",
                "deputy head of government",
                "foreign minister",
                "minister",
                "vice minister",
                "permanent representative",
                "other",
            ),
        ),
        "date": c.reduced_date("day of the speech, New York"),
        "text_in_ungdc": c.yes_no("whether the UN General Debate Corpus holds the text", blank=True),
        "note": c.text("anything a reader should know"),
    },
    rules=(
        c.RowRule(
            lambda rows: [
                not (y.isdigit() and s.isdigit()) or int(y) == int(s) + 1945
                for y, s in zip(rows.year, rows.session, strict=True)
            ],
            "year and session do not belong together",
            "the session of a year is the year less 1945",
        ),
    ),
    facts=("year", "country", "speaker", "post"),
    day="year",
    series="country",
)

MILESTONES = Table(
    name="milestones",
    title="one dated legal or institutional fact",
    noun=("legal or institutional fact", "legal and institutional facts"),
    key=("milestone_id",),
    own_columns={
        "milestone_id": c.identifier("state, first known date and a word"),
        "date": c.reduced_date("day it was adopted or done, local", blank=False),
        "in_force": c.reduced_date("day it took effect, where another"),
        "theatre": c.reference("the theatre it belongs to, or other", "theatres", "theatre"),
        "actor": c.codes("who adopted or did it"),
        "kind": c.vocabulary(
            "what sort of act",
            (
                "constitution",
                "law",
                "ratification",
                "accession",
                "withdrawal",
                "institution",
                "doctrine",
                "declaration",
                "court",
            ),
        ),
        "topic": c.text("what it is about, in a word or two: nuclear status, membership …", blank=False),
        "description": c.text("what was done, in our words", blank=False),
        "note": c.text("anything a reader should know"),
    },
    rules=(),
    facts=("date", "actor", "description"),
    day="date",
    series="theatre",
)

CALENDAR = Table(
    name="calendar",
    title="one scheduled summit or meeting",
    noun=("scheduled meeting", "scheduled meetings"),
    key=("meeting_id",),
    own_columns={
        "meeting_id": c.identifier("series and year"),
        "series": c.text("the series of meetings", blank=False),
        "name": c.text("its name that year", blank=False),
        "start": c.reduced_date("first day, local", blank=False),
        "end": c.reduced_date("last day, local, inclusive"),
        "place": c.text("city", blank=False),
        "host": c.code("host state", blank=True),
        "organiser": c.code("organisation that meets", blank=True),
        "participants": c.codes("who meets, where the organisation does not say it", blank=True),
        "theatres": c.listing("theatres it matters to", references=THEATRE),
        "level": c.vocabulary("who meets", ("leader", "ministerial", "senior", "working")),
        "announced": c.reduced_date("day by which it was publicly known, where established"),
        "note": c.text("anything a reader should know"),
    },
    rules=(dates_in_order("start", "end"),),
    facts=("name", "start", "end", "place"),
    day="start",
    series="series",
)
