"""Kinds of pages and mails that come often, each with what must be left out, and what must not be mistaken."""

import datetime as dt
import json
import textwrap
from email.message import EmailMessage

import pytest

from chancery import intake
from chancery.intake.clutter import without_clutter, without_mailing
from intake_files import DAY, PARAGRAPHS, TITLE, _paragraphs, mail

STAMP = "2025-03-14T19:02:11+02:00"
META = f'<meta property="article:published_time" content="{STAMP}">'
HALF = _paragraphs(PARAGRAPHS[:2])
REST = _paragraphs(PARAGRAPHS[2:])
NOT_FREE = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": False})
TIMES = (
    '<p>Updated <time class="updated" datetime="2025-03-16">16 March</time> · First published '
    '<time itemprop="datePublished" datetime="2025-03-14">14 March</time></p>'
)


def page(body: str, head: str = META, title: str = TITLE) -> bytes:
    return f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()


def article(inner: str) -> str:
    return f"<article><h1>{TITLE}</h1>{inner}</article>"


WRAPPED = "\n\n".join(textwrap.fill(words, 70) for words in PARAGRAPHS)
PAGES = {
    "AMP with advertisements": page(article(f"{HALF}<amp-ad><p>Advertisement</p></amp-ad>{REST}")),
    "labels between paragraphs": page(article(f"{HALF}<div><p>Advertisement</p></div>{REST}")),
    "an offer to subscribe": page(
        article(
            f"{HALF}{REST}<h2>Continue reading for 1 euro</h2><p>Subscribe today. Cancel at any time, it is easy.</p>"
        )
    ),
    "a print view": page(
        f"<b>The Harbour Post - www.harbourpost.example</b><hr><h2>{TITLE}</h2><i>Published: 14.03.2025 19:12</i><br>"
        f"{_paragraphs()}<hr><small>Printed from https://harbourpost.example/a<br>© The Harbour Post</small>",
        head="",
        title=f"Print: {TITLE}",
    ),
    "times, the update first": page(article(f"{TIMES}{_paragraphs()}"), head=""),
    "a table with the headline in bold": page(
        f"<table><tr><td><a href='/'>Home</a></td><td><font size=5><b>{TITLE}</b></font><br>{_paragraphs()}"
        "</td></tr></table>",
        title=f"The Harbour Post: {TITLE}",
    ),
    "preformatted text": page(f"<pre>\n{TITLE.upper()}\n\n{WRAPPED}\n</pre>"),
    "a date in Japanese": page(article(f"<p>2025年3月14日</p>{_paragraphs()}"), head=""),
}


@pytest.mark.parametrize("name", PAGES)
def test_title_day_and_words_of_a_page(name):
    """What a reader would take from it."""
    found = intake.read(PAGES[name], "page.html")
    assert (TITLE, DAY, "stated") == (found.title, found.published, found.basis)
    assert PARAGRAPHS == found.text.split("\n")


def test_a_page_that_is_not_free_says_so():
    """The reader is told that words may be missing."""
    head = f'{META}<script type="application/ld+json">{NOT_FREE}</script>'
    assert "may be cut short" in intake.read(page(article(HALF), head=head), "page.html").doubt
    assert "" == intake.read(page(article(HALF)), "page.html").doubt


def test_a_bare_year_is_no_new_years_day():
    """No day is better than a wrong one."""
    bare = page(article(f"<p>Our archive of 2024</p>{_paragraphs()}"), head="")
    assert intake.read(bare, "page.html").published is None


def html_mail(inner: str) -> EmailMessage:
    made = mail()
    made.set_content(f"<html><body>{inner}</body></html>", subtype="html", cte="quoted-printable")
    return made


def passed_on(content: str, subtype: str = "plain") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Colleague <c@desk.example>", f"Fwd: {TITLE}"
    made["Date"] = "Sun, 16 Mar 2025 09:00:00 +0100"
    made.set_content(content, subtype=subtype)
    return made


HEADS = ("From: The Harbour Post <news@harbourpost.example>", "Subject: " + TITLE, "To: Colleague")
OUTLOOK = f"FYI\n\n{HEADS[0]}\nSent: Friday, March 14, 2025 8:30 PM\n{HEADS[2]}\n{HEADS[1]}\n\n" + "\n\n".join(
    PARAGRAPHS
)
GMAIL = (
    f"FYI<br><div>---------- Forwarded message ---------<br>{HEADS[0].replace('<', '&lt;')}<br>"
    f"Date: Fri, Mar 14, 2025 at 8:30 PM<br>{HEADS[1]}<br>{HEADS[2]}<br></div><br>{_paragraphs()}"
)


def attached() -> EmailMessage:
    made, inner = passed_on("Have a look, attached.\n"), mail()
    inner.set_content("\n\n".join(PARAGRAPHS), cte="base64")
    made.add_attachment(inner)
    return made


MAILS = {
    "a newsletter in HTML": html_mail(
        f"<p>View in browser</p><h1>{TITLE}</h1>{_paragraphs()}"
        "<p>You receive this because you signed up. Unsubscribe</p>"
    ),
    "passed on by Outlook": passed_on(OUTLOOK),
    "passed on in HTML": passed_on(f"<html><body>{GMAIL}</body></html>", "html"),
    "passed on as an attachment": attached(),
}


@pytest.mark.parametrize("name", MAILS)
def test_title_day_source_and_words_of_a_mail(name):
    """A message passed on speaks with its own headers, whoever passed it on, and says nothing of itself."""
    found = intake.read(bytes(MAILS[name]), "mail.eml")
    assert (TITLE, DAY, "The Harbour Post") == (found.title, found.published, found.source)
    assert PARAGRAPHS == [line for line in found.text.split("\n") if line != "FYI"]


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for what?” the general asked.",
        "Copyright law was not discussed.",
        "He would not unsubscribe from the treaty, nor from any of the later ones that his predecessors had signed, "
        "and said so in three speeches, two interviews and a letter to the speaker of the lower house of parliament.",
    ],
)
def test_sentences_that_look_like_clutter_stay(line):
    """In the middle of an article, or as long as a paragraph."""
    lines = [
        "A first paragraph of some length stands here.",
        line,
        *(["And many words follow it, again and again."] * 40),
    ]
    assert lines == without_mailing(without_clutter(lines))


def test_day_of_a_stamp_is_its_own(tmp_path):
    """The eastern form of a date that cannot be is none."""
    from chancery.intake.heads import full_dates

    assert [dt.date(2025, 3, 14)] == full_dates("2025年3月14日")
    assert [] == full_dates("2025年13月40日")
