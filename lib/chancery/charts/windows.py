"""The grid of windows and periods: how far events in and around drills exceed chance, cell by cell, with the counts."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from chancery import style, words
from chancery.charts import panels
from chancery.charts.figure import Chart, drawn
from chancery.evidence import Row
from chancery.launches import Design

LEFT = 66.0
ROW = 52.0
SMALL_SAMPLE = 5.0  # expected event days below which a ratio says little
DECIMALS = {"exposed_pct": 1, "expected": 1, "season_expected": 1, "ratio": 2, "season_ratio": 2}
STRONGEST = 2.0  # the ratio at which the tint is full


def window_grid(
    grid: pd.DataFrame,
    *,
    design: Design,
    event_noun: str = "event days",
    name: str = "window-grid",
    title: str = "Near drills and away from them",
    evidence: tuple[Row, ...] = (),
) -> Chart:
    """One cell for each period and window: ratio to chance, observed of all event days, p of the shift test.

    grid: of `launches.window_grid`. The tint grows with the ratio above one; a dashed edge marks a small sample.
    """
    windows = sorted(grid["window_days"].unique())
    periods = list(dict.fromkeys(grid["period"]))
    with style.settings():
        sheet, (axes,) = panels.stacked([(42, ROW * max(1, len(periods)))], LEFT, 6)
        axes.set_xlim(0, max(1, len(windows)))
        axes.set_ylim(max(1, len(periods)), 0)
        axes.spines["bottom"].set_visible(False)
        axes.set_xticks([])
        axes.set_yticks([place + 0.5 for place in range(len(periods))], periods)
        axes.tick_params(axis="y", labelcolor=style.INK)
        for place, window in enumerate(windows):
            _above(axes, place + 0.5, _window(int(window)))
        panels.heading(axes, "Days before and after a drill that count as near it", LEFT, lift=24)
        for row in grid.to_dict(orient="records"):
            _cell(axes, windows.index(row["window_days"]), periods.index(row["period"]), row)
        return drawn(
            sheet,
            name=name,
            title=title,
            alt=_alt(grid, design, event_noun),
            caption=(
                f"{event_noun.capitalize()} near {design.name}, as a multiple of what chance would give; below it how "
                "many of all event days were near, and p, the share of shifted calendars with at least as many. "
                f"Dashed edge: fewer than {SMALL_SAMPLE:.0f} expected. No cell says what caused what."
                if design.full
                else f"How many of all {event_noun} fall near {design.name}. The days are a choice from the news, "
                "not a full record, so they are not compared with chance."
            ),
            evidence=evidence,
            table=table(grid),
        )


def table(grid: pd.DataFrame) -> pd.DataFrame:
    """The grid with columns labelled for print."""
    shown = grid[
        [
            "period", "window_days", "event_days", "exposed_days", "exposed_pct", "observed", "expected", "ratio", "p",
            "p_adjusted", "season_expected", "season_ratio", "season_p",
        ]
    ].astype(object)  # fmt: skip
    for name, places in DECIMALS.items():
        shown[name] = [_figure(value, places) for value in shown[name]]
    for name in ("p", "p_adjusted", "season_p"):
        shown[name] = [_p(value).removeprefix("p ") or "–" for value in shown[name]]
    shown.columns = pd.Index(
        [
            "Period", "Window, days each side", "Event days", "Days near drills", "Share of days, %", "Observed",
            "Expected", "Ratio", "p", "p, whole grid", "Expected by season", "Ratio by season", "p by season",
        ]
    )  # fmt: skip
    return shown


def _cell(axes: Axes, column: int, line: int, row: Mapping[Hashable, Any]) -> None:
    ratio, expected, p = float(str(row["ratio"])), float(str(row["expected"])), float(str(row["p_exact"]))
    strength = min(1.0, max(0.0, (ratio - 1) / (STRONGEST - 1))) if ratio == ratio else 0.0  # noqa: PLR0124
    small = expected < SMALL_SAMPLE
    strength *= 0.35 if small else 1.0
    axes.add_patch(Rectangle((column + 0.02, line + 0.03), 0.96, 0.94, color=style.SOFT, linewidth=0))
    if strength:
        tint = Rectangle(
            (column + 0.02, line + 0.03), 0.96, 0.94, color=style.ACCENT, alpha=0.5 * strength, linewidth=0
        )
        axes.add_patch(tint)
    if small:
        edge = Rectangle(
            (column + 0.03, line + 0.05),
            0.94,
            0.9,
            fill=False,
            edgecolor=style.MUTED,
            linewidth=1,
            linestyle=(0, (3, 2)),
        )
        axes.add_patch(edge)
    said = "–" if ratio != ratio else f"×{ratio:.2f}"  # noqa: PLR0124
    _text(axes, column, line + 0.26, said, style.LARGE, "bold")
    _text(axes, column, line + 0.55, f"{row['observed']} of {row['event_days']}", style.SMALL, "normal")
    _text(axes, column, line + 0.81, _p(p), style.SMALL, "normal")


def _p(p: float) -> str:
    if p != p:  # noqa: PLR0124
        return ""
    if p >= 0.9995:
        return "p 1"
    return "p < .001" if p < 0.0005 else f"p {p:.3f}".replace("0.", ".")


def _figure(value: float, places: int) -> str:
    return "–" if pd.isna(value) else f"{value:.{places}f}"


def _text(axes: Axes, column: int, height: float, text: str, size: float, weight: str) -> None:
    axes.text(column + 0.5, height, text, ha="center", va="center", fontsize=size, fontweight=weight, color=style.INK)


def _above(axes: Axes, place: float, text: str) -> None:
    axes.annotate(
        text,
        (place, 0),
        xytext=(0, 6),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=style.SMALL,
        color=style.MUTED,
    )


def _window(days: int) -> str:
    return "none" if days == 0 else f"±{days}"


def _ratio(cell: Mapping[Hashable, Any]) -> float:
    return float(cell["ratio"])


def _alt(grid: pd.DataFrame, design: Design, noun: str) -> str:
    if grid.empty:
        return f"No period to compare for {design.name}."
    if not design.full:
        return (
            f"{words.counted(len(grid), 'cell')}, each a period and a window around {design.name}, with the number of "
            f"{noun} near them. The days are a choice, not a full record: there is no comparison with chance."
        )
    known = grid[grid["ratio"].notna()]
    if known.empty:
        return f"No {noun} expected near {design.name} in any of the periods."
    cells = known.to_dict(orient="records")
    high, low = max(cells, key=_ratio), min(cells, key=_ratio)
    return (
        f"{words.counted(len(grid), 'cell')}, each a period and a window around {design.name}. The ratio of {noun} "
        f"to chance runs from {low['ratio']:.2f} ({low['period']}, window of {low['window_days']} days) to "
        f"{high['ratio']:.2f} ({high['period']}, window of {high['window_days']} days; {high['observed']} observed, "
        f"{high['expected']:.1f} expected). In {int((known['p_adjusted'] <= 0.05).sum())} of the cells p is at "
        "most .05 once the number of cells is allowed for."
    )
