"""Reading one CSV file to the letter: its cells as text, and everything that is wrong with the file itself."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from chancery.errors import ReferenceDataError

BOM = b"\xef\xbb\xbf"
FORMULA = ("=", "+", "-", "@", "\t")


@dataclass
class Cells:
    """The cells of one file as text.

    rows: one list of cells for each data row, as wide as `header`; lines: the line each begins on (the header is 1).
    problems: what is wrong with the file; where the columns cannot be trusted, `rows` is empty.
    """

    table: str
    path: Path
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[ReferenceDataError] = field(default_factory=list)

    def add(self, line: int | None, problem: str, remedy: str) -> None:
        """Note a problem of the file, or of one of its rows."""
        where = str(self.path) if line is None else f"{self.path} row {line}"
        self.problems.append(ReferenceDataError(where, problem, remedy))


def read_cells(
    path: Path, table: str, columns: list[str], plain: frozenset[str], optional: tuple[str, ...] = ()
) -> Cells:
    """The cells of `path`, and the problems of the file.

    columns: those the file must have, in any order; optional: those it may have besides.
    plain: cells that may begin like a formula because a vocabulary says so, such as "+".
    """
    cells = Cells(table, path)
    text = _text(cells)
    if text is not None and _header_fits(cells, text, columns, optional):
        _read_rows(cells, text, plain)
    return cells


def _text(cells: Cells) -> str | None:
    try:
        raw = cells.path.read_bytes()
    except OSError as error:
        cells.add(None, error.strerror or "cannot be read", "check that the file is there and may be read")
        return None
    if raw.startswith(BOM):
        cells.add(
            None,
            "begins with a byte order mark",
            "save it as UTF-8 without BOM (in a spreadsheet: CSV UTF-8, then strip it)",
        )
        raw = raw[len(BOM) :]
    if not raw.strip():
        cells.add(None, "the file is empty", "write at least the header line, or delete the file")
        return None
    if b"\r" in raw:
        line = raw[: raw.index(b"\r")].count(b"\n") + 1
        cells.add(line, "line ends are not plain line feeds (CRLF or CR)", "save it with Unix line ends (LF)")
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\0" in raw:
        cells.add(raw[: raw.index(b"\0")].count(b"\n") + 1, "holds a NUL byte", "save it as plain UTF-8 text")
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        cells.add(
            line,
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            "save the file as UTF-8 (it may be Latin-1 or Windows-1252)",
        )
        return None


def _header_fits(cells: Cells, text: str, columns: list[str], optional: tuple[str, ...]) -> bool:
    cells.header = next(csv.reader(io.StringIO(text)), [])
    missing = [name for name in columns if name not in cells.header]
    extra = [name for name in cells.header if name not in columns and name not in optional]
    twice = sorted({name for name in cells.header if cells.header.count(name) > 1})
    if missing:
        cells.add(
            1,
            f"missing column{'s' * (len(missing) > 1)} {', '.join(missing)}",
            "add it to the header, and a cell to every row",
        )
    if extra:
        cells.add(
            1,
            f"unknown column{'s' * (len(extra) > 1)} {', '.join(map(repr, extra))}",
            f"remove it; the columns are {', '.join(columns)}",
        )
    if twice:
        cells.add(1, f"column {', '.join(twice)} stands twice in the header", "keep one of them")
    return not (missing or extra or twice)


def _read_rows(cells: Cells, text: str, plain: frozenset[str]) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    width = len(cells.header)
    before = 0
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if line == 1:
                continue
            if len(row) != width:
                what = f"has {len(row)} cells where the header has {width}" if row else "is blank"
                cells.add(line, f"the row {what}", 'put "quotes" around a cell with a comma in it; delete blank lines')
                continue
            _check_cells(cells, line, row, plain)
            cells.rows.append(row)
            cells.lines.append(line)
    except csv.Error as error:
        cells.add(before + 1, f"not valid CSV ({error})", 'close every opened "quote" and double quotes inside a cell')


def _check_cells(cells: Cells, line: int, row: list[str], plain: frozenset[str]) -> None:
    for name, cell in zip(cells.header, row, strict=True):
        if not cell:
            continue
        if cell[0] in FORMULA and cell not in plain:
            cells.add(
                line,
                f"{name} {cell[:60]!r} begins like a spreadsheet formula",
                "write the value itself, or reword the cell",
            )
        elif cell[0].isspace() or cell[-1].isspace():
            cells.add(line, f"{name} {cell[:60]!r} has spaces around it", "remove them")
