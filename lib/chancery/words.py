"""Plain English for numbers, dates and lists, so that every sentence agrees with its values."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

GROUPED_FROM = 10_000  # below this a four-digit number may be a year
SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905  # reads as it is

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "tie"), counted(2, "tie"), counted(0, "treaty", "treaties")
    ('1 tie', '2 ties', 'no treaties')
    """
    noun = singular if number == 1 else (plural or f"{singular}s")
    return f"{number:,} {noun}" if number else f"no {noun}"


def in_words(number: int) -> str:
    """Small numbers in letters, others in figures.

    >>> in_words(3), in_words(13)
    ('three', '13')
    """
    return SMALL[number] if 0 < number < len(SMALL) else f"{number:,}"


def day(date: dt.date) -> str:
    """A date as the page writes it.

    >>> day(dt.date(2025, 9, 4))
    '4 September 2025'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def iso_day(text: str) -> str:
    """An ISO day as prose has it; anything else unchanged.

    >>> iso_day("2025-09-29"), iso_day("September 2025")
    ('29 September 2025', 'September 2025')
    """
    try:
        return day(dt.date.fromisoformat(text))
    except ValueError:
        return text


def value_in_words(value: Any) -> str:
    """A plain value as a reader takes it: a number of a finding, a parameter.

    >>> value_in_words(21000), value_in_words(2025), value_in_words(1.66393), value_in_words(None)
    ('21,000', '2025', '1.664', '–')
    """
    match value:
        case None | "" | [] | ():
            return "–"
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}" if abs(value) >= GROUPED_FROM else str(value)
        case float():
            return f"{value:.4g}"
        case list() | tuple():
            return listed(value_in_words(item) for item in value)
        case _:
            return str(value)


def tenth(value: float, sign: bool = False) -> str:
    """A value to one decimal, with a true minus sign; with `sign`, a plus too.

    >>> tenth(2.84), tenth(-0.32, sign=True), tenth(5.8, sign=True)
    ('2.8', '−0.3', '+5.8')
    """
    return f"{round(value, 1) + 0.0:{'+' if sign else ''}.1f}".replace("-", "−")


def listed(items: Iterable[str], last: str = "and") -> str:
    """Items as a phrase.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


OPENING = re.compile(
    r"(?:A|An|The|It|Its|They|Their|He|She|By|In|No|None|Between|After|From|Of|Who|Some|Several|Largest|States|"
    r"Exercises|Days|Kinds|Counted)\b"
)


def lowered(text: str) -> str:
    """The text with its first letter lowered where its first word is one that names nothing.

    >>> lowered("The record has two"), lowered("Kim Jong Un leads"), lowered("APEC meets")
    ('the record has two', 'Kim Jong Un leads', 'APEC meets')
    """
    return text[:1].lower() + text[1:] if OPENING.match(text) else text


def capitalised(text: str) -> str:
    """The text with its first letter raised and the rest as it was.

    >>> capitalised("no DPRK row")
    'No DPRK row'
    """
    return text[:1].upper() + text[1:]


_POSSESSIVE = re.compile(r"^[^ ]+(?: [^ ]+){0,3}(?:['’]s|s['’]) ")


def the_office(name: str) -> str:
    """An office with its article, where no state's name in the possessive stands before it.

    >>> the_office("senior NATO official"), the_office("Brazil's defence minister")
    ('the senior NATO official', "Brazil's defence minister")
    """
    return name if _POSSESSIVE.search(f"{name} ") else f"the {name}"


_WITH_THE = re.compile(
    r"^(United |Soviet |Netherlands|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros|Central African|"
    r"Czech Republic|Dominican Republic|Democratic Republic|Republic of|Holy See|Ivory Coast|European |"
    r"North Atlantic )|( Islands| Emirates| Federation| Union| Organi[sz]ation| Assembly| Council| Agency)$"
)


def the(name: str) -> str:
    """The name of a state or body with its article where English gives it one.

    >>> the("United States"), the("China"), the("Marshall Islands")
    ('the United States', 'China', 'the Marshall Islands')
    """
    return f"the {name}" if _WITH_THE.search(name) else name
