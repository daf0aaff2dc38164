"""The dates an article speaks of, one row for each, against the day it was published."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from chancery import style
from chancery.charts import broken
from chancery.charts.calendar import SHORT
from chancery.charts.figure import Chart, drawn
from chancery.charts.labels import FULL_WIDTH, drawing, shortened, width
from chancery.text.records import DateMention
from chancery.words import counted, day

ROWS_SHOWN = 40
ROW = 17.0
WORDS_ROOM, DATES_ROOM = 126.0, 112.0  # at most


@dataclass(frozen=True)
class _Dated:
    """One row of the timeline: the article's words for an interval, and how often it has them."""

    words: str
    first: dt.date
    last: dt.date
    granularity: str
    times: int

    @property
    def label(self) -> str:
        return f"{self.words} ({self.times}×)" if self.times > 1 else self.words


def date_timeline(
    dates: Sequence[DateMention],
    body: str,
    published: dt.date,
    *,
    name: str = "date-timeline",
    title: str = "When things happen",
) -> Chart:
    """The dates an article speaks of as intervals on one axis, against the day it was published.

    dates: at least one; `body[start:end]` are the words that label each. Words that mean the same days share a row;
    beyond ROWS_SHOWN rows the later ones in the text stand in the table only. Raises ValueError for no dates.
    Where some dates are near publication and others years away, the axis is broken: each part has its own scale.
    """
    if not dates:
        raise ValueError("a timeline needs at least one date")
    every = _dated(dates, body)
    rows = sorted(every[:ROWS_SHOWN], key=lambda row: (row.first, row.last, row.words))
    sheet = _sheet(rows, published)
    hints: dict[str, str] = {}
    with style.settings():
        made, axes = drawing(sheet.height)
        _scale(axes, sheet)
        for number, row in enumerate(rows):
            _interval(axes, sheet, row, sheet.top - (number + 0.5) * ROW, f"date-{number}")
            hints[f"date-{number}"] = f"{row.words}: {_long(row)}"
        return drawn(
            made,
            name=name,
            title=title,
            alt=_dates_alt(every, published),
            caption=_dates_caption(sheet.axis, len(every) - len(rows)),
            table=_dates_table(every, published),
            hints=hints,
        )


def _dated(dates: Sequence[DateMention], body: str) -> list[_Dated]:
    """The rows in the order of the text."""
    found: Counter[tuple[str, dt.date, dt.date, str]] = Counter()
    written: dict[tuple[str, dt.date, dt.date, str], str] = {}
    for date in sorted(dates, key=lambda each: each.start):
        words = " ".join(body[date.start : date.end].split())
        key = (words.casefold(), date.from_, date.to, date.granularity)
        written.setdefault(key, words)
        found[key] += 1
    return [_Dated(written[key], *key[1:], times) for key, times in found.items()]


@dataclass(frozen=True)
class _Sheet:
    """Where things lie: the words from the left edge, the days they mean from `middle`, the axis beyond."""

    axis: broken.Axis
    published: dt.date
    middle: float
    height: float

    @property
    def top(self) -> float:
        return self.height - 20


def _sheet(rows: Sequence[_Dated], published: dt.date) -> _Sheet:
    middle = min(WORDS_ROOM, max(width(words) for words in ("The article says", *(row.label for row in rows))) + 12)
    left = middle + min(DATES_ROOM, max(width(words) for words in ("read as", *map(_compact, rows))) + 14)
    axis = broken.axis([(row.first, row.last) for row in rows], published, left, FULL_WIDTH - 12)
    return _Sheet(axis, published, middle, len(rows) * ROW + 42)


def _scale(axes: Axes, sheet: _Sheet) -> None:
    top, low, axis = sheet.top, 20.0, sheet.axis
    for at, label in axis.ticks():
        axes.plot([at, at], [low, top], color=style.SOFT, linewidth=0.8, zorder=0)
        axes.text(at, low - 5, label, ha="center", va="top", size=style.SMALL, color=style.MUTED)
    for stretch in axis.stretches:
        axes.plot([stretch.left, stretch.right], [low, low], color=style.RULE, linewidth=0.8)
    for at in axis.breaks:
        for shift in (-2.5, 2.5):
            axes.plot([at + shift - 2, at + shift + 2], [low - 4, low + 4], color=style.MUTED, linewidth=0.9)
        axes.plot([at, at], [low + 6, top], color=style.RULE, linewidth=0.8, linestyle=(0, (1, 3)))
    at = axis.place(sheet.published.toordinal() + 0.5)
    axes.plot([at, at], [low, top + 4], color=style.INK, linewidth=1.0, zorder=1)
    said = f"published {_short(sheet.published)}"
    half = width(said) / 2
    centre = min(max(at, axis.stretches[0].left + half), FULL_WIDTH - half - 2)
    axes.text(centre, top + 7, said, ha="center", va="baseline", size=style.SMALL, color=style.INK)
    head: dict[str, Any] = {"va": "baseline", "ha": "left", "size": style.SMALL, "color": style.MUTED}
    axes.text(0, top + 7, "The article says", **head)
    axes.text(sheet.middle, top + 7, "read as", **head)


def _interval(axes: Axes, sheet: _Sheet, row: _Dated, at: float, gid: str) -> None:
    axis = sheet.axis
    axes.plot([0, FULL_WIDTH], [at - ROW / 2] * 2, color=style.SOFT, linewidth=0.6, zorder=0)
    middle: dict[str, Any] = {"va": "center_baseline", "ha": "left", "size": style.SMALL}
    tail = f" ({row.times}×)" if row.times > 1 else ""
    axes.text(0, at, shortened(row.words, sheet.middle - 8 - width(tail)) + tail, color=style.INK, **middle)
    axes.text(
        sheet.middle,
        at,
        shortened(_compact(row), axis.stretches[0].left - sheet.middle - 6),
        color=style.MUTED,
        **middle,
    )
    left, right = axis.place(row.first.toordinal()), axis.place(row.last.toordinal() + 1)
    face = style.PAPER if row.first > sheet.published else style.ACCENT
    look: dict[str, Any] = {"facecolor": face, "edgecolor": style.ACCENT, "linewidth": 1.2, "zorder": 3}
    if row.first == row.last:
        axes.scatter([(left + right) / 2], [at], s=42, gid=gid, **look)
        return
    lacking = max(0.0, 7.0 - (right - left)) / 2
    left, right = left - lacking, right + lacking
    shape = "round,pad=0,rounding_size=3"
    axes.add_patch(FancyBboxPatch((left, at - 3.5), right - left, 7, boxstyle=shape, gid=gid, **look))
    for gap in axis.breaks:
        if left < gap < right:
            cut: dict[str, Any] = {"color": style.PAPER, "linewidth": 1.6, "zorder": 4}
            for shift in (-2.5, 2.5):
                axes.plot([gap + shift - 2, gap + shift + 2], [at - 5, at + 5], **cut)


def _short(date: dt.date) -> str:
    return f"{date.day} {SHORT[date.month - 1]} {date.year}"


def _compact(row: _Dated) -> str:
    """The interval in the least room."""
    first, last = row.first, row.last
    if first == last:
        return _short(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and (last + dt.timedelta(days=1)).month != last.month
        return _short(last).partition(" ")[2] if whole else f"{first.day}–{_short(last)}"
    if first.year == last.year:
        return f"{first.day} {SHORT[first.month - 1]}–{_short(last)}"
    return f"{SHORT[first.month - 1]} {first.year}–{SHORT[last.month - 1]} {last.year}"


def _long(row: _Dated) -> str:
    return day(row.first) if row.first == row.last else f"{day(row.first)} to {day(row.last)}"


def _dates_alt(rows: Sequence[_Dated], published: dt.date) -> str:
    later = sum(row.first > published for row in rows)
    earlier = sum(row.last < published for row in rows)
    first, last = min(rows, key=lambda row: row.first), max(rows, key=lambda row: row.last)
    spoken = sum(row.times for row in rows)
    return (
        f"Timeline of {counted(spoken, 'dated expression')} in {counted(len(rows), 'row')} against publication on "
        f"{day(published)}: {earlier or 'none'} before it, {len(rows) - earlier - later or 'none'} that hold it and "
        f"{later or 'none'} after it. "
        f"The earliest is “{first.words}” ({_long(first)}), the latest “{last.words}” ({_long(last)})."
    )


def _dates_caption(axis: broken.Axis, unseen: int) -> str:
    said = "Each row: the article's words and the days they mean. Dot: one day; bar: a stretch of days; hollow: after "
    said += "publication."
    if axis.breaks:
        said += " The scale changes at each pair of strokes: the weeks around publication are wider than the years."
    return f"{said} {counted(unseen, 'more row')} in the table." if unseen else said


def _dates_table(rows: Sequence[_Dated], published: dt.date) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "The article says": [row.words for row in rows],
            "Times": [row.times for row in rows],
            "From": [day(row.first) for row in rows],
            "To": [day(row.last) for row in rows],
            "Known by": [row.granularity for row in rows],
            "Against publication": [
                "after" if row.first > published else "before" if row.last < published else "holds it" for row in rows
            ],
        }
    )
