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
LONGEST_STEM, SHORTEST_STEM = 24, 3


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


class _Node(dict[str, "_Node"]):
    """What may follow the first words of a term, a branch for each next word.

    term: the term that ends here; stems: those whose last word comes next and goes on with any ending.
    """

    def __init__(self, term: Term | None = None) -> None:
        super().__init__()
        self.term = term
        self.stems: dict[str, Term] = {}

    def stem_of(self, word: str) -> Term | None:
        """The term with the longest stem that a word begins with."""
        if not self.stems:
            return None
        prefixes = (word[:size] for size in range(min(len(word), LONGEST_STEM), 0, -1))
        return next((self.stems[prefix] for prefix in prefixes if prefix in self.stems), None)

    def settle(self) -> None:
        """Let a branch that ends no term of its own end that of its word's stem."""
        for word, node in self.items():
            if node.term is None:
                node.term = self.stem_of(word)
            node.settle()


def _tree(rows: Iterable[dict[str, str]]) -> _Node:
    """The terms of the lexicon by their words; of two rows for the same words the first counts."""
    root = _Node()
    for row in rows:
        category, weight = row["category"], float(row["weight"])
        for spelling in spellings(row["term"].lower()):
            words = tuple(piece.strip() for piece in PIECE.findall(spelling.rstrip("*")))
            if not words:
                continue
            term = Term(words, category, weight, spelling.endswith("*"))
            node = root
            for word in words[:-1]:
                node = node.setdefault(word, _Node())
            if not term.open:
                end = node.setdefault(words[-1], _Node())
                end.term = end.term or term
            elif node is not root or len(words[0]) >= SHORTEST_STEM:
                node.stems.setdefault(words[-1], term)
    root.settle()
    return root


class _Terms:
    """The tree of all terms; it holds the words that a term may begin with."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        self.tree = _tree(rows)

    def __contains__(self, word: object) -> bool:
        return word in self.tree or self.tree.stem_of(str(word)) is not None


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


_terms = word_lists.derived("intensity")(_Terms)


def hits(document: Document) -> list[Hit]:
    """The terms among the words of a text, in order; where two overlap, the one that begins first, then the longer."""
    known = _terms()
    tree, lowers, size = known.tree, document.lowers, len(document)
    found: list[Hit] = []
    free = 0
    for index in document.where(known):
        if index < free:
            continue
        term, place, node = None, index, tree
        while place < size and (following := node.get(lowers[place])) is not None:
            node, place = following, place + 1
            if node.term is not None:
                term, free = node.term, place
        if node.stems and place < size and (stem := node.stem_of(lowers[place])) is not None:
            term, free = stem, place + 1
        if term is not None and term.weight:
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
