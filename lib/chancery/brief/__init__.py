"""The parts of a briefing, made from a dossier: what notebooks call, one part a cell.

parts: masthead, quotations, annotated text, sources, method, parameters, provenance.
pictures: the charts. tables: what was read in the article, as tables.
statements, calendars: what is said of drills, and what the calendars show.
keeping: the analyst's judgments, the briefing as data. predecessor, since: the briefing before, and what changed.
"""

from chancery.brief.calendars import calendar_controls, calendar_findings, other_series
from chancery.brief.keeping import RECORD_MIME, as_data, judgments
from chancery.brief.parts import (
    annotated,
    masthead,
    method,
    parameter_table,
    provenance,
    quotations,
    sources,
    standing,
)
from chancery.brief.pictures import (
    alliance_network,
    date_timeline,
    dyad_matrix,
    event_matrix,
    exercise_timeline,
    exercises_per_year,
    intensity_by_year,
    one_clock,
    tie_change,
    tie_timeline,
    window_grid,
)
from chancery.brief.predecessor import predecessor, previous_record
from chancery.brief.since import since_last
from chancery.brief.statements import statement_series, statement_table
from chancery.brief.tables import (
    claim_table,
    claims_checked,
    date_table,
    event_table,
    imported_layers,
    laid_over,
    network_history,
    speaker_table,
)

__all__ = [
    "RECORD_MIME",
    "alliance_network",
    "annotated",
    "as_data",
    "calendar_controls",
    "calendar_findings",
    "claim_table",
    "claims_checked",
    "date_table",
    "date_timeline",
    "dyad_matrix",
    "event_matrix",
    "event_table",
    "exercise_timeline",
    "exercises_per_year",
    "imported_layers",
    "intensity_by_year",
    "judgments",
    "laid_over",
    "masthead",
    "method",
    "network_history",
    "one_clock",
    "other_series",
    "parameter_table",
    "predecessor",
    "previous_record",
    "provenance",
    "quotations",
    "since_last",
    "sources",
    "speaker_table",
    "standing",
    "statement_series",
    "statement_table",
    "tie_change",
    "tie_timeline",
    "window_grid",
]
