"""Attributions within a sentence: a cue, whoever it belongs to, and the content it governs, in tokens.

Order of work: reports that follow their content ("…, officials said") take all before them; then each other cue takes
what follows it. A cue within the content of another is kept, marked as nested: a report within a report.
"""

from dataclasses import dataclass, field

from chancery.text import phrases
from chancery.text.complements import DASHES, ENDINGS, Content, Window, content_after, content_end
from chancery.text.cues import BE, DO, HAVE, MODALS, CueForm, Sense, is_adverb

Range = tuple[int, int]
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
FINITE_FORMS = frozenset(("s", "past", "pastpart"))
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
OPENING_PARTICIPLES = frozenset(("after", "before", "by", "in", "while", "when", "without", "despite", "since", "on"))
SURE_VERBS = frozenset(
    ("say", "believe", "think", "argue", "know", "insist", "contend", "agree", "worry", "suggest", "admit")
)
NOT_CUES = frozenset(("regarding", "concerning", "considering", "meaning"))
POST_FRAMES = frozenset("qtz")


@dataclass(slots=True)
class Attribution:
    """Words laid to somebody, as ranges of tokens.

    source: the words that name the speaker, None where nobody is named; inherited: the source was named for an earlier
    verb. nested: lies within the content of another attribution. negated: the cue is denied ("did not say").
    """

    sentence: int
    cue: Range
    source: Range | None
    contents: list[Range]
    rule: str
    category: str
    stance: str
    confidence: float
    nested: bool = False
    inherited: bool = False
    negated: bool = False
    relation: str = field(default="")


@dataclass(slots=True)
class _Verb:
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


def attributions(window: Window, sentence: int, cues: list[int]) -> list[Attribution]:
    """The attributions of one sentence, in order of their cues.

    cues: tokens of the sentence, outside quotation marks, that the list of cue words holds.
    """
    doc, words = window.doc, window.words
    found: list[Attribution] = []
    waiting: list[_Verb] = []
    covered = window.low
    signed = _signed(window, sentence)
    if signed:
        return [signed]
    for place in cues:
        form = words.verbs.get(doc.lowers[place])
        if doc.lowers[place] == "according":
            made = _according(window, sentence, place, covered)
        elif form is not None and (verb := _verb_at(window, place, form)):
            made = _reported_after(window, sentence, verb, covered)
            if made is None:
                waiting.append(verb)
        else:
            continue
        if made:
            found.append(made)
            covered = max(made.cue[1], made.source[1] if made.source else 0, *(last for _, last in made.contents))
    _forward(window, sentence, waiting, found)
    _named_by_nouns(window, sentence, cues, found)
    found.sort(key=_by_cue)
    _mark_nested(found)
    return found


def _by_cue(made: Attribution) -> Range:
    return made.cue


def _verb_at(window: Window, place: int, form: CueForm) -> _Verb | None:
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
    return _Verb(place, first, after, sense, spelled, passive, infinitive, negated, finite)


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


# Reports that follow their content


def _reported_after(window: Window, sentence: int, verb: _Verb, covered: int) -> Attribution | None:
    """`"…," S said.`, `…, said S.`, `…, S said, …`: a verb whose content came before it."""
    if verb.passive or not verb.sense.frames & POST_FRAMES or verb.infinitive or not verb.finite:
        return None
    doc = window.doc
    subject = phrases.subject_before(doc, verb.first, covered)
    if _breaks(window, verb.first - 1) and verb.form in FINITE_FORMS and verb.first == verb.place > window.low:
        made = (
            None
            if subject and not _quote_ends_before(window, verb.first)
            else _inverted(window, sentence, verb, covered)
        )
        if made:
            return made
    if subject is None or subject[0] <= covered:
        return _as_said(window, sentence, verb, subject)
    boundary = subject[0] - 1
    if doc.lowers[boundary] == "as":
        return _as_said(window, sentence, verb, subject)
    while boundary > covered and (is_adverb(doc.lowers[boundary]) or doc.lowers[boundary] in {"and", "but"}):
        boundary -= 1
    if not _breaks(window, boundary):
        return None
    quoted_before = _quote_ends_before(window, boundary + 1)
    following = content_after(window, verb.after, verb.sense)
    if following and following.frame != "q":
        if not quoted_before or (doc.quote_of_token[covered] < 0 and following.frame in "tzwix"):
            return None
        following = None
    elif following and not quoted_before:
        return None
    if not quoted_before and not _ends_here(window, verb.after):
        return None
    if not quoted_before and (doc.lowers[boundary] in DASHES and verb.after < window.high - 1):
        return None
    contents = [(covered, boundary)]
    if following:
        contents.append((following.first, following.last))
    else:
        contents += _resumed(window, verb.after, quoted=quoted_before)
    if not quoted_before and len(contents) == 1 and not _is_clause(window, covered, boundary):
        return None
    rule = "quote-subject-verb" if quoted_before else "clause-subject-verb"
    return _attribution(sentence, verb, subject, _trimmed(window, contents), rule, 0.95 if quoted_before else 0.9)


def _is_clause(window: Window, first: int, last: int) -> bool:
    """Whether tokens hold a finite verb, or words in quotation marks; an opening phrase ("In his speech") does not."""
    doc = window.doc
    return any(
        phrases.looks_finite(doc.lowers[place]) or doc.quote_of_token[place] >= 0 or doc.kinds[place] == "s"
        for place in range(max(first, last - 120), last)
    ) or (doc.lowers[first] not in phrases.PREPOSITIONS and last - first > 6)


def _as_said(window: Window, sentence: int, verb: _Verb, subject: Range | None) -> Attribution | None:
    """`As S said, …`: the main clause is what S said."""
    doc = window.doc
    if subject is None or subject[0] <= window.low or doc.lowers[subject[0] - 1] != "as":
        return None
    if subject[0] - 1 > window.low or content_after(window, verb.after, verb.sense):
        return None
    place = verb.after
    while place < min(window.high, verb.after + 16) and doc.lowers[place] != ",":
        place += 1
    if place + 1 >= window.high or doc.lowers[place] != ",":
        return None
    return _attribution(sentence, verb, subject, [(place + 1, window.high)], "as-subject-said", 0.75)


def _inverted(window: Window, sentence: int, verb: _Verb, covered: int) -> Attribution | None:
    """`"…," said S` and `…, said S`."""
    doc = window.doc
    if "q" not in verb.sense.frames or verb.after >= window.high or verb.first - 1 <= covered:
        return None
    kind, word = doc.kinds[verb.after], doc.lowers[verb.after]
    quoted_before = _quote_ends_before(window, verb.first)
    if (
        word in phrases.OBJECT_PRONOUNS - {"it", "you"}
        or word in phrases.TIMES
        or word in {"that", "to", "in", "on", "at", "by"}
    ):
        return None
    if not (
        kind in "CAn"
        or word in phrases.DETERMINERS
        or word in phrases.SUBJECT_PRONOUNS
        or (quoted_before and kind == "w")
    ):
        return None
    if doc.quote_of_token[verb.after] >= 0 or (doc.lowers[verb.first - 1] == "," and "o" in verb.sense.frames):
        return None
    if (
        not quoted_before
        and ("z" in verb.sense.frames)
        and phrases.clause_begins(doc, verb.after, window.high, strict=True)
    ):
        return None
    end = phrases.phrase_end(doc, verb.after, window.high)
    if end <= verb.after:
        return None
    contents = [(covered, verb.first - 1)]
    tail = _after_apposition(window, end)
    contents += _resumed(window, tail, quoted=quoted_before)
    rule = "quote-verb-subject" if quoted_before else "clause-verb-subject"
    source = (verb.after, end if tail == end else tail)
    return _attribution(sentence, verb, source, _trimmed(window, contents), rule, 0.95 if quoted_before else 0.85)


def _after_apposition(window: Window, place: int) -> int:
    """Past ", the envoy to Seoul" after a name, to the next comma or the end."""
    doc = window.doc
    if place + 1 >= window.high or doc.lowers[place] != ",":
        return place
    following = doc.lowers[place + 1]
    if following not in phrases.DETERMINERS and following not in {
        "who",
        "whose",
        "president",
        "director",
        "chief",
        "head",
    }:
        return place
    ahead = place + 1
    while ahead < min(window.high, place + 30) and doc.quote_of_token[ahead] < 0:
        if doc.lowers[ahead] == "," or doc.lowers[ahead] in ENDINGS:
            return ahead
        ahead += 1
    return ahead


def _breaks(window: Window, place: int) -> bool:
    """Whether a comma, a dash or the end of a quotation stands at a token."""
    doc = window.doc
    return doc.lowers[place] == "," or doc.lowers[place] in DASHES or doc.quote_of_token[place] >= 0


def _quote_ends_before(window: Window, place: int) -> bool:
    """Whether a quotation that is a sentence or ends in a comma ends right before a token, or a comma before it."""
    doc = window.doc
    if place <= window.low:
        return False
    number = doc.quote_of_token[place - 1]
    if number >= 0:
        mark = doc.quoted[number]
        return not mark.closed or doc.body[mark.inner_start : mark.inner_end].rstrip(" ’'")[-1:] in ",.?!…—-–"
    return (
        place - 1 > window.low and doc.quote_of_token[place - 2] >= 0 and doc.lowers[place - 1] in {",", "—", "–", "--"}
    )


def _ends_here(window: Window, place: int) -> bool:
    """Whether nothing but a hearer, a time or a place follows a cue, up to a comma or the sentence's end."""
    doc = window.doc
    for ahead in range(place, min(place + 26, window.high)):
        word = doc.lowers[ahead]
        if (
            word in ENDINGS
            or word == ","
            or word in DASHES
            or word == ":"
            or word in {"when", "as", "while", "after", "before"}
        ):
            return True
        if ahead == place and (word in phrases.OBJECT_PRONOUNS or doc.kinds[ahead] in "CA"):
            continue
        if ahead == place and word not in phrases.PREPOSITIONS and word not in phrases.TIMES and not is_adverb(word):
            return window.high - place < 6 and not phrases.looks_finite(word)
    return True


def _resumed(window: Window, place: int, *, quoted: bool) -> list[Range]:
    """What goes on after the cue: a second quotation, or the rest of an interrupted clause."""
    doc = window.doc
    ahead = place
    while (
        ahead < min(window.high, place + 30) and doc.lowers[ahead] not in {",", ":"} and doc.quote_of_token[ahead] < 0
    ):
        ahead += 1
    if ahead >= window.high - 1 or doc.lowers[ahead] in ENDINGS:
        return []
    first = ahead + 1 if doc.quote_of_token[ahead] < 0 else ahead
    if doc.quote_of_token[first] >= 0:
        return [(first, min(phrases.doc_after_quote(doc, first), window.high))]
    if quoted or ahead != place or doc.lowers[ahead] != ",":
        return []
    word = doc.lowers[first]
    if (
        word in {"and", "but", "while", "as", "although", "though", "who", "which", "according"}
        or word in phrases.PREPOSITIONS
    ):
        return []
    return [] if word.endswith("ing") else [(first, content_end(window, first))]


def _signed(window: Window, sentence: int) -> Attribution | None:
    """`“…” — Name`: a quotation signed after a dash, nothing else in the sentence."""
    doc = window.doc
    if doc.quote_of_token[window.low] < 0:
        return None
    after = phrases.doc_after_quote(doc, window.low)
    if not 2 <= window.high - after <= 16 or doc.lowers[after] not in DASHES | {"-", "~"}:
        return None
    last = window.high - 1 if doc.lowers[window.high - 1] in ENDINGS else window.high
    first = after + 1
    if first >= last or doc.kinds[first] not in "CA" or any(kind == "q" for kind in doc.kinds[first:last]):
        return None
    if any(phrases.looks_finite(word) for word in doc.lowers[first:last]):
        return None
    return Attribution(
        sentence, (after, first), (first, last), [(window.low, after)], "quote-dash-name", "speech", "neutral", 0.9
    )


def _according(window: Window, sentence: int, place: int, covered: int) -> Attribution | None:
    """`According to S, …` and `…, according to S`."""
    doc = window.doc
    if place + 2 >= window.high or doc.lowers[place + 1] != "to":
        return None
    first = place + 2
    end = first
    while end < min(window.high, first + 36):
        word = doc.lowers[end]
        if (
            word == ","
            or word in {";", ":"}
            or (word in ENDINGS and end >= window.high - 1)
            or doc.quote_of_token[end] >= 0
        ):
            break
        end += 1
    if end < window.high and doc.lowers[end] == ",":
        apposed = _after_apposition(window, end)
        plain = not any(phrases.looks_finite(word) for word in doc.lowers[end:apposed])
        end = apposed if apposed < window.high and doc.lowers[apposed] in {",", "."} and plain else end
    contents: list[Range] = []
    opening = all(doc.lowers[k] in phrases.OPENERS or doc.kinds[k] == "p" for k in range(covered, place))
    if not opening:
        stop = place - 1 if doc.lowers[place - 1] == "," else place
        contents.append((covered, stop))
        if (
            end + 1 < window.high
            and doc.lowers[end] == ","
            and stop < place
            and doc.lowers[end + 1] not in {"who", "which", "and", "but"}
        ):
            contents.append((end + 1, content_end(window, end + 1)))
    elif end < window.high:
        begin = end + 1 if doc.lowers[end] == "," else end
        contents.append((begin, content_end(window, begin) if begin < window.high else window.high))
    contents = _trimmed(window, contents)
    if (
        not contents
        or end <= first
        or (end - first == 1 and doc.kinds[first] == "w" and not doc.lowers[first].endswith("s"))
    ):
        return None
    return Attribution(sentence, (place, place + 2), (first, end), contents, "according-to", "speech", "neutral", 0.95)


# Reports that come before their content


def _forward(window: Window, sentence: int, verbs: list[_Verb], found: list[Attribution]) -> None:
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
        if content.frame in {"n", "a", "s"} and (verb.infinitive or source is None or _trails(window, verb)):
            continue
        contents = _trimmed(window, [(content.first, content.last)])
        if not contents:
            continue
        if verb.sense.category == "impersonal" and source:
            contents.insert(0, source)
            source = None
        rule = FRAME_RULES[content.frame]
        if verb.form == "ing" and not verb.finite:
            rule = "participle-" + rule.removeprefix("verb-")
        made = _attribution(sentence, verb, source, contents, rule, CONFIDENCE[content.frame])
        made.inherited = inherited
        found.append(made)
        last_source = source or last_source


def _trails(window: Window, verb: _Verb) -> bool:
    """Whether a participle trails its noun after a comma: "a group, called …"."""
    bare = verb.form == "pastpart" and verb.first == verb.place > window.low
    return bare and window.doc.lowers[verb.first - 1] == ","


def _content_of(window: Window, verb: _Verb) -> Content | None:
    sense = verb.sense
    content = content_after(window, verb.after, sense, lenient=verb.finite and not verb.infinitive)
    if content is None or content.last <= content.first:
        return None
    return content


def _source_of(
    window: Window, verb: _Verb, found: list[Attribution], last_source: Range | None
) -> tuple[Range | None, bool]:
    """Whose verb it is: the phrase before it, or the subject it shares with an earlier verb."""
    doc = window.doc
    if verb.finite:
        subject = phrases.subject_before(doc, verb.first, window.low)
        if subject:
            return subject, False
    elif not verb.infinitive and verb.first == window.low:
        return phrases.sentence_subject(doc, window.low, window.high), True
    before = doc.lowers[verb.first - 1] if verb.first > window.low else ""
    if (
        verb.form == "ing"
        and verb.first - 1 == window.low
        and doc.kinds[verb.first - 1] == "C"
        and before in OPENING_PARTICIPLES
    ):
        return phrases.sentence_subject(doc, window.low, window.high), True
    if verb.form == "ing" and not verb.finite and verb.first > window.low and doc.kinds[verb.first - 1] in "CA":
        return phrases.subject_before(doc, verb.first, window.low), False
    if verb.finite and before not in {"and", "but", "or", ",", "then", "that", "who"} and not is_adverb(before):
        return None, False
    if verb.finite and (pronoun := _pronoun_before(window, verb.first)):
        return pronoun, True
    nearest = max((made for made in found[-12:] if _could_share(made, verb, found)), key=_by_cue, default=None)
    if verb.form == "ing" and nearest is not None and nearest.source is not None:
        return nearest.source, True
    if last_source is not None and (nearest is None or last_source[0] > nearest.cue[0]):
        return last_source, True
    if nearest is not None and nearest.source is not None:
        return nearest.source, True
    return phrases.sentence_subject(doc, window.low, verb.first), True


def _could_share(made: Attribution, verb: _Verb, found: list[Attribution]) -> bool:
    """Whether a later verb may share a report's subject: it comes before, and no report around it leaves the verb out."""
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
    window: Window, sentence: int, verb: _Verb, content: Content, subject: Range | None, found: list[Attribution]
) -> None:
    """`S is expected to …`, `S was told that …`: content without a named source, or with one after "by"."""
    doc = window.doc
    contents = _trimmed(window, [(content.first, content.last)])
    if not contents:
        return
    source: Range | None = None
    if doc.lowers[verb.after] == "by" and verb.after + 1 < window.high:
        end = phrases.phrase_end(doc, verb.after + 1, window.high)
        source = (verb.after + 1, end)
        contents = [subject] if subject else []
    elif "o" not in verb.sense.frames and content.frame in {"i", "x", "s", "n"} and subject:
        contents.insert(0, subject)
    if contents and (source or content.frame in {"i", "x", "t", "z", "q", "s"}):
        found.append(_attribution(sentence, verb, source, contents, "passive-report", 0.6))


def _named_by_nouns(window: Window, sentence: int, cues: list[int], found: list[Attribution]) -> None:
    """`his belief that …`, `a plan to …`, `is confident that …`, `it is clear that …`, `reportedly`."""
    doc, words = window.doc, window.words
    taken = {place for made in found for place in range(*made.cue)}
    for place in cues:
        word = doc.lowers[place]
        following = doc.lowers[place + 1] if place + 1 < window.high else ""
        sense = words.nouns.get(word) or words.adjectives.get(word) or words.impersonal.get(word)
        if sense is None or place + 2 >= window.high:
            continue
        frame = {"that": "t", "to": "i", "whether": "w", "about": "a"}.get(following, "")
        if not frame and word not in words.nouns and phrases.clause_begins(doc, place + 1, window.high, strict=True):
            frame = "t"
        if frame not in sense.frames or (frame == "i" and doc.kinds[place + 2] != "w"):
            continue
        if place in taken:
            continue
        contents = _trimmed(window, [(place + 1, content_end(window, place + 1))])
        if not contents:
            continue
        made = _noun_attribution(window, sentence, place, sense, contents)
        if made:
            found.append(made)


def _noun_attribution(
    window: Window, sentence: int, place: int, sense: Sense, contents: list[Range]
) -> Attribution | None:
    doc, words = window.doc, window.words
    word = doc.lowers[place]
    source: Range | None = None
    rule, confidence = "noun-then-content", 0.65
    before = doc.lowers[place - 1] if place > window.low else ""
    if word in words.nouns and phrases.is_noun_here(doc, place, window.low) or word in words.nouns and before not in BE:
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


# Small change


def _attribution(
    sentence: int, verb: _Verb, source: Range | None, contents: list[Range], rule: str, confidence: float
) -> Attribution:
    sense = verb.sense
    return Attribution(
        sentence,
        (verb.first, verb.after),
        source,
        contents,
        rule,
        sense.category,
        sense.stance,
        confidence,
        negated=verb.negated,
    )


def _trimmed(window: Window, contents: list[Range]) -> list[Range]:
    """Ranges without commas and stops at their ends, empty ones dropped; quotation marks stay."""
    doc = window.doc
    kept: list[Range] = []
    for start, end in contents:
        first, last = start, end
        while first < last and doc.kinds[first] == "p" and doc.lowers[first] not in {"$", "#", "@", "("}:
            first += 1
        while (
            last > first
            and doc.lowers[last - 1] in {",", ".", ";", "—", "–", "--", "―", ":", "!", "?"}
            and (doc.quote_of_token[last - 1] < 0)
        ):
            last -= 1
        if first < last:
            kept.append((first, last))
    return kept


def _mark_nested(found: list[Attribution]) -> None:
    """Mark every attribution whose cue lies in the content of another."""
    ranges = sorted((first, last, number) for number, made in enumerate(found) for first, last in made.contents)
    furthest, owner, second = -1, -1, -1  # the range that reaches furthest, whose it is, and the best of the others
    place = 0
    for number, made in enumerate(found):
        while place < len(ranges) and ranges[place][0] <= made.cue[0]:
            _, last, whose = ranges[place]
            if whose == owner:
                furthest = max(furthest, last)
            elif last > furthest:
                furthest, owner, second = last, whose, furthest
            else:
                second = max(second, last)
            place += 1
        made.nested = made.cue[0] < (second if owner == number else furthest)
