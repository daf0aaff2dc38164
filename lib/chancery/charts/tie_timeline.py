"""Small multiples of one state's ties over time: cooperation above the line, acts against below, the heaviest named."""

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
from matplotlib.figure import Figure

from chancery import style
from chancery.charts.figure import HALO, Chart, drawn
from chancery.charts.labels import FULL_WIDTH, NARROW, Box, Label, arranged, drawing, lines_of, width
from chancery.charts.words import dated, first_of
from chancery.evidence import Row
from chancery.ties.behaviour import ENDING, LASTING, LEVELS, Weighing, weights
from chancery.words import counted, day

HALF = 42.0
"""Points from a panel's line to the strongest value of all panels."""
FLAT = 5.0
"""Points left on a side where nothing was done."""
FEWEST = 3.0
"""Strength up to which the scale reaches at least, so that a single act does not fill a panel."""
LEVELS_DRAWN = (2.0, 8.0)
"""Strengths with a faint line; from the first a tie is called cooperative or hostile (`ties.scale.STRONG`)."""
LANDMARKS = LASTING | ENDING | {"summit", "treaty", "treaty in force", "agreement ended"}
"""Types of acts that a reader looks for first."""
PANELS, WORTH_A_PANEL = 6, 3
"""Partners drawn at most, those with most acts, and the acts that are worth a panel; the others stand in the table."""
SMALL_LINE = style.SMALL * 1.18
STEP = 2 * SMALL_LINE + 5.5


@dataclass(frozen=True)
class _Sheet:
    """A width to draw on: its edges, how wide a label may be, how many each side of a panel names, in how many rows."""

    wide: float
    label: float
    most: int
    rows: int = 3
    margin: float = 10.0

    @property
    def left(self) -> float:
        return self.margin

    @property
    def right(self) -> float:
        return self.wide - self.margin


WIDE = _Sheet(FULL_WIDTH, 150.0, 5)
SMALL_SHEET = _Sheet(NARROW, 128.0, 3, margin=6.0)


def tie_timeline(
    known: pd.DataFrame,
    focus: str,
    names: Mapping[str, str],
    *,
    since: dt.date,
    until: dt.date,
    weighing: Weighing | None = None,
    marked: Collection[str] = (),
    kept: Collection[str] = (),
    name: str = "tie-timeline",
    title: str = "How the ties moved",
    evidence: tuple[Row, ...] = (),
) -> Chart:
    """One panel for each partner of `focus`, on shared axes: the curve of strength, a tick for each act.

    known: the table of `ties.acts`; names: code → name, the partners drawn are those of `names` with acts in the
    period, the one with most first. Height is log2(1 + strength), the same in every panel, so that a weak tie is still
    seen beside a strong one. marked: keys of acts the article speaks of, named first, then LANDMARKS, then the heaviest
    by weight and rank. Acts without a label are counted beside the partner's name. kept: partners that
    have a panel however few their acts.
    Raises ValueError where the period is empty.
    """
    if since >= until:
        raise ValueError(f"since ({since}) must be earlier than until ({until})")
    weighing = weighing or Weighing()
    mine = known[(known["a"] == focus) | (known["b"] == focus)]
    mine = mine.assign(partner=mine["b"].where(mine["a"] == focus, mine["a"]), weight=weights(mine, weighing))
    mine = mine[mine["partner"].isin(list(names))]
    shown = mine[(mine["first"] >= pd.Timestamp(since)) & (mine["first"] <= pd.Timestamp(until))]
    counts = Counter(str(partner) for partner in shown["partner"])
    ranked = sorted(counts, key=lambda partner: (-counts[partner], partner))
    busy = [partner for partner in ranked if counts[partner] >= WORTH_A_PANEL or partner in kept]
    chosen = set(sorted(busy or ranked, key=lambda partner: partner not in kept)[:PANELS])
    partners = [partner for partner in ranked if partner in chosen]
    curves = {partner: _curves(mine[mine["partner"] == partner], since, until, weighing) for partner in partners}
    highest = max((float(np.max(np.abs(curve))) for _, *pair in curves.values() for curve in pair), default=0.0)
    acts = {partner: shown[shown["partner"] == partner] for partner in partners}

    def picture(sheet: _Sheet) -> Figure:
        frame = _Frame(sheet, since, until, max(highest, FEWEST))
        return _picture(
            [_Panel(names[one], acts[one], curves[one], frame, frozenset(marked)) for one in partners], frame
        )

    with style.settings():
        return drawn(
            picture(WIDE),
            name=name,
            title=title,
            alt=_alt(shown, names, focus, since, until),
            caption=_caption(weighing, [names[partner] for partner in ranked if partner not in partners]),
            table=_table(shown, names),
            evidence=evidence,
            narrow=lambda: picture(SMALL_SHEET),
        )


@dataclass(frozen=True)
class _Frame:
    """What all panels share: the sheet, the period, and the strength that stands at HALF."""

    sheet: _Sheet
    since: dt.date
    until: dt.date
    highest: float

    def across(self, day_: dt.date | pd.Timestamp) -> float:
        """Where a day stands."""
        days = (pd.Timestamp(self.until) - pd.Timestamp(self.since)).days
        return float(self.along((pd.Timestamp(day_) - pd.Timestamp(self.since)).days / days))

    def along(self, share: Any) -> Any:
        """Where a share of the period, or several, stand."""
        return self.sheet.left + (self.sheet.right - self.sheet.left) * share

    def height(self, strength: Any) -> Any:
        """How far from the line a strength stands, or several."""
        return HALF * np.log2(1 + np.abs(strength)) / math.log2(1 + self.highest)


def _picture(panels: Sequence["_Panel"], frame: _Frame) -> Figure:
    """The panels under one another, with the years beneath."""
    made, axes = drawing(sum(panel.tall for panel in panels) + 24 + (0 if panels else 20), frame.sheet.wide)
    top = axes.get_ylim()[1]
    _years(axes, frame, top)
    for panel in panels:
        panel.draw(axes, top)
        top -= panel.tall
    if not panels:
        axes.text(frame.sheet.wide / 2, 30, "no dated acts in this period", ha="center", color=style.MUTED)
    return made


Values = npt.NDArray[np.float64]
Curves = tuple[Values, Values, Values]


def _curves(acts: pd.DataFrame, since: dt.date, until: dt.date, weighing: Weighing) -> Curves:
    """Shares of the period, and the decayed sums of acts for (above 0) and against (below 0) at each."""
    days = (pd.Timestamp(until) - pd.Timestamp(since)).days
    at = np.linspace(0, days, 141)
    end_column = "until" if weighing.lasting else "last"
    began, ended = ((acts[end] - pd.Timestamp(since)).dt.days.to_numpy(dtype=float) for end in ("first", end_column))
    age = np.maximum(at[:, None] - ended[None, :], 0.0)
    decayed = weights(acts, weighing).to_numpy() * np.power(0.5, age / weighing.half_life_days)
    alive = np.where(at[:, None] >= began[None, :], decayed, 0.0)
    sign = acts["sign"].to_numpy()
    return at / days, alive[:, sign > 0].sum(axis=1), -alive[:, sign < 0].sum(axis=1)


class _Panel:
    """One partner's strip: its acts, the labels that fit, and how tall it must be."""

    def __init__(
        self, partner: str, acts: pd.DataFrame, curves: Curves, frame: _Frame, marked: Collection[str]
    ) -> None:
        self.partner = partner
        self.acts = acts
        self.curves = curves
        self.frame = frame
        self.marked = marked
        self.above = self._placed(1)
        self.below = self._placed(-1)
        self.up, self.down = (max(FLAT, float(np.max(frame.height(curve)))) for curve in curves[1:])
        self.tall = 17 + self.up + self.down + 8 + self._room(self.above) + self._room(self.below)

    @staticmethod
    def _room(placed: list[Label]) -> float:
        return max((label.box.top for label in placed), default=0.0)

    def _placed(self, sign: int) -> list[Label]:
        """Labels of one side: the weightiest acts, as many as find room, at most so many."""
        acts = self.acts[(self.acts["sign"] == sign) & (self.acts["layer"] == "acts")]
        order = sorted(
            acts.to_dict("records"),
            key=lambda row: (
                row["key"] not in self.marked,
                row["type"] not in LANDMARKS,
                -row["weight"] * LEVELS.get(row["level"], 0.5),
                -LEVELS.get(row["level"], 0.5),
                -row["first"].toordinal(),
            ),
        )
        chosen: list[list[Label]] = []
        placed: list[Label] = []
        for row in order:
            if len(chosen) == self.frame.sheet.most:
                break
            options = self._options(row)
            found = arranged([*chosen, options], placed)
            if found is not None:
                chosen.append(options)
                placed = found
        return placed

    def _options(self, row: Mapping[Any, Any]) -> list[Label]:
        """Where one act's label may stand: some rows outwards, centred on its day or to either side of it."""
        words = f"{_short_day(row['first'], row['precision'])} {row['description']}"
        lines = tuple(lines_of(words, self.frame.sheet.label, style.SMALL, most=2))
        wide, tall = max(width(line) for line in lines), SMALL_LINE * len(lines)
        x = self.frame.across(row["first"])
        options = []
        for bottom in (3.0 + STEP * number for number in range(self.frame.sheet.rows)):
            for align, left in (("center", x - wide / 2), ("right", x - wide + 3), ("left", x - 3)):
                if left >= self.frame.sheet.left - 3.5 and left + wide <= self.frame.sheet.right + 3.5:
                    box = Box(left, bottom, left + wide, bottom + tall)
                    options.append(Label(box, x, align, lines, row["key"] in self.marked))
        return options

    def draw(self, axes: Axes, top: float) -> None:
        """The strip below `top`."""
        left, right = self.frame.sheet.left, self.frame.sheet.right
        base = top - 17 - self._room(self.above) - self.up
        across, positive, negative = self.curves
        axes.plot([left, right], [top - 1, top - 1], color=style.RULE, linewidth=0.8)
        axes.text(left, top - 13, self.partner, weight="bold", size=style.TEXT, va="baseline", gid=HALO)
        after = left + width(self.partner, style.TEXT, bold=True) + 7
        axes.text(
            after, top - 13, self._counts(), size=style.SMALL, color=style.MUTED, va="baseline", gid=HALO, zorder=6
        )
        self._levels(axes, base)
        for values, side, colour, alpha, line in (
            (positive, 1, style.ACCENT, 0.3, "-"),
            (negative, -1, style.AGAINST, 0.25, (0, (3, 1.5))),
        ):
            alive = np.abs(values) > 0
            if alive.any():
                start = max(int(np.argmax(alive)) - 1, 0)
                x, y = self.frame.along(across[start:]), base + side * self.frame.height(values[start:])
                axes.fill_between(x, base, y, color=colour, alpha=alpha, linewidth=0)
                axes.plot(x, y, color=colour, linewidth=1.4, linestyle=line)
        axes.plot([left, right], [base, base], color=style.MUTED, linewidth=0.7)
        self._ticks(axes, base)
        self._write(axes, base, self.above, 1)
        self._write(axes, base, self.below, -1)

    def _counts(self) -> str:
        """How many acts the strip has, and how many of them only the table names."""
        own = int((self.acts["layer"] == "acts").sum())
        drills = len(self.acts) - own
        unnamed = own - len(self.above) - len(self.below)
        said = [counted(own, "act")] + ([counted(drills, "drill")] if drills else [])
        return ", ".join(said) + (f"; {unnamed} more than are named here" if unnamed else "")

    def _levels(self, axes: Axes, base: float) -> None:
        """Faint lines at round strengths, where the strip reaches them."""
        left, right = self.frame.sheet.left, self.frame.sheet.right
        for side, room in ((1, self.up), (-1, self.down)):
            for level in LEVELS_DRAWN:
                y = float(self.frame.height(level))
                if y <= room:
                    axes.plot(
                        [left, right], [base + side * y] * 2, color=style.MUTED, linewidth=0.5, linestyle=(0, (1, 3))
                    )
                    axes.text(
                        left, base + side * y + 1.5, f"{level:.0f}", size=style.SMALL, color=style.MUTED, gid=HALO
                    )

    def _ticks(self, axes: Axes, base: float) -> None:
        for sign, colour, mark in ((1, style.ACCENT, "o"), (-1, style.AGAINST, "v")):
            acts = self.acts[self.acts["sign"] == sign]
            for layer, size in (("exercises", 2.2), ("acts", 4.2)):
                days = acts.loc[acts["layer"] == layer, "first"]
                axes.plot(
                    [self.frame.across(one) for one in days],
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


def _years(axes: Axes, frame: _Frame, top: float) -> None:
    left, right = frame.sheet.left, frame.sheet.right
    years = [year for year in range(frame.since.year, frame.until.year + 2) if _within(year, frame)]
    step = max(1, math.ceil(len(years) * 44 / (right - left)))
    for year in years:
        x = frame.across(dt.date(year, 1, 1))
        axes.plot([x, x], [18, top - 1], color=style.RULE, linewidth=0.5, zorder=0)
        if (year - years[0]) % step == 0 and x < right - 12:
            side = "left" if x < left + 12 else "center"
            axes.text(x, 6, str(year), ha=side, va="baseline", size=style.SMALL, color=style.MUTED)


def _within(year: int, frame: _Frame) -> bool:
    return frame.since <= dt.date(year, 1, 1) <= frame.until


def _alt(shown: pd.DataFrame, names: Mapping[str, str], focus: str, since: dt.date, until: dt.date) -> str:
    parts = []
    for partner, acts in shown.groupby("partner", sort=True):
        own = acts[acts["layer"] == "acts"]
        latest = own.iloc[-1] if len(own) else acts.iloc[-1]
        against = int((own["sign"] < 0).sum())
        parts.append(
            (
                len(acts),
                f"{names[str(partner)]}: {counted(len(own), 'act')}, {against} adverse"
                + (f", {counted(len(acts) - len(own), 'joint exercise')}" if len(acts) > len(own) else "")
                + f"; latest {dated(latest['first'], latest['precision'])}, {latest['description']}.",
            )
        )
    who = names.get(focus, focus)
    said = " ".join(words for _, words in sorted(parts, key=lambda part: (-part[0], part[1])))
    return f"Ties of {who} from {day(since)} to {day(until)}. {said or 'No dated acts.'}"


def _caption(weighing: Weighing, left_out: Sequence[str]) -> str:
    first, second = (f"{level:.0f}" for level in LEVELS_DRAWN)
    parts = [
        "Above the line: cooperative acts; below, dashed: adverse ones (refusals, protests, sanctions, force).",
        f"Height: sum of acts, each counting half after {weighing.half_life_days} days; one scale for all panels, "
        f"logarithmic; dotted lines at {first}, from where on a tie is called cooperative or hostile, and at {second}.",
        "Dots and triangles: the acts; small dots: joint exercises. Named first: summits, treaties, and acts that "
        "begin or end a war or relations, then those that weigh most; the table has all.",
    ]
    if left_out:
        parts.append(f"Not drawn, for they have fewer acts: {first_of(left_out, PANELS)}.")
    return " ".join(parts)


def _table(shown: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    ordered = shown.sort_values(["first", "key"], kind="stable")
    return pd.DataFrame(
        {
            "Date": [dated(*known) for known in zip(ordered["first"], ordered["precision"], strict=True)],
            "Partner": [names[partner] for partner in ordered["partner"]],
            "Act": ordered["description"].to_numpy(),
            "Kind": ordered["type"].to_numpy(),
            "Sign": ["cooperative" if sign > 0 else "adverse" for sign in ordered["sign"]],
            "Row": ordered["key"].to_numpy(),
        }
    )
