"""Drills and launches: how many event days fall in and around exercises, and how many would by chance.

Everything is counted in days. An event day is a day with at least one event of the design's categories; an exposed day
lies inside an exercise of the design's series, widened by a window on both sides. Which series, categories and
statuses count is a row of `launch_designs.csv`, never code. A day after `as_of` is no part of any count.

The test is a year-stratified circular shift: within each year the calendar of exposed days is turned by a random
number of days while the events stay, so that a year's share of exposed days, the runs they come in and its number of
events are kept. One shift a year, the same shifts for every window and period. Definitions: docs/methods-rhetoric.md.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from chancery import exercises as drills
from chancery.words import listed

Days = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
DRAWS = 10_000
SEED = 20_250_929
FLANK_DAYS = 28
TESTED = ("years", "event_days", "exposed_days", "exposed_pct", "observed", "expected", "ratio", "p", "p_exact")
CHANCE = ("expected", "ratio", "p", "p_exact", "season_expected", "season_ratio", "season_p", "p_adjusted")
SEASONAL = ("season_observed", "season_expected", "season_ratio", "season_p")
CONTROL_SHIFTS = (-150, -120, -90, -60, 60, 90, 120, 150)


@dataclass(frozen=True, slots=True)
class Design:
    """One question of the calendar: which exercises, and which events.

    series, statuses: exercises that count as exposure. actor, categories, excluded_subtypes: provocations that count
    as events. event_series: exercises whose first day counts as an event too (a drill that answers a drill).
    event_noun: what the events are called, in the plural. periods, windows: what the grid asks about.
    record: full, or chosen where the events are a choice from the news.
    """

    key: str
    name: str
    theatre: str
    actor: str
    series: tuple[str, ...]
    statuses: tuple[str, ...]
    categories: tuple[str, ...]
    excluded_subtypes: tuple[str, ...]
    event_series: tuple[str, ...]
    event_noun: str
    periods: tuple[str, ...]
    windows: tuple[str, ...]
    record: str
    note: str

    @property
    def full(self) -> bool:
        """Whether every event of its kind was sought, so that a comparison with chance means something."""
        return self.record == "full"

    def years(self, as_of: dt.date) -> list[tuple[int, int]]:
        """The periods asked about, as first and last year; one without an end runs to the year of `as_of`."""
        bounds = [period.split("-") for period in self.periods]
        made = [(int(first), min(int(last or as_of.year), as_of.year)) for first, last in bounds]
        return list(dict.fromkeys(span for span in made if span[0] <= span[1]))


@dataclass(frozen=True)
class Year:
    """One stratum: a year's days, which of them are exposed, and on which of them something happened.

    exposed: one truth value a day from 1 January; events: the days' places, from 0. The year that holds `as_of` ends
    on that day, and is then not `whole`.
    """

    year: int
    exposed: Mask
    events: Days
    whole: bool

    @property
    def observed(self) -> int:
        """Event days that are exposed."""
        return int(self.exposed[self.events].sum())

    @property
    def expected(self) -> float:
        """Event days times the exposed share of the year."""
        return float(len(self.events) * self.exposed.mean())

    @cached_property
    def counts_by_shift(self) -> Days:
        """Event days that are exposed when the exposed days are turned by 0, 1, 2 … days within the year."""
        days = len(self.exposed)
        turned = (self.events[None, :] - np.arange(days)[:, None]) % days
        return np.asarray(self.exposed[turned].sum(axis=1), dtype=np.int64)


def designs(table: pd.DataFrame, theatre: str = "") -> list[Design]:
    """The designs of `launch_designs.csv`, of one theatre if given, in the file's order."""
    fields = Design.__slots__
    rows = table[table["theatre"] == theatre] if theatre else table
    return [
        Design(**{name: row["design_id" if name == "key" else name] for name in fields})
        for row in rows.to_dict(orient="records")
    ]


def exposure(exercises: pd.DataFrame, design: Design, as_of: dt.date) -> pd.DataFrame:
    """The exercises of a design whose first and last day are known, begun by `as_of`."""
    return drills.exactly_dated(_of_series(exercises, design.series, design.statuses, as_of))


def undated(exercises: pd.DataFrame, design: Design, as_of: dt.date) -> pd.DataFrame:
    """The exercises of a design that cannot count as exposure, because a first or last day is not known."""
    rows = _of_series(exercises, design.series, design.statuses, as_of)
    return rows[~rows["key"].isin(drills.exactly_dated(rows)["key"])]


def events(provocations: pd.DataFrame, exercises: pd.DataFrame, design: Design, as_of: dt.date) -> pd.DataFrame:
    """The rows that count as events, one per row and day: columns key, table, day (local date) and name."""
    rows = provocations[
        (provocations["actor"] == design.actor)
        & provocations["category"].isin(design.categories)
        & ~provocations["subtype"].isin(design.excluded_subtypes)
        & (provocations["date_precision"] == "day")
        & (provocations["date_local_first"] <= pd.Timestamp(as_of))
    ]
    answers = drills.exactly_dated(_of_series(exercises, design.event_series, design.statuses, as_of), end=False)
    return pd.DataFrame(
        {
            "key": [*rows["key"], *answers["key"]],
            "table": ["provocations"] * len(rows) + ["exercises"] * len(answers),
            "day": pd.to_datetime([*rows["date_local_first"], *answers["start_first"]]),
            "name": [*map(_named, rows["system"], rows["subtype"], rows["category"]), *answers["name"]],
        }
    )


def strata(
    spans: pd.DataFrame, event_days: Iterable[dt.date], period: tuple[int, int], window_days: int, as_of: dt.date
) -> list[Year]:
    """The years of a period, first and last included, as far as `as_of`.

    spans: exercises with `start_first` and `end_last`; window_days: days added before and after each; what an exercise
    exposes is cut at the ends of each year and at `as_of`.
    """
    firsts, lasts = _ordinals(spans["start_first"]) - window_days, _ordinals(spans["end_last"]) + window_days
    days = np.unique(np.array([day.toordinal() for day in event_days], dtype=np.int64))
    made = []
    for year in range(period[0], min(period[1], as_of.year) + 1):
        opening, close = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
        closing = min(close, as_of.toordinal())
        calendar = np.arange(opening, closing + 1)[:, None]
        exposed = np.asarray(((calendar >= firsts) & (calendar <= lasts)).any(axis=1), dtype=np.bool_)
        inside = days[(days >= opening) & (days <= closing)] - opening
        made.append(Year(year, exposed, inside, closing == close))
    return made


def turns(years: Sequence[int], draws: int = DRAWS, seed: int = SEED) -> Mapping[int, npt.NDArray[np.float64]]:
    """Random turns of each year's calendar, as shares of the year: the same for every window that is asked about."""
    drawn = np.random.default_rng(seed).random((len(years), draws))
    return dict(zip(years, drawn, strict=True))


def shifted_totals(years: Sequence[Year], shares: Mapping[int, npt.NDArray[np.float64]]) -> Days:
    """Exposed event days in each draw: one turn a year, summed over years."""
    draws = len(next(iter(shares.values())))
    total = np.zeros(draws, dtype=np.int64)
    for year in years:
        if len(year.events):
            total += year.counts_by_shift[(shares[year.year] * len(year.exposed)).astype(np.int64)]
    return total


def exact_p(years: Sequence[Year]) -> float:
    """The share of all combinations of shifts with at least the observed count: the draws' limit, by convolution."""
    chances = np.ones(1)
    for year in years:
        if len(year.events):
            chances = np.convolve(chances, np.bincount(year.counts_by_shift) / len(year.exposed))
    return float(min(1.0, chances[sum(year.observed for year in years) :].sum()))


def tested(years: Sequence[Year], shares: Mapping[int, npt.NDArray[np.float64]]) -> dict[str, Any]:
    """One cell of the grid: exposure, observed and expected event days, ratio, p of the draws and of all shifts.

    p is one-sided: the share of draws with at least the observed count. `ratio` is NaN where nothing is expected.
    """
    return _tested(years, shifted_totals(years, shares))


def _tested(years: Sequence[Year], totals: Days) -> dict[str, Any]:
    observed, expected = sum(year.observed for year in years), sum(year.expected for year in years)
    days, exposed = sum(len(year.exposed) for year in years), sum(int(year.exposed.sum()) for year in years)
    return {
        "years": len(years),
        "event_days": sum(len(year.events) for year in years),
        "exposed_days": exposed,
        "exposed_pct": 100 * exposed / days if days else float("nan"),
        "observed": observed,
        "expected": expected,
        "ratio": observed / expected if expected else float("nan"),
        "p": float((totals >= observed).mean()) if years else float("nan"),
        "p_exact": exact_p(years),
    }


def season(years: Sequence[Year], draws: int = DRAWS, seed: int = SEED) -> dict[str, Any]:
    """The seasonal control: each year's events against the drill calendars of the other years, day of year by day.

    The calendars are dealt anew among the years; were launches and drills merely both busy in the same weeks, the real
    pairing would score no higher than these. Whole years only. Gives season_observed, season_expected (mean over all
    pairings), season_ratio and season_p (one-sided). It keeps the season and gives up the years' own levels.
    """
    whole = [year for year in years if year.whole]
    empty = {"season_observed": 0, "season_expected": 0.0, "season_ratio": float("nan"), "season_p": float("nan")}
    if len(whole) < 2:
        return empty
    places = [_leap_place(year, year.events) for year in whole]
    calendars = np.zeros((len(whole), 366), dtype=np.bool_)
    for row, year in enumerate(whole):
        calendars[row, _leap_place(year, np.flatnonzero(year.exposed))] = True
    met = np.array([[int(calendar[place].sum()) for calendar in calendars] for place in places])
    observed, expected = int(np.trace(met)), float(met.sum() / len(whole))
    dealt = met[np.arange(len(whole)), _deals(len(whole), draws, seed)].sum(axis=1)
    return {
        "season_observed": observed,
        "season_expected": expected,
        "season_ratio": observed / expected if expected else float("nan"),
        "season_p": float((dealt >= observed).mean()),
    }


@lru_cache(maxsize=8)
def _deals(years: int, draws: int, seed: int) -> Days:
    """Orders of so many years' calendars, one a draw: the same for every window of a period."""
    order = np.random.default_rng(seed).permuted(np.tile(np.arange(years), (draws, 1)), axis=1)
    order.setflags(write=False)
    return order


def grid(
    exercises: pd.DataFrame,
    provocations: pd.DataFrame,
    design: Design,
    as_of: dt.date,
    *,
    windows: Sequence[int] = (),
    draws: int = DRAWS,
) -> pd.DataFrame:
    """`window_grid` for a design: its own exercises, events, periods and windows, with any further `windows`.

    Where the design's events are a choice and not a full record, only counts are given: what is expected, ratios and p
    are NaN.
    """
    made = window_grid(
        exposure(exercises, design, as_of),
        events(provocations, exercises, design, as_of)["day"],
        periods=design.years(as_of),
        windows=sorted({*map(int, design.windows), *windows}),
        as_of=as_of,
        draws=draws,
    )
    return made if design.full else made.assign(**dict.fromkeys(CHANCE, float("nan")))


def window_grid(
    spans: pd.DataFrame,
    event_days: Iterable[dt.date],
    *,
    periods: Sequence[tuple[int, int]],
    windows: Sequence[int],
    as_of: dt.date,
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """One row per period and window: `tested`, the seasonal control, and p adjusted for the size of the grid.

    p_adjusted (Westfall and Young 1993, single step): the share of draws in which any cell of the grid is as unlikely
    as this one; the same turns serve all cells, so their overlap is kept.
    """
    days = list(event_days)
    last = min(max((end for _, end in periods), default=as_of.year), as_of.year)
    whole = (min((start for start, _ in periods), default=last), last)
    strata_of = {window: strata(spans, days, whole, window, as_of) for window in windows}
    shares = turns(range(whole[0], whole[1] + 1), draws, seed)
    rows, totals = [], []
    for start, end in periods:
        for window in windows:
            years = [year for year in strata_of[window] if start <= year.year <= end]
            shifted = shifted_totals(years, shares)
            cell = {"period": f"{start}–{min(end, as_of.year)}", "first": start, "last": end, "window_days": window}
            rows.append({**cell, **_tested(years, shifted), **season(years, draws, seed)})
            totals.append(shifted)
    grid = pd.DataFrame(rows, columns=["period", "first", "last", "window_days", *TESTED, *SEASONAL])
    grid["p_adjusted"] = _adjusted(grid["p"].to_numpy(dtype=float), np.array(totals)) if rows else []
    return grid


def controls(years: Sequence[Year], shifts: Sequence[int] = CONTROL_SHIFTS) -> pd.DataFrame:
    """Negative controls: the same exercises moved by a fixed number of days in every year, beside the real dates.

    One row per shift (0 is the record): shift_days, observed, expected, ratio. Drills that were not held then should
    meet no more events than chance; days moved past a year's end come in again at its other end.
    """
    expected = sum(year.expected for year in years)
    counts = {year.year: year.counts_by_shift for year in years}
    rows = []
    for shift in sorted({0, *shifts}):
        observed = sum(int(count[shift % len(count)]) for count in counts.values())
        ratio = observed / expected if expected else float("nan")
        rows.append({"shift_days": shift, "observed": observed, "expected": expected, "ratio": ratio})
    return pd.DataFrame(rows)


def beside(years: Sequence[Year], flank_days: int = FLANK_DAYS) -> dict[str, Any]:
    """Matched weeks: event days on exposed days against those on unexposed days close by, in the same year.

    flank_days: how near an unexposed day must lie to an exposed one. Gives observed, flank (event days beside),
    exposed_days, flank_days, and expected: what the flanks' rate would give inside.
    """
    inside = near = inside_days = near_days = 0
    for year in years:
        padded = np.pad(year.exposed, flank_days)
        flank = np.lib.stride_tricks.sliding_window_view(padded, 2 * flank_days + 1).any(axis=1) & ~year.exposed
        inside += year.observed
        near += int(flank[year.events].sum())
        inside_days += int(year.exposed.sum())
        near_days += int(flank.sum())
    expected = near * inside_days / near_days if near_days else float("nan")
    ratio = inside / expected if near_days and near else float("nan")
    return {
        "observed": inside,
        "exposed_days": inside_days,
        "flank": near,
        "flank_days": near_days,
        "expected": expected,
        "ratio": ratio,
    }


def _named(systems: str | Sequence[str], subtype: str, category: str) -> str:
    """An event in words: "Kh-22 or Kh-101, airspace violation"; a cell may name several systems."""
    kind = category.replace("_", " ")
    system = systems if isinstance(systems, str) else listed(systems)
    return f"{system}, {kind}" if system else f"{subtype} {kind}".strip()


def _of_series(exercises: pd.DataFrame, series: Sequence[str], statuses: Sequence[str], as_of: dt.date) -> pd.DataFrame:
    known = drills.known_by(exercises, as_of)
    return known[known["series"].isin(series) & known["status"].isin(statuses)]


def _ordinals(days: "pd.Series[pd.Timestamp]") -> Days:
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def _leap_place(year: Year, places: Days) -> Days:
    """Places in a year of 366 days, so that a calendar day has the same place in every year."""
    if len(year.exposed) == 366:
        return places
    return np.where(places >= 59, places + 1, places)


def _adjusted(p: npt.NDArray[np.float64], totals: Days) -> npt.NDArray[np.float64]:
    draws = totals.shape[1]
    ordered = np.sort(totals, axis=1)
    at_least = [
        (draws - np.searchsorted(line, row, side="left")) / draws for line, row in zip(ordered, totals, strict=True)
    ]
    smallest = np.sort(np.min(at_least, axis=0))
    return np.asarray(np.searchsorted(smallest, p + 1e-12, side="right") / draws)
