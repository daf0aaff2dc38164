"""Claims that more aircraft or ships were seen than ever before, held against the numbers that incidents state."""

import datetime as dt
import re
from typing import Any

import pandas as pd

from chancery.claims import answers as say
from chancery.claims import subjects
from chancery.claims.context import Read
from chancery.claims.questions import Question
from chancery.claims.record import Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.stretches import Stretch, claimed, stretches
from chancery.claims.subjects import Condition, Source, Subject, register
from chancery.claims.verdicts import Part, Ruling
from chancery.text.records import Claim

AIRCRAFT, VESSELS, CROSSINGS = "aircraft", "vessels", "crossings"
COLUMNS = {AIRCRAFT: "aircraft_seen", VESSELS: "vessels_seen", CROSSINGS: "crossings"}
NOUNS = {AIRCRAFT: "aircraft seen", VESSELS: "naval vessels seen", CROSSINGS: "crossings of the median line"}
_AIR = r"aircraft|(?:war)?planes?|jets?|fighters?|sorties"
_SEA = r"(?:war)?ships?|(?:naval\s+)?vessels?"
MORE = re.compile(
    rf"\bmore\s+(?:[\w’'-]+\s+){{0,3}}?(?P<thing>{_AIR}|{_SEA}|crossings)\b(?P<between>[^.;:]{{0,80}}?)\bthan\s+"
    r"(?:(?:in|on|during|at)\s+)?(?P<before>ever(?:\s+before)?|(?:any|all|every)\s+(?:of\s+the\s+)?(?:other|earlier|previous|past|prior)\b"
    r"[^.;:,]{0,30})",
    re.IGNORECASE,
)
MOST = re.compile(
    rf"\b(?:(?:largest|highest|greatest)\s+number\s+of|most)\s+(?:[\w’'-]+\s+){{0,3}}?(?P<thing>{_AIR}|{_SEA}|crossings)\b"
    r"(?P<between>[^.;:]{0,40}?)\b(?P<before>ever|on record|so far|to date)\b",
    re.IGNORECASE,
)
CROSSED = re.compile(r"\bcross(?:ed|ing|ings)\b|\bmedian line\b", re.IGNORECASE)
DRILL = re.compile(r"\b(?:drill|exercise|man(?:oeuv|euv)(?:re|er)|war game)", re.IGNORECASE)
RECENT_DAYS = 60
WINDOW_DAYS = 1  # a day of counting ends in the morning after
_ANY: Condition = {}
SIGHTING = register(
    Subject(
        "sighting",
        ("day of counting", "days of counting"),
        (),
        (Source("provocations", "date_local", "date_local", ("actor",), (_ANY,), targets=("target",)),),
        "one acts",
    )
)


def stated(read: Read, record: Record) -> list[Claim]:
    """The claims of a text that more were seen than before."""
    actors = {row["actor"] for row in record.rows("provocations") if not pd.isna(row["aircraft_seen"])}
    found: list[Claim] = []
    last: tuple[int, str] = (0, "")
    for stretch in stretches(read):
        named = [each.code for each in stretch.places if each.code in actors]
        last = (stretch.paragraph, named[0]) if named else last
        match = MORE.search(stretch.words) or MOST.search(stretch.words)
        if match and last[1] and stretch.paragraph - last[0] <= 1:
            span = (stretch.start + match.start(), stretch.start + match.end())
            if stretch.plain(*span, quoted=True):
                found.append(claimed("S", len(found) + 1, span, "record", _slots(stretch, match, last[1]), "most-seen"))
    return found


def _slots(stretch: Stretch, match: re.Match[str], actor: str) -> dict[str, Any]:
    thing = VESSELS if re.fullmatch(_SEA, match["thing"], re.IGNORECASE) else AIRCRAFT
    if thing == AIRCRAFT and CROSSED.search(match.group()):
        thing = CROSSINGS
    dates = [each for each in stretch.dates if each.named]
    return {
        "event": "sighting",
        "actors": [actor],
        "dimensions": [thing],
        "superlative": "more",
        "against": "all previous",
        "among": "drills" if DRILL.search(match["before"]) else "days",
    } | ({"date": dates[0].slots["date"]} if dates else {})


@answers("record", events=("sighting",), asks="Were more aircraft or vessels seen than on any day before?")
def most_seen(question: Question, record: Record) -> tuple[Part, ...]:
    """Were more aircraft or vessels seen than on any day before?"""
    wanted = [each for each in question.dimensions if each in COLUMNS]
    if len(wanted) != 1 or not question.states:
        return ()
    column, noun = COLUMNS[wanted[0]], NOUNS[wanted[0]]
    rows = [each for each in record.occurrences(SIGHTING, question) if each.admitted and _seen(each, column)]
    if question.slots.get("among") == "drills":
        rows = [each for each in rows if _during_drill(each, question, record)]
    stated_on = question.date or (question.on - dt.timedelta(days=RECENT_DAYS), question.on)
    meant = [each for each in rows if each.within(stated_on, slack_days=WINDOW_DAYS)]
    if not meant:
        reason = f"No row gives the number of {noun} then."
        return (say.not_checkable(wanted[0], "no table", reason, "a row with the number seen"),)
    best = max(meant, key=lambda each: _seen(each, column))
    since = question.since[0] if question.since else dt.date.min
    earlier = [each for each in rows if since <= each.first < min(each.first for each in meant)]
    if not earlier:
        reason = f"The record has {_seen(best, column):,} {noun} on {say.dated(best)}, and no earlier number."
        return (say.not_checkable(wanted[0], "coverage ends", reason, "an earlier number", record.cite([best])),)
    top = max(earlier, key=lambda each: _seen(each, column))
    more = _seen(best, column) > _seen(top, column)
    ruling: Ruling = "partly" if more else "contradicted"
    reason = (
        f"The record has {_seen(best, column):,} {noun} on {say.dated(best)}; the most before it that a row gives: "
        f"{_seen(top, column):,} on {say.dated(top)}."
    )
    return (
        say.answer(
            wanted[0],
            ruling,
            reason,
            record,
            (top, best),
            coverage=None if more else (),
            would_change="another count of either day",
            caveats=("Counts are of about a day, and differ by where the line is drawn and when the day ends.",),
            numbers={"found": _seen(best, column), "most_before": _seen(top, column)},
        ),
    )


def _seen(occurrence: Occurrence, column: str) -> int:
    value = occurrence.cells.get(column)
    return 0 if value is None or pd.isna(value) else int(value)


def _during_drill(each: Occurrence, question: Question, record: Record) -> bool:
    """Whether a count falls on the days of a drill aimed at the same state, or on the morning after."""
    drills = record.occurrences(subjects.DECLARED["exercise"], question.about(event="exercise"))
    day = dt.timedelta(days=WINDOW_DAYS)
    targets = set(each.cells["target"])
    aimed = [drill for drill in drills if drill.admitted and targets & set(drill.cells["audience"])]
    return any(drill.first <= each.first <= drill.last + day for drill in aimed)
