"""Web pages, live or saved: the article without what surrounds it, by trafilatura."""

import datetime as dt
import re
from typing import Any

import trafilatura
from lxml import etree, html

from chancery.errors import ArticleError
from chancery.intake import page_dates
from chancery.intake.clutter import from_headline, without_clutter
from chancery.intake.heads import HEAD_LINES, PROSE_CHARACTERS, headed, is_prose
from chancery.intake.piece import Piece
from chancery.intake.plain import paragraphs

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_INFERRED = "Found in the page's text or address, not in its metadata."
_CUT = "The page says that it is not free to read: the text may be cut short."
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·»:]\s+|\s+[-–—]\s+")  # between a headline and the paper's name
NEVER_TEXT = ("amp-ad", "amp-embed", "amp-sidebar", "amp-social-share", "amp-consent")
SHORTEST_HEADLINE = 12  # characters


def web_page(text: str, where: str, url: str = "") -> Piece:
    """The article of a web page.

    text: the page's HTML. where: its name, for errors; url: where it was fetched from, if it was.
    The date is stated where the page's metadata says it, or a line of its own at the article's head; inferred where it
    was found elsewhere on the page. Raises ArticleError for a page without an article.
    """
    text = _DECLARATION.sub("", text)
    tree = _tree(text, where)
    address = url or _address(text, tree)
    language = _language(tree)
    stated = page_dates.stated(text, tree, address)
    found: Any = trafilatura.bare_extraction(
        _plainer(text, tree), url=address or None, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or not (found.text or "").strip():
        raise ArticleError(
            where,
            "no article was found on the page",
            "open it in a browser, copy the text into a .md file and add that, or save the page when it is complete",
        )
    lines = [line.strip() for line in found.text.split("\n") if line.strip()]
    title = _title(" ".join((found.title or "").split()), tree, lines)
    lines, byline, printed = _without_head(without_clutter(lines), title)
    published, basis, note = stated or printed, "stated", ""
    if published is None and (inferred := page_dates.inferred(text, address)):
        published, basis, note = inferred, "inferred", _INFERRED
    return Piece(
        text="\n".join(lines),
        title=title,
        source=found.sitename or found.hostname or "",
        author=found.author or byline,
        url=address or _web(found.url),
        published=published,
        basis=basis,
        note=note,
        language=language or found.language or "",
        doubt=_CUT if _NOT_FREE.search(text) else "",
    )


def _tree(text: str, where: str) -> html.HtmlElement:
    try:
        return html.document_fromstring(text)
    except (etree.ParserError, ValueError) as error:
        raise ArticleError(where, "the page is empty", "save the page when it is complete") from error


def _plainer(text: str, tree: html.HtmlElement) -> str:
    """The page without what is never text, and with the paragraphs of preformatted text as paragraphs."""
    never = [each for name in NEVER_TEXT for each in tree.iter(name)]
    written = [each for each in tree.iter("pre") if len(each.text_content()) > PROSE_CHARACTERS]
    if not never and not written:
        return text
    for each in never:
        each.drop_tree()
    for each in written:
        for line in paragraphs(each.text_content()):
            made = etree.SubElement(each.getparent(), "p")
            made.text = line
            each.addprevious(made)
        each.drop_tree()
    return str(html.tostring(tree, encoding="unicode"))


def _title(title: str, tree: html.HtmlElement, lines: list[str]) -> str:
    """The headline within the page's title, where the page or the text has it without the paper's name."""
    parts = {part.casefold() for part in _PARTS.split(title) if len(part) >= SHORTEST_HEADLINE}
    parts |= {title.casefold().partition(part)[2] for part in _PARTS.findall(title)[:1]}
    parts |= {title.casefold().rpartition(part)[0] for part in _PARTS.findall(title)[-1:]}
    parts.discard(title.casefold())
    headings = (" ".join(each.text_content().split()) for each in tree.iter("h1", "h2", "h3", "b", "strong", "font"))
    for heading in (*headings, *lines[:3]):
        if len(heading) >= SHORTEST_HEADLINE and heading.casefold() in parts:
            return heading
    return title


def _without_head(lines: list[str], title: str) -> tuple[list[str], str, dt.date | None]:
    """The lines of the body without the headline, byline and date that stand above it, and the latter two."""
    lines = from_headline(lines, [bool(title) and _same(line, title) for line in lines[:HEAD_LINES]])
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
