"""The files a warm server has taken in: when one of them changes on disk, the server is out of date."""

import os
from collections.abc import Iterator

from chancery import paths

Stamp = dict[str, tuple[int, int]]


def stamp() -> Stamp:
    """Time and size of every file of the package and of every shipped table: about two milliseconds."""
    return {entry.path: _facts(entry) for folder in (paths.PACKAGE, paths.reference()) for entry in _files(str(folder))}


def _files(folder: str) -> Iterator["os.DirEntry[str]"]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        elif not entry.name.startswith("."):
            yield entry


def _facts(entry: "os.DirEntry[str]") -> tuple[int, int]:
    try:
        found = entry.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
