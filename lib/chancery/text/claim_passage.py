"""One sentence as the claim rules see it: actors, dates, clauses and the events it names."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chancery.text import claim_patterns as patterns
from chancery.text import claim_words as words
from chancery.text.records import DateMention, Entity, Mention, by_start
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

VERBAL_EVENTS = words.VERB_EVENTS


@dataclass(slots=True)
class Named:
    """An actor named in the text."""

    start: int
    end: int
    code: str
    form: str
    kind: str


@dataclass(slots=True)
class Happening:
    """A noun or verb of a countable event: its kind, words and place in the sentence."""

    start: int
    end: int
    event: str
    what: str
    verb: bool


EARLIER = 12


class Passage:
    """One sentence with what stands in it; offsets are relative to its start."""

    def __init__(
        self,
        document: Document,
        number: int,
        mentions: Sequence[Mention],
        entities: Mapping[str, Entity],
        dates: Sequence[DateMention],
        *,
        nouns: words.Nouns,
    ) -> None:
        sentence = document.sentences[number]
        self.document = document
        self.first, self.last = document.sentence_tokens(number)
        self.start, self.end = sentence.start, sentence.end
        self.text = document.body[self.start : self.end]
        self._mentions, self._entities, self._all_dates = mentions, entities, dates
        self.nouns = nouns
        self.breaks: list[tuple[int, int]] | None = None
        self.known: list[Happening] | None = None
        self.firsts: list[tuple[int, int, dict[str, Any], str, float]] | None = None

    @cached_property
    def named(self) -> list[Named]:
        """The actors named in the sentence."""
        low = bisect_left(self._mentions, self.start, key=by_start)
        return self._coded(self._mentions[low : bisect_left(self._mentions, self.end, key=by_start)])

    @cached_property
    def earlier(self) -> list[Named]:
        """The actors named right before the sentence."""
        low = bisect_left(self._mentions, self.start, key=by_start)
        return self._coded(self._mentions[max(0, low - EARLIER) : low])

    def _coded(self, mentions: Sequence[Mention]) -> list[Named]:
        made = []
        for mention in mentions:
            entity = self._entities.get(mention.entity or "")
            if entity is not None and entity.actor:
                made.append(Named(mention.start, mention.end, entity.actor, mention.form, entity.kind))
        return made

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates of the sentence."""
        first = bisect_left(self._all_dates, self.start, key=by_start)
        return list(self._all_dates[first : bisect_left(self._all_dates, self.end, key=by_start)])

    def clause(self, at: int, end: int) -> tuple[int, int]:
        """Offsets of the clause round a span: between marks that end clauses."""
        if self.breaks is None:
            self.breaks = []
            for match in patterns.CLAUSE.finditer(self.text):
                since = self.breaks[-1][1] if self.breaks else 0
                if not match.group().startswith(" and") or patterns.FINITE.search(self.text, since, match.start()):
                    self.breaks.append(match.span())
        begin, stop = 0, len(self.text)
        for start, finish in self.breaks:
            if finish <= at:
                begin = finish
            elif start >= end:
                stop = start
                break
        return begin, stop

    def codes(self, begin: int, end: int) -> list[str]:
        """Codes of the actors named in part of the text, each once."""
        inside = [n.code for n in self.named if begin <= n.start - self.start < end]
        return list(dict.fromkeys(inside))

    def happenings(self) -> list[Happening]:
        """The countable events the sentence names, in order."""
        if self.known is None:
            self.known = []
            nouns, lowers, starts, ends = self.nouns, self.document.lowers, self.document.starts, self.document.ends
            index = self.first
            while index < self.last:
                size, event = nouns.at(lowers, index, self.last)
                verb = size == 0 and lowers[index] in VERBAL_EVENTS
                if verb:
                    size, event = 1, VERBAL_EVENTS[lowers[index]]
                if size:
                    start, end = starts[index] - self.start, ends[index + size - 1] - self.start
                    self.known.append(Happening(start, end, event, self.text[start:end].lower(), verb))
                index += size or 1
        return self.known

    def noun_after(self, at: int) -> tuple[Happening | None, str]:
        """The event noun that a number or adjective at `at` counts, and the words between.

        None where a preposition, an article or a mark stands between.
        """
        first = bisect_left(self.document.starts, self.start + at)
        nouns, lowers = self.nouns, self.document.lowers
        for index in range(first, min(self.last, first + 6)):
            size, event = nouns.at(lowers, index, self.last)
            if size:
                start, end = self.document.starts[index] - self.start, self.document.ends[index + size - 1] - self.start
                what = " ".join(self.text[at:end].lower().split())
                return Happening(start, end, event, what, False), self.text[at:start].strip().lower()
            if lowers[index] in NOT_BETWEEN or not lowers[index][0].isalnum():
                break
        return None, ""


NOT_BETWEEN = word_set("of in on at for by with and the a an to from that or as was were is are has have since")
