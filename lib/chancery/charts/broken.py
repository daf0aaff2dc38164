"""A time axis in up to three scales: the weeks around one day at full width, the years before and after compressed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.charts import calendar
from chancery.charts.labels import width

LINEAR_DAYS = 400  # spans up to this are drawn on one scale
NEAR_DAYS = 62  # an interval within so many days of the centre belongs to the middle scale
PAD_DAYS = 3
BREAK = 12.0
BEFORE_SHARE, AFTER_SHARE = 0.36, 0.2

Interval = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Stretch:
    """Days drawn on one scale between two places, in points."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def place(self, day: float) -> float:
        """Where a day begins, for a day as an ordinal with fractions."""
        share = (day - self.first.toordinal()) / ((self.last - self.first).days + 1)
        return self.left + share * (self.right - self.left)


@dataclass(frozen=True)
class Axis:
    """One to three stretches in the order of time, with a gap where the scale changes."""

    stretches: tuple[Stretch, ...]

    def place(self, day: float) -> float:
        """Where a day begins; days in a gap or beyond the ends are drawn at the edge."""
        for stretch in self.stretches:
            if day <= stretch.last.toordinal() + 1:
                return max(stretch.left, stretch.place(day))
        return self.stretches[-1].right

    @property
    def breaks(self) -> list[float]:
        """The middle of each gap."""
        return [stretch.right + BREAK / 2 for stretch in self.stretches[:-1]]

    def ticks(self) -> list[tuple[float, str]]:
        """Places and labels that a reader can tell apart; the narrowest scale has the first choice."""
        made: list[tuple[float, str]] = []
        for stretch in sorted(self.stretches, key=lambda each: each.right - each.left):
            for day, label in _marked(stretch):
                at, half = stretch.place(day.toordinal()), width(label) / 2
                if all(abs(at - other) >= half + width(words) / 2 + 6 for other, words in made):
                    made.append((at, label))
        return sorted(made)


def _marked(stretch: Stretch) -> list[tuple[dt.date, str]]:
    """The days to mark on a stretch: the calendar's choice, and decades or centuries where that has room for none."""
    marked = calendar.ticks(stretch.first, stretch.last, stretch.right - stretch.left)
    if len(marked) > 1 or (marked[0][0].month, marked[0][0].day) == (1, 1):
        return marked
    for step in (10, 20, 50, 100, 500):
        years = range(-(-(stretch.first.year + 1) // step) * step, stretch.last.year + 1, step)
        if years and len(years) * 36 <= stretch.right - stretch.left + 36:
            return [(dt.date(year, 1, 1), str(year)) for year in years]
    return marked


def axis(intervals: Sequence[Interval], centre: dt.date, left: float, right: float) -> Axis:
    """The axis that shows the intervals and the centre between two places, broken where they are far apart.

    Up to LINEAR_DAYS, or where nothing else lies near the centre, one scale serves.
    """
    first = min([centre, *(start for start, _ in intervals)])
    last = max([centre, *(end for _, end in intervals)])
    reach = dt.timedelta(days=NEAR_DAYS)
    near = [each for each in intervals if _shifted(centre, -NEAR_DAYS) <= each[0] and each[1] - centre <= reach]
    if (last - first).days <= LINEAR_DAYS or not near:
        pad = max(PAD_DAYS, (last - first).days // 40)
        return Axis((Stretch(_shifted(first, -pad), _shifted(last, pad), left, right),))
    begin = _shifted(min([centre, *(start for start, _ in near)]), -PAD_DAYS)
    finish = _shifted(max([centre, *(end for _, end in near)]), PAD_DAYS)
    return Axis(tuple(_stretches(first, begin, finish, last, left, right)))


def _stretches(
    first: dt.date, begin: dt.date, finish: dt.date, last: dt.date, left: float, right: float
) -> list[Stretch]:
    room = right - left
    made: list[Stretch] = []
    if first < begin:
        edge = left + BEFORE_SHARE * room
        pad = max(PAD_DAYS, (begin - first).days // 30)
        made.append(Stretch(_shifted(first, -pad), _shifted(begin, -1), left, edge))
        left = edge + BREAK
    if last > finish:
        edge = right - AFTER_SHARE * room
        pad = max(PAD_DAYS, (last - finish).days // 30)
        return [
            *made,
            Stretch(begin, finish, left, edge - BREAK),
            Stretch(_shifted(finish, 1), _shifted(last, pad), edge, right),
        ]
    return [*made, Stretch(begin, finish, left, right)]


def _shifted(day: dt.date, days: int) -> dt.date:
    """A day so many days on, within what a calendar can hold."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))
