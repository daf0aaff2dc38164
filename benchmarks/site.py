"""How long a site takes: 500 reports from nothing, then again with one report changed. Run: python benchmarks/site.py.

Each build is a command of its own, as a scheduler starts it, so that imports count. The reports are made up: pages of
400 KB with records of 60 findings, 12 claims and 40 ties. The issue asks for under 20 s and under 2 s; the exit code
tells whether both held. A third build, with nothing changed, shows what looking costs.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from chancery import record

REPORTS, PAGE_BYTES = 500, 400_000
STATES = {f"S{number:02}": f"State {number}" for number in range(40)}
WORDS = [f"word{number}" for number in range(3_000)]
GOALS = (20.0, 2.0)


def made_record(number: int, chance: random.Random) -> dict[str, object]:
    """The record of a report that looks like a real one in size and variety."""
    day = f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
    codes = chance.sample(sorted(STATES), 8)
    findings = [
        {
            "id": f"made.finding.{place}",
            "text": " ".join(chance.choices(WORDS, k=25)),
            "numbers": {"count": chance.randrange(100)},
            "evidence": [{"kind": "row", "table": "ties", "key": f"tie-{row:03}"} for row in range(15)],
        }
        for place in range(60)
    ]
    verdicts = [
        {
            "claim": f"C{place}",
            "kind": "count",
            "start": place * 100,
            "end": place * 100 + 50,
            "words": " ".join(chance.choices(WORDS, k=12)),
            "ruling": "supported",
            "reason": "the rows say so",
        }
        for place in range(12)
    ]
    return {
        "form": record.FORM,
        "version": record.VERSION,
        "title": f"Report {number}: {' '.join(chance.choices(WORDS, k=6))}",
        "marking": "TLP:CLEAR",
        "as_of": day,
        "article": {
            "name": f"report-{number:03}",
            "title": f"Report {number}",
            "source": "A newspaper",
            "published": day,
            "published_basis": "stated",
            "sha256": "0" * 64,
            "words": 700,
        },
        "theatre": {"code": f"theatre-{number % 5}", "name": f"Theatre {number % 5}"},
        "actors": [{"code": code, "name": STATES[code], "mentions": 3} for code in codes],
        "stage": [{"code": code, "name": STATES[code]} for code in codes],
        "ties": [
            {"a": a, "b": b, "sign": chance.choice("+-"), "net": chance.random()} for a in codes for b in codes if a < b
        ],
        "bottom_line": [finding["id"] for finding in findings[:5]],
        "findings": findings,
        "verdicts": verdicts,
    }


def shelve(folder: Path, number: int, chance: random.Random) -> None:
    """Put a made-up report on the shelf."""
    values = made_record(number, chance)
    head = (
        f'<!doctype html><html lang="en"><head><title>{values["title"]}</title>'
        f'<meta name="generator" content="Chancery"><meta name="chancery:marking" content="TLP:CLEAR"></head><body>'
    )
    page = head + "<p>" + "x" * (PAGE_BYTES - len(head)) + "</p></body></html>"
    (folder / f"report-{number:03}.html").write_text(page, "utf-8")
    (folder / f"report-{number:03}.json").write_text(record.of(values, "made").text(), "utf-8")


def timed(words: str, reports: Path, site: Path) -> tuple[float, str]:
    """Seconds by the clock that a build takes, and what it said; processor seconds are printed beside them."""
    before, begun = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "chancery", "site", str(site), "--reports", str(reports)],
        check=True,
        capture_output=True,
        text=True,
    )
    taken, after = time.perf_counter() - begun, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{words:<32} {taken:6.2f} s ({worked:.2f} s of processor)  {done.stdout.strip().partition(': ')[2]}")
    return taken, done.stdout


def main() -> int:
    """Measures the three builds."""
    chance = random.Random(1)  # noqa: S311 - made-up words
    with tempfile.TemporaryDirectory() as place:
        reports, site = Path(place) / "reports", Path(place) / "site"
        reports.mkdir()
        for number in range(REPORTS):
            shelve(reports, number, chance)
        whole, _ = timed(f"{REPORTS} reports from nothing", reports, site)
        shelve(reports, 7, chance)
        again, _ = timed("again, one report changed", reports, site)
        timed("again, nothing changed", reports, site)
        print(f"one change costs {again / whole:.1%} of a full build")
        sizes = {name: (site / name).stat().st_size for name in ("index.html", "search.html", "feed.xml")}
        print(json.dumps(sizes))
    return int(whole >= GOALS[0] or again >= GOALS[1])


if __name__ == "__main__":
    sys.exit(main())
