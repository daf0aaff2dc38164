"""Exercises in a text: who takes part, which series, what a speaker calls them."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.text import entities, exercises
from chancery.text.gazetteer import default_gazetteer
from chancery.text.records import Entity, ExerciseMention
from chancery.text.tokens import Document

PUBLISHED = dt.date(2025, 10, 1)
ROWS = [
    {
        "exercise_id": "zapad-2025",
        "series": "Zapad",
        "name": "Zapad-2025",
        "participants": "RUS;BLR",
        "start": "2025-09-12",
    },
    {
        "exercise_id": "zapad-2021",
        "series": "Zapad",
        "name": "Zapad-2021",
        "participants": "RUS;BLR",
        "start": "2021-09-10",
    },
    {
        "exercise_id": "baltops-2024",
        "series": "BALTOPS",
        "name": "BALTOPS 24",
        "participants": "NATO",
        "start": "2024-06-07",
    },
    {
        "exercise_id": "td",
        "series": "Trilateral drill",
        "name": "Trilateral",
        "participants": "USA;JPN;KOR",
        "start": "2024-01-15",
    },
]


def read(text: str) -> tuple[list[ExerciseMention], dict[str, Entity]]:
    """The exercises of a text and its entities by id."""
    document = Document.of_text(text)
    cast = entities.found(document, default_gazetteer(), PUBLISHED)
    found = exercises.found(document, cast, SimpleNamespace(exercises=ROWS))
    return found, {entity.id: entity for entity in cast.entities}


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        (
            "Large-scale, U.S.-led military exercises with South Korea and Japan angered Pyongyang.",
            ["USA", "KOR", "JPN"],
        ),
        ("Recent U.S.-Japan-South Korea drills were long.", ["USA", "JPN", "KOR"]),
        ("China and Russia held joint naval drills.", ["CHN", "RUS"]),
        ("Military exercises between India and France began.", ["IND", "FRA"]),
        ("The naval drills were held by Iran and Oman.", ["IRN", "OMN"]),
        ("Finland began an air exercise with Sweden.", ["FIN", "SWE"]),
    ],
    ids=["led with", "hyphens", "subject", "between", "passive", "with"],
)
def test_participants_are_those_the_text_names(text: str, participants: list[str]) -> None:
    """Before the noun, after it, or as the subject of the verb."""
    found, _ = read(text)
    assert sorted(participants) == sorted(found[0].participants)


@pytest.mark.parametrize(
    "text",
    [
        "Doctors advise daily exercise.",
        "They exercise control over the port.",
        "He will exercise restraint.",
        "The diplomatic maneuvers went on.",
        "The Olympic games opened.",
    ],
)
def test_other_senses_are_left_alone(text: str) -> None:
    """Bodily exercise, exercise of power and games are no drills."""
    expected = []
    assert expected == read(text)[0]


def test_named_series_with_year_gets_its_row() -> None:
    """Series and year point at one row of the table."""
    found, _ = read("Zapad-2025 opened on Friday.")
    expected = [("Zapad", "zapad-2025", ["RUS", "BLR"])]
    assert expected == [(x.series, x.exercise_id, x.participants) for x in found]


def test_named_series_without_year_has_no_row() -> None:
    """The series alone does not say which year is meant."""
    found, _ = read("The Zapad exercise worries Poland.")
    expected = ("Zapad", None)
    assert expected == (found[0].series, found[0].exercise_id)


@pytest.mark.parametrize(
    ("text", "framing", "speaker"),
    [
        (
            "Pyongyang routinely describes such exercises as a rehearsal for an attack.",
            "rehearsal for an attack",
            "PRK",
        ),
        ("NATO called the naval exercise a provocation.", "provocation", "NATO"),
        ("The war games, seen by Pyongyang as preparation for war, go on.", "preparation for war", "PRK"),
        ("Russia says Zapad-2025 is purely defensive.", "purely defensive", "RUS"),
        ("China denounced the naval drills as “a dangerous provocation”.", "dangerous provocation", "CHN"),
    ],
    ids=["describes as", "called", "seen by", "says it is", "denounced as"],
)
def test_framing_is_the_speakers(text: str, framing: str, speaker: str) -> None:
    """What an exercise is called belongs to whoever calls it so."""
    found, by_id = read(text)
    assert ([framing], speaker) == (found[0].framing, by_id[found[0].said_by or ""].actor)


def test_the_drills_are_those_spoken_of_last() -> None:
    """An anaphor takes over participants."""
    found, _ = read("China and Russia held naval drills. Moscow described the drills as routine.")
    expected = [["CHN", "RUS"], ["CHN", "RUS"]]
    assert expected == [x.participants for x in found]


@pytest.mark.parametrize("rule", sorted(exercises.RULES))
def test_rule_examples_hold(rule: str) -> None:
    """Each rule fires on its examples and not on its counter-examples."""
    _, yes, no = exercises.RULES[rule]
    rows = SimpleNamespace(
        exercises=[{"exercise_id": "", "series": "Freedom Shield", "participants": "", "start": "2025-03-10"}]
    )
    for wanted, texts in ((True, yes), (False, no)):
        for text in texts:
            document = Document.of_text(text)
            cast = entities.found(document, default_gazetteer(), PUBLISHED)
            assert wanted == (rule in [x.rule for x in exercises.found(document, cast, rows)]), text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "drills",
                "the",
                "exercise",
                "war",
                "games",
                "as",
                "Iran",
                "which",
                "with",
                "called",
                "Zapad",
                ",",
                ".",
                "”",
                "joint",
                "such",
                "\u202e",
                "演习",
            ]
        ),
        max_size=40,
    )
)
def test_offsets_hold_for_any_text(parts: list[str]) -> None:
    """No text raises; spans lie in the body."""
    text = " ".join(parts)
    for mention in read(text)[0]:
        assert 0 <= mention.start < mention.end <= len(text)
