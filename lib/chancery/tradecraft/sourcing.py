"""Rules on what a briefing stands on: evidence, sources, figures, contradictions, the article, and the bottom line."""

import re
from collections.abc import Iterator

from chancery.evidence import CONFIDENCE, SOURCE_KINDS
from chancery.record import FindingRecord
from chancery.tradecraft.checks import Fault, Material, at, rule

UNSEEN = "reference_unseen"
ADDRESS = re.compile(r"https?://\S+\.\S+|(?:data|reports)/\S+")
DIGEST = re.compile(r"[0-9a-f]{64}")


@rule("findings with evidence", "ICD 206")
def _evidence(material: Material) -> Iterator[Fault]:
    """Every finding with a number in it rests on passages, rows or figures; those it opens with always do."""
    for each in material.record.findings:
        if not each.text.strip():
            yield Fault(f"finding {each.id}", "says nothing", "give it a sentence, or leave it out")
        for item in each.evidence:
            if item.kind == "passage" and not (item.text and (item.start or 0) < (item.end or 0)):
                yield Fault(f"finding {each.id}", "cites a passage without words or place", "render the briefing again")
        opens = each.id in material.record.bottom_line
        if not each.evidence and (opens or _counts_something(each)):
            yield Fault(f"finding {each.id}", "rests on nothing", "give it evidence, or leave it out")


@rule("cited rows with their sources", "ICD 206")
def _cited(material: Material) -> Iterator[Fault]:
    """Every row cited stands among the sources, and every figure cited among the charts."""
    rows = {(each.table, each.key) for each in material.record.sources}
    charts = {each.name for each in material.record.charts}
    for finding in material.record.findings:
        for item in finding.evidence:
            if item.kind == "row" and (item.table, item.key) not in rows:
                yield Fault(f"finding {finding.id}", f"row {item.table} {item.key} has no source", "list its source")
            if item.kind == "figure" and item.name not in charts:
                yield Fault(f"finding {finding.id}", f"figure {item.name!r} is not there", "add the figure")


@rule("sources described", "ICD 206")
def _described(material: Material) -> Iterator[Fault]:
    """Every source has a name, an address or the word that it was not opened, a kind and a confidence."""
    for each in material.record.sources:
        where = f"source {each.table} {each.key}"
        if not each.source.strip():
            yield Fault(where, "has no name", "name what the row rests on")
        if each.source_kind not in SOURCE_KINDS:
            yield Fault(where, f"kind {each.source_kind!r} is not known", f"use one of: {', '.join(SOURCE_KINDS)}")
        elif not ADDRESS.fullmatch(each.url) and each.source_kind != UNSEEN:
            told = f"its address {each.url!r} is none" if each.url else "has no address though it was opened"
            yield Fault(where, told, "give the address that was read")
        if each.confidence not in CONFIDENCE:
            yield Fault(where, f"confidence {each.confidence!r} is not known", f"use one of: {', '.join(CONFIDENCE)}")


@rule("no source from memory", "ICD 206")
def _unseen(material: Material) -> Iterator[Fault]:
    """No finding or judgment rests on a source that nobody opened."""
    unseen = {(each.table, each.key) for each in material.record.sources if each.source_kind == UNSEEN}
    remedy = "open the source, or do not cite the row"
    for finding in material.record.findings:
        for item in finding.evidence:
            if (item.table, item.key) in unseen:
                yield Fault(f"finding {finding.id}", f"{item.table} {item.key} is from memory", remedy)
    for judgment in material.record.judgments:
        for table, key in unseen:
            if {key, f"{table} {key}"} & set(judgment.rests_on):
                yield Fault(at(judgment), f"{table} {key} is from memory", remedy)


@rule("summary of sources", "ICD 206")
def _summary(material: Material) -> Iterator[Fault]:
    """A sentence says what the briefing stands on."""
    if material.record.sources and not material.record.source_summary.strip():
        yield Fault(
            "source_summary", "is blank", "say how many sources there are, how they were read, how good they are"
        )


@rule("figures titled and sourced", "ICD 203, standard 9")
def _figures(material: Material) -> Iterator[Fault]:
    """Every figure has a title, a text for those who cannot see it, and sources."""
    for each in material.record.charts:
        where = f"figure {each.name}"
        if not each.title.strip():
            yield Fault(where, "has no title", "give it a headline")
        if not each.alt.strip():
            yield Fault(where, "has no text for those who cannot see it", "give it alt text")
        if not each.sources:
            yield Fault(where, "names no source", "give it the rows it is drawn from")


@rule("contradictions answerable", "ICD 203, standard 1")
def _contradictions(material: Material) -> Iterator[Fault]:
    """A verdict that contradicts the article shows its rows or its coverage, and what would change it."""
    for each in material.record.verdicts:
        for part in each.parts:
            if part.ruling == "contradicted" and not (part.rows or each.coverage):
                yield Fault(
                    f"claim {each.claim}", "is contradicted without a row", "show the rows, or do not contradict"
                )
            if part.ruling == "contradicted" and not part.would_change:
                yield Fault(f"claim {each.claim}", "does not say what would change the verdict", "say which rows would")
        if each.ruling == "not checkable" and not each.why:
            yield Fault(f"claim {each.claim}", "is not checkable without a reason", "say why")


@rule("dates and identity of the article", "ICD 206")
def _identity(material: Material) -> Iterator[Fault]:
    """The article is named, dated and identified; a date that is inferred says from what."""
    article = material.record.article
    if not article.title.strip() or not article.source.strip():
        yield Fault("article", "has no title or no source", "add `title:` and `source:` to its front matter")
    if article.published_basis == "inferred" and not article.published_note.strip():
        yield Fault("article", "its date is inferred without a note", "add `published_note:` to its front matter")
    if not DIGEST.fullmatch(article.sha256):
        yield Fault("article", "has no digest", "render the briefing again")


@rule("bottom line from the findings", "ICD 203, standard 6")
def _bottom_line(material: Material) -> Iterator[Fault]:
    """What the briefing opens with is among its findings, five at most."""
    known = {each.id for each in material.record.findings}
    for each in material.record.bottom_line:
        if each not in known:
            yield Fault("bottom_line", f"{each!r} is no finding of the briefing", "render the briefing again")
    if known and not material.record.bottom_line:
        yield Fault("bottom_line", "is empty", "render the briefing again")
    if len(set(material.record.bottom_line)) < len(material.record.bottom_line):
        yield Fault("bottom_line", "names a finding twice", "render the briefing again")
    if len(material.record.bottom_line) > 5:
        yield Fault("bottom_line", f"holds {len(material.record.bottom_line)} findings", "keep five at most")


def _counts_something(finding: FindingRecord) -> bool:
    return any(
        isinstance(value, int | float) and value and not isinstance(value, bool) for value in finding.numbers.values()
    )
