"""A signed network of states: two facing arcs of actors by bloc, ties between them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from chancery import style
from chancery.charts.arcs import ROW, Places, clubs, curve, label_room, places, sides, unbroken
from chancery.charts.figure import HALO, Chart, drawn
from chancery.charts.labels import FULL_WIDTH, NARROW, drawing, shortened, width
from chancery.charts.words import first_of
from chancery.evidence import Row
from chancery.ties import SIGN_WORDS, strength_word
from chancery.words import counted

WEIGHTS = {"defence": 3.4, "offence": 3.4, "neutrality": 1.9, "consultation": 1.9, "non-aggression": 1.0, "": 1.0}
DOT = 4.0
KEY_ROW = 14.0
MOST_NARROW = 40
"""States up to which the network is drawn for a telephone too."""
PALE = 0.5
"""How strongly a tie that the article does not speak of is drawn."""


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
    """States on two facing arcs, blocs together; a line for each tie, solid where cooperative, dashed where adverse.

    dyads: the table of `ties.dyads`; names: code → name; every state of `names` is drawn, at most about 40.
    blocs: groups in the order they are placed, the first on the left; states in none come last.
    marked: pairs the article speaks of, drawn full where others are pale. on: the date in words, for the caption.
    """
    states = sorted(names)
    table = dyads[(dyads["sign"] != "") & dyads["a"].isin(states) & dyads["b"].isin(states)]
    chosen = {tuple(sorted(pair)) for pair in marked} & _pairs(table)
    left, right = sides(states, blocs, table, focus)

    def picture(wide: float) -> tuple[Figure, dict[str, str], bool]:
        height, key = _height(max(len(left), len(right))), _key_rows(table, wide, marked=bool(chosen))
        foot = 20.0 + KEY_ROW * len(key)
        made, axes = drawing(height + foot, wide)
        place = places(left, right, names, height, wide, foot)
        arcs = _clubs(table, place)
        _club_arcs(axes, arcs, place)
        hints = _ties(axes, _lines(table, arcs, chosen), place, chosen, names, wide / 2)
        _actors(axes, place, names, focus, _tied(table), label_room(wide))
        _key(axes, key, wide)
        return made, hints, bool(arcs)

    with style.settings():
        made, hints, arcs = picture(FULL_WIDTH)
        return drawn(
            made,
            name=name,
            title=title,
            alt=_alt(table, names, chosen, on),
            caption=_caption(table, on, marked=bool(chosen), arcs=arcs),
            table=_table(table, names, chosen),
            evidence=evidence,
            hints=hints,
            narrow=(lambda: picture(NARROW)[0]) if len(states) <= MOST_NARROW else None,
        )


def _height(most: int) -> float:
    return max(120.0, min(44.0 * most + 50, 300.0), ROW * (most + 2))


def _ties(
    axes: Axes,
    table: pd.DataFrame,
    place: Places,
    chosen: Collection[tuple[str, ...]],
    names: Mapping[str, str],
    middle: float,
) -> dict[str, str]:
    """Draws the lines, pale ones first; returns the words that appear on them."""
    hints = {}
    crowd = 1.0 if len(table) <= MANY else 0.6
    if len(table) > CROWD:
        _crowd(axes, table, place, crowd, middle)
        return {}
    rows = sorted(table.to_dict("records"), key=lambda row: ((row["a"], row["b"]) in chosen, row["a"], row["b"]))
    for row in rows:
        pair = (row["a"], row["b"])
        full = not chosen or pair in chosen
        gid = f"tie-{row['a']}-{row['b']}".lower()
        line = curve(place, *pair, middle)
        look = _look(row["sign"], _weight(*(row[name] for name in WEIGHED)) * crowd)
        alpha = (1.0 if full else PALE) * (1.0 if len(table) <= MANY else 0.8)
        axes.add_patch(PathPatch(line, gid=gid, alpha=alpha, zorder=3 if full else 2, **look))
        if row["asymmetric"]:
            _one_sided(axes, line)
        hints[gid] = f"{names[row['a']]} and {names[row['b']]}: {_tie_words(row)}"
    return hints


WEIGHED = ("obligation", "allies", "sign", "net")
"""Columns of the dyads that decide how heavy a line is."""
HAIRLINE = 0.5


def _weight(obligation: str, allies: bool, sign: str, net: float) -> float:
    """By obligation between allies; without one a hairline where the strength is called slight."""
    if allies:
        return WEIGHTS[obligation]
    return HAIRLINE if strength_word(sign, net) == "slight" else WEIGHTS[""]


def _slight(table: pd.DataFrame) -> bool:
    return any(_weight(*row) == HAIRLINE for row in zip(*(table[name] for name in WEIGHED), strict=True))


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


def _crowd(axes: Axes, table: pd.DataFrame, place: Places, crowd: float, middle: float) -> None:
    """So many ties that single ones cannot be followed: one path for each look, heavy ones last."""
    paths: dict[tuple[float, str], list[Path]] = {}
    for a, b, *row in zip(*(table[name] for name in ("a", "b", *WEIGHED)), strict=True):
        paths.setdefault((_weight(*row) * crowd, row[2]), []).append(curve(place, a, b, middle))
    for (weight, sign), curves in sorted(paths.items()):
        axes.add_patch(PathPatch(Path.make_compound_path(*curves), alpha=0.5, zorder=2, **_look(sign, weight)))


def _clubs(table: pd.DataFrame, place: Places) -> dict[str, list[str]]:
    """The clubs of one side whose members stand together: id → members from top to bottom, largest first."""
    members = {
        (treaty, side): states
        for side in (-1, 1)
        for treaty, states in clubs(table, {state for state in place if place[state][2] == side}).items()
    }
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for (treaty, _), states in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        column = sorted(states, key=lambda state: -place[state][1])
        if not states & taken and unbroken(column, place):
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


def _actors(
    axes: Axes, place: Places, names: Mapping[str, str], focus: str, tied: Collection[str], room: float
) -> None:
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
            shortened(names[state], room, size, bold),
            ha="left" if side > 0 else "right",
            va="center_baseline",
            size=size,
            weight="bold" if bold else "normal",
            gid=HALO,
            zorder=6,
        )


Sample = tuple[str, dict[str, Any]]


def _key_rows(table: pd.DataFrame, wide: float, *, marked: bool) -> list[list[Sample]]:
    """Samples of the lines that occur, with their words, in rows that fit."""
    present = set(table["sign"])
    samples: list[Sample] = []
    if "+" in present:
        samples.append(("cooperative", {"color": style.ACCENT, "linewidth": 1.4}))
    if bool((table["allies"] & table["obligation"].isin(["defence", "offence"])).any()):
        samples.append(("defence treaty", {"color": style.ACCENT, "linewidth": 3.4}))
    if _middling(table):
        samples.append(("neutrality or consultation", {"color": style.ACCENT, "linewidth": 1.9}))
    if _slight(table):
        samples.append(("slight", {"color": style.ACCENT, "linewidth": HAIRLINE}))
    if "-" in present:
        samples.append(("adverse", {"color": style.AGAINST, "linewidth": 1.4, "linestyle": style.SIGN_LINES["-"]}))
    if "±" in present:
        samples.append(("mixed", {"color": style.MUTED, "linewidth": 1.4, "linestyle": style.SIGN_LINES["±"]}))
    if marked:
        samples.append(("not in the article", {"color": style.MUTED, "linewidth": 1.4, "alpha": PALE}))
    rows: list[list[Sample]] = [[]]
    for sample in samples:
        if rows[-1] and _row_width([*rows[-1], sample]) > wide - 8:
            rows.append([])
        rows[-1].append(sample)
    return rows


def _middling(table: pd.DataFrame) -> bool:
    """Whether any tie rests on an obligation of middling weight."""
    return bool((table["allies"] & table["obligation"].isin(["neutrality", "consultation"])).any())


def _row_width(row: Sequence[Sample]) -> float:
    return sum(width(words) + 40 for words, _ in row) - 18


def _key(axes: Axes, rows: Sequence[Sequence[Sample]], wide: float) -> None:
    """The samples along the bottom, each row in the middle."""
    for number, row in enumerate(reversed(rows)):
        x, y = (wide - _row_width(row)) / 2, 11 + KEY_ROW * number
        for words, look in row:
            axes.plot([x, x + 20], [y, y], solid_capstyle="butt", **look)
            axes.text(x + 25, y, words, size=style.SMALL, color=style.MUTED, va="center_baseline", ha="left")
            x += width(words) + 40


def _tie_words(row: Mapping[object, object]) -> str:
    bound = f"{row['obligation']} treaty" if row["obligation"] and row["allies"] else "no alliance treaty"
    said = strength_word(str(row["sign"]), float(str(row["net"])), float(str(row["whole"])))
    return f"{said}; {bound}; net strength {float(str(row['net'])):.1f}"


def _alt(table: pd.DataFrame, names: Mapping[str, str], chosen: Collection[tuple[str, ...]], on: str) -> str:
    parts = [
        f"Network of {counted(len(names), 'state')}{f' on {on}' if on else ''}: "
        f"{counted(int((table['sign'] == '+').sum()), 'cooperative tie')}, "
        f"{int((table['sign'] == '-').sum())} adverse, {int((table['sign'] == '±').sum())} mixed."
    ]
    for sign, words in (("+", "Defence treaties"), ("-", "Adverse ties")):
        pairs = table[table["sign"] == sign]
        if sign == "+":
            pairs = pairs[pairs["allies"] & (pairs["obligation"] == "defence")]
        said = [f"{names[a]}–{names[b]}" for a, b in zip(pairs["a"], pairs["b"], strict=True)]
        if sign == "-":
            said = [f"{pair} ({word})" for pair, word in zip(said, _words(pairs), strict=True)]
        if said:
            parts.append(f"{words}: {first_of(said, 6)}.")
    if chosen:
        parts.append(f"The article speaks of {len(_pairs(table).intersection(chosen))} of these ties.")
    return " ".join(parts)


def _words(table: pd.DataFrame) -> list[str]:
    return [strength_word(*known) for known in zip(*(table[name] for name in ("sign", "net", "whole")), strict=True)]


def _pairs(table: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(zip(table["a"], table["b"], strict=True))


def _caption(table: pd.DataFrame, on: str, *, marked: bool, arcs: bool) -> str:
    """What the lines mean; only looks that occur are explained."""
    mixed = "; dotted: mixed" if (table["sign"] == "±").any() else ""
    middling = "; middling: by neutrality or consultation" if _middling(table) else ""
    slight = " Hairline: of slight strength." if _slight(table) else ""
    parts = [
        f"Ties{f' on {on}' if on else ''}. Solid lines: cooperative; dashed: adverse (refusals, protests, sanctions, "
        f"force){mixed}. Thick: bound by a defence treaty{middling}. "
        "Recent dated acts decide between cooperative and adverse, the treaty where there are none." + slight
    ]
    if arcs:
        parts.append("A thick arc through several states: each of them is bound to each by a defence treaty.")
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
            "In words": _words(table),
            "Acts": table["acts"].to_numpy(),
            "Joint exercises": table["exercises"].to_numpy(),
            "In the article": ["yes" if pair in chosen else "no" for pair in zip(table["a"], table["b"], strict=True)],
        }
    )
