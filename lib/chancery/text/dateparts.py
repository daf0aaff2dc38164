"""The rules of dates that name a part of a year or month: quarters, halves, seasons, weekends, holidays."""

import re

from chancery.text import dategrammar as g
from chancery.text import dateshifts
from chancery.text.dategrammar import COUNT, MONTH, YEAR, Reading, Reference
from chancery.text.daterules import DIGIT, SHIFTS, Match, month_and_day, rule

RULES = dateshifts.RULES


WHOLE = rf"(?:({MONTH})(?: ({YEAR}))?|({YEAR})|(this|last|next|the) (month|year))"


@rule(
    "part-of-month",
    {"the", "first", "second", "third", "fourth", "last"},
    rf"(?:the )?(first|second|third|fourth|last) (week|weekend|day|{g.WEEKDAY_NAMES}) (?:of|in) {WHOLE}\b",
    "the first week of February and the last Friday in May",
    "the first week of the trial",
)
def part_of_month(match: Match, reference: Reference) -> Reading | None:
    """A week or day by its place in a month, or a weekday by its number."""
    whole = _whole(match, 3, reference)
    if whole is None or (whole.granularity == "year" and match[2].lower() != "day"):
        return None
    which, name = match[1].lower(), match[2].lower()
    number = -1 if which == "last" else g.ORDINALS[which]
    if name == "day":
        return g.day(whole.last if number < 0 else whole.first + (number - 1) * g.DAY, 0.9)
    if name in g.WEEKDAYS:
        return g.day(g.nth(whole.first.year, whole.first.month, g.WEEKDAYS[name], number), 0.9)
    if name == "weekend":
        saturday = g.nth(whole.first.year, whole.first.month, 5, number)
        return g.span(g.day(saturday), g.day(saturday + g.DAY))
    first = whole.last - 6 * g.DAY if number < 0 else whole.first + 7 * (number - 1) * g.DAY
    return g.span(g.day(first), g.day(min(first + 6 * g.DAY, whole.last)))


def _whole(match: Match, place: int, reference: Reference) -> Reading | None:
    """The month or year that a part belongs to; `place` is the first of its five groups."""
    name, in_year, year, shift, unit = (match[place + number] for number in range(5))
    if name:
        number = g.month_number(name)
        return g.month(int(in_year), number) if in_year else g.undated_month(number, reference)
    if year:
        return g.year(int(year))
    return g.unit(unit.lower(), reference.published, SHIFTS.get(shift.lower(), 0))


@rule(
    "months-of-year",
    {"the", "first", "last"},
    rf"(?:the )?(first|last) ({COUNT}) months of {WHOLE}\b",
    "the first nine months of 1997",
    "the first nine months of work",
)
def months_of_year(match: Match, reference: Reference) -> Reading | None:
    """The first or last months of a year."""
    whole, number = _whole(match, 3, reference), g.count(match[2])
    if whole is None or whole.granularity != "year" or not number or number > 12:
        return None
    first = 1 if match[1].lower() == "first" else 13 - number
    return g.span(g.month(whole.first.year, first), g.month(whole.first.year, first + number - 1))


@rule(
    "quarter",
    {"the", "first", "second", "third", "fourth", "q1", "q2", "q3", "q4", "this"}
    | {"final", "1q", "2q", "3q", "4q", DIGIT},
    rf"(?:the )?(?:({YEAR}) )?(?:(first|second|third|fourth|(?:last|final)(?= quarter (?:of|in) (?:{YEAR}|last)))"
    r"(?:-| (?:fiscal )?)quarter|\b(?:Q([1-4])"
    rf"|([1-4])Q))(?:,? (?:of |in )?(?:(?:fiscal )?({YEAR})|(last|this|next) year))?(?!\w| of (?:the|his|its|a)\b)",
    "in the third quarter of 2016 and Q4",
    "a quarter of voters",
)
def quarter(match: Match, reference: Reference) -> Reading | None:
    """A quarter by its number."""
    number = g.ORDINALS[match[2].lower()] if match[2] else int(match[3] or match[4])
    if match[1] or match[5]:
        return g.quarter(number, int(match[1] or match[5]))
    if match[6]:
        return g.quarter(number, reference.published.year + SHIFTS[match[6].lower()])
    near = [g.quarter(number, reference.published.year + shift, 0.7) for shift in (-1, 0, 1)]
    if match.string[max(0, match.start() - 3) : match.start()].lower() in {"in ", "by "}:
        return g.settled(near, reference)
    return min(near, key=lambda q: abs((q.last - reference.published).days))


@rule(
    "half-year",
    {"the", "first", "second"},
    rf"(?:the )?(first|second)[- ]half(?: of (?:({YEAR})|(the|this|last|next) year))",
    "the second half of 2016",
    "the second half of the game",
)
def half_year(match: Match, reference: Reference) -> Reading | None:
    """Half of a named year."""
    in_year = int(match[2]) if match[2] else reference.published.year + SHIFTS.get(match[3].lower(), 0)
    begin = 1 if match[1].lower() == "first" else 7
    return g.span(g.month(in_year, begin), g.month(in_year, begin + 5), 0.8)


@rule(
    "season",
    {
        "the",
        "last",
        "this",
        "next",
        "past",
        "that",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "early",
        "late",
        "in",
        "mid",
    },
    rf"(?:(early|late|mid)[ -])?(?:(?:in )?the )?(?:(last|this past|this|next|past|coming|that|the following) )?(spring"
    rf"|summer|autumn|fall|winter)(?:(?: of| in)? ({YEAR}))?\b",
    "last summer and the fall of 2016",
    "spring water; prices fall",
)
def season(match: Match, reference: Reference) -> Reading | None:
    """A season of a year that is named or counted from publication."""
    word, name = (match[2] or "").lower(), match[3].lower()
    if match[4]:
        return g.season(name, int(match[4]))
    if not word:
        return None
    if word in {"that", "the following"}:
        return _season_in_the_story(name, word, reference)
    this = g.season(name, reference.published.year)
    if word in {"last", "past", "this past"}:
        ended = this.first if word != "last" else this.last
        return this if ended < reference.published else g.season(name, reference.published.year - 1)
    if word in {"next", "coming"}:
        return this if this.first > reference.published else g.season(name, reference.published.year + 1)
    return this


def _season_in_the_story(name: str, word: str, reference: Reference) -> Reading | None:
    """That summer, the following spring: counted from the date last spoken of."""
    spoken = reference.spoken_of
    if spoken is None:
        return None
    here = g.season(name, spoken.first.year)
    later = word == "the following" and here.first <= spoken.last
    return g.season(name, spoken.first.year + 1) if later else here


@rule(
    "weekend",
    {"the"},
    r"the weekend\b(?! (?:of|before|after))",
    "They met over the weekend.",
    "the weekend of the race",
)
def weekend(_match: Match, reference: Reference) -> Reading | None:
    """The last weekend, or the coming one where the sentence looks ahead."""
    back = reference.published.weekday() < 5 and not reference.ahead
    return g.unit("weekend", reference.published, -1 if back else 0)


@rule(
    "period-so-far",
    {"the"},
    r"the (?P<d>(week|month|year))(?=[,.;]| to date| so far)",
    "For the year, analysts expect a loss.",
    "for the year of the dragon",
)
def period_so_far(match: Match, reference: Reference) -> Reading | None:
    """“For the year”, set off by a comma: the one that runs."""
    if match.string[max(0, match.start() - 4) : match.start()].lower() != "for ":
        return None
    found = g.unit(match[2].lower(), reference.published, 0)
    if found:
        found.confidence = 0.5
    return found


@rule(
    "week-of",
    {"the", "week"},
    rf"(?:the )?week of ({MONTH}) (\d{{1,2}})(?!\d)(?:, ({YEAR}))?",
    "the week of Sept. 8",
    "the week of prayer",
)
def week_of(match: Match, reference: Reference) -> Reading | None:
    """The week that holds a day."""
    when = month_and_day(match[1], match[2], match[3], reference)
    return g.week(when.first) if when else None


HOLIDAY = "|".join(
    sorted((re.escape(name).replace("\\ ", " ").replace("'", "['’]") for name in g.HOLIDAYS), key=len, reverse=True)
)


@rule(
    "holiday",
    {name.split()[0] for name in g.HOLIDAYS}
    | {"new", "st.", "valentine's", "valentine’s", "valentine", "last", "next", "this", "st"},
    rf"(?:(last|next|this) )?({HOLIDAY})(?:,? ({YEAR}))?\b(?! (?:Island|Sunday|Carol|Seal))",
    "before Christmas and on Thanksgiving Day",
    "Christmas Island",
)
def holiday(match: Match, reference: Reference) -> Reading | None:
    """A holiday whose day follows from the year."""
    if not match[2][0].isupper() and match[2][0].isalpha():
        return None
    on = g.HOLIDAYS[re.sub(r"\s+", " ", match[2]).lower().replace("’", "'")]
    published = reference.published
    if match[3]:
        return g.day(on(int(match[3])), 0.85)
    near = [g.day(on(published.year + shift), 0.65) for shift in (-1, 0, 1)]
    word = (match[1] or "").lower()
    if word == "last":
        return max((d for d in near if d.first < published), key=lambda d: d.first, default=None)
    if word == "next":
        return min((d for d in near if d.first > published), key=lambda d: d.first, default=None)
    return g.settled(near, reference)
