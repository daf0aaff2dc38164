"""`chancery batch`: many reports at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from chancery import parameters as schema
from chancery.errors import ParameterError

if TYPE_CHECKING:
    from chancery.batch import Desk, Order, Outcome

MANIFESTS = (".yaml", ".yml")


def batch(
    targets: Annotated[list[str], typer.Argument(metavar="MANIFEST.yaml|ARTICLE…", help="a manifest, or articles")],
    notebooks: Annotated[
        list[str] | None, typer.Option("--notebook", "-n", help="notebook to render; may be repeated")
    ] = None,
    assignments: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="a parameter of every report; may be repeated")
    ] = None,
    out: Annotated[
        str, typer.Option("--out", "-o", help="folder for the reports, {focus} standing for the parameter")
    ] = "",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="reports made at a time [default: one a core]")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="make again what is done already")] = False,
    code: Annotated[bool, typer.Option("--code", help="show the notebook's code on the page")] = False,
    keep_notebook: Annotated[
        bool, typer.Option("--keep-notebook", help="keep the executed notebook beside the page")
    ] = False,
    dask: Annotated[
        str, typer.Option("--dask", metavar="ADDRESS", help="have the workers of a dask scheduler make them")
    ] = "",
    store: Annotated[
        str, typer.Option("--store", metavar="URL", help="put the reports there, by fsspec, instead of into folders")
    ] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="read articles and tables at web addresses of private networks, too")
    ] = False,
    warm: Annotated[
        bool | None, typer.Option("--warm/--no-warm", help="run in kernels kept warm, or in new interpreters")
    ] = None,
) -> None:
    """Render many articles under many parameters; what is done already is not done again."""
    from chancery import batch as rooms
    from chancery import progress
    from chancery.batch.local import LocalPool, cores

    own: dict[str, Any] = {"notebooks": notebooks, "out": out, "code": code, "keep_notebook": keep_notebook}
    own["allow_private"] = allow_private
    wanted = _wanted(targets, {name: value for name, value in own.items() if value}, assignments or [])
    way: Literal["warm", "cold"] | None = None if warm is None else "warm" if warm else "cold"
    desk = _store(store) if store else None
    done = 0

    def pool() -> rooms.Pool:
        if not dask:
            return LocalPool(jobs or cores(), way)
        from chancery.batch.cluster import ClusterPool

        return ClusterPool(dask, wanted, store)

    try:
        with progress.counted("batch", len(wanted)) as tell:

            def told(what: str, worked: bool) -> None:
                nonlocal done
                done += 1
                tell(what, worked)

            outcome = rooms.run(wanted, pool, desk=desk, force=force, tell=told)
    except KeyboardInterrupt:
        typer.echo(f"batch: {done} of {len(wanted)} are done; the same command goes on from there", err=True)
        raise
    _tell(outcome, len(wanted))


def _wanted(targets: list[str], own: dict[str, Any], assignments: list[str]) -> "list[Order]":
    """The reports asked for; what the command line says goes before what the manifest says."""
    from chancery.batch import manifest

    given = schema.from_assignments(assignments)
    if not any(target.endswith(MANIFESTS) for target in targets):
        asked = manifest.of({"articles": targets, "parameters": given, **own}, "batch")
        return manifest.orders(asked, "batch")
    if len(targets) > 1:
        raise ParameterError("batch", "a manifest and something else", "give one manifest, or articles only")
    path = Path(targets[0])
    held = manifest.read(path)
    matrix = {name: values for name, values in held.matrix.items() if name not in given}
    over = {**own, "parameters": held.parameters | given, "matrix": matrix}
    asked = manifest.of(held.model_dump() | over, str(path))
    return manifest.orders(asked, str(path), path.resolve().parent)


def _store(url: str) -> "Desk":
    from chancery.batch.store import Store

    return Store(url)


def _tell(outcome: "Outcome", count: int) -> None:
    for page in outcome.made:
        typer.echo(_shown(page))
    for _, error in outcome.failed:
        typer.echo(f"chancery: {error}", err=True)
    told = f"{len(outcome.made)} made, {len(outcome.already)} done already, {len(outcome.failed)} failed"
    typer.echo(f"batch: {count} reports: {told}", err=True)
    if outcome.failed:
        raise typer.Exit(1)


def _shown(page: str) -> str:
    try:
        return str(Path(page).resolve().relative_to(Path.cwd()))
    except ValueError:
        return page
