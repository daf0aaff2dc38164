"""What a briefing stands on."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from chancery import coverage, reference

ON = dt.date(2025, 9, 29)


@pytest.fixture(scope="module")
def tables():
    return reference.load().tables


def test_sources_add_up(tables):
    """Every row has one source kind and one confidence, and the last row is the sum of the others."""
    counts = coverage.by_source(tables)
    assert (counts["rows"] == counts[["page_seen", "repost_seen", "dataset", "reference_unseen"]].sum(axis=1)).all()
    assert (counts["rows"] == counts[["high", "medium", "low"]].sum(axis=1)).all()
    assert counts.drop(index="all tables")["rows"].sum() == counts.loc["all tables", "rows"]


def test_years_without_rows_are_zeros(tables):
    """A gap is a number, not a missing column."""
    years = coverage.by_year(tables, 2015, 2025)
    assert list(range(2015, 2026)) == list(years.columns)
    assert len(tables["exercises"][tables["exercises"]["start"].str.startswith("2025")]) == years.loc["exercises", 2025]


def test_gaps_lie_between_the_first_and_the_last_year_of_a_series(tables):
    """A series that ended has no gap after its end."""
    gaps = coverage.gaps({"exercises": tables["exercises"]}).set_index("series")
    assert "Team Spirit" not in gaps.index
    assert all(
        gap["first"] < min(gap["missing"]) <= max(gap["missing"]) < gap["last"] for gap in gaps.to_dict("records")
    )


def test_freshness_looks_back_from_the_day_only(tables):
    """A row after the article is not freshness."""
    fresh = coverage.freshness(tables, dt.date(2018, 6, 30))
    assert (fresh["latest"].dropna() <= dt.datetime(2018, 6, 30)).all()  # noqa: DTZ001  days carry no zone
    assert (fresh["age_days"].dropna() >= 0).all()


def test_rows_without_a_day_are_set_apart_and_counted(tables):
    """What cannot enter a count by days is stated, never dropped in silence."""
    exact, left_out = coverage.day_precise(tables["exercises"], "start")
    assert (tables["exercises"]["date_precision"] != "day").sum() == left_out
    assert len(tables["exercises"]) == len(exact) + left_out


def test_findings_name_every_number_they_print(tables):
    """Every number of a sentence, its days apart, stands in its numbers."""
    for finding in coverage.findings(tables, ON, 30):
        plain = re.sub(r"\d+ [A-Z][a-z]+ \d{4}", "", finding.text).replace(",", "")
        assert {int(number) for number in re.findall(r"\d+", plain)} <= set(finding.numbers.values()), finding


def test_an_article_after_the_record_is_told_that_it_is_stale(tables):
    """Two years on, the sentence says so in words."""
    told = {finding.id: finding for finding in coverage.findings(tables, dt.date(2028, 9, 29), 30)}
    assert "stale" in told["coverage.exercises"].text
    assert told["coverage.exercises"].weight > 0.5


def test_an_article_before_the_record_is_told_that_nothing_rests_on_data(tables):
    """No latest row is another thing than an old one."""
    told = {finding.id: finding for finding in coverage.findings(tables, dt.date(1900, 1, 1), 30)}
    assert "no row on or before 1 January 1900" in told["coverage.ties"].text


def test_a_thin_window_is_called_thin(tables):
    """Fewer than three rows are not a basis for a count."""
    one = {"ties": tables["ties"].sort_values("start_first").head(1)}
    day = one["ties"]["start_first"].iloc[0].date()
    told = {finding.id: finding for finding in coverage.findings(one, day, 10)}
    assert "thin" in told["coverage.ties"].text


def test_rows_left_out_by_the_choice_of_sources_are_counted(tables):
    """The panel says what strict sources cost."""
    strict = reference.load().admitting({"high"}, {"page_seen"})
    told = {finding.id: finding for finding in coverage.findings(strict.tables, ON, 30, strict.left_out)}
    assert sum(strict.left_out.values()) == told["coverage.left_out"].numbers["left_out"]


class Strait:
    code, regions, principal = "taiwan-strait", ("Taiwan Strait", "South China Sea"), "CHN"


def test_a_theatre_is_judged_by_its_own_rows(tables):
    """A fresh record of one theatre says nothing of another."""
    near = coverage.of_theatre(tables, Strait())
    assert {"CHN"} == set(near["provocations"]["actor"])
    assert {"taiwan-strait"} == set(near["ties"]["theatre"])
    assert 0 < len(near["statements"]) < len(tables["statements"])
    told = {finding.id: finding for finding in coverage.findings(tables, ON, 30, theatre=Strait())}
    assert len(near["exercises"]) == told["coverage.exercises"].numbers["rows"]


def test_no_theatre_leaves_all_rows(tables):
    """An article that fits no theatre is judged by the whole record."""
    nowhere = type("Nowhere", (), {"code": "", "regions": (), "principal": ""})()
    assert len(tables["ties"]) == len(coverage.of_theatre(tables, nowhere)["ties"])


def test_an_analysts_own_rows_are_named_one_by_one(tables):
    """The provenance shows each override, and what it changed."""
    changes = [
        reference.Override("ties", "tie-001", "withdrawn", "own/ties.csv row 2"),
        reference.Override("unga_speakers", "PRK|2005", "corrected", "own/unga_speakers.csv row 2", ("speaker",)),
    ]
    told = {finding.id: finding for finding in coverage.findings(tables, ON, 30, overrides=changes)}["coverage.own"]
    assert "2 rows of the analyst's own change the shipped tables: 1 corrected, 1 withdrawn." == told.text
    assert "unga_speakers PRK|2005 corrected (speaker), by own/unga_speakers.csv row 2" == told.caveats[1]


def test_an_imported_dataset_says_where_its_record_ends(tables):
    """COW stops in 2012: an article of 2025 is thirteen years later."""
    origin = SimpleNamespace(
        title="COW Alliances", version="4.1", covers="1816–2012", rows=1221, citation="Gibler 2009"
    )
    told = coverage.findings(tables, ON, 30, imported={"cow_alliances": origin})
    found = next(finding for finding in told if finding.id == "coverage.imported.cow_alliances")
    assert "1,221 rows for 1816–2012" in found.text
    assert 13 == found.numbers["years_before"]
