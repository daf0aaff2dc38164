"""Findings on drills and launches: what the calendar shows, how it was asked, and what others found.

Sentences describe; none says that drills brought about launches, or the other way.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from chancery.evidence import Figure, Finding, Row, Table
from chancery.launches import Design, Year, beside, controls
from chancery.words import capitalised, counted, in_words, listed

Cite = Callable[[str, str], Row]

CHANCE = (
    "Chance: each year's calendar of drills turned by a random number of days, its events left where they are; p is "
    "the share of such calendars with at least as many event days."
)
NO_CAUSE = (
    "Drills and events both follow the seasons and politics of their years: a count above chance does not say why."
)
FEW = 5.0
DIRECTIONS = {
    "raises": "a rise in hostile conduct",
    "none": "no systematic change",
    "lowers": "less escalation",
    "mixed": "mixed results",
}


def calendar(grid: pd.DataFrame, design: Design, *, events: pd.DataFrame, cite: Cite) -> list[Finding]:
    """What the grid shows: its longest period without and with a window, the most recent period, and all its cells.

    grid: of `launches.grid`; events: of `launches.events`.
    """
    noun = design.event_noun
    if grid.empty or not (grid["event_days"] > 0).any():
        text = f"The tables hold no days with {noun} to set beside {design.name}."
        return [Finding(f"launches.{design.key}", text, "launches", {"event_days": 0}, (Table("provocations", 0),))]
    rows = grid.to_dict(orient="records")
    if not design.full:
        return [_counts(rows, design, events, cite)]
    longest = max(rows, key=lambda row: (row["years"], -row["window_days"]))
    recent = max(rows, key=lambda row: (row["first"], -row["window_days"]))
    told = [(longest, 0.45)] + [(recent, 0.25)] * (recent["period"] != longest["period"])
    found = [
        _cells(
            [row for row in rows if row["period"] == period["period"]],
            design,
            noun,
            _event_rows(events, int(period["first"]), int(period["last"]), cite),
            weight,
        )
        for period, weight in told
    ]
    return [*found, _many(grid, design)] if grid["ratio"].max() > 0 else found


def _event_rows(events: pd.DataFrame, first: int, last: int, cite: Cite) -> tuple[Row, ...]:
    """The rows of the events of some years, first and last included."""
    years = events["day"].dt.year
    keys = events.loc[(years >= first) & (years <= last), ["table", "key"]].itertuples(index=False)
    return tuple(cite(table, key) for table, key in keys)


def controlled(years: Sequence[Year], design: Design) -> list[Finding]:
    """The controls for one period and window: the same exercises moved, and the weeks beside them.

    Nothing where no event day falls on an exercise, or the events are a choice: there is nothing to control.
    """
    table = controls(years)
    moved = table[table["shift_days"] != 0]
    real = int(table.loc[table["shift_days"] == 0, "observed"].iloc[0])
    if real == 0 or not design.full:
        return []
    noun, near = design.event_noun, beside(years)
    at_least = int((moved["observed"] >= real).sum())
    text = (
        f"Moved by {listed([f'{abs(shift)}' for shift in sorted(set(moved['shift_days'].abs()))], 'or')} days either "
        f"way, the same exercises meet {moved['observed'].min()} to {moved['observed'].max()} days with {noun}; on "
        f"their real dates, {real}. {capitalised(in_words(at_least)) if at_least else 'None'} of the "
        f"{counted(len(moved), 'moved calendar')} {'meets' if at_least <= 1 else 'meet'} as many."
    )
    if near["flank_days"]:
        text += (
            f" At the rate of the four weeks on either side there would be {near['expected']:.1f} on the days of the "
            "exercises."
        )
    return [
        Finding(
            id=f"launches.{design.key}.controls",
            text=text,
            kind="launches",
            numbers={
                "real": real,
                "moved_least": int(moved["observed"].min()),
                "moved_most": int(moved["observed"].max()),
                "beside": near["expected"],
            },
            caveats=(NO_CAUSE,),
            weight=0.1,
        )
    ]  # fmt: skip


def published(table: pd.DataFrame, theatre: str, *, cite: Cite) -> list[Finding]:
    """What studies found, of this theatre or of all, each in a sentence, after one that counts them."""
    rows = table[table["theatre"].isin([theatre, ""])]
    if rows.empty:
        return []
    own = rows[(rows["theatre"] == theatre) & (theatre != "")]
    said = [
        f"{in_words(int(count))} {'reports' if count == 1 else 'report'} {DIRECTIONS[str(direction)]}"
        for direction, count in own["direction"].value_counts().items()
    ]
    found = []
    if len(own):
        found.append(
            Finding(
                id="launches.published",
                text=f"Of {counted(len(own), 'published study', 'published studies')} of this theatre in the tables, "
                f"{listed(said)}. They count different exercises, events and years, and differ from the count here.",
                kind="launches",
                numbers={str(direction): int(count) for direction, count in own["direction"].value_counts().items()},
                evidence=tuple(cite("published_findings", key) for key in own["key"]),
                weight=0.3,
            )
        )
    return [*found, *(_study(row, cite) for row in rows.to_dict(orient="records"))]


def _cells(
    rows: Sequence[Mapping[Hashable, Any]], design: Design, noun: str, evidence: tuple[Row, ...], weight: float
) -> Finding:
    ordered = sorted(rows, key=lambda row: row["window_days"])
    head = ordered[0]
    number = counted(int(head["event_days"]), "day")
    text = f"In {head['period']} there were {number} with {noun}; {_share(head, design)}"
    wider = next((row for row in ordered[1:] if row["window_days"] >= 14), None)
    if wider is not None:
        text += f"; {wider['observed'] or 'none'} within {wider['window_days']} days of one, {_chance(wider)}"
    text += "."
    if head["season_expected"]:
        text += (
            f" Against other years' exercises in the same weeks, over whole years only, the days of exercises have "
            f"{head['season_observed']} where {head['season_expected']:.1f} would be usual (p {_p(head['season_p'])})."
        )
    caveats = [CHANCE, NO_CAUSE, *filter(None, [design.note]), f"Exercises counted: {listed(design.series)}."]
    if design.excluded_subtypes:
        caveats.append(f"Not counted as events: those of subtype {listed(design.excluded_subtypes)}.")
    if head["expected"] < FEW:
        caveats.append(f"A small sample: fewer than {in_words(int(FEW))} days are expected by chance.")
    return Finding(
        id=f"launches.{design.key}.{head['first']}-{head['last']}",
        text=text,
        kind="launches",
        numbers={
            f"{name}_{row['window_days']}": row[name]
            for row in ordered
            for name in ("observed", "expected", "ratio", "p", "p_exact", "p_adjusted", "event_days", "exposed_pct")
        },
        evidence=evidence,
        caveats=tuple(caveats),
        weight=weight,
    )


def _counts(rows: Sequence[Mapping[Hashable, Any]], design: Design, events: pd.DataFrame, cite: Cite) -> Finding:
    """Counts without chance, for events that are a choice and not a full record."""
    longest = max(rows, key=lambda row: (row["years"], -row["window_days"]))
    same = sorted((row for row in rows if row["period"] == longest["period"]), key=lambda row: row["window_days"])
    on = f"{longest['observed'] or 'none'} on days of {design.name}"
    near = [f"{row['observed'] or 'none'} within {row['window_days']} days of one" for row in same[1:]]
    number = counted(int(longest["event_days"]), "day")
    text = (
        f"For {longest['period']} the tables hold {number} with {design.event_noun}: "
        f"{listed([on, *near])}. The days are a choice, not a full record, so they are not compared with chance."
    )
    years = events["day"].dt.year
    inside = events[(years >= longest["first"]) & (years <= longest["last"])]
    return Finding(
        id=f"launches.{design.key}.{longest['first']}-{longest['last']}",
        text=text,
        kind="launches",
        numbers={f"observed_{row['window_days']}": row["observed"] for row in same}
        | {"event_days": int(longest["event_days"])},
        evidence=tuple(cite(table, key) for table, key in zip(inside["table"], inside["key"], strict=True)),
        caveats=(design.note, NO_CAUSE, f"Exercises counted: {listed(design.series)}."),
        weight=0.1,
    )


def _share(row: Mapping[Hashable, Any], design: Design) -> str:
    where = "days" if row["window_days"] == 0 else f"days within {row['window_days']} days"
    observed = int(row["observed"])
    return f"{observed or 'none'} of them fell on {where} of {design.name}, {_chance(row)}"


def _chance(row: Mapping[Hashable, Any]) -> str:
    given = f"where chance would give {row['expected']:.1f}"
    return f"{given} ({_ratio(row)}, p {_p(row['p_exact'])})" if row["observed"] else given


def _many(grid: pd.DataFrame, design: Design) -> Finding:
    single, adjusted = int((grid["p"] <= 0.05).sum()), int((grid["p_adjusted"] <= 0.05).sum())
    asked = len(grid)
    by_luck = f"about {in_words(round(0.05 * asked))}" if asked >= 20 else "fewer than one"
    text = (
        f"The same question was asked {counted(asked, 'time')}, of {counted(grid['period'].nunique(), 'period')} and "
        f"{counted(grid['window_days'].nunique(), 'window')}: ratios run from {grid['ratio'].min():.2f} to "
        f"{grid['ratio'].max():.2f}, and p is at most .05 in {_number(single)} of them, where luck alone would give "
        f"{by_luck}; with the number of questions allowed for, in {_number(adjusted)}. The answer depends on the "
        "window and the period."
    )
    return Finding(
        id=f"launches.{design.key}.grid",
        text=text,
        kind="launches",
        numbers={
            "cells": asked,
            "p_05": single,
            "p_adjusted_05": adjusted,
            "least": grid["ratio"].min(),
            "most": grid["ratio"].max(),
        },
        evidence=(Figure("window-grid", "Near drills and away from them"),),
        caveats=(
            "Events and exercises are counted as in the sentences above; Westfall and Young's correction, one step.",
            NO_CAUSE,
        ),
        weight=0.35,
    )


def _study(row: Mapping[Hashable, Any], cite: Cite) -> Finding:
    return Finding(
        id=f"launches.published.{row['key']}",
        text=f"{row['authors']} ({row['year']}), on {row['exercises']} ({row['period']}): {row['finding']}.",
        kind="description",
        numbers={"year": int(row["year"])},
        evidence=(cite("published_findings", str(row["key"])),),
        caveats=(str(row["note"]), f"Counted as an answer: {row['events']}. Method: {row['method']}."),
    )


def _ratio(row: Mapping[Hashable, Any]) -> str:
    ratio = float(row["ratio"])
    return "no ratio" if pd.isna(ratio) else f"{ratio:.2f} times"


def _p(p: float) -> str:
    return "not known" if pd.isna(p) else "below .001" if p < 0.0005 else f"{p:.3f}".lstrip("0") if p < 0.9995 else "1"


def _number(count: int) -> str:
    return in_words(count) if count else "none"
