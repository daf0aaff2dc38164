"""What a sentence on the page rests on: words of the article, rows of data, charts.

Plain values without behaviour, so that findings, charts and the page can pass them on.
"""

from dataclasses import dataclass, field
from typing import Any

SOURCE_KINDS = {
    "page_seen": "the page was read when the row was made",
    "repost_seen": "read on a repost or a weak host",
    "dataset": "taken from a published data file",
    "reference_unseen": "from memory; the named source was not opened",
}
CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a reference table, as a reader can look it up.

    table, key: where it stands; facts: the row's own words or values, short, for a person to read.
    A row of kind `reference_unseen` is never cited: `cited` is False, and the page says it rests on memory.
    """

    table: str
    key: str
    facts: str
    source: str
    url: str
    source_kind: str
    confidence: str

    @property
    def cited(self) -> bool:
        """Whether the source was opened, so that it may be named as one."""
        return self.source_kind != "reference_unseen"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article: `body[start:end]` is `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of the page, by the name it was drawn under."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """A reference table as a whole, for sentences that count its rows: its name, and how many rows were there."""

    name: str
    rows: int


Evidence = Row | Passage | Figure | Table


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of the briefing and what it rests on.

    id: stable across runs of the same question ("exercises.record.2025"), so that two runs can be compared.
    text: plain words; every number in it stands in `numbers` under a name.
    kind: what sort of result it is, for the choice of the bottom line.
    weight: 0 to 1, how much it matters by the stated rule of its kind.
    caveats: what a reader must know before passing it on.
    """

    id: str
    text: str
    kind: str = "description"
    numbers: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    caveats: tuple[str, ...] = ()
    weight: float = 0.0
