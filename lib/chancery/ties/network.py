"""The shape of the positive network: degree, brokerage, blocs."""

import math
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

SEED = 7
"""Seed of the search for blocs: the same network always gives the same ones."""


def degree(graph: nx.Graph) -> pd.DataFrame:
    """For each state of a signed graph: how many others it has ties with: positive, negative, mixed."""
    marks = {"positive": "+", "negative": "-", "mixed": "±"}
    rows = {}
    for node in sorted(graph):
        counted = Counter(sign for _, _, sign in graph.edges(node, data="sign"))
        rows[node] = {name: counted[mark] for name, mark in marks.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["positive", "negative", "mixed"]).rename_axis("state")


def positive_part(graph: nx.Graph) -> nx.Graph:
    """The same states with their positive ties only."""
    part = nx.Graph()
    part.add_nodes_from(sorted(graph))
    part.add_edges_from((a, b, data) for a, b, data in graph.edges(data=True) if data["sign"] == "+")
    return part


def brokerage(graph: nx.Graph) -> pd.DataFrame:
    """For each state: pairs of others it is tied to that have no positive tie with each other, and betweenness.

    Columns: open_pairs (count), between (Freeman 1977, share of shortest paths of the positive network that pass
    through the state, 0 to 1, unweighted). A state with fewer than two positive ties brokers nothing.
    """
    part = positive_part(graph)
    between = nx.betweenness_centrality(part)
    rows = {
        node: {
            "open_pairs": sum(1 for a, b in combinations(sorted(part[node]), 2) if not part.has_edge(a, b)),
            "between": between[node],
        }
        for node in part
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["open_pairs", "between"]).rename_axis("state")


OBLIGATION_WEIGHT: Mapping[str, float] = {
    "defence": 3.0,
    "offence": 3.0,
    "neutrality": 2.0,
    "non-aggression": 1.0,
    "consultation": 1.0,
    "": 0.0,
}


def tie_weight(data: Mapping[str, object]) -> float:
    """How strongly a positive tie holds two states together: obligation (0 to 3) plus log2(1 + net strength)."""
    bound = 0.0 if data.get("contested") else OBLIGATION_WEIGHT[str(data.get("obligation", ""))]
    return bound + math.log2(1 + max(0.0, float(str(data.get("net", 0.0)))))


RESOLUTION = 0.7
"""How much chance weighs against the ties (Reichardt and Bornholdt 2006): groups are smaller above, larger below.

At 1 most of a large alliance's ties are what chance would give states with so many, and one bad tie drops a member.
"""

STARTS, FEWEST, SMALL = 60, 15, 40
"""Orders that the search for communities begins from, the fewest, and the states beyond which there are less."""

BLOC = 3
"""States that make a bloc; two that stand together alone are a pair."""


def blocs(graph: nx.Graph, resolution: float = RESOLUTION) -> list[tuple[str, ...]]:
    """The `communities` of three or more states, largest first."""
    return [group for group in communities(graph, resolution) if len(group) >= BLOC]


def pairs(graph: nx.Graph, resolution: float = RESOLUTION) -> list[tuple[str, ...]]:
    """The `communities` of two: states that stand together, and with no third."""
    return [group for group in communities(graph, resolution) if len(group) < BLOC]


def communities(graph: nx.Graph, resolution: float = RESOLUTION) -> list[tuple[str, ...]]:
    """Groups of two or more states, more cooperative within and more adverse between than chance, largest first.

    The division of highest signed modularity found (Gómez, Jensen and Arenas 2009): cooperative ties weighed by
    `tie_weight`, adverse ones by log2(1 + net strength against), mixed ones left out. Seeded local search from many
    orders (STARTS): states move while that helps, then groups merge. A state whose ties with the rest of its group
    weigh no more for it than against is in none. At resolution 1 and without adverse ties it is Newman's modularity.
    """
    nodes = [node for node in sorted(graph) if any(sign in ("+", "-") for *_, sign in graph.edges(node, data="sign"))]
    if not any(sign == "+" for *_, sign in graph.edges(data="sign")):
        return []
    groups = [_held(graph, group) for group in _division(graph, nodes, resolution)]
    return sorted((group for group in groups if len(group) > 1), key=lambda group: (-len(group), group))


def _division(graph: nx.Graph, nodes: list[str], resolution: float = RESOLUTION) -> list[tuple[str, ...]]:
    """The division of all states of highest signed modularity that was found; states alone are groups of one."""
    gain = _modularity_gain(graph, nodes, resolution)
    random = np.random.default_rng(SEED)
    best: npt.NDArray[np.int64] = np.arange(len(nodes))
    highest = -np.inf
    for start in range(min(STARTS, max(FEWEST, STARTS * SMALL // len(nodes)))):
        order = np.arange(len(nodes)) if start == 0 else random.permutation(len(nodes))
        begun = np.arange(len(nodes)) if start % 2 == 0 else random.integers(0, max(2, len(nodes) // 2), len(nodes))
        found = _moved(gain, _merged(gain, _moved(gain, begun, order)), order)
        value = float(gain[found[:, None] == found[None, :]].sum())
        if value > highest + 1e-9:
            best, highest = found, value
    labelled = list(zip(nodes, best.tolist(), strict=True))
    return [tuple(node for node, label in labelled if label == one) for one in sorted(set(best.tolist()))]


def _held(graph: nx.Graph, group: tuple[str, ...]) -> tuple[str, ...]:
    """The group without those that no cooperation holds to it: an adversary in common makes no partners."""
    for node in group:
        others = [other for other in group if other != node and graph.has_edge(node, other)]
        if sum(_pull(graph.edges[node, other]) for other in others) <= 0:
            return _held(graph, tuple(member for member in group if member != node))
    return group


def _pull(data: Mapping[str, Any]) -> float:
    """What a tie adds to or takes from a group: its weight where it is cooperative, less where it is adverse."""
    if data["sign"] == "+":
        return tie_weight(data)
    return -math.log2(1 + max(0.0, -float(data.get("net", -1.0)))) if data["sign"] == "-" else 0.0


def _modularity_gain(graph: nx.Graph, nodes: list[str], resolution: float = RESOLUTION) -> npt.NDArray[np.float64]:
    """What each pair adds when it is in one group: its weight above chance, for positive less for negative ties."""
    place = {node: number for number, node in enumerate(nodes)}
    parts = {sign: np.zeros((len(nodes), len(nodes))) for sign in ("+", "-")}
    for a, b, data in graph.edges(data=True):
        if data["sign"] in parts:
            weight = abs(_pull(data))
            parts[data["sign"]][place[a], place[b]] = parts[data["sign"]][place[b], place[a]] = weight
    gain = np.zeros((len(nodes), len(nodes)))
    for sign, weights in parts.items():
        total = weights.sum()
        if total > 0:
            drawn = weights.sum(axis=0)
            gain += (1 if sign == "+" else -1) * (weights - resolution * np.outer(drawn, drawn) / total)
    np.fill_diagonal(gain, 0.0)
    return gain


def _moved(
    gain: npt.NDArray[np.float64], labels: npt.NDArray[np.int64], order: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """States moved one by one to the group they add most to, until none moves."""
    labels = labels.copy()
    for _ in range(100):
        changed = False
        for node in order:
            pull = np.bincount(labels, weights=gain[node], minlength=len(labels))
            pull[labels[node]] += 1e-9
            target = int(np.argmax(pull))
            if target != labels[node] and pull[target] > pull[labels[node]]:
                labels[node], changed = target, True
        if not changed:
            break
    return labels


def _merged(gain: npt.NDArray[np.float64], labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Groups merged two by two while that adds something, the most profitable pair first."""
    while True:
        names = np.unique(labels)
        belongs = (labels[:, None] == names[None, :]).astype(float)
        between = belongs.T @ gain @ belongs
        np.fill_diagonal(between, -np.inf)
        top = int(np.argmax(between))
        one, other = divmod(top, len(names))
        if len(names) < 2 or between[one, other] <= 1e-9:
            return labels
        labels = np.where(labels == names[other], names[one], labels)
