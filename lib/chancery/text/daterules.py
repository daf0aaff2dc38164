"""The rules of dates: a pattern, the words it may begin with, and its reading.

`RULES` lists them in the order they are tried where several begin at one place; the longest match wins.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from chancery.text import dategrammar as g
from chancery.text.dategrammar import DASH, MONTH, PARTED, WEEKDAY, YEAR, Reading, Reference
from chancery.text.word_lists import word_set

Match = re.Match[str]
DIGIT = "0"
MONTH_WORDS = frozenset(g.MONTHS)
WEEKDAY_WORDS = frozenset(g.WEEKDAYS)
COUNT_WORDS = frozenset(w for w in g.NUMBERS if w != "zero") | {DIGIT}
PART_WORDS = frozenset({"early", "mid", "late", "beginning", "start", "middle", "end", "close", "earlier", "later"})
SHIFTS = {
    "last": -1, "latest": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1,
    "following": 1, "upcoming": 1, "this": 0, "current": 0, "same": 0, "that": 0, "present": 0,
}  # fmt: skip
OF_THE_TEXT = frozenset({"previous", "preceding", "prior", "following", "same", "that"})


@dataclass(frozen=True, eq=False)
class Rule:
    """One way of writing a date. `begins` are the lower-case first words it is tried at; DIGIT stands for a figure."""

    name: str
    begins: frozenset[str]
    written: str
    case: bool
    reading: Callable[[Match, Reference], Reading | None]
    does: str
    example: str
    counter: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the rule takes; compiled when it is first tried, which keeps the import short."""
        return g.compiled(self.written, self.case)


RULES: list[Rule] = []


def rule(
    name: str, begins: frozenset[str] | set[str], pattern: str, example: str, counter: str, case: bool = False
) -> Callable[[Callable[[Match, Reference], Reading | None]], Callable[[Match, Reference], Reading | None]]:
    """Enter a reading in RULES; its docstring is the line of the rule in the method's description."""

    def entered(reading: Callable[[Match, Reference], Reading | None]) -> Callable[[Match, Reference], Reading | None]:
        does = (reading.__doc__ or "").strip().splitlines()[0]
        RULES.append(Rule(name, frozenset(begins), pattern, case, reading, does, example, counter))
        return reading

    return entered


@rule(
    "iso-date",
    {DIGIT},
    r"((?:19|20)\d\d(?=\d{4}\b)|\d{4}(?=[-/]))([-/]?)(\d\d)\2(\d\d)(?![\d-]|\.\d)",
    "on 2025-09-29 he left",
    "call 2025-09-2999",
)
def iso_date(match: Match, _reference: Reference) -> Reading | None:
    """Year, month and day in figures."""
    when = g.valid_day(int(match[1]), int(match[3]), int(match[4]))
    return g.day(when, 0.98 if match[2] else 0.6) if when and when.year > 999 else None


@rule("east-asian-date", {DIGIT}, r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?", "2025年9月29日", "3年")
def east_asian_date(match: Match, _reference: Reference) -> Reading | None:
    """Year, month and day marked by their characters."""
    if match[3]:
        when = g.valid_day(int(match[1]), int(match[2]), int(match[3]))
        return g.day(when, 0.95) if when else None
    if match[2]:
        return g.month(int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
    return g.year(int(match[1]))


@rule(
    "nine-eleven",
    {DIGIT, "sept", "september"},
    r"(?:9/11(?![\d/])|Sept(?:ember|\.)? 11(?= (?:\w+ )?(?:attack|terror|hijack|commission)))",
    "since 9/11 the law",
    "a 9/110 share on Sept. 11",
)
def nine_eleven(_match: Match, _reference: Reference) -> Reading | None:
    """The attacks of 11 September 2001, by their short name."""
    return g.day(dt.date(2001, 9, 11), 0.8)


@rule(
    "numeric-date",
    {DIGIT},
    r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/])",
    "filed 10/31/2016",
    "version 1.2.3",
)
def numeric_date(match: Match, reference: Reference) -> Reading | None:
    """Day, month and year in figures: month first unless the text shows otherwise; dots put the day first."""
    one, two = int(match[1]), int(match[3])
    if match[2] == "." and len(match[4]) == 2:
        return None
    day_first = match[2] == "." or one > 12 or (reference.day_first and two <= 12)
    number, day_number = (two, one) if day_first else (one, two)
    when = g.valid_day(g.full_year(match[4], reference.published), number, day_number)
    sure = one > 12 or two > 12 or one == two or match[2] == "."
    return g.day(when, 0.95 if sure else 0.75) if when else None


@rule(
    "month-day-range",
    MONTH_WORDS | WEEKDAY_WORDS,
    rf"(?:{WEEKDAY},? )?({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?{DASH}(?:({MONTH}) )?(\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?!\d|[:,.]\d|%| percent)(?:,? ({YEAR}))?",
    "held Nov. 16-18, 2016",
    "May 3 to 10 percent",
)
def month_day_range(match: Match, reference: Reference) -> Reading | None:
    """From one day to another, month first."""
    return _day_range(match[1], match[2], match[3] or match[1], match[4], match[5], reference)


@rule(
    "day-month-range",
    {DIGIT},
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: ({MONTH}))?{DASH}(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH})(?:,? ({YEAR}))?",
    "the 11-13 September 2025 drill",
    "11-13 votes",
)
def day_month_range(match: Match, reference: Reference) -> Reading | None:
    """From one day to another, day first."""
    return _day_range(match[2] or match[4], match[1], match[4], match[3], match[5], reference)


def _day_range(m1: str, d1: str, m2: str, d2: str, in_year: str | None, reference: Reference) -> Reading | None:
    last = month_and_day(m2, d2, in_year, reference)
    if last is None:
        return None
    first_year = last.first.year - (g.month_number(m1) > g.month_number(m2))
    first = g.valid_day(first_year, g.month_number(m1), int(d1))
    return g.span(g.day(first), last) if first and first < last.first else None


def month_and_day(name: str, day_number: str, in_year: str | None, reference: Reference) -> Reading | None:
    """A day of a named month, in the year given or in the one the sentence means."""
    number = g.month_number(name)
    if in_year:
        when = g.valid_day(g.full_year(in_year, reference.published), number, int(day_number))
        return g.day(when, 0.98) if when else None
    return g.undated(number, int(day_number), reference)


@rule(
    "month-day",
    MONTH_WORDS | WEEKDAY_WORDS | {"the"},
    rf"(?:{WEEKDAY},? (?:the )?)?({MONTH}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.,]\d|%|-(?:year|day|member))"
    rf"(?:,? (?:in |of )?({YEAR}|['’]\d\d)(?![\d,.]\d|-)|,? (?:of )?(last|next|this) year\b)?",
    "on Sept. 11, 2001, and Nov. 5",
    "May 52",
)
def month_day(match: Match, reference: Reference) -> Reading | None:
    """Month and day, with or without weekday and year."""
    if match[4]:
        return month_and_day(match[1], match[2], str(reference.published.year + SHIFTS[match[4].lower()]), reference)
    led = match.string[max(0, match.start() - 6) : match.start()].lower()
    if not match[3] and led.endswith(("next ", "last ")):
        reference.ahead = led.endswith("next ")
    return month_and_day(match[1], match[2], match[3], reference)


@rule(
    "day-month",
    WEEKDAY_WORDS | {DIGIT, "the"},
    rf"(?:{WEEKDAY},? )?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTH})(?:,? (?:in "
    rf"|of )?({YEAR})(?![\d,.]\d))?",
    "on 29 September 2025 and the 3rd of May",
    "5 may go",
)
def day_month(match: Match, reference: Reference) -> Reading | None:
    """Day and month, with or without weekday and year."""
    return None if match[2].islower() else month_and_day(match[2], match[1], match[3], reference)


@rule(
    "day-mon-year",
    {DIGIT},
    rf"(\d{{1,2}})-({MONTH})-(\d{{4}}|\d\d)(?!\d)",
    "signed 29-Sep-2025",
    "a 3-May-blossom",
)
def day_mon_year(match: Match, reference: Reference) -> Reading | None:
    """Day, abbreviated month and year joined by hyphens."""
    return month_and_day(match[2], match[1], match[3], reference)


@rule(
    "month-range",
    MONTH_WORDS,
    rf"({MONTH})(?: ({YEAR}))?{DASH}({MONTH})(?: ({YEAR}))?(?! ?\d)",
    "from June 2016 to March 2017",
    "June 3 to May 4",
    case=True,
)
def month_range(match: Match, reference: Reference) -> Reading | None:
    """From one month to another."""
    one, two = g.month_number(match[1]), g.month_number(match[3])
    last = g.month(int(match[4]), two) if match[4] else g.undated_month(two, reference)
    if match[2] and not match[4]:
        last = g.month(int(match[2]) + (two < one), two)
    first = g.month(int(match[2]) if match[2] else last.first.year - (one > two), one)
    return g.span(first, last)


@rule(
    "dates-between",
    {"between"},
    rf"between ({MONTH})(?: (\d{{1,2}}))? and (?:({MONTH})(?: (\d{{1,2}}))?|(\d{{1,2}}))(?!\d|[:.,]\d|%| percent)"
    rf"(?:,? ({YEAR}))?",
    "between May and June and between May 3 and May 9",
    "between May 3 and them",
)
def dates_between(match: Match, reference: Reference) -> Reading | None:
    """From one day or month to another, in words."""
    one, two = match[1], match[3] or match[1]
    day_number = match[4] or match[5]
    if match[2] and day_number:
        return _day_range(one, match[2], two, day_number, match[6], reference)
    if match[2] or day_number or not match[3]:
        return None
    number = g.month_number(two)
    last = g.month(int(match[6]), number) if match[6] else g.undated_month(number, reference)
    return g.span(g.month(last.first.year - (g.month_number(one) > number), g.month_number(one)), last)


@rule(
    "month-year",
    MONTH_WORDS | PART_WORDS | {"the"},
    rf"(?:({PARTED})[ -])?({MONTH}),? (?:of )?({YEAR}|['’]\d\d)(?!\d|[,.]\d)",
    "in March 2016 and in early May of 2017",
    "May 20161",
)
def month_year(match: Match, reference: Reference) -> Reading | None:
    """A month of a named year."""
    whole = g.month(g.full_year(match[3], reference.published), g.month_number(match[2]))
    return parted(match[1], whole)


@rule(
    "month",
    MONTH_WORDS | PART_WORDS | {"last", "next", "this", "past", "the", "coming"},
    rf"(?:({PARTED})[ -])?(?:(this past|last|next|this|past|coming) )?({g.FULL_MONTH}|Jan\.|Feb\.|Aug\."
    rf"|Sept\.|Oct\.|Nov\.|Dec\.)"
    r"(?:(?= (?:of )?this year)| (?:of )?(last|next) year)?(?! ?\d|[a-z-]?[A-Za-z])",
    "early in the season, in late September and last March",
    "he may go; they march on",
)
def month_alone(match: Match, reference: Reference) -> Reading | None:
    """A month without a year: the last or the coming one, as the sentence looks."""
    name = match[3]
    if not name[0].isupper() or (name.lower() in {"may", "march", "august"} and not _surely_month(match)):
        return None
    number = g.month_number(name)
    word = (match[2] or "").lower()
    published = reference.published
    if match[4]:
        return parted(match[1], g.month(published.year + SHIFTS[match[4].lower()], number))
    if word in {"last", "past", "this past"}:
        return parted(match[1], g.month(published.year - (number >= published.month), number))
    if word in {"next", "coming"}:
        return parted(match[1], g.month(published.year + (number <= published.month), number))
    if word == "this" or match.string[match.end() : match.end() + 16].lower().lstrip().startswith(("this", "of this")):
        return parted(match[1], g.month(published.year, number))
    return parted(match[1], g.undated_month(number, reference))


CUES_OF_MONTH = word_set(
    "in since until till by during of for from through before after last next this early late mid between and or to "
    "around throughout end beginning start past every each"
)


def _surely_month(match: Match) -> bool:
    """Whether a word that is also a verb or a name (May, March, August) is used as a month."""
    if match[1] or match[2]:
        return True
    before = match.string[max(0, match.start() - 12) : match.start()].split()
    after = match.string[match.end() : match.end() + 2]
    led = bool(before) and before[-1].lower().strip(",(") in CUES_OF_MONTH
    return led and not (after[:1] == " " and after[1:2].isupper())


def parted(text: str | None, whole: Reading) -> Reading:
    """A part of a period ("early", "the end of"), or the whole where no part is named."""
    if not text:
        return whole
    words = text.lower().split()
    return g.part(words[1] if words[0] == "the" else words[0], whole)


@rule(
    "weekday",
    WEEKDAY_WORDS | {"last", "next", "this", "past", "on", "early", "late", "coming", "the", "previous", "following"},
    rf"(?:(?:early|late|mid) (?:on )?)?(?:(?:the (?=last|next|past|coming))?(this past|this coming|last"
    rf"|next|this|past|coming|the previous|the following|the same) )?"
    rf"({WEEKDAY})(?:(?:-| )(?:morning|afternoon|evening|night|noon))?(?:,? the (\d{{1,2}})(?:st|nd|rd|th))?"
    r"(?: (?:of )?(last week|next week|this week))?",
    "on Monday, last Friday and next Tuesday night",
    "the Sunday Times and most Mondays",
)
def weekday(match: Match, reference: Reference) -> Reading | None:
    """A weekday: the last one, or the coming one where the sentence looks ahead."""
    name, after = match[2], match.string[match.end(2) : match.end(2) + 12]
    if not name[0].isupper() or re.match(r"s\b|[a-z]| (?:Times|Telegraph|Mirror|Express|Herald|Post|Mail)\b", after):
        return None
    if name.endswith(".") and not re.match(r" ?(?:[(,a-z]|$)", after):
        return None
    if NAMED_DAY.search(match.string, max(0, match.start() - 8), match.start()):
        return None
    return _weekday(match, g.weekday_number(name), reference)


NAMED_DAY = re.compile(r"\b(?:Black|Cyber|Super|Ash|Good|Easter|Palm|Bloody|Fat|Ruby)\s\Z")


def _weekday(match: Match, number: int, reference: Reference) -> Reading | None:
    word = (match[1] or "").lower().removeprefix("the ")
    if match[3] and (when := _day_of_month(int(match[3]), reference)) is not None:
        return when
    if match[4]:
        shift = SHIFTS[match[4].lower().split()[0]]
        return g.day(g.week(reference.published).first + (number + 7 * shift) * g.DAY)
    if word in {"previous", "following", "same"} and reference.spoken_of:
        spoken = reference.spoken_of.first
        away = (spoken.weekday() - number) % 7
        return g.day(spoken + ({"previous": -(away or 7), "following": (-away % 7) or 7}.get(word, 0)) * g.DAY, 0.75)
    return _named_weekday(word, number, reference)


def _named_weekday(word: str, number: int, reference: Reference) -> Reading:
    """Last, next, this or a plain weekday; the next one that lies in the running week is the next week's."""
    published = reference.published
    back = (published.weekday() - number) % 7
    on = {
        "last": -(back or 7),
        "past": -(back or 7),
        "this past": -(back or 7),
        "coming": -back % 7 or 7,
        "this coming": -back % 7 or 7,
        "next": (-back % 7 or 7) + (7 if number > published.weekday() else 0),
    }
    if word in on:
        return g.day(published + on[word] * g.DAY, 0.7 if word == "next" else 0.9)
    if word == "this" and reference.ahead is None:
        return g.day(g.week(published).first + number * g.DAY, 0.7)
    return g.weekday(number, reference)


@rule(
    "day-of-month",
    {"the", "on"},
    r"(?:on )?the (\d{1,2})(?:st|nd|rd|th)(?= of (?:this|last|next|the) month|[.,;:)]| (?:and|to|for|in"
    r"|at|of this)\b|$)"
    r"(?: of (this|last|next|the) month)?",
    "they leave on the 15th.",
    "the 15th anniversary",
)
def day_of_month(match: Match, reference: Reference) -> Reading | None:
    """A day of a month that is not named: the nearest, ahead or back as the sentence looks."""
    if match[2]:
        whole = g.month(reference.published.year, reference.published.month + SHIFTS.get(match[2].lower(), 0))
        when = g.valid_day(whole.first.year, whole.first.month, int(match[1]))
        return g.day(when, 0.85) if when else None
    before = match.string[max(0, match.start() - 8) : match.start()].lower().split()
    led = match[0][:2].lower() == "on" or (before and before[-1] in {"on", "by", "until", "since", "from", "to", "and"})
    return _day_of_month(int(match[1]), reference) if led else None


def _day_of_month(day_number: int, reference: Reference) -> Reading | None:
    near = []
    for shift in (-1, 0, 1):
        whole = g.month(reference.published.year, reference.published.month + shift)
        when = g.valid_day(whole.first.year, whole.first.month, day_number)
        if when:
            near.append(g.day(when, 0.7))
    return g.settled(near, reference) if near else None
