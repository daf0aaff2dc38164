"""Claims on who belongs to an alliance: when a state joined or left, whether it is a member, how many there are."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from chancery.claims.answers import not_checkable, when
from chancery.claims.context import Read
from chancery.claims.questions import Question
from chancery.claims.record import OPEN_START, Record, known_by, reach
from chancery.claims.registry import answers
from chancery.claims.stretches import Dated, Place, Stretch, agrees, claimed, stretches
from chancery.claims.verdicts import Completeness, Part, Ruling
from chancery.text import claim_words
from chancery.text.records import Claim
from chancery.words import counted, day, listed

JOINED = re.compile(
    r"\b(?:joined|joining|acceded(?:\s+to)?|accession|(?:was|were|been)\s+admitted(?:\s+to)?|entered|became\s+(?:a|an|the|its|nato[’']s|"
    r"the\s+alliance[’']s)\s+(?:[\w-]+\s+){0,3}?member|(?:a|been\s+a|full|nato|been)\s+members?(?:\s+of\s+(?:the\s+)?[\w]+)?\s+since|"
    r"has\s+been\s+in\s+(?:the\s+)?\w+\s+since)\b",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"\b(?:left|quit|withdrew(?:\s+from)?|pulled\s+out(?:\s+of)?|walked\s+out\s+of|exited)\b", re.IGNORECASE
)
# "The 32nd country to belong to NATO"; behind a state that became or is it.
NTH_MEMBER = re.compile(
    rf"\b(?:the|its|NATO[’']s|alliance[’']s)\s+(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{claim_words.ORDINAL_WORDS}|"
    rf"(?:twenty|thirty)-(?:{claim_words.ORDINAL_WORDS})|thirtieth)\s+(?:country|state|nation|member|ally)\b"
)
IS = re.compile(
    r"\b(?:is|are|was|were|remains?)\s+(?P<no>(?:still\s+|now\s+|also\s+|currently\s+|today\s+|already\s+)*(?:not|no\s+longer|"
    r"never)?)\s*(?:yet\s+|now\s+)?(?:a\s+|an\s+)?(?:full\s+|nato\s+)?members?\b|\b(?P<negated>isn[’']t|aren[’']t)\s+a\s+member\b",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\b(?:fellow\s+)?NATO\s+(?:member|ally)(?:\s+state)?\s+$")
COUNT = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{claim_words.NUMBER_WORDS})(?:[- ](?:member|nation|country|strong)\b|"
    r"\s+(?:nato\s+)?(?:members|member\s+states|allies|member\s+countries)\b)",
    re.IGNORECASE,
)
# Before a number of all members: "has 32", "has grown to 32", "all 32", "the alliance's 32".
WHOLE = re.compile(
    r"(?:\b(?:counts|has|numbers|comprises|grown\s+to|rose\s+to|alliance\s+of|all(?:\s+of)?(?:\s+its|\s+the)?)|"
    r"\b(?:NATO|alliance)[’']s)\s+(?:now\s+)?$"
)
# What belongs to an alliance is not the alliance: "NATO's Partnership for Peace".
BELONGING = re.compile(r"\b(?:NATO|alliance)[’']s?\s+(?!\w+\s+member)[A-Za-z]|[Pp]artnership|[Pp]rogramme?\b")
PART_OF = re.compile(
    r"\b(?:of|among|than|at\s+least|least|some|only|other|another|first|last|new|original|eight|european|baltic|founding|"
    r"eastern|with|from|all\s+but|for|by|against)\s+(?:its\s+|the\s+|nato[’']s\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
FOUNDED = re.compile(r"\b(?:then|at\s+the\s+time|was\s+founded|founding|original|when|had|by\s+(?:19|20)\d\d)\b")
THE_ALLIANCE = re.compile(
    r"\b(?:the|western|atlantic|military|its)\s+(?:\w+\s+)?(?:alliance|bloc)\b|\balliance[’']s\b", re.IGNORECASE
)
TOOK_IN = re.compile(r"\b(?:took\s+in|admitted|welcomed|accepted)\s+")
THE_TREATY = re.compile(r"\bthe\s+(?:treaty|pact|organi[sz]ation|bloc)\b", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:joined\s+(?:forces|hands|the\s+(?:talks|exercise|drill|war|call|coalition|protest|mission|effort|EU|European|"
    r"meeting|summit)|in\b(?!\s+(?:\w+\s+)?(?:19|20)\d\d))|EU|European Union|Council|UN|U\.N\.|Assembly|committee|"
    r"G7|BRICS|commission|parliament|cabinet)\b"
)
REACH = 90
MOST = 60
FEWEST = 3


def stated(read: Read, record: Record) -> list[Claim]:
    """The claims on membership of a text."""
    found: list[Claim] = []
    body = ""
    for stretch in stretches(read):
        named = _named(stretch, record)
        if named:
            body = named if named == "nato" or not THE_ALLIANCE.search(stretch.words) or not body else body
        meant = named or (body if _spoken_of(stretch, body) else "")
        if meant:
            for slots, span in _said(stretch, meant):
                if stretch.plain(*span):
                    found.append(claimed("M", len(found) + 1, span, "status", slots, f"member-{slots['aspect']}"))
    return found


def _named(stretch: Stretch, record: Record) -> str:
    """The body with rows of members that a sentence names, by its alliance_id; "" where none."""
    if any(each.code == "NATO" and not each.person for each in stretch.places):
        return "nato"
    if re.search(r"\b(?:Collective Security Treaty|CSTO)\b", stretch.words):
        return "cst-1992"
    for row in record.rows("alliances"):
        if row["key"] in ("anzus", "warsaw") and re.search(
            rf"\b{re.escape(str(row['name']).split(' Security')[0])}\b", stretch.words
        ):
            return str(row["key"])
    return ""


def _spoken_of(stretch: Stretch, body: str) -> bool:
    """Whether a sentence without its name speaks of the body named before."""
    if not body:
        return False
    pattern = THE_ALLIANCE if body == "nato" else THE_TREATY
    newest = re.search(
        r"\bbeen\s+admitted\b|\bjoined\s+(?:in|on)\b|\bits\s+\w+\s+member\b|\bmembers?\s+since\b", stretch.words
    )
    return pattern.search(stretch.words) is not None or newest is not None


def _said(stretch: Stretch, body: str) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    found: list[tuple[dict[str, Any], tuple[int, int]]] = []
    base = {"event": "membership", "alliance": body}
    for aspect, pattern in (("joined", JOINED), ("left", LEFT)):
        for match in pattern.finditer(stretch.words):
            at, end = stretch.start + match.start(), stretch.start + match.end()
            subject = _subject(stretch, at)
            date = _date(stretch, end)
            if subject and date and BELONGING.search(stretch.words[match.start() : date.start - stretch.start]):
                continue
            if subject and date and not OTHER.search(stretch.words[match.start() : date.end - stretch.start]):
                found.append(
                    (base | {"aspect": aspect, "member": subject.code} | date.slots, (subject.start, date.end))
                )
    found += _taken_in(stretch, base) + _likewise(stretch, base, found)
    for match in IS.finditer(stretch.words):
        subject = _subject(stretch, stretch.start + match.start())
        tail = stretch.words[match.end() : match.end() + 40]
        of = re.match(r"\s+of\s+(?:the\s+)?(?:western\s+|atlantic\s+)?(?:NATO|alliance|North Atlantic)", tail) or (
            body == "nato" and re.search(r"nato\s+members?$", match.group(), re.IGNORECASE)
        )
        if subject and of and body == "nato":
            no = bool(match["negated"]) or bool(re.search(r"\b(?:not|no|never)\b", match["no"] or ""))
            slots = base | {"aspect": "is", "member": subject.code, "negated": no}
            found.append((slots, (subject.start, stretch.start + match.end())))
    if body == "nato":
        for place in stretch.places:
            if BESIDE.search(stretch.words[: place.start - stretch.start]) and not place.person:
                found.append((base | {"aspect": "is", "member": place.code}, (place.start, place.end)))
        found += _counts(stretch, base) + _ordinals(stretch, base)
    return found


def _ordinals(stretch: Stretch, base: dict[str, Any]) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """Which member in order a state is said to be."""
    found = []
    for match in NTH_MEMBER.finditer(stretch.words):
        number = _ordinal(match["nth"].lower())
        lead = stretch.words[: match.start()]
        state = next((each for each in reversed(stretch.places) if each.end <= stretch.start + match.start()), None)
        states = [each for each in stretch.places if not each.person and each.code not in ("NATO", "EU", "UN")]
        before = [each for each in states if each.end <= stretch.start + match.start()]
        plain = re.search(r"\b(?:became|become|is|as|joined|was)\b", lead) and len({each.code for each in before}) == 1
        if (
            number
            and state
            and plain
            and not re.search(r"\b(?:application|applicant|partner|member\s+of\s+the)\b", lead)
        ):
            slots = base | {"aspect": "ordinal", "member": before[0].code, "number": number}
            found.append((slots, (before[0].start, stretch.start + match.end())))
    return found


def _ordinal(text: str) -> int | None:
    tens, _, unit = text.rpartition("-")
    if tens in claim_words.TENS:
        return claim_words.TENS[tens] + claim_words.ORDINALS.get(unit, 0)
    return {"thirtieth": 30}.get(text) or claim_words.ORDINALS.get(text) or claim_words.counted(text)[0]


def _taken_in(stretch: Stretch, base: dict[str, Any]) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """States that the alliance is said to have taken in."""
    found = []
    for match in TOOK_IN.finditer(stretch.words):
        end = stretch.start + match.end()
        state = next((each for each in stretch.places if 0 <= each.start - end <= 1 and not each.person), None)
        date = _date(stretch, state.end) if state else None
        if (
            state
            and date
            and re.fullmatch(r"\s+(?:in|on)\s+", stretch.words[state.end - stretch.start : date.start - stretch.start])
        ):
            found.append((base | {"aspect": "joined", "member": state.code} | date.slots, (state.start, date.end)))
    return found


def _likewise(
    stretch: Stretch, base: dict[str, Any], found: Sequence[tuple[dict[str, Any], tuple[int, int]]]
) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """States that follow with the verb left out: "Finland joined in 2023 and Sweden in 2024"."""
    more = []
    for slots, (_, end) in found:
        for date in stretch.dates:
            between = stretch.words[end - stretch.start : date.start - stretch.start]
            states = [
                each for each in stretch.places if end <= each.start and each.end <= date.start and not each.person
            ]
            if (
                date.start > end
                and date.named
                and len(states) == 1
                and re.fullmatch(r",?\s+and\s+[\w\s]+?\s+in\s+", between)
            ):
                aspects = {"aspect": slots["aspect"], "member": states[0].code}
                more.append((base | aspects | date.slots, (states[0].start, date.end)))
    return more


def _counts(stretch: Stretch, base: dict[str, Any]) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    found = []
    for match in COUNT.finditer(stretch.words):
        lead = stretch.words[: match.start()]
        number = (
            claim_words.counted(match["number"].lower())[0] if not match["number"].isdigit() else int(match["number"])
        )
        near = stretch.words[max(0, match.start() - MOST) : match.end() + MOST]
        counts = WHOLE.search(lead) or "-" in match.group()
        whole = re.search(r"\b(?:NATO|alliance)\b", stretch.words if counts else near, re.IGNORECASE)
        behind = re.match(r"\s+of\s+(?!NATO|the\s+(?:\w+\s+)?alliance)", stretch.words[match.end() :])
        told = counts and whole and not behind and not PART_OF.search(lead) and not FOUNDED.search(lead[-MOST // 2 :])
        if number and number > FEWEST and told:
            slots = base | {"aspect": "count", "number": number}
            found.append((slots, (stretch.start + match.start(), stretch.start + match.end())))
    return found


def _subject(stretch: Stretch, at: int) -> Place | None:
    """The state whose verb stands at a place: the last named before it, with no other words of weight between."""
    for place in reversed(stretch.places):
        if place.end <= at and not place.person and place.code not in ("NATO", "EU", "UN"):
            between = stretch.words[place.end - stretch.start : at - stretch.start]
            aside = re.sub(r",[^,;:]{0,60},", "", between)
            plain = re.fullmatch(
                r",?\s*(?:which|who|that)?\s*(?:(?:has|have|had|was|only|then|later|also|first|finally|itself|a|been|been\s+a|"
                r"an|and)\s+)*",
                aside if "," in between.strip(", ") else between,
            )
            opens = place.start == stretch.start and re.match(r"It\b", stretch.words) is not None
            if plain is not None or not opens:
                return place if plain is not None else None
            return place if not re.search(r"[,;:]", between) and len(between) < REACH else None
    lead = stretch.words[: at - stretch.start]
    pronoun = re.match(r"It\b", stretch.words) and not re.search(r"[,;:]", lead) and len(lead) < REACH
    return Place(stretch.start, stretch.start + 2, stretch.it, "") if stretch.it and pronoun else None


def _date(stretch: Stretch, at: int) -> Dated | None:
    for date in stretch.dates:
        between = stretch.words[at - stretch.start : date.start - stretch.start]
        if (
            date.start >= at
            and len(between) <= REACH
            and not re.search(r"[;:]|,\s+\w+ed\b|\b(?:after|before|until)\b", between)
        ):
            return date if date.named else None
    return None


@answers("status", events=("membership",), asks="Did the state join or leave then, is it a member, how many are there?")
def belongs(question: Question, record: Record) -> tuple[Part, ...]:
    """Did the state join or leave then, is it a member, how many are there?"""
    body = str(question.slots["alliance"])
    rows = [row for row in record.rows("alliance_members") if row["alliance_id"] == body]
    name = (
        "NATO" if body == "nato" else next(str(row["name"]) for row in record.rows("alliances") if row["key"] == body)
    )
    if not rows or not all(row["_admitted"] for row in rows):
        return (not_checkable("membership", "rows not admitted", f"Not all rows of members of {name} are admitted."),)
    aspect = str(question.slots["aspect"])
    if aspect in ("count", "ordinal"):
        return (_number if aspect == "count" else _place)(question, record, rows, name)
    member = str(question.slots["member"])
    state = record.names.get(member, member)
    held = [row for row in rows if row["member"] == member and row["joined_first"].date() <= question.on]
    if aspect == "is":
        return (_is(question, record, held, state, name),)
    column = "joined" if aspect == "joined" else "left"
    asked = f"when it {column}"
    known = [row for row in held if not pd.isna(row[f"{column}_first"])]
    told = listed(_told(row, column) for row in known)
    declared = _declared(record, body, question.on)
    if not known:
        reason = f"The record has no row by which {state} {aspect} {name}."
        stranger = aspect == "joined" and declared and not held
        if not stranger:
            return (not_checkable(asked, "no table", reason),)
        return (Part(asked, "contradicted", reason, (), "", f"a row of {state} among the members", declared),)
    assert question.date is not None
    fits = any(
        agrees(question.date, question.years, row[f"{column}_first"].date(), row[f"{column}_last"].date())
        for row in known
    )
    signed = any(_signed_then(question, row) for row in known) if aspect == "joined" else False
    ruling: Ruling = "supported" if fits else "partly" if signed else "contradicted"
    reason = (
        f"{state} {aspect} {name} on {told}."
        if fits
        else f"{state} {aspect} {name} on {told}, not {when(question.date)}."
    )
    return (_part(asked, ruling, reason, known, record),)


def _signed_then(question: Question, row: dict[str, Any]) -> bool:
    """Whether a year is that in which the founders signed, for they joined when the treaty came into force."""
    year = re.search(r"founding signatory (\d{4})", str(row["note"]))
    return bool(year and question.date and str(question.date[0].year) == year[1])


def _told(row: dict[str, Any], column: str) -> str:
    first, last = row[f"{column}_first"], row[f"{column}_last"]
    return day(first.date()) if first == last else str(row[column])


def _declared(record: Record, body: str, on: dt.date) -> tuple[Completeness, ...]:
    found = record.declared("alliance_members", {"accession"}, {body.upper()})
    return tuple(known_by(each, on) for each in found if reach(each)[1] >= on or reach(each)[0] == OPEN_START)


def _is(question: Question, record: Record, held: Sequence[dict[str, Any]], state: str, name: str) -> Part:
    inside = any(pd.isna(row["left_first"]) for row in held)
    declared = _declared(record, str(question.slots["alliance"]), question.on)
    reason = (
        f"{state} joined {name} on {_told(held[-1], 'joined')}."
        if held
        else f"The record has no membership of {state} in {name}."
    )
    if question.negated != inside:
        if inside or declared:
            return _part("membership", "supported", reason, held, record, declared if not inside else ())
        return not_checkable("membership", "coverage ends", reason)
    if inside or declared:
        return _part("membership", "contradicted", reason, held, record, declared if not inside else ())
    return not_checkable("membership", "coverage ends", reason)


def _number(question: Question, record: Record, rows: Sequence[dict[str, Any]], name: str) -> tuple[Part, ...]:
    inside = [row for row in rows if row["joined_last"].date() <= question.on and pd.isna(row["left_first"])]
    declared = _declared(record, str(question.slots["alliance"]), question.on)
    have = f"By the record {name} has {counted(len(inside), 'member')} on {day(question.on)}"
    reason = f"{have}; the claim says {question.number}."
    if question.number == len(inside):
        return (_part("number of members", "supported", reason, inside, record, declared),)
    if not declared:
        return (not_checkable("number of members", "coverage ends", reason),)
    return (_part("number of members", "contradicted", reason, inside[-3:], record, declared),)


def _place(question: Question, record: Record, rows: Sequence[dict[str, Any]], name: str) -> tuple[Part, ...]:
    """Which member in order: those that joined on one day share their places."""
    member = str(question.slots["member"])
    own = next((row for row in rows if row["member"] == member and row["joined_first"].date() <= question.on), None)
    declared = _declared(record, str(question.slots["alliance"]), question.on)
    if own is None or not declared:
        return ()
    before = sum(1 for row in rows if row["joined_last"] < own["joined_first"])
    upto = sum(1 for row in rows if row["joined_first"] <= own["joined_last"])
    state = record.names.get(member, member)
    places = f"{before + 1}" if upto == before + 1 else f"{before + 1} to {upto}"
    reason = f"{state} is member number {places} of {name} by the day of joining; the claim says {question.number}."
    ruling: Ruling = "supported" if before < (question.number or 0) <= upto else "contradicted"
    return (_part("place in order", ruling, reason, [own], record, declared),)


def _part(
    aspect: str,
    ruling: Ruling,
    reason: str,
    rows: Sequence[dict[str, Any]],
    record: Record,
    coverage: Sequence[Completeness] = (),
) -> Part:
    cited = tuple(record.row("alliance_members", row["key"]) for row in rows)
    return Part(
        aspect,
        ruling,
        reason,
        cited,
        would_change="another date of joining or leaving",
        coverage=tuple(coverage),
    )
