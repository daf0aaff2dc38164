"""What a report is made from, as one key: the same key, the same report.

Every file is read once for a whole batch, by its bytes; Pandas and the rules are not needed for it.
"""

import datetime as dt
import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from chancery import article, paths, provenance, record, reference, shelf
from chancery.article.judgments import SUFFIX as JUDGMENTS
from chancery.batch.manifest import Order
from chancery.errors import ReportRecordError
from chancery.parameters import Parameters
from chancery.warm import place, watched

AUTO = "auto"
FILES = (*provenance.FILES, "previous")  # parameters that name files: told by what these hold


class Inputs:
    """The inputs of a batch's reports, read as they were when first asked for."""

    def __init__(self) -> None:
        self._digest = cache(provenance.digest)
        self._tables = cache(_tables)
        self._lists = cache(provenance.list_digests)
        self._house = cache(house)

    def key(self, order: Order) -> str:
        """What a report is made from, the briefing before apart.

        Raises ChanceryError for an article or a folder of tables that is not there.
        """
        if order.fault is not None:
            raise order.fault
        parameters = order.task.parameters
        file = article.find(parameters.article)
        return _digest_of(
            {
                "house": self._house(),
                "article": (file.name, self._digest(file)),
                "judgments": self._digest(file.with_name(f"{file.stem}{JUDGMENTS}")),
                "tables": self._tables(parameters.data),
                "lists": (Path(parameters.lexicon).name, self._lists(parameters.lexicon, parameters.data)),
                "notebook": (order.task.notebook.name, self._digest(order.task.notebook)),
                "parameters": {name: v for name, v in parameters.as_literals().items() if name not in FILES},
                "code": order.task.show_code,
                "keeps": order.task.keep_notebook,
            }
        )

    @staticmethod
    def whole(key: str, order: Order) -> str:
        """A key with the briefing before, as the shelf stands now. Raises ReportRecordError where it is not there."""
        return _digest_of([key, _previous(order.task.parameters, order)])


def house() -> dict[str, Any]:
    """What every report is made with: the library's files, the lock, the installed packages, the interpreter."""
    own = (path for path in sorted(watched.stamp()) if Path(path).is_relative_to(paths.PACKAGE))
    return {
        "library": _digest_of([(os.path.relpath(path, paths.PACKAGE), provenance.digest(Path(path))) for path in own]),
        "lock": provenance.digest(paths.CHECKOUT / "requirements.lock"),
        "packages": _digest_of(sorted({name for names in place.packages().values() for name in names})),
        "python": sys.version,
        "made": provenance.made(os.environ),
    }


def _tables(data: str) -> dict[str, Any]:
    """Every table that may be read: the shipped ones, the analyst's own, the imported."""
    folders = (paths.reference(), *reference.analyst_folders(data or ()))
    imported = {path.name: provenance.digest(path) for path in reference.imported_files()}
    return {"tables": provenance.table_digests(folders), "imported": imported}


def _previous(parameters: Parameters, order: Order) -> list[str]:
    """Name and digest of the record that the report tells changes against.

    With `auto` it is found by what the report's own record says of itself: empty where there is none yet.
    """
    if not parameters.previous:
        return []
    if parameters.previous != AUTO:
        found: Path | None = shelf.record_path(parameters.previous, order.folder)
    else:
        try:
            own = record.read(order.page.with_suffix(".json"))
        except ReportRecordError:
            return []
        theatre, focus = (part.code if part else "" for part in (own.theatre, own.focus))
        found = shelf.predecessor(order.folder, theatre, focus, dt.date.fromisoformat(own.as_of))
    return [found.name, provenance.digest(found)] if found else []


def _digest_of(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
