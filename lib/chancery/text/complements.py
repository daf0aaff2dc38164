"""What follows a cue word: the quotation, clause or phrase that it lays to somebody, and where that ends."""

from dataclasses import dataclass

from chancery.text import phrases
from chancery.text.cues import AUXILIARIES, CueWords, Sense, is_adverb
from chancery.text.tokens import Document

GAP = 22
LONGEST = 400
WH = frozenset(("whether", "how", "why", "what", "who", "if", "where", "when", "which", "whom"))
ABOUT = frozenset(("about", "of", "on", "against", "over", "for", "regarding", "concerning"))
CONJUNCTIONS = frozenset(("and", "but", "or", "yet", "while", "although", "though", "as", "whereas", "so"))
ENDINGS = frozenset((".", "!", "?", ";", "…"))
PARTITIVES = frozenset(("one", "some", "many", "members", "most", "all", "both", "group", "two", "three", "several"))
OPENING = frozenset(
    ("while", "although", "though", "after", "before", "when", "as", "if", "since", "because", "despite", "by")
)
TELLING = frozenset("qt")
DASHES = frozenset(("--", "—", "–", "―"))


@dataclass(slots=True)
class Content:
    """Tokens first..last-1 that a cue governs, and the frame that found them; `gap` tokens lie between."""

    first: int
    last: int
    frame: str
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens a rule may look at: those of one sentence."""

    doc: Document
    words: CueWords
    low: int
    high: int


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
        if word in phrases.PREPOSITIONS and doc.kinds[place] == "w" and place + 1 < window.high:
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
    if word in ENDINGS or word in DASHES:
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
    if word in phrases.TIMES or word == "ago" or (is_adverb(word) and word not in {"all", "both"}):
        return 1
    if doc.kinds[place] == "n" and place > start and doc.lowers[place - 1] in phrases.TIMES:
        return 1
    timed = place + 1 < window.high and (doc.lowers[place + 1] in phrases.TIMES or doc.kinds[place + 1] == "n")
    return 2 if timed and word in phrases.PREPOSITIONS and doc.kinds[place] == "w" else 0


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
    if word == "to" and frames & {"i", "x"} and doc.kinds[place + 1] in "wq" and _may_be_base(following):
        return Content(place, content_end(window, place), "i")
    if word in WH and "w" in frames and (word not in {"if", "when", "where", "which"} or sense.word in _KNOWING):
        return Content(place, content_end(window, place), "w")
    if "g" in frames and word.endswith("ing") and len(word) > 5 and doc.kinds[place] == "w":
        return Content(place, content_end(window, place), "g")
    return None


def _points(window: Window, place: int) -> bool:
    """Whether "that" points at a thing ("knew that man"): the sentence ends after a word or two."""
    ahead = window.doc.lowers[place + 1 : min(place + 4, window.high)]
    return (
        any(word in ENDINGS or word == "," for word in ahead[:3])
        and ahead[:1] != [","]
        and not any(map(phrases.looks_finite, ahead))
    )


_KNOWING = frozenset(("ask", "wonder", "know", "see", "remember", "learn", "understand", "forget", "decide", "inquire"))


def _may_be_base(word: str) -> bool:
    return word not in phrases.DETERMINERS and word not in phrases.OBJECT_PRONOUNS and not word.endswith("ing")


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
        if word in {",", ":"}:
            return (_after_comma if word == "," else _after_colon)(window, ahead, start, frames)
        if word in ENDINGS or word in DASHES or word in {"but", "when", "while", "because", "as"}:
            return None
        if word in phrases.SUBJECT_PRONOUNS and word not in {"you", "it", "who"} and "z" in frames:
            return Content(ahead, content_end(window, ahead), "z", ahead - start)
        if word in phrases.TIMES and "z" in frames and phrases.clause_begins(doc, ahead + 1, window.high, strict=True):
            return Content(ahead + 1, content_end(window, ahead + 1), "z", ahead + 1 - start)
    return None


def _plain(window: Window, place: int, start: int, sense: Sense, *, lenient: bool) -> Content | None:
    """Content that nothing marks: a bare clause, words past a hearer, a noun phrase."""
    doc, frames, high = window.doc, sense.frames, window.high
    if "o" in frames:
        return _past_hearer(window, place, start, frames)
    strict = not lenient or bool(frames & {"n", "s"}) or sense.category == "thought"
    if "z" in frames and phrases.clause_begins(doc, place, high, strict=strict):
        return Content(place, content_end(window, place), "z", place - start)
    if "x" in frames:
        infinitive = _infinitive(window, place)
        if infinitive:
            return Content(place, content_end(window, infinitive), "x", place - start)
    word = doc.lowers[place]
    if "a" in frames and word in ABOUT:
        return Content(place, object_end(window, place), "a", place - start)
    if frames & {"n", "s"} and (word not in phrases.PREPOSITIONS or doc.kinds[place] != "w"):
        return Content(place, object_end(window, place), "s" if "s" in frames else "n", place - start)
    return None


def _infinitive(window: Window, place: int) -> int:
    """The "to" of "urged Seoul to act", within a short object; 0 where there is none."""
    doc = window.doc
    for ahead in range(place + 1, min(place + 14, window.high - 1)):
        word = doc.lowers[ahead]
        if word == "to" and _may_be_base(doc.lowers[ahead + 1]) and doc.kinds[ahead + 1] in "wq":
            return ahead
        if word in {",", "that", "who", "which"} or word in ENDINGS or word in phrases.FINITE:
            return 0
    return 0


def _past_hearer(  # noqa: C901, PLR0911, PLR0912 - a table of anchors, tried in order at each token
    window: Window, place: int, start: int, frames: frozenset[str]
) -> Content | None:
    """Content past the person told: "told him that …", "told reporters the talks …", "warned Seoul against …"."""
    doc, high = window.doc, window.high
    lowers = doc.lowers
    limit = min(place + GAP, high)
    if lowers[place] in phrases.SUBJECT_PRONOUNS and lowers[place] not in {"you", "it"} and "z" in frames:
        return Content(place, content_end(window, place), "z", place - start)
    ahead = place + 1
    pronoun = lowers[place] in phrases.OBJECT_PRONOUNS
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
        if word in ENDINGS or word in DASHES:
            return None
        if word in phrases.TIMES:
            ahead += 1
            continue
        if word in phrases.SUBJECT_PRONOUNS and word != "who":
            return Content(ahead, content_end(window, ahead), "z", ahead - start)
        if word in {"about", "of", "against"} and "a" in frames and lowers[ahead - 1] not in PARTITIVES:
            return Content(ahead, object_end(window, ahead), "a", ahead - start)
        if (
            (pronoun or word in phrases.DETERMINERS)
            and "z" in frames
            and phrases.clause_begins(doc, ahead, high, strict=True)
        ):
            return Content(ahead, content_end(window, ahead), "z", ahead - start)
        if word in phrases.PREPOSITIONS and doc.kinds[ahead] == "w":
            return _anchored(window, ahead, start, frames)
        pronoun = False
        ahead += 1
    return None


def quotation_end(window: Window, place: int) -> int:
    """Where content that begins with a quotation ends: with it, with the clause it opens, or with its last sibling."""
    doc, high = window.doc, window.high
    after = min(phrases.doc_after_quote(doc, place), high)
    if after >= high:
        return high
    word = doc.lowers[after]
    if word in {"and", "or"} and after + 1 < high:
        if doc.quote_of_token[after + 1] >= 0:
            return quotation_end(window, after + 1) if after - place < 400 else after
        if after - place < 7 and phrases.clause_begins(doc, after + 1, high, strict=True):
            return content_end(window, after)
    if word in ENDINGS or word == "," or word in CONJUNCTIONS or doc.body[doc.starts[after - 1] - 1] in ".,!?":
        return after
    return content_end(window, after)


def object_end(window: Window, first: int) -> int:
    """Where an object ends: at the first comma that no further name or adjective follows, or at a new clause."""
    doc = window.doc
    place = first + 1
    limit = min(content_end(window, first), first + 60)
    while place < limit:
        if doc.quote_of_token[place] >= 0:
            place = phrases.doc_after_quote(doc, place)
            listed = -1 if place + 1 >= limit else max(doc.quote_of_token[place], doc.quote_of_token[place + 1])
            if place < limit and doc.body[doc.starts[place - 1] - 1] == "," and listed < 0:
                return place
            continue
        if (
            doc.lowers[place] == ","
            and place + 1 < limit
            and doc.kinds[place - 1] in "CA"
            and doc.kinds[place + 1] in "CA"
        ):
            place += 1
            continue
        if doc.lowers[place] == "," or doc.lowers[place] in DASHES or doc.lowers[place] in {"but", "while", "although"}:
            return place
        if doc.lowers[place] == "and" and _cue_follows(window, place + 1):
            return place
        place += 1
    return min(place, limit)


def content_end(window: Window, first: int) -> int:
    """Where a clause of content ends: the sentence's end, or where another report takes over."""
    doc, high = window.doc, window.high
    lowers = doc.lowers
    place = first + 1
    limit = min(high, first + LONGEST)
    opening = _in_opening_clause(window, first)
    while place < limit:
        if doc.quote_of_token[place] >= 0:
            place = phrases.doc_after_quote(doc, place)
            if (
                place < high
                and doc.body[doc.ends[place - 1] - 2] == ","
                and (_turns(window, place) or _is_aside(window, place))
            ):
                return place
            continue
        word = lowers[place]
        if word == "reference" and (aside := _reference(window, place, first)):
            return aside
        if word == ";" or (word == "," and (opening or _turns(window, place + 1))):
            return place
        if (word == "and" and _cue_goes_on(window, place + 1)) or (word == "but" and _cue_follows(window, place + 1)):
            return place
        place += 1
    return high


def _reference(window: Window, place: int, first: int) -> int:
    """Where the writer's own "in a clear reference to" or ", an apparent reference to" begins; 0 where it does not."""
    lowers = window.doc.lowers
    start = place - 1
    while start > place - 4 and start > first and lowers[start] not in {"a", "an"}:
        start -= 1
    if lowers[start] not in {"a", "an"} or lowers[place + 1 : place + 2] != ["to"]:
        return 0
    start -= lowers[start - 1] in {"in", ","}
    return start if start > first else 0


def _is_aside(window: Window, place: int) -> bool:
    """Whether the writer explains the quoted words: "“hegemonism,” a reference to …"."""
    lowers, high = window.doc.lowers, window.high
    if lowers[place] not in {"a", "an", "the"} or max(window.doc.quote_of_token[place : place + 4]) >= 0:
        return False
    return not any(phrases.looks_finite(word) for word in lowers[place + 1 : min(high, place + 24)])


def _cue_follows(window: Window, place: int) -> bool:
    """Whether a past verb of saying comes at once: "… but called on Washington to …"."""
    form = window.words.verbs.get(window.doc.lowers[place]) if place < window.high else None
    return form is not None and form.form in {"past", "pastpart"} and form.senses[-1].category == "speech"


def _in_opening_clause(window: Window, first: int) -> bool:
    """Whether a token lies in a clause that opens its sentence: "While Seoul said it would wait, …"."""
    doc = window.doc
    low = window.low
    if doc.lowers[low] in phrases.OPENERS and low + 1 < window.high:
        low += 1
    return doc.lowers[low] in OPENING and first - low < 40 and "," not in doc.lowers[low:first]


def _turns(window: Window, place: int) -> bool:
    """Whether, after a comma, the writer's own report goes on: ", according to", ", adding that", ", but he said"."""
    doc = window.doc
    if place >= window.high:
        return False
    word = doc.lowers[place]
    if word == "according":
        return True
    form = window.words.verbs.get(word)
    if form and form.form == "ing" and form.senses[-1].category == "speech":
        return True
    return word in CONJUNCTIONS and (_cue_goes_on(window, place + 1) or _cue_follows(window, place + 1))


def _cue_goes_on(window: Window, place: int) -> bool:
    """Whether a finite verb of saying comes at once, or after a pronoun or a short name."""
    doc = window.doc
    for ahead in range(place, min(place + 4, window.high)):
        form = window.words.verbs.get(doc.lowers[ahead])
        if form and form.form in {"past", "pastpart", "s"} and form.senses[-1].frames >= TELLING:
            return doc.kinds[ahead] == "w" and doc.lowers[ahead - 1] not in AUXILIARIES
        if doc.kinds[ahead] not in "CAw" or doc.lowers[ahead] in phrases.STOPS:
            return False
    return False
