"""States and bodies spoken of again without their name: "It urged …", "the ministry", "the statement said"."""

from bisect import bisect_left, insort

from chancery.text.records import Entity, Mention, by_start
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

ASKED = word_set("it ministry statement communique")
ARTICLE = frozenset({"the", "this"})
STATEMENTS = word_set("statement communique")
SAYING = word_set(
    "said says added told noted insisted warned urged called demanded accused condemned denounced rejected denied "
    "vowed threatened pledged promised confirmed announced declared stressed described expressed reported claimed asked"
)
DOING = word_set(
    "closed expelled sent recalled cut imposed banned suspended deployed fired launched withdrew seized signed agreed "
    "refused summoned released lifted offered arrested attacked bombed shelled blocked halted froze severed broke held"
)
ACTING = SAYING | DOING
BETWEEN = word_set("also later then has had further")
LED = word_set("in at near from with by of to for against over on inside outside across into about between")
LOOKED_BACK = 60  # mentions before "the ministry"
OWNED = 3  # tokens that may stand between a state's name and "ministry"
SURE, LESS_SURE = 0.7, 0.6
Reference = tuple[str, float, str]


def found(document: Document, mentions: list[Mention], entities: list[Entity]) -> list[Mention]:
    """Mentions for the pronouns and short descriptions of bodies that can be bound.

    mentions: those of names and offices, in order; a mention made here may be meant by the next one.
    """
    binder = _Binder(document, mentions, entities)
    made = []
    for number in document.where(ASKED):
        reference = binder.reference(number)
        if reference is None:
            continue
        entity, sure, rule = reference
        first = number - (document.lowers[number] != "it")
        form = "pronoun" if first == number else "short name"
        mention = Mention(entity, document.starts[first], document.ends[number], form, rule, sure)  # type: ignore[arg-type]
        made.append(mention)
        insort(binder.mentions, mention, key=by_start)
    return made


class _Binder:
    """A document with its mentions of states and bodies, in order."""

    def __init__(self, document: Document, mentions: list[Mention], entities: list[Entity]) -> None:
        self.document = document
        kinds = {entity.id: entity.kind for entity in entities if entity.actor}
        self.mentions = [m for m in mentions if kinds.get(m.entity or "") in {"state", "organisation"}]

    def reference(self, number: int) -> Reference | None:
        """The entity a token means, how sure that is, and by which rule; None where nothing fits."""
        lowers = self.document.lowers
        word = lowers[number]
        if word != "it" and (number == 0 or lowers[number - 1] not in ARTICLE):
            return None
        if word == "ministry":
            return self._named_before(number, word)
        return self._continued(number) if self._says(number) else None

    def _says(self, number: int) -> bool:
        """Whether a verb of saying follows, and the word opens its clause: "It urged", ", the statement said"."""
        lowers = self.document.lowers
        after = number + 1
        while after < len(lowers) and lowers[after] in BETWEEN:
            after += 1
        if after >= len(lowers) or lowers[after] not in (SAYING if lowers[number] != "it" else ACTING):
            return False
        if lowers[number] != "it":
            return True
        sentence = self.document.sentence_of_token[number]
        if lowers[after] in DOING:
            return number == self.document.first_tokens[sentence]
        return number == self.document.first_tokens[sentence] or self.document.kinds[number - 1] in "pq"

    def _named_before(self, number: int, word: str) -> Reference | None:
        """The body last named with the same noun: "China's foreign ministry … the ministry"."""
        document = self.document
        end = bisect_left(self.mentions, document.starts[number], key=by_start)
        for mention in reversed(self.mentions[max(0, end - LOOKED_BACK) : end]):
            first, last = document.token_from(mention.start), document.token_from(mention.end)
            if word in document.lowers[first : min(last + OWNED, number - 1)] and mention.entity:
                return mention.entity, SURE, "body-again"
        return None

    def _continued(self, number: int) -> Reference | None:
        """The body that the sentence before is about: the first one named in it outside quotation marks."""
        document = self.document
        sentence = document.sentence_of_token[number]
        if sentence < 1:
            return None
        here = document.sentences[sentence].start
        before = self._subject(sentence, number) if document.lowers[number] == "it" else None
        if before is not None and document.first_tokens[sentence] != number:
            return before, LESS_SURE, "body-continued"
        start = document.sentences[sentence - 1].start
        low, high = (bisect_left(self.mentions, place, key=by_start) for place in (start, here))
        for mention in self.mentions[low:high]:
            first = document.token_from(mention.start)
            led = first and document.lowers[first - 1] in LED
            if mention.entity and not led and document.quote_of_token[first] < 0:
                return mention.entity, SURE, "body-continued"
        return None

    def _subject(self, sentence: int, number: int) -> str | None:
        """The body that a sentence began with, before a token."""
        document = self.document
        low = bisect_left(self.mentions, document.sentences[sentence].start, key=by_start)
        high = bisect_left(self.mentions, document.starts[number], key=by_start)
        if low == high:
            return None
        first = document.token_from(self.mentions[low].start)
        opens = first - document.first_tokens[sentence] <= OWNED and document.quote_of_token[first] < 0
        led = first > 0 and document.lowers[first - 1] in LED
        return self.mentions[low].entity if opens and not led else None
