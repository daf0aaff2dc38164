"""The head of the page: title, date, handling marking, where the article came from."""

import datetime as dt
from collections.abc import Sequence

from chancery import words
from chancery.markup.block import Block, address, filled


def masthead(
    title: str,
    dek: str = "",
    date: dt.date | str | None = None,
    marking: str = "",
    source: str = "",
    *,
    source_url: str = "",
    kicker: str = "",
    extra: Sequence[str] = (),
    sample: str = "",
    description: str = "",
    language: str = "en",
) -> Block:
    """The masthead; the page takes its title, date, marking, description and language from it.

    dek: one sentence below the title. date: the day the briefing speaks of, a date or ISO text.
    marking: handling, such as TLP:CLEAR; printed at the top and foot of every page.
    source: who published the article; linked where `source_url` is a web address.
    extra: further parts of the line of small print, such as "1,043 words, read 2025-09-30".
    sample: what is invented, where the article is a sample; printed below everything else, for nobody to miss.
    """
    day = date.isoformat() if isinstance(date, dt.date) else str(date or "")
    parts = [{"text": source, "link": address(source_url)}] if source else []
    parts += [{"text": part, "link": ""} for part in extra if part]
    html = filled(
        "masthead.html",
        title=title,
        dek=dek,
        day=day,
        day_in_words=words.iso_day(day),
        marking=marking,
        kicker=kicker,
        parts=parts,
        sample=sample,
    )
    page = {
        "title": title,
        "date": day,
        "marking": marking,
        "description": description or dek,
        "language": language,
    }
    small_print = " · ".join([words.iso_day(day), source, *extra])
    plain = "\n".join(
        line
        for line in (marking, title, dek, small_print.strip(" ·"), f"Sample article. {sample}" if sample else "")
        if line
    )
    return Block(html, plain=plain, kind="masthead-block", page=page)
