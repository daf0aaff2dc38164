"""Titles and offices in a text: "Vice Foreign Minister", "the South Korean President", "a senior diplomat".

A role is a head ("foreign minister"), the words before it, the nationality that goes with it, and how it is
introduced (the, a, his). Whether it is somebody's title or stands for its holder is decided in `entities`.
"""

from dataclasses import dataclass

from chancery.text import word_lists
from chancery.text.gazetteer import Hit
from chancery.text.people import GIVEN_NAMES
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

DETERMINERS = word_set("the a an his her its their this that my our your one another")
ABBREVIATED = word_set(
    "sen rep gov gen col lt sgt capt maj adm dr mr mrs ms prof rev cmdr pvt cpl mp pm lt. dr. sr st brig messrs"
)
AFTER_ROLES = word_set(
    "of for at in to said says told who and has had was is will would from with on that as by or but whose could can "
    "may might did does do also just never not went came made took gave got left won lost met saw began spoke wrote "
    "than about against during after before where when while now then still only ever once again here there"
)
MOST_MODIFIERS = 5
NATIONAL = frozenset({"state", "organisation", "place"})


@dataclass(frozen=True, slots=True)
class Head:
    """One kind of role: its words, group, the sex it shows and the offices of officeholders.csv it may be."""

    words: str
    group: str
    gender: str
    offices: tuple[str, ...]
    honorific: bool


@dataclass(slots=True)
class Role:
    """A role in a text: tokens first..last-1, the head's own from `core` on.

    actor: code of the nationality that goes with it. determiner: "", the, a, his … plural: more than one holder.
    """

    first: int
    core: int
    last: int
    head: Head
    determiner: str
    actor: str | None
    plural: bool


def _heads() -> tuple[dict[str, Head], frozenset[str]]:
    heads: dict[str, Head] = {}
    modifiers: set[str] = set()
    for row in word_lists.shipped("titles"):
        words = word_lists.phrases(row["words"])
        if row["kind"] == "modifier":
            modifiers.update(words)
            continue
        for word in words:
            made = Head(
                word, row["group"], row["gender"], word_lists.phrases(row["office"]), row["kind"] == "honorific"
            )
            heads.setdefault(word, made)
    return heads, frozenset(modifiers)


HEADS, MODIFIERS = _heads()
LAST_WORDS = frozenset(words.split()[-1] for words in HEADS)
BY_LENGTH = {head.split()[-1]: len(head.split()) for head in sorted(HEADS, key=lambda words: len(words.split()))}
BEFORE_LAST: dict[str, set[str]] = {word: set() for word in LAST_WORDS}
for _head in HEADS:
    BEFORE_LAST[_head.split()[-1]].update(_head.split()[-2:-1])
PLURALS = {f"{word}s": word for word in LAST_WORDS if not word.endswith("s") and len(word) > 3} | {
    "spokesmen": "spokesman",
    "spokeswomen": "spokeswoman",
    "chairmen": "chairman",
    "congressmen": "congressman",
}
CANDIDATES = LAST_WORDS | frozenset(PLURALS)


def found(document: Document, owned: list[Hit | None]) -> list[Role]:
    """The roles of a document, in order, without overlap.

    owned: for each token the gazetteer's name that covers it, if any.
    """
    roles: list[Role] = []
    places = document.where(CANDIDATES)
    families = {document.lowers[number] for number in places if _is_family_name(document, number)}
    for number in places:
        if document.kinds[number] in "CA" and document.lowers[number] in families and _stands_bare(document, number):
            continue
        role = _role(document, owned, number)
        if role is None:
            continue
        while roles and roles[-1].last > role.first:
            if roles[-1].last > role.core and roles[-1].last - roles[-1].core > role.last - role.core:
                break
            if roles[-1].last == role.core and roles[-1].head.words in MODIFIERS and not roles[-1].plural:
                roles.pop()  # "Deputy Chief Cabinet Secretary" is one role
                continue
            if roles[-1].last <= role.core:
                role.first = max(role.first, roles[-1].last)
                break
            roles.pop()
        if not roles or roles[-1].last <= role.first:
            roles.append(role)
    return roles


def _is_family_name(document: Document, number: int) -> bool:
    """Whether a role word is somebody's name here: "Larry King", "Mr. King"."""
    kinds, lowers = document.kinds, document.lowers
    if number == 0 or kinds[number] == "w" or not _touch(document, number - 1):
        return False
    before = lowers[number - 1]
    if before == "." and number > 1:
        return lowers[number - 2] in {"mr", "mrs", "ms", "dr"} or (
            len(lowers[number - 2]) == 1 and kinds[number - 2] in "CA"
        )
    return (
        kinds[number - 1] == "C"
        and before in GIVEN_NAMES
        and before not in MODIFIERS
        and lowers[number] not in ABBREVIATED
    )


def _stands_bare(document: Document, number: int) -> bool:
    """Whether a capitalised role word has no article before it and no name after it."""
    if number and document.lowers[number - 1] in DETERMINERS:
        return False
    after = number + 1
    return after >= len(document) or document.kinds[after] not in "CA" or not _touch(document, number)


def _touch(document: Document, number: int) -> bool:
    """Whether a token and the next stand in one sentence with at most a space between them."""
    if number + 1 >= len(document):
        return False
    same = document.sentence_of_token[number] == document.sentence_of_token[number + 1]
    return same and document.starts[number + 1] - document.ends[number] <= 1


def _is_used_otherwise(document: Document, number: int, head: Head) -> bool:
    """Whether a small role word stands before a noun ("general election", "student loans", "a major step")."""
    if document.kinds[number] != "w" or not _touch(document, number) or document.kinds[number + 1] != "w":
        return False
    after = document.lowers[number + 1]
    if after in AFTER_ROLES or after.endswith("ed"):
        return False
    return head.group not in {"head", "deputy", "minister", "diplomat", "spokesperson"} and not after.endswith("s")


def _role(document: Document, owned: list[Hit | None], number: int) -> Role | None:
    lowers = document.lowers
    word = lowers[number]
    plural = word in PLURALS and word not in LAST_WORDS
    last_word = PLURALS[word] if plural else word
    head, core = _longest_head(lowers, number, last_word)
    if head is None or _is_no_role(document, owned[number], number, head, last_word):
        return None
    last = number + 1
    abbreviated = last_word in ABBREVIATED and last < len(lowers) and lowers[last] == "."
    if abbreviated and document.starts[last] == document.ends[number]:
        last += 1
    first, actor, determiner = _before(document, owned, core)
    actor = actor or _after(document, owned, last)
    return Role(first, core, last, head, determiner, actor, plural)


def _is_no_role(document: Document, owner: Hit | None, number: int, head: Head, last_word: str) -> bool:
    """Whether a role word is part of a name, of a body, or a common word here."""
    if owner is not None and (owner.name.kind != "person" or head.group != "head"):
        return True
    small = document.kinds[number] == "w"
    if small and (head.honorific or last_word in ABBREVIATED):
        return True
    if last_word not in ABBREVIATED and _names_a_body(document, number):
        return True
    return _is_used_otherwise(document, number, head)


def _longest_head(lowers: list[str], number: int, last_word: str) -> tuple[Head | None, int]:
    if number == 0 or lowers[number - 1] not in BEFORE_LAST[last_word]:
        return HEADS.get(last_word), number
    for length in range(min(BY_LENGTH[last_word], number + 1), 1, -1):
        words = [*lowers[number - length + 1 : number], last_word]
        head = HEADS.get(" ".join(words))
        if head is not None:
            return head, number - length + 1
    return HEADS.get(last_word), number


def _names_a_body(document: Document, number: int) -> bool:
    """Whether a capitalised role word goes on as something else ("Star Tribune", "Head Start", "General Motors")."""
    if document.kinds[number] == "w" or number + 1 >= len(document):
        return False
    return document.lowers[number + 1] in BODY_WORDS and document.starts[number + 1] - document.ends[number] == 1


BODY_WORDS = frozenset(
    word
    for row in word_lists.shipped("organisation_words")
    for word in word_lists.phrases(row["words"])
    if row["kind"] != "neither"
) - {"north", "west", "east"} | {"office", "day", "motors", "electric", "start"}


def _before(document: Document, owned: list[Hit | None], core: int) -> tuple[int, str | None, str]:
    """First token of the role, its nationality and its determiner, read leftwards from the head."""
    lowers, starts, ends = document.lowers, document.starts, document.ends
    sentence = document.sentence_of_token[core]
    actor: str | None = None
    first = core
    for _ in range(MOST_MODIFIERS + 2):
        previous = first - 1
        if previous < 0 or document.sentence_of_token[previous] != sentence or starts[first] - ends[previous] > 1:
            break
        word = lowers[previous]
        hit = owned[previous]
        if actor is None and hit is not None and hit.name.kind in NATIONAL:
            actor = hit.name.code
            first = _first_of(owned, previous)
        elif actor is None and word == "'s" and previous and (near := owned[previous - 1]) is not None:
            if near.name.kind not in NATIONAL:
                break
            actor = near.name.code
            first = _first_of(owned, previous - 1)
        elif word in MODIFIERS and hit is None:
            first = previous
        elif word in DETERMINERS:
            return previous, actor, word
        else:
            break
    return first, actor, ""


def _first_of(owned: list[Hit | None], number: int) -> int:
    hit = owned[number]
    while number and owned[number - 1] is hit:
        number -= 1
    return number


def _after(document: Document, owned: list[Hit | None], last: int) -> str | None:
    """Nationality after the head: "president of South Korea"."""
    lowers = document.lowers
    if last + 1 < len(lowers) and lowers[last] in {"of", "to"}:
        place = last + 1 + (lowers[last + 1] == "the")
        if place < len(lowers) and (hit := owned[place]) is not None and hit.name.kind in NATIONAL:
            return hit.name.code if lowers[last] == "of" else None
    return None
