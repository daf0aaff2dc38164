"""Who does what to whom in an article: those who act at the left, those acted on at the top."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from chancery import style
from chancery.charts.figure import HALO, Chart, drawn
from chancery.charts.labels import FULL_WIDTH, drawing, lines_of, shortened, width
from chancery.charts.words import first_of
from chancery.text.records import PLOVER, Event
from chancery.words import counted, listed

ACTORS_SHOWN = 20
COOPERATIVE = frozenset(PLOVER[:7])  # the order of PLOVER 2021: cooperation first, REQUEST and what follows conflict
NOBODY = "not named"
WORDY_CELL = 55.5  # a narrower cell shows marks and counts, the words stand in its hint and in the table
LINE = 12.0
LABEL_ROOM = 80.0
MOOD = ("alleged", "planned", "hypothetical", "negated")  # of records.Realis, all but actual
SHORTER = {"COOPERATE": "co-op."}
MARK_ROOM = 12.0


@dataclass(frozen=True)
class _Act:
    """Events of one category and standing between two actors."""

    source: str
    target: str
    category: str
    realis: str
    times: int

    @property
    def friendly(self) -> bool:
        return self.category in COOPERATIVE

    @property
    def word(self) -> str:
        """The category in small letters, and how often where more than once."""
        return self.category.lower() + (f" ×{self.times}" if self.times > 1 else "")

    def lines(self, room: float) -> list[str]:
        """What a cell writes: the category, then the count where it does not fit beside it, and the standing."""
        fits = width(self.word) <= room
        category = self.category.lower()
        if width(category) > room:
            category = SHORTER.get(self.category, category)
        below = [] if fits or self.times == 1 else [f"×{self.times}"]
        below += [self.realis] if self.realis in MOOD else []
        first = self.word if fits else category
        if len(below) == 2 and width(" ".join(below)) > room:
            return [first, *below]
        return [first, " ".join(below)] if below else [first]

    @property
    def said(self) -> str:
        return f"{self.word} ({self.realis})" if self.realis in MOOD else self.word


def event_matrix(
    events: Sequence[Event],
    actors: Mapping[str, str],
    *,
    name: str = "event-matrix",
    title: str = "Who does what to whom",
) -> Chart:
    """Events between actors: who acts stands at the left, who is acted on at the top.

    events: STATEMENT is left out; actors: entity id → the name to print, so that a state and its officers share one.
    A party that is missing counts as not named. Beyond ACTORS_SHOWN the least busy actors stand in the table only.
    Raises ValueError where no event is left. Sides of categories: PLOVER 2021.
    """
    acts = _acts(events, actors)
    if not acts:
        raise ValueError("a matrix of events needs at least one event that is not a statement")
    busy: Counter[str] = Counter()
    for act in acts:
        busy.update({party: act.times for party in (act.source, act.target) if party != NOBODY})
    order = [*sorted(busy, key=lambda party: (-busy[party], party))[:ACTORS_SHOWN], NOBODY]
    cells: dict[tuple[str, str], list[_Act]] = {}
    for act in acts:
        if act.source in order and act.target in order:
            cells.setdefault((act.source, act.target), []).append(act)
    grid = _Grid(cells, order)
    with style.settings():
        made, axes = drawing(grid.height)
        hints = _matrix(axes, grid)
        return drawn(
            made,
            name=name,
            title=title,
            alt=_events_alt(acts),
            caption=_events_caption(grid, acts, len(busy) - len(order) + 1),
            table=_events_table(acts),
            hints=hints,
        )


def _acts(events: Sequence[Event], actors: Mapping[str, str]) -> list[_Act]:
    counts = Counter(
        (actors.get(event.source or "", NOBODY), actors.get(event.target or "", NOBODY), event.category, event.realis)
        for event in events
        if event.category in PLOVER
    )
    return [
        _Act(*key, times)
        for key, times in sorted(counts.items(), key=lambda item: (*item[0][:2], PLOVER.index(item[0][2]), item[0][3]))
    ]


class _Grid:
    """Where rows and columns lie: only actors that act have a row, only those acted on have a column."""

    def __init__(self, cells: dict[tuple[str, str], list[_Act]], order: list[str]) -> None:
        self.cells = cells
        self.rows = [party for party in order if any(source == party for source, _ in cells)]
        self.columns = [party for party in order if any(target == party for _, target in cells)]
        self.left = max(width(line) for party in self.rows for line in lines_of(party, LABEL_ROOM)) + 9
        self.cell = min(112.0, (FULL_WIDTH - self.left - 4) / len(self.columns))
        self.wordy = self.cell >= WORDY_CELL
        longest = max(width(party) for party in self.columns)
        tallest = max(len(lines_of(party, self.cell - 8)) for party in self.columns)
        self.head = tallest * 11.0 + 12 if self.wordy else min(100.0, longest) + 10
        self.heights = [
            max(len(lines_of(row, LABEL_ROOM)), *(self._lines(row, column) for column in self.columns)) * LINE + 9
            for row in self.rows
        ]
        self.height = sum(self.heights) + self.head + 6

    @property
    def room(self) -> float:
        """What a cell leaves for words beside the mark."""
        return self.cell - MARK_ROOM - 1

    def _lines(self, row: str, column: str) -> int:
        acts = self.cells.get((row, column), [])
        if self.wordy:
            return sum(len(act.lines(self.room)) for act in acts)
        return len({(act.friendly, act.realis in MOOD) for act in acts})


def _matrix(axes: Axes, grid: _Grid) -> dict[str, str]:
    top = grid.height - grid.head
    _heads(axes, grid, top)
    hints: dict[str, str] = {}
    for number, (row, tall) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        ink = style.MUTED if row == NOBODY else style.INK
        for line, label in enumerate(lines_of(row, LABEL_ROOM)):
            low = top - 4.5 - (line + 0.5) * LINE
            axes.text(0, low, label, va="center_baseline", ha="left", size=style.SMALL, color=ink)
        for place, column in enumerate(grid.columns):
            x = grid.left + place * grid.cell
            if row == column:
                axes.add_patch(Rectangle((x, top - tall), grid.cell, tall, facecolor=style.SOFT, zorder=0))
            acts = grid.cells.get((row, column))
            if acts:
                gid = f"cell-{number}-{place}"
                hints[gid] = f"{row} → {column}: {listed(act.said for act in acts)}"
                _cell(axes, grid, acts, (x, top), gid)
        top -= tall
        axes.plot([0, grid.left + len(grid.columns) * grid.cell], [top, top], color=style.RULE, linewidth=0.5)
    return hints


def _heads(axes: Axes, grid: _Grid, top: float) -> None:
    for place, column in enumerate(grid.columns):
        x = grid.left + place * grid.cell
        look: dict[str, Any] = {"size": style.SMALL, "color": style.MUTED if column == NOBODY else style.INK}
        if grid.wordy:
            for up, words in enumerate(reversed(lines_of(column, grid.cell - 8))):
                axes.text(x + 4, top + 6 + up * 11.0, words, ha="left", va="baseline", **look)
        else:
            turned: dict[str, Any] = {"rotation": 90, "rotation_mode": "anchor", "ha": "left", "va": "center"}
            axes.text(x + grid.cell / 2, top + 5, shortened(column, 100), **turned, **look)
    for place in range(len(grid.columns) + 1):
        x = grid.left + place * grid.cell
        axes.plot([x, x], [top, top - sum(grid.heights)], color=style.RULE, linewidth=0.5, zorder=1)
    axes.plot([0, grid.left + len(grid.columns) * grid.cell], [top, top], color=style.RULE, linewidth=0.8)


def _cell(axes: Axes, grid: _Grid, acts: Sequence[_Act], corner: tuple[float, float], gid: str) -> None:
    x, y = corner[0] + 6, corner[1] - 4.5 - LINE / 2
    axes.add_patch(
        Rectangle((corner[0] + 1, y - LINE / 2), grid.cell - 2, LINE, facecolor=style.PAPER, alpha=0.0, gid=gid)
    )
    if grid.wordy:
        for act in acts:
            _mark(axes, x, y, act.friendly, act.realis not in MOOD)
            for place, line in enumerate(act.lines(grid.room)):
                ink = style.MUTED if place else style.INK
                _words(axes, corner[0] + MARK_ROOM, y, shortened(line, grid.room), ink)
                y -= LINE
        return
    sums: Counter[tuple[bool, bool]] = Counter()
    for act in acts:
        sums[act.friendly, act.realis not in MOOD] += act.times
    x = corner[0] + min(9.0, grid.cell / 3)
    for (friendly, actual), times in sorted(sums.items(), reverse=True):
        _mark(axes, x, y, friendly, actual)
        _words(axes, x + 6, y, f"{times}", style.INK)
        y -= LINE


def _mark(axes: Axes, x: float, y: float, friendly: bool, actual: bool) -> None:
    """A disc for cooperation, a diamond for hostility; hollow where it is not said to have happened."""
    colour = style.ACCENT if friendly else style.AGAINST
    face = colour if actual else style.PAPER
    marker, size = ("o", 26) if friendly else ("D", 20)
    axes.scatter([x], [y], s=size, marker=marker, facecolor=face, edgecolor=colour, linewidth=1.1, zorder=3)


def _words(axes: Axes, x: float, y: float, words: str, colour: str) -> None:
    axes.text(x, y, words, ha="left", va="center_baseline", size=style.SMALL, color=colour, gid=HALO, zorder=4)


def _events_alt(acts: Sequence[_Act]) -> str:
    total = sum(act.times for act in acts)
    friendly = sum(act.times for act in acts if act.friendly)
    unsettled = Counter({mood: sum(act.times for act in acts if act.realis == mood) for mood in MOOD})
    moods = listed(f"{times} {mood}" for mood, times in unsettled.items() if times)
    pairs: Counter[tuple[str, str]] = Counter()
    for act in acts:
        if NOBODY not in (act.source, act.target):
            pairs[act.source, act.target] += act.times
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    told = first_of([f"{source} to {target} ({pairs[source, target]})" for source, target in ordered], 3)
    return (
        f"Matrix of {counted(total, 'event')}: {friendly} cooperative, {total - friendly} adverse"
        + (f"; {moods}" if moods else "")
        + (f". Most from {told}." if told else ". None names both sides.")
    )


def _events_caption(grid: _Grid, acts: Sequence[_Act], unseen: int) -> str:
    said = "Left: who acts; top: on whom. Categories and their sides as in PLOVER. Disc: cooperative; diamond: adverse"
    said += "; hollow: alleged, planned, hypothetical or negated." if any(a.realis in MOOD for a in acts) else "."
    said += " ×: how often, where more than once." if grid.wordy else " Numbers count events; the table has words."
    return f"{said} {counted(unseen, 'more actor')} in the table." if unseen > 0 else said


def _events_table(acts: Sequence[_Act]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Who": [act.source for act in acts],
            "To whom": [act.target for act in acts],
            "Does": [act.category.lower() for act in acts],
            "Side": ["cooperative" if act.friendly else "adverse" for act in acts],
            "Standing": [act.realis for act in acts],
            "Times": [act.times for act in acts],
        }
    )
