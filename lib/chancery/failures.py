"""Runs that failed: what stands beside the last good page until a run succeeds again.

`record` writes NAME.failed.json, for machines and the site, and NAME.failed.html, a page that says what failed and
since when. The good page is not touched: it holds no clock, and what it says is still what was so when it was made.
"""

import dataclasses
import datetime as dt
import json
from pathlib import Path
from urllib.parse import quote

from chancery import files, markup, paths, shelf
from chancery.errors import ChanceryError
from chancery.shelf import FAILED, FAILURE_FORM, Failure
from chancery.words import counted, day, iso_day

VERSION = "1"
KIND = "failure"
UNKNOWN = "open the notebook kept beside the report, or run it again by hand"


def record(folder: Path, name: str, error: Exception, when: dt.datetime, marking: str = "") -> Failure:
    """File a failed run of a report, beside its last good page; both files are replaced whole.

    name: of the report (`runner.report_name`). when: of this attempt, with its time zone; the first failure since the
    last success keeps its own. marking: of the run, so that what failed is shown to no wider circle than the report.
    Raises ValueError for a time without a zone, OSError where nothing can be written.
    """
    if when.tzinfo is None:
        raise ValueError(f"{when} has no time zone")
    told = when.astimezone(dt.UTC).isoformat(timespec="seconds")
    where, problem, remedy = _parts(error)
    kept = _standing(folder / f"{name}{FAILED}.json")
    failure = Failure(
        name=name,
        where=where,
        problem=problem,
        remedy=remedy,
        since=kept.since if kept else told,
        last=told,
        attempts=kept.attempts + 1 if kept else 1,
        marking=marking,
    )
    good = folder / f"{name}.html"
    values = {"form": FAILURE_FORM, "version": VERSION, **dataclasses.asdict(failure)}
    files.replaced(folder / f"{name}{FAILED}.html", page(failure, shelf.report_at(good) if good.is_file() else None))
    files.replaced(
        folder / f"{name}{FAILED}.json", json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )
    return failure


def clear(folder: Path, name: str) -> None:
    """Take away what says that a report's last run failed, since one has succeeded."""
    for ending in ("json", "html"):
        (folder / f"{name}{FAILED}.{ending}").unlink(missing_ok=True)


def page(failure: Failure, good: shelf.Report | None) -> str:
    """The page that says what failed and since when; good: the last good page, where there is one."""
    from chancery.report import onward, sheet  # half a second that a run which succeeds need not pay

    marking = shelf.strictest(failure.marking, good.marked if good else "")
    title = f"Not updated: {good.title if good else failure.name}"
    masthead = markup.masthead(
        title=title,
        dek=f"No run has succeeded since {moment(failure.since)}."
        + (" The last good page is still in place." if good else " There is no earlier page."),
        marking=marking,
        kicker="A run failed",
    )
    facts = {
        "Failed at": failure.where,
        "Because": failure.problem,
        "Remedy": failure.remedy,
        "Failing since": moment(failure.since),
        "Last attempt": f"{moment(failure.last)}; {counted(failure.attempts, 'attempt')} so far",
    }
    blocks = [markup.section("What failed", [], [markup.pairs(facts, "The failed run")])]
    if good:
        blocks.append(onward(quote(good.page.name), f"The last good page: {good.title}", iso_day(good.date)))
    return sheet(title, masthead, blocks, kind=KIND, marking=marking, description=title)


def moment(text: str) -> str:
    """A time in UTC as the page writes it.

    >>> moment("2026-03-01T06:05:00+00:00")
    '1 March 2026, 06:05 UTC'
    """
    try:
        read = dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except ValueError:
        return text
    return f"{day(read.date())}, {read:%H:%M} UTC"


def _parts(error: Exception) -> tuple[str, str, str]:
    """Where, problem and remedy, without folders of the machine."""
    if isinstance(error, ChanceryError) and hasattr(error, "remedy"):
        parts = (error.where, error.problem, error.remedy)
    else:
        parts = ("the run", f"{type(error).__name__}: {error}".strip(" :"), UNKNOWN)
    where, problem, remedy = (_without_folders(part) for part in parts)
    return where, problem, remedy


def _without_folders(text: str) -> str:
    return text.replace(f"{paths.home()}/", "").replace(str(Path.home()), "~")


def _standing(path: Path) -> Failure | None:
    """The failure that stands already; one that cannot be read is written anew."""
    try:
        return shelf.failure_in(path) if path.is_file() else None
    except ChanceryError:
        return None
