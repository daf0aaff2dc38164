"""What travels to another machine: the files of a batch, once for all its reports, and what each report needs besides.

A worker lays the files out as a project folder of its own (`worker`); a report is rendered in it as it would be here.
What came from an address that the worker can read too does not travel: the address does, and what it must hold.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chancery import article, paths, provenance, reference, shelf
from chancery.article.judgments import SUFFIX as JUDGMENTS
from chancery.batch.inputs import AUTO
from chancery.batch.manifest import Order
from chancery.batch.sources import Source

Files = dict[str, bytes | Source]  # by path within the folder that a worker lays them out in
REFERENCE, SHELVED, ELSEWHERE = "data/reference", "data/articles", "articles"
NOTEBOOKS, OWN, DATASETS = "notebooks", "own", "datasets"


@dataclass(frozen=True)
class Bundle:
    """The files of a whole batch, and where they are found in them.

    label: the same for the same files. analyst: folders of ``CHANCERY_DATA``; data: of the parameter `data`, by value.
    lexicons: of the parameter `lexicon`, by its value and that of `data`.
    notebooks: by path here. made: ``SOURCE_DATE_EPOCH``.
    """

    label: str
    files: Files
    analyst: tuple[str, ...]
    data: dict[str, str]
    lexicons: dict[tuple[str, str], str]
    notebooks: dict[Path, str]
    made: str


@dataclass(frozen=True)
class Parcel:
    """What one report needs besides the bundle; paths are those in its folder.

    files: the article and the judgments on it; records: of earlier briefings, by path on the shelf.
    key: what the report is made from. versions: what it must be made with. batch: the run it belongs to.
    """

    article: str
    parameters: dict[str, str | int | list[str]]
    notebook: str
    show_code: bool
    keep_notebook: bool
    files: Files
    records: Files
    key: str
    versions: dict[str, str]
    batch: str


def bundle(wanted: Iterable[Order]) -> Bundle:
    """The files that a batch's reports share. Raises ReferenceDataError for a folder of tables that is not there."""
    orders = list(wanted)
    files = _tables(paths.reference(), REFERENCE)
    for path in reference.imported_files():
        files[f"{DATASETS}/{path.parent.name}/{path.name}"] = path.read_bytes()
    folders = {str(folder): f"{OWN}/{n}/{folder.name}" for n, folder in enumerate(reference.analyst_folders())}
    given = sorted({order.task.parameters.data for order in orders} - {""})
    data = {each: f"{OWN}/data-{n}/{Path(each).expanduser().name}" for n, each in enumerate(given)}
    sources = {path: source for order in orders for path, source in order.sources.items()}
    for folder, there in [*folders.items(), *data.items()]:
        files |= _tables(Path(folder).expanduser(), there, sources)
    named = sorted({(p.lexicon, p.data) for p in (order.task.parameters for order in orders)})
    lexicons: dict[tuple[str, str], str] = {}
    for n, (lexicon, own) in enumerate(each for each in named if each[0] not in ("", reference.SHIPPED_ALONE)):
        (lists,) = reference.lexicon_folders(lexicon, own or ())
        lexicons[lexicon, own] = f"{OWN}/lexicon-{n}/{lists.parent.name}/{lists.name}"
        files |= _tables(lists, lexicons[lexicon, own])
    rendered = sorted({order.task.notebook for order in orders})
    notebooks = {path: f"{NOTEBOOKS}/{n}/{path.name}" for n, path in enumerate(rendered)}
    files |= {there: path.read_bytes() for path, there in notebooks.items()}
    digest = hashlib.sha256()
    for name, content in [*sorted(files.items()), *_shelved(orders)]:
        held = content.sha256 if isinstance(content, Source) else hashlib.sha256(content).hexdigest()
        digest.update(f"{name}\0{held}\n".encode())
    made = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Bundle(digest.hexdigest()[:16], files, tuple(folders.values()), data, lexicons, notebooks, made)


def parcel(order: Order, common: Bundle, key: str, versions: dict[str, str], batch: str = "") -> Parcel:
    """What one report needs besides the bundle. Raises ChanceryError where its article or a record is not there."""
    parameters = order.task.parameters
    path = article.find(parameters.article)
    folder = SHELVED if _is_shelved(path) else f"{ELSEWHERE}/{provenance.digest(path)[:16]}"
    words = path.with_name(f"{path.stem}{JUDGMENTS}")
    return Parcel(
        article=path.stem if folder == SHELVED else f"{folder}/{path.name}",
        parameters=parameters.as_literals()
        | {
            "data": common.data.get(parameters.data, ""),
            "lexicon": common.lexicons.get((parameters.lexicon, parameters.data), parameters.lexicon),
        },
        notebook=common.notebooks[order.task.notebook],
        show_code=order.task.show_code,
        keep_notebook=order.task.keep_notebook,
        files={f"{folder}/{each.name}": _sent(each, order.sources) for each in (path, words) if each.is_file()},
        records=_records(order),
        key=key,
        versions=versions,
        batch=batch,
    )


def _tables(folder: Path, there: str, sources: Mapping[Path, Source] | None = None) -> Files:
    """The tables of a folder, and its word lists."""
    found = [*folder.glob("*.csv"), *folder.glob(f"{paths.LEXICON}/*.csv")]
    return {f"{there}/{path.relative_to(folder)}": _sent(path, sources or {}) for path in sorted(found)}


def _sent(path: Path, sources: Mapping[Path, Source]) -> bytes | Source:
    return sources.get(path) or path.read_bytes()


def _shelved(orders: Iterable[Order]) -> list[tuple[str, bytes]]:
    """The articles of the shelf, with judgments: they keep their names, so another text is another bundle."""
    named = {order.task.parameters.article for order in orders}
    found = (path for path in paths.articles().glob("*") if path.name.split(".")[0] in named)
    return [(path.name, path.read_bytes()) for path in sorted(found)]


def _is_shelved(path: Path) -> bool:
    return path.resolve().parent == paths.articles().resolve()


def _records(order: Order) -> Files:
    """The records that the briefing before may be among."""
    before = order.task.parameters.previous
    if not before:
        return {}
    if before != AUTO:
        found = shelf.record_path(before, order.folder)
        return {found.name: found.read_bytes()}
    earlier = order.folder / shelf.EARLIER
    kept = [*sorted(order.folder.glob("*.json")), *sorted(earlier.glob("*.json"))]
    return {str(path.relative_to(order.folder)): path.read_bytes() for path in kept}
