"""Reports that follow their content: `“…,” S said`, `…, said S`, `According to S, …`, `“…” — S`."""

from chancery.text import phrases
from chancery.text.attribution import Attribution, Range, attributed, trimmed
from chancery.text.complements import content_after
from chancery.text.content_ends import DASHES, ENDINGS, content_end, ends_sentence
from chancery.text.cues import is_adverb
from chancery.text.phrase_words import (
    DETERMINERS,
    FINITE,
    OBJECT_PRONOUNS,
    OPENERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from chancery.text.verbs import Verb
from chancery.text.window import Window

FINITE_FORMS = frozenset(("s", "past", "pastpart"))

ADVERBIAL = SUBORDINATORS - {"whether", "what", "how", "why", "that", "which", "whose", "but", "or", "nor", "so"}
SHORT = 5
LEAST = 3  # tokens of content: "After all, as he saw it" says too little
POST_FRAMES = frozenset("qtz")


def reported_after(window: Window, sentence: int, verb: Verb, covered: int) -> Attribution | None:
    """`"…," S said.`, `…, said S.`, `…, S said, …`: a verb whose content came before it."""
    if verb.passive or not verb.sense.frames & POST_FRAMES or verb.infinitive or not verb.finite:
        return None
    subject = phrases.subject_before(window.doc, verb.first, covered)
    verb.subject, verb.subject_from = subject, covered
    if _may_invert(window, verb, subject):
        made = _inverted(window, sentence, verb, covered)
        if made:
            return made
    if subject is None or subject[0] <= covered or window.doc.lowers[subject[0] - 1] == "as":
        return _as_said(window, sentence, verb, subject, covered)
    boundary = subject[0] - 1
    while boundary > covered and (
        is_adverb(window.doc.lowers[boundary]) or window.doc.lowers[boundary] in {"and", "but"}
    ):
        boundary -= 1
    if not _breaks(window, boundary):
        return None
    if _quote_ends_before(window, boundary + 1):
        return _after_quotation(window, sentence, verb, subject, (covered, boundary))
    return _after_clause(window, sentence, verb, subject, (covered, boundary))


def _may_invert(window: Window, verb: Verb, subject: Range | None) -> bool:
    """Whether the speaker may follow the verb: a break stands before it, and no phrase between commas."""
    if verb.form not in FINITE_FORMS or not verb.first == verb.place > window.low:
        return False
    return _breaks(window, verb.first - 1) and (subject is None or _quote_ends_before(window, verb.first))


def _after_quotation(window: Window, sentence: int, verb: Verb, subject: Range, before: Range) -> Attribution | None:
    """`"…," S said` with what goes on after it."""
    following = content_after(window, verb.after, verb.sense)
    if following and following.frame in "tzwix" and window.doc.quote_of_token[before[0]] < 0:
        return None
    if following and following.frame == "q":
        contents = [before, (following.first, following.last)]
    else:
        contents = [before, *_resumed(window, verb.after, quoted=True)]
    return attributed(sentence, verb, subject, trimmed(window, contents), "quote-subject-verb", 0.95)


def _after_clause(window: Window, sentence: int, verb: Verb, subject: Range, before: Range) -> Attribution | None:
    """`…, S said` and `…, S said, …` without quotation marks before the speaker."""
    if content_after(window, verb.after, verb.sense) or not _ends_here(window, verb.after):
        return None
    if window.doc.lowers[before[1]] in DASHES and verb.after < window.high - 1:
        return None
    contents = [before, *_resumed(window, verb.after, quoted=False)]
    if len(contents) == 1 and not _is_clause(window, *before):
        return None
    return attributed(sentence, verb, subject, trimmed(window, contents), "clause-subject-verb", 0.9)


def _as_said(window: Window, sentence: int, verb: Verb, subject: Range | None, covered: int) -> Attribution | None:
    """`As S said, …` and `…, as S said`: the main clause is what S said."""
    doc = window.doc
    if subject is None or subject[0] <= window.low or doc.lowers[subject[0] - 1] != "as":
        return None
    if content_after(window, verb.after, verb.sense):
        return None
    if subject[0] - 1 > window.low:
        before = subject[0] - 2
        quoted = _quote_ends_before(window, subject[0] - 1)
        enough = quoted or before - covered >= LEAST
        set_off = before > covered and (doc.lowers[before] == "," or quoted)
        if not (enough and set_off and _ends_here(window, verb.after)):
            return None
        before += quoted and doc.quote_of_token[before] >= 0
        return attributed(sentence, verb, subject, trimmed(window, [(covered, before)]), "as-subject-said", 0.75)
    place = verb.after
    while place < min(window.high, verb.after + 16) and doc.lowers[place] != ",":
        place += 1
    if place + 1 >= window.high or doc.lowers[place] != ",":
        return None
    return attributed(sentence, verb, subject, [(place + 1, window.high)], "as-subject-said", 0.75)


def _is_clause(window: Window, first: int, last: int) -> bool:
    """Whether tokens hold a finite verb, or words in quotation marks; an opening phrase ("In his speech") does not."""
    doc = window.doc
    while first < last - 1 and doc.lowers[first] in OPENERS:
        first += 1
    if doc.lowers[first] in ADVERBIAL and "," not in doc.lowers[first:last]:
        return False
    opening = doc.lowers[first]
    phrase = opening in PREPOSITIONS or (opening.endswith("ing") and len(opening) > SHORT)
    if phrase and not any(word in FINITE for word in doc.lowers[first:last]) and doc.quote_of_token[last - 1] < 0:
        return False
    return any(
        phrases.looks_finite(doc.lowers[place]) or doc.quote_of_token[place] >= 0 or doc.kinds[place] == "s"
        for place in range(max(first, last - 120), last)
    ) or (doc.lowers[first] not in PREPOSITIONS and last - first > 6)


def _inverted(  # noqa: PLR0911 - one return for each thing that may follow the verb instead
    window: Window, sentence: int, verb: Verb, covered: int
) -> Attribution | None:
    """`"…," said S` and `…, said S`."""
    doc = window.doc
    if "q" not in verb.sense.frames or verb.after >= window.high or verb.first - 1 <= covered:
        return None
    kind, word = doc.kinds[verb.after], doc.lowers[verb.after]
    quoted_before = _quote_ends_before(window, verb.first)
    if word in OBJECT_PRONOUNS - {"it", "you"} or word in TIMES or word in {"that", "to", "in", "on", "at", "by"}:
        return None
    if not (kind in "CAn" or word in DETERMINERS or word in SUBJECT_PRONOUNS or (quoted_before and kind == "w")):
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
    return attributed(sentence, verb, source, trimmed(window, contents), rule, 0.95 if quoted_before else 0.85)


def _after_apposition(window: Window, place: int) -> int:
    """Past ", the envoy to Seoul" after a name, to the next comma or the end."""
    doc = window.doc
    if place + 1 >= window.high or doc.lowers[place] != ",":
        return place
    following = doc.lowers[place + 1]
    if following not in DETERMINERS and following not in {
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
        if doc.lowers[ahead] == "," or ends_sentence(window, ahead):
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
            ends_sentence(window, ahead)
            or word == ","
            or word in DASHES
            or word == ":"
            or word in {"when", "as", "while", "after", "before"}
        ):
            return True
        if ahead == place and (word in OBJECT_PRONOUNS or doc.kinds[ahead] in "CA"):
            continue
        if ahead == place and word not in PREPOSITIONS and word not in TIMES and not is_adverb(word):
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
    word = doc.lowers[first]
    if word in {"but", "and"} and first + 1 < window.high and doc.quote_of_token[first + 1] >= 0:
        first += 1
    if doc.quote_of_token[first] >= 0:
        return [(first, min(phrases.doc_after_quote(doc, first), window.high))]
    if quoted or doc.lowers[ahead] != "," or (ahead != place and word not in FINITE):
        return []
    if word in {"and", "but", "while", "as", "although", "though", "who", "which", "according"} or word in PREPOSITIONS:
        return []
    return [] if word.endswith("ing") else [(first, content_end(window, first))]


def signed(window: Window, sentence: int) -> Attribution | None:
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


def according(window: Window, sentence: int, place: int, covered: int) -> Attribution | None:
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
    opening = all(doc.lowers[k] in OPENERS or doc.kinds[k] == "p" for k in range(covered, place))
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
    contents = trimmed(window, contents)
    if (
        not contents
        or end <= first
        or (end - first == 1 and doc.kinds[first] == "w" and not doc.lowers[first].endswith("s"))
    ):
        return None
    return Attribution(sentence, (place, place + 2), (first, end), contents, "according-to", "speech", "neutral", 0.95)
