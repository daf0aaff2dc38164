"""How long a moved control takes: every view of every notebook, each of five controls moved; processor time.

    python benchmarks/exploring.py

The goal is 300 ms for the shipped data. Nothing of the browser's own time is in it.
"""

import datetime as dt
import sys
import time

from chancery import dossier
from chancery.parameters import Parameters
from chancery.widgets.strip import Strip
from chancery.widgets.views import VIEWS

GOAL_MS = 300
MOVES = {
    "as_of": dt.date(2024, 5, 1),
    "window_days": 7,
    "half_life_days": 200,
    "focus": "CHN",
    "admit_confidence": ("high",),
}


def main() -> int:
    """Print a line for each view; 1 where a move took longer than the goal."""
    case = dossier.opened(Parameters())
    slowest = 0.0
    for question in VIEWS["explore"]:
        strip = Strip(case, "explore")
        strip.question.value = question
        taken = []
        for name, value in MOVES.items():
            begun = time.process_time()
            strip.controls.by_name[name].value = value
            taken.append(1000 * (time.process_time() - begun))
        slowest = max(slowest, *taken)
        told = "  ".join(f"{name} {each:4.0f}" for name, each in zip(MOVES, taken, strict=True))
        print(f"{question:<42} {told}  ms")
    print(f"slowest {slowest:.0f} ms; goal {GOAL_MS} ms: {'met' if slowest <= GOAL_MS else 'missed'}")
    return int(slowest > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main())
