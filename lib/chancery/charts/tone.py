"""How hostile statements were, year by year: every coded statement, the median, and the article's own words."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from chancery import style, words
from chancery.charts import figure as house
from chancery.charts import panels
from chancery.charts.figure import Chart, drawn
from chancery.evidence import Row
from chancery.rhetoric import series, tone
from chancery.rhetoric.placement import Utterance

LEFT = 58.0
PLOT = panels.ROOM - LEFT - panels.RIGHT
NAMED_STANCES = ("reassure", "denounce", "warn", "threaten")

Cite = Callable[[str, str], Row]


def intensity_by_year(
    statements: pd.DataFrame,
    *,
    as_of: dt.date,
    said: Iterable[Utterance] = (),
    since: int | None = None,
    name: str = "intensity-by-year",
    title: str = "How hostile, year by year",
    cite: Cite | None = None,
) -> Chart:
    """Coded statements as dots by year and tone, a bar at each year's median, the number of statements beneath.

    statements: coded, with `tone`; said: the article's own statements, drawn in their year in the accent.
    """
    known = series.known_by(statements, as_of)
    known = known[known["tone"].notna()]
    known = known[known["date_first"].dt.year >= since] if since else known
    own, years = list(said), series.by_year(known, as_of)
    span = _span(years, own)
    with style.settings():
        sheet, (dots, counts) = panels.stacked([(22, 170), (24, 34)], LEFT, 18)
        _dots(dots, known, years, own)
        _counts(counts, years, span)
        for axes in (dots, counts):
            axes.set_xlim(span[0] - 0.6, span[1] + 0.6)
        _years(counts, dots, span)
        panels.heading(dots, "Tone of statements, 0 mild to 10 hostile", LEFT)
        panels.heading(counts, "Number of statements", LEFT)
        return drawn(
            sheet,
            name=name,
            title=title,
            alt=_alt(years, own),
            caption=(
                f"Coded statements of all sides to {words.day(as_of)}; tone 0 to 10, read from stance and "
                "codes. Bar: the year's median. Diamonds: the article's own words, scored from the text. The "
                "statements were chosen because they answer exercises; their number is not how many were made."
            ),
            table=_table(years, own),
            evidence=tuple(cite("statements", key) for key in known["key"]) if cite else (),
        )


def _span(years: pd.DataFrame, own: Sequence[Utterance]) -> tuple[int, int]:
    marked = [*years["year"].tolist(), *(one.day.year for one in own)]
    return (int(min(marked)), int(max(marked))) if marked else (0, 0)


def _dots(axes: Axes, known: pd.DataFrame, years: pd.DataFrame, own: Sequence[Utterance]) -> None:
    axes.set_ylim(-0.4, 10.4)
    marks = [(tone.scale()["stance", stance].weight, stance) for stance in NAMED_STANCES]
    axes.set_yticks([height for height, _ in marks], [name for _, name in marks])
    axes.grid(axis="y", color=style.SOFT, linewidth=0.8)
    places = known["date_first"].dt.year + _beside(known)
    axes.plot(
        places, known["tone"], "o", markersize=6, color=style.MUTED, alpha=0.6, markeredgecolor=style.PAPER,
        markeredgewidth=0.6, zorder=2,
    )  # fmt: skip
    if len(years):
        axes.hlines(
            years["median_tone"], years["year"] - 0.36, years["year"] + 0.36, color=style.INK, linewidth=2, zorder=3
        )
    for one in own:
        axes.plot(
            [one.day.year + 0.38], [one.tone], "D", markersize=7, color=style.ACCENT, markeredgecolor=style.PAPER,
            markeredgewidth=0.8, zorder=4, clip_on=False,
        )  # fmt: skip
    if own:
        lowest = min(own, key=lambda one: one.tone)
        axes.annotate(
            "this article",
            (lowest.day.year + 0.38, lowest.tone),
            xytext=(4, -9),
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=style.SMALL,
            color=style.ACCENT,
            gid=house.HALO,
        )


def _beside(known: pd.DataFrame) -> "pd.Series[float]":
    """How far each dot stands from its year's middle, so that dots of one tone lie side by side."""
    by = [known["date_first"].dt.year, known["tone"]]
    order = known.groupby(by)["tone"].cumcount()
    many = known.groupby(by)["tone"].transform("size")
    step = np.minimum(0.16, 0.56 / many.clip(lower=1))
    return (order - (many - 1) / 2) * step


def _counts(axes: Axes, years: pd.DataFrame, span: tuple[int, int]) -> None:
    axes.set_yticks([])
    axes.bar(years["year"], years["statements"], width=0.7, color=style.RULE, linewidth=0)
    most = max(1, int(years["statements"].max())) if len(years) else 1
    axes.set_ylim(0, most * 1.55)
    if PLOT / (span[1] - span[0] + 1) < 14:
        return
    for year, count in zip(years["year"], years["statements"], strict=True):
        axes.annotate(
            str(count), (year, count), xytext=(0, 1.5), textcoords="offset points", ha="center", va="bottom",
            fontsize=style.SMALL, color=style.INK,
        )  # fmt: skip


def _years(labelled: Axes, other: Axes, span: tuple[int, int]) -> None:
    step = next(size for size in (1, 2, 5, 10, 20) if (span[1] - span[0] + 1) / size * 34 <= PLOT or size == 20)
    places = [year for year in range(span[0], span[1] + 1) if year % step == 0]
    for axes in (labelled, other):
        axes.set_xticks(places)
        axes.tick_params(axis="x", length=0, labelbottom=axes is labelled)


def _table(years: pd.DataFrame, own: Sequence[Utterance]) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = [
        (
            str(row["year"]),
            row["statements"],
            *(words.tenth(row[f"{which}_tone"]) for which in ("median", "lowest", "highest")),
        )
        for row in years.to_dict(orient="records")
    ]
    rows += [(f"this article: {one.speaker}", 1, *[words.tenth(one.tone)] * 3) for one in own]
    return pd.DataFrame(rows, columns=["Year", "Statements", "Median tone", "Lowest", "Highest"])


def _median(year: Mapping[Hashable, Any]) -> float:
    return float(year["median_tone"])


def _alt(years: pd.DataFrame, own: Sequence[Utterance]) -> str:
    if years.empty:
        return "No coded statement."
    records = years.to_dict(orient="records")
    high, low = max(records, key=_median), min(records, key=_median)
    sentence = f"{words.counted(int(years['statements'].sum()), 'coded statement')} by year. The median tone is "
    if high is low:
        sentence += f"{words.tenth(high['median_tone'])} of 10 in {high['year']}."
    else:
        sentence += (
            f"highest in {high['year']} ({words.tenth(high['median_tone'])} of 10, "
            f"{words.counted(int(high['statements']), 'statement')}) and lowest in {low['year']} "
            f"({words.tenth(low['median_tone'])}, {words.counted(int(low['statements']), 'statement')})."
        )
    if not own:
        return sentence
    tones = sorted(one.tone for one in own)
    between = (
        f"{words.tenth(tones[0])}" if tones[0] == tones[-1] else f"{words.tenth(tones[0])} to {words.tenth(tones[-1])}"
    )
    return f"{sentence} The article's {words.counted(len(own), 'statement')}: {between}."
