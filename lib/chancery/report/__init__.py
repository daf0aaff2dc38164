"""Executed notebooks to pages: one self-contained, inert HTML file each.

`page` gives the HTML of a notebook; `BriefingExporter` is the same for nbconvert; `sheet` writes other pages in its
style.
"""

from typing import TYPE_CHECKING, Any

from chancery.report.page import page
from chancery.report.sheet import onward, sheet

if TYPE_CHECKING:
    from chancery.report.exporter import BriefingExporter

__all__ = ["BriefingExporter", "onward", "page", "sheet"]


def __getattr__(name: str) -> Any:
    """The exporter is imported when it is first asked for: nbconvert takes more than a second, and no page needs it."""
    if name != "BriefingExporter":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from chancery.report.exporter import BriefingExporter

    return BriefingExporter
