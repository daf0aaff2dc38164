"""One clock: what was said of exercises, the exercises, and launches, on the same axis of time."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from chancery import style, words
from chancery.charts import calendar, labels, lanes, panels
from chancery.charts import figure as house
from chancery.charts.figure import Chart, drawn
from chancery.evidence import Row
from chancery.rhetoric import authority, tone
from chancery.rhetoric.placement import Utterance

LEFT = 58.0
TALK = 128.0
PLOT = panels.ROOM - LEFT - panels.RIGHT
MARK = {1: 11.5, 2: 9.5, 3: 8.0, 4: 6.2, 5: 4.8, 6: 3.6}  # diameters in points by authority
LONG_DAYS = 15 * 365  # of a longer period the marks are smaller, for they stand closer
SMALLER = 0.65
NAMED_MOST = 6  # so few statements are named beside their marks
NAMED_STANCES = ("reassure", "denounce", "warn", "threaten")

Cite = Callable[[str, str], Row]


def one_clock(
    exercises: pd.DataFrame,
    statements: pd.DataFrame,
    events: pd.DataFrame,
    *,
    start: dt.date,
    end: dt.date,
    said: Iterable[Utterance] = (),
    day: dt.date | None = None,
    event_noun: str = "events",
    lanes_most: int = 9,
    name: str = "one-clock",
    title: str = "Exercises, words and launches on one clock",
    cite: Cite | None = None,
) -> Chart:
    """Statements by tone and rank, exercises as bars by series, events as ticks, from `start` to `end`.

    statements: coded, with `tone`; events: of `launches.events` (key, table, day); said: the article's own statements;
    day: the article's day; cite: the citation of a row by table and key.
    """
    spoken = _within(statements[statements["tone"].notna()], "date_first", start, end)
    happened = _within(events, "day", start, end)
    found = lanes.bars(exercises, start, end)
    own = [one for one in said if start <= one.day <= end]
    rows = lanes.in_lanes(found, lanes_most)
    with style.settings():
        sheet, (talk, drill, launch) = panels.stacked(
            [(38, TALK), (24, max(1, len(rows)) * lanes.LANE + 4), (24, 22)], LEFT, 18
        )
        share = SMALLER if (end - start).days > LONG_DAYS else 1.0
        hints = _statements(talk, spoken, own, share)
        if len(spoken) <= NAMED_MOST:
            _names(talk, spoken, start, end)
        hints |= lanes.draw(drill, rows, start, end, PLOT)
        _ticks(launch, happened)
        for axes, labelled in ((talk, False), (drill, False), (launch, True)):
            calendar.apply(axes, start, end, PLOT, labelled=labelled)
        _headings(talk, drill, launch, found, spoken, happened, event_noun, share)
        if day is not None:
            panels.own_day((talk, drill, launch), day, start, end, PLOT)
        return drawn(
            sheet,
            name=name,
            title=title,
            alt=_alt(found, spoken, happened, own, start, end, event_noun),
            caption=_caption(start, end, event_noun),
            table=_table(found, spoken, happened, own, event_noun),
            evidence=_evidence(found, spoken, happened, cite),
            hints=hints,
        )


def exercise_timeline(
    exercises: pd.DataFrame,
    *,
    start: dt.date,
    end: dt.date,
    day: dt.date | None = None,
    lanes_most: int = 30,
    name: str = "exercise-timeline",
    title: str = "Exercises by series",
    cite: Cite | None = None,
) -> Chart:
    """The exercises of a period as bars, one lane for each series, with what became of them."""
    found = lanes.bars(exercises, start, end)
    rows = lanes.in_lanes(found, lanes_most)
    left = 15.0
    plot = panels.ROOM - left - panels.RIGHT
    with style.settings():
        sheet, (drill,) = panels.stacked([(36, max(1, len(rows)) * lanes.LANE + 4)], left, 18)
        hints = lanes.draw(drill, rows, start, end, plot)
        calendar.apply(drill, start, end, plot)
        panels.key(drill, lanes.keys(found), lift=18)
        if day is not None:
            panels.own_day((drill,), day, start, end, plot)
        return drawn(
            sheet,
            name=name,
            title=title,
            alt=f"From {words.day(start)} to {words.day(end)}: {_exercises_said(found)}.",
            caption=(
                f"{words.day(start)} to {words.day(end)}. One lane for each series, with the number of holdings; thin: "
                "scaled down; pale: dated by month or year only."
            ),
            table=_table(found, None, None, [], ""),
            evidence=_evidence(found, None, None, cite),
            hints=hints,
        )


def _within(frame: pd.DataFrame, column: str, start: dt.date, end: dt.date) -> pd.DataFrame:
    inside = (frame[column] >= pd.Timestamp(start)) & (frame[column] <= pd.Timestamp(end))
    return frame[inside].sort_values(column, kind="stable")


def _statements(axes: Axes, spoken: pd.DataFrame, own: Sequence[Utterance], share: float) -> dict[str, str]:
    """Circles and diamonds by day and tone, sized by rank times `share`; a ring is tied to a condition."""
    axes.set_ylim(-0.6, 10.4)
    marks = [(tone.scale()["stance", stance].weight, stance) for stance in NAMED_STANCES]
    axes.set_yticks([height for height, _ in marks], [name for _, name in marks])
    axes.grid(axis="y", color=style.SOFT, linewidth=0.8)
    hints = {}
    ordered = spoken.sort_values("authority", kind="stable")
    for row in ordered.to_dict(orient="records"):
        gid = f"s-{row['key']}".lower()
        who = row["speaker"] or row["speaker_post"]
        tied = ", on a condition" if row["conditional"] else ""
        hints[gid] = (
            f"{who}, {words.day(row['date_first'])}: tone {words.tenth(row['tone'])}{tied}. {row['paraphrase']}"
        )
        size = MARK.get(int(row["authority"]), 5.0) * share
        (_ring if row["conditional"] else _disc)(axes, row["date_first"].toordinal(), row["tone"], size, gid)
    for one in own:
        gid = f"own-{one.quote}".lower()
        hints[gid] = f"{one.speaker}, in this article: tone {words.tenth(one.tone)}. {one.text}"
        _diamond(axes, one.day.toordinal() + 0.5, one.tone, MARK[one.authority or 4] * share, gid)
    return hints


def _names(axes: Axes, spoken: pd.DataFrame, start: dt.date, end: dt.date) -> None:
    """Who spoke, beside each mark, where there is room; a name that would meet another one is left to the table."""
    scale, step = PLOT / ((end - start).days + 1.5), TALK / 11.0
    taken: list[labels.Box] = []
    for row in spoken.to_dict(orient="records"):
        name = row["speaker"] or row["speaker_post"]
        x, y, wide = ((row["date_first"].date() - start).days + 0.5) * scale, row["tone"] * step, labels.width(name)
        left = x + 9 if x + 9 + wide < PLOT - 4 else x - 9 - wide
        box = labels.Box(left, y - 5, left + wide, y + 6)
        if left < 0 or any(box.meets(other) for other in taken):
            continue
        taken.append(box)
        axes.annotate(
            name, (0, row["tone"]), xycoords=("axes fraction", "data"), xytext=(left, 0), textcoords="offset points",
            va="center", fontsize=style.SMALL, color=style.INK, gid=house.HALO,
        )  # fmt: skip


def _disc(axes: Axes, x: float, y: float, size: float, gid: str) -> None:
    axes.plot(
        [x], [y], "o", markersize=size, color=style.MUTED, alpha=0.7, markeredgecolor=style.PAPER,
        markeredgewidth=0.8, gid=gid, zorder=3, clip_on=False,
    )  # fmt: skip


def _ring(axes: Axes, x: float, y: float, size: float, gid: str) -> None:
    """A threat or warning that is tied to a condition; what stands behind it shows through."""
    wide = size * 0.24
    axes.plot(
        [x], [y], "o", markersize=size - wide, markerfacecolor="none", markeredgecolor=style.MUTED,
        markeredgewidth=wide, alpha=0.8, gid=gid, zorder=4, clip_on=False,
    )  # fmt: skip


def _diamond(axes: Axes, x: float, y: float, size: float, gid: str) -> None:
    axes.plot(
        [x], [y], "D", markersize=size, color=style.ACCENT, markeredgecolor=style.PAPER,
        markeredgewidth=0.8, gid=gid, zorder=5, clip_on=False,
    )  # fmt: skip


def _ticks(axes: Axes, happened: pd.DataFrame) -> None:
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    days = sorted({day.toordinal() for day in happened["day"]})
    thick = 1.0 if not days or days[-1] - days[0] < 6_000 else 0.7
    axes.vlines([day + 0.5 for day in days], 0.08, 0.95, color=style.INK, linewidth=thick)


def _headings(
    talk: Axes,
    drill: Axes,
    launch: Axes,
    found: Sequence[lanes.Bar],
    spoken: pd.DataFrame,
    happened: pd.DataFrame,
    noun: str,
    share: float,
) -> None:
    panels.heading(talk, f"Statements on exercises · {len(spoken)}", LEFT, lift=20)
    entries = [(_dot(level, share), label) for level, label in ((1, "leader"), (3, "minister"), (6, "state media"))]
    panels.key(talk, entries, lift=20)
    panels.heading(drill, f"Exercises · {len(found)}", LEFT)
    panels.key(drill, lanes.keys(found))
    days = happened["day"].dt.normalize().nunique()
    panels.heading(launch, f"{noun.capitalize()} · {words.counted(days, 'day')}", LEFT)


def _dot(level: int, share: float) -> Line2D:
    return Line2D([], [], marker="o", linestyle="None", markersize=MARK[level] * share, color=style.MUTED, alpha=0.7)


def _exercises_said(found: Sequence[lanes.Bar]) -> str:
    if not found:
        return "no exercise in the table"
    series = len({bar.series for bar in found})
    off = sum(bar.status in lanes.NOT_HELD for bar in found)
    down = sum(bar.status == "scaled down" for bar in found)
    parts = [f"{words.counted(len(found), 'exercise')} of {words.counted(series, 'series', 'series')}"]
    if down:
        parts.append(f"{down} scaled down")
    if off:
        parts.append(f"{off} suspended or cancelled")
    return ", ".join(parts)


def _alt(
    found: Sequence[lanes.Bar],
    spoken: pd.DataFrame,
    happened: pd.DataFrame,
    own: Sequence[Utterance],
    start: dt.date,
    end: dt.date,
    noun: str,
) -> str:
    tones = spoken["tone"]
    heard = words.counted(len(spoken), "coded statement")
    if len(spoken):
        tied = int(spoken["conditional"].sum())
        heard += f" ({tied} on a condition)" if tied else ""
        heard += f", tone {_span(tones)}"
        heard += f" with a median of {words.tenth(tones.median())}" if len(spoken) > 1 else ""
    sentences = [
        f"From {words.day(start)} to {words.day(end)}: {_exercises_said(found)}; {heard}; {noun} on "
        f"{words.counted(happened['day'].dt.normalize().nunique(), 'day')}."
    ]
    if own:
        span = _span([one.tone for one in own])
        sentences.append(f"The article's {words.counted(len(own), 'statement')}: tone {span}.")
    return " ".join(sentences)


def _span(tones: Iterable[float]) -> str:
    """The lowest and the highest tone, or the one there is."""
    ordered = sorted(tones)
    low, high = words.tenth(ordered[0]), words.tenth(ordered[-1])
    return low if low == high else f"{low} to {high}"


def _caption(start: dt.date, end: dt.date, noun: str) -> str:
    return (
        f"{words.day(start)} to {words.day(end)}. Height of a statement: tone, 0 to 10, coded from its stance "
        f"(diamonds: the article's own words, scored from the text); size: rank of the speaker; hollow: on a "
        "condition. Bars: exercises, by series with the number of holdings; thin: scaled down; pale: dated by month or "
        f"year only. Ticks: days with {noun}."
    )


def _table(
    found: Sequence[lanes.Bar],
    spoken: pd.DataFrame | None,
    happened: pd.DataFrame | None,
    own: Sequence[Utterance],
    noun: str,
) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = [("exercise", bar.first, bar.last, bar.name, bar.status, None) for bar in found]
    for row in spoken.to_dict(orient="records") if spoken is not None else ():
        when = row["date_first"].date()
        rank = authority.label(int(row["authority"])) + (", on a condition" if row["conditional"] else "")
        rows.append(("statement", when, when, row["speaker"] or row["speaker_post"], rank, words.tenth(row["tone"])))
    for one in own:
        rank = authority.label(one.authority or 0)
        rows.append(("statement in this article", one.day, one.day, one.speaker, rank, words.tenth(one.tone)))
    if happened is not None:
        named = happened["name"] if "name" in happened else happened["key"]
        rows += [
            (noun, day.date(), day.date(), name, "", None) for day, name in zip(happened["day"], named, strict=True)
        ]
    frame = pd.DataFrame(rows, columns=["What", "From", "To", "Which or who", "Status or rank", "Tone"])
    frame = frame.sort_values(["From", "What"], kind="stable", ignore_index=True)
    return frame if spoken is not None else frame.drop(columns=["What", "Tone"])


def _evidence(
    found: Sequence[lanes.Bar], spoken: pd.DataFrame | None, happened: pd.DataFrame | None, cite: Cite | None
) -> tuple[Row, ...]:
    if cite is None:
        return ()
    named = [("exercises", bar.key) for bar in found]
    if spoken is not None:
        named += [("statements", key) for key in spoken["key"]]
    if happened is not None:
        named += [*zip(happened["table"], happened["key"], strict=True)]
    return tuple(cite(table, key) for table, key in dict.fromkeys(named))
