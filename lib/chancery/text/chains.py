"""Attributions across sentences: quotations that go on, quotations that stand alone, reports within reports."""

from dataclasses import dataclass, field

from chancery.text import phrases
from chancery.text.attribution import Attribution, Range
from chancery.text.cues import CueWords
from chancery.text.grammar import attributions
from chancery.text.tokens import Document
from chancery.text.window import Window

FLOATING_WORDS = 4
DEEPEST = 24
NESTED_FRAMES = ("quote", "that", "bare-clause", "object-infinitive", "colon", "question-word", "description")


@dataclass(slots=True)
class Chain:
    """One attribution with all its parts, and the one it is told in.

    told_in: index of the enclosing attribution in the list it comes in, -1 at the top.
    follows: index of the attribution whose speaker goes on here, -1 where the speaker is named.
    """

    made: Attribution
    told_in: int = -1
    follows: int = -1
    quoted: list[int] = field(default_factory=list)


def chains(doc: Document, words: CueWords) -> list[Chain]:
    """All attributions of a text in order, with the quotations that no cue governs attached or left alone."""
    inside = doc.quote_of_token
    outer = [number for number, mark in enumerate(doc.quoted) if mark.depth == 0]
    quoted_of: dict[int, list[int]] = {}
    for number in outer:
        quoted_of.setdefault(doc.sentence_at(doc.quoted[number].open_start), []).append(number)
    by_sentence: dict[int, list[int]] = {}
    for place in doc.where(words.every):
        if inside[place] < 0:
            by_sentence.setdefault(doc.sentence_of_token[place], []).append(place)
    made: list[Chain] = []
    for sentence in sorted(by_sentence.keys() | quoted_of.keys()):
        first = len(made)
        low, high = doc.sentence_tokens(sentence)
        if not doc.is_heading(sentence):
            window = Window(doc, words, low, high)
            made += [Chain(item) for item in attributions(window, sentence, by_sentence.get(sentence, []))]
            _tell_in(made, first)
        _attach(doc, sentence, quoted_of.get(sentence, []), made, first)
    return made


def _tell_in(made: list[Chain], first: int) -> None:
    """Point each nested attribution at the innermost one around it."""
    for number in range(first, len(made)):
        if not made[number].made.nested:
            continue
        place = made[number].made.cue[0]
        best = -1
        for other in range(max(first, number - 24), min(len(made), number + 24)):
            around = other != number and any(a <= place < b for a, b in made[other].made.contents)
            if around and (best < 0 or _width(made[other]) < _width(made[best])):
                best = other
        made[number].told_in = best if best >= 0 and not _leads_to(made, best, number) else -1


def _leads_to(made: list[Chain], place: int, number: int) -> bool:
    """Whether going outwards from a report one comes to another, so that telling it in there would make a ring.

    Past so many reports within reports it is taken to: no text means that.
    """
    for _ in range(DEEPEST):
        if place < 0 or place == number:
            break
        place = made[place].told_in
    return place >= 0


def _width(chain: Chain) -> int:
    return sum(last - first for first, last in chain.made.contents)


def _attach(doc: Document, sentence: int, quoted: list[int], made: list[Chain], first: int) -> None:
    """Give each quotation of a sentence to the attribution that holds it, to an earlier one, or to nobody."""
    for number in quoted:
        mark = doc.quoted[number]
        begin, end = doc.tokens_in(mark.open_start, mark.close_end)
        if end <= begin:
            continue
        holder = _holder(made, first, begin)
        if holder >= 0:
            made[holder].quoted.append(number)
            continue
        _leave_or_continue(doc, sentence, (begin, end), number, made)


def _holder(made: list[Chain], first: int, token: int) -> int:
    """The innermost attribution of this sentence whose content holds a token; -1 if none."""
    best = -1
    for place in range(len(made) - 1, max(first, len(made) - 40) - 1, -1):
        if any(a <= token < b for a, b in made[place].made.contents) and (
            best < 0 or _width(made[place]) < _width(made[best])
        ):
            best = place
    return best


def _leave_or_continue(doc: Document, sentence: int, tokens: Range, number: int, made: list[Chain]) -> None:
    begin, end = tokens
    mark = doc.quoted[number]
    low, high = doc.sentence_tokens(sentence)
    words = sum(1 for place in range(begin, min(end, begin + 40)) if doc.kinds[place] not in "pq")
    alone = begin - low <= 1 and high - end <= 1
    previous = _last_spoken(made, sentence)
    if previous >= 0 and (mark.continues or (alone and _same_paragraph(doc, sentence, made[previous].made.sentence))):
        spoken = made[previous]
        if spoken.made.sentence >= sentence - 1 or mark.continues:
            spoken.made.contents.append(tokens)
            spoken.quoted.append(number)
            spoken.made.sentence = sentence
            return
    rule, confidence, source, follows = "marked-words", 0.5, None, -1
    if alone and sentence > 0 and _announced(doc, sentence):
        source = phrases.sentence_subject(doc, *doc.sentence_tokens(sentence - 1))
        rule, confidence = "colon-then-quote", 0.85
    elif begin > low and words >= FLOATING_WORDS and doc.lowers[begin - 1] == ":":
        source, rule, confidence = phrases.sentence_subject(doc, low, begin), "colon-then-quote", 0.7
    elif begin - low <= 1 and words >= FLOATING_WORDS:
        rule = "floating-quote"
        if previous >= 0 and made[previous].made.sentence >= sentence - 3:
            follows, source = previous, made[previous].made.source
        elif sentence > 0:
            source = phrases.sentence_subject(doc, *doc.sentence_tokens(sentence - 1))
            confidence = 0.4
    cue = (begin, begin)
    item = Attribution(sentence, cue, source, [tokens], rule, "speech", "neutral", confidence, inherited=True)
    made.append(Chain(item, follows=follows, quoted=[number]))


def _outermost(made: list[Chain], place: int) -> int:
    """The report that a report is told in, at the top, as far as each names a source."""
    while made[place].told_in >= 0 and made[made[place].told_in].made.source:
        place = made[place].told_in
    return place


def _announced(doc: Document, sentence: int) -> bool:
    """Whether the sentence before ends with a colon."""
    return doc.body[doc.sentences[sentence - 1].end - 1] == ":"


def _last_spoken(made: list[Chain], sentence: int) -> int:
    """The last attribution that holds a quotation and is no report within a report."""
    for back in range(len(made) - 1, max(-1, len(made) - 12), -1):
        place, chain = back, made[back]
        if chain.made.sentence < sentence - 3:
            break
        if chain.quoted and chain.made.source and chain.made.category == "speech":
            return _outermost(made, place)
    return -1


def _same_paragraph(doc: Document, sentence: int, other: int) -> bool:
    if sentence == other:
        return True
    between = doc.body[doc.sentences[other].end : doc.sentences[sentence].start]
    return "\n" not in between and "\r" not in between and "\u2028" not in between
