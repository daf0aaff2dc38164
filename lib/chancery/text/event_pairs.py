"""From what is known of an act to its events: one for each pair of parties."""

from dataclasses import dataclass
from itertools import pairwise

from chancery.text.predicate import Actor
from chancery.text.records import Event, Realis
from chancery.text.word_lists import word_set

SYMMETRIC = word_set("CONSULT AGREE SUPPORT COOPERATE")
MOST_SOURCES = 3
LEAST, MOST = 0.05, 0.95


@dataclass(slots=True)
class Coding:
    """What is known of an event but its parties."""

    category: str
    mode: str | None
    context: str | None
    realis: Realis
    rule: str
    start: int
    end: int
    confidence: float

    def event(self, source: Actor | None, target: Actor | None) -> Event:
        """The event between two parties."""
        return Event(
            "",
            self.start,
            self.end,
            self.category,
            self.mode,
            self.context,
            source.entity if source else None,
            target.entity if target else None,
            None,
            self.realis,
            self.rule,
            round(max(LEAST, min(MOST, self.confidence)), 3),
        )


def paired(coding: Coding, sources: list[Actor], targets: list[Actor], *, mutual: bool = True) -> list[Event]:
    """One event for each pair of parties; two parties that act on each other are source and target.

    mutual: whether several may do this act to each other: they sign, but they praise somebody else.
    """
    if not sources and not targets:
        return []
    if not targets and mutual and coding.category in SYMMETRIC and len(sources) > 1:
        sources, targets, coding.rule = sources[:1], sources[1:MOST_SOURCES], "symmetric-event"
    if not sources:
        coding.confidence *= 0.8
    doers: list[Actor | None] = [*sources[:MOST_SOURCES]] or [None]
    others: list[Actor | None] = [*targets] or [None]
    return [coding.event(source, target) for source in doers for target in others]


def one_attack(made: list[Event]) -> list[Event]:
    """Fill an attack without a doer and the next one without a victim: "Two were killed when troops opened fire"."""
    for one, two in pairwise(made):
        assaults = one.category == two.category == "ASSAULT"
        if assaults and one.source is None and one.target and two.target is None and two.source:
            one.source, two.target = two.source, one.target
    return made


def joint_exercise(coding: Coding, sources: list[Actor], targets: list[Actor]) -> list[Event]:
    """A joint exercise: COOPERATE among the participants, MOBILIZE towards others."""
    coding.rule = "joint-exercise"
    shared = Coding(
        "COOPERATE", "exercise", "military", coding.realis, coding.rule, coding.start, coding.end, coding.confidence
    )
    coding.confidence *= 0.9
    others: list[Actor | None] = [*targets] or [None]
    among = [shared.event(sources[0], other) for other in sources[1:]]
    return among + [coding.event(source, target) for source in sources for target in others]
