"""Cue verbs in their place: the group of auxiliaries around one, and whether the word is a verb there at all."""

from dataclasses import dataclass

from chancery.text import phrases
from chancery.text.complements import Window
from chancery.text.cues import BE, DO, HAVE, MODALS, CueForm, Sense, is_adverb

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

NOT_CUES = frozenset(("regarding", "concerning", "considering", "meaning"))

SURE_VERBS = frozenset(
    ("say", "believe", "think", "argue", "know", "insist", "contend", "agree", "worry", "suggest", "admit")
)


@dataclass(slots=True)
class Verb:
    """A cue verb in its place: its group of auxiliaries, whether it is passive, an infinitive, a participle."""

    place: int
    first: int
    after: int
    sense: Sense
    form: str
    passive: bool
    infinitive: bool
    negated: bool
    finite: bool


def verb_at(window: Window, place: int, form: CueForm) -> Verb | None:
    """The cue verb at a token, None where the word is no verb there."""
    doc = window.doc
    lowers = doc.lowers
    spelled = form.form
    if doc.kinds[place] == "C" and place > window.low and spelled != "ing" and not _is_title(window):
        return None
    if (
        spelled == "s"
        and place > window.low
        and doc.kinds[place - 1] == "w"
        and lowers[place - 1][-1] == "s"
        and (
            lowers[place - 1]
            not in {"news", "politics", "press", "business", "has", "this", "always", "congress", "which"}
        )
    ):
        return None
    if spelled in {"base", "s"} and phrases.is_noun_here(doc, place, window.low):
        return None
    if spelled in {"pastpart", "participle"} and _is_adjective(window, place):
        return None
    if spelled in {"base", "s"} and _heads_subject(window, place):
        return None
    sense, after = _sense_at(window, place, form)
    if sense is None or lowers[place] in NOT_CUES:
        return None
    first = place
    passive = infinitive = negated = modal = has = False
    while first > window.low and place - first < 7:
        word = lowers[first - 1]
        if word in BE or (word == "'s" and spelled == "ing"):
            passive = passive or (spelled in {"pastpart", "participle"} and not passive)
            modal = True
        elif (
            word in HAVE
            or word in MODALS
            or word in DO
            or (
                word == "'s" and spelled in {"pastpart", "participle"} and lowers[first - 2] in phrases.SUBJECT_PRONOUNS
            )
        ):
            has = True
        elif word == "to" and spelled == "base" and first == place:
            infinitive = True
        elif word in {"not", "never"} or is_adverb(word):
            pass
        elif infinitive and word in CATENATIVES:
            infinitive = False
            modal = True
        else:
            break
        negated = negated or word in {"not", "never"} or word.endswith("n't")
        first -= 1
    finite = spelled in {"past", "pastpart", "s"} or modal or has
    if spelled == "base":
        finite = modal or has or (not infinitive and _plural_before(window, first, lowers[place] in window.words.nouns))
        if not finite and not infinitive:
            return None
    if spelled == "participle" and not (passive or has):
        return None
    if spelled == "ing":
        finite = modal
    return Verb(place, first, after, sense, spelled, passive, infinitive, negated, finite)


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
        (following in phrases.FINITE and doc.lowers[place] in window.words.nouns)
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
        return window.doc.kinds[place - 1] in "wCAn" and before not in phrases.STOPS - {"that"} | phrases.PREPOSITIONS
    if before not in {"who", "that"} and place - 2 >= window.low and window.doc.lowers[place - 2] == "and":
        return window.doc.kinds[place - 1] in "CA"
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
