"""The command line: commands, nothing else.

Heavy imports wait until a command needs them, so that `chancery --help` answers at once.
"""

import inspect
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, Literal

import typer

from chancery import parameters as schema
from chancery.commands import batch, data, diff, intake, lint, new, read, schedule, site, verify, warm
from chancery.errors import ChanceryError, ParameterError

app = typer.Typer(
    name="chancery",
    help="From a news article to a briefing whose every number can be followed to its source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(data.app, name="data")
app.add_typer(warm.app, name="warm")
app.add_typer(schedule.app, name="schedule")
app.add_typer(new.app, name="new")
app.command()(batch.batch)
app.command()(read.extract)
app.command()(read.explain)
app.command()(lint.lint)
app.command()(diff.diff)
app.command()(site.site)
app.command()(verify.verify)
app.command()(intake.add)
app.command()(intake.watch)
FAILED = 1
INTERRUPTED = 130


def main() -> None:
    """Run a command; an error the user can mend is said in its own words, without a traceback."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except ChanceryError as error:
        print(f"chancery: {error}", file=sys.stderr)
        sys.exit(FAILED)
    except SystemExit as left:
        if left.code == INTERRUPTED:  # what typer makes of Ctrl-C
            print("chancery: stopped; nothing was half-written", file=sys.stderr)
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _terminated(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def with_parameters(command: Callable[..., None]) -> Callable[..., None]:
    """A command with one option for each parameter of the schema, gathered into its `values`."""

    def wrapped(**given: Any) -> None:
        own = {name: given.pop(name) for name in own_names}
        command(**own, values={name: value for name, value in given.items() if value is not None})

    signature = inspect.signature(command)
    own_parameters = [item for name, item in signature.parameters.items() if name != "values"]
    own_names = [item.name for item in own_parameters]
    options = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                str | None,
                typer.Option(f"--{name.replace('_', '-')}", help=schema.description(name), show_default=False),
            ],
        )
        for name in schema.names()
        if name != "article"
    ]
    keyword = [item.replace(kind=inspect.Parameter.KEYWORD_ONLY) for item in own_parameters]
    wrapped.__signature__ = signature.replace(parameters=[*keyword, *options])  # type: ignore[attr-defined]
    wrapped.__name__ = command.__name__
    wrapped.__doc__ = command.__doc__
    wrapped.__annotations__ = {item.name: item.annotation for item in [*keyword, *options]}
    return wrapped


@app.command()
@with_parameters
def render(
    values: dict[str, Any],
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="names in data/articles, or paths")],
    notebook: Annotated[str, typer.Option("--notebook", "-n", help="notebook to render, by name or path")] = "briefing",
    assignments: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="a parameter; may be repeated")
    ] = None,
    parameters_file: Annotated[
        Path | None, typer.Option("-f", "--parameters-file", help="YAML file of parameters")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="folder for the reports [default: reports/]")] = None,
    code: Annotated[bool, typer.Option("--code", help="show the notebook's code on the page")] = False,
    keep_notebook: Annotated[
        bool, typer.Option("--keep-notebook", help="keep the executed notebook beside the page")
    ] = False,
    warm: Annotated[
        bool | None, typer.Option("--warm/--no-warm", help="run in a kernel kept warm, or in a new interpreter")
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="write a PDF beside the page too (needs the extra `pdf`)")] = False,
) -> None:
    """Render articles to self-contained HTML pages."""
    from chancery import progress, runner

    gathered: dict[str, Any] = {}
    if parameters_file is not None:
        gathered |= schema.from_file(_text_of(parameters_file), str(parameters_file))
    gathered |= values | schema.from_assignments(assignments or [])
    tasks = [schema.checked({**gathered, "article": article}) for article in articles]
    way: Literal["warm", "cold"] | None = None if warm is None else "warm" if warm else "cold"
    problems: list[ChanceryError] = []
    for task in tasks:
        with progress.shown(f"{task.article} · {Path(notebook).stem}") as tell:
            try:
                rendering = runner.render(
                    task, notebook, out, show_code=code, keep_notebook=keep_notebook, paper=pdf, way=way, progress=tell
                )
            except ChanceryError as error:
                problems.append(error)
                continue
        print(_shown_path(rendering.page))
        if rendering.paper is not None:
            print(_shown_path(rendering.paper))
    for problem in problems:
        print(f"chancery: {problem}", file=sys.stderr)
    if problems:
        raise typer.Exit(FAILED)


@app.command("parameters")
def list_parameters(
    cell: Annotated[bool, typer.Option("--cell", help="print the parameters cell for a notebook of your own")] = False,
) -> None:
    """List the parameters of a briefing, with defaults and meanings."""
    if cell:
        print(schema.cell_source())
        return
    defaults = schema.Parameters()
    for name in schema.names():
        print(f"{name:<20} {defaults.value_of(name)!r:<50} {schema.description(name)}")


@app.command("notebooks")
def refresh_notebooks(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME…]", help="which; all unless named")] = None,
) -> None:
    """Run the notebooks with their defaults and keep their outputs."""
    from chancery import notebooks

    for path in notebooks.refreshed(names):
        print(_shown_path(path))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(str(path), f"cannot be read: {error}", "give a UTF-8 YAML file") from error


def _shown_path(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
