"""Due runs worked off: each once, retried with growing pauses, noted before and after, told to those who asked."""

import datetime as dt
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chancery import article, failures, notices, parameters, paths, record, rendition
from chancery.errors import ChanceryError
from chancery.intake.matching import rule_met
from chancery.intake.piece import Piece
from chancery.intake.watchlist import Rule
from chancery.notices.news import Made
from chancery.scheduling import work
from chancery.scheduling.days import period, resolved
from chancery.scheduling.due import owed
from chancery.scheduling.ledger import DONE, FAILED, SKIPPED, Ledger
from chancery.scheduling.plan import Job, Plan, Query

log = logging.getLogger("chancery.schedule")


@dataclass
class Runner:
    """Works off what the jobs of a plan owe.

    stop: set when the process is to end; a run under way is then left unfinished, and made again at the next start.
    dry_run: nobody is told; what would be sent is logged. runs: how many were begun.
    """

    plan: Plan
    ledger: Ledger
    stop: threading.Event = field(default_factory=threading.Event)
    dry_run: bool = False
    runs: int = field(default=0, init=False)

    def work_off(self, job: Job, now: dt.datetime) -> int:
        """Make the runs that a job owes; how many failed.

        Runs that were begun and not ended come first: whoever made them was killed.
        """
        failed = 0
        for run in self.ledger.unfinished(job.name):
            log.warning("run was cut short: it is made again", extra=_about(job, run.due))
            failed += not self._run(job, run.due)
        late = dt.timedelta(minutes=job.late_minutes)
        found = owed(self.plan.trigger(job), self.ledger.since(job.name, now), now, job.missed, late)
        for due in found.passed_over:
            log.warning("run was missed and is passed over (missed: %s)", job.missed, extra=_about(job, due))
            self.ledger.end(job.name, due, SKIPPED, problem="was due while nothing ran")
        for due in found.to_make:
            if self.stop.is_set():
                break
            failed += not self._run(job, due)
        return failed

    def _run(self, job: Job, due: dt.datetime) -> bool:
        """Make one run; whether it ended well. Nothing is noted where the process is to end meanwhile."""
        self.runs += 1
        self.ledger.begin(job.name, due)
        log.info("run begins", extra=_about(job, due))
        made, failed, errors = self._tried(job, due)
        if self.stop.is_set():
            return True
        problems = [str(error) for error in errors]
        self._mark(job, due, failed, errors)
        state = FAILED if problems else DONE
        self.ledger.end(job.name, due, state, [str(each.page) for each in made], "\n".join(problems))
        for problem in problems:
            log.error(problem, extra=_about(job, due))
        log.info("run is %s, reports: %d", state, len(made), extra=_about(job, due))
        self._tell(job, due, made, problems)
        return not problems

    def _tried(self, job: Job, due: dt.datetime) -> tuple[list[Made], Sequence[str], Sequence[ChanceryError]]:
        """The reports of a run, and what is left to fail after the last try; only what failed is tried again."""
        made: list[Made] = []
        today = due.astimezone(self.plan.zone_of(job)).date()
        left: Sequence[str] | None = None
        errors: Sequence[ChanceryError] = ()
        for attempt in range(job.retries + 1):
            if attempt:
                pause = job.backoff_minutes * 60 * 2 ** (attempt - 1)
                log.warning("attempt %d failed; again in %g seconds", attempt, pause, extra=_about(job, due))
                if self.stop.wait(pause):
                    break
            self.ledger.tried(job.name, due)
            try:
                left = list(articles_of(job, today)) if left is None else left
                task = work.Task(tuple(left), job.notebook, resolved(job.parameters, today), folder(job, today))
            except ChanceryError as error:
                errors = (error,)
                continue
            outcome = work.done(task, dt.timedelta(minutes=job.limit_minutes)) if left else work.Outcome()
            made += [_made(page, why) for page, why in zip(outcome.pages, outcome.changes, strict=True)]
            left, errors = outcome.failed, outcome.errors
            if not errors or self.stop.is_set():
                break
        return made, left or (), errors

    def _mark(self, job: Job, due: dt.datetime, failed: Sequence[str], errors: Sequence[ChanceryError]) -> None:
        """Say beside each report that could not be made what failed and since when; the last good page stays."""
        today = due.astimezone(self.plan.zone_of(job)).date()
        shelf = Path(folder(job, today) or paths.reports())
        for name, error in zip(failed, errors, strict=False):
            asked_for = parameters.Parameters(article=name)
            report = rendition.report_name(asked_for, Path(job.notebook))
            marking = str(job.parameters.get("marking", asked_for.marking))
            try:
                failures.record(shelf, report, error, dt.datetime.now(dt.UTC), marking)
            except OSError as unwritable:
                log.error("cannot mark %s as failed: %s", report, unwritable, extra=_about(job, due))  # noqa: TRY400

    def _tell(self, job: Job, due: dt.datetime, made: list[Made], problems: list[str]) -> None:
        since = self.ledger.failing_since(job.name)
        news = notices.News(job.name, due.astimezone(self.plan.zone_of(job)), tuple(made), "\n".join(problems), since)
        for sent in notices.tell(news, job.notify, self.plan.mail, dry_run=self.dry_run):
            if sent.problem:
                log.error("%s: %s", sent.target, sent.problem, extra=_about(job, due))
            else:
                log.info("told: %s", sent.target, extra=_about(job, due))


def articles_of(job: Job, today: dt.date) -> Iterator[str]:
    """The articles a run is about: those named, those a query finds, those a watch list brings in, each once.

    Raises ChanceryError for a watch list that cannot be read.
    """
    named = [
        *job.articles,
        *(_queried(job.query, today) if job.query else ()),
        *(_watched(job.watch) if job.watch else ()),
    ]
    yield from dict.fromkeys(named)


def folder(job: Job, today: dt.date) -> str:
    """The folder of a run's reports: `{date}` and `{job}` in its name are filled in; "" for the usual one.

    Relative folders are taken from the project's own.
    """
    if not job.out:
        return ""
    return str(paths.home() / job.out.replace("{date}", today.isoformat()).replace("{job}", job.name))


def _queried(query: Query, today: dt.date) -> Iterator[str]:
    first, last = period(query.published, today)
    rule = Rule(actors=query.actors, exercises=query.exercises, words=query.words)
    for path in article.shelved():
        try:
            found = article.load(path)
        except ChanceryError as error:
            log.warning("an article is passed over: %s", error)
            continue
        piece = Piece(found.body, found.title, published=found.published)
        if first <= found.published <= last and rule_met(piece, (rule,)) is not None:
            yield found.name


def _watched(path: Path) -> list[str]:
    """The articles that a watch list brings in; faults of single feeds are logged and do not stop the run."""
    from chancery.intake.sightings import sightings
    from chancery.intake.watching import watched
    from chancery.intake.watchlist import watchlist

    listed = watchlist(path)
    with sightings(path.with_name(f".{path.stem}.seen.sqlite")) as seen:
        found = watched(listed, seen)
    for problem in found.problems:
        log.warning("watching: %s", problem)
    return [str(shelved.path) for shelved in found.kept]


def _made(page: str, changes: Sequence[str]) -> Made:
    path = Path(page)
    try:
        return Made(path, record.read(path.with_suffix(".json")), tuple(changes))
    except ChanceryError:
        return Made(path, None, tuple(changes))


def _about(job: Job, due: dt.datetime) -> dict[str, str]:
    """What every line of the log says beside its message."""
    return {"job": job.name, "due": due.isoformat(timespec="seconds")}
