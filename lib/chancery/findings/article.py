"""What the article says, as findings: who is quoted, who is named, how drills are framed, what stays open."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from chancery.article.segments import sentences
from chancery.evidence import Finding, Passage, Row
from chancery.text.reading import Reading
from chancery.text.records import Entity, ExerciseMention, Quote, Span
from chancery.words import capitalised, counted, day, in_words, listed, the, the_office

VOICES_SHOWN = 6
SHOWN = 4
INDEFINITE = re.compile(r"\b(?:an?|the)\s+$", re.IGNORECASE)
POINTER = re.compile(r"(?:such|these|those|the|this|its|their|his|her|both|all|an?)\b", re.IGNORECASE)
POINTING = re.compile(rf"\b{POINTER.pattern}\s+$", re.IGNORECASE)
OWN = re.compile(r"(?:its|their|his|her)\b", re.IGNORECASE)
LONGEST_POINTER = 10  # characters


def passage(body: str, start: int, end: int) -> Passage:
    """Words of the article as evidence."""
    return Passage(start, end, body[start:end])


def voices(reading: Reading, body: str) -> list[Finding]:
    """Whose words stand between quotation marks, and how often: one finding, with the words as its evidence."""
    quoted = reading.quoted_passages()
    if not quoted:
        return [Finding("article.voices", "The article quotes nobody's words.", numbers={"passages": 0})]
    people = _entities(reading)
    voiced: dict[str, list[Entity]] = {}
    for _, _, quote in quoted:
        if quote and quote.speaker in people:
            voiced.setdefault(definite(people[quote.speaker]), []).append(people[quote.speaker])
    unknown = len(quoted) - sum(map(len, voiced.values()))
    loudest = sorted(voiced.items(), key=lambda voice: -len(voice[1]))
    parts = [f"{in_words(len(said))} from {name}" for name, said in loudest[:VOICES_SHOWN]]
    rest = sum(len(said) for _, said in loudest[VOICES_SHOWN:])
    parts += [f"{in_words(rest)} from others"] if rest else []
    text = f"The article quotes {counted(len(quoted), 'passage')}"
    text += f": {listed(parts)}" if parts else ""
    text += f"; for {in_words(unknown)} the rules name no speaker." if unknown else "."
    shared = [name for name, said in loudest if len({one.id for one in said}) > 1]
    alike = f"The article speaks more than once of {listed(shared)}; it may or may not be one person." if shared else ""
    return [
        Finding(
            id="article.voices",
            text=text,
            numbers={"passages": len(quoted), "unattributed": unknown}
            | {said[0].name: len(said) for said in voiced.values()},
            evidence=tuple(passage(body, start, end) for start, end, _ in quoted),
            caveats=(
                "A passage is a stretch between quotation marks; one word in quotation marks counts as one.",
                *filter(None, [alike]),
            ),
            weight=0.1,
        )
    ]


def definite(entity: Entity) -> str:
    """A name as it stands in a sentence: offices take the article."""
    return the_office(entity.name) if entity.kind == "office" else the(entity.name)


def states(counts: Counter[str], names: Mapping[str, str]) -> list[Finding]:
    """Which states the article names most, by name, people, capital or office."""
    if not counts:
        return [Finding("article.states", "The article names no state that the tables know.", numbers={})]
    top = counts.most_common(SHOWN)
    shares = (f"{names.get(code, code)} ({counted(count, 'time')})" for code, count in top)
    text = f"States named most: {listed(shares)}."
    return [
        Finding(
            "article.states",
            text,
            numbers=dict(top),
            caveats=(
                "Names, peoples, capitals, offices and pronouns that the rules could tie to a state are counted.",
            ),
            weight=0.1,
        )
    ]


def framings(reading: Reading, body: str, names: Mapping[str, str]) -> list[Finding]:
    """How each side words the drills: the speaker's framing, never ours; the same framing is told once.

    Only words that the article has between quotation marks are printed as anyone's; a paraphrase is told as one.
    """
    people = _entities(reading)
    marked = _outermost((start, end) for start, end, _ in reading.quoted_passages())
    whole = [(each.start, each.end) for each in sentences(body)]
    named = sorted(each.start for each in reading.mentions)
    told: dict[str, list[Passage]] = {}
    for drill in reading.exercises:
        for found in drill.framing_spans:
            who = definite(people[drill.said_by]) if drill.said_by in people else "the article's source"
            span = _with_article(body, found, marked)
            words = " ".join(body[slice(*span)].split())
            called = f"{who} frames {_drill(drill, body, names, named)} as"
            if _inside(span, marked):
                text = f"{capitalised(called)} “{words.rstrip(',')}”."
            else:
                text = f"The article says, in its own words, that {called} {words}."
            start, end = min(drill.start, span[0]), max(drill.end, span[1])
            told.setdefault(text, []).append(passage(body, *_in_sentences((start, end), whole)))
    return [
        Finding(
            id=f"article.framing.{number}",
            text=text,
            evidence=tuple(passages),
            caveats=(
                "The framing is the speaker's, as the article reports it.",
                *(["In square brackets: which exercises are meant, by our reading."] if "[" in text else []),
            ),
            weight=0.2,
        )
        for number, (text, passages) in enumerate(told.items(), 1)
    ]


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other, in order; so their ends are in order too."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each[0], -each[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _inside(span: Span, marked: Sequence[Span]) -> bool:
    """Whether a span lies in one of those that `_outermost` gives."""
    place = bisect_right(marked, span[0], key=itemgetter(0)) - 1
    return place >= 0 and span[1] <= marked[place][1]


def _in_sentences(span: Span, whole: Sequence[Span]) -> Span:
    """A span from the beginning of the sentence that it begins in to the end of the one that it ends in."""
    first = bisect_right(whole, span[0], key=itemgetter(0)) - 1
    last = bisect_left(whole, span[1], key=itemgetter(1))
    start = whole[first][0] if first >= 0 and span[0] < whole[first][1] else span[0]
    return start, whole[last][1] if last < len(whole) and whole[last][0] < span[1] else span[1]


def _with_article(body: str, span: Span, marked: Sequence[Span]) -> Span:
    """A span with the "a" or "the" before it; of words between quotation marks, where that stands there too."""
    before = INDEFINITE.search(body, max(0, span[0] - LONGEST_POINTER), span[0])
    longer = (before.start() if before else span[0], span[1])
    return longer if _inside(longer, marked) == _inside(span, marked) else span


def _drill(drill: ExerciseMention, body: str, names: Mapping[str, str], named: Sequence[int]) -> str:
    """An exercise as the article names it; which one it is in brackets, where those words do not say so.

    named: where actors are named, in order.
    """
    before = POINTING.search(body, max(0, drill.start - LONGEST_POINTER), drill.start)
    words = " ".join(body[before.start() if before else drill.start : drill.end].split())
    if POINTER.match(words):
        words = words[:1].lower() + words[1:]
    if drill.series and drill.series not in words:
        return f"{words} [{drill.series}]"
    says = drill.series or OWN.match(words) or bisect_left(named, drill.start) < bisect_left(named, drill.end)
    if says or not drill.participants:
        return words
    return f"{words} [those of {listed(the(names.get(code, code)) for code in drill.participants)}]"


def offices(reading: Reading, body: str, rows: Mapping[int, Row]) -> list[Finding]:
    """Who held the offices that the article leaves unnamed; ours, from officeholders.csv, not the article's words.

    rows: officeholder rows by line. A holder whose row was not admitted is not named.
    """
    found = []
    for entity in reading.entities:
        row = rows.get(entity.holder.row) if entity.holder else None
        if entity.holder is None or row is None:
            continue
        held = f"{entity.holder.person}, since {_since(entity.holder.start)}"
        places = [mention for mention in reading.mentions if mention.entity == entity.id]
        found.append(
            Finding(
                id=f"article.office.{entity.actor}.{entity.name.lower().replace(' ', '-')}",
                text=f"{capitalised(the_office(entity.name))} [{held}].",
                numbers={"since": entity.holder.start},
                evidence=(row, *(passage(body, place.start, place.end) for place in places[:SHOWN])),
                caveats=("The name is our addition for the publication date; the article gives the office only.",),
            )
        )
    return found


def _since(start: str) -> str:
    """A reduced ISO date in words, no finer than it is known."""
    parts = [int(part) for part in start.split("-")]
    written = day(dt.date(*[*parts, 1, 1][:3]))
    return {1: start, 2: written.partition(" ")[2]}.get(len(parts), written)


def speaker_of(quote: Quote, people: Mapping[str | None, Entity]) -> str:
    """The speaker's name with the reporter in a chain, as a reader would say it."""
    if quote.speaker not in people:
        return "speaker not resolved"
    name = people[quote.speaker].name
    return f"{name}, as told by {people[quote.via].name}" if quote.via in people else name


def _entities(reading: Reading) -> dict[str | None, Entity]:
    return {entity.id: entity for entity in reading.entities}
