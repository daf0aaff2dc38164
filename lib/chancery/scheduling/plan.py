"""schedule.yaml: which reports are made when, of what, and whom to tell."""

import datetime as dt
import zoneinfo
from pathlib import Path
from typing import Any, Literal

from apscheduler.triggers.cron import CronTrigger
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from chancery import files
from chancery import parameters as schema
from chancery.errors import ChanceryError, ParameterError
from chancery.notices.targets import Mail, Target
from chancery.scheduling.days import period, resolved

Missed = Literal["skip", "latest", "all"]
_SOME_DAY = dt.date(2025, 3, 14)  # words for days are tried out on it when a plan is read


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Query(_Strict):
    """Articles of the shelf, chosen by what they are. published: a period in words; the others as in a watch rule."""

    published: str = "last 7 days"
    actors: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @field_validator("published")
    @classmethod
    def _is_period(cls, words: str) -> str:
        try:
            period(words, _SOME_DAY)
        except ParameterError as error:
            raise ValueError(f"{error.problem}; {error.remedy}") from None
        return words


class Job(_Strict):
    """One report or several, made again and again.

    cron: five fields, in the schedule's time zone unless the job has its own.
    articles: names or paths; query: articles of the shelf on the day; watch: a watch list looked at first.
    missed: what becomes of runs that were due while nothing ran: skipped, only the latest made, or all of them.
    late_minutes: a run no later than this is not missed. limit_minutes: for one try, retries included each anew.
    """

    name: str = Field(pattern=r"^[A-Za-z0-9][\w.-]{0,60}$")
    cron: str
    timezone: str = ""
    notebook: str = "briefing"
    articles: tuple[str, ...] = ()
    query: Query | None = None
    watch: Path | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    out: str = ""
    retries: int = Field(2, ge=0, le=10)
    backoff_minutes: float = Field(1, ge=0, le=720)
    limit_minutes: float = Field(15, gt=0, le=1440)
    missed: Missed = "latest"
    late_minutes: float = Field(5, ge=0, le=1440)
    notify: tuple[Target, ...] = ()

    @field_validator("cron")
    @classmethod
    def _is_cron(cls, cron: str) -> str:
        CronTrigger.from_crontab(cron)  # its ValueError says which field is wrong
        return cron

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        if name:
            _zone(name)
        return name

    @field_validator("parameters")
    @classmethod
    def _are_parameters(cls, given: dict[str, Any]) -> dict[str, Any]:
        try:
            schema.checked(resolved(given, _SOME_DAY))
        except ChanceryError as error:
            raise ValueError(f"{error.where}: {error.problem}") from None
        if "article" in given:
            raise ValueError("article is set by `articles` or `query`")
        return given

    @model_validator(mode="after")
    def _has_work(self) -> "Job":
        if not (self.articles or self.query or self.watch):
            raise ValueError("has nothing to do: give articles, a query or a watch list")
        return self


class Plan(_Strict):
    """A whole schedule. timezone: of every job that names none; mail: the server that notices go through."""

    timezone: str = "UTC"
    jobs: tuple[Job, ...]
    mail: Mail | None = None
    path: Path = Path("schedule.yaml")

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        _zone(name)
        return name

    @model_validator(mode="after")
    def _fits(self) -> "Plan":
        names = [job.name for job in self.jobs]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two jobs are named {', '.join(twice)}")
        if not names:
            raise ValueError("lists no job")
        if self.mail is None and any(target.mail for job in self.jobs for target in job.notify):
            raise ValueError("a job sends mail, but no mail server is given")
        return self

    def zone_of(self, job: Job) -> zoneinfo.ZoneInfo:
        """The time zone that a job's hours are in."""
        return _zone(job.timezone or self.timezone)

    def trigger(self, job: Job) -> CronTrigger:
        """When a job is due."""
        return CronTrigger.from_crontab(job.cron, timezone=self.zone_of(job))

    def beside(self, suffix: str) -> Path:
        """A file that belongs to this schedule: `.NAME.suffix` in its folder."""
        return self.path.with_name(f".{self.path.stem}.{suffix}")


def plan(path: Path) -> Plan:
    """The schedule in a YAML file; watch lists in it are relative to its folder.

    Raises ParameterError listing everything that is wrong with it.
    """
    held = files.settings(path, "is no schedule", "docs/scheduling.md")
    whole = path.expanduser().resolve()
    try:
        made = Plan.model_validate({**held, "path": whole})
    except ValidationError as error:
        told = "; ".join(_told(held, tuple(one["loc"]), one["msg"]) for one in error.errors())
        raise ParameterError(str(path), told, "see docs/scheduling.md for what may stand there") from None
    jobs = tuple(
        job.model_copy(update={"watch": whole.parent / job.watch.expanduser()}) if job.watch else job
        for job in made.jobs
    )
    return made.model_copy(update={"jobs": jobs})


def _told(held: dict[str, Any], place: tuple[int | str, ...], message: str) -> str:
    """A fault, with the job it lies in by name."""
    names = list(place)
    jobs = held.get("jobs")
    if len(place) > 1 and place[0] == "jobs" and isinstance(place[1], int) and isinstance(jobs, list):
        job = jobs[place[1]] if place[1] < len(jobs) else None
        names = [f"job {job.get('name', place[1] + 1) if isinstance(job, dict) else place[1] + 1}", *place[2:]]
    where = " ".join(map(str, names))
    return f"{where}: {message.removeprefix('Value error, ')}" if where else message.removeprefix("Value error, ")


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"no such time zone: {name}; write it as Europe/Berlin or UTC") from None
