"""Tables of standing things: states and organisations, offices, treaties, theatres, likelihood terms."""

from chancery.schemas import columns as c
from chancery.schemas.tables import Table, dates_in_order, no_more_than

ACTORS = Table(
    name="actors",
    title="a state, an organisation or a bloc, and how news names it",
    noun=("actor", "actors"),
    key=("code",),
    own_columns={
        "code": c.text(
            "ISO 3166-1 alpha-3, a withdrawn code, or a token", blank=False, pattern=r"[A-Za-z0-9_-]+", meaning="a code"
        ),
        "kind": c.vocabulary("what it is", ("state", "igo", "bloc", "non-state")),
        "name": c.text("usual English name", blank=False),
        "aliases": c.listing("other names; they match without regard to case"),
        "demonyms": c.listing("names for its people and the adjective"),
        "capital_metonyms": c.listing("places that stand for its government"),
        "case_sensitive_aliases": c.listing("names that match only with their case (US, not us)"),
        "note": c.text("anything a reader should know"),
    },
    facts=("code", "name"),
    vocabulary=True,
    series="kind",
)

OFFICEHOLDERS = Table(
    name="officeholders",
    title="one person's time in one office",
    noun=("term of office", "terms of office"),
    key=("country", "office", "person", "start"),
    own_columns={
        "person": c.text("name, as usually written in English", blank=False),
        "country": c.code("whose office it is: a state or an organisation"),
        "office": c.text("the office", blank=False),
        "role_phrases": c.listing("how news calls the office holder; matched without regard to case"),
        "start": c.reduced_date("first day in office; blank where not established"),
        "end": c.reduced_date("last day in office, inclusive; blank where none is known"),
        "aliases": c.listing("other spellings of the name"),
        "family_name": c.text("family name"),
        "given_name": c.text("given name"),
        "name_order": c.vocabulary("order of the names", ("family-first", "given-first")),
        "gender": c.vocabulary("for pronouns", ("f", "m", "x")),
        "note": c.text("anything a reader should know"),
    },
    rules=(dates_in_order("start", "end"),),
    facts=("person", "office", "country", "start", "end"),
    day="start",
    series="country",
)

ALLIANCES = Table(
    name="alliances",
    title="a treaty, an agreement or a grouping, with its obligations",
    noun=("treaty or grouping", "treaties and groupings"),
    key=("alliance_id",),
    own_columns={
        "alliance_id": c.identifier("members and year, or a short name"),
        "name": c.text("its name", blank=False),
        "kind": c.vocabulary(
            "what it is",
            (
                "treaty",
                "agreement",
                "executive agreement",
                "arrangement",
                "declaration",
                "charter",
                "memorandum",
                "partnership",
                "political commitment",
                "grouping",
            ),
        ),
        "obligation_cow": c.vocabulary(
            "strongest obligation by COW's member flags", ("defense", "neutrality", "nonaggression", "entente", "none")
        ),
        "defense": c.flag("members promise to defend each other (ATOP's term)"),
        "offense": c.flag("members promise to join an attack"),
        "neutrality": c.flag("members promise to stay out of each other's wars"),
        "nonaggression": c.flag("members promise not to attack each other"),
        "consultation": c.flag("members promise to consult"),
        "signed": c.reduced_date("day of signature"),
        "in_force": c.reduced_date("day it entered into force"),
        "ended": c.reduced_date("last day in force, inclusive; blank where none is known"),
        "status": c.text("what became of it", blank=False),
        "members": c.codes("present members, or the last ones"),
        "cow_id": c.text("number in COW Formal Alliances 4.1", pattern=r"\d+", meaning="a number"),
        "note": c.text("disagreements between sources"),
    },
    rules=(dates_in_order("signed", "ended"), dates_in_order("in_force", "ended")),
    facts=("name", "signed", "status"),
    day="signed",
    series="obligation_cow",
)

ALLIANCE_MEMBERS = Table(
    name="alliance_members",
    title="one member's time in an alliance",
    noun=("membership of an alliance", "memberships of alliances"),
    key=("alliance_id", "member", "joined"),
    own_columns={
        "alliance_id": c.reference("the alliance", "alliances", "alliance_id"),
        "member": c.code("the member"),
        "joined": c.reduced_date("first day of membership", blank=False),
        "left": c.reduced_date("last day of membership, inclusive; blank where it goes on"),
        "note": c.text("anything a reader should know"),
    },
    rules=(dates_in_order("joined", "left"),),
    facts=("alliance_id", "member", "joined", "left"),
    day="joined",
    series="alliance_id",
)

LIKELIHOOD = Table(
    name="likelihood",
    stem="icd203_likelihood",
    title="one pair of likelihood terms and what they mean in per cent",
    noun=("pair of likelihood terms", "pairs of likelihood terms"),
    key=("rank",),
    own_columns={
        "rank": c.count("from least to most likely", least=1, blank=False),
        "term_a": c.text("first row of terms", blank=False),
        "term_b": c.text("second row of terms", blank=False),
        "low_pct": c.count("from, per cent", most=100, blank=False),
        "high_pct": c.count("to, per cent", most=100, blank=False),
    },
    rules=(no_more_than("low_pct", "high_pct"),),
    facts=("term_a", "term_b", "low_pct", "high_pct"),
    vocabulary=True,
)

THEATRES = Table(
    name="theatres",
    title="a theatre: the states it is about and the rows that belong to it",
    noun=("theatre", "theatres"),
    key=("theatre",),
    own_columns={
        "theatre": c.identifier("short name, as in ties.csv"),
        "name": c.text("its name", blank=False),
        "actors": c.codes("its core states and organisations", blank=True),
        "regions": c.listing("values of exercises.csv `region` that belong to it", references=("exercises", "region")),
        "principal": c.code("the state whose conduct the theatre watches", blank=True),
        "blocs": c.text(
            "sides, joined by |, members joined by ;",
            pattern=r"[\w-]+(;[\w-]+)*(\|[\w-]+(;[\w-]+)*)*",
            meaning="codes joined by ; and |",
        ),
        "event_noun": c.text("what its provocations are called"),
        "note": c.text("anything a reader should know"),
    },
    facts=("theatre", "name"),
    vocabulary=True,
)
