"""Behaviour: dated acts between states, with sign and kind, and joint exercises; how strong they make a tie on a day.

An act with recipients joins each actor to each recipient; one without joins its actors to each other. A joint
exercise that was held, in full or scaled down, joins its participants. Only what was known counts: an act enters when
the last day its date can mean has come.

Strength of a pair on a day: the sum over its acts of sign × weight × 0.5^(age / half-life), age in days since
the act's last day (0 while it lasts). A half-life is a choice, so it is a parameter and stands on the chart.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
import pandas as pd

LEVELS = {"leader": 1.0, "ministerial": 0.75, "senior": 0.75, "institutional": 0.5, "working": 0.25}
"""Weights of the `level` coding: the higher the hand, the heavier the act."""

MATERIAL = {"material cooperation": 2.0, "material conflict": 2.0}
"""Weights of the `material` coding: deeds count double, words once."""

DAYS = "datetime64[s]"
HELD = ("held", "scaled down")
ACT_COLUMNS = [
    "key",
    "layer",
    "a",
    "b",
    "source",
    "first",
    "last",
    "sign",
    "type",
    "category",
    "level",
    "quad",
    "description",
    "precision",
    "confidence",
]


@dataclass(frozen=True)
class Weighing:
    """How acts are weighed: the choices a reader may dispute.

    half_life_days: days after which an act counts half. coding: `material` (deeds 2, words 1), `equal`
    (each act 1) or `level` (LEVELS). exercises: what one joint exercise counts; 0 leaves them out.
    faint: below this sum of absolute weights a pair counts as having no recent behaviour.
    mixed: a pair whose net share of the gross lies within ±mixed is neither for nor against.
    """

    half_life_days: int = 365
    coding: str = "material"
    exercises: float = 0.5
    faint: float = 0.05
    mixed: float = 1 / 3
    confidence: tuple[str, ...] = field(default=("high", "medium", "low"))

    def __post_init__(self) -> None:
        if self.half_life_days <= 0:
            raise ValueError("half_life_days must be above zero")
        if self.coding not in ("equal", "level", "material"):
            raise ValueError(f"coding {self.coding!r}: use equal, level or material")


def acts(
    ties: pd.DataFrame,
    exercises: pd.DataFrame,
    as_of: dt.date,
    among: Collection[str] | None = None,
) -> pd.DataFrame:
    """One row for each act and pair of states, known on a day; `a` comes before `b` in the alphabet.

    ties, exercises: the reference tables. layer: `acts` or `exercises`; source: who acted, empty where both did.
    `attrs["not_yet"]` counts the rows left out because their date may lie after the day.
    """
    rows = [
        *_tie_rows(ties[ties["start_last"] <= pd.Timestamp(as_of)]),
        *_exercise_rows(exercises[exercises["start_last"] <= pd.Timestamp(as_of)]),
    ]
    made = pd.DataFrame(rows, columns=ACT_COLUMNS).astype({"first": DAYS, "last": DAYS, "sign": int})
    if among is not None:
        inside = set(among)
        made = made[made["a"].isin(inside) & made["b"].isin(inside)]
    made = made.sort_values(["first", "key", "a", "b"], kind="stable", ignore_index=True)
    straddling = [
        int(((table["start_first"] <= pd.Timestamp(as_of)) & (table["start_last"] > pd.Timestamp(as_of))).sum())
        for table in (ties, exercises)
    ]
    made.attrs["not_yet"] = sum(straddling)
    return made


def _tie_rows(ties: pd.DataFrame) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for row in ties.to_dict("records"):
        directed = bool(row["recipients"])
        pairs = product(row["actors"], row["recipients"]) if directed else combinations(row["actors"], 2)
        last = row["end_last"] if not pd.isna(row["end_last"]) else row["start_last"]
        rows.extend(
            (
                row["key"],
                "acts",
                *sorted(pair),
                pair[0] if directed else "",
                row["start_first"],
                last,
                1 if row["sign"] == "+" else -1,
                row["type"],
                row["plover"],
                row["level"],
                row["quad"],
                row["description"],
                row.get("date_precision") or _precision(row["start"]),
                row["confidence"],
            )
            for pair in pairs
            if pair[0] != pair[1]
        )
    return rows


def _exercise_rows(exercises: pd.DataFrame) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for row in exercises[exercises["status"].isin(HELD)].to_dict("records"):
        last = row["end_last"] if not pd.isna(row["end_last"]) else row["start_last"]
        rows.extend(
            (
                row["key"],
                "exercises",
                *sorted(pair),
                "",
                row["start_first"],
                last,
                1,
                "joint exercise",
                "COOPERATE",
                "institutional",
                "material cooperation",
                row["name"],
                row["date_precision"],
                row["confidence"],
            )
            for pair in combinations(row["participants"], 2)
        )
    return rows


def _precision(written: str) -> str:
    return {4: "year", 7: "month"}.get(len(str(written)), "day")


def weights(known: pd.DataFrame, weighing: Weighing) -> "pd.Series[float]":
    """The weight of each act before decay, by the coding chosen."""
    if weighing.coding == "level":
        made = known["level"].map(LEVELS).fillna(0.5)
    elif weighing.coding == "material":
        made = known["quad"].map(MATERIAL).fillna(1.0)
    else:
        made = pd.Series(1.0, index=known.index)
    made = made.astype(float).where(known["layer"] == "acts", weighing.exercises)
    return made.where(known["confidence"].isin(weighing.confidence), 0.0)


def strength(known: pd.DataFrame, on: dt.date, weighing: Weighing | None = None) -> pd.DataFrame:
    """How strong the behaviour of each pair is on a day: one row per pair with acts up to then.

    Columns: a, b, positive and negative (sums of decayed weights, both at least 0), net, gross, acts and exercises
    (counts of rows that weigh), latest (first day of the newest). Sorted by a, b.
    """
    weighing = weighing or Weighing()
    day = pd.Timestamp(on)
    past = known[known["first"] <= day]
    weight = weights(past, weighing)
    past, weight = past[weight > 0], weight[weight > 0]
    age = np.maximum((day - past["last"]).dt.days.to_numpy(dtype=float), 0.0)
    decayed = weight.to_numpy() * np.power(0.5, age / weighing.half_life_days)
    sign = past["sign"].to_numpy()
    table = pd.DataFrame(
        {
            "a": past["a"].to_numpy(),
            "b": past["b"].to_numpy(),
            "positive": np.where(sign > 0, decayed, 0.0),
            "negative": np.where(sign < 0, decayed, 0.0),
            "acts": (past["layer"] == "acts").to_numpy(dtype=int),
            "exercises": (past["layer"] == "exercises").to_numpy(dtype=int),
            "latest": past["first"].to_numpy(),
        }
    )
    summed = (
        table.groupby(["a", "b"], sort=True)
        .agg(
            positive=("positive", "sum"),
            negative=("negative", "sum"),
            acts=("acts", "sum"),
            exercises=("exercises", "sum"),
            latest=("latest", "max"),
        )
        .reset_index()
    )
    return summed.assign(net=summed["positive"] - summed["negative"], gross=summed["positive"] + summed["negative"])


def strength_over_time(
    known: pd.DataFrame, days: Collection[dt.date], weighing: Weighing | None = None
) -> pd.DataFrame:
    """`strength` on each of several days, one under another, with a column `on`."""
    return pd.concat([strength(known, day, weighing).assign(on=pd.Timestamp(day)) for day in days], ignore_index=True)
