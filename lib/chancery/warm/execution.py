"""A notebook executed in this process, cell by cell, as papermill and nbclient would have it."""

import copy
import gc
from collections.abc import Mapping
from typing import Any

from chancery.rendition import ADDED, Notebook, Tell, heading, tags

PAPERMILL_ID = "injected-parameters"  # papermill's own id is random


def executed(notebook: Notebook, parameters: Mapping[str, Any], tell: Tell | None = None) -> Notebook:
    """A copy of the notebook with the parameters injected and its cells executed; it stops at a cell that fails.

    notebook: as `rendition.opened` gives it; left as it is. parameters: literals by name.
    tell: called before each code cell with its number, how many there are, and the heading above.
    The process is a kernel from here on: call it once, in a process of its own.
    """
    from chancery.warm.kernel import Cells
    from chancery.warm.outputs import Outputs

    made = injected(notebook, parameters)
    outputs = Outputs()
    kernel = Cells(outputs.take)
    gc.freeze()  # what is here stays; cells have their own garbage
    gc.enable()
    code = [place for place, cell in enumerate(made["cells"]) if cell["cell_type"] == "code"]
    for number, place in enumerate(code, 1):
        cell = made["cells"][place]
        if tell is not None:
            tell(number, len(code), heading(made["cells"], place))
        if not cell["source"].strip() or "skip-execution" in tags(cell):
            continue
        outputs.begin(cell)
        reply = kernel.run(cell["source"])
        cell["execution_count"] = reply["execution_count"]
        if reply["status"] != "ok" and "raises-exception" not in tags(cell):
            _told(cell, reply)
            break
        if kernel.ended:
            raise SystemExit("a cell ended the kernel")
    made["metadata"]["language_info"] = kernel.language_info()
    made["metadata"].update({"widgets": outputs.widgets()} if outputs.widgets() else {})
    return made


def _told(cell: Notebook, reply: Mapping[str, Any]) -> None:
    """See that a failed cell says so: where memory ends, the kernel may fail to show the error that it replies."""
    if not any(output["output_type"] == "error" for output in cell["outputs"]):
        facts = {"ename": "Error", "evalue": "", "traceback": []}
        told = {name: reply.get(name, otherwise) for name, otherwise in facts.items()}
        cell["outputs"].append({"output_type": "error", **told})


def injected(notebook: Notebook, parameters: Mapping[str, Any]) -> Notebook:
    """A copy without outputs, with a cell that sets the parameters after the one tagged `parameters`.

    As papermill does it, but without times, paths and a random id, so that the same run gives the same notebook.
    """
    made = {**notebook, "metadata": copy.deepcopy(notebook["metadata"])}
    cells = [_emptied(cell) for cell in notebook["cells"] if not ADDED & set(tags(cell))]
    place = next(place for place, cell in enumerate(cells) if "parameters" in tags(cell))
    added: Notebook = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": ["injected-parameters"]},
        "outputs": [],
        "source": assignments(parameters),
    }
    if all("id" in cell for cell in cells):
        added["id"] = PAPERMILL_ID
    made["cells"] = [*cells[: place + 1], added, *cells[place + 1 :]]
    made["metadata"]["papermill"] = {"parameters": dict(parameters)}
    return made


def _emptied(cell: Notebook) -> Notebook:
    """A copy of a cell without its outputs, which may be large."""
    kept = copy.deepcopy({name: value for name, value in cell.items() if name != "outputs"})
    return {**kept, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else kept


def assignments(parameters: Mapping[str, Any]) -> str:
    """The source of the cell that papermill would inject.

    >>> print(assignments({"focus": "CHN", "window_days": 3, "admit": ["high", "low"]}), end="")
    # Parameters
    focus = "CHN"
    window_days = 3
    admit = ["high", "low"]
    """
    return "".join(["# Parameters\n", *(f"{name} = {_literal(value)}\n" for name, value in parameters.items())])


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    if isinstance(value, str):
        escaped = value.encode("unicode_escape").decode().replace('"', r"\"")
        return f'"{escaped}"'
    return repr(value)
