"""Exercises counted: by year, by series, and against the years before.

The tables hold what was found; a year without rows is a year without rows, not a year without drills. Exercises that
were held, in full or scaled down, count; those suspended or cancelled are counted apart. No row that began after
`as_of` is part of any count.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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
        return pd.DataFrame(columns=[*_year(as_of.year, [], as_of, same_part)])
    holdings: dict[int, list[_Holding]] = {}
    for row in zip(*(known[name].tolist() for name in _Holding._fields), strict=True):
        holding = _Holding(*row)
        holdings.setdefault(holding.start_first.year, []).append(holding)
    rows = []
    for year in range(min(holdings), as_of.year + 1):
        limit = dt.date(year, as_of.month, min(as_of.day, 28 if as_of.month == 2 else 31)) if same_part else as_of
        until = min(limit, as_of) if same_part else as_of
        rows.append(_year(year, holdings.get(year, []), until, same_part))
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


def _days(spans: Iterable[tuple[pd.Timestamp, pd.Timestamp]], year: int, until: dt.date) -> set[dt.date]:
    opening, closing = dt.date(year, 1, 1), min(dt.date(year, 12, 31), until)
    days: set[dt.date] = set()
    for start, end in spans:
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


class _Holding(NamedTuple):
    """One row of exercises as plain values: a year has a handful, too few for a frame of their own to pay."""

    start_first: pd.Timestamp
    start_last: pd.Timestamp
    end_first: pd.Timestamp
    end_last: pd.Timestamp
    date_precision: str
    status: str
    type: str
    domain: str
    participants: tuple[str, ...]
    troops_min: Any
    troops_max: Any

    @property
    def exactly_dated(self) -> bool:
        """Whether both days are known; an unknown one equals nothing."""
        return self.start_first == self.start_last and self.end_first == self.end_last and self.date_precision == "day"

    @property
    def troops(self) -> Any:
        """The upper figure, else the lower one, else NA."""
        return self.troops_min if pd.isna(self.troops_max) else self.troops_max


def _year(year: int, rows: list[_Holding], until: dt.date, same_part: bool) -> dict[str, object]:
    last_moment = pd.Timestamp(until)
    begun = [row for row in rows if not same_part or row.start_last <= last_moment]
    held = [row for row in begun if row.status in TOOK_PLACE]
    dated = [row for row in held if row.exactly_dated]
    troops = [row.troops for row in held if not pd.isna(row.troops)]
    later = [row for row in rows if same_part and (pd.isna(row.start_last) or row.start_last > last_moment)]
    undated = [row for row in later if row.start_first <= last_moment]
    return {
        "year": year,
        "rows": len(rows),
        "counted": len(held),
        **{_column(status): sum(row.status == status for row in begun) for status in STATUSES},
        "undated": len(undated),
        "days": len(_days(((row.start_first, row.end_last) for row in dated), year, until)),
        "days_known": len(dated),
        "largest_troops": max(troops) if troops else pd.NA,
        "troops_known": len(troops),
        "kinds": len({(row.type, row.domain) for row in held}),
        "nuclear": sum(row.domain == NUCLEAR for row in held),
        "multilateral": sum(len(row.participants) > 2 for row in held),
        "states": len({code for row in held for code in row.participants}),
    }


def _column(status: str) -> str:
    return status.replace(" ", "_")
