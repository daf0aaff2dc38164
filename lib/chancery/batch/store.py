"""Reports filed in a store: anything that fsspec has an address for, such as ``s3://bucket/reports``.

Each file is put there whole; the page comes after the record, and the note of what it was made from last.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chancery import paths
from chancery.batch import addresses
from chancery.batch.manifest import Order
from chancery.batch.notes import FOLDER as NOTES
from chancery.errors import ChanceryError, ParameterError, RenderError
from chancery.rendition import Rendition


@dataclass(frozen=True)
class Stored:
    """A report in a store: the address of its page."""

    page: str


class Store:
    """A folder by its URL. Raises ParameterError for one that cannot be reached so."""

    def __init__(self, url: str) -> None:
        self._files, self._root = addresses.file_system(url)

    def put(self, made: Rendition, folder: str, key: str) -> Stored:
        """A report's files, in a folder of the store, and from what it was made. Raises RenderError if it cannot be."""
        texts = {".ipynb": made.notebook, ".json": made.record, ".html": made.page}
        contents = {f"{made.name}{suffix}": text.encode() for suffix, text in texts.items() if text}
        note = {"key": key, "files": {name: hashlib.sha256(held).hexdigest() for name, held in contents.items()}}
        sizes = {name: len(held) for name, held in contents.items()}
        try:
            for name, held in contents.items():
                self._write(self._path(folder, name), held)
            text = json.dumps({**note, "sizes": sizes}, indent=1, sort_keys=True)
            self._write(self._path(folder, NOTES, f"{made.name}.json"), text.encode())
        except OSError as error:
            raise RenderError(
                self._root, f"cannot write the report: {error}", "check the store and who may write"
            ) from error
        return Stored(str(self._files.unstrip_protocol(self._path(folder, f"{made.name}.html"))))

    def filed(self, order: Order, made: Rendition | Stored, key: Callable[[], str]) -> str:
        """The address of a report's page; put there where a worker has not done so."""
        return (made if isinstance(made, Stored) else self.put(made, folder_of(order), key())).page

    def failed(self, order: Order, error: ChanceryError) -> None:
        """Nothing is kept in a store of what failed."""

    def noted(self, order: Order) -> str:
        """The key of what a report was made from; "" where it is not known, or a file is gone or of another size."""
        folder = folder_of(order)
        try:
            held: dict[str, Any] = json.loads(self._files.cat_file(self._path(folder, NOTES, f"{order.name}.json")))
            sizes = {name: self._files.size(self._path(folder, name)) for name in held["sizes"]}
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return str(held["key"]) if sizes == held["sizes"] else ""

    def _path(self, *parts: str) -> str:
        return "/".join(
            part.strip("/") if n else part.rstrip("/") for n, part in enumerate((self._root, *parts)) if part
        )

    def _write(self, path: str, content: bytes) -> None:
        """A file put in its place at once."""
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        file = self._files.open(path, "wb", autocommit=False)
        try:
            with file:
                file.write(content)
        except BaseException:
            file.discard()
            raise
        file.commit()


def folder_of(order: Order) -> str:
    """The folder of a report in a store: `out` as given, "" where none was.

    Raises ParameterError for a folder of this machine, or a report that is told against a briefing before.
    """
    if order.task.parameters.previous:
        raise ParameterError("previous", "earlier briefings are not looked for in a store", "leave out --store")
    if order.folder.is_relative_to(paths.reports()):
        return order.folder.relative_to(paths.reports()).as_posix().removeprefix(".")
    if order.folder.is_absolute():
        raise ParameterError(str(order.folder), "is a folder of this machine", "with --store, give a relative --out")
    return order.folder.as_posix()


Result = Rendition | Stored | ChanceryError
"""What a worker gives back."""
