"""Cue words: the verbs, nouns and adjectives that lay words or thoughts to somebody, in all their forms.

The list is `lexicon/cue_verbs.csv`; an analyst adds rows in a file of the same name (see `word_lists`).
Frames, one letter each, say how the content may follow: q quotation, t that-clause, z bare clause, w wh-word,
i to-infinitive, x object and to-infinitive, o hearer before the content, n noun phrase, a about-phrase,
g -ing form, s object and description.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chancery.text import word_lists
from chancery.text.records import Stance

VOWELS = frozenset("aeiou")
BE = frozenset(
    ("be", "is", "are", "was", "were", "been", "being", "am", "'re", "'m", "isn't", "aren't", "wasn't", "weren't")
)
HAVE = frozenset(("has", "have", "had", "having", "'ve", "hasn't", "haven't", "hadn't"))
DO = frozenset(("do", "does", "did", "don't", "doesn't", "didn't"))
MODALS = frozenset(
    ("will", "would", "can", "could", "may", "might", "must", "shall", "should", "won't", "wouldn't", "can't", "cannot")
) | frozenset(("couldn't", "shouldn't", "'ll", "'d", "mustn't", "mightn't", "needn't"))
AUXILIARIES = BE | HAVE | DO | MODALS | {"'s", "not", "never", "to", "get", "gets", "got"}
NEGATIONS = frozenset(("not", "never", "n't", "no", "nor", "neither"))
ADVERBS = frozenset(
    (
        "also",
        "then",
        "later",
        "again",
        "even",
        "still",
        "just",
        "now",
        "once",
        "often",
        "further",
        "always",
        "all",
        "both",
        "long",
        "soon",
        "first",
        "only",
        "already",
        "so",
        "too",
        "instead",
        "yet",
        "thus",
        "ever",
        "sometimes",
        "seldom",
        "earlier",
        "rather",
        "therefore",
        "twice",
        "almost",
        "nevertheless",
        "meanwhile",
        "together",
        "nonetheless",
        "perhaps",
    )
)
NOT_ADVERBS = frozenset(
    ("only", "family", "reply", "rally", "ally", "italy", "july", "assembly", "supply", "daily", "monopoly")
)
NOT_ADVERBS |= frozenset(
    ("apply", "imply", "comply", "rely", "multiply", "anomaly", "bully", "fly", "sally", "kelly", "emily")
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One use of a cue word: what may follow it and how its content is vouched for."""

    word: str
    particle: str
    frames: frozenset[str]
    category: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class CueForm:
    """One spelling of a cue verb: base, s, past, participle, pastpart (both alike) or ing, with its senses."""

    form: str
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class CueWords:
    """Cue words by spelling. nouns include plurals."""

    verbs: dict[str, CueForm]
    nouns: dict[str, Sense]
    adjectives: dict[str, Sense]
    impersonal: dict[str, Sense]
    adverbs: dict[str, Sense]
    every: frozenset[str]


@word_lists.derived("cue_verbs")
def cue_words(rows: word_lists.Rows) -> CueWords:
    """The cue words of the shipped list and of the analyst's rows."""
    return words_of(rows)


def words_of(rows: Iterable[dict[str, str]]) -> CueWords:
    """Cue words from rows of the list; the first row for a word and kind wins."""
    senses: dict[str, dict[str, Sense]] = {}
    spelled: dict[str, tuple[str, str, str]] = {}
    kinds: dict[str, dict[str, Sense]] = {"noun": {}, "adjective": {}, "impersonal": {}, "adverb": {}}
    for row in rows:
        word, _, particle = row["word"].lower().partition(" ")
        sense = Sense(word, particle, frozenset(row["frames"]), row["category"], _stance(row["stance"]))
        if row["kind"] == "verb":
            senses.setdefault(word, {}).setdefault(particle, sense)
            forms = [form.strip().lower() for form in row["forms"].split(";")]
            if len(forms) == 3:
                spelled.setdefault(word, (forms[0], forms[1], forms[2]))
        elif row["kind"] in kinds:
            kinds[row["kind"]].setdefault(word, sense)
            if row["kind"] == "noun":
                kinds["noun"].setdefault(_with_s(word), sense)
    verbs: dict[str, CueForm] = {}
    for word, uses in senses.items():
        ordered = tuple(sorted(uses.values(), key=_bare_last))
        for form, spelling in _spellings(word, spelled.get(word)):
            verbs.setdefault(spelling, CueForm(form, ordered))
    every = frozenset(verbs).union(*kinds.values(), {"according"})
    return CueWords(verbs, kinds["noun"], kinds["adjective"], kinds["impersonal"], kinds["adverb"], every)


def _bare_last(sense: Sense) -> bool:
    return not sense.particle


def _stance(word: str) -> Stance:
    return "doubting" if word == "doubting" else "factive" if word == "factive" else "neutral"


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) or word == "go" else "s")


def _spellings(word: str, irregular: tuple[str, str, str] | None) -> Iterable[tuple[str, str]]:
    """(form, spelling) of a verb; a past that is also the base ("put") is left to the base form."""
    yield "s", _with_s(word)
    past, participle, ing = irregular or _regular(word)
    yield "ing", ing
    if past == participle:
        yield "pastpart", past
    else:
        yield "past", past
        yield "participle", participle
    if (
        not irregular
        and word.endswith("l")
        and word[-2] in "eai"
        and word not in {"reveal", "hail", "assail", "appeal", "rail"}
    ):
        yield "pastpart", word + "led"
        yield "ing", word + "ling"
    if irregular and past.endswith("aled"):
        yield "pastpart", past[:-2] + "led"
        yield "ing", ing[:-3] + "ling"
    yield "base", word


def _regular(word: str) -> tuple[str, str, str]:
    if word.endswith("e"):
        stem = word if word.endswith(("ee", "oe", "ye")) else word[:-1]
        return word + "d", word + "d", stem + "ing"
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ied", word[:-1] + "ied", word + "ing"
    return word + "ed", word + "ed", word + "ing"


@lru_cache(maxsize=8192)
def is_adverb(lower: str) -> bool:
    """Whether a word may stand between an auxiliary and its verb, or between a subject and its verb."""
    return lower in ADVERBS or (lower.endswith("ly") and len(lower) > 4 and lower not in NOT_ADVERBS)
