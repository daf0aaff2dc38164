"""Claims on offices: who holds one, since when, and after whom.

A name with a title ("British Prime Minister Keir Starmer") is held against the rows of office-holders on the days the
sentence speaks of. News tells of the past in the same words, so a holder of other days is contradicted only where
neither the sentence nor what stands before it leads back to his time.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from chancery.claims.context import Names, Read
from chancery.claims.questions import Period
from chancery.claims.stretches import Dated, Place, Stretch, claimed, stretches
from chancery.text import roles
from chancery.text.records import Claim

# Groups of titles whose rows the table means to hold without gaps.
GROUPS = frozenset({"head", "deputy", "diplomat", "minister", "chief"})
LOOSE = frozenset(
    ("envoy", "special envoy", "representative", "mediator", "negotiator", "attache", "emissary", "consul")
)
OWN = frozenset({"Its", "His", "Her", "Their", "The"})
FORMER = re.compile(
    r"\b(?:former|then|ex|late|outgoing|incoming|past|previous|one-time|ousted|deposed|acting|deputy|vice|ex-|then-|shadow|"
    r"designate|predecessor|successor|aide|adviser|advisor|spokes\w+|elect)\b[\s-]*(?:[\w.’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
BACKWARD = re.compile(
    r"\b(?:had|under|era|administration|tenure|during|ago|then|history|when|at the time|late|served|memoir)\b",
    re.IGNORECASE,
)
TAKES = re.compile(
    r"\b(?:(?:who\s+)?(?:took|assumed|entered|came\s+(?:in)?to|has\s+been\s+in|has\s+been\s+(?:[A-Z][\w.]*[’']s?\s+)?(?:[a-z-]+\s+){1,3}(?=since)|has\s+held|was\s+sworn\s+in|"
    r"was\s+inaugurated|took\s+over|took\s+up|became|returned\s+to|has\s+ruled|has\s+led|has\s+governed|has\s+run|"
    r"ruled|in\s+(?:office|power|the\s+post|the\s+job)|(?:succeeded|replaced|took\s+over\s+from)))\b"
)
# Offices that are none of a state, and things taken over that are no office.
NOT_OF_STATE = re.compile(
    r"\b(?:party|leader|committee|company|board|bank|club|association|university|parliament|house|city|province|"
    r"opposition|command|case|talks|the\s+[A-Z]{2,}|Labour|Conservatives?|Republicans?|Democrats?)\b"
)
DATE_AFTER = re.compile(r"^[^.;:]{0,70}?\b(?:in|on|since|from)\s+(?:early\s+|late\s+|mid-)?$")
OFFICE_WORD = re.compile(
    r"\b(?:office|power|post|job|presidency|premiership|president|prime minister|premier|chancellor|"
    r"secretary[- ]general|minister|White House|Kremlin|ruled|led|governed|run|over|sworn|inaugurated)\b"
)
ASIDE = re.compile(
    r"\b(?:of|since|took\s+office|came\s+to\s+(?:office|power)|took\s+over)\s+(?:in\s+|on\s+)?$|"
    r",\s+(?:which|who|whose|where|in\s+office|a\s+member|last|first|signed)\b[^,]*$"
)


def stated(read: Read, names: Names) -> list[Claim]:
    """The claims on offices of a text: a title with a name, a beginning in office, and who came before."""
    found: list[Claim] = []
    seen: set[tuple[str, str, str]] = set()
    earlier: list[Stretch] = []
    for stretch in stretches(read):
        around = _around(stretch, earlier)
        for slots, span in (*_titles(stretch, names, around), *_beginnings(stretch)):
            mark = (str(slots.get("person")), slots["event"], str(slots.get("title", span[0])))
            if mark not in seen and stretch.plain(*span):
                seen.add(mark)
                found.append(claimed("O", len(found) + 1, span, "status", slots, slots["event"]))
        earlier.append(stretch)
    return found


def _around(stretch: Stretch, earlier: Sequence[Stretch]) -> list[Stretch]:
    """The sentences whose time a sentence may share: before it in its paragraph, or a paragraph of one sentence."""
    same = [each for each in earlier[-3:] if each.paragraph == stretch.paragraph]
    if not same and earlier and len([each for each in earlier if each.paragraph == earlier[-1].paragraph]) == 1:
        return [earlier[-1]]
    return same


def _told_of(stretch: Stretch) -> list[Period]:
    """The days a sentence tells of: its dates, without those that only say since when, or stand in an aside."""
    return [date.period for date in stretch.dates if not ASIDE.search(stretch.words[: date.start - stretch.start])]


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    words = [
        head.words
        for head in roles.HEADS.values()
        if head.offices and head.group in GROUPS and head.words not in LOOSE and len(head.words) > 2
    ]
    return re.compile("|".join(re.escape(each) for each in sorted(words, key=len, reverse=True)), re.IGNORECASE)


def _titles(stretch: Stretch, names: Names, earlier: Sequence[Stretch]) -> list[tuple[dict[str, Any], tuple[int, int]]]:
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
        days = _told_of(stretch)
        context = [] if days else [period for other in earlier for period in _told_of(other)]
        slots = {
            "event": "office",
            "person": place.person,
            "country": country or place.code,
            "title": words,
            "offices": offices,
            "days": [[first.isoformat(), last.isoformat()] for first, last in days],
            "context": [[first.isoformat(), last.isoformat()] for first, last in context],
            "backward": BACKWARD.search(stretch.words[: place.end - stretch.start + 40]) is not None,
        }
        found.append((slots, span))
    return found


def _before(stretch: Stretch, place: Place, names: Names) -> tuple[str, str, tuple[int, int]] | None:
    lead = stretch.words[: place.start - stretch.start]
    best = None
    # "The president, Vladimir Putin, said"; but "with the president, Kim sat down" is no title of Kim's.
    closed = re.match(r"\s*[,.;:)—–]|[’']s\b", stretch.words[place.end - stretch.start :])
    for match in _title().finditer(lead):
        if re.fullmatch(r",?\s+" if closed else r"\s+", lead[match.end() :]) and (
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
    if not said or said in OWN:
        return "", len(lead)
    tokens = said.split()
    for size in range(len(tokens)):
        name = re.sub(r"[’']s?$", "", " ".join(tokens[size:]))
        code = names.place(name)
        if code:
            return code, len(lead) - len(" ".join(tokens[size:])) - 1
    return None


def _beginnings(stretch: Stretch) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """Sentences that say when a person came to office, or after whom."""
    found: list[tuple[dict[str, Any], tuple[int, int]]] = []
    for match in TAKES.finditer(stretch.words):
        at = stretch.start + match.start()
        subject = next((each for each in reversed(stretch.places) if each.end <= at and each.person), None)
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
        if date is not None and NOT_OF_STATE.search(stretch.words[match.end() : date.start - stretch.start]):
            continue
        if date is not None and (
            predecessor or OFFICE_WORD.search(stretch.words[match.start() : date.start - stretch.start])
        ):
            who = {"event": "tenure", "person": subject.person, "country": subject.code}
            found.append((who | date.slots, (subject.start, date.end)))
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
