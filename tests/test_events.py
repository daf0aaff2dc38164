"""Events: PLOVER category, parties and realis of single sentences."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.text import entities, events
from chancery.text.gazetteer import default_gazetteer
from chancery.text.reading import read
from chancery.text.records import CATEGORIES, Event
from chancery.text.tokens import Document

PUBLISHED = dt.date(2025, 10, 1)
WORDS = "Iran Israel said that to will not attack , . “ ” by and who threatened talks with must be 中国"
FRAGMENTS = [*WORDS.split(), "\n", "\u202e"]


def coded(text: str) -> list[tuple[Event, str | None, str | None]]:
    """Events of a text, most confident first, with the codes of their parties."""
    document = Document.of_text(text)
    cast = entities.found(document, default_gazetteer(), PUBLISHED)
    actor = {entity.id: entity.actor for entity in cast.entities}
    found = sorted(events.found(document, cast), key=lambda event: -event.confidence)
    return [(event, actor.get(event.source or ""), actor.get(event.target or "")) for event in found]


SENTENCES = [
    ("Japan agreed to lend Kenya money for a port.", "AGREE", "JPN", "KEN"),
    ("France will send tents and medicine to Chad, officials said.", "AGREE", "FRA", "TCD"),
    ("Canada promised to lift sanctions on Cuba.", "AGREE", "CAN", "CUB"),
    ("The Brazilian president said he was ready to meet the leader of Peru.", "AGREE", "BRA", "PER"),
    ("China and India held talks in Geneva.", "CONSULT", "CHN", "IND"),
    ("Italian Prime Minister Giorgia Meloni visited Libya on Friday.", "CONSULT", "ITA", "LBY"),
    ("Norway praised Finland for its efforts.", "SUPPORT", "NOR", "FIN"),
    ("Jordan condemned attacks by Syrian rebels against Turkey.", "ACCUSE", "JOR", "SYR"),
    ("Japan accused China of threats against Vietnam.", "ACCUSE", "JPN", "CHN"),
    ("Spain and Morocco signed a treaty on fishing.", "SUPPORT", "ESP", "MAR"),
    ("The German government welcomed a decision by Greece.", "SUPPORT", "DEU", "GRC"),
    ("Poland shared intelligence with Ukraine about drones.", "COOPERATE", "POL", "UKR"),
    ("Estonia accused Russia of lying after jets flew over the Gulf of Finland.", "ACCUSE", "EST", "RUS"),
    ("Chilean envoys were to hold talks with Peru on Friday.", "AGREE", "CHL", "PER"),
    ("Delegations from Sweden met Turkish officials in Ankara.", "CONSULT", "SWE", "TUR"),
    ("Iran seized a Portuguese-flagged ship.", "COERCE", "IRN", "PRT"),
    ("TAIPEI, Oct. 15 - China attacked Japan.", "ASSAULT", "CHN", "JPN"),
    ("Hungary, the last to hold out, praised Sweden.", "SUPPORT", "HUN", "SWE"),
    ("Russian President Vladimir Putin came. He accused Ukraine of lying.", "ACCUSE", "RUS", "UKR"),
    ("Mexico condemned the United Nations, and Cuba praised Chile.", "ACCUSE", "MEX", "UN"),
    ("Iran condemned the raids by Israel as a violation of Yemen's sovereignty.", "ACCUSE", "IRN", "ISR"),
    ("Pakistan recalled its ambassador from Iran.", "SANCTION", "PAK", "IRN"),
    ("Two Russian bombers were spotted off northern Norway.", "MOBILIZE", "RUS", "NOR"),
    ("Iran will face consequences for its raid, Israel's ambassador warned.", "THREATEN", "ISR", "IRN"),
    ("Filipino fishermen were driven from the shoal by Chinese vessels.", "COERCE", "CHN", "PHL"),
    ("South Korea held live-fire training with Japan.", "COOPERATE", "KOR", "JPN"),
    ("Forces from Chile, Peru and Mexico opened a joint exercise.", "COOPERATE", "CHL", "PER"),
    ("Russia ended its drills off Norway on Friday.", "MOBILIZE", "RUS", "NOR"),
    ("Russia suspended its drills off Norway on Friday.", "RETREAT", "RUS", "NOR"),
    ("Norway and Denmark have been practising together in the far north.", "COOPERATE", "NOR", "DNK"),
    ("Japan detected two Chinese warships near its islands.", "MOBILIZE", "CHN", "JPN"),
    ("Iran launched 300 drones at Israel.", "ASSAULT", "IRN", "ISR"),
    ("North Korea launched two missiles over Japan.", "MOBILIZE", "PRK", "JPN"),
    ("Germany moved missiles to within a mile of the Polish border.", "MOBILIZE", "DEU", "POL"),
    ("Latvia delivered armoured vehicles to Ukraine.", "AID", "LVA", "UKR"),
    ("Britain gave training to Kenya.", "AID", "GBR", "KEN"),
    ("Moscow called the Estonian drills a provocation.", "ACCUSE", "RUS", "EST"),
    ("Canada barred two Cuban lawmakers over their visits to Taipei.", "COERCE", "CAN", "CUB"),
    ("Lebanon complained to the United Nations about Israeli raids.", "ACCUSE", "LBN", "ISR"),
    ("A farmer in northern Israel was killed by Syrian troops.", "ASSAULT", "SYR", "ISR"),
    ("Thousands of Iraqis marched through Basra in protest at Turkish raids.", "PROTEST", "IRQ", "TUR"),
    ("Thailand extradited a suspect to Australia.", "COOPERATE", "THA", "AUS"),
    ("Sweden gave Somalia ten million dollars in aid.", "AID", "SWE", "SOM"),
    ("Russia supplied weapons to Mali.", "AID", "RUS", "MLI"),
    ("Iran released two French prisoners on Monday.", "RETREAT", "IRN", "FRA"),
    ("Ethiopia withdrew its troops from Eritrea.", "RETREAT", "ETH", "ERI"),
    ("The United States eased sanctions on Syria.", "RETREAT", "USA", "SYR"),
    ("China lifted a ban on newspapers in Taiwan.", "CONCEDE", "CHN", "TWN"),
    ("Chile demanded that Argentina return the vessel.", "REQUEST", "CHL", "ARG"),
    ("Turkey urged Germany to share the burden.", "REQUEST", "TUR", "DEU"),
    ("The German minister said Poland must open its border.", "REQUEST", "DEU", "POL"),
    ("Vietnam called on Cambodia to cut tariffs.", "REQUEST", "VNM", "KHM"),
    ("Egypt accused Ethiopia of violating the accord.", "ACCUSE", "EGY", "ETH"),
    ("Israel was condemned by Jordan on Tuesday.", "ACCUSE", "JOR", "ISR"),
    ("Lithuania lodged a protest with Belarus over balloons.", "ACCUSE", "LTU", "BLR"),
    ("Serbia rejected a proposal by Croatia.", "REJECT", "SRB", "HRV"),
    ("The Hungarian government refused to send arms to Ukraine.", "REJECT", "HUN", "UKR"),
    ("Japan said it would not meet the demands of Russia.", "REJECT", "JPN", "RUS"),
    ("Iran threatened to shell towns in Iraq.", "THREATEN", "IRN", "IRQ"),
    ("The United States said it would impose sanctions on Venezuela.", "THREATEN", "USA", "VEN"),
    ("Peru issued an ultimatum to Ecuador.", "THREATEN", "PER", "ECU"),
    ("Moroccan workers staged a rally against the Moroccan government.", "PROTEST", "MAR", "MAR"),
    ("Britain imposed sanctions on Iran on Friday.", "SANCTION", "GBR", "IRN"),
    ("Switzerland expelled two Russian diplomats for spying.", "SANCTION", "CHE", "RUS"),
    ("Denmark suspended aid to Uganda.", "SANCTION", "DNK", "UGA"),
    ("Colombia broke off diplomatic relations with Israel.", "SANCTION", "COL", "ISR"),
    ("India deployed troops along its border with China.", "MOBILIZE", "IND", "CHN"),
    ("Kenyan police arrested four Ugandan fishermen.", "COERCE", "KEN", "UGA"),
    ("Indonesia deported two Australian tourists.", "COERCE", "IDN", "AUS"),
    ("Turkish authorities imposed a curfew in Cyprus.", "COERCE", "TUR", "CYP"),
    ("Sudanese forces shelled a town in Chad, killing nine people.", "ASSAULT", "SDN", "TCD"),
    ("Two Kenyan soldiers were killed by Somali gunmen.", "ASSAULT", "SOM", "KEN"),
]


@pytest.mark.parametrize(("text", "category", "source", "target"), SENTENCES, ids=[s[0][:40] for s in SENTENCES])
def test_most_salient_event_of_a_sentence_has_its_category_and_parties(
    text: str, category: str, source: str, target: str
) -> None:
    """The most confident event is what the sentence is about."""
    event, found_source, found_target = coded(text)[0]
    assert (category, source, target) == (event.category, found_source, found_target)


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Iran attacked Iraq.", "actual"),
        ("Iran did not attack Iraq.", "negated"),
        ("Iran allegedly attacked Iraq.", "alleged"),
        ("Iran will attack Iraq.", "planned"),
        ("Iran could attack Iraq.", "hypothetical"),
    ],
    ids=["plain", "denied", "allegedly", "future", "possible"],
)
def test_realis_follows_negation_and_mood(text: str, realis: str) -> None:
    """An act that is denied, alleged, planned or only possible is never actual."""
    assert realis == coded(text)[0][0].realis


def test_threat_is_not_taken_for_the_deed() -> None:
    """A governed act changes the category of the verb above it and is no event of its own."""
    expected = ["THREATEN"]
    assert expected == [event.category for event, _, _ in coded("Iran threatened to bomb Israel.")]


def test_joint_exercise_is_dual() -> None:
    """A shared drill is COOPERATE among its participants and MOBILIZE towards others."""
    found = coded("China and Russia held a joint exercise near Japan.")
    assert {("COOPERATE", "CHN", "RUS"), ("MOBILIZE", "CHN", "JPN"), ("MOBILIZE", "RUS", "JPN")} == {
        (event.category, source, target) for event, source, target in found
    }


def test_each_of_several_targets_has_its_event() -> None:
    """Listed parties are all acted on."""
    found = coded("Pakistan broke off relations with Congo and Costa Rica.")
    assert {"COG", "CRI"} <= {target for _, _, target in found} or {"COD", "CRI"} <= {target for _, _, target in found}


@pytest.mark.parametrize(
    ("text", "category", "pair"),
    [
        ("Talks between Egypt and Sudan were long.", "CONSULT", ("EGY", "SDN")),
        ("Russia's attack on Ukraine changed Europe.", "ASSAULT", ("RUS", "UKR")),
    ],
    ids=["talks between", "attack of one on another"],
)
def test_noun_of_an_act_between_two_parties_is_an_event(text: str, category: str, pair: tuple[str, str]) -> None:
    """Events are not only verbs."""
    assert (category, *pair) in [(event.category, source, target) for event, source, target in coded(text)]


def test_plain_speech_is_a_statement() -> None:
    """A verb of saying without an act is STATEMENT."""
    expected = [("STATEMENT", "JPN")]
    assert expected == [(e.category, s) for e, s, _ in coded("Japan said on Monday the talks were over.")][:1]


def test_sentence_without_actors_has_no_event() -> None:
    """The rules abstain where nobody is named."""
    expected = []
    assert expected == coded("The rain stopped and the shops opened.")


@pytest.mark.parametrize("rule", sorted(events.RULES))
def test_rule_examples_hold(rule: str) -> None:
    """Each rule fires on its examples and not on its counter-examples."""
    _, yes, no = events.RULES[rule]
    for text in yes:
        assert rule in [event.rule for event, _, _ in coded(text)], text
    for text in no:
        assert rule not in [event.rule for event, _, _ in coded(text)], text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_offsets_and_bounds_hold_for_any_text(parts: list[str]) -> None:
    """No text raises; spans lie in the body; confidence lies in 0..1; categories are known."""
    text = " ".join(parts)
    for event, _, _ in coded(text):
        assert 0 <= event.start < event.end <= len(text)
        assert 0 <= event.confidence <= 1
        assert event.category in CATEGORIES


def test_the_first_person_in_quotation_marks_is_the_speaker() -> None:
    """“We condemn” is the speaker's own act, also with an adverb between."""

    @dataclass
    class Text:
        body: str
        published: dt.date = PUBLISHED

    reading = read(Text("“We strongly condemn Israel,” Iran said in a note."))
    pairs = {
        (e.category, reading.entity(e.source).name, reading.entity(e.target).name)  # type: ignore[union-attr]
        for e in reading.events
        if e.source and e.target
    }
    assert ("ACCUSE", "Iran", "Israel") in pairs


def test_the_first_of_several_acts_with_each_of_the_others() -> None:
    """Three states agree: two events, not one."""
    found = {(source, target) for event, source, target in coded("Mali, Chad and Niger agreed to meet.")}
    assert {("MLI", "TCD"), ("MLI", "NER")} <= found


def test_an_unnamed_crowd_is_the_states_where_it_stands() -> None:
    """Thousands rallied outside a palace in Lima: Peru's."""
    assert ("PROTEST", "PER") in {
        (event.category, source)
        for event, source, _ in coded("Thousands rallied outside the palace in Lima against Chile.")
    }


def test_the_month_of_march_is_no_demonstration() -> None:
    """Joining an alliance in March is no protest."""
    assert "PROTEST" not in {e.category for e, _, _ in coded("Chile joined the pact in March 2023 and Peru in May.")}


def test_states_that_praise_do_not_praise_each_other() -> None:
    """Two states that back somebody's strikes are no pair."""
    assert ("DNK", "SWE") not in {(source, target) for _, source, target in coded("Denmark and Sweden backed a plan.")}
