"""Sentences with what stands in them: dates, states, persons, and whether words are said plainly."""

import datetime as dt
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chancery.claims.questions import Period
from chancery.text.records import Claim

BARE_YEAR = re.compile(r"(?<![\d,.$-])\b(1[0-9]\d\d|20\d\d)\b(?![,.]?\d|\s*(?:troops|soldiers|personnel|people|ships))")
HAS_YEAR = re.compile(r"\b(?:1[0-9]\d\d|20\d\d)\b|\b(?:last|this|next|previous|same)\s+year\b")
NAMED = re.compile(
    r"\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:last|this|same|previous)\s+(?:year|month)\b",
    re.IGNORECASE,
)
# Words that take a statement out of what is plainly said to be so.
UNSURE = re.compile(
    r"\b(?:if(?!\s+(?:attacked|either|one|necessary|both))|unless|whether|would|could|might|should|were to|imagin\w+|"
    r"suppos\w+|hypothe\w+|den(?:y|ies|ied)|falsely|"
    r"wrongly|rumou?r\w*|alleg\w+|fiction\w*|novel|scenario|plan(?:s|ned|ning)? to|expected|propos\w+|hop(?:es?|ed) to|"
    r"want(?:s|ed)? to|reportedly|perhaps|possibl[ey]|likely|may(?=\s+[a-z]))\b"
)
# A sentence that calls what it tells untrue, or asks.
FALSE = re.compile(
    r"\b(?:falsely|wrongly|false(?:\s+claims?)?|untrue|fabricated|fake|denied|denies|rejected|debunked|hoax|rumou?rs?|"
    r"baseless|misinformation|disinformation)\b"
)
# After these words a clause of its own begins, which a "would" before it leaves alone.
OWN = re.compile(r"\b(?:after|which|who|when|because|since|following)\s|,\s")
SPLIT = re.compile(r"[;:—–]\s|\s[—–-]\s|,\s+(?:but|while|whereas|although|though|if)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text, as a closed period.

    yearless: the words name a month or a day, and the year was read from the publication date;
    years: those the paragraph has named before, of which one may be meant instead.
    named: they name a month or a year, so that another date is another claim and no slip of a day.
    """

    start: int
    end: int
    period: Period
    yearless: bool
    named: bool
    years: tuple[int, ...] = ()

    @property
    def slots(self) -> dict[str, Any]:
        """The date as slots of a claim."""
        return {"date": [self.period[0].isoformat(), self.period[1].isoformat()], "years": list(self.years)}


@dataclass(frozen=True, slots=True)
class Place:
    """Words that mean an actor: its code, and the person's name where a person is meant."""

    start: int
    end: int
    code: str
    person: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence: its place in the body, its words, its dates, whom it names, and the paragraph it stands in.

    it: the state that "it" means at its beginning, for the sentence before begins with that state.
    they: two states that the sentence before joins by "and".
    """

    start: int
    end: int
    words: str
    dates: tuple[Dated, ...]
    places: tuple[Place, ...]
    quoted: tuple[tuple[int, int], ...]
    paragraph: int
    it: str = ""
    they: tuple[str, ...] = ()

    def plain(self, start: int, end: int, *, quoted: bool = False) -> bool:
        """Whether a span is said plainly: outside quotation marks, with no if or would before its end in the clause.

        quoted: whether words in quotation marks count as said.
        """
        if not quoted and any(first < end and start < last for first, last in self.quoted):
            return False
        first, _ = self.clause(start, end)
        if self.words.rstrip().endswith("?") or FALSE.search(self.words):
            return False
        lead, own = (
            self.words[first - self.start : start - self.start],
            self.words[start - self.start : end - self.start],
        )
        cuts = [match.end() for match in OWN.finditer(lead)]
        far, near = (lead[: cuts[-1]], lead[cuts[-1] :]) if cuts else ("", lead)
        return UNSURE.search(near + own) is None and not re.search(r"\b(?:if|unless|whether)\b", far)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause round a span, in offsets of the body."""
        first, last = 0, len(self.words)
        for match in SPLIT.finditer(self.words):
            if match.end() <= start - self.start:
                first = match.end()
            elif match.start() >= end - self.start:
                last = min(last, match.start())
        return self.start + first, self.start + last

    def dated(self, start: int, end: int) -> list[Dated]:
        """The dates that begin in a span."""
        return [each for each in self.dates if start <= each.start < end]

    def codes(self, start: int, end: int) -> list[str]:
        """The actors named in a span, once each."""
        return list(dict.fromkeys(each.code for each in self.places if start <= each.start < end))


def stretches(read: Any, surnames: Mapping[str, tuple[str, str]] | None = None) -> list[Stretch]:
    """The sentences of a reading, in order.

    surnames: those that mean one leader wherever they stand alone, with the leader's state and full name.
    """
    body = read.document.body
    dates = _dates(read)
    places = _places(read, surnames or {})
    date_starts, place_starts = [each.start for each in dates], [each.start for each in places]
    quotes = sorted((first, last) for quote in read.quotes if quote.kind != "indirect" for first, last in quote.spans)
    breaks = [match.start() for match in re.finditer(r"\n+", body)]
    found: list[Stretch] = []
    for each in read.document.sentences:
        found.append(
            Stretch(
                each.start,
                each.end,
                body[each.start : each.end],
                tuple(dates[bisect_left(date_starts, each.start) : bisect_left(date_starts, each.end)]),
                tuple(places[bisect_left(place_starts, each.start) : bisect_left(place_starts, each.end)]),
                tuple((first, last) for first, last in quotes if first < each.end and each.start < last),
                bisect_left(breaks, each.start),
                _subject(found[-1], bisect_left(breaks, each.start)) if found else "",
                _joined(found[-1]) if found and bisect_left(breaks, each.start) - found[-1].paragraph <= 1 else (),
            )
        )
    return found


def _joined(before: Stretch) -> tuple[str, ...]:
    """The two states of the one place in a sentence where "and" joins two; none where there are more such places."""
    states = [each for each in before.places if not each.person]
    pairs = {
        (one.code, other.code)
        for one, other in itertools.pairwise(states)
        if re.fullmatch(r"\s+and\s+(?:the\s+)?", before.words[one.end - before.start : other.start - before.start])
    }
    return next(iter(pairs)) if len(pairs) == 1 else ()


def _subject(before: Stretch, paragraph: int) -> str:
    """The state a sentence begins with, or that its own "it" means; "" where it begins with none."""
    if paragraph != before.paragraph:
        return ""
    if re.match(r"It\b", before.words):
        return before.it
    first = before.places[0] if before.places else None
    lead = before.words[: first.start - before.start] if first else ""
    plain = first is not None and not first.person and re.fullmatch(r"(?:[\w’'-]+\s+){0,1}|.*—\s+", lead) is not None
    return first.code if plain and first is not None else ""


def _dates(read: Any) -> list[Dated]:
    body, on = read.document.body, read.article.published
    found: list[Dated] = []
    for date in sorted(read.dates, key=lambda each: (each.start, -each.end)):
        words = body[date.start : date.end]
        if date.granularity in ("day", "month", "year", "range") and not (found and date.end <= found[-1].end):
            named = NAMED.search(words) is not None and not words.startswith("in ")
            yearless = not HAS_YEAR.search(words)
            found.append(Dated(date.start, date.end, (date.from_, date.to), yearless, named))
    spans = [(each.start, each.end) for each in found]
    for match in BARE_YEAR.finditer(body):
        year = int(match[1])
        if year <= on.year and not any(first <= match.start() < last for first, last in spans):
            found.append(Dated(match.start(), match.end(), (dt.date(year, 1, 1), dt.date(year, 12, 31)), False, True))
    found = sorted(found, key=lambda each: each.start)
    return [replace(each, years=_years_before(body, each.start)) if each.yearless else each for each in found]


def _years_before(body: str, at: int) -> tuple[int, ...]:
    """The years that the paragraph names before a place."""
    paragraph = body[body.rfind("\n", 0, at) + 1 : at]
    return tuple(dict.fromkeys(int(match[1]) for match in BARE_YEAR.finditer(paragraph)))


def _places(read: Any, surnames: Mapping[str, tuple[str, str]]) -> list[Place]:
    by_id = {entity.id: entity for entity in read.entities}
    found = []
    for mention in read.mentions:
        entity = by_id.get(mention.entity or "")
        if entity is not None and entity.actor:
            person = entity.name if entity.kind == "person" else ""
            found.append(Place(mention.start, mention.end, entity.actor, person))
    taken = [(mention.start, mention.end) for mention in read.mentions]
    for start, end, code, name in alone(read.document.body, surnames):
        if not any(first < end and start < last for first, last in taken):
            found.append(Place(start, end, code, name))
    return sorted(found, key=lambda each: each.start)


def alone(text: str, surnames: Mapping[str, tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Where surnames stand without another capitalised word beside them, each with the leader's state and name."""
    if not surnames:
        return
    words = "|".join(re.escape(each) for each in sorted(surnames, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w’'-])(?:{words})\b(?!\s+[A-Z]|-)", text):
        if not re.search(r"[A-Z][\w.’'-]*\s+$", text[max(0, match.start() - 20) : match.start()]):
            yield match.start(), match.end(), *surnames[match.group()]


def agrees(date: Period, years: Sequence[int], first: dt.date, last: dt.date, slack_days: int = 1) -> bool:
    """Whether a date claimed can be the days first..last of a row; in the year read, or in one of `years`."""
    slack = dt.timedelta(days=slack_days if (date[1] - date[0]).days < slack_days else 0)
    meant = [date, *(shifted for year in years if (shifted := _in_year(date, year)))]
    return any(first <= end + slack and start - slack <= last for start, end in meant)


def _in_year(period: Period, year: int) -> Period | None:
    try:
        start = period[0].replace(year=year)
        end = period[1].replace(year=year + period[1].year - period[0].year)
    except ValueError:
        return None
    return start, end


def claimed(
    name: str, number: int, span: tuple[int, int], kind: Any, slots: dict[str, Any], rule: str, confidence: float = 0.8
) -> Claim:
    """A claim found beside a name of the record."""
    return Claim(f"{name}{number}", span[0], span[1], kind, None, "neutral", slots, rule, confidence)


def nearest(dates: Iterable[Dated], at: int) -> Dated | None:
    """The date that begins nearest after a place."""
    return min((each for each in dates if each.start >= at), key=lambda each: each.start, default=None)
