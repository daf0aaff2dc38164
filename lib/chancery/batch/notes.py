"""Reports filed in folders, and what each was made from, noted beside it in `.batch/NAME.json`."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chancery import files, runner
from chancery.batch.manifest import Order
from chancery.errors import ChanceryError
from chancery.rendition import CellError, Rendition

FOLDER = ".batch"


class Folders:
    """The folders of this machine, as `chancery render` leaves them."""

    @staticmethod
    def noted(order: Order) -> str:
        """The key of what a report was made from; "" where it is not known, or a file of it is gone or was changed."""
        try:
            held: dict[str, Any] = json.loads(_path(order).read_text("utf-8"))
            whole = all(_unchanged(order.folder / name, facts) for name, facts in held["files"].items())
            return str(held["key"]) if whole else ""
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return ""

    @staticmethod
    def filed(order: Order, made: Rendition, key: Callable[[], str]) -> str:
        """The page of a report filed and noted; key: told once it is filed. Raises RenderError where it cannot be."""
        with runner.workshop(order.folder, order.name) as shop:
            kept = runner.filed(made, order.folder, shop)
            held = {"key": key(), "files": {path.name: _facts(path) for path in kept.files}}
            files.replaced(_path(order), json.dumps(held, indent=1, sort_keys=True) + "\n")
        return str(kept.page)

    @staticmethod
    def failed(order: Order, error: ChanceryError) -> None:
        """Keep the notebook of a failing cell. Raises RenderError where it cannot be written."""
        if isinstance(error, CellError):
            with runner.workshop(order.folder, order.name) as shop:
                runner.filed_failure(error, order.name, order.folder, shop)


def _path(order: Order) -> Path:
    return order.folder / FOLDER / f"{order.name}.json"


def _facts(path: Path) -> dict[str, Any]:
    known = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"size": known.st_size, "changed": known.st_mtime_ns, "sha256": digest}


def _unchanged(path: Path, facts: dict[str, Any]) -> bool:
    """By size and time, or where these differ by what it holds: copying a folder changes no report."""
    known = path.stat()
    same = (known.st_size, known.st_mtime_ns) == (facts["size"], facts["changed"])
    return same or (known.st_size == facts["size"] and _facts(path)["sha256"] == facts["sha256"])
