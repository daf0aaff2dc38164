"""Where imported tables are kept: one Parquet file each, with its provenance inside, in the user's data folder."""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from chancery.errors import ReferenceDataError
from chancery.reference.folders import IMPORTED, datasets_folder

METADATA = b"chancery"


@dataclass(frozen=True)
class Provenance:
    """Where an imported table comes from, and what was done to it.

    sha256: of the file that was given; imported: the day, ISO; rows: in the table; source_rows: in the file.
    """

    dataset: str
    title: str
    version: str
    citation: str
    terms: str
    covers: str
    page: str
    file: str
    sha256: str
    imported: str
    rows: int
    source_rows: int
    notes: tuple[str, ...]


def save(table: str, frame: pd.DataFrame, provenance: Provenance) -> Path:
    """Write a table and its provenance; an earlier one is replaced only when the new one is whole."""
    target = datasets_folder() / IMPORTED / f"{table}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    made = pa.Table.from_pandas(frame, preserve_index=False)
    made = made.replace_schema_metadata(
        {**(made.schema.metadata or {}), METADATA: json.dumps(asdict(provenance)).encode()}
    )
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    try:
        pq.write_table(made, name)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return target


def frame(path: Path) -> pd.DataFrame:
    """An imported table. Raises ReferenceDataError where the file is damaged."""
    try:
        return pd.read_parquet(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise ReferenceDataError(
            str(path), "cannot be read as Parquet", "delete it and import the dataset again"
        ) from error


def provenance(path: Path) -> Provenance:
    """What an imported table rests on. Raises ReferenceDataError for a file that this project did not write."""
    try:
        facts = json.loads((pq.read_schema(path).metadata or {})[METADATA])
    except (KeyError, pa.ArrowInvalid, OSError) as error:
        raise ReferenceDataError(str(path), "tells no provenance", "delete it and import the dataset again") from error
    return Provenance(**{**facts, "notes": tuple(facts["notes"])})


def sha256(path: Path) -> str:
    """Checksum of a file, as 64 hexadecimal digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
