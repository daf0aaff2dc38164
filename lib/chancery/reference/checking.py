"""What is wrong with the rows: the schema of each table, keys within a table, keys between tables."""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.schemas import Table

if TYPE_CHECKING:
    from pandera.errors import SchemaError

FILL = "fill it in"


def place(file: str, line: int) -> str:
    """Where a row stands, as a person would look it up; rows are counted as lines, the header is row 1."""
    return f"{file} row {line}"


def row_keys(table: Table, cells: pd.DataFrame) -> list[str]:
    """The key of every row: its key columns joined by |."""
    return ["|".join(parts) for parts in zip(*(cells[name] for name in table.key), strict=True)]


def row_problems(table: Table, cells: pd.DataFrame) -> list[ReferenceDataError]:
    """Every cell and row that breaks the schema of its table, in the order of the rows.

    cells: the table's columns as text, with `file` and `line`.
    """
    own = cells[list(table.columns)]
    if table.is_sound(own):
        return []
    import pandera.errors

    try:
        table.schema.validate(own, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        found = [problem for error in errors.schema_errors for problem in _explained(error, cells)]
        return [problem for _, problem in sorted(found, key=itemgetter(0))]
    return []


def key_problems(table: Table, cells: pd.DataFrame) -> list[ReferenceDataError]:
    """Rows whose key another row of the same file already has."""
    first: dict[str, int] = {}
    problems = []
    for key, file, line in zip(row_keys(table, cells), cells["file"], cells["line"], strict=True):
        if first.setdefault(key, line) != line:
            what = f"{' | '.join(table.key)} {key!r} already stands in row {first[key]}"
            remedy = "delete one of the two rows, or give it its own key"
            problems.append(ReferenceDataError(place(file, line), what, remedy))
    return problems


def reference_problems(tables: Mapping[str, Table], cells: Mapping[str, pd.DataFrame]) -> list[ReferenceDataError]:
    """Values that should stand in another table and do not."""
    problems = []
    for name, table in tables.items():
        for column, (other, other_column) in table.references.items():
            if name not in cells or other not in cells:
                continue
            known = _known(cells[other][other_column], listed=other_column in tables[other].columns_of_kind("list"))
            listed = column in table.columns_of_kind("list")
            frame = cells[name]
            for cell, file, line in zip(frame[column], frame["file"], frame["line"], strict=True):
                unknown = [item for item in _items(cell, listed=listed) if item and item not in known]
                if unknown:
                    near = next((item for item in known if item.lower() == unknown[0].lower()), "")
                    meant = f" (did you mean {near}?)" if near else ""
                    problem = (
                        f"{column} {', '.join(map(repr, unknown))} is no {other_column} of {tables[other].file}{meant}"
                    )
                    remedy = f"correct it, or add a row to {tables[other].file} first"
                    problems.append(ReferenceDataError(place(file, line), problem, remedy))
    return problems


def _explained(error: "SchemaError", cells: pd.DataFrame) -> list[tuple[int, ReferenceDataError]]:
    check, found = error.check, []
    column = error.schema.name if error.schema.name in cells.columns else ""
    for row in sorted(set(error.failure_cases["index"].dropna().astype(int))):
        record = cells.iloc[row]
        if column and not record[column]:
            means = "" if check.description == FILL else f": {check.description}"
            problem, remedy = f"{column} is blank", f"{FILL}{means}"
        elif column:
            problem, remedy = f"{column} {record[column]!r} {check.error}", check.description
        else:
            problem, remedy = check.error.format_map(record.to_dict()), check.description
        found.append((row, ReferenceDataError(place(record["file"], record["line"]), problem, remedy)))
    return found


def _known(cells: Iterable[str], *, listed: bool) -> set[str]:
    return {item for cell in cells for item in _items(cell, listed=listed) if item}


def _items(cell: str, *, listed: bool) -> list[str]:
    return cell.split(";") if listed else [cell]
