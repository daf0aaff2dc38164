"""The pieces answers are made of: phrases for periods and states, and parts with their rows and coverage."""

import datetime as dt
from collections.abc import Iterable, Sequence

from chancery.claims.questions import Period, Question
from chancery.claims.record import Occurrence, Record
from chancery.claims.subjects import Subject
from chancery.claims.verdicts import Completeness, Part, Ruling, Why
from chancery.evidence import Row
from chancery.words import counted, day, listed

MOST_ROWS = 60
MONTH_DAYS = 27
NOT_DECLARED = "The table is not declared complete for this, so that a missing row proves nothing."


def who(question: Question, record: Record) -> str:
    """The states and bodies of a question, as a sentence names them."""
    return listed(record.names.get(code, code) for code in (*question.states, *question.bodies))


def when(period: Period | None) -> str:
    """A period in words: a year, a month, a day, or from and to."""
    if period is None:
        return "in all years"
    first, last = period
    if first == last:
        return f"on {day(first)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"in {first.year}" if first.year == last.year else f"from {first.year} to {last.year}"
    if (
        first.day == 1
        and (last + dt.timedelta(days=1)).day == 1
        and (first.year, first.month) == (last.year, last.month)
    ):
        return f"in {first:%B %Y}"
    return f"from {_short_of(first, last)} to {day(last)}"


def _short_of(first: dt.date, last: dt.date) -> str:
    """The first day of a period, without the month or the year that the last one says."""
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return day(first).removesuffix(f" {last.year}")


def dated(occurrence: Occurrence) -> str:
    """When an occurrence began, as exactly as its row says."""
    if occurrence.begins_by != occurrence.first:
        return when((occurrence.first, occurrence.begins_by)).removeprefix("in ")
    return day(occurrence.first)


def length(days: int) -> str:
    """A length of time in years and months, or in days where short.

    >>> length(2267), length(40)
    ('6 years and 2 months', '40 days')
    """
    if days < 60:
        return counted(days, "day")
    months = round(days / 30.44)
    parts = [counted(months // 12, "year")] if months >= 12 else []
    if months % 12:
        parts.append(counted(months % 12, "month"))
    return listed(parts)


def named_among(question: Question, subject: Subject, record: Record, number: int = 2) -> str:
    """The subject with its states: "summits of China and North Korea", "exercises of China around Taiwan"."""
    noun = subject.noun[0] if number == 1 else subject.noun[1]
    if question.series:
        return f"{noun} of the series {question.series}"
    aimed = [code for code in question.states if _aimed(code, question, subject, record)]
    acting = question.about(states=tuple(code for code in question.states if code not in aimed))
    states = who(acting.about(bodies=()) if question.states and subject.bodies else acting, record)
    target = f" around {listed(record.names.get(code, code) for code in aimed)}" if aimed else ""
    return f"{noun} of {states}{target}" if states else f"{noun}{target}"


def _aimed(code: str, question: Question, subject: Subject, record: Record) -> bool:
    return any(source.targets for source in subject.sources) and record.aimed_at(code, question.words)


def parties_known(question: Question, subject: Subject) -> bool:
    """Whether enough parties were resolved to ask about a subject: two for what takes two, else one."""
    if question.series and subject.sources[0].table == "exercises":
        return True
    together = subject.how == "all take part" and subject.sources[0].table != "exercises"
    return len({*question.states, *question.bodies}) >= (2 if together else 1)


def plain_date(question: Question, stated: Period) -> bool:
    """Whether a date is plain enough to read an absence on it: a month or more, or with its year in the claim.

    "On Monday" hangs on the publication date, and may be a day out.
    """
    return (stated[1] - stated[0]).days >= MONTH_DAYS or str(stated[0].year) in question.words


def not_checkable(aspect: str, why: Why, reason: str, would_change: str = "", rows: Sequence[Row] = ()) -> Part:
    """A part that cannot be told, and why."""
    return Part(aspect, "not checkable", reason, tuple(rows), why, would_change)


def answer(
    aspect: str,
    ruling: Ruling,
    reason: str,
    record: Record,
    occurrences: Iterable[Occurrence] = (),
    *,
    coverage: Sequence[Completeness] | None = (),
    why: Why = "",
    would_change: str = "",
    caveats: Sequence[str] = (),
    numbers: dict[str, int | float | str] | None = None,
) -> Part:
    """A part with the rows of its occurrences cited; `coverage` None says that the tables are not declared complete."""
    said = list(caveats)
    if coverage is None:
        said.append(NOT_DECLARED)
    return Part(
        aspect=aspect,
        ruling=ruling,
        reason=reason,
        rows=record.cite(list(occurrences)[:MOST_ROWS]),
        why=why,
        would_change=would_change,
        coverage=tuple(coverage or ()),
        caveats=tuple(said),
        numbers=dict(numbers or {}),
    )
