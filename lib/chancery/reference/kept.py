"""A library that was read and checked before, taken up again without either: named by its bytes, held as Arrow's.

Who runs many reports over the same own tables (`chancery.warm`) gives a keeper; without one nothing is kept.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, Protocol

import pandas as pd
import pyarrow as pa

from chancery.reference.tables import TABLE_NAMES, Override, Reference

_NOTES = b"chancery"


class Keeper(Protocol):
    """Holds libraries, each under its key."""

    def place(self, key: str) -> str:
        """The path of a file that `taken_up` can read; "" where none is held."""

    def keep(self, key: str, library: Reference) -> None:
        """Hold a library, if that can be done; says nothing where it cannot."""


def key(folders: Iterable[str | Path]) -> str:
    """What a library is read from: where its folders lie, and every byte of their tables. Raises OSError."""
    digest = hashlib.sha256()
    for folder in map(Path, folders):
        digest.update(f"{folder}\0".encode())
        for path in sorted(folder.glob("*.csv")):
            digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def put_down(library: Reference, file: IO[bytes]) -> None:
    """Write a library as it was read: every table with its types, the overrides, the folders."""
    notes = {"overrides": [astuple(each) for each in library.overrides], "folders": library.folders}
    for name, frame in library.tables.items():
        held = pa.Table.from_pandas(frame, _schema(frame), preserve_index=False)
        metadata = {**(held.schema.metadata or {}), _NOTES: json.dumps(notes).encode()}
        with pa.ipc.new_stream(file, held.schema.with_metadata(metadata)) as stream:
            stream.write_table(held.replace_schema_metadata(metadata))
        notes = {"table": name}


def taken_up(path: str) -> Reference:
    """A library that was put down; its texts are shared with whoever else took it up, all else is a copy.

    Raises OSError or ValueError (pyarrow.ArrowInvalid) for a file that is none.
    """
    frames: dict[str, Any] = {}
    notes: Any = {}
    with pa.memory_map(path) as file:
        for name in TABLE_NAMES:
            held = pa.ipc.open_stream(file).read_all()
            notes = notes or json.loads(held.schema.metadata[_NOTES])
            frames[name] = _frame(held)
    overrides = tuple(
        Override(table, key, what, where, tuple(names)) for table, key, what, where, names in notes["overrides"]
    )
    return Reference(**frames, overrides=overrides, folders=tuple(notes["folders"]))


def _schema(frame: pd.DataFrame) -> pa.Schema:
    """The types of a typed frame (`frames.typed_frame`); its objects are tuples of texts."""
    listed = [name for name, kind in frame.dtypes.items() if pd.api.types.is_object_dtype(kind)]
    found = pa.Schema.from_pandas(frame.drop(columns=listed), preserve_index=False)
    fields = [pa.field(name, pa.list_(pa.string())) if name in listed else found.field(name) for name in frame]
    return pa.schema(fields)


def _frame(held: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = held.to_pandas(use_threads=False).copy()  # what is not text would be read-only
    for field in held.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(_tuples(held[field.name]), dtype=object)
    return frame


def _tuples(column: pa.ChunkedArray) -> list[tuple[str, ...]]:
    lists = column.combine_chunks()
    texts = lists.flatten().to_pylist()
    return [tuple(texts[first:end]) for first, end in pairwise(lists.offsets.to_pylist())]
