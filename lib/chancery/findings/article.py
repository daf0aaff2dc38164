"""What the article says, as findings: who is quoted, who is named, how drills are framed, what stays open."""

from collections import Counter
from collections.abc import Mapping

from chancery.text.reading import Reading

from chancery.evidence import Finding, Passage, Row
from chancery.text.records import Entity, Quote
from chancery.words import capitalised, counted, listed

QUOTED_KINDS = ("direct", "mixed", "fragment")
SHOWN = 4


def passage(body: str, start: int, end: int) -> Passage:
    """Words of the article as evidence."""
    return Passage(start, end, body[start:end])


def voices(reading: Reading, body: str) -> list[Finding]:
    """Who is quoted, and how much: one finding, with the quoted words as its evidence."""
    quoted = [quote for quote in reading.quotes if quote.kind in QUOTED_KINDS]
    if not quoted:
        return [Finding("article.voices", "The article quotes nobody's words.", numbers={"quoted": 0})]
    people = _entities(reading)
    speakers = Counter(quote.speaker for quote in quoted if quote.speaker)
    unknown = sum(1 for quote in quoted if not quote.speaker)
    parts = [f"{people[who].name} {counted(count, 'time')}" for who, count in speakers.most_common(SHOWN)]
    spans = sum(len(quote.spans) for quote in quoted)
    text = f"The article quotes {counted(spans, 'passage')}"
    text += f": {listed(parts)}" if parts else ""
    text += f"; for {counted(unknown, 'passage')} the rules name no speaker." if unknown else "."
    return [
        Finding(
            id="article.voices",
            text=text,
            numbers={"passages": spans, "unattributed": unknown} | {people[who].name: n for who, n in speakers.items()},
            evidence=tuple(passage(body, a, b) for quote in quoted for a, b in quote.spans),
            caveats=("A passage is a stretch between quotation marks; one word in quotation marks counts as one.",),
            weight=0.3,
        )
    ]


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
    """How each side words the drills: the speaker's framing, never ours."""
    people = _entities(reading)
    found = []
    for drill in reading.exercises:
        if not drill.framing:
            continue
        who = people[drill.said_by].name if drill.said_by in people else "The article's source"
        states_in = listed(names.get(code, code) for code in drill.participants)
        of = f" of {states_in}" if states_in else ""
        words = listed(f"“{framing}”" for framing in drill.framing)
        found.append(
            Finding(
                id=f"article.framing.{drill.id}",
                text=f"{capitalised(who)} frames the drills{of} as {words}.",
                numbers={},
                evidence=(passage(body, drill.start, drill.end),),
                caveats=("The framing is the speaker's, as the article reports it.",),
                weight=0.2,
            )
        )
    return found


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
                text=f"{capitalised(entity.name)} [{entity.holder.person}, since {entity.holder.start}].",
                numbers={"since": entity.holder.start},
                evidence=(row, *(passage(body, place.start, place.end) for place in places[:SHOWN])),
                caveats=("The name is our addition for the publication date; the article gives the office only.",),
            )
        )
    return found


def doubts(reading: Reading, body: str) -> list[Finding]:
    """What the rules left open: mentions with several candidates, quotations without a speaker."""
    people = _entities(reading)
    open_mentions = [mention for mention in reading.mentions if mention.candidates]
    found = [
        Finding(
            id=f"article.doubt.{mention.start}",
            text=f"“{body[mention.start : mention.end]}” may mean "
            f"{listed((people[c].name for c in mention.candidates or [] if c in people), 'or')}.",
            evidence=(passage(body, mention.start, mention.end),),
        )
        for mention in open_mentions
    ]
    found += [
        Finding(
            id=f"article.doubt.{quote.id}",
            text="The rules found no speaker for a quoted passage.",
            evidence=tuple(passage(body, a, b) for a, b in quote.spans),
        )
        for quote in reading.quotes
        if quote.kind in QUOTED_KINDS and not quote.speaker
    ]
    return found


def speaker_of(quote: Quote, people: Mapping[str, Entity]) -> str:
    """The speaker's name with the reporter in a chain, as a reader would say it."""
    if quote.speaker not in people:
        return "speaker not resolved"
    name = people[quote.speaker].name
    return f"{name}, as told by {people[quote.via].name}" if quote.via in people else name


def _entities(reading: Reading) -> dict[str | None, Entity]:
    return {entity.id: entity for entity in reading.entities}
