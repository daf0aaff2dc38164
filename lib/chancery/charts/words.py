"""Small words of charts and findings: counts that agree, lists, dates, signs."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

SIGN_WORDS = {"+": "cooperative", "-": "hostile", "±": "mixed", "": "none"}


def number_of(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> number_of(1, "tie"), number_of(2, "tie"), number_of(0, "treaty", "treaties")
    ('1 tie', '2 ties', '0 treaties')
    """
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def listed(items: Sequence[str], most: int | None = None, separator: str = ", ") -> str:
    """Items as a person lists them; beyond `most`, how many more there are.

    >>> listed(["China", "Russia"]), listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2)
    ('China and Russia', 'a, b and c', 'a, b and 2 more')
    """
    shown = list(items if most is None or len(items) <= most + 1 else items[:most])
    if len(shown) < len(items):
        shown.append(f"{len(items) - len(shown)} more")
    if len(shown) < 2:
        return "".join(shown)
    last = f"{separator}and " if separator != ", " else " and "
    return f"{separator.join(shown[:-1])}{last}{shown[-1]}"


def day(date: dt.date | pd.Timestamp, precision: str = "day") -> str:
    """A date as a reader writes it, no finer than it is known.

    >>> day(dt.date(2025, 9, 4)), day(dt.date(2025, 3, 1), "month"), day(dt.date(1996, 1, 1), "year")
    ('4 September 2025', 'March 2025', '1996')
    """
    if precision == "year":
        return f"{date.year}"
    month = f"{MONTHS[date.month - 1]} {date.year}"
    return month if precision == "month" else f"{date.day} {month}"


MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
