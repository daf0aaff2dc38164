"""How long the reference library takes: reading and checking all tables, and a large import.

Run: python benchmarks/reference.py [folder of the published datasets]
Prints medians in milliseconds, after imports, and the ratio to a bare reading of the same files.
"""

import csv
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from chancery import paths, reference
from chancery.reference import datasets, loading

RUNS = 9
SHARED = Path(os.environ.get("CHANCERY_SHARED", Path(__file__).parents[2] / "shared")) / "datasets"
READ_BUDGET_MS = 150
IMPORT_BUDGET_MS = 3_000


def timed(action: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Median wall and processor time of an action in milliseconds; the first run, with its imports, is left out.

    On a busy machine the wall tells of the neighbours; the processor's time tells of the action.
    """
    action()
    walls, works = [], []
    for _ in range(runs):
        wall, work = time.perf_counter(), time.process_time()
        action()
        walls.append((time.perf_counter() - wall) * 1000)
        works.append((time.process_time() - work) * 1000)
    return statistics.median(walls), statistics.median(works)


def bare_reading() -> int:
    """All cells of all tables by the standard library's reader, unchecked: the floor."""
    cells = 0
    for path in paths.reference().glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            cells += sum(len(row) for row in csv.reader(handle))
    return cells


def whole_reading() -> int:
    """All tables read, checked against their schemas and typed."""
    loading._load.cache_clear()  # noqa: SLF001  a benchmark reads afresh each time
    return len(reference.load().exercises)


def main() -> None:
    """Print the times, and leave with 1 where a budget is passed."""
    (_, floor), (wall, work) = timed(bare_reading), timed(whole_reading)
    rows = sum(len(frame) for frame in reference.load().tables.values())
    print(f"tables: {rows:,} rows read, checked and typed in {wall:.0f} ms, {work:.0f} ms of processor time")
    print(f"        {work / floor:.0f} times a bare reading of the same files; budget {READ_BUDGET_MS} ms")
    failed = work > READ_BUDGET_MS
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else SHARED)
    atop = folder / "atop" / "atop51_directed_dyad_year.csv.gz"
    if atop.is_file():
        with tempfile.TemporaryDirectory() as room:
            os.environ["CHANCERY_CACHE"] = room
            wall, work = timed(lambda: datasets.import_dataset("atop", atop), runs=3)
            made = datasets.import_dataset("atop", atop).rows
        print(f"ATOP:   {made:,} rows imported in {wall:.0f} ms, {work:.0f} ms of processor time")
        print(f"        budget {IMPORT_BUDGET_MS:,} ms")
        failed |= work > IMPORT_BUDGET_MS
    else:
        print(f"ATOP:   not measured, {atop} is not there")
    sys.exit(int(failed))


if __name__ == "__main__":
    main()
