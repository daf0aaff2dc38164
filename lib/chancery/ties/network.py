"""The shape of the positive network: degree, brokerage, blocs."""

import math
from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import pandas as pd

SEED = 7
"""Seed of community detection: the same network always gives the same blocs."""


def degree(graph: nx.Graph) -> pd.DataFrame:
    """For each state of a signed graph: how many others it has ties with: positive, negative, mixed."""
    rows = {
        node: {
            name: sum(1 for _, _, sign in graph.edges(node, data="sign") if sign == mark)
            for name, mark in (("positive", "+"), ("negative", "-"), ("mixed", "±"))
        }
        for node in sorted(graph)
    }
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


def blocs(graph: nx.Graph, resolution: float = 1.0) -> list[tuple[str, ...]]:
    """Groups of states more tied within than between, largest first; states without a positive tie are left out.

    Louvain communities (Blondel et al. 2008) of the positive ties weighed by `tie_weight`, seeded.
    """
    part = positive_part(graph)
    part.remove_nodes_from([node for node in list(part) if part.degree(node) == 0])
    if part.number_of_edges() == 0:
        return []
    for _, _, data in part.edges(data=True):
        data["weight"] = tie_weight(data)
    found = nx.community.louvain_communities(part, weight="weight", seed=SEED, resolution=resolution)
    return sorted((tuple(sorted(group)) for group in found), key=lambda group: (-len(group), group))
