"""Records made of the values that a notebook worked on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from chancery.article import Article
from chancery.article.judgments import Judgments
from chancery.claims import Verdict
from chancery.evidence import Evidence, Figure, Finding, Passage, Row, Table
from chancery.record.forms import (
    ActorRecord,
    ArticleFacts,
    BriefingRecord,
    ChartRecord,
    EvidenceRecord,
    FindingRecord,
    JudgmentRecord,
    NamedCode,
    PartRecord,
    PreviousRecord,
    SourceRecord,
    TieRecord,
    VerdictRecord,
)
from chancery.text.records import plain

DIGITS = 4  # of a tie's weights; more would be noise


@dataclass(frozen=True)
class Setting:
    """Where a briefing is set: theatre and state in focus as (code, name), states by code with their names.

    mentions: how often the article names each state. stage: the states that `ties` (`ties.dyads`) tells of.
    """

    theatre: tuple[str, str] = ("", "")
    focus: tuple[str, str] = ("", "")
    mentions: Mapping[str, int] | None = None
    names: Mapping[str, str] | None = None
    stage: Mapping[str, str] | None = None
    ties: pd.DataFrame | None = None

    def fields(self) -> dict[str, Any]:
        """The fields of a record that tell of the setting."""
        names = self.names or {}
        often = sorted((self.mentions or {}).items(), key=lambda each: (-each[1], each[0]))
        return {
            "theatre": _named(self.theatre),
            "focus": _named(self.focus),
            "actors": tuple(ActorRecord(code=code, name=names.get(code, code), mentions=n) for code, n in often),
            "stage": tuple(NamedCode(code=code, name=name) for code, name in sorted((self.stage or {}).items())),
            "ties": () if self.ties is None else tuple(_tie(row) for row in self.ties.to_dict("records")),
        }


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
    setting: Setting | None = None,
    previous: PreviousRecord | None = None,
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
        **(setting or Setting()).fields(),
        previous=previous,
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


def _named(pair: tuple[str, str]) -> NamedCode | None:
    code, name = pair
    return NamedCode(code=code, name=name) if code else None


def _tie(row: Mapping[Any, Any]) -> TieRecord:
    return TieRecord(
        **{name: row[name] for name in ("a", "b", "sign", "obligation", "treaties")},
        **{name: round(float(row[name]), DIGITS) for name in ("positive", "negative", "net")},
        acts=int(row["acts"]),
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


def _evidence(item: Evidence) -> EvidenceRecord:
    match item:
        case Row():
            return EvidenceRecord(kind="row", table=item.table, key=item.key)
        case Passage():
            return EvidenceRecord(kind="passage", start=item.start, end=item.end, text=item.text)
        case Figure():
            return EvidenceRecord(kind="figure", name=item.name)
        case Table():
            return EvidenceRecord(kind="table", table=item.name)


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
