"""Reading the reference library: every table once, checked as a whole, then typed."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from chancery import paths
from chancery.errors import ReferenceProblems
from chancery.reference.folders import analyst_folders
from chancery.reference.tables import Reference

Stamp = tuple[tuple[str, int, int], ...]


def load(data: Path | str | Sequence[Path | str] = ()) -> Reference:
    """The reference library: the shipped tables, with an analyst's own folders laid over them in order.

    data: one folder or several; those in ``CHANCERY_DATA`` (joined as in PATH) come first.
    Files that have not changed are not read twice. Raises ReferenceProblems listing every fault of every table.
    """
    folders = (paths.reference(), *analyst_folders(data))
    return _load(tuple(str(folder) for folder in folders), _stamp(folders))


def _stamp(folders: Sequence[Path]) -> Stamp:
    files = [file for folder in folders for file in sorted(folder.glob("*.csv"))]
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)


@lru_cache(maxsize=8)
def _load(folders: tuple[str, ...], stamp: Stamp) -> Reference:  # noqa: ARG001  the stamp tells changed files apart
    # The schemas bring pandera, which costs half a second to import: not before a table is wanted.
    from chancery.reference.reading import read_library

    library = read_library([Path(folder) for folder in folders])
    if library.problems:
        raise ReferenceProblems(library.problems)
    frames: dict[str, pd.DataFrame] = library.frames()
    arguments: dict[str, Any] = {**frames, "overrides": tuple(library.overrides), "folders": folders}
    return Reference(**arguments)
