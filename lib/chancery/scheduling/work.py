"""One run in a process of its own: given a task on standard input, it prints what it made.

The process ends with whoever started it: standard input stays open as long as the starter lives, and when it closes
the whole process group is ended, kernels included. `done` starts such a process and waits for it.
"""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery.errors import ChanceryError

SOON = 5.0  # seconds between asking a process to end and ending it
_at_work: set["subprocess.Popen[str]"] = set()


@dataclass(frozen=True)
class Task:
    """What one run is to do, with every word for a day resolved."""

    articles: tuple[str, ...]
    notebook: str
    parameters: dict[str, Any]
    out: str


@dataclass(frozen=True)
class Outcome:
    """What a run made: pages, each with the reasons why it is news; the articles that failed, each with its error."""

    pages: tuple[str, ...] = ()
    changes: tuple[tuple[str, ...], ...] = ()
    failed: tuple[str, ...] = ()
    errors: tuple[ChanceryError, ...] = ()


def done(task: Task, limit: dt.timedelta) -> Outcome:
    """The outcome of a task, run in a process of its own.

    limit: how long it may take; then it is ended with all it started, and the outcome says so.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "chancery.scheduling.work"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    _at_work.add(process)
    try:
        held = _said(process, task, limit)
    except subprocess.TimeoutExpired:
        minutes = f"{limit.total_seconds() / 60:g}"
        return _none(
            task, f"was not done after {minutes} minutes and was ended", "raise limit_minutes if it needs more"
        )
    finally:
        _ended(process)
        _at_work.discard(process)
    if held is None:
        problem = f"its process ended without a word (exit code {process.returncode})"
        return _none(task, problem, "render it by hand to see why; a machine short of memory ends processes so")
    changes = tuple(tuple(reasons) for reasons in held["changes"])
    errors = tuple(ChanceryError(*parts) for parts in held["errors"])
    return Outcome(tuple(held["pages"]), changes, tuple(held["failed"]), errors)


def _none(task: Task, problem: str, remedy: str) -> Outcome:
    """The outcome of a task whose process came to nothing: every article failed, for one reason."""
    return Outcome(failed=task.articles, errors=tuple(ChanceryError(each, problem, remedy) for each in task.articles))


def end_all() -> None:
    """End every run that this process started: it is about to end itself."""
    for process in list(_at_work):
        _kill(process.pid)


def _said(process: "subprocess.Popen[str]", task: Task, limit: dt.timedelta) -> dict[str, Any] | None:
    """The last line that the process prints, read; None where it ended without one. Standard input stays open."""
    if process.stdin is None or process.stdout is None:
        return None
    lines: list[str] = []
    reading = threading.Thread(target=lambda: lines.extend(process.stdout or ()), daemon=True)
    reading.start()
    try:
        process.stdin.write(json.dumps(vars(task)) + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        return None
    reading.join(limit.total_seconds())
    if reading.is_alive():
        raise subprocess.TimeoutExpired(process.args, limit.total_seconds())
    process.wait(SOON)
    try:
        return dict(json.loads(lines[-1])) if lines else None
    except ValueError:
        return None


def _ended(process: "subprocess.Popen[str]") -> None:
    """End a process with its whole group, if it has not ended by itself."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(SOON if process.poll() is None else 0)
    except subprocess.TimeoutExpired:
        _kill(process.pid)
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _kill(group: int) -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        os.kill(group, signal.SIGTERM)


def _die_with_the_starter() -> None:
    """Wait for standard input to close, then end the process group: nobody is left to hear of this run."""
    sys.stdin.buffer.read()
    _kill(os.getpid())


def made(task: Task) -> Outcome:
    """The outcome of a task, run here: every article rendered, faults of one not stopping the others."""
    from chancery import parameters, runner

    pages, changes, failed, errors = [], [], [], []
    out = Path(task.out) if task.out else None
    for article in task.articles:
        try:
            values = parameters.checked({**task.parameters, "article": article})
            before = _record_before(article, task.notebook, out)
            page = runner.render(values, task.notebook, out).page
            pages.append(str(page))
            changes.append(_changes(before, page))
        except ChanceryError as error:
            failed.append(article)
            errors.append(error)
    return Outcome(tuple(pages), tuple(changes), tuple(failed), tuple(errors))


def _record_before(article: str, notebook: str, out: Path | None) -> Any:
    """The record that a run is about to replace, None where there is none."""
    from chancery import parameters, paths, record, rendition

    name = rendition.report_name(parameters.Parameters(article=article), Path(notebook))
    try:
        return record.read((out or paths.reports()) / f"{name}.json")
    except ChanceryError:
        return None


def _changes(before: Any, page: Path) -> tuple[str, ...]:
    """Why a briefing is news: against the one it replaced, else against the newest before it on the same subject."""
    from chancery import diff, record, shelf

    try:
        after = record.read(page.with_suffix(".json"))
    except ChanceryError:
        return ()
    if before is None:
        codes = [part.code if part else "" for part in (after.theatre, after.focus)]
        day = dt.date.fromisoformat(after.as_of)
        earlier = shelf.predecessor(page.parent, codes[0], codes[1], day, marking=after.marking)
        before = record.read(earlier) if earlier else None
    return tuple(diff.material(diff.compared(before, after))) if before else ("the first briefing on its subject",)


def main() -> None:
    """Read a task, work it off, print the outcome in one line."""
    held = json.loads(sys.stdin.readline())
    task = Task(tuple(held["articles"]), held["notebook"], held["parameters"], held["out"])
    threading.Thread(target=_die_with_the_starter, daemon=True).start()
    said, sys.stdout = sys.stdout, sys.stderr
    outcome = made(task)
    errors = [(error.where, error.problem, error.remedy) for error in outcome.errors]
    print(json.dumps({**vars(outcome), "errors": errors}), file=said, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
