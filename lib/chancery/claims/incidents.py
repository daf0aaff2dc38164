"""Claims on single incidents of provocations.csv: so many aircraft, drones or missiles on a day."""

import datetime as dt
import re
from typing import Any

import pandas as pd

from chancery.claims import subjects
from chancery.claims.answers import not_checkable, when
from chancery.claims.context import Read
from chancery.claims.questions import Question
from chancery.claims.record import Record
from chancery.claims.registry import answers
from chancery.claims.stretches import Stretch, agrees, claimed, stretches
from chancery.claims.verdicts import Part, Ruling
from chancery.text import claim_words
from chancery.text.records import Claim
from chancery.words import day

KINDS = {
    "drone": ("drone_incursion",),
    "fighter": ("airspace_violation", "median_line_crossing", "air_incursion"),
    "jet": ("airspace_violation", "median_line_crossing", "air_incursion"),
    "plane": ("airspace_violation", "median_line_crossing", "air_incursion"),
    "warplane": ("airspace_violation", "median_line_crossing", "air_incursion"),
    "aircraft": ("airspace_violation", "median_line_crossing", "air_incursion"),
    "bomber": ("airspace_violation",),
    "helicopter": ("airspace_violation",),
    "missile": ("missile_launch",),
}
NUMBERED = re.compile(
    r"(?:\b(?P<than>at least|more than|over|about|some|around|up to|nearly)\s+)?"
    rf"\b(?P<number>\d{{1,3}}|{claim_words.NUMBER_WORDS})\s+"
    r"(?P<said>(?:[\w-]+\s+){0,4}?)(?P<noun>drone|fighter|jet|plane|warplane|aircraft|bomber|helicopter|missile)s?\b",
    re.IGNORECASE,
)
DID = re.compile(
    r"\b(?:enter(?:ed|ing)|cross(?:ed|ing)|violat(?:ed|ing)|intrud(?:ed|ing)|flew\s+into|penetrat(?:ed|ing)|strayed\s+into|fir(?:ed|ing)|"
    r"launch(?:ed|ing)|test-fired|breach(?:ed|ing))\b"
)
PASSIVE = re.compile(r"^\s+(?:were|was|had been|have been)\b")
SYSTEM = re.compile(r"\b[A-Z][\w]*-\d+\b")
NEAR_DAYS = 45
RATIO = 1.5
FEW = 5


def stated(read: Read, record: Record) -> list[Claim]:
    """The claims on incidents of a text."""
    found: list[Claim] = []
    actors = {row["actor"] for row in record.rows("provocations")}
    last: tuple[int, str] = (0, "")
    for stretch in stretches(read):
        named = [each.code for each in stretch.places if each.code in actors and not each.person]
        said_before = last[1] if stretch.paragraph - last[0] <= 1 else ""
        last = (stretch.paragraph, named[0]) if named else last
        for slots, span in _said(stretch, actors, said_before):
            if stretch.plain(*span):
                found.append(claimed("I", len(found) + 1, span, "existence", slots, "incident"))
    return found


def _said(stretch: Stretch, actors: set[str], said_before: str) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    found = []
    for match in NUMBERED.finditer(stretch.words):
        at, end = stretch.start + match.start(), stretch.start + match.end()
        first, last = stretch.clause(at, end)
        words = stretch.words[first - stretch.start : last - stretch.start]
        verb = DID.search(words)
        days = [
            each for each in stretch.dates if (each.period[1] - each.period[0]).days <= 1 and first <= each.start < last
        ]
        dates = [each for each in days if each.named] or days
        inside = [code for code in stretch.codes(at, end) if code in actors]
        before = [code for code in stretch.codes(first, at) if code in actors]
        actor = inside[0] if inside else before[-1] if before and verb and DID.match(words[verb.start() :]) else ""
        if not actor and not before and said_before and not PASSIVE.search(stretch.words[match.end() :][:12]):
            actor = said_before
        if verb is None or len(dates) != 1 or not actor:
            continue
        others = [code for code in stretch.codes(stretch.start, last) if code not in (actor, "NATO", "UN")]
        number = int(match["number"]) if match["number"].isdigit() else claim_words.counted(match["number"].lower())[0]
        system = SYSTEM.search(match["said"])
        slots = {
            "event": "incident",
            "actor": actor,
            "targets": others,
            "number": number,
            "plain": dates[0].named,
            "than": (match["than"] or "").lower(),
            "noun": match["noun"].lower(),
            "weapon": system.group() if system else "",
            "ballistic": next((each for each in ("ballistic", "cruise") if each in match["said"].lower()), ""),
        }
        found.append((slots | dates[0].slots, (min(at, dates[0].start), max(end, dates[0].end))))
    return found


@answers("existence", events=("incident",), asks="Is there a row for the incident, of that day and number?")
def incident_then(question: Question, record: Record) -> tuple[Part, ...]:
    """Is there a row for the incident, of that day and number?"""
    if question.date is None or question.number is None:
        return ()
    slots = question.slots
    rows = [
        row
        for row in record.rows("provocations")
        if _like(row, slots) and row["date_local_first"].date() <= question.on
    ]
    then = [
        row
        for row in rows
        if agrees(question.date, question.years, row["date_local_first"].date(), row["date_local_last"].date())
    ]
    if then and not all(row["_admitted"] for row in then):
        return (not_checkable("the incident", "rows not admitted", "The row of that day is not admitted."),)
    if then:
        return (_count(question, record, then),)
    near = [row for row in rows if row["_admitted"] and _days(row, question.date[0]) <= NEAR_DAYS]
    exact = [
        row for row in near if slots["weapon"] and slots["weapon"] in str(row["system"]) and _same(row, question.number)
    ]
    coverage = None
    if slots["noun"] == "missile":
        subject = subjects.DECLARED["missile launch"]
        coverage = record.completeness(
            subject, question.about(states=(str(slots["actor"]),)), question.date, "existence"
        )
    if slots["plain"] and (len(exact) == 1 or coverage is not None) and (near or coverage):
        shown = exact or sorted(near, key=lambda row: _days(row, question.date[0]))[:1]  # type: ignore[index]
        told = f"; the nearest is {_told(shown[0])}" if shown else ""
        reason = f"The record has no such incident {when(question.date)}{told}."
        cited = tuple(record.row("provocations", row["key"]) for row in shown)
        return (Part("the incident", "contradicted", reason, cited, "", "a row on that day", tuple(coverage or ())),)
    return (
        not_checkable(
            "the incident", "coverage ends", f"The record has no such incident {when(question.date)}.", "a row for it"
        ),
    )


def _like(row: dict[str, Any], slots: Any) -> bool:
    """Whether a row can be the incident: its actor and kind, and its target where both name one."""
    targets = row["target"] if isinstance(row["target"], tuple) else str(row["target"] or "").split(";")
    return (
        row["actor"] == slots["actor"]
        and row["category"] in KINDS[slots["noun"]]
        and (not slots["ballistic"] or slots["ballistic"] in str(row["subtype"]))
        and (not any(targets) or not slots["targets"] or bool(set(targets) & set(slots["targets"])))
    )


def _count(question: Question, record: Record, then: list[dict[str, Any]]) -> Part:
    cited = tuple(record.row("provocations", row["key"]) for row in then)
    known = [int(row["count"]) for row in then if not pd.isna(row["count"])]
    number, than = question.number or 0, question.slots["than"]
    total = sum(known)
    reason = f"The record has {_told(then[0])}; the claim says {than + ' ' if than else ''}{number}."
    if len(known) < len(then) or not known:
        return Part("the incident", "supported", f"The record has {_told(then[0])}, without a number.", cited)
    fits = number in (*known, total) or (than in ("at least", "more than", "over") and number <= total * RATIO) or (
        than and total / RATIO <= number <= total * RATIO
    )  # fmt: skip
    if fits:
        return Part("number", "supported", reason, cited, would_change="a correction of this row")
    far = number > total * RATIO or number * RATIO < min(known)
    ruling: Ruling = "contradicted" if len(then) == 1 and (far or total <= FEW) else "partly"
    return Part("number", ruling, reason, cited, would_change="another count")


def _same(row: dict[str, Any], number: int) -> bool:
    return not pd.isna(row["count"]) and int(row["count"]) == number


def _days(row: dict[str, Any], at: dt.date) -> int:
    return int(abs((row["date_local_first"].date() - at).days))


def _told(row: dict[str, Any]) -> str:
    kind = str(row["category"]).replace("_", " ")
    number = "" if pd.isna(row["count"]) else f" of {int(row['count'])}"
    return f"{kind}{number} on {day(row['date_local_first'].date())}"
