"""`chancery add` and `chancery watch`: articles coming in."""

import datetime as dt
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chancery.errors import ArticleError, ChanceryError

if TYPE_CHECKING:
    from chancery.intake.piece import Piece
    from chancery.intake.shelving import Shelved
    from chancery.intake.watching import Pass
    from chancery.intake.watchlist import Briefing, Watchlist

STATE = ".seen.sqlite"


def add(
    documents: Annotated[list[str], typer.Argument(metavar="FILE|URL|-…", help="files, web addresses, or - for stdin")],
    published: Annotated[
        str, typer.Option(help="day of publication, YYYY-MM-DD, where the document is wrong or silent")
    ] = "",
    title: Annotated[str, typer.Option(help="title, where the document's own is wrong or missing")] = "",
    source: Annotated[str, typer.Option(help="who published it")] = "",
    url: Annotated[str, typer.Option(help="where it was published")] = "",
    name: Annotated[str, typer.Option(help="the article's name [default: from its title]")] = "",
    to: Annotated[Path | None, typer.Option(help="folder of articles [default: data/articles]")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="fetch from private and link-local addresses too")
    ] = False,
) -> None:
    """Add articles: Markdown, text, web pages, PDFs and e-mails, from files, addresses or standard input.

    What is missing is asked for on a terminal. An article that is there already is not added twice.
    """
    if name and len(documents) > 1:
        raise ArticleError(f"--name {name}", "names one article, but several are given", "add them one by one")
    given = {"title": title, "source": source, "url": url}
    day = _day(published) if published else None
    problems = []
    for document in documents:
        try:
            shelved = added(
                document, {key: value for key, value in given.items() if value}, day, name, to, allow_private
            )
        except ChanceryError as error:
            problems.append(error)
            continue
        typer.echo(str(shelved.path))
        if not shelved.is_new:
            typer.echo(f"{document}: here already as {shelved.name} ({shelved.same}); nothing was added", err=True)
    for problem in problems:
        typer.echo(f"chancery: {problem}", err=True)
    if problems:
        raise typer.Exit(1)


def added(
    document: str,
    given: dict[str, str],
    published: dt.date | None,
    name: str = "",
    folder: Path | None = None,
    allow_private: bool = False,
) -> "Shelved":
    """One document filed as an article; see `chancery.intake.shelve`. given: what the user says of it."""
    from chancery import intake
    from chancery.intake.web import Limits, Web

    if document.startswith(("http://", "https://")):
        with Web(Limits(private=allow_private)) as web:
            answer = web.fetched(document)
        raw, place, kind, address = answer.content, _last_part(answer.url), answer.content_type, answer.url
    elif document == "-":
        raw, place, kind, address = sys.stdin.buffer.read(), "standard-input", "", ""
    else:
        raw, place, kind, address = _bytes(Path(document).expanduser()), Path(document).name, "", ""
    piece = _asked_for(intake.read(raw, place, kind, address), given, published, document)
    if piece.doubt:
        typer.echo(f"{document}: {piece.doubt}", err=True)
    return intake.shelve(piece, raw, place, folder, name)


def watch(
    watchlist: Annotated[Path, typer.Argument(help="YAML file of feeds, folders and rules (docs/intake.md)")],
    every: Annotated[float, typer.Option(metavar="MINUTES", help="look again and again; once unless given")] = 0,
    to: Annotated[Path | None, typer.Option(help="folder of articles [default: data/articles]")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="folder of the reports [default: reports/]")] = None,
    state: Annotated[
        Path | None, typer.Option(help="file that remembers what was seen [default: beside the watch list]")
    ] = None,
) -> None:
    """Look at feeds and folders; new articles that meet a rule are added and, where it says so, briefed on."""
    from chancery.intake.sightings import sightings
    from chancery.intake.watching import watched
    from chancery.intake.watchlist import watchlist as listed_in

    listed = listed_in(watchlist)
    _check_rules(listed)
    remembered = state or watchlist.with_name(f".{watchlist.stem}{STATE}")

    def render(article: Path, briefing: "Briefing") -> None:
        from chancery import parameters, runner

        values = {**briefing.parameters, "article": str(article)}
        typer.echo(str(runner.render(parameters.checked(values), briefing.notebook, out).page))

    while True:
        with sightings(remembered) as seen:
            made = watched(listed, seen, folder=to, render=render)
        _tell(made)
        if not every:
            break
        time.sleep(every * 60)
    if made.problems:
        raise typer.Exit(1)


def _tell(made: "Pass") -> None:
    for shelved in made.kept:
        typer.echo(str(shelved.path))
    for problem in made.problems:
        typer.echo(f"chancery: {problem}", err=True)
    counts = f"{len(made.kept)} added, {len(made.briefed)} briefed, {made.passed_over} passed over, {made.known} known"
    typer.echo(f"{counts}, {len(made.problems)} failed", err=True)


def _check_rules(listed: "Watchlist") -> None:
    """Refuse actors, exercises and parameters that nothing could meet, before anything is fetched."""
    from chancery import parameters, reference

    tables = reference.load()
    actors = set(tables.actors["code"])
    drills = {str(value).casefold() for column in ("series", "key") for value in tables.exercises[column]}
    for rule in listed.rules:
        unknown = [code for code in rule.actors if code not in actors]
        unknown += [drill for drill in rule.exercises if drill.casefold() not in drills]
        if unknown:
            remedy = "use codes of actors.csv, and series or ids of exercises.csv"
            raise ArticleError(f"rule {rule.name}", f"no such actor or exercise: {', '.join(unknown)}", remedy)
        if rule.briefing is not None:
            parameters.checked(rule.briefing.parameters)


def _asked_for(piece: "Piece", given: dict[str, str], published: dt.date | None, document: str) -> "Piece":
    """The piece with what the user says of it; on a terminal, what is still missing is asked for."""
    if piece.verbatim:
        return piece
    piece = replace(piece, **given)  # type: ignore[arg-type]  # the keys are those of `add`
    if published is not None:
        piece = replace(piece, published=published, basis="stated", note="")
    if document == "-" or not sys.stdin.isatty():
        return piece
    if not piece.title:
        piece = replace(piece, title=typer.prompt(f"{document}: title"))
    if piece.published is None:
        piece = replace(piece, published=_day(typer.prompt(f"{document}: published (YYYY-MM-DD)")))
    if not piece.source:
        piece = replace(piece, source=typer.prompt(f"{document}: source", default="", show_default=False))
    return piece


def _day(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words.strip())
    except ValueError as error:
        raise ArticleError(f"published {words!r}", "is not a date", "write it as YYYY-MM-DD") from error


def _last_part(url: str) -> str:
    name = url.partition("?")[0].partition("#")[0].rstrip("/").rsplit("/", 1)[-1]
    return name if "." in name else f"{name or 'page'}.html"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ArticleError(str(path), error.strerror or str(error), "check the path and its permissions") from error
