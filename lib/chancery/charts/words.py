"""Words that charts and their findings share: dates no finer than known, lists that stop."""

from collections.abc import Sequence

import pandas as pd

from chancery.words import day, listed


def dated(date: pd.Timestamp, precision: str = "day") -> str:
    """A date as a reader writes it, no finer than it is known.

    >>> dated(pd.Timestamp("2025-09-04")), dated(pd.Timestamp("2025-03-01"), "month")
    ('4 September 2025', 'March 2025')
    """
    written = day(date.date())
    return {"year": f"{date.year}", "month": written.partition(" ")[2]}.get(precision, written)


def first_of(items: Sequence[str], most: int) -> str:
    """The first items as a phrase, and how many more there are.

    >>> first_of(["a", "b"], 2), first_of(["a", "b", "c", "d"], 2)
    ('a and b', 'a, b and 2 more')
    """
    rest = len(items) - most
    return listed(items if rest <= 0 else [*items[:most], f"{rest} more"])
