"""Events: who does what to whom, as PLOVER 2021 categories, with realis, mode and context.

A verb has meanings by particle and object (`lexicon/event_verbs.csv`); verbs and words of wanting, asking, refusing and
threatening change what their complement counts as: agreeing to send aid is AGREE, threatening to cut it THREATEN,
demanding it REQUEST. Nouns of acts between two named parties are events too ("talks between X and Y"). The most salient
event of a sentence has the highest confidence: main clause first, purposes and circumstances later.
Categories: PLOVER manual, draft 0.8 (2021), and its conversion from CAMEO.
"""

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import Protocol

from chancery.text import event_links
from chancery.text.clauses import clause_steps
from chancery.text.event_coding import Coder, Spots
from chancery.text.event_words import Vocabulary, vocabulary
from chancery.text.phrases import after_dateline
from chancery.text.predicate import Actor
from chancery.text.records import DateMention, Entity, Event, Mention, Quote, by_start
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "verb-event": (
        "a verb with its subject and object",
        ("Iran expelled two French diplomats.", "Israel was condemned by Egypt."),
        ("The weather in Iran was mild.",),
    ),
    "complement-event": (
        "a verb of wanting, asking, refusing or threatening with the act it governs",
        ("Russia threatened to cut gas deliveries to Ukraine.", "Japan agreed to send rice to Kenya."),
        ("Russia cut gas deliveries to Ukraine.",),
    ),
    "future-event": (
        "will, would or shall with an act: AGREE where the act is friendly, THREATEN where it is not",
        ("France will send tents to Chad.", "The United States said it would impose sanctions on Iran."),
        ("France sent tents to Chad.",),
    ),
    "duty-event": (
        "someone says that another must act",
        ("Germany said Poland must open its border.",),
        ("Poland opened its border to Germany.",),
    ),
    "symmetric-event": (
        "two parties act on each other",
        ("China and India held talks in Delhi.",),
        ("China held talks.",),
    ),
    "nominal-event": (
        "a noun of an act between two named parties",
        ("Talks between Egypt and Sudan were long.", "Russia's attack on Ukraine began the crisis."),
        ("Talks were long in Egypt.",),
    ),
    "joint-exercise": (
        "an exercise held by several: COOPERATE among them, MOBILIZE towards the party it is aimed at",
        ("The United States and Japan held a joint exercise.",),
        ("Japan held an election.",),
    ),
    "statement": (
        "an actor says something",
        ("Japan said on Monday it had no comment.",),
        ("Japan sank a boat.",),
    ),
    **event_links.RULES,
}

FIGHTERS = word_set("forces troops coalition rebels militia militias fighters alliance soldiers based")
FIRST_PERSON = word_set("we i")
OWNED = ("-flagged", "-owned", "-registered", "-operated")
LONGEST = 300


class CastLike(Protocol):
    """The entities and mentions of an article."""

    entities: list[Entity]
    mentions: list[Mention]


def found(
    document: Document, cast: CastLike, dates: Sequence[DateMention] = (), quotes: Sequence[Quote] = ()
) -> list[Event]:
    """All events of an article, in order of the text.

    cast: entities and mentions; only sentences that name an actor with a code are read.
    dates: an event takes the first date of its own sentence. quotes: whose "we" stands in quotation marks.
    """
    words = vocabulary()
    cues, nouns = _places(document, words)
    made: list[Event] = []
    for sentence, actors in _actors_by_sentence(document, cast, quotes):
        date = _date_of(document, sentence, dates)
        for first, last, named in _pieces(document, sentence, actors):
            spots = Spots(first, last, _between(cues, first, last), _between(nouns, first, last))
            found_here = Coder(document, words, named, spots).events()
            for event in found_here:
                event.date = date
            made += found_here
    event_links.linked(document, words, made, cast.entities)
    for number, event in enumerate(made, 1):
        event.id = f"V{number}"
    return made


def _places(document: Document, words: Vocabulary) -> tuple[list[int], list[int]]:
    """Indices of the tokens that are cues of clauses, and of those that begin a noun of an act."""
    lowers, kinds = document.lowers, document.kinds
    nouns = [place for place in document.where(words.acts) if lowers[place] != "march" or kinds[place] != "C"]
    return document.where(clause_steps(words)), nouns


def _between(places: list[int], first: int, last: int) -> list[int]:
    return places[bisect_left(places, first) : bisect_left(places, last)]


def _actors_by_sentence(
    document: Document, cast: CastLike, quotes: Sequence[Quote]
) -> Iterable[tuple[int, list[Actor]]]:
    entities = {entity.id: entity for entity in cast.entities}
    gathered: dict[int, list[Actor]] = {}
    starts, ends, sentence_of = document.starts, document.ends, document.sentence_of_token
    size = len(starts)
    for mention in cast.mentions:
        entity = entities.get(mention.entity or "")
        if entity is None:
            continue
        first = bisect_right(ends, mention.start)
        if first >= size:
            break
        last = first + 1
        while last < size and starts[last] < mention.end:
            last += 1
        sentence = sentence_of[first]
        if sentence >= 0:
            end = mention.end
            partial = end < ends[last - 1] and document.body[end + 1 : end + 2].islower()
            actor = Actor(first, last, entity.id, entity.actor, mention.form, entity.kind, partial)
            gathered.setdefault(sentence, []).append(actor)
    for actor in _first_persons(document, entities, quotes):
        insort(gathered.setdefault(sentence_of[actor.first], []), actor, key=_place)
    for sentence in sorted(gathered):
        if not document.is_heading(sentence) and any(actor.code for actor in gathered[sentence]):
            yield sentence, _usable(document, _past_dateline(document, sentence, gathered[sentence]))


def _first_persons(document: Document, entities: dict[str, Entity], quotes: Sequence[Quote]) -> Iterable[Actor]:
    """The speakers of quotations where they say "we" or "I"."""
    places = document.where(FIRST_PERSON)
    for quote in quotes if places else ():
        speaker = entities.get(quote.speaker or "")
        if speaker is None or not speaker.actor or quote.kind not in {"direct", "mixed"}:
            continue
        for start, end in quote.spans:
            begin = bisect_left(places, document.token_from(start))
            for number in places[begin : bisect_left(places, document.token_from(end))]:
                if document.quote_of_token[number] >= 0 and document.sentence_of_token[number] >= 0:
                    yield Actor(number, number + 1, speaker.id, speaker.actor, "pronoun", speaker.kind)


def _place(actor: Actor) -> int:
    return actor.first


def _past_dateline(document: Document, sentence: int, actors: list[Actor]) -> list[Actor]:
    """The actors of a sentence without those of its dateline: "BAKU/YEREVAN, Sept. 20 - Russia said"."""
    first, last = document.sentence_tokens(sentence)
    begin = after_dateline(document, first, last)
    return [actor for actor in actors if actor.first >= begin] if begin > first else actors


def _pieces(document: Document, sentence: int, actors: list[Actor]) -> Iterable[tuple[int, int, list[Actor]]]:
    """A sentence with its actors; a very long one in pieces, so that time grows with the text and no faster."""
    first, last = document.sentence_tokens(sentence)
    if last - first <= LONGEST:
        yield first, last, actors
        return
    pieces: dict[int, list[Actor]] = {}
    for actor in actors:
        pieces.setdefault((actor.first - first) // LONGEST, []).append(actor)
    for piece, named in pieces.items():
        begin = first + piece * LONGEST
        yield begin, min(last, begin + LONGEST), [actor for actor in named if actor.last <= begin + LONGEST]


def _usable(document: Document, actors: list[Actor]) -> list[Actor]:
    """Without "pro-Iranian" and "U.S.-led", which name the side someone is on, not someone who acts."""
    lowers = document.lowers
    kept: list[Actor] = []
    for actor in actors:
        after = lowers[actor.last] if actor.last < len(lowers) else ""
        before = lowers[actor.first - 1] if actor.first else ""
        led = actor.partial or after == "-"
        joined = before == "-" and document.ends[actor.first - 1] == document.starts[actor.first]
        whose = FIGHTERS.isdisjoint(lowers[actor.last : actor.last + 3]) and not _is_owned(lowers[actor.last - 1])
        if not (led and whose) and not joined:
            kept.append(actor)
    return kept


def _is_owned(word: str) -> bool:
    """Whether a compound says whose a ship or company is: "Portuguese-flagged"."""
    return word.endswith(OWNED)


def _date_of(document: Document, sentence: int, dates: Sequence[DateMention]) -> tuple[dt.date, dt.date] | None:
    if not dates:
        return None
    span = document.sentences[sentence]
    number = bisect_left(dates, span.start, key=by_start)
    if number < len(dates) and dates[number].start < span.end:
        return dates[number].from_, dates[number].to
    return None
