"""Events: who does what to whom, as PLOVER 2021 categories, with realis, mode and context.

A verb has meanings by particle and object (`lexicon/event_verbs.csv`); verbs and words of wanting, asking, refusing and
threatening change what their complement counts as: agreeing to send aid is AGREE, threatening to cut it THREATEN,
demanding it REQUEST. Nouns of acts between two named parties are events too ("talks between X and Y"). The most salient
event of a sentence has the highest confidence: main clause first, purposes and circumstances later.
Categories: PLOVER manual, draft 0.8 (2021), and its conversion from CAMEO.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

from chancery.text import realis
from chancery.text.clauses import Actor, Predicate, predicates
from chancery.text.event_words import COOPERATIVE, HOSTILE, Act, Sense, Vocabulary, vocabulary
from chancery.text.records import DateMention, Entity, Event, Mention, Quote, Realis
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "verb-event": (
        "a verb with its subject and object",
        ("Iran expelled two French diplomats.", "Israel was condemned by Egypt."),
        ("The weather in Iran was mild.",),
    ),
    "complement-event": (
        "a verb of wanting, asking, refusing or threatening with the act it governs",
        ("Russia threatened to cut gas deliveries to Ukraine.", "Japan agreed to send rice to Kenya."),
        ("Russia cut gas deliveries to Ukraine.",),
    ),
    "future-event": (
        "will, would or shall with an act: AGREE where the act is friendly, THREATEN where it is not",
        ("France will send tents to Chad.", "The United States said it would impose sanctions on Iran."),
        ("France sent tents to Chad.",),
    ),
    "duty-event": (
        "someone says that another must act",
        ("Germany said Poland must open its border.",),
        ("Poland opened its border to Germany.",),
    ),
    "symmetric-event": (
        "two parties act on each other",
        ("China and India held talks in Delhi.",),
        ("China held talks.",),
    ),
    "nominal-event": (
        "a noun of an act between two named parties",
        ("Talks between Egypt and Sudan were long.", "Russia's attack on Ukraine began the crisis."),
        ("Talks were long in Egypt.",),
    ),
    "joint-exercise": (
        "an exercise held by several: COOPERATE among them, MOBILIZE towards the party it is aimed at",
        ("The United States and Japan held a joint exercise.",),
        ("Japan held an election.",),
    ),
    "statement": (
        "an actor says something",
        ("Japan said on Monday it had no comment.",),
        ("Japan sank a boat.",),
    ),
}

SYMMETRIC = word_set("CONSULT AGREE SUPPORT COOPERATE")
AGAINST = word_set("against targeting toward towards")
TOWARDS = word_set("to with for on into over by upon")
PERSONS = word_set(
    "demonstrators protesters protestors opposition rebels insurgents militants guerrillas extremists dissidents "
    "activists "
    "students journalists villagers civilians residents citizens candidates politicians opponents lawmakers officials "
    "workers farmers clerics separatists refugees prisoners detainees police soldiers troops forces army militia "
    "people "
    "parliament government president minister leader leaders regime authorities party movement group newspaper critics "
    "supporters population minority fighters gunmen crowd crowds settlers tribesmen union unions strikers"
)
FIGHTERS = word_set("forces troops coalition rebels militia militias fighters alliance soldiers based")
SPLIT = word_set("off out down over up on against concern hope consensus hostage welcome streets as")
CLOSING_ORDERS = word_set("suspend close shut disband dissolve leave stop cease evacuate")
FACTORS = {
    "main": 1.0,
    "reported": 0.98,
    "coordinate": 0.85,
    "infinitive": 0.8,
    "participle": 0.62,
    "reduced": 0.55,
    "relative": 0.55,
    "adverbial": 0.6,
    "purpose": 0.4,
}
HIGHEST_TARGETS = 3


class CastLike(Protocol):
    """The entities and mentions of an article."""

    entities: list[Entity]
    mentions: list[Mention]


def found(
    document: Document, cast: CastLike, dates: Sequence[DateMention] = (), quotes: Sequence[Quote] = ()
) -> list[Event]:
    """All events of an article, in order of the text.

    cast: entities and mentions; dates: an event takes the date of its own sentence; quotes: words inside a direct
    quotation are not read for events of the reporter.
    """
    words = vocabulary()
    made: list[Event] = []
    for sentence, actors in _actors_by_sentence(document, cast):
        first, last = document.sentence_tokens(sentence)
        coder = _Coder(document, words, actors, first, last)
        made += coder.events(_date_of(document, sentence, dates))
    for number, event in enumerate(made, 1):
        event.id = f"V{number}"
    return made


def _actors_by_sentence(document: Document, cast: CastLike) -> Iterable[tuple[int, list[Actor]]]:
    entities = {entity.id: entity for entity in cast.entities}
    gathered: dict[int, list[Actor]] = {}
    size = len(document)
    for mention in cast.mentions:
        entity = entities.get(mention.entity or "")
        if entity is None:
            continue
        first, last = document.tokens_in(mention.start, mention.end)
        if not first < last <= size:
            continue
        sentence = document.sentence_of_token[first]
        if sentence >= 0:
            partial = (
                mention.end < document.ends[last - 1] and document.body[mention.end + 1 : mention.end + 2].islower()
            )
            actor = Actor(first, last, entity.id, entity.actor, mention.form, entity.kind, partial)
            gathered.setdefault(sentence, []).append(actor)
    for sentence in sorted(gathered):
        if not document.is_heading(sentence):
            yield sentence, _usable(document, gathered[sentence])


def _usable(document: Document, actors: list[Actor]) -> list[Actor]:
    """Without "pro-Iranian" and "U.S.-led", which name the side someone is on, not someone who acts."""
    lowers = document.lowers
    kept: list[Actor] = []
    for actor in actors:
        after = lowers[actor.last] if actor.last < len(lowers) else ""
        before = lowers[actor.first - 1] if actor.first else ""
        led = actor.partial or after == "-"
        if (not led or not FIGHTERS.isdisjoint(lowers[actor.last : actor.last + 3])) and before != "-":
            kept.append(actor)
    return kept or actors


def _date_of(document: Document, sentence: int, dates: Sequence[DateMention]) -> tuple[dt.date, dt.date] | None:
    if not dates:
        return None
    span = document.sentences[sentence]
    number = bisect_left(dates, span.start, key=_date_start)
    if number < len(dates) and dates[number].start < span.end:
        return dates[number].from_, dates[number].to
    return None


def _date_start(date: DateMention) -> int:
    return date.start


class _Coder:
    """The events of one sentence."""

    def __init__(self, document: Document, words: Vocabulary, actors: list[Actor], first: int, last: int) -> None:
        self.document, self.lowers = document, document.lowers
        self.words, self.actors, self.first, self.last = words, actors, first, last
        self.found: list[Predicate] = []
        self.told: list[tuple[int, int]] = []

    def events(self, date: tuple[dt.date, dt.date] | None) -> list[Event]:
        """All events of the sentence, in order of the text."""
        self.found = predicates(self.document, self.words, self.actors, self.first, self.last)
        made: list[Event] = []
        above: Predicate | None = None
        number = 0
        while number < len(self.found):
            predicate = self.found[number]
            number += 1
            if predicate.base and _says(self.words, predicate) and self._sense(predicate)[0] is None:
                made += self._statement(predicate)
                above = predicate
                continue
            chain = [predicate]
            while number < len(self.found) and self._governs(chain[-1], self.found[number]):
                chain.append(self.found[number])
                number += 1
            made += self._chain(chain, above)
        made += self._nominal()
        for event in made:
            event.date = date
        return made

    def _governs(self, above: Predicate, below: Predicate) -> bool:
        """Whether a verb is the complement of the one before it, so that both are one act."""
        if below.governor is not above:
            return False
        if above.operator:
            return True
        complement = self.words.senses[above.base][-1].complement
        if below.role == "participle":
            return complement in ("continue", "attempt")
        return bool(complement) and not below.operator

    # ---- verbs

    def _chain(self, chain: list[Predicate], above: Predicate | None) -> list[Event]:
        """The event of a verb with the verbs it governs: each operator changes what the last one counts as."""
        act = chain[-1]
        sense, passive = self._sense(act)
        if sense is None:
            if len(chain) == 1 and chain[0].modal != "must":
                return []
            sense = Sense(frozenset(), frozenset(), "CONTINUE", None, None, "", 0.7)
        category, salience = sense.category, sense.salience
        operators = [self._operator(verb) for verb in chain[:-1]]
        if act.operator and not act.base and act.operator != "duty":
            return []
        if not operators and act.operator:
            category, salience = _composed(act.operator, category, act.base, salience)
            salience *= 0.6
        for verb, operator in zip(reversed(chain[:-1]), reversed(operators), strict=True):
            category, salience = _composed(operator, category, act.base, salience)
            if verb.modal == "will" and verb.negated and category == "AGREE":
                category = "REJECT"
        if not operators and category in ("INTENT", "CONTINUE") and chain[0].modal != "must":
            return []
        category, rule = self._moody(chain[0], category, "complement-event" if operators else "verb-event", above)
        if not category or category in ("INTENT", "CONTINUE"):
            return []
        confidence = salience * FACTORS.get(chain[0].role, 0.6) * (0.75 if chain[0].depth else 1.0)
        state = realis.of(chain[0], self.lowers, above)
        if "fail" in operators:
            state = "negated"
        if state == "negated":
            confidence *= 0.6
        elif state == "hypothetical":
            confidence *= 0.7
        if rule == "duty-event" and above is not None:
            sources, targets = above.subjects, chain[0].subjects
        else:
            sources, targets = self._parties(chain, passive)
        if (
            category in SYMMETRIC
            and len(sources) > 1
            and targets
            and self.lowers[targets[0].first - 1] in OBSERVED_PLACES
        ):
            targets = []
        start = self.document.starts[chain[0].group]
        end = self.document.ends[act.token]
        detail = (category, sense.mode, sense.context)
        if category == "MOBILIZE" and sense.mode == "exercise" and len({a.code for a in sources}) > 1:
            return self._joint(detail, sources, targets, state, (start, end), confidence)
        return self._made(detail, sources, targets, state, rule, (start, end), confidence)

    def _operator(self, verb: Predicate) -> str:
        if verb.operator and not verb.base:
            return verb.operator
        return self.words.senses[verb.base][-1].complement or verb.operator

    def _moody(self, verb: Predicate, category: str, rule: str, above: Predicate | None) -> tuple[str, str]:
        """The category and rule after the mood of the first verb: will, must, or neither."""
        if verb.modal == "will":
            if verb.negated:
                return ("REJECT" if category not in HOSTILE else "AGREE"), "future-event"
            return _intended(category, bind=True), "future-event"
        if verb.modal == "must" and not verb.passive and verb.subjects and above is not None:
            if not above.subjects or above.subjects[0].entity != verb.subjects[0].entity:
                return "REQUEST", "duty-event"
        return category, rule

    def _sense(self, predicate: Predicate) -> tuple[Sense | None, bool]:
        """The meaning of a verb here, by its particle and the noun that is its object; and whether it is passive."""
        passive = predicate.passive or (
            predicate.role == "reduced" and self.lowers[predicate.token + 1 : predicate.token + 2] == ["by"]
        )
        if not predicate.base:
            return Sense(frozenset(), frozenset(), "CONTINUE", None, None, predicate.operator, 0.6), False
        if passive:
            kinds = self._kinds(predicate.region, predicate.group, whole=True)
        else:
            kinds = self._kinds(predicate.token + 1, predicate.until, whole=False)
        near = self.lowers[predicate.token + 1 : min(predicate.until, predicate.token + 6)]
        senses = self.words.senses[predicate.base]
        for sense in senses:
            if sense.particles and sense.particles.isdisjoint(near if SPLIT & sense.particles else near[:1]):
                continue
            if sense.objects:
                if sense.objects.isdisjoint(kinds):
                    continue
                self.told.append((predicate.token, predicate.until))
            return (sense if sense.category != "STATEMENT" else None), passive
        return None, passive

    def _kinds(self, first: int, last: int, *, whole: bool) -> set[str]:
        """Classes of the act nouns in an object; it ends at a preposition once a noun is found."""
        kinds: set[str] = set()
        lowers, acts = self.lowers, self.words.acts
        skip = first
        for index in range(first, last):
            word = lowers[index]
            if word in acts and index >= skip:
                act = _act_at(lowers, index, last, acts[word])
                if act is not None:
                    kinds.add(act.kind)
                    skip = index + len(act.words)
            elif kinds and not whole and (word in OBJECT_ENDS or index - first > 14):
                break
        return kinds

    # ---- parties

    def _parties(self, chain: list[Predicate], passive: bool) -> tuple[list[Actor], list[Actor]]:
        first, act = chain[0], chain[-1]
        until = self._reach(act)
        if passive:
            return self._agents(act), first.subjects or self._first_targets(first, act, until)
        sources = first.subjects
        between = [a for a in self.actors if first.token < a.first and a.last <= act.group] if len(chain) > 1 else []
        targets = self._targets(sources, first.token + 1 if between else act.token + 1, until)
        return sources, targets

    def _first_targets(self, first: Predicate, act: Predicate, until: int) -> list[Actor]:
        before = [a for a in self.actors if first.region <= a.first and a.last <= act.group and a.form != "pronoun"]
        return before[-1:]

    def _reach(self, act: Predicate) -> int:
        """Where the search for a target ends: before the subject of the clause that tells who said it."""
        for later in self.found:
            if later.token > act.token and later.base and _says(self.words, later):
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
        if act.base in PLACED:
            for index in range(act.token + 1, min(self.last, act.token + 6)):
                if self.lowers[index] == "in":
                    near = [a for a in self.actors if index < a.first <= index + 3]
                    if near:
                        return near[:1]
        return []

    def _targets(self, sources: list[Actor], first: int, until: int) -> list[Actor]:
        """The best named party after a verb, with those joined to it."""
        own = {actor.entity for actor in sources}
        best: Actor | None = None
        best_score = -99.0
        order = 0
        for actor in self.actors:
            if actor.first < first or (actor.form == "pronoun" and actor.entity in own):
                continue
            score = self._score(actor, first, until, own, order)
            order += 1
            if score > best_score:
                best, best_score = actor, score
        return self._joined(best) if best is not None and best_score > -2.7 else self._unnamed(sources, first, until)

    def _score(self, actor: Actor, first: int, until: int, own: set[str], order: int) -> float:
        near = self.lowers[max(first, actor.first - 4) : actor.first]
        score = -0.5 * order
        if actor.entity in own and not self._another(actor):
            return -99.0
        if actor.first >= until:
            score -= 3.0
        if not AGAINST.isdisjoint(near):
            score += 2.5
        elif "about" in near or "over" in near:
            score += 0.6
        elif not OBSERVED_PLACES.isdisjoint(near[-2:]) and actor.kind in ("place", "state") and actor.form != "demonym":
            score -= 0.6
        elif "than" in near or "like" in near[-2:] or "after" in near[-2:]:
            score -= 2.0
        if actor.code is None:
            score -= 1.2
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
            if not gap or len(gap) > 3 or gap[0] not in ("and", ",", "or") or set(gap) & LIST_BREAKS:
                break
            chosen.append(_represented(self.actors, other))
        return chosen[:HIGHEST_TARGETS]

    # ---- records

    def _statement(self, predicate: Predicate) -> list[Event]:
        if (
            not predicate.subjects
            or predicate.negated
            or predicate.depth
            or predicate.role in ("participle", "infinitive")
        ):
            return []
        span = self.document.starts[predicate.group], self.document.ends[predicate.token]
        return [
            self._event(("STATEMENT", None, None), actor, None, "actual", "statement", span, 0.3)
            for actor in predicate.subjects[:1]
        ]

    def _made(
        self,
        detail: tuple[str, str | None, str | None],
        sources: list[Actor],
        targets: list[Actor],
        state: Realis,
        rule: str,
        span: tuple[int, int],
        confidence: float,
    ) -> list[Event]:
        if not sources and not targets:
            return []
        if not targets and detail[0] in SYMMETRIC and len(sources) > 1:
            sources, targets, rule = sources[:1], sources[1:2], "symmetric-event"
        confidence *= 1.0 if sources else 0.8
        made = []
        for source in sources[:HIGHEST_TARGETS] or [None]:
            for target in targets or [None]:
                made.append(self._event(detail, source, target, state, rule, span, confidence))
        return made

    def _joint(
        self,
        detail: tuple[str, str | None, str | None],
        sources: list[Actor],
        targets: list[Actor],
        state: Realis,
        span: tuple[int, int],
        confidence: float,
    ) -> list[Event]:
        shared = ("COOPERATE", "exercise", "military")
        made = [
            self._event(shared, sources[0], other, state, "joint-exercise", span, confidence) for other in sources[1:]
        ]
        return made + [
            self._event(detail, source, target, state, "joint-exercise", span, confidence * 0.9)
            for source in sources
            for target in targets or [None]
        ]

    def _event(
        self,
        detail: tuple[str, str | None, str | None],
        source: Actor | None,
        target: Actor | None,
        state: Realis,
        rule: str,
        span: tuple[int, int],
        confidence: float,
    ) -> Event:
        return Event(
            "",
            span[0],
            span[1],
            detail[0],
            detail[1],
            detail[2],
            source.entity if source else None,
            target.entity if target else None,
            None,
            state,
            rule,
            round(max(0.05, min(0.95, confidence)), 3),
        )

    # ---- nouns

    def _nominal(self) -> list[Event]:
        """Acts named by nouns between two parties."""
        if len(self.actors) < 2:
            return []
        made: list[Event] = []
        lowers, acts = self.lowers, self.words.acts
        verbs = {predicate.token for predicate in self.found}
        skip = self.first
        for index in range(self.first, self.last):
            if index < skip or lowers[index] not in acts or index in verbs:
                continue
            act = _act_at(lowers, index, self.last, acts[lowers[index]])
            if act is None:
                continue
            skip = index + len(act.words)
            if act.kind not in NOMINAL or any(first < index < last for first, last in self.told):
                continue
            pair = self._pair(index, skip)
            if pair is None:
                continue
            detail = (NOMINAL[act.kind], act.mode, act.context)
            span = self.document.starts[index], self.document.ends[skip - 1]
            made.append(self._event(detail, *pair, "actual", "nominal-event", span, 0.42))
        return made

    def _pair(self, first: int, last: int) -> tuple[Actor, Actor] | None:
        """The two parties of a noun: "between X and Y", "X's … on Y", "… by X on Y"."""
        after = [a for a in self.actors if last <= a.first <= last + 8]
        word = self.lowers[last] if last < self.last else ""
        if word in ("between", "among") and len(after) > 1:
            joined = self._joined(after[0])
            return (joined[0], joined[1]) if len(joined) > 1 else None
        owner = [a for a in self.actors if a.last <= first and first - a.last <= 4 and self._owns(a, first)]
        target = [a for a in after if self._linked(a, last)]
        if owner and target and owner[-1].entity != target[0].entity:
            return owner[-1], target[0]
        by = [a for a in after if "by" in self.lowers[last : a.first][-3:]]
        on = [a for a in target if not by or a is not by[0]]
        return (by[0], on[0]) if by and on and by[0].entity != on[0].entity else None

    def _owns(self, actor: Actor, first: int) -> bool:
        between = self.lowers[actor.last : first]
        return (not between or between[0] == "'s" or actor.form == "demonym") and not set(between) & CLAUSE_WORDS

    def _linked(self, actor: Actor, last: int) -> bool:
        between = self.lowers[last : actor.first]
        return bool(between) and between[0] in LINKS and len(between) <= 5 and not set(between) & CLAUSE_WORDS


NOMINAL = {
    "talks": "CONSULT",
    "visit": "CONSULT",
    "attack": "ASSAULT",
    "agreement": "AGREE",
    "sanctions": "SANCTION",
    "relations": "COOPERATE",
    "accusation": "ACCUSE",
    "threat": "THREATEN",
    "demand": "REQUEST",
    "support": "SUPPORT",
    "protest": "PROTEST",
    "blockade": "COERCE",
    "exercise": "COOPERATE",
}
LINKS = word_set("on against with to at for from over in")
LIST_BREAKS = word_set("of in on with at by for to that who which")
CLAUSE_WORDS = word_set(", ; : . who which that and but said says")
OBJECT_ENDS = word_set(
    "with against on to from over in at by after before until unless that who which because as while if"
)
OBSERVED_PLACES = word_set("in at near outside inside across throughout within")
PLACED = word_set("arrest detain jail imprison convict sentence deport charge indict execute")


def _act_at(lowers: list[str], index: int, last: int, acts: tuple[Act, ...]) -> Act | None:
    """The longest act noun that begins at a token."""
    for act in acts:
        size = len(act.words)
        if size == 1 or (index + size <= last and tuple(lowers[index : index + size]) == act.words):
            return act
    return None


def _says(words: Vocabulary, predicate: Predicate) -> bool:
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


def _intended(category: str, *, bind: bool) -> str:
    """What an act counts as when it is only intended; `bind` where the intention is given as a promise."""
    if category in HOSTILE:
        return "THREATEN"
    if category in COOPERATIVE:
        return "AGREE"
    if category in ("INTENT", "CONTINUE"):
        return category
    return category


def _composed(operator: str, category: str, base: str, salience: float) -> tuple[str, float]:
    """What an act counts as under a verb of wanting, asking, refusing or threatening; and how salient that is."""
    if operator == "threat":
        return ("THREATEN", 0.9)
    if operator == "demand":
        return ("REQUEST", 0.85)
    if operator == "refuse":
        return ("REJECT", 0.88)
    if operator == "order":
        return ("COERCE" if base in CLOSING_ORDERS else "REQUEST", 0.8)
    if operator == "intent":
        made = _intended(category, bind=True)
        return ("AGREE" if made in ("INTENT", "CONTINUE", "STATEMENT") else made, 0.85)
    if operator == "prepare":
        return (
            "MOBILIZE" if category in ("ASSAULT", "MOBILIZE", "CONTINUE") else _intended(category, bind=False),
            0.75,
        )
    return (category, max(salience, 0.8) if salience > 0.6 else salience)
