"""How long the reference library takes: reading and checking all tables, and a large import.

Run: python benchmarks/reference.py [folder of the published datasets]
Prints the median of several runs in milliseconds, after imports, and the ratio to a bare reading of the same files.
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
READ_BUDGET_MS = 150
IMPORT_BUDGET_MS = 3_000


def median_ms(action: Callable[[], object], runs: int = RUNS) -> float:
    """Median wall time of an action in milliseconds, the first run (imports, caches of the disk) left out."""
    action()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


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
    """Print the table of times, and leave with 1 where a budget is passed."""
    floor, whole = median_ms(bare_reading), median_ms(whole_reading)
    rows = sum(len(frame) for frame in reference.load().tables.values())
    print(f"tables: {rows:,} rows read, checked and typed in {whole:.0f} ms; budget {READ_BUDGET_MS} ms")
    print(f"        {whole / floor:.1f} times a bare reading of the same files")
    failed = whole > READ_BUDGET_MS
    folder = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("CHANCERY_SHARED", "../shared")) / "datasets"
    )
    atop = folder / "atop" / "atop51_directed_dyad_year.csv.gz"
    if atop.is_file():
        with tempfile.TemporaryDirectory() as room:
            os.environ["CHANCERY_CACHE"] = room
            taken = median_ms(lambda: datasets.import_dataset("atop", atop), runs=3)
            made = datasets.import_dataset("atop", atop).rows
        print(f"ATOP: {made:,} rows imported in {taken:.0f} ms; budget {IMPORT_BUDGET_MS} ms")
        failed |= taken > IMPORT_BUDGET_MS
    else:
        print(f"ATOP: not measured, {atop} is not there")
    sys.exit(int(failed))


if __name__ == "__main__":
    main()
