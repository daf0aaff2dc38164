"""The cast of an article: entities, where each is meant, and who a passage speaks of."""

from bisect import bisect_left
from dataclasses import dataclass, field

from chancery.text.records import Entity, Mention

RANK = {"person": 0, "office": 1, "organisation": 2, "state": 3, "place": 4}
NESTED = 3
LOOKED_BACK = 6  # mentions before a pronoun


@dataclass(slots=True)
class Cast:
    """Entities and mentions of one document, with the questions other rules ask of them.

    mentions: in order of place; a nationality may lie inside the mention of an office.
    genders: entity id → m or f where known.
    pronouns: where a bound pronoun stands → its gender.
    attributive: where a person is named only to say whose somebody or something is ("Roe's lawyer", "a Roe aide").
    """

    entities: list[Entity]
    mentions: list[Mention]
    genders: dict[str, str] = field(default_factory=dict)
    pronouns: dict[int, str] = field(default_factory=dict)
    attributive: frozenset[int] = frozenset()
    by_id: dict[str, Entity] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_id = {entity.id: entity for entity in self.entities}
        self.starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that touch a span, in order."""
        low = bisect_left(self.starts, start)
        for number in range(low - 1, max(-1, low - 1 - NESTED), -1):
            if self.mentions[number].end > start:
                low = number
        return self.mentions[low : bisect_left(self.starts, end)]

    def at(self, start: int, end: int) -> Mention | None:
        """The mention that shares most with a span; of equals, persons before offices, bodies and states."""
        best: tuple[int, int] | None = None
        found = None
        for mention in self.within(start, end):
            shared = min(end, mention.end) - max(start, mention.start)
            mark = (shared, -self._rank(mention))
            if best is None or mark > best:
                best, found = mark, mention
        return found

    def _rank(self, mention: Mention) -> int:
        return RANK[self.by_id[mention.entity].kind] if mention.entity else 0

    def head(self, start: int, end: int) -> Mention | None:
        """The mention a noun phrase is about: its first person or office, else its first body, else its first state.

        "North Korea's Kim Son Gyong" is about the person, "a spokesman for the ministry" about the spokesman, and
        "Roe's former lawyer" not about Roe.
        """
        found = [m for m in self.within(start, end) if m.start not in self.attributive or m.end + 3 > end]
        return min(found, key=self._precedence, default=None)

    def _precedence(self, mention: Mention) -> tuple[int, int]:
        rank = self._rank(mention)
        return (min(rank, 3) if rank > 1 else 0), mention.start

    def entity_in(self, span: tuple[int, int]) -> str | None:
        """The entity a noun phrase is about, if the text says."""
        mention = self.head(*span)
        return mention.entity if mention else None

    def speaker(
        self, span: tuple[int, int], previous_speaker: str | None = None
    ) -> tuple[str | None, list[str], float]:
        """Who speaks, given the words that name the speaker: entity, candidates where undecided, confidence.

        previous_speaker: who spoke the quotation before; "he added" stays with them where the sex agrees.
        """
        mention = self.head(*span)
        if mention is None:
            return None, [], 0.0
        if mention.form == "pronoun" and previous_speaker in self.by_id and mention.entity != previous_speaker:
            wanted = self.pronouns.get(mention.start)
            known = self.genders.get(previous_speaker or "", "")
            entity = self.by_id[previous_speaker or ""]
            fits = entity.kind in {"person", "office"} and known in {"", wanted} and mention.confidence < 0.8
            if wanted and fits and not self._has_just_entered(mention, previous_speaker):
                return previous_speaker, [], 0.7
        return mention.entity, list(mention.candidates or ()), mention.confidence

    def _has_just_entered(self, pronoun: Mention, previous_speaker: str | None) -> bool:
        """Whether whom a pronoun means was introduced after the last speaker was spoken of: "An analyst … she said"."""
        last = bisect_left(self.starts, pronoun.start) - 1
        for number in range(last, max(-1, last - LOOKED_BACK), -1):
            if self.mentions[number].entity == previous_speaker:
                return False
            if self.mentions[number].entity == pronoun.entity:
                return all(one.entity != pronoun.entity for one in self.mentions[:number])
        return False
