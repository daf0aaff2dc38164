"""What a check answers: a verdict on a claim, with its parts, the rows it rests on and what it cannot know."""

from dataclasses import dataclass, field
from typing import Literal

from chancery.evidence import Row
from chancery.text.records import Claim
from chancery.words import capitalised

Ruling = Literal["supported", "partly", "contradicted", "not checkable"]
Why = Literal["", "no table", "coverage ends", "slot unresolved", "rows not admitted"]


@dataclass(frozen=True, slots=True)
class Completeness:
    """What a table is declared to hold without gaps: a row of completeness.csv, as far as it bears on one claim.

    first, last: the days declared, "" where open; basis: why it may be said.
    """

    table: str
    what: str
    states: tuple[str, ...]
    first: str
    last: str
    basis: str
    row: Row


@dataclass(frozen=True, slots=True)
class Holder:
    """An office-holder assumed: who held which office over which days, by `row`; state: the country's name."""

    person: str
    office: str
    country: str
    row: Row
    state: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The answer to one thing a claim says.

    aspect: what was asked (number, interval, predecessors, scale …); ruling and reason as for the whole; why: in one of
    the fixed words, where it cannot be checked. rows: what the answer rests on; would_change: which rows, if they came
    to light or were admitted, would change it, in a short phrase. numbers: every number of the reason, by name.
    """

    aspect: str
    ruling: Ruling
    reason: str
    rows: tuple[Row, ...] = ()
    why: Why = ""
    would_change: str = ""
    coverage: tuple[Completeness, ...] = ()
    holders: tuple[Holder, ...] = ()
    caveats: tuple[str, ...] = ()
    numbers: dict[str, int | float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a claim: the whole, and its parts in the order they were asked.

    words: the claim as the article has it. The whole is contradicted only where every part that could be told is;
    it is partly supported where parts differ.
    """

    claim: Claim
    words: str
    ruling: Ruling
    reason: str
    parts: tuple[Part, ...]
    why: Why = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row the verdict rests on, once, in the order the parts name them."""
        return tuple(dict.fromkeys(row for part in self.parts for row in part.rows))

    @property
    def would_change(self) -> str:
        """Which rows would change the verdict, as short phrases."""
        return "; ".join(dict.fromkeys(part.would_change for part in self.parts if part.would_change))

    @property
    def coverage(self) -> tuple[Completeness, ...]:
        """What the tables are declared to hold without gaps, as far as the verdict leant on it."""
        return tuple(dict.fromkeys(each for part in self.parts for each in part.coverage))

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Office-holders the verdict assumed."""
        return tuple(dict.fromkeys(holder for part in self.parts for holder in part.holders))


def combined(claim: Claim, words: str, parts: tuple[Part, ...]) -> Verdict:
    """The verdict that parts add up to.

    All supported: supported. All contradicted: contradicted. A mixture of what holds and what does not, or of what
    holds and what cannot be told: partly. One contradicted part among parts that cannot be told leaves the whole
    contradicted, for a claim with a false part is false.
    """
    rulings = {part.ruling for part in parts}
    ruling: Ruling
    if rulings == {"not checkable"}:
        ruling = "not checkable"
    elif rulings <= {"contradicted", "not checkable"}:
        ruling = "contradicted"
    elif rulings == {"supported"}:
        ruling = "supported"
    else:
        ruling = "partly"
    reason = " ".join(dict.fromkeys(capitalised(part.reason) for part in parts))
    return Verdict(claim, words, ruling, reason, parts, parts[0].why if ruling == "not checkable" else "")
