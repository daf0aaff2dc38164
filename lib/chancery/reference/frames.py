"""From text cells to typed frames: lists, numbers, truth values, and reduced dates as intervals."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from chancery.schemas import Table
from chancery.schemas.columns import date_span
from chancery.schemas.dtypes import COUNT, TEXT

TRUE = frozenset({"1", "yes"})


def typed_frame(table: Table, cells: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The rows of a table with every column in its type.

    Lists become tuples, counts nullable integers, flags truth values; text stays text, blank where blank.
    A date column X keeps its words and gains X_first and X_last, the earliest and the latest day it can mean.
    key: the row's key; file, line: where it stands.
    """
    columns: dict[str, object] = {"key": pd.array(list(keys), dtype=TEXT)}
    for name, column in table.columns.items():
        kind = column.metadata["kind"]
        values = cells[name].tolist()
        if kind == "list":
            columns[name] = pd.Series([tuple(v.split(";")) if v else () for v in values], dtype=object)
        elif kind == "count":
            columns[name] = pd.array([int(v) if v else None for v in values], dtype=COUNT)
        elif kind == "flag":
            columns[name] = np.fromiter((v in TRUE for v in values), dtype=bool, count=len(values))
        else:
            columns[name] = pd.array(values, dtype=TEXT)
        if kind == "date":
            columns[f"{name}_first"], columns[f"{name}_last"] = _interval(values)
    columns["file"] = pd.array(cells["file"].tolist(), dtype=TEXT)
    columns["line"] = cells["line"].to_numpy(dtype="int64")
    return pd.DataFrame(columns)


def _interval(values: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Earliest and latest day of each cell; where a cell names several dates, of all of them together."""
    spans = [[s for part in value.split(";") if (s := date_span(part))] for value in values]
    first = [min(s[0] for s in parts) if parts else None for parts in spans]
    last = [max(s[1] for s in parts) if parts else None for parts in spans]
    return np.array(first, dtype="datetime64[us]"), np.array(last, dtype="datetime64[us]")
