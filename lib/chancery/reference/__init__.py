"""The reference library: sourced tables of treaties, ties, exercises, statements, events, offices.

`load` is the one reader of ``data/reference``; every row keeps its source, and `Reference.row` cites it.
"""

from chancery.reference.loading import load
from chancery.reference.tables import Override, Reference

__all__ = ["Override", "Reference", "load"]
