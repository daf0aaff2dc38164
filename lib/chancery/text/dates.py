"""Dated expressions as intervals: every date of an article, read against the day it was published.

A weekday is the last one unless its sentence looks ahead; what cannot be dated ("recently", "some years ago")
is left alone. The grammar lies in `dategrammar`, the rules in `daterules`, `dateyears`, `dateshifts` and
`dateparts`, and which way a sentence looks in `outlook`.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from chancery.text.dategrammar import MONTHS, NUMBERS, WEEKDAYS, Reading, Reference
from chancery.text.dateparts import RULES
from chancery.text.daterules import DIGIT, SHIFTS, Rule
from chancery.text.outlook import looks_ahead
from chancery.text.records import DateMention
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

_starting: dict[str, list[Rule]] = defaultdict(list)
for _rule in RULES:
    for _word in _rule.begins:
        _starting[_word].append(_rule)
STARTING: dict[str, tuple[Rule, ...]] = {word: tuple(rules) for word, rules in _starting.items()}
ARTICLES = word_set("the a an this these that one")
PREPOSITIONS = word_set("in on over for of from since until by during within between circa")
UNITS = frozenset(
    f"{name}{plural}"
    for name in ("day", "week", "weekend", "month", "quarter", "year", "decade", "century", "fortnight")
    for plural in ("", "s")
) | {"centuries"}
WORDS = frozenset(STARTING) - {DIGIT} - ARTICLES - PREPOSITIONS - frozenset(NUMBERS)
LINKED = ARTICLES | PREPOSITIONS | frozenset(NUMBERS)
LIKELY = WORDS | LINKED
TENS = word_set("twenties thirties forties fifties sixties seventies eighties nineties")
FOLLOWING = WORDS | TENS | UNITS | frozenset(SHIFTS) | frozenset("'’‘") | {"morning", "afternoon", "evening", "night"}
MEASURES = frozenset(NUMBERS) | frozenset("'’‘") | {"about", "over", "more", "at", "less", "nearly", "almost"}
AFTER_FIGURES = UNITS | frozenset(MONTHS) | set("-–—/") | {"to", "through", "until", "of"}
LONG = 5
COUNTED = UNITS | {"couple", "dozen", "hundred", "half", "and"} | {f"{name}s" for name in WEEKDAYS if len(name) > LONG}
HYPHENED = frozenset(
    {"mid", "early", "late", "second", "first", "third", "fourth", "two", "one", "three", "four", "five", "year"}
    | set(MONTHS)
)
RANGES = frozenset(
    {"month-day-range", "day-month-range", "month-range", "year-range", "years-between", "dates-between"}
)
BETWEEN = (" to ", " and ", " through ", " until ", " till ")
FIRST_TWO = re.compile(r"\b(\d{1,2})/(\d{1,2})/(?:19|20)\d\d\b")


def found(document: Document, published: dt.date) -> list[DateMention]:
    """The dates of a document, in order; only a range in words ("from May to July") holds others, its ends.

    published: the day relative expressions are read against.
    """
    mentions: list[DateMention] = []
    reference = Reference(published, None, None, _puts_day_first(document.body))
    past = 0
    for token in _beginnings(document):
        start = document.starts[token]
        if start < past:
            continue
        made = _longest(document, token, reference)
        if made is None:
            continue
        mentions.append(made)
        past = made.end
        if made.rule in RANGES and any(word in document.body[made.start : made.end] for word in BETWEEN):
            mentions += _ends(document, token, made, reference)
        if made.granularity != "range":
            reference.spoken_of = Reading(made.from_, made.to, made.granularity, made.confidence)
    return mentions


def _ends(document: Document, token: int, whole: DateMention, reference: Reference) -> list[DateMention]:
    """The dates a range in words runs from and to."""
    found_inside: list[DateMention] = []
    past = whole.start
    for number in range(token, document.tokens_in(whole.start, whole.end)[1]):
        if document.starts[number] < past or not (document.lowers[number] in WORDS or document.kinds[number] == "n"):
            continue
        made = _longest(document, number, reference, RANGES)
        if made is not None and made.end <= whole.end:
            found_inside.append(made)
            past = made.end
    return found_inside


def _beginnings(document: Document) -> list[int]:
    """Tokens a rule may begin at."""
    kinds, lowers = document.kinds, document.lowers
    likely = document.where(OPENERS)
    return [
        n for n in likely if lowers[n] in WORDS or (_is_datable(lowers, n) if kinds[n] == "n" else _leads(document, n))
    ]


class _Openers:
    """The words that may open a date: those of the rules, figures, and words with a hyphen."""

    def __contains__(self, word: object) -> bool:
        text = str(word)
        return text in LIKELY or text[0].isdigit() or "-" in text


OPENERS = _Openers()


def _is_datable(lowers: list[str], number: int) -> bool:
    """Whether a figure may open a date: by its shape, and a small one by the word after it."""
    word = lowers[number]
    if len(word) > 3 or not word.isdigit():
        return "," not in word
    return number + 1 < len(lowers) and lowers[number + 1] in AFTER_FIGURES


def _leads(document: Document, number: int) -> bool:
    """Whether a small word, a number word or a hyphened word may open a date, by the word after it."""
    lowers, word = document.lowers, document.lowers[number]
    if word not in LINKED:
        return word.split("-", 1)[0] in HYPHENED
    if number + 1 == len(lowers):
        return False
    after = lowers[number + 1]
    if word in ARTICLES:
        return after in FOLLOWING or document.kinds[number + 1] == "n"
    if word in NUMBERS:
        return after in COUNTED
    return document.kinds[number + 1] == "n" or after in MEASURES or (word == "between" and after in MONTHS)


def _longest(
    document: Document, token: int, reference: Reference, without: frozenset[str] = frozenset()
) -> DateMention | None:
    """The longest date that begins at a token, if any; of equally long ones the earlier rule."""
    word, start, body = document.lowers[token], document.starts[token], document.body
    opening = word if word in STARTING else DIGIT if document.kinds[token] == "n" else word.split("-", 1)[0]
    if token and start == document.ends[token - 1] and body[start - 1] in "$£€¥#":
        return None
    best: tuple[int, Rule, Reading] | None = None
    looked, begin = False, start
    for rule, match_at in _tried(opening):
        match = match_at(body, start)
        if match is None or (best is not None and match.end() <= best[0]) or rule.name in without:
            continue
        if not looked:
            reference.ahead, looked = looks_ahead(document, token), True
        try:
            reading = rule.reading(match, reference)
        except (ValueError, OverflowError):
            reading = None
        if reading is not None:
            best = (match.end(), rule, reading)
            begin = match.start("d") if rule.pattern.groupindex else start
    if best is None:
        return None
    end, rule, reading = best
    end = begin + len(document.body[begin:end].rstrip(" \t\r\n\u00a0-"))
    return DateMention(
        begin, end, reading.first, reading.last, reading.granularity, rule.name, round(reading.confidence, 2)
    )


@lru_cache(maxsize=4096)
def _tried(opening: str) -> tuple[tuple[Rule, Callable[[str, int], re.Match[str] | None]], ...]:
    """The rules that may begin with a word, compiled when a text first has it."""
    return tuple((rule, rule.pattern.match) for rule in STARTING.get(opening, ()))


def _puts_day_first(body: str) -> bool:
    """Whether some numeric date in the text can only be read day first, and none only month first."""
    if "/" not in body:
        return False
    first = second = False
    for match in FIRST_TWO.finditer(body[:200_000]):
        first, second = first or int(match[1]) > 12, second or int(match[2]) > 12
    return first and not second
