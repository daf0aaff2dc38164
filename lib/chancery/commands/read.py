"""`chancery extract` and `chancery explain`: what the reading rules make of articles."""

import json
from pathlib import Path
from typing import Annotated

import typer

from chancery import parameters as schema
from chancery.errors import ArticleError, ChanceryError

Published = Annotated[
    str | None, typer.Option("--published", help="publication date, YYYY-MM-DD; needed where the file gives none")
]
SecondOpinion = Annotated[
    str | None,
    typer.Option("--second-opinion", help="an installed spaCy pipeline that votes on who is quoted"),
]


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="articles, by path or name")],
    published: Published = None,
    second_opinion: SecondOpinion = None,
) -> None:
    """Print one record per article, as JSON Lines (docs/record-format.md)."""
    from chancery import article, text

    day = schema.checked({"published": published}).published
    problems: list[ChanceryError] = []
    for file in files:
        try:
            record = text.read(article.load(file, published=day), second_opinion=second_opinion).record()
        except ChanceryError as error:
            problems.append(error)
            continue
        typer.echo(json.dumps(record, ensure_ascii=False))
    for problem in problems:
        typer.echo(f"chancery: {problem}", err=True)
    if problems:
        raise typer.Exit(1)


def explain(
    file: Annotated[str, typer.Argument(metavar="ARTICLE", help="an article, by path or name")],
    offset: Annotated[int, typer.Argument(metavar="OFFSET", help="code points into the body", min=0)],
    published: Published = None,
    second_opinion: SecondOpinion = None,
) -> None:
    """Show which rules made what of a passage, and why."""
    from chancery import article, text
    from chancery.text.explain import printed

    day = schema.checked({"published": published}).published
    found = article.load(file, published=day)
    if offset >= len(found.body):
        raise ArticleError(
            f"{Path(found.path).name} offset {offset}",
            f"lies beyond the end of the body, which has {len(found.body):,} characters",
            "give the offset of a record of `chancery extract`",
        )
    typer.echo(printed(text.read(found, second_opinion=second_opinion), offset))
