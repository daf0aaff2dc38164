"""Sentences in the manner of news agencies with their PLOVER category and dyad: `event_sentences.csv`.

Written for this project after the definitions of PLOVER 2021. The floors keep what the rules reach; a failure prints
the sentences missed.
"""

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from chancery.text.reading import Reading, read

ROWS = list(csv.DictReader((Path(__file__).parent / "event_sentences.csv").open(encoding="utf-8")))


@dataclass
class Text:
    """A bare text in the place of an article."""

    body: str
    published: dt.date = dt.date(1998, 3, 6)


@lru_cache
def reading(text: str) -> Reading:
    """The reading of one sentence."""
    return read(Text(text))


def code(made: Reading, entity: str | None) -> str | None:
    """The actor code of an entity."""
    found = made.entity(entity)
    return found.actor if found else None


def has_actors(row: dict[str, str]) -> bool:
    """Both codes are among the mentions."""
    made = reading(row["text"])
    return {row["source"], row["target"]} <= {code(made, mention.entity) for mention in made.mentions}


def has_category(row: dict[str, str]) -> bool:
    """The most confident event is of the category."""
    events = reading(row["text"]).events
    return bool(events) and max(events, key=lambda event: event.confidence).category == row["category"]


def has_dyad(row: dict[str, str]) -> bool:
    """Some event has both parties."""
    made = reading(row["text"])
    pairs = {(code(made, event.source), code(made, event.target)) for event in made.events}
    return (row["source"], row["target"]) in pairs


@pytest.mark.parametrize(
    ("measure", "least"), [(has_actors, 1.0), (has_category, 0.9), (has_dyad, 0.9)], ids=["actors", "category", "dyad"]
)
def test_the_table_is_read_as_well_as_before(measure: object, least: float) -> None:
    """Actors to code, category and dyad over all rows."""
    assert callable(measure)
    missed = [row["text"] for row in ROWS if not measure(row)]
    assert len(ROWS) >= 120
    assert 1 - len(missed) / len(ROWS) >= least, missed


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The prime ministers of Sweden and Finland met in Stockholm on Monday.", ("SWE", "FIN")),
        ("Nigeria wants France to stop arming the rebels.", ("NGA", "FRA")),
        ("Iceland must cut its catch of herring, Norwegian officials said.", ("NOR", "ISL")),
        ("Two Pakistani soldiers were killed when Indian troops opened fire across the line.", ("IND", "PAK")),
        ("The arrest of two Czech tourists by Cuban police angered Prague.", ("CUB", "CZE")),
        ("Pyongyang expanded its ties with Moscow, providing munitions for its war against Ukraine.", ("PRK", "RUS")),
    ],
    ids=["genitive", "wish", "duty told after", "two clauses of one attack", "noun of an act", "against is no helping"],
)
def test_parties_are_found_across_constructions(text: str, pair: tuple[str, str]) -> None:
    """Joint genitives, wishes, duties, attacks in two clauses, nouns of acts, and what help is against."""
    assert has_dyad({"text": text, "source": pair[0], "target": pair[1]})
