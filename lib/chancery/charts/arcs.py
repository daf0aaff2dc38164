"""Two facing arcs of states: who stands where, and how the lines between them run. Lengths in points."""

import math
from collections.abc import Collection, Mapping, Sequence

import networkx as nx
import pandas as pd
from matplotlib.path import Path

from chancery import style
from chancery.charts.labels import FULL_WIDTH, width

ROW = 13.5
"""Least distance of two labels on one side, in points."""

CLUB = 5
"""Members from which a treaty that binds them all is drawn as one arc instead of a line for each pair."""


def sides(
    states: Sequence[str], blocs: Sequence[Collection[str]], table: pd.DataFrame, focus: str = ""
) -> tuple[list[str | None], list[str | None]]:
    """The states of the left and the right arc from top to bottom, None for the gap between two blocs.

    The first bloc goes left, the next right, later ones where there is more room; within a bloc, states stand near
    those they are tied to (a few barycentre sweeps), which keeps lines short. The same input gives the same order.
    """
    groups = _completed([[state for state in sorted(bloc) if state in states] for bloc in blocs], states, table)
    grouped = {state for group in groups for state in group}
    rest = [state for state in states if state not in grouped]
    groups = [group for group in [*groups, rest] if group]
    if len(groups) == 1:
        middle = math.ceil(len(groups[0]) / 2)
        groups = [groups[0][:middle], groups[0][middle:]]
    columns: tuple[list[list[str]], list[list[str]]] = ([], [])
    for place, group in enumerate(groups):
        shorter = place if place < 2 else int(sum(map(len, columns[0])) > sum(map(len, columns[1])))
        columns[shorter].append(group)
    return _swept(columns, table, focus)


def _completed(groups: list[list[str]], states: Sequence[str], table: pd.DataFrame) -> list[list[str]]:
    """The blocs with those who stand in none but are bound to a treaty that most of its members hold there.

    A bloc may not name every member of its alliance; apart, each would draw a line to every other across the picture.
    """
    free = set(states) - {state for group in groups for state in group}
    for _, members in sorted(clubs(table, set(states)).items(), key=lambda item: (-len(item[1]), item[0])):
        home = max(groups, key=lambda group: len(members & set(group)), default=[])
        if 2 * len(members & set(home)) > len(members):
            home.extend(sorted(members & free))
            free -= members
    return groups


def _swept(
    columns: tuple[list[list[str]], list[list[str]]], table: pd.DataFrame, focus: str
) -> tuple[list[str | None], list[str | None]]:
    home = {state: number for number, column in enumerate(columns) for group in column for state in group}
    graph = nx.Graph()
    graph.add_edges_from(
        (a, b) for a, b in zip(table["a"], table["b"], strict=True) if a in home and b in home and home[a] != home[b]
    )
    for _ in range(4):
        height = {
            state: (order + 0.5) / max(1, sum(map(len, column)))
            for column in columns
            for order, state in enumerate(state for group in column for state in group)
        }
        for column in columns:
            for group in column:
                pull = {
                    state: sum(height[other] for other in graph[state]) / len(graph[state])
                    if state in graph
                    else height[state]
                    for state in group
                }
                group.sort(key=lambda state, pull=pull: (round(pull[state], 6), state))  # type: ignore[misc]
    for column in columns:
        for group in column:
            _gather(group, _club_of(group, table), focus)
    return _spaced(columns[0]), _spaced(columns[1])


def clubs(table: pd.DataFrame, group: Collection[str]) -> dict[str, set[str]]:
    """Treaties whose members in a group, at least CLUB of them, are all bound to defence, each to each: id → members.

    table: as `ties.dyads` gives it. A treaty shared by states of whom only some pairs owe defence is none.
    """
    members: dict[str, set[str]] = {}
    counted: dict[str, int] = {}
    defence = table[table["allies"] & (table["obligation"] == "defence")]
    for a, b, treaties in zip(defence["a"], defence["b"], defence["treaties"], strict=True):
        if a in group and b in group:
            for treaty in treaties:
                members.setdefault(treaty, set()).update((a, b))
                counted[treaty] = counted.get(treaty, 0) + 1
    return {
        treaty: states
        for treaty, states in members.items()
        if len(states) >= CLUB and counted[treaty] == len(states) * (len(states) - 1) // 2
    }


def _club_of(group: Collection[str], table: pd.DataFrame) -> set[str]:
    """The members of the largest of the `clubs` of a group; empty where there is none."""
    return max(clubs(table, group).items(), key=lambda item: (len(item[1]), item[0]), default=("", set()))[1]


def _gather(group: list[str], club: Collection[str], focus: str) -> None:
    """Sorts a group in place: members of a club side by side, the focus state in the middle of its own part."""
    inside = [state for state in group if state in club]
    outside = [state for state in group if state not in club]
    for part in (inside, outside):
        if focus in part:
            part.remove(focus)
            part.insert(len(part) // 2, focus)
    group[:] = [*inside, *outside]


def _spaced(column: list[list[str]]) -> list[str | None]:
    spaced: list[str | None] = []
    for group in column:
        spaced += [*([None] if spaced else []), *group]
    return spaced


Places = dict[str, tuple[float, float, int, float]]


LABEL = 150.0
"""The most room a label of the house width gets."""


def label_room(wide: float) -> float:
    """The most room a state's label gets in a picture so wide."""
    return min(LABEL, 0.29 * wide)


def places(
    left: list[str | None],
    right: list[str | None],
    names: Mapping[str, str],
    height: float,
    wide: float = FULL_WIDTH,
    foot: float = 34.0,
) -> Places:
    """Where each state stands, on which side (−1 left, 1 right), and the middle height; even steps, bulging out.

    wide: of the picture; foot: room below for the key.
    """
    longest = max((width(name, style.TEXT, bold=True) for name in names.values()), default=0.0)
    margin = min(longest, label_room(wide)) + 16
    half = (wide - 2 * margin) / 2
    half = min(half, 0.75 * height)
    middle, centre = wide / 2, foot + height / 2
    places: Places = {}
    for column, side in ((left, -1), (right, 1)):
        count = len(column)
        reach = 0.0 if count < 2 else min(height - 2 * ROW, (count - 1) * max(ROW, 52.0 if count < 5 else ROW)) / 2
        reach = max(reach, min(height / 2 - ROW, 0.42 * height)) if count > 2 else reach
        for order, state in enumerate(column):
            share = 0.0 if count == 1 else 1 - 2 * order / (count - 1)
            if state is not None:
                bulge = half * (0.42 + 0.58 * math.sqrt(max(0.0, 1 - (0.92 * share) ** 2)))
                places[state] = (middle + side * bulge, centre + reach * share, side, centre)
    return places


def curve(place: Places, a: str, b: str, middle: float = FULL_WIDTH / 2) -> Path:
    """The line of a tie: bent towards the middle, more so between two states of one side."""
    (ax, ay, side_a, centre_y), (bx, by, side_b, _) = place[a], place[b]
    mid_x, mid_y = (ax + bx) / 2, (ay + by) / 2
    pull = 0.30 if side_a == side_b else 0.12
    control = (
        mid_x + (middle - mid_x) * (pull + (0.25 if side_a == side_b else 0.0) * min(1.0, abs(ay - by) / 160)),
        mid_y + (centre_y - mid_y) * pull,
    )
    return Path([(ax, ay), control, (bx, by)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])


def unbroken(column: Sequence[str], place: Places) -> bool:
    """Whether no other state stands between the members of a club: the arc would seem to include it."""
    side = place[column[0]][2]
    top, bottom = place[column[0]][1], place[column[-1]][1]
    between = [state for state, (_, y, other, _) in place.items() if other == side and bottom <= y <= top]
    return len(between) == len(column)
