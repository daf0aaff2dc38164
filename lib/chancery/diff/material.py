"""What makes a difference worth telling somebody: declared rules, each with its reasons."""

from collections.abc import Callable, Iterator

from chancery.diff.comparing import Difference
from chancery.markup import shortened
from chancery.words import value_in_words

TOLD_TIES = ("new", "ended", "soured", "strengthened", "eased")  # what faded did so by the passing of time alone
SHOWN = 120  # characters of a claim or finding in a reason


Rule = Callable[[Difference], Iterator[str]]


def _a_verdict_moved(found: Difference) -> Iterator[str]:
    """The verdict on a claim moved."""
    yield from (f"“{shortened(each.words, SHOWN)}”: {each.old}, now {each.new}" for each in found.verdicts)


def _a_tie_changed(found: Difference) -> Iterator[str]:
    """A tie is new, ended, soured, strengthened or eased."""
    yield from (f"{each.names}: {each.change}" for each in found.ties if each.change in TOLD_TIES)


def _the_bottom_line_changed(found: Difference) -> Iterator[str]:
    """A finding came into the bottom line or left the briefing from it."""
    opened = [each for each in found.added if each.id in found.new.bottom_line]
    closed = [each for each in found.gone if each.id in found.old.bottom_line]
    yield from (f"new in the bottom line: {shortened(each.text, SHOWN)}" for each in opened)
    yield from (f"gone from the bottom line: {shortened(each.text, SHOWN)}" for each in closed)


def _a_number_of_the_bottom_line_moved(found: Difference) -> Iterator[str]:
    """A number of a finding in the bottom line moved."""
    for each in found.numbers:
        if each.id in found.new.bottom_line:
            moved = f"{each.name.replace('_', ' ')} {value_in_words(each.old)}, now {value_in_words(each.new)}"
            yield f"{moved}: {shortened(each.text, SHOWN)}"


MATERIAL: tuple[Rule, ...] = (
    _a_verdict_moved,
    _a_tie_changed,
    _the_bottom_line_changed,
    _a_number_of_the_bottom_line_moved,
)


def material(found: Difference) -> list[str]:
    """The reasons why a difference is material, by the rules of `MATERIAL`; empty where it is not."""
    return [reason for rule in MATERIAL for reason in rule(found)]
