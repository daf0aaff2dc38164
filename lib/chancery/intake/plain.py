"""Plain text and Markdown: as it stands where it has our front matter, else with its head taken apart."""

import re

from chancery.article import split_front_matter
from chancery.intake.heads import headed
from chancery.intake.piece import Piece

_RULE = re.compile(r"\A[-=*_~]{3,}\Z")
_WRAPPED = 60  # a text whose lines are all shorter than a page is wide was wrapped by hand
_WIDEST = 100


def text_piece(text: str, where: str) -> Piece:
    """The piece in a text file.

    where: its name, for errors. Raises ArticleError for front matter that cannot be read.
    """
    matter, body = split_front_matter(text, where)
    if matter.get("published"):
        return Piece(text, str(matter.get("title") or ""), url=str(matter.get("url") or ""), verbatim=True)
    head = headed(paragraphs(body))
    return Piece(
        text="\n".join(head.lines),
        title=str(matter.get("title") or head.title),
        source=str(matter.get("source") or ""),
        author=str(matter.get("author") or head.author),
        url=str(matter.get("url") or ""),
        published=head.published,
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: blank lines part them, and lines wrapped by hand are joined again."""
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")) if block.strip()]
    made: list[str] = []
    for block in blocks:
        lines = [line.strip() for line in block.split("\n") if line.strip() and not _RULE.match(line.strip())]
        made += [" ".join(lines)] if _is_wrapped(lines) else lines
    return made


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph cut to a width: all but the last nearly equally long, and not very long."""
    if len(lines) < 2:
        return False
    full = [len(line) for line in lines[:-1]]
    narrowest = _WRAPPED * 0.75 if len(lines) > 2 else _WRAPPED
    return max(full) <= _WIDEST and min(full) >= narrowest and len(lines[-1]) <= max(full) + 10
