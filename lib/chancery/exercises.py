"""Exercises counted: by year, by series, and against the years before.

The tables hold what was found; a year without rows is a year without rows, not a year without drills. Exercises that
were held, in full or scaled down, count; those suspended or cancelled are counted apart. No row that began after
`as_of` is part of any count.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

STATUSES = ("held", "scaled down", "suspended", "cancelled")
TOOK_PLACE = STATUSES[:2]
NUCLEAR = "nuclear"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the record check.

    aspect: the word it stands for (scale, nature, frequency, scope); column: of `by_year`; unit: for a person.
    """

    aspect: str
    column: str
    name: str
    unit: tuple[str, str]


MEASURES = (
    Measure("scale", "largest_troops", "largest exercise by troops", ("soldier", "soldiers")),
    Measure("nature", "kinds", "kinds of exercise (form and domain)", ("kind", "kinds")),
    Measure("nature", "nuclear", "exercises on nuclear planning", ("exercise", "exercises")),
    Measure("frequency", "counted", "exercises held", ("exercise", "exercises")),
    Measure("frequency", "days", "days with an exercise under way", ("day", "days")),
    Measure("scope", "multilateral", "exercises of three or more states", ("exercise", "exercises")),
    Measure("scope", "states", "states that took part", ("state", "states")),
)


def known_by(exercises: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The rows that began, at the earliest their date can mean, on or before a day."""
    return exercises[exercises["start_first"] <= pd.Timestamp(as_of)]


def selected(
    exercises: pd.DataFrame,
    *,
    regions: Collection[str] = (),
    series: Collection[str] = (),
    audience: str = "",
    participants: Collection[str] = (),
) -> pd.DataFrame:
    """The rows that meet every condition given.

    audience: a code the exercise is held against or shown to. participants: codes; at least one must take part.
    """
    kept = exercises
    if regions:
        kept = kept[kept["region"].isin(list(regions))]
    if series:
        kept = kept[kept["series"].isin(list(series))]
    if audience:
        kept = kept[[audience in codes for codes in kept["audience"]]]
    if participants:
        wanted = set(participants)
        kept = kept[[not wanted.isdisjoint(codes) for codes in kept["participants"]]]
    return kept


def exactly_dated(exercises: pd.DataFrame, *, end: bool = True) -> pd.DataFrame:
    """The rows whose first day is known, and with `end` their last day too."""
    sound = exercises["start_first"].notna() & (exercises["start_first"] == exercises["start_last"])
    if end:
        sound &= exercises["end_first"].notna() & (exercises["end_first"] == exercises["end_last"])
    return exercises[sound & (exercises["date_precision"] == "day")]


def took_place(exercises: pd.DataFrame) -> pd.DataFrame:
    """The rows of exercises that were held, in full or scaled down."""
    return exercises[exercises["status"].isin(TOOK_PLACE)]


def by_year(exercises: pd.DataFrame, as_of: dt.date, *, same_part: bool = False) -> pd.DataFrame:
    """One row per year from the first exercise known to the year of `as_of`.

    same_part: count in every year only what began by the month and day of `as_of`, so that an unfinished year can be
    compared; those known by month or year only, which may have begun later, are then in `undated`, not counted.
    Columns: year; rows; counted (held or scaled down) and each status; undated; days (distinct days under way, of those
    dated exactly) and days_known (how many are); largest_troops (the upper figure), troops_known (how many have one);
    kinds (form and domain); nuclear; multilateral (three or more states); states.
    """
    known = known_by(exercises, as_of)
    if known.empty:
        return pd.DataFrame(columns=["year", "rows", "counted", *map(_column, STATUSES)])
    years = known["start_first"].dt.year
    rows = []
    for year in range(int(years.min()), as_of.year + 1):
        limit = dt.date(year, as_of.month, min(as_of.day, 28 if as_of.month == 2 else 31)) if same_part else as_of
        rows.append(_year(year, known[years == year], min(limit, as_of) if same_part else as_of, same_part))
    return pd.DataFrame(rows)


def by_series(exercises: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """One row per series, oldest first: first and last holding, how many of each status, largest troops, states."""
    rows = []
    for series, holdings in known_by(exercises, as_of).groupby("series", sort=False):
        held = took_place(holdings)
        rows.append(
            {
                "series": series,
                "first": holdings["start_first"].min(),
                "last": holdings["start_first"].max(),
                "rows": len(holdings),
                "counted": len(held),
                **{_column(status): int((holdings["status"] == status).sum()) for status in STATUSES},
                "largest_troops": held["troops_max"].max() if held["troops_max"].notna().any() else pd.NA,
                "troops_known": int(held["troops_max"].notna().sum()),
                "participants": tuple(sorted({code for codes in holdings["participants"] for code in codes})),
            }
        )
    made = pd.DataFrame(rows)
    return made if made.empty else made.sort_values(["first", "series"], ignore_index=True)


def days_under_way(exercises: pd.DataFrame, year: int, until: dt.date) -> set[dt.date]:
    """The distinct days of one year, up to `until`, on which an exactly dated exercise was under way."""
    opening, closing = dt.date(year, 1, 1), min(dt.date(year, 12, 31), until)
    days: set[dt.date] = set()
    for start, end in zip(exercises["start_first"], exercises["end_last"], strict=True):
        first, last = max(start.date(), opening), min(end.date(), closing)
        days |= {first + dt.timedelta(days=step) for step in range((last - first).days + 1)}
    return days


def record_check(exercises: pd.DataFrame, as_of: dt.date, *, measures: Sequence[Measure] = MEASURES) -> pd.DataFrame:
    """The year of `as_of` against every earlier year with rows, measure by measure, over the same part of the year.

    Columns: aspect, measure, unit, value, rank (1 is the highest; years level share a rank), years (compared, this one
    included), best_earlier, best_year (the latest of the years level at the top), verdict (record, level, no,
    none for a measure that was never above zero, unknown) and unknown: what the value does not know, in words, ""
    where nothing is missing.
    """
    years = by_year(exercises, as_of, same_part=True)
    if years.empty or not (years["rows"] > 0).any():
        return pd.DataFrame()
    years = years[(years["rows"] > 0) | (years["year"] == as_of.year)]
    now, earlier = years[years["year"] == as_of.year].iloc[0], years[years["year"] < as_of.year]
    rows = []
    for measure in measures:
        value, past = now[measure.column], earlier[["year", measure.column]].dropna()
        rows.append(
            {
                "aspect": measure.aspect,
                "measure": measure.name,
                "unit": measure.unit,
                "value": value,
                **_standing(value, past.rename(columns={measure.column: "value"})),
                "years": len(past) + 1,
                "unknown": _unknown(measure, now),
            }
        )
    return pd.DataFrame(rows)


def _standing(value: Any, past: pd.DataFrame) -> dict[str, object]:
    if pd.isna(value) or past.empty:
        return {"rank": pd.NA, "best_earlier": pd.NA, "best_year": pd.NA, "verdict": "unknown"}
    best = past["value"].max()
    verdict = "none" if value == best == 0 else "record" if value > best else "level" if value == best else "no"
    return {
        "rank": 1 + int((past["value"] > value).sum()),
        "best_earlier": best,
        "best_year": int(past.loc[past["value"] == best, "year"].max()),
        "verdict": verdict,
    }


def _unknown(measure: Measure, year: "pd.Series[Any]") -> str:
    held = int(year["counted"])
    known = {"largest_troops": "troops_known", "days": "days_known"}.get(measure.column)
    if known is None:
        return ""
    missing = held - int(year[known])
    what = "troop numbers" if known == "troops_known" else "exact dates"
    return f"{what} are not known for {missing} of {held}" if missing else ""


def _year(year: int, rows: pd.DataFrame, until: dt.date, same_part: bool) -> dict[str, object]:
    begun = rows[rows["start_last"] <= pd.Timestamp(until)] if same_part else rows
    held = took_place(begun)
    dated = exactly_dated(held)
    troops = held["troops_max"].fillna(held["troops_min"])
    return {
        "year": year,
        "rows": len(rows),
        "counted": len(held),
        **{_column(status): int((begun["status"] == status).sum()) for status in STATUSES},
        "undated": int((~rows["key"].isin(begun["key"]) & (rows["start_first"] <= pd.Timestamp(until))).sum()),
        "days": len(days_under_way(dated, year, until)),
        "days_known": len(dated),
        "largest_troops": troops.max() if troops.notna().any() else pd.NA,
        "troops_known": int(troops.notna().sum()),
        "kinds": len({*zip(held["type"], held["domain"], strict=True)}),
        "nuclear": int((held["domain"] == NUCLEAR).sum()),
        "multilateral": sum(len(codes) > 2 for codes in held["participants"]),
        "states": len({code for codes in held["participants"] for code in codes}),
    }


def _column(status: str) -> str:
    return status.replace(" ", "_")
