"""What the rows say of a treaty that a claim means: its dates, its parties, and whether it binds to defence."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from chancery.claims import pact_names
from chancery.claims.answers import not_checkable, when
from chancery.claims.questions import Question
from chancery.claims.record import Record
from chancery.claims.registry import answers
from chancery.claims.stretches import agrees
from chancery.claims.verdicts import Part, Ruling
from chancery.words import day, listed

SIGN_SLACK_DAYS = 1
MOST_MEANT = 3


@answers("status", events=("pact",), asks="Was the treaty signed, in force or ended then, and what does it bind to?")
def treaty_stands_so(question: Question, record: Record) -> tuple[Part, ...]:
    """Was the treaty signed, in force or ended then, and what does it bind to?"""
    rows = [row for row in record.rows("alliances") if row["key"] in question.slots["keys"]]
    known = [row for row in rows if not pd.isna(row["signed_first"]) or not pd.isna(row["in_force_first"])]
    admitted = [row for row in known if row["_admitted"] and (_begun(row) is None or _begun(row) <= question.on)]
    if not admitted or len(admitted) < len(known):
        return (
            (not_checkable("treaty", "rows not admitted", "The rows for this treaty are not admitted."),)
            if rows
            else ()
        )
    aspect = str(question.slots["aspect"])
    if aspect == "duty":
        return (_duty(question, record, admitted),)
    if aspect == "members":
        return (_members(question, record, admitted[0]),)
    return (_dates(question, record, admitted, aspect),) if question.date else ()


def _begun(row: dict[str, Any]) -> Any:
    values = [row[column] for column in ("signed_first", "in_force_first") if not pd.isna(row[column])]
    return min(values).date() if values else None


COLUMNS = {"signed": ("signed",), "entered": ("in_force",), "ended": ("ended",), "since": ("signed", "in_force")}


def _dates(question: Question, record: Record, rows: Sequence[dict[str, Any]], aspect: str) -> Part:
    """Whether a date fits: of the treaties meant, one has it, or all have another."""
    assert question.date is not None
    columns = COLUMNS[aspect]
    known = [row for row in rows if any(not pd.isna(row[f"{column}_first"]) for column in columns)]
    verb = {"signed": "signed", "entered": "in force from", "ended": "ended", "since": "signed"}[aspect]
    label = {"signed": "when it was signed", "entered": "since when it is in force", "ended": "when it ended"}.get(
        aspect, "since when"
    )
    told = listed(f"{row['name']} ({_told(row)})" for row in (known or rows)[:4])
    if not known:
        return not_checkable(label, "no table", f"The rows give no such date: {told}.")
    fits = [row for row in known if any(_agrees(question, row, column) for column in (*columns, *_also(aspect)))]
    if fits:
        reason = f"{fits[0]['name']}: {_told(fits[0])}."
        return _part(label, "supported", reason, fits[:1], record)
    if _loose(question, rows, known) or _other_column(question, rows, aspect):
        return not_checkable(
            label, "slot unresolved", f"No row is {verb} {when(question.date)}: {told}; another may be meant."
        )
    return _part(label, "contradicted", f"The record has {told}, not {when(question.date)}.", known, record)


def _loose(question: Question, rows: Sequence[dict[str, Any]], known: Sequence[dict[str, Any]]) -> bool:
    """Whether a treaty that is no row may be meant: the words tell too little, or too many rows fit."""
    if len(known) > MOST_MEANT or len(known) < len(rows):
        return True
    bound = question.slots["allied"] and all(row["defense"] for row in rows)
    return not (question.slots["sure"] or bound or _telling(str(question.slots["name"])))


def _telling(name: str) -> bool:
    """Whether the words for a treaty tell it from another of the same states."""
    match = pact_names.DESCRIBED.search(name)
    if match is None:
        return bool(re.search(r"\balli", name))
    return bool(pact_names.telling(match["said"], match["behind"])) or match["noun"].lower().startswith("alli")


def _also(aspect: str) -> tuple[str, ...]:
    """Columns whose date news may give for another: a treaty "of 1954" was signed the year before."""
    return ("in_force",) if aspect == "signed" else ()


def _other_column(question: Question, rows: Sequence[dict[str, Any]], aspect: str) -> bool:
    """Whether the date is of another step of the same treaty, where the words may have meant that step."""
    return aspect == "ended" and any(
        _agrees(question, row, column) for row in rows for column in ("signed", "in_force")
    )


def _agrees(question: Question, row: dict[str, Any], column: str) -> bool:
    first, last = row[f"{column}_first"], row[f"{column}_last"]
    if pd.isna(first) or question.date is None:
        return False
    return agrees(question.date, question.years, first.date(), last.date(), SIGN_SLACK_DAYS)


def _told(row: dict[str, Any]) -> str:
    said = []
    for column, words in (("signed", "signed"), ("in_force", "in force from"), ("ended", "ended")):
        first, last = row[f"{column}_first"], row[f"{column}_last"]
        if not pd.isna(first):
            said.append(f"{words} {day(first.date()) if first == last else row[column]}")
    return ", ".join(said) or str(row["status"])


def _duty(question: Question, record: Record, rows: Sequence[dict[str, Any]]) -> Part:
    rows = [row for row in rows if not row["ended"]] or rows
    flags = {bool(row["defense"]) for row in rows}
    wanted = bool(question.slots["defence"])
    told = listed(f"{row['name']} ({'with' if row['defense'] else 'without'} a duty of defence)" for row in rows[:3])
    if len(flags) > 1 or (not question.slots["sure"] and len(rows) > 1):
        return not_checkable("what it binds to", "slot unresolved", f"Several treaties may be meant: {told}.")
    ruling: Ruling = "supported" if flags == {wanted} else "contradicted"
    return _part("what it binds to", ruling, f"The record has {told}.", rows[:3], record)


def _members(question: Question, record: Record, row: dict[str, Any]) -> Part:
    members = set(row["members"])
    rows = [each for each in record.rows("alliance_members") if each["alliance_id"] == row["key"]]
    ever = members | {each["member"] for each in rows}
    said = list(question.slots["members"])
    wrong = [code for code in said if code not in members]
    told = listed(record.names.get(code, code) for code in row["members"])
    reason = f"{row['name']} has as parties {told}."
    organisations = {each["code"] for each in record.rows("actors") if each["kind"] != "state"}
    if not wrong:
        return _part("its parties", "supported", reason, [row], record)
    left = {each["member"] for each in rows if each["left"]} - members
    if question.slots["present"]:
        ever -= left
    if set(wrong) & (organisations | ever) or members & organisations or len(said) == len(wrong):
        return not_checkable("its parties", "slot unresolved", f"{reason} Who of those named is meant is not plain.")
    return _part("its parties", "contradicted", reason, [row], record)


def _part(aspect: str, ruling: Ruling, reason: str, rows: Sequence[dict[str, Any]], record: Record) -> Part:
    cited = tuple(record.row("alliances", row["key"]) for row in rows)
    return Part(aspect, ruling, reason, cited, would_change="a further treaty of these states")
