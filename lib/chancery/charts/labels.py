"""Where labels go: text measured in the layout font, boxes kept apart, names shortened. All lengths in points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.textpath import TextToPath

from chancery import style
from chancery.charts.figure import sheet

POINTS = 72.0
LINE = 1.25
"""Line height as a multiple of the size of the text."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the chart, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two overlap, or come nearer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.bottom < other.top + gap
            and other.bottom < self.top + gap
        )


@lru_cache(maxsize=4096)
def width(text: str, size: float = style.SMALL, bold: bool = False) -> float:
    """How wide a line of text is in the layout font, which is the widest of the stack.

    Pairs of neighbouring letters are measured, and the letters that two pairs share are counted once: a hundredth of a
    point from what the whole line measures, and of all the texts there are only a few hundred pairs need measuring.
    """
    pairs = sum(_ink(text[place : place + 2], bold) for place in range(len(text) - 1))
    return (pairs - sum(_ink(letter, bold) for letter in text[1:-1]) if len(text) > 1 else _ink(text, bold)) * size


@lru_cache(maxsize=8192)
def _ink(letters: str, bold: bool) -> float:
    """How wide one or two letters are, as a multiple of the size."""
    face = FontProperties(family=style.LAYOUT_FONT, size=100, weight="bold" if bold else "normal")
    measured, _, _ = TextToPath().get_text_width_height_descent(letters, face, ismath=False)
    return float(measured) / 100


class FixedAxes(Axes):
    """Axes whose limits are set and not found out: no mark drawn on them is measured for that."""

    def add_line(self, line: Line2D) -> Line2D:
        """A line as it is."""
        self.add_artist(line)
        return line

    def add_patch(self, p: Patch) -> Patch:
        """A shape as it is."""
        self.add_artist(p)
        return p


def drawing(height: float, wide: float | None = None) -> tuple[Figure, Axes]:
    """A figure, of the house width unless told, whose one set of axes counts in points, without frame or ticks."""
    wide = wide or FULL_WIDTH
    made = sheet(height / POINTS, wide / POINTS)
    axes = made.add_axes((0.0, 0.0, 1.0, 1.0), axes_class=FixedAxes)
    axes.set_xlim(0, wide)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    return made, axes


FULL_WIDTH = style.WIDTH * POINTS
NARROW = 300.0
"""Width of the pictures drawn for a telephone: on one of 360 pixels the smallest letters are 9.7 pixels high."""


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as may be to those wanted, in the same order, at least `gap` apart, within low and high.

    Neighbours that are too close are moved apart by equal shares; where they cannot all fit, the gap shrinks evenly.
    """
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(1, len(wanted) - 1)) if len(wanted) > 1 else gap
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    groups: list[tuple[float, int]] = []  # mean of (wanted - offset), members
    for place in order:
        groups.append((wanted[place], 1))
        while len(groups) > 1 and groups[-2][0] + gap * (groups[-2][1] + groups[-1][1]) / 2 > groups[-1][0]:
            (first, many), (second, few) = groups[-2], groups[-1]
            groups[-2:] = [((first * many + second * few) / (many + few), many + few)]
    placed: list[float] = []
    for centre, members in groups:
        start = centre - gap * (members - 1) / 2
        placed += [start + gap * step for step in range(members)]
    placed = _within(placed, gap, low, high)
    result = [0.0] * len(wanted)
    for place, position in zip(order, placed, strict=True):
        result[place] = position
    return result


def _within(placed: list[float], gap: float, low: float, high: float) -> list[float]:
    made = list(placed)
    floor = low
    for place, position in enumerate(made):
        made[place] = floor = max(position, floor)
        floor += gap
    ceiling = high
    for place in range(len(made) - 1, -1, -1):
        made[place] = ceiling = min(made[place], ceiling)
        ceiling -= gap
    return made


def lines_of(text: str, room: float, size: float = style.SMALL, most: int = 2) -> list[str]:
    """Text broken at spaces into at most `most` lines that fit the room; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words:
        counts = range(2, len(words) + 1)
        fitting = 1 + bisect_right(counts, room, key=lambda count: width(" ".join(words[:count]), size))
        line, words = " ".join(words[:fitting]), words[fitting:]
        if len(lines) == most - 1 and words:
            line = " ".join([line, *words])
            words = []
        lines.append(shortened(line, room, size))
    return lines or [""]


def shortened(text: str, room: float, size: float = style.SMALL, bold: bool = False) -> str:
    """Text that fits the room, cut at a word where one is near, with an ellipsis where it was cut."""
    if width(text, size, bold) <= room:
        return text
    ends = range(1, len(text) + 1)
    kept = text[: bisect_right(ends, room, key=lambda end: width(text[:end].rstrip(" ,;:–-") + "…", size, bold))]
    space = kept.rfind(" ")
    if space > 0.6 * len(kept):
        kept = kept[:space]
    return kept.rstrip(" ,;:–-(") + "…"


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


def arranged(options: Sequence[Sequence[Label]], before: Sequence[Label] = (), tries: int = 4000) -> list[Label] | None:
    """One option of each, none clashing; None where none is found within `tries` steps. Depth first, in order.

    before: what was arranged of all but the last, which is kept where the last finds room beside it.
    """
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

    if before and len(before) == len(options) - 1:
        kept = search([*before])
        if kept is not None:
            return kept
    return search([])
