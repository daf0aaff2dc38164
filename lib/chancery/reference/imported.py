"""Tables imported from official datasets, where there are any."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from chancery.reference.folders import imported_files

if TYPE_CHECKING:
    from chancery.reference.datasets.store import Provenance


def imported_tables() -> dict[str, pd.DataFrame]:
    """Every imported table by name; empty where nothing was imported."""
    return {path.stem: _read(str(path), path.stat().st_mtime_ns) for path in imported_files()}


def imported_provenance() -> dict[str, "Provenance"]:
    """What every imported table rests on, by name: for the page, which says that it used them."""
    files = imported_files()
    if not files:
        return {}
    from chancery.reference.datasets import store  # PyArrow's reader: only where there is something to read

    return {path.stem: store.provenance(path) for path in files}


@lru_cache(maxsize=16)
def _read(path: str, stamp: int) -> pd.DataFrame:  # noqa: ARG001  the stamp tells changed files apart
    from chancery.reference.datasets import store

    return store.frame(Path(path))
