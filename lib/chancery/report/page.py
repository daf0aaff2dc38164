"""One executed notebook as one self-contained HTML file."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import Markup, escape

import chancery
from chancery import markup
from chancery.markup import environment
from chancery.provenance import META, Provenance
from chancery.report.anchors import contents, headed, numbered, resolved, unique
from chancery.report.cells import content
from chancery.report.looks import house_style, policy, running_heads
from chancery.report.safety import inert

HERE = Path(__file__).resolve().parent
_KICKER = re.compile(r'(<span class="kicker">)([^<]*)</span>')


def page(
    notebook: Mapping[str, Any],
    *,
    show_code: bool = False,
    show_log: bool = False,
    title: str = "",
    made_from: Provenance | None = None,
) -> str:
    """The page of an executed notebook, as text. The same notebook gives the same bytes.

    notebook: as nbformat reads it, version 4.
    show_code: code cells too, folded; parameter cells stay hidden. show_log: printed text in its place.
    title: used where neither a masthead nor a heading gives one.
    made_from: told below the notebook's own provenance, or at the end, and in the head for machines.
    Raises RenderError for a failed cell, a picture without alternative text, or anything on the page that is not inert.
    """
    held = content(notebook["cells"], show_code=show_code, show_log=show_log)
    if made_from is not None:
        held.body.insert(held.provenance or len(held.body), markup.provenance(made_from.facts()).placed)
    facts = {"title": "", "date": "", "marking": "", "description": "", "language": "en", **held.page}
    body, own_title = headed(unique(held.body, taken=held.masthead))
    body, notes = numbered(resolved(body))
    title = str(facts["title"] or own_title or title or "Briefing")
    styles = [house_style(), running_heads(str(facts["marking"]), title)]
    html = _template().render(
        facts=facts,
        title=title,
        masthead=Markup(_with_kicker(held.masthead, own_title)),  # noqa: S704 - a component's: its digest was right
        body=Markup(body),  # noqa: S704 - cells gave escaped, cleaned or component HTML only
        contents=contents(body),
        notes=[Markup(note) for note in notes],  # noqa: S704 - parts of the body
        log=held.log,
        styles=[Markup(style) for style in styles],  # noqa: S704 - our own files; the running heads are escaped
        policy=policy(styles, pictures="<img" in body),
        made_from=(META, made_from.model_dump_json()) if made_from is not None else None,
        version=chancery.__version__,
    )
    head, mark, shown = html.partition("<body")
    return head + mark + inert(shown)


def _with_kicker(masthead: str, words: str) -> str:
    """The masthead with the notebook's own question above the title, after the kicker where there is one."""
    return _KICKER.sub(lambda found: f"{found[1]}{_joined(found[2], str(escape(words)))}</span>", masthead, count=1)


def _joined(kicker: str, words: str) -> str:
    return kicker if words in ("", kicker) else words if not kicker else f"{kicker} · {words}"


@cache
def _template() -> Template:
    return environment(HERE / "templates").get_template("page.html")
