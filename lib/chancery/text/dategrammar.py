"""The grammar of dates: what a dated expression may look like, and which days it means.

Each rule is a pattern tried where one of its first words stands, and a reading of the match against a
`Reference` (the publication date, the date last spoken of, whether the sentence looks ahead). A reading is a
closed interval of days with the granularity of the unit named, or None where the rule abstains.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from chancery.text.records import Granularity

DAY = dt.timedelta(days=1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
         "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS = {word: value for value, word in enumerate(COUNTED.split())} | {
    "a": 1, "an": 1, "couple": 2, "dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
PARTS = {
    "early": (0.0, 0.34), "beginning": (0.0, 0.34), "start": (0.0, 0.34), "mid": (0.34, 0.67), "middle": (0.34, 0.67),
    "late": (0.67, 1.0), "end": (0.67, 1.0), "close": (0.67, 1.0), "rest": (0.0, 1.0), "remainder": (0.0, 1.0),
    "half": (0.0, 1.0), "earlier": (0.0, 1.0), "later": (0.0, 1.0), "course": (0.0, 1.0),
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """The days an expression means, as a closed interval."""

    first: dt.date
    last: dt.date
    granularity: Granularity
    confidence: float


@dataclass(slots=True)
class Reference:
    """What a relative date is read against.

    published: the publication date. spoken_of: the day or period last named in the text.
    ahead: True where the sentence looks ahead of the date, False where it looks back, None where nothing says.
    day_first: numeric dates put the day first (the text shows one that can be read no other way).
    """

    published: dt.date
    spoken_of: Reading | None
    ahead: bool | None
    day_first: bool


MONTH = (
    r"(?:Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May\b|June?\b\.?|July?\b\.?"
    r"|Aug(?:ust|\b\.?)|Sept(?:ember|\b\.?)|Sep\b\.?|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))"
)
FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
WEEKDAY = (
    r"(?:Mon(?:day|\b\.)|Tues?(?:day|\b\.)|Wed(?:nesday|\b\.)|Thur?s?(?:day|\b\.)|Fri(?:day|\b\.)"
    r"|Sat(?:urday|\b\.)|Sun(?:day|\b\.))"
)
WEEKDAY_NAMES = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
COUNT = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|thirty|forty|fifty"
    r"|sixty|a\s+(?:couple\s+of|dozen|hundred)|couple\s+of|\d{1,3})"
)
UNIT = r"(?:day|week|weekend|month|quarter|year|decade|century|fortnight)"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
DASH = r"(?:\s?(?:-|–|—)\s?|\s(?:to|through|thru|until|till)\s|-to-)"
SPLIT = r"(?:[ \t\u00a0]{1,3}|[ ]?\r?\n)"
SPACE_OR_SET = re.compile(r"\[[^\]]*\]| ")
PARTED = r"(?:early|mid|late|(?:the\s+)?(?:beginning|start|middle|end|close|rest|remainder|course)\s+of)"


def month(year: int, number: int) -> Reading:
    """A calendar month; `number` may run past 12 or below 1."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    first = dt.date(year, number, 1)
    return Reading(first, first.replace(day=calendar.monthrange(year, number)[1]), "month", 0.9)


def year(number: int, confidence: float = 0.9) -> Reading:
    """A calendar year."""
    return Reading(dt.date(number, 1, 1), dt.date(number, 12, 31), "year", confidence)


def day(when: dt.date, confidence: float = 0.9) -> Reading:
    """A single day."""
    return Reading(when, when, "day", confidence)


def week(when: dt.date, confidence: float = 0.85) -> Reading:
    """The week from Monday to Sunday that holds a day."""
    monday = when - dt.timedelta(days=when.weekday())
    return Reading(monday, monday + dt.timedelta(days=6), "week", confidence)


def quarter(number: int, in_year: int, confidence: float = 0.85) -> Reading:
    """A calendar quarter; `number` may run past 4 or below 1."""
    in_year, number = in_year + (number - 1) // 4, (number - 1) % 4 + 1
    return Reading(month(in_year, 3 * number - 2).first, month(in_year, 3 * number).last, "quarter", confidence)


def unit(name: str, when: dt.date, shift: int) -> Reading | None:
    """The day, week, month … that lies `shift` units from the one that holds a day."""
    makers: dict[str, Callable[[], Reading]] = {
        "day": lambda: day(when + shift * DAY),
        "week": lambda: week(when + 7 * shift * DAY),
        "fortnight": lambda: week(when + 14 * shift * DAY),
        "weekend": lambda: _weekend(when + 7 * shift * DAY),
        "month": lambda: month(when.year, when.month + shift),
        "quarter": lambda: quarter((when.month + 2) // 3 + shift, when.year),
        "year": lambda: year(when.year + shift),
        "decade": lambda: span(year(10 * (when.year // 10 + shift)), year(10 * (when.year // 10 + shift) + 9)),
        "century": lambda: span(
            year(100 * ((when.year - 1) // 100 + shift) + 1), year(100 * ((when.year - 1) // 100 + shift) + 100)
        ),
    }
    return makers[name]() if name in makers else None


def _weekend(when: dt.date) -> Reading:
    saturday = when + dt.timedelta(days=5 - when.weekday())
    return Reading(saturday, saturday + DAY, "range", 0.8)


def moved(name: str, when: dt.date, shift: int) -> dt.date:
    """A day moved by so many units, kept within the month it lands in."""
    if name in {"day", "week", "fortnight", "weekend"}:
        return when + shift * {"day": 1, "fortnight": 14}.get(name, 7) * DAY
    months = shift * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[name]
    landed = month(when.year, when.month + months)
    return landed.first.replace(day=min(when.day, landed.last.day))


def span(first: Reading, last: Reading, confidence: float = 0.85) -> Reading:
    """From the beginning of one reading to the end of another."""
    return Reading(min(first.first, last.first), max(first.last, last.last), "range", confidence)


def season(name: str, in_year: int) -> Reading:
    """Three months of a year in the northern hemisphere; winter runs into the next year."""
    return span(month(in_year, SEASONS[name]), month(in_year, SEASONS[name] + 2), 0.7)


def part(name: str, whole: Reading) -> Reading:
    """A part of a period ("early", "the end of"), with the period's own granularity."""
    low, high = PARTS[name]
    if whole.granularity == "year" and (low, high) != (0.0, 1.0):
        begin = month(whole.first.year, 1 + 4 * round(3 * low))
        return Reading(
            begin.first, month(whole.first.year, begin.first.month + 3).last, "year", whole.confidence - 0.05
        )
    days = (whole.last - whole.first).days + 1
    if days < 5:
        return whole
    first = whole.first + int(low * days) * DAY
    last = whole.first + (max(int(high * days), 1) - 1) * DAY
    return Reading(first, last, whole.granularity, whole.confidence - 0.05)


def count(text: str) -> int | None:
    """A number in figures or words up to some hundreds."""
    words = text.lower().replace("-", " ").split()
    if words[0].isdigit():
        return int(words[0])
    if words[0] in {"a", "an"} and len(words) > 1:
        words = words[1:]
    return sum(NUMBERS.get(word, 0) for word in words if word != "of") or None


def month_number(text: str) -> int:
    """The number of a month from its name or abbreviation."""
    return MONTHS[text.lower().rstrip(".")]


def weekday_number(text: str) -> int:
    """Monday is 0."""
    return WEEKDAYS[text.lower().rstrip(".")]


def full_year(text: str, published: dt.date) -> int:
    """A year from two or four digits; two digits mean the nearest such year to publication, past first."""
    digits = text.lstrip("'’‘")
    if len(digits) == 4:
        return int(digits)
    value = published.year - published.year % 100 + int(digits)
    return value if value <= published.year + 15 else value - 100


def settled(candidates: list[Reading], reference: Reference) -> Reading:
    """Of the same date in neighbouring years: ahead, back, or the nearest where nothing says.

    A look back that would land most of a year away is taken as the nearest instead: the verb then belongs to
    another clause ("declared a dividend payable Nov. 15").
    """
    published = reference.published
    nearest = min(candidates, key=lambda c: max((published - c.last).days, 2 * (c.first - published).days, 0))
    if reference.ahead:
        later = [c for c in candidates if c.last >= published]
        return min(later, key=lambda c: c.first) if later else nearest
    if reference.ahead is False:
        earlier = [c for c in candidates if c.first <= published]
        last = max(earlier, key=lambda c: c.first) if earlier else nearest
        return last if (published - last.last).days <= (320 if last.granularity == "day" else 340) else nearest
    return nearest


def valid_day(in_year: int, number: int, day_number: int) -> dt.date | None:
    """The day, or None where there is no such day."""
    try:
        return dt.date(in_year, number, day_number)
    except ValueError:
        return None


def undated(number: int, day_number: int, reference: Reference) -> Reading | None:
    """A month and a day without a year."""
    near = [valid_day(reference.published.year + shift, number, day_number) for shift in (-1, 0, 1)]
    days = [day(when, 0.85) for when in near if when is not None]
    return settled(days, reference) if days else None


def undated_month(number: int, reference: Reference) -> Reading:
    """A month without a year."""
    return settled([month(reference.published.year + shift, number) for shift in (-1, 0, 1)], reference)


def weekday(number: int, reference: Reference) -> Reading:
    """A weekday alone: the last one up to publication, or the coming one where the sentence looks ahead."""
    back = (reference.published.weekday() - number) % 7
    if reference.ahead:
        return day(reference.published + (-back % 7) * DAY, 0.85)
    return day(reference.published - back * DAY, 0.9 if reference.ahead is False else 0.8)


def easter(in_year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (Butcher's rule)."""
    golden, hundred, rest = in_year % 19, in_year // 100, in_year % 100
    moon = (19 * golden + hundred - hundred // 4 - (hundred - (hundred + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (hundred % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    number, day_number = divmod(moon + sunday - 7 * late + 114, 31)
    return dt.date(in_year, number, day_number + 1)


def nth(in_year: int, number: int, weekday_wanted: int, ordinal: int) -> dt.date:
    """The nth such weekday of a month; -1 is the last."""
    if ordinal < 0:
        last = month(in_year, number).last
        return last - ((last.weekday() - weekday_wanted) % 7) * DAY
    first = dt.date(in_year, number, 1)
    return first + ((weekday_wanted - first.weekday()) % 7 + 7 * (ordinal - 1)) * DAY


HOLIDAYS: dict[str, Callable[[int], dt.date]] = {
    "christmas day": lambda y: dt.date(y, 12, 25),
    "christmas": lambda y: dt.date(y, 12, 25),
    "christmas eve": lambda y: dt.date(y, 12, 24),
    "boxing day": lambda y: dt.date(y, 12, 26),
    "new year's eve": lambda y: dt.date(y, 12, 31),
    "new year's day": lambda y: dt.date(y, 1, 1),
    "halloween": lambda y: dt.date(y, 10, 31),
    "valentine's day": lambda y: dt.date(y, 2, 14),
    "st. patrick's day": lambda y: dt.date(y, 3, 17),
    "fourth of july": lambda y: dt.date(y, 7, 4),
    "may day": lambda y: dt.date(y, 5, 1),
    "veterans day": lambda y: dt.date(y, 11, 11),
    "bastille day": lambda y: dt.date(y, 7, 14),
    "thanksgiving": lambda y: nth(y, 11, 3, 4),
    "thanksgiving day": lambda y: nth(y, 11, 3, 4),
    "labor day": lambda y: nth(y, 9, 0, 1),
    "memorial day": lambda y: nth(y, 5, 0, -1),
    "martin luther king day": lambda y: nth(y, 1, 0, 3),
    "election day": lambda y: nth(y, 11, 0, 1) + DAY,
    "good friday": lambda y: easter(y) - 2 * DAY,
    "easter sunday": easter,
    "easter monday": lambda y: easter(y) + DAY,
    "easter": easter,
}


def compiled(pattern: str, case: bool = False) -> re.Pattern[str]:
    """A pattern in which a space stands for a gap between words, on one line or over one line break."""
    spaced = SPACE_OR_SET.sub(lambda m: m[0].replace(" ", r"\s") if len(m[0]) > 1 else SPLIT, pattern)
    return re.compile(spaced, 0 if case else re.IGNORECASE)
