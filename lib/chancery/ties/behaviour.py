"""Behaviour: dated acts between states, with sign and kind, and joint exercises; how strong they make a tie on a day.

An act with recipients joins each actor to each recipient; one without joins its actors to each other. A joint
exercise that was held, in full or scaled down, joins its participants. Only what was known counts: an act enters when
the last day its date can mean has come.

Some acts begin a state of affairs that lasts: they do not age until an act of the same pair ends it (LASTING, ENDING).

Strength of a pair on a day: the sum over its acts of sign × weight × 0.5^(age / half-life), age in days since
the act's last day (0 while it lasts). A half-life is a choice, so it is a parameter and stands on the chart.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd

from chancery.schemas.dtypes import DAYS, TEXT, typed
from chancery.ties.scale import ENOUGH

LEVELS = {"leader": 1.0, "ministerial": 0.75, "senior": 0.75, "institutional": 0.5, "working": 0.25}
"""Weights of the `level` coding: the higher the hand, the heavier the act."""

MATERIAL = {"material cooperation": 2.0, "material conflict": 2.0}
"""Weights of the `material` coding: deeds count double, words once."""

LASTING = frozenset({"invasion", "annexation", "relations cut"})
"""Types of acts that last until they are ended; `Weighing.lasting` can let them age like the others."""

ENDING = frozenset({"peace agreement", "armistice", "withdrawal", "relations restored"})
"""Types that end what lasts between the same two states."""

OPEN_END = pd.Timestamp(9999, 12, 31)
A_DAY = 86_400.0  # seconds
HELD = ("held", "scaled down")
ACT_TYPES: dict[str, Any] = {
    **dict.fromkeys(("key", "layer", "a", "b", "source"), TEXT),
    **dict.fromkeys(("first", "last", "until"), DAYS),
    "sign": int,
    **dict.fromkeys(("type", "category", "level", "quad", "description", "precision", "confidence"), TEXT),
    "pairs": int,
}


@dataclass(frozen=True)
class Weighing:
    """How acts are weighed: the choices a reader may dispute.

    half_life_days: days after which an act counts half. coding: `material` (deeds 2, words 1), `equal`
    (each act 1) or `level` (LEVELS). exercises: what one joint exercise counts; 0 leaves them out.
    lasting: whether acts that last (LASTING) keep their weight.
    window_days: acts that ended longer ago are left out; None leaves out none.
    faint: below this sum of absolute weights a pair counts as having no recent behaviour.
    mixed: a pair whose net share of the gross lies within ±mixed is neither for nor against.
    """

    half_life_days: int = 365
    coding: str = "material"
    exercises: float = 0.5
    lasting: bool = True
    faint: float = 0.05
    mixed: float = 1 / 3
    window_days: int | None = None
    confidence: tuple[str, ...] = field(default=("high", "medium", "low"))

    def __post_init__(self) -> None:
        if self.half_life_days <= 0:
            raise ValueError("half_life_days must be above zero")
        if self.window_days is not None and self.window_days <= 0:
            raise ValueError("window_days must be above zero, or None")
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
    pairs: how many pairs the act joins, those outside `among` counted too; 1 is an act of the pair's own.
    until: the last day, or for an act that lasts the day before the one that ended it (OPEN_END: not ended).
    `attrs["not_yet"]` counts the rows left out because their date may lie after the day.
    """
    rows = [
        *_tie_rows(ties[ties["start_last"] <= pd.Timestamp(as_of)]),
        *_exercise_rows(exercises[exercises["start_last"] <= pd.Timestamp(as_of)]),
    ]
    made = typed(rows, ACT_TYPES)
    if among is not None:
        inside = set(among)
        made = made[made["a"].isin(inside) & made["b"].isin(inside)]
    made = made.sort_values(["first", "key", "a", "b"], kind="stable", ignore_index=True)
    made["until"] = _lasting_until(made)
    straddling = [
        int(((table["start_first"] <= pd.Timestamp(as_of)) & (table["start_last"] > pd.Timestamp(as_of))).sum())
        for table in (ties, exercises)
    ]
    made.attrs["not_yet"] = sum(straddling)
    return made


def no_acts() -> pd.DataFrame:
    """A table of `acts` without rows."""
    return typed([], ACT_TYPES)


def _lasting_until(made: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    endings = made[made["type"].isin(ENDING)]
    last_days = []
    for row in made[made["type"].isin(LASTING)].to_dict("records"):
        same = endings[(endings["a"] == row["a"]) & (endings["b"] == row["b"]) & (endings["first"] > row["first"])]
        last_days.append(same["first"].min() - pd.Timedelta(days=1) if len(same) else OPEN_END)
    until = made["until"].copy()
    until[made["type"].isin(LASTING)] = last_days
    return until


_TIE_FIELDS = (
    *("key", "actors", "recipients", "start_first", "start_last", "end_last", "sign", "type", "plover", "level"),
    *("quad", "description", "start", "confidence"),
)


def _tie_rows(ties: pd.DataFrame) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for key, actors, recipients, first, last, end, sign, *rest in zip(
        *(ties[name] for name in _TIE_FIELDS), strict=True
    ):
        kind, plover, level, quad, description, start, confidence = rest
        ended = last if pd.isna(end) else end
        pairs = product(actors, recipients) if recipients else combinations(actors, 2)
        joined = [(one, other) for one, other in pairs if one != other]
        for one, other in joined:
            a, b = (one, other) if one < other else (other, one)
            source = one if recipients else ""
            when = (first, ended, ended, 1 if sign == "+" else -1)
            what = (kind, plover, level, quad, description, _precision(start), confidence, len(joined))
            rows.append((key, "acts", a, b, source, *when, *what))
    return rows


def _exercise_rows(exercises: pd.DataFrame) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for row in exercises[exercises["status"].isin(HELD)].to_dict("records"):
        pairs = list(combinations(row["participants"], 2))
        last = row["end_last"] if not pd.isna(row["end_last"]) else row["start_last"]
        rows.extend(
            (
                row["key"],
                "exercises",
                *sorted(pair),
                "",
                row["start_first"],
                last,
                last,
                1,
                "joint exercise",
                "COOPERATE",
                "institutional",
                "material cooperation",
                row["name"],
                row["date_precision"],
                row["confidence"],
                len(pairs),
            )
            for pair in pairs
        )
    return rows


def _precision(written: str) -> str:
    return {4: "year", 7: "month"}.get(len(str(written)), "day")


def weights(known: pd.DataFrame, weighing: Weighing) -> "pd.Series[float]":
    """The weight of each act before decay, by the coding chosen."""
    if weighing.coding == "level":
        made = [LEVELS.get(level, 0.5) for level in known["level"]]
    elif weighing.coding == "material":
        made = [MATERIAL.get(quad, 1.0) for quad in known["quad"]]
    else:
        made = [1.0] * len(known)
    admitted = frozenset(weighing.confidence)
    return pd.Series(
        [
            0.0 if confidence not in admitted else weight if layer == "acts" else weighing.exercises
            for weight, layer, confidence in zip(made, known["layer"], known["confidence"], strict=True)
        ],
        index=known.index,
        dtype=float,
    )


def shares(known: pd.DataFrame) -> "pd.Series[float]":
    """What each act counts for its pair: whole where it joins no other, in equal part where it joins several.

    One that begins what lasts (LASTING) is enough by itself (`scale.ENOUGH`).
    """
    return (1.0 / known["pairs"].astype(float)).where(~known["type"].isin(LASTING), ENOUGH)


def strength(known: pd.DataFrame, on: dt.date, weighing: Weighing | None = None) -> pd.DataFrame:
    """How strong the behaviour of each pair is on a day: one row per pair with acts up to then.

    Columns: a, b, positive and negative (sums of decayed weights, both at least 0), net, gross, acts and exercises
    (counts of rows that weigh), whole (the acts on the side of the net, by `shares`), latest (first day of the newest).
    Sorted by a, b.
    """
    weighing = weighing or Weighing()
    day = np.datetime64(on, "s")
    first, last = (known[name].to_numpy() for name in ("first", "until" if weighing.lasting else "last"))
    weight, age = weights(known, weighing).to_numpy(), np.maximum((day - last).astype(float) / A_DAY, 0.0)
    kept = np.flatnonzero((first <= day) & (weight > 0) & (age <= (weighing.window_days or np.inf)))
    ends = list(zip(known["a"].array[kept], known["b"].array[kept], strict=True))
    pairs = sorted(set(ends))
    at = np.array([*map({pair: number for number, pair in enumerate(pairs)}.__getitem__, ends)], dtype=int)

    def summed(values: Any) -> Any:
        return np.bincount(at, values, minlength=len(pairs))

    decayed = weight[kept] * np.power(0.5, age[kept] / weighing.half_life_days)
    cooperative, acted = known["sign"].to_numpy()[kept] > 0, known["layer"].array[kept] == "acts"
    positive, negative = summed(np.where(cooperative, decayed, 0.0)), summed(np.where(cooperative, 0.0, decayed))
    share = shares(known).to_numpy()[kept]
    whole_for, whole_against = summed(np.where(cooperative, share, 0.0)), summed(np.where(cooperative, 0.0, share))
    latest = np.full(len(pairs), np.datetime64("0001-01-01", "s"))
    np.maximum.at(latest, at, first[kept])
    return pd.DataFrame(
        {
            "a": pd.array([a for a, _ in pairs], dtype=TEXT),
            "b": pd.array([b for _, b in pairs], dtype=TEXT),
            "positive": positive,
            "negative": negative,
            "acts": summed(acted).astype(int),
            "exercises": summed(~acted).astype(int),
            "latest": latest,
            "net": positive - negative,
            "gross": positive + negative,
            "whole": np.where(positive >= negative, whole_for, whole_against),
        }
    )


def strength_over_time(
    known: pd.DataFrame, days: Collection[dt.date], weighing: Weighing | None = None
) -> pd.DataFrame:
    """`strength` on each of several days, one under another, with a column `on`."""
    return pd.concat([strength(known, day, weighing).assign(on=pd.Timestamp(day)) for day in days], ignore_index=True)
