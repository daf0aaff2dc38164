"""Tables imported from official datasets, where there are any."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from chancery.reference.datasets import store


def imported_tables() -> dict[str, pd.DataFrame]:
    """Every imported table by name; empty where nothing was imported."""
    return {name: _read(str(path), path.stat().st_mtime_ns) for name, path in store.saved()}


def imported_provenance() -> dict[str, store.Provenance]:
    """What every imported table rests on, by name: for the page, which says that it used them."""
    return {name: store.provenance(path) for name, path in store.saved()}


@lru_cache(maxsize=16)
def _read(path: str, stamp: int) -> pd.DataFrame:  # noqa: ARG001  the stamp tells changed files apart
    return store.frame(Path(path))
