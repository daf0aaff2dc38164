"""Claims on laws by name, and on meetings by the city they are held in: when one was adopted, when the other is."""

import re
from functools import lru_cache
from typing import Any

from chancery.claims.answers import not_checkable, when
from chancery.claims.context import Read
from chancery.claims.questions import Question
from chancery.claims.record import Record
from chancery.claims.registry import answers
from chancery.claims.stretches import Dated, Stretch, agrees, claimed, stretches
from chancery.claims.verdicts import Part, Ruling
from chancery.text.records import Claim
from chancery.words import day

LAW = re.compile(r"\b(?:[A-Z][\w-]+\s)+(?:Act|Law|Code|Doctrine)\b")
OF = re.compile(
    r"^(?:,?\s+(?:(?:which|that)\s+)?(?:(?:was|been|of|from|passed|adopted|enacted|signed|in|on|dates?|dating|into|law|back|to|by|the|"
    r"Congress|parliament|and|promulgated|took|effect|entered|force)\s+)*)$"
)
BEFORE = re.compile(r"^,?\s+(?:\w+\s+){0,5}?(?:passed|adopted|enacted|signed|promulgated)\s+(?:its\s+|the\s+|an?\s+)?$")
GATHER = re.compile(r"\b(?:summit|gather|meet|meeting|convene|host|leaders)\b")
REACH = 60
NEAR_DAYS = 400


def stated(read: Read, record: Record) -> list[Claim]:
    """The claims on laws by name and on meetings by city of a text."""
    found: list[Claim] = []
    body = read.document.body
    for stretch in stretches(read):
        for name, keys in _laws(record).items():
            at = stretch.words.find(name)
            date = _date(stretch, at, at + len(name)) if at >= 0 else None
            if date is not None:
                span = (min(stretch.start + at, date.start), max(stretch.start + at + len(name), date.end))
                slots = {"event": "named law", "keys": list(keys)} | date.slots
                if stretch.plain(*span):
                    found.append(claimed("L", len(found) + 1, span, "status", slots, "law-by-name"))
        for row in record.rows("calendar"):
            slots_span = _meeting(stretch, row, body, record)
            if slots_span is not None:
                found.append(claimed("L", len(found) + 1, slots_span[1], "schedule", slots_span[0], "meeting-by-city"))
    return found


@lru_cache(maxsize=4)
def _laws(record: Record) -> dict[str, tuple[str, ...]]:
    """Names of laws, each with the keys of the rows that tell of its making."""
    found: dict[str, list[str]] = {}
    for row in record.rows("milestones"):
        for name in LAW.findall(str(row["description"])) and [
            match.group() for match in LAW.finditer(str(row["description"]))
        ]:
            found.setdefault(re.sub(r"^(?:The|A)\s", "", name), []).append(row["key"])
    return {name: tuple(keys) for name, keys in found.items()}


def _date(stretch: Stretch, first: int, end: int) -> Dated | None:
    for date in stretch.dates:
        at = date.start - stretch.start
        if date.named and end <= at <= end + REACH and OF.match(stretch.words[end:at]):
            return date
        if (
            date.named
            and date.end - stretch.start <= first
            and BEFORE.match(stretch.words[date.end - stretch.start : first])
        ):
            return date
    return None


def _meeting(
    stretch: Stretch, row: dict[str, Any], body: str, record: Record
) -> tuple[dict[str, Any], tuple[int, int]] | None:
    """A city of the calendar with a date behind it, where the sentence is of leaders who meet there."""
    place = str(row["place"])
    at = stretch.words.find(f"in {place}")
    if at < 0 or not GATHER.search(stretch.words):
        return None
    organiser = str(row["organiser"])
    called = [name for name in record.called(organiser) if len(name) > 2] + ["llied leaders", "lliance"] * (
        organiser == "NATO"
    )
    if not any(name in stretch.words for name in called) or (organiser == "NATO" and "NATO" not in body):
        return None
    for date in stretch.dates:
        between = stretch.words[at + len(place) + 3 : date.start - stretch.start]
        if (
            date.named
            and date.start >= stretch.start + at
            and re.fullmatch(r"(?:,\s+[A-Z][\w\s]+,)?\s+(?:in|on|next|this)?\s*", between)
        ):
            slots = {"event": "city meeting", "keys": [row["key"]], "organiser": organiser, "city": place} | date.slots
            return slots, (stretch.start, date.end)
    return None


@answers("status", events=("named law",), asks="Was the law of that name made then?")
def law_made(question: Question, record: Record) -> tuple[Part, ...]:
    """Was the law of that name made then?"""
    rows = [row for row in record.rows("milestones") if row["key"] in question.slots["keys"]]
    return _told(question, record, "milestones", rows, ("date", "in_force"), "when the law was made")


@answers("schedule", events=("city meeting",), asks="Do they meet in that city then?")
def meeting_there(question: Question, record: Record) -> tuple[Part, ...]:
    """Do they meet in that city then?"""
    slots = question.slots
    rows = [
        row
        for row in record.rows("calendar")
        if row["organiser"] == slots["organiser"] and row["place"] == slots["city"]
    ]
    return _told(question, record, "calendar", rows, ("start", "end"), "schedule")


def _told(
    question: Question, record: Record, table: str, rows: list[dict[str, Any]], columns: tuple[str, ...], aspect: str
) -> tuple[Part, ...]:
    """A date against the dates of rows, of which one must be meant."""
    if question.date is None or not rows or not all(row["_admitted"] for row in rows):
        return (not_checkable(aspect, "rows not admitted", "The row for it is not admitted."),) if rows else ()
    spans = [
        (row[f"{column}_first"].date(), row[f"{column}_last"].date(), row)
        for row in rows
        for column in columns
        if row[f"{column}_first"] == row[f"{column}_first"]
    ]
    fits = [row for first, last, row in spans if agrees(question.date, question.years, first, last)]
    first, _, row = spans[0]
    label = str(row.get("description") or row.get("name"))
    reason = f"The record has it: {label} ({day(first)})."
    if fits:
        return (_part(aspect, "supported", reason, fits[0], record, table),)
    far = abs((first - question.date[0]).days) > NEAR_DAYS and table == "calendar"
    if len(rows) > 1 or far:
        return (not_checkable(aspect, "slot unresolved", f"{reason} Another may be meant."),)
    return (_part(aspect, "contradicted", f"{reason[:-1]}, not {when(question.date)}.", row, record, table),)


def _part(aspect: str, ruling: Ruling, reason: str, row: dict[str, Any], record: Record, table: str) -> Part:
    return Part(aspect, ruling, reason, (record.row(table, row["key"]),), would_change="a correction of this row")
