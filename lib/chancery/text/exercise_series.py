"""Exercises with a name of their own, as the table of exercises has them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chancery.text.exercise_words import NOUNS
from chancery.text.tokens import Document

NOT_NAMES = frozenset({"Interaction", "Northern", "RSOI"})


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The series of the table of exercises. As a container it holds the words that one of their names may begin with.

    pattern: any of the names, perhaps with a year (None where there are none); rows: name → series and its rows.
    source: the table, kept so that its identity stays its own.
    """

    pattern: re.Pattern[str] | None
    rows: dict[str, tuple[str, list[Mapping[str, str]]]]
    openings: frozenset[str]
    source: object

    @classmethod
    def of(cls, table: Sequence[Mapping[str, str]]) -> "Series":
        """The series of a table; names that are common nouns are left out."""
        named = [(row.get("series", ""), row) for row in table]
        named += [(part, row) for series, row in named if "/" in series for part in series.split("/")]
        rows: dict[str, tuple[str, list[Mapping[str, str]]]] = {}
        for name, row in named:
            if _is_name(name):
                rows.setdefault(name, (row.get("series", ""), []))[1].append(row)
        names = sorted(rows, key=len, reverse=True)
        listed = "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in names)
        pattern = re.compile(rf"(?<!\w)({listed})(?:[ -]?['’]?((?:19|20)?\d\d)(?:-\d)?)?(?!\w)") if names else None
        firsts = {re.split("[ /]", name.lower())[0] for name in names}
        return cls(pattern, rows, frozenset(firsts | {word.partition("-")[0] for word in firsts}), table)

    def __contains__(self, word: object) -> bool:
        """Whether a name may begin with a word, to which the rest of the name or a year may be joined by a hyphen."""
        return word in self.openings or str(word).partition("-")[0] in self.openings


def _is_name(series: str) -> bool:
    """Whether a series is called by a name of its own and not by common nouns."""
    if len(series) <= 3 or not series[:1].isupper() or series in NOT_NAMES:
        return False
    return not any(word.lower() in NOUNS or word.islower() for word in series.split())


_made: dict[int, tuple[Sequence[Mapping[str, str]], Series]] = {}


def known_series(table: Sequence[Mapping[str, str]]) -> Series:
    """The series of a table of exercises, worked out once."""
    if id(table) not in _made:
        _made[id(table)] = (table, Series.of(table))  # the table is kept, so that no other can have its id
    return _made[id(table)][1]


def named_series(document: Document, series: Series) -> dict[int, tuple[int, str, str | None, tuple[str, ...]]]:
    """Where series are named: first token → (last token, series, exercise_id, participants)."""
    found_names: dict[int, tuple[int, str, str | None, tuple[str, ...]]] = {}
    if series.pattern is None:
        return found_names
    for spot in document.where(series):
        match = series.pattern.match(document.body, document.starts[spot])
        entry = match and (series.rows.get(match.group(1)) or series.rows.get(match.group(1).replace("-", " ")))
        if match is None or not entry:
            continue
        first, last = document.tokens_in(match.start(), match.end())
        year = match.group(2) or ""
        row = _row(entry[1], year)
        participants = (
            tuple(filter(None, row["participants"].split(";"))) if row and isinstance(row["participants"], str) else ()
        )
        found_names[first] = (last, entry[0], row.get("exercise_id") if row and year else None, participants)
    return found_names


def _row(rows: Iterable[Mapping[str, str]], year: str) -> Mapping[str, str] | None:
    """The row of a year (given with two or four digits), else the latest of the series."""
    chosen = None
    for row in rows:
        if year and row.get("start", "")[:4].endswith(year):
            return row
        if not year and (chosen is None or row.get("start", "") > chosen.get("start", "")):
            chosen = row
    return chosen
