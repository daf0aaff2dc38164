"""The summary that `chancery data check` prints of sound tables."""

import datetime as dt
from collections.abc import Sequence

from chancery import coverage
from chancery.reference.reading import Library


def summary(library: Library, on: dt.date) -> str:
    """Coverage in words and small tables: by source, by freshness, by gaps, and the analyst's own rows."""
    frames = library.frames()
    fresh = coverage.freshness(frames, on)
    fresh["latest"] = fresh["latest"].dt.date
    gaps = coverage.gaps({name: frames[name] for name in coverage.RECORD if name in frames}).to_dict("records")
    changed = [f"  {item.change} {item.table} {item.key} ({item.where})" for item in library.overrides]
    parts = [
        f"{len(frames)} tables, {sum(len(frame) for frame in frames.values()):,} rows, no problems",
        coverage.by_source(frames).to_string(),
        f"Freshness on {on}",
        fresh.to_string(),
        "Years without a row inside a series: a gap in the record, or nothing happened",
        *(f"  {gap['table']}, {gap['series']}: {year_ranges(gap['missing'])}" for gap in gaps),
    ]
    return "\n".join([*parts, *(["Rows of your own", *changed] if changed else [])])


def year_ranges(years: Sequence[int]) -> str:
    """Years as ranges, for people.

    >>> year_ranges((2011, 2012, 2013, 2016))
    '2011–2013, 2016'
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
