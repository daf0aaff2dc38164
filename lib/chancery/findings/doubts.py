"""What the rules were unsure of in an article, the gravest first, each with the words it is about."""

from collections import Counter
from collections.abc import Iterator

from chancery.evidence import Finding
from chancery.findings.article import definite, passage
from chancery.markup import shortened
from chancery.text.reading import Reading
from chancery.text.records import PLOVER, Entity, Event, Quote
from chancery.words import capitalised, counted, listed

SHOWN = 12
SURE_QUOTE = 0.5  # an attribution below this confidence is told as a doubt
SURE_EVENT = 0.35
ROOM = 90  # characters of the article shown in one doubt

Doubt = tuple[int, int, str, str]  # start, end, what sort, the sentence


def doubts(reading: Reading, body: str, most: int = SHOWN) -> list[Finding]:
    """What the rules left open or have little for: names, speakers, attributions, events, and a parse that differs.

    most: how many are told one by one; a last finding counts the others. Where a spaCy pipeline voted, the first
    finding says how often it agreed. Within a sort, in the order of the text.
    """
    people: dict[str | None, Entity] = {entity.id: entity for entity in reading.entities}
    sorts = (
        _names(reading, people),
        _unspoken(reading, body),
        _differing(reading, body, people),
        _weak_quotes(reading, body, people),
        _events(reading, body, people),
    )
    every = [doubt for sort in sorts for doubt in sorted(set(sort))]
    told = [
        Finding(f"article.doubt.{sort}.{number}", text, evidence=(passage(body, start, end),))
        for number, (start, end, sort, text) in enumerate(every[:most], start=1)
    ]
    return [*_votes(reading), *told, *_others(every[most:])]


def _names(reading: Reading, people: dict[str | None, Entity]) -> Iterator[Doubt]:
    for mention in reading.mentions:
        names = list(dict.fromkeys(people[each].name for each in mention.candidates or () if each in people))
        if names:
            words = reading.document.body[mention.start : mention.end]
            yield mention.start, mention.end, "name", f"“{words}” may mean {listed(names, 'or')}."


def _unspoken(reading: Reading, body: str) -> Iterator[Doubt]:
    """Quoted and reported words whose speaker the rules did not find."""
    for start, end, quote in reading.quoted_passages():
        if quote is None or not quote.speaker:
            yield start, end, "speaker", f"The rules found no speaker for “{_said(body, start, end)}”."
    for quote in reading.quotes:
        if not quote.speaker and quote.kind == "indirect" and quote.spans:
            start, end = quote.spans[0]
            yield start, end, "speaker", f"The rules found nobody who says “{_said(body, start, end)}”."


def _differing(reading: Reading, body: str, people: dict[str | None, Entity]) -> Iterator[Doubt]:
    for quote in reading.quotes:
        if quote.second_opinion == "differs" and quote.speaker in people and quote.spans:
            start, end = quote.spans[0]
            who = definite(people[quote.speaker])
            text = f"The second opinion finds another source for “{_said(body, start, end)}”; the rules keep {who}."
            yield start, end, "opinion", text


def _weak_quotes(reading: Reading, body: str, people: dict[str | None, Entity]) -> Iterator[Doubt]:
    for quote in reading.quotes:
        if _weak(quote) and quote.speaker in people and quote.spans:
            start, end = quote.spans[0]
            who = definite(people[quote.speaker])
            vote = "; the second opinion agrees" if quote.second_opinion == "agrees" else ""
            yield start, end, "attribution", f"“{_said(body, start, end)}” is given to {who} on thin grounds{vote}."


def _weak(quote: Quote) -> bool:
    return quote.confidence < SURE_QUOTE and quote.second_opinion != "differs"


def _events(reading: Reading, body: str, people: dict[str | None, Entity]) -> Iterator[Doubt]:
    for event in reading.events:
        if event.category not in PLOVER:
            continue
        words = _said(body, event.start, event.end)
        if event.source not in people:
            yield event.start, event.end, "event", f"The rules found nobody who does what “{words}” tells."
        elif event.confidence < SURE_EVENT:
            yield event.start, event.end, "event", f"“{words}” is read as {_read(event, people)} on thin grounds."


def _read(event: Event, people: dict[str | None, Entity]) -> str:
    of = f" by {definite(people[event.source])}"
    towards = f" towards {definite(people[event.target])}" if event.target in people else ""
    return f"{event.category.lower()}{of}{towards}"


def _votes(reading: Reading) -> list[Finding]:
    votes = Counter(quote.second_opinion for quote in reading.quotes if quote.second_opinion)
    if not votes:
        return []
    total, differs = sum(votes.values()), votes["differs"]
    ending = f"differs from {differs:,} of them" if differs else "differs from none"
    return [
        Finding(
            "article.doubt.votes",
            f"A second opinion, from a spaCy pipeline, voted on {counted(total, 'attribution')} and {ending}.",
            numbers={"votes": total, "differs": differs},
            caveats=("It only votes: the speakers are those the rules found.",),
        )
    ]


def _others(rest: list[Doubt]) -> list[Finding]:
    if not rest:
        return []
    nouns = {
        "name": "name",
        "speaker": "passage without a speaker",
        "opinion": "attribution that the second opinion disputes",
        "attribution": "attribution on thin grounds",
        "event": "event not settled",
    }
    plurals = {
        "speaker": "passages without a speaker",
        "opinion": "attributions that the second opinion disputes",
        "attribution": "attributions on thin grounds",
        "event": "events not settled",
    }
    sums = Counter(sort for _, _, sort, _ in rest)
    parts = listed(counted(count, nouns[sort], plurals.get(sort, "")) for sort, count in sums.items())
    number = counted(len(rest), "more doubt")
    return [
        Finding(
            "article.doubt.others",
            capitalised(f"{number}: {parts}."),
            numbers={"more": len(rest), **sums},
            caveats=("`chancery explain` says of any passage which rule made what of it.",),
        )
    ]


def _said(body: str, start: int, end: int) -> str:
    """The article's words within quotation marks of ours: its own outer marks go."""
    return shortened(" ".join(body[start:end].split()).strip("“”\"'‘’"), ROOM)
