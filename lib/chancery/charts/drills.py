"""Exercises a year: how many, what became of them, and how large, as far as is known."""

import datetime as dt
from collections.abc import Callable, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from chancery import exercises as drills
from chancery import style, words
from chancery.charts import figure as house
from chancery.charts import panels
from chancery.charts.figure import Chart, drawn
from chancery.evidence import Row

LARGE_TROOPS = 10_000
LEFT = 26.0
PLOT = panels.ROOM - LEFT - panels.RIGHT

Cite = Callable[[str, str], Row]
Layer = tuple[str, str, str]  # column, colour, words

STATUS: tuple[Layer, ...] = (
    ("held", style.MUTED, "held"),
    ("scaled_down", style.RULE, "scaled down"),
    ("called_off", style.SOFT, "called off"),
)
SCALE: tuple[Layer, ...] = (
    ("large", style.INK, f"{LARGE_TROOPS:,} troops or more"),
    ("smaller", style.MUTED, "fewer"),
    ("size_unknown", style.RULE, "not known"),
)


def exercises_per_year(
    exercises: pd.DataFrame,
    *,
    as_of: dt.date,
    since: int | None = None,
    name: str = "exercises-per-year",
    title: str = "Exercises a year",
    cite: Cite | None = None,
) -> Chart:
    """Two panels on one axis of years: exercises by what became of them, and those that took place by size.

    since: first year drawn; None for the first year with a row. The year of `as_of` ends on that day and is marked.
    """
    years = counted(exercises, as_of)
    years = years[years["year"] >= since] if since else years
    with style.settings():
        sheet, (status, scale) = panels.stacked([(24, 108), (28, 108)], LEFT, 18)
        for axes, layers, head in ((status, STATUS, "By what became of them"), (scale, SCALE, "By size")):
            _bars(axes, years, layers)
            _years(axes, years["year"].tolist(), labelled=axes is scale)
            panels.heading(axes, head, LEFT)
            panels.key(axes, [(_swatch(colour), text) for _, colour, text in layers])
        _mark_last(status, years)
        known = drills.known_by(exercises, as_of)
        shown = known[known["start_first"].dt.year.isin(years["year"])]
        return drawn(
            sheet,
            name=name,
            title=title,
            alt=_alt(years, as_of),
            caption=(
                f"Number of exercises in the table, by year of their first day, to {words.day(as_of)}. A year with few "
                "rows may be a year little is known of. Called off: suspended or cancelled; they are left out below."
            ),
            table=_table(years),
            evidence=tuple(cite("exercises", key) for key in shown["key"]) if cite else (),
        )


def counted(exercises: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """`exercises.by_year` with called_off (suspended or cancelled), large, smaller and size_unknown."""
    years = drills.by_year(exercises, as_of)
    held = drills.took_place(drills.known_by(exercises, as_of))
    troops = held["troops_max"].fillna(held["troops_min"])
    of_year = held["start_first"].dt.year
    large = of_year[[not pd.isna(number) and number >= LARGE_TROOPS for number in troops]].value_counts()
    unknown = of_year[troops.isna()].value_counts()
    years = years.assign(
        called_off=years["suspended"] + years["cancelled"],
        large=years["year"].map(large).fillna(0).astype(int),
        size_unknown=years["year"].map(unknown).fillna(0).astype(int),
    )
    return years.assign(smaller=years["counted"] - years["large"] - years["size_unknown"])


def _bars(axes: Axes, years: pd.DataFrame, layers: Sequence[Layer]) -> None:
    base = pd.Series(0, index=years.index)
    for column, colour, _ in layers:
        edged = colour == style.SOFT
        made = axes.bar(
            years["year"], years[column], bottom=base, width=0.78, color=colour, linewidth=0.7 if edged else 0
        )
        if edged:
            for bar in made:
                if not bar.get_height():
                    bar.set_visible(False)
                bar.set_edgecolor(style.MUTED)
                bar.set_linestyle((0, (2, 1.5)))
        base = base + years[column]
    top = max(4, int(base.max()) if len(base) else 0)
    axes.set_ylim(0, top * 1.12)
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100) if top / size <= 4)
    axes.set_yticks(range(0, top + 1, step))
    axes.grid(axis="y", color=style.SOFT, linewidth=0.8)


def _years(axes: Axes, years: Sequence[int], *, labelled: bool) -> None:
    if not years:
        axes.set_xticks([])
        return
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    step = next(size for size in (1, 2, 5, 10, 20, 50) if (years[-1] - years[0] + 1) / size * 34 <= PLOT or size == 50)
    axes.set_xticks([year for year in years if year % step == 0])
    axes.tick_params(axis="x", length=0, labelbottom=labelled)


MANY_YEARS = 25  # above this many the label is wider than its bar
BARS_UNDER_LABEL = 2


def _mark_last(axes: Axes, years: pd.DataFrame) -> None:
    """The count of the last year over its bar, in the accent: the year the briefing is about."""
    if years.empty:
        return
    last = years.iloc[-1]
    near = years[years["year"] > last["year"] - (len(years) > MANY_YEARS) * BARS_UNDER_LABEL - 1]
    axes.annotate(
        f"{last['counted']}",
        (last["year"], (near["counted"] + near["called_off"]).max()),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=style.TEXT,
        fontweight="bold",
        color=style.ACCENT,
        gid=house.HALO,
    )


def _swatch(colour: str) -> Line2D:
    edge = style.MUTED if colour == style.SOFT else colour
    return Line2D([], [], marker="s", linestyle="None", markersize=7, color=colour, markeredgecolor=edge)


def _table(years: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "year": "Year",
        "held": "Held",
        "scaled_down": "Scaled down",
        "suspended": "Suspended",
        "cancelled": "Cancelled",
        "days": "Days under way",
        "large": f"{LARGE_TROOPS:,} troops or more",
        "smaller": "Fewer",
        "size_unknown": "Size not known",
        "largest_troops": "Largest, troops",
    }
    largest = ["–" if pd.isna(troops) else f"{int(troops):,}" for troops in years["largest_troops"]]
    return years[list(columns)].assign(largest_troops=largest).rename(columns=columns).reset_index(drop=True)


def _alt(years: pd.DataFrame, as_of: dt.date) -> str:
    if years.empty:
        return "No exercise in the table."
    best, last = years.sort_values("counted", kind="stable").iloc[-1], years.iloc[-1]
    unknown = int(years["size_unknown"].sum())
    held = f"{last['counted']} in {last['year']} to {words.day(as_of)}. "
    if len(years) > 1:
        held = f"for each year from {years['year'].iloc[0]}: most in {best['year']} ({best['counted']}); {held}"
    return (
        f"Exercises held, in full or scaled down, {held}"
        f"{_called_off(int(years['called_off'].sum()))}{_size(unknown, int(years['counted'].sum()))}"
    )


def _size(unknown: int, held: int) -> str:
    if held == 0:
        return "None was held."
    if unknown in (0, held):
        return f"Size is {'known for all' if unknown == 0 else 'not known for any'}."
    return f"Size is not known for {unknown} of {held}."


def _called_off(number: int) -> str:
    return f"{number} {'was' if number == 1 else 'were'} suspended or cancelled. " if number else ""
