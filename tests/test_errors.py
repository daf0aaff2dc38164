"""One family of errors that crosses process boundaries."""

import pickle

import pytest

from chancery import errors


@pytest.mark.parametrize(
    "kind", [errors.ChanceryError, *errors.ChanceryError.__subclasses__()], ids=lambda k: k.__name__
)
def test_an_error_survives_pickling(kind):
    """A worker's error reaches the user as it was."""
    error = kind("x.csv row 4", "start lies after end", "correct the dates")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert (type(error), str(error), error.args) == (type(again), str(again), again.args)


def test_many_problems_survive_pickling():
    """All rows are still listed on the other side."""
    error = errors.ReferenceProblems(
        [errors.ReferenceDataError("a row 2", "bad", "mend"), errors.ReferenceDataError("b", "worse", "mend")]
    )
    assert str(error) == str(pickle.loads(pickle.dumps(error)))  # noqa: S301  # our own bytes
