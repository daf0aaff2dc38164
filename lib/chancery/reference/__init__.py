"""The reference library: sourced tables of treaties, ties, exercises, statements, events, offices.

`load` is the one reader of ``data/reference``; every row keeps its source, and `Reference.row` cites it.
`sql` asks all tables, those imported from official datasets included; `treaty_codings` lays codings side by side.
"""

from typing import TYPE_CHECKING, Any

from chancery.reference.folders import analyst_folders, datasets_folder, imported_files
from chancery.reference.lexicons import SHIPPED_ALONE, lexicon_folders, lexicon_place, lexicons

if TYPE_CHECKING:
    from chancery.reference.codings import pacts_in_force, speaker_codings, state_numbers, treaty_codings
    from chancery.reference.imported import imported_provenance, imported_tables
    from chancery.reference.loading import load
    from chancery.reference.query import sql
    from chancery.reference.tables import Override, Reference

_LATER = {
    "Override": "tables",
    "Reference": "tables",
    "imported_provenance": "imported",
    "imported_tables": "imported",
    "load": "loading",
    "pacts_in_force": "codings",
    "speaker_codings": "codings",
    "state_numbers": "codings",
    "sql": "query",
    "treaty_codings": "codings",
}

__all__ = [
    "SHIPPED_ALONE",
    "Override",
    "Reference",
    "analyst_folders",
    "datasets_folder",
    "imported_files",
    "imported_provenance",
    "imported_tables",
    "lexicon_folders",
    "lexicon_place",
    "lexicons",
    "load",
    "pacts_in_force",
    "speaker_codings",
    "sql",
    "state_numbers",
    "treaty_codings",
]


def __getattr__(name: str) -> Any:
    """What is slow to import, Pandas, DuckDB, PyArrow, openpyxl, is imported when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
