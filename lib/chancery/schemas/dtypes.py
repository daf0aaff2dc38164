"""The types that columns have in frames, and frames made of plain rows in those types.

Texts are Python's own: tables of a few hundred rows are taken apart row by row, which Arrow's text makes slow.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

TEXT = pd.StringDtype("python", na_value=np.nan)  # looking a dtype up by its name costs more than filling a column
COUNT = pd.Int64Dtype()
DAYS = "datetime64[s]"


def typed(rows: Sequence[Sequence[object]], dtypes: Mapping[str, Any]) -> pd.DataFrame:
    """A frame of rows that hold their values in the order of the columns.

    dtypes: every column's name and type; `object` keeps the values as they are.
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(dtypes)
    return pd.DataFrame(
        {name: _column(values, dtype) for (name, dtype), values in zip(dtypes.items(), columns, strict=True)}
    )


def typed_records(rows: Sequence[Mapping[str, object]], dtypes: Mapping[str, Any]) -> pd.DataFrame:
    """`typed` of rows that name their values."""
    return typed([[row[name] for name in dtypes] for row in rows], dtypes)


def _column(values: Sequence[object], dtype: Any) -> Any:
    if dtype is object:
        return pd.Series(values, dtype=object)
    return pd.array(list(values), dtype=dtype) if dtype in (TEXT, COUNT, DAYS) else np.array(values, dtype=dtype)
