"""Exploring in JupyterLab: controls made from the schema, charts and findings that follow them.

    live       whether somebody sits before the notebook
    controls   one widget for each parameter
    views      what can be looked at: charts with their findings, by the question they answer
    strip      the controls, a view, and the command that gives the same view again
    pickers    a passage and its records, a tie and its rows

Where nobody can move a control (papermill, nbval, a rendered page) the strip shows nothing and the pickers their first
choice, so that one notebook serves both.
"""

from typing import TYPE_CHECKING

from chancery.widgets.live import is_live
from chancery.widgets.pickers import passage_records, tie_rows

if TYPE_CHECKING:
    import ipywidgets

    from chancery.dossier import Dossier

__all__ = ["control_strip", "is_live", "passage_records", "tie_rows"]


def control_strip(case: "Dossier", notebook: str) -> "ipywidgets.Widget | None":
    """Controls over a notebook's parameters, and its views, which follow; None where nobody could move them.

    case: the notebook's own dossier, whose parameters the controls begin with. notebook: its name; see `views`.
    """
    if not is_live():
        return None
    from chancery.widgets.strip import Strip  # widgets take a tenth of a second that a rendered page need not wait for

    return Strip(case, notebook).widget
