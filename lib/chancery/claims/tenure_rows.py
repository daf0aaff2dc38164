"""What the rows say of an office: who held it on the days a claim speaks of, since when, and after whom."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from chancery.claims.answers import not_checkable
from chancery.claims.questions import Period, Question, day
from chancery.claims.record import Record
from chancery.claims.registry import answers
from chancery.claims.stretches import agrees
from chancery.claims.verdicts import Holder, Part, Ruling
from chancery.words import day as said_day
from chancery.words import listed

OPEN = dt.date(9000, 1, 1)
# From here on the table means to hold every office-holder.
DECLARED_FROM = dt.date(2015, 1, 1)
# Between an election, a swearing-in and the day news counts from.
TENURE_SLACK = 45
HANDOVER = 200


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
                    "who holds the office", "rows not admitted", f"The row that has {name} as {label} is not admitted."
                ),
            )
        reason = _served(best, best["person"], state)
        return (_part("who holds the office", "supported", reason, [best], record, country),)
    if not _rows(record, name):
        return (not_checkable("who holds the office", "no table", f"No row of office-holders names {name}."),)
    others = [
        row
        for row in record.rows("officeholders")
        if row["country"] == country and row["office"] in offices and row["_admitted"] and row["person"] != name
    ]
    latest = said[-1:] or [now]
    instead = [row for row in others if _holding([row], latest)]
    remembered = _holding(mine, _periods(slots["context"])) or (mine and slots["backward"])
    early = any(first < DECLARED_FROM for first, _ in latest)
    others_too = [row for row in _rows(record, name, country) if _holding([row], latest)]
    if remembered or not instead or early or _ambiguous(others_too, offices):
        reason = (
            f"The rows do not have {name} as {label} on {said_day(question.on)}, but the text may speak of other days."
        )
        return (not_checkable("who holds the office", "slot unresolved", reason),)
    best = instead[-1]
    reason = _served(best, f"{best['person']}, not {name},", state)
    return (
        _part(
            "who holds the office",
            "contradicted",
            reason,
            [best, *[row for row in mine if row["_admitted"]]],
            record,
            country,
        ),
    )


def _served(row: dict[str, Any], who: str, state: str) -> str:
    """A sentence on a row of an office: since when, or from when to when."""
    if row["end"]:
        return f"{who} was {row['office']} of {state} from {_since(row)} to {_until(row)}."
    return f"{who} has been {row['office']} of {state} since {_since(row)}."


def _ambiguous(rows: Sequence[dict[str, Any]], offices: tuple[str, ...]) -> bool:
    """Whether the person holds an office that news may call by the same title, such as an acting one."""
    return any(set(office.split()) & set(row["office"].split()) - {"of", "and"} for row in rows for office in offices)


def _since(row: dict[str, Any]) -> str:
    first, last = row["start_first"].date(), row["start_last"].date()
    return said_day(first) if first == last else str(row["start"])


def _until(row: dict[str, Any]) -> str:
    first, last = row["end_first"].date(), row["end_last"].date()
    return said_day(last) if first == last else str(row["end"])


@answers("status", events=("tenure",), asks="Did the person come to office then?")
def came_to_office(question: Question, record: Record) -> tuple[Part, ...]:
    """Did the person come to office then?"""
    name, country = str(question.slots["person"]), str(question.slots["country"])
    rows = [row for row in _rows(record, name, country) if _span(row)]
    if not rows or question.date is None:
        return ()
    begun = [(row["start_first"].date(), row["start_last"].date()) for row in rows]
    slack = dt.timedelta(days=TENURE_SLACK if not question.years else 0)
    fits = [
        row
        for row, (first, last) in zip(rows, begun, strict=True)
        if agrees(question.date, question.years, first - slack, last + slack)
    ]
    state = record.names.get(country, country)
    if fits:
        admitted = [row for row in fits if row["_admitted"]]
        if not admitted:
            return (not_checkable("when the term began", "rows not admitted", f"The row for {name} is not admitted."),)
        reason = f"{name} has been {admitted[0]['office']} of {state} since {_since(admitted[0])}."
        return (_part("when the term began", "supported", reason, admitted[:1], record, country),)
    first = min(begun)[0]
    within = any(start < question.date[0] for start, _ in begun) and not question.years
    declared = question.date[0] >= DECLARED_FROM
    shown = sorted((row for row in rows if row["_admitted"]), key=_begun)
    told = listed(f"{row['office']}, {_since(row)}" for row in shown[:3])
    reason = f"By the rows {name} came to office then: {told}."
    if not shown or len(shown) < len(rows) or not (declared or within) or first > question.on:
        return (not_checkable("when the term began", "coverage ends", reason),)
    return (_part("when the term began", "contradicted", reason, shown[:3], record, country),)


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
        until = f"{other['person']} was {row['office']} of {state} until {_until(other)}"
        reason = f"{until}, {row['person']} from {_since(row)}."
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
    state = record.names.get(country, "")
    holders = tuple(Holder(row["person"], row["office"], country, cited[0], state) for row in rows[:1])
    return Part(aspect, ruling, reason, cited, would_change="a correction of these rows", holders=holders)
