"""The day a web page was first published: as it states it, or as it can be inferred; by htmldate."""

import datetime as dt
import re

import htmldate
from lxml import html

# A page that says it in its head is read by htmldate alone.
_SAYS = re.compile(r'"datePublished"\s*:|<meta\b[^>]{0,300}(?:publish|pubdate|\bdc\b|date)', re.IGNORECASE)
_PUBLISHED_AT = (
    "//*[@itemprop='datePublished'][@content or @datetime]",
    "//time[@pubdate][@datetime]",
    "//time[contains(concat(' ', @class, ' '), ' published ')][@datetime]",
    "//time[contains(concat(' ', @class, ' '), ' dt-published ')][@datetime]",
)
_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)")
_NEW_YEARS_DAY = re.compile(
    r"\b0?1(?:st)?\.?\s+jan|\bjan\w*\.?\s+0?1(?:st)?\b|[-/.]0?1[-/.]0?1\b|\b0?1[-/.]0?1[-/.]|\d{4}0101|1\s?[月월]\s?1\s?[日일]",
    re.IGNORECASE,
)


def stated(text: str, tree: html.HtmlElement, url: str) -> dt.date | None:
    """The day that the page's metadata or marked times state; None where they state none."""
    if not _SAYS.search(text):
        for path in _PUBLISHED_AT:
            for each in tree.xpath(path):
                if day := _iso(each.get("content") or each.get("datetime") or ""):
                    return day
    found = htmldate.find_date(text, extensive_search=False, original_date=True, url=url or None)
    return dt.date.fromisoformat(found) if found else None


def inferred(text: str, url: str) -> dt.date | None:
    """A day found in the page's text; a bare year, which htmldate takes for its first day, is none."""
    found = htmldate.find_date(text, extensive_search=True, original_date=True, url=url or None)
    day = dt.date.fromisoformat(found) if found else None
    is_bare = day is not None and (day.month, day.day) == (1, 1) and not _NEW_YEARS_DAY.search(text)
    return None if is_bare else day


def _iso(words: str) -> dt.date | None:
    match = _ISO.match(words)
    try:
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
