"""`chancery diff`: what changed between two briefings, from their records."""

import json
from pathlib import Path
from typing import Annotated

import typer

from chancery.errors import RenderError

STYLES = {"+": "green", "-": "red", "~": "cyan", "!": "yellow"}


def diff(
    old: Annotated[str, typer.Argument(help="the earlier briefing: name in reports/, or path of its .json or .html")],
    new: Annotated[str, typer.Argument(help="the later briefing, likewise")],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="write it as a page, too")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print it as data")] = False,
) -> None:
    """Tell what changed between two briefings: findings, numbers, verdicts, ties."""
    from chancery import diff as compare
    from chancery import differences, files, record, shelf

    found = compare.compared(*(record.read(shelf.record_path(given)) for given in (old, new)))
    if html is not None:
        try:
            files.replaced(html, differences.page(found))
        except OSError as error:
            raise RenderError(str(html), f"cannot be written: {error.strerror}", "choose another place") from error
    if as_json:
        typer.echo(json.dumps(compare.plain(found), ensure_ascii=False, indent=1, sort_keys=True))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False)
    console.print(Text(shelf.strictest(found.old.marking, found.new.marking), style="bold"))
    console.print(Text(compare.summary(found)))
    for section in compare.sections(found):
        console.print(Text(f"\n{section.heading}", style="bold"))
        for line in section.lines:
            console.print(Text(f"{section.mark} ", style=STYLES[section.mark]) + Text(line))
    reasons = compare.material(found)
    console.print(Text(f"\n{'Material' if reasons else 'Not material'}", style="bold"))
    for reason in reasons:
        console.print(Text(f"· {reason}"))
