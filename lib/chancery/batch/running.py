"""The way through a batch: what is done already is passed over, the rest is made, filed and noted one by one.

Only the caller's thread files; whatever ends it, a report is there whole and noted, or it is not there.
"""

import contextlib
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from chancery import runner
from chancery.batch import notes
from chancery.batch.inputs import Inputs
from chancery.batch.manifest import Order
from chancery.errors import ChanceryError, RenderError
from chancery.progress import Count
from chancery.rendition import CellError, Rendition


class Pool(Protocol):
    """Where reports are made: this machine (`local`) or a cluster (`cluster`)."""

    def submit(self, order: Order) -> None:
        """Have a report made."""

    def finished(self) -> tuple[Order, Rendition | ChanceryError]:
        """The next report that is made, or the error it came to; waits for one."""

    def close(self) -> None:
        """Let go of what is held."""


@dataclass
class Outcome:
    """What came of a batch: pages made, pages that were done already, orders that failed with their errors."""

    made: list[Path] = field(default_factory=list)
    already: list[Path] = field(default_factory=list)
    failed: list[tuple[Order, ChanceryError]] = field(default_factory=list)


def run(
    wanted: Sequence[Order], pool: Callable[[], Pool], *, force: bool = False, tell: Count | None = None
) -> Outcome:
    """Make the reports that are not done already; what fails stops no other.

    pool: makes the pool, called only where there is something to make. force: make all. tell: see `progress.counted`.
    Raises what the pool raises when it is made.
    """
    return _Batch(pool, force=force, tell=tell or (lambda _what, _worked: None)).run(wanted)


class _Batch:
    def __init__(self, pool: Callable[[], Pool], *, force: bool, tell: Count) -> None:
        self._new_pool = pool
        self._pool: Pool | None = None
        self._force = force
        self._tell = tell
        self._inputs = Inputs()
        self._keys: dict[Path, str] = {}
        self._outcome = Outcome()

    def run(self, wanted: Sequence[Order]) -> Outcome:
        """Begin every chain, and go on with each as its reports are finished."""
        chains: dict[Path, deque[Order]] = {}
        under_way = 0
        try:
            for chain in _chains(wanted):
                under_way += self._begin(chain, chains)
            while under_way and self._pool is not None:
                order, result = self._pool.finished()
                with _undisturbed():
                    self._file(order, result)
                under_way += self._begin(chains.pop(order.page), chains) - 1
        finally:
            if self._pool is not None:
                self._pool.close()
        return self._outcome

    def _begin(self, chain: deque[Order], chains: dict[Path, deque[Order]]) -> int:
        """Have the next report of a chain made that is not done already; 1 if there is one, else 0."""
        while chain:
            order = chain.popleft()
            try:
                if self._done(order):
                    self._outcome.already.append(order.page)
                    self._tell(str(order.page), False)
                    continue
            except (ChanceryError, OSError) as error:
                self._fail(order, error)
                continue
            if self._pool is None:
                self._pool = self._new_pool()
            self._pool.submit(order)
            chains[order.page] = chain
            return 1
        return 0

    def _done(self, order: Order) -> bool:
        self._keys[order.page] = key = self._inputs.key(order)
        return not self._force and notes.noted(order) == self._inputs.whole(key, order)

    def _file(self, order: Order, result: Rendition | ChanceryError) -> None:
        try:
            with runner.workshop(order.folder, order.name) as shop:
                if isinstance(result, Rendition):
                    made = runner.filed(result, order.folder, shop)
                    notes.note(order, self._inputs.whole(self._keys[order.page], order), made.files)
                    self._outcome.made.append(made.page)
                    self._tell(str(made.page), True)
                    return
                if isinstance(result, CellError):
                    runner.filed_failure(result, order.name, order.folder, shop)
        except ChanceryError as error:
            result = result if isinstance(result, ChanceryError) else error
        if isinstance(result, ChanceryError):
            self._fail(order, result)

    def _fail(self, order: Order, error: ChanceryError | OSError) -> None:
        if isinstance(error, OSError):
            error = RenderError(str(error.filename), error.strerror or str(error), "check the file and its permissions")
        self._outcome.failed.append((order, error))
        self._tell(f"{order.page} failed", True)


def _chains(wanted: Sequence[Order]) -> list[deque[Order]]:
    """Reports that can be made in any order, each alone; those told against a briefing before, one after another.

    Which one came before depends on what is on the shelf, so these are made in the order they were asked for.
    """
    chains: list[deque[Order]] = []
    told: dict[Path, deque[Order]] = {}
    for order in wanted:
        if not order.task.parameters.previous:
            chains.append(deque([order]))
        elif order.folder in told:
            told[order.folder].append(order)
        else:
            told[order.folder] = deque([order])
    return [*told.values(), *chains]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C and the like wait until this is done: a report is filed and noted whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[Any] = []
    before = {each: signal.signal(each, lambda *_: came.append(None)) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            with contextlib.suppress(TypeError):  # one that was not set from Python cannot be set back
                signal.signal(each, handler)
        if came:
            raise KeyboardInterrupt
