"""Remarks on one of several things counted: "six nuclear tests, the last of them in 2017"."""

import re
from dataclasses import replace

from chancery.claims.context import Read
from chancery.claims.stretches import stretches
from chancery.text.records import Claim

LAST = re.compile(
    r"^(?:,?\s+in\s+all|\s+so\s+far|\s+to\s+date)?,\s+(?:and\s+|with\s+)?(?:the|its|their)\s+(?:most\s+recent|last|latest)"
    r"(?:\s+(?:of\s+them|of\s+which|one))?\s+(?:was\s+|came\s+|being\s+)?(?:in|on)\s+$"
)


def stated(read: Read) -> list[Claim]:
    """Claims on the last of a kind that stand as remarks behind a count of the reading."""
    found = []
    counts = [claim for claim in read.claims if claim.kind == "count"]
    for stretch in stretches(read):
        for claim in counts:
            if not stretch.start <= claim.start < stretch.end:
                continue
            for date in stretch.dates:
                between = stretch.words[claim.end - stretch.start : date.start - stretch.start]
                if date.start >= claim.end and LAST.match(between):
                    when = date.slots["date"]
                    kept = {
                        name: claim.slots[name]
                        for name in ("event", "what", "actors", "others", "system")
                        if claim.slots.get(name)
                    }
                    slots = kept | {"last": True, "date": when, "since": when}
                    found.append(
                        replace(
                            claim, id=f"{claim.id}-last", kind="since", end=date.end, slots=slots, rule="last-of-them"
                        )
                    )
    return found
