"""The head of a text: its title, byline and date, where they stand before the first paragraph."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.text import Document, dates

HEAD_LINES = 14
PROSE_CHARACTERS = 90
_BYLINE = re.compile(r"(?:by|von|par)\s+(\S.{2,80})\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAYS_PUBLISHED = re.compile(r"\b(?:published|posted|updated|issued|released|date|last modified)\b", re.IGNORECASE)
_EASTERN = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]")
_MARKUP = re.compile(r"\A#{1,6}\s+|\A[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}\Z")
# Beside a date in its own line there may be a clock, a zone, a weekday, a place and words such as "Published".
_DATE_LINE_WORDS = 9


@dataclass(frozen=True)
class Head:
    """What stood before the text, and the lines that are left as its body."""

    title: str
    author: str
    published: dt.date | None
    lines: list[str]


def headed(lines: Sequence[str]) -> Head:
    """The title, byline and date at the head of a text, and the lines after them.

    lines: paragraphs without blank ones. A line is a title where it comes first and does not read as prose; bylines
    and lines that hold little but a full date are taken from before the first prose; any other line stays.
    """
    title = author = ""
    published = None
    kept: list[str] = []
    for number, line in enumerate(lines):
        plain = _MARKUP.sub("", line.strip()).strip()
        if number >= HEAD_LINES or is_prose(plain):
            return Head(title, author, published, [*kept, *lines[number:]])
        day = date_of_line(plain)
        byline = _BYLINE.match(plain)
        if number == 0 and day is None and byline is None:
            title = plain
        elif day is not None and published is None:
            published = day
        elif byline and not author:
            author = byline[1].strip()
        else:
            kept.append(line)
    return Head(title, author, published, kept)


def is_prose(line: str) -> bool:
    """Whether a line reads as a paragraph rather than as a heading or a label."""
    return len(line) > PROSE_CHARACTERS or (
        len(line.split()) > 7 and line.rstrip("\"'”’)").endswith((".", "?", "!", ":"))
    )


def date_of_line(line: str) -> dt.date | None:
    """The day of a line that holds a full date and little else; None otherwise."""
    words = len(line.split())
    if words > _DATE_LINE_WORDS and not (_SAYS_PUBLISHED.search(line) and words <= 2 * _DATE_LINE_WORDS):
        return None
    return next(iter(full_dates(line)), None)


def full_dates(text: str) -> list[dt.date]:
    """The days that a text names with day, month and year, in order."""
    if not _YEAR.search(text):
        return []
    if written := [day for match in _EASTERN.finditer(text) if (day := _day(*map(int, match.groups())))]:
        return written
    found = dates.found(Document.of_text(text), dt.date(2000, 1, 1))
    return [date.from_ for date in found if date.granularity == "day" and _YEAR.search(text[date.start : date.end])]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
