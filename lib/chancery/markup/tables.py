"""Tables, charts and lists of values: numbers a reader can look up."""

import datetime as dt
import math
import numbers
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import pandas as pd

from chancery.evidence import Row
from chancery.markup import svg
from chancery.markup.block import Block, address, filled, slug
from chancery.markup.statements import KIND_NAMES, PASSAGES_SHOWN, ROWS_SHOWN, held
from chancery.words import counted

SOURCE_HEADS = {"page_seen": "Pages read", "repost_seen": "Reposts and weak hosts read", "dataset": "Data files"}
EMPTY = "–"
FIGURE = re.compile(r"(?:< )?[−+-]?[\d,]*\.?\d+")
GROUPED_FROM = 10_000  # below this a four-digit number may be a year
FOLDED_FROM = 12  # a longer list of sources or digests is folded
CREDITS = 3  # sources named under a chart; the rest are counted


class ChartLike(Protocol):
    """What a figure needs of a chart; see `chancery.charts.Chart`."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def svg(self) -> str: ...  # noqa: D102
    @property
    def narrow(self) -> str: ...  # noqa: D102
    @property
    def alt(self) -> str: ...  # noqa: D102
    @property
    def caption(self) -> str: ...  # noqa: D102
    @property
    def table(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def evidence(self) -> tuple[Row, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    caption: str
    columns: list[_Column]
    rows: list[list[str]]
    headed: bool
    note: str
    stacked: bool = False


def table(
    frame: pd.DataFrame,
    caption: str,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    *,
    headed: bool = True,
    limit: int | None = None,
    stacked: bool = False,
    nothing: str = "No rows.",
) -> Block:
    """A frame as a real table, numbers to the right in tabular numerals.

    columns: the columns to show, in order; a mapping also gives their labels. All, as named, unless given.
    headed: whether the first column names its row.
    limit: rows shown at most; how many are left out is said below the table.
    stacked: on a phone each row is a block with its cells below one another, for tables of words.
    Raises KeyError for a column the frame has not.
    """
    sheet = replace(_sheet(frame, caption, columns, headed, limit), stacked=stacked)
    if not sheet.rows:
        said = f"{caption}: {nothing}"
        return Block(filled("nothing.html", nothing=said), plain=said, kind="table-block")
    return Block(filled("table.html", sheet=sheet), plain=_plain(sheet), kind="table-block")


def figure(chart: ChartLike) -> Block:
    """A chart with its headline, its unit and sources, what it shows in words, and its values as a table.

    Raises ValueError where the drawing is not inline SVG, or the chart has no headline or no alternative text.
    """
    if not chart.alt.strip() or not chart.title.strip():
        raise ValueError(f"chart {chart.name}: a headline and an alternative text are needed")
    name = f"fig-{slug(chart.name)}"
    kept = held(chart.evidence)
    cited = list(dict.fromkeys(row.source for row in kept.rows if row.cited and row.source))
    more = [f"and {counted(len(cited) - CREDITS, 'other')}, listed below"] if len(cited) > CREDITS else []
    unseen = sum(not row.cited for row in kept.rows)
    html = filled(
        "figure.html",
        chart=chart,
        id=name,
        drawing=svg.inline(chart.svg, chart.title, chart.alt, name),
        narrow=svg.inline(chart.narrow, chart.title, chart.alt, f"{name}-narrow") if chart.narrow else "",
        sources=[*cited[:CREDITS], *more],
        unseen=f"{counted(unseen, 'row')} from memory, source not opened" if unseen else "",
        sheet=_sheet(chart.table, f"{chart.title}: the values plotted", None, headed=True, limit=None),
        held=kept,
        kinds=KIND_NAMES,
        limit=ROWS_SHOWN,
        passages_shown=PASSAGES_SHOWN,
    )
    return Block(html, plain=f"{chart.title}\n{chart.alt}", kind="figure-block")


def sources(rows: Iterable[Row]) -> Block:
    """The sources that rows rest on, each once, by how they were read; those never opened apart and not linked."""
    entries: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        entries.setdefault((row.source_kind, row.source, row.url), []).append(row)
    groups: list[dict[str, Any]] = [
        {"name": name, "entries": made}
        for kind, name in _kinds_present(entries)
        if (made := [_source_entry(uses, linked=True) for key, uses in sorted(entries.items()) if key[0] == kind])
    ]
    unseen = [_source_entry(uses, linked=False) for _, uses in sorted(entries.items()) if not uses[0].cited]
    plain = [f"{group['name']}: {entry['source']} {entry['link']}" for group in groups for entry in group["entries"]]
    plain += [f"From memory, source not opened: {entry['source']}" for entry in unseen]
    html = filled(
        "lists.html", what="sources", groups=groups, unseen=unseen, most=FOLDED_FROM, kinds=KIND_NAMES, limit=ROWS_SHOWN
    )
    return Block(html, plain="\n".join(plain), kind="sources-block")


def parameters(
    values: Mapping[str, Any], meanings: Mapping[str, str] | None = None, changed: Collection[str] = ()
) -> Block:
    """The parameters of the run; `changed` names those that were set for it rather than left as they are."""
    rows = [
        {"name": name, "value": shown(value), "note": (meanings or {}).get(name, ""), "changed": name in changed}
        for name, value in values.items()
    ]
    return _pairs(rows, "Parameters", "parameters-block")


def provenance(facts: Mapping[str, Any]) -> Block:
    """Where the page comes from: digests of its inputs, versions, commit; a nested mapping makes lines of one entry."""
    return pairs(facts, "Provenance", "provenance-block")


def pairs(facts: Mapping[str, Any], label: str, kind: str = "pairs-block") -> Block:
    """Names and their values, one a line; label: what they are of, for those who cannot see the list."""
    rows = [
        {
            "name": name,
            "value": _lines(value) if isinstance(value, Mapping) else shown(value),
            "note": "",
            "changed": False,
        }
        for name, value in facts.items()
    ]
    return _pairs(rows, label, kind)


def shown(value: Any) -> str:
    """A value as a table prints it: days as ISO, lists joined, blanks as a dash.

    >>> shown(None), shown(True), shown(12500), shown(2025), shown(0.126), shown(("USA", "KOR"))
    ('–', 'yes', '12,500', '2025', '0.13', 'USA, KOR')
    """
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = sorted(map(shown, value)) if isinstance(value, (set, frozenset)) else [shown(part) for part in value]
        return ", ".join(parts) or EMPTY
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {shown(part)}" for name, part in value.items()) or EMPTY
    if value is None or value is pd.NA or value is pd.NaT:
        return EMPTY
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, numbers.Number):
        return _number(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return str(value).strip() or EMPTY


def _number(value: Any) -> str:
    whole = float(value)
    if not math.isfinite(whole):
        return EMPTY if math.isnan(whole) else ("∞" if whole > 0 else "−∞")
    text = f"{value:,.0f}" if whole == int(whole) else f"{whole:,.2f}".rstrip("0").rstrip(".")
    if whole == int(whole) and abs(whole) < GROUPED_FROM:
        text = text.replace(",", "")
    return text.replace("-", "−")


def _sheet(
    frame: pd.DataFrame,
    caption: str,
    columns: Sequence[str] | Mapping[str, str] | None,
    headed: bool,
    limit: int | None,
) -> _Sheet:
    labels = dict(columns) if isinstance(columns, Mapping) else {name: str(name) for name in columns or frame.columns}
    if frame.index.name is not None and columns is None:
        frame = frame.reset_index()
        labels = {name: str(name) for name in frame.columns}
    chosen = frame[list(labels)]
    made = [_Column(label, _is_numeric(chosen.iloc[:, place])) for place, label in enumerate(labels.values())]
    kept = chosen if limit is None else chosen.head(limit)
    rows = [[shown(value) for value in values] for values in kept.itertuples(index=False, name=None)]
    left = len(chosen) - len(kept)
    note = f"{counted(left, 'more row')} not shown." if left else ""
    return _Sheet(caption, made, rows, headed and len(made) > 1, note)


def _is_numeric(column: "pd.Series[Any]") -> bool:
    """Whether a column holds figures, as numbers or already written: "8.0", "< .001"; dashes are blanks among them."""
    if pd.api.types.is_numeric_dtype(column):
        return not pd.api.types.is_bool_dtype(column)
    written = [value for value in column if value != EMPTY]
    return bool(written) and all(isinstance(value, str) and FIGURE.fullmatch(value) for value in written)


def _plain(sheet: _Sheet) -> str:
    cells = [[column.label for column in sheet.columns], *sheet.rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(sheet.columns))]
    lines = [
        "  ".join(
            cell.rjust(width) if column.numeric else cell.ljust(width)
            for cell, width, column in zip(row, widths, sheet.columns, strict=True)
        ).rstrip()
        for row in cells
    ]
    return "\n".join(part for part in (sheet.caption, *lines, sheet.note) if part)


def _kinds_present(entries: Mapping[tuple[str, str, str], list[Row]]) -> list[tuple[str, str]]:
    other = sorted({kind for kind, _, _ in entries} - set(SOURCE_HEADS) - {"reference_unseen"})
    return [*SOURCE_HEADS.items(), *((kind, kind or "Kind not stated") for kind in other)]


def _source_entry(rows: Sequence[Row], *, linked: bool) -> dict[str, str]:
    tables = dict.fromkeys(row.table for row in rows)
    uses = ", ".join(f"{table} ({counted(sum(row.table == table for row in rows), 'row')})" for table in tables)
    grades = "/".join(dict.fromkeys(row.confidence or "no" for row in rows))
    link = address(rows[0].url) if linked else ""
    return {"source": rows[0].source, "link": link, "confidence": f"{grades} confidence", "uses": uses}


def _lines(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(name), shown(value)) for name, value in facts.items()]


def _pairs(rows: Sequence[Mapping[str, Any]], label: str, kind: str) -> Block:
    plain = "\n".join(
        f"{row['name']}: {line}"
        for row in rows
        for line in ([" ".join(pair) for pair in row["value"]] if isinstance(row["value"], list) else [row["value"]])
    )
    return Block(filled("lists.html", what="pairs", rows=rows, label=label, most=FOLDED_FROM), plain=plain, kind=kind)
