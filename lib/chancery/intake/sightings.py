"""What a watch has seen before: one small SQLite file, written through at every step so that a kill loses nothing."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chancery.errors import ArticleError

_TABLES = """
create table if not exists items (
    place text, id text, outcome text not null, tries integer not null, article text, at text not null,
    primary key (place, id)
);
create table if not exists feeds (url text primary key, etag text, modified text);
"""
WAITING = "failed"  # seen, but to be tried again


class Sightings:
    """Items seen, by where and under which id they appeared, and the validators feeds gave."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def is_done(self, place: str, item: str, tries: int) -> bool:
        """Whether an item needs no further look: it came to something, or failed `tries` times."""
        row = self._connection.execute(
            "select outcome, tries from items where place=? and id=?", (place, item)
        ).fetchone()
        return row is not None and (row[0] != WAITING or row[1] >= tries)

    def is_waiting(self, place: str, item: str) -> bool:
        """Whether an item was tried before and failed."""
        row = self._connection.execute("select outcome from items where place=? and id=?", (place, item)).fetchone()
        return row is not None and row[0] == WAITING

    def saw(self, place: str, item: str, outcome: str, article: str = "") -> None:
        """Note what became of an item: kept, passed over, known, or failed."""
        self._connection.execute(
            "insert into items values (?, ?, ?, 1, ?, ?) on conflict do update set "
            "outcome=excluded.outcome, tries=items.tries+1, article=excluded.article, at=excluded.at",
            (place, item, outcome, article, dt.datetime.now(dt.UTC).isoformat(timespec="seconds")),
        )

    def validators(self, url: str) -> tuple[str, str]:
        """The ETag and the date that a feed gave last."""
        row = self._connection.execute("select etag, modified from feeds where url=?", (url,)).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def keep_validators(self, url: str, etag: str, modified: str) -> None:
        """Note what a feed gave; to be called when all its items were looked at."""
        self._connection.execute("insert or replace into feeds values (?, ?, ?)", (url, etag, modified))


@contextmanager
def sightings(path: Path) -> Iterator[Sightings]:
    """The sightings in a file, made where there is none; one process at a time.

    Raises ArticleError where another pass is at work, or the file cannot be used.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=1)
        try:
            connection.execute("pragma locking_mode=exclusive")
            connection.executescript(f"begin exclusive; {_TABLES} commit;")
            yield Sightings(connection)
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        is_held = "locked" in str(error)
        problem = "another pass over this watch list is at work" if is_held else f"cannot be used: {error}"
        raise ArticleError(str(path), problem, "wait for it to end" if is_held else "check the folder") from error
    except sqlite3.DatabaseError as error:
        raise ArticleError(
            str(path), f"is damaged: {error}", "delete it; items seen before are looked at again"
        ) from error
