"""Dated expressions as intervals: every date of an article, read against the day it was published.

A weekday is the last one unless its sentence looks ahead; what cannot be dated ("recently", "some years ago")
is left alone. The grammar lies in `dategrammar` and the rules in `daterules`.
"""

import datetime as dt
import re
from collections import defaultdict

from chancery.text.dategrammar import MONTHS, NUMBERS, Reading, Reference
from chancery.text.daterules import DIGIT, SHIFTS, Rule
from chancery.text.dateshifts import RULES
from chancery.text.records import DateMention
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

AHEAD = word_set(
    "will 'll shall would could may might should upcoming coming scheduled due plans plan planned planning expects "
    "expected expect expire expires effective payable set slated intends hopes aims ahead going starting beginning "
    "poised tomorrow proposed must"
)
BACK = word_set(
    "was were had did has have said told made took went came held gave got left won lost met saw found began became "
    "brought built bought caught chose cut drew drove fell felt flew fought grew heard hit kept knew led lay let lit "
    "meant paid put ran rose sank sat sent shot shut spent spoke stood stole struck swore taught thought threw "
    "understood woke wore wrote broke set ago since earlier after "
    "announced added asked called declared fired killed launched landed opened reported signed visited according"
) - {"set"}
NOT_PAST = word_set(
    "need speed united indeed scheduled expected planned proposed seed feed red bed led slated need hundred "
    "unprecedented embed shed breed exceed succeed proceed wed ted fred alfred bred sacred"
)
NEXT_CUES = frozenset({"will", "'ll", "shall", "would"})
REACH = 18
VAGUE_CUES = frozenset({"could", "may", "might", "should", "must"})

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
COUNTED = UNITS | {"couple", "dozen", "hundred", "half"}
HYPHENED = frozenset(
    {"mid", "early", "late", "second", "first", "third", "fourth", "two", "one", "three", "four", "five", "year"}
    | set(MONTHS)
)
RANGES = frozenset({"month-day-range", "day-month-range", "month-range", "year-range", "years-between"})
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
    return document.kinds[number + 1] == "n" or after in MEASURES


def _longest(
    document: Document, token: int, reference: Reference, without: frozenset[str] = frozenset()
) -> DateMention | None:
    """The longest date that begins at a token, if any; of equally long ones the earlier rule."""
    word, start = document.lowers[token], document.starts[token]
    rules = STARTING.get(word) or STARTING.get(DIGIT if document.kinds[token] == "n" else word.split("-", 1)[0], ())
    if token and start == document.ends[token - 1] and document.body[start - 1] in "$£€¥#":
        return None
    best: tuple[int, Rule, Reading] | None = None
    looked, begin = False, start
    for rule in rules:
        match = rule.pattern.match(document.body, start)
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


def looks_ahead(document: Document, token: int) -> bool | None:
    """Whether the clause around a token looks ahead of its date (True), back (False), or does not say (None).

    The nearest cue before it in the sentence decides; without one, a "will" soon after it.
    """
    first, last = document.sentence_tokens(document.sentence_of_token[token])
    for number in range(token - 1, max(first - 1, token - REACH), -1):
        cue = _cue(document, number)
        if cue is not None:
            return cue
    for number in range(token + 1, min(last, token + REACH)):
        word = document.lowers[number]
        if word in NEXT_CUES or _looks_back(word):
            return word in NEXT_CUES
    return None


def _cue(document: Document, number: int) -> bool | None:
    """Which way a word makes its clause look."""
    lowers, word = document.lowers, document.lowers[number]
    if word in VAGUE_CUES and number + 1 < len(lowers) and lowers[number + 1] == "have":
        return False
    if (word in AHEAD and document.kinds[number] in "ws") or (word == "to" and _is_to_come(lowers, number)):
        return True
    return False if _looks_back(word) else None


def _looks_back(word: str) -> bool:
    return word in BACK or (word.endswith("ed") and len(word) > 3 and word not in NOT_PAST)


def _is_to_come(lowers: list[str], number: int) -> bool:
    """Whether "to" belongs to "is to", "plans to" and their like, or opens an infinitive after such a word."""
    before = lowers[number - 1] if number else ""
    return before in {"is", "are", "was", "were", "about", "likely", "wants", "agreed", "hopes", "ready", "set"}


def _puts_day_first(body: str) -> bool:
    """Whether some numeric date in the text can only be read day first, and none only month first."""
    if "/" not in body:
        return False
    first = second = False
    for match in FIRST_TWO.finditer(body[:200_000]):
        first, second = first or int(match[1]) > 12, second or int(match[2]) > 12
    return first and not second
