"""One pass over the feeds and folders of a watch list: new items read, matched, filed, and briefed on by rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import feedparser

from chancery.errors import ArticleError, ChanceryError
from chancery.intake.formats import LARGEST_BYTES, read
from chancery.intake.heads import full_dates
from chancery.intake.matching import rule_met
from chancery.intake.piece import Piece
from chancery.intake.shelving import Shelved, shelve
from chancery.intake.sightings import WAITING, Sightings
from chancery.intake.watchlist import Briefing, Feed, Folder, Rule, Watchlist
from chancery.intake.web import Web

Render = Callable[[Path, Briefing], None]
READABLE = frozenset({".md", ".txt", ".html", ".htm", ".pdf", ".eml", ".mhtml", ".mht", ".xhtml"})


@dataclass
class Pass:
    """What one pass came to. kept: new articles; briefed: names of those rendered; problems: each with its remedy."""

    kept: list[Shelved] = field(default_factory=list)
    briefed: list[str] = field(default_factory=list)
    passed_over: int = 0
    known: int = 0
    problems: list[ChanceryError] = field(default_factory=list)


@dataclass(frozen=True)
class Item:
    """Something that appeared: where, under which id, and how to come by its piece and its bytes."""

    place: str
    id: str
    open: Callable[[], tuple[Piece, bytes, str]]


def watched(listed: Watchlist, seen: Sightings, *, folder: Path | None = None, render: Render | None = None) -> Pass:
    """Look once at everything a watch list names; each new match becomes an article, and by its rule a briefing.

    seen: what earlier passes saw; written to as each item is done. folder: where articles go.
    render: called for matches whose rule asks for a briefing. Faults of one item or feed do not stop the others.
    """
    made = Pass()
    with Web(listed.web_limits()) as web:
        for feed in listed.feeds:
            _feed(feed, listed, web, seen, made, folder, render)
    for one in listed.folders:
        try:
            items = _arrived(one)
        except ArticleError as error:
            made.problems.append(error)
            continue
        _looked_at(items, listed, seen, made, folder, render)
    return made


def _feed(
    feed: Feed,
    listed: Watchlist,
    web: Web,
    seen: Sightings,
    made: Pass,
    folder: Path | None,
    render: Render | None,
) -> None:
    etag, modified = seen.validators(feed.url)
    try:
        answer = web.fetched(feed.url, etag=etag, modified=modified)
        if answer.is_same:
            return
        parsed = feedparser.parse(answer.content, response_headers={"content-type": answer.content_type})
        if not parsed.entries and (parsed.bozo or not parsed.version):
            raise ArticleError(feed.url, "is not an RSS or Atom feed", "give the address of the feed, not of the page")
    except ChanceryError as error:
        made.problems.append(error)
        return
    items = [
        _entry(entry, feed, str(parsed.feed.get("title") or ""), web) for entry in reversed(parsed.entries)
    ]  # oldest first
    if _looked_at(items, listed, seen, made, folder, render):
        seen.keep_validators(feed.url, answer.etag, answer.modified)


def _looked_at(
    items: list[Item], listed: Watchlist, seen: Sightings, made: Pass, folder: Path | None, render: Render | None
) -> bool:
    """Look at the new among some items, as many as the limits allow; whether none is left to try again."""
    new = [item for item in items if not seen.is_done(item.place, item.id, listed.limits.tries)]
    whole = len(new) <= listed.limits.items
    for item in new[: listed.limits.items]:
        try:
            is_again = seen.is_waiting(item.place, item.id)
            outcome, name = _outcome(item, listed.rules, made, folder, render, is_again=is_again)
        except ChanceryError as error:
            made.problems.append(error)
            outcome, name, whole = WAITING, "", False
        seen.saw(item.place, item.id, outcome, name)
    return whole


def _outcome(
    item: Item, rules: tuple[Rule, ...], made: Pass, folder: Path | None, render: Render | None, *, is_again: bool
) -> tuple[str, str]:
    """What becomes of an item, and the article's name; is_again: its briefing may have failed after it was filed."""
    piece, raw, name = item.open()
    rule = rule_met(piece, rules)
    if rule is None:
        made.passed_over += 1
        return "passed over", ""
    shelved = shelve(piece, raw, name, folder)
    if shelved.is_new:
        made.kept.append(shelved)
    else:
        made.known += 1
    if rule.briefing is not None and render is not None and (shelved.is_new or is_again):
        render(shelved.path, rule.briefing)
        made.briefed.append(shelved.name)
    return ("kept" if shelved.is_new else "known"), shelved.name


def _entry(entry: Any, feed: Feed, title: str, web: Web) -> Item:
    """An entry of a feed as an item; its link is fetched only when it is looked at."""
    link = str(entry.get("link") or "")

    def opened() -> tuple[Piece, bytes, str]:
        answer = web.fetched(link)
        name = answer.url.rsplit("/", 1)[-1].partition("?")[0] or "page.html"
        piece = read(answer.content, name if "." in name else f"{name}.html", answer.content_type, answer.url)
        return _with_entry(piece, entry, feed, title), answer.content, name if "." in name else f"{name}.html"

    return Item(feed.url, str(entry.get("id") or link or entry.get("title") or ""), opened)


def _with_entry(piece: Piece, entry: Any, feed: Feed, title: str) -> Piece:
    """A piece with what its feed says of it, where the page itself says less."""
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    dated = piece.published is not None and piece.basis == "stated"
    told = _clock(str(entry.get("published") or entry.get("updated") or "")) or (date(*stamp[:3]) if stamp else None)
    return replace(
        piece,
        title=piece.title or " ".join(str(entry.get("title") or "").split()),
        source=feed.source or piece.source or title,
        published=piece.published if dated else (told or piece.published),
        basis="stated" if dated or told else piece.basis,
        note="" if dated or told else piece.note,
    )


def _clock(stamp: str) -> date | None:
    """The day of a stamp on its own clock: feedparser turns all to UTC, which can move the day."""
    iso = re.match(r"\d{4}-\d{2}-\d{2}", stamp)
    if iso:
        try:
            return date.fromisoformat(iso[0])
        except ValueError:
            return None
    return next(iter(full_dates(stamp)), None)


def _arrived(folder: Folder) -> list[Item]:
    """The files of a folder; a changed file is a new item."""
    if not folder.path.is_dir():
        raise ArticleError(str(folder.path), "there is no such folder", "make it, or mend the watch list")
    files = sorted(
        path for path in folder.path.glob(folder.pattern) if path.is_file() and path.suffix.lower() in READABLE
    )
    return [_file(path, folder) for path in files if not path.name.startswith(".")]


def _file(path: Path, folder: Folder) -> Item:
    stat = path.stat()

    def opened() -> tuple[Piece, bytes, str]:
        if stat.st_size > LARGEST_BYTES:
            raise ArticleError(str(path), f"is larger than {LARGEST_BYTES:,} bytes", "cut the article out of it")
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ArticleError(str(path), error.strerror or str(error), "check the file's permissions") from error
        piece = read(raw, path.name)
        return (piece if piece.verbatim else replace(piece, source=piece.source or folder.source)), raw, path.name

    return Item(str(folder.path), f"{path.name}:{stat.st_size}:{stat.st_mtime_ns}", opened)
