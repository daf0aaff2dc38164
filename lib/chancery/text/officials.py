"""Officials named without their state: those of the one who spoke just before, else of the place of the dateline."""

from bisect import bisect_left, bisect_right

from chancery.text.bodies import SAYING
from chancery.text.persons import Persons
from chancery.text.phrases import after_dateline
from chancery.text.records import Entity, Mention
from chancery.text.roles import HEADS
from chancery.text.word_lists import word_set

SERVANTS = word_set("head deputy minister military governor adviser")
MINISTERS = word_set("minister secretary")
FOREIGN_MINISTERS = word_set("top chief")  # "the top diplomat"; any other diplomat may be of any state
SPEAKING = word_set("spokesperson chief other")
OWNERS = frozenset({"its", "his", "her"})
LOOKED_BACK, SENTENCES = 12, 2  # mentions and sentences before a spokesman
OPENING = 4  # mentions near the beginning of an article or sentence that may tell whose officials speak


class Officials(Persons):
    """Gives officials the state that the article leaves to be understood."""

    def _give_homes(self) -> None:
        """A state for each official without one.

        "Its spokesman" is the owner's; "Spokesman Roe" after "China's ministry insisted" is China's; "the foreign
        minister" is that of the state the sentence before begins with, else of the dateline's state, or of the first
        state an article without a dateline speaks of. Nobody is given an office that another is known to hold that day.
        """
        waiting = {e.id: e for e in self.entities if e.actor is None and e.kind in {"person", "office"}}
        if not waiting:
            return
        home: str | None = None
        sought = False
        for number, mention in enumerate(self.mentions):
            entity = waiting.pop(mention.entity or "", None)
            if entity is None:
                continue
            owner = self._owner(number, mention)
            if owner is None and self._speaks_for(entity):
                owner = self._last_speaker(number, mention)
            elif owner is None and self._serves(entity):
                owner = self._state_before(number, mention)
                if owner is None or not self._may_be(entity, owner):
                    home, sought = (home, True) if sought else (self._home(), True)
                    owner = home
            if owner is not None and self._may_be(entity, owner):
                entity.actor = owner

    def _serves(self, entity: Entity) -> bool:
        """Whether the role is one of a state: a minister, a general, a government's spokesman."""
        group = self.groups.get(entity.id, "")
        if group == "diplomat":
            office, name = (entity.office or "").lower().split(), entity.name.lower().split()
            return not MINISTERS.isdisjoint(office) or ("diplomat" in office and not FOREIGN_MINISTERS.isdisjoint(name))
        return entity.id in self.governing if group in SPEAKING else group in SERVANTS

    def _speaks_for(self, entity: Entity) -> bool:
        """Whether somebody is named as a spokesman and nothing else: of whoever spoke before."""
        return (
            entity.kind == "person"
            and self.groups.get(entity.id) == "spokesperson"
            and (entity.id not in self.governing)
        )

    def _last_speaker(self, number: int, mention: Mention) -> str | None:
        """The state or body that last said something, in this sentence or the two before."""
        document = self.document
        sentence = document.sentence_at(mention.start)
        for earlier in reversed(self.mentions[max(0, number - LOOKED_BACK) : number]):
            entity = self._by_id(earlier.entity) if earlier.entity else None
            if sentence - document.sentence_at(earlier.start) > SENTENCES:
                return None
            last = document.token_from(earlier.end)
            says = not SAYING.isdisjoint(document.lowers[last : last + OPENING])
            if says and entity is not None and entity.actor and entity.kind in {"state", "organisation"}:
                return entity.actor
        return None

    def _owner(self, number: int, mention: Mention) -> str | None:
        """The state of whoever "its" or "his" before a role means: the last one named before it in the sentence."""
        document = self.document
        first = document.token_from(mention.start)
        title = self.title_of.get(first)
        begin = title.first if title is not None else first
        if document.lowers[begin] not in OWNERS:
            return None
        wanted = document.lowers[begin]
        sentence = document.sentence_of_token[begin]
        for back in range(number - 1, max(-1, number - 1 - OPENING), -1):
            earlier = self.mentions[back]
            entity = self._by_id(earlier.entity) if earlier.entity else None
            if sentence - document.sentence_at(earlier.start) > 1:
                return None
            person = entity is not None and entity.kind in {"person", "office"}
            if entity is not None and entity.actor and entity.kind != "place" and person == (wanted != "its"):
                return entity.actor
        return None

    def _state_before(self, number: int, mention: Mention) -> str | None:
        """The state that the sentence before, in the same paragraph, begins with."""
        document = self.document
        sentence = document.sentence_at(mention.start)
        if not sentence or document.sentences[sentence].section != document.sentences[sentence - 1].section:
            return None
        start, end = document.sentences[sentence - 1].start, document.sentences[sentence].start
        if "\n" in document.body[start:end]:
            return None
        first = after_dateline(document, *document.sentence_tokens(sentence - 1))
        for earlier in self.mentions[max(0, number - 2 * OPENING) : number]:
            if document.starts[first] <= earlier.start < end:
                near = document.token_from(earlier.start) - first < OPENING
                entity = self._by_id(earlier.entity) if earlier.entity and near else None
                return entity.actor if entity is not None and entity.kind != "place" else None
        return None

    def _may_be(self, entity: Entity, state: str) -> bool:
        """Whether nobody else is known to hold the office in that state on the day."""
        if entity.kind != "person" or entity.office is None:
            return True
        head = HEADS.get(entity.office.lower())
        if head is None or not head.offices:
            return True
        term = self.gazetteer.holder(state, entity.office, head.offices, self.published)
        return term is None or term.person.split()[-1] == entity.name.split()[-1]

    def _home(self) -> str | None:
        """The state of the dateline; without one, the first state that the article names, if it does so again."""
        document = self.document
        sentence = next((n for n in range(len(document.sentences)) if not document.is_heading(n)), None)
        if sentence is None:
            return None
        first, last = document.sentence_tokens(sentence)
        if after_dateline(document, first, last) > first:
            hit = self.owned[first]
            return self._code_then(hit.name.code) if hit is not None and hit.name.kind in {"state", "place"} else None
        low = bisect_left(self.mentions, document.starts[first], key=_start)
        high = bisect_right(self.mentions, document.ends[last - 1], key=_start)
        for mention in self.mentions[low:high]:
            entity = self._by_id(mention.entity) if mention.entity else None
            if entity is not None and entity.kind == "state":
                return entity.actor if sum(m.entity == entity.id for m in self.mentions) > 1 else None
        return None


def _start(mention: Mention) -> int:
    return mention.start
