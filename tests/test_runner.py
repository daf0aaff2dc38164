"""Rendering: what is written, what is refused, and that nothing is ever half-written."""

import json
import os
from pathlib import Path

import papermill
import pytest

from chancery import parameters, runner
from chancery.errors import ArticleError, ParameterError, RenderError
from conftest import NOTEBOOKS

WAYS = ["warm", "cold", "stock"]


def asked(**values: object) -> parameters.Parameters:
    return parameters.checked(values)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_page_is_written_and_nothing_else(tmp_path):
    """One file, named after article and notebook; no temporary file stays."""
    rendering = runner.render(asked(), NOTEBOOKS / "tiny.ipynb", tmp_path)
    assert ["dprk-at-unga.tiny.html"] == left_in(tmp_path)
    assert rendering.page.read_text("utf-8").lower().startswith("<!doctype html>")


def test_parameters_reach_the_notebook_typed(tmp_path):
    """A number is a number in the kernel."""
    rendering = runner.render(asked(window_days="3"), NOTEBOOKS / "tiny.ipynb", tmp_path, keep_notebook=True)
    cells = json.loads(rendering.notebook.read_text("utf-8"))["cells"]
    assert "dprk-at-unga 3\n" == "".join(cells[-1]["outputs"][0]["text"])


def test_progress_names_each_cell(tmp_path):
    """Before each code cell: its number, how many there are, the heading above."""
    told = []
    runner.render(asked(), NOTEBOOKS / "tiny.ipynb", tmp_path, progress=lambda *step: told.append(step))
    assert (3, 3, "Which article is this?") == told[-1]


@pytest.mark.parametrize("way", WAYS)
def test_failing_cell_is_named_and_earlier_report_stays(tmp_path, way):
    """Which cell, under which heading, what went wrong; the executed notebook is kept beside."""
    earlier = tmp_path / "dprk-at-unga.failing.html"
    earlier.write_text("yesterday's")
    with pytest.raises(RenderError) as caught:
        runner.render(asked(), NOTEBOOKS / "failing.ipynb", tmp_path, way=way)
    assert "notebooks/failing.ipynb cell 5 (Does this divide?)" == caught.value.where
    assert "ZeroDivisionError: division by zero" == caught.value.problem
    assert "yesterday's" == earlier.read_text()
    assert ["dprk-at-unga.failing.failed.ipynb", "dprk-at-unga.failing.html"] == left_in(tmp_path)


def test_an_error_that_knows_its_remedy_keeps_it(tmp_path):
    """Our own errors pass through a kernel unharmed."""
    with pytest.raises(RenderError) as caught:
        runner.render(asked(), NOTEBOOKS / "remedied.ipynb", tmp_path)
    assert "swap the dates" == caught.value.remedy
    assert "ties.csv row 3: start lies after end" in caught.value.problem


@pytest.mark.parametrize("way", WAYS)
def test_a_killed_kernel_is_one_clear_error(tmp_path, way):
    """Killed with -9, as the system does when memory ends: no page, no temporary file, one error."""
    with pytest.raises(RenderError, match="kernel"):
        runner.render(asked(), NOTEBOOKS / "dying.ipynb", tmp_path, way=way)
    assert [] == [name for name in left_in(tmp_path) if name.endswith(".html") or name.startswith(".")]


def test_a_later_success_removes_the_failed_notebook(tmp_path):
    """What is kept for inspection goes when it is no longer true."""
    (tmp_path / "dprk-at-unga.tiny.failed.ipynb").write_text("{}")
    runner.render(asked(), NOTEBOOKS / "tiny.ipynb", tmp_path)
    assert ["dprk-at-unga.tiny.html"] == left_in(tmp_path)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"article": "no-such"}, ArticleError),
        ({"focus": "XYZ"}, ParameterError),
        ({"theatre": "atlantis"}, ParameterError),
    ],
    ids=["unknown article", "unknown actor", "unknown theatre"],
)
def test_unfit_inputs_stop_before_a_kernel_starts(tmp_path, monkeypatch, values, kind):
    """Nobody waits for a kernel to learn of a slip, whichever way it would run."""
    monkeypatch.setattr(papermill, "execute_notebook", lambda *_, **__: pytest.fail("a kernel was started"))
    for way in ("warm", "stock"):
        told = []
        with pytest.raises(kind):
            runner.render(asked(**values), NOTEBOOKS / "tiny.ipynb", tmp_path, way=way, progress=told.append)
        assert ([], []) == (told, left_in(tmp_path))


def test_a_notebook_without_parameters_is_refused(tmp_path):
    """Papermill would run it on its defaults and only log a warning."""
    with pytest.raises(RenderError, match="parameters"):
        runner.render(asked(), NOTEBOOKS / "undeclared.ipynb", tmp_path)


def test_an_unknown_notebook_names_the_known_ones():
    """A slip is answered with what there is."""
    with pytest.raises(RenderError, match="briefing"):
        runner.notebook_path("breifing")


def test_a_pdf_of_an_earlier_page_does_not_stay_beside_a_newer_one(tmp_path):
    """Page and paper of one name tell the same: a run without a PDF takes the old one away, and no other's."""
    for name in ("dprk-at-unga.tiny.pdf", "mine.pdf"):
        (tmp_path / name).write_text("last week's")
    runner.render(asked(), NOTEBOOKS / "tiny.ipynb", tmp_path)
    assert ["dprk-at-unga.tiny.html", "mine.pdf"] == left_in(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    """Where, why, and what to do; here a file stands where the folder should be."""
    blocked = tmp_path / "reports"
    blocked.write_text("a file")
    with pytest.raises(RenderError, match="--out"):
        runner.render(asked(), NOTEBOOKS / "tiny.ipynb", blocked)


def test_an_article_elsewhere_is_found_from_the_kernel(tmp_path, monkeypatch):
    """A relative path means the folder the command was given in."""
    (tmp_path / "piece.txt").write_text("He spoke.")
    monkeypatch.chdir(tmp_path)
    rendering = runner.render(asked(article="piece.txt", published="2025-01-01"), NOTEBOOKS / "tiny.ipynb", tmp_path)
    assert "piece.tiny.html" == rendering.page.name


def test_what_a_killed_run_left_is_swept_away(tmp_path):
    """A folder that nobody has touched for a day belongs to no run; one of today may."""
    old, new = tmp_path / ".dprk-at-unga.tiny-abcdefgh", tmp_path / ".dprk-at-unga.tiny-12345678"
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (1, 1))
    runner.render(asked(), NOTEBOOKS / "tiny.ipynb", tmp_path)
    assert [new.name, "dprk-at-unga.tiny.html"] == left_in(tmp_path)
