"""Capitalised names that no gazetteer knows: persons, bodies and places by the shape and company of their words."""

from dataclasses import dataclass

from chancery.text import people, word_lists
from chancery.text.gazetteer import Hit
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

_WORDS = {row["kind"]: word_lists.phrases(row["words"]) for row in word_lists.shipped("organisation_words")}
BODY = frozenset(_WORDS.get("organisation", ()))
PLACE = frozenset(_WORDS.get("place", ()))
NEITHER = frozenset(_WORDS.get("neither", ()))
JOINING = word_set("de del la le van von der den di da dos du bin ibn al el ul y st")
WITHIN_BODIES = word_set("of for on at and the in")
LINKS = JOINING | WITHIN_BODIES
SAYING = word_set("said says added told asked argued noted explained wrote replied continued insisted tweeted")
NOT_NAMES = word_set(
    "the a an this that these those he she it they we you i his her its their our my your there here then when while "
    "where who what why how if as at by for from in into of on onto over per since through to under until up upon with "
    "without after before during between among against about above across along amid around because but and or nor so "
    "yet although though unless whether both either neither not no yes all any each every few many more most much "
    "other others some such same several one two three four five six seven eight nine ten hundreds thousands millions "
    "another despite however meanwhile moreover still also even just only now today yesterday tomorrow earlier later "
    "last next once twice first second third finally indeed instead perhaps maybe again according speaking citing "
    "asked being having given let please thank thanks well oh ok okay nothing nobody everyone everything someone "
    "something anyone anything people men women monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december mon tue wed thu fri sat sun jan "
    "feb mar apr jun jul aug sept sep oct nov dec photo image video read more share copyright click via ap reuters afp "
    "upi getty was is are were be been do does did has have had will would can could should must might i'm i've it's "
    "that's there's he's she's we're they're you're don't doesn't didn't can't won't isn't aren't wasn't p.m a.m am pm "
    "est edt gmt critics supporters experts analysts officials police voters protesters witnesses researchers"
)
LONGEST = 7
PLACE_OPENING = frozenset({"mount", "mt", "lake", "fort", "cape", "port"})
COMPOUND = tuple(
    word_set(
        "-trained -based -led -backed -style -era -born -owned -run -controlled -affiliated -funded -supported -made "
        "-occupied -sponsored -held -wide -related -area -like -bound -leaning -educated -linked -friendly -dominated"
    )
)


@dataclass(slots=True)
class Named:
    """A capitalised name of tokens first..last-1; kind is person, organisation, place or single (one plain word)."""

    first: int
    last: int
    text: str
    kind: str
    sure: float
    code: str | None = None


def found(document: Document, owned: list[Hit | None], taken: bytearray) -> list[Named]:
    """The capitalised names of a document, in order.

    owned: for each token the gazetteer's name that covers it; taken: tokens that belong to a role.
    """
    kinds, lowers = document.kinds, document.lowers
    small = {lower for lower, kind in zip(lowers, kinds, strict=True) if kind == "w"}
    names: list[Named] = []
    free = 0
    for number in [n for n, kind in enumerate(kinds) if kind in "CA" and owned[n] is None and not taken[n]]:
        if (
            number < free
            or document.is_heading(document.sentence_of_token[number])
            or not _may_begin(document, number, small)
        ):
            continue
        last = _end(document, owned, taken, number)
        named = _classified(document, number, last)
        free = last
        if named is not None:
            names.append(named)
    return names


def _may_begin(document: Document, number: int, small: set[str]) -> bool:
    word = document.lowers[number]
    if document.kinds[number] == "A" and (word in small or len(word) > 6 or _is_shouted(document, number)):
        return False
    if word in NOT_NAMES or (len(word) < 2 and not _is_initial(document, number)):
        return False
    if not begins_clause(document, number):
        return True
    follows = number + 1 < len(document) and document.kinds[number + 1] in "CA"
    if word in small and word not in people.GIVEN_NAMES:
        return False
    return follows or not word.endswith(("ing", "ly", "ed"))


def _is_shouted(document: Document, number: int) -> bool:
    """Whether a word in capitals stands among others: a shout or a headline, not an acronym."""
    near = document.kinds[max(0, number - 1) : number] + document.kinds[number + 1 : number + 2]
    return "A" in near


def begins_clause(document: Document, number: int) -> bool:
    """Whether a token is the first of a sentence or of a quotation."""
    if number == 0 or document.sentence_of_token[number] != document.sentence_of_token[number - 1]:
        return True
    return document.kinds[number - 1] == "q" or document.lowers[number - 1] in {":", "-", "--", "–", "—", ")", "•"}


def _is_initial(document: Document, number: int) -> bool:
    return number + 1 < len(document) and document.lowers[number + 1] == "."


def _end(document: Document, owned: list[Hit | None], taken: bytearray, number: int) -> int:
    """The token after the name that begins at a token."""
    lowers, kinds, starts, ends = document.lowers, document.kinds, document.starts, document.ends
    size = document.first_tokens[document.sentence_of_token[number] + 1]
    last = number + 1
    body = lowers[number] in BODY
    while last < size and last - number < LONGEST and starts[last] - ends[last - 1] <= 1:
        word = lowers[last]
        if (
            word == "."
            and len(lowers[last - 1]) <= 2
            and kinds[last - 1] in "CA"
            and last + 1 < size
            and kinds[last + 1] in "CA"
        ):
            last += 1
            continue
        if kinds[last] in "CA" and not taken[last] and starts[last] > ends[last - 1] - (word != "."):
            if owned[last] is not None and not (
                body or document.lowers[last - 1] in WITHIN_BODIES or _joins(document, owned, last)
            ):
                break
            if word in NOT_NAMES and word not in {"may", "will"}:
                break
            body = body or word in BODY
            last = _past_known(owned, last, size)
        elif word in JOINING or (word in WITHIN_BODIES and body):
            step = 2 if last + 1 < size and lowers[last + 1] == "the" and word != "the" else 1
            if last + step < size and kinds[last + step] in "CA" and lowers[last + step] not in NOT_NAMES:
                if word in {"and", "in", "on", "at"} and not (lowers[last + step] in BODY or word == "on"):
                    break
                last += step
            else:
                break
        else:
            break
    return last


def _past_known(owned: list[Hit | None], number: int, size: int) -> int:
    """The token after one that joins a name, with the rest of the known name it begins: "… of the Republic of Roe"."""
    hit = owned[number]
    last = number + 1
    while hit is not None and last < size and owned[last] is hit:
        last += 1
    return last


def _joins(document: Document, owned: list[Hit | None], last: int) -> bool:
    """Whether a known place ends a person's name ("George Washington") or begins a body's ("… Iowa Caucus")."""
    before = document.lowers[last - 1]
    hit = owned[last]
    return (
        before in people.GIVEN_NAMES
        and hit is not None
        and hit.name.kind in {"place", "state"}
        and " " not in hit.name.text
        and (hit.name.form != "demonym")
    )


def _classified(document: Document, first: int, last: int) -> Named | None:
    lowers = document.lowers
    while last > first + 1 and (lowers[last - 1] in LINKS or lowers[last - 1].endswith(COMPOUND)):
        last -= 1
    if lowers[first].endswith(COMPOUND):
        return None
    words = [w for w in lowers[first:last] if w != "."]
    text = document.text(first, last)
    body = not BODY.isdisjoint(words)
    place = words[-1] in PLACE or words[0] in PLACE_OPENING
    if body or place:
        kind = "organisation" if body else "place"
        return Named(first, last, text, kind, 0.8 if body else 0.7) if len(words) > 1 else None
    if not NEITHER.isdisjoint(words):
        return None
    if len(words) == 1:
        acronym = document.kinds[first] == "A" and 2 <= len(words[0]) <= 6
        return Named(first, last, text, "organisation" if acronym else "single", 0.5)
    if _begins_late(document, first, words):
        first, words = first + 1, words[1:]
        text = document.text(first, last)
    kind, sure = _kind_of_several(document, first, last, words)
    return Named(first, last, text, kind, sure) if kind else None


def _begins_late(document: Document, first: int, words: list[str]) -> bool:
    """Whether the first word is only capitalised for opening the sentence: "Commuter Alison Grey"."""
    given = people.GIVEN_NAMES
    return 2 < len(words) < 5 and words[0] not in given and words[1] in given and begins_clause(document, first)


def _kind_of_several(document: Document, first: int, last: int, words: list[str]) -> tuple[str, float]:
    """What several capitalised words are that hold no word of bodies or places; an empty kind for a headline."""
    if words[0] in people.GIVEN_NAMES:
        return "person", 0.9
    if len(words) > 2 and begins_clause(document, first) and not any(len(word) == 1 for word in words):
        return "", 0.0
    if len(words) > 4 or not WITHIN_BODIES.isdisjoint(words):
        return "organisation", 0.5
    if speaks_here(document, first, last) or people.is_family_first(document.text(first, last).split()):
        return "person", 0.8
    led = document.lowers[first - 1] if first else ""
    return "organisation" if led == "the" else "person", 0.5


def speaks_here(document: Document, first: int, last: int) -> bool:
    """Whether a name stands beside a verb of saying, or is followed by an age or a "who"."""
    after = document.lowers[last : last + 4]
    before = document.lowers[first - 1] if first else ""
    if not after or after[0] in SAYING or before in SAYING:
        return bool(after)
    return after[0] == "," and len(after) > 1 and (after[1] == "who" or after[1].isdigit())
