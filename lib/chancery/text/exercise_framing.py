"""What a speaker calls an exercise: "a rehearsal for an attack". Never our words; without a speaker there is none."""

from bisect import bisect_right
from typing import NamedTuple

from chancery.text.exercise_parties import Sentence
from chancery.text.exercise_words import (
    BARE_CALLING,
    CALLING,
    COPULAS,
    FRAME_END,
    FRAMES,
    MARKED_END,
    MARKS,
    NAMING,
    SAYING,
)
from chancery.text.records import ExerciseMention, Quote, Span
from chancery.text.tokens import Document


class Called(NamedTuple):
    """A speaker's words for an exercise, the verb they hang on (a token), and who is named before it."""

    words: str
    span: Span
    verb: int
    speaker: str | None


def frame(
    document: Document, sentence: Sentence, mention: ExerciseMention, spans: list[tuple[int, int, Quote]]
) -> None:
    """Set what a speaker calls the exercise: whoever is quoted by the verb, else whoever is named before it."""
    first, last = document.tokens_in(mention.start, mention.end)
    quote = _quote_at(mention.start, spans)
    called = _called(sentence, first, last) or _equated(sentence, first, last)
    speaker = called.speaker if called else None
    if quote is not None and quote.speaker:
        told_by = called is not None and quote.cue is not None and _within(document.starts[called.verb], quote.cue)
        speaker = quote.speaker if speaker is None or told_by else speaker
    if called and speaker:
        mention.framing.append(called.words)
        mention.framing_spans.append(called.span)
    if speaker:
        mention.said_by = speaker


def _within(place: int, span: Span) -> bool:
    return span[0] <= place < span[1]


def _called(sentence: Sentence, first: int, last: int) -> Called | None:
    """The words of "describes such exercises as X", "called the drills X", "drills, seen by Y as X"."""
    for index in range(first - 1, max(sentence.first, first - 8) - 1, -1):
        if sentence.lowers[index] in CALLING:
            return _called_before(sentence, index, last)
    for index in range(last, min(sentence.last, last + 16)):
        if sentence.lowers[index] in CALLING or sentence.lowers[index] in SAYING:
            made = _called_after(sentence, index, last)
            if made is not None:
                return made
    return None


def _called_before(sentence: Sentence, verb: int, last: int) -> Called | None:
    lowers = sentence.lowers
    speaker = sentence.speaker(verb)
    for after in range(last, min(sentence.last, last + 14)):
        if lowers[after] == "as":
            return _words(sentence, after + 1, verb, speaker)
    named = last < sentence.last and lowers[last] in NAMING
    return _words(sentence, last, verb, speaker) if lowers[verb] in BARE_CALLING and named else None


def _called_after(sentence: Sentence, verb: int, last: int) -> Called | None:
    lowers = sentence.lowers
    passive = lowers[verb + 1 : verb + 2] == ["by"]
    near = [a for a in sentence.named if (verb < a[0] <= verb + 4 if passive else last <= a[0] < verb)]
    if not near or (not passive and not {"which", "that"} & set(lowers[last:verb])):
        return None
    for after in range(verb + 1, min(sentence.last, verb + 8)):
        if lowers[after] == "as" or lowers[after] in COPULAS:
            return _words(sentence, after + 1, verb, near[0][2].id)
    return _words(sentence, verb + 1, verb, near[0][2].id) if lowers[verb] in BARE_CALLING else None


def _equated(sentence: Sentence, first: int, last: int) -> Called | None:
    """The words of "Y says its drills are X": only words that judge the exercise count."""
    lowers = sentence.lowers
    for index in range(last, min(sentence.last, last + 10)):
        if lowers[index] in COPULAS:
            says = next((i for i in range(first - 1, sentence.first - 1, -1) if lowers[i] in SAYING), -1)
            called = _words(sentence, index + 1, max(says, 0), sentence.speaker(says) if says >= 0 else None)
            return called if called and FRAMES.search(called.words[:60]) else None
        if lowers[index] in (",", ";", "and"):
            return None
    return None


def _quote_at(offset: int, spans: list[tuple[int, int, Quote]]) -> Quote | None:
    """The innermost quotation round an offset; `spans` are sorted by where they begin."""
    number = bisect_right(spans, offset, key=span_start)
    inside = [span for span in spans[max(0, number - NESTING) : number] if offset < span[1]]
    return inside[-1][2] if inside else None


def span_start(span: tuple[int, int, Quote]) -> int:
    """Where a span begins, to sort by."""
    return span[0]


NESTING = 24


def _words(sentence: Sentence, first: int, verb: int, speaker: str | None) -> Called | None:
    """A speaker's words from a token to the end of the phrase, without quotation marks and article."""
    lowers = sentence.lowers
    while first < sentence.last and lowers[first] in ("a", "an", "the", '"', "“", "``", "‘", "to", "being"):
        first += 1
    if first >= sentence.last:
        return None
    document = sentence.document
    start = document.starts[first]
    text = document.body[start : document.ends[sentence.last - 1]][:200]
    end = (MARKED_END if document.quote_of_token[first] >= 0 else FRAME_END).search(text)
    text = text[: end.start() if end else len(text)].rstrip()
    words = " ".join(MARKS.sub("", text).split())
    return Called(words, (start, start + len(text)), verb, speaker) if words else None
