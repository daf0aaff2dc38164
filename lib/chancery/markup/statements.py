"""Findings as the reader meets them: a sentence, and a marker that opens what it rests on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from chancery.evidence import Evidence, Figure, Finding, Passage, Row, Table
from chancery.markup.block import Block, filled, shortened
from chancery.words import counted

PASSAGES_SHOWN = 30  # passages of evidence written out; how many more there are is said
ROWS_SHOWN = 12  # rows of evidence written out; the rest are named by their keys
BOTTOM_LINES = 5
LEAD = 180  # characters set bold at most
_PARTS = (re.compile(r"(?<=[a-z\d)”]{3})\.(?=\s+[A-Z“])|:(?=\s)"), re.compile(r";(?=\s)"))
KIND_NAMES = {"page_seen": "page seen", "repost_seen": "repost seen", "dataset": "data file"}


@dataclass(frozen=True, slots=True)
class Held:
    """The evidence of one sentence, by kind; false where there is none."""

    passages: tuple[Passage, ...] = ()
    charts: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    rows: tuple[Row, ...] = ()
    caveats: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.passages or self.charts or self.tables or self.rows or self.caveats)


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    number: int
    text: str
    kind: str
    held: Held
    tally: str
    shown_caveats: tuple[str, ...]

    @property
    def lead(self) -> str:
        """The opening that a hurried reader needs, "" where the sentence has no place to part."""
        return lead(self.text)

    @property
    def rest(self) -> str:
        return self.text[len(self.lead) :]


def findings(
    findings: Iterable[Finding],
    heading: str | None = None,
    *,
    heading_level: int = 3,
    start: int = 1,
    nothing: str = "The data hold nothing to report here.",
) -> Block:
    """Sentences with markers that open their evidence in place.

    start: number of the first marker; the page numbers the markers of all its findings afresh.
    nothing: what is said where there are no findings, since silence reads as an error.
    """
    items = list(_items(findings, start))
    html = filled(
        "findings.html", items=items, heading=heading, level=heading_level, nothing=nothing, **_evidence_names()
    )
    return Block(html, plain=_plain(items, heading, nothing), kind="findings-block")


def bottom_line(
    findings: Iterable[Finding],
    heading: str = "Bottom line",
    *,
    opening: Finding | None = None,
    nothing: str = "No finding is weighty enough for a bottom line.",
) -> Block:
    """The findings a hurried reader must have: the first five, each with its evidence.

    opening: one sentence before them that sums up.
    Caveats are folded into the note, whose marker says that there are some.
    """
    first = list(_items([opening], 1)) if opening else []
    items = list(_items(list(findings)[:BOTTOM_LINES], 1 + len(first)))
    names = {"heading": heading, "nothing": nothing, **_evidence_names()}
    html = filled("bottom_line.html", first=first, items=items, **names)
    return Block(html, plain=_plain([*first, *items], heading, nothing), kind="bottom-line-block")


def caveats(items: Sequence[str]) -> Block:
    """What a reader must know before passing the briefing on; each is said once."""
    once = list(dict.fromkeys(items))
    html = filled("lists.html", what="caveats", items=once)
    return Block(html, plain="\n".join(f"- {item}" for item in once), kind="caveats-block")


def lead(text: str) -> str:
    """The opening of a statement that may be set bold: its first sentence, or what stands before a colon or semicolon.

    >>> lead("The claim holds in part. The record has three."), lead("Three acts: a visit; a call"), lead("One thing.")
    ('The claim holds in part.', 'Three acts:', 'One thing.')

    A text that parts nowhere is its own lead where it is short, and has none where it is long. Quotations stay whole.
    """
    for found in chain.from_iterable(part.finditer(text) for part in _PARTS):
        opening = text[: found.end()]
        if opening.count("“") == opening.count("”") and len(opening) <= LEAD:
            return opening
    return text if len(text) <= LEAD else ""


def held(evidence: Iterable[Evidence], caveats: Sequence[str] = ()) -> Held:
    """Evidence sorted by kind, each piece once, in the order given."""
    once = list(dict.fromkeys(evidence))
    return Held(
        passages=tuple(piece for piece in once if isinstance(piece, Passage)),
        charts=tuple(piece for piece in once if isinstance(piece, Figure)),
        tables=tuple(piece for piece in once if isinstance(piece, Table)),
        rows=tuple(piece for piece in once if isinstance(piece, Row)),
        caveats=tuple(dict.fromkeys(caveats)),
    )


def _items(findings: Iterable[Finding], start: int) -> Iterator[_Item]:
    """Findings ready for the template; a caveat is printed under the first sentence it holds for only."""
    said: set[str] = set()
    for number, finding in enumerate(findings, start):
        fresh = tuple(caveat for caveat in dict.fromkeys(finding.caveats) if caveat not in said)
        said.update(fresh)
        kept = held(finding.evidence, finding.caveats)
        yield _Item(finding.id, number, finding.text, f"kind-{_word(finding.kind)}", kept, _tally(kept), fresh)


def _word(kind: str) -> str:
    return "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in kind.lower()) or "other"


def _tally(held: Held) -> str:
    parts = [
        counted(len(pieces), noun)
        for noun, pieces in (
            ("passage", held.passages),
            ("chart", held.charts),
            ("table", held.tables),
            ("row", held.rows),
            ("caveat", held.caveats),
        )
        if pieces
    ]
    return ", ".join(parts)


def _plain(items: Sequence[_Item], heading: str | None, nothing: str) -> str:
    lines = [heading] if heading else []
    for item in items:
        lines.append(f"{item.number}. {item.text}")
        lines += [f"   - article: “{shortened(passage.text, 100)}”" for passage in item.held.passages]
        lines += [f"   - chart: {chart.title}" for chart in item.held.charts]
        lines += [f"   - table {table.name}: {counted(table.rows, 'row')}" for table in item.held.tables]
        tables = Counter(row.table for row in item.held.rows)
        lines += [f"   - {table}: {_keys(item.held.rows, table)}" for table in tables]
        lines += [f"   - caveat: {caveat}" for caveat in item.held.caveats]
    return "\n".join(lines if items else [*lines, nothing])


def _keys(rows: Sequence[Row], table: str) -> str:
    keys = [row.key + ("" if row.cited else " (from memory, source not opened)") for row in rows if row.table == table]
    more = f" and {len(keys) - ROWS_SHOWN} more" if len(keys) > ROWS_SHOWN else ""
    return ", ".join(keys[:ROWS_SHOWN]) + more


def _evidence_names() -> dict[str, object]:
    return {"kinds": KIND_NAMES, "limit": ROWS_SHOWN, "passages_shown": PASSAGES_SHOWN}
