"""Both layers for each pair of states on a day: what they owe each other, and how they have behaved."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from chancery.ties.behaviour import Weighing, no_acts, strength
from chancery.ties.obligations import KINDS, obligations

Values = npt.NDArray[Any]
DYAD_COLUMNS = [
    "a",
    "b",
    "sign",
    "obligation",
    "kinds",
    "treaties",
    "asymmetric",
    "allies",
    "contested",
    "positive",
    "negative",
    "net",
    "gross",
    "acts",
    "exercises",
    "latest",
]


def dyads(
    stays: pd.DataFrame,
    known: pd.DataFrame | None,
    on: dt.date,
    weighing: Weighing | None = None,
    among: Collection[str] | None = None,
) -> pd.DataFrame:
    """One row for each pair of states with an obligation or an act, on a day; `a` before `b` in the alphabet.

    known: the table of `acts`; None for obligations alone.

    obligation: the heaviest kind owed under an uncontested treaty, else under a contested one, empty for none.
    treaties: ids of the treaties in force. sign: "+", "-", "±" by behaviour where there is any that is not faint;
    else "+" where an uncontested treaty makes them allies (an obligation beyond non-aggression), else "".
    """
    weighing = weighing or Weighing()
    bound = _bound(obligations(stays, on, among))
    behaviour = strength(no_acts() if known is None else known, on, weighing)
    if among is not None:
        inside = set(among)
        behaviour = behaviour[behaviour["a"].isin(inside) & behaviour["b"].isin(inside)]
    both = bound.merge(behaviour, on=["a", "b"], how="outer")
    both["obligation"] = both["obligation"].fillna("")
    for column in ("kinds", "treaties"):
        both[column] = [value if isinstance(value, tuple) else () for value in both[column]]
    for column in ("asymmetric", "allies", "contested"):
        both[column] = both[column].eq(other=True)
    for column in ("positive", "negative", "net", "gross"):
        both[column] = both[column].astype(float).fillna(0.0)
    for column in ("acts", "exercises"):
        both[column] = both[column].fillna(0).astype(int)
    net, gross, allies = (both[name].to_numpy() for name in ("net", "gross", "allies"))
    both["sign"] = _signs(net, gross, allies, weighing)
    return both[DYAD_COLUMNS].sort_values(["a", "b"], ignore_index=True)


def _bound(pairs: pd.DataFrame) -> pd.DataFrame:
    by_pair: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in pairs.to_dict("records"):
        by_pair.setdefault((row["a"], row["b"]), []).append(row)
    rows = []
    for (a, b), treaties in sorted(by_pair.items()):
        plain = [row for row in treaties if row["kinds"] and not row["contested"]]
        counted = plain or treaties
        owed = {kind for row in counted for kind in row["kinds"]}
        kinds = tuple(kind for kind in KINDS if kind in owed)
        rows.append(
            {
                "a": a,
                "b": b,
                "obligation": kinds[0] if kinds else "",
                "kinds": kinds,
                "treaties": tuple(row["alliance_id"] for row in treaties),
                "asymmetric": any(row["asymmetric"] for row in counted),
                "allies": any(row["allies"] for row in plain),
                "contested": bool(kinds) and not plain,
            }
        )
    return pd.DataFrame(rows, columns=DYAD_COLUMNS[:2] + DYAD_COLUMNS[3:9])


def _signs(net: Values, gross: Values, allies: Values, weighing: Weighing) -> Values:
    share = np.divide(net, gross, out=np.zeros(len(net)), where=gross > 0)
    by_acts = np.where(share > 0, "+", "-")
    by_acts = np.where(np.abs(share) < weighing.mixed, "±", by_acts)
    return np.where(gross < weighing.faint, np.where(allies, "+", ""), by_acts)


def signed_graph(table: pd.DataFrame, nodes: Collection[str] = ()) -> nx.Graph:
    """The pairs of `dyads` with a sign, as a graph of states; edges carry the row's values.

    nodes: states to include though they have no tie. Edge attribute `sign` is "+", "-" or "±".
    """
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    for row in table[table["sign"] != ""].to_dict("records"):
        graph.add_edge(
            row["a"], row["b"], **{str(name): value for name, value in row.items() if name not in ("a", "b")}
        )
    return graph
