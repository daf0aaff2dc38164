"""The briefing as data, and the analyst's own words: what is kept beside the page."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from chancery import article, markup, record, tradecraft
from chancery.article.judgments import Judgments
from chancery.brief.parts import provenance_facts
from chancery.brief.predecessor import predecessor
from chancery.charts.figure import Chart
from chancery.dossier import Dossier
from chancery.evidence import Finding
from chancery.markup import Block
from chancery.words import counted

RECORD_MIME = record.MIME


class Recorded:
    """A line on the page, and the record of the briefing as data, which the runner files beside the page."""

    def __init__(self, block: Block, kept: record.BriefingRecord) -> None:
        self.block = block
        self.record = kept

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {**self.block._repr_mimebundle_(), RECORD_MIME: self.record.model_dump(mode="json")}


def judgments(case: Dossier) -> Block:
    """The analyst's judgments, with likelihood, confidence, basis, alternatives and what would change each."""
    judged = _judged(case)
    frame = pd.DataFrame(
        [
            {
                "Judgment": each.text,
                "Likelihood": each.likelihood,
                "Confidence, and its basis": f"{each.confidence}: {each.basis}",
                "Alternatives weighed": "; ".join(each.alternatives),
                "What would change it": each.would_change,
            }
            for each in judged.judgments
        ]
    )
    nothing = "The analyst has written no judgment on this article, and the suite writes none."
    if frame.empty:
        shown = markup.findings([], nothing=nothing)
    else:
        shown = markup.table(frame, f"{counted(len(frame), 'judgment')} of the analyst", headed=False)
    return markup.followed(shown, f"Since the last briefing: {judged.change}") if judged.change else shown


def as_data(
    case: Dossier,
    findings: Sequence[Iterable[Finding]],
    bottom_line: Iterable[Finding],
    charts: Iterable[Chart | None],
) -> Recorded:
    """The whole briefing as data, in the form of `chancery.record`; the runner writes it to NAME.json."""
    kept = recorded(case, findings, bottom_line, charts)
    words = "The same findings are kept as data beside this page, with their evidence."
    return Recorded(markup.caveats([words]), kept)


def recorded(
    case: Dossier,
    findings: Sequence[Iterable[Finding]],
    bottom_line: Iterable[Finding],
    charts: Iterable[Chart | None] = (),
) -> record.BriefingRecord:
    """The record of a briefing, from the groups of its findings."""
    before = predecessor(case)
    previous = before[1] if before else None
    return record.made(
        case.article,
        title=case.title,
        as_of=case.as_of.isoformat(),
        findings=[finding for group in findings for finding in group],
        bottom_line=bottom_line,
        verdicts=case.verdicts,
        judgments=_judged(case),
        charts=[chart for chart in charts if chart is not None],
        names=case.people,
        parameters={**case.parameters.as_literals(), "previous": previous.name if previous else ""},
        provenance=provenance_facts(case),
        marking=case.parameters.marking,
        setting=_setting(case),
        previous=previous,
    )


def _setting(case: Dossier) -> record.Setting:
    return record.Setting(
        theatre=(case.theatre.code, case.theatre.name),
        focus=(case.focus, case.names.get(case.focus, case.focus)),
        mentions=case.states_named,
        names=case.names,
        stage=case.ties.names,
        ties=case.ties.dyads,
    )


def _judged(case: Dossier) -> Judgments:
    table = case.everything.likelihood
    likelihood = tradecraft.Likelihood.of(zip(table["term_a"], table["term_b"], strict=True))
    return tradecraft.validated(article.judgments_on(case.article), likelihood)
