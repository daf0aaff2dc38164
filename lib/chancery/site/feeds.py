"""What machines read of a site: an Atom feed (RFC 4287) and a sitemap (sitemaps.org, 0.9)."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as ET

import chancery
from chancery.site.facts import Facts

ENTRIES = 100  # of the feed: the latest
OURS = uuid.UUID("5d0b6b0e-6f0b-5a53-9d3c-2f6f5c0a7f11")  # the space that ids of reports are made in
NEVER = "1970-01-01"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def atom(reports: Sequence[Facts], title: str, author: str, url: str = "") -> str:
    """The feed of the latest reports. The same reports give the same bytes: no clock is read.

    An entry's id is made of the report's name, so it stays where the site moves; it was updated on the day of its
    record. url: of the site; without it links are relative to the feed.
    """
    from feedgen.feed import FeedGenerator  # most builds leave the feed as it is

    feed = FeedGenerator()
    feed.id(uuid.uuid5(OURS, f"feed {url or title}").urn)
    feed.title(title)
    feed.author({"name": author})
    feed.link(href=urljoin(url, "feed.xml"), rel="self", type="application/atom+xml")
    feed.link(href=urljoin(url, "index.html"), rel="alternate", type="text/html")
    feed.generator("Chancery", version=chancery.__version__)
    latest = list(reports)[:ENTRIES]
    for report in latest:
        entry = feed.add_entry(order="append")
        entry.id(uuid.uuid5(OURS, f"report {report.name}").urn)
        entry.title(report.title)
        entry.updated(moment(report.as_of or report.date))
        entry.published(moment(report.date))
        entry.link(href=urljoin(url, address(report)), rel="alternate", type="text/html")
        entry.summary(report.lead or report.title)
        for term, label in (report.theatre, *report.actors):
            if term:
                entry.category(term=term, label=label)
    feed.updated(max((moment(report.as_of or report.date) for report in latest), default=moment(NEVER)))
    return str(feed.atom_str(pretty=True), "utf-8")


def sitemap(pages: Iterable[str], url: str = "") -> str:
    """The sitemap of a site's pages. The protocol asks for whole addresses: without `url` they are relative."""
    ET.register_namespace("", SITEMAP)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for page in pages:
        entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(entry, f"{{{SITEMAP}}}loc").text = urljoin(url, page)
    ET.indent(root)
    return f"{DECLARATION}\n{ET.tostring(root, encoding='unicode')}\n"


def address(report: Facts) -> str:
    """Where a report lies within the site, percent-encoded."""
    return f"reports/{quote(report.name, safe='')}.html"


def moment(day: str) -> dt.datetime:
    """Midnight, UTC, of an ISO day; of what is no day, the beginning of Unix time."""
    try:
        read = dt.date.fromisoformat(day)
    except ValueError:
        read = dt.date.fromisoformat(NEVER)
    return dt.datetime.combine(read, dt.time(), dt.UTC)
