"""Pages that are no briefing, in the same style: what changed between two, what failed, the lists of a site."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

import chancery
from chancery.markup import Block, environment
from chancery.report.looks import HERE, house_style, policy, running_heads
from chancery.report.safety import inert

INERT = "This file is complete in itself: it loads nothing and runs nothing."
SCRIPTED = "This file is complete in itself: it loads nothing; its own script filters and finds."


def sheet(
    title: str,
    masthead: Block,
    blocks: Sequence[Block],
    *,
    kind: str,
    marking: str = "",
    description: str = "",
    links: Sequence[tuple[str, str]] = (),
    feeds: Sequence[tuple[str, str]] = (),
    foot: Sequence[str] = (),
    scripts: Sequence[str] = (),
    data: Mapping[str, Any] | None = None,
    styles: Sequence[str] = (),
) -> str:
    """A whole page of blocks; what it holds is looked through for anything live before scripts of ours are added.

    kind: told in the head, so that the shelf takes the page for no report. links: of the site, address and words.
    scripts: texts, allowed by their digests alone; data: what they work on, by the id of the element that holds it.
    styles: further style sheets. Raises RenderError for a block that is not inert.
    """
    sheets = [house_style("sheet.css"), *styles, running_heads(marking, title)]
    html = _template().render(
        title=title,
        masthead=masthead,
        blocks=[Markup(block.placed) for block in blocks],  # noqa: S704 - components, whose templates escape
        kind=kind,
        marking=marking,
        description=description,
        links=links,
        feeds=feeds,
        foot=foot,
        language="en",
        styles=[Markup(style) for style in sheets],  # noqa: S704 - our own files; the running heads are escaped
        policy=policy(sheets, scripts),
        promise=SCRIPTED if scripts else INERT,
        version=chancery.__version__,
    )
    head, mark, shown = html.partition("<body")
    held = "".join(
        f'<script type="application/json" id="{name}">{_json(value)}</script>\n' for name, value in (data or {}).items()
    )
    run = "".join(f"<script>{script}</script>\n" for script in scripts)
    return f"{head}{mark}{inert(shown, relative=True)}\n{held}{run}</body>\n</html>\n"


def onward(address: str, words: str, note: str = "") -> Block:
    """A link to a neighbouring file, in a line of its own. Address: relative, percent-encoded."""
    html = _environment().get_template("onward.html").render(address=address, words=words, note=note)
    return Block(html, plain=f"{words} ({address})", kind="onward-block")


def _json(value: Any) -> str:
    """JSON in which no character can end the element that holds it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


@cache
def _environment() -> Environment:
    return environment(HERE / "templates")


def _template() -> Template:
    return _environment().get_template("sheet.html")
