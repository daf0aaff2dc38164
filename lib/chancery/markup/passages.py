"""The article's own words on the page: quotations with their speakers, and the text with what was read in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from chancery.markup.block import Block, filled, shortened, slug

KINDS = {
    "quote": "quotation",
    "mention": "name",
    "date": "date",
    "claim": "claim",
    "exercise": "exercise",
    "event": "event",
}
_OPENING, _CLOSING = "“\"'‘«", "”\"'’»"


@dataclass(frozen=True, slots=True)
class Span:
    """One reading of the article: `body[start:end]` is a `kind` (see KINDS) read as `label`.

    details: further facts, name and value, such as ("rule", "weekday before publication").
    """

    start: int
    end: int
    kind: str
    label: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Attributed words, ready to print. `start` is where they stand in the article, None where unknown."""

    text: str
    speaker: str = ""
    via: str = ""
    cue: str = ""
    kind: str = ""
    stance: str = "neutral"
    start: int | None = None

    @property
    def marked(self) -> str:
        """The words in quotation marks; indirect speech has none."""
        words = self.text.strip()
        if self.kind == "indirect" or (words[:1] in _OPENING and words[-1:] in _CLOSING and words):
            return words
        return f"“{words}”"


class Stretch(Protocol):
    """A part of the body, such as a paragraph or a sentence."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class ArticleLike(Protocol):
    """What the annotated text needs of an article; see `chancery.article.Article`."""

    @property
    def body(self) -> str: ...  # noqa: D102
    @property
    def sections(self) -> Sequence[Any]: ...  # noqa: D102
    @property
    def paragraphs(self) -> Sequence[Stretch]: ...  # noqa: D102
    @property
    def sentences(self) -> Sequence[Stretch]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    kinds: str
    title: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    pieces: list[_Piece]
    gap: str


@dataclass(frozen=True, slots=True)
class _Reading:
    kind: str
    words: str
    label: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    heading: str = ""
    begins: str = ""
    sentences: tuple[_Sentence, ...] = ()
    spans: tuple[_Reading, ...] = ()


def quotations(
    quotations: Iterable[Quotation],
    heading: str | None = None,
    *,
    heading_level: int = 3,
    nothing: str = "The article quotes nobody.",
) -> Block:
    """Quotations by voice, in the order in which they first speak, each linked to its place in the article."""
    listed = list(quotations)
    lines = [heading] if heading else []
    for quote in listed:
        via = f", by way of {quote.via}" if quote.via else ""
        lines.append(f"{quote.marked} ({quote.speaker or 'speaker not resolved'}{via})")
    by_voice: dict[tuple[str, str], list[Quotation]] = {}
    for quote in listed:
        by_voice.setdefault((quote.speaker, quote.via), []).append(quote)
    voices = [{"speaker": speaker, "via": via, "quotations": quotes} for (speaker, via), quotes in by_voice.items()]
    html = filled("quotations.html", voices=voices, heading=heading, level=heading_level, nothing=nothing)
    return Block(html, plain="\n".join(lines if listed else [*lines, nothing]), kind="quotations-block")


def annotated(
    article: ArticleLike | str, spans: Iterable[Span] = (), *, heading_level: int = 3, label: str = "The article"
) -> Block:
    """The article's text with what was read in it, and an anchor `#body-START` at each sentence.

    article: an Article, or a bare text, whose lines are then its paragraphs.
    spans: may overlap and nest; one outside the text is left out. Marks differ by line as well as by colour, and each
    paragraph lists its readings below it, so nothing depends on a pointer.
    """
    body = article if isinstance(article, str) else article.body
    kept = sorted(
        {span for span in spans if 0 <= span.start < span.end <= len(body)},
        key=lambda span: (span.start, -span.end, span.kind, span.label),
    )
    parts = list(_parts(article, body, kept))
    present = [(kind, name) for kind, name in KINDS.items() if any(span.kind == kind for span in kept)]
    html = filled("annotated.html", parts=parts, key=present, names=KINDS, level=heading_level, label=label)
    return Block(html, plain=body.strip(), kind="annotated-block")


def followed(block: Block, note: str) -> Block:
    """A block with a line beneath it, such as what was left out for length."""
    html = filled("followed.html", block=block, note=note)
    return Block(html, plain=f"{block.plain}\n{note}", kind=block.kind, page=block.page)


def folded(words: str, block: Block) -> Block:
    """A block behind its summary: opened without a script, unfolded on paper."""
    html = filled("folded.html", words=words, block=block)
    return Block(html, plain=f"{words}\n{block.plain}", kind=block.kind)


def together(*blocks: Block) -> Block:
    """Blocks one below the other, as the output of one cell."""
    html = Block("\n").join(blocks)
    return Block(html, plain="\n".join(block.plain for block in blocks), kind=blocks[0].kind)


def section(heading: str, lead: Sequence[str], blocks: Sequence[Block] = ()) -> Block:
    """A section of its own: a heading of the second level, paragraphs, and blocks below them."""
    html = filled("section.html", name=slug(heading), heading=heading, lead=lead, blocks=blocks)
    plain = "\n".join([heading, *lead, *(block.plain for block in blocks)])
    return Block(html, plain=plain, kind="section-block")


def _parts(article: ArticleLike | str, body: str, spans: Sequence[Span]) -> Iterator[_Part]:
    paragraphs, sentences, headings = _layout(article, body)
    starts = {sentence.start for sentence in sentences}
    blocks = sorted([(*paragraph, "") for paragraph in paragraphs] + headings)
    for start, end, heading in blocks:
        if heading:
            yield _Part(start, heading=heading)
            continue
        inner = sorted({start} | {place for place in starts if start < place < end})
        within = [span for span in spans if span.start < end and span.end > start]
        cut = [(begin, finish) for begin, finish in pairwise([*inner, end])]
        yield _Part(
            start,
            begins=shortened(body[start:end], 40),
            sentences=tuple(_sentence(body, begin, finish, within) for begin, finish in cut),
            spans=tuple(
                _Reading(span.kind, body[span.start : span.end], span.label, span.details)
                for span in within
                if span.start >= start
            ),
        )


def _layout(
    article: ArticleLike | str, body: str
) -> tuple[list[tuple[int, int]], Sequence[Stretch], list[tuple[int, int, str]]]:
    if isinstance(article, str):
        lines, place = [], 0
        for line in body.splitlines(keepends=True):
            words = line.strip()
            if words:
                begin = place + line.index(words[0])
                lines.append((begin, begin + len(words)))
            place += len(line)
        return lines, [], []
    headings = [
        (section.start, section.start + len(section.heading), section.heading)
        for section in article.sections
        if section.heading
    ]
    return [(part.start, part.end) for part in article.paragraphs], article.sentences, headings


def _sentence(body: str, start: int, end: int, spans: Sequence[Span]) -> _Sentence:
    text = body[start:end]
    stop = start + len(text.rstrip())
    edges = {start, stop}
    for span in spans:
        edges.update(place for place in (span.start, span.end) if start < place < stop)
    pieces = [_piece(body, begin, finish, spans) for begin, finish in pairwise(sorted(edges))]
    return _Sentence(start, pieces, " " if stop < end else "")


def _piece(body: str, start: int, end: int, spans: Sequence[Span]) -> _Piece:
    covering = [span for span in spans if span.start <= start and end <= span.end]
    kinds = list(dict.fromkeys(span.kind for span in covering if span.kind in KINDS))
    ends = [f"ends-{span.kind}" for span in covering if span.end == end and span.kind in KINDS]
    begins = [f"begins-{span.kind}" for span in covering if span.start == start and span.kind in KINDS]
    classes = ["mk", *(f"mk-{kind}" for kind in kinds), *begins, *ends] if kinds else []
    title = "; ".join(f"{KINDS.get(span.kind, span.kind)}: {span.label}" for span in covering if span.label)
    return _Piece(body[start:end], " ".join(dict.fromkeys(classes)), title)


def spans(reading: Any, names: Mapping[str, str] | None = None) -> list[Span]:
    """The records of a reading (see `chancery.text.records`) as spans to mark.

    names: entity id to the name to print; read from the reading's own entities unless given.
    """
    known = dict(names or {entity.id: entity.name for entity in getattr(reading, "entities", ())})
    made: list[Span] = []
    for quote in getattr(reading, "quotes", ()):
        facts = _facts(("by way of", known.get(quote.via or "")), ("form", quote.kind), ("rule", quote.rule))
        speaker = known.get(quote.speaker or "", "speaker not resolved")
        made += [Span(start, end, "quote", speaker, facts) for start, end in quote.spans]
    for mention in getattr(reading, "mentions", ()):
        facts = _facts(("form", mention.form), ("rule", mention.rule))
        made.append(Span(mention.start, mention.end, "mention", known.get(mention.entity or "", "undecided"), facts))
    for date in getattr(reading, "dates", ()):
        days = f"{date.from_}" if date.from_ == date.to else f"{date.from_} to {date.to}"
        made.append(Span(date.start, date.end, "date", days, _facts(("rule", date.rule))))
    for drill in getattr(reading, "exercises", ()):
        name = drill.exercise_id or drill.series or "unnamed drill"
        made.append(Span(drill.start, drill.end, "exercise", name, _facts(("rule", drill.rule))))
    for claim in getattr(reading, "claims", ()):
        facts = _facts(("by", known.get(claim.said_by or "")), ("rule", claim.rule))
        made.append(Span(claim.start, claim.end, "claim", claim.kind, facts))
    return made


def _facts(*pairs: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in pairs if value)
