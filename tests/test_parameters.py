"""One schema of parameters: what it accepts, what it refuses, what is made from it."""

import datetime as dt

import pytest

from chancery import parameters
from chancery.errors import ParameterError


def test_every_parameter_has_a_default_and_a_meaning():
    """A notebook runs as it is, and every option can be explained."""
    defaults = parameters.Parameters()
    assert set(parameters.names()) == set(defaults.model_dump())
    assert [] == [name for name in parameters.names() if not parameters.description(name)]


def test_parameters_cell_runs_to_the_defaults():
    """The cell written from the schema gives back the schema's defaults."""
    namespace: dict[str, object] = {}
    exec(parameters.cell_source(), namespace)  # noqa: S102  # the cell is ours, and running it is what is tested
    assert parameters.Parameters() == parameters.from_names(namespace)


def test_command_line_texts_become_typed_values():
    """`-p` gives text; dates, numbers and lists come out typed."""
    found = parameters.checked(
        parameters.from_assignments(["as_of=2024-02-29", "window_days=7", "admit_confidence=high,medium", "focus=prk"])
    )
    assert (dt.date(2024, 2, 29), 7, ["high", "medium"], "PRK") == (
        found.as_of,
        found.window_days,
        found.admit_confidence,
        found.focus,
    )


def test_literals_survive_the_way_through_a_notebook():
    """What papermill is given reads back as the same parameters."""
    given = parameters.checked({"as_of": dt.date(2024, 1, 1), "period": "2020-01-01/2024-01-01", "window_days": 3})
    assert given == parameters.from_names(given.as_literals())


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"no_such": 1}, "no_such is not a parameter"),
        ({"focs": "PRK"}, "did you mean focus?"),
        ({"window_days": "soon"}, "window_days='soon'"),
        ({"window_days": -1}, "window_days=-1"),
        ({"published": "29.9.2025"}, "write YYYY-MM-DD"),
        ({"as_of": "2025-02-30"}, "is not a date"),
        ({"period": "2025"}, "write YYYY-MM-DD/YYYY-MM-DD"),
        ({"period": "2025-01-01/2024-01-01"}, "ends before it starts"),
        ({"admit_confidence": "certain"}, "'high', 'medium' or 'low'"),
        ({"admit_source_kinds": []}, "admit_source_kinds=[]"),
        ({"marking": "SECRET"}, "marking='SECRET'"),
        ({"article": 7}, "article=7"),
        ({"focus": "no code"}, "focus='NO CODE'"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_what_is_wrong_is_said(values, said):
    """An error names the parameter, the value and what would be right."""
    with pytest.raises(ParameterError) as caught:
        parameters.checked(values)
    assert said in str(caught.value)


def test_all_problems_are_told_at_once():
    """Nobody mends a command line one error at a time."""
    with pytest.raises(ParameterError) as caught:
        parameters.checked({"no_such": 1, "window_days": "x", "marking": "y"})
    assert all(name in str(caught.value) for name in ("no_such", "window_days", "marking"))


def test_assignment_without_a_value_is_refused():
    """`-p focus` is a slip of the hand."""
    with pytest.raises(ParameterError, match="is not name=value"):
        parameters.from_assignments(["focus"])


def test_command_gives_the_same_view():
    """The printed command names what differs from the defaults, quoted for a shell."""
    given = parameters.checked({"article": "my article.md", "window_days": 7, "title": "Two words"})
    assert (
        "chancery render 'my article.md' -n alliance_ties -p window_days=7 -p 'title=Two words'"
        == parameters.command(given, "alliance_ties")
    )


@pytest.mark.parametrize("text", ["- a\n- b", "a: [", "just words"], ids=["a list", "broken", "a sentence"])
def test_parameter_file_must_be_a_mapping(text):
    """A YAML file that is not `name: value` is said to be none."""
    with pytest.raises(ParameterError, match=r"p\.yaml"):
        parameters.from_file(text, "p.yaml")
