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

import numpy as np
import pandas as pd
import pyarrow as pa

from chancery.reference.tables import TABLE_NAMES, Override, Reference
from chancery.schemas.dtypes import COUNT, TEXT

_NOTES = b"chancery"
_TEXT = pa.dictionary(pa.int32(), pa.string())  # most texts of a table stand in many rows


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
        held = held.replace_schema_metadata({_NOTES: json.dumps(notes)})
        with pa.ipc.new_stream(file, held.schema) as stream:
            stream.write_table(held)
        notes = {"table": name}


def taken_up(path: str) -> Reference:
    """A library that was put down.

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
    """The types of a typed frame (`frames.typed_frame`) in Arrow's: its objects are tuples of texts."""
    return pa.schema([_field(str(name), kind) for name, kind in frame.dtypes.items()])


def _field(name: str, kind: Any) -> pa.Field:
    if isinstance(kind, pd.StringDtype):
        return pa.field(name, _TEXT)
    if pd.api.types.is_object_dtype(kind):
        return pa.field(name, pa.list_(pa.string()))
    if isinstance(kind, np.dtype):
        return pa.field(name, pa.from_numpy_dtype(kind), nullable=kind.kind != "i")
    return pa.field(name, pa.int64())


def _frame(held: pa.Table) -> pd.DataFrame:
    return pd.DataFrame({field.name: _column(field, held[field.name]) for field in held.schema})


def _column(field: pa.Field, column: pa.ChunkedArray) -> Any:
    whole = column.combine_chunks()
    if field.type == _TEXT:
        texts = np.array(whole.dictionary.to_pylist(), dtype=object)
        return pd.array(texts[whole.indices.to_numpy()], dtype=TEXT)
    if pa.types.is_list(field.type):
        parts = whole.flatten().to_pylist()
        tuples = [tuple(parts[first:end]) for first, end in pairwise(whole.offsets.to_pylist())]
        return pd.Series(tuples, dtype=object)
    if field.nullable and pa.types.is_integer(field.type):
        return column.to_pandas(types_mapper={pa.int64(): COUNT}.get).copy()
    return column.to_numpy().copy()  # else it could not be written to
