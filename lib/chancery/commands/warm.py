"""`chancery warm`: the server behind quick renders, and the kernel for Jupyter."""

import typer

app = typer.Typer(
    help="The warm server behind quick renders: see it, end it, offer it to Jupyter.", no_args_is_help=True
)


@app.command()
def status() -> None:
    """Say whether a server runs for this environment, and what it is doing."""
    from chancery.warm import client

    told = client.status()
    if told is None:
        typer.echo("no warm server runs; the next `chancery render` starts one")
    else:
        work = f"{told['served']} served, {len(told['children'])} at work, own tables kept: {told['tables']}"
        typer.echo(f"process {told['pid']}: {work}")


@app.command()
def stop() -> None:
    """End the server of this environment, and what it is doing."""
    from chancery.warm import client

    typer.echo("stopped" if client.stop() else "no warm server runs")


@app.command()
def install() -> None:
    """Offer the kernel `chancery-warm` to papermill, nbclient, nbval and JupyterLab of this environment."""
    from chancery.warm import provisioner

    typer.echo(provisioner.install())
