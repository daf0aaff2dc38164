"""Findings on what an article says: voices, states, framings, offices and doubts, each with its words."""

import dataclasses
from collections import Counter

import pytest

from chancery import dossier
from chancery.evidence import Passage, Row
from chancery.findings import article as says
from chancery.findings.doubts import SHOWN, doubts


@pytest.fixture(scope="module")
def case():
    return dossier.from_names({"article": "dprk-at-unga"})


@pytest.fixture
def reading(case):
    """The supplied article's reading, its quotes and events free to change."""
    quotes = [dataclasses.replace(quote) for quote in case.reading.quotes]
    events = [dataclasses.replace(event) for event in case.reading.events]
    return dataclasses.replace(case.reading, quotes=quotes, events=events)


def test_voices_count_the_quoted_passages(case):
    """The supplied article quotes fourteen passages (issue 4), each of them evidence."""
    [finding] = says.voices(case.reading, case.article.body)
    assert 14 == finding.numbers["passages"] == len(finding.evidence)
    assert "eight from Kim Son Gyong" in finding.text


def test_states_are_named_with_their_counts():
    """The four named most, by the names of the table, and a code where the table has none."""
    counts = Counter(AAA=3, BBB=2, CCC=1, DDD=1, EEE=1)
    [finding] = says.states(counts, {"AAA": "Alpha"})
    assert "States named most: Alpha (3 times), BBB (2 times), CCC (1 time) and DDD (1 time)." == finding.text


def test_no_state_is_said_so():
    """Nothing named is a sentence, not an empty list."""
    assert ["The article names no state that the tables know."] == [each.text for each in says.states(Counter(), {})]


def test_a_paraphrase_is_told_as_the_articles_words(case):
    """Words without quotation marks are nobody's speech; the evidence is the whole sentence."""
    finding, own = says.framings(case.reading, case.article.body, case.names)
    expected = (
        "The article says, in its own words, that North Korea frames such exercises [those of the United States, Japan "
        "and South Korea] as a rehearsal for an attack."
    )
    assert expected == finding.text
    sentence = "Pyongyang routinely describes such exercises as a rehearsal for an attack."
    assert [sentence] == [item.text for item in finding.evidence]
    assert "that South Korea frames its joint military exercises as necessary to counter" in own.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'China and Russia held naval drills. Kim Yong Nam said the drills were "a rehearsal for war," and left.',
            "Kim Yong Nam frames the drills [those of China and Russia] as “a rehearsal for war”.",
        ),
        (
            'China and Russia held naval drills. Japan called the drills a blatant "provocation" against its ships.',
            "The article says, in its own words, that Japan frames the drills [those of China and Russia] as a blatant "
            '"provocation" against its ships.',
        ),
        (
            "Zapad-2025 began on Monday. A Polish official said the exercise was defensive.",
            "The article says, in its own words, that the Polish official frames the exercise [Zapad] as defensive.",
        ),
    ],
    ids=["quoted", "partly quoted", "an official's, of a named exercise"],
)
def test_only_marked_words_are_printed_as_speech(tmp_path, text, expected):
    """Quotation marks round a framing are the article's own; the speaker is the one who says it."""
    path = tmp_path / "piece.md"
    path.write_text(f"---\ntitle: T\npublished: 2025-09-29\n---\n{text}\n", encoding="utf-8")
    piece = dossier.from_names({"article": str(path)})
    assert [expected] == [each.text for each in says.framings(piece.reading, piece.article.body, piece.names)]


def test_speakers_of_one_name_are_listed_once(tmp_path):
    """Two persons called "a Chinese official" cannot be told apart, and the page says so."""
    path = tmp_path / "piece.md"
    text = 'A Chinese official said, "Nothing will stop us." On Friday a Chinese official said, "We are ready to go."'
    path.write_text(f"---\ntitle: T\npublished: 2025-09-29\n---\n{text}\n", encoding="utf-8")
    piece = dossier.from_names({"article": str(path)})
    (finding,) = says.voices(piece.reading, piece.article.body)
    assert "The article quotes 2 passages: two from the Chinese official." == finding.text
    assert any("may or may not be one person" in caveat for caveat in finding.caveats)


def test_offices_are_ours_and_cite_a_row(case):
    """The name in brackets rests on a row of officeholders.csv and on the article's words."""
    found = says.offices(case.reading, case.article.body, case.office_rows)
    lee = next(each for each in found if "South Korean President" in each.text)
    assert "The South Korean President [Lee Jae Myung, since 4 June 2025]." == lee.text
    assert {Row, Passage} == {type(item) for item in lee.evidence}


def test_offices_without_an_admitted_row_stay_unnamed(case):
    """No row, no name."""
    assert [] == says.offices(case.reading, case.article.body, {})


def test_doubts_quote_the_article(case):
    """Each doubt rests on the words it is about, under an id of its own."""
    body = case.article.body
    found = doubts(case.reading, body)
    assert len(found) == len({each.id for each in found})
    assert [] == [item for each in found for item in each.evidence if body[item.start : item.end] != item.text]
    assert any("on thin grounds" in each.text for each in found)


def test_thin_attributions_are_doubts(case, reading):
    """An attribution below the stated confidence is told with its speaker."""
    before = len(doubts(reading, case.article.body, most=99))
    sure = next(quote for quote in reading.quotes if quote.confidence > 0.8 and quote.speaker)
    sure.confidence = 0.2
    assert before + 1 == len(doubts(reading, case.article.body, most=99))


def test_the_second_opinion_is_told(case, reading):
    """How many votes, and each that differs."""
    first, second = [quote for quote in reading.quotes if quote.speaker][2:4]
    first.second_opinion, second.second_opinion = "agrees", "differs"
    votes, *rest = doubts(reading, case.article.body)
    assert {"votes": 2, "differs": 1} == votes.numbers
    assert 1 == sum("second opinion finds another source" in each.text for each in rest)


def test_many_doubts_are_capped_and_counted(case, reading):
    """The list stops, and the last finding says how many more there are."""
    for quote in reading.quotes:
        quote.confidence = 0.1
    every = doubts(reading, case.article.body, most=99)
    shown = doubts(reading, case.article.body)
    assert SHOWN + 1 == len(shown)
    assert len(every) - SHOWN == shown[-1].numbers["more"]


def test_a_speaker_in_a_chain_names_the_reporter(case):
    """The minister reports the president's word (issue 4)."""
    people = {entity.id: entity for entity in case.reading.entities}
    chained = next(quote for quote in case.reading.quotes if quote.via in people)
    assert "as told by" in says.speaker_of(chained, people)
