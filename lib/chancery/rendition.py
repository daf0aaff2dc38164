"""What every way of running a notebook shares: the task, the checks before it, the finished rendition, the failure.

A way takes a `Task` and gives a `Rendition` or raises; only `runner` writes files.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery import paths
from chancery.errors import ParameterError, RenderError
from chancery.parameters import Parameters

if TYPE_CHECKING:
    from chancery.provenance import Provenance

Tell = Callable[[int, int, str], None]
Notebook = dict[str, Any]
ADDED = frozenset({"injected-parameters", "papermill-error-cell-tag"})  # tags of cells that are not in the source
IN_LINES = ("application/javascript", "image/svg+xml")  # with all that is text: what a notebook file holds as lines


@dataclass(frozen=True)
class Task:
    """One report asked for.

    notebook: the file; show_code: whether the page shows it; keep_notebook: whether the executed notebook is wanted.
    shelf: where an earlier briefing is looked for, ``reports/`` unless given.
    """

    parameters: Parameters
    notebook: Path
    show_code: bool = False
    keep_notebook: bool = False
    shelf: Path | None = None


@dataclass(frozen=True)
class Rendition:
    """A finished report as text.

    name: what its files are called; page: the HTML; record: the briefing as data, "" where the notebook makes none.
    as_of: the day of the record; notebook: the executed notebook, "" unless it was asked for.
    """

    name: str
    page: str
    record: str = ""
    as_of: str = ""
    notebook: str = ""


class CellError(RenderError):
    """A cell that failed; `notebook` is the notebook as far as it was executed, as text."""

    def __init__(self, where: str, problem: str, remedy: str, notebook: str = "") -> None:
        super().__init__(where, problem, remedy)
        self.args = (where, problem, remedy, notebook)
        self.notebook = notebook


class DiedError(RenderError):
    """A kernel that ended before its notebook did."""


class GivenUpError(RenderError):
    """A rendition that nobody waits for any more."""


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


@dataclass(frozen=True)
class Prepared:
    """A task whose inputs were tried out: what the kernel is given, what the page says it was made from, its name."""

    task: Task
    notebook: Notebook
    parameters: Parameters
    made_from: "Provenance"

    @property
    def name(self) -> str:
        """The name the report is filed under."""
        return report_name(self.parameters, self.task.notebook)


def prepared(task: Task) -> Prepared:
    """A task made ready to run, from the caller's folder. Raises ChanceryError for unfit inputs."""
    from chancery import provenance

    notebook = opened(task.notebook)
    parameters = checked_inputs(task.parameters, task.shelf)
    made_from = provenance.gathered(parameters, task.notebook, code=task.show_code)
    return Prepared(task, notebook, parameters, made_from)


def checked_inputs(parameters: Parameters, shelf: Path | None = None) -> Parameters:
    """The parameters with the places of files made fit for a kernel in another folder, after everything is tried out.

    shelf: where an earlier briefing is looked for, ``reports/`` unless given.
    Raises ChanceryError for an article, a date, a table, a word list or a parameter that would stop the notebook.
    """
    from chancery import article, reference  # pandas: whoever only hands a task on need not wait for it
    from chancery.text import word_lists

    found = article.load(parameters.article, published=parameters.published)
    own = (Path(parameters.data).expanduser(),) if parameters.data else ()
    tables = reference.load(own)
    word_lists.layers_of(reference.lexicon_folders(parameters.lexicon, own))
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
            "lexicon": reference.lexicon_place(parameters.lexicon, own),
            "previous": _previous(parameters, shelf),
        }
    )


def opened(source: Path) -> Notebook:
    """A notebook file as values, its texts whole; refused where papermill would run it on defaults without saying so.

    Raises RenderError for a file that is no notebook, or has no cell tagged `parameters`.
    """
    try:
        text = source.read_text("utf-8")
        notebook: Notebook = json.loads(text)
        if notebook["nbformat"] != 4:
            import nbformat  # slow to import, and only old notebooks need it

            notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]  # nbformat is half typed
        for cell in notebook["cells"]:
            cell["source"] = joined(cell["source"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RenderError(str(source), f"is no notebook: {error}", "open it in JupyterLab and save it") from error
    if not any("parameters" in tags(cell) for cell in notebook["cells"]):
        raise RenderError(
            str(source),
            "has no cell tagged `parameters`",
            "tag the cell that sets the parameters (in JupyterLab: property inspector, Cell tags)",
        )
    return notebook


def finished(given: Prepared, executed: Mapping[str, Any]) -> Rendition:
    """The rendition of an executed notebook. Raises CellError for one that failed, RenderError for what is no page."""
    failure = failed(given.task, given.name, executed)
    if failure is not None:
        raise failure
    from chancery.report.page import page

    record, as_of = _record(executed, given.name)
    return Rendition(
        name=given.name,
        page=page(executed, show_code=given.task.show_code, made_from=given.made_from),
        record=record,
        as_of=as_of,
        notebook=as_text(executed) if given.task.keep_notebook else "",
    )


def failed(task: Task, name: str, executed: Mapping[str, Any]) -> CellError | None:
    """The first failing cell in plain words: its number in the source, the heading above, the error and its remedy.

    None where no cell failed; leaving by `sys.exit()` is no failure, as in papermill.
    """
    number = 0
    for place, cell in enumerate(executed["cells"]):
        if ADDED & set(tags(cell)):
            continue
        number += 1
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error" and not _left(output):
                title = heading(executed["cells"], place)
                problem = f"{output['ename']}: {output['evalue']}".strip().removesuffix(":")
                remedy = f"open {name}.failed.ipynb, kept beside the report, to see the cell"
                if "\n  remedy: " in problem:
                    problem, remedy = str(output["evalue"]).split("\n  remedy: ", 1)
                where = f"notebooks/{task.notebook.name} cell {number}{f' ({title})' if title else ''}"
                return CellError(where, problem, remedy, as_text(executed))
    return None


def died(task: Task, how: str) -> DiedError:
    """The error for a kernel that ended before its notebook did."""
    return DiedError(
        f"notebooks/{task.notebook.name}",
        f"the kernel did not finish: {how}",
        "run it again; if it dies again, open the notebook in JupyterLab (`make lab`) and run it cell by cell",
    )


def heading(cells: list[Notebook], place: int) -> str:
    """The last heading before a cell, without its marks; "" where there is none."""
    for cell in reversed(cells[:place]):
        if cell["cell_type"] == "markdown" and not ADDED & set(tags(cell)):
            lines = [line for line in joined(cell["source"]).splitlines() if line.startswith("#")]
            if lines:
                return lines[-1].lstrip("# ").strip()
    return ""


def tags(cell: Mapping[str, Any]) -> list[str]:
    """The tags of a cell."""
    return list(cell.get("metadata", {}).get("tags", ()))


def joined(text: str | list[str]) -> str:
    """A text that a notebook file may hold as lines."""
    return text if isinstance(text, str) else "".join(text)


def as_text(notebook: Mapping[str, Any]) -> str:
    """A notebook as its file has it: keys in order, long texts as lines."""
    cells = []
    for cell in notebook["cells"]:
        kept = {**cell, "source": joined(cell["source"]).splitlines(keepends=True)}
        if "outputs" in cell:
            kept["outputs"] = [_as_lines(output) for output in cell["outputs"]]
        cells.append(kept)
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _as_lines(output: Mapping[str, Any]) -> Mapping[str, Any]:
    if "text" in output:
        return {**output, "text": joined(output["text"]).splitlines(keepends=True)}
    if "data" not in output:
        return output
    data = {
        kind: joined(value).splitlines(keepends=True) if kind.startswith("text/") or kind in IN_LINES else value
        for kind, value in output["data"].items()
    }
    return {**output, "data": data}


def _left(output: Mapping[str, Any]) -> bool:
    return output["ename"] == "SystemExit" and output["evalue"] in ("", "0")


def _previous(parameters: Parameters, shelf: Path | None) -> str:
    """The record of the briefing before, as a path that the kernel can read; "" where there is none."""
    if not parameters.previous:
        return ""
    from chancery import brief  # the whole library: only where it is asked for

    found = brief.previous_record(parameters, shelf)
    return str(found.resolve()) if found else ""


def _record(executed: Mapping[str, Any], name: str) -> tuple[str, str]:
    """The briefing as data and its day, where the notebook made it; the last where it made several."""
    from chancery import record

    found = [
        output["data"][record.MIME]
        for cell in executed["cells"]
        for output in cell.get("outputs", ())
        if record.MIME in output.get("data", {})
    ]
    if not found:
        return "", ""
    made = record.of(found[-1], f"{name}.json")
    return made.text(), made.as_of
