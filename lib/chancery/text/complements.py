"""What follows a cue word: the quotation, clause or phrase that it lays to somebody, and where that ends."""

from dataclasses import dataclass

from chancery.text import phrases
from chancery.text.content_ends import DASHES, ENDINGS, LONGEST, content_end, ends_sentence, object_end, quotation_end
from chancery.text.cues import Sense, is_adverb
from chancery.text.phrase_words import DETERMINERS, FINITE, OBJECT_PRONOUNS, PREPOSITIONS, SUBJECT_PRONOUNS, TIMES
from chancery.text.window import Window

GAP = 22
WH = frozenset(("whether", "how", "why", "what", "who", "if", "where", "when", "which", "whom"))
ABOUT = frozenset(("about", "of", "on", "against", "over", "for", "regarding", "concerning"))
ASIDES = (["condition"], ["behalf"], ["background"], ["camera"], ["record"], ["first"], ["last"], ["once"], ["least"])
DOING = frozenset(("maintain", "post", "text", "reason", "project", "read", "relate", "write", "email", "blog", "hold"))
UNSURE_WH = frozenset(("if", "when", "where", "which"))
ING_BASES = frozenset(
    ("bring", "sing", "ring", "swing", "cling", "fling", "sling", "spring", "sting", "wring", "string")
)
PARTITIVES = frozenset(("one", "some", "many", "members", "most", "all", "both", "group", "two", "three", "several"))


@dataclass(slots=True)
class Content:
    """Tokens first..last-1 that a cue governs, and the frame that found them; `gap` tokens lie between."""

    first: int
    last: int
    frame: str
    gap: int = 0


def content_after(window: Window, place: int, sense: Sense, *, lenient: bool = True) -> Content | None:
    """The content that begins after a cue word (at token `place` or past a hearer, a time or a place).

    lenient: whether a clause may be taken where no verb in it is known to be finite.
    """
    doc = window.doc
    start = place
    limit = min(window.high, place + GAP)
    while place < limit:
        opened = _opened(window, place, start, sense)
        if opened is not _NOTHING:
            return opened
        step = _aside(window, place, start)
        if step:
            place += step
            continue
        word = doc.lowers[place]
        if word in PREPOSITIONS and doc.kinds[place] == "w" and place + 1 < window.high:
            anchored = _anchored(window, place, start, sense.frames)
            if anchored or "a" not in sense.frames or word not in ABOUT:
                return anchored
        return _plain(window, place, start, sense, lenient=lenient)
    return None


_NOTHING = Content(-1, -1, "")


def _opened(window: Window, place: int, start: int, sense: Sense) -> Content | None:
    """Content that a mark or a word at this token opens; None where it bars any; _NOTHING where it does neither."""
    doc = window.doc
    word = doc.lowers[place]
    if doc.quote_of_token[place] >= 0:
        return _quotation(window, place, start, sense.frames)
    if word == ":":
        return _after_colon(window, place, start, sense.frames)
    if word == ",":
        return _after_comma(window, place, start, sense.frames)
    if ends_sentence(window, place) or word in DASHES:
        return None
    found = _marked(window, place, sense)
    if found is None:
        return _NOTHING
    found.gap = place - start
    return found


def _aside(window: Window, place: int, start: int) -> int:
    """How many tokens of time or manner stand here between a cue and its content; 0 where there are none."""
    doc = window.doc
    word = doc.lowers[place]
    if word in TIMES or word == "ago" or (is_adverb(word) and word not in {"all", "both"}):
        return 1
    if doc.kinds[place] == "n" and place > start and doc.lowers[place - 1] in TIMES:
        return 1
    timed = place + 1 < window.high and (doc.lowers[place + 1] in TIMES or doc.kinds[place + 1] == "n")
    return 2 if timed and word in PREPOSITIONS and doc.kinds[place] == "w" else 0


def _quotation(window: Window, place: int, start: int, frames: frozenset[str]) -> Content | None:
    if not frames & {"q", "t", "z", "n", "s", "a", "o"}:
        return None
    if not frames & {"t", "z"}:
        return Content(place, _last_quotation(window, place), "q", place - start)
    return Content(place, quotation_end(window, place), "q", place - start)


def _last_quotation(window: Window, place: int) -> int:
    """One past the quotations that begin at a token and are joined by commas or "and"."""
    doc, high = window.doc, window.high
    after = min(phrases.doc_after_quote(doc, place), high)
    joined = after
    while joined < min(high, after + 3) and doc.lowers[joined] in {"and", "or", ","}:
        joined += 1
    if joined < high and doc.quote_of_token[joined] >= 0 and after - place < LONGEST:
        return _last_quotation(window, joined)
    return after


def _after_colon(window: Window, place: int, start: int, frames: frozenset[str]) -> Content | None:
    following = place + 1
    if following >= window.high or not frames & {"q", "t"}:
        return None
    if window.doc.quote_of_token[following] >= 0:
        return Content(following, quotation_end(window, following), "q", place - start)
    return Content(following, window.high, ":", place - start)


def _after_comma(  # noqa: PLR0911 - one return for each thing a comma may be followed by
    window: Window, place: int, start: int, frames: frozenset[str]
) -> Content | None:
    """A quotation after the comma, or a that-clause past a short parenthesis."""
    doc = window.doc
    if place + 1 >= window.high:
        return None
    if doc.quote_of_token[place + 1] >= 0:
        return Content(place + 1, quotation_end(window, place + 1), "q", place - start) if "q" in frames else None
    for ahead in range(place + 2, min(place + 14, window.high - 1)):
        if doc.quote_of_token[ahead] >= 0:
            return None
        if doc.lowers[ahead] == ",":
            following = ahead + 1
            if doc.lowers[following] == "that" and "t" in frames:
                return Content(following, content_end(window, following), "t", following - start)
            if doc.quote_of_token[following] >= 0 and "q" in frames:
                return Content(following, quotation_end(window, following), "q", following - start)
            return None
    return None


def _marked(window: Window, place: int, sense: Sense) -> Content | None:
    """Content that its first word gives away: that, to, a wh-word, an -ing form."""
    doc, frames = window.doc, sense.frames
    word = doc.lowers[place]
    if place + 1 >= window.high:
        return None
    following = doc.lowers[place + 1]
    if (
        word == "that"
        and "t" in frames
        and not _points(window, place)
        and (doc.kinds[place + 1] != "p" or following == ",")
    ):
        return Content(place, content_end(window, place), "t")
    to = place + (word == "not" and following == "to")
    if doc.lowers[to] == "to" and frames & {"i", "x"} and _opens_act(window, to + 1):
        return Content(place, content_end(window, to), "i")
    if word in WH and "w" in frames and (word not in UNSURE_WH or sense.word in _KNOWING or _denied(window, place)):
        return Content(place, content_end(window, place), "w")
    if "g" in frames and word.endswith("ing") and len(word) > 5 and doc.kinds[place] == "w":
        return Content(place, content_end(window, place), "g")
    return None


def _denied(window: Window, place: int) -> bool:
    """Whether the verb right before a token is negated: "would not say if", "have not said when"."""
    lowers = window.doc.lowers[max(window.low, place - 4) : place - 1]
    return any(word in {"not", "never", "neither"} or word.endswith(("n't", "n’t")) for word in lowers)


def _opens_act(window: Window, place: int) -> bool:
    """Whether the word after "to" may be the base form of a verb."""
    return place < window.high and window.doc.kinds[place] in "wq" and _may_be_base(window.doc.lowers[place])


def _points(window: Window, place: int) -> bool:
    """Whether "that" points at a thing ("knew that man"): the sentence ends after a word or two."""
    ahead = window.doc.lowers[place + 1 : min(place + 4, window.high)]
    last = window.high - place - 2  # where the sentence's own full stop stands in what lies ahead
    ended = any(word in ENDINGS and (word != "." or number == last) for number, word in enumerate(ahead))
    return (ended or "," in ahead) and ahead[:1] != [","] and not any(map(phrases.looks_finite, ahead))


_KNOWING = frozenset(("ask", "wonder", "know", "see", "remember", "learn", "understand", "forget", "decide", "inquire"))


def _may_be_base(word: str) -> bool:
    return word not in DETERMINERS and word not in OBJECT_PRONOUNS and (not word.endswith("ing") or word in ING_BASES)


def _anchored(  # noqa: C901, PLR0911 - a table of anchors, tried in order at each token
    window: Window, place: int, start: int, frames: frozenset[str]
) -> Content | None:
    """Content past a prepositional phrase: "said in an interview that …", "told reporters in Seoul: “…”"."""
    doc = window.doc
    lowers = doc.lowers
    for ahead in range(place + 1, min(place + GAP, window.high)):
        word = lowers[ahead]
        if doc.quote_of_token[ahead] >= 0:
            opened_by_cue = lowers[ahead - 1] in {",", ":"}
            return (
                Content(ahead, quotation_end(window, ahead), "q", ahead - start)
                if opened_by_cue and "q" in frames
                else None
            )
        if word == "that" and ahead + 1 < window.high:
            if "t" not in frames:
                return None
            return Content(ahead, content_end(window, ahead), "t", ahead - start)
        if word == "to" and {"o", "x"} <= frames and _may_be_base(lowers[min(ahead + 1, window.high - 1)]):
            return Content(ahead, content_end(window, ahead), "x", ahead - start)
        if (
            word == "to"
            and frames & {"x", "i"}
            and "o" not in frames
            and _may_be_base(lowers[min(ahead + 1, window.high - 1)])
        ):
            return None
        if word in {"how", "why", "whether", "what"} and "w" in frames and lowers[ahead - 1] not in PREPOSITIONS:
            return Content(ahead, content_end(window, ahead), "w", ahead - start)
        if word in {",", ":"}:
            return (_after_comma if word == "," else _after_colon)(window, ahead, start, frames)
        if ends_sentence(window, ahead) or word in DASHES or word in {"but", "when", "while", "because", "as"}:
            return None
        if word in SUBJECT_PRONOUNS and word not in {"you", "it", "who"} and "z" in frames:
            return Content(ahead, content_end(window, ahead), "z", ahead - start)
        if word in TIMES and "z" in frames and phrases.clause_begins(doc, ahead + 1, window.high, strict=True):
            return Content(ahead + 1, content_end(window, ahead + 1), "z", ahead + 1 - start)
    return None


def _plain(window: Window, place: int, start: int, sense: Sense, *, lenient: bool) -> Content | None:
    """Content that nothing marks: a bare clause, words past a hearer, a noun phrase."""
    doc, frames, high = window.doc, sense.frames, window.high
    if "o" in frames and doc.lowers[place] not in ABOUT:
        return _past_hearer(window, place, start, frames)
    strict = not lenient or bool(frames & {"n", "s"}) or sense.category == "thought" or sense.word in DOING
    if "z" in frames and phrases.clause_begins(doc, place, high, strict=strict):
        return Content(place, content_end(window, place), "z", place - start)
    if "x" in frames:
        infinitive = _infinitive(window, place)
        if infinitive:
            return Content(place, content_end(window, infinitive), "x", place - start)
    word = doc.lowers[place]
    if "a" in frames and word in ABOUT and doc.lowers[place + 1 : place + 2] not in ASIDES:
        return Content(place, object_end(window, place), "a", place - start)
    if frames & {"n", "s"} and word != "anonymity" and (word not in PREPOSITIONS or doc.kinds[place] != "w"):
        return Content(place, object_end(window, place), "s" if "s" in frames else "n", place - start)
    return None


def _infinitive(window: Window, place: int) -> int:
    """The "to" of "urged Seoul to act", within a short object; 0 where there is none."""
    doc = window.doc
    for ahead in range(place + 1, min(place + 14, window.high - 1)):
        word = doc.lowers[ahead]
        if word == "to" and _may_be_base(doc.lowers[ahead + 1]) and doc.kinds[ahead + 1] in "wq":
            return ahead
        if word == ",":
            return _past_commas(window, ahead)
        if word in {"that", "who", "which"} or ends_sentence(window, ahead) or word in FINITE:
            return 0
    return 0


def _past_commas(window: Window, place: int) -> int:
    """The "to" past an apposition between commas: "asked Lester Holt, the moderator, to check"; 0 without one."""
    lowers = window.doc.lowers
    for ahead in range(place + 1, min(place + 16, window.high - 2)):
        if lowers[ahead] == ",":
            return ahead + 1 if lowers[ahead + 1] == "to" and _opens_act(window, ahead + 2) else 0
        if ends_sentence(window, ahead) or window.doc.quote_of_token[ahead] >= 0:
            return 0
    return 0


def _past_hearer(  # noqa: C901, PLR0911, PLR0912 - a table of anchors, tried in order at each token
    window: Window, place: int, start: int, frames: frozenset[str]
) -> Content | None:
    """Content past the person told: "told him that …", "told reporters the talks …", "warned Seoul against …"."""
    doc, high = window.doc, window.high
    lowers = doc.lowers
    limit = min(place + GAP, high)
    if lowers[place] in SUBJECT_PRONOUNS and lowers[place] not in {"you", "it"} and "z" in frames:
        return Content(place, content_end(window, place), "z", place - start)
    ahead = place + 1
    pronoun = lowers[place] in OBJECT_PRONOUNS
    while ahead < limit:
        word = lowers[ahead]
        if doc.quote_of_token[ahead] >= 0:
            return Content(ahead, quotation_end(window, ahead), "q", ahead - start)
        if word == "that":
            return Content(ahead, content_end(window, ahead), "t", ahead - start)
        if word == "to" and ahead + 1 < high and _may_be_base(lowers[ahead + 1]) and "x" in frames:
            return Content(ahead, content_end(window, ahead), "x", ahead - start)
        if word in WH and word not in {"who", "which", "when", "where"}:
            return Content(ahead, content_end(window, ahead), "w", ahead - start)
        if word == ":":
            return _after_colon(window, ahead, start, frames)
        if word == ",":
            return _after_comma(window, ahead, start, frames)
        if ends_sentence(window, ahead) or word in DASHES:
            return None
        if word in TIMES:
            ahead += 1
            continue
        if word in SUBJECT_PRONOUNS and word != "who":
            return Content(ahead, content_end(window, ahead), "z", ahead - start)
        if word in {"about", "of", "against"} and "a" in frames and lowers[ahead - 1] not in PARTITIVES:
            return Content(ahead, object_end(window, ahead), "a", ahead - start)
        if (pronoun or word in DETERMINERS) and "z" in frames and phrases.clause_begins(doc, ahead, high, strict=True):
            return Content(ahead, content_end(window, ahead), "z", ahead - start)
        if word in PREPOSITIONS and doc.kinds[ahead] == "w":
            return _anchored(window, ahead, start, frames)
        pronoun = False
        ahead += 1
    return None
