"""`chancery lint`: a briefing against what a machine can check of the analytic standards."""

from typing import Annotated

import typer

FAILED = 1


def lint(
    report: Annotated[str, typer.Argument(help="name of a briefing in reports/, or the path of its .json or .html")],
) -> None:
    """Check a briefing against ICD 203 and ICD 206, as far as a machine can."""
    from chancery import record, reference, shelf, tradecraft

    found = shelf.record_path(report)
    page = found.with_suffix(".html")
    table = reference.load().likelihood
    likelihood = tradecraft.Likelihood.of(zip(table["term_a"], table["term_b"], strict=True))
    html = page.read_text("utf-8") if page.is_file() else ""
    checked = tradecraft.checks(record.read(found), likelihood, html)
    typer.echo(tradecraft.report(checked))
    if any(each.faults for each in checked):
        raise typer.Exit(FAILED)
