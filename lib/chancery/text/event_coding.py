"""From verbs and nouns to events: what an act counts as under the verbs that govern it."""

from bisect import bisect_left
from dataclasses import dataclass

from chancery.text import realis
from chancery.text.clauses import predicates
from chancery.text.event_moods import composed, in_mood
from chancery.text.event_pairs import Coding, joint_exercise, one_attack, paired
from chancery.text.event_parties import Parties, says
from chancery.text.event_turns import SIGHTED, among, turned
from chancery.text.event_words import COOPERATIVE, Act, Sense, Vocabulary
from chancery.text.predicate import Actor, Predicate
from chancery.text.records import Event, Realis
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

SPLIT = word_set(
    "off out down over up on against concern hope consensus hostage welcome streets as death dead guilty "
    "court tribute terms notice alert readiness willingness aside assurances views"
)
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
NOMINAL = {
    "talks": "CONSULT",
    "visit": "CONSULT",
    "attack": "ASSAULT",
    "strike": "ASSAULT",
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
    "arrest": "COERCE",
    "expulsion": "SANCTION",
    "withdrawal": "RETREAT",
}
OBJECT_ENDS = word_set(
    "with against on to from over in into at by after before until unless that who which because as while if about "
    "outside near under amid during within despite"
)
MUTUAL = word_set("exchange trade swap clash fight battle skirmish spar")
TRAILING = frozenset({"participle", "purpose"})
WITHDRAWN = frozenset({"withdraw", "disarm"})
DOER = "by "
UNNAMED = 0.8
SEEN_AT = word_set("off near over around above close in")
HARSH = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "THREATEN", "REJECT"})
TREATING = word_set(
    "sign ink initial conclude ratify seal establish restore normalise normalize recognise recognize ally open reopen"
)
WEIGHING = word_set("consider contemplate mull weigh")
WISHES = word_set("want expect")
MANDATIVE = word_set("insist stress argue maintain reiterate repeat")
ASKING = word_set("whether if why how what")
BARE = word_set("duty willing refuse")
UNDECIDED = word_set("INTENT CONTINUE")
UNKNOWN = Sense(frozenset(), frozenset(), "CONTINUE", None, None, "", 0.7)


@dataclass(slots=True)
class Spots:
    """A stretch of tokens first..last-1 with the indices of its cue words and of its nouns of acts."""

    first: int
    last: int
    cues: list[int]
    acts: list[int]


class Coder:
    """The events of one sentence, or of a piece of a very long one."""

    def __init__(self, document: Document, words: Vocabulary, actors: list[Actor], spots: Spots) -> None:
        self.document, self.lowers = document, document.lowers
        self.words, self.actors, self.spots = words, actors, spots
        last = spots.last
        self.found = predicates(document, words, actors, spots.cues, (spots.first, last))
        self.parties = Parties(self.lowers, words, actors, self.found, last)
        self.told: list[tuple[int, int]] = []
        self.opposed: tuple[list[Actor], list[Actor]] = ([], [])  # doer of the hostile act before, and against whom
        self.befriended: list[Actor] = []  # those the act before was friendly to

    def events(self) -> list[Event]:
        """All events of the sentence, in order of the text."""
        made: list[Event] = []
        above: Predicate | None = None
        number = 0
        while number < len(self.found):
            predicate = self.found[number]
            number += 1
            if says(self.words, predicate) and self._sense(predicate)[0] is None:
                made += self._demand(predicate) or self._statement(predicate)
                above = predicate
                continue
            chain = [predicate]
            while number < len(self.found) and self._governs(chain[-1], self.found[number]):
                chain.append(self.found[number])
                number += 1
            made += self._chain(chain, above)
        return one_attack(made) + self._nominal()

    def _governs(self, above: Predicate, below: Predicate) -> bool:
        """Whether a verb is the complement of the one before it, so that both are one act."""
        if below.governor is not above:
            return False
        if above.operator:
            return True
        complement = self.words.senses[above.base][-1].complement
        if below.role == "participle":
            return complement in ("continue", "attempt") or (complement == "intent" and above.base in WEIGHING)
        return bool(complement) and not below.operator

    # ---- verbs

    def _chain(self, chain: list[Predicate], above: Predicate | None) -> list[Event]:
        """The event of a verb with the verbs it governs: each operator changes what the last one counts as."""
        if above is None and chain[0].modal == "must":
            above = self._told_after(chain)
        coded = self._coded(chain, above)
        if coded is None:
            return []
        coding, passive = coded
        if coding.rule == "duty-event" and above is not None:
            return paired(coding, above.subjects, chain[0].subjects)
        friendly = coding.category in COOPERATIVE
        withdrawn = coding.category == "RETREAT" and coding.mode in WITHDRAWN
        sources, targets = self.parties.of_verb(chain, passive, friendly=friendly, withdrawn=withdrawn)
        if friendly and not targets and chain[0].role in TRAILING:
            targets = [actor for actor in self.befriended if actor not in sources]
        self.befriended = targets if friendly else []
        act = chain[-1]
        if coding.mode == SIGHTED:
            sources, targets = turned(coding, self.lowers, sources, targets)
            return paired(coding, sources, targets or self.parties.placed(act, SEEN_AT)) if sources else []
        sources, targets = turned(coding, self.lowers, sources, targets)
        if coding.category == "PROTEST":
            sources, targets = self._protest(coding, act, passive, sources, targets)
        if act.base in MUTUAL and len(sources) > 1 and not targets:
            sources, targets = sources[:1], sources[1:2]
        targets = among(coding, self.lowers, act.token, sources, targets)
        if coding.category == "MOBILIZE" and coding.mode == "exercise" and len({actor.code for actor in sources}) > 1:
            return joint_exercise(coding, sources, targets)
        return self._paired(coding, chain, sources, targets)

    def _paired(
        self, coding: Coding, chain: list[Predicate], sources: list[Actor], targets: list[Actor]
    ) -> list[Event]:
        """The events of an act; a hostile one that names nobody may be against whom the sentence has named before."""
        if coding.category in HARSH:
            targets = targets or self._opposed(chain[0], coding, sources)
            self.opposed = (sources[:1], targets)
        return paired(coding, sources, targets, mutual=coding.category != "SUPPORT" or chain[-1].base in TREATING)

    def _opposed(self, verb: Predicate, coding: Coding, sources: list[Actor]) -> list[Actor]:
        """Whom an act is against that names nobody: as the act it is joined to; "Iran will suffer, Israel warned"."""
        before, targets = self.opposed
        if verb.role == "coordinate" and sources[:1] == before and targets:
            coding.rule, coding.confidence = "joined-act", coding.confidence * UNNAMED
            return targets
        if verb.inverted and coding.category == "THREATEN":
            coding.rule, coding.confidence = "threat-told-after", coding.confidence * UNNAMED
            return [a for a in self.actors if a.last < verb.group and a.code and a not in sources][:1]
        return []

    def _protest(
        self, coding: Coding, act: Predicate, passive: bool, sources: list[Actor], targets: list[Actor]
    ) -> tuple[list[Actor], list[Actor]]:
        """A crowd without a name is the state's where it stands; a state that protests complains."""
        if not sources and not passive:
            sources = self.parties.placed(act)
            targets = [actor for actor in targets if actor not in sources]
        if act.base == "protest" and _is_government(sources):
            coding.category, coding.mode = "ACCUSE", None
        return sources, targets

    def _coded(self, chain: list[Predicate], above: Predicate | None) -> tuple[Coding, bool] | None:
        """Category, realis and confidence of a chain of verbs, and whether the act is passive."""
        first, act = chain[0], chain[-1]
        duty = first.modal == "must"
        sense, passive = self._sense(act)
        if (sense is None and len(chain) == 1 and not duty) or (
            act.operator and not act.base and act.operator not in BARE
        ):
            return None
        sense = sense or UNKNOWN
        operators = [self._operator(verb) for verb in chain[:-1]]
        if not operators and sense.category in UNDECIDED and not duty and not act.operator:
            return None
        category, salience = self._composition(chain, operators, sense)
        category, rule = in_mood(first, category, "complement-event" if operators else "verb-event", above)
        if category in UNDECIDED:
            return None
        state = "negated" if "fail" in operators else realis.of(first, self.lowers, above)
        if state == "negated" and category == "REJECT":
            state = "actual"
        confidence = salience * FACTORS.get(first.role, 0.6) * (0.75 if first.depth else 1.0) * SURE.get(state, 1.0)
        start, end = self.document.starts[first.group], self.document.ends[act.token]
        return Coding(category, sense.mode, sense.context, state, rule, start, end, confidence), passive

    def _composition(self, chain: list[Predicate], operators: list[str], sense: Sense) -> tuple[str, float]:
        """What the last verb counts as under those above it, and how salient that is."""
        act = chain[-1]
        category, salience = sense.category, sense.salience
        if not operators and act.operator and act.operator != "duty":
            category, salience = composed(act.operator, category, act.base, salience)
            return category, salience * 0.6
        for verb, operator in zip(reversed(chain[:-1]), reversed(operators), strict=True):
            if verb.base in WISHES and self._wants_of_another(verb, act):
                category, salience = "REQUEST", 0.8
                continue
            category, salience = composed(operator, category, act.base, salience)
            if verb.modal == "will" and verb.negated and category == "AGREE":
                category = "REJECT"
        return category, salience

    def _wants_of_another(self, verb: Predicate, act: Predicate) -> bool:
        """Whether somebody else is to do what is wanted: "wants France to stop"."""
        own = {actor.code for actor in verb.subjects}
        between = [actor for actor in self.actors if verb.token < actor.first and actor.last <= act.group]
        return bool(between) and not verb.passive and between[0].code not in own

    def _operator(self, verb: Predicate) -> str:
        """What a verb does to the act it governs."""
        if verb.operator and not verb.base:
            return verb.operator
        return self.words.senses[verb.base][-1].complement or verb.operator

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
                if sense.objects.isdisjoint(kinds) and not self._done_by(sense, predicate):
                    continue
                self.told.append((predicate.token, predicate.until))
            asked = sense.category == "ACCUSE" and near[:1] and near[0] in ASKING
            return (sense if sense.category != "STATEMENT" and not asked else None), passive
        return None, passive

    def _done_by(self, sense: Sense, predicate: Predicate) -> bool:
        """Whether the meaning is that of a kind of doer, and the subject is of that kind: "soldiers left"."""
        doers = {kind.removeprefix(DOER) for kind in sense.objects if kind.startswith(DOER)}
        return bool(doers) and not doers.isdisjoint(self._kinds(predicate.region, predicate.group, whole=True))

    def _kinds(self, first: int, last: int, *, whole: bool) -> set[str]:
        """Classes of the act nouns in an object; it ends at a preposition once a noun is found."""
        kinds: set[str] = set()
        lowers, acts, places = self.lowers, self.words.acts, self.spots.acts
        seen = skip = first
        for index in places[bisect_left(places, first) : bisect_left(places, last)]:
            until = index + (index < skip)
            far = seen < until and until - first > LONGEST_OBJECT
            if kinds and not whole and (far or not OBJECT_ENDS.isdisjoint(lowers[seen:until])):
                break
            seen = index + 1
            act = _act_at(lowers, index, last, acts[lowers[index]]) if index >= skip else None
            if act is not None:
                kinds.add(act.kind)
                skip = index + len(act.words)
        return kinds

    # ---- records

    def _statement(self, predicate: Predicate) -> list[Event]:
        """An actor says something; asides and governed verbs of saying do not count."""
        if (
            not predicate.subjects
            or predicate.negated
            or predicate.depth
            or predicate.role in ("participle", "infinitive")
        ):
            return []
        start, end = self.document.starts[predicate.group], self.document.ends[predicate.token]
        coding = Coding("STATEMENT", None, None, "actual", "statement", start, end, 0.3)
        return [coding.event(predicate.subjects[0], None)]

    def _demand(self, predicate: Predicate) -> list[Event]:
        """Somebody insists that another act: the clause after "that" has the bare form of its verb."""
        after = predicate.token + 1
        if predicate.base not in MANDATIVE or not predicate.subjects or self.lowers[after : after + 1] != ["that"]:
            return []
        asked = next((actor for actor in self.actors if after < actor.first <= after + 6), None)
        if asked is None or asked.last >= self.spots.last or not self._is_bare(asked.last):
            return []
        start, end = self.document.starts[predicate.group], self.document.ends[predicate.token]
        coding = Coding("REQUEST", None, None, "actual", "duty-event", start, end, 0.75)
        return paired(coding, predicate.subjects, [asked])

    def _is_bare(self, index: int) -> bool:
        """Whether a token is the bare form of a verb, which no statement has after a name."""
        word = self.lowers[index]
        return word in {"be", "not"} or self.words.forms.get(word, ("", ""))[1] == "base"

    def _told_after(self, chain: list[Predicate]) -> Predicate | None:
        """The verb of saying that closes a sentence: "…, officials said"."""
        last = self.found[-1]
        near = self.lowers[chain[-1].token : last.token]
        told = last not in chain and last.token > chain[-1].token and says(self.words, last) and "," in near
        return last if told and last.subjects and not last.depth else None

    def _nominal(self) -> list[Event]:
        """Acts named by nouns between two parties."""
        if len(self.actors) < 2:
            return []
        made: list[Event] = []
        lowers, acts = self.lowers, self.words.acts
        verbs = {predicate.token for predicate in self.found}
        skip = 0
        for index in self.spots.acts:
            if index < skip or index in verbs:
                continue
            act = _act_at(lowers, index, self.spots.last, acts[lowers[index]])
            if act is None:
                continue
            skip = index + len(act.words)
            if act.kind not in NOMINAL or any(first < index < last for first, last in self.told):
                continue
            pair = self.parties.of_noun(index, skip)
            if pair is None:
                continue
            start, end = self.document.starts[index], self.document.ends[skip - 1]
            category = NOMINAL[act.kind]
            state = NOMINAL_REALIS.get(lowers[index - 1], "actual") if index > self.spots.first else "actual"
            coding = Coding(category, act.mode, act.context, state, "nominal-event", start, end, NOMINAL_CONFIDENCE)
            made.append(coding.event(*pair))
        return made


NOMINAL_REALIS: dict[str, Realis] = {
    **dict.fromkeys(("potential", "possible", "proposed", "eventual", "hypothetical"), "hypothetical"),
    **dict.fromkeys(("planned", "upcoming", "scheduled", "future", "expected", "forthcoming"), "planned"),
    **dict.fromkeys(("alleged", "reported", "suspected", "supposed"), "alleged"),
    "no": "negated",
}
SURE = {"negated": 0.6, "hypothetical": 0.7}
NOMINAL_CONFIDENCE = 0.42
LONGEST_OBJECT = 15


def _is_government(sources: list[Actor]) -> bool:
    """Whether a state itself acts, named by its name or its capital: its protest is a complaint, no demonstration."""
    return bool(sources) and sources[0].kind == "state" and sources[0].form in {"name", "metonym"}


def _act_at(lowers: list[str], index: int, last: int, acts: tuple[Act, ...]) -> Act | None:
    """The longest act noun that begins at a token."""
    for act in acts:
        size = len(act.words)
        if size == 1:
            return act
        if (
            index + size <= last
            and lowers[index + 1] == act.words[1]
            and tuple(lowers[index : index + size]) == act.words
        ):
            return act
    return None
