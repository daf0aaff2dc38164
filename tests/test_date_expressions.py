"""Dated expressions of news English with the days they mean: `date_expressions.csv`, written for this project.

Each row is a sentence with the expression in square brackets, the day it was published, and the interval expected.
A row without an interval holds words that are no calendar date: durations, ages, counts, vague times.
"""

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from chancery.text import dates
from chancery.text.records import DateMention
from chancery.text.tokens import Document

ROWS = list(csv.DictReader((Path(__file__).parent / "date_expressions.csv").open(encoding="utf-8")))
PARTS = re.compile(r"\b(?:early|mid|late|end|beginning|start|middle|close)\b", re.IGNORECASE)


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its square brackets, and the spans they enclosed."""
    plain, spans = "", []
    for piece in re.split(r"[\[\]]", text):
        spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans[1::2]


def read(row: dict[str, str]) -> list[DateMention]:
    """The dates found within the brackets of a row."""
    text, spans = marked(row["text"])
    found = dates.found(Document.of_text(text), dt.date.fromisoformat(row["published"]))
    return [date for date in found if any(date.start < end and start < date.end for start, end in spans)]


@pytest.mark.parametrize("row", [row for row in ROWS if row["from"]], ids=lambda row: row["text"])
def test_a_date_means_the_interval_that_stands_beside_it(row: dict[str, str]) -> None:
    """The unit is the one named; "early" and "late" may narrow the interval within it."""
    first, last = dt.date.fromisoformat(row["from"]), dt.date.fromisoformat(row["to"])
    found = [date for date in read(row) if date.granularity == row["granularity"]]
    exact = [date for date in found if (date.from_, date.to) == (first, last)]
    narrowed = [date for date in found if first <= date.from_ and date.to <= last]
    assert exact or (PARTS.search(row["text"]) and narrowed), read(row)


@pytest.mark.parametrize("row", [row for row in ROWS if not row["from"]], ids=lambda row: row["text"])
def test_what_means_no_calendar_date_is_left_alone(row: dict[str, str]) -> None:
    """Durations, ages, counts, habits and vague words are not dates."""
    assert not read(row)


def test_the_table_is_large_and_reaches_over_its_kinds() -> None:
    """At least three hundred rows, of which fifty mean no date."""
    assert len(ROWS) >= 300
    assert sum(not row["from"] for row in ROWS) >= 50
