"""The reference library as a value: one frame for each table, and what was left out or overridden."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.evidence import Row

NEVER_THINNED = frozenset({"actors", "likelihood", "theatres", "launch_designs"})


@dataclass(frozen=True)
class Override:
    """One change that an analyst's own table made to the shipped rows.

    change: added, corrected or withdrawn; columns: those a correction changed; where: the file and row that says so.
    """

    table: str
    key: str
    change: str
    where: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Reference:
    """The reference tables, as frames. Treat them as read-only: others hold the same frames.

    left_out: rows of each table that the chosen sources do not admit.
    overrides: changes an analyst's own tables made, in reading order.
    folders: the folders read, the shipped one first.
    cited: rows cited so far, shared with what `admitting` makes: a briefing cites the same rows many times.
    """

    actors: pd.DataFrame = field(repr=False)
    alliances: pd.DataFrame = field(repr=False)
    alliance_members: pd.DataFrame = field(repr=False)
    ties: pd.DataFrame = field(repr=False)
    exercises: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    provocations: pd.DataFrame = field(repr=False)
    unsc_resolutions: pd.DataFrame = field(repr=False)
    unga_speakers: pd.DataFrame = field(repr=False)
    officeholders: pd.DataFrame = field(repr=False)
    likelihood: pd.DataFrame = field(repr=False)
    milestones: pd.DataFrame = field(repr=False)
    calendar: pd.DataFrame = field(repr=False)
    theatres: pd.DataFrame = field(repr=False)
    launch_designs: pd.DataFrame = field(repr=False)
    published_findings: pd.DataFrame = field(repr=False)
    completeness: pd.DataFrame = field(repr=False)
    left_out: Mapping[str, int] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    folders: tuple[str, ...] = ()
    cited: dict[tuple[str, str], Row] = field(default_factory=dict, repr=False)
    places: dict[str, dict[str, int]] = field(default_factory=dict, repr=False, init=False)

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The frames by name."""
        return MappingProxyType({name: getattr(self, name) for name in TABLE_NAMES})

    def admitting(self, confidence: Collection[str], source_kinds: Collection[str]) -> "Reference":
        """The library without rows of other confidence or source kinds; `left_out` counts what went.

        Tables of names and definitions (actors, likelihood, theatres, designs) stay whole: the rest is read with them.
        """
        kept: dict[str, Any] = {}
        left_out = dict(self.left_out)
        for name, frame in self.tables.items():
            if name in NEVER_THINNED:
                continue
            admitted = frame["confidence"].isin(list(confidence)) & frame["source_kind"].isin(list(source_kinds))
            kept[name] = frame[admitted].reset_index(drop=True)
            left_out[name] = left_out.get(name, 0) + int((~admitted).sum())
        return replace(self, **kept, left_out={name: count for name, count in left_out.items() if count})

    def row(self, table: str, key: str) -> Row:
        """The citation of one row.

        Raises ReferenceDataError where there is no such table or row.
        """
        if table not in TABLE_NAMES:
            raise ReferenceDataError(table, "no such table", f"use one of {', '.join(TABLE_NAMES)}")
        place = self._places(table).get(key)
        if place is None:
            raise ReferenceDataError(
                table, f"no row has the key {key!r}", "look the key up in the table, or admit its source"
            )
        row = self.cited.get((table, key))
        if row is None:
            row = self.cited[table, key] = self._citation(table, key, place)
        return row

    def _places(self, table: str) -> dict[str, int]:
        """Where each key of a table stands, the first time."""
        found = self.places.get(table)
        if found is None:
            keys = getattr(self, table)["key"].tolist()
            found = self.places[table] = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
        return found

    def _citation(self, table: str, key: str, place: int) -> Row:
        frame = getattr(self, table)

        def cell(column: str) -> Any:
            return frame[column].iloc[place]

        return Row(
            table=table,
            key=key,
            facts=_facts(table, cell),
            source=cell("source"),
            url=cell("source_url"),
            source_kind=cell("source_kind"),
            confidence=cell("confidence"),
        )


_BESIDE = {"left_out", "overrides", "folders", "cited", "places"}
TABLE_NAMES = tuple(item.name for item in fields(Reference) if item.name not in _BESIDE)


def _facts(table: str, cell: Callable[[str], Any]) -> str:
    from chancery.schemas import TABLES

    told = [cell(name) for name in TABLES[table].facts]
    words = [", ".join(value) if isinstance(value, tuple) else str(value) for value in told if value is not pd.NA]
    return "; ".join(word for word in words if word)
