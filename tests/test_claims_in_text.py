"""Claims with the slots a table can be asked about."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.text import claims, dates, entities
from chancery.text.gazetteer import default_gazetteer
from chancery.text.records import Claim, Quote
from chancery.text.tokens import Document

PUBLISHED = dt.date(2025, 10, 1)


def read(text: str, quotes: list[Quote] | None = None) -> list[Claim]:
    """The claims of a text."""
    document = Document.of_text(text)
    cast = entities.found(document, default_gazetteer(), PUBLISHED)
    return claims.found(document, cast, quotes or [], dates.found(document, PUBLISHED))


CLAIMS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "The leaders of India and China met three times during 2018-2019.",
        "count",
        {
            "event": "meeting",
            "number": 3,
            "comparison": "=",
            "period": ["2018-01-01", "2019-12-31"],
            "actors": ["IND", "CHN"],
        },
    ),
    (
        "Xi Jinping has visited Russia twice since 2022.",
        "count",
        {"event": "visit", "number": 2, "since": ["2022-01-01", "2022-12-31"]},
    ),
    (
        "North Korea has conducted six nuclear tests.",
        "count",
        {"event": "nuclear_test", "number": 6, "actors": ["PRK"]},
    ),
    ("Russia held at least 12 exercises in 2023.", "count", {"event": "exercise", "number": 12, "comparison": ">="}),
    (
        "North Korea fired more than 90 missiles in 2022.",
        "count",
        {"event": "missile_launch", "number": 90, "comparison": ">"},
    ),
    (
        "Nearly 40 Chinese warplanes crossed the median line on Monday.",
        "count",
        {"event": "incursion", "number": 40, "comparison": "<"},
    ),
    (
        "North Korea has carried out six nuclear tests, two of them in 2016.",
        "count",
        {"event": "nuclear_test", "number": 6, "period": None},
    ),
    (
        "More Chinese aircraft had flown than in any earlier drill.",
        "record",
        {"event": "exercise", "dimensions": ["aircraft"], "unit": "aircraft", "against": "all previous"},
    ),
    (
        "The drill involved three times as many troops as any previous exercise.",
        "record",
        {"event": "exercise", "dimensions": ["troops"], "number": 3, "comparison": "multiple"},
    ),
    ("The manoeuvres were longer than any previous exercise.", "record", {"dimensions": ["duration"]}),
    ("It was North Korea's seventh nuclear test.", "count", {"event": "nuclear_test", "ordinal": 7, "actors": ["PRK"]}),
    (
        "The envoy's appearance, the first by a high-ranking Iranian official at the General Assembly since 2018, "
        "drew a crowd.",
        "first",
        {
            "event": "appearance",
            "rank": "senior",
            "body": "UNGA",
            "since": ["2018-01-01", "2018-12-31"],
            "actors": ["IRN"],
        },
    ),
    (
        "It was the first visit to Pyongyang by a Russian president in 24 years.",
        "since",
        {"event": "visit", "actors": ["RUS"], "duration": {"number": 24, "unit": "years", "comparison": "="}},
    ),
    (
        "The leaders of North Korea and China recently held their first summit in over six years.",
        "since",
        {"event": "summit", "actors": ["PRK", "CHN"], "duration": {"number": 6, "unit": "years", "comparison": ">"}},
    ),
    (
        "No nuclear test has been conducted since September 2017.",
        "since",
        {"event": "nuclear_test", "negated": True, "since": ["2017-09-01", "2017-09-30"]},
    ),
    ("Russia and the United States have not met since 2021.", "since", {"event": "meeting", "negated": True}),
    (
        "The presidents of Russia and China last met in June 2019.",
        "since",
        {"event": "meeting", "since": ["2019-06-01", "2019-06-30"]},
    ),
    (
        "Iran said the U.S. drills are breaking all previous records in their scale, nature, frequency, and scope.",
        "record",
        {"event": "exercise", "dimensions": ["scale", "nature", "frequency", "scope"], "against": "all previous"},
    ),
    (
        "It was NATO's largest exercise since the Cold War.",
        "record",
        {"event": "exercise", "superlative": "largest", "dimensions": ["scale"], "body": "NATO"},
    ),
    ("China's drill around Taiwan was the biggest ever.", "record", {"event": "exercise", "superlative": "biggest"}),
    (
        "The Philippines and the United States hold annual drills.",
        "frequency",
        {"event": "exercise", "frequency": "annual"},
    ),
    (
        "Russia and Belarus hold the exercise every two years.",
        "frequency",
        {"event": "exercise", "frequency": "biennial"},
    ),
    (
        "Multiple UN Security Council resolutions have demanded that Pyongyang cease its development of nuclear "
        "weapons and ballistic missiles.",
        "existence",
        {
            "event": "resolution",
            "body": "UNSC",
            "comparison": "multiple",
            "others": ["PRK"],
            "topic": "nuclear weapons, ballistic missiles",
        },
    ),
    (
        "Three Security Council resolutions prohibit Iran from testing missiles.",
        "existence",
        {"event": "resolution", "number": 3, "others": ["IRN"]},
    ),
    (
        "China and North Korea signed a mutual defence treaty in 1961.",
        "existence",
        {"event": "treaty", "actors": ["CHN", "PRK"], "date": ["1961-01-01", "1961-12-31"]},
    ),
    (
        "North Korea's nuclear status is enshrined in its constitution.",
        "status",
        {"status": "enshrined", "instrument": "constitution", "actors": ["PRK"]},
    ),
    (
        "Finland became a member of NATO in April 2023.",
        "status",
        {"status": "member", "body": "NATO", "actors": ["FIN"]},
    ),
    ("Ukraine is not a member of NATO.", "status", {"status": "member", "negated": True, "actors": ["UKR"]}),
    ("Russia suspended the New START treaty in 2023.", "status", {"status": "suspended", "actors": ["RUS"]}),
    (
        "The APEC summit will be held in South Korea next month.",
        "schedule",
        {"event": "summit", "body": "APEC", "date": ["2025-11-01", "2025-11-30"]},
    ),
    ("Vladimir Putin will visit Beijing next week.", "schedule", {"event": "visit", "modal": "scheduled"}),
]


@pytest.mark.parametrize(("text", "kind", "slots"), CLAIMS, ids=[c[0][:48] for c in CLAIMS])
def test_claim_has_its_kind_and_slots(text: str, kind: str, slots: dict[str, Any]) -> None:
    """The slots hold what the text says."""
    found = [claim for claim in read(text) if claim.kind == kind]
    assert found, [c.kind for c in read(text)]
    assert slots == {name: found[0].slots.get(name) for name in slots}


def test_predecessors_are_told_from_the_leaders_themselves() -> None:
    """The claim says who did it, so that the office-holders can be asked."""
    text = (
        "The meeting of Russian President Vladimir Putin and U.S. President Donald Trump is near. "
        "The two leaders' predecessors met three times during 2018-2019."
    )
    claim = next(claim for claim in read(text) if claim.kind == "count")
    expected = [{"role": "predecessor", "of": ["RUS", "USA"]}]
    assert expected == claim.slots["persons"]


def test_claim_inside_a_quotation_is_its_speakers() -> None:
    """said_by and stance come from the quotation."""
    text = "He said, “North Korea has conducted six nuclear tests.”"
    start = text.index("North")
    quote = Quote("Q1", "direct", [(start, len(text) - 1)], None, None, "E9", None, "doubting", "test", 1.0)
    claim = read(text, [quote])[0]
    expected = ("E9", "doubting")
    assert expected == (claim.said_by, claim.stance)


@pytest.mark.parametrize(
    "text",
    [
        "The first day was cold.",
        "First, the minister spoke.",
        "Two officials spoke in 2019.",
        "The record shows that he spoke.",
        "He is a member of the crew.",
        "Many people came.",
        "The summit was held last month.",
    ],
)
def test_plain_sentences_hold_no_claim(text: str) -> None:
    """Precision comes first: no claim without an event a table could know."""
    expected = []
    assert expected == read(text)


@pytest.mark.parametrize("rule", sorted(claims.RULES))
def test_rule_examples_hold(rule: str) -> None:
    """Each rule fires on its examples and not on its counter-examples."""
    _, yes, no = claims.RULES[rule]
    for text in yes:
        assert rule in [claim.rule for claim in read(text)], text
    for text in no:
        assert rule not in [claim.rule for claim in read(text)], text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "first",
                "second",
                "three",
                "times",
                "since",
                "2018",
                "in",
                "over",
                "six",
                "years",
                "record",
                "largest",
                "ever",
                "annual",
                "resolutions",
                "demand",
                "treaty",
                "signed",
                "member",
                "of",
                "NATO",
                "will",
                "next",
                "month",
                "the",
                "drills",
                "Iran",
                ",",
                ".",
                "and",
                "“",
                "”",
                "not",
                "三",
                "\u202e",
            ]
        ),
        max_size=40,
    )
)
def test_offsets_hold_for_any_text(parts: list[str]) -> None:
    """No text raises; spans lie in the body; slots have no empty values."""
    text = " ".join(parts)
    for claim in read(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert all(value not in (None, "", []) for value in claim.slots.values())
