"""Reading an article from its file: front matter, body, publication date."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from chancery import paths
from chancery.article.segments import Paragraph, Section, Sentence, paragraphs, sections, sentences
from chancery.errors import ArticleError

SUFFIXES = (".md", ".txt")
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)(?:\r?\n)?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
BASES = ("stated", "inferred", "given")


@dataclass(frozen=True)
class Article:
    """One article: its body to the character, and what is known of its publication.

    body: the text after the front matter; offsets everywhere are code points into it.
    published: the day it was published, which relative dates ("Monday") are read against.
    published_basis: stated (the source says so), inferred (see `published_note`) or given (by the user).
    sha256: of the file's bytes.
    """

    name: str
    path: str
    title: str
    body: str = field(repr=False)
    published: dt.date
    published_basis: str
    published_note: str
    source: str
    url: str
    sha256: str
    front_matter: Mapping[str, Any] = field(default_factory=dict, repr=False, hash=False)

    @cached_property
    def words(self) -> int:
        """Number of whitespace-separated words in the body."""
        return len(self.body.split())

    @cached_property
    def sections(self) -> list[Section]:
        """The headed parts of the body, in order."""
        return sections(self.body)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the body, in order; headings are not paragraphs."""
        return paragraphs(self.body)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the body, in order."""
        return sentences(self.body)


def shelved() -> list[Path]:
    """The files of the articles in ``data/articles``, by name; judgments on them are not among them."""
    files = (path for path in paths.articles().glob("*") if path.suffix in SUFFIXES and "." not in path.stem)
    return sorted(files, key=lambda path: path.stem)


def find(name: str | Path) -> Path:
    """The file of an article, given by path or by its name in ``data/articles``.

    Raises ArticleError where there is none, naming those there are.
    """
    path = Path(name).expanduser()
    if path.is_file():
        return path
    if path.name == str(name):
        for suffix in ("", *SUFFIXES):
            there = paths.articles() / f"{name}{suffix}"
            if there.is_file():
                return there
    known = [each.stem for each in shelved()]
    raise ArticleError(
        str(name),
        "no such article",
        f"give the path of a file, or one of the names in data/articles: {', '.join(known) or 'none yet'}",
    )


def load(name: str | Path, published: dt.date | None = None) -> Article:
    """Read an article from a path or by its name in ``data/articles``.

    published: overrides the date in the front matter; needed where there is none.
    Raises ArticleError for a missing, unreadable, empty or undated article.
    """
    path = find(name)
    if path.suffix.lower() not in SUFFIXES:
        raise ArticleError(
            str(path), f"cannot read a {path.suffix or 'nameless'} file", f"save the article as {' or '.join(SUFFIXES)}"
        )
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ArticleError(str(path), error.strerror or str(error), "check the file and its permissions") from error
    text = _decoded(raw, path)
    matter, body = split_front_matter(text, where=str(path))
    if not body.strip("\ufeff \t\r\n"):
        raise ArticleError(str(path), "there is no text in it", "paste the article's text below the front matter")
    day, basis = _publication(matter, published, path)
    return Article(
        name=path.stem,
        path=str(name) if Path(name).is_file() else str(path),
        title=str(matter.get("title") or path.stem.replace("-", " ").replace("_", " ").capitalize()),
        body=body,
        published=day,
        published_basis=basis,
        published_note=str(matter.get("published_note") or "") if published is None else "",
        source=str(matter.get("source") or ""),
        url=str(matter.get("url") or ""),
        sha256=hashlib.sha256(raw).hexdigest(),
        front_matter=matter,
    )


class _Plain(yaml.SafeLoader):
    """YAML without references: a few lines of them can stand for more than fits into memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]  # PyYAML has no types
            raise yaml.composer.ComposerError(None, None, "it refers to another value by *name", mark)
        return super().compose_node(parent, index)


def split_front_matter(text: str, where: str) -> tuple[dict[str, Any], str]:
    """The YAML front matter as a mapping, and the body after it, unchanged.

    A text without front matter is all body. Raises ArticleError for front matter that is not a YAML mapping.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        matter = yaml.load(match.group(1), _Plain) if match.group(1).strip() else {}  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 2}" if mark else ""
        raise ArticleError(
            f"{where}{line}",
            f"the front matter is not valid YAML ({getattr(error, 'problem', None) or error})",
            'write one `key: value` a line between the two `---`, with "quotes" around a value that holds a colon',
        ) from error
    if not isinstance(matter, dict):
        raise ArticleError(where, "the front matter is not a list of `key: value` lines", "write e.g. `title: …`")
    return matter, text[match.end() :]


def _decoded(raw: bytes, path: Path) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{path} byte {error.start}", "the file is not UTF-8 text", "save it as UTF-8 (in most editors: Save as…)"
        ) from error
    if "\0" in text:
        raise ArticleError(str(path), "the file holds binary data", "save the article as plain text")
    return text


def _publication(matter: Mapping[str, Any], given: dt.date | None, path: Path) -> tuple[dt.date, str]:
    if given is not None:
        return given, "given"
    value = matter.get("published")
    if value is None or value == "":
        raise ArticleError(
            str(path),
            "no publication date; days such as “Monday” cannot be read without one",
            "add `published: YYYY-MM-DD` to the front matter, or pass `--published YYYY-MM-DD`",
        )
    basis = str(matter.get("published_basis") or "stated")
    if basis not in BASES:
        raise ArticleError(str(path), f"published_basis {basis!r} is not known", f"use one of {', '.join(BASES)}")
    if isinstance(value, dt.datetime):
        return value.date(), basis
    if isinstance(value, dt.date):
        return value, basis
    try:
        return dt.date.fromisoformat(str(value).strip()), basis
    except ValueError as error:
        raise ArticleError(
            str(path), f"published {value!r} is not a date", "write it as YYYY-MM-DD, e.g. 2025-09-29"
        ) from error
