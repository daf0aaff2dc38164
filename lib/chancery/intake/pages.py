"""Web pages, live or saved: the article without what surrounds it, by trafilatura and htmldate."""

import datetime as dt
import re
from typing import Any

import htmldate
import trafilatura
from lxml import etree, html

from chancery.errors import ArticleError
from chancery.intake.heads import headed, is_prose
from chancery.intake.piece import Piece

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_INFERRED = "Found in the page's text or address, not in its metadata."


def web_page(text: str, where: str, url: str = "") -> Piece:
    """The article of a web page.

    text: the page's HTML. where: its name, for errors; url: where it was fetched from, if it was.
    The date is stated where the page's metadata says it, inferred where it was found elsewhere on the page.
    Raises ArticleError for a page without an article.
    """
    text = _DECLARATION.sub("", text)
    tree = _tree(text, where)
    address = url or _address(text, tree)
    found: Any = trafilatura.bare_extraction(
        text, url=address or None, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or not (found.text or "").strip():
        raise ArticleError(
            where,
            "no article was found on the page",
            "open it in a browser, copy the text into a .md file and add that, or save the page when it is complete",
        )
    published, basis, note = _published(text, address)
    title = " ".join((found.title or "").split())
    lines, byline, printed = _without_head([line.strip() for line in found.text.split("\n") if line.strip()], title)
    if published is None and printed is not None:
        published, basis, note = printed, "stated", ""
    return Piece(
        text="\n".join(lines),
        title=title,
        source=found.sitename or found.hostname or "",
        author=found.author or byline,
        url=address or _web(found.url),
        published=published,
        basis=basis,
        note=note,
        language=(_language(tree) or found.language or ""),
    )


def _tree(text: str, where: str) -> html.HtmlElement:
    try:
        return html.document_fromstring(text)
    except (etree.ParserError, ValueError) as error:
        raise ArticleError(where, "the page is empty", "save the page when it is complete") from error


def _published(text: str, url: str) -> tuple[dt.date | None, str, str]:
    """The day of first publication, whether the page states it, and how it was found where it does not."""
    stated = htmldate.find_date(text, extensive_search=False, original_date=True, url=url or None)
    if stated:
        return dt.date.fromisoformat(stated), "stated", ""
    inferred = htmldate.find_date(text, extensive_search=True, original_date=True, url=url or None)
    return (dt.date.fromisoformat(inferred), "inferred", _INFERRED) if inferred else (None, "stated", "")


def _without_head(lines: list[str], title: str) -> tuple[list[str], str, dt.date | None]:
    """The lines of the body without the headline, byline and date that stand above it, and the latter two."""
    if lines and title and _same(lines[0], title):
        lines = lines[1:]
    if lines and is_prose(lines[0]):
        return lines, "", None
    head = headed(["", *lines])
    return [line for line in head.lines if line], head.author, head.published


def _same(line: str, title: str) -> bool:
    """Whether a line is the title, give or take the name of the paper after it."""
    plain, named = (re.sub(r"\W+", " ", text).casefold().strip() for text in (line, title))
    return bool(plain) and (
        plain == named or (len(plain) > 15 and (named.startswith(plain) or plain.startswith(named)))
    )


def _address(text: str, tree: html.HtmlElement) -> str:
    """The page's own address, as it or the browser that saved it says."""
    saved = _SAVED_FROM.search(text[:2000])
    if saved:
        return _web(saved[1])
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for value in tree.xpath(path):
            if _web(value):
                return _web(value)
    return ""


def _language(tree: html.HtmlElement) -> str:
    return str(tree.get("lang") or "").split("-")[0].lower()


def _web(address: str | None) -> str:
    """An http or https address, else an empty string."""
    given = (address or "").strip()
    return given if given.lower().startswith(("http://", "https://")) else ""
