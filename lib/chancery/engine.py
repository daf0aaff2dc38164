"""How notebooks are run: a papermill engine that tells how far it is."""

from collections.abc import Callable
from typing import Any

from papermill.engines import NBClientEngine, papermill_engines

Progress = Callable[[int, int, str], None]
QUIET_KERNEL = ("--IPKernelApp.log_level=ERROR",)  # a kernel's own warnings are no news to a reader of reports


def register(progress: Progress | None) -> str:
    """Register an engine that reports to `progress` before each code cell; returns the engine's name."""

    class TellingEngine(NBClientEngine):  # type: ignore[misc]  # papermill ships no types
        """nbclient, with a word before each code cell."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            if progress is not None:
                _announce(nb_man, progress)
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)

    papermill_engines.register("chancery", TellingEngine)
    return "chancery"


def _announce(nb_man: Any, progress: Progress) -> None:
    cells = nb_man.nb.cells
    code = [index for index, cell in enumerate(cells) if cell.cell_type == "code"]
    begin = nb_man.cell_start

    def cell_start(cell: Any, cell_index: int | None = None, **options: Any) -> None:
        if cell_index in code:
            progress(code.index(cell_index) + 1, len(code), _heading(cells, cell_index))
        begin(cell, cell_index, **options)

    nb_man.cell_start = cell_start


def _heading(cells: list[Any], index: int) -> str:
    for cell in reversed(cells[:index]):
        if cell.cell_type == "markdown":
            lines = [line for line in str(cell.source).splitlines() if line.startswith("#")]
            if lines:
                return lines[-1].lstrip("# ").strip()
    return ""
