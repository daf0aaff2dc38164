"""Reading all tables of one or more folders into cells, with every problem on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference import checking
from chancery.reference.files import Cells, read_cells
from chancery.reference.frames import typed_frame
from chancery.reference.tables import Override
from chancery.schemas import TABLES

SIGNS = frozenset({"+", "-"})


@dataclass
class Library:
    """All tables as text, and all problems found.

    cells, places, lines: by table; a place is "file row N".
    """

    cells: dict[str, pd.DataFrame] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)
    problems: list[ReferenceDataError] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Every table in its types."""
        return {
            name: typed_frame(TABLES[name], cells, checking.row_keys(TABLES[name], cells), self.lines[name])
            for name, cells in self.cells.items()
        }


def read_library(folders: Sequence[Path]) -> Library:
    """The tables of the first folder, with those of the others laid over them."""
    library = Library()
    for folder in folders:
        for table in TABLES.values():
            if (folder / table.file).exists():
                _take(library, read_cells(folder / table.file, table.name, list(table.columns), SIGNS))
    library.problems += checking.reference_problems(TABLES, library.cells, library.places)
    return library


def _take(library: Library, cells: Cells) -> None:
    table = TABLES[cells.table]
    library.problems += cells.problems
    if not cells.header or (cells.problems and not cells.rows):
        return
    columns = list(zip(*cells.rows, strict=True)) if cells.rows else [()] * len(cells.header)
    frame = pd.DataFrame(
        {name: pd.Series(column, dtype=object) for name, column in zip(cells.header, columns, strict=True)}
    )
    places = [f"{cells.path} row {line}" for line in cells.lines]
    library.problems += checking.row_problems(table, frame, places)
    library.problems += checking.key_problems(table, frame, places)
    library.cells[table.name], library.places[table.name], library.lines[table.name] = frame, places, cells.lines
