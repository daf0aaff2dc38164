"""Which runs a job owes at a moment: those to make, those that are passed over by its own rule."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from apscheduler.triggers.cron import CronTrigger

from chancery.scheduling.plan import Missed

MOST = 1000  # runs looked at in one go; a schedule that stood still for years owes the latest of them only


@dataclass(frozen=True)
class Owed:
    """Runs by the time they were due, the oldest first: `to_make` and `passed_over`."""

    to_make: tuple[dt.datetime, ...]
    passed_over: tuple[dt.datetime, ...]


def owed(trigger: CronTrigger, since: dt.datetime, now: dt.datetime, missed: Missed, late: dt.timedelta) -> Owed:
    """The runs due after `since` and up to `now`.

    The latest is made where it is no later than `late`. Those that are later were missed: all, the latest of them or
    none are made, as the job says.
    """
    times = list(fire_times(trigger, since, now))
    overdue = [time for time in times if now - time > late]
    fresh = times[len(overdue) :]
    made_up = {"all": overdue, "latest": overdue[-1:] if not fresh else [], "skip": []}[missed]
    to_make = [*made_up, *fresh]
    return Owed(tuple(to_make), tuple(time for time in times if time not in to_make))


def fire_times(trigger: CronTrigger, after: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    """The times a trigger fires, later than `after` and no later than `until`; of very many, the latest `MOST`."""
    found: list[dt.datetime] = []
    previous = None
    moment = after + dt.timedelta(seconds=1)
    while (time := trigger.get_next_fire_time(previous, moment)) is not None and time <= until:
        found.append(time.astimezone(dt.UTC))
        previous = time
        moment = time + dt.timedelta(seconds=1)
        if len(found) > 2 * MOST:
            found = found[-MOST:]
    yield from found[-MOST:]
