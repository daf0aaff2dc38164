"""`chancery data`: check, describe, fetch, import and ask the reference library."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from chancery import paths
from chancery.errors import ChanceryError, ReferenceDataError

app = typer.Typer(
    help="The reference library: check it, describe it, add official datasets, ask it.", no_args_is_help=True
)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of tables: a whole copy, or only your own.")] = None,
    on: Annotated[str, typer.Option(help="The day freshness is counted to, YYYY-MM-DD; today unless given.")] = "",
) -> None:
    """List every problem of every table, then how much there is, how it is sourced and how fresh it is."""
    from chancery.commands.summary import summary
    from chancery.reference.checks import check_folder

    with plain_errors():
        day = _day(on)
        library = check_folder(folder)
        for problem in library.problems:
            typer.echo(str(problem), err=True)
        if library.problems:
            count = len(library.problems)
            typer.echo(f"{count} problem{'' if count == 1 else 's'} found", err=True)
            raise typer.Exit(1)
        typer.echo(summary(library, day))


@app.command()
def describe(
    markdown: Annotated[bool, typer.Option("--markdown", help="Only the codebook, docs/data.md.")] = False,
    show: Annotated[
        bool, typer.Option("--print", help="Print instead of writing: the package, or the codebook.")
    ] = False,
) -> None:
    """Write data/reference/datapackage.json (Frictionless) and the codebook docs/data.md from the definitions."""
    from chancery.schemas import package

    if show:
        typer.echo(package.codebook() if markdown else package.data_package_text(), nl=False)
        return
    made = {paths.home() / "docs" / "data.md": package.codebook()}
    if not markdown:
        made[paths.reference() / "datapackage.json"] = package.data_package_text()
    for target, text in made.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        typer.echo(str(target))


@app.command()
def fetch(
    name: Annotated[str, typer.Argument(help="Name of an official dataset; `chancery data datasets` lists them.")],
    url: Annotated[str, typer.Option(help="Another address than the official one.")] = "",
    sha256: Annotated[str, typer.Option(help="The checksum the file must have.")] = "",
) -> None:
    """Download an official dataset once, into the cache; the path of the file is printed."""
    from chancery.reference import datasets

    with plain_errors():
        typer.echo(str(datasets.fetch(name, url=url, sha256=sha256)))


@app.command("import")
def import_(
    name: Annotated[str, typer.Argument(help="Name of an official dataset; `chancery data datasets` lists them.")],
    file: Annotated[Path, typer.Argument(help="The file as downloaded, an archive included.")],
) -> None:
    """Turn an official file into one tidy table that notebooks and `sql` can use."""
    from chancery.reference import datasets

    with plain_errors():
        made = datasets.import_dataset(name, file)
        typer.echo(f"{made.title} {made.version}: {made.rows:,} rows of {made.source_rows:,} in the file")
        for note in made.notes:
            typer.echo(f"  note: {note}")
        typer.echo(f"  cite: {made.citation}")
        typer.echo(f"  terms: {made.terms}")


@app.command("datasets")
def datasets_() -> None:
    """List the official datasets that can be imported, and those that were."""
    from chancery.reference.datasets import CATALOGUE
    from chancery.reference.imported import imported_provenance

    with plain_errors():
        have = imported_provenance()
        for item in CATALOGUE.values():
            made = have.get(item.table)
            state = f"imported {made.imported}, {made.rows:,} rows, as {item.table}" if made else "not imported"
            how = "fetch" if item.url else "by hand"
            typer.echo(
                f"{item.name:<24} {item.title} {item.version} ({item.covers}; {how}): {state}\n{'':<24} {item.page}"
            )


@app.command()
def sql(
    query: Annotated[
        str, typer.Argument(help='A query, e.g. "select series, count(*) from exercises group by series".')
    ],
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")] = False,
) -> None:
    """Ask all tables, shipped and imported, in SQL (DuckDB)."""
    from chancery.reference.query import sql as answer

    with plain_errors():
        frame = answer(query)
        if csv:
            frame.to_csv(sys.stdout, index=False, lineterminator="\n")
        else:
            typer.echo(frame.to_string(index=False, max_rows=200) if len(frame) else "no rows")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Print an error of ours as it stands and leave with exit code 1: no traceback reaches a user."""
    try:
        yield
    except ChanceryError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def _day(words: str) -> dt.date:
    if not words:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(words)
    except ValueError as error:
        raise ReferenceDataError("--on", f"{words!r} is no date", "write it as YYYY-MM-DD") from error
