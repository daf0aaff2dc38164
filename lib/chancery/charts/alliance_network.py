"""A signed network of states: two facing arcs of actors by bloc, ties between them."""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from chancery import style
from chancery.charts.figure import HALO, Chart, drawn
from chancery.charts.labels import FULL_WIDTH, drawing, shortened, width
from chancery.charts.words import SIGN_WORDS, first_of
from chancery.evidence import Row
from chancery.words import counted

ROW = 13.5
"""Least distance of two labels on one side, in points."""
WEIGHTS = {"defence": 3.4, "offence": 3.4, "neutrality": 1.9, "consultation": 1.9, "non-aggression": 1.0, "": 1.0}
DOT = 4.0


def alliance_network(
    dyads: pd.DataFrame,
    names: Mapping[str, str],
    *,
    blocs: Sequence[Collection[str]] = (),
    marked: Collection[tuple[str, str]] = (),
    focus: str = "",
    name: str = "alliance-network",
    title: str = "Who stands with whom",
    on: str = "",
    evidence: tuple[Row, ...] = (),
) -> Chart:
    """States on two facing arcs, blocs together; a line for each tie, solid where cooperative, dashed where hostile.

    dyads: the table of `ties.dyads`; names: code → name; every state of `names` is drawn, at most about 40.
    blocs: groups in the order they are placed, the first on the left; states in none come last.
    marked: pairs the article speaks of, drawn full where others are pale. on: the date in words, for the caption.
    """
    states = sorted(names)
    table = dyads[(dyads["sign"] != "") & dyads["a"].isin(states) & dyads["b"].isin(states)]
    chosen = {tuple(sorted(pair)) for pair in marked}
    left, right = sides(states, blocs, table, focus)
    with style.settings():
        height = _height(max(len(left), len(right)))
        made, axes = drawing(height + 34)
        place = _places(left, right, names, height)
        clubs = _clubs(table, place)
        _club_arcs(axes, clubs, place)
        hints = _ties(axes, _lines(table, clubs, chosen), place, chosen, names)
        _actors(axes, place, names, focus, _tied(table))
        _key(axes, bool(chosen), table)
        return drawn(
            made,
            name=name,
            title=title,
            alt=_alt(table, names, chosen, on),
            caption=_caption(on, bool(chosen), bool(clubs)),
            table=_table(table, names, chosen),
            evidence=evidence,
            hints=hints,
        )


def _height(most: int) -> float:
    return max(120.0, min(44.0 * most + 50, 300.0), ROW * (most + 2))


def sides(
    states: Sequence[str], blocs: Sequence[Collection[str]], table: pd.DataFrame, focus: str = ""
) -> tuple[list[str | None], list[str | None]]:
    """The states of the left and the right arc from top to bottom, None for the gap between two blocs.

    The first bloc goes left, the next right, later ones where there is more room; within a bloc, states stand near
    those they are tied to (a few barycentre sweeps), which keeps lines short. The same input gives the same order.
    """
    groups = [[state for state in sorted(bloc) if state in states] for bloc in blocs]
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
            if focus in group:
                group.remove(focus)
                group.insert(len(group) // 2, focus)
    return _spaced(columns[0]), _spaced(columns[1])


def _spaced(column: list[list[str]]) -> list[str | None]:
    spaced: list[str | None] = []
    for group in column:
        spaced += [*([None] if spaced else []), *group]
    return spaced


Places = dict[str, tuple[float, float, int, float]]


def _places(left: list[str | None], right: list[str | None], names: Mapping[str, str], height: float) -> Places:
    """Where each state stands, on which side (−1 left, 1 right), and the middle height; even steps, bulging out."""
    longest = max((width(name, style.TEXT, bold=True) for name in names.values()), default=0.0)
    margin = min(longest, 150.0) + 16
    half = (FULL_WIDTH - 2 * margin) / 2
    half = min(half, 0.75 * height)
    middle, centre = FULL_WIDTH / 2, 34 + height / 2
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


def _curve(place: Places, a: str, b: str) -> Path:
    (ax, ay, side_a, centre_y), (bx, by, side_b, _) = place[a], place[b]
    middle = FULL_WIDTH / 2
    mid_x, mid_y = (ax + bx) / 2, (ay + by) / 2
    pull = 0.30 if side_a == side_b else 0.12
    control = (
        mid_x + (middle - mid_x) * (pull + (0.25 if side_a == side_b else 0.0) * min(1.0, abs(ay - by) / 160)),
        mid_y + (centre_y - mid_y) * pull,
    )
    return Path([(ax, ay), control, (bx, by)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])


def _ties(
    axes: Axes,
    table: pd.DataFrame,
    place: Places,
    chosen: Collection[tuple[str, ...]],
    names: Mapping[str, str],
) -> dict[str, str]:
    """Draws the lines, pale ones first; returns the words that appear on them."""
    hints = {}
    crowd = 1.0 if len(table) <= MANY else 0.6
    if len(table) > CROWD:
        _crowd(axes, table, place, crowd)
        return {}
    rows = sorted(table.to_dict("records"), key=lambda row: ((row["a"], row["b"]) in chosen, row["a"], row["b"]))
    for row in rows:
        pair = (row["a"], row["b"])
        full = not chosen or pair in chosen
        gid = f"tie-{row['a']}-{row['b']}".lower()
        curve = _curve(place, *pair)
        look = _look(row["sign"], WEIGHTS[row["obligation"] if row["allies"] else ""] * crowd)
        alpha = (1.0 if full else 0.4) * (1.0 if len(table) <= MANY else 0.8)
        axes.add_patch(PathPatch(curve, gid=gid, alpha=alpha, zorder=3 if full else 2, **look))
        if row["asymmetric"]:
            _one_sided(axes, curve)
        hints[gid] = f"{names[row['a']]} and {names[row['b']]}: {_tie_words(row)}"
    return hints


def _look(sign: str, weight: float) -> dict[str, Any]:
    return {
        "facecolor": "none",
        "edgecolor": style.SIGN_COLOURS[sign],
        "linestyle": style.SIGN_LINES[sign],
        "linewidth": weight,
        "capstyle": "butt",
    }


MANY, CROWD = 40, 400
"""Ties beyond which lines are thinned, and beyond which all of one look are drawn as one path, without hints."""


def _crowd(axes: Axes, table: pd.DataFrame, place: Places, crowd: float) -> None:
    """So many ties that single ones cannot be followed: one path for each look, heavy ones last."""
    paths: dict[tuple[float, str], list[Path]] = {}
    for a, b, sign, kind, allies in zip(
        *(table[name] for name in ("a", "b", "sign", "obligation", "allies")), strict=True
    ):
        paths.setdefault((WEIGHTS[kind if allies else ""] * crowd, sign), []).append(_curve(place, a, b))
    for (weight, sign), curves in sorted(paths.items()):
        axes.add_patch(PathPatch(Path.make_compound_path(*curves), alpha=0.5, zorder=2, **_look(sign, weight)))


CLUB = 5
"""Members from which a treaty that binds them all is drawn as one arc instead of a line for each pair."""


def _clubs(table: pd.DataFrame, place: Places) -> dict[str, list[str]]:
    """Defence treaties that bind many of one side to each other: id → members from top to bottom, largest first."""
    defence = table[table["allies"] & (table["obligation"] == "defence")]
    members: dict[tuple[str, int], set[str]] = {}
    for a, b, treaties in zip(defence["a"], defence["b"], defence["treaties"], strict=True):
        if place[a][2] == place[b][2]:
            for treaty in treaties:
                members.setdefault((treaty, place[a][2]), set()).update((a, b))
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for (treaty, _), states in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        column = sorted(states, key=lambda state: -place[state][1])
        if len(states) >= CLUB and not states & taken:
            found[treaty] = column
            taken |= states
    return found


def _club_arcs(axes: Axes, clubs: Mapping[str, list[str]], place: Places) -> None:
    for members in clubs.values():
        points = np.array([place[state][:2] for state in members])
        axes.plot(points[:, 0], points[:, 1], color=style.ACCENT, linewidth=3.4, solid_capstyle="round", zorder=2)


def _lines(table: pd.DataFrame, clubs: Mapping[str, list[str]], chosen: Collection[tuple[str, ...]]) -> pd.DataFrame:
    """The ties drawn as lines: all but cooperative ones within a club that the article does not speak of."""
    inside = {state: treaty for treaty, members in clubs.items() for state in members}
    keep = [
        sign != "+" or (a, b) in chosen or a not in inside or inside[a] != inside.get(b)
        for a, b, sign in zip(table["a"], table["b"], table["sign"], strict=True)
    ]
    return table[keep]


def _one_sided(axes: Axes, curve: Path) -> None:
    """A small ring at the middle of a tie whose obligations differ by side."""
    x, y = np.asarray(curve.vertices).T @ (0.25, 0.5, 0.25)
    axes.plot(
        [x],
        [y],
        "o",
        markersize=5,
        markerfacecolor=style.PAPER,
        markeredgecolor=style.INK,
        markeredgewidth=1,
        zorder=4,
    )


def _tied(table: pd.DataFrame) -> set[str]:
    return set(table["a"]) | set(table["b"])


def _actors(axes: Axes, place: Places, names: Mapping[str, str], focus: str, tied: Collection[str]) -> None:
    size = style.TEXT if len(place) <= 24 else style.SMALL
    for state in sorted(place):
        x, y, side, _ = place[state]
        bold = state == focus
        axes.plot(
            [x],
            [y],
            "o",
            markersize=2 * DOT if bold else 1.6 * DOT,
            markerfacecolor=style.INK if state in tied else style.PAPER,
            markeredgecolor=style.PAPER if state in tied else style.MUTED,
            markeredgewidth=1.2,
            zorder=5,
        )
        axes.text(
            x + side * (DOT + 5),
            y,
            shortened(names[state], 150.0, size, bold),
            ha="left" if side > 0 else "right",
            va="center_baseline",
            size=size,
            weight="bold" if bold else "normal",
            gid=HALO,
            zorder=6,
        )


def _key(axes: Axes, marked: bool, table: pd.DataFrame) -> None:
    """Samples of the lines that occur, in one row along the bottom."""
    present = set(table["sign"])
    samples: list[tuple[str, dict[str, object]]] = []
    if "+" in present:
        samples.append(("cooperative", {"color": style.ACCENT, "linewidth": 1.4}))
    if bool((table["allies"] & table["obligation"].isin(["defence", "offence"])).any()):
        samples.append(("defence treaty", {"color": style.ACCENT, "linewidth": 3.4}))
    if "-" in present:
        samples.append(("hostile", {"color": style.AGAINST, "linewidth": 1.4, "linestyle": style.SIGN_LINES["-"]}))
    if "±" in present:
        samples.append(("mixed", {"color": style.MUTED, "linewidth": 1.4, "linestyle": style.SIGN_LINES["±"]}))
    if marked:
        samples.append(("not in the article", {"color": style.MUTED, "linewidth": 1.4, "alpha": 0.4}))
    total = sum(width(words) + 40 for words, _ in samples) - 18
    x = (FULL_WIDTH - total) / 2
    for words, look in samples:
        axes.plot([x, x + 20], [11, 11], solid_capstyle="butt", **look)  # type: ignore[arg-type]
        axes.text(x + 25, 11, words, size=style.SMALL, color=style.MUTED, va="center_baseline", ha="left")
        x += width(words) + 40


def _tie_words(row: Mapping[object, object]) -> str:
    bound = f"{row['obligation']} treaty" if row["obligation"] and row["allies"] else "no alliance treaty"
    return f"{SIGN_WORDS[str(row['sign'])]}; {bound}; net strength {float(str(row['net'])):.1f}"


def _alt(table: pd.DataFrame, names: Mapping[str, str], chosen: Collection[tuple[str, ...]], on: str) -> str:
    parts = [
        f"Network of {counted(len(names), 'state')}{f' on {on}' if on else ''}: "
        f"{counted(int((table['sign'] == '+').sum()), 'cooperative tie')}, "
        f"{int((table['sign'] == '-').sum())} hostile, {int((table['sign'] == '±').sum())} mixed."
    ]
    for sign, words in (("+", "Defence treaties"), ("-", "Hostile ties")):
        pairs = table[table["sign"] == sign]
        if sign == "+":
            pairs = pairs[pairs["allies"] & (pairs["obligation"] == "defence")]
        said = [f"{names[a]}–{names[b]}" for a, b in zip(pairs["a"], pairs["b"], strict=True)]
        if said:
            parts.append(f"{words}: {first_of(said, 6)}.")
    if chosen:
        parts.append(f"The article speaks of {len(_pairs(table).intersection(chosen))} of these ties.")
    return " ".join(parts)


def _pairs(table: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(zip(table["a"], table["b"], strict=True))


def _caption(on: str, marked: bool, clubs: bool) -> str:
    parts = [
        f"Ties{f' on {on}' if on else ''}. Solid lines: cooperative; dashed: hostile; dotted: mixed. "
        "Thick: bound by a defence treaty; middling: by neutrality or consultation. "
        "Recent dated acts decide between cooperative and hostile, the treaty where there are none."
    ]
    if clubs:
        parts.append("A thick arc through several states: one defence treaty binds them all.")
    if marked:
        parts.append("Full colour: ties between states that the article brings together.")
    return " ".join(parts)


def _table(table: pd.DataFrame, names: Mapping[str, str], chosen: Collection[tuple[str, ...]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "State": [names[a] for a in table["a"]],
            "Other state": [names[b] for b in table["b"]],
            "Tie": [SIGN_WORDS[sign] for sign in table["sign"]],
            "Heaviest obligation": [
                f"{kind} (contested)" if contested else kind or "none"
                for kind, contested in zip(table["obligation"], table["contested"], strict=True)
            ],
            "Net strength": [round(float(net), 1) for net in table["net"]],
            "Acts": table["acts"].to_numpy(),
            "Joint exercises": table["exercises"].to_numpy(),
            "In the article": ["yes" if pair in chosen else "no" for pair in zip(table["a"], table["b"], strict=True)],
        }
    )
