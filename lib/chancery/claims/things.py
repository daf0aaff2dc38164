"""Counts of aircraft and drones: held against the number that a row of provocations.csv states, never against rows."""

import datetime as dt
import re

from chancery.claims import answers as say
from chancery.claims import subjects
from chancery.claims.counting import RECENT_DAYS, bounds
from chancery.claims.questions import Question
from chancery.claims.record import Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.verdicts import Part

THING = re.compile(r"\b(?:aircraft|(?:war)?planes?|jets?|fighters?|bombers?|helicopters?|drones?)\b", re.IGNORECASE)
WEAPON = re.compile(r"\b[A-Za-z]\w*-\d+\b")
TELLING = 10  # a number below this may stand in a row by chance
RATIO = 1.5


@answers(
    "count",
    events=("incursion", "drone incursion", "airspace violation", "violation"),
    asks="Does a row of the day state such a number of aircraft or drones?",
)
def things_in_incident(question: Question, record: Record) -> tuple[Part, ...]:
    """Does a row of the day state such a number of aircraft or drones?"""
    subject = subjects.named(question.event, question.bodies)
    thing = THING.search(question.what)
    if subject is None or thing is None or question.number is None or question.ordinal is not None:
        return ()
    stated = question.date or question.period
    weapon = WEAPON.search(question.what)
    rows = [
        each
        for each in record.occurrences(subject, question)
        if each.counts and (each.within(stated) if stated else (question.on - each.last) <= dt.timedelta(RECENT_DAYS))
    ]
    if weapon:
        rows = [each for each in rows if weapon.group().lower() in str(each.cells.get("system")).lower()]
    found = []
    if stated or weapon or question.number >= TELLING:
        found = [each for each in rows if _states(each, question)]
    if len(found) == 1:
        row = found[0]
        reason = f"The row of {say.dated(row)} states {_told(row, question)}, as the claim says."
        numbers: dict[str, int | float | str] = {"found": max(_count(row), _seen(row)), "claimed": question.number}
        changed = "another count of that incident"
        return (say.answer("number", "supported", reason, record, found, would_change=changed, numbers=numbers),)
    if len(rows) == 1 and stated:
        row = rows[0]
        reason = f"The row of {say.dated(row)} counts {_count(row):,} ({row.cells['count_note']}), which may be others."
    else:
        reason = f"No single row states such a number of {thing.group().lower()}."
    return (say.not_checkable("number", "no table", reason, "a row that counts the same", record.cite(rows)),)


def _count(row: Occurrence) -> int:
    value = row.cells.get("count")
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else 0


def _seen(row: Occurrence) -> int:
    """How many aircraft were seen in all, where the row says so."""
    value = row.cells.get("aircraft_seen")
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else 0


def _told(row: Occurrence, question: Question) -> str:
    """The number of a row that bears the claim out, with what it counts."""
    low, high = bounds(question)
    counted = low <= _count(row) <= min(high, RATIO * (question.number or 0))
    return f"{_count(row):,} ({row.cells['count_note']})" if counted else f"{_seen(row):,} (aircraft seen in all)"


def _states(row: Occurrence, question: Question) -> bool:
    """Whether the number a row states bears the claim out; "at least" reaches a little above what is claimed."""
    low, high = bounds(question)
    most = min(high, RATIO * (question.number or 0))
    return any(low <= each <= most for each in (_count(row), _seen(row)))
