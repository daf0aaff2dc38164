"""What changed between two dates: one line for each tie of a state, from its strength then to its strength now."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from chancery import style
from chancery.charts.figure import Chart, drawn
from chancery.charts.labels import FULL_WIDTH, drawing, shortened, spread, width
from chancery.evidence import Row
from chancery.ties.change import CHANGES
from chancery.words import counted

ROW = 13.0
LEFT, RIGHT = 112.0, 216.0
LOOKS: dict[str, dict[str, Any]] = {
    "added": {"color": style.ACCENT, "linewidth": 2.6},
    "strengthened": {"color": style.ACCENT, "linewidth": 2.6},
    "soured": {"color": style.AGAINST, "linewidth": 2.2, "linestyle": (0, (4, 2))},
    "ended": {"color": style.AGAINST, "linewidth": 2.2, "linestyle": (0, (4, 2))},
    "eased": {"color": style.MUTED, "linewidth": 1.8},
    "faded": {"color": style.MUTED, "linewidth": 1.2, "linestyle": (0, (1, 1.4))},
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
    with style.settings():
        two_lines = len(rows) <= ROOMY and any(_treaty_words(row, treaties or {}) for row in rows)
        step = 2 * ROW if two_lines else ROW
        height = max(150.0, min(260.0, 40.0 * len(rows)), step * 1.1 * len(rows)) + 46
        made, axes = drawing(height)
        if rows:
            _lines(axes, rows, (height, step), treaties or {} if two_lines else {})
            _dates(axes, height, before, after)
        else:
            axes.text(FULL_WIDTH / 2, height / 2, "no ties on either date", ha="center", color=style.MUTED)
        return drawn(
            made,
            name=name,
            title=title,
            alt=_alt(rows, names.get(focus, ""), before, after),
            caption="Net strength: cooperative less hostile acts, each weighed by its age; joint exercises included. "
            "Bold blue: added or strengthened; dashed: soured or ended; grey: less hostile; dotted: faded with time; "
            "thin: little change.",
            table=_table(rows, before, after),
            evidence=evidence,
        )


def _told(row: Mapping[Any, Any]) -> bool:
    """Whether there is anything to draw: a sign on either date, or a change."""
    return bool(row["sign_before"] or row["sign_after"] or row["change"] != "unchanged")


def _label(row: Mapping[Any, Any], names: Mapping[str, str], focus: str) -> str:
    if focus:
        return names[row["b"] if row["a"] == focus else row["a"]]
    return f"{names[row['a']]}–{names[row['b']]}"


def _lines(axes: Axes, rows: list[dict[Any, Any]], room: tuple[float, float], treaties: Mapping[str, str]) -> None:
    height, step = room
    values = [float(row[f"net_{end}"]) for row in rows for end in ("before", "after")]
    low, high = min([*values, 0.0]), max([*values, 0.0])
    bottom, top = 24.0, height - 30.0
    scale = (top - bottom) / max(high - low, 1e-9)
    zero = bottom - low * scale
    axes.plot([LEFT, RIGHT], [zero, zero], color=style.RULE, linewidth=0.8, zorder=0)
    ends: dict[str, list[float]] = {end: [zero + float(row[f"net_{end}"]) * scale for row in rows] for end in ENDS}
    gaps = {"before": ROW, "after": step}
    beside = {end: spread(ends[end], gaps[end], bottom - 10 + (step - ROW), top + 6) for end in ENDS}
    order = sorted(range(len(rows)), key=lambda place: -CHANGES.index(rows[place]["change"]))
    for place in order:
        row = rows[place]
        look = LOOKS[row["change"]]
        start, stop = ends["before"][place], ends["after"][place]
        axes.plot([LEFT, RIGHT], [start, stop], zorder=3, solid_capstyle="round", **look)
        axes.plot([LEFT, RIGHT], [start, stop], "o", markersize=4.5, color=look["color"], zorder=4, markeredgewidth=0)
        _beside(
            axes, (LEFT, start, beside["before"][place]), f"{row['label']}  {_number(row['net_before'])}", bold=False
        )
        _beside(axes, (RIGHT, stop, beside["after"][place]), _after_words(row), bold=row["change"] in _BOLD)
        below = beside["after"][place] - ROW
        axes.text(
            RIGHT + 12,
            below,
            shortened(_treaty_words(row, treaties), FULL_WIDTH - RIGHT - 16),
            ha="left",
            va="center_baseline",
            size=style.SMALL,
            color=style.MUTED,
        )


ENDS = ("before", "after")
CHANGE_NAMES = {"eased": "less hostile"}
ROOMY = 10
"""Ties up to which a treaty has a line of its own under its label."""
_BOLD = ("added", "strengthened", "soured", "ended")


def _number(value: float) -> str:
    return f"{abs(value):.1f}" if abs(value) < 0.05 else f"{value:.1f}".replace("-", "−")


def _before_words(row: Mapping[Any, Any]) -> str:
    return f"{row['label']}  {_number(row['net_before'])}"


def _after_words(row: Mapping[Any, Any]) -> str:
    said = "" if row["change"] == "unchanged" else f" {CHANGE_NAMES.get(row['change'], row['change'])}"
    return f"{_number(row['net_after'])}  {row['label']}{said}"


def _treaty_words(row: Mapping[Any, Any], treaties: Mapping[str, str]) -> str:
    """The treaty that is new, else the one that ended; empty where there is neither."""
    for column, words in (("treaties_added", "new"), ("treaties_ended", "ended")):
        for key in row[column]:
            if key in treaties:
                return f"{words}: {treaties[key]}"
    return ""


def _beside(axes: Axes, at: tuple[float, float, float], words: str, *, bold: bool) -> None:
    x, y, text_y = at
    side = -1 if x == LEFT else 1
    if abs(text_y - y) > 1.5:
        axes.plot([x + side * 4, x + side * 10], [y, text_y], color=style.RULE, linewidth=0.7, zorder=1)
    room = (x if side < 0 else FULL_WIDTH - x) - 16
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


def _dates(axes: Axes, height: float, before: str, after: str) -> None:
    for x, words, align in ((LEFT, before, "right"), (RIGHT, after, "left")):
        axes.plot([x, x], [20, height - 22], color=style.RULE, linewidth=0.8, zorder=0)
        place = x + (4 if align == "right" else -4)
        axes.text(place, height - 14, words, ha=align, va="baseline", size=style.SMALL, color=style.MUTED)
    if width(before) + width(after) > FULL_WIDTH - 20:
        raise ValueError("the dates' words are too long for the chart")


def _alt(rows: list[dict[Any, Any]], who: str, before: str, after: str) -> str:
    kinds = [(kind, sum(1 for row in rows if row["change"] == kind)) for kind in CHANGES]
    totals = [counted(count, f"tie {kind}", f"ties {kind}") for kind, count in kinds if count]
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
            "Hostile acts between",
        ],
    )
