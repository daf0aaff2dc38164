"""What the article says, as findings: who is quoted, who is named, how drills are framed, what stays open."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from chancery.evidence import Finding, Passage, Row
from chancery.text.reading import Reading
from chancery.text.records import Entity, Quote
from chancery.words import capitalised, counted, day, in_words, listed, the

VOICES_SHOWN = 6
SHOWN = 4


def passage(body: str, start: int, end: int) -> Passage:
    """Words of the article as evidence."""
    return Passage(start, end, body[start:end])


def voices(reading: Reading, body: str) -> list[Finding]:
    """Whose words stand between quotation marks, and how often: one finding, with the words as its evidence."""
    quoted = reading.quoted_passages()
    if not quoted:
        return [Finding("article.voices", "The article quotes nobody's words.", numbers={"passages": 0})]
    people = _entities(reading)
    speakers = Counter(quote.speaker for _, _, quote in quoted if quote and quote.speaker in people)
    unknown = len(quoted) - sum(speakers.values())
    parts = [f"{count} of {definite(people[who])}" for who, count in speakers.most_common(VOICES_SHOWN)]
    text = f"The article quotes {counted(len(quoted), 'passage')}"
    text += f", {listed(parts)}" if parts else ""
    text += f"; for {in_words(unknown)} the rules name no speaker." if unknown else "."
    return [
        Finding(
            id="article.voices",
            text=text,
            numbers={"passages": len(quoted), "unattributed": unknown}
            | {people[who].name: count for who, count in speakers.items()},
            evidence=tuple(passage(body, start, end) for start, end, _ in quoted),
            caveats=("A passage is a stretch between quotation marks; one word in quotation marks counts as one.",),
            weight=0.1,
        )
    ]


def definite(entity: Entity) -> str:
    """A name as it stands in a sentence: offices take the article."""
    return f"the {entity.name}" if entity.kind == "office" else the(entity.name)


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
    """How each side words the drills: the speaker's framing, never ours; the same framing is told once."""
    people = _entities(reading)
    told: dict[str, list[Passage]] = {}
    for drill in reading.exercises:
        if drill.framing:
            who = the(people[drill.said_by].name) if drill.said_by in people else "the article's source"
            states_in = listed(the(names.get(code, code)) for code in drill.participants)
            words = listed(f"“{framing}”" for framing in drill.framing)
            text = f"{capitalised(who)} frames the drills{f' of {states_in}' if states_in else ''} as {words}."
            told.setdefault(text, []).append(passage(body, drill.start, drill.end))
    return [
        Finding(
            id=f"article.framing.{number}",
            text=text,
            evidence=tuple(passages),
            caveats=("The framing is the speaker's, as the article reports it.",),
            weight=0.2,
        )
        for number, (text, passages) in enumerate(told.items(), 1)
    ]


def offices(reading: Reading, body: str, rows: Mapping[int, Row]) -> list[Finding]:
    """Who held the offices that the article leaves unnamed; ours, from officeholders.csv, not the article's words.

    rows: officeholder rows by line. A holder whose row was not admitted is not named.
    """
    found = []
    for entity in reading.entities:
        row = rows.get(entity.holder.row) if entity.holder else None
        if entity.holder is None or row is None:
            continue
        places = [mention for mention in reading.mentions if mention.entity == entity.id]
        found.append(
            Finding(
                id=f"article.office.{entity.actor}.{entity.name.lower().replace(' ', '-')}",
                text=f"The {entity.name} [{entity.holder.person}, since {_since(entity.holder.start)}].",
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
