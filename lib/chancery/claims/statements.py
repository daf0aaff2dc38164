"""All that an article states and the record may be asked about: the reading's claims, and those beside known names."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from chancery.claims import (
    acts,
    councils,
    drafts,
    encounters,
    holdings,
    incidents,
    laws,
    memberships,
    pacts,
    remarks,
    sightings,
    tenures,
)
from chancery.claims.context import Names, Read
from chancery.claims.record import Record
from chancery.claims.stretches import Stretch
from chancery.text.records import Claim

# What states do together: "it" is then an act of the two that the sentence before joins by "and".
TOGETHER = ("patrol", "exercise", "summit", "meeting", "talks")
IT = re.compile(r"(?:It|Its)\b")


def stated(read: Read, record: Record, names: Names, sentences: Sequence[Stretch]) -> list[Claim]:
    """All claims of a text, in its order.

    The reading finds claims by their cue words; the rest stand beside names that the tables know: office-holders,
    treaties, alliances, resolutions, laws, series of exercises, leaders, and the parties of dated acts.
    """
    seen = sightings.stated(read, record)
    of_cues = [claim for claim in read.claims if claim.kind != "record" or not any(_meet(claim, each) for each in seen)]
    found = [
        *(_of_it(claim, sentences) for claim in (*of_cues, *remarks.stated(read))),
        *acts.stated(read, record),
        *holdings.stated(read, names),
        *memberships.stated(read, record),
        *laws.stated(read, record),
        *incidents.stated(read, record),
        *seen,
        *encounters.stated(read, record),
        *councils.stated(read),
        *drafts.stated(read, record),
        *tenures.stated(read, names),
        *pacts.stated(read, record, names),
    ]
    return sorted(found, key=_place)


def _meet(one: Claim, other: Claim) -> bool:
    """Whether two claims share words."""
    return one.start < other.end and other.start < one.end


def _place(claim: Claim) -> tuple[int, str]:
    return claim.start, claim.id


def _of_it(claim: Claim, sentences: Sequence[Stretch]) -> Claim:
    """A claim whose sentence begins with "It", given the state that the sentence before begins with."""
    if claim.slots.get("actors") or claim.slots.get("others") or not IT.match(sentence(claim, sentences).words):
        return claim
    own = sentence(claim, sentences)
    if claim.slots.get("event") in TOGETHER and len(own.they) == 2:
        return replace(claim, slots={**claim.slots, "actors": list(own.they)})
    state = own.it
    return replace(claim, slots={**claim.slots, "actors": [state]}) if state else claim


def sentence(claim: Claim, sentences: Sequence[Stretch]) -> Stretch:
    """The sentence that a claim begins in."""
    return sentences[max(0, bisect_right(sentences, claim.start, key=_start) - 1)]


def _start(stretch: Stretch) -> int:
    return stretch.start
