"""The form of a briefing's record: its parts as pydantic models, and the version of the form.

Version 2 added theatre, focus, actors, the states on stage with their ties, and the predecessor. A record of version 1
is read as one that says nothing of these.
"""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = "2"
READABLE = ("1", VERSION)
FORM = "chancery-briefing"
MIME = "application/vnd.chancery.record+json"  # how a notebook's output carries a record


class Kept(BaseModel):
    """What every part of a record shares: nothing unknown is let in, nothing is changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ArticleFacts(Kept):
    """The article a briefing is on; `published_basis`: stated, inferred or given."""

    name: str
    title: str
    source: str = ""
    url: str = ""
    published: str
    published_basis: str
    published_note: str = ""
    sha256: str
    words: int


class EvidenceRecord(Kept):
    """What a sentence rests on: a passage (start, end, text), a row (table, key), a figure (name), a table (table)."""

    kind: Literal["passage", "row", "figure", "table"]
    start: int | None = None
    end: int | None = None
    text: str = ""
    table: str = ""
    key: str = ""
    name: str = ""


class FindingRecord(Kept):
    """One sentence of the briefing, with the numbers in it and what it rests on."""

    id: str
    text: str
    kind: str = "description"
    weight: float = 0.0
    numbers: dict[str, Any] = Field(default_factory=dict)
    evidence: tuple[EvidenceRecord, ...] = ()
    caveats: tuple[str, ...] = ()


class PartRecord(Kept):
    """One part of a verdict."""

    aspect: str
    ruling: str
    reason: str
    why: str = ""
    would_change: str = ""
    rows: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


class VerdictRecord(Kept):
    """The verdict on one claim: its words and place, who says it (an entity's name), and the parts of the answer."""

    claim: str
    kind: str
    start: int
    end: int
    words: str
    said_by: str = ""
    slots: dict[str, Any] = Field(default_factory=dict)
    ruling: str
    reason: str
    why: str = ""
    rows: tuple[str, ...] = ()
    would_change: str = ""
    coverage: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    parts: tuple[PartRecord, ...] = ()


class JudgmentRecord(Kept):
    """A judgment of the analyst, as it stands in the judgments file."""

    id: str
    text: str
    likelihood: str = ""
    confidence: str = ""
    basis: str = ""
    rests_on: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    would_change: str = ""


class ChartRecord(Kept):
    """A figure of the page: its headline, its text for those who cannot see it, and the rows it is drawn from."""

    name: str
    title: str
    alt: str
    caption: str = ""
    sources: tuple[str, ...] = ()


class SourceRecord(Kept):
    """A row cited on the page, with its source: what it states, where it was read, how, and how sure it is."""

    table: str
    key: str
    facts: str
    source: str
    url: str = ""
    source_kind: str
    confidence: str


class NamedCode(Kept):
    """A theatre or an actor: its code and its name."""

    code: str
    name: str


class ActorRecord(NamedCode):
    """A state that the article names, and how often it does, its people, capital or officers included."""

    mentions: int = 0


class TieRecord(Kept):
    """A tie between two states on the day, by their codes, `a` before `b`.

    sign: "+", "-", "±" or ""; obligation: the heaviest kind owed by treaty, "" for none; treaties: their ids.
    positive, negative: weights of the acts for and against, each fresh act 1; net: their difference.
    """

    a: str
    b: str
    sign: str = ""
    obligation: str = ""
    treaties: tuple[str, ...] = ()
    positive: float = 0.0
    negative: float = 0.0
    net: float = 0.0
    acts: int = 0


class PreviousRecord(Kept):
    """The briefing that this one is set against: its name and day, and the SHA-256 of its record."""

    name: str
    title: str
    as_of: str
    sha256: str


class BriefingRecord(Kept):
    """A whole briefing.

    theatre, focus: where the state in focus acts, None where none fits. actors: the states the article names, the most
    named first. stage: the states that ties are told of; a pair of them without an entry in `ties` has no tie.
    previous: the predecessor that changes are told against, where there is one.
    change: what changed since the last briefing on the subject, in the analyst's words.
    source_summary: what the briefing stands on, in a sentence or two. bottom_line: ids of findings, in order.
    """

    form: Literal["chancery-briefing"] = "chancery-briefing"
    version: str = VERSION
    title: str
    marking: str = ""
    as_of: str
    article: ArticleFacts
    theatre: NamedCode | None = None
    focus: NamedCode | None = None
    actors: tuple[ActorRecord, ...] = ()
    stage: tuple[NamedCode, ...] = ()
    ties: tuple[TieRecord, ...] = ()
    previous: PreviousRecord | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    bottom_line: tuple[str, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    verdicts: tuple[VerdictRecord, ...] = ()
    judgments: tuple[JudgmentRecord, ...] = ()
    change: str = ""
    charts: tuple[ChartRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    source_summary: str = ""
    provenance: dict[str, Any] = Field(default_factory=dict)

    def text(self) -> str:
        """The record as JSON, the same bytes for the same record."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
