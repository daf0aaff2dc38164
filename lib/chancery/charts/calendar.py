"""The time axis of a chart: days as numbers, ticks that fit from one month to fifty years."""

import datetime as dt

from matplotlib.axes import Axes

from chancery import style, words
from chancery.charts import labels

SHORT = tuple(name[:3] for name in words.MONTHS)


def ticks(start: dt.date, end: dt.date, room: float) -> list[tuple[dt.date, str]]:
    """Days to mark between two days and what to write there, as many as fit a room in points.

    Weeks up to two months, months up to two years, then every one, two, five or ten years.
    """
    for candidates in _candidates(start, end):
        widest = max((labels.width(label) for _, label in candidates), default=0.0)
        if candidates and len(candidates) * (widest + 8) <= room:
            return candidates
    return [(start, str(start.year))]


def apply(axes: Axes, start: dt.date, end: dt.date, room: float, *, labelled: bool = True) -> None:
    """Limits, ticks and faint rules of a time axis on one panel; only a labelled one writes the dates."""
    marked = ticks(start, end, room)
    axes.set_xlim(start.toordinal() - 0.5, end.toordinal() + 1.0)
    axes.set_xticks([day.toordinal() for day, _ in marked])
    axes.set_xticklabels([label for _, label in marked] if labelled else [""] * len(marked))
    axes.tick_params(axis="x", length=3 if labelled else 0, color=style.RULE, pad=2)
    axes.grid(axis="x", color=style.SOFT, linewidth=0.8)


def _candidates(start: dt.date, end: dt.date) -> list[list[tuple[dt.date, str]]]:
    """Tick sets from fine to coarse; a set too fine for the span is left out."""
    span = (end - start).days
    sets = []
    if span <= 62:
        sets += [_weeks(start, end, step) for step in (7, 14)]
    if span <= 1_100:
        sets += [_months(start, end, step) for step in (1, 2, 3, 6)]
    return sets + [_years(start, end, step) for step in (1, 2, 5, 10, 20)]


def _weeks(start: dt.date, end: dt.date, step: int) -> list[tuple[dt.date, str]]:
    days = [start + dt.timedelta(days=shift) for shift in range(0, (end - start).days + 1, step)]
    return [(day, f"{day.day} {SHORT[day.month - 1]}") for day in days]


def _months(start: dt.date, end: dt.date, step: int) -> list[tuple[dt.date, str]]:
    made = []
    for place in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        day = dt.date(place // 12, place % 12 + 1, 1)
        if place % step == 0 and start <= day <= end:
            made.append((day, str(day.year) if day.month == 1 else SHORT[day.month - 1]))
    return made


def _years(start: dt.date, end: dt.date, step: int) -> list[tuple[dt.date, str]]:
    firsts = [dt.date(year, 1, 1) for year in range(start.year, end.year + 1) if year % step == 0]
    return [(day, str(day.year)) for day in firsts if start <= day <= end]
