"""What sentences say of an exercise series: when it was held, first or last, how often, with how many troops.

The series is meant by its name, or as "the drills" where the reading has told which.
"""

import re
from dataclasses import dataclass
from typing import Any

from chancery.claims.context import Names, Read
from chancery.claims.stretches import Dated, Stretch, claimed, nearest, stretches
from chancery.text import claim_words
from chancery.text.records import Claim
from chancery.words import MONTHS

TROOPS = re.compile(
    r"(?:\b(?P<than>more than|over|at least|some|about|around|nearly|almost|up to|only|roughly)\s+)?"
    r"(?<![\d,.])(?P<number>\d{1,3}(?:,\d{3})+|\d{3,7})\s+(?:of\s+(?:its|their)\s+)?(?P<of>(?:[A-Za-z.-]+\s+){0,2}?)"
    r"(?:troops|soldiers|service\s?members|personnel|service(?:wo)?men|sailors|forces)\b"
)
COMPARED = {
    "more than": "over",
    "over": "over",
    "at least": "at least",
    "nearly": "about",
    "up to": "at most",
    "": "exact",
}
SERIES_YEAR = re.compile(r"^[- ]?(?P<year>(?:19|20)\d\d)\b")
BEGAN = re.compile(r"\b(?:began|begun|started|opened|kicked off|got under way|launched)\b", re.IGNORECASE)
ENDED = re.compile(r"\b(?:ended|concluded|wrapped up|finished|closed)\b", re.IGNORECASE)
HELD = re.compile(
    r"\b(?:held|holds?|hosted|stag(?:ed|es)|conduct(?:ed|s)|t(?:ook|aken|akes?) place|ran|run|carried out|mounted|"
    r"practi[sc]ed|comes?\s+(?:a)?round|recurs?|returns?)\b",
    re.IGNORECASE,
)
BROKEN = re.compile(
    r"[;:()—]|\b(?:who|since|after|before|until|despite|following|followed|amid|compared|unlike|than|as|while)\b",
    re.IGNORECASE,
)
SHORT = re.compile(
    r"^(?:[-–]20\d\d[A-Z]?)?(?:\s+(?:exercises?|drills?|man(?:oeuv|euv)(?:re|er)s?|war games?|them|it|together|jointly|"
    r"once|again|live-fire|military|naval|(?:around|near|off|in)\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)?))*,?\s+(?:in|on|from|this|last|between)?\s*(?:early\s+|late\s+|mid-)?$"
)
SEASON = rf"(?:spring|summer|autumn|fall|winter|{'|'.join(MONTHS)})"
OFTEN = (
    (
        "annual",
        re.compile(rf"\b(?:annual(?:ly)?|yearly|(?:every|each) (?:year|{SEASON})|once a year)\b", re.IGNORECASE),
    ),
    (
        "biennial",
        re.compile(rf"\b(?:biennial(?:ly)?|every (?:two years|(?:other|second) (?:year|{SEASON})))\b", re.IGNORECASE),
    ),
    ("triennial", re.compile(r"\b(?:triennial(?:ly)?|every (?:three|third) years?)\b", re.IGNORECASE)),
    ("quadrennial", re.compile(r"\b(?:quadrennial(?:ly)?|every (?:four|fourth) years?)\b", re.IGNORECASE)),
    ("every five years", re.compile(r"\bevery (?:five|fifth) years?\b", re.IGNORECASE)),
)
# "Which has gone by that name since 2022": then it was first held.
NAMED_SO = re.compile(r"\b(?:by|under)\s+(?:that|this|its\s+(?:present|current|new))\s+name\b[^.;:]{0,30}\bsince\s+$")
DEBUT = re.compile(r"\b(?:made|makes|making)\s+its\s+(?:first\s+appearance|debut)\s+(?:[io]n\s+)?$", re.IGNORECASE)
ROUNDS = re.compile(
    rf"\b(?P<number>{claim_words.NUMBER_WORDS}|\d{{1,2}})\s+(?:rounds|editions|iterations|versions|holdings)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
LAST_TIME = re.compile(
    r"\b(?:last\s+time|(?:the|its)\s+(?:previous|last)\s+(?:one|edition|holding|time))\b", re.IGNORECASE
)
TAKING_PART = re.compile(r"\b(?:tak(?:e|es|ing)|took)\s+part\b|\bparticipat|\binvolv|\bmobili[sz]")
NTH = re.compile(rf"\bfor\s+the\s+(?P<ordinal>{claim_words.ORDINAL_WORDS})\s+time\b", re.IGNORECASE)
FIRST_SINCE = re.compile(
    r"\bfirst\s+(?:time|edition|holding|such|of|since|in)\b[^.;:,]{0,60}\bsince\s+$|\bfirst\s+since\s+$"
)
TIMES = re.compile(
    rf"\b(?P<number>once|twice|(?:{claim_words.NUMBER_WORDS}|\d{{1,2}})\s+times)\b(?:\s+(?:since|in|between|from)\b)?",
    re.IGNORECASE,
)
# Words for a series named just before.
AGAIN = re.compile(
    r"\b(?:them|they|They|It|[Tt]he\s+(?:[\w-]+\s+)?(?:drills?|exercises?|man(?:oeuv|euv)(?:re|er)s?|war\s+games|training|series))\b"
)
REACH = 100


@dataclass(frozen=True)
class Named:
    """A place where a text means an exercise series; anaphoric: by "the drills", not by its name."""

    start: int
    end: int
    series: str
    anaphoric: bool


def stated(read: Read, names: Names) -> list[Claim]:
    """All claims on series of exercises, in order of the text."""
    found: list[Claim] = []
    for stretch in stretches(read):
        for kind, slots, span in _said(stretch, _named(stretch, read, names)):
            past = slots["event"] != "holding" or slots["date"][0] <= read.article.published.isoformat()
            if past and stretch.plain(*span):
                found.append(claimed("X", len(found) + 1, span, kind, slots, "series-by-name"))
    return found


def _named(stretch: Stretch, read: Read, names: Names) -> list[Named]:
    """The series a sentence means, in order, each place once."""
    found: list[Named] = []
    for mention in sorted(read.exercises, key=lambda each: each.start):
        if mention.series and stretch.start <= mention.start < stretch.end:
            words = read.document.body[mention.start : mention.end]
            if not found or found[-1].end <= mention.start:
                found.append(
                    Named(mention.start, mention.end, mention.series, mention.series.lower() not in words.lower())
                )
    if not any(not each.anaphoric for each in found):
        series = names.series_in(stretch.words)
        if series:
            at = stretch.start + stretch.words.index(series)
            found = [each for each in found if each.series == series] + [Named(at, at + len(series), series, False)]
    last = AGAIN.search(stretch.words)
    if not found and not last and TROOPS.search(stretch.words):
        last = TAKING_PART.search(stretch.words) or LAST_TIME.search(stretch.words)
    if not found and last and _before(stretch, read):
        found.append(Named(stretch.start + last.start(), stretch.start + last.end(), _before(stretch, read), True))
    return sorted(found, key=lambda each: each.start)


def _before(stretch: Stretch, read: Read) -> str:
    """The one series that the sentence before means, for a "them" of this one; "" where there are more."""
    lead = [each for each in read.exercises if each.series and stretch.start - 2 * REACH < each.start < stretch.start]
    return str(lead[-1].series) if lead and len({each.series for each in lead}) == 1 else ""


def _said(stretch: Stretch, named: list[Named]) -> list[tuple[Any, dict[str, Any], tuple[int, int]]]:
    """Kinds, slots and spans of the claims of one sentence."""
    found: list[tuple[Any, dict[str, Any], tuple[int, int]]] = []
    for number, each in enumerate(named):
        stop = named[number + 1].start if number + 1 < len(named) else stretch.end
        for date in stretch.dates:
            aspect = _aspect(stretch, each, date, stop) if date.named else ""
            if aspect:
                ranged = re.search(
                    r"\d\s*(?:to|–|-|through|until)\s*\w",
                    stretch.words[date.start - stretch.start : date.end - stretch.start],
                )
                slots = {"event": "holding", "series": each.series, "aspect": aspect, "ranged": ranged is not None}
                found.append(("existence", slots | date.slots, (min(each.start, date.start), max(each.end, date.end))))
            since = FIRST_SINCE.search(stretch.words[: date.start - stretch.start])
            if since and each.start < date.start and each is named[0]:
                period = [date.period[0].isoformat(), date.period[1].isoformat()]
                slots = {"event": "exercise", "series": each.series, "since": period}
                found.append(("first", slots, (min(each.start, stretch.start + since.start()), date.end)))
        found += _often(stretch, each, stop)
        found += _times(stretch, each, stop)
        found += _rounds(stretch, each, stop)
    found += _troops(stretch, named)
    return found


def _rounds(stretch: Stretch, named: Named, stop: int) -> list[tuple[Any, dict[str, Any], tuple[int, int]]]:
    """How many rounds of it were held in the year that follows: "two rounds of Joint Sword in 2024"."""
    match = ROUNDS.search(stretch.words[: named.start - stretch.start])
    date = nearest([each for each in stretch.dates if each.named and each.start < stop], named.end)
    if (
        match is None
        or date is None
        or not re.fullmatch(
            r"\s+(?:in|during)\s+", stretch.words[named.end - stretch.start : date.start - stretch.start]
        )
    ):
        return []
    number = claim_words.counted(match["number"].lower())[0]
    slots: dict[str, Any] = {"event": "exercise", "series": named.series, "number": number, "comparison": "exact"}
    slots["period"] = list(date.slots["date"])
    return [("count", slots, (stretch.start + match.start(), date.end))]


def _aspect(stretch: Stretch, named: Named, date: Dated, stop: int) -> str:
    """What a date says of a series (held, first, last, began, ended); "" where it is of something else."""
    lead = stretch.words[: named.start - stretch.start][-REACH // 2 :]
    if named.end <= date.start < stop:
        other = [each.end for each in stretch.dates if named.end <= each.start < date.start]
        if other and not HELD.search(stretch.words[other[-1] - stretch.start : date.start - stretch.start]):
            return ""
        return _aspect_behind(lead, stretch.words[named.end - stretch.start : date.start - stretch.start])
    between = stretch.words[date.end - stretch.start : named.start - stretch.start]
    near = date.end <= named.start and len(between) <= REACH and "," not in between.strip(", ")
    said = _verbs(between) if near and not BROKEN.search(between) else []
    return max(said)[1] if said else ""


def _aspect_behind(lead: str, between: str) -> str:
    """What a date behind a name says: by the verb between, or by one before the name."""
    tail = between.rsplit(",", 1)[-1]
    spoken = tail if "," in between and _verbs(tail) else between
    if NAMED_SO.search(between) or DEBUT.search(between):
        return "first"
    if len(between) > REACH or BROKEN.search(spoken) or ("," in spoken.strip(", ") and not HELD.search(spoken)):
        return ""
    said = _verbs(spoken)
    if said:
        at, verb = max(said)
        return _order(spoken[:at], spoken[at:]) or verb
    if not SHORT.match(between):
        return ""
    before = _verbs(lead)
    if before:
        return _order(lead, "") or max(before)[1]
    return "held" if re.search(r"\b(?:after|since|with|of)\s+$", lead) else ""


def _verbs(words: str) -> list[tuple[int, str]]:
    return [(match.start(), name) for name, pattern in _VERBS for match in pattern.finditer(words)]


_VERBS = (("held", HELD), ("began", BEGAN), ("ended", ENDED))


def _order(before: str, verb: str) -> str:
    """Whether the holding is said to be the first or the last."""
    if re.search(r"\b(?:last|most recently)\s*$", before) or re.search(r"\blast\b", verb):
        return "last"
    return "first" if re.search(r"\bfirst\s*$", before) else ""


def _often(stretch: Stretch, named: Named, stop: int) -> list[tuple[Any, dict[str, Any], tuple[int, int]]]:
    found: list[tuple[Any, dict[str, Any], tuple[int, int]]] = []
    start, end = stretch.clause(named.start, named.end)
    words = stretch.words[start - stretch.start : end - stretch.start]
    for often, pattern in OFTEN:
        match = pattern.search(words)
        if match is None:
            continue
        at = start + match.start()
        gap = stretch.words[named.end - stretch.start : at - stretch.start] if at >= named.end else ""
        before = (
            stretch.words[at + len(match.group()) - stretch.start : named.start - stretch.start]
            if at < named.start
            else ""
        )
        behind = (
            at >= named.end
            and at < stop
            and (
                HELD.search(gap)
                or re.match(r"^,?\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}$", gap)
                or "hold every" in words
                or re.search(r"\bhold\b", words)
            )
        )
        ahead = at < named.start and re.fullmatch(r"\s+(?:[\w-]+\s+){0,3}", before)
        if behind or ahead:
            slots = {"event": "exercise", "series": named.series, "frequency": often}
            found.append(("frequency", slots, (min(named.start, at), max(named.end, at + len(match.group())))))
    return found


def _times(stretch: Stretch, named: Named, stop: int) -> list[tuple[Any, dict[str, Any], tuple[int, int]]]:
    """How many times it was held, with the period each number has."""
    found: list[tuple[Any, dict[str, Any], tuple[int, int]]] = []
    for match in NTH.finditer(stretch.words):
        at = stretch.start + match.start()
        between = stretch.words[named.end - stretch.start : match.start()]
        ordinal = claim_words.ORDINALS.get(match["ordinal"].lower())
        if named.end <= at < stop and ordinal and len(between) < REACH // 2 and not BROKEN.search(between):
            slots: dict[str, Any] = {"event": "exercise", "series": named.series, "ordinal": ordinal}
            found.append(("count", slots, (named.start, stretch.start + match.end())))
    for match in TIMES.finditer(stretch.words):
        at, end = stretch.start + match.start(), stretch.start + match.end()
        between = stretch.words[named.end - stretch.start : at - stretch.start]
        lead = stretch.words[: named.start - stretch.start]
        held = HELD.search(between) or HELD.search(lead[-REACH // 2 :])
        if (
            not named.end <= at < stop
            or not held
            or BROKEN.search(between)
            or re.match(r"\s*(?:a|an|every|per)\b", stretch.words[match.end() :])
        ):
            continue
        word = match["number"].split()[0].lower()
        number = {"once": 1, "twice": 2}.get(word) or (int(word) if word.isdigit() else claim_words.counted(word)[0])
        date = nearest(stretch.dates, end)
        near = date is not None and re.fullmatch(r"\s*", stretch.words[match.end() : date.start - stretch.start])
        slots = {"event": "exercise", "series": named.series, "number": number, "comparison": "exact"}
        if near and date is not None:
            first = date.period[0].isoformat()
            since = match.group().lower().endswith("since")
            slots |= {"since": [first, first]} if since else {"period": [first, date.period[1].isoformat()]}
        found.append(("count", slots, (named.start, date.end if near and date else end)))
    return found


def _troops(stretch: Stretch, named: list[Named]) -> list[tuple[Any, dict[str, Any], tuple[int, int]]]:
    """Numbers of troops, each with the series named last before it, dated by what stands beside."""
    found: list[tuple[Any, dict[str, Any], tuple[int, int]]] = []
    for match in TROOPS.finditer(stretch.words):
        at, end = stretch.start + match.start(), stretch.start + match.end()
        before = [each for each in named if each.end <= at]
        spot = before[-1] if before else named[0] if len(named) == 1 else None
        if spot is None:
            continue
        than = (match["than"] or "").lower()
        slots: dict[str, Any] = {
            "event": "troops",
            "what": f"{match['of'] or ''} troops".strip(),
            "series": spot.series,
            "number": int(match["number"].replace(",", "")),
            "comparison": COMPARED.get(than, "about"),
        }
        year = SERIES_YEAR.search(stretch.words[spot.end - stretch.start :])
        beside = [each for each in stretch.dates if end <= each.start < end + 12]
        dates = beside or [each for each in stretch.dates if spot.end <= each.start < at] or list(stretch.dates)
        if LAST_TIME.search(stretch.words[: match.start()]):
            slots["previous"] = True
        elif year:
            slots["date"] = [f"{year['year']}-01-01", f"{year['year']}-12-31"]
        elif dates:
            slots |= {"date": [dates[-1].period[0].isoformat(), dates[-1].period[1].isoformat()]}
        found.append(("count", slots, (min(spot.start, at), max(spot.end, end))))
    return found
