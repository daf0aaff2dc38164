"""Progress on a terminal: which cell is running, in words; plain lines where the output is a file."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int, str], None]


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
def _bar(title: str) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), TextColumn("{task.fields[what]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, what="starting the kernel", total=None)
        yield lambda step, steps, what: progress.update(task, completed=step, total=steps, what=what)
