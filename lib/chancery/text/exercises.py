"""Exercises: drills, manoeuvres, war games and named series, who takes part, and what someone calls them.

Participants are those the text names: before the noun ("U.S.-Japan drills"), after it ("drills with South Korea"), or
as the subject of the verb ("China and Russia held drills"). "Such exercises" and "the drills" mean the exercises spoken
of last. Framing is a speaker's words for an exercise ("a rehearsal for an attack") and never ours; it needs a speaker.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from chancery.text.exercise_framing import frame, span_start
from chancery.text.exercise_parties import Sentence
from chancery.text.exercise_series import known_series, named_series
from chancery.text.exercise_words import ANAPHORIC, MILITARY, NOUNS
from chancery.text.records import DateMention, Entity, ExerciseMention, Mention, Quote, by_start
from chancery.text.tokens import Document

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "drill-noun": (
        "drill, manoeuvres, war game, or exercise with a military word or a participant",
        ("China began naval drills.", "The military exercise ended.", "They staged war games near the border."),
        ("Doctors advise daily exercise.", "They exercise control of the port.", "He drilled a hole."),
    ),
    "named-series": (
        "the name of a series of the exercises table, with its year where the text has one",
        ("Freedom Shield began on Monday.",),
        ("They spoke of freedom and a shield.",),
    ),
    "same-exercise": (
        "such exercises, the drills: those spoken of last",
        ("Japan and France held naval drills. Peking criticised the drills.",),
        ("The drills began.",),
    ),
}

WINDOW = 120
_ByPlace = dict[tuple[int, int], list[tuple[int, int, Entity]]]


class HasCast(Protocol):
    """The entities and mentions of an article."""

    entities: list[Entity]
    mentions: list[Mention]


def found(
    document: Document,
    cast: HasCast,
    gazetteer: object = None,
    _dates: Sequence[DateMention] = (),
    quotes: Sequence[Quote] = (),
) -> list[ExerciseMention]:
    """All exercises an article speaks of, in order of the text. Dates are not needed.

    gazetteer: its `exercises` are rows of the exercises table (exercise_id, series, name, participants, start, end).
    quotes: an exercise inside someone's words is that speaker's.
    """
    series = known_series(getattr(gazetteer, "exercises", ()))
    names = named_series(document, series)
    spots = sorted({*names, *_nouns(document, bool(names))})
    if not spots:
        return []
    by_sentence = _named(document, cast, spots)
    spans = sorted([(*span, quote) for quote in quotes for span in quote.spans], key=span_start)
    made: list[ExerciseMention] = []
    for spot in spots:
        number = document.sentence_of_token[spot]
        if number < 0 or (made and document.starts[spot] < made[-1].end):
            continue
        first, last = document.sentence_tokens(number)
        first, last = max(first, spot - WINDOW), min(last, spot + WINDOW)
        sentence = Sentence(document, first, last, _around(by_sentence, number, spot))
        mention = _mention(document, sentence, spot, names.get(spot), made)
        if mention is None:
            continue
        mention.id = f"X{len(made) + 1}"
        frame(document, sentence, mention, spans)
        made.append(mention)
    return made


def _nouns(document: Document, spoken: bool) -> list[int]:
    """Tokens that mean an exercise; "the exercise" alone does once exercises are spoken of."""
    lowers = document.lowers
    spots: list[int] = []
    for index in document.where(NOUNS):
        word = lowers[index]
        if _is_military(lowers, document.kinds, index, word) or (
            word == "exercise"
            and (spots or spoken)
            and lowers[index - 1] in ANAPHORIC
            and lowers[index + 1 : index + 2] != ["of"]
        ):
            spots.append(index)
    return spots


def _is_military(lowers: list[str], kinds: list[str], index: int, word: str) -> bool:
    """Whether a noun means an exercise of forces; `drill` always does, `exercise` only with a military word near."""
    before = lowers[index - 1] if index else ""
    if word in ("game", "games"):
        return before in ("war", "wargaming")
    if before in ("to", "will", "must", "can", "should", "not", "could", "may"):
        return False
    near = lowers[max(0, index - 6) : index]
    if word in ("drill", "manoeuvre", "maneuver", "exercise"):
        return not MILITARY.isdisjoint(near) or (before in ("-", "such") and word != "manoeuvre")
    if word == "exercises":
        return (
            not MILITARY.isdisjoint(near)
            or before in ("such", "these", "those", "the", "-")
            or kinds[index - 1] in "CA"
        )
    return "political" not in near and "diplomatic" not in near and "legal" not in near and before != "fire"


def _named(document: Document, cast: HasCast, spots: list[int]) -> _ByPlace:
    """Actors as token spans, by sentence and stretch of it, in the sentences of some tokens."""
    entities = {entity.id: entity for entity in cast.entities}
    gathered: _ByPlace = {}
    for number in sorted({document.sentence_of_token[spot] for spot in spots} - {-1}):
        sentence = document.sentences[number]
        begin = bisect_left(cast.mentions, sentence.start, key=by_start)
        for mention in cast.mentions[begin : bisect_left(cast.mentions, sentence.end, key=by_start)]:
            entity = entities.get(mention.entity or "")
            first, last = document.tokens_in(mention.start, mention.end)
            if entity is not None and first < last:
                gathered.setdefault((number, first // WINDOW), []).append((first, last, entity))
    return gathered


def _around(named: _ByPlace, sentence: int, spot: int) -> list[tuple[int, int, Entity]]:
    """The actors of a sentence near a token."""
    place = spot // WINDOW
    return [actor for near in (place - 1, place, place + 1) for actor in named.get((sentence, near), ())]


def _mention(
    document: Document,
    sentence: Sentence,
    spot: int,
    named: tuple[int, str, str | None, tuple[str, ...]] | None,
    made: list[ExerciseMention],
) -> ExerciseMention | None:
    last = named[0] if named else spot + 1
    codes, begin = sentence.before(spot)
    codes += sentence.after(last - 1)
    if len(set(codes)) < 2:
        codes = sentence.holders(begin) + codes
    participants = list(dict.fromkeys(codes))
    rule, confidence = ("named-series", 0.9) if named else ("drill-noun", 0.75)
    series = named[1] if named else None
    exercise = named[2] if named else None
    if not participants and named and named[3]:
        participants, confidence = list(named[3]), 0.8
    if (
        not participants
        and not named
        and made
        and document.lowers[begin - (begin == spot) : spot][:1]
        and (not ANAPHORIC.isdisjoint(document.lowers[max(sentence.first, begin - 2) : spot]))
    ):
        former = made[-1]
        participants, series, exercise, rule, confidence = (
            list(former.participants),
            former.series,
            former.exercise_id,
            "same-exercise",
            0.65,
        )
    start, end = document.starts[begin], document.ends[last - 1]
    return ExerciseMention("", start, end, series, exercise, participants, [], None, rule, confidence)
