"""Rows as findings cite them, and the partner in a pair."""

from collections.abc import Iterable

import pandas as pd

from chancery.evidence import Row, Table
from chancery.reference import Reference
from chancery.ties.view import View


def rows_of(reference: Reference, table: str, keys: Iterable[str]) -> tuple[Row, ...]:
    """The citations of rows, in the order given, each once; a key that is not there is left out."""
    there = set(reference.tables[table]["key"])
    return tuple(reference.row(table, key) for key in dict.fromkeys(keys) if key in there)


def act_rows(reference: Reference, keys: Iterable[str]) -> tuple[Row, ...]:
    """The citations of acts, whether they stand in `ties` or in `exercises`."""
    wanted = list(dict.fromkeys(keys))
    return rows_of(reference, "ties", wanted) + rows_of(reference, "exercises", wanted)


def with_partner(known: pd.DataFrame, focus: str) -> pd.DataFrame:
    """The pairs that one state is part of, with the other state under `partner`."""
    own = known[(known["a"] == focus) | (known["b"] == focus)]
    return own.assign(partner=own["b"].where(own["a"] == focus, own["a"]))


def asked(view: View, table: str) -> tuple[Table, ...]:
    """The table that was asked and held nothing."""
    return (Table(table, len(view.tables[table])),)


def plain(title: str) -> str:
    """A treaty's name as it stands after "the"."""
    return title.removeprefix("the ").removeprefix("The ")
