"""Two records compared: findings, numbers, claims, ties, settings.

Two findings are the same by their id; two claims by their words and place, else their words, else what they ask of the
record; two ties by their pair of states, where both states were on stage both times.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chancery.record import BriefingRecord, FindingRecord, TieRecord, VerdictRecord
from chancery.ties.change import kind
from chancery.words import iso_day

OF_ONE_BRIEFING = frozenset({"article", "published", "as_of", "title", "marking", "previous"})
SAME = 1e-9  # relative; a float that went through JSON
_CLAIM = re.compile(r"claims\.(?P<kind>.+)\.(?P<start>\d+)")


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number of a finding, by its name: before and after. text: the finding as it reads now."""

    id: str
    text: str
    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Reworded:
    """A finding that says something else with the same numbers."""

    id: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A claim on which the record answers otherwise than before."""

    claim: str
    words: str
    kind: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class TieChange:
    """A tie between two states, by code and name: what became of it, and how it stood before and stands now."""

    a: str
    b: str
    names: str
    change: str
    old: TieRecord
    new: TieRecord


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A parameter that differs, so that part of the difference may be the analyst's doing and not the world's."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """Two briefings, the earlier first, and all in which they differ."""

    old: BriefingRecord
    new: BriefingRecord
    added: tuple[FindingRecord, ...] = ()
    gone: tuple[FindingRecord, ...] = ()
    numbers: tuple[NumberChange, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()
    ties: tuple[TieChange, ...] = ()
    settings: tuple[SettingChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.numbers or self.reworded or self.verdicts or self.ties)


def compared(old: BriefingRecord, new: BriefingRecord) -> Difference:
    """The difference between an earlier and a later briefing. What only moved with the day of reading is no change."""
    claims = list(_same_claims(old.verdicts, new.verdicts))
    pairs, added, gone = _same_findings(old, new, claims)
    numbers = tuple(change for a, b in pairs for change in _numbers(a, b, (old.as_of, new.as_of)))
    moved = {change.id for change in numbers}
    return Difference(
        old,
        new,
        added=tuple(added),
        gone=tuple(gone),
        numbers=numbers,
        reworded=tuple(
            Reworded(b.id, a.text, b.text)
            for a, b in pairs
            if a.text != b.text and b.id not in moved and not _moved_with_the_day(a, b, old.as_of, new.as_of)
        ),
        verdicts=tuple(
            VerdictChange(b.claim, b.words, b.kind, a.ruling, b.ruling, b.reason)
            for a, b in claims
            if a.ruling != b.ruling
        ),
        ties=tuple(_ties(old, new)),
        settings=tuple(
            SettingChange(name, old.parameters.get(name), new.parameters.get(name))
            for name in sorted({*old.parameters, *new.parameters} - OF_ONE_BRIEFING)
            if name in old.parameters and name in new.parameters and old.parameters[name] != new.parameters[name]
        ),
    )


def _same_claims(
    old: Sequence[VerdictRecord], new: Sequence[VerdictRecord]
) -> Iterator[tuple[VerdictRecord, VerdictRecord]]:
    """Verdicts on the same claim, by the closest likeness first; each verdict is paired once."""
    likenesses: tuple[Callable[[VerdictRecord], object], ...] = (
        lambda each: (each.kind, each.start, each.words),
        lambda each: (each.kind, " ".join(each.words.casefold().split())),
        lambda each: (
            each.kind,
            repr(sorted((name, value) for name, value in each.slots.items() if name != "persons")),
        ),
    )
    left, right = list(old), list(new)
    for likeness in likenesses:
        by_likeness: dict[object, list[VerdictRecord]] = {}
        for each in left:
            by_likeness.setdefault(likeness(each), []).append(each)
        paired = [(was.pop(0), each) for each in right if (was := by_likeness.get(likeness(each)))]
        yield from paired
        left = [each for each in left if not any(each is a for a, _ in paired)]
        right = [each for each in right if not any(each is b for _, b in paired)]


def _same_findings(
    old: BriefingRecord, new: BriefingRecord, claims: Sequence[tuple[VerdictRecord, VerdictRecord]]
) -> tuple[list[tuple[FindingRecord, FindingRecord]], list[FindingRecord], list[FindingRecord]]:
    """Pairs of the same finding, those only in the new, those only in the old.

    The id of a claim's finding holds its place in the text, so such findings are paired as their claims are.
    """
    places = {(b.kind, b.start): f"claims.{a.kind}.{a.start}" for a, b in claims}
    was = {each.id: each for each in old.findings}
    pairs, added = [], []
    for each in new.findings:
        claim = _CLAIM.fullmatch(each.id)
        name = places.get((claim["kind"], int(claim["start"])), "") if claim else each.id
        before = was.pop(name, None)
        if before is None:
            added.append(each)
        else:
            pairs.append((before, each))
    return pairs, added, list(was.values())


def _numbers(old: FindingRecord, new: FindingRecord, days: tuple[str, str]) -> Iterator[NumberChange]:
    for name in sorted({*old.numbers, *new.numbers}):
        before, after = old.numbers.get(name), new.numbers.get(name)
        if not _equal(before, after) and (before, after) != days:
            yield NumberChange(new.id, new.text, name, before, after)


def _equal(a: Any, b: Any) -> bool:
    if isinstance(a, int | float) and isinstance(b, int | float):
        return math.isclose(a, b, rel_tol=SAME, abs_tol=SAME)
    return bool(a == b)


def _moved_with_the_day(old: FindingRecord, new: FindingRecord, before: str, after: str) -> bool:
    """Whether two texts say the same but for the day the record was read on."""
    return before != after and old.text.replace(iso_day(before), "·") == new.text.replace(iso_day(after), "·")


def _ties(old: BriefingRecord, new: BriefingRecord) -> Iterator[TieChange]:
    staged = {each.code for each in old.stage} & {each.code for each in new.stage}
    names = {each.code: each.name for each in (*old.stage, *new.stage)}
    was, now = ({(tie.a, tie.b): tie for tie in each.ties} for each in (old, new))
    for a, b in sorted({*was, *now}):
        if a in staged and b in staged:
            nothing = TieRecord(a=a, b=b)
            before, after = was.get((a, b), nothing), now.get((a, b), nothing)
            change = _change(before, after)
            if change != "unchanged":
                yield TieChange(a, b, f"{names[a]}–{names[b]}", change, before, after)


def _change(old: TieRecord, new: TieRecord) -> str:
    """What became of a tie, by the rule of `ties.change`; weights only fall with time, so more weight is a new act."""
    found = kind(
        {
            **{f"{name}_before": getattr(old, name) for name in ("sign", "net", "obligation")},
            **{f"{name}_after": getattr(new, name) for name in ("sign", "net", "obligation")},
            "treaties_ended": set(old.treaties) - set(new.treaties),
            "acts_for": new.positive > old.positive,
            "acts_against": new.negative > old.negative,
            "few_for": False,
            "few_against": False,
        }
    )
    return "new" if found == "added" else found
