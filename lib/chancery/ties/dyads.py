"""Both layers for each pair of states on a day: what they owe each other, and how they have behaved."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from chancery.schemas.dtypes import DAYS, TEXT, typed
from chancery.ties.behaviour import Weighing, no_acts, strength
from chancery.ties.obligations import KINDS, obligations

Values = npt.NDArray[Any]
BOUND: dict[str, Any] = {
    "obligation": TEXT,
    "kinds": object,
    "treaties": object,
    **dict.fromkeys(("asymmetric", "allies", "contested"), bool),
}
BEHAVED: dict[str, Any] = {
    **dict.fromkeys(("positive", "negative", "net", "gross", "whole"), float),
    **dict.fromkeys(("acts", "exercises"), int),
    "latest": DAYS,
}
_UNBOUND = ("", (), (), False, False, False)
_UNKNOWN = (0.0, 0.0, 0.0, 0.0, 0.0, 0, 0, pd.NaT)


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
    values = zip(*(behaviour[name].tolist() for name in BEHAVED), strict=True)
    behaved = dict(zip(zip(behaviour["a"], behaviour["b"], strict=True), values, strict=True))
    if among is not None:
        inside = set(among)
        behaved = {pair: each for pair, each in behaved.items() if inside.issuperset(pair)}
    rows = [
        (*pair, *bound.get(pair, _UNBOUND), *behaved.get(pair, _UNKNOWN)) for pair in sorted(bound.keys() | behaved)
    ]
    made = typed(rows, {"a": TEXT, "b": TEXT, **BOUND, **BEHAVED})
    net, gross, allies = (made[name].to_numpy() for name in ("net", "gross", "allies"))
    made.insert(2, "sign", pd.array(_signs(net, gross, allies, weighing).tolist(), dtype=TEXT))
    return made


def _bound(pairs: pd.DataFrame) -> dict[tuple[str, str], tuple[object, ...]]:
    """What each pair owes, in the order of BOUND."""
    by_pair: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in pairs.to_dict("records"):
        by_pair.setdefault((row["a"], row["b"]), []).append(row)
    made: dict[tuple[str, str], tuple[object, ...]] = {}
    for pair, treaties in by_pair.items():
        plain = [row for row in treaties if row["kinds"] and not row["contested"]]
        counted = plain or treaties
        owed = {kind for row in counted for kind in row["kinds"]}
        kinds = tuple(kind for kind in KINDS if kind in owed)
        made[pair] = (
            kinds[0] if kinds else "",
            kinds,
            tuple(row["alliance_id"] for row in treaties),
            any(row["asymmetric"] for row in counted),
            any(row["allies"] for row in plain),
            bool(kinds) and not plain,
        )
    return made


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
