"""`chancery site`: a static site of the reports."""

from pathlib import Path
from typing import Annotated

import typer

from chancery import paths

LEFT_OUT = 3


def site(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="where the site goes [default: site/]")] = None,
    reports: Annotated[Path | None, typer.Option("--reports", help="folder of the reports [default: reports/]")] = None,
    marking: Annotated[str, typer.Option("--marking", help="the most restricted that it may hold")] = "TLP:CLEAR",
    url: Annotated[str, typer.Option("--url", help="where it will stand, for feed and sitemap")] = "",
    title: Annotated[str, typer.Option("--title", help="title of the site")] = "Briefings",
    author: Annotated[str, typer.Option("--author", help="author that the feed names")] = "Chancery",
    strict: Annotated[bool, typer.Option("--strict", help="end with 3 where a report is left out")] = False,
) -> None:
    """Build a static site of the reports; what is marked above it is left out, and said to be."""
    from chancery.site import build

    built = build(
        reports or paths.reports(), folder or paths.site(), marking=marking, url=url, title=title, author=author
    )
    for each in built.left_out:
        typer.echo(f"chancery: left out {each.name}: {each.why}", err=True)
    for name in built.failing:
        typer.echo(f"chancery: {name} is not up to date: its last run failed", err=True)
    typer.echo(
        f"{built.folder}: {built.reports:,} on the site, {len(built.left_out):,} left out; "
        f"{built.read:,} read, {built.written:,} files written, {built.removed:,} removed"
    )
    if built.left_out and strict:
        raise typer.Exit(LEFT_OUT)
