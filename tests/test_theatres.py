"""The further theatres stand on rows of their own."""

import datetime as dt

import pandas as pd
import pytest

from chancery import article, reference

FURTHER = {"europe": "nato-russia-sample", "taiwan-strait": "taiwan-strait-sample"}
FIRST = {"PRK", "KOR"}


@pytest.fixture(scope="module")
def library():
    return reference.load()


def rows_of(library, theatre):
    row = library.theatres.set_index("key").loc[theatre]
    drills = library.exercises[library.exercises["region"].isin(row["regions"])]
    return {
        "ties": library.ties[library.ties["theatre"] == theatre],
        "exercises": drills,
        "statements": library.statements[
            library.statements["target_exercise_ids"].map(lambda ids: bool(set(ids) & set(drills["key"])))
        ],
        "provocations": library.provocations[library.provocations["actor"] == row["principal"]],
        "milestones": library.milestones[library.milestones["theatre"] == theatre],
        "calendar": library.calendar[library.calendar["theatres"].map(lambda names: theatre in names)],
    }


@pytest.mark.parametrize("theatre", FURTHER)
def test_every_table_has_rows_for_the_theatre(library, theatre):
    """A chart needs something to draw: ten dated events of each sort, three meetings, three laws."""
    rows = rows_of(library, theatre)
    assert all(len(rows[name]) >= 10 for name in ("ties", "exercises", "statements", "provocations"))
    assert all(len(rows[name]) >= 3 for name in ("milestones", "calendar"))


@pytest.mark.parametrize("theatre", FURTHER)
def test_no_row_of_the_theatre_is_about_the_first_one(library, theatre):
    """Its exercises, statements, incidents and ties name none of the first theatre's two states."""
    for name, frame in rows_of(library, theatre).items():
        for column in {"actor", "actors", "participants", "audience", "target", "target_states"} & set(frame.columns):
            named = frame[column].map(lambda codes: set(codes if isinstance(codes, tuple) else (codes,)))
            assert frame[named.map(lambda codes: bool(codes & FIRST))].empty, (name, column)


@pytest.mark.parametrize(("theatre", "name"), FURTHER.items())
def test_the_sample_article_says_that_it_is_one(theatre, name):
    """Nobody can take it for news, and its invented words are marked as such."""
    sample = article.load(name)
    assert True is sample.front_matter["sample"]
    assert "not a news report" in sample.source
    assert "invented" in sample.front_matter["sample_note"]
    assert 350 <= sample.words <= 500


@pytest.mark.parametrize(("theatre", "name"), FURTHER.items())
def test_the_sample_is_dated_where_the_rows_are(library, theatre, name):
    """Exercises, statements and incidents lie in the six months before it."""
    day = article.load(name).published
    rows = rows_of(library, theatre)
    for table, column in {"exercises": "start", "statements": "date", "provocations": "date_local"}.items():
        days = rows[table][f"{column}_first"]
        assert days.between(pd.Timestamp(day - dt.timedelta(days=183)), pd.Timestamp(day)).sum() >= 2, table


def test_the_facts_of_the_nato_sample_stand_in_the_rows(library):
    """Its numbers are looked up, its one wrong claim is wrong by the table."""
    incidents = library.provocations.set_index("key")
    estonia = incidents[(incidents["actor"] == "RUS") & incidents["target"].map(lambda codes: "EST" in codes)]
    drills = library.exercises.set_index("key")
    assert 4 == estonia["date_local"].str.startswith("2025").sum()
    assert (3, 19) == (incidents.loc["RUS-2025-09-19-1", "count"], incidents.loc["RUS-2025-09-10-1", "count"])
    assert ("2025-09-12", "2025-09-16") == tuple(drills.loc["zapad-20250912", ["start", "end"]])
    assert (13_000, 100_000) == tuple(drills.loc["zapad-20250912", ["troops_min", "troops_max"]])
    assert drills.loc["zapad-20210910", "troops_max"] > drills.loc["zapad-20250912", "troops_max"]
    assert ("2026-07-07", "Ankara") == tuple(library.calendar.set_index("key").loc["nato-2026", ["start", "place"]])


def test_the_facts_of_the_taiwan_sample_stand_in_the_rows(library):
    """Seven drills since August 2022, 37 crossings in 2025, more of them in 2024."""
    drills = library.exercises[(library.exercises["region"] == "Taiwan Strait")].set_index("key")
    chinese = drills[drills["participants"] == ("CHN",)]
    since = chinese[chinese["start_first"].between(pd.Timestamp("2022-08-01"), pd.Timestamp("2025-04-03"))]
    crossings = library.provocations.set_index("key")["count"]
    assert 7 == len(since)
    assert 37 == crossings["CHN-2025-04-02-1"] < crossings["CHN-2024-10-15-1"]
    assert ("2025-04-01", "2025-04-02") == tuple(drills.loc["strait-thunder-20250401", ["start", "end"]])
    assert "2005-03-14" == library.milestones.set_index("key").loc["CHN-2005-03-14-law", "date"]
