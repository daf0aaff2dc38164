"""The reading of one article: every record the rules made, as typed objects, as a plain record, as data frames."""

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from chancery.text import claims, dates, events, exercises, intensity, quotes
from chancery.text.entities import found as cast_of
from chancery.text.gazetteer import Gazetteer, default_gazetteer
from chancery.text.records import Claim, DateMention, Entity, Event, ExerciseMention, Intensity, Mention, Quote, plain
from chancery.text.tokens import Document

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("entities", "mentions", "quotes", "dates", "events", "exercises", "claims", "intensity")


class Readable(Protocol):
    """What a reading needs of an article; `chancery.article.Article` has it."""

    @property
    def body(self) -> str:
        """The text, to the character."""

    @property
    def published(self) -> dt.date:
        """The day that "Monday" and "last week" are read against."""


@dataclass(slots=True)
class Reading:
    """What the rules found in an article. Lists come in the order of the text; ids hold within one reading.

    second_opinion: name of the spaCy pipeline that voted on speakers, None where none did.
    """

    article: Readable
    document: Document = field(repr=False)
    entities: list[Entity] = field(repr=False)
    mentions: list[Mention] = field(repr=False)
    quotes: list[Quote] = field(repr=False)
    dates: list[DateMention] = field(repr=False)
    events: list[Event] = field(repr=False)
    exercises: list[ExerciseMention] = field(repr=False)
    claims: list[Claim] = field(repr=False)
    intensity: list[Intensity] = field(repr=False)
    second_opinion: str | None = None
    _by_id: dict[str | None, Entity] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_id = {item.id: item for item in self.entities}

    def record(self) -> dict[str, Any]:
        """The reading as the JSON object that `chancery extract` prints (docs/record-format.md)."""
        made: dict[str, Any] = {"article": self._article()}
        made["sections"] = plain(self.document.sections)
        made["sentences"] = [plain(item) for item in self.document.sentences if item.id[0] != "H"]
        for part in PARTS:
            made[part] = plain(getattr(self, part))
        if self.second_opinion:
            made["second_opinion"] = self.second_opinion
        return made

    def _article(self) -> dict[str, Any]:
        known = {name: getattr(self.article, name, None) for name in ("path", "title", "published", "published_basis")}
        known |= {name: getattr(self.article, name, None) for name in ("source", "url", "sha256")}
        return {name: plain(value) for name, value in known.items()} | {"words": len(self.article.body.split())}

    def text(self, start: int, end: int) -> str:
        """The words at a span."""
        return self.document.body[start:end]

    def entity(self, entity_id: str | None) -> Entity | None:
        """The entity of an id."""
        return self._by_id.get(entity_id)

    def name(self, entity_id: str | None) -> str:
        """An entity's name, with the holder of an office on the publication date in square brackets; "" for None."""
        item = self.entity(entity_id)
        if item is None:
            return ""
        return f"{item.name} [{item.holder.person}, since {item.holder.start}]" if item.holder else item.name

    def quoted_passages(self) -> list[tuple[int, int, Quote | None]]:
        """Every outermost passage in quotation marks: start and end of its words, and the innermost quote around it.

        None where no quote holds the passage, which the rules do not let happen but a caller may rely on.
        """
        passages: list[tuple[int, int, Quote | None]] = []
        spans = sorted((start, end, number) for number, quote in enumerate(self.quotes) for start, end in quote.spans)
        around: list[tuple[int, int, int]] = []
        place = 0
        for mark in self.document.quoted:
            if mark.depth:
                continue
            while place < len(spans) and spans[place][0] <= mark.inner_start:
                around = [span for span in around if span[1] > mark.inner_start]
                around.append(spans[place])
                place += 1
            holding = [span for span in around if span[1] >= min(mark.inner_end, mark.inner_start + 1)]
            nearest = min(holding, key=_length, default=None)
            passages.append((mark.inner_start, mark.inner_end, self.quotes[nearest[2]] if nearest else None))
        return passages

    def quotes_frame(self) -> "pd.DataFrame":
        """One row a quote: kind, text, cue, source, speaker, actor, via, stance, start, end, rule, confidence."""
        rows = []
        for item in self.quotes:
            speaker = self.entity(item.speaker)
            rows.append(
                {
                    "id": item.id,
                    "kind": item.kind,
                    "text": " … ".join(self.text(*span) for span in item.spans),
                    "cue": self.text(*item.cue) if item.cue else "",
                    "source": self.text(*item.source) if item.source else "",
                    "speaker": self.name(item.speaker),
                    "actor": (speaker.actor if speaker else None) or "",
                    "via": self.name(item.via),
                    "stance": item.stance,
                    "start": item.spans[0][0],
                    "end": item.spans[-1][1],
                    "rule": item.rule,
                    "confidence": item.confidence,
                }
            )
        return _frame(rows, "id kind text cue source speaker actor via stance start end rule confidence")

    def entities_frame(self) -> "pd.DataFrame":
        """One row an entity: kind, name, actor, office, holder, number of mentions."""
        counts: dict[str | None, int] = {}
        for mention in self.mentions:
            counts[mention.entity] = counts.get(mention.entity, 0) + 1
        rows = [
            {
                "id": item.id,
                "kind": item.kind,
                "name": item.name,
                "actor": item.actor or "",
                "office": item.office or "",
                "holder": item.holder.person if item.holder else "",
                "mentions": counts.get(item.id, 0),
            }
            for item in self.entities
        ]
        return _frame(rows, "id kind name actor office holder mentions")

    def mentions_frame(self) -> "pd.DataFrame":
        """One row a mention: text, name and actor of the entity meant, form, candidates, rule, confidence."""
        rows = []
        for item in self.mentions:
            meant = self.entity(item.entity)
            rows.append(
                {
                    "text": self.text(item.start, item.end),
                    "name": meant.name if meant else "",
                    "actor": (meant.actor if meant else None) or "",
                    "form": item.form,
                    "candidates": tuple(map(self.name, item.candidates or ())),
                    "start": item.start,
                    "end": item.end,
                    "rule": item.rule,
                    "confidence": item.confidence,
                }
            )
        return _frame(rows, "text name actor form candidates start end rule confidence")

    def dates_frame(self) -> "pd.DataFrame":
        """One row a dated expression: text, from, to, granularity."""
        rows = [
            {
                "text": self.text(item.start, item.end),
                "from": item.from_,
                "to": item.to,
                "granularity": item.granularity,
                "start": item.start,
                "end": item.end,
                "rule": item.rule,
                "confidence": item.confidence,
            }
            for item in self.dates
        ]
        return _frame(rows, "text from to granularity start end rule confidence")

    def events_frame(self) -> "pd.DataFrame":
        """One row an event: category, mode, source and target with their actors, realis, date, text."""
        rows = []
        for item in self.events:
            source, target = self.entity(item.source), self.entity(item.target)
            rows.append(
                {
                    "id": item.id,
                    "category": item.category,
                    "mode": item.mode or "",
                    "source": self.name(item.source),
                    "source_actor": (source.actor if source else None) or "",
                    "target": self.name(item.target),
                    "target_actor": (target.actor if target else None) or "",
                    "realis": item.realis,
                    "from": item.date[0] if item.date else None,
                    "to": item.date[1] if item.date else None,
                    "text": self.text(item.start, item.end),
                    "start": item.start,
                    "end": item.end,
                    "rule": item.rule,
                    "confidence": item.confidence,
                }
            )
        columns = (
            "id category mode source source_actor target target_actor realis from to text start end rule confidence"
        )
        return _frame(rows, columns)

    def exercises_frame(self) -> "pd.DataFrame":
        """One row a drill: text, series, exercise_id, participants, framing, said_by."""
        rows = [
            {
                "id": item.id,
                "text": self.text(item.start, item.end),
                "series": item.series or "",
                "exercise_id": item.exercise_id or "",
                "participants": tuple(item.participants),
                "framing": tuple(item.framing),
                "said_by": self.name(item.said_by),
                "start": item.start,
                "end": item.end,
                "rule": item.rule,
                "confidence": item.confidence,
            }
            for item in self.exercises
        ]
        return _frame(rows, "id text series exercise_id participants framing said_by start end rule confidence")

    def claims_frame(self) -> "pd.DataFrame":
        """One row a checkable claim: kind, text, said_by, stance, slots."""
        rows = [
            {
                "id": item.id,
                "kind": item.kind,
                "text": self.text(item.start, item.end),
                "said_by": self.name(item.said_by),
                "stance": item.stance,
                "slots": item.slots,
                "start": item.start,
                "end": item.end,
                "rule": item.rule,
                "confidence": item.confidence,
            }
            for item in self.claims
        ]
        return _frame(rows, "id kind text said_by stance slots start end rule confidence")

    def intensity_frame(self) -> "pd.DataFrame":
        """One row a passage scored for hostility: quote, score, speech act, text, terms with their weights."""
        rows = [
            {
                "quote": item.quote or "",
                "score": item.score,
                "speech_act": item.speech_act,
                "text": self.text(item.start, item.end),
                "terms": tuple((part.term, part.kind, part.weight) for part in item.parts),
                "start": item.start,
                "end": item.end,
            }
            for item in self.intensity
        ]
        return _frame(rows, "quote score speech_act text terms start end")

    def sentences_frame(self) -> "pd.DataFrame":
        """One row a sentence: id, section, text, start, end."""
        rows = [
            {"id": item.id, "section": item.section, "text": self.text(item.start, item.end)}
            | {"start": item.start, "end": item.end}
            for item in self.document.sentences
            if item.id[0] != "H"
        ]
        return _frame(rows, "id section text start end")

    def unsure(self, below: float = 0.6) -> "pd.DataFrame":
        """What the rules were unsure of: records under a confidence, and those with several candidates.

        Columns: part, text, reason, rule, confidence, start, end; the least sure first.
        """
        rows: list[dict[str, Any]] = []
        for part in ("mentions", "quotes", "dates", "events", "exercises", "claims"):
            for item in getattr(self, part):
                candidates = getattr(item, "candidates", None)
                if item.confidence >= below and not candidates:
                    continue
                start, end = (item.spans[0][0], item.spans[-1][1]) if part == "quotes" else (item.start, item.end)
                named = ", ".join(map(self.name, candidates or ()))
                rows.append(
                    {
                        "part": part,
                        "text": self.text(start, end),
                        "reason": f"could be {named}" if candidates else "weak pattern",
                        "rule": item.rule,
                        "confidence": item.confidence,
                        "start": start,
                        "end": end,
                    }
                )
        rows.sort(key=_sureness)
        return _frame(rows, "part text reason rule confidence start end")


def read(article: Readable, gazetteer: Gazetteer | None = None, second_opinion: str | None = None) -> Reading:
    """Read an article: who said what of whom, when.

    gazetteer: the actors, office-holders and exercises known; those of the reference tables unless given.
    second_opinion: name of an installed spaCy pipeline that votes on the speakers of quotes (see `second_opinion`).
    Pure: the same article and gazetteer give the same reading. Raises nothing on any text.
    """
    with _collector_at_rest():
        return _read(article, gazetteer or default_gazetteer(), second_opinion)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of reference rings from searching, again and again, the records that a reading piles up.

    They form no rings, so nothing is there to be found; on a text of 5 MB the search is a quarter of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(article: Readable, known: Gazetteer, second_opinion: str | None) -> Reading:
    document = Document.of(article)
    cast = cast_of(document, known, article.published)
    dated = dates.found(document, article.published)
    quoted = quotes.found(document, cast)
    voted = None
    if second_opinion:
        from chancery.text import secondopinion

        voted = secondopinion.vote(document, quoted, second_opinion)
    return Reading(
        article=article,
        document=document,
        entities=cast.entities,
        mentions=cast.mentions,
        quotes=quoted,
        dates=dated,
        events=events.found(document, cast, dated, quoted),
        exercises=exercises.found(document, cast, known, dated, quoted),
        claims=claims.found(document, cast, quoted, dated),
        intensity=intensity.found(document, quoted, cast),
        second_opinion=voted,
    )


def read_all(articles: Iterable[Readable], gazetteer: Gazetteer | None = None) -> list[Reading]:
    """The readings of several articles, in their order."""
    known = gazetteer or default_gazetteer()
    return [read(article, known) for article in articles]


def _length(span: tuple[int, int, int]) -> int:
    return span[1] - span[0]


def _sureness(row: dict[str, Any]) -> float:
    return float(row["confidence"])


def _frame(rows: Sequence[dict[str, Any]], columns: str) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(list(rows), columns=columns.split())
