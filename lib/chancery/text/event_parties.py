"""Who acts and who is acted on: the parties of a verb and of a noun of an act."""

from chancery.text.event_words import Vocabulary
from chancery.text.predicate import Actor, Predicate
from chancery.text.word_lists import word_set

AGAINST = word_set("against targeting toward towards")
PERSONS = word_set(
    "demonstrators protesters protestors opposition rebels insurgents militants guerrillas extremists dissidents "
    "activists "
    "students journalists villagers civilians residents citizens candidates politicians opponents lawmakers officials "
    "workers farmers clerics separatists refugees prisoners detainees police soldiers troops forces army militia "
    "people "
    "parliament government president minister leader leaders regime authorities party movement group newspaper critics "
    "supporters population minority fighters gunmen crowd crowds settlers tribesmen union unions strikers"
)
OPPOSING = word_set("against")
LINKS = word_set("on against with to at for from over in")
LINKED_AFTER = (["to"], ["on"], ["against"], ["with"], ["in"])
BLAMING = frozenset({"ACCUSE", "REJECT"})
BEFORE_OBJECT = word_set("the a an its their new alleged suspected")
LIST_BREAKS = word_set("of in on with at by for to that who which")
CLAUSE_WORDS = word_set(", ; : . who which that and but said says")
OBSERVED_PLACES = word_set("in at near outside inside across through throughout within")
PLACED = word_set("arrest detain jail imprison convict sentence deport charge indict execute")
COMPLAINING = word_set("complain protest")
MOST_LISTED = 3
REFUSED = -99.0
LOWEST_SCORE = -2.7


class Parties:
    """The actors of one sentence, asked for by verb and by noun."""

    def __init__(
        self, lowers: list[str], words: Vocabulary, actors: list[Actor], found: list[Predicate], last: int
    ) -> None:
        self.lowers, self.words, self.actors, self.found, self.last = lowers, words, actors, found, last
        self.friendly = False
        self.until = last
        self.home: set[str | None] = set()
        self.heard = False

    def of_verb(
        self, chain: list[Predicate], passive: bool, *, friendly: bool = False, withdrawn: bool = False
    ) -> tuple[list[Actor], list[Actor]]:
        """Sources and targets of a verb with the verbs it governs.

        withdrawn: forces that are withdrawn or disarmed do so themselves, where nobody else is named.
        friendly: nobody is helped by what is "against" them: "provided arms for its war against X".
        """
        self.friendly = friendly
        self.heard = chain[-1].base in COMPLAINING
        self.until = self._reach(chain[-1])
        first, act = chain[0], chain[-1]
        until = self.until
        if passive:
            agents = self._agents(act)
            moved = self._blamed_before(first, act) or first.subjects or self._before(first, act)
            if not agents and withdrawn and moved:
                return moved, [
                    a for a in self.actors if act.token < a.first < act.until and a.entity != moved[0].entity
                ][:1]
            return agents, moved
        sources = first.subjects
        between = [a for a in self.actors if first.token < a.first and a.last <= act.group] if len(chain) > 1 else []
        begin = first.token + 1 if between else act.token + 1
        near = act.until
        if self._blames(act):
            near = self._before_as(begin, near)
            until = near if near < act.until else until
        blamed = self._blamed(begin, near) if self._blames(act) else None
        targets = self._joined(blamed) if blamed else self._targets(sources, begin, until, near)
        return sources, targets

    def _before_as(self, first: int, last: int) -> int:
        """Where what is blamed ends: "condemned the raids as a violation of Yemen's sovereignty"."""
        return next((n for n in range(first, last) if self.lowers[n] == "as" and self.lowers[n - 1] != "such"), last)

    def _before(self, first: Predicate, act: Predicate) -> list[Actor]:
        """The last one named before a passive verb without a subject."""
        before = [a for a in self.actors if first.region <= a.first and a.last <= act.group and a.form != "pronoun"]
        return before[-1:]

    def _reach(self, act: Predicate) -> int:
        """Where the search for a target ends: before the subject of the clause that tells who said it."""
        for later in self.found:
            if later.token > act.token and later.base and says(self.words, later):
                comma = _last_comma(self.lowers, act.token, later.token)
                return comma if comma > act.token else later.group
        return self.last

    def _agents(self, act: Predicate) -> list[Actor]:
        """The doer of a passive verb, after "by"; of an arrest, the place where it was made."""
        reach = min(self.last, act.token + 30)
        for index in range(act.token + 1, reach):
            if self.lowers[index] == "by":
                near = [a for a in self.actors if index < a.first <= index + 6]
                if near:
                    return self._joined(near[0])
                return self._unknown_doers(index)
        if act.base in PLACED:
            for index in range(act.token + 1, min(self.last, act.token + 6)):
                if self.lowers[index] == "in":
                    near = [a for a in self.actors if index < a.first <= index + 3]
                    if near:
                        return near[:1]
        return []

    def placed(self, act: Predicate, prepositions: frozenset[str] = OBSERVED_PLACES) -> list[Actor]:
        """The state where something happens: "Thousands rallied outside the palace in Lima"."""
        for actor in self.actors:
            near = self.lowers[max(act.token, actor.first - 3) : actor.first]
            if act.token < actor.first < act.until and actor.code and not prepositions.isdisjoint(near):
                return [actor] if actor.kind in {"place", "state"} and actor.form != "demonym" else []
        return []

    def _unknown_doers(self, index: int) -> list[Actor]:
        """The state in which unnamed doers after "by" acted: "by a bomb outside the Iraqi city of Basra"."""
        for actor in self.actors:
            if index < actor.first <= index + 12 and not OBSERVED_PLACES.isdisjoint(
                self.lowers[max(index, actor.first - 4) : actor.first]
            ):
                return [actor]
        return []

    def _blames(self, act: Predicate) -> bool:
        """Whether a verb blames somebody for an act, or turns somebody's words down."""
        return bool(act.base) and self.words.senses[act.base][-1].category in BLAMING

    def _blamed(self, first: int, last: int) -> Actor | None:
        """Whose act it is that is blamed: "attacks by X against Y", else "accused X of threats against Y"."""
        inside = [a for a in self.actors if first <= a.first < last and a.code and a.form != "pronoun"]
        for actor in inside:
            if "by" in self.lowers[max(first, actor.first - 3) : actor.first]:
                return actor
        if len(inside) > 1 and BEFORE_OBJECT.issuperset(self.lowers[first : inside[0].first]):
            return inside[0]
        return None

    def _blamed_before(self, first: Predicate, act: Predicate) -> list[Actor]:
        """Whose act it is that is blamed in the subject: "The murder of X by Y was condemned"."""
        if not self._blames(act):
            return []
        inside = [a for a in self.actors if first.region <= a.first and a.last <= act.group]
        return [a for a in inside if "by" in self.lowers[max(first.region, a.first - 3) : a.first]][:1]

    def _targets(self, sources: list[Actor], first: int, until: int, near: int) -> list[Actor]:
        """The best named party after a verb, with those joined to it."""
        own = {actor.entity for actor in sources}
        self.home = {actor.code for actor in sources}
        busy = {a.first for later in self.found if later.role == "coordinate" for a in later.subjects}
        best: Actor | None = None
        best_score = REFUSED
        order = 0
        for actor in self.actors:
            if actor.first < first or actor.first in busy or (actor.form == "pronoun" and actor.entity in own):
                continue
            score = self._score(actor, (first, near, until), own, order)
            order += 1
            if score > best_score:
                best, best_score = actor, score
        return (
            self._joined(best)
            if best is not None and best_score > LOWEST_SCORE
            else self._unnamed(sources, first, until)
        )

    def _score(self, actor: Actor, reach: tuple[int, int, int], own: set[str], order: int) -> float:
        """How likely an actor is the one acted on: early, after "against", not a mere place."""
        first, object_end, until = reach
        near = self.lowers[max(first, actor.first - 4) : actor.first]
        score = -0.5 * order
        opposed = self.friendly and not OPPOSING.isdisjoint(near)
        if opposed or (actor.entity in own and not self._another(actor)):
            return REFUSED
        if actor.first >= until:
            score -= 3.0
        if not AGAINST.isdisjoint(near):
            score += 2.5 if actor.first < object_end else 0.3
        elif actor.first < object_end and ("about" in near or "over" in near):
            score += 0.4
        elif not OBSERVED_PLACES.isdisjoint(near[-2:]) and actor.kind in ("place", "state") and actor.form != "demonym":
            score -= 0.6
        elif "than" in near or "like" in near[-2:] or "after" in near[-2:]:
            score -= 2.0
        if actor.code is None:
            score -= 1.2
        if self.heard and "to" in near[-2:]:
            score -= 1.0  # whom they complained to
        if actor.kind in ("place", "office") and actor.code in self.home:
            score -= 1.5  # "marched through Basra" against somebody else
        return score

    def _another(self, actor: Actor) -> bool:
        """Whether a demonym names others of the same country: "Croatian extremists"."""
        near = self.lowers[actor.last : actor.last + 2]
        return "," not in near[:1] and not PERSONS.isdisjoint(near)

    def _unnamed(self, sources: list[Actor], first: int, until: int) -> list[Actor]:
        """Persons of the country itself, where the object names nobody: "police dispersed demonstrators"."""
        if len(sources) == 1 and not PERSONS.isdisjoint(self.lowers[first : min(until, first + 10)]):
            return sources
        return []

    def _joined(self, actor: Actor | None) -> list[Actor]:
        """An actor and those listed with it: "with Congo and Costa Rica"."""
        if actor is None:
            return []
        number = next(n for n, other in enumerate(self.actors) if other is actor)
        chosen = [_represented(self.actors, number)]
        for other in range(self.actors.index(chosen[0]) + 1, len(self.actors)):
            gap = self.lowers[chosen[-1].last : self.actors[other].first]
            if self.actors[other].first >= self.until > chosen[0].first:
                break
            if not gap or len(gap) > 3 or gap[0] not in ("and", ",", "or") or not LIST_BREAKS.isdisjoint(gap):
                break
            chosen.append(_represented(self.actors, other))
        return chosen[:MOST_LISTED]

    def of_noun(self, first: int, last: int) -> tuple[Actor, Actor] | None:
        """The two parties of a noun: "between X and Y", "X's … on Y", "… by X on Y", "… of Y by X"."""
        after = [a for a in self.actors if last <= a.first <= last + 10]
        words = self.lowers[last : min(self.last, last + 4)]
        place = next((n for n, word in enumerate(words) if word in ("between", "among")), -1)
        if place >= 0 and not set(words[:place]) & CLAUSE_WORDS:
            near = [actor for actor in after if actor.first > last + place]
            joined = self._joined(near[0]) if len(near) > 1 else []
            return (joined[0], joined[1]) if len(joined) > 1 else None
        near = [a for a in after if a.first <= last + 8]
        owner = [a for a in self.actors if a.last <= first and first - a.last <= 4 and self._owns(a, first)]
        target = [a for a in near if self._linked(a, last)]
        if owner and not target and words[:1] == ["of"]:
            target = [a for a in near if self.lowers[last : a.first] in (["of"], ["of", "the"])]
        if owner and target and owner[-1].entity != target[0].entity:
            return owner[-1], target[0]
        return self._by_and_on(after, target, last)

    def _by_and_on(self, after: list[Actor], target: list[Actor], last: int) -> tuple[Actor, Actor] | None:
        """The parties of "… by X on Y", "… to Y by X", "… of Y by X"."""
        by = [a for a in after if "by" in self.lowers[last : a.first][-3:]]
        if not by or set(self.lowers[last : by[0].first]) & CLAUSE_WORDS:
            return None
        doer = _represented(self.actors, self.actors.index(by[0]))
        on = [a for a in target if a is not by[0] and a is not doer]
        on = on or [a for a in after if a is not doer and self.lowers[doer.last : a.first][:1] in LINKED_AFTER]
        if words_of := [a for a in after if a.last <= by[0].first and "of" in self.lowers[last : a.first]]:
            on = on or words_of[:1]
        return (doer, on[0]) if on and doer.entity != on[0].entity else None

    def _owns(self, actor: Actor, first: int) -> bool:
        between = self.lowers[actor.last : first]
        return (not between or between[0] == "'s" or actor.form == "demonym") and CLAUSE_WORDS.isdisjoint(between)

    def _linked(self, actor: Actor, last: int) -> bool:
        between = self.lowers[last : actor.first]
        return bool(between) and between[0] in LINKS and len(between) <= 5 and CLAUSE_WORDS.isdisjoint(between)


def says(words: Vocabulary, predicate: Predicate) -> bool:
    """Whether a verb only reports speech."""
    return bool(predicate.base) and words.senses[predicate.base][-1].category == "STATEMENT"


def _last_comma(lowers: list[str], first: int, last: int) -> int:
    for index in range(last - 1, first, -1):
        if lowers[index] == ",":
            return index
    return -1


def _represented(actors: list[Actor], number: int) -> Actor:
    """The person or body a demonym right before it belongs to, else the actor itself."""
    actor = actors[number]
    if number + 1 < len(actors):
        following = actors[number + 1]
        if (
            following.first - actor.last <= 2
            and following.code
            and following.code == actor.code
            and following.kind != "state"
        ):
            return following
    return actor
