"""Where tables lie, without reading any: the analyst's own folders, and what was imported from official datasets."""

import os
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from chancery.errors import ReferenceDataError


def analyst_folders(data: Path | str | Sequence[Path | str] = ()) -> tuple[Path, ...]:
    """The folders of an analyst's own tables: those of ``CHANCERY_DATA``, then those given.

    Raises ReferenceDataError for a folder that is not there.
    """
    given = [data] if isinstance(data, (str, Path)) else list(data)
    named = [part for part in os.environ.get("CHANCERY_DATA", "").split(os.pathsep) if part]
    folders = tuple(Path(part).expanduser() for part in (*named, *given))
    for folder in folders:
        if not folder.is_dir():
            raise ReferenceDataError(str(folder), "there is no such folder", "check --data and CHANCERY_DATA")
    return folders


def datasets_folder() -> Path:
    """The folder of imported tables and downloads: ``CHANCERY_CACHE``, else the platform's place for user data."""
    named = os.environ.get("CHANCERY_CACHE")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("chancery", appauthor=False))


def imported_files() -> list[Path]:
    """The file of every imported table, by name; empty where nothing was imported."""
    return sorted((datasets_folder() / IMPORTED).glob("*.parquet"))


IMPORTED = "imported"
