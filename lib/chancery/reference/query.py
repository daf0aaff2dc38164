"""SQL over all tables, shipped and imported, by DuckDB inside this process."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference.imported import imported_tables
from chancery.reference.loading import load


def sql(query: str, tables: Mapping[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """The answer to a query over the reference tables and the imported ones.

    tables: other frames to ask instead. Lists are DuckDB lists: `list_contains(participants, 'KOR')`.
    The connection reads no files and reaches no network. Raises ReferenceDataError with DuckDB's own words for a
    query that does not run.
    """
    asked = tables if tables is not None else {**load().tables, **imported_tables()}
    with duckdb.connect(":memory:") as connection:
        for name, frame in asked.items():
            connection.register(name, _plain(frame))
        connection.execute("SET enable_external_access = false")
        try:
            answer = connection.sql(query)
            return pd.DataFrame() if answer is None else pd.DataFrame(answer.df())
        except duckdb.Error as error:
            known = ", ".join(sorted(asked))
            raise ReferenceDataError("query", str(error).strip(), f"mend the query; the tables are {known}") from error


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with tuples as lists, which DuckDB reads as its own lists."""
    lists = [name for name in frame.columns if frame[name].dtype == object]
    made = frame.copy()
    for name in lists:
        made[name] = [list(cell) for cell in frame[name]]
    return made
