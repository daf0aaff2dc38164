"""The embedded daemon: APScheduler with a store of its own says when; the ledger says what is owed."""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from chancery.errors import ParameterError
from chancery.scheduling import work
from chancery.scheduling.ledger import Ledger, ledger
from chancery.scheduling.plan import Plan, plan
from chancery.scheduling.running import Runner

log = logging.getLogger("chancery.schedule")
STORE, LEDGER, LOCK = "jobs.sqlite", "runs.sqlite", "lock"
_tellers: dict[str, "Daemon"] = {}


@contextmanager
def alone(listed: Plan) -> Iterator[Ledger]:
    """The ledger of a schedule, held by one process at a time.

    Raises ParameterError where another process runs this schedule.
    """
    lock = filelock.FileLock(listed.beside(LOCK), timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise ParameterError(
            str(listed.path),
            "another process runs this schedule",
            "stop it first; `chancery schedule status` tells more",
        ) from None
    except OSError as error:
        raise ParameterError(str(listed.path), f"its folder cannot be written ({error})", "mend its rights") from error
    try:
        with ledger(listed.beside(LEDGER)) as kept:
            yield kept
    finally:
        lock.release()


def work_off(path: Path, *, now: dt.datetime | None = None, dry_run: bool = False) -> int:
    """Make everything that a schedule owes now, and end; how many runs failed. For cron, systemd timers and CI.

    Raises ChanceryError for a schedule that cannot be read, or one that another process runs.
    """
    listed = plan(path)
    with alone(listed) as kept:
        runner = Runner(listed, kept, dry_run=dry_run)
        failed = sum(runner.work_off(job, now or dt.datetime.now(dt.UTC)) for job in listed.jobs)
        if not runner.runs:
            log.info("nothing is due")
        return failed


class Daemon:
    """Runs a schedule until it is stopped. Edits of the file are taken up by the next run that is due."""

    def __init__(self, path: Path, *, dry_run: bool = False) -> None:
        self.path = path.resolve()
        self.stop = threading.Event()
        self._dry_run = dry_run
        self._turn = threading.Lock()

    def serve(self) -> None:
        """Work until `stop` is set. Raises ChanceryError as `work_off` does."""
        listed = plan(self.path)
        with alone(listed) as kept:
            self._ledger = kept
            _tellers[str(self.path)] = self
            scheduler = BackgroundScheduler(
                jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{listed.beside(STORE)}")},
                executors={"default": ThreadPoolExecutor(1)},
                timezone=dt.UTC,
            )
            scheduler.start(paused=True)
            try:
                _entered(scheduler, listed)
                log.info("schedule %s begins with %d jobs", self.path.name, len(listed.jobs))
                self._catch_up(listed)
                scheduler.resume()
                self.stop.wait()
            finally:
                self.stop.set()
                work.end_all()
                scheduler.shutdown(wait=True)
                _tellers.pop(str(self.path), None)
                log.info("schedule %s ends", self.path.name)

    def tick(self, name: str) -> None:
        """Work off what one job owes, as the schedule's file has it now."""
        with self._turn:
            if self.stop.is_set():
                return
            try:
                listed = plan(self.path)
            except ParameterError as error:
                log.error("the schedule cannot be read; the job waits: %s", error, extra={"job": name})  # noqa: TRY400
                return
            runner = Runner(listed, self._ledger, self.stop, dry_run=self._dry_run)
            for job in listed.jobs:
                if job.name == name:
                    runner.work_off(job, dt.datetime.now(dt.UTC))

    def _catch_up(self, listed: Plan) -> None:
        """Begin with what was cut short or missed, in a thread, so that a signal is heard meanwhile."""

        def caught_up() -> None:
            for job in listed.jobs:
                self.tick(job.name)

        threading.Thread(target=caught_up, name="catch-up", daemon=True).start()


def tick(path: str, name: str) -> None:
    """What APScheduler's store calls: the daemon of this process takes its turn."""
    if path in _tellers:
        _tellers[path].tick(name)


def _entered(scheduler: BackgroundScheduler, listed: Plan) -> None:
    """Bring the store to what the schedule says; a job that stands there unchanged keeps its next time."""
    wanted = {job.name: job for job in listed.jobs}
    for stored in scheduler.get_jobs():
        if stored.id not in wanted or str(stored.trigger) != str(listed.trigger(wanted[stored.id])):
            scheduler.remove_job(stored.id)
    for name, job in wanted.items():
        if scheduler.get_job(name) is None:
            scheduler.add_job(
                tick,
                listed.trigger(job),
                args=[str(listed.path), name],
                id=name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
