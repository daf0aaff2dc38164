"""Reading all tables of one or more folders into cells, with every problem on the way."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference import checking
from chancery.reference.files import Cells, read_cells
from chancery.reference.frames import typed_frame
from chancery.reference.layers import WITHDRAW, laid_over
from chancery.reference.tables import Override
from chancery.schemas import TABLES, Table

SIGNS = frozenset({"+", "-"})


@dataclass
class Library:
    """All tables as text, and all problems found.

    cells: by table, as the files have them, with two columns more: `file` and `line`, where each row stands.
    """

    cells: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[ReferenceDataError] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Every table in its types."""
        return {
            name: typed_frame(TABLES[name], cells, checking.row_keys(TABLES[name], cells))
            for name, cells in self.cells.items()
        }


def read_library(folders: Sequence[Path]) -> Library:
    """The tables of the first folder, with those of the others laid over them.

    The first folder must hold every table; the others hold what they change.
    """
    library = Library()
    for number, folder in enumerate(folders):
        library.problems += _folder_problems(folder, whole=number == 0)
        for table in TABLES.values():
            path = folder / table.file
            if path.exists():
                optional = () if number == 0 else (WITHDRAW,)
                cells = read_cells(path, table.name, list(table.columns), SIGNS, optional)
                _take(library, table, cells, first=number == 0)
    library.problems += checking.reference_problems(TABLES, library.cells)
    return library


def _folder_problems(folder: Path, *, whole: bool) -> list[ReferenceDataError]:
    files = {table.file for table in TABLES.values()}
    found = {path.name for path in folder.glob("*.csv")}
    problems = [
        ReferenceDataError(
            str(folder / name), "the table is missing", "restore the file, with at least its header line"
        )
        for name in sorted(files - found)
        if whole
    ]
    for name in sorted(found - files):
        near = difflib.get_close_matches(name, files, n=1)
        remedy = f"rename it to {near[0]}" if near else f"name it after a table: {', '.join(sorted(files))}"
        problems.append(ReferenceDataError(str(folder / name), "no table has this name", remedy))
    if not whole and not any(folder.rglob("*.csv")):  # a folder may hold word lists alone
        problems.append(
            ReferenceDataError(str(folder), "holds no table", "put CSV files named as the shipped ones in it")
        )
    return problems


def _take(library: Library, table: Table, cells: Cells, *, first: bool) -> None:
    library.problems += cells.problems
    if not cells.header or (cells.problems and not cells.rows):
        return
    frame = _frame(cells)
    library.problems += checking.key_problems(table, frame)
    withdrawn = frame[WITHDRAW] != "" if WITHDRAW in frame else pd.Series(data=False, index=frame.index)
    library.problems += checking.row_problems(table, frame[~withdrawn].reset_index(drop=True))
    if first or table.name not in library.cells:
        library.cells[table.name] = frame
    else:
        merged = laid_over(table, library.cells[table.name], frame)
        library.cells[table.name] = merged.cells
        library.overrides += merged.overrides
        library.problems += merged.problems


def _frame(cells: Cells) -> pd.DataFrame:
    block = np.empty((len(cells.rows), len(cells.header)), dtype=object)
    if cells.rows:
        block[:] = cells.rows
    frame = pd.DataFrame(block, columns=cells.header, dtype=object)
    frame["file"] = pd.Series([str(cells.path)] * len(frame), dtype=object)
    frame["line"] = np.array(cells.lines, dtype="int64")
    return frame
