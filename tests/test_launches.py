"""Drills and launches: the baseline to the digit, the test's size and power, its controls and its speed."""

import datetime as dt
import time

import numpy as np
import pandas as pd
import pytest

from chancery import launches, reference

END = dt.date(2025, 12, 31)

# The project's own baseline, given with the tables (period, window, observed, expected, ratio, p of 2,000 draws).
# No row of its series or categories has been corrected since, so nothing has moved.
BASELINE = [
    ((2005, 2025), 0, 27, 16.4, 1.65, 0.010),
    ((2005, 2025), 14, 50, 39.7, 1.26, 0.069),
    ((2005, 2016), 0, 13, 7.8, 1.67, 0.049),
    ((2014, 2017), 0, 19, 9.5, 2.00, 0.001),
    ((2014, 2017), 14, 27, 17.3, 1.56, 0.007),
    ((2019, 2025), 0, 7, 5.4, 1.29, 0.322),
    ((2022, 2025), 0, 6, 4.3, 1.38, 0.294),
    ((2022, 2025), 14, 15, 15.4, 0.98, 0.549),
]


@pytest.fixture(scope="module")
def library():
    return reference.load()


def major(library):
    return launches.designs(library.launch_designs, "korea")[0]


def history(rng, years, launches_a_year, drill_share=1.0):
    """Two drills a year on moving dates, clustered launch days; on drill days `drill_share` times as likely."""
    made = []
    for year in years:
        days = 366 if year % 4 == 0 else 365
        exposed = np.zeros(days, dtype=bool)
        for start in (55 + rng.integers(0, 30), 225 + rng.integers(0, 15)):
            exposed[start : start + 12] = True
        weight = np.where(exposed, drill_share, 1.0)
        firsts = rng.choice(days, size=rng.poisson(launches_a_year), p=weight / weight.sum())
        events = np.unique(np.concatenate([firsts, (firsts + 2) % days])) if len(firsts) else firsts
        made.append(launches.Year(year, exposed, events.astype(np.int64), True))
    return made


class TestBaseline:
    @pytest.mark.parametrize(
        ("period", "window", "observed", "expected", "ratio", "p"),
        BASELINE,
        ids=lambda value: "–".join(map(str, value)) if isinstance(value, tuple) else str(value),
    )
    def test_observed_and_expected_are_those_given(self, library, period, window, observed, expected, ratio, p):
        """Observed and expected to the digit; p within simulation error of 2,000 draws (three standard errors)."""
        design = major(library)
        spans = launches.exposure(library.exercises, design, END)
        days = launches.events(library.provocations, library.exercises, design, END)["day"]
        years = launches.strata(spans, days, period, window, END)
        found = launches.tested(years, launches.turns([year.year for year in years]))
        assert observed == found["observed"]
        assert expected == round(found["expected"], 1)
        assert ratio == round(found["ratio"], 2)
        error = 3 * (found["p_exact"] * (1 - found["p_exact"])) ** 0.5
        assert abs(p - found["p_exact"]) <= error / 2_000**0.5 + 0.001
        assert abs(found["p"] - found["p_exact"]) <= error / launches.DRAWS**0.5 + 0.0001

    def test_exposure_is_the_exactly_dated_holdings(self, library):
        """An exercise known by month only cannot say which days it covers; it is listed apart."""
        design = major(library)
        spans = launches.exposure(library.exercises, design, END)
        left = launches.undated(library.exercises, design, END)
        assert 42 == len(spans)
        assert set() == set(spans["key"]) & set(left["key"])
        assert {"held", "scaled down"} >= set(spans["status"])


class TestTest:
    def test_keeps_its_size_where_there_is_no_effect(self):
        """With no effect at most 5 % of histories fall below p = .05, within simulation error (200 histories)."""
        rng = np.random.default_rng(1)
        p = [launches.exact_p(history(rng, range(2005, 2025), 5)) for _ in range(200)]
        assert np.mean([value <= 0.05 for value in p]) <= 0.05 + 3 * (0.05 * 0.95 / 200) ** 0.5

    def test_finds_an_effect_that_is_there(self):
        """Launches three times as likely on drill days are found in at least four histories of five."""
        rng = np.random.default_rng(2)
        p = [launches.exact_p(history(rng, range(2005, 2025), 8, drill_share=3.0)) for _ in range(60)]
        assert np.mean([value <= 0.05 for value in p]) >= 0.8

    def test_ten_thousand_draws_over_fifty_years_take_less_than_a_second(self):
        """The notebook is re-run while a reader plays with windows."""
        years = history(np.random.default_rng(3), range(1976, 2026), 20)
        begun = time.perf_counter()
        launches.tested(years, launches.turns([year.year for year in years], draws=10_000))
        assert time.perf_counter() - begun < 1.0

    def test_draws_agree_with_all_shifts(self):
        """The seeded draws estimate what the convolution over all shifts gives exactly."""
        years = history(np.random.default_rng(4), range(2005, 2025), 6)
        found = launches.tested(years, launches.turns([year.year for year in years]))
        assert found["p"] == pytest.approx(found["p_exact"], abs=0.02)

    def test_same_seed_gives_the_same_numbers(self):
        """A briefing run twice says the same."""
        spans, days = simple_exposure(), pd.to_datetime(["2020-03-05", "2021-07-01"])
        asked = {"periods": [(2019, 2021)], "windows": [0, 7], "as_of": END}
        pd.testing.assert_frame_equal(
            launches.window_grid(spans, days, **asked), launches.window_grid(spans, days, **asked)
        )


def simple_exposure():
    return pd.DataFrame(
        {
            "start_first": pd.to_datetime(["2020-03-01", "2021-12-28"]),
            "end_last": pd.to_datetime(["2020-03-10", "2022-01-03"]),
        }
    )


class TestCounting:
    def test_window_widens_both_sides_and_is_cut_at_the_year(self):
        """Ten days with a week on both sides are 24; what passes 31 December counts in the new year."""
        years = launches.strata(simple_exposure(), [], (2020, 2022), 7, END)
        assert [24, 11, 10] == [int(year.exposed.sum()) for year in years]

    def test_no_day_after_as_of_counts(self):
        """The unfinished year ends on `as_of`: neither its exposure nor its events reach beyond."""
        days = pd.to_datetime(["2020-03-04", "2020-03-06"])
        years = launches.strata(simple_exposure(), days, (2019, 2025), 0, dt.date(2020, 3, 5))
        assert [2019, 2020] == [year.year for year in years]
        assert (65, 5, 1, False) == (
            len(years[1].exposed),
            int(years[1].exposed.sum()),
            len(years[1].events),
            years[1].whole,
        )

    def test_no_row_after_as_of_is_exposure_or_event(self, library):
        """A briefing on an old day knows nothing later."""
        day = dt.date(2017, 6, 30)
        design = major(library)
        events = launches.events(library.provocations, library.exercises, design, day)
        assert events["day"].max() <= pd.Timestamp(day)
        assert launches.exposure(library.exercises, design, day)["start_first"].max() <= pd.Timestamp(day)

    def test_two_launches_on_one_day_are_one_event_day(self):
        """The unit is the day: salvoes do not count twice."""
        days = pd.to_datetime(["2020-03-04", "2020-03-04"])
        assert 1 == launches.strata(simple_exposure(), days, (2020, 2020), 0, END)[0].observed

    def test_nothing_to_count_is_no_error(self):
        """An empty period has no ratio, and a p of one."""
        years = launches.strata(simple_exposure().iloc[:0], [], (2020, 2021), 7, END)
        found = launches.tested(years, launches.turns([2020, 2021]))
        assert (0, 0.0, 1.0, 1.0) == (found["observed"], found["expected"], found["p"], found["p_exact"])
        assert np.isnan(found["ratio"])


class TestControls:
    def test_season_alone_does_not_pass_for_an_effect(self):
        """Drills and launches that merely share a season: the shift test is fooled, the seasonal control is not."""
        rng = np.random.default_rng(5)
        made = []
        for year in range(2005, 2025):
            exposed = np.zeros(365, dtype=bool)
            start = 60 + rng.integers(0, 20)
            exposed[start : start + 15] = True
            made.append(launches.Year(year, exposed, np.unique(rng.integers(55, 100, 8)), True))
        assert launches.exact_p(made) < 0.01
        assert launches.season(made)["season_p"] > 0.05
        assert launches.season(made)["season_ratio"] == pytest.approx(1.0, abs=0.2)

    def test_season_expectation_is_the_mean_over_pairings(self):
        """Two years, one event each, one calendar that meets it: expected is the mean of all pairings, (1+1)/2."""
        on, off = np.zeros(365, dtype=bool), np.zeros(365, dtype=bool)
        on[10] = True
        events = np.array([10])
        made = [launches.Year(2021, on, events, True), launches.Year(2022, off, events, True)]
        found = launches.season(made)
        assert (1, 1.0) == (found["season_observed"], found["season_expected"])

    def test_moved_exercises_stand_beside_the_real_ones(self, library):
        """Negative controls: the record is row 0, and its count is the observed one."""
        design = major(library)
        days = launches.events(library.provocations, library.exercises, design, END)["day"]
        years = launches.strata(launches.exposure(library.exercises, design, END), days, (2005, 2025), 0, END)
        table = launches.controls(years)
        assert 27 == table.set_index("shift_days").loc[0, "observed"]
        assert table["observed"].max() == 27

    def test_adjusted_p_is_never_below_p(self, library):
        """Many questions, one record: the adjusted p is the chance that any cell of the grid looks so unlikely."""
        design = major(library)
        days = launches.events(library.provocations, library.exercises, design, END)["day"]
        grid = launches.window_grid(
            launches.exposure(library.exercises, design, END),
            days,
            periods=[(2005, 2025), (2014, 2017), (2022, 2025)],
            windows=[0, 14],
            as_of=END,
        )
        assert 6 == len(grid)
        assert (grid["p_adjusted"] >= grid["p"]).all()

    def test_days_beside_are_of_the_same_weeks(self):
        """Matched weeks: one drill day, events on it and the day after, flanks of two days on each side."""
        exposed = np.zeros(365, dtype=bool)
        exposed[100] = True
        found = launches.beside([launches.Year(2021, exposed, np.array([100, 101, 200]), True)], flank_days=2)
        assert (1, 1, 1, 4) == (found["observed"], found["exposed_days"], found["flank"], found["flank_days"])
        assert (0.25, 4.0) == (found["expected"], found["ratio"])


class TestDesigns:
    def test_every_theatre_with_a_principal_has_a_design(self, library):
        """Another theatre works by rows of launch_designs.csv."""
        principal = library.theatres[library.theatres["principal"] != ""]
        assert set() == set(principal["theatre"]) - set(library.launch_designs["theatre"])

    def test_drill_for_drill_counts_first_days_of_the_other_side(self, library):
        """Where the events are exercises, the first day of each is the event."""
        design = next(d for d in launches.designs(library.launch_designs) if d.event_series and not d.categories)
        found = launches.events(library.provocations, library.exercises, design, END)
        assert {"exercises"} == set(found["table"])
        assert len(found) > 3


def test_an_event_names_its_systems_in_words():
    """Several possible systems are a phrase, never a tuple; none leaves the kind alone."""
    assert "Kh-22 or Kh-101, airspace violation" == launches._named(("Kh-22 or Kh-101",), "", "airspace_violation")
    assert "naval airspace violation" == launches._named((), "naval", "airspace_violation")
