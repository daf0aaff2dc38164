"""Progress on a terminal: which cell is running, in words; plain lines where the output is a file."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int, str], None]
Count = Callable[[str, bool], None]


@contextmanager
def shown(title: str) -> Iterator[Tell]:
    """A function to call before each step with its number, how many there are and what it is about."""
    begun = time.monotonic()
    if sys.stderr.isatty():
        with _bar(title) as tell:
            yield tell
    else:
        yield lambda step, steps, what: print(f"{title}: cell {step} of {steps} {what}", file=sys.stderr, flush=True)
    print(f"{title}: {time.monotonic() - begun:.1f} s", file=sys.stderr)


@contextmanager
def counted(title: str, total: int) -> Iterator[Count]:
    """A function to call after each of many things, with its name and whether there was work to do.

    It tells how long the rest may take. Where lines are printed, what there was no work to do for is only counted.
    """
    if total and sys.stderr.isatty():
        with _counting_bar(title, total) as tell:
            yield tell
        return
    begun, counts = time.monotonic(), {True: 0, False: 0}

    def said(what: str, worked: bool) -> None:
        counts[worked] += 1
        done = sum(counts.values())
        if worked:
            left = (time.monotonic() - begun) / counts[True] * (total - done)
            rest = f", about {duration(left)} left" if done < total else ""
            print(f"{title}: {done} of {total}{rest}: {what}", file=sys.stderr, flush=True)

    yield said


def duration(seconds: float) -> str:
    """A duration in words short enough for a line of progress.

    >>> duration(0.4), duration(75), duration(7500)
    ('1 s', '1 min 15 s', '2 h 5 min')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"


@contextmanager
def _counting_bar(title: str, total: int) -> Iterator[Count]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[what]}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, what="", total=total)
        yield lambda what, _worked: bar.update(task, advance=1, what=what)


@contextmanager
def _bar(title: str) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), TextColumn("{task.fields[what]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, what="starting the kernel", total=None)
        yield lambda step, steps, what: progress.update(task, completed=step, total=steps, what=what)
