"""Office-holders: who led a state on a day, and whether "predecessors" or a named leader fits the record."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from chancery.claims.record import Record
from chancery.claims.terms import Tenure
from chancery.claims.verdicts import Holder
from chancery.evidence import Row
from chancery.words import MONTHS

SOLE = ("supreme leader", "head of state and government")
SHARED = ("head of state", "head of government")
LEADING = (*SOLE, *SHARED)
PRONOUNS = frozenset(
    ("he she they him her them his their it its who").split()  # noqa: SIM905  reads as it is
)
LEADER_PHRASE = re.compile(r"\bleader$|^leader of\b", re.IGNORECASE)
FAR_FUTURE = dt.date(9999, 12, 31)


def tenures(record: Record, country: str) -> list[Tenure]:
    """The leaders of a state: who held the office that news calls its leader's, by the rows admitted.

    Where one office leads alone, or its role phrases say "leader", that office; else heads of state and of government.
    """
    rows = [
        row
        for row in record.rows("officeholders")
        if row["country"] == country
        and row["_admitted"]
        and row["office"] in LEADING
        and not pd.isna(row["start_first"])
    ]
    for offices in (SOLE, tuple({row["office"] for row in rows if _called_leader(row)})):
        chosen = [row for row in rows if row["office"] in offices]
        if chosen:
            return [_tenure(row) for row in chosen]
    return [_tenure(row) for row in rows]


def holders(record: Record, country: str, day: dt.date) -> list[Tenure]:
    """Who led a state on a day."""
    return [each for each in tenures(record, country) if each.covers(day)]


def is_sole(found: Sequence[Tenure]) -> bool:
    """Whether tenures are all of one office, so that one person leads at a time."""
    return len({each.office for each in found}) == 1


def of_person(record: Record, name: str, country: str) -> list[Tenure]:
    """The tenures of a person named in a text as a state's leader: the full name, or the family name alone."""
    said = _parts(name)
    found = []
    for row in record.rows("officeholders"):
        if row["country"] != country or row["office"] not in LEADING or pd.isna(row["start_first"]):
            continue
        known = [_parts(each) for each in (row["person"], *row["aliases"])]
        family = _parts(row["family_name"])
        if row["_admitted"] and family and family <= said and _fits(said - family, known):
            found.append(_tenure(row))
    return found


def by_surname(record: Record, on: dt.date) -> dict[str, tuple[str, str]]:
    """Surnames that mean one leader only, of those in office on a day or in the year before: state and full name.

    News calls a leader by the surname alone where everybody knows who is meant; a surname that two leaders share, or
    that is a name of a month, means nobody here.
    """
    year = dt.timedelta(days=365)
    family = {row["key"]: row["family_name"] for row in record.rows("officeholders")}
    found: dict[str, set[tuple[str, str]]] = {}
    for country in dict.fromkeys(row["country"] for row in record.rows("officeholders")):
        for each in tenures(record, country):
            if each.overlaps(on - year, on) and family[each.key]:
                found.setdefault(family[each.key], set()).add((country, each.person))
    return {name: next(iter(whom)) for name, whom in found.items() if len(whom) == 1 and name not in MONTHS}


def names_of(persons: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Names with their states, where a claim names persons; pronouns and roles are left out."""
    named = [(str(each.get("name") or ""), str(each.get("code") or "")) for each in persons]
    return [(name, code) for name, code in named if name and code and name.lower() not in PRONOUNS]


def cited(record: Record, found: Iterable[Tenure]) -> tuple[Holder, ...]:
    """Tenures as office-holders assumed, with their rows."""
    return tuple(
        Holder(each.person, each.office, each.country, row(record, each), record.names.get(each.country, ""))
        for each in found
    )


def row(record: Record, tenure: Tenure) -> Row:
    """The citation of a tenure."""
    return record.row("officeholders", tenure.key)


def _parts(name: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", str(name).lower()))


def _fits(given: set[str], known: Sequence[set[str]]) -> bool:
    """Whether the rest of a name, titles aside, belongs to one of the names known; a family name alone fits."""
    rest = given - {"mr", "ms", "mrs", "president", "leader", "prime", "minister", "chairman", "chancellor", "premier"}
    return not rest or any(rest <= each for each in known)


def _called_leader(row: Mapping[str, Any]) -> bool:
    return any(LEADER_PHRASE.search(phrase) for phrase in row["role_phrases"])


def _tenure(row: Mapping[str, Any]) -> Tenure:
    end = FAR_FUTURE if pd.isna(row["end_last"]) else row["end_last"].date()
    return Tenure(row["person"], row["office"], row["country"], row["start_first"].date(), end, row["key"])
