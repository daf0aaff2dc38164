"""Alliance ties in sentences: true to the rows, plain, dated, and agreeing in number."""

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import pytest

from chancery import dossier, reference, ties
from chancery.evidence import Finding, Passage, Row
from chancery.findings import alliance, certainty, overlay
from chancery.findings.shifts import CHANGE_WORDS
from chancery.text.records import Entity, Event, Mention

ON = dt.date(2025, 9, 29)
CAUSAL = re.compile(r"\b(because|due to|caus\w*|led to|result\w*|therefore|thanks to|driven by)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def shipped() -> reference.Reference:
    """The shipped tables."""
    return reference.load()


@pytest.fixture(scope="module")
def view(shipped: reference.Reference) -> ties.View:
    """The ties around one state on the day of the supplied article."""
    return ties.around(shipped.tables, focus="PRK", on=ON, states=["USA", "KOR", "JPN", "PRK", "CHN", "RUS"])


def everything(view: ties.View, shipped: reference.Reference) -> list[Finding]:
    """All findings on ties."""
    return [
        *alliance.obligations(view, shipped),
        *alliance.new_ties(view, shipped),
        *alliance.changes(view, shipped),
        *alliance.structure(view, shipped),
        *alliance.sensitivity(view)[0],
    ]


def test_the_four_defence_treaties_are_stated_with_kind_and_day(view: ties.View, shipped: reference.Reference) -> None:
    """Show 1 of the issue: each from its row, with what it obliges to and since when."""
    said = {finding.id.removeprefix("alliance.obligation."): finding for finding in alliance.obligations(view, shipped)}
    assert "North Korea and China are bound by" in said["prk-chn-1961"].text
    assert said["prk-chn-1961"].text.endswith("defence and non-aggression, in force since 10 September 1961.")
    expected = "defence, non-aggression and consultation, in force since 4 December 2024."
    assert said["prk-rus-2024"].text.endswith(expected)
    assert "South Korea and the United States" in said["usa-kor-1953"].text
    assert "Japan and the United States" in said["usa-jpn-1960"].text
    for finding in said.values():
        (row,) = finding.evidence
        assert isinstance(row, Row)
        assert "alliances" == row.table


def test_the_summit_and_the_parade_are_new_ties(view: ties.View, shipped: reference.Reference) -> None:
    """Show 1 of the issue: September 2025, with their rows."""
    found = {finding.id: finding for finding in alliance.new_ties(view, shipped)}["alliance.new.PRK.CHN"]
    assert "(4 September 2025)" in found.text
    assert "(3 September 2025)" in found.text
    assert {"tie-091", "tie-092"} <= {row.key for row in found.evidence if isinstance(row, Row)}


def test_change_is_told_against_one_three_and_five_years(view: ties.View, shipped: reference.Reference) -> None:
    """Show 1 of the issue: each with the rows between the dates and the treaty that is new."""
    found = alliance.changes(view, shipped)
    assert [1, 3, 5] == [finding.numbers["years"] for finding in found]
    for finding, year in zip(found, (2024, 2022, 2020), strict=True):
        assert finding.text.startswith(f"Since 29 September {year}, ")
        assert "Russia-DPRK Treaty on Comprehensive Strategic Partnership" in finding.text
        assert "prk-rus-2024" in {row.key for row in finding.evidence if isinstance(row, Row)}


def test_sentences_use_names_not_codes_and_assert_no_cause(view: ties.View, shipped: reference.Reference) -> None:
    """A minister reads names and dates; nothing says why."""
    for finding in everything(view, shipped):
        words = re.sub(r"“[^”]*”", "", finding.text)
        assert not re.search(r"\b(PRK|KOR|USA|JPN|CHN|RUS)\b", words)
        assert not CAUSAL.search(words)
        assert not re.search(r"\d{4}-\d{2}-\d{2}", words)
        assert not re.search(r"\b1 (ties|acts|years|triangles|blocs|settings)\b", words)
        assert words.endswith(".")


def test_every_finding_of_rows_cites_rows(view: ties.View, shipped: reference.Reference) -> None:
    """Each number can be followed to its source."""
    for finding in everything(view, shipped):
        if finding.kind in ("obligation", "new tie", "material change in ties"):
            assert finding.evidence


def test_ids_are_stable_and_unique(view: ties.View, shipped: reference.Reference) -> None:
    """Two runs can be compared finding by finding."""
    first = [finding.id for finding in everything(view, shipped)]
    assert first == [finding.id for finding in everything(view, shipped)]
    assert len(first) == len(set(first))


def test_a_state_without_ties_gets_sentences_too(shipped: reference.Reference) -> None:
    """Nothing found is said plainly."""
    alone = ties.around(shipped.tables, focus="FJI", on=ON, states=["FJI", "HTI"])
    said = [finding.text for finding in everything(alone, shipped)]
    assert "On 29 September 2025 no treaty in the tables binds Fiji to another state of the theatre." in said
    assert any(text.startswith("Up to 29 September 2025 the tables hold no dated act between Fiji") for text in said)


def test_the_sensitivity_panel_names_what_depends_on_a_setting(view: ties.View) -> None:
    """One row for each setting, the base first, and the sentence counts them."""
    (finding,), panel = alliance.sensitivity(view)
    assert "as briefed" == panel["What is changed"].iloc[0]
    assert finding.numbers["settings"] == len(panel)
    assert f"under {finding.numbers['same']} of {len(panel)} settings" in finding.text
    assert {"half-life", "window", "weight of an act", "rows admitted"} <= set(panel["What is changed"])
    assert ("none", "none", "the same") == tuple(
        panel.loc[0, ["Ties that change sign", "Changes told otherwise", "Blocs"]]
    )
    assert finding.numbers["changes"] == int((panel["Changes told otherwise"] == "none").sum())
    assert finding.numbers["blocs"] == int((panel["Blocs"] == "the same").sum())


BODY = "Kim met Xi in Beijing. Seoul sent aid to Pyongyang. Pyongyang did not cut the line. Kim will visit."
ENTITIES = [
    Entity(f"E{number}", "state", code, code) for number, code in enumerate(["PRK", "CHN", "KOR", "USA", "RUS"], 1)
]


def event(category: str, source: str, target: str, on: str, realis: str = "actual") -> Event:
    """An event of one day."""
    day = dt.date.fromisoformat(on)
    return Event("V1", 0, 22, category, None, None, source, target, (day, day), realis, "test", 1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (event("CONSULT", "E1", "E2", "2025-09-04"), "known"),
        (event("CONSULT", "E2", "E1", "2025-09-10"), "known"),
        (event("ASSAULT", "E1", "E2", "2025-09-04"), "at odds"),
        (event("AID", "E4", "E1", "2023-03-01"), "new"),
        (event("CONSULT", "E1", "E2", "2025-09-04", "negated"), "at odds"),
        (event("CONSULT", "E1", "E2", "2025-09-04", "alleged"), "known"),
    ],
    ids=["same day", "six days off, other direction", "other sign", "nothing near", "denied though known", "alleged"],
)
def test_each_event_is_known_new_or_at_odds(view: ties.View, found: Event, expected: str) -> None:
    """By pair, sign and a week's tolerance."""
    (laid,) = overlay.overlaid(view, [found], ENTITIES)
    assert expected == laid.status


def test_a_month_that_holds_both_kinds_is_not_at_odds(view: ties.View) -> None:
    """A deed “in September” stands beside acts of the other sign that month; on a day it would be at odds."""
    month = replace(event("ASSAULT", "E1", "E2", "2025-09-04"), date=(dt.date(2025, 9, 1), dt.date(2025, 9, 30)))
    assert ["new"] == [one.status for one in overlay.overlaid(view, [month], ENTITIES)]


@pytest.mark.parametrize(
    "left_out",
    [
        event("CONSULT", "E1", "E9", "2025-09-04"),
        event("CONSULT", "E1", "E1", "2025-09-04"),
        event("REQUEST", "E1", "E2", "2025-09-04"),
        event("CONSULT", "E1", "E2", "2025-09-04", "planned"),
    ],
    ids=["target unknown", "one state with itself", "a request", "planned"],
)
def test_what_cannot_be_compared_is_left_out(view: ties.View, left_out: Event) -> None:
    """No status is guessed."""
    assert [] == overlay.overlaid(view, [left_out], ENTITIES)


def test_the_overlay_gives_the_articles_words_and_the_rows(view: ties.View, shipped: reference.Reference) -> None:
    """Each finding lists passages and rows, and the counts agree."""
    events = [event("CONSULT", "E1", "E2", "2025-09-04"), event("AID", "E4", "E1", "2023-03-01")]
    found = overlay.overlay(view, shipped, events, ENTITIES, BODY)
    assert ["alliance.overlay.known", "alliance.overlay.new"] == [finding.id for finding in found]
    assert found[0].text == (
        "Of two events between these states in the article, one is in the tables already: "
        "between China and North Korea."
    )
    assert Passage(0, 22, "Kim met Xi in Beijing.") in found[0].evidence
    assert "tie-092" in {item.key for item in found[0].evidence if isinstance(item, Row)}
    table = overlay.overlay_table(view, overlay.overlaid(view, events, ENTITIES), BODY)
    assert ["in the tables already", "not in the tables"] == list(table["Against the tables"])


def test_an_article_without_deeds_is_told_so(view: ties.View, shipped: reference.Reference) -> None:
    """No event, one sentence."""
    (finding,) = overlay.overlay(view, shipped, [], [], BODY)
    assert "no event" in finding.text


def test_the_network_is_told_over_time_and_its_brokers_are_named(view: ties.View, shipped: reference.Reference) -> None:
    """Counts of the day and of five years before; who stands between others."""
    said = {finding.id: finding for finding in alliance.structure(view, shipped)}
    history = said["alliance.history"]
    assert history.text.startswith("On 29 September 2020 the tables gave these states")
    assert history.numbers["cooperative_now"] == int((view.dyads["sign"] == "+").sum())
    assert said["alliance.brokerage"].numbers["open_pairs"] == ties.brokerage(view.graph)["open_pairs"].max()


def test_the_measures_are_given_year_by_year(view: ties.View) -> None:
    """The last row is the day's own network; none lies after it."""
    days = [dt.date(2015, 9, 29), dt.date(2020, 9, 29), ON, dt.date(2026, 1, 1)]
    table = view.history(days)
    assert days[:3] == list(table["on"])
    last = table.iloc[-1]
    assert (view.dyads["sign"] == "+").sum() == last["cooperative"]
    assert len(view.blocs) == last["blocs"]
    assert view.balance.frustration.index == last["frustration"]
    own = view.dyads[(view.dyads["a"] == "PRK") | (view.dyads["b"] == "PRK")]
    assert (own["sign"] == "+").sum() == last["focus_cooperative"]
    assert (own["sign"] == "-").sum() == last["focus_adverse"]
    assert ties.brokerage(view.graph).loc["PRK", "open_pairs"] == last["focus_open_pairs"]


def test_imported_datasets_stand_beside_our_rows(view: ties.View) -> None:
    """Each in its own words and year; nothing where nothing was imported."""
    points = pd.DataFrame({"code": ["PRK", "CHN"], "year": [2019, 2019], "ideal_point": [-2.0, -1.0]})
    (finding,), table = alliance.further_layers(view, {"unga_ideal_points": points}, {})
    assert "UNGA ideal points to 2019" in finding.text
    expected = ["UNGA ideal points", 2019, "China", "1.00 apart", "defence, non-aggression, consultation"]
    assert [expected] == table.to_numpy().tolist()
    assert [] == alliance.further_layers(view, {}, {})[0]


def test_halves_of_one_meeting_make_a_pair(view: ties.View) -> None:
    """Two events on the same words, each naming one who met, are one deed of both."""
    day = dt.date(2025, 9, 28)
    halves = [
        Event("V1", 5, 12, "CONSULT", None, None, None, "E1", (day, day), "actual", "test", 1.0),
        Event("V2", 5, 12, "CONSULT", None, None, None, "E2", (day, day), "actual", "test", 1.0),
    ]
    (laid,) = overlay.overlaid(view, halves, ENTITIES)
    assert ("CHN", "PRK", "known") == (laid.a, laid.b, laid.status)


def test_an_undated_event_is_set_beside_the_year_before(view: ties.View) -> None:
    """Of ties that "deepen", the acts of the last twelve months answer."""
    undated = Event("V1", 0, 5, "COOPERATE", None, None, "E1", "E5", None, "actual", "test", 1.0)
    (laid,) = overlay.overlaid(view, [undated], ENTITIES)
    assert "known" == laid.status
    assert "tie-091" in laid.keys


OPEN = [
    ("Washington spoke of a potential meeting with Pyongyang.", "meeting", "CONSULT", certainty.THOUGHT),
    ("The president voiced hope of resuming talks with Pyongyang.", "resuming", "CONSULT", certainty.THOUGHT),
    ("Seoul offered to meet Pyongyang at any time.", "meet", "CONSULT", certainty.THOUGHT),
    ("Seoul offered to send troops to Pyongyang.", "offered to send", "MOBILIZE", certainty.THOUGHT),
    ("Seoul might cut ties with Pyongyang.", "might cut", "SANCTION", certainty.THOUGHT),
    ("Seoul trains pilots to support Pyongyang.", "to support", "SUPPORT", certainty.AIM),
    ("Seoul has refused to compensate Pyongyang.", "compensate", "AID", certainty.REFUSED),
    ("Moscow was sent shells for its war against Pyongyang.", "was sent", "AID", certainty.AGAINST),
    ("Moscow got drones for the invasion of Pyongyang.", "got", "AID", certainty.AGAINST),
    ("Seoul joined the pact in April and Pyongyang in March.", "joined", "AGREE", certainty.OTHER_CLAUSE),
    ("Seoul ended two weeks of drills off Pyongyang.", "ended", "RETREAT", certainty.ENDED),
]
SURE = [
    ("Seoul met Pyongyang after talk of war.", "met", "CONSULT"),
    ("The plan to expand trade was agreed with Pyongyang.", "was agreed", "AGREE"),
    ("Amid hopes for peace and trade Seoul met Pyongyang.", "met", "CONSULT"),
    ("Seoul gave arms to Pyongyang for its war against Moscow.", "gave", "AID"),
    ("Seoul agreed to further strengthen ties with Pyongyang.", "agreed to further strengthen", "AGREE"),
    ("Seoul refused to meet Pyongyang.", "refused to meet", "REJECT"),
    ("Seoul threatened to strike Pyongyang.", "threatened to strike", "THREATEN"),
    ("Seoul launched an attack against Pyongyang.", "launched", "ASSAULT"),
    ("Seoul ended its blockade of Pyongyang.", "ended", "RETREAT"),
    ("Seoul withdrew the troops it keeps near Pyongyang.", "withdrew", "RETREAT"),
]


def doubt_of(sentence: str, deed: str, category: str) -> str:
    """The doubt about a deed toward Pyongyang."""
    start, target = sentence.index(deed), sentence.index("Pyongyang")
    rule = "nominal-event" if deed == "meeting" else "verb-event"
    made = Event("V1", start, start + len(deed), category, None, None, "E3", "E1", None, "actual", rule, 0.9)
    mention = Mention("E1", target, target + len("Pyongyang"), "metonym", "test", 1.0)
    view = ties.around(reference.load().tables, focus="PRK", on=ON, states=["PRK", "KOR"])
    (laid,) = overlay.overlaid(view, [made], ENTITIES, body=sentence, mentions=[mention])
    return laid.doubt


@pytest.mark.parametrize(("sentence", "deed", "category", "reason"), OPEN, ids=[words for words, *_ in OPEN])
def test_a_deed_that_its_sentence_leaves_open_is_held_back(
    sentence: str, deed: str, category: str, reason: str
) -> None:
    """An aim, a hope, a refusal, a party against whom, another clause's object: none becomes a line of the list."""
    assert reason == doubt_of(sentence, deed, category)


@pytest.mark.parametrize(("sentence", "deed", "category"), SURE, ids=[words for words, *_ in SURE])
def test_a_deed_told_plainly_is_not_held_back(sentence: str, deed: str, category: str) -> None:
    """The same words elsewhere in the sentence hold nothing back."""
    assert doubt_of(sentence, deed, category) == ""


def test_one_of_two_met_is_not_taken_for_another_clause(view: ties.View) -> None:
    """“Met Putin and Xi”: two deeds on the same words, the second joined by “and”."""
    body = "Kim met Putin in Vladivostok and Xi in Beijing."
    events = [
        Event(name, 4, 7, "CONSULT", None, None, "E1", target, None, "actual", "verb-event", 0.9)
        for name, target in (("V1", "E5"), ("V2", "E2"))
    ]
    mentions = [Mention("E5", 8, 13, "name", "test", 1.0), Mention("E2", 33, 35, "name", "test", 1.0)]
    assert ["", ""] == [one.doubt for one in overlay.overlaid(view, events, ENTITIES, body=body, mentions=mentions)]


def test_a_weak_reading_needs_a_row_to_count(view: ties.View) -> None:
    """Below even odds a deed that no row backs is held back; one that a row backs is known."""
    weak = replace(event("AID", "E4", "E1", "2023-03-01"), confidence=0.4)
    backed = replace(event("CONSULT", "E1", "E2", "2025-09-04"), confidence=0.4)
    assert ["unsure", "known"] == [one.status for one in overlay.overlaid(view, [weak, backed], ENTITIES)]


@pytest.mark.parametrize("article", ["dprk-at-unga", "nato-russia-sample", "taiwan-strait-sample"])
def test_the_shipped_articles_give_no_false_new_tie(article: str) -> None:
    """Read by the rules: aid “to support its war against” a state is no aid to it, an accession no protest."""
    case = dossier.from_names({"article": article})
    reading = case.reading
    laid = overlay.overlaid(
        case.ties, reading.events, reading.entities, body=case.article.body, mentions=reading.mentions
    )
    new = {(one.a, one.b, one.sign) for one in laid if one.status in ("new", "at odds")}
    assert new <= {("CHN", "TWN", -1)}
    found = overlay.overlay(
        case.ties, case.reference, reading.events, reading.entities, case.article.body, reading.mentions
    )
    for finding in found:
        for words in (item.text for item in finding.evidence if isinstance(item, Passage)):
            assert words in case.article.body
            assert words[-1] in '.”"!?'


def test_a_hostile_tie_that_did_not_change_is_named() -> None:
    """A war that goes on is not left out because nothing moved."""
    case = dossier.from_names({"article": "nato-russia-sample"})
    year = alliance.changes(case.ties, case.reference)[0]
    assert "As hostile as before: that with Ukraine." in year.text
    assert 1 == year.numbers["adverse_unchanged"]
    assert "Ukraine −3.8 to −3.9" in year.caveats[0]


def test_a_pair_has_the_same_strength_on_every_page(shipped: reference.Reference) -> None:
    """Acts and drills count whatever theatre they are filed under; an act with one state on stage joins no pair."""
    cases = [dossier.from_names({"article": "dprk-at-unga", "focus": focus}) for focus in ("PRK", "CHN")]
    cases.append(replace(cases[0], theatre=replace(cases[0].theatre, code="europe", regions=())))
    rows = [case.ties.dyads.set_index(["a", "b"]).loc[("CHN", "USA")] for case in cases]
    assert 1 == len({(row["net"], row["acts"], row["exercises"]) for row in rows})
    assert {"tie-131"} <= set(cases[0].ties.known["key"])  # filed under another theatre
    assert not {"tie-136"} & set(cases[0].ties.known["key"])  # Honduras is not on stage


def test_a_change_on_too_few_acts_is_not_told_as_one() -> None:
    """One protest does not sour a tie, nor do two speeches at three states: neither acts of a pair alone."""
    europe, korea = (dossier.from_names({"article": name}) for name in ("nato-russia-sample", "dprk-at-unga"))
    year = alliance.changes(europe.ties, europe.reference)[0]
    assert "On that with Estonia the tables hold too few acts of the pair’s own to tell." in year.text
    assert (0, 1) == (year.numbers["soured"], year.numbers["few_acts"])
    assert any("at least two acts" in caveat for caveat in year.caveats)
    assert "Estonia 0.0 to −1.0" in year.caveats[0]
    year = alliance.changes(korea.ties, korea.reference)[0]
    assert "On those with Japan and the United States the tables hold too few acts" in year.text


def test_what_a_tie_was_and_is_called_is_told_by_the_scale() -> None:
    """Words follow net strength: a tie that eased but stays hostile is told so."""
    case = dossier.from_names({"article": "dprk-at-unga"})
    year, three, _ = alliance.changes(case.ties, case.reference)
    assert "China (mildly cooperative then, cooperative now) have strengthened" in year.text
    assert "that with South Korea remains hostile, though less than it was" in year.text
    assert "Russia and China (both mildly cooperative then, cooperative now)" in three.text


def test_a_comparison_with_a_day_before_the_first_row_says_so() -> None:
    """What the tables do not reach back to is not peace."""
    case = dossier.from_names({"article": "taiwan-strait-sample"})
    *_, five = alliance.changes(case.ties, case.reference)
    assert "The tables’ first act of China is of 4 August 2022: nothing is known of acts before it." in five.caveats


def test_a_large_alliance_is_one_bloc_whoever_meets_outside_it() -> None:
    """A summit with the other side and one quarrel do not take a member out of a bloc of defence treaties."""
    europe = dossier.from_names({"article": "nato-russia-sample"}).ties
    nato = {"BEL", "DEU", "EST", "FIN", "FRA", "GBR", "LTU", "LVA", "NOR", "POL", "ROU", "SWE", "USA"}
    assert any(nato <= set(group) for group in europe.blocs)
    assert [("BLR", "RUS")] == europe.pairs


def test_a_state_bound_to_none_on_stage_has_no_likest_treaties(shipped: reference.Reference) -> None:
    """Two states without treaties count as alike, which says nothing."""
    around = ties.around(shipped.tables, focus="TWN", on=ON, states=["TWN", "PRK", "CHN"])
    found = {finding.id for finding in alliance.structure(around, shipped)}
    assert "alliance.similarity.TWN" not in found


def test_a_sentence_with_the_focus_state_and_one_other_speaks_of_their_tie() -> None:
    """The state whose airspace was crossed is marked with the one whose aircraft crossed it."""
    assert ("EST", "RUS") in dossier.from_names({"article": "nato-russia-sample"}).pairs


def test_a_state_without_any_act_gets_one_sentence(shipped: reference.Reference) -> None:
    """Not three that say no tie is shown to have changed; and it is nothing for the bottom line."""
    around = ties.around(shipped.tables, focus="FJI", on=ON, states=["FJI", "HTI"])
    (finding,) = alliance.changes(around, shipped)
    assert "of change nothing can be told" in finding.text
    assert finding.weight < 0.2


def test_a_tie_whose_treaty_ended_is_not_said_to_have_ended(view: ties.View, shipped: reference.Reference) -> None:
    """States that lose a treaty go on having to do with each other."""
    assert all("have ended" not in finding.text for finding in alliance.changes(view, shipped))
    assert CHANGE_WORDS["ended"] == ("has lost a treaty", "have lost a treaty")


def test_speeches_at_several_states_make_no_hostile_pair() -> None:
    """North Korea and Japan: two acts, each at three states or more. Ukraine broke relations: one act, which lasts."""
    case = dossier.from_names({"article": "dprk-at-unga"})
    rows = case.ties.dyads.set_index(["a", "b"])
    japan, ukraine = (rows.loc[pair, ["sign", "net", "whole"]] for pair in (("JPN", "PRK"), ("PRK", "UKR")))
    assert ("-", True) == (japan["sign"], japan["whole"] < 1)
    assert "strained" == ties.strength_word(*japan)
    assert "hostile" == ties.strength_word(*ukraine)


def test_an_adversary_in_common_makes_no_bloc() -> None:
    """Ukraine's one slight tie with Japan does not outweigh its quarrel with the United States."""
    case = dossier.from_names({"article": "dprk-at-unga"})
    blocs = next(found for found in alliance.structure(case.ties, case.reference) if found.id == "alliance.blocs")
    assert [("CHN", "PRK", "RUS"), ("JPN", "KOR", "USA")] == case.ties.blocs
    assert "Ukraine stands in none." in blocs.text
