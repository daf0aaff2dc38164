"""What tests of kernels and batches share: small articles and notebooks, orders, and a look at processes."""

import json
import subprocess
import sys
import time
from pathlib import Path

import nbformat

from chancery import batch, files, parameters
from chancery.batch import manifest
from chancery.batch.local import LocalPool
from conftest import NOTEBOOKS

TINY = NOTEBOOKS / "tiny.ipynb"
SOON = 30  # seconds; what happens at once on a quiet machine
TEXT = "---\ntitle: {0}\npublished: 2025-09-29\n---\nThe minister of {0} said on Monday that talks would go on.\n"
NO_FILE_OVER_10_KB = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)); "
    "from chancery.cli import main; sys.argv = ['chancery', *sys.argv[1:]]; main()"
)


def article_in(folder: Path, name: str) -> Path:
    """A short article in a folder, titled by its name."""
    return files.replaced(folder / f"{name}.md", TEXT.format(name.capitalize()))


def notebook_at(path: Path, *sources: str) -> Path:
    """A notebook of the given cells, behind the one with the parameters."""
    cells = [nbformat.v4.new_code_cell(parameters.cell_source(), metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def shown(notebook: str) -> list[list[dict]]:
    """The outputs of the code cells of an executed notebook, as text has them."""
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    return [cell["outputs"] for cell in cells]


def printed(notebook: str) -> str:
    """What the last cell of an executed notebook printed."""
    return "".join(shown(notebook)[-1][0]["text"])


def orders(out: object, *named: object, notebooks: object = TINY, **held: object) -> list[batch.Order]:
    """The orders of a manifest given as values."""
    asked = {"articles": [str(each) for each in named], "notebooks": str(notebooks), "out": str(out), **held}
    return batch.orders(manifest.of(asked, "the batch"), "the batch")


def run(wanted: list[batch.Order], **options: object) -> batch.Outcome:
    """A batch made on this machine, two at a time."""
    return batch.run(wanted, lambda: LocalPool(2), **options)


def digests(folder: Path) -> dict[str, bytes]:
    """What the files of a folder hold, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def on_a_full_disk(*words: object) -> subprocess.CompletedProcess[str]:
    """A command of ours where no file may grow beyond ten kilobytes."""
    command = [sys.executable, "-c", NO_FILE_OVER_10_KB, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def until(condition, seconds: float = SOON) -> bool:
    """Whether something comes true soon."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def alive(pid: int) -> bool:
    """Whether a process still runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The processes that a process started and has not waited for."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in listed.read_text().split()] if listed.exists() else []
