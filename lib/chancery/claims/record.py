"""The reference tables as a record that can be asked what happened: occurrences, sorted into certain and possible."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from chancery.claims.questions import Period, Question
from chancery.claims.subjects import Condition, Source, Subject
from chancery.claims.verdicts import Completeness
from chancery.evidence import Row
from chancery.reference import Reference
from chancery.schemas.columns import date_span
from chancery.words import MONTHS, the

AIMED = r"\b(?:around|round|near|off|against|towards?|encircl(?:es?|ed|ing)|aimed\s+at)\s+(?:the\s+)?"
SPOKEN_DATE = re.compile(rf"\b(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)\b")
OPEN_START, OPEN_END = dt.date(1, 1, 1), dt.date(9999, 12, 31)


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One row as an event: when (the earliest first and latest last day), who, and how sure it belongs.

    certain: whether the row is such an event by the subject's own conditions; admitted: whether its source is.
    """

    table: str
    key: str
    first: dt.date
    last: dt.date
    parties: frozenset[str]
    certain: bool
    admitted: bool
    cells: Mapping[str, Any] = field(repr=False)

    @property
    def counts(self) -> bool:
        """Whether it counts without reservation."""
        return self.certain and self.admitted

    def within(self, period: Period, slack_days: int = 0) -> bool:
        """Whether some day it can mean lies in a period, widened by `slack_days` at both ends."""
        slack = dt.timedelta(days=slack_days)
        return self.first <= period[1] + slack and period[0] - slack <= self.last

    def surely_within(self, period: Period) -> bool:
        """Whether its first day lies in the period whatever its date can mean."""
        return period[0] <= self.first <= period[1] and self.begins_by <= period[1]

    @property
    def begins_by(self) -> dt.date:
        """The latest day it can have begun."""
        begun = self.cells.get("_begins_by")
        return begun if isinstance(begun, dt.date) else self.first


@dataclass(frozen=True)
class Sides:
    """The states of a question on both sides of an act: those that act, and those it is aimed at."""

    acting: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


class Record:
    """The reference library as a claim's query sees it.

    reference: the rows admitted; everything: all rows, so that those not admitted are seen to be missing.
    """

    def __init__(self, reference: Reference, everything: Reference | None = None) -> None:
        self.reference = reference
        self.everything = everything or reference
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table as mappings; `_admitted` tells which the briefing admits."""
        if table not in self._rows:
            frame: pd.DataFrame = getattr(self.everything, table)
            admitted = set(getattr(self.reference, table)["key"])
            found: list[dict[str, Any]] = [
                {str(name): value for name, value in row.items()} for row in frame.to_dict("records")
            ]
            self._rows[table] = [row | {"_admitted": row["key"] in admitted} for row in found]
        return self._rows[table]

    def row(self, table: str, key: str) -> Row:
        """The citation of a row."""
        return self.everything.row(table, key)

    def cite(self, occurrences: Iterable[Occurrence]) -> tuple[Row, ...]:
        """The citations of occurrences whose rows are admitted."""
        return tuple(self.row(each.table, each.key) for each in occurrences if each.admitted)

    @cached_property
    def names(self) -> dict[str, str]:
        """Actor codes and how a sentence calls them: "the United States"."""
        return {row["code"]: the(row["name"]) for row in self.rows("actors")}

    def called(self, code: str) -> tuple[str, ...]:
        """Everything news calls an actor by."""
        return self._called.get(code, ())

    @cached_property
    def _called(self) -> dict[str, tuple[str, ...]]:
        columns = ("aliases", "demonyms", "capital_metonyms", "case_sensitive_aliases")
        return {
            row["code"]: (row["name"], *(name for column in columns for name in row[column]))
            for row in self.rows("actors")
        }

    def occurrences(self, subject: Subject, question: Question) -> list[Occurrence]:
        """The subject's events that fit the question's states, bodies, series and rank, in order of time.

        Only rows that had happened on the publication date; dates asked for are not looked at.
        """
        found = [
            occurrence
            for source in subject.sources
            for meant in [self._sides(source, subject, question)]
            for row in self.rows(source.table)
            if (occurrence := _occurrence(row, source, subject, question, meant)) is not None
        ]
        known = [each for each in found if each.first <= question.on and _in_office(each, question)]
        return sorted(known, key=lambda each: (each.first, each.last, each.key))

    def _sides(self, source: Source, subject: Subject, question: Question) -> "Sides":
        """Of a question's states, those that act and those acted on, by the rows of a source."""
        states = set(question.states)
        if not source.targets or not states:
            return Sides()
        if subject.how == "all take part":
            aimed = {code for code in states if self.aimed_at(code, question.words)}
            return Sides(frozenset(states - aimed), frozenset(aimed))
        rows = [row for row in self.rows(source.table) if _is_such(row, source)]
        acting = states & _codes(rows, source.parties)
        return Sides(frozenset(acting), frozenset((states - acting) & _codes(rows, source.targets)))

    def aimed_at(self, code: str, words: str) -> bool:
        """Whether words set something round or against an actor: "drills around Taiwan"."""
        return any(re.search(rf"{AIMED}{re.escape(name)}\b", words) for name in self.called(code))

    def completeness(
        self, subject: Subject, question: Question, period: Period, purpose: str
    ) -> tuple[Completeness, ...] | None:
        """The declarations that the subject's tables hold everything asked for over a period, one for each table.

        purpose: what the declaration must serve (count, first, existence, frequency, record).
        None where one of the tables has no declaration that reaches so far.
        """
        tables = dict.fromkeys(source.table for source in subject.sources)
        found = [self._declared(table, subject, question, period, purpose) for table in tables]
        return tuple(each for each in found if each is not None) if all(found) else None

    def declared(self, table: str, what: Collection[str], states: Collection[str]) -> list[Completeness]:
        """All declarations admitted for a table that bear on states and on one of the names in `what`."""
        return [
            _completeness(row, self.row("completeness", row["key"]))
            for row in self.rows("completeness")
            if row["table"] == table
            and row["complete"]
            and row["_admitted"]
            and (not row["what"] or row["what"] in what)
            and set(row["states"]) <= set(states)
        ]

    def _declared(
        self, table: str, subject: Subject, question: Question, period: Period, purpose: str
    ) -> Completeness | None:
        what = {subject.name, question.series} - {""}
        for each in self.declared(table, what, {*question.states, *question.bodies}):
            served = self._serves(each.row.key, purpose)
            if served and reach(each)[0] <= period[0] and period[1] <= reach(each)[1]:
                return known_by(each, question.on)
        return None

    def _serves(self, key: str, purpose: str) -> bool:
        return any(row["key"] == key and purpose in row["serves"] for row in self.rows("completeness"))


def reach(declared: Completeness) -> Period:
    """The first and last day of a declaration; open ends reach as far as dates do."""
    first, last = date_span(declared.first), date_span(declared.last)
    return (first[0] if first else OPEN_START, last[1] if last else OPEN_END)


def known_by(declared: Completeness, on: dt.date) -> Completeness:
    """A declaration as it reads on a day: it reaches no further, and its basis tells of nothing later."""
    if reach(declared)[1] <= on:
        return declared
    said = re.split(r"(?<=[.;])\s+", declared.basis)
    kept = [part for part in said if not any(_spoken_of(found) > on for found in SPOKEN_DATE.finditer(part))]
    basis = " ".join(kept).rstrip(" ;.") + "." if kept else "what it rests on tells of later days and is left out here."
    return replace(declared, last=on.isoformat(), basis=basis)


def _spoken_of(found: "re.Match[str]") -> dt.date:
    """The first day that "March 2025" or "2025" can mean."""
    return dt.date(int(found["year"]), MONTHS.index(found["month"]) + 1 if found["month"] else 1, 1)


def _completeness(row: Mapping[str, Any], citation: Row) -> Completeness:
    return Completeness(
        table=row["table"],
        what=row["what"],
        states=tuple(row["states"]),
        first=row["first"],
        last=row["last"],
        basis=row["basis"],
        row=citation,
    )


def _is_such(row: Mapping[str, Any], source: Source) -> bool:
    return any(_meets(row, condition) for condition in (*source.certain, *source.possible))


def _codes(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> set[str]:
    """The codes that rows have in columns."""
    named = tuple(columns)
    return {code for row in rows for column in named for code in _listed(row[column]) if code}


def _occurrence(
    row: Mapping[str, Any], source: Source, subject: Subject, question: Question, sides: Sides
) -> Occurrence | None:
    if not _is_such(row, source):
        return None
    certain = any(_meets(row, condition) for condition in source.certain)
    span = _span(row, source)
    parties, targets = _codes([row], source.parties), _codes([row], source.targets)
    if span is None or not _narrows(row, source, question):
        return None
    if not _fits(source, subject, question, sides, parties, targets):
        return None
    if subject.how == "all take part" and row.get("type") == "trilateral" and len(question.states) == 2:
        certain = False
    if subject.how == "one acts" and sides.acting and sides.targets and targets and not sides.targets & targets:
        certain = False
    return Occurrence(
        table=source.table,
        key=row["key"],
        first=span[0],
        last=span[1],
        parties=frozenset(parties),
        certain=certain,
        admitted=bool(row["_admitted"]),
        cells={**row, "_begins_by": span[2]},
    )


def _fits(
    source: Source, subject: Subject, question: Question, sides: Sides, parties: set[str], targets: set[str]
) -> bool:
    """Whether a row's parties, and those it is aimed at, can be those of a question."""
    states = set(question.states)
    if subject.how == "none":
        return True
    if subject.how == "one acts":
        if not states:
            return not source.parties
        return bool(states & parties) or (not sides.acting and bool(sides.targets & targets))
    if states <= parties:
        return bool(states) or bool(question.series) or bool(set(question.bodies) & parties)
    return bool(sides.targets) and sides.targets <= targets and sides.acting <= parties


def _narrows(row: Mapping[str, Any], source: Source, question: Question) -> bool:
    """Whether a row keeps to the level, the traveller, the series and the rank that a question asks for."""
    ranks = source.ranks.get(question.rank, ()) if source.rank_column and question.rank else None
    return (
        not (question.tenures and row.get("level", "leader") != "leader")
        and (not question.visitor or question.visitor in row.get("actors", (question.visitor,)))
        and (not question.series or "series" not in row or question.series in (row["series"], row.get("name")))
        and (ranks is None or row[source.rank_column] in ranks)
    )


def _in_office(occurrence: Occurrence, question: Question) -> bool:
    """Whether the leaders a question is restricted to were all in office when it happened."""
    countries = {tenure.country for tenure in question.tenures}
    return all(
        any(each.country == country and each.overlaps(occurrence.first, occurrence.last) for each in question.tenures)
        for country in countries
    )


def _meets(row: Mapping[str, Any], condition: Condition) -> bool:
    return all(bool(set(_listed(row.get(column, ""))) & set(allowed)) for column, allowed in condition.items())


def _listed(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _span(row: Mapping[str, Any], source: Source) -> tuple[dt.date, dt.date, dt.date] | None:
    """First day at the earliest, last day at the latest, and the latest day it can have begun."""
    first, begun, last = row[f"{source.first}_first"], row[f"{source.first}_last"], row[f"{source.last}_last"]
    if pd.isna(first):
        year = row.get("year")
        if year is None or pd.isna(year):
            return None
        return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31), dt.date(int(year), 12, 31)
    ends = begun if pd.isna(last) else max(last, begun)
    return first.date(), ends.date(), begun.date()
