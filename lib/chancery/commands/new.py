"""`chancery new`: something of the analyst's own to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from chancery.commands import intake

app = typer.Typer(help="Begin a notebook or an article of your own.", no_args_is_help=True)
app.command("article")(intake.add)


@app.command()
def notebook(name: Annotated[str, typer.Argument(help="what to call it, without .ipynb")]) -> None:
    """Begin a notebook in notebooks/, from the template of a briefing; `chancery render ARTICLE -n NAME` renders it."""
    from chancery import notebooks

    made = notebooks.begun(name)
    try:
        typer.echo(made.relative_to(Path.cwd()))
    except ValueError:
        typer.echo(made)
