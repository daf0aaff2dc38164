"""Word lists in CSV: the shipped ones in `text/lexicon/`, and an analyst's rows laid over them.

An analyst adds a file of the same name in `DIR/lexicon/`, with DIR in CHANCERY_DATA (several are joined as in PATH);
those rows come first, so they win where two rows fit.
"""

import csv
import os
from functools import lru_cache
from pathlib import Path

from chancery.errors import ReferenceDataError

SHIPPED = Path(__file__).resolve().parent / "lexicon"


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one word list, an analyst's first.

    name: file name without `.csv`. Every row has the columns of the shipped file; extra columns are kept.
    Raises ReferenceDataError where a file lacks a column of the shipped one.
    """
    return _rows(name, os.environ.get("CHANCERY_DATA", ""))


@lru_cache(maxsize=64)
def _rows(name: str, layers: str) -> tuple[dict[str, str], ...]:
    shipped = _read(SHIPPED / f"{name}.csv", ())
    columns = tuple(shipped[0]) if shipped else ()
    added: list[dict[str, str]] = []
    for folder in filter(None, layers.split(os.pathsep)):
        path = Path(folder).expanduser() / "lexicon" / f"{name}.csv"
        if path.is_file():
            added += _read(path, columns)
    return (*added, *shipped)


def _read(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise ReferenceDataError(
                str(path), f"no column {', '.join(missing)}", f"give it the columns {', '.join(columns)}"
            )
        return [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]


def phrases(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, joined by `;`, in lower case.

    >>> phrases("Call;ask for")
    ('call', 'ask for')
    """
    return tuple(part.strip().lower() for part in cell.split(";") if part.strip())


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(word_set("to with"))
    ['to', 'with']
    """
    return frozenset(words.split())
