"""Reports named by a noun or an adjective: `his belief that …`, `is confident that …`, `it is clear that …`."""

from chancery.text import phrases
from chancery.text.attribution import Attribution, Range, trimmed
from chancery.text.content_ends import LONGEST, content_end, object_end
from chancery.text.cues import BE, HAVE, MODALS, Sense, is_adverb
from chancery.text.phrase_words import DETERMINERS, OBJECT_PRONOUNS
from chancery.text.window import Window
from chancery.text.word_lists import word_set

MAIN_VERBS = BE | HAVE | MODALS - {"be", "been", "being", "having"}
LONGEST_SUBJECT = 60
JOINED = 8
OFTEN_AFTER_AT = word_set("first last least once all times best worst home")
BEFORE_ATTITUDES = word_set(
    "more very so not 's has have had feel feels felt understood said reported believed known to remain remains"
)
NOUN_FRAMES = {
    "that": "t",
    "to": "i",
    "whether": "w",
    "if": "w",
    "how": "w",
    "why": "w",
    "about": "a",
    "over": "a",
    "at": "a",
    "of": "n",
    "for": "n",
}


def named_by_nouns(window: Window, sentence: int, cues: list[int], found: list[Attribution]) -> None:
    """`his belief that …`, `a plan to …`, `is confident that …`, `it is clear that …`, `reportedly`."""
    doc, words = window.doc, window.words
    taken = {place for made in found for place in range(*made.cue)}
    for place in cues:
        word = doc.lowers[place]
        following = doc.lowers[place + 1] if place + 1 < window.high else ""
        sense = words.nouns.get(word) or words.adjectives.get(word) or words.impersonal.get(word)
        if sense is None or place + 2 >= window.high:
            continue
        frame = NOUN_FRAMES.get(following, "")
        if not frame and word not in words.nouns and phrases.clause_begins(doc, place + 1, window.high, strict=True):
            frame = "t"
        if frame not in sense.frames or (frame == "i" and not _may_act(window, place)):
            continue
        if place in taken or (following == "at" and doc.lowers[place + 2] in OFTEN_AFTER_AT):
            continue
        contents = trimmed(window, [_noun_content(window, place, frame)])
        if not contents:
            continue
        made = _noun_attribution(window, sentence, place, sense, contents)
        if made:
            found.append(made)


def _may_act(window: Window, place: int) -> bool:
    """Whether an act follows a noun and "to", and "in order to" is not meant."""
    doc = window.doc
    after = doc.lowers[place + 2]
    purpose = doc.lowers[place] == "order" and place > window.low and doc.lowers[place - 1] == "in"
    return doc.kinds[place + 2] == "w" and after not in DETERMINERS and after not in OBJECT_PRONOUNS and not purpose


def _noun_content(window: Window, place: int, frame: str) -> Range:
    """What a noun or adjective governs: a clause with its first word, or what stands after "about" or "of"."""
    if frame in {"a", "n"}:
        return place + 2, object_end(window, place + 2)
    end = content_end(window, place + 1)
    return place + 1, _second_verb(window, place, end) if frame == "t" and _leads_sentence(window, place) else end


def _leads_sentence(window: Window, place: int) -> bool:
    """Whether a noun belongs to the subject of its sentence: no verb stands before it, and not very many words."""
    return place - window.low < LONGEST_SUBJECT and not any(
        phrases.looks_finite(word) for word in window.doc.lowers[window.low : place]
    )


def _second_verb(window: Window, place: int, end: int) -> int:
    """Where the main verb takes over after the clause of its subject: "Reports that troops massed | were denied"."""
    doc = window.doc
    verbs = 0
    joined = -1
    for ahead in range(place + 2, min(end, place + LONGEST)):
        word = doc.lowers[ahead]
        if word in {"and", "but", "or", ",", "who", "which", "that", "whether", "as", "if", "when", "because"}:
            joined = ahead
        if doc.kinds[ahead] != "w" or word not in MAIN_VERBS:
            continue
        verbs += 1
        if verbs > 1 and ahead - joined > JOINED and doc.lowers[ahead - 1] not in MAIN_VERBS:
            return ahead
    return end


def _noun_attribution(
    window: Window, sentence: int, place: int, sense: Sense, contents: list[Range]
) -> Attribution | None:
    doc, words = window.doc, window.words
    word = doc.lowers[place]
    source: Range | None = None
    rule, confidence = "noun-then-content", 0.65
    before = doc.lowers[place - 1] if place > window.low else ""
    if (word in words.nouns and phrases.is_noun_here(doc, place, window.low)) or (
        word in words.nouns and before not in BE
    ):
        if before in {"his", "her", "their", "its", "my", "our"}:
            source = (place - 1, place)
        elif before == "'s":
            source = (phrases.phrase_start(doc, place - 2, window.low), place)
        else:
            source = phrases.sentence_subject(doc, window.low, place)
    elif word in words.adjectives:
        first = place
        while first > window.low and (
            doc.lowers[first - 1] in BE or is_adverb(doc.lowers[first - 1]) or doc.lowers[first - 1] in BEFORE_ATTITUDES
        ):
            first -= 1
        if first == place:
            return None
        source = phrases.subject_before(doc, first, window.low)
        rule = "adjective-then-content"
    elif before in BE or before in {"'s", "not"} or is_adverb(before):
        rule = "impersonal-that"
    else:
        return None
    if source and source[0] >= source[1]:
        source = None
    return Attribution(sentence, (place, place + 1), source, contents, rule, sense.category, sense.stance, confidence)
