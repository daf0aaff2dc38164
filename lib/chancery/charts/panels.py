"""Panels stacked on one sheet: laid out in points from the top, so that text never depends on luck."""

import datetime as dt
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from chancery import style, words
from chancery.charts import figure as house
from chancery.charts import labels

SHEET = 5.4  # inches: on a phone 10 pt is still 9 px high
ROOM = SHEET * labels.POINTS
RIGHT = 13.0


def stacked(heights: Sequence[tuple[float, float]], left: float, foot: float) -> tuple[Figure, list[Axes]]:
    """A sheet with one set of axes per (header, height), from the top; lengths in points.

    left: room for words beside the axes; foot: room below the last one. The plot is `ROOM - left - RIGHT` wide.
    """
    total = sum(header + height for header, height in heights) + foot
    sheet = house.sheet(total / labels.POINTS, SHEET)
    made, top = [], total
    for header, height in heights:
        top -= header + height
        axes = sheet.add_axes(
            (left / ROOM, top / total, (ROOM - left - RIGHT) / ROOM, height / total), axes_class=labels.FixedAxes
        )
        for side in axes.spines.values():
            side.set_visible(False)
        axes.spines["bottom"].set_visible(True)
        axes.tick_params(axis="y", length=0)
        made.append(axes)
    return sheet, made


def heading(axes: Axes, text: str, left: float, lift: float = 5.0) -> None:
    """A panel's own short title, above it, flush with the sheet."""
    axes.annotate(
        text,
        (0, 1),
        xycoords="axes fraction",
        xytext=(4 - left, lift),
        textcoords="offset points",
        fontsize=style.SMALL + 0.5,
        fontweight="bold",
        color=style.INK,
        va="bottom",
    )


def own_day(panels: Sequence[Axes], day: dt.date, start: dt.date, end: dt.date, plot: float) -> None:
    """The article's day as a line through all panels, named once at the top, where it lies within the period."""
    if not start <= day <= end:
        return
    place = day.toordinal() + 0.5
    for axes in panels:
        axes.axvline(place, color=style.ACCENT, linewidth=1.2, zorder=1.5)
    name = f"this article, {words.day(day)}"
    share = (day - start).days / max(1, (end - start).days)
    side = "right" if share * plot > labels.width(name) else "left"
    panels[0].annotate(
        name,
        (place, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 5),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=style.SMALL,
        color=style.ACCENT,
    )


def sheet_height(axes: Axes) -> float:
    """The height, in points, of the sheet that axes stand on."""
    sheet = axes.get_figure(root=True)
    return float(sheet.get_figheight()) * labels.POINTS if sheet is not None else 0.0


def key(axes: Axes, entries: Sequence[tuple[Line2D, str]], lift: float = 5.0) -> None:
    """Marks and their words in one line above a panel, from the right; words begin at their mark in any font."""
    offset = 0.0
    for mark, text in reversed(entries):
        offset += labels.width(text)
        axes.annotate(
            text,
            (1, 1),
            xycoords="axes fraction",
            xytext=(-offset, lift),
            textcoords="offset points",
            ha="left",
            va="bottom",
            fontsize=style.SMALL,
            color=style.MUTED,
        )
        offset += 4
        box = axes.get_position()
        plot = box.width * ROOM
        height = box.height * sheet_height(axes)
        mark.set_transform(axes.transAxes)
        length = 14 if mark.get_linestyle() not in ("None", "none", "") else 0
        right = 1 - offset / plot
        spot = right - (length or 10) / plot / 2
        level = 1 + (lift + 5) / height
        mark.set_data(
            [spot - length / plot / 2, spot + length / plot / 2] if length else [spot],
            [level, level][: 2 if length else 1],
        )
        mark.set_clip_on(False)
        axes.add_line(mark)
        offset += (length or 10) + 9
