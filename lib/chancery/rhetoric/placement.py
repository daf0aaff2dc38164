"""The article's statements placed among the coded ones: how many of those are harsher, how many milder.

A statement is compared with the coded statements of the same actor made before the article's own day: a coded row of
that day is the same speech, and would be compared with itself.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from chancery.rhetoric import authority, series
from chancery.text import intensity
from chancery.text.records import Entity, Intensity, IntensityPart, Mention, Quote, Span
from chancery.words import the_office

MARKED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
NAMING = re.compile(r"\b(?:code-?named|dubbed|called|named|titled|entitled|known as)\W*$", re.IGNORECASE)
JOINING = frozenset(["a", "an", "and", "for", "in", "of", "on", "the", "to", "with"])
FOR_WHOM = re.compile(r"\s+(?:for|of)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}")
SHORT = 6
GAP = " … "
OWN_WORDS = ("direct", "mixed", "fragment")
BASIS = (
    "The article's words are scored from their text; a coded statement has no text here, and its tone is read from "
    "its stance and codes.",
    "Coded statements were chosen because they answer exercises and are mostly press summaries: milder and more "
    "routine words are missing from them.",
    "A quotation of a few words holds few terms to score: it may read milder than the whole speech.",
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One attributed passage of the article with its tone and the rank of its speaker.

    quote: the quote's id; start, end: of the quoted words in the body; day: when it was said, as far as known.
    authority: 1 to 6, None where the post is not on the ladder; parts: the terms that decide the tone; act: the
    strongest speech act.
    """

    quote: str
    text: str
    start: int
    end: int
    speaker: str
    post: str
    actor: str
    authority: int | None
    tone: float
    day: dt.date
    parts: tuple[IntensityPart, ...] = ()
    act: str = ""

    @property
    def short(self) -> bool:
        """Whether it has fewer than six words: too few terms to be ranked among whole statements."""
        return len([word for word in self.text.split() if word != GAP.strip()]) < SHORT

    @property
    def conditional(self) -> bool:
        """Whether a threat is tied to a condition the other side can meet."""
        return any(part.kind == "condition" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one tone falls among others: how many it is milder than, level with and harsher than."""

    milder_than: int
    level_with: int
    harsher_than: int

    @property
    def of(self) -> int:
        """How many it is compared with."""
        return self.milder_than + self.level_with + self.harsher_than


def utterances(
    body: str,
    quotes: Sequence[Quote],
    entities: Iterable[Entity],
    scored: Iterable[Intensity],
    *,
    day: dt.date,
    posts: Mapping[str, int],
    actors: Mapping[str, str] | None = None,
) -> list[Utterance]:
    """The quotes in the speaker's own words that have a speaker and a tone, in the text's order.

    Indirect speech is left out, and of a mixed quotation what stands outside quotation marks: those words are the
    reporter's. What lies within a quotation already taken is not taken twice; words that a quotation of another speaker
    holds are that speaker's. A name in quotation marks, as of an exercise, is not a statement.

    posts: level by post, of `authority.of_posts`. actors: actor code by entity id, where the entity itself has none.
    """
    named = {entity.id: entity for entity in entities}
    scores = {score.quote: score for score in scored if score.quote is not None}
    made: list[Utterance] = []
    for quote in quotes:
        score, speaker = scores.get(quote.id), named.get(quote.speaker or "")
        if score is None or speaker is None or quote.kind not in OWN_WORDS:
            continue
        post = speaker.name if speaker.kind == "office" else speaker.office or ""
        taken = [span for other in quotes if other.speaker not in (None, quote.speaker) for span in other.spans]
        spans = [span for span in own_words(body, quote, taken) if not is_name(body, span)]
        if not spans or any(one.speaker == _called(speaker) and _within(spans, one) for one in made):
            continue
        text, tone, parts, act = _scored(body, spans)
        made.append(
            Utterance(
                quote.id,
                text,
                spans[0][0],
                spans[-1][1],
                _called(speaker),
                post,
                speaker.actor or (actors or {}).get(speaker.id, ""),
                authority.level_of(post, posts),
                tone,
                day,
                parts,
                act,
            )
        )
    return made


def actors_spoken_for(body: str, entities: Iterable[Entity], mentions: Sequence[Mention]) -> dict[str, str]:
    """Actor codes of offices that have none themselves, by entity id: "a spokesperson for the Chinese military".

    The actor is the next one named, after "for" or "of" and at most two words. mentions: in the text's order.
    """
    named = {entity.id: entity for entity in entities}
    found: dict[str, str] = {}
    for mention, after in pairwise(mentions):
        office, actor = named.get(mention.entity or ""), named.get(after.entity or "")
        if office is None or actor is None or office.kind != "office" or office.actor or not actor.actor:
            continue
        if FOR_WHOM.fullmatch(body, mention.end, after.start):
            found.setdefault(office.id, actor.actor)
    return found


def own_words(body: str, quote: Quote, taken: Sequence[Span] = ()) -> list[Span]:
    """The spans of a quotation that are the speaker's words: of a mixed one, what stands between quotation marks.

    taken: spans of quotations of other speakers; marked words that lie in a shorter one are theirs.
    """
    if quote.kind != "mixed":
        return list(quote.spans)
    return [
        found.span(1)
        for start, end in quote.spans
        for found in MARKED.finditer(body, start, min(len(body), end + 1))
        if not any(
            first <= found.start(1) and found.end(1) <= last + 1 and last - first < end - start for first, last in taken
        )
    ]


def is_name(body: str, span: Span) -> bool:
    """Whether quoted words are a name: all with capitals or figures, and more than one, or after "called".

    >>> is_name("began “Strait Thunder-2025A” today", (7, 27)), is_name("said “Never” again", (6, 11))
    (True, False)
    """
    words = [word for word in re.findall(r"[\w'’-]+", body[span[0] : span[1]]) if word.lower() not in JOINING]
    if not words or not all(word[0].isupper() or word[0].isdigit() for word in words):
        return False
    named = NAMING.search(body[max(0, span[0] - 20) : span[0]].rstrip("“\"‘' "))
    return len(words) > 1 or any(char.isdigit() for char in words[0]) or named is not None


def _scored(body: str, spans: Sequence[Span]) -> tuple[str, float, tuple[IntensityPart, ...], str]:
    """The words, their tone, the terms that decide it at their places in the body, and the strongest speech act."""
    pieces = [body[start:end] for start, end in spans]
    scored = intensity.scored(GAP.join(pieces))
    parts = []
    for part in scored.parts:
        shift = 0
        for (start, _), piece in zip(spans, pieces, strict=True):
            if part.start < shift + len(piece):
                place = start + part.start - shift
                parts.append(IntensityPart(place, place + part.end - part.start, part.term, part.kind, part.weight))
                break
            shift += len(piece) + len(GAP)
    return GAP.join(pieces), scored.score, tuple(parts), scored.speech_act


def _within(spans: Sequence[Span], one: Utterance) -> bool:
    return one.start <= spans[0][0] and spans[-1][1] <= one.end


def _called(speaker: Entity) -> str:
    return the_office(speaker.name) if speaker.kind == "office" else speaker.name


def compared(coded: pd.DataFrame, actor: str, before: dt.date) -> pd.DataFrame:
    """The coded statements of an actor, on the tone scale, made before a day."""
    rows = series.known_by(coded, before, actor)
    return rows[(rows["date_last"] < pd.Timestamp(before)) & rows["tone"].notna()]


def same_speech(coded: pd.DataFrame, one: Utterance, days: int = 1) -> pd.DataFrame:
    """The coded rows of the article's own speaker made within a day of it: the same speech, coded by its stance."""
    apart = (coded["date_first"] - pd.Timestamp(one.day)).abs() <= pd.Timedelta(days=days)
    return coded[apart & (coded["actor"] == one.actor) & (coded["speaker"] == one.speaker) & coded["tone"].notna()]


def place(tone: float, others: "pd.Series[float]") -> Placement:
    """Where a tone falls among others."""
    return Placement(int((others > tone).sum()), int((others == tone).sum()), int((others < tone).sum()))


def words(placement: Placement, level: int | None, actor: str = "") -> str:
    """A placement in words: "milder than 41 of 61 coded statements; ministerial level".

    actor: whose statements they are, in words.
    """
    rank = authority.label(level) if level is not None else "speaker's level not known"
    if placement.of == 0:
        return f"no coded statement to compare with; {rank}"
    many = f"{placement.of} coded statement{'' if placement.of == 1 else 's'}{f' of {actor}' if actor else ''}"
    if placement.milder_than >= placement.harsher_than:
        return f"milder than {placement.milder_than} of {many}; {rank}"
    return f"harsher than {placement.harsher_than} of {many}; {rank}"
