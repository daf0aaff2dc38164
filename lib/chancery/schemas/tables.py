"""One reference table: its file, its key, its columns and the rules between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from chancery.evidence import CONFIDENCE, SOURCE_KINDS
from chancery.schemas import columns as c

if TYPE_CHECKING:
    import pandera.pandas as pa
from chancery.words import counted

PROVENANCE = ("source", "source_url", "source_kind", "confidence")


def provenance() -> dict[str, c.Column]:
    """The columns every row ends with: where its facts come from and how sure the compiler is of them."""
    return {
        "source": c.text("what the row rests on, by name", blank=False),
        "source_url": c.text(
            "where that can be read: a web address, or a file of this project; blank only where it was not opened",
            pattern=r"(https?://|data/)\S+",
            meaning="a web address",
        ),
        "source_kind": c.vocabulary(
            "how it was used: " + "; ".join(f"{k}, {v}" for k, v in SOURCE_KINDS.items()), SOURCE_KINDS
        ),
        "confidence": c.vocabulary("how sure the compiler is of the fact", CONFIDENCE),
    }


@dataclass(frozen=True)
class Table:
    """One table of the reference library.

    name: as an attribute of the Reference; title: what a row is; noun: one row and several, as a sentence counts them;
    key: the columns that name a row.
    columns: in the file's order, without provenance, which every table ends with; rules: between cells of a row.
    facts: the columns that say, to a person, what a row states.
    vocabulary: True for a table of names and definitions, which no choice of sources thins out.
    day, series: the columns that coverage counts by, "" where the table has none.
    """

    name: str
    title: str
    noun: tuple[str, str]
    key: tuple[str, ...]
    own_columns: Mapping[str, c.Column]
    rules: tuple[c.RowRule, ...] = ()
    facts: tuple[str, ...] = ()
    vocabulary: bool = False
    day: str = ""
    series: str = ""
    stem: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.stem or self.name}.csv"

    def counted(self, rows: int) -> str:
        """So many rows in words: "26 speeches in the UN General Debate"."""
        return counted(rows, *self.noun)

    @cached_property
    def columns(self) -> dict[str, c.Column]:
        """Every column of the file, in order."""
        return {**self.own_columns, **provenance()}

    @cached_property
    def schema(self) -> "pa.DataFrameSchema":
        """The pandera schema the cells are held to: one check for each column, and the rules between cells."""
        import pandera.pandas as pa

        columns = {name: column.checked for name, column in self.columns.items()}
        return pa.DataFrameSchema(
            columns, checks=[rule.check for rule in self._row_rules], strict=True, ordered=False, name=self.name
        )

    def is_sound(self, cells: pd.DataFrame) -> bool:
        """Whether all is well by the schema's own checks, asked one after another: in far less time, but not where.

        cells: the table's columns as text.
        """
        by_cell = all(
            all(map(fits, set(cells[name].tolist())))
            for name, column in self.columns.items()
            if (fits := column.fits) is not None
        )
        return by_cell and all(all(rule.sound(cells)) for rule in self._row_rules)

    @cached_property
    def _row_rules(self) -> tuple[c.RowRule, ...]:
        sourced = c.RowRule(
            lambda rows: [
                bool(u) or k == "reference_unseen" for u, k in zip(rows.source_url, rows.source_kind, strict=True)
            ],
            "source_url is blank though the source was opened",
            "give the address that was read, or set source_kind to reference_unseen",
        )
        return sourced, *self.rules

    def columns_of_kind(self, kind: str) -> list[str]:
        """Names of the columns of one kind: text, word, list, date, count or flag."""
        return [name for name, column in self.columns.items() if column.metadata["kind"] == kind]

    @cached_property
    def references(self) -> dict[str, tuple[str, str]]:
        """Columns whose values stand in another table, as column: (table, column)."""
        return {
            name: column.metadata["references"]
            for name, column in self.columns.items()
            if column.metadata.get("references")
        }


def dates_in_order(first: str, last: str) -> c.RowRule:
    """The earliest day `first` can mean is not after the latest day `last` can mean; blanks and non-dates pass."""

    def sound(rows: pd.DataFrame) -> list[bool]:
        spans = [(c.date_span(a), c.date_span(b)) for a, b in zip(rows[first], rows[last], strict=True)]
        return [start is None or end is None or start[0] <= end[1] for start, end in spans]

    return c.RowRule(
        sound,
        f"{first} {{{first}}} lies after {last} {{{last}}}",
        f"correct the dates, or leave {last} empty where it is not established",
    )


def precision_fits(*dates: str) -> c.RowRule:
    """Every date that is given is as long as `date_precision` says."""
    length = {"day": 10, "month": 7, "year": 4}

    def sound(rows: pd.DataFrame) -> list[bool]:
        wanted = [length.get(word) for word in rows["date_precision"]]
        return [
            size is None or all(len(part) == size for cell in cells for part in cell.split(";") if part)
            for size, cells in zip(wanted, zip(*(rows[name] for name in dates), strict=True), strict=True)
        ]

    return c.RowRule(
        sound,
        "date_precision {date_precision} does not fit " + " and ".join(f"{name} {{{name}}}" for name in dates),
        "write YYYY-MM-DD for day, YYYY-MM for month, YYYY for year",
    )


def no_more_than(low: str, high: str) -> c.RowRule:
    """The number in `low` is not above that in `high`; blanks and non-numbers pass."""

    def sound(rows: pd.DataFrame) -> list[bool]:
        return [
            not (a.isdigit() and b.isdigit()) or int(a) <= int(b) for a, b in zip(rows[low], rows[high], strict=True)
        ]

    return c.RowRule(sound, f"{low} {{{low}}} is above {high} {{{high}}}", "give the lower number first")
