"""Who said what: the attributions of a text as records, with speakers resolved."""

from typing import Protocol

from chancery.text.chains import NESTED_FRAMES, Chain, chains
from chancery.text.cues import CueWords, cue_words
from chancery.text.phrases import doc_after_quote
from chancery.text.records import Quote, QuoteKind, Span, Stance
from chancery.text.tokens import Document

LONGEST = 400


class Speakers(Protocol):
    """Whoever can tell which entity a phrase names."""

    def speaker(self, span: Span, previous: str | None) -> tuple[str | None, list[str], float]:
        """Entity id, candidates where undecided, and confidence."""


def found(document: Document, cast: Speakers | None = None, words: CueWords | None = None) -> list[Quote]:
    """The attributed words of a document, in order of their first word.

    cast: resolves speakers; without one, `speaker` and `via` stay None.
    words: cue words other than those of the shipped list.
    """
    linked = chains(document, words or cue_words())
    records: list[Quote | None] = []
    previous: str | None = None
    for chain in linked:
        record = _record(document, chain)
        records.append(record)
        if record is None or cast is None:
            continue
        _resolve(record, chain, records, cast, previous)
        if chain.told_in < 0 and record.speaker:
            previous = record.speaker
    for chain, record in zip(linked, records, strict=True):
        outer = records[chain.told_in] if chain.told_in >= 0 else None
        if record is not None and outer is not None and outer.speaker != record.speaker:
            record.via = outer.speaker
    kept = sorted((record for record in records if record is not None), key=_by_start)
    for number, record in enumerate(kept, 1):
        record.id = f"Q{number}"
    return kept


def _by_start(record: Quote) -> tuple[Span, int]:
    return record.spans[0], -record.spans[-1][1]


def _record(doc: Document, chain: Chain) -> Quote | None:
    made = chain.made
    if chain.told_in >= 0 and not chain.quoted and not made.rule.endswith(NESTED_FRAMES):
        return None
    kind = _kind(doc, chain)
    spans = [_span(doc, first, last, direct=kind == "direct") for first, last in made.contents if last > first]
    if not spans:
        return None
    source = doc.span(*made.source) if made.source and made.source[1] > made.source[0] else None
    cue = doc.span(*made.cue) if made.cue[1] > made.cue[0] else None
    stance: Stance = "doubting" if made.stance == "doubting" else "factive" if made.stance == "factive" else "neutral"
    if source is None and kind == "direct" and made.rule == "marked-words":
        kind = "fragment"
    return Quote("", kind, spans, cue, source, None, None, stance, made.rule, made.confidence)


def _kind(doc: Document, chain: Chain) -> QuoteKind:
    """direct: nothing but quoted words; mixed: some; indirect: none."""
    if chain.made.rule == "dash-dialogue":
        return "direct"
    parts = [(first, min(last, first + LONGEST)) for first, last in chain.made.contents if last > first]
    if not any(max(doc.quote_of_token[first:last]) >= 0 for first, last in parts):
        return "indirect"
    return "mixed" if any(_has_plain_words(doc, first, last) for first, last in parts) else "direct"


def _has_plain_words(doc: Document, first: int, last: int) -> bool:
    """Whether words stand outside quotation marks."""
    place = first
    while place < last:
        if doc.quote_of_token[place] >= 0:
            place = doc_after_quote(doc, place)
        elif doc.kinds[place] not in "pq":
            return True
        else:
            place += 1
    return False


def _span(doc: Document, first: int, last: int, *, direct: bool) -> Span:
    """Offsets of content; of a direct quotation, the words between the marks."""
    start, end = doc.span(first, last)
    if direct:
        before, after = doc.quote_of_token[first], doc.quote_of_token[last - 1]
        if before >= 0 and doc.quoted[before].open_start == start:
            start = doc.quoted[before].inner_start
        if after >= 0 and doc.quoted[after].close_end == end:
            end = doc.quoted[after].inner_end
    return start, max(end, start)


def _resolve(record: Quote, chain: Chain, records: list[Quote | None], cast: Speakers, previous: str | None) -> None:
    if chain.follows >= 0:
        spoken = records[chain.follows]
        if spoken is not None:
            record.speaker = spoken.speaker
            record.candidates = spoken.candidates
            return
    if record.source is None:
        return
    speaker, candidates, confidence = cast.speaker(record.source, previous)
    record.speaker = speaker
    record.candidates = candidates or None
    record.confidence = round(record.confidence * confidence, 3) if speaker else record.confidence
