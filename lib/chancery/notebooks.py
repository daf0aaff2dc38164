"""The committed notebooks: run with their defaults, outputs kept, nothing in them that changes from run to run."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from chancery import files, parameters, paths
from chancery.engine import QUIET_KERNEL
from chancery.errors import RenderError

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def refreshed(names: list[str] | None = None) -> Iterator[Path]:
    """Run notebooks of ``notebooks/`` (all, unless named) and write them back with their outputs, one by one.

    The parameters cell is written anew from the schema. Raises RenderError where a cell fails; that notebook stays
    as it was.
    """
    for path in sorted(paths.notebooks().glob("*.ipynb")):
        if names and path.stem not in names:
            continue
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat is half typed
        _settle(notebook)
        try:
            NotebookClient(
                notebook,
                kernel_name="python3",
                extra_arguments=list(QUIET_KERNEL),
                record_timing=False,
                store_widget_state=False,
            ).execute(cwd=str(paths.home()))
        except CellExecutionError as error:
            raise RenderError(
                f"notebooks/{path.name}", f"a cell failed: {error.ename}: {error.evalue}", "mend it in JupyterLab"
            ) from error
        _settle(notebook)
        _write(notebook, path)
        yield path
    if not names:
        notebook = nbformat.read(template(), as_version=4)  # type: ignore[no-untyped-call]  # nbformat is half typed
        _settle(notebook)
        _write(notebook, template())


def begun(name: str) -> Path:
    """A notebook of the analyst's own, begun from the template of a briefing: ``notebooks/NAME.ipynb``.

    Raises RenderError for a name that is none, or is taken.
    """
    if not re.fullmatch(r"[\w-]+", name):
        raise RenderError(name, "cannot be the name of a notebook", "use letters, digits, hyphens and underscores")
    path = paths.notebooks() / f"{name}.ipynb"
    if path.exists():
        raise RenderError(str(path), "there is a notebook of this name", "choose another name, or open that one")
    notebook = nbformat.read(template(), as_version=4)  # type: ignore[no-untyped-call]  # nbformat is half typed
    _settle(notebook)
    _write(notebook, path)
    return path


def template() -> Path:
    """The notebook that new ones begin as; JupyterLab's launcher offers it too."""
    return paths.notebooks() / "templates" / "chancery" / "new-briefing.ipynb"


def _settle(notebook: NotebookNode) -> None:
    """Parameters from the schema; no metadata but what Jupyter needs; ids by position."""
    notebook.metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook.nbformat_minor = 5
    for number, cell in enumerate(notebook.cells, 1):
        tags = cell.metadata.get("tags", [])
        cell.id = f"cell-{number:02}"
        cell.metadata = {"tags": tags} if tags else {}
        if "parameters" in tags:
            cell.source = parameters.cell_source()


def _write(notebook: NotebookNode, path: Path) -> None:
    files.replaced(path, nbformat.writes(notebook).rstrip("\n") + "\n")  # type: ignore[no-untyped-call]  # as above
