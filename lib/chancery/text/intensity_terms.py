"""The terms of the intensity lexicon among the words of a text, with the operators that stand before them.

A term of `lexicon/intensity.csv` that begins with "to" is a verb and stands for all its forms ("to crush" takes
crushes, crushed, crushing); "(s)" stands for the plural too, "(to)" for the bare word, and a star leaves the ending
open. Words are looked up, one look for each, in tables made once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.text import word_lists
from chancery.text.event_words import irregular, plural, verb_forms
from chancery.text.tokens import PIECE, Document
from chancery.text.word_lists import word_set

DENIALS = word_set(
    "not no never without nor neither none cannot nothing nobody don't won't didn't doesn't can't isn't wasn't aren't "
    "wouldn't shouldn't couldn't haven't hasn't n't refrain refrains refrained refraining avoid avoids avoided "
    "avoiding deny denies denied denying"
)
NO_DENIAL = word_set(
    "only just merely simply but less short surprising surprisingly doubt wonder matter longer hide conceal help"
)
NO_ONE = word_set("nobody none nothing no")
ENDING_VERBS = word_set(
    "lift ease end remove relax shorten reject refuse suspend halt cancel cut stop ban rebuff dismiss spurn deny avoid "
    "prevent avert abandon cease drop renounce"
)
ENDINGS = frozenset(spelling for verb in ENDING_VERBS for _, spelling in verb_forms(verb))
FUTURE = word_set("will shall 'll would must should wo")
ABLE = word_set("can could may might")
READY = word_set(
    "going ready prepared determined poised vow vows vowed vowing able willing resolved threatened threatens threaten "
    "threatening want wants wanted hesitate orders ordered order told instructed authorised authorized commanded free "
    "eager itching sworn decided right capable promised promises promise pledged"
)
STOPS = word_set(". ; : ! ? but if unless when whenever after before because while")
OPERATORS = DENIALS | ENDINGS | FUTURE | ABLE | {"to"}
LOOK_BACK = 6
NEAR = 4
MEMO_LIMIT = 200_000
LONGEST_STEM = 24


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the lexicon; `open` where any ending may follow its last word."""

    words: tuple[str, ...]
    category: str
    weight: float
    open: bool = False


@dataclass(slots=True)
class Hit:
    """A term found at tokens first..last-1.

    denied: under a negation; ended: under a verb of ending or refusing; ahead: 1 after will, ready to and the like,
    0.5 after can or may, else 0; frame: found by a frame, not by its words.
    """

    first: int
    last: int
    term: Term
    denied: bool = False
    ended: bool = False
    ahead: float = 0.0
    frame: bool = False


class _Longer(dict[str, tuple[Term, ...]]):
    """The terms of two words or more with one first word, by their second word; longest first."""

    def __init__(self, terms: list[Term]) -> None:
        super().__init__()
        self.terms = sorted(terms, key=_size, reverse=True)

    def __missing__(self, word: str) -> tuple[Term, ...]:
        made = tuple(t for t in self.terms if _fits(t, 1, word))
        if len(self) < MEMO_LIMIT:
            self[word] = made
        return made


class _Known(dict[str, tuple[Term | None, _Longer | None] | None]):
    """What may begin with a word, worked out once for each spelling: a term of one word, and longer ones."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        super().__init__()
        self.single: dict[str, Term] = {}
        self.stems: dict[str, Term] = {}
        longer: dict[str, dict[tuple[str, ...], Term]] = {}
        for row in rows:
            category, weight = row["category"], float(row["weight"])
            for spelling in spellings(row["term"].lower()):
                words = tuple(piece.strip() for piece in PIECE.findall(spelling.rstrip("*")))
                if words:
                    term = Term(words, category, weight, spelling.endswith("*"))
                    if len(words) > 1:
                        longer.setdefault(words[0], {}).setdefault(words, term)
                    else:
                        (self.stems if term.open else self.single).setdefault(words[0], term)
        self.longer = {first: _Longer(list(terms.values())) for first, terms in longer.items()}
        self.openings = _Openings(self)

    def __missing__(self, word: str) -> tuple[Term | None, _Longer | None] | None:
        term = self.single.get(word)
        size = min(len(word), LONGEST_STEM)
        while term is None and size > 2:
            term = self.stems.get(word[:size])
            size -= 1
        longer = self.longer.get(word)
        made = None if term is None and longer is None else (term, longer)
        if len(self) < MEMO_LIMIT:
            self[word] = made
        return made


class _Openings:
    """The words that a term may begin with."""

    def __init__(self, known: _Known) -> None:
        self.known = known

    def __contains__(self, word: object) -> bool:
        return self.known[str(word)] is not None


_made: dict[int, _Known] = {}


def spellings(term: str) -> Iterable[str]:
    """The spellings a term stands for.

    >>> list(spellings("final warning(s)"))
    ['final warning', 'final-warning', 'final warnings', 'final-warnings']
    """
    for spelling in _forms(term):
        yield spelling
        words = spelling.split()
        if len(words) > 1:
            yield " ".join([f"{words[0]}-{words[1]}", *words[2:]])
        if len(words) > 2:
            yield " ".join([*words[:-2], f"{words[-2]}-{words[-1]}"])


def _forms(term: str) -> Iterable[str]:
    """A term's inflected forms, without hyphens."""
    verb, rest, forms = term.replace("(to)", "to"), "", [term.replace("(to)", "to")]
    if term.startswith("to ") and len(term) > 3:
        verb, _, rest = term[3:].partition(" ")
        forms = list(BE) if verb == "be" else [spelling for _, spelling in verb_forms(verb, irregular())]
    for form in dict.fromkeys(forms):
        whole = f"{form} {rest}".strip()
        stem, marked, _ = whole.partition("(s)") if "(s)" in whole else whole.partition("(es)")
        yield stem
        if marked:
            before, _, noun = stem.rpartition(" ")
            yield f"{before} {plural(noun)}".strip()


BE = ("be", "is", "are", "was", "were", "being", "been")


def hits(document: Document) -> list[Hit]:
    """The terms among the words of a text, in order; where two overlap, the one that begins first, then the longer."""
    rows = word_lists.rows("intensity")
    known = _made.get(id(rows))
    if known is None:
        known = _made[id(rows)] = _Known(rows)
    lowers, last = document.lowers, len(document) - 1
    found: list[Hit] = []
    free = 0
    for index in document.where(known.openings):
        entry = known[lowers[index]]
        if index < free or entry is None:
            continue
        term, longer = entry
        if longer is not None and index < last:
            for long in longer[lowers[index + 1]]:
                if _goes_on(lowers, index, long):
                    term = long
                    break
        if term is not None:
            free = index + len(term.words)
            if term.weight:
                found.append(_hit(lowers, index, free, term))
    return found


def _hit(lowers: list[str], first: int, last: int, term: Term) -> Hit:
    """A hit with the operators before it, within its clause."""
    hit = Hit(first, last, term)
    if last < len(lowers) and lowers[last] in NO_ONE:
        hit.denied = True
    if OPERATORS.isdisjoint(lowers[max(0, first - LOOK_BACK) : first]):
        return hit
    for index in range(first - 1, max(-1, first - 1 - LOOK_BACK), -1):
        word = lowers[index]
        if word in STOPS:
            break
        near = first - index <= NEAR
        if word in DENIALS and hit.ended:
            hit.ended = hit.denied = False
        elif near and word in DENIALS and lowers[index + 1] not in NO_DENIAL:
            hit.denied = True
        if near and word in ENDINGS and not hit.denied:
            hit.ended = True
        if word in FUTURE or (word == "to" and index and lowers[index - 1] in READY):
            hit.ahead = 1.0
        elif word in ABLE:
            hit.ahead = max(hit.ahead, 0.5)
    return hit


def _fits(term: Term, place: int, word: str) -> bool:
    """Whether a word may stand at a place of a term."""
    own = term.words[place]
    return word == own or (term.open and place == len(term.words) - 1 and word.startswith(own))


def _goes_on(lowers: list[str], index: int, term: Term) -> bool:
    """Whether a term's third and later words follow."""
    size = len(term.words)
    return size == 2 or (
        index + size <= len(lowers) and all(_fits(term, place, lowers[index + place]) for place in range(2, size))
    )


def _size(term: Term) -> tuple[int, int]:
    return len(term.words), len(term.words[-1])
