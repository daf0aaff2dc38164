"""Reports that come before their content: `S said that …`, `…, saying …`, `his belief that …`, `it is clear that …`."""

from chancery.text import phrases
from chancery.text.attribution import Attribution, Range, attributed, by_cue, trimmed
from chancery.text.complements import Content, content_after
from chancery.text.content_ends import content_end, object_end
from chancery.text.cues import BE, Sense, is_adverb
from chancery.text.verbs import Verb
from chancery.text.window import Window

FRAME_RULES = {
    "q": "verb-then-quote",
    ":": "verb-then-colon",
    "t": "verb-then-that",
    "z": "verb-then-bare-clause",
    "w": "verb-then-question-word",
    "i": "verb-then-infinitive",
    "x": "verb-object-infinitive",
    "g": "verb-then-ing-form",
    "n": "verb-then-object",
    "s": "verb-object-description",
    "a": "verb-then-about",
}

CONFIDENCE = {
    "q": 0.95,
    ":": 0.8,
    "t": 0.95,
    "z": 0.85,
    "w": 0.8,
    "i": 0.75,
    "x": 0.8,
    "g": 0.65,
    "n": 0.6,
    "s": 0.7,
    "a": 0.6,
}

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
QUOTED = frozenset(("quoted", "quotes", "quoting", "cited", "cites", "citing", "reported", "described"))
BARE_ACT = 3  # tokens: "to attend" alone says too little to lay to anybody
OPENING_PARTICIPLES = frozenset(("after", "before", "by", "in", "while", "when", "without", "despite", "since", "on"))


def reported_before(window: Window, sentence: int, verbs: list[Verb], found: list[Attribution]) -> None:
    """Add the attributions of verbs that stand before their content."""
    last_source: Range | None = None
    for verb in verbs:
        if verb.negated and verb.sense.category == "impersonal":
            continue
        content = _content_of(window, verb)
        if content is None:
            continue
        source, inherited = _source_of(window, verb, found, last_source)
        if verb.passive:
            _passive(window, sentence, verb, content, source, found)
            continue
        if source is None and not verb.infinitive and verb.form != "ing":
            continue
        if content.frame in {"n", "a", "s"} and (
            verb.infinitive or source is None or (inherited and _trails(window, verb))
        ):
            continue
        contents = trimmed(window, [(content.first, _relative_end(window, content, source))])
        if not contents:
            continue
        if verb.sense.category == "impersonal" and source:
            contents.insert(0, source)
            source = None
        rule = FRAME_RULES[content.frame]
        if verb.form == "ing" and not verb.finite:
            rule = "participle-" + rule.removeprefix("verb-")
        made = attributed(sentence, verb, source, contents, rule, CONFIDENCE[content.frame])
        made.inherited = inherited
        found.append(made)
        last_source = source or last_source


def _relative_end(window: Window, content: Content, source: Range | None) -> int:
    """Where content ends; within ", who said …," at the comma that closes the relative clause."""
    doc = window.doc
    if source is None or source[1] - 2 < window.low or doc.lowers[source[1] - 1] not in {"who", "which"}:
        return content.last
    if doc.lowers[source[1] - 2] != "," or content.frame == "q":
        return content.last
    for place in range(content.first + 1, min(content.last, content.first + 60)):
        if doc.lowers[place] == "," and doc.quote_of_token[place] < 0:
            return place
    return content.last


def _trails(window: Window, verb: Verb) -> bool:
    """Whether a participle trails its noun after a comma: "a group, called …"."""
    bare = verb.form == "pastpart" and verb.first == verb.place > window.low
    return bare and window.doc.lowers[verb.first - 1] == ","


def _content_of(window: Window, verb: Verb) -> Content | None:
    sense = verb.sense
    content = content_after(window, verb.after, sense, lenient=verb.finite and not verb.infinitive)
    if content is None or content.last <= content.first:
        return None
    return content


def _source_of(
    window: Window, verb: Verb, found: list[Attribution], last_source: Range | None
) -> tuple[Range | None, bool]:
    """Whose verb it is, and whether that was named for an earlier verb."""
    doc, low = window.doc, window.low
    before = doc.lowers[verb.first - 1] if verb.first > low else ""
    if verb.finite:
        known = verb.subject_from == low
        subject = verb.subject if known else phrases.subject_before(doc, verb.first, low)
        if subject:
            return subject, False
        if before not in {"and", "but", "or", ",", "then", "that", "who"} and not is_adverb(before):
            return None, False
    elif verb.form == "ing" and before == "as" and (quoted := _quoted_as(window, verb.first - 1)):
        return quoted, False
    elif verb.form == "ing" and doc.kinds[verb.first - 1] in "CA" and verb.first - 1 > low:
        return phrases.subject_before(doc, verb.first, low), False
    elif not verb.infinitive and (verb.first == low or (verb.first - 1 == low and before in OPENING_PARTICIPLES)):
        return phrases.sentence_subject(doc, low, window.high), True
    return _shared(window, verb, found, last_source), True


def _quoted_as(window: Window, place: int) -> Range | None:
    """Whoever is "quoted … as saying": the object of the verb before "as", or the subject of its passive."""
    doc = window.doc
    for back in range(place - 1, max(window.low, place - 12), -1):
        if doc.lowers[back] in QUOTED:
            if back + 1 < place:
                return back + 1, place
            first = back
            while first > window.low and (doc.lowers[first - 1] in BE or is_adverb(doc.lowers[first - 1])):
                first -= 1
            return phrases.subject_before(doc, first, window.low)
    return None


def _shared(window: Window, verb: Verb, found: list[Attribution], last_source: Range | None) -> Range | None:
    """The subject that a verb shares with the one before it in the sentence."""
    if verb.finite and (pronoun := _pronoun_before(window, verb.first)):
        return pronoun
    nearest = max((made for made in found[-12:] if _could_share(made, verb, found)), key=by_cue, default=None)
    named = nearest.source if nearest is not None else None
    if named is not None and verb.form == "ing":
        return named
    if last_source is not None and (nearest is None or last_source[0] > nearest.cue[0]):
        return last_source
    return named or phrases.sentence_subject(window.doc, window.low, verb.first)


def _could_share(made: Attribution, verb: Verb, found: list[Attribution]) -> bool:
    """Whether a later verb may share a report's subject: it comes before and lies in no other."""
    if made.cue[0] >= verb.place:
        return False
    return not any(
        first <= made.cue[0] < last <= verb.place
        for other in found[-12:]
        if other is not made
        for first, last in other.contents
    )


def _pronoun_before(window: Window, place: int) -> Range | None:
    """The subject pronoun of the clause that a second verb goes on ("after she attacked … and blamed")."""
    lowers = window.doc.lowers
    for back in range(place - 2, max(window.low, place - 14), -1):
        if lowers[back] in {",", ";", "—"} or window.doc.quote_of_token[back] >= 0:
            return None
        if lowers[back] in {"he", "she", "they", "i", "we", "who"}:
            return back, back + 1
    return None


def _passive(
    window: Window, sentence: int, verb: Verb, content: Content, subject: Range | None, found: list[Attribution]
) -> None:
    """`S is expected to …`, `S was told that …`: content without a named source, or with one after "by"."""
    doc = window.doc
    contents = trimmed(window, [(content.first, content.last)])
    if not contents or (content.frame == "i" and content.last - content.first <= BARE_ACT):
        return
    source: Range | None = None
    if doc.lowers[verb.after] == "by" and verb.after + 1 < window.high:
        end = phrases.phrase_end(doc, verb.after + 1, window.high)
        source = (verb.after + 1, end)
        contents = [subject] if subject else []
    elif "o" not in verb.sense.frames and content.frame in {"i", "x", "s", "n"} and subject:
        contents.insert(0, subject)
    if contents and (source or content.frame in {"i", "x", "t", "z", "q", "s"}):
        found.append(attributed(sentence, verb, source, contents, "passive-report", 0.6))


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
        if frame not in sense.frames or (frame == "i" and doc.kinds[place + 2] != "w"):
            continue
        if place in taken:
            continue
        contents = trimmed(window, [_noun_content(window, place, frame)])
        if not contents:
            continue
        made = _noun_attribution(window, sentence, place, sense, contents)
        if made:
            found.append(made)


def _noun_content(window: Window, place: int, frame: str) -> Range:
    """What a noun or adjective governs: a clause with its first word, or what stands after "about" or "of"."""
    if frame in {"a", "n"}:
        return place + 2, object_end(window, place + 2)
    return place + 1, content_end(window, place + 1)


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
            doc.lowers[first - 1] in BE
            or is_adverb(doc.lowers[first - 1])
            or doc.lowers[first - 1] in {"more", "very", "so", "not", "'s", "has", "have", "feel", "feels", "felt"}
        ):
            first -= 1
        if first == place:
            return None
        source = phrases.subject_before(doc, first, window.low)
        rule = "adjective-then-content"
    elif before in BE or before == "'s" or is_adverb(before):
        rule = "impersonal-that"
    else:
        return None
    if source and source[0] >= source[1]:
        source = None
    return Attribution(sentence, (place, place + 1), source, contents, rule, sense.category, sense.stance, confidence)
