"""The page on paper: a tagged PDF with bookmarks, numbered figures and notes, by WeasyPrint (the extra `pdf`)."""

import hashlib
import logging
import re
from typing import Any

from chancery.errors import RenderError

_PROPERTY = re.compile(r"var\(--[\w-]+,\s*(?:var\(--[\w-]+,\s*)?(#[0-9A-Fa-f]{3,8})\s*\){1,2}")
_SAID = re.compile(r'(<title id="[^"]*">)([^<]*)</title><desc id="[^"]*">([^<]*)</desc>')
_HALO = re.compile(r"<text\b[^>]*paint-order[^>]*>")
_OUTLINE = re.compile(r' (?:paint-order|stroke|stroke-width|stroke-linejoin)="[^"]*"')
REMEDY = (
    "install it with `pip install 'chancery[pdf]'` and Pango with `apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0` (Debian), or print the page from a browser"
)


def pdf(html: str) -> bytes:
    """A page of `chancery.report.page` as PDF/UA-1: A4, tagged, the marking on every page, evidence as notes.

    The same page gives the same bytes. Nothing is fetched. Raises RenderError where WeasyPrint or its libraries lack.
    """
    weasyprint = engine()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it names each screen-only declaration it leaves out
    drawn = weasyprint.HTML(string=_for_paper(html), url_fetcher=_nothing)
    made: Any = drawn.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    )
    return bytes(made)


def engine() -> Any:
    """WeasyPrint. Raises RenderError, with the remedy, where it or a library of the system's lacks."""
    try:
        import weasyprint  # optional, and a second of imports
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        raise RenderError("PDF", f"WeasyPrint cannot be used: {str(error).strip().splitlines()[0]}", REMEDY) from error
    return weasyprint


def _for_paper(html: str) -> str:
    """The page as WeasyPrint draws it right: drawings with plain colours and no outlined text, whole alternative texts.

    It paints an outline over its letters, and takes a drawing's title alone for those who cannot see it.
    """
    plain = _PROPERTY.sub(r"\1", html)
    plain = _HALO.sub(lambda match: _OUTLINE.sub("", match[0]), plain)
    return _SAID.sub(r"\1\2. \3</title>", plain)


def _nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    """Only what stands in the page itself is taken."""
    if url.startswith("data:"):
        fetched: dict[str, Any] = engine().default_url_fetcher(url)
        return fetched
    raise ValueError(f"{url}: a page loads nothing")
