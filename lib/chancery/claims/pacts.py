"""Claims on treaties: when one was signed, came into force or ended, who its members are, and what it binds them to.

A treaty is meant by its name, by a description with its parties beside it, or as the one spoken of just before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from chancery.claims import pact_names
from chancery.claims.context import Names, Read
from chancery.claims.record import Record
from chancery.claims.stretches import Dated, Stretch, agrees, claimed, stretches
from chancery.text.records import Claim

IT = re.compile(
    r"\b(?:[Ii]t|[Tt]he\s+(?:text|document))\s+(?:also\s+)?(?=(?:contains?|commits?|oblige[sd]?|binds?|entered\s+into|came\s+into|took\s+effect|"
    r"replace[sd]?|pledges|requires|has\s+no|includes?|expire[sd]|was\s+signed|had\s+been\s+signed|was\s+concluded|lacks|does\s+(?:not|indeed))\b)"
)
IT_WAS = re.compile(
    r"\b(?:it|which)\s+(?:was\s+)?(?:signed|concluded|entered\s+into\s+force|came\s+into\s+force|took\s+effect)\s+"
    r"(?:in|on)\s+$"
)
ALLIED = re.compile(r"\b(?:ally|allies|allied|alliance|mutual defen[cs]e)\b", re.IGNORECASE)
INTO_FORCE = re.compile(r"\s+into\s+(?:force|effect)\s+(?:in|on)\s+$")
PRESENT = re.compile(r"\b(?:links|binds|groups|joins|unites|includes|comprises|counts|brings\s+together)\b")
MOST_PARTIES = 3
SIGNED = re.compile(
    r"\b(?:signed|concluded|inked|sealed|struck|initialled|sign|announced|unveiled|founded|formed|established|agreed|"
    r"date[sd]?\s+(?:from|back)|dating\s+(?:from|back)|reached|made|followed|launched|created|set\s+up)\b"
)
ENTERED = re.compile(
    r"\b(?:entered\s+into\s+(?:force|effect)|came\s+into\s+(?:force|effect|being)|took\s+effect|went\s+into\s+(?:force|effect)|"
    r"brought\s+(?:[\w-]+\s+){0,8}?into\s+(?:force|effect)|(?:been\s+)?in\s+(?:force|effect)\s+since|become\s+effective)\b"
)
ENDED = re.compile(
    r"\b(?:ended|expired|lapsed|was\s+terminated|was\s+dissolved|dissolved|ran\s+out|was\s+abrogated|was\s+scrapped|"
    r"collapsed|terminated)\b"
)
SINCE = re.compile(r"\b(?:since|of|from)\s+$")
OF_YEAR = re.compile(r"^\s+(?:of|from|signed in)\s+(?:\w+\s+)?$")
YEAR_BEFORE = re.compile(r"\b(?:(?:19|20)\d\d)\s+$")
EXTENDED = re.compile(r"\b(?:extended|renewed|prolonged|updated|amended|revived|revised)\b")
NO_DEFENCE = re.compile(
    r"\b(?:no|without\s+a|not\s+(?:contain|include)\s+a|lacks\s+a)\s+(?:mutual\s+)?(?:defen[cs]e)\s+(?:clause|obligation|pledge|"
    r"guarantee|commitment)|\b(?:does|do|did)\s+not\s+(?:oblige|bind|commit|require)\b[^.;]{0,40}\b(?:defend|aid|defen[cs]e|help)\b|"
    r"\b(?:only|merely)\s+(?:to\s+consult|for\s+consultations?)\b|\bconsult(?:ations?)?\s+only\b|"
    r"\b(?:no|without\s+(?:a|any))\s+(?:\w+\s+)?(?:pledge|promise|guarantee|obligation|commitment|duty|clause)s?\s+(?:of|to|on)\s+"
    r"(?:mutual\s+|common\s+|collective\s+)?(?:defen[cs]e|defend|military\s+(?:help|aid))",
    re.IGNORECASE,
)
DEFENCE = re.compile(
    r"\b(?:mutual\s+)?defen[cs]e\s+(?:clause|obligation|pledge|guarantee)\b|"
    r"\b(?:oblige[sd]?|bind[s]?|bound|commit(?:s|ted)?|require[sd]?|pledge[sd]?|promise[sd]?)\b[^.;]{0,50}?\b(?:to\s+defend|"
    r"come\s+to|to\s+(?:each\s+other|one\s+another)|mutual\s+defen[cs]e|to\s+aid|treat\s+an\s+attack)\b|"
    r"\b(?:oblige[sd]?|commit(?:s|ted)?|bind[s]?)\s+(?:each|both|them)[^.;]{0,30}?\bto\s+(?:fight|defend|come)\b|"
    r"\battack\s+on\s+(?:one|either|any)\b[^.;]{0,40}\b(?:attack\s+on|both|all)\b|\b(?:bound|obliged)\s+to\s+defend\b",
    re.IGNORECASE,
)
# Before words of a duty: they are denied, or another treaty has it.
NOT = re.compile(
    r"\b(?:no|not|never|nothing|without|nor|neither|hardly|short\s+of|rather\s+than|instead\s+of|unlike|lacks?|"
    r"(?:is|does|do|has|did)n[’']t)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
BEHIND = re.compile(r"\s+(?:of|between|among)\s+(?:the\s+)?")
AND = re.compile(r"\s*(?:,|and|,\s+and)\s+(?:the\s+)?")
# Words for the two states spoken of before.
THEM = re.compile(
    r"\b(?:them|both|the\s+two(?:\s+(?:countries|sides|states|neighbou?rs))?|each\s+other|one\s+another)\b"
)
LINKS = re.compile(
    r"\b(?:links?|binds?|groups?|joins?|unites?|includes?|comprises?|counts?|brings?\s+together|by|of|between|among)\b"
)
BREAKS = re.compile(
    r"[;:—]|\.\s|,\s+(?:but|while|whereas|and\s+(?=[a-z]+ed\b))|\b(?:replac\w+|supersed\w+|similar|after|before|unlike|until)\b"
)
SINCE_END = re.compile(r"\bsince\s+$")
UNDER = re.compile(r",?\s+under\s+(?:the\s+)?")
DETERMINED = re.compile(r"(?:\s+(?:a|an|the|their|its|new|to|up|on))*\s*")
TAIL = re.compile(
    r"(?:\s+(?:with|in|at|on|of|for|the|a|[A-Z][\w.’'-]*|guarantees|security|cooperation|and|summit)){0,10}"
    r"\s+(?:in|on|this|last)?\s*"
)
FOUNDED = re.compile(
    r"\b(?:founded|formed|announced|unveiled|launched|established|created|signed|concluded)\s+(?:the\s+|a\s+)?$"
)
LIST_ENDS = re.compile(r",\s+(?!and\b|[A-Z])|\b(?:in|on|to|at|for|with\s+the\s+aim|has|have|was|were|is|are|said)\b")
REACH = 90


@dataclass(frozen=True)
class Meant:
    """The rows that words may mean.

    sure: by a name that one row has, not by a description and its parties.
    dated: a date of the sentence singles them out.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    sure: bool
    name: str
    dated: bool = False


def stated(read: Read, record: Record, names: Names) -> list[Claim]:
    """The claims on treaties of a text."""
    found: list[Claim] = []
    last: tuple[Meant, Stretch] | None = None
    pair: tuple[str, ...] = ()
    for stretch in stretches(read):
        near = last is not None and stretch.paragraph == last[1].paragraph and stretch.start - last[1].end < REACH * 2
        before = last[0] if last is not None and near else None
        meant = [_narrowed(each, stretch, record) for each in _meant(stretch, record, names, before, pair)]
        pair = _pair((*pair, *(each.code for each in stretch.places)))
        for each in meant:
            for slots, span, plain in _said(stretch, each, meant):
                if stretch.plain(*plain):
                    found.append(claimed("T", len(found) + 1, span, "status", slots, f"treaty-{slots['aspect']}"))
        if meant:
            last = (meant[-1], stretch)
    return found


def _pair(named: Sequence[str]) -> tuple[str, ...]:
    """The two states named last, "" codes and organisations left out."""
    states = [code for code in named if code not in ("UN", "UNSC", "UNGA", "NATO", "EU")]
    return tuple(dict.fromkeys(reversed(states)))[:2]


def _narrowed(meant: Meant, stretch: Stretch, record: Record) -> Meant:
    """The treaties meant, cut down to those that a date of the sentence singles out."""
    rows = [row for row in record.rows("alliances") if row["key"] in meant.keys]
    fits = [
        row["key"]
        for row in rows
        if any(
            not pd.isna(row[f"{column}_first"])
            and agrees(date.period, date.years, row[f"{column}_first"].date(), row[f"{column}_last"].date(), 1)
            for date in stretch.dates
            for column in ("signed", "in_force")
        )
    ]
    return replace(meant, keys=tuple(fits), dated=True) if fits and len(fits) < len(rows) else meant


@lru_cache(maxsize=4)
def _names(record: Record, places: frozenset[str]) -> pact_names.Names:
    return pact_names.names(record.rows("alliances"), places)


def _meant(stretch: Stretch, record: Record, names: Names, before: Meant | None, pair: tuple[str, ...]) -> list[Meant]:
    """The treaties a sentence speaks of, in order; before: the one spoken of last; pair: the two states named last."""
    found = [
        Meant((key,), stretch.start + first, stretch.start + last, True, stretch.words[first:last])
        for first, last, key in _names(record, frozenset(names.places)).found(stretch.words)
    ]
    for match in pact_names.DESCRIBED.finditer(stretch.words):
        first, last = stretch.start + match.start(), stretch.start + match.end()
        if not any(each.start < last and first < each.end for each in found):
            keys = _keys(stretch, match, record, before)
            if not keys and THEM.search(stretch.words) and len(set(stretch.codes(stretch.start, stretch.end))) < 2:
                keys = _between(pair, match, record)
            if keys:
                found.append(Meant(keys, first, last, False, match.group()))
    it = IT.search(stretch.words)
    unlike = it is not None and re.match(r"Unlike\b", stretch.words)
    if (
        before is not None
        and it
        and len(before.keys) == 1
        and (unlike or not any(each.start < stretch.start + it.start() for each in found))
    ):
        found = [each for each in found if not unlike or each.start > stretch.start + it.start()]
        found.append(replace(before, start=stretch.start + it.start(), end=stretch.start + it.start() + 2))
    return sorted(found, key=_start)


def _start(meant: Meant) -> int:
    return meant.start


def _keys(stretch: Stretch, match: re.Match[str], record: Record, before: Meant | None) -> tuple[str, ...]:
    """The treaties a description can mean: of the states of its clause, the one before, or those of the sentence."""
    first, last = stretch.start + match.start(), stretch.start + match.end()
    rows = {row["key"]: row for row in record.rows("alliances")}
    behind = _parties_behind(stretch, last)
    if behind:
        return _between(behind, match, record)
    clause = _between(stretch.codes(*stretch.clause(first, last)), match, record)
    same = [
        key
        for key in (before.keys if before else ())
        if pact_names.described(match["said"], match["behind"], rows[key], match["noun"])
    ]
    definite = re.search(r"\b(?:the|this|that)\s+$", stretch.words[: match.start()], re.IGNORECASE)
    parties = {code for key in same for code in rows[key]["members"]}
    strangers = set(stretch.codes(*stretch.clause(first, last))) - parties
    if definite and same and not strangers:
        return tuple(same)
    if clause:
        return clause
    named = stretch.codes(stretch.start, stretch.end)
    if stretch.it and re.search(r"\b(?:[Ii]t|[Ii]ts)\b", stretch.words):
        named.append(stretch.it)
    sentence = _between(named, match, record)
    if sentence or before is None or not match["said"]:
        return sentence
    parties = {code for key in before.keys for code in rows[key]["members"]}
    return _between(list(parties), match, record) if len(parties) <= MOST_PARTIES else ()


def _parties_behind(stretch: Stretch, end: int) -> list[str]:
    """The states right behind "treaty of" or "treaty between"; none where fewer than two stand there."""
    if not BEHIND.match(stretch.words[end - stretch.start :]):
        return []
    found: list[str] = []
    for place in stretch.places:
        between = stretch.words[end - stretch.start : place.start - stretch.start]
        if place.start >= end and not place.person and (BEHIND if not found else AND).fullmatch(between):
            found.append(place.code)
            end = place.end
    return found if len(found) > 1 else []


def _between(codes: Sequence[str], match: re.Match[str], record: Record) -> tuple[str, ...]:
    """The treaties of states that a description fits."""
    states = set(codes) - {"UN", "UNSC", "UNGA"}
    if len(states) < 2:
        return ()
    heirs = states | ({"SUN"} if "RUS" in states else set())
    return tuple(
        row["key"]
        for row in record.rows("alliances")
        if len(row["members"]) > 1
        and set(row["members"]) <= heirs
        and pact_names.described(match["said"], match["behind"], row, match["noun"])
    )


def _said(
    stretch: Stretch, meant: Meant, others: Sequence[Meant]
) -> list[tuple[dict[str, Any], tuple[int, int], tuple[int, int]]]:
    """What a sentence says of a treaty: slots, their span, and the span that must be said plainly."""
    found: list[tuple[dict[str, Any], tuple[int, int], tuple[int, int]]] = []
    allied = ALLIED.search(stretch.words) is not None
    base = {
        "event": "pact",
        "keys": list(meant.keys),
        "sure": meant.sure or meant.dated,
        "name": meant.name,
        "allied": allied,
    }
    for date in stretch.dates:
        if date.named and _nearest(date, others) is meant:
            aspect = _aspect(stretch, meant, date, others)
            if aspect:
                span = (min(meant.start, date.start), max(meant.end, date.end))
                found.append((base | {"aspect": aspect} | date.slots, span, span))
    start, end = stretch.clause(meant.start, meant.end)
    words = stretch.words[meant.end - stretch.start :]
    binds = _binds(stretch, meant)
    if binds is not None:
        found.append((base | {"aspect": "duty", "defence": binds}, (meant.start, end), (meant.start, meant.end)))
    if meant.sure:
        listing = _listing(stretch, meant, (start, end), words)
        if listing:
            present = PRESENT.search(words[:REACH]) is not None
            slots = base | {"aspect": "members", "members": listing, "present": present}
            found.append((slots, (start, end), (meant.start, meant.end)))
    return found


def _nearest(date: Dated, meant: Sequence[Meant]) -> Meant | None:
    """The treaty a date belongs to: the last one named before it, else the first one after."""
    before = [each for each in meant if each.end <= date.start]
    after = [each for each in meant if each.start >= date.end]
    return before[-1] if before else (after[0] if after else None)


def _aspect(stretch: Stretch, meant: Meant, date: Dated, others: Sequence[Meant]) -> str:
    """What a date says of a treaty, from the words between; "" where it is of another thing."""
    if date.start < meant.end:
        return _aspect_before(stretch, meant, date)
    between = stretch.words[meant.end - stretch.start : date.start - stretch.start]
    lead = stretch.words[: meant.start - stretch.start]
    told = IT_WAS.search(between)
    if told:
        return "entered" if ENTERED.search(told.group()) else "signed"
    split = re.search(r",|\band\b", between) and any(each.start >= date.end for each in others)
    if len(between) > REACH or BREAKS.search(between) or split:
        return ""
    if INTO_FORCE.match(between) and re.search(r"\b(?:brought|brings|bringing)\b", lead[-REACH:]):
        return "entered"
    return _aspect_by_verb(meant, between, lead)


def _aspect_by_verb(meant: Meant, between: str, lead: str) -> str:
    """What a date behind a name says: by the verb between, by "of" or "since", or by the verb before the name."""
    verbs = _verbs(between)
    if verbs:
        return max(verbs)[1]
    if OF_YEAR.match(between) and not meant.name.lower().startswith("alli"):
        return "signed"
    if SINCE_END.search(between):
        return "since"
    before = _verbs(lead[-REACH:])
    return max(before)[1] if before and TAIL.fullmatch(between) else ""


def _verbs(words: str) -> list[tuple[int, str]]:
    return [(match.start(), name) for name, pattern in _VERBS for match in pattern.finditer(words)]


def _aspect_before(stretch: Stretch, meant: Meant, date: Dated) -> str:
    """What a date before a name says: "the 1951 treaty", "in 1951 the two signed a treaty", "since 1971 under"."""
    between = stretch.words[date.end - stretch.start : meant.start - stretch.start]
    if YEAR_BEFORE.search(stretch.words[: meant.start - stretch.start]) and not between.strip():
        return "signed"
    if UNDER.fullmatch(between) and SINCE.search(stretch.words[: date.start - stretch.start]):
        return "since"
    if len(between) > REACH or BREAKS.search(between) or EXTENDED.search(between):
        return ""
    verbs = [
        (match.start(), name)
        for name, pattern in _VERBS
        for match in pattern.finditer(between)
        if DETERMINED.fullmatch(between[match.end() :])
    ]
    after = stretch.words[meant.end - stretch.start : meant.end - stretch.start + REACH].strip()
    return max(verbs)[1] if verbs else "entered" if ENTERED.match(after) else ""


_VERBS = (("signed", SIGNED), ("entered", ENTERED), ("ended", ENDED), ("", EXTENDED))


def _binds(stretch: Stretch, meant: Meant) -> bool | None:
    """Whether the words after a treaty's name say that it binds to defence; None where they say nothing of it."""
    start, end = stretch.clause(meant.start, meant.end)
    words = re.split(r",\s+it\b", stretch.words[meant.end - stretch.start : end - stretch.start + 60])[0]
    denied, affirmed = NO_DEFENCE.search(words), DEFENCE.search(words)
    if denied:
        return False
    lead = stretch.words[start - stretch.start : meant.start - stretch.start]
    if affirmed and NOT.search(words[: affirmed.start()]):
        return None
    return True if affirmed or re.search(r"\b(?:bound|obliged)\s+to\s+defend\b", lead) else None


def _listing(stretch: Stretch, meant: Meant, clause: tuple[int, int], after: str) -> list[str]:
    """Codes of the members that a clause lists: after "links" or "by", or as those who founded or signed it."""
    codes: list[str] = []
    link = LINKS.search(after[:REACH])
    if link and not re.search(r"\b(?:not|never|no)\b", after[: link.end() + 60]):
        tail = re.split(r"[.;:]", after[link.end() :], maxsplit=1)[0]
        stop = LIST_ENDS.search(tail)
        first = meant.end + link.end()
        last = first + (stop.start() if stop else len(tail))
        codes = [each.code for each in stretch.places if first <= each.start < last and not each.person]
    lead = stretch.words[clause[0] - stretch.start : meant.start - stretch.start]
    founded = FOUNDED.search(lead)
    if founded and not re.search(r"\b(?:ago|after|before|since)\b", lead):
        codes += stretch.codes(clause[0], clause[0] + founded.start())
    return list(dict.fromkeys(code for code in codes if code not in ("UN", "UNSC", "NATO", "EU")))
