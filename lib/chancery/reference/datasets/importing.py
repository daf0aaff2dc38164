"""From an official file to one tidy table in the user's data folder."""

import datetime as dt
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chancery.errors import ReferenceDataError
from chancery.reference.datasets import store
from chancery.reference.datasets.catalogue import Dataset, dataset


def import_dataset(name: str, file: Path | str) -> store.Provenance:
    """Read an official file, check it, and keep it as a typed Parquet table with its provenance.

    name: a name of the catalogue; file: as downloaded, an archive included.
    Raises ReferenceDataError for an unknown name, a missing or damaged file, or another dataset's file.
    """
    found, path = dataset(name), Path(file).expanduser()
    if not path.is_file():
        raise ReferenceDataError(
            str(path), "there is no such file", f"download it from {found.page}, then give its path"
        )
    with _unpacked(path, found) as inner:
        tidy = found.read(inner)
    if tidy.frame.empty:
        raise ReferenceDataError(str(path), "holds no rows", "give the file as published")
    made = store.Provenance(
        dataset=found.name,
        title=found.title,
        version=found.version,
        citation=found.citation,
        terms=found.terms,
        covers=found.covers,
        page=found.page,
        file=path.name,
        sha256=store.sha256(path),
        imported=dt.datetime.now(dt.UTC).date().isoformat(),
        rows=len(tidy.frame),
        source_rows=tidy.source_rows,
        notes=tidy.notes,
    )
    store.save(found.table, tidy.frame, made)
    return made


@contextmanager
def _unpacked(path: Path, found: Dataset) -> Iterator[Path]:
    """The wanted file of an archive, unpacked beside nothing else; any other file as it is."""
    if path.suffix.lower() != ".zip":
        yield path
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = [name for name in archive.namelist() if _is_member(name, found.member)]
            if len(members) != 1:
                inside = ", ".join(Path(name).name for name in archive.namelist()[:8])
                raise ReferenceDataError(
                    str(path),
                    f"holds no single {found.member or 'file'}",
                    f"unpack it and give the file; it holds {inside}",
                )
            with tempfile.TemporaryDirectory() as room:
                inner = Path(room) / Path(members[0]).name
                inner.write_bytes(archive.read(members[0]))
                yield inner
    except zipfile.BadZipFile as error:
        raise ReferenceDataError(str(path), "is no whole archive", "download it again") from error


def _is_member(name: str, wanted: str) -> bool:
    base = Path(name).name
    return not name.startswith("__MACOSX") and not name.endswith("/") and base.lower().endswith(wanted.lower())
