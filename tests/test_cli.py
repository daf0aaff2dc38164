"""The command line, as a user meets it."""

import json
import re

import pytest

from chancery import parameters

DATED = "---\ntitle: T\npublished: 2025-09-29\n---\n"


def test_help_names_every_parameter(chancery):
    """One schema: each parameter has its option, with its meaning."""
    shown = re.sub(r"\s+", " ", chancery("render", "--help", COLUMNS="100").stdout)
    for name in parameters.names()[1:]:
        assert f"--{name.replace('_', '-')}" in shown
        assert parameters.description(name)[:30] in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "dprk-at-unga", "-p", "no_such=1"], "no_such is not a parameter"),
        (["render", "dprk-at-unga", "-p", "window_days=soon"], "window_days='soon'"),
        (["render", "dprk-at-unga", "--published", "soon"], "write YYYY-MM-DD"),
        (["render", "no-such-article"], "no such article"),
        (["render", "dprk-at-unga", "-n", "no-such-notebook"], "no such notebook"),
        (["render", "dprk-at-unga", "--previous", "no-such-briefing"], "no record of such a briefing"),
    ],
    ids=[
        "unknown parameter",
        "ill-typed parameter",
        "ill-typed option",
        "unknown article",
        "unknown notebook",
        "unknown predecessor",
    ],
)
def test_a_slip_gets_one_clear_error(chancery, tmp_path, arguments, said):
    """Exit code 1, what is wrong, how to mend it, no traceback, nothing written."""
    done = chancery(*arguments, "--out", tmp_path)
    assert (1, "") == (done.returncode, done.stdout)
    assert said in done.stderr
    assert "remedy:" in done.stderr
    assert "Traceback" not in done.stderr
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "said"),
    [("Words without a date.", "--published"), ("", "no text"), (DATED, "no text")],
    ids=["no date", "empty file", "no body"],
)
def test_an_unfit_article_gets_one_clear_error(chancery, tmp_path, content, said):
    """The file, what is wrong with it, how to mend it."""
    piece = tmp_path / "piece.md"
    piece.write_text(content)
    done = chancery("render", piece, "--out", tmp_path / "reports")
    assert 1 == done.returncode
    assert "piece.md" in done.stderr
    assert said in done.stderr


def test_one_bad_article_does_not_hold_up_the_others(chancery, tmp_path):
    """The good one is rendered, the bad one is named at the end, the exit code is not zero."""
    bad = tmp_path / "bad.md"
    bad.write_text("no date")
    notebook = "tests/notebooks/tiny.ipynb"
    done = chancery("render", bad, "dprk-at-unga", "-n", notebook, "--out", tmp_path / "reports")
    assert 1 == done.returncode
    assert "bad.md" in done.stderr
    assert (tmp_path / "reports" / "dprk-at-unga.tiny.html").is_file()


def test_a_parameter_file_is_read(chancery, tmp_path):
    """YAML values keep their types; the command line wins over the file."""
    asked = tmp_path / "asked.yaml"
    asked.write_text("window_days: 3\nfocus: CHN\n")
    done = chancery(
        "render", "dprk-at-unga", "-n", "tests/notebooks/tiny.ipynb", "-f", asked, "-p", "window_days=5",
        "--keep-notebook", "--out", tmp_path,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    cells = json.loads((tmp_path / "dprk-at-unga.tiny.ipynb").read_text("utf-8"))["cells"]
    assert "dprk-at-unga 5\n" == "".join(cells[-1]["outputs"][0]["text"])


def test_parameters_are_listed(chancery):
    """`chancery parameters --cell` prints the cell that notebooks carry."""
    assert parameters.cell_source() == chancery("parameters", "--cell").stdout.rstrip("\n")


@pytest.mark.parametrize(
    "command", [("extract", "dprk-at-unga"), ("explain", "dprk-at-unga", "400")], ids=["extract", "explain"]
)
def test_a_second_opinion_that_is_not_installed_is_told_plainly(chancery, command):
    """Nothing is downloaded: the error says what to install."""
    done = chancery(*command, "--second-opinion", "no_such_pipeline")
    assert (1, "") == (done.returncode, done.stdout)
    assert "second opinion" in done.stderr
    assert "remedy: install it" in done.stderr
