"""Loading the reference library."""

import pickle
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from chancery import reference
from chancery.errors import ReferenceDataError, ReferenceProblems
from chancery.schemas import TABLES


@pytest.fixture(scope="module")
def library():
    return reference.load()


def test_every_table_is_an_attribute_and_in_the_mapping(library):
    """Notebooks say `reference.exercises`; loops go over `tables`."""
    assert set(TABLES) == set(library.tables)
    assert library.exercises is library.tables["exercises"]


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique_and_never_blank(library, name):
    """A key names one row: citations hang on it."""
    keys = library.tables[name]["key"]
    assert keys.is_unique
    assert (keys != "").all()


@pytest.mark.parametrize("name", TABLES)
def test_no_text_column_holds_a_missing_value(library, name):
    """Blank is "", so that no sentence on the page can read "nan"."""
    frame = library.tables[name]
    text = [c for c, column in TABLES[name].columns.items() if column.metadata["kind"] in {"text", "word", "date"}]
    assert 0 == int(frame[text].isna().sum().sum())


@pytest.mark.parametrize("name", TABLES)
def test_a_row_stands_on_the_line_it_names(library, name):
    """A reader who opens the file at that line finds the row."""
    frame = library.tables[name]
    last = frame.iloc[-1]
    line = Path(last["file"]).read_text(encoding="utf-8").split("\n")[last["line"] - 1]
    assert line.startswith(tuple(f"{q}{last[next(iter(TABLES[name].columns))]}" for q in ("", '"')))


def test_columns_have_their_types(library):
    """Lists are tuples, counts nullable whole numbers, flags truth values, dates intervals of days."""
    row = library.exercises.set_index("key").loc["ulchi-freedom-guardian-20150817"]
    assert ("USA", "KOR") == row["participants"][:2]
    assert pd.Timestamp("2015-08-17") == row["start_first"] == row["start_last"]
    assert "Int64" == str(library.exercises["troops_min"].dtype)
    assert bool == library.alliances["defense"].dtype == library.statements["conditional"].dtype


def test_a_reduced_date_spans_its_month(library):
    """Team Spirit of June 1976 is known to the month only."""
    row = library.exercises.set_index("key").loc["team-spirit-197606"]
    assert (pd.Timestamp("1976-06-01"), pd.Timestamp("1976-06-30")) == (row["start_first"], row["start_last"])
    assert pd.isna(row["end_first"])


def test_a_launch_group_across_midnight_spans_both_utc_days(library):
    """Two UTC dates in one cell are one interval; the local date stays its own."""
    row = library.provocations.set_index("key").loc["PRK-2022-11-03-1"]
    assert (pd.Timestamp("2022-11-02"), pd.Timestamp("2022-11-03")) == (row["date_utc_first"], row["date_utc_last"])
    assert pd.Timestamp("2022-11-03") == row["date_local_first"]


def test_admitting_keeps_only_rows_of_the_chosen_sources_and_counts_the_rest(library):
    """What is left out is stated, never silent."""
    strict = library.admitting({"high"}, {"page_seen", "dataset"})
    assert {"high"} == set(strict.exercises["confidence"])
    assert len(library.exercises) == len(strict.exercises) + strict.left_out["exercises"]


def test_admitting_never_thins_names_and_definitions(library):
    """Without the names of states the other tables cannot be read."""
    strict = library.admitting({"low"}, {"repost_seen"})
    assert len(library.actors) == len(strict.actors)
    assert "actors" not in strict.left_out


def test_a_row_can_be_cited(library):
    """The citation carries the row's own facts, source and confidence."""
    row = library.row("unsc_resolutions", "S/RES/1718")
    assert ("unsc_resolutions", "S/RES/1718", "page_seen", "high") == (
        row.table,
        row.key,
        row.source_kind,
        row.confidence,
    )
    assert "2006-10-14" in row.facts
    assert row.url.startswith("https://")


@pytest.mark.parametrize(("table", "key"), [("exercises", "no-such"), ("no_table", "x")], ids=["no row", "no table"])
def test_a_row_that_is_not_there_is_said_plainly(library, table, key):
    """A wrong citation is an error with a remedy, not an empty cell."""
    with pytest.raises(ReferenceDataError) as caught:
        library.row(table, key)
    assert caught.value.remedy


def test_the_library_pickles(library):
    """Frames cross process boundaries, as papermill and xdist need."""
    assert len(library.ties) == len(pickle.loads(pickle.dumps(library)).ties)  # noqa: S301  our own bytes


def test_files_that_have_not_changed_are_read_once():
    """Twenty cells that ask for the library cost one reading."""
    assert reference.load() is reference.load()


def test_importing_the_package_does_not_import_pandera():
    """Half a second is paid when tables are wanted, not when a module is named."""
    code = (
        "import sys, chancery.reference; print(any(m in sys.modules for m in ('pandera', 'duckdb', 'pyarrow.parquet')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()


def test_all_problems_pickle_and_print_with_their_remedies():
    """A worker's list of problems reaches the user whole."""
    problems = ReferenceProblems([ReferenceDataError("a.csv row 2", "is wrong", "mend it")])
    assert str(problems) == str(pickle.loads(pickle.dumps(problems)))  # noqa: S301  our own bytes
