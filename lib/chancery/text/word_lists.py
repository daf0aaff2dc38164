"""Word lists in CSV: the shipped ones in `text/lexicon/`, and an analyst's rows laid over them.

An analyst's rows stand in files of the same name: in `DIR/lexicon/`, with DIR in CHANCERY_DATA (several are joined as
in PATH; the later wins), or in the folders that a reading is `laid_over`. They come first, so they win where two fit.
"""

import csv
import math
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import TypeVar

from chancery import paths
from chancery.errors import ReferenceDataError

SHIPPED = Path(__file__).resolve().parent / paths.LEXICON
TABLES = ("actors", "officeholders", "exercises")
"""Tables of an analyst whose names the rules read."""
KEPT = 8  # sets of layers that stay in memory
# Rules take these words in when they are imported.
CLOSED = frozenset({"given_names", "group_nouns", "later_states", "organisation_words", "titles"})
# Columns whose entries the rules know by name.
KNOWN = {"intensity": ("category",), "cue_verbs": ("kind", "stance"), "event_operators": ("kind", "operator")}

Row = dict[str, str]
Files = tuple[tuple[str, int, int], ...]  # path, time and size
Made = TypeVar("Made")


class Rows(tuple[Row, ...]):
    """The rows of a list; two are the same only if they are one object, so that they can be kept by."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(frozen=True, eq=False)
class Layers:
    """An analyst's files as they stood when they were asked for, the strongest first.

    lists: word lists. tables: actors, office-holders and exercises.
    """

    lists: Files = ()
    tables: Files = ()


_LAID: ContextVar[Layers | None] = ContextVar("chancery_word_lists", default=None)


def layers_of(lists: Iterable[Path], tables: Iterable[Path] = ()) -> Layers:
    """The layers of some folders, the last the strongest; one object as long as no file changes.

    lists: folders of word lists. tables: folders of tables.
    Raises ReferenceDataError for a list that is broken, or that no rule would read.
    """
    return _kept(
        tuple(_file(path) for folder in reversed(list(lists)) for path in files(folder)),
        tuple(
            _file(folder / f"{name}.csv")
            for folder in reversed(list(tables))
            for name in TABLES
            if (folder / f"{name}.csv").is_file()
        ),
    )


@contextmanager
def laid_over(own: Layers) -> Iterator[None]:
    """Within it, rules read the shipped lists with these layers over them, and no others."""
    token = _LAID.set(own)
    try:
        yield
    finally:
        _LAID.reset(token)


def layers() -> Layers:
    """The layers that rules read here and now: those laid over, else the folders of CHANCERY_DATA."""
    return _LAID.get() or _named(os.environ.get("CHANCERY_DATA", ""))


def rows(name: str) -> Rows:
    """The rows of one word list, an analyst's first.

    name: file name without `.csv`. Every row has the columns of the shipped file; extra columns are kept.
    Raises ReferenceDataError where a file lacks a column of the shipped one.
    """
    return _rows(name, layers())


@cache
def shipped(name: str) -> Rows:
    """The rows of a shipped list alone."""
    return Rows(_read(SHIPPED / f"{name}.csv", ()))


def derived(*names: str) -> Callable[[Callable[..., Made]], Callable[[], Made]]:
    """What is made of the rows of some lists: made once for the same rows, and the same whoever asks.

    >>> @derived("later_states")
    ... def codes(rows: Rows) -> list[str]:
    ...     return [row["code"] for row in rows]
    >>> codes(), codes() is codes()
    (['SSD'], True)
    """

    def of(make: Callable[..., Made]) -> Callable[[], Made]:
        made_of = lru_cache(maxsize=KEPT)(make)

        @lru_cache(maxsize=KEPT)
        def kept(over: Layers) -> Made:
            return made_of(*(_rows(name, over) for name in names))

        @wraps(make)
        def made() -> Made:
            return kept(layers())

        return made

    return of


def files(folder: Path) -> list[Path]:
    """The word lists of a folder, by name."""
    return sorted(folder.glob("*.csv"))


@lru_cache(maxsize=KEPT)
def _named(environment: str) -> Layers:
    """The layers of a CHANCERY_DATA."""
    folders = [Path(part).expanduser() for part in environment.split(os.pathsep) if part]
    return layers_of([folder / paths.LEXICON for folder in folders], folders)


@lru_cache(maxsize=KEPT)
def _kept(lists: Files, tables: Files) -> Layers:
    for path, _, _ in lists:
        _check(Path(path))
    return Layers(lists, tables)


def _file(path: Path) -> tuple[str, int, int]:
    facts = path.stat()
    return str(path), facts.st_mtime_ns, facts.st_size


@lru_cache(maxsize=KEPT * 16)
def _rows(name: str, over: Layers) -> Rows:
    own = tuple(file for file in over.lists if Path(file[0]).stem == name)
    return _laid(name, own) if own else shipped(name)


@lru_cache(maxsize=KEPT * 4)
def _laid(name: str, own: Files) -> Rows:
    ours = shipped(name)
    return Rows([*(row for path, _, _ in own for row in _read(Path(path), tuple(ours[0]))), *ours])


def _read(path: Path, columns: tuple[str, ...]) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise ReferenceDataError(
                    str(path), f"no column {', '.join(missing)}", f"give it the columns {', '.join(columns)}"
                )
            return [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReferenceDataError(str(path), f"is no CSV file in UTF-8 ({error})", "save it as CSV, UTF-8") from error


def _check(path: Path) -> None:
    """Refuse a list that no rule would read, and a cell that a rule could make nothing of."""
    name = path.stem
    known = sorted({each.stem for each in files(SHIPPED)} - CLOSED)
    if name not in known:
        problem = "takes no rows of your own" if name in CLOSED else "is no word list"
        raise ReferenceDataError(str(path), problem, f"those that take rows: {', '.join(known)}")
    ours = shipped(name)
    numbers = [column for column in ours[0] if all(_is_number(row[column]) for row in ours)]
    choices = {column: {row[column] for row in ours} for column in KNOWN.get(name, ())}
    for line, row in enumerate(_read(path, tuple(ours[0])), 2):
        for column in numbers:
            if not _is_number(row[column]):
                raise ReferenceDataError(
                    f"{path} row {line}", f"{column} “{row[column]}” is no number", "write it like 4 or -1.5"
                )
        for column, allowed in choices.items():
            if row[column] not in allowed:
                raise ReferenceDataError(
                    f"{path} row {line}", f"{column} “{row[column]}” is not known", f"use {', '.join(sorted(allowed))}"
                )


def _is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


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
