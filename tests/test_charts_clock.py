"""Charts of drills, words and launches: what they show at every span, their words, tables and evidence."""

import datetime as dt
import re

import pandas as pd
import pytest

from chancery import exercises, launches, reference
from chancery.charts import calendar, clock, drills, lanes, windows
from chancery.charts import tone as tone_chart
from chancery.rhetoric import tone
from chancery.rhetoric.placement import Utterance

DAY = dt.date(2025, 9, 29)
SPANS = {
    "one month": dt.date(2025, 8, 30),
    "one year": dt.date(2024, 9, 30),
    "ten years": dt.date(2015, 9, 30),
    "fifty years": dt.date(1975, 9, 30),
}
SAID = [Utterance("Q1", "We will not.", 0, 12, "A. Minister", "Minister", "PRK", 3, 3.5, DAY)]


@pytest.fixture(scope="module")
def library():
    return reference.load()


@pytest.fixture(scope="module")
def case(library):
    """The first theatre's exercises, coded statements, design and events, as they were known on the day."""
    theatre = library.theatres.iloc[0]
    chosen = exercises.selected(library.exercises, regions=theatre["regions"], audience=theatre["principal"])
    coded = tone.coded(library.statements)
    design = launches.designs(library.launch_designs, theatre["theatre"])[0]
    events = launches.events(library.provocations, library.exercises, design, DAY)
    return exercises.known_by(chosen, DAY), coded[coded["actor"] == theatre["principal"]], design, events


def drawn_clock(library, case, start):
    drilled, coded, design, events = case
    asked = {"said": SAID, "day": DAY, "event_noun": design.event_noun, "cite": library.row}
    return clock.one_clock(drilled, coded, events, start=start, end=DAY, **asked)


@pytest.fixture(scope="module")
def clocks(library, case):
    return {start: drawn_clock(library, case, start) for start in SPANS.values()}


@pytest.mark.parametrize("start", SPANS.values(), ids=SPANS.keys())
class TestOneClock:
    def test_alt_text_counts_what_is_drawn(self, clocks, start):
        """The words are written from the values: their counts are those of the table."""
        chart = clocks[start]
        kinds = chart.table["What"].value_counts()
        said = int(re.search(r"(\d+) coded statement", chart.alt)[1])
        assert kinds.get("statement", 0) == said
        assert int(re.search(r"(\d+) exercise", chart.alt)[1]) == kinds.get("exercise", 0)

    def test_nothing_outside_the_period_is_drawn(self, clocks, start):
        """Bars are clipped, statements and events left out."""
        table = clocks[start].table
        assert table["From"].min() >= start
        assert table["To"].max() <= DAY

    def test_every_row_drawn_is_cited(self, clocks, start):
        """Each exercise, statement and event on the chart is a row a reader can look up."""
        chart = clocks[start]
        assert len(chart.table) - len(SAID) == len(chart.evidence)

    def test_text_is_at_least_nine_points(self, clocks, start):
        """Legible in print and on a phone: no text smaller than 9 pt at the drawn width."""
        sizes = re.findall(r"font-size: (\d+(?:\.\d+)?)px", clocks[start].svg)
        assert sizes
        assert min(map(float, sizes)) >= 9.0

    def test_same_data_same_picture(self, library, case, clocks, start):
        """Byte for byte, so that committed outputs compare."""
        assert drawn_clock(library, case, start).svg == clocks[start].svg


def test_clock_works_for_every_theatre(library):
    """Another theatre is rows: the same chart from its regions, its principal and its design."""
    for theatre in library.theatres[library.theatres["principal"] != ""].to_dict(orient="records"):
        design = launches.designs(library.launch_designs, theatre["theatre"])[0]
        drilled = exercises.selected(library.exercises, regions=theatre["regions"])
        coded = tone.coded(library.statements)
        events = launches.events(library.provocations, library.exercises, design, DAY)
        chart = clock.one_clock(
            drilled,
            coded[coded["actor"] == theatre["principal"]],
            events,
            start=dt.date(2015, 1, 1),
            end=DAY,
            event_noun=design.event_noun,
            cite=library.row,
        )
        assert design.event_noun in chart.alt
        assert len(chart.evidence) > 10
        assert len(chart.evidence) == len(set(chart.evidence)) <= len(chart.table)


def test_clock_of_an_empty_period_says_so(case):
    """No rows: an empty picture and honest words, no error."""
    drilled, coded, _, events = case
    chart = clock.one_clock(drilled, coded, events, start=dt.date(1950, 1, 1), end=dt.date(1950, 12, 31))
    assert "no exercise in the table" in chart.alt
    assert chart.table.empty


@pytest.mark.parametrize("start", SPANS.values(), ids=SPANS.keys())
def test_ticks_fit_their_room(start):
    """As many dates as fit, none over another, all within the period."""
    found = calendar.ticks(start, DAY, 300)
    assert 3 <= len(found) <= 13
    assert all(start <= day <= DAY for day, _ in found)


def test_beyond_the_most_lanes_the_rarest_series_share_one(case):
    """Fifty years have more series than lanes: no row is lost."""
    bars = lanes.bars(case[0], SPANS["fifty years"], DAY)
    rows = lanes.in_lanes(bars, 9)
    assert 9 == len(rows)
    assert len(bars) == sum(len(members) for _, members in rows)
    assert "other series" in rows[-1][0]


def test_timeline_gives_every_series_its_lane(library, case):
    """All series by default, with what became of each holding in the table."""
    chart = clock.exercise_timeline(case[0], start=dt.date(2015, 1, 1), end=DAY, day=DAY, cite=library.row)
    assert {"held", "scaled down", "suspended", "cancelled"} == set(chart.table["Status or rank"])
    for series in lanes.in_lanes(lanes.bars(case[0], dt.date(2015, 1, 1), DAY), 30):
        assert series[0] in chart.svg


def test_exercises_per_year_add_up(library, case):
    """Held and scaled down by size are all that took place: large, smaller and not known."""
    table = drills.exercises_per_year(case[0], as_of=DAY, cite=library.row).table
    held = table["Held"] + table["Scaled down"]
    sizes = table["10,000 troops or more"] + table["Fewer"] + table["Size not known"]
    assert held.tolist() == sizes.tolist()
    assert 11 == held.iloc[-1]


def test_intensity_by_year_marks_the_article_and_counts(library, case):
    """Counts by year stand under the dots; the article's own words are a row of the table."""
    chart = tone_chart.intensity_by_year(case[1], as_of=DAY, said=SAID, cite=library.row)
    assert "this article" in chart.svg
    assert "this article: A. Minister" == chart.table["Year"].iloc[-1]
    assert "The article's 1 statement: 3.5." in chart.alt


def test_intensity_without_statements_says_so(case):
    """Before the first coded statement there is nothing to draw."""
    assert "No coded statement." == tone_chart.intensity_by_year(case[1], as_of=dt.date(1990, 1, 1)).alt


@pytest.fixture(scope="module")
def grid(library, case):
    return launches.grid(library.exercises, library.provocations, case[2], DAY, draws=2_000)


class TestWindowGrid:
    def test_each_cell_shows_ratio_and_sample(self, grid, case):
        """A ratio is never shown without how many of how many days it rests on."""
        svg = windows.window_grid(grid, design=case[2]).svg
        for row in grid.to_dict(orient="records"):
            assert f"×{row['ratio']:.2f}" in svg
            assert f"{row['observed']} of {row['event_days']}" in svg

    def test_small_samples_are_marked(self, grid, case):
        """Fewer than five expected days: a dashed edge."""
        small = int((grid["expected"] < windows.SMALL_SAMPLE).sum())
        assert small == windows.window_grid(grid, design=case[2]).svg.count("stroke-dasharray")

    def test_table_keeps_every_number(self, grid, case):
        """The table has p of the cell, of the whole grid, and of the season."""
        table = windows.window_grid(grid, design=case[2]).table
        assert len(grid) == len(table)
        assert {"p", "p, whole grid", "p by season"} <= set(table.columns)

    def test_a_day_before_every_period_gives_an_empty_grid(self, library, case):
        """Nothing to ask about yet: an empty chart and honest words, no error."""
        grid = launches.grid(library.exercises, library.provocations, case[2], dt.date(1950, 1, 1))
        assert f"No period to compare for {case[2].name}." == windows.window_grid(grid, design=case[2]).alt

    def test_nothing_expected_is_no_ratio(self, case):
        """Where no day is expected the cell says so instead of a number."""
        empty = pd.DataFrame({"start_first": pd.to_datetime([]), "end_last": pd.to_datetime([])})
        grid = launches.window_grid(empty, [], periods=[(2020, 2021)], windows=[0], as_of=DAY, draws=10)
        assert ">–<" in windows.window_grid(grid, design=case[2]).svg
