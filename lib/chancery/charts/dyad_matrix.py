"""A matrix of pairs: obligations above the diagonal, behaviour below it, so that the two layers stay apart."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chancery import style
from chancery.charts.arcs import sides
from chancery.charts.figure import Chart, drawn
from chancery.charts.labels import FULL_WIDTH, NARROW, drawing, shortened, width
from chancery.evidence import Row
from chancery.ties import SIGN_WORDS
from chancery.words import counted

LETTERS = {"defence": "D", "offence": "D", "neutrality": "N", "non-aggression": "A", "consultation": "C", "": ""}
SHADES = {"defence": 1.0, "offence": 1.0, "neutrality": 0.6, "non-aggression": 0.22, "consultation": 0.4, "": 0.0}
MARGIN, TOP_ROOM = 120.0, 108.0
MOST_NARROW = 14
"""States up to which the matrix is drawn for a telephone too: beyond it the cells would hold no letter."""


def dyad_matrix(
    dyads: pd.DataFrame,
    names: Mapping[str, str],
    *,
    blocs: Sequence[Collection[str]] = (),
    marked: Collection[tuple[str, str]] = (),
    name: str = "dyad-matrix",
    title: str = "Pair by pair",
    on: str = "",
    evidence: tuple[Row, ...] = (),
) -> Chart:
    """Every pair of states as two cells: what they owe each other, and how they have behaved.

    dyads: the table of `ties.dyads`; names: code → name of the states drawn, 2 to about 40; blocs: groups in order.
    Behaviour is a square whose area is the gross strength (largest: the strongest pair drawn), full where
    cooperative, hollow and dashed where adverse, half where mixed. Raises ValueError for fewer than two states.
    """
    if len(names) < 2:
        raise ValueError("a matrix of pairs needs at least two states")
    table = dyads[dyads["a"].isin(list(names)) & dyads["b"].isin(list(names))]
    left, right = sides(sorted(names), blocs, table)
    order = [state for state in [*left, *right] if state is not None]
    chosen = {tuple(sorted(pair)) for pair in marked}

    def picture(wide: float) -> tuple[Figure, float]:
        margin = min(MARGIN, max(width(names[state]) for state in order) + 12, 0.3 * wide)
        cell = min(34.0, (wide - margin - 12) / len(order))
        side = cell * len(order)
        top_room = min(TOP_ROOM, max(width(names[state]) for state in order) + 12)
        made, axes = drawing(side + top_room + 26, wide)
        grid = _Grid(order, cell, side + 20, (wide - margin - side) / 2 * 0.5 + margin)
        _labels(axes, grid, names, margin)
        _cells(axes, grid, table, chosen)
        _corners(axes, grid)
        return made, cell

    with style.settings():
        made, cell = picture(FULL_WIDTH)
        return drawn(
            made,
            name=name,
            title=title,
            alt=_alt(table, names, on),
            caption=_caption(on, cell, bool(chosen)),
            table=_table(table, names),
            evidence=evidence,
            narrow=(lambda: picture(NARROW)[0]) if len(order) <= MOST_NARROW else None,
        )


class _Grid:
    """Where the cells lie: `order` from the top left, `cell` wide, from `top` down and `left` rightwards."""

    def __init__(self, order: list[str], cell: float, top: float, left: float) -> None:
        self.order = order
        self.cell = cell
        self.top = top
        self.left = left
        self.place = {state: number for number, state in enumerate(order)}

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """The lower left corner of a cell."""
        return self.left + column * self.cell, self.top - (row + 1) * self.cell


def _labels(axes: Axes, grid: _Grid, names: Mapping[str, str], margin: float) -> None:
    for number, state in enumerate(grid.order):
        x, y = grid.corner(number, number)
        axes.text(
            grid.left - 6,
            y + grid.cell / 2,
            shortened(names[state], margin - 8, style.SMALL),
            ha="right",
            va="center_baseline",
            size=style.SMALL,
        )
        axes.text(
            x + grid.cell / 2,
            grid.top + 6,
            shortened(names[state], TOP_ROOM - 8, style.SMALL),
            ha="left",
            va="center",
            rotation=90,
            rotation_mode="anchor",
            size=style.SMALL,
        )
        axes.add_patch(Rectangle((x, y), grid.cell, grid.cell, facecolor=style.RULE, alpha=0.5))


def _cells(axes: Axes, grid: _Grid, table: pd.DataFrame, chosen: Collection[tuple[str, ...]]) -> None:
    strongest = max(float(table["gross"].max()) if len(table) else 0.0, 1e-9)
    filled = set()
    for row in table.to_dict("records"):
        first, second = sorted((grid.place[row["a"]], grid.place[row["b"]]))
        filled.add((first, second))
        _obligation(axes, grid, first, second, row)
        _behaviour(axes, grid.corner(second, first), grid.cell, row, strongest)
        if (row["a"], row["b"]) in chosen:
            for at in ((first, second), (second, first)):
                axes.add_patch(
                    Rectangle(
                        grid.corner(*at),
                        grid.cell,
                        grid.cell,
                        facecolor="none",
                        edgecolor=style.INK,
                        linewidth=1.3,
                        zorder=5,
                    )
                )
    end = len(grid.order)
    for step in range(end + 1):
        line: dict[str, Any] = {"color": style.RULE, "linewidth": 0.5, "zorder": 1}
        axes.plot([grid.left, grid.left + end * grid.cell], [grid.top - step * grid.cell] * 2, **line)
        axes.plot([grid.left + step * grid.cell] * 2, [grid.top, grid.top - end * grid.cell], **line)


def _obligation(axes: Axes, grid: _Grid, row: int, column: int, values: Mapping[Any, Any]) -> None:
    kind = str(values["obligation"])
    x, y = grid.corner(row, column)
    if not kind:
        return
    axes.add_patch(Rectangle((x, y), grid.cell, grid.cell, facecolor=style.INK, alpha=0.72 * SHADES[kind], zorder=2))
    if grid.cell >= 14:
        letter = LETTERS[kind] + ("?" if values["contested"] else "") + ("*" if values["asymmetric"] else "")
        axes.text(
            x + grid.cell / 2,
            y + grid.cell / 2,
            letter,
            ha="center",
            va="center_baseline",
            size=style.SMALL,
            color=style.PAPER if SHADES[kind] > 0.5 else style.INK,
            zorder=4,
        )


def _behaviour(
    axes: Axes, corner: tuple[float, float], cell: float, values: Mapping[Any, Any], strongest: float
) -> None:
    gross, sign = float(values["gross"]), str(values["sign"])
    if gross <= 0 or sign not in SIGN_WORDS:
        return
    x, y = corner
    width_of = max(0.16, (gross / strongest) ** 0.5) * (cell - 2.5)
    left, bottom = x + (cell - width_of) / 2, y + (cell - width_of) / 2
    look: dict[str, Any] = {"zorder": 3, "linewidth": 0.0}
    if sign == "+":
        look |= {"facecolor": style.ACCENT}
    elif sign == "-":
        look |= {
            "facecolor": "none",
            "edgecolor": style.AGAINST,
            "linewidth": 1.6 if cell >= 14 else 1.0,
            "linestyle": (0, (2.4, 1.2)) if cell >= 14 else "-",
        }
    else:
        axes.add_patch(Rectangle((left, bottom), width_of, width_of / 2, facecolor=style.MUTED, zorder=3, linewidth=0))
        look |= {"facecolor": "none", "edgecolor": style.MUTED, "linewidth": 1.0}
    axes.add_patch(Rectangle((left, bottom), width_of, width_of, **look))


def _corners(axes: Axes, grid: _Grid) -> None:
    end = grid.left + len(grid.order) * grid.cell
    low = grid.top - len(grid.order) * grid.cell
    note: dict[str, Any] = {"size": style.SMALL, "color": style.MUTED, "va": "baseline"}
    axes.text(
        grid.left, low - 13, "below the diagonal: behaviour", ha="left", **note
    ) if end - grid.left > 330 else None
    axes.text(end, low - 13, "above: obligations" if end - grid.left > 330 else "", ha="right", **note)


def _alt(table: pd.DataFrame, names: Mapping[str, str], on: str) -> str:
    bound = table[table["obligation"] != ""]
    strongest = table.sort_values(["gross", "a", "b"], ascending=[False, True, True]).head(3)
    said = [
        f"{names[row['a']]} and {names[row['b']]} ({SIGN_WORDS[row['sign']]}, {row['gross']:.1f})"
        for row in strongest.to_dict("records")
        if row["gross"] > 0
    ]
    return (
        f"Matrix of {counted(len(names), 'state')}{f' on {on}' if on else ''}: "
        f"{counted(len(bound), 'pair')} bound by treaty, "
        f"{int((bound['obligation'] == 'defence').sum())} of them to defence. "
        + (f"Strongest behaviour: {'; '.join(said)}." if said else "No dated behaviour.")
    )


def _caption(on: str, cell: float, marked: bool) -> str:
    letters = "D defence, N neutrality, A non-aggression, C consultation; ? contested, * differs by side. "
    return (
        f"Pairs of states{f' on {on}' if on else ''}. Above the diagonal: the heaviest obligation by treaty, darker "
        f"for heavier. {letters if cell >= 14 else ''}Below: recent behaviour; area: sum of dated acts weighed by age; "
        "full: cooperative, hollow: adverse, half full: mixed." + (" Framed: pairs in the article." if marked else "")
    )


def _table(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "State": [names[a] for a in table["a"]],
            "Other state": [names[b] for b in table["b"]],
            "Obligations": [", ".join(kinds) or "none" for kinds in table["kinds"]],
            "Behaviour": [
                SIGN_WORDS[sign] if gross > 0 else "none"
                for sign, gross in zip(table["sign"], table["gross"], strict=True)
            ],
            "Acts for, weighed": table["positive"].astype(float).round(1).to_numpy(),
            "Acts against, weighed": table["negative"].astype(float).round(1).to_numpy(),
        }
    )
