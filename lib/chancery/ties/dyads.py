"""Both layers for each pair of states on a day: what they owe each other, and how they have behaved."""

import datetime as dt
from collections.abc import Collection

import networkx as nx
import pandas as pd

from chancery.ties.behaviour import Weighing, strength
from chancery.ties.obligations import KINDS, obligations

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
    known: pd.DataFrame,
    on: dt.date,
    weighing: Weighing | None = None,
    among: Collection[str] | None = None,
) -> pd.DataFrame:
    """One row for each pair of states with an obligation or an act, on a day; `a` before `b` in the alphabet.

    obligation: the heaviest kind owed under an uncontested treaty, else under a contested one, empty for none.
    treaties: ids of the treaties in force. sign: "+", "-", "±" by behaviour where there is any that is not faint;
    else "+" where an uncontested treaty makes them allies (an obligation beyond non-aggression), else "".
    """
    weighing = weighing or Weighing()
    bound = _bound(obligations(stays, on, among))
    behaviour = strength(known, on, weighing)
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
    both["sign"] = [
        _sign(row["net"], row["gross"], bool(row["allies"]), weighing)
        for row in both[["net", "gross", "allies"]].to_dict("records")
    ]
    return both[DYAD_COLUMNS].sort_values(["a", "b"], ignore_index=True)


def _bound(pairs: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for (a, b), treaties in pairs.groupby(["a", "b"], sort=True):
        plain = treaties[~treaties["contested"].astype(bool) & (treaties["kinds"].str.len() > 0)]
        counted = plain if len(plain) else treaties
        owed = {kind for kinds in counted["kinds"] for kind in kinds}
        kinds = tuple(kind for kind in KINDS if kind in owed)
        rows.append(
            {
                "a": a,
                "b": b,
                "obligation": kinds[0] if kinds else "",
                "kinds": kinds,
                "treaties": tuple(treaties["alliance_id"]),
                "asymmetric": bool(counted["asymmetric"].any()),
                "allies": bool(plain["allies"].any()),
                "contested": bool(kinds) and plain.empty,
            }
        )
    return pd.DataFrame(
        rows, columns=["a", "b", "obligation", "kinds", "treaties", "asymmetric", "allies", "contested"]
    )


def _sign(net: float, gross: float, bound: bool, weighing: Weighing) -> str:
    if gross < weighing.faint:
        return "+" if bound else ""
    share = net / gross
    if abs(share) < weighing.mixed:
        return "±"
    return "+" if share > 0 else "-"


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
