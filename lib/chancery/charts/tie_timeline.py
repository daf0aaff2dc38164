"""Small multiples of one state's ties over time: cooperation above the line, hostility below, the events named."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from chancery import style
from chancery.charts.figure import HALO, Chart, drawn
from chancery.charts.labels import FULL_WIDTH, Box, drawing, lines_of, width
from chancery.charts.words import dated
from chancery.evidence import Row
from chancery.ties.behaviour import LEVELS, Weighing, weights
from chancery.words import counted, day

LEFT, RIGHT = 10.0, FULL_WIDTH - 10.0
HALF = 26.0
FLAT = 5.0
"""Points from a panel's line to the strongest value."""
LABEL = 150.0
PANELS = 6
"""Partners drawn, those with most acts; the others stand in the table."""
MOST = 5
"""Labels on one side of a panel."""
SMALL_LINE = style.SMALL * 1.18
STEP = 2 * SMALL_LINE + 5.5


def tie_timeline(
    known: pd.DataFrame,
    focus: str,
    names: Mapping[str, str],
    *,
    since: dt.date,
    until: dt.date,
    weighing: Weighing | None = None,
    marked: Collection[str] = (),
    name: str = "tie-timeline",
    title: str = "How the ties moved",
    evidence: tuple[Row, ...] = (),
) -> Chart:
    """One panel for each partner of `focus`, on shared axes: the curve of strength, a tick for each act.

    known: the table of `ties.acts`; names: code → name, the partners drawn are those of `names` with acts in the
    period, the one with most first. marked: keys of acts the article speaks of, named first. Labels that would
    overlap are left to the table; the caption says how many. Raises ValueError where the period is empty.
    """
    if since >= until:
        raise ValueError(f"since ({since}) must be earlier than until ({until})")
    weighing = weighing or Weighing()
    mine = known[(known["a"] == focus) | (known["b"] == focus)]
    mine = mine.assign(partner=mine["b"].where(mine["a"] == focus, mine["a"]))
    mine = mine[mine["partner"].isin(list(names))]
    shown = mine[(mine["first"] >= pd.Timestamp(since)) & (mine["first"] <= pd.Timestamp(until))]
    counts = Counter(str(partner) for partner in shown["partner"])
    ranked = sorted(counts, key=lambda partner: (-counts[partner], partner))
    partners, left_out = ranked[:PANELS], ranked[PANELS:]
    with style.settings():
        panels = [
            _Panel(partner, shown[shown["partner"] == partner], since, until, set(marked)) for partner in partners
        ]
        made, axes = drawing(sum(panel.height for panel in panels) + 24 + (0 if panels else 30))
        curves = {partner: _curves(mine[mine["partner"] == partner], since, until, weighing) for partner in partners}
        highest = max((float(np.max(np.abs(curve))) for _, *pair in curves.values() for curve in pair), default=1.0)
        top = axes.get_ylim()[1]
        for panel in panels:
            panel.draw(axes, top, names, curves[panel.partner], max(highest, 1e-9))
            top -= panel.height
        if not panels:
            axes.text(FULL_WIDTH / 2, 30, "no dated acts in this period", ha="center", color=style.MUTED)
        _years(axes, since, until, axes.get_ylim()[1])
        unnamed = sum(panel.unnamed for panel in panels)
        return drawn(
            made,
            name=name,
            title=title,
            alt=_alt(shown, names, focus, since, until),
            caption=_caption(weighing, unnamed, highest, len(left_out)),
            table=_table(shown, names),
            evidence=evidence,
        )


def _position(day_: dt.date | pd.Timestamp, since: dt.date, until: dt.date) -> float:
    span = (pd.Timestamp(until) - pd.Timestamp(since)).days
    return LEFT + (RIGHT - LEFT) * (pd.Timestamp(day_) - pd.Timestamp(since)).days / span


Values = npt.NDArray[np.float64]
Curves = tuple[Values, Values, Values]


def _curves(acts: pd.DataFrame, since: dt.date, until: dt.date, weighing: Weighing) -> Curves:
    """Points along the axis, and the decayed sums of acts for (above 0) and against (below 0) at each."""
    days = (pd.Timestamp(until) - pd.Timestamp(since)).days
    at = np.linspace(0, days, 141)
    end_column = "until" if weighing.lasting else "last"
    began, ended = ((acts[end] - pd.Timestamp(since)).dt.days.to_numpy(dtype=float) for end in ("first", end_column))
    age = np.maximum(at[:, None] - ended[None, :], 0.0)
    decayed = weights(acts, weighing).to_numpy() * np.power(0.5, age / weighing.half_life_days)
    alive = np.where(at[:, None] >= began[None, :], decayed, 0.0)
    sign = acts["sign"].to_numpy()
    return LEFT + (RIGHT - LEFT) * at / days, alive[:, sign > 0].sum(axis=1), -alive[:, sign < 0].sum(axis=1)


@dataclass(frozen=True)
class Label:
    """A label outside the curve: its box (bottom and top count outwards), the act's place, alignment, lines."""

    box: Box
    x: float
    align: str
    lines: tuple[str, ...]
    marked: bool

    def clashes(self, other: "Label") -> bool:
        """Whether the two overlap, or the leader line of either runs through the other."""
        return self.box.meets(other.box, 5.0) or self.crossed_by(other) or other.crossed_by(self)

    def crossed_by(self, other: "Label") -> bool:
        """Whether the other's leader line runs through this label."""
        inside = self.box.left - 2 < other.x < self.box.right + 2
        return inside and self.box.bottom < other.box.bottom


def _arranged(options: Sequence[Sequence[Label]], tries: int = 4000) -> list[Label] | None:
    """One option of each, none clashing; None where none is found within `tries` steps. Depth first, in order."""
    left = [tries]

    def search(placed: list[Label]) -> list[Label] | None:
        if len(placed) == len(options):
            return placed
        for option in options[len(placed)]:
            left[0] -= 1
            if left[0] < 0:
                return None
            if not any(option.clashes(other) for other in placed):
                found = search([*placed, option])
                if found is not None:
                    return found
        return None

    return search([])


class _Panel:
    """One partner's strip: its acts, the labels that fit, and how high it must be."""

    def __init__(
        self, partner: str, acts: pd.DataFrame, since: dt.date, until: dt.date, marked: Collection[str]
    ) -> None:
        self.partner = partner
        self.acts = acts
        self.since, self.until = since, until
        self.marked = marked
        self.above = self._placed(1)
        self.below = self._placed(-1)
        self.unnamed = int((acts["layer"] == "acts").sum()) - len(self.above) - len(self.below)
        self.up = HALF if (acts["sign"] > 0).any() else FLAT
        self.down = HALF if (acts["sign"] < 0).any() else FLAT
        self.height = 17 + self.up + self.down + 8 + self._room(self.above) + self._room(self.below)

    @staticmethod
    def _room(placed: list[Label]) -> float:
        return max((label.box.top for label in placed), default=0.0)

    def _placed(self, sign: int) -> list[Label]:
        """Labels of one side: the weightiest acts, as many as find room, at most MOST."""
        acts = self.acts[(self.acts["sign"] == sign) & (self.acts["layer"] == "acts")]
        order = sorted(
            acts.to_dict("records"),
            key=lambda row: (row["key"] not in self.marked, -LEVELS.get(row["level"], 0.5), -row["first"].toordinal()),
        )
        chosen: list[list[Label]] = []
        placed: list[Label] = []
        for row in order:
            if len(chosen) == MOST:
                break
            options = self._options(row)
            found = _arranged([*chosen, options])
            if found is not None:
                chosen.append(options)
                placed = found
        return placed

    def _options(self, row: Mapping[Any, Any]) -> list[Label]:
        """Where one act's label may stand: three rows outwards, centred on its day or to either side of it."""
        words = f"{_short_day(row['first'], row['precision'])} {row['description']}"
        lines = tuple(lines_of(words, LABEL, style.SMALL, most=2))
        wide, tall = max(width(line) for line in lines), SMALL_LINE * len(lines)
        x = _position(row["first"], self.since, self.until)
        options = []
        for bottom in (3.0, 3.0 + STEP, 3.0 + 2 * STEP):
            for align, left in (("center", x - wide / 2), ("right", x - wide + 3), ("left", x - 3)):
                if left >= LEFT - 3.5 and left + wide <= RIGHT + 3.5:
                    box = Box(left, bottom, left + wide, bottom + tall)
                    options.append(Label(box, x, align, lines, row["key"] in self.marked))
        return options

    def draw(self, axes: Axes, top: float, names: Mapping[str, str], curves: Curves, highest: float) -> None:
        base = top - 17 - self._room(self.above) - self.up
        across, positive, negative = curves
        axes.plot([LEFT, RIGHT], [top - 1, top - 1], color=style.RULE, linewidth=0.8)
        axes.text(LEFT, top - 13, names[self.partner], weight="bold", size=style.TEXT, va="baseline")
        scale = HALF / highest
        for values, colour, alpha, line in (
            (positive, style.ACCENT, 0.3, "-"),
            (negative, style.AGAINST, 0.25, (0, (3, 1.5))),
        ):
            alive = np.abs(values) > 0
            if alive.any():
                start = max(int(np.argmax(alive)) - 1, 0)
                x, y = across[start:], base + values[start:] * scale
                axes.fill_between(x, base, y, color=colour, alpha=alpha, linewidth=0)
                axes.plot(x, y, color=colour, linewidth=1.4, linestyle=line)
        axes.plot([LEFT, RIGHT], [base, base], color=style.MUTED, linewidth=0.7)
        self._ticks(axes, base)
        self._write(axes, base, self.above, 1)
        self._write(axes, base, self.below, -1)

    def _ticks(self, axes: Axes, base: float) -> None:
        for sign, colour, mark in ((1, style.ACCENT, "o"), (-1, style.AGAINST, "v")):
            acts = self.acts[self.acts["sign"] == sign]
            for layer, size in (("exercises", 2.2), ("acts", 4.2)):
                days = acts.loc[acts["layer"] == layer, "first"]
                axes.plot(
                    [_position(one, self.since, self.until) for one in days],
                    [base] * len(days),
                    mark,
                    markersize=size,
                    color=colour,
                    markeredgecolor=style.PAPER,
                    markeredgewidth=0.4,
                    zorder=4,
                )

    def _write(self, axes: Axes, base: float, placed: list[Label], sign: int) -> None:
        for label in placed:
            near = base + sign * ((self.up if sign > 0 else self.down) + label.box.bottom)
            axes.plot(
                [label.x, label.x], [base + sign * 3, near - sign * 1.5], color=style.RULE, linewidth=0.7, zorder=1
            )
            across = {"left": label.box.left, "right": label.box.right}.get(
                label.align, (label.box.left + label.box.right) / 2
            )
            for number, line in enumerate(label.lines):
                down = len(label.lines) - number - 1 if sign > 0 else number
                axes.text(
                    across,
                    near + sign * (down + 0.5) * SMALL_LINE,
                    line,
                    ha=label.align,
                    va="center_baseline",
                    size=style.SMALL,
                    color=style.INK if label.marked else style.MUTED,
                    gid=HALO,
                    zorder=6,
                )


def _short_day(date: pd.Timestamp, precision: str) -> str:
    *first, month, year = dated(date, precision).split()[-3:] if precision != "year" else ["", "", str(date.year)]
    return " ".join(part for part in (*first, month[:3], year) if part) + ":"


def _years(axes: Axes, since: dt.date, until: dt.date, top: float) -> None:
    years = [year for year in range(since.year, until.year + 2) if since <= dt.date(year, 1, 1) <= until]
    step = max(1, math.ceil(len(years) / 9))
    for year in years:
        x = _position(dt.date(year, 1, 1), since, until)
        axes.plot([x, x], [18, top - 1], color=style.RULE, linewidth=0.5, zorder=0)
        if (year - years[0]) % step == 0 and x < RIGHT - 12:
            axes.text(
                x,
                6,
                str(year),
                ha="left" if x < LEFT + 12 else "center",
                va="baseline",
                size=style.SMALL,
                color=style.MUTED,
            )


def _alt(shown: pd.DataFrame, names: Mapping[str, str], focus: str, since: dt.date, until: dt.date) -> str:
    parts = []
    for partner, acts in shown.groupby("partner", sort=True):
        own = acts[acts["layer"] == "acts"]
        latest = own.iloc[-1] if len(own) else acts.iloc[-1]
        against = int((own["sign"] < 0).sum())
        parts.append(
            (
                len(acts),
                f"{names[str(partner)]}: {counted(len(own), 'act')}, {against} hostile"
                + (f", {counted(len(acts) - len(own), 'joint exercise')}" if len(acts) > len(own) else "")
                + f"; latest {dated(latest['first'], latest['precision'])}, {latest['description']}.",
            )
        )
    who = names.get(focus, focus)
    said = " ".join(words for _, words in sorted(parts, key=lambda part: (-part[0], part[1])))
    return f"Ties of {who} from {day(since)} to {day(until)}. {said or 'No dated acts.'}"


def _caption(weighing: Weighing, unnamed: int, highest: float, left_out: int) -> str:
    parts = [
        "Above the line: cooperative acts; below, dashed: hostile ones (refusals, protests, sanctions, force).",
        f"Height: sum of acts, each counting half after {weighing.half_life_days} days; same scale in every panel, top "
        f"{highest:.1f}. Dots and triangles: the acts; small dots: joint exercises.",
    ]
    if unnamed:
        parts.append(f"{counted(unnamed, 'act')} without a label for want of room: see the table.")
    if left_out:
        parts.append(f"{counted(left_out, 'partner')} with fewer acts not drawn.")
    return " ".join(parts)


def _table(shown: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    ordered = shown.sort_values(["first", "key"], kind="stable")
    return pd.DataFrame(
        {
            "Date": [dated(*known) for known in zip(ordered["first"], ordered["precision"], strict=True)],
            "Partner": [names[partner] for partner in ordered["partner"]],
            "Act": ordered["description"].to_numpy(),
            "Kind": ordered["type"].to_numpy(),
            "Sign": ["cooperative" if sign > 0 else "hostile" for sign in ordered["sign"]],
            "Row": ordered["key"].to_numpy(),
        }
    )
