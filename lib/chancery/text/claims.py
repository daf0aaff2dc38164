"""Claims that the reference tables can be asked about, with their slots.

Kinds: count in a period, first since, since (interval since the last), record, frequency, existence, status, schedule.
Slots, each absent where the text does not say it:
  actors, others: codes of those who act and of those it is done with or to, in order of the text;
  persons: [{"role": "predecessor", "of": [codes]}] where the claim names who did it other than by state;
  event: kind of event (`lexicon/claim_nouns.csv`), else the noun; what: the words of the text;
  number, comparison: an integer and one of = >= > <= < ~ multiple; ordinal: 3 for "the third summit";
  unit: what is counted;
  period: [from, to] the claim is over; date: [from, to] of the event; since: [from, to] of "since 2018";
  last: true where the claim says when the last one was;
  duration: {"number", "unit", "comparison"} of "in over six years"; negated: true for "no", "never", "not";
  rank: leader, minister, senior ...; body: UNGA, UNSC, NATO ...; place, series, system, topic: words of the text;
  superlative, dimensions, against: of a record; frequency: annual, monthly ...; modal: scheduled or held;
  status: enshrined, member, at war, in force, expired, suspended, withdrawn, ally, nuclear-armed;
  instrument: the law or treaty.
A claim inside a quotation is said by its speaker; else it is the article's own (said_by is None).
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from chancery.text import claim_kinds as kinds
from chancery.text import claim_patterns as patterns
from chancery.text import claim_standing as standing
from chancery.text import claim_words as words
from chancery.text.claim_passage import Passage
from chancery.text.records import Claim, ClaimKind, DateMention, Entity, Mention, Quote, Stance, by_start
from chancery.text.tokens import Document

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "counted-times": (
        "an act done a number of times",
        ("The two leaders met three times during 2018-2019.", "Kim has visited Beijing twice this year."),
        ("Many times the crowd cheered.",),
    ),
    "counted-events": (
        "a number of events of a known kind",
        ("North Korea has conducted six nuclear tests.", "Russia held at least 12 exercises in 2023."),
        ("Two officials spoke.",),
    ),
    "ordinal-event": ("an event with its number", ("It was the country's seventh nuclear test.",), ("He came third.",)),
    "first-event": (
        "the first of its kind, or since a date",
        ("It was the first visit by a Russian president since 2000.",),
        ("The first day was cold.", "First, he spoke."),
    ),
    "interval-since": (
        "the first in a number of years, or not since a date",
        ("They held their first summit in over six years.", "No nuclear test has been held since 2017."),
        ("He has lived there since 2017.",),
    ),
    "record": (
        "an event said to pass all before it",
        ("The drills broke all previous records in scale.", "It was NATO's largest exercise since the Cold War."),
        ("The record shows that he spoke.",),
    ),
    "compared-record": (
        "more, larger or longer than in any event of the kind before",
        ("More aircraft had flown than in any earlier drill.", "The exercise was longer than any previous exercise."),
        ("More aircraft flew than in the earlier drill.", "The drill was larger than usual."),
    ),
    "frequency": ("an event that recurs", ("The two armies hold annual drills.",), ("They held drills.",)),
    "resolutions-demand": (
        "resolutions or treaties that demand or forbid",
        ("Several Security Council resolutions have banned missile launches.",),
        ("His new year's resolution was to read more.",),
    ),
    "last-event": ("when an event last happened", ("The two leaders last met in June 2019.",), ("He came last.",)),
    "veto-cast": (
        "a veto of a resolution",
        ("Russia vetoed a draft resolution in March 2024.",),
        ("Police blocked the road.",),
    ),
    "treaty-exists": (
        "a treaty or agreement between parties",
        ("China and North Korea signed a mutual defence treaty in 1961.",),
        ("They signed autographs.",),
    ),
    "legal-status": (
        "what a law, a membership or a state of war is said to be",
        ("Nuclear status is enshrined in its constitution.", "Finland is a member of NATO."),
        ("He is a member of the crew.",),
    ),
    "scheduled-event": (
        "an event that is to come",
        ("The APEC summit will be held in South Korea next month.",),
        ("The summit was held last month.",),
    ),
}
LONGEST = 3000


class HasCast(Protocol):
    """The entities and mentions of an article."""

    entities: list[Entity]
    mentions: list[Mention]


def found(
    document: Document, cast: HasCast, quotes: Sequence[Quote] = (), dates: Sequence[DateMention] = ()
) -> list[Claim]:
    """All checkable claims of an article, in order of the text; one of each kind in a clause."""
    wanted = _spots(document)
    if not wanted:
        return []
    entities = {entity.id: entity for entity in cast.entities}
    ordered = sorted(dates, key=by_start)
    nouns = words.nouns()
    spans = sorted([(*span, quote) for quote in quotes for span in quote.spans], key=_span_start)
    made: list[Claim] = []
    for number in sorted(wanted):
        passage = Passage(document, number, cast.mentions, entities, ordered, nouns=nouns)
        made += _in_passage(passage, wanted[number], spans)
    for number, claim in enumerate(made, 1):
        claim.id = f"C{number}"
    return made


def _spots(document: Document) -> dict[int, dict[str, list[int]]]:
    """For each sentence, where words stand that may begin a claim, by kind of claim."""
    wanted: dict[int, dict[str, list[int]]] = {}
    triggers = patterns.TRIGGERS
    lowers, size = document.lowers, len(document)
    for index in document.where(BEGINNINGS):
        word = lowers[index]
        following = patterns.FOLLOWERS.get(word)
        if following is not None and (index + 1 == size or lowers[index + 1] not in following):
            continue
        sentence = document.sentence_of_token[index]
        if sentence >= 0 and not document.is_heading(sentence):
            at = document.starts[index] - document.sentences[sentence].start
            spots = wanted.setdefault(sentence, {})
            for kind in triggers.get(word, FIGURE):
                spots.setdefault(kind, []).append(at)
    return wanted


class _Beginnings:
    """The words that may begin a claim: triggers and figures."""

    def __contains__(self, word: object) -> bool:
        return word in patterns.TRIGGERS or str(word)[0].isdigit()


BEGINNINGS = _Beginnings()


def _in_passage(
    passage: Passage, wanted: dict[str, list[int]], quotes: Sequence[tuple[int, int, Quote]]
) -> list[Claim]:
    made: list[Claim] = []
    taken: list[tuple[str, int, int]] = []
    if len(passage.text) > LONGEST:
        return []
    for name, kind, read in READERS:
        if name not in wanted:
            continue
        for start, end, slots, rule, confidence in read(passage, wanted[name]):
            begin, stop = _trimmed(passage.text, *passage.clause(start, end))
            if any(k == kind and begin < b and a < stop for k, a, b in taken):
                continue
            taken.append((kind, begin, stop))
            speaker, stance = _said(passage.start + start, quotes)
            filled = {key: value for key, value in slots.items() if value not in (None, "", [], {})}
            made.append(
                Claim("", passage.start + begin, passage.start + stop, kind, speaker, stance, filled, rule, confidence)
            )
    if len(made) > 1:
        made.sort(key=by_start)
    return made


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and (text[begin].isspace() or text[begin] in ",;:\"“”'’"):
        begin += 1
    while end > begin and (text[end - 1].isspace() or text[end - 1] in ',;:."“”'):
        end -= 1
    return begin, end


def _said(offset: int, spans: Sequence[tuple[int, int, Quote]]) -> tuple[str | None, Stance]:
    """Speaker and stance of the innermost quotation an offset lies in; `spans` are sorted by where they begin."""
    best: tuple[int, Quote] | None = None
    number = bisect_right(spans, offset, key=_span_start)
    for start, end, quote in spans[max(0, number - NESTING) : number]:
        if offset < end and (best is None or end - start <= best[0]):
            best = (end - start, quote)
    return (best[1].speaker, best[1].stance) if best else (None, "neutral")


def _span_start(span: tuple[int, int, Quote]) -> int:
    return span[0]


NESTING = 24


FIGURE = frozenset({"count"})
READERS: tuple[tuple[str, ClaimKind, kinds.Reader], ...] = (
    ("count", "count", kinds.counts),
    ("first", "since", kinds.first_intervals),
    ("since", "since", kinds.since),
    ("first", "first", kinds.plain_firsts),
    ("record", "record", kinds.records),
    ("comparison", "record", kinds.comparisons),
    ("frequency", "frequency", kinds.frequencies),
    ("existence", "existence", standing.existence),
    ("status", "status", standing.statuses),
    ("schedule", "schedule", standing.schedules),
)
