"""Who does what in a sentence, without a parser: verbs with their voice, mood, subject and the clause they stand in.

One pass over the tokens of a sentence. A verb takes as its subject the actors named since the clause began; a clause
begins at the sentence, after a verb of saying, after a conjunction or a relative word. Verbs of wanting and asking
govern the infinitive that follows, so that "threatened to close" is one act.
"""

from collections.abc import Callable, Sequence

from chancery.text.auxiliaries import AUXILIARY_STEPS, Auxiliaries
from chancery.text.clause_words import (
    ARTICLES,
    DETERMINERS,
    LOOSE,
    PLAIN,
    POSSESSIVES,
    PRONOUNS,
    RELATIVE,
    SUBORDINATORS,
)
from chancery.text.event_words import Vocabulary
from chancery.text.predicate import Actor, Predicate
from chancery.text.subjects import Subjects, head_of
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

OBJECT_REACH = 18
GOVERNED_REACH = 16
TRANSITIVE = word_set("demand order threat")
SAYING = frozenset({"STATEMENT"})


class _Reader(Auxiliaries):
    """The state of one pass over one sentence."""

    def __init__(
        self, document: Document, words: Vocabulary, actors: list[Actor], cues: Sequence[int], span: tuple[int, int]
    ) -> None:
        super().__init__(document.lowers)
        self.cues = cues
        self.kinds = document.kinds
        self.words, self.actors = words, actors
        self.subjects = Subjects(document.lowers, actors, span[0])
        self.ends_actor = {actor.last: actor.form for actor in actors}
        self.first, self.last = span
        self.found: list[Predicate] = []
        self.hard = self.outer = self.first
        self.soft = -1
        self.depth = 0
        self.opened_at_start = False
        self.in_commas = False
        self.linker = ""
        self.speaker: list[Actor] = []
        self.operator = ""
        self.operator_at = -9

    def read(self) -> list[Predicate]:
        """All predicates of the sentence, in order."""
        lowers, steps = self.lowers, clause_steps(self.words)
        for index in self.cues:
            word = lowers[index]
            steps[word](self, index, word)
        self._close()
        return self.found

    def on_adjective(self, index: int, word: str) -> None:
        """An attitude after be and before to is what governs the act ("is ready to attack")."""
        if self.be and index - self.aux <= 3 and self.lowers[index + 1 : index + 2] == ["to"]:
            self._verb(index, "", "adjective")
            self.found[-1].operator = self.words.adjectives[word]
        elif word in self.words.forms:
            self.on_form(index, word)
        else:
            self.on_noun(index, word)

    def on_form(self, index: int, word: str) -> None:
        """A spelling of a verb, which may be a noun here."""
        if self._is_verb(index, word):
            self._verb(index, *self.words.forms[word])
        else:
            self.on_noun(index, word)

    def on_noun(self, index: int, word: str) -> None:
        """A noun that may govern an act ("threat to attack")."""
        if word in self.words.nouns:
            self.operator, self.operator_at = self.words.nouns[word], index

    def on_duty(self, index: int, word: str) -> None:
        """Must or should with a verb the list does not have is still a duty."""
        self.on_modal(index, word)
        following = self.lowers[index + 1] if index + 1 < self.last else ""
        forms = self.words.forms
        if (
            following
            and following not in forms
            and following not in PLAIN
            and following[-2:] != "ly"
            and following.isalpha()
        ):
            self._verb(index + 1, "", "adjective")
            self.found[-1].operator = "duty"

    def on_comma(self, index: int, _word: str) -> None:
        self.soft, self.linker = index, ","
        if self.depth and (self.opened_at_start or self.in_commas):
            if self.in_commas and not any(p.token >= self.hard and p.role != "participle" for p in self.found[-1:]):
                self.hard, self.soft = self.outer, index
            elif not any(not p.depth for p in self.found):
                self.hard = self.outer if self.in_commas else index + 1
            self.depth, self.opened_at_start, self.in_commas = 0, False, False

    def on_and(self, index: int, word: str) -> None:
        self.soft, self.linker = index, word

    def on_break(self, index: int, _word: str) -> None:
        self.hard, self.soft, self.linker, self.speaker = index + 1, -1, "", []
        self.depth, self.in_commas, self.opened_at_start = 0, False, False
        self._forget()

    def on_relative(self, index: int, word: str) -> None:
        self.in_commas = self.soft == index - 1
        self._open(index, "relative" if word != "where" else "adverbial")

    def on_subordinator(self, index: int, word: str) -> None:
        if word == "as" and self.lowers[index + 1 : index + 2] == ["saying"]:
            return
        if word in ("as", "than") and self._between_words(index):
            return
        self.opened_at_start = index <= self.first + 1
        self.in_commas = self.soft == index - 1 and not self.opened_at_start
        self._open(index, "adverbial")

    def _between_words(self, index: int) -> bool:
        """As in "as much as", "as many as", "as well as", "as long as": no clause opens."""
        return self.lowers[index - 1] in ("such", "well", "much", "many", "long", "far", "soon") or (
            self.lowers[index + 1 : index + 2] or [""]
        )[0] in ("much", "many", "well", "a", "an", "part", "his", "its", "their", "president", "prime", "leader")

    def _open(self, index: int, linker: str) -> None:
        self.outer = self.hard if not self.depth else self.outer
        self.depth = 1
        self.hard, self.soft, self.linker = index + 1, -1, linker
        self._forget()

    def on_that(self, index: int, _word: str) -> None:
        last = self.found[-1] if self.found else None
        if (
            last is not None
            and (self._says(last) or last.operator or index - last.token == 1)
            and self.hard <= last.token
        ):
            self.hard, self.soft, self.linker = index + 1, -1, "that"
        elif self.lowers[index - 1 : index] and self.kinds[index - 1] in "wA" and index > self.first:
            self.in_commas = False
            self._open(index, "relative")

    def _says(self, predicate: Predicate) -> bool:
        return bool(predicate.base) and self.words.senses[predicate.base][-1].category in SAYING

    def _is_verb(self, index: int, word: str) -> bool:
        """Whether a spelling is a verb here; many are nouns or adjectives elsewhere."""
        form = self.words.forms[word][1]
        lowers = self.lowers
        before = lowers[index - 1] if index > self.first else ""
        after = lowers[index + 1] if index + 1 < self.last else ""
        assisted = 0 <= index - self.aux <= 3 or (0 <= index - self.to <= 2)
        if not assisted and self.found and self.found[-1].token == index - 1 and form != "ing":
            return False
        if after == "-" or (before == "-" and index - 2 >= self.first):
            return False
        if self.kinds[index] == "C" and index > self.first:
            return False
        if form == "base":
            return self._is_base_verb(index, before, after, assisted)
        if form == "s":
            return self._is_third_person(index, word, before, after)
        return self._is_past_or_participle(index, form, before, after)

    def _is_past_or_participle(self, index: int, form: str, before: str, after: str) -> bool:
        if form == "ing" and self.lowers[index] in self.words.acts:
            after_verb = bool(self.found) and self.found[-1].token == index - 1
            return after != "of" and ((self.be and index - self.aux <= 3) or after_verb or before in (",", "by"))
        if form in ("same", "ing"):
            return after != "of" and before not in (ARTICLES if form == "ing" else DETERMINERS)
        if self.aux >= index - 3:
            return True
        free = before not in DETERMINERS or before in LOOSE or after in ("by", "in", "on", "at")
        return free and (self.kinds[index] != "C" or after == ",")

    def _is_base_verb(self, index: int, before: str, after: str, assisted: bool) -> bool:
        if assisted and before not in DETERMINERS:
            return self.to == index - 1 or self.to == index - 2 or self.modal != "" or self.do
        if before in PRONOUNS or (before[-2:] == "ly" and self.lowers[index - 2] in PRONOUNS):
            return True
        return (
            self.ends_actor.get(index) is not None and before[-1:] == "s" and before[-2:] != "'s" and after[-1:] != "s"
        )

    def _is_third_person(self, index: int, word: str, before: str, after: str) -> bool:
        if before in DETERMINERS or after in ("of", "between", "by"):
            return False
        nounable = word in self.words.plurals
        form = self.ends_actor.get(index)
        if after == "to" and (form is not None or before == ","):
            return True
        if form is not None:
            opens = after in ARTICLES or after in POSSESSIVES or self.kinds[min(index + 1, self.last - 1)] in "CA"
            return form != "demonym" and (not nounable or opens)
        if before in PRONOUNS or before in ("which", "that", "also", "and", "but") or before[-2:] == "ly":
            return not nounable or before in PRONOUNS or before in ("which", "also")
        return not nounable and self.kinds[index - 1] in "wCA"

    def _verb(self, index: int, base: str, form: str) -> None:
        assisted = 0 <= index - self.aux <= 4
        if not assisted:
            self._forget()
        group = self.first_aux if assisted and self.first_aux >= 0 else index
        infinitive = form in ("base", "same") and 0 <= index - self.to <= 2
        if infinitive and not assisted:
            group = self.to
        previous = self.found[-1] if self.found else None
        passive = self.be and form in ("participle", "pastpart", "same") and form != "adjective"
        predicate = Predicate(
            index, base, form, group, passive, self.modal, self.negated, self.depth, "main", [], list(self.speaker)
        )
        if infinitive and self.modal != "must" and not (self.be and self.modal):
            self._infinitive(predicate, previous)
        elif form == "ing" and not self.be:
            self._participle(predicate, previous)
        else:
            self._finite(predicate, previous)
        if self.found and not self.found[-1].until:
            self.found[-1].until = min(predicate.group, self.found[-1].token + OBJECT_REACH)
        self.found.append(predicate)
        if base and self._says(predicate):
            self.speaker = predicate.subjects
        self._forget()
        self.to = -9
        self.linker = ""

    def _infinitive(self, predicate: Predicate, previous: Predicate | None) -> None:
        predicate.role = "infinitive"
        if self.operator_at > (previous.token if previous else -1) and predicate.group - self.operator_at <= 2:
            predicate.operator = self.operator
            predicate.governor = previous
            predicate.depth = max(1, predicate.depth)
        elif previous is not None and previous.token >= self.hard - 1 and self._reaches(previous, predicate.group):
            predicate.governor = previous
        elif previous is not None:
            predicate.role = "purpose"
            predicate.depth = 1
        predicate.subjects = previous.subjects if previous else self.subjects.between(self.hard, predicate.group)
        predicate.region = previous.token if previous else self.first

    def _reaches(self, above: Predicate, group: int) -> bool:
        """Whether an infinitive is the complement of a verb, not the purpose of its own object."""
        gap = self.lowers[above.token + 1 : group]
        if not above.base:
            return len(gap) == 0
        if self.words.senses[above.base][-1].complement in TRANSITIVE or above.passive:
            return len(gap) <= GOVERNED_REACH
        return len(gap) <= 4 and self.words.acts.keys().isdisjoint(gap)

    def _participle(self, predicate: Predicate, previous: Predicate | None) -> None:
        predicate.role = "participle"
        predicate.depth = 1
        if self.operator_at == predicate.group - 2 and self.lowers[predicate.group - 1] == "of":
            denied = self.lowers[self.operator_at - 1] == "no"
            predicate.operator = "refuse" if denied else self.operator
        predicate.region = previous.token if previous else self.first
        predicate.subjects = previous.subjects if previous else self.subjects.between(self.hard, predicate.group)
        if previous is not None and previous.token >= predicate.group - 3:
            predicate.governor = previous

    def _finite(self, predicate: Predicate, previous: Predicate | None) -> None:
        start = self.hard
        if previous is not None and previous.token >= self.hard:
            if self._says(previous) and self.soft <= previous.token:
                start = previous.token + 1
                predicate.role = "reported"
            elif self.soft > previous.token and (self.linker in (",", "and", "but", "or") or self.soft >= 0):
                start = self.soft + 1
                predicate.role = "coordinate"
            else:
                start = previous.token + 1
                predicate.role = (
                    "reduced"
                    if predicate.form in ("past", "pastpart", "participle", "same")
                    and not predicate.modal
                    and not self.be
                    and not self.have
                    else "reported"
                )
        elif previous is not None and self._says(previous) and self.linker != "relative":
            predicate.role = "reported"
        elif previous is None and self._closes_report(predicate):
            start, predicate.inverted = self.soft + 1, True
        if self.depth:
            predicate.role = "relative" if self.linker == "relative" else "adverbial"
        predicate.region = start
        named = self.subjects.between(start, predicate.group)
        predicate.pronoun = not named and not PRONOUNS.isdisjoint(self.lowers[start : predicate.group])
        predicate.subjects = named or self._understood(predicate, previous, start)

    def _closes_report(self, predicate: Predicate) -> bool:
        """Whether a verb ends the sentence after a comma and its subject: "Iran will suffer, Israel warned."."""
        ends = predicate.token >= self.last - 2
        return ends and self.linker == "," and bool(self.subjects.between(self.soft + 1, predicate.group))

    def _understood(self, predicate: Predicate, previous: Predicate | None, start: int) -> list[Actor]:
        """The subject of a verb before which no actor is named."""
        if predicate.role == "relative":
            near = [actor for actor in self.actors if actor.last <= start and start - actor.last <= 3]
            return near[-1:]
        if predicate.pronoun:
            bound = self.subjects.pronoun(start, predicate.group)
            known = [actor for actor in bound if actor.code]
            return known or list(self.speaker) or bound or (previous.subjects if previous else [])
        if predicate.role == "reduced":
            return []
        if previous is not None and predicate.group - start <= 3:
            main = previous if not previous.depth else next((p for p in reversed(self.found) if not p.depth), previous)
            return main.subjects
        return []

    def _close(self) -> None:
        for predicate in self.found:
            if not predicate.until:
                predicate.until = min(self.last, predicate.token + OBJECT_REACH)
        for predicate in self.found:
            before = predicate.group - 1
            if (
                predicate.base
                and before > self.first
                and self.lowers[before] in (",", "''", '"', "”", "’")
                and predicate.role not in ("infinitive", "participle")
                and self._says(predicate)
                and not self.subjects.between(predicate.region, predicate.group)
            ):
                after = [a for a in self.actors if predicate.token < a.first <= predicate.token + 6]
                if after:
                    predicate.subjects = [head_of(after, 0)]
                predicate.inverted = True


Step = Callable[[_Reader, int, str], None]
_SMALL_WORDS: dict[str, Step] = {
    **AUXILIARY_STEPS,
    **dict.fromkeys(("must", "should"), _Reader.on_duty),
    **dict.fromkeys(RELATIVE, _Reader.on_relative),
    **dict.fromkeys(SUBORDINATORS, _Reader.on_subordinator),
    **dict.fromkeys(("and", "but", "or"), _Reader.on_and),
    **dict.fromkeys((";", ":", "—", "–", "--"), _Reader.on_break),
    ",": _Reader.on_comma,
    "that": _Reader.on_that,
}
_made: dict[int, tuple[Vocabulary, dict[str, Step]]] = {}


def clause_steps(words: Vocabulary) -> dict[str, Step]:
    """All words that the reading of clauses stops at, each with what it does there; made once for a vocabulary."""
    if id(words) not in _made:
        steps = (
            dict.fromkeys(words.nouns, _Reader.on_noun)
            | dict.fromkeys(words.forms, _Reader.on_form)
            | dict.fromkeys(words.adjectives, _Reader.on_adjective)
            | _SMALL_WORDS
        )
        _made[id(words)] = words, steps
    return _made[id(words)][1]


def predicates(
    document: Document, words: Vocabulary, actors: list[Actor], cues: Sequence[int], span: tuple[int, int]
) -> list[Predicate]:
    """The verbs of a sentence with their clauses.

    actors: its mentions, in order; cues: indices of its tokens that are in `clause_steps`;
    span: its tokens (first, last+1).
    """
    return _Reader(document, words, actors, cues, span).read()
