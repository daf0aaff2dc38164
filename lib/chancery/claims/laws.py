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
from chancery.words import MONTHS, day

LAW = re.compile(r"\b(?:[A-Z][\w-]+\s)+(?:Act|Law|Code|Doctrine)\b")
OF = re.compile(
    r"^(?:,?\s+(?:(?:which|that)\s+)?(?:(?:was|been|of|from|passed|adopted|enacted|signed|in|on|dates?|dating|into|law|back|to|by|the|"
    r"Congress|parliament|and|promulgated|took|effect|entered|force)\s+)*)$"
)
BEFORE = re.compile(r"^,?\s+(?:\w+\s+){0,5}?(?:passed|adopted|enacted|signed|promulgated)\s+(?:its\s+|the\s+|an?\s+)?$")
GATHER = re.compile(r"\b(?:summit|gather|meet|meeting|convene|host|leaders)\b")
# Right before a date, or before the meeting and its date.
SPOT = re.compile(
    r"\b(?:in|on|to|at)\s+(?P<spot>[A-Z][\w-]+(?:\s[A-Z]\w+)?)(?:,\s+[A-Z][\w\s]+,)?\s+"
    r"(?:(?:for|at)\s+the\s+(?:\w+\s+){1,3}?(?:summit|meeting|gathering)\s+)?(?:in|on|next|this)?\s*$"
)
LEADERS = re.compile(r"\b(?:leaders?|summit)\b")
OTHERS = re.compile(
    r"\b(?:[Mm]inist(?:er|ers|erial)|ambassadors?|officials?|experts?|envoys?|[Cc]hiefs?|committee|rather than)\b"
)
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
        for slots, span in _gatherings(stretch, record):
            if stretch.plain(*span):
                found.append(claimed("L", len(found) + 1, span, "schedule", slots, "meeting-by-day"))
    return found


def _gatherings(stretch: Stretch, record: Record) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """Leaders' meetings of a body named with a place and a date: "APEC leaders meet in Gyeongju on Oct. 31"."""
    if not LEADERS.search(stretch.words) or OTHERS.search(stretch.words):
        return []
    found = []
    for organiser in dict.fromkeys(
        str(row["organiser"]) for row in record.rows("calendar") if row["level"] == "leader"
    ):
        body = next((each for each in stretch.places if each.code == organiser and not each.person), None)
        if body is None:
            continue
        for date in stretch.dates:
            spot = SPOT.search(stretch.words[: date.start - stretch.start])
            if date.named and spot and spot["spot"] not in MONTHS and record_place(spot["spot"], record) == "":
                slots = {"event": "gathering", "organiser": organiser, "spot": spot["spot"]} | date.slots
                span = (min(body.start, stretch.start + spot.start()), max(body.end, date.end))
                found.append((slots, span))
    return found[:1]


def record_place(name: str, record: Record) -> str:
    """The state that a name means by itself; "" for a city that is none of a capital's."""
    return next((row["code"] for row in record.rows("actors") if name in (row["name"], *row["aliases"])), "")


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


@answers("schedule", events=("gathering",), asks="Do the leaders of that body meet in that place then?")
def gathers_there(question: Question, record: Record) -> tuple[Part, ...]:
    """Do the leaders of that body meet in that place then?"""
    if question.date is None:
        return ()
    slots, (start, end) = question.slots, question.date
    rows = [
        row
        for row in record.rows("calendar")
        if row["organiser"] == slots["organiser"]
        and row["level"] == "leader"
        and row["_admitted"]
        and row["start_first"].date() <= end
        and start <= (row["end_last"] if row["end_last"] == row["end_last"] else row["start_last"]).date()
    ]
    if len(rows) != 1:
        return (not_checkable("schedule", "no table", "The calendar has no one such meeting then."),)
    row, spot = rows[0], str(slots["spot"])
    host = record.names.get(str(row["host"]), "")
    days = when((row["start_first"].date(), row["start_last"].date()))
    reason = f"The calendar has it: {row['name']}, in {row['place']} {days}."
    there = spot in f"{row['place']} {row['name']} {host}" or spot in record.called(str(row["host"]))
    return (_part("schedule", "supported" if there else "contradicted", reason, row, record, "calendar"),)


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
