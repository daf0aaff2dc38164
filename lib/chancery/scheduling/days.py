"""Days and periods in words, resolved against the day a job is due: "today", "last 90 days", "today - 1 month"."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from chancery.errors import ParameterError

DAY_PARAMETERS = frozenset({"as_of", "published"})
PERIOD_PARAMETERS = frozenset({"period"})
_DAY = re.compile(
    r"(?P<base>today|yesterday|tomorrow|(?:first|last) of (?:week|month|year)|\d{4}-\d\d-\d\d)"
    r"(?:\s*(?P<sign>[+-])\s*(?P<count>\d{1,4})\s*(?P<unit>day|week|month|year)s?)?\Z"
)
_LAST = re.compile(r"last\s+(?P<count>\d{1,4})\s*(?P<unit>day|week|month|year)s?\Z")
_REMEDY = (
    'write e.g. "today", "yesterday", "today - 2 weeks", "first of month" or 2025-09-29; '
    'a period as "last 90 days" or two days with / between'
)


def resolved(parameters: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """Parameters with words for days and periods replaced by what they mean on a day; others stay as they are.

    Raises ParameterError for words that mean no day.

    >>> resolved({"as_of": "today", "period": "last 2 weeks", "focus": "CHN"}, dt.date(2025, 3, 14))
    {'as_of': '2025-03-14', 'period': '2025-03-01/2025-03-14', 'focus': 'CHN'}
    """
    made = dict(parameters)
    for name, value in parameters.items():
        if value in (None, "") or not isinstance(value, str):
            continue
        if name in DAY_PARAMETERS:
            made[name] = day(value, today).isoformat()
        elif name in PERIOD_PARAMETERS:
            made[name] = "/".join(bound.isoformat() for bound in period(value, today))
    return made


def day(words: str, today: dt.date) -> dt.date:
    """The day that words mean.

    >>> day("first of month - 1 day", dt.date(2025, 3, 14)), day("today - 1 month", dt.date(2025, 3, 31))
    (datetime.date(2025, 2, 28), datetime.date(2025, 2, 28))
    """
    match = _DAY.match(words.strip().lower())
    if match is None:
        raise ParameterError(repr(words), "is no day", _REMEDY)
    try:
        base = _base(match["base"], today)
        if match["count"] is None:
            return base
        return moved(base, int(match["sign"] + match["count"]), match["unit"])
    except (ValueError, OverflowError) as error:
        raise ParameterError(repr(words), f"is no day ({error})", _REMEDY) from error


def period(words: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day, both inclusive, that words mean; "last 7 days" ends today and has seven days.

    >>> period("last 7 days", dt.date(2025, 3, 14))[0], period("first of year / yesterday", dt.date(2025, 3, 14))[1]
    (datetime.date(2025, 3, 8), datetime.date(2025, 3, 13))
    """
    match = _LAST.match(words.strip().lower())
    if match is not None:
        return moved(today, -int(match["count"]), match["unit"]) + dt.timedelta(days=1), today
    first, slash, last = words.partition("/")
    if not slash:
        raise ParameterError(repr(words), "is no period", _REMEDY)
    bounds = day(first, today), day(last, today)
    if bounds[0] > bounds[1]:
        raise ParameterError(repr(words), f"ends before it starts on {today}", _REMEDY)
    return bounds


def moved(base: dt.date, count: int, unit: str) -> dt.date:
    """A day some days, weeks, months or years away; a month that is too short gives its last day."""
    if unit in ("day", "week"):
        return base + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = base.year * 12 + base.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError("the year is out of range")
    return dt.date(year, month + 1, min(base.day, calendar.monthrange(year, month + 1)[1]))


def _base(words: str, today: dt.date) -> dt.date:
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + dt.timedelta(days=near[words])
    if words[0].isdigit():
        return dt.date.fromisoformat(words)
    end, unit = words.split(" of ")
    first = {
        "week": today - dt.timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    return first if end == "first" else moved(first, 1, unit) - dt.timedelta(days=1)
