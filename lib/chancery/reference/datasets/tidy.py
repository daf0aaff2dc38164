"""What every importer returns, and how every importer reads its file."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from chancery.errors import ReferenceDataError

Mapping = dict[str, str]
LARGEST = 10**12  # no number of any of the datasets comes near it


@dataclass(frozen=True)
class Tidy:
    """A dataset as one tidy table.

    source_rows: rows in the file; the table has as many, unless `notes` says which were left out and why.
    notes: traps found in this very file and what was done about them, in words.
    """

    frame: pd.DataFrame
    source_rows: int
    notes: tuple[str, ...] = field(default=())


def table_of_text(path: Path, columns: Mapping, encoding: str = "utf-8", **options: Any) -> pd.DataFrame:
    """The columns of a CSV file as text, renamed: `columns` maps the file's names to ours.

    Raises ReferenceDataError for a file that is not the one meant, naming the columns it lacks.
    """
    try:
        text = decoded(path, encoding)
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, skipinitialspace=True, **options)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, OSError) as error:
        raise ReferenceDataError(
            str(path), f"cannot be read as CSV ({error})", "give the file as it was downloaded"
        ) from error
    frame.columns = [str(name).strip().strip("\ufeff") for name in frame.columns]
    made = wanted(frame, columns, path)
    if made.empty:
        raise ReferenceDataError(str(path), "holds no rows", "give the file as published")
    return made


def wanted(frame: pd.DataFrame, columns: Mapping, path: Path) -> pd.DataFrame:
    """The named columns under our names. Raises ReferenceDataError where one is missing."""
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ReferenceDataError(
            str(path),
            f"lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}",
            f"give the file with {', '.join(columns)}; this one has {', '.join(map(str, frame.columns[:12]))}",
        )
    return frame[list(columns)].rename(columns=columns)


def decoded(path: Path, encoding: str = "utf-8") -> str:
    """The text of a file; where it is not UTF-8, it is read as Windows Latin-1, which the old datasets use."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1" if encoding == "utf-8" else encoding)


def whole(column: "pd.Series[Any]", name: str, path: Path) -> "pd.Series[Any]":
    """Whole numbers, blank where blank; "2.0" counts as 2. Raises ReferenceDataError at the first that is none."""
    numbers = pd.to_numeric(column.replace("", None), errors="coerce")
    bad = numbers.isna() & (column.astype("str").str.strip() != "") & column.notna()
    bad |= numbers.notna() & ((numbers % 1 != 0) | (numbers.abs() > LARGEST))
    if bad.any():
        first = int(bad.to_numpy().argmax())
        raise ReferenceDataError(
            f"{path} row {first + 2}", f"{name} {column.iloc[first]!r} is no whole number", "give the file as published"
        )
    return numbers.astype("Int64")


def last_year(years: "pd.Series[Any]") -> str:
    """The latest year, for a note on where a record ends."""
    latest = years.max()
    return "an unknown year" if pd.isna(latest) else str(int(latest))


def flags(frame: pd.DataFrame, names: list[str], path: Path) -> pd.DataFrame:
    """Columns of 0 and 1 as truth values; a blank is not known. Raises ReferenceDataError for any other number."""
    made = {}
    for name in names:
        numbers = whole(frame[name], name, path)
        bad = numbers.notna() & ~numbers.isin([0, 1])
        if bad.any():
            first = int(bad.to_numpy(dtype=bool).argmax())
            raise ReferenceDataError(
                f"{path} row {first + 2}",
                f"{name} {frame[name].iloc[first]!r} is neither 0 nor 1",
                "give the file as published",
            )
        made[name] = numbers.astype("boolean")
    return frame.assign(**made)
