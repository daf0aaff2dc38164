"""What the calendars of drills and events show: counts against chance, controls, and other sets of series."""

from dataclasses import replace

import pandas as pd

from chancery import launches, markup
from chancery.charts.windows import table as grid_table
from chancery.dossier import Dossier
from chancery.evidence import Finding
from chancery.findings.launches import calendar, controlled
from chancery.launches import Design
from chancery.markup import Block
from chancery.words import counted

SETS_DRAWS = 2_000  # of each set of series beside the first: a look, with a p to two digits
SETS_NOTE = (
    "Each set is asked in its longest period. p allows for the windows of its own set, not for the number of sets: of "
    "many sets some come out far from chance by luck. Where the events are a choice from the news there is no p."
)
SETS_COLUMNS = ("Window, days each side", "Event days", "Days near drills", "Observed", "Expected", "Ratio")
SETS_P = ("p", "p, whole grid", "p by season")


def calendar_findings(case: Dossier) -> list[Finding]:
    """What the calendar of drills and events shows, with its controls; none where no design fits."""
    if not case.designs:
        return []
    return calendar(case.calendar, case.designs[0], events=case.events, cite=case.cite)


def calendar_controls(case: Dossier) -> list[Finding]:
    """Negative controls for the longest period of the theatre's first design: moved exercises, and the weeks beside."""
    if not case.designs:
        return []
    design = case.designs[0]
    spans = launches.exposure(case.reference.exercises, design, case.as_of)
    return controlled(launches.strata(spans, case.events["day"], _longest(case, design), 0, case.as_of), design)


def other_series(case: Dossier) -> Block:
    """The same question of the theatre's other sets of series, each with its sample size, in one table."""
    asked = {design: _set(case, design) for design in case.designs[1:]}
    asked = {design: grid for design, grid in asked.items() if len(grid)}
    if not asked:
        return markup.table(
            pd.DataFrame(), "Other sets of exercises", nothing="No other set of series is declared here."
        )
    shown = pd.concat(asked.values(), ignore_index=True)
    told = grid_table(shown)[[*SETS_COLUMNS, *SETS_P]]
    told.insert(0, "Exercises", [_called(case, design) for design, grid in asked.items() for _ in range(len(grid))])
    table = markup.table(
        told, f"{counted(len(asked), 'other set')} of exercises, and days with {case.designs[0].event_noun}"
    )
    return markup.followed(table, SETS_NOTE)


def _called(case: Dossier, design: Design) -> str:
    """A set of series with its period, and with its events where they are others than those of the first design."""
    first, last = _longest(case, design)
    events = "" if design.event_noun == case.designs[0].event_noun else f" ({design.event_noun})"
    return f"{design.name}{events}, {first}–{last}"


def _set(case: Dossier, design: Design) -> pd.DataFrame:
    """The grid of one design in its longest period; without rows where it has none before the day."""
    if not design.years(case.as_of):
        return pd.DataFrame()
    first, last = _longest(case, design)
    asked = replace(design, periods=(f"{first}-{last}",))
    rows = case.reference
    return launches.grid(rows.exercises, rows.provocations, asked, case.as_of, draws=SETS_DRAWS)


def _longest(case: Dossier, design: Design) -> tuple[int, int]:
    return max(design.years(case.as_of), key=lambda period: period[1] - period[0])
