"""What a briefing stands on: how much of the reference library is cited, how even it is, how fresh.

Pure functions of the tables: frames in, frames and findings out.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from chancery.evidence import CONFIDENCE, SOURCE_KINDS, Finding, Table
from chancery.schemas import TABLES
from chancery.words import capitalised, listed

STALE_DAYS = 45
LAST_YEAR = re.compile(r"–(\d{4})$")
RECORD = ("ties", "exercises", "statements", "provocations")


def by_source(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of every table by source kind and by confidence, with a last row for all tables together.

    Columns: rows, then the source kinds, then the confidence levels; index: table.
    """
    counts = {
        name: {
            "rows": len(frame),
            **{kind: int((frame["source_kind"] == kind).sum()) for kind in SOURCE_KINDS},
            **{level: int((frame["confidence"] == level).sum()) for level in CONFIDENCE},
        }
        for name, frame in tables.items()
    }
    made = pd.DataFrame.from_dict(counts, orient="index", columns=["rows", *SOURCE_KINDS, *CONFIDENCE], dtype="int64")
    made.loc["all tables"] = made.sum()
    return made.rename_axis("table")


def by_year(tables: Mapping[str, pd.DataFrame], first: int, last: int) -> pd.DataFrame:
    """Rows of every dated table by year, both years included; zeros are gaps.

    A row counts in the first year its date can mean. Columns: years; index: table.
    """
    years = range(first, last + 1)
    counts = {}
    for name, frame in tables.items():
        if TABLES[name].day:
            counts[name] = _years(name, frame).value_counts().reindex(years, fill_value=0)
    return pd.DataFrame(counts, index=pd.Index(years, name="year")).T.rename_axis("table").astype("int64")


def gaps(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Years without a row inside the run of a series: between its first year and its last.

    Columns: table, series, first, last, rows, missing (a tuple of years). Series of one year have no gaps.
    """
    found = []
    for name, frame in tables.items():
        table = TABLES[name]
        if not (table.day and table.series) or frame.empty:
            continue
        for series, years in _years(name, frame).groupby(frame[table.series]):
            seen = set(years.dropna().astype(int))
            if not seen:
                continue
            missing = tuple(year for year in range(min(seen), max(seen)) if year not in seen)
            if missing:
                found.append((name, str(series), min(seen), max(seen), len(years), missing))
    return pd.DataFrame(found, columns=["table", "series", "first", "last", "rows", "missing"])


def freshness(tables: Mapping[str, pd.DataFrame], on: dt.date) -> pd.DataFrame:
    """The latest dated row of every table, on or before a day, and how many days earlier that is.

    Columns: rows, latest (date), age_days; index: table. Tables without such a row have no latest and no age.
    """
    found = {}
    for name, frame in tables.items():
        if TABLES[name].day:
            days = _days(name, frame)
            past = days[days <= pd.Timestamp(on)]
            latest = pd.Timestamp(past.max()) if len(past) else None
            age = (pd.Timestamp(on) - latest).days if latest is not None else None
            found[name] = {"rows": len(frame), "latest": latest, "age_days": age}
    made = pd.DataFrame.from_dict(found, orient="index", columns=["rows", "latest", "age_days"])
    return made.astype({"latest": "datetime64[us]", "age_days": "Int64"}).rename_axis("table")


def day_precise(frame: pd.DataFrame, date: str) -> tuple[pd.DataFrame, int]:
    """The rows whose date is known to the day, and how many are not: that number is to be stated.

    date: a date column, such as `start`.
    """
    exact = frame[f"{date}_first"].notna() & (frame[f"{date}_first"] == frame[f"{date}_last"])
    return frame[exact], int((~exact).sum())


def within(tables: Mapping[str, pd.DataFrame], first: dt.date, last: dt.date) -> dict[str, int]:
    """Rows of every dated table whose date can fall into a period, both ends included."""
    counts = {}
    for name, frame in tables.items():
        day = _day_column(name)
        if day:
            overlap = (frame[f"{day}_first"] <= pd.Timestamp(last)) & (frame[f"{day}_last"] >= pd.Timestamp(first))
            counts[name] = int(overlap.sum())
    return counts


class Place(Protocol):
    """What of a theatre decides which rows are about it: its short name, its regions, the state it watches."""

    @property
    def code(self) -> str: ...  # noqa: D102  said above

    @property
    def regions(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def principal(self) -> str: ...  # noqa: D102


class Change(Protocol):
    """A row that an analyst's own table added, corrected or withdrew."""

    @property
    def table(self) -> str: ...  # noqa: D102

    @property
    def key(self) -> str: ...  # noqa: D102

    @property
    def change(self) -> str: ...  # noqa: D102

    @property
    def columns(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def where(self) -> str: ...  # noqa: D102


class Origin(Protocol):
    """What an imported dataset is, and the years it covers."""

    @property
    def title(self) -> str: ...  # noqa: D102

    @property
    def version(self) -> str: ...  # noqa: D102

    @property
    def covers(self) -> str: ...  # noqa: D102

    @property
    def rows(self) -> int: ...  # noqa: D102

    @property
    def citation(self) -> str: ...  # noqa: D102


def of_theatre(tables: Mapping[str, pd.DataFrame], theatre: Place) -> dict[str, pd.DataFrame]:
    """The tables with only the ties, exercises, statements and provocations that are about a theatre.

    Exercises by region, statements by the exercises they are on, provocations by actor. A theatre without a name
    leaves all as it is.
    """
    made = dict(tables)
    if not theatre.code:
        return made
    made["ties"] = made["ties"][made["ties"]["theatre"] == theatre.code]
    made["exercises"] = made["exercises"][made["exercises"]["region"].isin(list(theatre.regions))]
    drills = set(made["exercises"]["key"])
    about = made["statements"]["target_exercise_ids"].map(lambda keys: not drills.isdisjoint(keys)).astype(bool)
    made["statements"] = made["statements"][about]
    made["provocations"] = made["provocations"][made["provocations"]["actor"] == theatre.principal]
    return made


def findings(
    tables: Mapping[str, pd.DataFrame],
    on: dt.date,
    window_days: int,
    left_out: Mapping[str, int] | None = None,
    theatre: Place | None = None,
    overrides: Sequence[Change] = (),
    imported: Mapping[str, Origin] | None = None,
) -> list[Finding]:
    """What this briefing stands on, in sentences.

    on: the article's date; window_days: how far before it the briefing looks.
    left_out: rows not admitted, by table. Stale or thin tables are named, with the day of their latest row; with a
    theatre, what is fresh or thin is said of its rows alone.
    overrides: `Reference.overrides`; imported: `reference.imported_provenance()`.
    """
    made = [_sources(tables), *_left_out(left_out or {}), *_own_rows(overrides), *_imports(imported or {}, on)]
    near = of_theatre(tables, theatre) if theatre else tables
    made += [_fresh(name, near[name], on, window_days) for name in RECORD if name in near]
    return [*made, *_imprecise(near)]


def _sources(tables: Mapping[str, pd.DataFrame]) -> Finding:
    total = by_source(tables).loc["all tables"].to_dict()
    rows, memory, low = int(total["rows"]), int(total["reference_unseen"]), int(total["low"])
    read = int(total["page_seen"])
    dataset, repost = int(total["dataset"]), int(total["repost_seen"])
    text = (
        f"The reference tables hold {rows:,} rows: {read:,} from pages that were read, {dataset:,} from published "
        f"data sets, {repost:,} from reposts, and {memory:,} from memory, which are never cited; "
        f"{low:,} {_are(low)} marked low."
    )
    numbers = {"rows": rows, "page_seen": read, "dataset": dataset, "repost_seen": repost, "reference_unseen": memory}
    return Finding("coverage.sources", text, "coverage", {**numbers, "low": low}, _whole(tables))


def _whole(tables: Mapping[str, pd.DataFrame]) -> tuple[Table, ...]:
    return tuple(Table(name, len(frame)) for name, frame in tables.items())


def _left_out(left_out: Mapping[str, int]) -> list[Finding]:
    total = sum(left_out.values())
    if not total:
        return []
    each = listed(TABLES[name].counted(count) for name, count in left_out.items())
    text = f"{total:,} {_rows(total)} {_are(total)} left out because the chosen sources do not admit them: {each}."
    evidence = tuple(Table(name, count) for name, count in left_out.items())
    return [Finding("coverage.left_out", text, "coverage", {"left_out": total, **left_out}, evidence, weight=0.4)]


def _own_rows(overrides: Sequence[Change]) -> list[Finding]:
    """An analyst's own rows, each named, so that a reader can tell them from the shipped ones."""
    if not overrides:
        return []
    counts = {word: sum(item.change == word for item in overrides) for word in ("added", "corrected", "withdrawn")}
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    total = len(overrides)
    text = f"{total:,} {_rows(total)} of the analyst's own change the shipped tables: {told}."
    each = tuple(
        f"{item.table} {item.key} {item.change}"
        + (f" ({', '.join(item.columns)})" if item.columns else "")
        + f", by {item.where}"
        for item in overrides
    )
    changed = tuple(
        Table(name, sum(item.table == name for item in overrides)) for name in {o.table: 0 for o in overrides}
    )
    return [Finding("coverage.own", text, "coverage", {"own": total, **counts}, changed, each, 0.5)]


def _imports(imported: Mapping[str, Origin], on: dt.date) -> list[Finding]:
    """The official datasets at hand, and how long before the article their record ends."""
    made = []
    for name, origin in imported.items():
        text = f"{origin.title} {origin.version} is at hand: {origin.rows:,} rows for {origin.covers}."
        numbers: dict[str, int] = {"rows": origin.rows}
        last = LAST_YEAR.search(origin.covers)
        if last and int(last[1]) < on.year:
            numbers["years_before"] = on.year - int(last[1])
            text += (
                f" Its record ends {numbers['years_before']} years before the article; what came later is not in it."
            )
        made.append(
            Finding(
                f"coverage.imported.{name}", text, "coverage", numbers, (Table(name, origin.rows),), (origin.citation,)
            )
        )
    return made


def _fresh(name: str, frame: pd.DataFrame, on: dt.date, window_days: int) -> Finding:
    span = dt.timedelta(days=window_days)
    inside = within({name: frame}, on - span, on)[name]
    row = freshness({name: frame}, on).loc[name]
    label = capitalised(TABLES[name].noun[1])
    where = f"the {window_days} days up to {_day(on)}"
    numbers = {"rows": len(frame), "in_window": inside, "window_days": window_days}
    whole = (Table(name, len(frame)),)
    if pd.isna(row["latest"]):
        text = f"{label}: no row on or before {_day(on)}; nothing said about them here rests on data."
        return Finding(f"coverage.{name}", text, kind="coverage", numbers=numbers, evidence=whole, weight=0.9)
    age = int(row["age_days"])
    numbers |= {"age_days": age}
    latest = f"the latest is of {_day(row['latest'].date())}"
    if age > max(STALE_DAYS, window_days):
        text = f"{label} are stale: {latest}, {age:,} days before the article; what happened since is missing."
        return Finding(f"coverage.{name}", text, kind="coverage", numbers=numbers, evidence=whole, weight=0.8)
    if inside < 3:
        count = f"{inside} {_rows(inside)}" if inside else "no row"
        text = f"{label} are thin: {count} in {where}; {latest}."
        return Finding(f"coverage.{name}", text, kind="coverage", numbers=numbers, evidence=whole, weight=0.6)
    before = f"{latest}, {age:,} {'day' if age == 1 else 'days'} before it" if age else "the latest is of that day"
    text = f"{label}: {inside:,} {_rows(inside)} in {where}; {before}."
    return Finding(f"coverage.{name}", text, kind="coverage", numbers=numbers, evidence=whole, weight=0.2)


def _imprecise(tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    counts = {name: day_precise(tables[name], TABLES[name].day)[1] for name in RECORD if name in tables}
    counts = {name: count for name, count in counts.items() if count}
    if not counts:
        return []
    each = listed(TABLES[name].counted(count) for name, count in counts.items())
    text = f"Dates known only to the month or year stay out of every count by days: {each}."
    return [Finding("coverage.imprecise", text, "coverage", counts, _whole({n: tables[n] for n in counts}), weight=0.3)]


def _day_column(name: str) -> str:
    day = TABLES[name].day
    return day if day and TABLES[name].columns[day].metadata["kind"] == "date" else ""


def _days(name: str, frame: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    day = _day_column(name)
    if day:
        return frame[f"{day}_first"]
    return pd.to_datetime(frame[TABLES[name].day].astype("str") + "-01-01")


def _years(name: str, frame: pd.DataFrame) -> "pd.Series[int]":
    return _days(name, frame).dt.year


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
