"""The stock way: notebooks run by papermill, in a kernel that Jupyter starts."""

import json
import tempfile
from pathlib import Path
from typing import Any

import papermill
from papermill.engines import NBClientEngine, papermill_engines

from chancery import paths, rendition
from chancery.errors import ChanceryError
from chancery.rendition import Rendition, Task, Tell, heading

QUIET_KERNEL = ("--IPKernelApp.log_level=ERROR",)  # a kernel's own warnings are no news to a reader of reports
KERNEL_START_SECONDS = 120


def rendered(task: Task, progress: Tell | None = None) -> Rendition:
    """The rendition of a task by papermill. Raises as `warm.rendered` does."""
    given = rendition.prepared(task)
    name = given.name
    with tempfile.TemporaryDirectory(prefix="chancery-") as folder:
        target = Path(folder) / f"{name}.ipynb"
        try:
            papermill.execute_notebook(
                str(task.notebook),
                str(target),
                parameters=given.parameters.as_literals(),
                engine_name=_registered(progress),
                progress_bar=False,
                log_output=False,
                cwd=str(paths.home()),
                start_timeout=KERNEL_START_SECONDS,
                extra_arguments=list(QUIET_KERNEL),
            )
        except papermill.exceptions.PapermillExecutionError as error:
            failure = rendition.failed(task, name, json.loads(target.read_text("utf-8")))
            raise failure or rendition.died(task, f"{error.ename}: {error.evalue}") from error
        except (ChanceryError, OSError):
            raise
        except Exception as error:  # nbclient raises a family of its own for kernels that die or never start
            how = f"{type(error).__name__}: {str(error).strip().splitlines()[0]}"
            raise rendition.died(task, how) from error
        return rendition.finished(given, json.loads(target.read_text("utf-8")))


def _registered(progress: Tell | None) -> str:
    """The name of an engine that reports to `progress` before each code cell."""

    class TellingEngine(NBClientEngine):  # type: ignore[misc]  # papermill ships no types
        """nbclient, with a word before each code cell."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            if progress is not None:
                _announce(nb_man, progress)
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)

    papermill_engines.register("chancery", TellingEngine)
    return "chancery"


def _announce(nb_man: Any, progress: Tell) -> None:
    cells = nb_man.nb.cells
    code = [index for index, cell in enumerate(cells) if cell.cell_type == "code"]
    begin = nb_man.cell_start

    def cell_start(cell: Any, cell_index: int | None = None, **options: Any) -> None:
        if cell_index in code:
            progress(code.index(cell_index) + 1, len(code), heading(cells, cell_index))
        begin(cell, cell_index, **options)

    nb_man.cell_start = cell_start
