"""`chancery schedule`: reports made by the clock."""

import datetime as dt
import json
import logging
import logging.handlers
import signal
from pathlib import Path
from typing import Annotated, Any

import typer

from chancery.errors import ChanceryError

app = typer.Typer(help="Make reports by the clock: run, once, status, check.", no_args_is_help=True)
Schedule = Annotated[Path, typer.Argument(help="the schedule [default: schedule.yaml]", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="tell nobody; log what would be sent")]
JsonLog = Annotated[bool, typer.Option("--json", help="log as JSON lines on standard error, too")]
DEFAULT = Path("schedule.yaml")
LOG_BYTES, LOG_FILES = 2_000_000, 5
_OWN = frozenset({"job", "due"})


@app.command()
def run(schedule: Schedule = DEFAULT, dry_run: DryRun = False, json_log: JsonLog = False) -> None:
    """Run a schedule until stopped; what was cut short or missed is made up first."""
    from chancery.scheduling.daemon import Daemon

    _logging(schedule, json_log=json_log)
    daemon = Daemon(schedule, dry_run=dry_run)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: daemon.stop.set())
    daemon.serve()


@app.command()
def once(schedule: Schedule = DEFAULT, dry_run: DryRun = False, json_log: JsonLog = False) -> None:
    """Make what a schedule owes now, and end: for cron, systemd timers and CI. Exit code 1 where a run failed."""
    from chancery.scheduling.daemon import work_off

    _logging(schedule, json_log=json_log)
    if work_off(schedule, dry_run=dry_run):
        raise typer.Exit(1)


@app.command()
def status(
    schedule: Schedule = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,
) -> None:
    """Each job: when it is due next, what its last run came to, since when it fails."""
    rows = [_standing(*entry) for entry in _jobs(schedule)]
    if as_json:
        typer.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        typer.echo(f"{row['job']}: next {row['next']}; last run {row['last'] or 'none yet'}")
        for name, what in (("failing_since", "failing since"), ("problem", "problem"), ("reports", "reports")):
            if row[name]:
                told = ", ".join(row[name]) if isinstance(row[name], list) else str(row[name]).replace("\n", "\n    ")
                typer.echo(f"  {what}: {told}")


@app.command()
def check(
    schedule: Schedule = DEFAULT,
    count: Annotated[int, typer.Option(help="how many coming runs to show")] = 3,
) -> None:
    """Check a schedule, and show the coming runs of each job with the parameters they will have."""
    from chancery.scheduling.days import resolved

    for job, listed, _ in _jobs(schedule):
        typer.echo(f"{job.name} ({job.notebook})")
        moment = dt.datetime.now(dt.UTC)
        for _number in range(count):
            due = listed.trigger(job).get_next_fire_time(None, moment)
            if due is None:
                break
            told = ", ".join(f"{name}={value}" for name, value in resolved(job.parameters, due.date()).items())
            typer.echo(f"  {due.isoformat(timespec='minutes')}  {told}".rstrip())
            moment = due + dt.timedelta(seconds=1)


def _jobs(schedule: Path) -> list[Any]:
    """Each job with its plan and its latest runs."""
    from chancery.scheduling.daemon import LEDGER
    from chancery.scheduling.ledger import ledger
    from chancery.scheduling.plan import plan

    listed = plan(schedule)
    path = listed.beside(LEDGER)
    if not path.is_file():
        return [(job, listed, (None, None)) for job in listed.jobs]
    with ledger(path) as kept:
        return [
            (job, listed, (next(iter(kept.runs(job.name)), None), kept.failing_since(job.name))) for job in listed.jobs
        ]


def _standing(job: Any, listed: Any, runs: tuple[Any, Any]) -> dict[str, Any]:
    last, since = runs
    zone = listed.zone_of(job)
    due = listed.trigger(job).get_next_fire_time(None, dt.datetime.now(dt.UTC))
    said = f"{last.due.astimezone(zone).isoformat(timespec='minutes')} {last.state}" if last else ""
    return {
        "job": job.name,
        "next": due.isoformat(timespec="minutes") if due else "never",
        "last": said + (f" after {last.attempts} attempts" if last and last.attempts > 1 else ""),
        "reports": list(last.reports) if last else [],
        "problem": last.problem if last else "",
        "failing_since": since.astimezone(zone).isoformat(timespec="minutes") if since else "",
    }


class _AsJson(logging.Formatter):
    """A log line as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        told = {"time": _time(record), "level": record.levelname.lower(), "message": record.getMessage()}
        return json.dumps(told | {name: record.__dict__[name] for name in _OWN if name in record.__dict__})


class _AsText(logging.Formatter):
    """A log line for a person."""

    def format(self, record: logging.LogRecord) -> str:
        about = f" {record.__dict__['job']}" if "job" in record.__dict__ else ""
        due = f" (due {record.__dict__['due']})" if "due" in record.__dict__ else ""
        return f"{_time(record)} {record.levelname.lower()}{about}: {record.getMessage()}{due}"


def _time(record: logging.LogRecord) -> str:
    return dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="seconds")


def _logging(schedule: Path, *, json_log: bool) -> None:
    """Log to standard error, and as JSON lines to a file beside the schedule."""
    own = logging.getLogger("chancery.schedule")
    own.setLevel(logging.INFO)
    shown = logging.StreamHandler()
    shown.setFormatter(_AsJson() if json_log else _AsText())
    kept = schedule.resolve().with_name(f".{schedule.stem}.log.jsonl")
    try:
        filed = logging.handlers.RotatingFileHandler(kept, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    except OSError as error:
        remedy = "give the path of a schedule in a folder that can be written"
        raise ChanceryError(str(schedule), f"its log cannot be written ({error.strerror})", remedy) from error
    filed.setFormatter(_AsJson())
    own.handlers = [shown, filed]
