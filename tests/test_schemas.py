"""The definitions of the tables, and what is generated from them."""

import datetime as dt
import json

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from chancery import paths
from chancery.schemas import PROVENANCE, TABLES, package
from chancery.schemas.columns import date_span


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_row_of_every_table_ends_with_its_provenance(table):
    """A fact without a source has no place in the library."""
    assert PROVENANCE == tuple(table.columns)[-4:]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_column_says_what_it_means(table):
    """The codebook is written from the definitions, so each must have its words."""
    assert [] == [name for name, column in table.columns.items() if not column.description]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_keys_and_references_name_columns_that_exist(table):
    """A definition that points nowhere would check nothing."""
    assert set(table.key) | set(table.references) | set(table.facts) <= set(table.columns)
    assert all(column in TABLES[other].columns for other, column in table.references.values())


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        pytest.param("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31), id="a year"),
        pytest.param("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29), id="February of a leap year"),
        pytest.param("2023-12", dt.date(2023, 12, 1), dt.date(2023, 12, 31), id="the last month"),
        pytest.param("2025-09-29", dt.date(2025, 9, 29), dt.date(2025, 9, 29), id="a day"),
    ],
)
def test_a_reduced_date_is_a_closed_interval(words, first, last):
    """Both ends of what a date can mean are inclusive."""
    assert (first, last) == date_span(words)


@pytest.mark.parametrize("words", ["", "2025-13", "2025-02-30", "25-01-01", "2025/01/01", "Sep-84", "2025-1-1", "0000"])
def test_what_is_no_date_is_never_read_as_one(words):
    """A wrong date is a problem to be listed, not a guess."""
    assert date_span(words) is None


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_lies_within_its_month_and_its_year(day):
    """Reducing a date widens what it can mean and never moves it."""
    for words in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        first, last = date_span(words)
        assert first <= day <= last


def test_the_data_package_is_in_step_with_the_definitions():
    """`chancery data describe` was run after the last change of a column."""
    assert package.data_package_text() == (paths.reference() / "datapackage.json").read_text(encoding="utf-8")


def test_the_codebook_is_in_step_with_the_definitions():
    """`chancery data describe` was run after the last change of a column."""
    assert package.codebook() == (paths.home() / "docs" / "data.md").read_text(encoding="utf-8")


def test_frictionless_accepts_the_data_package():
    """Another tool than ours, reading the standard's own words, finds the tables valid."""
    report = Package(str(paths.reference() / "datapackage.json")).validate()
    assert [] == report.flatten(["name", "rowNumber", "fieldName", "note"])


def test_a_damaged_copy_is_refused_by_frictionless_too(tmp_path):
    """The package says enough that a standard tool catches a wrong word."""
    for path in paths.reference().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    exercises = tmp_path / "exercises.csv"
    exercises.write_text(exercises.read_text(encoding="utf-8").replace(",held,", ",hold,", 1), encoding="utf-8")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_data_package_lists_every_table_once():
    """Nothing is shipped that the package does not describe."""
    listed = [resource["path"] for resource in json.loads(package.data_package_text())["resources"]]
    assert sorted(path.name for path in paths.reference().glob("*.csv")) == sorted(listed)
