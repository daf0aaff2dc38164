"""Charts of what an article says: the dates it speaks of, and who does what to whom."""

from chancery.charts.acts_told import event_matrix
from chancery.charts.dates_spoken_of import date_timeline

__all__ = ["date_timeline", "event_matrix"]
