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

from chancery.batch.inputs import Inputs
from chancery.batch.manifest import Order
from chancery.batch.notes import Folders
from chancery.errors import ChanceryError, RenderError
from chancery.progress import Count


class Pool(Protocol):
    """Where reports are made: this machine (`local`) or a cluster (`cluster`).

    It gives renditions, or what its desk takes in their place.
    """

    def submit(self, order: Order) -> None:
        """Have a report made."""

    def finished(self) -> tuple[Order, Any]:
        """The next report that is made, or the error it came to; waits for one."""

    def close(self) -> None:
        """Let go of what is held."""


class Desk(Protocol):
    """Where reports are filed: folders (`notes`) or a store (`store`)."""

    def noted(self, order: Order) -> str:
        """The key of what a report was made from; "" where it is not known, or is not as it was filed."""

    def filed(self, order: Order, made: Any, key: Callable[[], str]) -> str:
        """Where the page of a report lies, filed and noted with its key."""

    def failed(self, order: Order, error: ChanceryError) -> None:
        """Keep what helps to see why."""


@dataclass
class Outcome:
    """What came of a batch: pages made, pages that were done already, orders that failed with their errors."""

    made: list[str] = field(default_factory=list)
    already: list[Path] = field(default_factory=list)
    failed: list[tuple[Order, ChanceryError]] = field(default_factory=list)


def run(
    wanted: Sequence[Order],
    pool: Callable[[], Pool],
    *,
    desk: Desk | None = None,
    force: bool = False,
    tell: Count | None = None,
) -> Outcome:
    """Make the reports that are not done already; what fails stops no other.

    pool: makes the pool, called only where there is something to make. desk: the folders unless given.
    force: make all. tell: see `progress.counted`.
    Raises what the pool raises when it is made.
    """
    return _Batch(pool, desk or Folders(), force=force, tell=tell or (lambda _what, _worked: None)).run(wanted)


class _Batch:
    def __init__(self, pool: Callable[[], Pool], desk: Desk, *, force: bool, tell: Count) -> None:
        self._new_pool = pool
        self._pool: Pool | None = None
        self._desk = desk
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
        return not self._force and self._desk.noted(order) == self._inputs.whole(key, order)

    def _file(self, order: Order, result: Any) -> None:
        try:
            if isinstance(result, ChanceryError):
                self._fail(order, result)
                self._desk.failed(order, result)
            else:
                key = self._keys[order.page]
                page = self._desk.filed(order, result, lambda: self._inputs.whole(key, order))
                self._outcome.made.append(page)
                self._tell(page, True)
        except ChanceryError as error:
            if not isinstance(result, ChanceryError):
                self._fail(order, error)

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
