"""From an article and a notebook to one HTML file: validate, execute, export, move into place.

Cells run in a warm child (`chancery.warm`), in a new interpreter, or under papermill: the same outputs, the same page.
A report is replaced only by a whole one: everything is written beside it in a temporary folder first.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chancery import paths, warm
from chancery.errors import RenderError
from chancery.parameters import Parameters
from chancery.rendition import CellError, Rendition, Task, Tell, notebook_path, report_name

ABANDONED_SECONDS = 86_400
OF_A_FAILED_RUN = ("ipynb", "json", "html")  # what a good run takes away; see `failures`


@dataclass(frozen=True)
class Rendering:
    """A finished report: the `page`, its `record`, and the executed `notebook` and the `paper` (PDF) if asked for."""

    page: Path
    notebook: Path | None = None
    paper: Path | None = None
    record: Path | None = None

    @property
    def files(self) -> list[Path]:
        """Every file of the report."""
        return [path for path in (self.page, self.record, self.notebook, self.paper) if path is not None]


def render(
    parameters: Parameters,
    notebook: str | Path = "briefing",
    out: Path | None = None,
    *,
    show_code: bool = False,
    keep_notebook: bool = False,
    paper: bool = False,
    way: warm.Way | None = None,
    progress: Tell | None = None,
) -> Rendering:
    """Execute a notebook for one article and write its page.

    out: folder for the report (made if missing); ``reports/`` unless given. paper: a PDF beside it.
    way: warm, cold or stock; see `warm.way`. progress: called before each cell with its number, how many there are and
    what it is about.
    Raises ChanceryError before a cell runs for unfit inputs; RenderError when a cell fails (the executed notebook
    is then kept beside the report as ``NAME.failed.ipynb``) or the page cannot be written. An earlier report stays.
    """
    folder = out if out is not None else paths.reports()
    task = Task(parameters, notebook_path(notebook), show_code, keep_notebook, folder)
    if paper:
        _paper_at_hand()
    with workshop(folder, report_name(parameters, task.notebook)) as shop:
        try:
            made = rendered(task, way=way, progress=progress)
        except CellError as error:
            filed_failure(error, report_name(parameters, task.notebook), folder, shop)
            raise
        return filed(made, folder, shop, paper=paper)


def rendered(task: Task, *, way: warm.Way | None = None, progress: Tell | None = None) -> Rendition:
    """The rendition of a task, as text; nothing is written. Raises as `render` does."""
    chosen = warm.way(way)
    if chosen == "stock":
        from chancery import engine  # papermill takes seconds to import, and is needed nowhere else

        return engine.rendered(task, progress)
    return warm.rendered(task, progress, cold=chosen == "cold")


def filed(made: Rendition, folder: Path, shop: Path, *, paper: bool = False) -> Rendering:
    """The files of a rendition in their folder, each replaced by a whole one; the page comes last.

    shop: a folder on the same file system, for drafts. paper: a PDF too. A record of another day is set aside.
    A PDF of an earlier page is taken away: it would tell something else than the page beside it.
    """
    drafts = {".ipynb": made.notebook, ".json": made.record, ".html": made.page}
    written = [_written(shop / f"{made.name}{suffix}", text) for suffix, text in drafts.items() if text]
    if paper:
        from chancery.report.pdf import pdf

        written.insert(0, shop / f"{made.name}.pdf")
        written[0].write_bytes(pdf(made.page))
    if made.record:
        _set_aside(folder / f"{made.name}.json", made.as_of)
    kept = {draft.suffix: draft.replace(folder / draft.name) for draft in written}
    if not paper:
        (folder / f"{made.name}.pdf").unlink(missing_ok=True)
    for ending in OF_A_FAILED_RUN:
        (folder / f"{made.name}.failed.{ending}").unlink(missing_ok=True)
    return Rendering(kept[".html"], kept.get(".ipynb"), kept.get(".pdf"), kept.get(".json"))


def filed_failure(error: CellError, name: str, folder: Path, shop: Path) -> None:
    """The notebook of a failing cell, kept beside the report as ``NAME.failed.ipynb``."""
    if error.notebook:
        failed = f"{name}.failed.ipynb"
        _written(shop / failed, error.notebook).replace(folder / failed)


def _set_aside(kept: Path, as_of: str) -> None:
    """Keep the record of another day; the shelf is opened only where there may be one: it takes long to import."""
    try:
        same = json.loads(kept.read_text("utf-8")).get("as_of") == as_of
    except (OSError, ValueError, AttributeError):
        return
    if not same:
        from chancery import shelf

        shelf.set_aside(kept, as_of)


def _paper_at_hand() -> None:
    """Nobody waits for a notebook to learn that there is no WeasyPrint."""
    from chancery.report.pdf import engine

    engine()


@contextmanager
def workshop(folder: Path, name: str) -> Iterator[Path]:
    """A temporary folder beside the report, gone afterwards; a full disk or a closed folder is said in one line."""
    shop = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _swept(folder, name)
        shop = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder))
        yield shop
    except OSError as error:
        raise RenderError(
            str(folder),
            f"cannot write the report: {error.strerror or error}",
            "make room or choose another folder with --out; the earlier report is untouched",
        ) from error
    finally:
        if shop is not None:
            shutil.rmtree(shop, ignore_errors=True)


def _swept(folder: Path, name: str) -> None:
    """Take away what a run of this report left behind when it was killed: folders that nobody has touched for long."""
    for left in folder.glob(f".{name}-????????"):
        if left.is_dir() and time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
