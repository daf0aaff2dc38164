"""Whom "he", "she" and their forms mean.

In one sentence a pronoun goes to the last one before it who can be a subject; at the head of a sentence to the
subject of the sentence before; "In his speech on Monday, Kim …" looks forward. Sex must agree where it is known.
"""

from bisect import bisect_left, bisect_right

from chancery.text.records import Entity, Mention
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
BOUND = frozenset(GENDER)
SUBJECT_LED = word_set(
    "that and but because since when as if while after before although though whether until so yet or says said added "
    "told asked who where than then however noted replied"
)
OBLIQUE = word_set("to of with by for from against about on at between toward towards over under than like into")
OPENING = word_set("in at during after before on with despite for by while when as since")
URGING = ("urg", "ask", "encourag", "press", "order", "persuad", "allow", "help", "told", "invit", "forc", "want")
BACK = 4


def found(
    document: Document, mentions: list[Mention], entities: list[Entity], genders: dict[str, str]
) -> list[Mention]:
    """Mentions for the pronouns of a document that can be bound.

    mentions: those of names and offices, in order. genders: entity id → m or f; sexes learnt here are added.
    """
    kinds = {entity.id: entity.kind for entity in entities}
    personal = [m for m in mentions if m.entity is not None and kinds[m.entity] in {"person", "office"}]
    if not personal:
        return []
    binder = _Binder(document, personal, genders)
    return [made for number in document.where(BOUND) if (made := binder.bound(number)) is not None]


class _Binder:
    def __init__(self, document: Document, personal: list[Mention], genders: dict[str, str]) -> None:
        self.document = document
        self.personal = personal
        self.starts = [mention.start for mention in personal]
        self.genders = genders
        self.sentence_of = [document.sentence_at(mention.start) for mention in personal]
        self.subjects: dict[int, str] = {}
        tokens = [bisect_right(document.starts, mention.start) - 1 for mention in personal]
        self.quote_of = [document.quote_of_token[token] for token in tokens]

    def bound(self, number: int) -> Mention | None:
        """The mention of a pronoun, or None where nobody fits."""
        document = self.document
        gender = GENDER[document.lowers[number]]
        start, end = document.starts[number], document.ends[number]
        sentence = document.sentence_of_token[number]
        place = bisect_left(self.starts, start)
        chosen, sure, how = self._forward(number, sentence, place, gender)
        if chosen is None:
            chosen, sure, how = self._same_sentence(number, sentence, place, gender)
        if chosen is None:
            chosen, sure, how = self._earlier(number, sentence, place, gender)
        if chosen is None:
            return None
        self.genders.setdefault(chosen, gender)
        if document.lowers[number] in {"he", "she"}:
            self.subjects.setdefault(sentence, chosen)
        return Mention(chosen, start, end, "pronoun", how, sure)

    def _agrees(self, entity: str | None, gender: str) -> bool:
        return entity is not None and self.genders.get(entity, gender) == gender

    def _is_audible(self, place: int, number: int) -> bool:
        """Whether a mention counts for a pronoun: one inside a quotation does only for a pronoun in the same."""
        return self.quote_of[place] < 0 or self.quote_of[place] == self.document.quote_of_token[number]

    def _forward(self, number: int, sentence: int, place: int, gender: str) -> tuple[str | None, float, str]:
        """“In his speech on Monday, North Korea's Kim Son Gyong …”."""
        document = self.document
        first = document.first_tokens[sentence]
        if number - first > 4 or place >= len(self.personal) or self.sentence_of[place] != sentence:
            return None, 0.0, ""
        if OPENING.isdisjoint(document.lowers[first:number]):
            return None, 0.0, ""
        mention = self.personal[place]
        begin = bisect_right(document.starts, mention.start) - 1
        between = document.lowers[number + 1 : begin]
        if begin - number > 14 or "," not in between[-4:] or not self._agrees(mention.entity, gender):
            return None, 0.0, ""
        return mention.entity, 0.8, "pronoun-forward"

    def _same_sentence(self, number: int, sentence: int, place: int, gender: str) -> tuple[str | None, float, str]:
        """The last one before it in the sentence who can be a subject; else the only one there."""
        near = []
        for back in range(place - 1, max(-1, place - 9), -1):
            if self.sentence_of[back] != sentence:
                break
            if self._agrees(self.personal[back].entity, gender) and self._is_audible(back, number):
                near.append(self.personal[back])
        if self._opens(number, sentence):
            return None, 0.0, ""
        if near and self._is_urged(near[0]):
            return near[0].entity, 0.7, "pronoun-urged"
        able = [m for m in near if self._can_be_subject(m)]
        if able:
            return able[0].entity, 0.8 if len({m.entity for m in near}) == 1 else 0.65, "pronoun-subject"
        known = self.subjects.get(sentence)
        if known is not None and self._agrees(known, gender):
            return known, 0.75, "pronoun-again"
        alone = len({m.entity for m in near}) == 1
        if near and (alone or self.document.lowers[number] not in {"he", "she"}):
            return near[0].entity, 0.6, "pronoun-near"
        return None, 0.0, ""

    def _is_urged(self, mention: Mention) -> bool:
        """Whether somebody is asked to do something, so that what follows is theirs: "urged her to use her power"."""
        last = bisect_left(self.document.starts, mention.end)
        first = bisect_right(self.document.starts, mention.start) - 1
        lowers = self.document.lowers
        return last < len(lowers) and lowers[last] == "to" and first > 0 and lowers[first - 1].startswith(URGING)

    def _opens(self, number: int, sentence: int) -> bool:
        first = self.document.first_tokens[sentence]
        return number - first <= 1

    def _can_be_subject(self, mention: Mention) -> bool:
        """Whether what stands before a mention lets it be a subject rather than an object."""
        document = self.document
        number = bisect_right(document.starts, mention.start) - 1
        first = document.first_tokens[document.sentence_of_token[number]]
        for back in range(number - 1, max(first - 1, number - 7), -1):
            word, kind = document.lowers[back], document.kinds[back]
            if kind in "CAs" or word in {"the", "former", "current", "a", "an", "senior", "his", "her", "."}:
                continue
            return bool(kind in "qp" or word in SUBJECT_LED)
        return True

    def _earlier(self, number: int, sentence: int, place: int, gender: str) -> tuple[str | None, float, str]:
        """The subject of the sentence before, or of one a little further back."""
        for back in range(sentence - 1, max(-1, sentence - 1 - BACK), -1):
            known = self.subjects.get(back)
            if known is not None and self._agrees(known, gender):
                return known, 0.75 if back == sentence - 1 else 0.55, "pronoun-continued"
            there = []
            for one in range(place - 1, max(-1, place - 13), -1):
                if self.sentence_of[one] < back:
                    break
                fits = self.sentence_of[one] == back and self._agrees(self.personal[one].entity, gender)
                if fits and self._is_audible(one, number):
                    there.append(self.personal[one])
            if there:
                able = [m for m in reversed(there) if self._can_be_subject(m)]
                chosen = (able or there[::-1])[0]
                alone = len({m.entity for m in there}) == 1
                return chosen.entity, 0.75 if alone else 0.6, "pronoun-continued"
        return None, 0.0, ""
