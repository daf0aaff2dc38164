"""What the words beside the parties make of an act: drills with others, missiles fired at somebody, forces seen."""

from chancery.text.event_pairs import SYMMETRIC, Coding
from chancery.text.event_parties import OBSERVED_PLACES
from chancery.text.predicate import Actor
from chancery.text.word_lists import word_set

SIGHTED = "sighted"
AIMED = word_set("at into")
BESIDE = word_set("with alongside")
FAR = 12
NEXT = 2
Sides = tuple[list[Actor], list[Actor]]


def turned(coding: Coding, lowers: list[str], sources: list[Actor], targets: list[Actor]) -> Sides:
    """The parties as they stand to each other; the coding changes where an act is another than its verb.

    Forces that are seen act on whoever sees them; "launched 300 drones at Israel" is an attack, "over Japan" a show of
    force; in "held drills with Japan" both hold them.
    """
    if coding.mode == SIGHTED:
        coding.mode = "troops"
        return targets, sources
    if coding.category != "MOBILIZE" or not targets:
        return sources, targets
    near = lowers[max(0, targets[0].first - 3) : targets[0].first]
    if coding.mode == "test" and not AIMED.isdisjoint(near[-2:]):
        coding.category, coding.mode = "ASSAULT", "heavy-weapons"
    if coding.mode == "exercise" and not BESIDE.isdisjoint(near):
        return [*sources, *targets], []
    return sources, targets


def among(coding: Coding, lowers: list[str], act: int, sources: list[Actor], targets: list[Actor]) -> list[Actor]:
    """The targets of several who act together: none where what looks like one is their topic or their place.

    act: the token of the verb.
    """
    if coding.category not in SYMMETRIC or len(sources) < 2 or not targets:
        return targets
    near = lowers[max(0, targets[0].first - 3) : targets[0].first]
    distance = targets[0].first - act
    topic = coding.category == "CONSULT" and "with" not in near and distance > NEXT
    return [] if topic or near[-1] in OBSERVED_PLACES or targets[0].code is None or distance > FAR else targets
