"""Many reports: against a loop of papermill and nbconvert, against their cells alone, and how the cost grows.

    .venv/bin/python benchmarks/batch.py                  # 50 briefings; the loop makes 3 of them and is scaled
    .venv/bin/python benchmarks/batch.py --reports 12 --rounds 2
    .venv/bin/python benchmarks/batch.py --growth         # of reports, reference rows, articles; --large: all

What is compared runs in turn, round by round. CPU time is that of every process that had a part: of the loop and of the
plain cells the children waited for, of a batch the command and the warm server's children. Other work on the machine
bears on CPU time least; seconds of wall-clock time are given too, those of the loop for one report at a time, as a loop
runs. Ratios are of medians.
"""

import argparse
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from chancery.batch.local import cores
from chancery.warm import client

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TINY = ROOT / "tests" / "notebooks" / "tiny.ipynb"
ARTICLES = ("dprk-at-unga", "nato-russia-sample", "taiwan-strait-sample")
TEXT = "---\ntitle: Piece {0}\npublished: 2025-09-29\n---\nThe minister said on Monday that talks {0} would go on.\n"

# The limit: the cells of every report as a script, after everything they import is there, over the cores. Each report
# in a fork, as notebooks must be kept apart ("apart"), or each core's reports one after another ("together").
PLAIN = """
import ast, json, os, sys
from pathlib import Path
from chancery.warm import preload
from chancery.parameters import checked
preload.preload()
jobs, apart, wanted = int(sys.argv[1]), sys.argv[2] == "apart", json.loads(sys.argv[3])
cells = [cell for cell in json.loads(Path("notebooks/briefing.ipynb").read_text("utf-8"))["cells"]]
cells = [cell for cell in cells if cell["cell_type"] == "code"]

def run(values):
    space = {"__name__": "__main__"}
    for cell in cells:
        tree = ast.parse("".join(cell["source"]))
        shown = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)
        if "parameters" in cell["metadata"].get("tags", []):
            space.update(checked(values).as_literals())
        if shown is not None:
            value = eval(compile(ast.Expression(shown.value), "cell", "eval"), space)
            getattr(value, "_repr_mimebundle_", lambda: None)()

def forked(work):
    if (pid := os.fork()) == 0:
        for values in work:
            run(values)
        os._exit(0)
    return pid

print("ready", flush=True)
input()
shares = [[each] for each in wanted] if apart else [wanted[n::jobs] for n in range(jobs)]
running = 0
for share in shares:
    if running == jobs:
        os.wait()
        running -= 1
    forked(share)
    running += 1
for _ in range(running):
    os.wait()
"""


class Taken:
    """CPU and wall-clock seconds, several times over."""

    def __init__(self) -> None:
        self.cpu: list[float] = []
        self.wall: list[float] = []

    def add(self, cpu: float, wall: float) -> None:
        """One more."""
        self.cpu.append(cpu)
        self.wall.append(wall)

    @property
    def middle(self) -> tuple[float, float]:
        """The medians."""
        return statistics.median(self.cpu), statistics.median(self.wall)


def children_seconds() -> float:
    """CPU time of the children that this process has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def server_seconds() -> float:
    """CPU time of the warm server and the children it has waited for; 0 where none runs."""
    told = client.status()
    if told is None:
        return 0.0
    fields = Path(f"/proc/{told['pid']}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def measured(run: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall-clock seconds of something done by children or by the warm server."""
    begun, before = time.perf_counter(), children_seconds() + server_seconds()
    run()
    wall = time.perf_counter() - begun
    deadline = time.monotonic() + 10
    while (told := client.status()) is not None and told["children"] and time.monotonic() < deadline:
        time.sleep(0.01)
    return children_seconds() + server_seconds() - before, wall


def command(*words: object) -> subprocess.CompletedProcess[str]:
    """A command, run to its end. Raises CalledProcessError where it fails."""
    return subprocess.run([*map(str, words)], cwd=ROOT, check=True, capture_output=True, text=True)


def manifest(count: int, folder: Path) -> tuple[Path, list[dict[str, object]]]:
    """A manifest of briefings on the shipped articles, each under several windows, and their parameters."""
    windows = [7 + n for n in range(-(-count // len(ARTICLES)))]
    wanted = [{"article": article, "window_days": window} for window in windows for article in ARTICLES][:count]
    lines = "".join(f"  - {{article: {each['article']}, window_days: {each['window_days']}}}\n" for each in wanted)
    path = folder / f"reports-{count}.yaml"
    path.write_text(f"articles:\n{lines}out: {folder}/out-{count}/{{window_days}}\n", encoding="utf-8")
    return path, wanted


def looped(wanted: list[dict[str, object]], folder: Path) -> None:
    """The usual way: for each report papermill, then nbconvert."""
    for each in wanted:
        made = folder / "loop.ipynb"
        given = [word for name, value in each.items() for word in ("-p", name, value)]
        command(BIN / "papermill", ROOT / "notebooks" / "briefing.ipynb", made, *given, "--cwd", ROOT)
        command(BIN / "jupyter", "nbconvert", "--to", "html", made)


def plain(wanted: list[dict[str, object]], jobs: int, how: str, taken: Taken) -> None:
    """The cells alone; starting the script and its imports are not counted."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    words = [sys.executable, "-c", PLAIN, str(jobs), how, json.dumps(wanted)]
    script = subprocess.Popen(words, cwd=ROOT, text=True, **pipes)
    if script.stdout is None or script.stdout.readline() != "ready\n":
        raise RuntimeError("the plain cells did not start")
    stat = Path(f"/proc/{script.pid}/stat")
    ready = sum(map(int, stat.read_text("ascii").rpartition(")")[2].split()[11:15])) / os.sysconf("SC_CLK_TCK")
    before, begun = children_seconds(), time.perf_counter()
    script.communicate("\n")
    wall = time.perf_counter() - begun
    if script.returncode:
        raise subprocess.CalledProcessError(script.returncode, "the plain cells")
    taken.add(children_seconds() - before - ready, wall)


def against(count: int, loop: int, rounds: int, jobs: int) -> None:
    """Print how a batch compares with the loop and with its cells alone."""
    names = ("batch", "batch, again", "cells apart", "cells together", "loop")
    taken = {name: Taken() for name in names}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path, wanted = manifest(count, folder)
        command(BIN / "chancery", "batch", manifest(1, folder)[0], "--force")  # starts the server
        for _ in range(rounds):
            taken["loop"].add(*(each * count / loop for each in measured(lambda: looped(wanted[:loop], folder))))
            taken["batch"].add(*measured(lambda: command(BIN / "chancery", "batch", path, "--force", "-j", jobs)))
            taken["batch, again"].add(*measured(lambda: command(BIN / "chancery", "batch", path)))
            for how in ("apart", "together"):
                plain(wanted, jobs, how, taken[f"cells {how}"])
    print(f"{count} briefings, {jobs} at a time, {rounds} rounds; the loop made {loop} and is scaled")
    cpu, wall = taken["batch"].middle
    for name in names:
        c, w = taken[name].middle
        print(f"  {name:<16} CPU {c:7.1f} s  wall {w:7.1f} s   the batch: CPU ÷ {c / cpu:5.2f}, wall ÷ {w / wall:5.2f}")
    apart, together = (taken[f"cells {how}"].middle for how in ("apart", "together"))
    print(f"  batch ÷ cells apart: CPU {cpu / apart[0]:.2f}, wall {wall / apart[1]:.2f} (aim: at most 1.25)")
    print(f"  batch ÷ cells together: CPU {cpu / together[0]:.2f}, wall {wall / together[1]:.2f}")


def grown_reports(counts: list[int]) -> None:
    """Print what a report costs in batches of several sizes, of a notebook with next to nothing in it."""
    print("reports (tests/notebooks/tiny.ipynb)   CPU ms each   wall ms each   again, wall s")
    for count in counts:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            for number in range(count):
                (folder / f"piece-{number:04d}.md").write_text(TEXT.format(number), encoding="utf-8")
            words = (BIN / "chancery", "batch", f"{folder}/piece-*.md", "-n", TINY, "-o", folder / "out")
            cpu, wall = measured(lambda words=words: command(*words))
            again = measured(lambda words=words: command(*words))[1]
            print(f"{count:36,d} {cpu / count * 1e3:13.0f} {wall / count * 1e3:14.0f} {again:15.2f}", flush=True)


def one(*words: object) -> float:
    """CPU seconds of one report by the warm server."""
    with tempfile.TemporaryDirectory() as made:
        return measured(lambda: command(BIN / "chancery", "render", *words, "--out", made))[0]


def grown_rows(counts: list[int]) -> None:
    """Print what a report costs with an own table of many rows, read and taken up again: the shipped statements."""
    with (ROOT / "data" / "reference" / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    key = next(iter(rows[0]))
    head = f"rows of statements, by {key} (tests/notebooks/tiny.ipynb)"
    print(f"{head}   first, CPU s   µs a row   again, CPU s   µs a row beyond none")
    none = one("dprk-at-unga", "-n", TINY)
    for count in counts:
        with tempfile.TemporaryDirectory() as made:
            with (Path(made) / "statements.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0], lineterminator="\n")
                writer.writeheader()
                for number in range(count):
                    row = rows[number % len(rows)]
                    writer.writerow(row | {key: f"{row[key]}-{number}"})
            first, again = (one("dprk-at-unga", "-n", TINY, "-p", f"data={made}") for _ in range(2))
        each = [(cpu - none) / count * 1e6 for cpu in (first, again)]
        print(f"{count:{len(head)},d} {first:14.2f} {each[0]:10.0f} {again:14.2f} {each[1]:10.0f}", flush=True)


def grown_articles(sizes: list[int]) -> None:
    """Print what the notebook `article` costs for texts of several sizes: the supplied article's, over and over."""
    matter, body = (ROOT / "data" / "articles" / "dprk-at-unga.md").read_text("utf-8").split("---\n", 2)[1:]
    print("characters (notebook article)   CPU s   ms a thousand")
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            path = Path(made) / "piece.md"
            text = (f"{body.strip()}\n\n" * (size // len(body) + 1))[:size]
            path.write_text(f"---\n{matter}---\n{text}\n", encoding="utf-8")
            cpu = one(path, "-n", "article")
        print(f"{size:29,d} {cpu:7.2f} {cpu / size * 1e6:15.1f}", flush=True)


def main() -> None:
    """Compare, or show how the cost grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--loop", type=int, default=3, help="how many of them the loop makes")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=cores())
    parser.add_argument("--growth", nargs="*", choices=("reports", "rows", "articles"), help="show how the cost grows")
    parser.add_argument("--large", action="store_true", help="up to a million rows and 5 MB (some minutes)")
    asked = parser.parse_args()
    if asked.growth is None:
        against(asked.reports, min(asked.loop, asked.reports), asked.rounds, asked.jobs)
        return
    command(BIN / "chancery", "render", "dprk-at-unga", "-n", TINY, "--out", tempfile.gettempdir())
    large = asked.large
    parts: dict[str, Callable[[], None]] = {
        "reports": lambda: grown_reports([10, 100, 1000]),
        "rows": lambda: grown_rows([1_000, 10_000, 100_000, *([1_000_000] if large else [])]),
        "articles": lambda: grown_articles([1_000, 10_000, 100_000, *([1_000_000, 5_000_000] if large else [])]),
    }
    for name in asked.growth or parts:
        parts[name]()


if __name__ == "__main__":
    main()
