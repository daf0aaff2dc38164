"""What is wrong with the rows: the schema of each table, keys within a table, keys between tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import pandera.errors

from chancery.errors import ReferenceDataError
from chancery.schemas import Table


def row_problems(table: Table, cells: pd.DataFrame, places: Sequence[str]) -> list[ReferenceDataError]:
    """Every cell and row that breaks the schema of its table.

    cells: the table's columns as text; places: where each row stands, as "file row N".
    """
    try:
        table.schema.validate(cells, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return [problem for error in errors.schema_errors for problem in _explained(error, cells, places)]
    return []


def key_problems(table: Table, cells: pd.DataFrame, places: Sequence[str]) -> list[ReferenceDataError]:
    """Rows whose key another row already has."""
    first: dict[str, str] = {}
    problems = []
    for key, place in zip(row_keys(table, cells), places, strict=True):
        if key in first:
            problems.append(
                ReferenceDataError(
                    place,
                    f"{' | '.join(table.key)} {key!r} already stands in row {first[key].rpartition(' ')[2]}",
                    "delete one of the two rows, or give it its own key",
                )
            )
        else:
            first[key] = place
    return problems


def row_keys(table: Table, cells: pd.DataFrame) -> list[str]:
    """The key of every row: its key columns joined by |."""
    return ["|".join(parts) for parts in zip(*(cells[name] for name in table.key), strict=True)]


def reference_problems(
    tables: Mapping[str, Table], cells: Mapping[str, pd.DataFrame], places: Mapping[str, Sequence[str]]
) -> list[ReferenceDataError]:
    """Values that should stand in another table and do not."""
    problems = []
    for name, table in tables.items():
        for column, (other, other_column) in table.references.items():
            if name not in cells or other not in cells:
                continue
            known = _known(cells[other][other_column], listed=other_column in tables[other].columns_of_kind("list"))
            listed = column in table.columns_of_kind("list")
            for cell, place in zip(cells[name][column], places[name], strict=True):
                unknown = [item for item in _items(cell, listed=listed) if item and item not in known]
                if unknown:
                    near = next((item for item in known if item.lower() == unknown[0].lower()), "")
                    problems.append(_dangling(place, column, unknown, f"{other_column} of {tables[other].file}", near))
    return problems


def _dangling(place: str, column: str, unknown: list[str], wanted: str, near: str) -> ReferenceDataError:
    meant = f" (did you mean {near}?)" if near else ""
    return ReferenceDataError(
        place,
        f"{column} {', '.join(map(repr, unknown))} is no {wanted}{meant}",
        "correct it, or add a row with that value there",
    )


def _explained(
    error: pandera.errors.SchemaError, cells: pd.DataFrame, places: Sequence[str]
) -> Iterable[ReferenceDataError]:
    check = error.check
    column = error.schema.name if error.schema.name in cells.columns else ""
    rows = sorted(set(error.failure_cases["index"].dropna().astype(int)))
    for row in rows:
        values: dict[str, str] = defaultdict(str, {name: repr(cells[name].iloc[row]) for name in cells.columns})
        if column:
            value = cells[column].iloc[row]
            problem = f"{column} {value!r} {check.error}" if value else f"{column} is blank"
            remedy = check.description if value else f"fill it in: {check.description}"
        else:
            problem, remedy = check.error.format_map(values), check.description
        yield ReferenceDataError(places[row], problem, remedy)


def _known(cells: Iterable[str], *, listed: bool) -> set[str]:
    return {item for cell in cells for item in _items(cell, listed=listed) if item}


def _items(cell: str, *, listed: bool) -> list[str]:
    return cell.split(";") if listed else [cell]
