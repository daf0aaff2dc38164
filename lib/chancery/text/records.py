"""What the reading rules return: one typed record for each thing found in an article.

The fields are the contract of `chancery extract` (docs/record-format.md). Offsets are code points into the
article's body; a span is a (start, end) pair; a field without a value is None, never a guess.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Literal

Span = tuple[int, int]
by_start = attrgetter("start")  # to sort records by their place, and to look them up by it
EntityKind = Literal["state", "person", "office", "organisation", "place"]
MentionForm = Literal["name", "short name", "pronoun", "office", "demonym", "metonym"]
QuoteKind = Literal["direct", "mixed", "indirect", "fragment"]
Stance = Literal["neutral", "doubting", "factive"]
Granularity = Literal["day", "week", "month", "quarter", "year", "range"]
Realis = Literal["actual", "alleged", "planned", "hypothetical", "negated"]
ClaimKind = Literal["count", "first", "since", "record", "frequency", "existence", "status", "schedule"]

PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
CATEGORIES = (*PLOVER, "STATEMENT")


@dataclass(slots=True)
class Holder:
    """Who held an office on the publication date: our addition, from `officeholders.csv`."""

    person: str
    start: str
    end: str | None
    row: int


@dataclass(slots=True)
class Entity:
    """Someone or something the article names. `office` is the title as the text has it."""

    id: str
    kind: EntityKind
    name: str
    actor: str | None = None
    office: str | None = None
    holder: Holder | None = None


@dataclass(slots=True)
class Mention:
    """One place where the text means an entity; `candidates` where the rules could not decide (entity is then None)."""

    entity: str | None
    start: int
    end: int
    form: MentionForm
    rule: str
    confidence: float
    candidates: list[str] | None = None


@dataclass(slots=True)
class Quote:
    """Attributed words. `speaker` and `via` are entity ids; `via` is the reporter in a chain.

    second_opinion: agrees or differs, where a spaCy pipeline voted on the source.
    """

    id: str
    kind: QuoteKind
    spans: list[Span]
    cue: Span | None
    source: Span | None
    speaker: str | None
    via: str | None
    stance: Stance
    rule: str
    confidence: float
    candidates: list[str] | None = None
    second_opinion: str | None = None


@dataclass(slots=True)
class DateMention:
    """A dated expression as a closed interval of days, read against the publication date."""

    start: int
    end: int
    from_: dt.date
    to: dt.date
    granularity: Granularity
    rule: str
    confidence: float


@dataclass(slots=True)
class Event:
    """Who did what to whom: a PLOVER 2021 category, or STATEMENT. `source`, `target` are entity ids."""

    id: str
    start: int
    end: int
    category: str
    mode: str | None
    context: str | None
    source: str | None
    target: str | None
    date: tuple[dt.date, dt.date] | None
    realis: Realis
    rule: str
    confidence: float


@dataclass(slots=True)
class ExerciseMention:
    """A drill the text speaks of.

    framing: what the speaker calls it; framing_spans: where each of these words stand; said_by: an entity id.
    """

    id: str
    start: int
    end: int
    series: str | None
    exercise_id: str | None
    participants: list[str]
    framing: list[str]
    said_by: str | None
    rule: str
    confidence: float
    framing_spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Claim:
    """A checkable statement; `slots` are the values a table can be asked about."""

    id: str
    start: int
    end: int
    kind: ClaimKind
    said_by: str | None
    stance: Stance
    slots: dict[str, Any]
    rule: str
    confidence: float


@dataclass(slots=True)
class IntensityPart:
    """One term that raised or lowered an intensity score."""

    start: int
    end: int
    term: str
    kind: str
    weight: float


@dataclass(slots=True)
class Intensity:
    """How hostile a passage is, 0 to 10, as the sum of its parts. `quote` is None for the reporter's own words.

    `raw` is the sum before the bounds, below zero for friendly words.
    """

    quote: str | None
    start: int
    end: int
    score: float
    speech_act: str
    parts: list[IntensityPart] = field(default_factory=list)
    raw: float = 0.0


def plain(value: Any) -> Any:
    """A record, or anything made of records, as JSON-ready values (dates become ISO strings)."""
    if value is None or type(value) in SCALARS:
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return _fields(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


SCALARS = frozenset({str, int, float, bool})


def _fields(record: Any) -> dict[str, Any]:
    kind = type(record)
    keys = _keys.get(kind)
    if keys is None:
        keys = _keys[kind] = tuple((each.name.rstrip("_"), each.name) for each in fields(record))
    made = {}
    for key, name in keys:
        value = getattr(record, name)
        made[key] = value if value is None or type(value) in SCALARS else plain(value)
    if isinstance(record, Event) and record.date is not None:
        made["date"] = dict(zip(("from", "to"), made["date"], strict=True))
    return made


# The keys of each kind of record with the names of its fields: `from_` is "from" in JSON.
_keys: dict[type, tuple[tuple[str, str], ...]] = {}
