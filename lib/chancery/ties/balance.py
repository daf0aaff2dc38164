"""Structural balance of a signed network: are the friend's friend and the enemy's enemy friends?

A triad is balanced where the product of its signs is positive (Cartwright and Harary 1956). The frustration index
(Harary 1959; Zaslavsky 1987) is the least number of ties whose sign stands against some division into two camps.
Mixed ties ("±") have no sign and are left out; their number is stated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np

EXACT_UP_TO = 20
"""States in the largest connected part up to which every division is tried."""


@dataclass(frozen=True, slots=True)
class Triad:
    """Three states all tied to each other; signs of the ties first–second, first–third, second–third."""

    states: tuple[str, str, str]
    signs: tuple[str, str, str]

    @property
    def balanced(self) -> bool:
        """Whether the product of the signs is positive: none or two of the ties are against."""
        return self.signs.count("-") % 2 == 0


@dataclass(frozen=True)
class Frustration:
    """Ties against the best division into two camps found. `exact`: whether no division is better.

    camps: the division; within it, `against` lists the ties that stand against it.
    """

    index: int
    exact: bool
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    against: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Balance:
    """Triads and frustration of one signed network. ties: signed ones; mixed: ties left out as neither."""

    balanced: tuple[Triad, ...]
    unbalanced: tuple[Triad, ...]
    frustration: Frustration
    ties: int
    mixed: int

    @property
    def share_pct(self) -> float | None:
        """Balanced triads as a percentage of all triads; None where there are none."""
        count = len(self.balanced) + len(self.unbalanced)
        return 100 * len(self.balanced) / count if count else None


def triads(graph: nx.Graph) -> list[Triad]:
    """All triangles of positive and negative ties, states in alphabetical order, each once."""
    signs: dict[str, dict[str, str]] = {node: {} for node in sorted(graph)}
    for a, b, sign in graph.edges(data="sign"):
        if sign in ("+", "-"):
            signs[min(a, b)][max(a, b)] = sign
    found = []
    for first, ahead in signs.items():
        for second, third in combinations(sorted(ahead), 2):
            if third in signs[second]:
                found.append(Triad((first, second, third), (ahead[second], ahead[third], signs[second][third])))
    return found


def frustration(graph: nx.Graph, exact_up_to: int = EXACT_UP_TO) -> Frustration:
    """The frustration index of the signed ties.

    Exact by trying every division of each connected part with at most `exact_up_to` states (after states with a single
    tie are set aside: they can always agree); larger parts by seeded local search, an upper bound, `exact` False.
    """
    signed = nx.Graph()
    signed.add_nodes_from(sorted(graph))
    signed.add_edges_from(
        (a, b, {"value": 1 if sign == "+" else -1}) for a, b, sign in graph.edges(data="sign") if sign in ("+", "-")
    )
    side: dict[str, int] = {}
    exact = True
    for part in sorted(nx.connected_components(signed), key=min):
        core = nx.k_core(signed.subgraph(part).copy(), 2)
        if len(core) > exact_up_to:
            exact = False
            side |= _searched(core)
        elif len(core):
            side |= _exhausted(core)
        _extend(signed, part, side)
    against = sorted(
        (min(a, b), max(a, b)) for a, b, value in signed.edges(data="value") if side[a] * side[b] * value < 0
    )
    first = tuple(node for node in sorted(signed) if side[node] > 0)
    second = tuple(node for node in sorted(signed) if side[node] < 0)
    return Frustration(len(against), exact, (first, second), tuple(against))


def _matrix(core: nx.Graph) -> tuple[list[str], "np.ndarray[tuple[int, int], np.dtype[np.float64]]"]:
    nodes = sorted(core)
    return nodes, nx.to_numpy_array(core, nodelist=nodes, weight="value")


def _exhausted(core: nx.Graph) -> dict[str, int]:
    """The best division by trying all, in blocks; the first state stays on the first side."""
    nodes, matrix = _matrix(core)
    free = len(nodes) - 1
    best, best_sides = -np.inf, np.ones(len(nodes))
    for start in range(0, 1 << free, 1 << 14):
        codes = np.arange(start, min(start + (1 << 14), 1 << free))
        bits = (codes[:, None] >> np.arange(free)) & 1
        sides = np.hstack([np.ones((len(codes), 1)), 1.0 - 2.0 * bits])
        agreement = np.einsum("ij,ij->i", sides @ matrix, sides)
        top = int(np.argmax(agreement))
        if agreement[top] > best:
            best, best_sides = float(agreement[top]), sides[top]
    return {node: int(value) for node, value in zip(nodes, best_sides, strict=True)}


def _searched(core: nx.Graph, starts: int = 40, seed: int = 7) -> dict[str, int]:
    """The best of several local searches that flip one state at a time while this helps."""
    nodes, matrix = _matrix(core)
    random = np.random.default_rng(seed)
    best, best_sides = -np.inf, np.ones(len(nodes))
    for _ in range(starts):
        sides = random.choice([-1.0, 1.0], size=len(nodes))
        pull = matrix @ sides
        while True:
            gain = -sides * pull
            move = int(np.argmax(gain))
            if gain[move] <= 0:
                break
            sides[move] = -sides[move]
            pull += 2 * sides[move] * matrix[:, move]
        agreement = float(sides @ matrix @ sides)
        if agreement > best:
            best, best_sides = agreement, sides.copy()
    best_sides = best_sides * best_sides[0]
    return {node: int(value) for node, value in zip(nodes, best_sides, strict=True)}


def _extend(signed: nx.Graph, part: Iterable[str], side: dict[str, int]) -> None:
    """Gives the states outside the core the side their one way in calls for."""
    members = sorted(part)
    if not any(node in side for node in members):
        side[members[0]] = 1
    waiting = [node for node in members if node in side]
    while waiting:
        node = waiting.pop(0)
        for other in sorted(signed[node]):
            if other not in side:
                side[other] = side[node] * signed[node][other]["value"]
                waiting.append(other)


def structural_balance(graph: nx.Graph, exact_up_to: int = EXACT_UP_TO) -> Balance:
    """Triads by name and frustration of a signed graph."""
    found = triads(graph)
    signs = [sign for _, _, sign in graph.edges(data="sign")]
    return Balance(
        balanced=tuple(triad for triad in found if triad.balanced),
        unbalanced=tuple(triad for triad in found if not triad.balanced),
        frustration=frustration(graph, exact_up_to),
        ties=sum(1 for sign in signs if sign in ("+", "-")),
        mixed=signs.count("±"),
    )
