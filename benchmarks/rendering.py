"""How long a report takes, against papermill and nbconvert in the same environment, and against its own cells.

    .venv/bin/python benchmarks/rendering.py            # three rounds, interleaved
    .venv/bin/python benchmarks/rendering.py 5 --nbval  # five, and nbval with a stock and a warm kernel

What is compared runs in turn, round by round, so that whatever else the machine does falls on all alike. Ratios are of
medians of wall-clock time; seconds are shown for orientation only.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
KERNEL = "chancery-warm"

# The limit: the cells of a notebook as a script, after everything they import, tables and word lists are there.
PLAIN = """
import ast, json, sys, time
from pathlib import Path
from chancery.warm import preload
preload.preload()
from chancery import parameters
source = Path("notebooks", sys.argv[1] + ".ipynb")
cells = [cell for cell in json.loads(source.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
for _ in range(2):
    begun = time.perf_counter()
    space = {"__name__": "__main__"}
    for cell in cells:
        tree = ast.parse("".join(cell["source"]))
        shown = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)
        if shown is not None:
            value = eval(compile(ast.Expression(shown.value), "cell", "eval"), space)
            getattr(value, "_repr_mimebundle_", lambda: None)()
    print(time.perf_counter() - begun)
"""


def timed(*command: object, **environment: str) -> float:
    """Seconds that a command takes. Raises CalledProcessError where it fails."""
    begun = time.perf_counter()
    subprocess.run([*map(str, command)], cwd=ROOT, env=os.environ | environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def plain(notebook: str) -> float:
    """Seconds that the cells take in a process where everything is imported and read already."""
    done = subprocess.run([sys.executable, "-c", PLAIN, notebook], cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[0])


def ways(notebook: str, folder: Path) -> dict[str, Callable[[], float]]:
    """What is compared for one notebook, by name."""
    executed = folder / f"{notebook}.ipynb"
    render = (BIN / "chancery", "render", "dprk-at-unga", "-n", notebook, "--out", folder)

    def usual() -> float:
        source = ROOT / "notebooks" / executed.name
        begun = timed(BIN / "papermill", source, executed, "-p", "article", "dprk-at-unga", "--cwd", ROOT)
        return begun + timed(BIN / "jupyter", "nbconvert", "--to", "html", executed)

    return {
        "papermill + nbconvert": usual,
        "warm": lambda: timed(*render, "--warm"),
        "cold (--no-warm)": lambda: timed(*render, "--no-warm"),
        "own cells, plain": lambda: plain(notebook),
    }


def compared(notebook: str, rounds: int) -> None:
    """Print the ratios of one notebook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked = ways(notebook, folder)
        asked["warm"]()  # starts the server
        taken: dict[str, list[float]] = {way: [] for way in asked}
        for _ in range(rounds):
            for way, run in asked.items():
                taken[way].append(run())
    middle = {way: statistics.median(times) for way, times in taken.items()}
    usual, cells = middle["papermill + nbconvert"], middle["own cells, plain"]
    print(f"{notebook}: {rounds} rounds")
    for way, seconds in middle.items():
        print(f"  {way:<24} {seconds:6.2f} s  {usual / seconds:5.1f} × as fast as papermill + nbconvert")
    limit = 1.3 * cells + 0.15
    print(f"  warm against 1.3 × its own cells + 150 ms: {middle['warm'] / limit:.2f} (1 or less is the aim)")


def memory() -> None:
    """Print what a child of the server takes for itself, beyond what it shares with the server."""
    from chancery import parameters, warm
    from chancery.rendition import Task

    cells = [
        {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": parameters.cell_source(), "outputs": []},
        *({"cell_type": "code", "metadata": {}, "source": source, "outputs": []} for source in _briefing_cells()),
        {"cell_type": "code", "metadata": {}, "source": _OWN_MEMORY, "outputs": []},
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.ipynb"
        path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
        made = warm.rendered(Task(parameters.checked({}), path, keep_notebook=True))
    told = json.loads(made.notebook)["cells"][-1]["outputs"][0]["text"]
    print(f"memory: {''.join(told).strip()}")


_OWN_MEMORY = """
from pathlib import Path
kept = dict(line.split()[:2] for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
own = int(kept["Private_Dirty:"]) / 1024
print(f"a child has {own:.0f} MB of its own, after a briefing, of {int(kept['Rss:']) / 1024:.0f} MB in sight")
"""


def _briefing_cells() -> list[str]:
    cells = json.loads((ROOT / "notebooks" / "briefing.ipynb").read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return ["".join(cell["source"]) for cell in code if "parameters" not in cell["metadata"].get("tags", [])]


def nbval(rounds: int) -> None:
    """Print how long nbval takes with a stock and with a warm kernel."""
    subprocess.run([BIN / "chancery", "warm", "install"], check=True, capture_output=True)
    command = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--nbval-lax", "notebooks")
    taken: dict[str, list[float]] = {"python3": [], KERNEL: []}
    for _ in range(rounds):
        for kernel, times in taken.items():
            times.append(timed(*command, "--nbval-kernel-name", kernel))
    stock, warm = (statistics.median(times) for times in taken.values())
    print(
        f"nbval, four notebooks: warm kernel {stock / warm:.1f} × as fast as a stock one ({stock:.1f} s, {warm:.1f} s)"
    )


def main() -> None:
    """Compare, and print."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    rounds = numbers[0] if numbers else 3
    for notebook in ("briefing", "article"):  # the second draws two charts; the rest of it is tables
        compared(notebook, rounds)
    memory()
    if "--nbval" in sys.argv:
        nbval(rounds)


if __name__ == "__main__":
    main()
