"""Claims on draft resolutions that a veto stopped: how many voted for one, and who abstained or voted against.

A draft has no number; it is the one of the day that the sentence, or the one before it, names beside a veto.
"""

import datetime as dt
import re
from typing import Any

import pandas as pd

from chancery.claims.answers import not_checkable
from chancery.claims.context import Read
from chancery.claims.questions import Question
from chancery.claims.record import Record
from chancery.claims.registry import answers
from chancery.claims.stretches import Stretch, claimed, stretches
from chancery.claims.verdicts import Part, Ruling
from chancery.text import claim_words
from chancery.text.records import Claim
from chancery.words import day

VETO = re.compile(r"\bveto(?:ed|es)?\b|\bvoted\s+down\b|\bdraft\b", re.IGNORECASE)
_NUMBER = rf"(?P<number>\d{{1,2}}|{claim_words.NUMBER_WORDS})"
FOR = re.compile(
    rf"\b(?:won|got|received|drew|gathered|had|with)\s+{_NUMBER}\s+(?:votes|yes\s+votes)\b"
    r"(?!\s+(?:against|opposed))|"
    rf"\b{_NUMBER.replace('number', 'members')}\s+"
    r"(?:of\s+(?:the|its)\s+(?:Council[’']s\s+)?(?:\d+\s+|fifteen\s+)?)?(?:members?|states|countries)"
    r"\s+(?:had\s+)?(?:voted\s+(?:for|in\s+favou?r)|backed|supported)\b",
    re.IGNORECASE,
)
ABSTAINED = re.compile(r"^(?:\s+(?:had|has|also))*\s+abstain(?:ed|ing)\b")
AGAINST = re.compile(r"^(?:\s+(?:had|has|also))*\s+(?:voted\s+(?:against|no)\b|opposed\s+(?:it|the\s+draft))")
RECENT_DAYS = 120


def stated(read: Read, record: Record) -> list[Claim]:
    """The claims on votes for drafts of a text."""
    rows = [row for row in record.rows("unsc_resolutions") if row["result"] == "not adopted"]
    found: list[Claim] = []
    before: Stretch | None = None
    for stretch in stretches(read):
        row = _draft(stretch, before, rows, read.article.published)
        if row is not None:
            for slots, span in _said(stretch):
                if stretch.plain(*span) and _of_day(stretch, before, span[0], row["date_first"].date()):
                    slots |= {"event": "draft", "resolution": row["key"]}
                    found.append(claimed("D", len(found) + 1, span, "existence", slots, "votes-on-draft"))
        before = stretch
    return found


def _draft(stretch: Stretch, before: Stretch | None, rows: list[dict[str, Any]], on: dt.date) -> dict[str, Any] | None:
    """The one draft that a sentence means: of a day it names, else the one just voted down beside which it speaks."""
    near = [stretch, *([before] if before is not None and before.paragraph == stretch.paragraph else [])]
    if not any(VETO.search(each.words) for each in near):
        return None
    days = [date.period for each in near for date in each.dates if (date.period[1] - date.period[0]).days <= 1]
    meant = [
        row
        for row in rows
        if any(first <= row["date_first"].date() <= last for first, last in days)
        and (on - row["date_first"].date()).days <= RECENT_DAYS
    ]
    return meant[0] if len(meant) == 1 else None


def _of_day(stretch: Stretch, before: Stretch | None, at: int, on: dt.date) -> bool:
    """Whether the date nearest to a place, before it in its sentence if there is one, is the day of the draft."""
    ahead = [each for each in stretch.dates if each.start < at]
    behind = [each for each in stretch.dates if each.start >= at]
    earlier = list(before.dates) if before is not None else []
    nearest = (ahead[-1:] or behind[:1] or earlier[-1:])[:1]
    return all(each.period[0] <= on <= each.period[1] for each in nearest) and bool(nearest)


def _said(stretch: Stretch) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    found: list[tuple[dict[str, Any], tuple[int, int]]] = []
    for match in FOR.finditer(stretch.words):
        text = (match["number"] or match["members"]).lower()
        number = int(text) if text.isdigit() else claim_words.counted(text)[0]
        if number:
            found.append(({"for": number}, (stretch.start + match.start(), stretch.start + match.end())))
    for place in stretch.places:
        rest = stretch.words[place.end - stretch.start :]
        for how, pattern in (("abstained", ABSTAINED), ("against", AGAINST)):
            cast = pattern.match(rest)
            if cast and not place.person:
                found.append(({"state": place.code, "how": how}, (place.start, place.end + cast.end())))
    return found


@answers("existence", events=("draft",), asks="Had the draft so many votes, and did the state vote so?")
def votes_on_draft(question: Question, record: Record) -> tuple[Part, ...]:
    """Had the draft so many votes, and did the state vote so?"""
    key = str(question.slots["resolution"])
    row = next(each for each in record.rows("unsc_resolutions") if each["key"] == key)
    if not row["_admitted"]:
        return (not_checkable("the votes", "rows not admitted", f"The row for {key} is not admitted."),)
    when = day(row["date_first"].date())
    ruling: Ruling
    if "for" in question.slots:
        if pd.isna(row["votes_for"]):
            return (not_checkable("the votes", "no table", f"The row for {key} gives no votes."),)
        ruling = "supported" if int(row["votes_for"]) == question.slots["for"] else "contradicted"
        reason = f"The draft of {when} ({key}) had {int(row['votes_for'])} votes for it."
    else:
        told = str(row["abstainers_or_opponents"])
        state = str(question.slots["state"])
        name = next((each for each in record.called(state) if re.search(rf"\b{re.escape(each)}\b", told)), "")
        abstained = re.search(rf"\b{re.escape(name)}\b[^;()]*\babstain", told) is not None
        if not name or not (abstained or "veto" in told):
            return (not_checkable("the votes", "no table", f"The row for {key} does not say how it voted."),)
        ruling = "supported" if abstained == (question.slots["how"] == "abstained") else "contradicted"
        reason = f"On the draft of {when} ({key}): {told}."
    cited = (record.row("unsc_resolutions", key),)
    return (Part("the votes", ruling, reason, cited, would_change="a correction of this row"),)
