"""Texts in any style and state are read: offsets mean what they say, and work grows with the text and no faster."""

import datetime as dt
import sys
from collections.abc import Callable
from types import FrameType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.text import tokens
from chancery.text.reading import Reading, read
from chancery.text.tokens import Document
from odd_texts import PIECES, filled

PUBLISHED = dt.date(2025, 9, 29)
SPOKEN = (
    "“We will never give up,” Kim Son Gyong said.",
    "‘It’s over,’ the ministers’ envoy told MPs, ‘and they know “it”.’",
    '"Stop," said the South Korean president. "Now.',
    "The drills are “a rehearsal for an attack, Pyongyang said on Monday.",
    "He called it a so-called ‘peace’ in the 90s, rock 'n' roll and all.",
    "«Нет», сказал министр. 「不會」他說。 ״לא״",
    "'Tis done, ' she said ' ' and left.",
    "“One “two” ‘three’ ”four”",
)
WIRE = (
    "SEOUL, SEPT. 29 (REUTERS) - NORTH KOREA'S KIM JONG UN SAID ON MONDAY HE WOULD 'NEVER' MEET TRUMP.",
    "URGENT: U.S. AND SOUTH KOREA BEGIN LARGEST DRILLS SINCE 2018",
)
RELEASE = (
    "FOR IMMEDIATE RELEASE",
    "Contact: press@example.org, +82 2 555 0100",
    "• The Ministry of Defence today announced three exercises.",
    "“We welcome it,” said Minister Jane Roe.\n– ENDS –",
    "Notes to editors: 1. It was the first in over six years.",
)
DIALOGUE = ("— I will go, — said Ivan. — Tomorrow.", "– No, – answered Maria, – not on May 3.", "-- Why? -- asked he.")
BROKEN = ('"', "“", "”", "‘", "’", "'", "``", "''", "«", "»", "—", "\n\n", "\n", " ", "\u200b", "\ufeff", "\r\n", "…")
STYLES = st.lists(st.sampled_from(SPOKEN + WIRE + RELEASE + DIALOGUE + BROKEN), max_size=14).map("".join)


def of(body: str) -> Reading:
    """The reading of a bare text published on Monday 29 September 2025."""
    return read(SimpleNamespace(body=body, published=PUBLISHED))


@settings(max_examples=200, deadline=None)
@given(STYLES)
def test_offsets_are_the_words_meant(body: str) -> None:
    """`body[a:b]` is the text: of tokens, sentences, mentions, terms of intensity; none begins or ends in a blank."""
    reading = of(body)
    document = reading.document
    for start, end, lower in zip(document.starts, document.ends, document.lowers, strict=True):
        assert body[start:end].lower().replace("’", "'") == lower
    parts = (document.sentences, reading.mentions, reading.dates, reading.events, reading.exercises)
    for item in (item for part in parts for item in part):
        assert body[item.start : item.end] == body[item.start : item.end].strip() != ""
    for scored in reading.intensity:
        assert all(body[part.start : part.end].lower() == part.term for part in scored.parts)
    for quote in reading.quotes:
        assert all(body[slice(*span)].strip() for span in (quote.cue, quote.source) if span)


@settings(max_examples=200, deadline=None)
@given(STYLES)
def test_sentences_and_quotations_lie_in_order_or_in_each_other(body: str) -> None:
    """Sentences follow each other; passages in quotation marks hold each other whole or not at all."""
    document = of(body).document
    for one, following in zip(document.sentences, document.sentences[1:], strict=False):
        assert one.end <= following.start
    open_ends: list[int] = []
    for mark in document.quoted:
        while open_ends and open_ends[-1] <= mark.open_start:
            open_ends.pop()
        assert mark.open_start < mark.inner_start <= mark.inner_end <= mark.close_end
        assert not open_ends or mark.close_end <= open_ends[-1]
        assert mark.depth == len(open_ends)
        open_ends.append(mark.close_end)


def shifted(record: Any, by: int) -> Any:
    """A record's values with all its offsets moved."""
    if isinstance(record, dict):
        moved = {"start", "end", "spans", "cue", "source", "framing_spans"}
        return {key: _moved(value, by) if key in moved else shifted(value, by) for key, value in record.items()}
    return [shifted(item, by) for item in record] if isinstance(record, list) else record


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    return value + by if isinstance(value, int) else value


@settings(max_examples=100, deadline=None)
@given(STYLES, st.sampled_from(["\n", "\n\n \n", "\r\n"]))
def test_blank_lines_before_a_text_only_move_it(body: str, blank: str) -> None:
    """The records are the same, as many places further on."""
    record = of(blank + body.lstrip("\ufeff")).record()
    assert record == shifted(of(body.lstrip("\ufeff")).record(), len(blank))


@settings(max_examples=40, deadline=None)
@given(STYLES)
def test_a_rule_is_shown_every_word_of_its_list(body: str) -> None:
    """The places found while a text is cut are those of all tokens that a list holds: no rule misses a word of its own.

    The lists are those that the rules asked for in reading the text once.
    """
    of(body)
    document = Document.of_text(body)
    lists = tokens._latest.lists
    assert lists or not body.strip()
    for words in lists:
        held = [number for number, lower in enumerate(document.lowers) if lower in words]
        assert held == document.where(words)


def lines_run(action: Callable[[], object]) -> int:
    """Lines of Python that an action runs: its work, however fast the machine and busy."""
    count = 0

    def local(_frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return local

    before = sys.gettrace()
    sys.settrace(local)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times the text takes about four times the work, whatever the text; six leaves room for what has a bound."""
    of(filled(piece, 3_000))
    small, large = (lines_run(lambda size=size: of(filled(piece, size))) for size in (3_000, 12_000))
    assert large <= 6 * small + 2_000
