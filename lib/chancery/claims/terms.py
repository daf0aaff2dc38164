"""A term of office: one person's time in a leading office of a state."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in a leading office, both days inclusive; key: of the row that says so."""

    person: str
    office: str
    country: str
    start: dt.date
    end: dt.date
    key: str

    def covers(self, day: dt.date) -> bool:
        """Whether the person held the office on a day."""
        return self.start <= day <= self.end

    def overlaps(self, first: dt.date, last: dt.date) -> bool:
        """Whether the person held the office on some day of a period."""
        return self.start <= last and first <= self.end
