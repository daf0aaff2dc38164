"""A failed run: the good page stays, a page beside it says what failed and since when."""

import datetime as dt
import json

import pytest

from chancery import failures, parameters, runner, shelf
from chancery.errors import ChanceryError, RenderError
from conftest import NOTEBOOKS, ROOT
from shelf_fixture import shelved

MORNING = dt.datetime(2026, 3, 1, 6, 5, tzinfo=dt.timezone(dt.timedelta(hours=9)))
ERROR = RenderError("notebooks/briefing.ipynb cell 5", "<b>no</b> rows", f"see {ROOT}/data/x.csv")


def test_the_good_page_stays_and_a_page_beside_it_tells(tmp_path):
    """What, why, the remedy, since when, how often; a link to the last good page; the machine's folders left out."""
    shelved(tmp_path)
    before = (tmp_path / "talks.html").read_bytes()
    failures.record(tmp_path, "talks", ERROR, MORNING)
    failure = failures.record(tmp_path, "talks", ERROR, MORNING + dt.timedelta(days=1))
    assert before == (tmp_path / "talks.html").read_bytes()
    assert ("2026-02-28T21:05:00+00:00", "2026-03-01T21:05:00+00:00", 2) == (
        failure.since,
        failure.last,
        failure.attempts,
    )
    page = (tmp_path / "talks.failed.html").read_text("utf-8")
    for words in (
        "28 February 2026, 21:05 UTC",
        "2 attempts so far",
        "&lt;b&gt;no&lt;/b&gt; rows",
        'href="talks.html"',
    ):
        assert words in page
    assert str(ROOT) not in page
    assert [failure] == shelf.failures(tmp_path)
    assert [failure] == [report.failure for report in shelf.reports(tmp_path)]


def test_a_first_run_that_fails_has_no_page_yet(tmp_path):
    """Said so; any error will do, and a file that cannot be read is written anew."""
    (tmp_path / "talks.failed.json").write_text("{")
    failure = failures.record(tmp_path, "talks", ValueError("odd"), MORNING)
    assert ("the run", "ValueError: odd", 1) == (failure.where, failure.problem, failure.attempts)
    assert "There is no earlier page." in (tmp_path / "talks.failed.html").read_text("utf-8")


def test_a_time_without_a_zone_is_refused(tmp_path):
    """Since when is told in UTC; a bare time could be any."""
    with pytest.raises(ValueError, match="time zone"):
        failures.record(tmp_path, "talks", ERROR, dt.datetime(2026, 3, 1))  # noqa: DTZ001 - the fault that is tested


def test_the_next_good_render_clears_it(tmp_path):
    """And leaves what is said of other reports."""
    for name in ("dprk-at-unga.tiny", "other"):
        failures.record(tmp_path, name, ERROR, MORNING)
    runner.render(parameters.checked({}), NOTEBOOKS / "tiny.ipynb", tmp_path)
    assert ["other"] == [failure.name for failure in shelf.failures(tmp_path)]
    assert not (tmp_path / "dprk-at-unga.tiny.failed.html").exists()


def test_a_file_that_is_no_failure_is_named(tmp_path):
    """With what to do about it."""
    (tmp_path / "x.failed.json").write_text(json.dumps({"form": "other"}))
    with pytest.raises(ChanceryError, match=r"x\.failed\.json"):
        shelf.failures(tmp_path)
