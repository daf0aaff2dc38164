"""Two versions of an input, and what lies between them in a line: rows by key, packages by version, cells by number."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from chancery.schemas import TABLES
from chancery.words import counted

SHOWN = 6  # rows, packages or cells named; the rest are counted
ANOTHER = "another than the page was made from"
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==(\S+)", re.MULTILINE)


def row_changes(table: str, old: bytes, new: bytes) -> str:
    """The rows of a table that came, went or changed, by key, with the columns that changed.

    table: name of the file without its suffix. A table of no schema is compared by whole rows, unnamed.
    """
    was, is_now = _rows(table, old), _rows(table, new)
    changed = [
        f"{key} ({', '.join(name for name in {**was[key], **row} if was[key].get(name) != row.get(name))})"
        for key, row in is_now.items()
        if key in was and was[key] != row
    ]
    said = {
        "changed": changed,
        "added": [key for key in is_now if key not in was],
        "gone": [key for key in was if key not in is_now],
    }
    return _told(said, "row") or "the same rows, in another order or form"


def lock_changes(old: bytes | None, new: bytes) -> str:
    """The packages whose locked version is another; in general words where the earlier lock is not to be had."""
    if old is None or not new:
        return ANOTHER if new else "is gone"
    was, is_now = (dict(_PINNED.findall(text.decode("utf-8", "replace"))) for text in (old, new))
    said = {
        "changed": [
            f"{name} {was[name]} to {is_now[name]}" for name in was if is_now.get(name, was[name]) != was[name]
        ],
        "added": [name for name in is_now if name not in was],
        "gone": [name for name in was if name not in is_now],
    }
    return _told(said, "package") or "the same versions, written otherwise"


def notebook_changes(old: bytes | None, new: bytes) -> str:
    """The cells whose source is another; or that only kept outputs are."""
    if old is None:
        return ANOTHER
    was, is_now = _cells(old), _cells(new)
    changed = [str(number) for number, (a, b) in enumerate(zip(was, is_now, strict=False), 1) if a != b]
    if len(was) != len(is_now):
        return f"{counted(len(was), 'cell')} then, {len(is_now)} now"
    return _told({"changed": changed}, "cell") or "the same cells; only its kept outputs are others"


def _told(groups: Mapping[str, list[str]], noun: str) -> str:
    return "; ".join(f"{counted(len(named), noun)} {what}: {_some(named)}" for what, named in groups.items() if named)


def _some(named: Iterable[str]) -> str:
    listed = list(named)
    more = f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more


def _rows(table: str, text: bytes) -> dict[str, dict[str, Any]]:
    """Rows by key; where a key stands twice, the second carries its number."""
    names = next((known.key for known in TABLES.values() if known.file == f"{table}.csv"), ())
    rows: dict[str, dict[str, Any]] = {}
    for row in csv.DictReader(io.StringIO(text.decode("utf-8-sig", "replace"))):
        key = "|".join(str(row.get(name) or "") for name in names or row)
        while key in rows:
            key += "′"
        rows[key] = dict(row)
    return rows


def _cells(text: bytes) -> list[tuple[str, str]]:
    return [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(text)["cells"]]
