"""Who is named as the subject of a verb: the actors before it, those joined to the first, and none in an aside."""

from chancery.text.clause_words import ATTACHING, PLACE_PREPOSITIONS, PRONOUNS
from chancery.text.predicate import Actor

HOUSED = 3


class Subjects:
    """The actors of one sentence, which begins at token `first`, asked for those that a verb may have as subject."""

    def __init__(self, lowers: list[str], actors: list[Actor], first: int) -> None:
        self.lowers, self.actors, self.first = lowers, actors, first

    def between(self, start: int, end: int) -> list[Actor]:
        """The actors named as subject between two tokens: the first one and those joined to it."""
        inside = [
            actor for actor in self.actors if start <= actor.first and actor.last <= end and actor.form != "pronoun"
        ]
        while len(inside) > 1 and self._is_adverbial(inside[0], end):
            inside.pop(0)
        if not inside:
            return []
        chosen = [head_of(inside, 0)]
        owners = [actor for actor in inside[inside.index(chosen[0]) + 1 :] if actor.kind == "state"]
        if owners and self.lowers[chosen[0].last : owners[0].first] in (["of"], ["of", "the"]):
            joined = self.lowers[owners[0].last : owners[0].last + 1]
            chosen = [owners[0]] if joined in (["and"], [","]) else chosen
        if chosen[0].code is None and (housed := self._housed(inside, chosen[0])):
            return [housed]
        for number in range(inside.index(chosen[0]) + 1, len(inside)):
            gap = self.lowers[chosen[-1].last : inside[number].first]
            if len(gap) <= 4 and gap and gap[0] in ("and", ",", "&") and ATTACHING.isdisjoint(gap):
                chosen.append(head_of(inside, number))
        return chosen

    def _housed(self, inside: list[Actor], one: Actor) -> Actor | None:
        """The state of somebody without one: "a farmer in northern Israel"."""
        for actor in inside[inside.index(one) + 1 :]:
            gap = self.lowers[one.last : actor.first]
            housed = actor.code and actor.kind in {"state", "place"} and gap and gap[0] in {"in", "from", "of"}
            return actor if housed and len(gap) <= HOUSED else None
        return None

    def pronoun(self, start: int, end: int) -> list[Actor]:
        """Whom the pronoun means that is the subject between two tokens, where that is known."""
        for actor in reversed(self.actors):
            if start <= actor.first < end and actor.form == "pronoun" and self.lowers[actor.first] in PRONOUNS:
                return [actor]
        return []

    def _is_adverbial(self, actor: Actor, end: int) -> bool:
        """As in "In Geneva on Monday, Iran said": a place before the comma is not the subject."""
        before = self.lowers[max(self.first, actor.first - 3) : actor.first]
        if "from" in before[1:]:  # "Forces from Australia, Japan and Chile opened"
            return False
        return not PLACE_PREPOSITIONS.isdisjoint(before) and "," in self.lowers[actor.last : end]


def head_of(actors: list[Actor], number: int) -> Actor:
    """A demonym right before a person or body stands for it: "French President Jacques Chirac" is one actor."""
    actor = actors[number]
    for following in actors[number + 1 : number + 3]:
        if (
            following.first - actor.last <= 2
            and following.code
            and following.code == actor.code
            and following.kind != "state"
        ):
            actor = following
    return actor
