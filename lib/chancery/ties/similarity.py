"""How alike two states' alliances or votes are."""

import datetime as dt
from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from chancery.ties.obligations import COW_RANK, obligations

TOP = 3
"""The highest alliance code, and what a state is to itself."""


def alliance_portfolios(
    stays: pd.DataFrame, on: dt.date, among: Collection[str] | None = None, system: Collection[str] = ()
) -> pd.DataFrame:
    """Alliance codes between states on a day: 3 defence, 2 neutrality or non-aggression, 1 entente, 0 none.

    A square table, rows and columns the states with an alliance and those of `system`; 3 on the diagonal (Signorino and
    Ritter 1999, p. 119: a state is taken to be allied with itself). Of several treaties the heaviest counts; of an
    asymmetric one, what either side owes.
    """
    pairs = obligations(stays, on, among)
    pairs = pairs[pairs["kinds"].str.len() > 0]
    states = sorted(set(pairs["a"]) | set(pairs["b"]) | set(system))
    place = {state: number for number, state in enumerate(states)}
    values = np.diag(np.full(len(states), TOP))
    for a, b, kinds in zip(pairs["a"], pairs["b"], pairs["kinds"], strict=True):
        row, column = place[a], place[b]
        code = max(values[row, column], *(COW_RANK[kind] for kind in kinds))
        values[row, column] = values[column, row] = code
    return pd.DataFrame(values, index=states, columns=states)


def s_score(
    portfolios: pd.DataFrame, weights: Mapping[str, float] | None = None, top: int | None = TOP
) -> pd.DataFrame:
    """Signorino and Ritter's S for every pair of rows of a portfolio table: 1 alike, −1 as unlike as can be.

    S = 1 − 2 Σ w |x − y| / (top Σ w), with absolute distances over all columns, the two states' own included.
    weights: one for each column (capability shares, say); None weighs all alike. top: the largest distance two codes
    can have; None takes the range of the codes seen.
    Raises ValueError where the weights sum to nothing or the codes do not vary.
    """
    values = portfolios.to_numpy(dtype=float)
    weight = np.array([1.0 if weights is None else float(weights.get(str(name), 0.0)) for name in portfolios.columns])
    span = float(values.max() - values.min()) if top is None else float(top)
    if weight.sum() <= 0 or span <= 0:
        raise ValueError("S needs weights that sum to more than 0 and codes that differ")
    distance = np.array([np.abs(values - row) @ weight for row in values])
    return pd.DataFrame(1 - 2 * distance / (span * weight.sum()), index=portfolios.index, columns=portfolios.index)


def ideal_point_distance(points: pd.DataFrame, year: int, among: Collection[str] | None = None) -> pd.DataFrame:
    """Distance between states' ideal points in UN General Assembly votes of a year (Bailey et al. 2017), pair by pair.

    points: columns `code`, `year`, `ideal_point`. Columns returned: a, b, distance; empty for an absent year.
    """
    rows = points[(points["year"] == year) & points["ideal_point"].notna()].drop_duplicates("code")
    if among is not None:
        rows = rows[rows["code"].isin(set(among))]
    rows = rows.sort_values("code")
    names = rows["code"].to_numpy()
    values: npt.NDArray[np.float64] = rows["ideal_point"].to_numpy(dtype=float)
    first, second = np.triu_indices(len(names), k=1)
    return pd.DataFrame({"a": names[first], "b": names[second], "distance": np.abs(values[first] - values[second])})
