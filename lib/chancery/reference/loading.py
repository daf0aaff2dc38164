"""Reading the reference library: every table once, checked as a whole, then typed."""

import contextlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from chancery import paths
from chancery.errors import ReferenceProblems
from chancery.reference.folders import analyst_folders
from chancery.reference.tables import Reference

if TYPE_CHECKING:
    from chancery.reference.kept import Keeper

Stamp = tuple[tuple[str, int, int, int], ...]
keeper: "Keeper | None" = None
"""Holds the libraries of own tables that were read before, where somebody keeps them (`warm.keeping`)."""


def load(data: Path | str | Sequence[Path | str] = ()) -> Reference:
    """The reference library: the shipped tables, with an analyst's own folders laid over them in order.

    data: one folder or several; those in ``CHANCERY_DATA`` (joined as in PATH) come first.
    Files that have not changed are not read twice. Raises ReferenceProblems listing every fault of every table.
    """
    folders = (paths.reference(), *analyst_folders(data))
    return _load(tuple(str(folder) for folder in folders), _stamp(folders))


def _stamp(folders: Sequence[Path]) -> Stamp:
    files = [file for folder in folders for file in sorted(folder.glob("*.csv"))]
    known = [(str(file), file.stat()) for file in files]
    return tuple((file, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size) for file, stat in known)


@lru_cache(maxsize=8)
def _load(folders: tuple[str, ...], stamp: Stamp) -> Reference:  # noqa: ARG001  the stamp tells changed files apart
    return _read(folders) if keeper is None or len(folders) == 1 else _kept(keeper, folders)


def _kept(keeper: "Keeper", folders: tuple[str, ...]) -> Reference:
    """The library of own tables that the keeper holds, else read now and given to it."""
    from chancery.reference import kept

    try:
        key = kept.key(folders)
    except OSError:
        return _read(folders)  # which says what is wrong
    place = keeper.place(key)
    if place:
        with contextlib.suppress(OSError, ValueError):
            return kept.taken_up(place)
    library = _read(folders)
    with contextlib.suppress(OSError):
        if kept.key(folders) == key:  # nobody wrote to the tables meanwhile
            keeper.keep(key, library)
    return library


def _read(folders: tuple[str, ...]) -> Reference:
    from chancery.reference.reading import read_library

    library = read_library([Path(folder) for folder in folders])
    if library.problems:
        raise ReferenceProblems(library.problems)
    frames: dict[str, pd.DataFrame] = library.frames()
    arguments: dict[str, Any] = {**frames, "overrides": tuple(library.overrides), "folders": folders}
    return Reference(**arguments)
