"""Queries that count: how many in a period, the third of its kind, and figures a row itself states."""

import datetime as dt
import re
from dataclasses import dataclass

from chancery.claims import answers as say
from chancery.claims import subjects
from chancery.claims.questions import Interval, Period, Question
from chancery.claims.record import OPEN_START, Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.subjects import Subject
from chancery.claims.verdicts import Completeness, Part, Ruling, Why
from chancery.text import claim_slots, claim_words
from chancery.words import capitalised, counted, listed

ABOUT = 0.2
# A day by another clock: local time against UTC, or the day it was reported.
SLACK_DAYS = 1
PEOPLE = ("troops", "soldiers", "personnel", "members of the armed forces")
FAR = 1.5
ONE_ROW = "one row more or fewer in the period"
# "The fourth this year" is counted from the beginning of the year.
THIS = re.compile(r"\bthis\s+(?:year|month|decade)\b")
OF_THE_YEAR = re.compile(r"\bof\s+(?:the|this)\s+year\b")
# "The second in twelve months" is counted from so long before it.
WITHIN = re.compile(
    rf"\bin\s+(?:the\s+(?:past|last|space\s+of)\s+)?(?:little\s+)?{claim_words.INTERVAL}\b(?!\s+(?:old|ago))",
    re.IGNORECASE,
)
WITHIN_SLACK = 0.2
RECENT_DAYS = 400
NEWS_DAYS = 60  # what is younger is what the news is of
DISPUTED = ("estimate", "official", "expected", "notified", "recalled", "observer", "count)")


@dataclass(frozen=True)
class Tally:
    """How many occurrences a period holds: those that surely count, and those that may."""

    sure: tuple[Occurrence, ...]
    open: tuple[Occurrence, ...]

    @property
    def least(self) -> int:
        """How many surely count."""
        return len(self.sure)

    @property
    def most(self) -> int:
        """How many count if every open one does."""
        return len(self.sure) + len(self.open)


def tally(occurrences: list[Occurrence], period: Period) -> Tally:
    """Occurrences of a period, sorted by whether they surely count."""
    slack = SLACK_DAYS if (period[1] - period[0]).days <= SLACK_DAYS else 0
    inside = [each for each in occurrences if each.within(period, slack)]
    sure = tuple(each for each in inside if each.counts and each.surely_within(period))
    return Tally(sure, tuple(each for each in inside if each not in sure))


def amounts(found: Tally, subject: Subject) -> tuple[float, float]:
    """The lowest and the highest number a tally can mean: of rows, or of what the rows count (missiles in a launch)."""
    column = next((source.amount for source in subject.sources if source.amount), "")
    if not column:
        return float(found.least), float(found.most)
    told = [each.cells.get(column) for each in (*found.sure, *found.open)]
    known = [int(each) for each in told if isinstance(each, int) and not isinstance(each, bool)]
    most = float(sum(known)) if len(known) == len(told) else float("inf")
    return float(found.least), max(most, float(found.most))


@answers("count", asks="How many such events are there in the period?")
def count_in_period(question: Question, record: Record) -> tuple[Part, ...]:
    """How many such events are there in the period?"""
    subject = subjects.named(question.event, question.bodies)
    if subject is None or question.number is None or question.ordinal is not None:
        return ()
    if not say.parties_known(question, subject):
        return (say.not_checkable("number", "slot unresolved", "Whose events are counted could not be resolved."),)
    stated = question.period or question.date or _from(question.since, question.on)
    within = None if stated else WITHIN.search(question.words)
    if within:
        return (_number_within(question, record, subject, within),)
    period = (stated[0], min(stated[1], question.on)) if stated else (OPEN_START, question.on)
    found = tally(record.occurrences(subject, question), period)
    return (_number(question, record, subject, period, found, stated is not None),)


def _number_within(question: Question, record: Record, subject: Subject, within: re.Match[str]) -> Part:
    """Whether the last stretch of so long holds so many; another may be meant, so that nothing is contradicted."""
    days = _days(within)
    occurrences = record.occurrences(subject, question)
    low, high = bounds(question)
    for factor in (1 - WITHIN_SLACK, 1, 1 + WITHIN_SLACK):
        start = question.on - dt.timedelta(days=round(days * factor))
        found = tally(occurrences, (start, question.on))
        if low <= found.least <= high:
            have = counted(found.least, *subject.noun)
            dates = listed(say.dated(each) for each in found.sure[:8])
            reason = f"The record has {have} {say.when((start, question.on))} ({dates}), as the claim says."
            numbers: dict[str, int | float | str] = {"found": found.least, "claimed": question.number or 0}
            return say.answer("number", "supported", reason, record, found.sure, would_change=ONE_ROW, numbers=numbers)
    reason = f"Which stretch of time is meant by “{within.group()}” is not plain."
    return say.not_checkable("number", "slot unresolved", reason)


def _days(within: re.Match[str]) -> float:
    length = claim_slots.duration_slots(within) or {}
    return Interval(float(length.get("number") or 0), str(length.get("unit") or "year").rstrip("s")).days


def _from(since: Period | None, on: dt.date) -> Period | None:
    return (since[0], on) if since else None


def _number(question: Question, record: Record, subject: Subject, period: Period, found: Tally, stated: bool) -> Part:
    number = question.number or 0
    plain = say.plain_date(question, period)
    counts = record.completeness(subject, question, period, "count") if plain or found.most else None
    absences = counts or (record.completeness(subject, question, period, "existence") if plain or found.most else None)
    ruling = _ruling(question, found, amounts(found, subject)[1], counts, absences)
    shown = say.when((period[0], period[1])) if stated else f"up to {say.when((period[1], period[1]))[3:]}"
    held = counted(found.least, "holding") if question.series else counted(found.least, *subject.noun)
    have = f"The record has {held} of {question.series or say.who(question, record)} {shown}"
    dates = listed(say.dated(each) for each in found.sure[:8]) if found.sure else ""
    more = f"; {counted(len(found.open), 'more row')} may count" if found.open else ""
    exact = question.comparison == "exact" and question.exact and found.least == number
    claimed = "as the claim says" if exact else f"the claim says {_claimed(question)}"
    told = f"{have}{f' ({dates})' if dates else ''}{more}"
    reason = f"{told}, {claimed}." if exact else f"{told}; {claimed}."
    numbers: dict[str, int | float | str] = {"found": found.least, "may_count": len(found.open), "claimed": number}
    caveats = () if stated else ("The claim names no period; all rows up to the publication date were counted.",)
    if ruling == "not checkable":
        why: Why = "rows not admitted" if any(not each.admitted for each in found.open) else "coverage ends"
        return Part(
            "number", ruling, reason, record.cite(found.sure), why, ONE_ROW,
            caveats=(*caveats, say.NOT_DECLARED), numbers=numbers,
        )  # fmt: skip
    return say.answer(
        "number",
        ruling,
        reason,
        record,
        (*found.sure, *found.open),
        coverage=counts or absences,
        would_change=ONE_ROW,
        caveats=caveats,
        numbers=numbers,
    )


def _claimed(question: Question) -> str:
    number = f"{question.number:,}" if question.number is not None else "a number"
    if not question.exact:
        return "several"
    return {"exact": number}.get(question.comparison, f"{question.comparison} {number}")


def _ruling(
    question: Question,
    found: Tally,
    most: float,
    counts: tuple[Completeness, ...] | None,
    absences: tuple[Completeness, ...] | None,
) -> Ruling:
    """The ruling on a number, given what surely and what possibly counts; absences are read only where declared."""
    low, high = bounds(question)
    if low <= found.least <= high or (found.sure and low <= most <= high):
        return "supported"
    if found.least < low <= most:
        return "partly" if all(each.admitted for each in found.open) else "not checkable"
    if most < low:
        return "contradicted" if absences is not None else "not checkable"
    # More surely count than are claimed, whatever else may count.
    return "contradicted" if counts is not None and (not found.open or found.least > high) else "not checkable"


def bounds(question: Question) -> tuple[float, float]:
    """The lowest and the highest number that would bear a claim out."""
    number = float(question.number or 0)
    return {
        "at least": (number, float("inf")),
        "over": (number + 1, float("inf")),
        "at most": (0.0, number),
        "under": (number * (1 - 2 * ABOUT), number - 1),
        "about": (number * (1 - ABOUT), number * (1 + ABOUT)),
    }.get(question.comparison, (number, number))


@answers("count", asks="Is it the third, the sixth … of its kind?")
def place_in_order(question: Question, record: Record) -> tuple[Part, ...]:
    """Is it the third, the sixth … of its kind?"""
    subject = subjects.named(question.event, question.bodies)
    if subject is None or question.ordinal is None or not say.parties_known(question, subject):
        return ()
    occurrences = record.occurrences(subject, question)
    since = question.since[0] if question.since else OPEN_START
    if OF_THE_YEAR.search(question.words):
        since = max(since, dt.date(question.on.year, 1, 1))
    elif question.period and not question.date and THIS.search(question.words):
        since = max(since, question.period[0])
        question = question.about(period=None)
    ordinal = question.ordinal or 0
    within = WITHIN.search(question.words)
    if within:
        return _place_within(question, record, subject, occurrences, within)
    based = question.since is not None or THIS.search(question.words) is not None
    base = (since, question.on)
    listed_in_order = [each for each in occurrences if each.counts and each.first >= since]
    doubtful = [each for each in occurrences if not each.counts and each.first >= since]
    stated = question.date or question.period
    if stated:
        places = {n for n, each in enumerate(listed_in_order, 1) if each.within(stated, slack_days=1)}
    else:
        places = {len(listed_in_order)} if listed_in_order and not question.negated else set()
    coverage = record.completeness(subject, question, (since, question.on), "count")
    open_places = _open_places(places, doubtful, listed_in_order)
    ruling: Ruling = "not checkable"
    if ordinal in places:
        ruling = "supported"
    elif based and places and ordinal < min(places) and all(each.surely_within(base) for each in listed_in_order):
        ruling = "contradicted"  # more than that surely came before it, whatever the table lacks
    elif coverage is not None and not doubtful and places:
        ruling = "contradicted" if stated or ordinal > max(places) else "not checkable"
    then = say.when(stated) if stated else f"of {say.dated(listed_in_order[-1])}" if listed_in_order else ""
    reached = listed(f"number {place}" for place in sorted(places))
    more = f", or {listed(f'number {each}' for each in open_places)} with rows that may count"
    claimed = "as the claim says" if ruling == "supported" else f"the claim says number {ordinal}"
    that = f"that {then if then.startswith('of') else f'{then},'}" if then else "the last"
    reason = (
        f"Among the {say.named_among(question, subject, record)}, {that.rstrip(',')} is {reached}"
        f"{more if open_places and ruling != 'supported' else ''}{',' if ruling == 'supported' else ';'} {claimed}."
        if places
        else f"The rows do not show which {say.named_among(question, subject, record, 1)} is meant."
    )
    if ruling == "not checkable":
        why: Why = "rows not admitted" if any(not each.admitted for each in doubtful) else "coverage ends"
        return (say.not_checkable("place in order", why, reason, rows=record.cite(listed_in_order)),)
    return (
        say.answer(
            "place in order",
            ruling,
            capitalised(reason),
            record,
            listed_in_order,
            coverage=coverage,
            would_change="an earlier row that the table lacks",
            numbers={"claimed": ordinal, "found": max(places)},
        ),
    )


def _place_within(
    question: Question, record: Record, subject: Subject, occurrences: list[Occurrence], within: re.Match[str]
) -> tuple[Part, ...]:
    """Whether the latest, or the one meant, is the so-manieth in a stretch of time that ends with it."""
    days = _days(within)
    sure = [each for each in occurrences if each.counts]
    meant = [each for each in sure if question.date is None or each.within(question.date, slack_days=1)][-1:]
    if not meant or not days or question.on - meant[0].last > dt.timedelta(days=RECENT_DAYS):
        return (say.not_checkable("place in order", "slot unresolved", "Which one is meant is not plain."),)
    least, most = (
        [each for each in sure if (meant[0].first - each.first).days <= days * factor and each.first <= meant[0].first]
        for factor in (1 - WITHIN_SLACK, 1 + WITHIN_SLACK)
    )
    fits = len(least) <= (question.ordinal or 0) <= len(most)
    earliest = meant[0].first - dt.timedelta(days=round(days * (1 + WITHIN_SLACK)))
    coverage = record.completeness(subject, question, (earliest, meant[0].last), "count")
    doubtful = [each for each in occurrences if not each.counts and earliest <= each.first]
    number = f"number {len(least)}" if len(least) == len(most) else f"number {len(least)} to {len(most)}"
    reason = (
        f"Among the {say.named_among(question, subject, record)}, that of {say.dated(meant[0])} is {number} "
        f"{within.group()}; the claim says number {question.ordinal}."
    )
    ruling: Ruling = "supported" if fits else "contradicted"
    if not fits and (coverage is None or doubtful):
        return (say.not_checkable("place in order", "coverage ends", reason, rows=record.cite(most)),)
    changed = "an earlier row that the table lacks"
    return (say.answer("place in order", ruling, reason, record, most, coverage=coverage, would_change=changed),)


def _open_places(places: set[int], doubtful: list[Occurrence], counted_in: list[Occurrence]) -> list[int]:
    """The places that the latest one meant reaches as rows that may count are counted too."""
    if not places:
        return []
    last = counted_in[max(places) - 1]
    earlier = sum(1 for each in doubtful if each.first <= last.first)
    return [max(places) + number for number in range(1, earlier + 1)]


@answers("count", events=("troops", *PEOPLE), asks="Does the row of the exercise give such a number of troops?")
def people_in_exercise(question: Question, record: Record) -> tuple[Part, ...]:
    """Does the row of the exercise give such a number of troops?"""
    subject = subjects.DECLARED["exercise"]
    stated = question.date or question.period
    if question.number is None or not question.series:
        return ()
    held = [
        each
        for each in record.occurrences(subject, question.about(states=()))
        if each.counts and (stated is None or each.within(stated))
    ]
    recent = dt.timedelta(days=RECENT_DAYS)
    latest = held if stated else [each for each in held[-1:] if question.on - each.last <= recent]
    if question.slots.get("previous"):
        latest = [each for each in held if question.on - each.last > dt.timedelta(days=NEWS_DAYS)][-1:]
    known = [each for each in latest if _troops(each) is not None]
    if len(known) != 1:
        return (
            say.not_checkable(
                "troops", "no table", f"No single row for {question.series} gives troops.", rows=record.cite(latest)
            ),
        )
    low, high = _troops(known[0]) or (0, 0)
    claimed_low, claimed_high = bounds(question)
    reason = (
        f"The row for {known[0].cells['name']} gives {_span(low, high)} troops; the claim says {_claimed(question)}."
    )
    ruling: Ruling = "partly"
    if claimed_low <= high * (1 + ABOUT / 2) and claimed_high >= low * (1 - ABOUT / 2):
        ruling = "supported"
    elif claimed_low > FAR * high and not _disputed(known[0]):
        ruling = "contradicted"
    return (
        say.answer(
            "troops",
            ruling,
            reason,
            record,
            known,
            would_change="another count of those who took part",
            caveats=("Numbers of troops differ by source; a part of a force is often given for the whole.",),
            numbers={"low": low, "high": high, "claimed": question.number},
        ),
    )


def _troops(occurrence: Occurrence) -> tuple[int, int] | None:
    low, high = occurrence.cells.get("troops_min"), occurrence.cells.get("troops_max")
    numbers = [int(value) for value in (low, high) if isinstance(value, int) and not isinstance(value, bool)]
    return (min(numbers), max(numbers)) if numbers else None


def _span(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _disputed(occurrence: Occurrence) -> bool:
    note = f"{occurrence.cells.get('note', '')} {occurrence.cells.get('troops_note', '')}".lower()
    return any(word in note for word in DISPUTED)
