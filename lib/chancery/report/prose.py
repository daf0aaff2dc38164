"""Markdown cells as HTML: raw HTML shown as text, links checked, pictures from the notebook only."""

import base64
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import mistune
from markupsafe import escape

from chancery.errors import RenderError
from chancery.markup import address, slug

PICTURES = ("image/png", "image/jpeg")
_PLACE = re.compile(r"#[\w.-]+\Z")
_ATTACHMENT = "attachment:"


class Prose(mistune.HTMLRenderer):
    """Mistune's renderer with headings that carry ids, links that only lead where they may, and no loads."""

    def __init__(self) -> None:
        super().__init__(escape=True, allow_harmful_protocols=False)
        self.attachments: Mapping[str, Mapping[str, str]] = {}

    def heading(self, text: str, level: int, **_: Any) -> str:
        """A heading; those of the first level are the page's second."""
        words = re.sub(r"<[^>]+>", "", text)
        return f'<h{level} id="{slug(words)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link to the web or to a place on the page; else its text alone."""
        target = address(url) or (url if _PLACE.match(url) else "")
        if not target:
            return text
        hint = f' title="{escape(title)}"' if title else ""
        rel = ' rel="noopener noreferrer"' if target.startswith("http") else ""
        return f'<a href="{escape(target)}"{hint}{rel}>{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture attached to the cell; one that lies elsewhere is linked or named, not loaded."""
        del title
        words = str(escape(text))
        if url.startswith(_ATTACHMENT):
            return picture(self.attachments.get(url.removeprefix(_ATTACHMENT), {}), text, "a Markdown cell")
        return self.link(f"[picture: {words}]", url)

    def block_code(self, code: str, info: str | None = None) -> str:
        """Code as it was typed."""
        del info
        return f'<pre class="code" tabindex="0"><code>{escape(code)}</code></pre>\n'


def prose(source: str, attachments: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """A Markdown cell as HTML. Raises RenderError for a picture without alternative text."""
    renderer, read = _reader()
    renderer.attachments = attachments or {}
    return str(read(source))


def picture(data: Mapping[str, Any], alt: str, where: str) -> str:
    """A bitmap inside the page. Raises RenderError where nobody said what it shows."""
    kind = next((kind for kind in PICTURES if kind in data), None)
    if kind is None:
        return f"<p>[picture: {escape(alt)}]</p>"
    if not alt.strip():
        raise RenderError(
            where,
            "a picture without alternative text",
            "show a chart of chancery.charts, or give the output's metadata an `alt` in words",
        )
    body = base64.b64encode(base64.b64decode("".join(data[kind]))).decode()
    return f'<img src="data:{kind};base64,{body}" alt="{escape(alt)}">'


@cache
def _reader() -> tuple[Prose, mistune.Markdown]:
    renderer = Prose()
    return renderer, mistune.create_markdown(renderer=renderer, plugins=["table", "footnotes", "strikethrough"])
