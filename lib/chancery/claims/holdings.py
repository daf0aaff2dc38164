"""What sentences say of an exercise series by name: when it was held, how often, with how many troops.

The reading finds such claims where an event's word stands beside them; these stand beside the name alone.
"""

import re
from typing import Any

from chancery.claims.context import Names, Read
from chancery.text.records import Claim, DateMention

TROOPS = re.compile(
    r"(?:\b(?P<than>more than|over|at least|some|about|around|nearly|almost|up to|only|roughly)\s+)?"
    r"(?<![\d,.])(?P<number>\d{1,3}(?:,\d{3})+|\d{3,7})\s+(?:of\s+(?:its|their)\s+)?(?P<of>(?:[A-Za-z.-]+\s+){0,2}?)"
    r"(?:troops|soldiers|service members|personnel|servicemen)\b"
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
HELD = re.compile(
    r"\b(?:held|holds?|hosted|launch(?:ed|es)|stag(?:ed|es)|conduct(?:ed|s)|began|opened|started|took place|ran)\b",
    re.IGNORECASE,
)
BROKEN = re.compile(
    r"[,;:()]|\b(?:which|that|who|when|since|after|before|until|despite|following|amid)\b", re.IGNORECASE
)
OFTEN = (
    ("annual", re.compile(r"\b(?:annual(?:ly)?|yearly|(?:every|each) year|once a year)\b", re.IGNORECASE)),
    ("biennial", re.compile(r"\b(?:biennial(?:ly)?|every (?:two|other|second) years?)\b", re.IGNORECASE)),
    ("quadrennial", re.compile(r"\b(?:quadrennial(?:ly)?|every (?:four|fourth) years?)\b", re.IGNORECASE)),
)
NEAR_CHARACTERS = 60
SURE = 0.7


def stated(read: Read, names: Names) -> list[Claim]:
    """All claims on named series that the reading has not made already, in order of the text."""
    found: list[Claim] = []
    for sentence in read.document.sentences:
        words = read.document.body[sentence.start : sentence.end]
        series = names.series_in(words)
        if series:
            kinds = {
                (claim.kind, claim.slots.get("event") == "troops")
                for claim in read.claims
                if claim.start < sentence.end and sentence.start < claim.end
            }
            dates = [each for each in read.dates if sentence.start <= each.start < sentence.end]
            for kind, slots in _slots(words, series, sentence.start, dates):
                if (kind, slots["event"] == "troops") not in kinds:
                    found.append(_claim(f"X{len(found) + 1}", sentence.start, sentence.end, kind, slots))
    return found


def _claim(identifier: str, start: int, end: int, kind: Any, slots: dict[str, Any]) -> Claim:
    return Claim(identifier, start, end, kind, None, "neutral", slots, "series-by-name", SURE)


def _slots(words: str, series: str, start: int, dates: list[DateMention]) -> list[tuple[str, dict[str, Any]]]:
    """Kinds and slots of the claims of one sentence."""
    found = []
    troops = _troops(words, series, dates)
    if troops:
        found.append(("count", troops))
    often = next((name for name, pattern in OFTEN if pattern.search(words)), "")
    beside = re.search(rf"{often}\s+(?:[\w-]+\s+){{0,2}}{re.escape(series)}", words)
    if often and (HELD.search(words) or beside):
        found.append(("frequency", {"event": "exercise", "series": series, "frequency": often}))
    held = _held(words, series, start, dates)
    if held is not None:
        date = [held.from_.isoformat(), held.to.isoformat()]
        found.append(("existence", {"event": "exercise", "series": series, "date": date}))
    return found


def _held(words: str, series: str, start: int, dates: list[DateMention]) -> DateMention | None:
    """The date a sentence gives for a holding: close after the name, with nothing between that breaks the clause."""
    at = words.index(series) + len(series)
    for date in dates:
        between = words[at : date.start - start]
        near = 0 <= date.start - start - at <= NEAR_CHARACTERS and not BROKEN.search(between)
        if near and (HELD.search(words[:at]) or HELD.search(between)):
            return date
    return None


def _troops(words: str, series: str, dates: list[DateMention]) -> dict[str, Any] | None:
    """The slots of a number of troops, dated by the year in the name, else by the sentence's date."""
    number = TROOPS.search(words)
    if number is None:
        return None
    than = (number["than"] or "").lower()
    slots: dict[str, Any] = {
        "event": "troops",
        "what": f"{number['of'] or ''} troops".strip(),
        "series": series,
        "number": int(number["number"].replace(",", "")),
        "comparison": COMPARED.get(than, "about"),
    }
    year = SERIES_YEAR.search(words[words.index(series) + len(series) :])
    if year:
        slots["date"] = [f"{year['year']}-01-01", f"{year['year']}-12-31"]
    elif dates:
        slots["date"] = [dates[0].from_.isoformat(), dates[0].to.isoformat()]
    return slots
