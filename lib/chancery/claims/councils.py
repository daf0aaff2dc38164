"""Claims on Security Council resolutions by number: when one was adopted, with how many votes, and what it did."""

import re
from typing import Any

import pandas as pd

from chancery.claims.answers import not_checkable, when
from chancery.claims.context import Read
from chancery.claims.questions import Question
from chancery.claims.record import Record
from chancery.claims.registry import answers
from chancery.claims.stretches import Dated, Stretch, agrees, claimed, stretches
from chancery.claims.verdicts import Part, Ruling
from chancery.text import claim_words
from chancery.text.records import Claim
from chancery.words import day

NUMBERED = re.compile(r"\b(?:UNSCR|[Rr]esolutions?)\s+(?P<number>\d{2,4})\b(?!\s*\(\d{4}\)?\s*of)")
# "The first sanctions resolution, 1718, in October 2006, and the last, 2397, in December 2017".
BARE = re.compile(r"\b(?:resolution|first|last|latest|next|another),\s+(\d{3,4})(?=,\s+(?:in|of|on|from|was)\b)")
SET_UP = re.compile(
    r"^\s+(?:set\s+up|established|created|imposed|banned|condemned)\s+(?:(?!that\b|which\b|and\b)[\w-]+\s+){1,6}(?:in|on)\s+$"
)
BRACKETED = re.compile(r"^\s*\((?P<year>\d{4})\)")
ADOPTED = re.compile(
    r"^(?:,|\s)*(?:which\s+)?(?:(?:was|were|been|of|from|dates?|dating|passed|adopted|approved|agreed|in|on|back|to|"
    r"unanimously|that|year|the|Security|Council|by|a|vote|followed)\s+)*$"
)
BEFORE = re.compile(
    r"\b(?:adopted|passed|approved|voted\s+(?:for|through)|under|established\s+by|set\s+up\s+by|imposed\s+by)\b[^.;:]{0,40}$"
)
UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b")
VOTES = re.compile(
    rf"\b(?:by|with)\s+(?:a\s+vote\s+of\s+)?(?P<for>\d{{1,2}}|{claim_words.NUMBER_WORDS})(?:\s+votes?)?(?:\s+in\s+favou?r)?"
    rf"(?:\s*(?:to|–|-)\s*(?P<against>\d{{1,2}}|{claim_words.NUMBER_WORDS}|none|nil|zero)\b)?",
    re.IGNORECASE,
)
MOST_VOTES = 15
REACH = 70


def stated(read: Read) -> list[Claim]:
    """The claims on resolutions by number of a text."""
    found: list[Claim] = []
    last: tuple[str, Stretch] | None = None
    for stretch in stretches(read):
        spots = [(match.start(), match.end(), match["number"]) for match in NUMBERED.finditer(stretch.words)]
        if re.search(r"\bresolutions?\b", stretch.words):
            spots += [(match.start(1), match.end(1), match[1]) for match in BARE.finditer(stretch.words)]
        spots = sorted(set(spots))
        if (
            not spots
            and last is not None
            and last[1].paragraph == stretch.paragraph
            and re.match(r"It\s+was\b", stretch.words)
        ):
            spots = [(0, 2, last[0])]
        for number, (first, end, key) in enumerate(spots):
            stop = spots[number + 1][0] if number + 1 < len(spots) else len(stretch.words)
            for slots, span in _said(stretch, first, end, stop, key):
                if stretch.plain(*span):
                    found.append(
                        claimed("R", len(found) + 1, span, "existence", slots, f"resolution-{slots['aspect']}")
                    )
        last = (spots[-1][2], stretch) if spots else None
    return found


def _said(
    stretch: Stretch, first: int, end: int, stop: int, number: str
) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    found = []
    base = {"event": "numbered resolution", "resolution": f"S/RES/{number}"}
    date = _date(stretch, first, end, stop)
    if date is not None:
        span = (min(stretch.start + first, date.start), max(stretch.start + end, date.end))
        found.append((base | {"aspect": "date"} | date.slots, span))
    clause = stretch.clause(stretch.start + first, stretch.start + end)
    words = stretch.words[end : min(stop, clause[1] - stretch.start)]
    votes, unanimous = VOTES.search(words), UNANIMOUS.search(words)
    if unanimous:
        slots = base | {"aspect": "votes", "for": MOST_VOTES, "against": 0}
        found.append((slots, (stretch.start + first, stretch.start + end + unanimous.end())))
    elif votes:
        in_favour = _number(votes["for"])
        against = _number(votes["against"]) if votes["against"] else None
        if in_favour is not None and 9 <= in_favour <= MOST_VOTES:
            slots = base | {"aspect": "votes", "for": in_favour, "against": against}
            found.append((slots, (stretch.start + first, stretch.start + end + votes.end())))
    return found


def _number(text: str) -> int | None:
    if text.lower() in ("none", "nil", "zero"):
        return 0
    return int(text) if text.isdigit() else claim_words.counted(text)[0]


def _date(stretch: Stretch, first: int, end: int, stop: int) -> Dated | None:
    """The date of adoption a sentence gives for a resolution: right behind it, or before it with a verb between."""
    for date in stretch.dates:
        at = date.start - stretch.start
        between = stretch.words[end:at]
        if (
            end <= at < stop
            and date.named
            and (
                ADOPTED.match(between) or SET_UP.match(between) or BRACKETED.match(between + stretch.words[at : at + 5])
            )
        ):
            return date
        lead = stretch.words[date.end - stretch.start : first]
        if date.end - stretch.start <= first and len(lead) <= REACH and date.named and re.fullmatch(
            r",?\s*(?:when|as)?\s*(?:the\s+)?(?:U\.?N\.?\s+|United\s+Nations\s+)?(?:Security\s+)?(?:Council\s+)?(?:unanimously\s+)?(?:adopted|passed|approved)\s+(?:[\w.]+\s+){0,3}",
            lead,
        ):  # fmt: skip
            return date
    return None


@answers("existence", events=("numbered resolution",), asks="Was that resolution adopted then, with such votes?")
def resolution_so(question: Question, record: Record) -> tuple[Part, ...]:
    """Was that resolution adopted then, with such votes?"""
    key = str(question.slots["resolution"])
    row = next((each for each in record.rows("unsc_resolutions") if each["key"] == key), None)
    if row is None:
        return (not_checkable("resolution", "no table", f"The table has no row for {key}."),)
    if not row["_admitted"]:
        return (not_checkable("resolution", "rows not admitted", f"The row for {key} is not admitted."),)
    if question.slots["aspect"] == "votes":
        return (_votes(question, record, row),)
    if question.date is None:
        return ()
    first, last = row["date_first"].date(), row["date_last"].date()
    fits = agrees(question.date, question.years, first, last)
    reason = (
        f"{key} was adopted on {day(first)}."
        if fits
        else f"{key} was adopted on {day(first)}, not {when(question.date)}."
    )
    return (_part("when it was adopted", "supported" if fits else "contradicted", reason, row, record),)


def _votes(question: Question, record: Record, row: dict[str, Any]) -> Part:
    cast = [row[column] for column in ("votes_for", "votes_against", "votes_abstain")]
    if any(pd.isna(each) for each in cast):
        return not_checkable("the votes", "no table", f"The row for {row['key']} gives no votes.")
    in_favour, against, abstained = (int(each) for each in cast)
    reason = f"{row['key']} had {in_favour} votes for, {against} against and {abstained} abstaining."
    said = question.slots["against"]
    fits = question.slots["for"] == in_favour and said in (None, against)
    return _part("the votes", "supported" if fits else "contradicted", reason, row, record)


def _part(aspect: str, ruling: Ruling, reason: str, row: dict[str, Any], record: Record) -> Part:
    cited = (record.row("unsc_resolutions", row["key"]),)
    return Part(aspect, ruling, reason, cited, would_change="a correction of this row")
