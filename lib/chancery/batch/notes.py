"""What a batch has done, noted beside the reports: `.batch/NAME.json` says from what a report was made."""

import hashlib
import json
from pathlib import Path
from typing import Any

from chancery import files
from chancery.batch.manifest import Order

FOLDER = ".batch"


def note(order: Order, key: str, made: list[Path]) -> None:
    """Note that a report was made from inputs of this key. Raises OSError where that cannot be written."""
    held = {"key": key, "files": {path.name: _facts(path) for path in made}}
    files.replaced(_path(order), json.dumps(held, indent=1, sort_keys=True) + "\n")


def noted(order: Order) -> str:
    """The key of what a report was made from; "" where it is not known, or a file of it is gone or was changed."""
    try:
        held: dict[str, Any] = json.loads(_path(order).read_text("utf-8"))
        whole = all(_unchanged(order.folder / name, facts) for name, facts in held["files"].items())
        return str(held["key"]) if whole else ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def _path(order: Order) -> Path:
    return order.folder / FOLDER / f"{order.name}.json"


def _facts(path: Path) -> dict[str, Any]:
    known = path.stat()
    return {
        "size": known.st_size,
        "changed": known.st_mtime_ns,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def _unchanged(path: Path, facts: dict[str, Any]) -> bool:
    """By size and time, or where these differ by what it holds: copying a folder changes no report."""
    known = path.stat()
    same = (known.st_size, known.st_mtime_ns) == (facts["size"], facts["changed"])
    return same or (known.st_size == facts["size"] and _facts(path)["sha256"] == facts["sha256"])
