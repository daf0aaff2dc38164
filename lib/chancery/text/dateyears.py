"""The rules of dates in years: a year, a range of years, decades, centuries, fiscal years."""

import re

from chancery.text import dategrammar as g
from chancery.text.dategrammar import PARTED, YEAR, Reading, Reference
from chancery.text.daterules import DIGIT, PART_WORDS, RULES, Match, parted, rule


@rule(
    "year-range",
    {DIGIT},
    rf"({YEAR})(?:-|–|—| to | through | until )((?:19|20)\d\d|\d\d)(?![\d,.]\d|[-–/]\d)",
    "three times during 2018-2019",
    "a score of 1990-3",
)
def year_range(match: Match, _reference: Reference) -> Reading | None:
    """From one year to another."""
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    return g.span(g.year(first), g.year(last)) if first < last < first + 200 else None


@rule(
    "years-between",
    {"between", "from"},
    rf"(?:between ({YEAR}) and|from ({YEAR}) (?:to|until|through)) ({YEAR})(?![\d,.]\d)",
    "between 2018 and 2020",
    "between 2018 and them",
)
def years_between(match: Match, _reference: Reference) -> Reading | None:
    """From one year to another, in words."""
    first, last = int(match[1] or match[2]), int(match[3])
    return g.span(g.year(first), g.year(last)) if first < last else None


AFTER_A_YEAR = re.compile(r"(?:\d,|\b(?:and|or|to|of|spring|summer|fall|winter)) ?$")
TENS = {"twen": 2, "thir": 3, "for": 4, "fif": 5, "six": 6, "seven": 7, "eigh": 8, "nine": 9}


@rule(
    "decade-in-words",
    {"the"} | PART_WORDS,
    rf"(?:({PARTED})[ -])?the (twen|thir|for|fif|six|seven|eigh|nine)ties\b",
    "in the sixties and the nineties",
    "in his fifties",
)
def decade_in_words(match: Match, _reference: Reference) -> Reading | None:
    """Ten years of the twentieth century, in words."""
    first = 1900 + 10 * TENS[match[2].lower()]
    return parted(match[1], g.span(g.year(first), g.year(first + 9), 0.7))


@rule(
    "decade",
    {DIGIT, "the", "early", "mid", "late", "'", "’"} | PART_WORDS,
    rf"(?:({PARTED})[ -])?(?:the )?(?:({PARTED})[ -])?(?:(1\d\d0|20\d0)|['’]?([2-9]0))['’]?s\b",
    "in the 1990s and the mid-'80s",
    "people in their 50s",
)
def decade(match: Match, _reference: Reference) -> Reading | None:
    """Ten years, or a part of them."""
    if match[4] and not re.search(r"[‘’']", match[0]):
        return None
    first = int(match[3]) if match[3] else 1900 + int(match[4])
    return parted(match[1] or match[2], g.span(g.year(first), g.year(first + 9)))


CENTURIES = {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip


@rule(
    "century",
    {DIGIT, "the", "this"} | set(CENTURIES) | {f"{name}-century" for name in CENTURIES},
    rf"(?:the )?(?:early |late |mid-?)?(?:(\d{{1,2}})(?:st|nd|rd|th)|({'|'.join(CENTURIES)}))[ -]century",
    "in the 19th century",
    "19th Century Fox",
    case=True,
)
def century(match: Match, _reference: Reference) -> Reading | None:
    """A hundred years by their number."""
    first = 100 * ((int(match[1]) if match[1] else CENTURIES[match[2]]) - 1) + 1
    return g.span(g.year(first), g.year(first + 99)) if 1 <= first < 2100 else None


QUANTITY = (
    r" (?:people|persons|men|women|children|troops|soldiers|workers|jobs|votes|miles|kilomet|km\b|meters"
    r"|metres|tons?\b"
    r"|tonnes|dollars|pounds|euros|points|pages|times|feet|acres|square|percent|per cent|homes|members|students|hours"
    r"|missiles|warheads|refugees|deaths|others|more\b|yards|calories|barrels|shares|employees|residents"
    r"|rpm|mg\b|local|GMT\b|UTC\b|EST\b|EDT\b|hrs\b"
    r"|(?:[a-z]+ )?(?:troops|soldiers|people|workers|miles|jobs|refugees|civilians|protesters))"
)


BEFORE_NUMBERS = ("$", "£", "€", "no.", "about", "nearly", "than", "roughly", "almost", "some", "resolution", "page")


@rule(
    "year",
    {DIGIT, "fiscal", "financial", "calendar", "year"} | PART_WORDS | {"the"},
    rf"(?:({PARTED})[ -](?:the )?)?(?:the (?=fisc|cal|fin|year))?(?:(?:fiscal|calendar"
    rf"|financial)(?: year)? |year )?(?<![\d$£€¥#.,:/])(20\d\d|19\d\d)"
    rf"(?![\d%°]|[,.:-]\d|-(?:year|man|strong|member|mile|foot)|{QUANTITY})",
    "the 2016 election, in early 1990 and fiscal 2017",
    "2000 people, $2000 and 2,016 votes",
)
def year_alone(match: Match, reference: Reference) -> Reading | None:
    """A year in four figures, from 1900, that counts nothing."""
    before = match.string[max(0, match.start(2) - 14) : match.start(2)].lower().rstrip()
    if before.endswith(
        ("$", "£", "€", "no.", "about", "nearly", "than", "roughly", "almost", "some", "resolution", "page")
    ):
        return None
    if before.endswith("-") and not match[1]:
        return None
    value = int(match[2])
    sure = abs(value - reference.published.year) < 120
    return parted(match[1], g.year(value, 0.9 if sure else 0.6))


@rule(
    "early-year",
    {"in", "since", "of", "from", "until", "by", "circa", "a.d.", "ad"},
    rf"(?:in|since|of|from|until|by|circa|AD|A\.D\.?) (?P<d>1[0-8]\d\d)(?![\d%]|[,.:]\d|-|{QUANTITY})",
    "the law of 1791 and since 1812",
    "a group of 1200 men",
)
def early_year(match: Match, _reference: Reference) -> Reading | None:
    """A year before 1900, after a preposition that years take."""
    return g.year(int(match[1]), 0.75)


@rule(
    "short-year",
    {"'", "’", "‘", "in", "since", "of"},
    r"(?:(?:in|since|of) )?(?P<d>['’‘](\d\d))(?![\w'’])",
    "back in ’89",
    "the '60s",
)
def short_year(match: Match, reference: Reference) -> Reading | None:
    """A year of two figures after an apostrophe."""
    led = len(match[0]) > 3 or AFTER_A_YEAR.search(match.string[max(0, match.start() - 8) : match.start()])
    return g.year(g.full_year(match[2], reference.published), 0.7) if led else None


@rule(
    "fiscal-year",
    {"fy", DIGIT} | {f"fy{n}" for n in range(100)} | {f"fy{n}" for n in range(1980, 2060)},
    r"FY ?['’]?((?:19|20)?\d\d)\b",
    "the FY2017 budget",
    "FYI 20",
    case=True,
)
def fiscal_year(match: Match, reference: Reference) -> Reading | None:
    """A fiscal year, read as the year it is named for."""
    return g.year(g.full_year(match[1], reference.published), 0.7)


__all__ = ["RULES"]
