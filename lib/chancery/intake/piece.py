"""An article as it came in, before it is an article of ours."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """The words of an article and what was found of its origin; what was not found is empty.

    text: paragraphs, one a line. published: the day, as the source's own clock gives it.
    basis: stated, where the document says when it was published; inferred otherwise, and `note` says from what.
    doubt: why the words may not be all of the article.
    verbatim: the file already has our front matter and is to be kept to the byte.
    """

    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    published: dt.date | None = None
    basis: str = "stated"
    note: str = ""
    language: str = ""
    doubt: str = ""
    verbatim: bool = False
