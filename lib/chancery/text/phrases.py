"""Where noun phrases and clauses begin and end, judged from function words alone.

All functions take the Document's parallel lists and token indices, look a bounded way, and return indices.
"""

from chancery.text.cues import is_adverb
from chancery.text.phrase_words import (
    BREAKS,
    DETERMINERS,
    FINITE,
    NOUN_ED,
    OBJECT_PRONOUNS,
    OPENERS,
    PLAIN_PAST,
    PREPOSITIONS,
    REPEATERS,
    SPOKEN_TIMES,
    STAND_ALONE,
    STOPS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from chancery.text.tokens import Document

REACH = 28
FAR = 100
DEGREES = frozenset(("more", "most", "less", "least", "very", "so", "too", "as", "highly", "increasingly"))
SET_OFF = frozenset(
    ("however", "meanwhile", "worse", "sure", "enough", "instead", "indeed", "moreover", "again", "of", "course")
)
BEFORE_ADJECTIVES = DEGREES | DETERMINERS | PREPOSITIONS


def looks_finite(lower: str) -> bool:
    """Whether a word may be the finite verb of a clause."""
    return lower in FINITE or lower in PLAIN_PAST or (lower.endswith("ed") and len(lower) > 4 and lower not in NOUN_ED)


def subject_before(doc: Document, verb: int, low: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before a verb group, as (first, last+1); None where there is none.

    verb: first token of the verb group; low: first token that may belong to it.
    An apposition between commas ("Kim, the envoy, said") belongs to the phrase, which starts with the name.
    """
    lowers = doc.lowers
    last = verb - 1
    while last >= low and is_adverb(lowers[last]) and lowers[last] not in STAND_ALONE:
        last -= 1
    while last > low + 1 and (lowers[last] in SPOKEN_TIMES or doc.kinds[last] == "n"):
        last -= 2 if lowers[last - 1] in {"on", "in", "last", "this", "early", "late"} else 1
    if last < low:
        return None
    word = lowers[last]
    if word in {"who", "which", "that", "whom"}:
        return _antecedent(doc, last, low)
    if word in STAND_ALONE:
        return _quantified(doc, last, low), last + 1
    if word in {",", ")"}:
        return _around_apposition(doc, last, low)
    first = phrase_start(doc, last, low)
    return (first, last + 1) if first <= last else None


def _quantified(doc: Document, last: int, low: int) -> int:
    return (
        last - 1
        if last > low and doc.lowers[last] in {"one", "others"} and doc.lowers[last - 1] in DETERMINERS
        else last
    )


def _antecedent(doc: Document, relative: int, low: int) -> tuple[int, int] | None:
    last = relative - 1
    if last >= low and doc.lowers[last] == ",":
        last -= 1
    if last < low:
        return None
    first = phrase_start(doc, last, low)
    if first > last:
        return None
    return first, relative + 1


def _around_apposition(doc: Document, last: int, low: int) -> tuple[int, int] | None:
    """The phrase before an apposition or brackets that end at `last`."""
    lowers = doc.lowers
    opening = "(" if lowers[last] == ")" else ","
    place = last - 1
    floor = max(low, last - 40)
    while place > floor and lowers[place] != opening:
        place -= 1
    if place <= floor or lowers[place] != opening:
        return None
    if opening == "," and lowers[place + 1] in {"and", "but", "that", "which"}:
        return None
    end = place - 1
    if lowers[end] == ")":
        while end > floor and lowers[end] != "(":
            end -= 1
        end -= 1
    first = phrase_start(doc, end, low)
    if first > end or doc.kinds[end] in "pq":
        return None
    return first, last if opening == "," else last + 1


def phrase_start(doc: Document, last: int, low: int) -> int:
    """First token of the noun phrase whose last token is `last`; last + 1 where it is none."""
    lowers = doc.lowers
    floor = max(low, last - REACH)
    place = last
    while place >= floor:
        if doc.quote_of_token[place] >= 0:
            before = _before_short_quotation(doc, place, floor)
            if before == place:
                break
            place = before
        elif _stops_phrase(doc, place, last, floor):
            break
        else:
            place -= 1
    first = place + 1
    while first <= last and (lowers[first] in OPENERS or (is_adverb(lowers[first]) and first < last)):
        first += 1
    if first <= last and doc.kinds[first] != "w" and lowers[first] in PREPOSITIONS:
        first = _after_opening_phrase(doc, first, last)
    return first


def _stops_phrase(doc: Document, place: int, last: int, floor: int) -> bool:
    """Whether a noun phrase that ends at `last` cannot reach back over a token."""
    word, kind = doc.lowers[place], doc.kinds[place]
    if kind in "pq":
        return word in BREAKS and not (word == "." and _abbreviates(doc, place))
    if word in STOPS:
        return kind != "s" and not (kind == "C" and word in {"may", "will"} and place > floor)
    if word == "and":
        return not _joins_names(doc, place, last, floor)
    if word in PREPOSITIONS:
        return kind == "w" and (place == floor or no_noun_at(doc, place - 1))
    if place < last and (
        word in SUBJECT_PRONOUNS or (word.endswith("ing") and doc.lowers[place - 1] == "," and place > floor)
    ):
        return True
    return place < last and kind == "w" and word in PLAIN_PAST and not _modifies(doc, place, floor)


def no_noun_at(doc: Document, place: int) -> bool:
    """Whether no noun can stand at a token, so that a preposition after it begins a phrase of its own."""
    return doc.lowers[place] in STOPS or doc.kinds[place] in "pqs"


def _before_short_quotation(doc: Document, place: int, floor: int) -> int:
    """The token before a few quoted words that are part of a phrase ("the “coalition”"); `place` where they are not."""
    number = doc.quote_of_token[place]
    if doc.body[doc.quoted[number].inner_end - 1] in ",.!?…":
        return place
    before = place
    while before >= floor and doc.quote_of_token[before] == number:
        before -= 1
    return before if place - before <= 6 and before >= floor else place


def _abbreviates(doc: Document, place: int) -> bool:
    return (
        place > 0
        and doc.kinds[place - 1] == "C"
        and len(doc.lowers[place - 1]) < 6
        and doc.ends[place - 1] == doc.starts[place]
    )


def _modifies(doc: Document, place: int, floor: int) -> bool:
    """Whether a participle stands before its noun ("the newly elected leader", "unnamed officials")."""
    if place <= floor:
        return True
    before = doc.lowers[place - 1]
    return before in DETERMINERS or before in PREPOSITIONS or before == "'s" or is_adverb(before)


def _joins_names(doc: Document, place: int, last: int, floor: int) -> bool:
    if place <= floor or place >= last:
        return False
    before, after = place - 1, place + 1
    return doc.kinds[before] in "CA" or doc.lowers[after] not in DETERMINERS or doc.lowers[before] in {"s", "officials"}


def _after_opening_phrase(doc: Document, first: int, last: int) -> int:
    """Where the noun phrase proper starts in "In Washington on Monday the minister": at its last determiner or name."""
    place = last
    while place > first and doc.kinds[place] in "CAs" and doc.lowers[place] not in TIMES:
        place -= 1
    if place < last and doc.lowers[place] not in PREPOSITIONS and doc.lowers[place] not in DETERMINERS:
        return place + 1
    while place > first + 1 and doc.lowers[place] not in DETERMINERS:
        place -= 1
    return place if doc.lowers[place] in DETERMINERS and place > first + 1 else last


def sentence_subject(doc: Document, low: int, high: int) -> tuple[int, int] | None:
    """The subject of a sentence's main clause: what stands before its first finite verb, past opening phrases."""
    lowers, inside = doc.lowers, doc.quote_of_token
    first = low
    while first < min(high, low + FAR) and (lowers[first] in OPENERS or doc.kinds[first] in "pq"):
        first += 1
    if first < high and (
        lowers[first] in PREPOSITIONS or lowers[first] in SUBORDINATORS or lowers[first].endswith(("ing", "ed", "ly"))
    ):
        place = first
        while place < min(high, first + 40) and (
            lowers[place] != "," or inside[place] >= 0 or _dated(doc, place + 1, high)
        ):
            place = doc_after_quote(doc, place)
            if inside[place - 1] >= 0 and doc.body[doc.starts[place - 1] - 1] == ",":
                break
        following = place + 1
        if following < high and lowers[place] == "," and inside[place] < 0:
            first = following
        elif (first < place < high and inside[place - 1] >= 0) or inside[min(place, high - 1)] >= 0:
            first = place
    dateline = after_dateline(doc, low, high)
    first = _past_adverbs(doc, max(first, dateline), high)
    place = first
    while place < min(high, first + REACH):
        word = lowers[place]
        if word == "." and _abbreviates(doc, place) and place + 1 < high:
            place += 1
            continue
        if word == "," or word in STOPS or (place > first and doc.kinds[place] == "w" and looks_finite(word)):
            break
        place += 1
    return (first, place) if first < place <= high else None


def _past_adverbs(doc: Document, first: int, high: int) -> int:
    """The first token past "however,", "Earlier this month," and their like."""
    lowers = doc.lowers
    for _ in range(2):
        place = first
        while place < min(high, first + 5) and (
            lowers[place] in SET_OFF or lowers[place] in TIMES or is_adverb(lowers[place])
        ):
            place += 1
        if not first < place < high - 1 or lowers[place] != ",":
            break
        first = place + 1
    return first


def _dated(doc: Document, place: int, high: int) -> bool:
    """Whether a comma is one within a date: "On July 6, 2015, …"."""
    return place < high and (doc.kinds[place] == "n" or doc.lowers[place] in SPOKEN_TIMES)


def doc_after_quote(doc: Document, place: int) -> int:
    """The next token, past the whole quotation where one begins here; a comma that ends it counts as one after it."""
    number = doc.quote_of_token[place]
    if number < 0:
        return place + 1
    stop = place
    size = len(doc.starts)
    close = doc.quoted[number].close_end
    while stop < size and doc.starts[stop] < close:
        stop += 1
    return stop


def after_dateline(doc: Document, low: int, high: int) -> int:
    """The first token past a dateline ("GENEVA (Reuters) —"), or the first token where there is none."""
    if low >= high or doc.kinds[low] != "A":
        return low
    for place in range(low + 1, min(low + 9, high)):
        if doc.lowers[place] in {"—", "–", "--", "―"} or (doc.lowers[place] == "-" and _is_spaced(doc, place)):
            return place + 1
    return low


def _is_spaced(doc: Document, place: int) -> bool:
    """Whether a token has white space on both sides."""
    return doc.ends[place - 1] < doc.starts[place] and doc.body[doc.ends[place] : doc.ends[place] + 1].isspace()


def clause_begins(  # noqa: PLR0911 - a table of what a clause may and may not hold, tried in order
    doc: Document, first: int, high: int, *, strict: bool
) -> bool:
    """Whether a clause without "that" begins at a token: a subject, then a finite verb before the phrase ends.

    strict: for verbs that take plain objects too; nothing between may open a relative clause.
    """
    lowers, kinds = doc.lowers, doc.kinds
    if first >= high:
        return False
    word = lowers[first]
    if word in SUBJECT_PRONOUNS and word != "who":
        return first + 1 < high and (word not in {"it", "you", "her"} or looks_like_verb_next(doc, first + 1, high))
    if word in STOPS or word == "and" or (word in PREPOSITIONS and kinds[first] == "w") or kinds[first] == "p":
        return False
    place = first + 1
    while place < min(high, first + REACH):
        word = lowers[place]
        if word in {";", ".", ":", "?", "!"} and not (word == "." and _abbreviates(doc, place)):
            break
        if _is_finite_at(doc, place):
            return True
        if strict and (word in {"who", "which", "that", ",", "to", "as"} or _joins_verbs(lowers, place, high)):
            return False
        if word == ",":
            after = _past_comma(lowers, place, min(high, first + REACH), strict=strict)
            if not after:
                return False
            place = after
        place += 1
    return (
        not strict
        and place - first > 2
        and lowers[first + 1] not in REPEATERS
        and lowers[first] not in REPEATERS - {"the", "a"}
    )


def _is_finite_at(doc: Document, place: int) -> bool:
    """Whether a token is the finite verb of a clause, as far as its form and the word before it tell."""
    word, kind = doc.lowers[place], doc.kinds[place]
    if word in FINITE or (kind == "s" and word in {"'ll", "'re", "'d"}):
        return True
    return kind == "w" and looks_finite(word) and doc.lowers[place - 1] not in BEFORE_ADJECTIVES


def _past_comma(lowers: list[str], place: int, high: int, *, strict: bool) -> int:
    """Where a clause goes on past a comma: there before ", who" and ", the", else past the aside; 0 where it ends."""
    if lowers[place + 1 : place + 2] in (["who"], ["which"], ["where"], ["a"], ["an"], ["the"]):
        return place
    closing = (ahead for ahead in range(place + 2, min(place + 14, high)) if lowers[ahead] == ",")
    return 0 if strict else next(closing, 0)


def _joins_verbs(lowers: list[str], place: int, high: int) -> bool:
    """Whether "and" leads to a second verb: "posted news and presented views" has no clause for its object."""
    return lowers[place] == "and" and place + 1 < high and looks_finite(lowers[place + 1])


def looks_like_verb_next(doc: Document, place: int, high: int) -> bool:
    """Whether a verb may stand at a token (nothing that ends the phrase does)."""
    return place < high and doc.kinds[place] in "ws" and doc.lowers[place] not in PREPOSITIONS


def phrase_end(doc: Document, first: int, high: int) -> int:
    """One past the noun phrase that begins at a token: a name with its title, and its own of- and for-phrases."""
    lowers, kinds = doc.lowers, doc.kinds
    place = first
    limit = min(high, first + REACH)
    while place < limit:
        word = lowers[place]
        ends = word in STOPS or word in {",", "who", "(", ")"} or word in TIMES or word in OBJECT_PRONOUNS
        if ends and place > first and (word != "." or place == high - 1 or not _abbreviates(doc, place)):
            break
        if kinds[place] == "q" and place > first:
            break
        if place > first and word in PREPOSITIONS and kinds[place] == "w" and not _own_phrase(doc, place, limit):
            break
        if place > first and kinds[place] == "w" and word == "and" and kinds[min(place + 1, limit - 1)] not in "CA":
            break
        place += 1
    return place


def _own_phrase(doc: Document, place: int, limit: int) -> bool:
    if place + 1 >= limit:
        return False
    following = doc.lowers[place + 1]
    if doc.lowers[place] in {"of", "for", "with", "at", "from"}:
        return following not in TIMES or following == "may"
    return doc.lowers[place] in {"in", "on", "to"} and doc.kinds[place + 1] in "CA" and following not in TIMES


def is_noun_here(doc: Document, place: int, low: int) -> bool:
    """Whether a word that could be a verb ("claims", "plans") is a noun by what stands before it."""
    if place <= low:
        return False
    before = doc.lowers[place - 1]
    return (
        before in DETERMINERS - {"some", "many", "most", "all", "both", "several", "few", "one"}
        or before in (PREPOSITIONS - {"to"})
        or (before == "'s" and doc.kinds[place - 1] == "s")
        or before in {"'", "’", "of", "own", "other", "new", "public"}
    )
