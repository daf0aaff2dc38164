"""How long ties take: 200 states and 20,000 acts analysed, then drawn. Run: python benchmarks/ties.py.

Prints seconds for each part; the issue asks for under 2 s each for the analysis and the drawing.
"""

import datetime as dt
import sys
import time
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd

from chancery import charts, ties

STATES, ACTS, TREATIES = 200, 20_000, 120
ON = dt.date(2025, 1, 1)


def tables(seed: int = 1) -> dict[str, pd.DataFrame]:
    """Reference tables with random treaties, acts and no exercises."""
    random = np.random.default_rng(seed)
    codes = [f"S{number:03}" for number in range(STATES)]
    days = pd.Timestamp(ON) - pd.to_timedelta(random.integers(0, 3650, ACTS), unit="D")
    pairs = random.integers(0, STATES, (ACTS, 2))
    acts = pd.DataFrame(
        {
            "key": [f"t{number}" for number in range(ACTS)],
            "actors": [(codes[a],) for a in pairs[:, 0]],
            "recipients": [(codes[b],) for b in pairs[:, 1]],
            "start": days.strftime("%Y-%m-%d"),
            "start_first": days,
            "start_last": days,
            "end_first": days,
            "end_last": days,
            "sign": np.where(random.random(ACTS) < 0.7, "+", "-"),
            "type": "summit",
            "plover": "CONSULT",
            "quad": "verbal cooperation",
            "level": "leader",
            "description": "an act",
            "confidence": "high",
        }
    )
    sizes = random.integers(2, 8, TREATIES)
    begun = pd.Series(pd.Timestamp("1990-01-01"), index=range(TREATIES))
    never = pd.Series(pd.NaT, index=range(TREATIES), dtype="datetime64[s]")
    alliances = pd.DataFrame(
        {
            "alliance_id": [f"a{number}" for number in range(TREATIES)],
            "name": "Treaty",
            "kind": "treaty",
            "members": [tuple(random.choice(codes, size=size, replace=False)) for size in sizes],
            "status": "in force",
            "confidence": "high",
            **{f"{column}_{end}": begun for column in ("signed", "in_force") for end in ("first", "last")},
            **{f"ended_{end}": never for end in ("first", "last")},
            **dict.fromkeys(ties.KINDS.values(), True),
        }
    )
    members = pd.DataFrame(columns=["alliance_id", "member", "joined_first", "joined_last", "left_first", "left_last"])
    exercises = pd.DataFrame(columns=["key", "participants", "status", "start_first", "start_last"]).astype(
        {"start_first": "datetime64[s]", "start_last": "datetime64[s]"}
    )
    actors = pd.DataFrame({"code": codes, "name": [f"State {code}" for code in codes], "kind": "state"})
    return {
        "actors": actors,
        "alliances": alliances,
        "alliance_members": members,
        "ties": acts,
        "exercises": exercises,
    }


def timed(words: str, work: Callable[[], object]) -> float:
    """Processor seconds that some work takes, printed."""
    start = time.process_time()
    work()
    taken = time.process_time() - start
    print(f"{words:<44} {taken:6.2f} s")
    return taken


def main() -> int:
    """Measures the analysis and the drawing; the exit code tells whether both stayed under 2 s."""
    given = tables()
    view = ties.around(given, focus="S000", on=ON, states=given["actors"]["code"])
    analysis = sum(
        (
            timed("dyads: obligations and behaviour", lambda: view.dyads),
            timed("degree and brokerage", lambda: (ties.degree(view.graph), ties.brokerage(view.graph))),
            timed("blocs", lambda: view.blocs),
            timed("balance: triads and frustration", lambda: view.balance),
            timed("change against a year before", lambda: view.changes(view.years_before(1))),
        )
    )
    print(f"{'analysis':<44} {analysis:6.2f} s")
    forty = list(view.names)[:40]
    names = {code: view.names[code] for code in forty}
    inside = view.dyads[view.dyads["a"].isin(forty) & view.dyads["b"].isin(forty)]
    drawing = sum(
        (
            timed("network of 200 states", lambda: charts.alliance_network(view.dyads, view.names, focus="S000")),
            timed("matrix of 40 states", lambda: charts.dyad_matrix(inside, names)),
        )
    )
    print(f"{'drawing':<44} {drawing:6.2f} s; pairs drawn {len(list(combinations(forty, 2)))}")
    return int(analysis >= 2 or drawing >= 2)


if __name__ == "__main__":
    sys.exit(main())
