"""Controls made from the schema: one for each parameter; the strip follows them; nothing where nobody can move them."""

import datetime as dt
import json
import shlex

import pytest

from chancery import dossier, markup, parameters, widgets
from chancery.parameters import Parameters
from chancery.widgets.controls import Controls
from chancery.widgets.strip import Strip, commands
from chancery.widgets.views import VIEWS


@pytest.fixture(scope="module")
def case():
    return dossier.opened(Parameters())


@pytest.fixture
def live(monkeypatch):
    monkeypatch.setenv("CHANCERY_LIVE", "1")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"JPY_SESSION_NAME": "a.ipynb"}, True), ({"CHANCERY_LIVE": "0", "JPY_SESSION_NAME": "a"}, False)],
    ids=["papermill", "a server's session", "switched off"],
)
def test_somebody_is_there_only_in_a_session_of_a_server(environment, expected, monkeypatch):
    """Papermill, nbval and nbclient start kernels without a session's name."""
    for name in ("CHANCERY_LIVE", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert expected == widgets.is_live()


def test_nothing_is_shown_where_nobody_can_move_it(case, monkeypatch):
    """The strip vanishes from a rendered page; the pickers give their first choice as a table."""
    monkeypatch.setenv("CHANCERY_LIVE", "0")
    assert None is widgets.control_strip(case, "briefing")
    for shown in (widgets.passage_records(case), widgets.tie_rows(case)):
        assert isinstance(shown, markup.Block)
        assert "<table" in shown._repr_mimebundle_()["text/html"]


def test_every_parameter_has_its_control_and_they_begin_as_the_notebook_does():
    """One schema: a new parameter gets a control without a line here."""
    start = Parameters(as_of=dt.date(2020, 1, 2), focus="CHN", window_days=3, admit_confidence=["high"])
    controls = Controls(start, {})
    assert parameters.names() == list(controls.by_name)
    assert start == controls.parameters()


def test_moved_control_gives_another_dossier_and_view(case):
    """The view, the line above it and the command follow."""
    strip = Strip(case, "alliance_ties")
    before = strip.screen.outputs
    strip.controls.by_name["as_of"].value = dt.date(2017, 9, 29)
    assert before != strip.screen.outputs
    assert dt.date(2017, 9, 29) == strip.case.as_of
    assert "29 September 2017" in strip.said.value
    assert strip.command.value.startswith("chancery render dprk-at-unga -n alliance_ties -p as_of=2017-09-29")


def test_a_chart_that_follows_is_drawn_once(case):
    """The page's other drawing, for a telephone, would be waited for and never seen."""
    strip = Strip(case, "alliance_ties")
    shown = json.dumps(strip.screen.outputs)
    assert "<svg" in shown
    assert "-narrow" not in shown
    assert any("-narrow" in str(item._repr_mimebundle_()) for item in strip.views[strip.question.value](case) if item)


def test_value_that_does_not_fit_leaves_the_last_view(case):
    """The problem and its remedy stand above it, escaped."""
    strip = Strip(case, "alliance_ties")
    before = strip.screen.outputs
    strip.controls.by_name["period"].value = "<b>soon"
    assert "&lt;b&gt;soon" in strip.said.value
    assert "role='alert'" in strip.said.value
    assert before == strip.screen.outputs
    strip.controls.by_name["period"].value = "2020-01-01/2024-12-31"
    assert "alert" not in strip.said.value


@pytest.mark.parametrize("notebook", VIEWS)
def test_every_view_can_be_drawn(notebook, case):
    """Each question of each notebook has an answer for the supplied article."""
    strip = Strip(case, notebook)
    for question in strip.views:
        strip.question.value = question
        assert strip.screen.outputs, question
        assert "alert" not in strip.said.value


def test_commands_give_the_same_parameters():
    """The chancery line and papermill's mapping say the same as the view."""
    asked_for = Parameters(article="dprk-at-unga", focus="CHN", admit_confidence=["high", "low"], title="It's “so”")
    line, _, mapping = commands(asked_for, "briefing").partition("\n\n# papermill, -y:\n")
    words = shlex.split(line)
    given = parameters.from_assignments(words[place + 1] for place, word in enumerate(words) if word == "-p")
    assert asked_for == parameters.checked({"article": words[2], **given})
    assert asked_for == parameters.checked(json.loads(mapping))


def test_picking_shows_another_choice(case, live):
    """Another tie, other rows."""
    picker, screen = widgets.tie_rows(case).children
    before = screen.outputs
    picker.value = 1
    assert before != screen.outputs


def test_new_notebook_is_begun_from_the_template(chancery, tmp_path):
    """`chancery new notebook` gives a notebook that renders; a name that is taken is refused."""
    import shutil
    from pathlib import Path

    root = Path(__file__).parent.parent
    for name in ("data", "notebooks"):
        shutil.copytree(root / name, tmp_path / name)
    made = chancery("new", "notebook", "mine", CHANCERY_HOME=str(tmp_path))
    assert (0, "mine.ipynb") == (made.returncode, Path(made.stdout.strip()).name), made.stderr
    assert 1 == chancery("new", "notebook", "mine", CHANCERY_HOME=str(tmp_path)).returncode
    done = chancery("render", "dprk-at-unga", "-n", "mine", CHANCERY_HOME=str(tmp_path))
    assert 0 == done.returncode, done.stderr
    page = (tmp_path / "reports" / "dprk-at-unga.mine.html").read_text("utf-8")
    assert "Who is bound to whom" in page
    assert "chancery-strip" not in page
