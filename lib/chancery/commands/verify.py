"""`chancery verify`: a page made again from its inputs, and what came out different."""

from pathlib import Path
from typing import Annotated

import typer

FAILED = 1
Place = Annotated[Path | None, typer.Option(help="where it lies, if not by the page, here or in the project")]


def verify(
    reports: Annotated[list[str], typer.Argument(metavar="REPORT…", help="names in reports/, or paths of pages")],
    article: Place = None,
    notebook: Place = None,
    data: Place = None,
    lexicon: Place = None,
) -> None:
    """Render pages again from the inputs they name; say identical, or what differs."""
    from chancery import progress, verification

    sound = True
    for report in reports:
        with progress.shown(f"{Path(report).stem} again") as tell:
            found = verification.verified(
                report, article=article, notebook=notebook, data=data, lexicon=lexicon, progress=tell
            )
        said = "identical" if found.identical else "differs" if found.failure is None else "cannot be made again"
        typer.echo(f"{found.page}: {said} (SHA-256 {found.digest})")
        for difference in found.differences:
            typer.echo(f"  {difference}")
        if found.failure is not None:
            typer.echo(f"chancery: {found.failure}", err=True)
        sound = sound and found.identical
    if not sound:
        raise typer.Exit(FAILED)
