"""SQL over the reference library."""

import pandas as pd
import pytest
from typer.testing import CliRunner

from chancery import reference
from chancery.commands.data import app
from chancery.errors import ReferenceDataError


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CHANCERY_CACHE", str(tmp_path))


def test_every_table_can_be_asked():
    """Names in SQL are the attributes of the library."""
    counts = {name: len(frame) for name, frame in reference.load().tables.items()}
    asked = {name: int(reference.sql(f"select count(*) n from {name}")["n"].iloc[0]) for name in counts}  # noqa: S608
    assert counts == asked


def test_lists_and_dates_are_lists_and_dates_in_sql():
    """An analyst filters by a participant and a day without string games."""
    answer = reference.sql(
        "select count(*) n from exercises where list_contains(participants, 'JPN') and start_first >= date '2025-01-01'"
    )
    drills = reference.load().exercises
    expected = drills["participants"].map(lambda codes: "JPN" in codes) & (
        drills["start_first"] >= pd.Timestamp("2025-01-01")
    )
    assert int(expected.sum()) == int(answer["n"].iloc[0])


def test_tables_join_by_key():
    """Statements meet the exercises they speak of."""
    answer = reference.sql(
        "select count(distinct s.key) n from statements s, exercises e "
        "where list_contains(s.target_exercise_ids, e.exercise_id)"
    )
    named = reference.load().statements["target_exercise_ids"].map(len) > 0
    assert int(named.sum()) == int(answer["n"].iloc[0])


@pytest.mark.parametrize(
    "query",
    ["select * from nowhere", "selec 1", "select * from read_csv('/etc/hosts')", "copy ties to 'x.csv'"],
    ids=["no such table", "a slip", "reading a file", "writing a file"],
)
def test_a_query_that_cannot_run_says_why_and_which_tables_there_are(query, tmp_path, monkeypatch):
    """No traceback, and no reach beyond the tables."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReferenceDataError, match="exercises"):
        reference.sql(query)
    assert [] == list(tmp_path.glob("*.csv"))


def test_the_command_prints_csv_with_a_header():
    """For a spreadsheet or another program."""
    done = CliRunner().invoke(app, ["sql", "--csv", "select code, name from actors where code = 'NATO'"])
    assert 0 == done.exit_code
    assert "code,name\nNATO,NATO\n" == done.output.replace("North Atlantic Treaty Organization", "NATO")


def test_the_command_prints_a_table():
    """For a person."""
    done = CliRunner().invoke(app, ["sql", "select count(*) as rows from theatres"])
    assert ["rows", str(len(reference.load().theatres))] == done.output.split()


def test_a_question_without_an_answer_prints_no_rows():
    """Silence could be taken for a failure."""
    assert "no rows\n" == CliRunner().invoke(app, ["sql", "select * from ties where false"]).output
