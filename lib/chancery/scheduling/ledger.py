"""Which run of which job came to what: one row for each, in SQLite, written before the work and after it."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import ChanceryError, ReferenceDataError

_TABLE = """
create table if not exists runs (
    job text not null, due text not null, state text not null, attempts integer not null default 0,
    begun text, ended text, reports text not null default '[]', problem text not null default '',
    primary key (job, due)
);
create table if not exists jobs (name text primary key, since text not null);
"""
RUNNING, DONE, FAILED, SKIPPED = "running", "done", "failed", "skipped"


@dataclass(frozen=True)
class Run:
    """A run of a job: when it was due, what it came to, how often it was tried, the reports it made."""

    job: str
    due: dt.datetime
    state: str
    attempts: int
    begun: dt.datetime | None
    ended: dt.datetime | None
    reports: tuple[str, ...]
    problem: str


class Ledger:
    """The runs of a schedule. Times are in UTC. Every change is on disk when a method returns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def since(self, job: str, now: dt.datetime) -> dt.datetime:
        """The moment from which runs of a job are owed: when it was first seen, or its last run was due."""
        self._connection.execute("insert or ignore into jobs values (?, ?)", (job, _stamp(now)))
        row = self._connection.execute(
            "select max(coalesce((select max(due) from runs where job=?), ''), since) from jobs where name=?",
            (job, job),
        ).fetchone()
        return _time(row[0])

    def unfinished(self, job: str) -> list[Run]:
        """Runs that were begun and not ended: whoever ran them was killed."""
        return self._runs("where job=? and state=?", (job, RUNNING))

    def begin(self, job: str, due: dt.datetime) -> None:
        """Note that a run is begun; a run that was begun before is tried once more."""
        self._connection.execute(
            "insert into runs (job, due, state, begun) values (?, ?, ?, ?) "
            "on conflict do update set state=excluded.state, begun=excluded.begun",
            (job, _stamp(due), RUNNING, _now()),
        )

    def tried(self, job: str, due: dt.datetime) -> None:
        """Note one more attempt."""
        self._connection.execute("update runs set attempts=attempts+1 where job=? and due=?", (job, _stamp(due)))

    def end(self, job: str, due: dt.datetime, state: str, reports: Sequence[str] = (), problem: str = "") -> None:
        """Note what a run came to."""
        self._connection.execute(
            "insert into runs (job, due, state, ended, reports, problem) values (?, ?, ?, ?, ?, ?) "
            "on conflict do update set state=excluded.state, ended=excluded.ended, reports=excluded.reports, "
            "problem=excluded.problem",
            (job, _stamp(due), state, _now(), json.dumps(list(reports)), problem),
        )

    def runs(self, job: str, count: int = 1) -> list[Run]:
        """The latest runs of a job, the last one first."""
        return self._runs("where job=? order by due desc limit ?", (job, count))

    def failing_since(self, job: str) -> dt.datetime | None:
        """When the runs of a job began to fail without a good one after; None where the last one was good."""
        row = self._connection.execute(
            "select min(due) from runs where job=:job and state=:failed and due > coalesce("
            "(select max(due) from runs where job=:job and state=:done), '')",
            {"job": job, "failed": FAILED, "done": DONE},
        ).fetchone()
        return _time(row[0]) if row[0] else None

    def _runs(self, clause: str, values: tuple[object, ...]) -> list[Run]:
        columns = "job, due, state, attempts, begun, ended, reports, problem"
        found = self._connection.execute(f"select {columns} from runs {clause}", values)  # noqa: S608  our own clauses
        return [
            Run(
                job,
                _time(due),
                state,
                attempts,
                _time(begun) if begun else None,
                _time(ended) if ended else None,
                tuple(json.loads(reports)),
                problem,
            )
            for job, due, state, attempts, begun, ended, reports, problem in found
        ]


@contextmanager
def ledger(path: Path) -> Iterator[Ledger]:
    """The ledger in a file, made where there is none. Raises ChanceryError where it cannot be used."""
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        try:
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=full")
            connection.executescript(_TABLE)
            yield Ledger(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> ChanceryError:
    return ReferenceDataError(
        str(path),
        f"the record of runs cannot be used: {error}",
        "make room and check its permissions; if it is damaged, move it away: runs before now are then forgotten",
    )


def _stamp(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).isoformat(timespec="seconds")


def _now() -> str:
    return _stamp(dt.datetime.now(dt.UTC))


def _time(stamp: str) -> dt.datetime:
    return dt.datetime.fromisoformat(stamp)
