"""A static site of the reports: lists by theatre, actor, year and marking, search, feed; it works from a folder.

building: what may be shown, written file by file. facts: what is known of a report. manifest: what the next build need
not do again. pages, feeds: what is written.
"""

from chancery.site.building import Built, LeftOut, build

__all__ = ["Built", "LeftOut", "build"]
