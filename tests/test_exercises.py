"""Exercises counted by year and series, and the record check."""

import datetime as dt

import pandas as pd
import pytest

from chancery import exercises, reference


def rows(*given):
    """A small table of exercises: (key, series, start, end, precision, status, troops, participants, domain)."""
    made = []
    for key, series, start, end, precision, status, troops, states, domain in given:
        span = [pd.Timestamp(day) for day in start.split("/")]
        close = [pd.Timestamp(day) for day in end.split("/")] if end else [pd.NaT]
        made.append(
            {
                "key": key,
                "series": series,
                "start_first": span[0],
                "start_last": span[-1],
                "end_first": close[0],
                "end_last": close[-1],
                "date_precision": precision,
                "status": status,
                "troops_min": troops,
                "troops_max": troops,
                "participants": tuple(states.split(";")),
                "audience": ("CCC",),
                "type": "FTX",
                "domain": domain,
                "region": "Here",
            }
        )
    return pd.DataFrame(made).astype({"troops_min": "Int64", "troops_max": "Int64"})


@pytest.fixture
def table():
    return rows(
        ("a", "Alpha", "2023-03-01", "2023-03-10", "day", "held", 500, "AAA;BBB", "joint"),
        ("b", "Beta", "2023-03-08", "2023-03-12", "day", "scaled down", None, "AAA;BBB;DDD", "air"),
        ("c", "Beta", "2023-08-01/2023-08-31", "", "month", "held", None, "AAA;BBB", "air"),
        ("d", "Alpha", "2024-03-01", "2024-03-04", "day", "cancelled", None, "AAA;BBB", "joint"),
        ("e", "Alpha", "2025-03-03", "2025-03-20", "day", "held", 800, "AAA;BBB", "joint"),
        ("f", "Beta", "2025-09-15", "2025-09-19", "day", "held", None, "AAA;BBB;DDD", "nuclear"),
        ("g", "Beta", "2025-11-01", "2025-11-05", "day", "held", 9000, "AAA;BBB;DDD", "air"),
    )


def test_by_year_counts_what_took_place_and_keeps_the_rest_apart(table):
    """Held and scaled down count; a cancelled exercise is no exercise."""
    years = exercises.by_year(table, dt.date(2025, 9, 29)).set_index("year")
    assert [3, 0, 2] == years["counted"].tolist()
    assert 1 == years.loc[2023, "scaled_down"]
    assert 1 == years.loc[2024, "cancelled"]


def test_no_row_after_as_of_counts(table):
    """The November exercise of 2025 is unknown in September, and so are its troops."""
    years = exercises.by_year(table, dt.date(2025, 9, 29)).set_index("year")
    assert (2, 800) == (years.loc[2025, "counted"], years.loc[2025, "largest_troops"])


def test_an_exercise_under_way_counts_its_days_so_far(table):
    """Days after `as_of` are no days yet."""
    years = exercises.by_year(table, dt.date(2025, 3, 5)).set_index("year")
    assert 3 == years.loc[2025, "days"]


def test_overlapping_exercises_share_their_days(table):
    """1 to 10 March and 8 to 12 March are twelve days; a holding without exact dates adds none and is told."""
    years = exercises.by_year(table, dt.date(2025, 9, 29)).set_index("year")
    assert (12, 2, 3) == (years.loc[2023, "days"], years.loc[2023, "days_known"], years.loc[2023, "counted"])


def test_same_part_of_the_year_compares_like_with_like(table):
    """To 15 August, the exercise known as August 2023 may not have begun: it is undated, not counted."""
    years = exercises.by_year(table, dt.date(2025, 8, 15), same_part=True).set_index("year")
    assert (2, 1) == (years.loc[2023, "counted"], years.loc[2023, "undated"])


def test_by_series_gives_first_last_and_participants(table):
    """One row per series, oldest first."""
    series = exercises.by_series(table, dt.date(2025, 9, 29))
    assert ["Alpha", "Beta"] == series["series"].tolist()
    assert ("AAA", "BBB", "DDD") == series["participants"].iloc[1]
    assert pd.isna(series["largest_troops"].iloc[1])


def test_record_check_says_record_level_no_and_unknown(table):
    """Each measure against every earlier year, and what its value does not know."""
    check = exercises.record_check(table, dt.date(2025, 9, 29)).set_index("measure")
    assert "record" == check.loc["largest exercise by troops", "verdict"]
    assert "troop numbers are not known for 1 of 2" == check.loc["largest exercise by troops", "unknown"]
    assert "record" == check.loc["exercises on nuclear planning", "verdict"]
    assert ("no", 2, 2023) == tuple(check.loc["exercises held", ["verdict", "rank", "best_year"]])
    assert "level" == check.loc["exercises of three or more states", "verdict"]


def test_record_check_without_earlier_years_is_unknown(table):
    """A first year is no record."""
    assert {"unknown"} == set(exercises.record_check(table, dt.date(2023, 12, 31))["verdict"])


def test_nothing_known_yet_is_an_empty_answer(table):
    """A day before the first row: no years, no check, no error."""
    early = dt.date(1990, 1, 1)
    assert exercises.by_year(table, early).empty
    assert exercises.by_series(table, early).empty
    assert exercises.record_check(table, early).empty


def test_the_supplied_record_for_the_first_case():
    """By the tables, 2025 to 29 September is below earlier years in number, days and size; above in nuclear planning.

    Expected values counted by hand from exercises.csv: 11 held against 12 to the same day of 2023.
    """
    library = reference.load()
    theatre = library.theatres.set_index("theatre").loc["korea"]
    chosen = exercises.selected(library.exercises, regions=theatre["regions"], audience=theatre["principal"])
    check = exercises.record_check(chosen, dt.date(2025, 9, 29)).set_index("measure")
    assert (11, "no") == tuple(check.loc["exercises held", ["value", "verdict"]])
    assert "record" == check.loc["exercises on nuclear planning", "verdict"]
    assert "no" == check.loc["largest exercise by troops", "verdict"]


def test_an_empty_answer_has_the_columns_of_a_full_one(table):
    """A chart of no years is drawn, not refused for want of a column."""
    early, late = (exercises.by_year(table, dt.date(year, 1, 1)) for year in (1900, 2025))
    assert list(late.columns) == list(early.columns)
