"""What changed between two dates: one line for each tie of a state, from its strength then to its strength now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chancery import style
from chancery.charts.figure import Chart, drawn
from chancery.charts.labels import FULL_WIDTH, NARROW, drawing, shortened, spread, width
from chancery.evidence import Row
from chancery.ties.change import CHANGES
from chancery.words import counted

ROW = 13.0
NOTHING = 40.0
"""Height of a picture that only says that there is nothing."""


@dataclass(frozen=True)
class _Sheet:
    """Where the two dates stand on a picture so wide, and whether the ties are named on both sides."""

    wide: float
    left: float
    right: float
    named: bool


WIDE = _Sheet(FULL_WIDTH, 112.0, 216.0, named=True)
SMALL_SHEET = _Sheet(NARROW, 44.0, 124.0, named=False)
LOOKS: dict[str, dict[str, Any]] = {
    "added": {"color": style.ACCENT, "linewidth": 2.6},
    "strengthened": {"color": style.ACCENT, "linewidth": 2.6},
    "soured": {"color": style.AGAINST, "linewidth": 2.2, "linestyle": (0, (4, 2))},
    "ended": {"color": style.AGAINST, "linewidth": 2.2, "linestyle": (0, (4, 2))},
    "eased": {"color": style.MUTED, "linewidth": 1.8},
    "faded": {"color": style.MUTED, "linewidth": 1.2, "linestyle": (0, (1, 1.4))},
    "few acts": {"color": style.MUTED, "linewidth": 1.2},
    "unchanged": {"color": style.MUTED, "linewidth": 1.2},
}


def tie_change(
    changes: pd.DataFrame,
    names: Mapping[str, str],
    *,
    focus: str = "",
    before: str,
    after: str,
    treaties: Mapping[str, str] | None = None,
    name: str = "tie-change",
    title: str = "What changed",
    evidence: tuple[Row, ...] = (),
) -> Chart:
    """A slope chart: net strength of each tie on two dates, the partner and what happened at the right.

    changes: the table of `ties.change`; with `focus`, only that state's ties, named by the partner.
    names: code → name, only pairs of these are drawn; before, after: the dates in words.
    treaties: id → short name, for those that were added or ended.
    """
    rows = [
        {**row, "label": _label(row, names, focus)}
        for row in changes.to_dict("records")
        if row["a"] in names and row["b"] in names and (not focus or focus in (row["a"], row["b"])) and _told(row)
    ]
    # Of those that print alike the same kinds stand together.
    rows.sort(key=lambda row: (-CHANGES.index(row["change"]), row["label"]))

    def picture(sheet: _Sheet) -> Figure:
        two_lines = len(rows) <= ROOMY and any(_treaty_words(row, treaties or {}) for row in rows)
        step = 2 * ROW if two_lines else ROW
        height = max(150.0, min(260.0, 40.0 * len(rows)), step * 1.1 * len(rows)) + 46 if rows else NOTHING
        made, axes = drawing(height, sheet.wide)
        if rows:
            _lines(axes, rows, (height, step), treaties or {} if two_lines else {}, sheet)
            _dates(axes, height, (before, after), sheet)
        else:
            axes.text(sheet.wide / 2, height / 2, "no ties on either date", ha="center", color=style.MUTED)
        return made

    with style.settings():
        return drawn(
            picture(WIDE),
            name=name,
            title=title,
            alt=_alt(rows, names.get(focus, ""), before, after),
            caption="Net strength: cooperative acts minus adverse acts, each weighed by its age; joint exercises "
            "included. Bold blue: added or strengthened; dashed: soured or ended; grey: less adverse; dotted: "
            "faded with time; thin: little change, or too few acts of the pair’s own to tell.",
            table=_table(rows, before, after),
            evidence=evidence,
            narrow=(lambda: picture(SMALL_SHEET)) if width(before) + width(after) <= NARROW - 20 else None,
        )


def _told(row: Mapping[Any, Any]) -> bool:
    """Whether there is anything to draw: a sign on either date, or a change."""
    return bool(row["sign_before"] or row["sign_after"] or row["change"] != "unchanged")


def _label(row: Mapping[Any, Any], names: Mapping[str, str], focus: str) -> str:
    if focus:
        return names[row["b"] if row["a"] == focus else row["a"]]
    return f"{names[row['a']]}–{names[row['b']]}"


def _lines(
    axes: Axes,
    rows: list[dict[Any, Any]],
    room: tuple[float, float],
    treaties: Mapping[str, str],
    sheet: _Sheet,
) -> None:
    height, step = room
    values = [float(row[f"net_{end}"]) for row in rows for end in ("before", "after")]
    low, high = min([*values, 0.0]), max([*values, 0.0])
    bottom, top = 24.0, height - 30.0
    scale = (top - bottom) / max(high - low, 1e-9)
    zero = bottom - low * scale
    axes.plot([sheet.left, sheet.right], [zero, zero], color=style.RULE, linewidth=0.8, zorder=0)
    ends: dict[str, list[float]] = {end: [zero + float(row[f"net_{end}"]) * scale for row in rows] for end in ENDS}
    gaps = {"before": ROW, "after": step}
    told = {end: [zero + round(float(row[f"net_{end}"]), 1) * scale for row in rows] for end in ENDS}
    beside = {end: spread(told[end], gaps[end], bottom - 10 + (step - ROW), top + 6) for end in ENDS}
    order = sorted(range(len(rows)), key=lambda place: -CHANGES.index(rows[place]["change"]))
    for place in order:
        row = rows[place]
        look = LOOKS[row["change"]]
        start, stop = ends["before"][place], ends["after"][place]
        axes.plot([sheet.left, sheet.right], [start, stop], zorder=3, solid_capstyle="round", **look)
        axes.plot(
            [sheet.left, sheet.right],
            [start, stop],
            "o",
            markersize=4.5,
            color=look["color"],
            zorder=4,
            markeredgewidth=0,
        )
        before = _before_words(row) if sheet.named else _number(row["net_before"])
        _beside(axes, (sheet.left, start, beside["before"][place]), before, sheet, bold=False)
        _beside(
            axes,
            (sheet.right, stop, beside["after"][place]),
            _after_words(row, sheet.wide - sheet.right - 16),
            sheet,
            bold=row["change"] in _BOLD,
        )
        below = beside["after"][place] - ROW
        axes.text(
            sheet.right + 12,
            below,
            shortened(_treaty_words(row, treaties), sheet.wide - sheet.right - 16),
            ha="left",
            va="center_baseline",
            size=style.SMALL,
            color=style.MUTED,
        )


ENDS = ("before", "after")
CHANGE_NAMES = {"eased": "less adverse"}
ROOMY = 10
"""Ties up to which a treaty has a line of its own under its label."""
_BOLD = ("added", "strengthened", "soured", "ended")


def _number(value: float) -> str:
    return f"{abs(value):.1f}" if abs(value) < 0.05 else f"{value:.1f}".replace("-", "−")


def _before_words(row: Mapping[Any, Any]) -> str:
    return f"{row['label']}  {_number(row['net_before'])}"


def _after_words(row: Mapping[Any, Any], room: float) -> str:
    """Strength, partner and what happened; where that does not fit, the line alone tells what happened."""
    short = f"{_number(row['net_after'])}  {row['label']}"
    said = "" if row["change"] == "unchanged" else f" {CHANGE_NAMES.get(row['change'], row['change'])}"
    return short + said if width(short + said, style.SMALL, row["change"] in _BOLD) <= room else short


def _treaty_words(row: Mapping[Any, Any], treaties: Mapping[str, str]) -> str:
    """The treaty that is new, else the one that ended; empty where there is neither."""
    for column, words in (("treaties_added", "new"), ("treaties_ended", "ended")):
        for key in row[column]:
            if key in treaties:
                return f"{words}: {treaties[key]}"
    return ""


def _beside(axes: Axes, at: tuple[float, float, float], words: str, sheet: _Sheet, *, bold: bool) -> None:
    x, y, text_y = at
    side = -1 if x == sheet.left else 1
    if abs(text_y - y) > 1.5:
        axes.plot([x + side * 4, x + side * 10], [y, text_y], color=style.RULE, linewidth=0.7, zorder=1)
    room = (x if side < 0 else sheet.wide - x) - 16
    axes.text(
        x + side * 12,
        text_y,
        shortened(words, room, style.SMALL, bold),
        ha="right" if side < 0 else "left",
        va="center_baseline",
        size=style.SMALL,
        color=style.INK if bold else style.MUTED,
        weight="bold" if bold else "normal",
        zorder=5,
    )


def _dates(axes: Axes, height: float, dates: tuple[str, str], sheet: _Sheet) -> None:
    if width(dates[0]) + width(dates[1]) > sheet.wide - 20:
        raise ValueError("the dates' words are too long for the chart")
    least = width(dates[0]) + 4  # where the first date stands at the edge, if it does not fit left of its line
    places = ((max(sheet.left + 4, least), "right"), (max(sheet.right - 4, least + 12), "left"))
    for x, words, (place, align) in zip((sheet.left, sheet.right), dates, places, strict=True):
        axes.plot([x, x], [20, height - 22], color=style.RULE, linewidth=0.8, zorder=0)
        axes.text(place, height - 14, words, ha=align, va="baseline", size=style.SMALL, color=style.MUTED)


def _alt(rows: list[dict[Any, Any]], who: str, before: str, after: str) -> str:
    kinds = [(kind, sum(1 for row in rows if row["change"] == kind)) for kind in CHANGES]
    totals = [
        counted(count, f"tie {words}", f"ties {words}")
        for kind, count in kinds
        if count and (words := "with few acts" if kind == "few acts" else kind)
    ]
    named = [
        f"{row['label']} {row['change']}, {_number(row['net_before'])} to {_number(row['net_after'])}"
        for row in sorted(rows, key=lambda row: (-abs(row["net_after"] - row["net_before"]), row["label"]))
        if row["change"] != "unchanged"
    ]
    start = f"Ties{f' of {who}' if who else ''}, {before} against {after}: {', '.join(totals) or 'none'}."
    return f"{start} {'; '.join(named[:6])}{'.' if named else ''}".strip()


def _table(rows: list[dict[Any, Any]], before: str, after: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                row["label"],
                row["change"],
                round(float(row["net_before"]), 1),
                round(float(row["net_after"]), 1),
                row["obligation_before"] or "none",
                row["obligation_after"] or "none",
                len(row["acts_for"]),
                len(row["acts_against"]),
            )
            for row in rows
        ],
        columns=[
            "Tie",
            "Change",
            f"Net, {before}",
            f"Net, {after}",
            f"Obligation, {before}",
            f"Obligation, {after}",
            "Cooperative acts between",
            "Adverse acts between",
        ],
    )
