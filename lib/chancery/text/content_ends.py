"""Where the content of a report ends: with its quotation, its clause, or where another report takes over."""

from bisect import bisect_left, bisect_right

from chancery.text import phrases
from chancery.text.cues import AUXILIARIES, HAVE, Sense, is_adverb
from chancery.text.phrase_words import OPENERS, PLURALS, PREPOSITIONS, STOPS, SUBJECT_PRONOUNS
from chancery.text.tokens import MARKS, Document
from chancery.text.window import Window

LONGEST = 400
CONJUNCTIONS = frozenset(("and", "but", "or", "yet", "while", "although", "though", "as", "whereas", "so"))
ENDINGS = frozenset((".", "!", "?", ";", "…"))
OPENING = frozenset(
    ("while", "although", "though", "after", "before", "when", "as", "if", "since", "because", "despite", "by")
)
TELLING = frozenset("qt")
LINKING = frozenset(("and", "but", "while", "although", "though", "whereas"))
CONTENT_WORDS = {
    "that": frozenset("t"),
    "to": frozenset("ix"),
    "whether": frozenset("w"),
    "why": frozenset("w"),
    "how": frozenset("w"),
}
LATER = frozenset(("after", "as", "when", "because", "since", "while"))
POSSIBLE_ENDS = LATER | MARKS | {"reference", ",", ";", "and", "but"}
NEW_REPORT = 12
APPOSED = 6
RELATIVE = 24
SOON = 6
DASHES = frozenset(("--", "—", "–", "―"))


def ends_sentence(window: Window, place: int) -> bool:
    """Whether a mark that ends sentences stands at a token; a full stop within the sentence only abbreviates."""
    word = window.doc.lowers[place]
    return word in ENDINGS and (word != "." or place >= window.high - 1)


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
        if doc.lowers[place] == "," and (past := _past_apposition(window, place, limit)):
            place = past
            continue
        if doc.lowers[place] == "," or doc.lowers[place] in DASHES or doc.lowers[place] in {"but", "while", "although"}:
            return place
        if doc.lowers[place] == "and" and (_cue_follows(window, place + 1) or _takes_over(window, place + 1)):
            return place
        place += 1
    return min(place, limit)


def _past_apposition(window: Window, place: int, limit: int) -> int:
    """Past ", Kim Jong Un," or ", who leads it," where "of" or "for" goes on, and past ", Okla.,"; else 0."""
    doc = window.doc
    lowers, after = doc.lowers, place + 1
    described = lowers[after : after + 1] == ["who"]
    most = min(limit, place + (RELATIVE if described else APPOSED))
    while after < most and lowers[after] != "," and (described or doc.kinds[after] in "CA" or lowers[after] == "."):
        after += 1
    if after <= place + 1 or after + 1 >= limit or lowers[after] != ",":
        return 0
    abbreviated = lowers[after - 1] == "." and not described
    return after + 1 if abbreviated or lowers[after + 1] in {"of", "for", "as", "over"} else 0


def content_end(window: Window, first: int) -> int:
    """Where a clause of content ends: the sentence's end, or where another report takes over."""
    doc, high = window.doc, window.high
    opening = _in_opening_clause(window, first)
    past = first + 1
    for place in _possible_ends(doc, past, min(high, first + LONGEST)):
        if place < past:
            continue
        word = doc.lowers[place]
        if doc.quote_of_token[place] >= 0:
            past = phrases.doc_after_quote(doc, place)
            if (
                past < high
                and doc.body[doc.ends[past - 1] - 2] == ","
                and (_turns(window, past) or _is_aside(window, past))
            ):
                return past
        elif word == "reference" and (aside := _reference(window, place, first)):
            return aside
        elif (
            word == ";"
            or (word == "," and (opening or _turns(window, place + 1) or _new_clause(window, place + 1, first)))
            or _another_report(window, place, first)
        ):
            return place
    return high


def _possible_ends(doc: Document, first: int, limit: int) -> list[int]:
    """The tokens up to a limit at which content may end; the first is always one, as it may lie in a quotation."""
    if first >= limit:
        return []
    ends = doc.where(POSSIBLE_ENDS)
    return [first, *ends[bisect_right(ends, first) : bisect_left(ends, limit)]]


def _another_report(window: Window, place: int, first: int) -> bool:
    """Whether a conjunction leads to the next report of the sentence; an act also ends before "after S warned that"."""
    word = window.doc.lowers[place]
    if word not in {"and", "but"}:
        return word in LATER and window.doc.lowers[first] == "to" and _takes_over(window, place + 1)
    goes_on = _cue_goes_on if word == "and" else _cue_follows
    return goes_on(window, place + 1) or _second_cue(window, place + 1)


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


def _second_cue(window: Window, place: int) -> bool:
    """Whether the speaker's next verb comes at once, with its content: "said … and declined to comment"."""
    doc = window.doc
    while place < window.high - 1 and (is_adverb(doc.lowers[place]) or doc.lowers[place] in HAVE):
        place += 1
    form = window.words.verbs.get(doc.lowers[place]) if place < window.high - 1 else None
    if form is None or form.form not in {"past", "pastpart", "s"} or doc.kinds[place] != "w":
        return False
    return _has_content(window, place + 1, form.senses)


def _in_opening_clause(window: Window, first: int) -> bool:
    """Whether a token lies in a clause that opens its sentence: "While Seoul said it would wait, …"."""
    doc = window.doc
    low = window.low
    if doc.lowers[low] in OPENERS and low + 1 < window.high:
        low += 1
    word = doc.lowers[low]
    form = window.words.verbs.get(word) if word.endswith("ing") else None
    if form and form.form == "ing":
        return first - low < SOON and "," not in doc.lowers[low:first]
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
    if word in LINKING and _takes_over(window, place + 1):
        return True
    return word in CONJUNCTIONS and (_cue_goes_on(window, place + 1) or _cue_follows(window, place + 1))


def _new_clause(window: Window, place: int, first: int) -> bool:
    """Whether, after a comma, a clause of the writer's begins: ", but prices fell"; an act ends at ", and" too."""
    doc = window.doc
    if place + 1 >= window.high or doc.lowers[place] not in {"and", "but", "yet"}:
        return False
    if doc.lowers[first] == "to":
        return True
    return doc.lowers[place] != "and" and phrases.clause_begins(doc, place + 1, window.high, strict=True)


def _takes_over(window: Window, place: int) -> bool:
    """Whether a clause after ", and" has its own subject, verb of saying and content: ", and divers fear that …"."""
    doc = window.doc
    lowers, apposed = doc.lowers, False
    for ahead in range(place, min(place + NEW_REPORT, window.high - 1)):
        word = lowers[ahead]
        if doc.quote_of_token[ahead] >= 0:
            return False
        if word == ",":
            apposed = not apposed and doc.kinds[ahead + 1] in "CA"
            if not apposed and doc.kinds[ahead - 1] not in "CA":
                return False
        form = window.words.verbs.get(word) if doc.kinds[ahead] == "w" and not _is_noun(window, ahead) else None
        if form and form.form != "ing" and not (ahead == place and form.form == "base"):
            before = lowers[ahead - 1]
            helped = before in AUXILIARIES and before not in {"has", "have", "had", "not", "never"}
            plain = form.form != "base" or (before[-1:] == "s" and ahead > place) or before in {"they", "we", "many"}
            if plain and not helped and _has_content(window, ahead + 1, form.senses):
                return True
        if word not in HAVE and (word in STOPS or (phrases.looks_finite(word) and form is None)):
            return False
    return False


def _is_noun(window: Window, place: int) -> bool:
    """Whether a plural stands where it is no verb, with no name or pronoun before it: "shootings and protests"."""
    lowers, before = window.doc.lowers, window.doc.lowers[place - 1]
    if lowers[place] not in PLURALS or before in SUBJECT_PRONOUNS or before in {"that", "which"}:
        return False
    return window.doc.kinds[place - 1] not in "CA"


def _has_content(window: Window, place: int, senses: tuple[Sense, ...]) -> bool:
    """Whether a verb is followed by what its frames allow: that, to, whether, a quotation."""
    doc = window.doc
    frames: set[str] = set().union(*(sense.frames for sense in senses))
    for ahead in range(place, min(place + 3, window.high)):
        word = doc.lowers[ahead]
        if doc.quote_of_token[ahead] >= 0:
            return "q" in frames
        if word in CONTENT_WORDS:
            return bool(frames & CONTENT_WORDS[word])
        if word in SUBJECT_PRONOUNS and "z" in frames:
            return True
    if not frames.isdisjoint("n") and not frames.isdisjoint("qt") and doc.kinds[place] in "wCA" and place < window.high:
        return doc.lowers[place] not in PREPOSITIONS
    reach = min(place + 8, window.high)
    return bool(frames & {"s", "x"}) and max(doc.quote_of_token[place:reach], default=-1) >= 0


def _cue_goes_on(window: Window, place: int) -> bool:
    """Whether a finite verb of saying comes at once, or after a pronoun or a short name."""
    doc = window.doc
    for ahead in range(place, min(place + 4, window.high)):
        form = window.words.verbs.get(doc.lowers[ahead])
        if form and _is_noun(window, ahead):
            return False
        if form and form.form in {"past", "pastpart", "s"} and form.senses[-1].frames >= TELLING:
            return doc.kinds[ahead] == "w" and doc.lowers[ahead - 1] not in AUXILIARIES
        if doc.kinds[ahead] not in "CAw" or doc.lowers[ahead] in STOPS:
            return False
    return False
