"""Executed notebooks to pages: one self-contained, inert HTML file each.

`page` gives the HTML of a notebook; `BriefingExporter` is the same for nbconvert; `sheet` writes other pages in its
style.
"""

from chancery.report.exporter import BriefingExporter
from chancery.report.page import page
from chancery.report.sheet import onward, sheet

__all__ = ["BriefingExporter", "onward", "page", "sheet"]
