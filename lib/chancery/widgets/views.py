"""What can be looked at beside the controls: each view answers a question with a chart and its findings."""

from collections.abc import Callable, Sequence

from chancery import brief, markup
from chancery.dossier import Dossier
from chancery.findings import alliance, claims, exercises, network, rhetoric
from chancery.findings import article as says

View = Callable[[Dossier], Sequence[object]]


def _bound(case: Dossier) -> Sequence[object]:
    return [brief.alliance_network(case), markup.findings(alliance.obligations(case.ties, case.reference))]


def _matrix(case: Dossier) -> Sequence[object]:
    return [brief.dyad_matrix(case), markup.findings(network.structure(case.ties, case.reference))]


def _moved(case: Dossier) -> Sequence[object]:
    return [brief.tie_timeline(case), markup.findings(alliance.new_ties(case.ties, case.reference))]


def _changed(case: Dossier) -> Sequence[object]:
    return [brief.tie_change(case), markup.findings(alliance.changes(case.ties, case.reference))]


def _clock(case: Dossier) -> Sequence[object]:
    season = exercises.season(case.exercises, case.as_of, cite=case.cite, about=case.exercises_about)
    return [brief.one_clock(case), markup.findings(season, nothing="The tables hold no exercises here.")]


def _records(case: Dossier) -> Sequence[object]:
    records = exercises.record_check(case.exercises, case.as_of, cite=case.cite, about=case.exercises_about)
    return [
        brief.exercises_per_year(case),
        markup.findings(records, nothing="The tables hold no exercises here."),
    ]


def _tone(case: Dossier) -> Sequence[object]:
    placed = rhetoric.placed(case.said, case.statements, names=case.names, cite=case.cite)
    return [
        brief.intensity_by_year(case),
        markup.findings(placed, nothing="No speaker has coded statements to compare with."),
    ]


def _together(case: Dossier) -> Sequence[object]:
    found = brief.calendar_findings(case)
    return [brief.window_grid(case), markup.findings(found, nothing="No design of drills and events is declared here.")]


def _said(case: Dossier) -> Sequence[object]:
    return [brief.quotations(case), markup.findings(says.voices(case.reading, case.article.body))]


def _held(case: Dossier) -> Sequence[object]:
    return [
        markup.findings(claims.verdicts(case.verdicts, case.people), nothing="The article claims nothing to check.")
    ]


def _done(case: Dossier) -> Sequence[object]:
    return [brief.event_matrix(case), brief.event_table(case)]


VIEWS: dict[str, dict[str, View]] = {
    "article": {
        "Who is quoted?": _said,
        "Who does what to whom?": _done,
        "What of its claims holds?": _held,
    },
    "alliance_ties": {
        "Who is bound to whom?": _bound,
        "How does each pair stand?": _matrix,
        "How did the ties move?": _moved,
        "What has changed?": _changed,
    },
    "exercise_rhetoric": {
        "What was held and said?": _clock,
        "Does the year break records?": _records,
        "How does the tone compare?": _tone,
        "Do launches and drills fall together?": _together,
    },
}
VIEWS["briefing"] = VIEWS["explore"] = {question: view for part in VIEWS.values() for question, view in part.items()}


def views_for(notebook: str) -> dict[str, View]:
    """The views of a notebook, by question; all of them for a notebook of the analyst's own."""
    return VIEWS.get(notebook, VIEWS["explore"])
