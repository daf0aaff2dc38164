"""Executed notebooks to pages: one self-contained, inert HTML file each.

`page` gives the HTML of a notebook; `BriefingExporter` is the same for nbconvert.
"""

from chancery.report.exporter import BriefingExporter
from chancery.report.page import page

__all__ = ["BriefingExporter", "page"]
