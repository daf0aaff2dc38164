"""Claims on offices: who holds one, since when, and after whom.

A name with a title ("British Prime Minister Keir Starmer") is held against the rows of office-holders on the days the
sentence speaks of. News tells of the past in the same words, so a holder of other days is contradicted only where
neither the sentence nor what stands before it leads back to his time.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from chancery.claims.answers import not_checkable
from chancery.claims.context import Names, Read
from chancery.claims.questions import Period, Question, day
from chancery.claims.record import Record
from chancery.claims.registry import answers
from chancery.claims.stretches import Dated, Place, Stretch, agrees, claimed, stretches
from chancery.claims.verdicts import Holder, Part, Ruling
from chancery.text import roles
from chancery.text.records import Claim
from chancery.words import day as said_day
from chancery.words import listed

# Groups of titles whose rows the table means to hold without gaps.
GROUPS = frozenset({"head", "deputy", "diplomat", "minister", "chief"})
LOOSE = frozenset(
    ("envoy", "special envoy", "representative", "mediator", "negotiator", "attache", "emissary", "consul")
)
FORMER = re.compile(
    r"\b(?:former|then|ex|late|outgoing|incoming|past|previous|one-time|ousted|deposed|acting|deputy|vice|ex-|then-|shadow|"
    r"designate|predecessor|successor|aide|adviser|advisor|spokes\w+|elect)\b[\s-]*(?:[\w.’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
BACKWARD = re.compile(
    r"\b(?:had|under|era|administration|tenure|during|ago|decades?|then|former|once|history|when|while|at the time|"
    r"predecessors?|successors?|late|served|memoir|years?)\b",
    re.IGNORECASE,
)
TAKES = re.compile(
    r"\b(?:(?:who\s+)?(?:took|assumed|entered|came\s+(?:in)?to|has\s+been\s+in|has\s+held|was\s+sworn\s+in|"
    r"was\s+inaugurated|took\s+over|took\s+up|became|returned\s+to|has\s+ruled|has\s+led|has\s+governed|has\s+run|"
    r"ruled|in\s+(?:office|power|the\s+post|the\s+job)|(?:succeeded|replaced|took\s+over\s+from)))\b"
)
DATE_AFTER = re.compile(r"^[^.;:]{0,70}?\b(?:in|on|since|from)\s+(?:early\s+|late\s+|mid-)?$")
OFFICE_WORD = re.compile(
    r"\b(?:office|power|post|job|presidency|premiership|president|prime minister|premier|chancellor|secretary[- ]general|"
    r"minister|White House|Kremlin|ruled|led|governed|run|over|sworn|inaugurated)\b"
)
AFTER_WHOM = re.compile(r"\b(?:succeeded|replaced|took\s+over\s+from)\s+$")
TENURE_SLACK = 45
HANDOVER = 200
OPEN = dt.date(9000, 1, 1)
DECLARED_FROM = dt.date(2015, 1, 1)


def stated(read: Read, record: Record, names: Names) -> list[Claim]:
    """The claims on offices of a text: a title with a name, a beginning in office, and who came before."""
    found: list[Claim] = []
    seen: set[tuple[str, str, str]] = set()
    earlier: list[Stretch] = []
    for stretch in stretches(read):
        around = [each for each in earlier[-3:] if each.paragraph == stretch.paragraph or each is earlier[-1]]
        for slots, span in (*_titles(stretch, record, names, around), *_beginnings(stretch, record)):
            mark = (str(slots.get("person")), slots["event"], str(slots.get("title", span[0])))
            if mark not in seen and stretch.plain(*span):
                seen.add(mark)
                found.append(claimed("O", len(found) + 1, span, "status", slots, slots["event"]))
        earlier.append(stretch)
    return found


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    words = [
        head.words
        for head in roles.HEADS.values()
        if head.offices and head.group in GROUPS and head.words not in LOOSE and len(head.words) > 2
    ]
    return re.compile("|".join(re.escape(each) for each in sorted(words, key=len, reverse=True)), re.IGNORECASE)


def _titles(
    stretch: Stretch, record: Record, names: Names, earlier: Sequence[Stretch]
) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """Names with a title before them or after a comma, as claims that the person holds the office."""
    found = []
    for place in stretch.places:
        if not place.person:
            continue
        title = _before(stretch, place, names) or _behind(stretch, place, names)
        if title is None:
            continue
        words, country, span = title
        offices = [each for each in roles.HEADS[words.lower()].offices if not each.startswith("permanent") or country]
        if words.lower() == "ambassador" and not re.search(r"\bU\.?N\.?\b|United Nations", stretch.words):
            continue
        days = [each.period for each in stretch.dates]
        context = [each.period for other in earlier for each in other.dates]
        slots = {
            "event": "office",
            "person": place.person,
            "country": country or place.code,
            "title": words,
            "offices": offices,
            "days": [[first.isoformat(), last.isoformat()] for first, last in days],
            "context": [[first.isoformat(), last.isoformat()] for first, last in context],
            "backward": BACKWARD.search(stretch.words) is not None,
        }
        found.append((slots, span))
    return found


def _before(stretch: Stretch, place: Place, names: Names) -> tuple[str, str, tuple[int, int]] | None:
    lead = stretch.words[: place.start - stretch.start]
    best = None
    for match in _title().finditer(lead):
        if re.fullmatch(r",?\s+", lead[match.end() :]) and (
            match.start() == 0 or not lead[match.start() - 1].isalpha()
        ):
            best = match
            break
    if best is None or FORMER.search(lead[: best.start()]):
        return None
    nation = _nation(lead[: best.start()], names)
    if nation is None:
        return None
    return best.group(), nation[0], (stretch.start + nation[1], place.end)


def _behind(stretch: Stretch, place: Place, names: Names) -> tuple[str, str, tuple[int, int]] | None:
    offset = place.end - stretch.start
    match = re.match(
        rf",\s+(?:the\s+)?(?P<nation>(?:[A-Z][\w.’'-]+\s+){{1,3}})(?P<title>{_title().pattern})\s*[,.]",
        stretch.words[offset:],
    )
    if match is None or FORMER.search(match["nation"]):
        return None
    nation = _nation(match["nation"], names)
    if nation is None or not nation[0]:
        return None
    return match["title"], nation[0], (place.start, place.end + match.end("title"))


def _nation(lead: str, names: Names) -> tuple[str, int] | None:
    """The state named right before a title and where it begins; "" where none is named; None where it is unclear."""
    words = re.search(r"((?:[A-Z][\w.’'-]*\s+){0,3})$", lead)
    said = (words[1] if words else "").strip()
    if not said:
        return "", len(lead)
    tokens = said.split()
    for size in range(len(tokens)):
        name = re.sub(r"[’']s?$", "", " ".join(tokens[size:]))
        code = names.place(name)
        if code:
            return code, len(lead) - len(" ".join(tokens[size:])) - 1
    return None


def _beginnings(stretch: Stretch, record: Record) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """Sentences that say when a person came to office, or after whom."""
    found: list[tuple[dict[str, Any], tuple[int, int]]] = []
    for match in TAKES.finditer(stretch.words):
        at = stretch.start + match.start()
        subject = next((each for each in reversed(stretch.places) if each.end <= at), None)
        if subject is None or not subject.person or not _leads(stretch, subject, at):
            continue
        end = stretch.start + match.end()
        predecessor = next((each for each in stretch.places if each.person and each.start - end in (0, 1)), None)
        if re.search(r"succeeded|replaced|from$", match.group()):
            if predecessor is None:
                continue
            slots = {
                "event": "predecessor",
                "person": subject.person,
                "country": subject.code,
                "before": predecessor.person,
            }
            found.append((slots, (subject.start, predecessor.end)))
        date = _date_after(stretch, predecessor.end if predecessor else end)
        if date is not None and (
            predecessor or OFFICE_WORD.search(stretch.words[match.start() : date.start - stretch.start])
        ):
            since = re.search(r"\bsince\s+$", stretch.words[: date.start - stretch.start]) is not None
            slots = {"event": "tenure", "person": subject.person, "country": subject.code, "since": None, "from": since}
            found.append((slots | date.slots, (subject.start, date.end)))
    return found


def _leads(stretch: Stretch, subject: Place, at: int) -> bool:
    """Whether a person is the subject of words that follow: next to them, or with an aside between."""
    between = stretch.words[subject.end - stretch.start : at - stretch.start]
    return (
        re.fullmatch(r",?\s*(?:who\s+|has\s+been\s+)?|\s*,[^,;:]{0,50},\s*(?:who\s+)?|\s+(?:has|have)\s+", between)
        is not None
    )


def _date_after(stretch: Stretch, at: int) -> Dated | None:
    for date in stretch.dates:
        if date.start >= at and DATE_AFTER.search(stretch.words[at - stretch.start : date.start - stretch.start]):
            return date if date.named else None
    return None


def _rows(record: Record, name: str, country: str = "") -> list[dict[str, Any]]:
    """All rows of a person's offices, whatever their source, by the full name."""
    said = set(re.findall(r"[^\W\d_]+", name.lower()))
    found = []
    for row in record.rows("officeholders"):
        known = [set(re.findall(r"[^\W\d_]+", each.lower())) for each in (row["person"], *row["aliases"])]
        if (not country or row["country"] == country) and len(said) > 1 and any(said == each for each in known):
            found.append(row)
    return found


def _span(row: dict[str, Any]) -> Period | None:
    if pd.isna(row["start_first"]):
        return None
    end = OPEN if pd.isna(row["end_last"]) else row["end_last"].date()
    return row["start_first"].date(), end


def _holding(rows: Sequence[dict[str, Any]], periods: Sequence[Period]) -> list[dict[str, Any]]:
    """Rows that hold on some day of some period, a few weeks of handing over allowed for."""
    slack = dt.timedelta(days=7)
    return [
        row
        for row in rows
        if (span := _span(row)) and any(span[0] - slack <= last and first <= span[1] + slack for first, last in periods)
    ]


def _periods(value: Any) -> list[Period]:
    found = [(day(first), day(last)) for first, last in value]
    return [(first, last) for first, last in found if first and last]


@answers("status", events=("office",), asks="Did the person hold the office on the days spoken of?")
def holds_office(question: Question, record: Record) -> tuple[Part, ...]:
    """Did the person hold the office on the days spoken of?"""
    slots = question.slots
    name, country = str(slots["person"]), str(slots["country"])
    offices = tuple(slots["offices"])
    mine = [row for row in _rows(record, name, country) if row["office"] in offices]
    now = (question.on, question.on)
    said = [each for each in _periods(slots["days"]) if each[0] <= question.on]
    state = record.names.get(country, country)
    holding = _holding(mine, [now, *said])
    label = f"{slots['title']} of {state}"
    if holding:
        best = next((row for row in holding if row["_admitted"]), None)
        if best is None:
            return (
                not_checkable(
                    "the office", "rows not admitted", f"The row that has {name} as {label} is not admitted."
                ),
            )
        reason = f"{best['person']} has been {best['office']} of {state} since {_since(best)}." if not best["end"] else (
            f"{best['person']} was {best['office']} of {state} from {_since(best)} to {best['end']}."
        )  # fmt: skip
        return (_part("the office", "supported", reason, [best], record, country),)
    if not _rows(record, name):
        return (not_checkable("the office", "no table", f"No row of office-holders names {name}."),)
    others = [
        row
        for row in record.rows("officeholders")
        if row["country"] == country and row["office"] in offices and row["_admitted"] and row["person"] != name
    ]
    latest = said or [now]
    instead = [row for row in others if all(_holding([row], [each]) for each in latest)]
    remembered = _holding(mine, _periods(slots["context"])) or (mine and slots["backward"])
    early = any(first < DECLARED_FROM for first, _ in latest)
    others_too = [row for row in _rows(record, name, country) if _holding([row], latest)]
    if remembered or not instead or early or _ambiguous(others_too, offices):
        reason = (
            f"The rows do not have {name} as {label} on {said_day(question.on)}, but the text may speak of other days."
        )
        return (not_checkable("the office", "slot unresolved", reason),)
    best = instead[-1]
    reason = f"{best['person']}, not {name}, has been {best['office']} of {state} since {_since(best)}."
    if best["end"]:
        reason = f"{best['person']}, not {name}, was {best['office']} of {state} from {_since(best)} to {best['end']}."
    return (
        _part(
            "the office", "contradicted", reason, [best, *[row for row in mine if row["_admitted"]]], record, country
        ),
    )


def _ambiguous(rows: Sequence[dict[str, Any]], offices: tuple[str, ...]) -> bool:
    """Whether the person holds an office that news may call by the same title, such as an acting one."""
    return any(set(office.split()) & set(row["office"].split()) - {"of", "and"} for row in rows for office in offices)


def _since(row: dict[str, Any]) -> str:
    first, last = row["start_first"].date(), row["start_last"].date()
    return said_day(first) if first == last else str(row["start"])


@answers("status", events=("tenure",), asks="Did the person come to office then?")
def came_to_office(question: Question, record: Record) -> tuple[Part, ...]:
    """Did the person come to office then?"""
    name, country = str(question.slots["person"]), str(question.slots["country"])
    rows = [row for row in _rows(record, name, country) if _span(row)]
    if not rows or question.date is None:
        return ()
    begun = [(row["start_first"].date(), row["start_last"].date()) for row in rows]
    slack = dt.timedelta(days=TENURE_SLACK if not question.yearless else 0)
    fits = [
        row
        for row, (first, last) in zip(rows, begun, strict=True)
        if agrees(question.date, question.yearless, first - slack, last + slack)
    ]
    state = record.names.get(country, country)
    if fits:
        admitted = [row for row in fits if row["_admitted"]]
        if not admitted:
            return (not_checkable("the beginning", "rows not admitted", f"The row for {name} is not admitted."),)
        reason = f"{name} has been {admitted[0]['office']} of {state} since {_since(admitted[0])}."
        return (_part("the beginning", "supported", reason, admitted[:1], record, country),)
    first = min(begun)[0]
    within = any(start < question.date[0] for start, _ in begun) and not question.yearless
    declared = question.date[0] >= DECLARED_FROM
    shown = sorted((row for row in rows if row["_admitted"]), key=_begun)
    told = listed(f"{row['office']}, {_since(row)}" for row in shown[:3])
    reason = f"By the rows {name} came to office then: {told}."
    if not shown or len(shown) < len(rows) or not (declared or within) or first > question.on:
        return (not_checkable("the beginning", "coverage ends", reason),)
    return (_part("the beginning", "contradicted", reason, shown[:3], record, country),)


def _begun(row: dict[str, Any]) -> dt.date:
    begun: dt.date = row["start_first"].date()
    return begun


@answers("status", events=("predecessor",), asks="Did the one follow the other in office?")
def followed(question: Question, record: Record) -> tuple[Part, ...]:
    """Did the one follow the other in office?"""
    name, before, country = (str(question.slots[each]) for each in ("person", "before", "country"))
    mine = [row for row in _rows(record, name, country) if _span(row)]
    theirs = [row for row in _rows(record, before, country) if _span(row) and row["end"]]
    if not mine or not _rows(record, before):
        return ()
    near = dt.timedelta(days=HANDOVER)
    pairs = [
        (row, other)
        for row in mine
        for other in theirs
        if row["office"] == other["office"] and abs(row["start_first"].date() - other["end_last"].date()) <= near
    ]
    state = record.names.get(country, country)
    if pairs:
        row, other = pairs[0]
        reason = f"{other['person']} was {row['office']} of {state} until {other['end']}, {row['person']} from {row['start']}."
        ruling: Ruling = "supported" if row["_admitted"] and other["_admitted"] else "partly"
        shown = [each for each in (row, other) if each["_admitted"]]
        return (_part("who came before", ruling, reason, shown, record, country),)
    last = max(mine, key=_begun)
    real = [
        other
        for other in record.rows("officeholders")
        if other["country"] == country
        and other["office"] == last["office"]
        and other["_admitted"]
        and other["end"]
        and other["person"] not in (name, before)
        and abs(last["start_first"].date() - other["end_last"].date()) <= dt.timedelta(days=TENURE_SLACK)
    ]
    if not real or not last["_admitted"]:
        return (not_checkable("who came before", "no table", f"The rows do not settle whom {name} followed."),)
    reason = f"{name} followed {real[0]['person']} as {last['office']} of {state} ({_since(last)})."
    return (_part("who came before", "contradicted", reason, [last, real[0]], record, country),)


def _part(
    aspect: str, ruling: Ruling, reason: str, rows: Sequence[dict[str, Any]], record: Record, country: str
) -> Part:
    cited = tuple(record.row("officeholders", row["key"]) for row in rows)
    holders = tuple(
        Holder(row["person"], row["office"], country, record.row("officeholders", row["key"])) for row in rows[:1]
    )
    return Part(aspect, ruling, reason, cited, would_change="A correction of these rows.", holders=holders)
