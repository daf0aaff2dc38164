"""The charts of a briefing, drawn from a dossier, each with the rows it rests on."""

import datetime as dt

from chancery import launches
from chancery.charts.alliance_network import alliance_network as network_chart
from chancery.charts.clock import exercise_timeline as exercise_chart
from chancery.charts.clock import one_clock as clock_chart
from chancery.charts.drills import exercises_per_year as per_year_chart
from chancery.charts.dyad_matrix import dyad_matrix as matrix_chart
from chancery.charts.figure import Chart
from chancery.charts.reading import date_timeline as date_chart
from chancery.charts.reading import event_matrix as event_chart
from chancery.charts.tie_change import tie_change as change_chart
from chancery.charts.tie_timeline import tie_timeline as timeline_chart
from chancery.charts.tone import intensity_by_year as tone_chart
from chancery.charts.windows import window_grid as grid_chart
from chancery.dossier import Dossier
from chancery.evidence import Row
from chancery.findings.alliance import act_rows, rows_of
from chancery.text.records import PLOVER
from chancery.words import day

YEARS_ON_THE_CLOCK = 2
STATEMENTS_DRAWN = 150  # of a very long article; the table of statements says how many there are


def alliance_network(case: Dossier) -> Chart:
    """The signed network of the states on stage; ties the article speaks of are drawn full."""
    return network_chart(
        case.ties.dyads,
        case.ties.names,
        blocs=case.ties.placed,
        marked=case.pairs,
        focus=case.focus,
        title=f"Who stood with whom on {day(case.as_of)}",
        on=day(case.as_of),
        evidence=_tie_rows(case),
    )


def dyad_matrix(case: Dossier) -> Chart:
    """Every pair on stage: what they owe each other, how they have behaved."""
    return matrix_chart(
        case.ties.dyads,
        case.ties.names,
        blocs=case.ties.placed,
        marked=case.pairs,
        on=day(case.as_of),
        evidence=_tie_rows(case),
    )


def tie_timeline(case: Dossier) -> Chart:
    """The dyads of the state in focus over the period, with their events."""
    since = min(case.period[0], case.as_of - dt.timedelta(days=1))
    focus = case.names.get(case.focus, case.focus)
    return timeline_chart(
        case.ties.known,
        case.focus,
        case.ties.names,
        since=since,
        until=case.as_of,
        weighing=case.ties.weighing,
        kept={state for pair in case.pairs if case.focus in pair for state in pair},
        title=f"How the ties of {focus} moved",
        evidence=act_rows(case.reference, _own_acts(case, since)),
    )


def tie_change(case: Dossier, years: int = 1) -> Chart:
    """The ties of the state in focus on the day and some years before."""
    before = case.ties.years_before(years)
    changes = case.ties.changes(before)
    alliances = case.reference.alliances
    keys = {key for column in ("acts_for", "acts_against") for acts in changes[column] for key in acts}
    focus = case.names.get(case.focus, case.focus)
    return change_chart(
        changes,
        case.ties.names,
        focus=case.focus,
        before=day(before),
        after=day(case.as_of),
        treaties=dict(zip(alliances["key"], alliances["name"], strict=True)),
        title=f"What changed for {focus} since {day(before)}",
        evidence=act_rows(case.reference, (key for key in case.ties.known["key"] if key in keys)),
    )


def one_clock(case: Dossier, years: int = YEARS_ON_THE_CLOCK) -> Chart:
    """Exercises, statements and events of the last years on one axis, with the article's day and words."""
    return clock_chart(
        case.exercises,
        case.statements,
        case.events,
        start=max(case.ties.years_before(years), case.period[0]) if years else case.period[0],
        end=case.as_of,
        said=case.said[:STATEMENTS_DRAWN],
        day=case.article.published,
        event_noun=case.theatre.event_noun,
        title=f"Exercises, words, {case.theatre.event_noun} on one clock",
        cite=case.cite,
    )


def exercise_timeline(case: Dossier) -> Chart:
    """The exercises of the period, one lane for each series."""
    return exercise_chart(
        case.exercises, start=case.period[0], end=case.as_of, day=case.article.published, cite=case.cite
    )


def exercises_per_year(case: Dossier) -> Chart:
    """Exercises a year by what became of them and by size."""
    return per_year_chart(case.exercises, as_of=case.as_of, since=case.period[0].year, cite=case.cite)


def intensity_by_year(case: Dossier) -> Chart:
    """The tone of coded statements by year, the article's own among them."""
    return tone_chart(
        case.statements, as_of=case.as_of, said=case.said[:STATEMENTS_DRAWN], since=case.period[0].year, cite=case.cite
    )


def window_grid(case: Dossier) -> Chart | None:
    """Days with events near drills against chance, for each window and period; None where no design fits."""
    if not case.designs:
        return None
    design = case.designs[0]
    drills = launches.exposure(case.reference.exercises, design, case.as_of)["key"]
    rows = [case.cite("exercises", key) for key in drills]
    rows += [case.cite(table, key) for table, key in zip(case.events["table"], case.events["key"], strict=True)]
    return grid_chart(
        case.calendar, design=design, event_noun=f"days with {design.event_noun}", evidence=tuple(dict.fromkeys(rows))
    )


def date_timeline(case: Dossier) -> Chart | None:
    """The dates the article speaks of, against its publication; None where it speaks of none."""
    if not case.reading.dates:
        return None
    published = case.article.published
    return date_chart(
        case.reading.dates, case.article.body, published, title=f"The article's dates, seen from {day(published)}"
    )


def event_matrix(case: Dossier) -> Chart | None:
    """Who does what to whom in the article, states with their officers; None where nobody does anything."""
    if not any(event.category in PLOVER for event in case.reading.events):
        return None
    actors = {entity.id: case.names.get(entity.actor or "", entity.name) for entity in case.reading.entities}
    return event_chart(case.reading.events, actors, title="Who does what to whom, as the article tells it")


def _own_acts(case: Dossier, since: dt.date) -> list[str]:
    known = case.ties.known
    own = known[(known["a"] == case.focus) | (known["b"] == case.focus)]
    return list(own.loc[own["first"].dt.date >= since, "key"])


def _tie_rows(case: Dossier) -> tuple[Row, ...]:
    treaties = dict.fromkeys(key for keys in case.ties.dyads["treaties"] for key in keys)
    return rows_of(case.reference, "alliances", treaties) + act_rows(case.reference, case.ties.known["key"])
