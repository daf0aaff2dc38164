"""A piece of the page: HTML that is safe to place, and the same in plain words.

Templates escape everything that is not itself a Block, so text from articles, tables and parameters stays text.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

BLOCK_MIME = "application/vnd.chancery.block+json"
PAGE_MIME = "application/vnd.chancery.page+json"
HERE = Path(__file__).resolve().parent
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\"'\\^`{|}]")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


class Block(Markup):
    """HTML made by our own components; notebooks display it, the page takes it as it is.

    plain: the same in words, for terminals and for readers of the notebook's JSON.
    kind: which component made it; `stylesheet` blocks are for JupyterLab and left out of the page.
    page: what the page as a whole takes from it (title, date, marking); only the masthead has any.

    A notebook's output names the digest of the HTML under `BLOCK_MIME`. The page places HTML unescaped only where
    that digest is right, so a table's or an article's HTML that merely turns up in an output never passes for ours.
    """

    plain: str
    kind: str
    page: Mapping[str, Any] | None

    def __new__(
        cls, html: object = "", plain: str = "", kind: str = "block", page: Mapping[str, Any] | None = None
    ) -> "Block":
        """The HTML as a Block; `html` must come from a template, never from data."""
        made = super().__new__(cls, html)
        made.plain = plain
        made.kind = kind
        made.page = page
        return made

    def _repr_html_(self) -> str:
        return self.placed

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """What a notebook shows and keeps."""
        bundle: dict[str, Any] = {
            "text/html": self.placed,
            "text/plain": self.plain,
            BLOCK_MIME: {"kind": self.kind, "sha256": digest(self.placed)},
        }
        if self.page is not None:
            bundle[PAGE_MIME] = dict(self.page)
        return bundle

    @property
    def placed(self) -> str:
        """The HTML in the element that our stylesheet applies to."""
        return (
            str(self) if self.kind == "stylesheet" else f'<div class="chancery {self.kind}">{str(self).strip()}</div>'
        )


def digest(html: str) -> str:
    """SHA-256 of a piece of HTML, in hexadecimal."""
    return hashlib.sha256(html.encode("utf-8", "surrogatepass")).hexdigest()


def filled(template: str, **values: Any) -> Markup:
    """A component's template with its values; text among them is escaped."""
    return Markup(_template(template).render(values).strip())  # noqa: S704 - the template escaped its values


def compiled() -> None:
    """Compile every component's template now, for whoever will fill them in a hurry."""
    for path in (HERE / "templates").glob("*.html"):
        _template(path.name)


def environment(folder: Path) -> Environment:
    """Jinja2 as every template here is read: autoescape on, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader([folder, HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(slug=slug, address=address, shortened=shortened)
    return made


def slug(text: object) -> str:
    """An id for an element: lower-case letters, digits and hyphens; never empty.

    >>> slug("Who said “no”?"), slug("북한")
    ('who-said-no', 'x-a9482e')
    """
    folded = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    made = _NOT_IN_SLUG.sub("-", folded).strip("-")[:80].strip("-")
    return made or f"x-{digest(str(text))[:6]}"


def address(url: object) -> str:
    """A web address that may be linked, or "" where it is none: http and https with a host, nothing else.

    >>> address("https://example.org/a?b=1"), address("javascript:alert(1)"), address("//example.org")
    ('https://example.org/a?b=1', '', '')
    """
    text = str(url).strip()
    if _UNSAFE_IN_ADDRESS.search(text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def shortened(text: object, length: int = 220) -> str:
    """A text cut at a word's end, with an ellipsis where something is left out."""
    words = " ".join(str(text).split())
    return words if len(words) <= length else words[:length].rpartition(" ")[0].rstrip(" ,;:–—") + " …"


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return environment(HERE / "templates")
