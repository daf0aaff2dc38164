"""Coded statements by year, by the exercise they answer, and by the rank of the speaker.

The statements were chosen because they answer exercises: counts say how many were found and coded, not how many were
made, and the days between a statement and its exercise are built in.
"""

import datetime as dt
from typing import Any

import pandas as pd

from chancery.rhetoric import authority

THREAT = "threaten"


def known_by(coded: pd.DataFrame, as_of: dt.date, actor: str = "") -> pd.DataFrame:
    """The statements made on or before a day, of one actor if given."""
    rows = coded[coded["date_first"] <= pd.Timestamp(as_of)]
    return rows[rows["actor"] == actor] if actor else rows


def by_year(coded: pd.DataFrame, as_of: dt.date, actor: str = "") -> pd.DataFrame:
    """One row per year with statements: how many, median, lowest and highest tone, threats, conditional ones.

    `scored` counts the statements whose stance is on the tone scale.
    """
    rows = known_by(coded, as_of, actor)
    return _summary(rows, rows["date_first"].dt.year.rename("year"))


def by_rank(coded: pd.DataFrame, as_of: dt.date, actor: str = "") -> pd.DataFrame:
    """One row per authority level, from the leader down, with the level's name in `rank`."""
    rows = known_by(coded, as_of, actor)
    made = _summary(rows, rows["authority"].astype(int).rename("authority"))
    if made.empty:
        return made
    made.insert(1, "rank", [authority.label(int(level)) for level in made["authority"]])
    return made


def by_exercise(coded: pd.DataFrame, exercises: pd.DataFrame, as_of: dt.date, actor: str = "") -> pd.DataFrame:
    """One row per exercise series that statements answer; a statement on two series counts in both."""
    rows = known_by(coded, as_of, actor)
    series = dict(zip(exercises["key"], exercises["series"], strict=True))
    answering = [tuple(dict.fromkeys(series[k] for k in keys if k in series)) for keys in rows["target_exercise_ids"]]
    answered = rows.assign(series=pd.Series(answering, index=rows.index, dtype=object)).explode("series")
    answered = answered[answered["series"].notna()]
    made = _summary(answered, answered["series"])
    return (
        made if made.empty else made.sort_values(["statements", "series"], ascending=[False, True], ignore_index=True)
    )


def _summary(rows: pd.DataFrame, by: "pd.Series[Any]") -> pd.DataFrame:
    if rows.empty:
        return pd.DataFrame(columns=[by.name, "statements", "scored", "median_tone", "lowest_tone", "highest_tone"])
    return (
        rows.groupby(by)
        .agg(
            statements=("key", "size"),
            scored=("tone", "count"),
            median_tone=("tone", "median"),
            lowest_tone=("tone", "min"),
            highest_tone=("tone", "max"),
            threats=("stance", lambda stances: int((stances == THREAT).sum())),
            conditional=("conditional", "sum"),
        )
        .reset_index()
    )
