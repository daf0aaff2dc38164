"""A briefing as a machine reads it: reports/NAME.json, beside the page, with the same findings and their evidence.

`made` builds it from values, `written` and `read` keep it as a file. The form is versioned: a reader of another version
is told so, never guessed at.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chancery.article import Article
from chancery.article.judgments import Judgments
from chancery.claims import Verdict
from chancery.errors import ReportRecordError
from chancery.evidence import Figure, Finding, Passage, Row
from chancery.text.records import plain

VERSION = "1"
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
    """What a sentence rests on: a passage (start, end, text), a row (table, key), or a figure (name)."""

    kind: Literal["passage", "row", "figure"]
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


class BriefingRecord(Kept):
    """A whole briefing.

    change: what changed since the last briefing on the subject, in the analyst's words.
    source_summary: what the briefing stands on, in a sentence or two. bottom_line: ids of findings, in order.
    """

    form: Literal["chancery-briefing"] = "chancery-briefing"
    version: str = VERSION
    title: str
    marking: str = ""
    as_of: str
    article: ArticleFacts
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


def made(
    article: Article,
    *,
    title: str,
    as_of: str,
    findings: Iterable[Finding],
    bottom_line: Iterable[Finding] = (),
    verdicts: Iterable[Verdict] = (),
    judgments: Judgments | None = None,
    charts: Sequence[Any] = (),
    names: Mapping[str, str] | None = None,
    parameters: Mapping[str, Any] | None = None,
    provenance: Mapping[str, Any] | None = None,
    marking: str = "",
) -> BriefingRecord:
    """The record of a briefing, from the values its notebook worked on.

    charts: values with name, title, alt, caption and evidence (`charts.Chart`). names: entity ids and their names.
    Sources are the rows that findings, verdicts and charts cite, each once, in that order.
    """
    kept, judged, found = list(findings), judgments or Judgments(), list(verdicts)
    opening = list(bottom_line)
    every = list({each.id: each for each in (*kept, *opening)}.values())
    rows = _rows(every, found, charts)
    return BriefingRecord(
        title=title,
        marking=marking,
        as_of=as_of,
        article=_article(article),
        parameters=dict(plain(dict(parameters or {}))),
        bottom_line=tuple(each.id for each in opening),
        findings=tuple(_finding(each) for each in every),
        verdicts=tuple(_verdict(each, names or {}) for each in found),
        judgments=tuple(
            JudgmentRecord(**{name: getattr(each, name) for name in JudgmentRecord.model_fields})
            for each in judged.judgments
        ),
        change=judged.change,
        charts=tuple(_chart(each) for each in charts),
        sources=tuple(_source(row) for row in rows),
        source_summary=source_summary(rows),
        provenance=dict(plain(dict(provenance or {}))),
    )


def written(record: BriefingRecord, path: Path) -> Path:
    """The file of a record, written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record.text(), encoding="utf-8", newline="\n")
    return path


def read(path: Path) -> BriefingRecord:
    """The record in a file.

    Raises ReportRecordError for a file that is missing, is not JSON, has another version, or lacks or adds fields.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
    except OSError as error:
        remedy = "render the briefing first, or give the path of its .json"
        raise ReportRecordError(str(path), error.strerror or str(error), remedy) from error
    except ValueError as error:
        raise ReportRecordError(str(path), f"is not JSON ({error})", "render the briefing again") from error
    return of(values, str(path))


def of(values: Any, where: str) -> BriefingRecord:
    """The record that plain values stand for. Raises ReportRecordError that lists every fault at once."""
    if not isinstance(values, dict) or values.get("form") != FORM:
        raise ReportRecordError(where, "is no record of a briefing", "give the .json that stands beside the page")
    if values.get("version") != VERSION:
        said = f"has version {values.get('version')!r}, this reads {VERSION!r}"
        raise ReportRecordError(where, said, "render the briefing again")
    try:
        return BriefingRecord.model_validate(values)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, each['loc']))}: {each['msg'].lower()}" for each in error.errors()]
        raise ReportRecordError(where, "; ".join(faults), "render the briefing again") from None


def source_summary(rows: Sequence[Row]) -> str:
    """What rows stand on, in words: how many, how they were read, how sure they are."""
    if not rows:
        return ""
    opened = sum(1 for row in rows if row.source_kind in ("page_seen", "dataset"))
    sure = sum(1 for row in rows if row.confidence == "high")
    hosts = len({row.source for row in rows})
    return (
        f"{len(rows):,} rows from {hosts:,} sources are cited; of {opened:,} the page or dataset was opened when the "
        f"row was made, and of {sure:,} the compiler is highly sure. The article itself is a single report."
    )


def _rows(findings: Iterable[Finding], verdicts: Iterable[Verdict], charts: Iterable[Any]) -> list[Row]:
    cited = [item for finding in findings for item in finding.evidence if isinstance(item, Row)]
    cited += [row for verdict in verdicts for row in verdict.rows]
    cited += [row for chart in charts for row in chart.evidence]
    return list(dict.fromkeys(cited))


def _article(article: Article) -> ArticleFacts:
    return ArticleFacts(
        name=article.name,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published.isoformat(),
        published_basis=article.published_basis,
        published_note=article.published_note,
        sha256=article.sha256,
        words=article.words,
    )


def _finding(finding: Finding) -> FindingRecord:
    return FindingRecord(
        id=finding.id,
        text=finding.text,
        kind=finding.kind,
        weight=finding.weight,
        numbers={name: _number(value) for name, value in finding.numbers.items()},
        evidence=tuple(_evidence(each) for each in finding.evidence),
        caveats=finding.caveats,
    )


def _number(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else plain(value)


def _evidence(item: Row | Passage | Figure) -> EvidenceRecord:
    if isinstance(item, Row):
        return EvidenceRecord(kind="row", table=item.table, key=item.key)
    if isinstance(item, Passage):
        return EvidenceRecord(kind="passage", start=item.start, end=item.end, text=item.text)
    return EvidenceRecord(kind="figure", name=item.name)


def _verdict(verdict: Verdict, names: Mapping[str, str]) -> VerdictRecord:
    return VerdictRecord(
        claim=verdict.claim.id,
        kind=verdict.claim.kind,
        start=verdict.claim.start,
        end=verdict.claim.end,
        words=verdict.words,
        said_by=names.get(verdict.claim.said_by or "", ""),
        slots=plain(verdict.claim.slots),
        ruling=verdict.ruling,
        reason=verdict.reason,
        why=verdict.why,
        rows=tuple(_cited(row) for row in verdict.rows),
        would_change=verdict.would_change,
        coverage=tuple(_cited(each.row) for each in verdict.coverage),
        holders=tuple(f"{each.person}, {each.office} ({each.country})" for each in verdict.holders),
        parts=tuple(
            PartRecord(
                aspect=part.aspect,
                ruling=part.ruling,
                reason=part.reason,
                why=part.why,
                would_change=part.would_change,
                rows=tuple(_cited(row) for row in part.rows),
                caveats=part.caveats,
            )
            for part in verdict.parts
        ),
    )


def _cited(row: Row) -> str:
    return f"{row.table} {row.key}"


def _chart(chart: Any) -> ChartRecord:
    return ChartRecord(
        name=chart.name,
        title=chart.title,
        alt=chart.alt,
        caption=chart.caption,
        sources=tuple(_cited(row) for row in chart.evidence),
    )


def _source(row: Row) -> SourceRecord:
    return SourceRecord(
        table=row.table,
        key=row.key,
        facts=row.facts,
        source=row.source,
        url=row.url,
        source_kind=row.source_kind,
        confidence=row.confidence,
    )
