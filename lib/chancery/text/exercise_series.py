"""Exercises with a name of their own, as the table of exercises has them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from chancery.text.exercise_words import NOUNS
from chancery.text.tokens import Document

_Known = dict[str, tuple[str, list[Mapping[str, str]]]]
_compiled: dict[int, tuple[re.Pattern[str] | None, _Known, object]] = {}


def known_series(rows: Sequence[Mapping[str, str]]) -> tuple[re.Pattern[str] | None, _Known]:
    """A pattern for the series of the table, and the rows of each; common nouns are no names."""
    if id(rows) not in _compiled:
        known: _Known = {}
        named = [(row.get("series", ""), row) for row in rows]
        named += [(part, row) for series, row in named if "/" in series for part in series.split("/")]
        for name, row in named:
            words = name.split()
            if len(name) > 3 and name[:1].isupper() and not any(w.lower() in NOUNS or w.islower() for w in words):
                known.setdefault(name, (row.get("series", ""), []))[1].append(row)
        known = {name: value for name, value in known.items() if name not in ("Interaction", "Northern", "RSOI")}
        names = sorted(known, key=len, reverse=True)
        pattern = None
        if names:
            pattern = re.compile(
                r"(?<!\w)("
                + "|".join(re.escape(n).replace(r"\ ", "[ -]") for n in names)
                + r")(?:[ -]?['’]?((?:19|20)?\d\d)(?:-\d)?)?(?!\w)"
            )
        _compiled[id(rows)] = pattern, known, rows
    return _compiled[id(rows)][:2]


def named_series(
    document: Document, series: tuple[re.Pattern[str] | None, _Known]
) -> dict[int, tuple[int, str, str | None, tuple[str, ...]]]:
    """Where series are named: first token → (last token, series, exercise_id, participants)."""
    pattern, known = series
    found_names: dict[int, tuple[int, str, str | None, tuple[str, ...]]] = {}
    if pattern is None:
        return found_names
    firsts = _first_words(known)
    spots = document.where(w for w in document.places if w in firsts or ("-" in w and w.partition("-")[0] in firsts))
    for match in filter(None, [pattern.match(document.body, document.starts[spot]) for spot in spots]):
        entry = known.get(match.group(1)) or known.get(match.group(1).replace("-", " "))
        if entry is None:
            continue
        first, last = document.tokens_in(match.start(), match.end())
        year = match.group(2) or ""
        row = _row(entry[1], year)
        participants = (
            tuple(filter(None, row["participants"].split(";"))) if row and isinstance(row["participants"], str) else ()
        )
        found_names[first] = (last, entry[0], row.get("exercise_id") if row and year else None, participants)
    return found_names


def _first_words(known: _Known) -> set[str]:
    """The first words of the names, also where a year is joined to them by a hyphen."""
    words = {re.split("[ /]", name.lower())[0] for name in known}
    return words | {word.partition("-")[0] for word in words}


def _row(rows: Iterable[Mapping[str, str]], year: str) -> Mapping[str, str] | None:
    """The row of a year (given with two or four digits), else the latest of the series."""
    chosen = None
    for row in rows:
        if year and row.get("start", "")[:4].endswith(year):
            return row
        if not year and (chosen is None or row.get("start", "") > chosen.get("start", "")):
            chosen = row
    return chosen
