"""Reports that come before their content: `S said that …`, `…, saying …`, `S is expected to …`, `S is accused of …`."""

from dataclasses import replace

from chancery.text import phrases
from chancery.text.attribution import Attribution, Range, attributed, by_cue, trimmed
from chancery.text.complements import Content, content_after
from chancery.text.content_ends import object_end
from chancery.text.cues import BE, is_adverb
from chancery.text.phrase_words import PLURALS, SUBJECT_PRONOUNS
from chancery.text.verbs import Verb
from chancery.text.window import Window
from chancery.text.word_lists import word_set

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

SINGULAR_LEADS = word_set("the a an this that his her its their our my your every each one another no")
HOLDING = word_set("see hold treat hear view")
SEEING = word_set("see cast treat view paint")
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
        if verb.passive or _asked_first(window, verb):
            subject, _ = _source_of(window, verb, found, last_source)
            made = _charged(window, sentence, verb, subject) or _passive(window, sentence, verb, content, subject)
            found += [made] if made else []
            continue
        if content is None:
            continue
        source, inherited = _source_of(window, verb, found, last_source)
        if source is None and not verb.infinitive and verb.form != "ing":
            continue
        if content.frame in {"n", "a", "s"} and (
            source is None or _is_no_report(window, verb, content, source, inherited)
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


def _is_no_report(window: Window, verb: Verb, content: Content, source: Range, inherited: bool) -> bool:
    """Whether a verb with a mere object reports nothing: an infinitive, a trailing participle, a plural noun."""
    quoted = _quotes(window, content)
    aimless = verb.infinitive and not quoted
    undescribed = content.frame == "s" and verb.sense.word in SEEING and not quoted and not _describes(window, content)
    return aimless or undescribed or (inherited and _trails(window, verb)) or _is_plural(window, verb, source)


def _describes(window: Window, content: Content) -> bool:
    """Whether an object is described: "saw the deal as a threat"."""
    return "as" in window.doc.lowers[content.first + 1 : content.last]


def _is_plural(window: Window, verb: Verb, source: Range) -> bool:
    """Whether what looks like a verb is a plural noun: nothing singular before it is its subject ("swing states")."""
    doc = window.doc
    word = doc.lowers[verb.place]
    if verb.form != "s" or word not in PLURALS or verb.first < verb.place:
        return False
    before = verb.place - 1
    led = doc.lowers[source[0]] in SINGULAR_LEADS
    return doc.kinds[before] == "w" and doc.lowers[before] not in SUBJECT_PRONOUNS | {"that", "which"} and not led


def _quotes(window: Window, content: Content) -> bool:
    """Whether content holds words in quotation marks."""
    return max(window.doc.quote_of_token[content.first : content.last], default=-1) >= 0


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
    if verb.passive and "t" in sense.frames and "i" not in sense.frames:
        sense = replace(sense, frames=sense.frames | {"i"})
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


def _asked_first(window: Window, verb: Verb) -> bool:
    """Whether a sentence opens with somebody asked or told: "Asked whether he would resign, he smiled"."""
    return verb.first == verb.place == window.low and verb.form == "pastpart" and verb.sense.word in ASKING


def _passive(
    window: Window, sentence: int, verb: Verb, content: Content | None, subject: Range | None
) -> Attribution | None:
    """`S is expected to …`, `S was told that …`: content without a named source, or with one after "by"."""
    doc = window.doc
    if content is None:
        return _reported_by(window, sentence, verb, subject)
    contents = trimmed(window, [(content.first, _relative_end(window, content, subject))])
    if not contents or (content.frame == "i" and content.last - content.first <= BARE_ACT):
        return None
    source: Range | None = None
    if doc.lowers[verb.after] == "by" and verb.after + 1 < window.high:
        end = phrases.phrase_end(doc, verb.after + 1, window.high)
        source = (verb.after + 1, end)
        contents = [subject] if subject else []
    elif "o" not in verb.sense.frames and content.frame in {"i", "x", "s", "n"} and subject and verb.passive:
        contents.insert(0, subject)
    if verb.sense.word in HOLDING and content.frame == "s" and not _describes(window, content):
        return None
    taken = (
        source
        or content.frame in {"i", "x", "t", "z", "q", "s"}
        or (content.frame in "wn" and (not verb.passive or verb.sense.word in ASKING))
    )
    return attributed(sentence, verb, source, contents, "passive-report", 0.6) if contents and taken else None


def _reported_by(window: Window, sentence: int, verb: Verb, subject: Range | None) -> Attribution | None:
    """`The plan was criticised by S.`: the subject is what is spoken of."""
    doc = window.doc
    if verb.after + 1 >= window.high or doc.lowers[verb.after] != "by" or verb.sense.category != "speech":
        return None
    if subject is None or not verb.sense.frames & {"n", "t"} or doc.kinds[verb.after + 1] not in "wCA":
        return None
    source = (verb.after + 1, phrases.phrase_end(doc, verb.after + 1, window.high))
    contents = trimmed(window, [subject])
    return attributed(sentence, verb, source, contents, "passive-report", 0.5) if contents else None


CHARGING = word_set("accuse charge suspect convict indict acquit")
ASKING = word_set("ask press question tell")


def _charged(window: Window, sentence: int, verb: Verb, subject: Range | None) -> Attribution | None:
    """`S was accused of …`, `S was charged with …`: the charge, with the one it is laid to; a source after "by"."""
    doc = window.doc
    if not verb.passive or verb.sense.word not in CHARGING or subject is None:
        return None
    place, source = verb.after, None
    if place + 1 < window.high and doc.lowers[place] == "by":
        end = phrases.phrase_end(doc, place + 1, window.high)
        source, place = (place + 1, end), end
    if place + 1 >= window.high or doc.lowers[place] not in {"of", "with"}:
        return None
    contents = trimmed(window, [subject, (place + 1, object_end(window, place + 1))])
    return attributed(sentence, verb, source, contents, "passive-charge", 0.65) if contents else None
