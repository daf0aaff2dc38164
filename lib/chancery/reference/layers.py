"""An analyst's own rows over the shipped ones: added, corrected or withdrawn by key.

A file of the same name and columns is enough. A row whose key is new is added; one whose key we have replaces
ours whole; one with `yes` in the extra column `withdraw` takes ours out, and needs no other cell but the key.
"""

import itertools
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference.checking import place, row_keys
from chancery.reference.tables import Override
from chancery.schemas import Table

WITHDRAW = "withdraw"


@dataclass
class Merged:
    """A table with another laid over it, and what that changed."""

    cells: pd.DataFrame
    overrides: list[Override] = field(default_factory=list)
    problems: list[ReferenceDataError] = field(default_factory=list)


def laid_over(table: Table, below: pd.DataFrame, above: pd.DataFrame) -> Merged:
    """The rows of `below` with those of `above` laid over them by key.

    A corrected row keeps its place; added rows follow in the order of their file.
    """
    columns = [*table.columns, "file", "line"]
    rows: dict[str, Any] = dict(zip(row_keys(table, below), below[columns].to_numpy(dtype=object), strict=True))
    merged = Merged(below)
    marks = above[WITHDRAW] if WITHDRAW in above else itertools.repeat("", len(above))
    for key, mark, new in zip(row_keys(table, above), marks, above[columns].to_numpy(dtype=object), strict=True):
        where = place(*new[-2:])
        if mark and mark not in ("yes", "no"):
            merged.problems.append(
                ReferenceDataError(where, f"withdraw {mark!r} is not yes", "write yes, or leave it blank")
            )
        elif mark == "yes":
            _withdraw(merged, table, rows, key, where)
        else:
            old = rows.get(key)
            if old is None or list(old[:-2]) != list(new[:-2]):  # file and line apart; the same words change nothing
                rows[key] = new
                merged.overrides.append(_override(table, key, old, new, where))
    merged.cells = pd.DataFrame(list(rows.values()), columns=columns, dtype=object)
    return merged


def _withdraw(merged: Merged, table: Table, rows: dict[str, Any], key: str, where: str) -> None:
    if rows.pop(key, None) is None:
        remedy = f"give the {' and '.join(table.key)} of a shipped row, or delete this one"
        merged.problems.append(ReferenceDataError(where, f"withdraws {key!r}, which no row has", remedy))
        return
    merged.overrides.append(Override(table.name, key, "withdrawn", where))


def _override(table: Table, key: str, old: Any, new: Any, where: str) -> Override:
    if old is None:
        return Override(table.name, key, "added", where)
    pairs = zip(table.columns, old, new, strict=False)
    return Override(table.name, key, "corrected", where, tuple(name for name, was, now in pairs if was != now))
