"""Who takes part in an exercise, by the words around its noun."""

from chancery.text.exercise_words import FILLERS, HOLDING, LINKS, LOOSE, PASSING, STOPS
from chancery.text.records import Entity
from chancery.text.tokens import Document

REACH = 9


class Sentence:
    """One sentence with the actors named in it."""

    def __init__(self, document: Document, first: int, last: int, named: list[tuple[int, int, Entity]]) -> None:
        self.document, self.lowers = document, document.lowers
        self.first, self.last = first, last
        self.named = named

    def before(self, noun: int) -> tuple[list[str], int]:
        """Codes of the actors in the words right before a noun, and where those words begin."""
        codes: list[str] = []
        begin = noun
        index = noun - 1
        while index >= self.first and noun - index < 14:
            actors = self._at(index)
            if actors:
                codes[:0] = [a[2].actor for a in actors if a[2].actor]
                index = begin = min(a[0] for a in actors)
            elif self.lowers[index] not in FILLERS:
                break
            elif self.lowers[index] not in LOOSE:
                begin = index
            index -= 1
        return codes, begin

    def _at(self, index: int) -> list[tuple[int, int, Entity]]:
        """Actors that share a token; "Japan-South" in "U.S.-Japan-South Korea" is one token of two actors."""
        covering = [a for a in self.named if a[0] <= index < a[1]]
        if not covering:
            return []
        begin = min(a[0] for a in covering)
        return [a for a in self.named if a[0] <= index and a[1] > begin]

    def after(self, noun: int) -> list[str]:
        """Codes of the actors that a preposition ties to a noun: "with South Korea and Japan"."""
        codes: list[str] = []
        linked = False
        for index in range(noun + 1, min(self.last, noun + 16)):
            word = self.lowers[index]
            actor = next((a for a in self.named if a[0] == index), None)
            if actor is not None and linked and actor[2].actor:
                codes.append(actor[2].actor)
            elif word in LINKS:
                linked = True
            elif (
                (word in STOPS and not (word == "," and codes))
                or (not linked and actor is None and word not in PASSING)
                or (codes and word not in FILLERS and not any(a[0] < index < a[1] for a in self.named))
            ):
                break
        return codes

    def holders(self, begin: int) -> list[str]:
        """Codes of the subject of a verb of holding before the noun's words."""
        verb = next(
            (i for i in range(begin - 1, max(self.first, begin - REACH) - 1, -1) if self.lowers[i] in HOLDING), -1
        )
        if verb < 0:
            return []
        subjects = [a for a in self.named if a[1] <= verb]
        codes: list[str] = []
        for actor in reversed(subjects):
            if codes and self.lowers[actor[1] : actor[1] + 1] not in (["and"], [","], ["&"]):
                break
            if not codes and verb - actor[1] > 12:
                break
            if actor[2].actor:
                codes.insert(0, actor[2].actor)
        return codes

    def speaker(self, index: int, reach: int = 12) -> str | None:
        """The entity named last before a token."""
        near = [a for a in self.named if a[1] <= index and index - a[1] <= reach]
        return near[-1][2].id if near else None
