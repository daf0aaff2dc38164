"""One family of errors: where it went wrong, what is wrong, how to mend it.

Every field goes to ``args``, so an error crosses a process boundary unharmed.
"""

from collections.abc import Sequence


class ChanceryError(Exception):
    """A fault the user can mend: `where` it lies, the `problem`, and the `remedy`.

    >>> print(ChanceryError("exercises.csv row 41", "start lies after end", "correct the dates"))
    exercises.csv row 41: start lies after end
      remedy: correct the dates
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(where, problem, remedy)
        self.where = where
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}\n  remedy: {self.remedy}"


class ArticleError(ChanceryError):
    """An article that cannot be read, or lacks something the briefing needs."""


class ParameterError(ChanceryError):
    """A parameter that is unknown, ill-typed or out of range."""


class RenderError(ChanceryError):
    """A notebook that did not run to its end, or a page that could not be written."""


class ReportRecordError(ChanceryError):
    """A machine-readable report that is missing, of another version, or not whole."""


class SiteError(ChanceryError):
    """A site that cannot be built where it was asked for."""


class ReferenceDataError(ChanceryError):
    """A reference table that cannot be used as it stands."""


class ReferenceProblems(ReferenceDataError):  # noqa: N818  # it is a list of errors
    """All problems found in the reference tables, listed at once.

    problems: one ReferenceDataError per failing row or file, in file order.
    """

    def __init__(self, problems: Sequence[ReferenceDataError]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(
            "reference data",
            f"{count} problem{'' if count == 1 else 's'} found",
            "mend the rows listed, then run `chancery data check`",
        )
        self.args = (self.problems,)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
