"""From an article and a notebook to one HTML file: validate, execute, export, move into place.

papermill executes; `chancery.report` writes the page. A report is replaced only by a whole one: everything is
written beside it in a temporary folder first.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from chancery import article, failures, paths, provenance, reference, shelf
from chancery.errors import ChanceryError, ParameterError, RenderError
from chancery.parameters import Parameters
from chancery.record import MIME, of, written

Progress = Callable[[int, int, str], None]
KERNEL_START_SECONDS = 120
ADDED_BY_PAPERMILL = frozenset({"injected-parameters", "papermill-error-cell-tag"})


@dataclass(frozen=True)
class Rendering:
    """A finished report: the `page`, and the executed `notebook` and the `paper` (PDF) where they were asked for."""

    page: Path
    notebook: Path | None = None
    paper: Path | None = None


def notebook_path(name: str | Path) -> Path:
    """The file of a notebook, given by path or by its name in ``notebooks/``.

    Raises RenderError where there is none, naming those there are.
    """
    given = Path(name).expanduser()
    for candidate in (given, paths.notebooks() / given.name, paths.notebooks() / f"{given.name}.ipynb"):
        if candidate.is_file() and candidate.suffix == ".ipynb":
            return candidate.resolve()
    known = ", ".join(sorted(path.stem for path in paths.notebooks().glob("*.ipynb"))) or "none"
    raise RenderError(str(name), "no such notebook", f"give a path, or one of the names in notebooks: {known}")


def report_name(parameters: Parameters, notebook: Path) -> str:
    """The name a report is filed under: the article's, with the notebook's where it is not the briefing."""
    stem = Path(parameters.article).stem
    return stem if notebook.stem == "briefing" else f"{stem}.{notebook.stem}"


def checked_inputs(parameters: Parameters, folder: Path | None = None) -> Parameters:
    """The parameters with the places of files made fit for a kernel in another folder, after everything is tried out.

    folder: where an earlier briefing is looked for, ``reports/`` unless given.
    Raises ChanceryError for an article, a date, a table or a parameter that would stop the notebook.
    """
    found = article.load(parameters.article, published=parameters.published)
    tables = reference.load(_layers(parameters))
    known = set(tables.actors["code"])
    if parameters.focus and parameters.focus not in known:
        raise ParameterError(f"focus={parameters.focus}", "no such actor", "use a code of actors.csv, or add a row")
    theatres = set(tables.theatres["theatre"])
    if parameters.theatre and parameters.theatre not in theatres:
        raise ParameterError(
            f"theatre={parameters.theatre}",
            "no such theatre",
            f"use one of {', '.join(sorted(theatres))}, or add a row",
        )
    place = Path(found.path).resolve()
    shelved = place.parent == paths.articles().resolve()
    return parameters.model_copy(
        update={
            "article": found.name if shelved else str(place),
            "data": str(Path(parameters.data).expanduser().resolve()) if parameters.data else "",
            "previous": _previous(parameters, folder),
        }
    )


def render(
    parameters: Parameters,
    notebook: str | Path = "briefing",
    out: Path | None = None,
    *,
    show_code: bool = False,
    keep_notebook: bool = False,
    paper: bool = False,
    progress: Progress | None = None,
) -> Rendering:
    """Execute a notebook for one article and write its page.

    out: folder for the report (made if missing); ``reports/`` unless given. paper: a PDF beside it.
    progress: called before each cell with its number, how many there are and what it is about.
    Raises ChanceryError before a kernel starts for unfit inputs; RenderError when a cell fails (the executed notebook
    is then kept beside the report as ``NAME.failed.ipynb``) or the page cannot be written. An earlier report stays.
    """
    source = notebook_path(notebook)
    folder = out if out is not None else paths.reports()
    parameters = checked_inputs(parameters, folder)
    _declared(source)
    if paper:
        _paper_at_hand()
    made_from = provenance.gathered(parameters, source, code=show_code)
    name = report_name(parameters, source)
    with _workshop(folder, name) as workshop:
        executed_path = workshop / f"{name}.ipynb"
        try:
            _execute(source, executed_path, parameters, progress)
        except RenderError:
            _keep_failed(executed_path, folder / f"{name}.failed.ipynb")
            raise
        executed = _read(executed_path)
        page = workshop / f"{name}.html"
        page.write_text(_page(executed, made_from), encoding="utf-8", newline="\n")
        printed = _printed(page, folder / f"{name}.pdf") if paper else None
        kept = None
        if keep_notebook:
            kept = folder / f"{name}.ipynb"
            executed_path.replace(kept)
        _keep_record(executed, workshop / f"{name}.json", folder / f"{name}.json")
        page.replace(folder / f"{name}.html")
        (folder / f"{name}.failed.ipynb").unlink(missing_ok=True)
        failures.clear(folder, name)
    return Rendering(folder / f"{name}.html", kept, printed)


def _previous(parameters: Parameters, folder: Path | None) -> str:
    """The record of the briefing before, as a path that the kernel can read; "" where there is none."""
    if not parameters.previous:
        return ""
    from chancery import brief  # the whole library: only where it is asked for

    found = brief.previous_record(parameters, folder)
    return str(found.resolve()) if found else ""


def _keep_record(executed: NotebookNode, draft: Path, kept: Path) -> None:
    """File the briefing as data beside the page, where the notebook made it."""
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                made = of(output["data"][MIME], kept.name)
                written(made, draft)
                shelf.set_aside(kept, made.as_of)
                draft.replace(kept)


def _read(path: Path) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # half typed
    return notebook


def _page(executed: NotebookNode, made_from: provenance.Provenance) -> str:
    from chancery import report  # nbconvert takes half a second to import

    return report.page(executed, show_code=made_from.code, made_from=made_from)


def _paper_at_hand() -> None:
    """Nobody waits for a notebook to learn that there is no WeasyPrint."""
    from chancery.report.pdf import engine

    engine()


def _printed(page: Path, kept: Path) -> Path:
    """The page on paper, filed beside it."""
    from chancery.report.pdf import pdf

    draft = page.with_suffix(".pdf")
    draft.write_bytes(pdf(page.read_text("utf-8")))
    return draft.replace(kept)


def _layers(parameters: Parameters) -> tuple[Path, ...]:
    return (Path(parameters.data).expanduser(),) if parameters.data else ()


def _declared(source: Path) -> None:
    """Refuse a notebook that papermill would run on defaults without saying so."""
    notebook = _read(source)
    if not any("parameters" in cell.metadata.get("tags", []) for cell in notebook.cells):
        raise RenderError(
            str(source),
            "has no cell tagged `parameters`",
            "tag the cell that sets the parameters (in JupyterLab: property inspector, Cell tags)",
        )


@contextmanager
def _workshop(folder: Path, name: str) -> Iterator[Path]:
    """A temporary folder beside the report, gone afterwards; a full disk or a closed folder is said in one line."""
    workshop = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder))
        yield workshop
    except OSError as error:
        raise RenderError(
            str(folder),
            f"cannot write the report: {error.strerror or error}",
            "make room or choose another folder with --out; the earlier report is untouched",
        ) from error
    finally:
        if workshop is not None:
            shutil.rmtree(workshop, ignore_errors=True)


def _execute(source: Path, target: Path, parameters: Parameters, progress: Progress | None) -> None:
    import papermill  # a second of imports that `chancery --help` need not pay

    from chancery.engine import QUIET_KERNEL, register

    engine = register(progress)
    try:
        papermill.execute_notebook(
            str(source),
            str(target),
            parameters=parameters.as_literals(),
            engine_name=engine,
            progress_bar=False,
            log_output=False,
            cwd=str(paths.home()),
            start_timeout=KERNEL_START_SECONDS,
            extra_arguments=list(QUIET_KERNEL),
        )
    except papermill.exceptions.PapermillExecutionError as error:
        raise _failed_cell(source, target, error) from error
    except ChanceryError:
        raise
    except OSError:
        raise
    except Exception as error:  # nbclient raises a family of its own for kernels that die or never start
        raise RenderError(
            f"notebooks/{source.name}",
            f"the kernel did not finish: {type(error).__name__}: {str(error).strip().splitlines()[0]}",
            "run it again; if it dies again, open the notebook in JupyterLab (`make lab`) and run it cell by cell",
        ) from error


def _failed_cell(source: Path, target: Path, error: Any) -> RenderError:
    """The failing cell in plain words: its number in the source, the heading above it, the error and its remedy."""
    number, heading = _place_of_failure(target)
    problem = f"{error.ename}: {error.evalue}".strip().removesuffix(":")
    remedy = f"open {target.stem}.failed.ipynb, kept beside the report, to see the cell"
    if "\n  remedy: " in problem:
        problem, remedy = str(error.evalue).split("\n  remedy: ", 1)
    where = f"notebooks/{source.name} cell {number}{f' ({heading})' if heading else ''}"
    return RenderError(where, problem, remedy)


def _place_of_failure(target: Path) -> tuple[int, str]:
    """Number of the failing cell, not counting cells papermill added, and the heading above it."""
    number, heading = 0, ""
    for cell in _read(target).cells:
        if ADDED_BY_PAPERMILL & set(cell.metadata.get("tags", [])):
            continue
        number += 1
        if cell.cell_type == "markdown":
            heading = next(
                (line.lstrip("# ").strip() for line in reversed(cell.source.splitlines()) if line.startswith("#")),
                heading,
            )
        elif any(output.output_type == "error" for output in cell.outputs):
            break
    return number, heading


def _keep_failed(executed: Path, kept: Path) -> None:
    if executed.is_file():
        executed.replace(kept)
