"""Cue verbs in their place: the group of auxiliaries around one, and whether the word is a verb there at all."""

from dataclasses import dataclass

from chancery.text import phrases
from chancery.text.cues import BE, DO, HAVE, MODALS, CueForm, Sense, is_adverb
from chancery.text.phrase_words import FINITE, PLURALS, PREPOSITIONS, STOPS, SUBJECT_PRONOUNS
from chancery.text.window import Window

CATENATIVES = frozenset(
    (
        "seem",
        "seems",
        "seemed",
        "appear",
        "appears",
        "appeared",
        "continue",
        "continues",
        "continued",
        "went",
        "go",
        "goes",
    )
) | frozenset(
    ("began", "begin", "refused", "refuses", "declined", "declines", "wants", "wanted", "want", "came", "tried")
)
CATENATIVES |= frozenset(
    ("likes", "like", "used", "going", "able", "quick", "failed", "happened", "happens", "supposed", "had")
)

NOT_CUES = frozenset(("briefing", "hearing", "ruling", "regarding", "concerning", "considering", "meaning"))

SINGULAR_S = frozenset(("news", "politics", "press", "business", "has", "this", "always", "congress", "which"))
HAVE_DO_MODAL = HAVE | DO | MODALS
SURE_VERBS = frozenset(
    ("say", "believe", "think", "argue", "know", "insist", "contend", "agree", "worry", "suggest", "admit")
)


HEAD_REACH = 11


@dataclass(slots=True)
class Verb:
    """A cue verb in its place: its group of auxiliaries, whether it is passive, an infinitive, a participle.

    subject: the phrase before it, once looked for from the token `subject_from` on.
    """

    place: int
    first: int
    after: int
    sense: Sense
    form: str
    passive: bool
    infinitive: bool
    negated: bool
    finite: bool
    subject: tuple[int, int] | None = None
    subject_from: int = -1


@dataclass(slots=True)
class _Group:
    """What stands before a verb: where its group begins, and which auxiliaries are in it."""

    first: int
    be: bool = False
    other: bool = False
    infinitive: bool = False
    negated: bool = False


def verb_at(window: Window, place: int, form: CueForm) -> Verb | None:
    """The cue verb at a token, None where the word is no verb there."""
    spelled = form.form
    if not _is_verb_here(window, place, spelled):
        return None
    sense, after = _sense_at(window, place, form)
    if sense is None:
        return None
    group = _group(window, place, spelled)
    passive = group.be and spelled in {"pastpart", "participle"}
    helped = group.be or group.other
    finite = helped or spelled in {"past", "pastpart", "s"}
    if spelled == "base":
        noun = window.doc.lowers[place] in window.words.nouns
        finite = helped or (
            not group.infinitive
            and (_plural_before(window, group.first, noun) or _plural_head(window, group.first, place))
        )
        if not finite and not group.infinitive:
            return None
    elif spelled == "participle" and not (passive or group.other):
        return None
    return Verb(place, group.first, after, sense, spelled, passive, group.infinitive, group.negated, finite)


def _is_verb_here(window: Window, place: int, spelled: str) -> bool:
    """Whether a spelling is a verb where it stands, and no name, noun or adjective."""
    doc = window.doc
    lowers = doc.lowers
    if lowers[place] in NOT_CUES:
        return False
    if doc.kinds[place] == "C" and place > window.low and spelled != "ing" and not _is_title(window):
        return False
    if spelled in {"pastpart", "participle"}:
        return not _is_adjective(window, place)
    if spelled == "s" and place > window.low and doc.kinds[place - 1] == "w" and lowers[place - 1][-1] == "s":
        return lowers[place - 1] in SINGULAR_S
    if spelled in {"base", "s"}:
        return not (phrases.is_noun_here(doc, place, window.low) or _heads_subject(window, place))
    return True


def _group(window: Window, place: int, spelled: str) -> _Group:
    """The auxiliaries, negations and adverbs before a verb."""
    lowers = window.doc.lowers
    group = _Group(place)
    while group.first > window.low and place - group.first < 7:
        word = lowers[group.first - 1]
        if word in BE or (word == "'s" and spelled == "ing"):
            group.be = True
        elif word in HAVE_DO_MODAL or (word == "'s" and _stands_for_has(lowers, group.first - 2, spelled)):
            group.other = True
        elif word == "to" and spelled == "base" and group.first == place:
            group.infinitive = True
        elif group.infinitive and word in CATENATIVES:
            group.infinitive, group.be = False, True
        elif word not in {"not", "never", "neither"} and not is_adverb(word):
            break
        group.negated = group.negated or word in {"not", "never"} or word.endswith("n't")
        group.first -= 1
    return group


def _stands_for_has(lowers: list[str], before: int, spelled: str) -> bool:
    return spelled in {"pastpart", "participle"} and lowers[before] in SUBJECT_PRONOUNS


def _is_adjective(window: Window, place: int) -> bool:
    """Whether a participle stands before its noun: "the alleged plot", "a highly anticipated talk"."""
    lowers = window.doc.lowers
    if place <= window.low:
        return False
    before = lowers[place - 1]
    if before in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "any",
        "no",
        "every",
        "each",
        "'s",
    }:
        return True
    return place - 2 >= window.low and is_adverb(before) and lowers[place - 2] in {"a", "an", "the"}


def _heads_subject(window: Window, place: int) -> bool:
    """Whether a word that could be a verb is a subject: a finite verb follows it at once ("advocates have")."""
    doc = window.doc
    if place + 1 >= window.high:
        return False
    following, before = doc.lowers[place + 1], doc.lowers[place - 1] if place > window.low else ""
    return (
        (following in FINITE and (doc.lowers[place] in window.words.nouns or doc.lowers[place] in PLURALS))
        or following in {"have", "has", "are", "were", "was"}
        or (before.endswith("ing") and doc.lowers[place] in window.words.nouns)
    )


def _is_title(window: Window) -> bool:
    """Whether a sentence is written like a headline, most words with a capital."""
    kinds = [kind for kind in window.doc.kinds[window.low : min(window.high, window.low + 16)] if kind in "wCA"]
    return len(kinds) > 3 and sum(kind != "w" for kind in kinds) >= 0.7 * len(kinds)


def _plural_before(window: Window, place: int, noun: bool) -> bool:
    if place <= window.low:
        return False
    before = window.doc.lowers[place - 1]
    if not noun and window.doc.kinds[place] == "w" and window.doc.lowers[place] in SURE_VERBS:
        return window.doc.kinds[place - 1] in "wCAn" and before not in STOPS - {"that"} | PREPOSITIONS
    if before not in {"who", "that"} and place - 2 >= window.low and window.doc.lowers[place - 2] == "and":
        return window.doc.kinds[place - 1] in "CA" or (window.doc.kinds[place - 1] == "w" and before.endswith("s"))
    return before in {
        "i",
        "we",
        "they",
        "you",
        "who",
        "people",
        "whom",
        "many",
        "some",
        "others",
        "most",
        "both",
    } or (
        before.endswith("s")
        and not before.endswith(("ss", "'s", "us", "is"))
        and before not in {"has", "does", "its", "his"}
    )


def _plural_head(window: Window, first: int, place: int) -> bool:
    """Whether a plural noun before a preposition is the subject: "Analysts at Roe Bank estimate that"."""
    doc = window.doc
    if doc.lowers[place + 1 : place + 2] not in (["that"], ["the"], ["it"], ["they"], ["he"], ["she"], ["a"]):
        return False
    for back in range(first - 2, max(window.low, first - HEAD_REACH), -1):
        word = doc.lowers[back]
        if word in STOPS or doc.kinds[back] in "pq":
            return False
        if word in {"at", "of", "in", "from", "with", "for", "on", "by"}:
            head = doc.lowers[back - 1]
            plural = head.endswith("s") and not head.endswith(("ss", "'s", "us", "is"))
            if plural or head in {"data", "people", "media", "men", "women"}:
                return doc.kinds[back - 1] in "wC"
    return False


def _sense_at(window: Window, place: int, form: CueForm) -> tuple[Sense | None, int]:
    doc = window.doc
    following = doc.lowers[place + 1] if place + 1 < window.high else ""
    second = doc.lowers[place + 2] if place + 2 < window.high else ""
    for sense in form.senses:
        if not sense.particle:
            return sense, place + 1
        if sense.particle == following:
            return sense, place + 2
        if sense.particle == "clear" and following == "it" and second == "clear":
            return sense, place + 3
    return None, place + 1
