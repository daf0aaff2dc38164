"""The vocabulary of events: verbs, nouns and operators of `lexicon/event_*.csv`, ready to be looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chancery.text import word_lists
from chancery.text.word_lists import word_set

COOPERATIVE = word_set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT")
HOSTILE = word_set("SANCTION COERCE ASSAULT PROTEST THREATEN")
PLURALS = word_set(
    "exiles orders reports claims plans moves hopes states notes comments remarks increases returns guns arms forces "
    "backs boosts "
    "stones shells bombs ships trades imports exports funds aids helps supports stations positions hosts tours "
    "blocks fires "
    "strikes hits marches burns fights battles clashes blasts fines limits faults presses tests trains sales "
    "leaves means allies "
    "aims groups beliefs conditions houses places masses sets cuts breaks champions honors honours welcomes kicks steps"
)
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a verb.

    particles: a word that must follow closely;
    objects: classes of noun, one of which must be its object (any if empty), or, after "by ", its subject;
    category: PLOVER category, STATEMENT, or INTENT or CONTINUE where the complement decides;
    complement: what the verb does to an act that follows it (intent, demand, refuse, threat, order, attempt, ...);
    salience: how likely the sentence is about it, 0..1.
    """

    particles: frozenset[str]
    objects: frozenset[str]
    category: str
    mode: str | None
    context: str | None
    complement: str
    salience: float


@dataclass(frozen=True, slots=True)
class Act:
    """A noun that names an act or the object of one, with the event it names."""

    words: tuple[str, ...]
    kind: str
    category: str
    mode: str | None
    context: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that the event rules look up.

    forms: spelling -> (base form, base|same|s|past|participle|pastpart|ing);
    senses: base form -> meanings, specific first; acts: first word -> acts, longest first;
    plurals: third-person forms that are more often plural nouns; adjectives, nouns: operator word -> operator.
    """

    forms: dict[str, tuple[str, str]]
    senses: dict[str, tuple[Sense, ...]]
    acts: dict[str, tuple[Act, ...]]
    plurals: frozenset[str]
    adjectives: dict[str, str]
    nouns: dict[str, str]


@word_lists.derived("event_verbs", "irregular_verbs", "event_nouns", "event_operators")
def vocabulary(
    verbs: Iterable[dict[str, str]],
    irregular_rows: Iterable[dict[str, str]],
    nouns: Iterable[dict[str, str]],
    operators: Iterable[dict[str, str]],
) -> Vocabulary:
    """The vocabulary of the shipped lists and of the analyst's rows."""
    odd = _odd(irregular_rows)
    senses: dict[str, list[Sense]] = {}
    for row in verbs:
        for base in word_lists.phrases(row["verbs"]):
            senses.setdefault(base, []).append(_sense(row))
    forms: dict[str, tuple[str, str]] = {}
    for base in senses:
        for form, spelling in verb_forms(base, odd):
            forms.setdefault(spelling, (base, form))
    chosen = {"adjective": {}, "noun": {}}  # type: dict[str, dict[str, str]]
    for row in operators:
        for word in word_lists.phrases(row["words"]):
            chosen[row["kind"]].setdefault(word, row["operator"])
    known = _acts(nouns)
    plurals = frozenset(spelling for spelling, (_, form) in forms.items() if form == "s" and spelling in known)
    ranked = {base: tuple(sorted(found, key=_generality)) for base, found in senses.items()}
    return Vocabulary(forms, ranked, known, plurals | PLURALS, chosen["adjective"], chosen["noun"])


def _generality(sense: Sense) -> int:
    """Meanings with more conditions come before those with fewer; the order of the file decides the rest."""
    return -(2 * bool(sense.particles) + bool(sense.objects))


def _sense(row: dict[str, str]) -> Sense:
    return Sense(
        frozenset(filter(None, row["particle"].split("/"))),
        frozenset(word_lists.phrases(row["object"])),
        row["category"],
        row["mode"] or None,
        row["context"] or None,
        row["complement"],
        float(row["salience"] or 0.7),
    )


def _acts(nouns: Iterable[dict[str, str]]) -> dict[str, tuple[Act, ...]]:
    acts: dict[str, list[Act]] = {}
    for row in nouns:
        for phrase in word_lists.phrases(row["nouns"]):
            for words in {tuple(phrase.split()), tuple(plural(phrase).split())}:
                known = acts.setdefault(words[0], [])
                if all(act.words != words for act in known):
                    known.append(Act(words, row["class"], row["category"], row["mode"] or None, row["context"] or None))
    return {first: tuple(sorted(found, key=_length, reverse=True)) for first, found in acts.items()}


def _length(act: Act) -> int:
    return len(act.words)


def plural(noun: str) -> str:
    """The regular plural of a noun or noun phrase.

    >>> plural("supply"), plural("cease-fire"), plural("clash")
    ('supplies', 'cease-fires', 'clashes')
    """
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def irregular() -> dict[str, tuple[str, str, str]]:
    """Past, participle and present participle of the irregular verbs of the lexicon, by verb."""
    return _odd(word_lists.rows("irregular_verbs"))


def _odd(rows: Iterable[dict[str, str]]) -> dict[str, tuple[str, str, str]]:
    return {row["verb"]: (row["past"], row["participle"], row["present_participle"]) for row in rows}


def verb_forms(base: str, odd: Mapping[str, tuple[str, str, str]] = MappingProxyType({})) -> Iterable[tuple[str, str]]:
    """(form, spelling) of a verb; British spellings are made American too. odd: as `irregular` gives them."""
    third = plural(base)
    past, participle, ing = odd.get(base) or _regular(base)
    yield ("same" if past == base else "base"), base
    yield "s", {"have": "has", "go": "goes", "undergo": "undergoes", "veto": "vetoes"}.get(base, third)
    if past == participle:
        yield "pastpart", past
    else:
        yield "past", past
        yield "participle", participle
    yield "ing", ing
    if base not in odd and _doubles(base):
        yield "pastpart", base + base[-1] + "ed"
        yield "ing", base + base[-1] + "ing"
    if "ll" in past and base[-2:] in ("el", "al"):
        yield "pastpart", past.replace("lled", "led")
        yield "ing", ing.replace("lling", "ling")


def _doubles(base: str) -> bool:
    """Whether a short verb may double its last letter: shun, shunned."""
    return len(base) <= 5 and base[-1] not in "aeiouwxy" and base[-2] in VOWELS and base[-3:-2] not in VOWELS


def _regular(base: str) -> tuple[str, str, str]:
    if base.endswith("e"):
        stem = base if base.endswith(("ee", "oe", "ye")) else base[:-1]
        return base + "d", base + "d", stem + "ing"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    return base + "ed", base + "ed", base + "ing"
