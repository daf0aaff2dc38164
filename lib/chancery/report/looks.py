"""What every page we write shares: the house style, the heads of printed pages, the content security policy."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from chancery.markup import components_css

HERE = Path(__file__).resolve().parent
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


def policy(styles: Sequence[str], scripts: Sequence[str] = (), *, pictures: bool = False) -> str:
    """The content security policy of a page: nothing loads, and only these style sheets and scripts apply."""
    allowed = ["default-src 'none'", *_allowed("script-src", scripts), *_allowed("style-src", styles)]
    if pictures:
        allowed.append("img-src data:")
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


def running_heads(marking: str, title: str) -> str:
    """Style of printed pages: the marking at head and foot, the title and the page's number."""
    mark, name = _css_string(marking), _css_string(title if len(title) <= 80 else title[:79].rstrip() + "…")
    return (
        f"@page{{@top-left{{content:{name}}}@top-right{{content:{mark}}}"
        f'@bottom-left{{content:{mark}}}@bottom-right{{content:counter(page) " / " counter(pages)}}}}'
        '@page:first{@top-left{content:""}}'
    )


@cache
def house_style(*more: str) -> str:
    """The style sheet of the page and its components; `more`: further files beside this one."""
    page, *others = ((HERE / name).read_text(encoding="utf-8") for name in ("page.css", *more))
    text = page + components_css() + "".join(others)
    return _INDENT.sub("\n", _COMMENT.sub("", text)).strip()


def _allowed(directive: str, texts: Sequence[str]) -> list[str]:
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    return [" ".join([directive, *(f"'sha256-{digest}'" for digest in digests)])] if texts else []


def _css_string(text: str) -> str:
    """A text as a CSS string in which no character can end it."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text if c.isprintable()) + '"'
