"""Single dated acts: what an article says that states did on a day, held against the rows of ties and exercises.

The reading's events become claims of kind existence; a row is the same act where it shares parties and telling words.
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from chancery.claims import answers as say
from chancery.claims import persons, subjects
from chancery.claims.context import Read
from chancery.claims.questions import Period, Question
from chancery.claims.record import Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.subjects import Source, Subject, register
from chancery.claims.verdicts import Part, Ruling
from chancery.text.records import Claim, Event

# Acts that the same parties do once: another date for one that shares its telling words is another claim.
ONCE = frozenset(
    (
        "accession", "agreement", "agreement ended", "agreement in force", "agreement suspended", "annexation",
        "declaration", "expulsion", "invasion", "partnership", "ratification", "recognition", "relations cut", "treaty",
        "treaty extension", "treaty in force",
    )
)  # fmt: skip
# Acts that may be repeated, but hardly within weeks.
SELDOM = frozenset(
    ("border closed", "travel advice", "deployment", "aid suspended", "export controls", "broadcasts", "protest note")
)
WEEKS_DAYS = 45
# Over a longer time than this, acts of the same category are many: only words in common tell one from another.
WEEK_DAYS = 8
STEM = 5
TELLING = 2
MARGIN = 1
SLACK_DAYS = 1
EVERYDAY = frozenset(
    (  # noqa: SIM905  reads as it is
        "after their which would while where there other since against between under about during first second "
        "third monday tuesday wednesday thursday friday saturday sunday january february march april june july "
        "august september october november december"
    ).split()
)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
ACT = register(
    Subject(
        "act",
        ("act", "acts"),
        (),
        (Source("ties", "start", "end", ("actors", "recipients")),),
    )
)


@dataclass(frozen=True)
class Likeness:
    """How far a row is the act a claim speaks of: words in common, and whether the category is the same."""

    occurrence: Occurrence
    words: frozenset[str]
    same_category: bool

    @property
    def weight(self) -> int:
        """Number of features in common."""
        return len(self.words) + self.same_category


def stated(read: Read, record: Record) -> list[Claim]:
    """Claims that the article makes by telling of dated acts, where no other claim stands on the same words."""
    actors = {entity.id: entity.actor for entity in read.entities}
    found: list[Claim] = []
    for event in read.events:
        codes = [code for each in (event.source, event.target) if (code := actors.get(each or ""))]
        if event.realis != "actual" or event.date is None or event.date[0] > read.article.published or not codes:
            continue
        start, end = _span(event, read)
        if any(claim.start < end and start < claim.end for claim in (*read.claims, *found)):
            continue
        slots = _slots(event, codes, read.document.body[start:end], read, record)
        if len(set(codes)) > 1 and not SINCE.search(read.document.body[start:end]):
            found.append(
                Claim(
                    f"A{len(found) + 1}", start, end, "existence", None, "neutral", slots, "dated-act", event.confidence
                )
            )
    return found


def _span(event: Event, read: Read) -> tuple[int, int]:
    for sentence in read.document.sentences:
        if sentence.start <= event.start < sentence.end:
            return sentence.start, sentence.end
    return event.start, event.end


def _slots(event: Event, codes: list[str], words: str, read: Read, record: Record) -> dict[str, Any]:
    assert event.date is not None
    slots: dict[str, Any] = {
        "actors": list(dict.fromkeys(codes[:1])),
        "others": list(dict.fromkeys(codes[1:])),
        "date": [event.date[0].isoformat(), event.date[1].isoformat()],
        "event": "act",
        "category": event.category,
        "around": _around(event, read),
    }
    if event.category == "CONSULT" and re.search(r"\bsummit\b|\bmet\b|\bmeet(?:s|ing)?\b", words) and len(codes) > 1:
        named = _people(event, read)
        leaders = {code for name, code in named if persons.of_person(record, name, code)}
        if set(codes) <= leaders or re.search(r"\bsummit\b", words):
            slots["event"] = "summit"
            slots["persons"] = [{"name": name, "code": code} for name, code in named if code in codes]
    return slots


def _people(event: Event, read: Read) -> list[tuple[str, str]]:
    """Persons named in the event's sentence, with their states."""
    start, end = _span(event, read)
    by_id = {entity.id: entity for entity in read.entities}
    meant = [by_id.get(each.entity or "") for each in read.mentions if start <= each.start < end]
    return list(
        dict.fromkeys((each.name, each.actor) for each in meant if each and each.kind == "person" and each.actor)
    )


def _around(event: Event, read: Read) -> list[str]:
    """Codes of the actors named before the event's verb: the pair that the reading took for it may be another."""
    start, _ = _span(event, read)
    actors = {entity.id: entity.actor for entity in read.entities}
    named = [actors.get(each.entity or "") for each in read.mentions if start <= each.start < event.start]
    return list(dict.fromkeys(code for code in named if code))


@answers(
    "existence", "status", asks="Is there a row for an act like this, of the same parties, on this date?", last=True
)
def act_like_it(question: Question, record: Record) -> tuple[Part, ...]:
    """Is there a row for an act like this, of the same parties, on this date?"""
    when = question.date or question.period
    parties = {*question.states, *question.bodies}
    if when is None or len(parties) < 2 or question.negated:
        return ()
    alike = _alike(question, record)
    near = (when[1] - when[0]).days <= WEEK_DAYS
    then = [
        each for each in alike if each.occurrence.within(when, SLACK_DAYS) and (each.words or (near and each.weight))
    ]
    then = then or _nearby(question, record, when)
    if then:
        best = max(then, key=_weight)
        reason = f"The record has it: {best.occurrence.cells['description']} ({say.dated(best.occurrence)})."
        ruling: Ruling = "supported" if best.occurrence.admitted else "not checkable"
        return (
            say.answer(
                "the act and its date",
                ruling,
                reason,
                record,
                [best.occurrence],
                why="" if best.occurrence.admitted else "rows not admitted",
                would_change="a correction of this row",
            ),
        )
    ranked = sorted(alike, key=_weight, reverse=True)
    named = re.findall(r"\b(?:1[89]|20)\d\d\b", question.words)
    if ranked and str(ranked[0].occurrence.first.year) in named and str(when[0].year) in named and named[1:]:
        ranked = []  # of several years in a sentence, the row's is the one meant
    if ranked and _is_it(ranked, when):
        row = ranked[0].occurrence
        reason = f"The record has it on another date: {row.cells['description']} ({say.dated(row)})."
        return (
            say.answer(
                "the act and its date",
                "contradicted",
                reason,
                record,
                [row],
                would_change=f"a row for a second such act {say.when(when)}",
                caveats=(f"Taken to be the same act, for the parties and the words {_quoted(ranked[0])} agree.",),
            ),
        )
    if question.event != "act":
        return ()
    reason = "No row clearly matches this event."
    return (say.not_checkable("the act and its date", "coverage ends", reason, "a row of ties.csv for it"),)


@answers("existence", "status", asks="Is there a row for this act, on this date?", last=True)
def dated_act(question: Question, record: Record) -> tuple[Part, ...]:
    """Is there a row for this act, on this date?"""
    subject = subjects.named(question.event, question.bodies)
    stated = question.date or question.period
    if subject is None or stated is None or not say.parties_known(question, subject):
        return ()
    occurrences = record.occurrences(subject, question)
    then = [each for each in occurrences if each.within(stated, slack_days=SLACK_DAYS)]
    sure = [each for each in then if each.counts]
    coverage = record.completeness(subject, question, stated, "existence")
    noun = say.named_among(question, subject, record, 1)
    elsewhere = [each for each in occurrences if each.counts and each not in then]
    ruling: Ruling
    if sure:
        ruling = "contradicted" if question.negated else "supported"
        reason = f"The record has {noun} {say.when(stated)}: {_told(sure[0])}."
    elif then:
        ruling, reason = "partly", f"A row {say.when(stated)} may be it: {_told(then[0])}."
    elif coverage is not None and say.plain_date(question, stated):
        ruling = "supported" if question.negated else "contradicted"
        near = min(elsewhere, key=lambda each: abs((each.first - stated[0]).days), default=None)
        reason = f"The record has no {noun} {say.when(stated)}{f'; the nearest is {say.dated(near)}' if near else ''}."
        elsewhere = [near] if near else []
    else:
        ruling, reason = "not checkable", f"The record has no {noun} {say.when(stated)}."
    return (
        say.answer(
            "the act and its date",
            ruling,
            reason,
            record,
            sure or then or elsewhere[:3],
            coverage=coverage,
            why="coverage ends" if ruling == "not checkable" else "",
            would_change=f"a row {say.when(stated)}",
        ),
    )


def _told(occurrence: Occurrence) -> str:
    cells = occurrence.cells
    said = cells.get("description") or cells.get("name") or cells.get("category") or occurrence.key
    return f"{said} ({say.dated(occurrence)})"


def _weight(likeness: Likeness) -> int:
    return likeness.weight


def _quoted(likeness: Likeness) -> str:
    return ", ".join(sorted(likeness.words)) or "of its category"


def _is_it(ranked: list[Likeness], when: Period) -> bool:
    """Whether the best row is surely the act meant: done once, alike in several features, and clearly ahead."""
    best = ranked[0]
    second = ranked[1].weight if len(ranked) > 1 else 0
    soon = abs((best.occurrence.first - when[0]).days) <= WEEKS_DAYS
    return (
        best.occurrence.admitted
        and (best.occurrence.cells["type"] in ONCE or (best.occurrence.cells["type"] in SELDOM and soon))
        and best.occurrence.begins_by == best.occurrence.first
        and best.weight >= TELLING
        and bool(best.words)
        and best.weight - second >= MARGIN
    )


def _alike(question: Question, record: Record) -> list[Likeness]:
    everyone = question.about(states=(*question.states, *question.bodies), bodies=(), tenures=())
    occurrences = record.occurrences(ACT, everyone)
    common = _common(record)
    names = _stems(" ".join(name for code in everyone.states for name in record.called(code)))
    said = _stems(question.words) - names - common
    return [
        Likeness(
            each,
            frozenset(said & (_stems(f"{each.cells['description']} {each.cells['type']}") - names)),
            bool(question.category) and each.cells["plover"] == question.category,
        )
        for each in occurrences
    ]


def _nearby(question: Question, record: Record, when: Period) -> list[Likeness]:
    """Rows of that date between others whom the sentence names, where they share a telling word with it."""
    pairs = [pair for pair in itertools.combinations(question.around, 2) if set(pair) != set(question.states)]
    found = [each for pair in pairs for each in _alike(question.about(states=pair, bodies=()), record)]
    return [each for each in found if each.occurrence.within(when, SLACK_DAYS) and each.words]


def _common(record: Record) -> set[str]:
    """Stems that stand in so many rows that sharing them tells nothing."""
    rows = record.rows("ties")
    counts = Counter(stem for row in rows for stem in _stems(f"{row['description']} {row['type']}"))
    return {stem for stem, count in counts.items() if count > len(rows) / 8}


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z][a-z0-9-]{2,}|\d+-[a-z]+", text.lower())
    bare = [re.sub(r"(?<=[a-z]{4})(?:ing|ed|es|s)$", "", word) for word in words if word not in EVERYDAY]
    return {word[:STEM] for word in bare if len(word) > 3 or word == "cut"}
