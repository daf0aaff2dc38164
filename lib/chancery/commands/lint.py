"""`chancery lint`: a briefing against what a machine can check of the analytic standards."""

from pathlib import Path
from typing import Annotated

import typer

from chancery import paths
from chancery.errors import ReportRecordError

FAILED = 1


def lint(
    report: Annotated[str, typer.Argument(help="name of a briefing in reports/, or the path of its .json or .html")],
) -> None:
    """Check a briefing against ICD 203 and ICD 206, as far as a machine can."""
    from chancery import record, reference, tradecraft

    found = record_path(report)
    page = found.with_suffix(".html")
    table = reference.load().likelihood
    likelihood = tradecraft.Likelihood.of(zip(table["term_a"], table["term_b"], strict=True))
    html = page.read_text("utf-8") if page.is_file() else ""
    checked = tradecraft.checks(record.read(found), likelihood, html)
    typer.echo(tradecraft.report(checked))
    if any(each.faults for each in checked):
        raise typer.Exit(FAILED)


def record_path(report: str) -> Path:
    """The machine-readable record of a briefing, by name or by the path of either of its files.

    Raises ReportRecordError where there is none.
    """
    given = Path(report).expanduser()
    shelved = paths.reports() / given.name
    for path in (given, shelved):
        for candidate in (path.with_suffix(".json"), path.with_name(f"{path.name}.json")):
            if candidate.is_file():
                return candidate
    known = ", ".join(sorted(path.stem for path in paths.reports().glob("*.json"))) or "none yet"
    raise ReportRecordError(report, "no record of such a briefing", f"render it first; there are: {known}")
