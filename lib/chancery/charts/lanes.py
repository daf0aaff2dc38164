"""Exercises as bars in lanes, one lane for each series, each lane labelled where its bars begin."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from chancery import style, words
from chancery.charts import figure as house
from chancery.charts import labels, panels

LANE = 22.0
BAR = 6.5
LEAST = 1.6  # points: a day in fifty years is still to be seen
NOT_HELD = ("suspended", "cancelled")


@dataclass(frozen=True, slots=True)
class Bar:
    """One exercise as drawn: its span of days, clipped to the period, and how well its dates are known."""

    key: str
    series: str
    name: str
    first: dt.date
    last: dt.date
    status: str
    exact: bool


def bars(exercises: pd.DataFrame, start: dt.date, end: dt.date) -> list[Bar]:
    """The exercises that touch a period, in order of first day; without a last day known, it is one day long."""
    made = []
    for row in exercises.to_dict(orient="records"):
        first, last = row["start_first"].date(), row["start_last"].date()
        if not pd.isna(row["end_last"]):
            last = max(last, row["end_last"].date())
        if first > end or last < start:
            continue
        exact = row["date_precision"] == "day" and not pd.isna(row["end_last"])
        span = max(first, start), min(last, end)
        made.append(Bar(row["key"], row["series"], row["name"], *span, row["status"], exact))
    return sorted(made, key=lambda bar: (bar.first, bar.series))


def in_lanes(found: Sequence[Bar], most: int) -> list[tuple[str, list[Bar]]]:
    """Bars by series, in order of first appearance; beyond `most` lanes the rarest series share the last one."""
    by_series: dict[str, list[Bar]] = {}
    for bar in found:
        by_series.setdefault(bar.series, []).append(bar)
    if len(by_series) <= most:
        return list(by_series.items())
    order = list(by_series)
    kept = set(sorted(order, key=lambda name: (-len(by_series[name]), order.index(name)))[: most - 1])
    rest = [bar for name in order if name not in kept for bar in by_series[name]]
    lanes = [(name, by_series[name]) for name in order if name in kept]
    return [*lanes, (f"{len(order) - len(kept)} other series", sorted(rest, key=lambda bar: bar.first))]


def draw(
    axes: Axes, lanes: Sequence[tuple[str, list[Bar]]], start: dt.date, end: dt.date, plot: float
) -> dict[str, str]:
    """Draws the lanes from the top and gives the words of each bar, by gid, for the pointer.

    plot: width of the plot in points.
    """
    axes.set_ylim(max(1, len(lanes)) * LANE, 0)
    axes.set_yticks([])
    days = (end - start).days + 1.5
    hints = {}
    for place, (name, members) in enumerate(lanes):
        _label(axes, name, members, place, start, plot / days)
        for bar in members:
            gid = f"x-{bar.key}".replace("/", "-").lower()
            hints[gid] = f"{bar.name}, {said(bar)}"
            _bar(axes, bar, place * LANE + LANE - BAR - 2.5, days / plot, gid)
    return hints


def said(bar: Bar) -> str:
    """A bar's dates and status in words."""
    if not bar.exact:
        return f"about {words.day(bar.first)}, {bar.status}"
    dates = words.day(bar.first) if bar.first == bar.last else f"{words.day(bar.first)} to {words.day(bar.last)}"
    return f"{dates}, {bar.status}"


def keys(found: Sequence[Bar]) -> list[tuple[Line2D, str]]:
    """Key entries for the statuses that occur, for `panels.key`."""
    entries = [(Line2D([], [], color=style.MUTED, linewidth=6, solid_capstyle="butt"), "held")]
    if any(bar.status == "scaled down" for bar in found):
        entries.append((Line2D([], [], color=style.MUTED, linewidth=2.6, solid_capstyle="butt"), "scaled down"))
    if any(bar.status in NOT_HELD for bar in found):
        entries.append((Line2D([], [], color=style.MUTED, linewidth=1, linestyle=(0, (2, 1.5))), "called off"))
    return entries


def _bar(axes: Axes, bar: Bar, top: float, day_per_point: float, gid: str) -> None:
    left, length = bar.first.toordinal(), (bar.last - bar.first).days + 1
    width = max(length, LEAST * day_per_point)
    if bar.status in NOT_HELD:
        middle = top + BAR / 2
        right = left + max(length, 5 * day_per_point)
        line = Line2D([left, right], [middle, middle], color=style.MUTED, linewidth=1, linestyle=(0, (2, 1.5)))
        line.set_gid(gid)
        axes.add_line(line)
        return
    thin = BAR * 0.4 if bar.status == "scaled down" else BAR
    opacity = 1.0 if bar.exact else 0.4
    axes.add_patch(
        Rectangle((left, top + (BAR - thin) / 2), width, thin, color=style.MUTED, alpha=opacity, linewidth=0, gid=gid)
    )


def _label(axes: Axes, name: str, members: Sequence[Bar], place: int, start: dt.date, point_per_day: float) -> None:
    text = name if len(members) == 1 else f"{name} · {len(members)}"
    room = axes.get_position().width * panels.ROOM
    wanted = ((members[0].first - start).days + 0.5) * point_per_day
    left = max(0.0, min(wanted, room - labels.width(text) - 5))
    axes.annotate(
        text,
        (0, place * LANE + LANE - BAR - 4.5),
        xycoords=("axes fraction", "data"),
        xytext=(left, 0),
        textcoords="offset points",
        va="bottom",
        fontsize=style.SMALL,
        color=style.INK,
        gid=house.HALO,
    )
