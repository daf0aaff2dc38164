"""Pages and files as they come to an analyst, written for this project: each with the article that is in it.

Every word is invented. `FILES` gives name, bytes, and the title, day and paragraphs that a reader would take from it.
"""

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

TITLE = "Two navies begin a joint exercise in the strait"
DAY = dt.date(2025, 3, 14)
PARAGRAPHS = [
    "The navies of two neighbouring states began a joint exercise on Friday, their third this year, and said that it "
    "would last until the end of the month.",
    "“We train so that nobody has to fight,” a naval spokesperson told reporters on the quay. She said eleven ships and "
    "some 2,400 sailors were taking part.",
    "A foreign ministry official across the water called the drill a rehearsal for a blockade and demanded that it be "
    "stopped at once. The ministry had said the same of last year’s exercise.",
    "Neither side has published the area in which the ships will fire. Fishing boats were told by radio to keep away "
    "from the southern part of the strait from Monday.",
]


@dataclass(frozen=True)
class Arrival:
    """A file as it arrives, and what a reader takes from it."""

    name: str
    raw: bytes
    title: str = TITLE
    day: dt.date = DAY
    paragraphs: tuple[str, ...] = tuple(PARAGRAPHS)


def _paragraphs(paragraphs: list[str] = PARAGRAPHS) -> str:
    return "\n".join(f"<p>{escape(words, quote=False)}</p>" for words in paragraphs)


_NAV = """<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>"""
_FOOT = (
    """<footer><p>About us · Contact · Terms of use</p><p>© 2025 The Harbour Post. All rights reserved.</p></footer>"""
)
_RELATED = """<aside><h3>Related</h3><ul><li><a href="/a">Fishing fleet stays in port for a second week</a></li>
<li><a href="/b">What the law of the sea says about drills</a></li></ul></aside>"""

JSON_LD = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} | The Harbour Post</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "2025-03-14T23:40:00-05:00", "dateModified": "2025-03-16T08:00:00-05:00",
"author": {{"@type": "Person", "name": "Ann Rivers"}}, "publisher": {{"@type": "Organization", "name": "The Harbour Post"}}}}</script>
<meta property="og:site_name" content="The Harbour Post"></head><body>{_NAV}<main><article><h1>{TITLE}</h1>
<p class="byline">By Ann Rivers</p>{_paragraphs()}</article>{_RELATED}</main>{_FOOT}</body></html>"""

OPEN_GRAPH = f"""<html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}">
<meta property="og:url" content="https://harbourpost.example/world/strait-exercise"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2025-03-14T06:12:00Z"><title>{TITLE}</title></head><body><div id="top">{_NAV}</div>
<div class="content"><div class="article-body">{_paragraphs()}</div></div><div class="comments"><h4>Comments</h4>
<p>jack77: They say so every year, do they not, and nothing comes of it in the end.</p></div>{_FOOT}</body></html>"""

TIME_TAG = f"""<!doctype html><html><body><header>{_NAV}</header><article><h1>{TITLE}</h1>
<p><time datetime="2025-03-14T09:30:00+09:00">14 March 2025</time></p>{_paragraphs()}</article>{_FOOT}</body></html>"""

PRESS_OFFICE = "For more information: press office, room 12."
PRESS_RELEASE = f"""<html><head><title>{TITLE}</title></head><body><table width="100%"><tr><td>{_NAV}</td><td><h2>{TITLE}</h2>
<p>Press release No. 41 of 14 March 2025</p>{_paragraphs()}<p>{PRESS_OFFICE}</p></td></tr></table></body></html>"""

BLOG = f"""<html><head><title>{TITLE} - Strait Watch</title></head><body class="home"><div class="wrap"><div class="post">
<h1 class="entry-title">{TITLE}</h1><div class="meta">Posted on March 14, 2025 by Lee</div><div class="entry">{_paragraphs()}</div></div>
<div class="sidebar"><h3>Archive</h3><ul><li>February 2025</li><li>January 2025</li></ul></div></div></body></html>"""

AMP = f"""<!doctype html><html amp lang="en-GB"><head><meta charset="utf-8"><title>{TITLE}</title>
<link rel="canonical" href="https://harbourpost.example/2025/strait">
<meta name="dc.date.issued" content="2025-03-14"></head><body><amp-sidebar>{_NAV}</amp-sidebar><article><header><h1>{TITLE}</h1></header>
<section>{_paragraphs()}</section></article></body></html>"""

SAVED = f"""<!DOCTYPE html>
<!-- saved from url=(0044)https://harbourpost.example/strait-2?utm_source=x -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>{TITLE}</title>
<meta name="date" content="2025-03-14"><script src="./strait_files/ads.js"></script></head><body><script>var x = "<p>not this</p>";</script>
<div id="main" role="main"><h1>{TITLE}</h1>{_paragraphs()}</div></body></html>"""

PRINT_VERSION = f"""<HTML><HEAD><TITLE>{TITLE}</TITLE><META NAME="pubdate" CONTENT="2025-03-14"></HEAD><BODY BGCOLOR=white>
<FONT FACE="Times"><H1>{TITLE}</H1>{"".join(f"<P>{escape(words, quote=False)}" for words in PARAGRAPHS)}</FONT></BODY></HTML>"""

WESTERN = OPEN_GRAPH.replace('<meta charset="utf-8">', '<meta charset="iso-8859-1">').encode("cp1252")
LYING = TIME_TAG.replace("<body>", '<head><meta charset="iso-8859-1"></head><body>', 1).encode("utf-8")
CYRILLIC = (
    JSON_LD.replace("The Harbour Post. All rights", "Гавань. Все права")
    .replace('lang="en">', 'lang="en"><meta charset="windows-1251">')
    .encode("cp1251")
)

TEXT = f"{TITLE}\nBy Ann Rivers\n14 March 2025\n\n" + "\n\n".join(PARAGRAPHS) + "\n"


def _wrapped() -> str:
    import textwrap

    body = "\n\n".join(textwrap.fill(words, 72) for words in PARAGRAPHS)
    return f"{TITLE.upper()}\n{'=' * 40}\nPublished: March 14, 2025 10:02 GMT\n\n{body}\n"


MARKDOWN = f"# {TITLE}\n\n*14 March 2025*\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
OURS = f"---\ntitle: {TITLE}\npublished: 2025-03-14\n---\n" + "\n".join(PARAGRAPHS) + "\n"


def mail(subject: str = TITLE, sender: str = "The Harbour Post <news@harbourpost.example>") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "Analyst <analyst@desk.example>", subject
    made["Date"] = "Fri, 14 Mar 2025 23:50:00 -0700"
    return made


def _newsletter() -> bytes:
    made = mail()
    made.set_content(
        "View this e-mail in your browser\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n-- \nThe Harbour Post, 1 Quay Road\n"
    )
    return bytes(made)


def _html_mail() -> bytes:
    made = mail()
    made.set_content(
        f"<html><body><h1>{TITLE}</h1>{_paragraphs()}</body></html>", subtype="html", cte="quoted-printable"
    )
    return bytes(made)


def _forwarded() -> bytes:
    made = mail(f"Fwd: {TITLE}", "A colleague <c@desk.example>")
    made.replace_header("Date", "Mon, 17 Mar 2025 09:00:00 +0100")
    made.set_content(
        "See below.\n\n---------- Forwarded message ---------\nFrom: The Harbour Post <news@harbourpost.example>\n"
        f"Date: Fri, 14 Mar 2025 at 21:10\nSubject: {TITLE}\nTo: <c@desk.example>\n\n\n"
        + "\n\n".join(PARAGRAPHS)
        + "\n"
    )
    return bytes(made)


def attached(pdf: bytes) -> bytes:
    made = mail("Fwd: for your notebook", "A colleague <c@desk.example>")
    made.set_content("Attached.\n")
    made.add_attachment(pdf, maintype="application", subtype="pdf", filename="strait.pdf")
    return bytes(made)


def _mhtml() -> bytes:
    body = (
        OPEN_GRAPH.replace("“", "&ldquo;")
        .replace("”", "&rdquo;")
        .replace("’", "&rsquo;")
        .replace("·", "-")
        .replace("©", "(c)")
    )
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbourpost.example/world/strait-exercise\r\n"
        f"Subject: {TITLE}\r\nDate: Tue, 1 Apr 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n--b--\r\n"
    ).encode()


def pdf(page: str) -> bytes:
    """A PDF of an HTML text, as a press office would print it."""
    from weasyprint import HTML

    return HTML(string=page).write_pdf()


_PAPER = "<style>@page {{ size: A5; margin: 2cm; @top-center {{ content: 'The Harbour Post'; font-size: 8pt }} @bottom-center {{ content: counter(page) ' of ' counter(pages); font-size: 8pt }} }} body {{ font: {size}pt/1.4 'DejaVu Serif'; {more} }} h1 {{ font-size: 18pt }}</style>"
PDF_PLAIN = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>14 March 2025</p>{_paragraphs()}</body></html>"
)
PDF_LONG = (
    f"<html lang=en><head>{_PAPER.format(size=14, more='text-align: justify; hyphens: auto')}</head><body><h1>{TITLE}</h1>"
    f"<p>By Ann Rivers</p><p>Published 14 March 2025</p>{_paragraphs()}</body></html>"
)
PDF_COLUMNS = (
    f"<html><head>{_PAPER.format(size=9, more='')}<style>.c {{ columns: 2 }} p {{ margin: 0; text-indent: 1em }}</style></head>"
    f"<body><h1>{TITLE}</h1><p>March 14, 2025</p><div class=c>{_paragraphs()}</div></body></html>"
)

PAGES = [
    Arrival("json-ld.html", JSON_LD.encode()),
    Arrival("open-graph.html", OPEN_GRAPH.encode()),
    Arrival("time-tag.html", TIME_TAG.encode()),
    Arrival("press-release.html", PRESS_RELEASE.encode(), paragraphs=(*PARAGRAPHS, PRESS_OFFICE)),
    Arrival("blog.html", BLOG.encode()),
    Arrival("amp.html", AMP.encode()),
    Arrival("saved.html", b"\xef\xbb\xbf" + SAVED.encode()),
    Arrival("print-version.htm", PRINT_VERSION.encode()),
    Arrival("western.html", WESTERN),
    Arrival("lying.html", LYING),
    Arrival("cyrillic.html", CYRILLIC),
    Arrival("no-suffix", OPEN_GRAPH.encode("utf-16")),
    Arrival("page.mhtml", _mhtml()),
]
TEXTS = [
    Arrival("text.txt", TEXT.encode()),
    Arrival("wrapped.txt", _wrapped().encode("cp1252"), title=TITLE.upper()),
    Arrival("wide.txt", TEXT.encode("utf-16")),
    Arrival("heading.md", MARKDOWN.encode()),
    Arrival("ours.md", OURS.encode()),
]
MAILS = [
    Arrival("newsletter.eml", _newsletter()),
    Arrival("html.eml", _html_mail()),
    Arrival("forwarded.eml", _forwarded()),
]
PDFS = {"plain.pdf": PDF_PLAIN, "long.pdf": PDF_LONG, "columns.pdf": PDF_COLUMNS}
