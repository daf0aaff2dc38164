"""All problems of one folder of tables, a whole copy or an analyst's few."""

from pathlib import Path

from chancery import paths
from chancery.errors import ReferenceDataError
from chancery.reference.folders import analyst_folders
from chancery.reference.reading import Library, read_library
from chancery.schemas import TABLES


def check_folder(folder: Path | None = None) -> Library:
    """The tables of a folder with all their problems.

    None: the shipped tables with the analyst's folders of ``CHANCERY_DATA`` over them. A folder with a data package
    or most of the tables is a whole copy and is checked alone; one with a few is checked laid over the shipped ones.
    """
    if folder is None:
        return read_library([paths.reference(), *analyst_folders()])
    if not folder.is_dir():
        raise ReferenceDataError(str(folder), "there is no such folder", "give the folder that holds the tables")
    files = {table.file for table in TABLES.values()}
    present = {path.name for path in folder.glob("*.csv")} & files
    whole = (folder / "datapackage.json").exists() or len(present) > len(files) // 2
    return read_library([folder] if whole else [paths.reference(), folder])
