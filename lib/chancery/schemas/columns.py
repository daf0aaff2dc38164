"""Kinds of column: what a cell may hold, what is wrong with one that does not fit, and how to mend it.

Every column is read as text, exactly as the file has it; its metadata says how a good cell becomes a value. A table
asks its columns itself whether all is well, in a few milliseconds; where it is not, pandera says where, with the same
checks. It takes long to import, and good tables do without.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import pandera.pandas as pa

REDUCED_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
YES_NO = ("yes", "no")
FLAG = ("0", "1")
DATE_FORM = "a date written YYYY, YYYY-MM or YYYY-MM-DD"
IDENTIFIER = r"[\w./-]+"


@dataclass(frozen=True)
class Column:
    """One column: what its cells mean, what is wrong with one that does not fit, and how to mend it.

    sound: whether a cell that is not blank fits. metadata: `kind` and `blank`, and by kind words, pattern, least, most,
    references.
    """

    description: str
    problem: str
    remedy: str
    sound: Callable[[str], Any]
    metadata: Mapping[str, Any]

    @property
    def fits(self) -> Callable[[str], bool] | None:
        """Whether a cell may stand in the column; None where anything may."""
        blank, sound = self.metadata["blank"], self.sound
        if blank and sound is bool:
            return None
        return lambda cell: bool(sound(cell)) if cell else blank

    @property
    def checked(self) -> "pa.Column":
        """The column as pandera checks it."""
        import pandera.pandas as pa

        fits = self.fits

        def holds(cells: "pd.Series[str]") -> Any:
            verdicts = [fits is None or fits(cell) for cell in cells.tolist()]
            return True if all(verdicts) else pd.Series(verdicts, index=cells.index)

        check = pa.Check(holds, error=self.problem, description=self.remedy, ignore_na=False)
        return pa.Column(checks=[check], nullable=True, description=self.description)


def text(description: str, *, blank: bool = True, pattern: str = "", meaning: str = "") -> Column:
    """Free text; `pattern` is a regular expression the whole cell must match, `meaning` names it for people."""
    if not pattern:
        return _column("text", description, bool, "is blank", "fill it in", blank=blank)
    form = re.compile(pattern)
    return _column(
        "text",
        description,
        lambda cell: form.fullmatch(cell) is not None,
        f"is not {meaning}",
        f"write {meaning}",
        blank=blank,
        pattern=pattern,
    )


def identifier(description: str) -> Column:
    """The row's own name: letters, digits, `-`, `_`, `.` and `/`; never blank."""
    return text(description, blank=False, pattern=IDENTIFIER, meaning="an identifier without spaces")


def vocabulary(description: str, words: Collection[str], *, blank: bool = False) -> Column:
    """One of a fixed list of words."""
    allowed = tuple(words)
    remedy = f"use one of: {', '.join(allowed)}"
    return _column(
        "word", description, allowed.__contains__, "is not in the vocabulary", remedy, blank=blank, words=allowed
    )


def reference(description: str, table: str, column: str, *, blank: bool = False) -> Column:
    """A value that stands in another table, e.g. a code of actors.csv."""
    return _column(
        "text",
        description,
        bool,
        "is blank",
        f"give a {column} of {table}.csv",
        blank=blank,
        references=(table, column),
    )


def code(description: str, *, blank: bool = False) -> Column:
    """One code of actors.csv."""
    return reference(description, "actors", "code", blank=blank)


def listing(
    description: str, *, blank: bool = True, references: tuple[str, str] | None = None, pattern: str = r"\S.*"
) -> Column:
    """Items joined by `;`: none empty, none with spaces around it, none twice."""
    form = re.compile(pattern)

    def sound(cell: str) -> bool:
        items = cell.split(";")
        return len(set(items)) == len(items) and all(item == item.strip() and form.fullmatch(item) for item in items)

    return _column(
        "list",
        description,
        sound,
        "is not a list joined by ;",
        "join the items by ; without spaces around it, each of the right form and none twice",
        blank=blank,
        references=references,
    )


def codes(description: str, *, blank: bool = False) -> Column:
    """Codes of actors.csv, joined by `;`."""
    return listing(description, blank=blank, references=("actors", "code"))


def reduced_date(description: str, *, blank: bool = True, several: bool = False) -> Column:
    """A date, possibly reduced to its month or year; `several` allows more than one, joined by `;`."""

    def sound(cell: str) -> bool:
        return all(date_span(part) is not None for part in (cell.split(";") if several else (cell,)))

    return _column("date", description, sound, f"is not {DATE_FORM}", f"write {DATE_FORM}", blank=blank)


def count(description: str, *, least: int = 0, most: int | None = None, blank: bool = True) -> Column:
    """A whole number within bounds, both included."""
    bounds = f"a whole number of at least {least}" if most is None else f"a whole number from {least} to {most}"

    def sound(cell: str) -> bool:
        return cell.isascii() and cell.isdigit() and least <= int(cell) and (most is None or int(cell) <= most)

    return _column(
        "count", description, sound, f"is not {bounds}", f"write {bounds}", blank=blank, least=least, most=most
    )


def yes_no(description: str, *, blank: bool = False) -> Column:
    """Yes or no; a blank counts as no."""
    return _column(
        "flag", description, YES_NO.__contains__, "is neither yes nor no", "write yes or no", blank=blank, words=YES_NO
    )


def flag(description: str) -> Column:
    """1 for yes, 0 for no."""
    return _column(
        "flag", description, FLAG.__contains__, "is neither 0 nor 1", "write 1 or 0", blank=False, words=FLAG
    )


@dataclass(frozen=True)
class RowRule:
    """A rule between the cells of one row: `sound` answers a truth value for every row of the frame."""

    sound: Callable[[pd.DataFrame], Iterable[bool]]
    problem: str
    remedy: str

    @property
    def check(self) -> "pa.Check":
        """The rule as pandera asks it."""
        import pandera.pandas as pa

        def holds(frame: pd.DataFrame) -> Any:
            verdicts = list(self.sound(frame))
            return True if all(verdicts) else pd.Series(verdicts, index=frame.index)

        return pa.Check(holds, error=self.problem, description=self.remedy, ignore_na=False)


@lru_cache(maxsize=8192)
def date_span(cell: str) -> tuple[dt.date, dt.date] | None:
    """The earliest and the latest day a reduced date can mean; None where it is no date.

    >>> date_span("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    match = REDUCED_DATE.fullmatch(cell)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return dt.date(year, month, day), dt.date(year, month, day)
        if match[2]:
            first = dt.date(year, month, 1)
            return first, (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1))
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except ValueError:
        return None


def _column(
    kind: str,
    description: str,
    sound: Callable[[str], Any],
    problem: str,
    remedy: str,
    *,
    blank: bool,
    **metadata: Any,
) -> Column:
    known = {name: value for name, value in metadata.items() if value is not None}
    return Column(description, problem, remedy, sound, {"kind": kind, "blank": blank, **known})
