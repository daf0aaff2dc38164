"""The pool of this machine: each report by a warm child of its own, as many at a time as there are cores."""

import os
import threading
from queue import SimpleQueue

from chancery import runner, warm
from chancery.batch.manifest import Order
from chancery.errors import ChanceryError, RenderError
from chancery.rendition import DiedError, Rendition, Task


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalPool:
    """Threads that wait for children; the threads end with the process, and the children with the threads."""

    def __init__(self, jobs: int, way: warm.Way | None = None) -> None:
        self._way = warm.way(way)
        self._orders: SimpleQueue[Order] = SimpleQueue()
        self._done: SimpleQueue[tuple[Order, Rendition | ChanceryError]] = SimpleQueue()
        for _ in range(jobs):
            threading.Thread(target=self._work, daemon=True).start()

    def submit(self, order: Order) -> None:
        """Have a report made."""
        self._orders.put(order)

    def finished(self) -> tuple[Order, Rendition | ChanceryError]:
        """The next report that is made, or the error it came to; waits for one."""
        return self._done.get()

    def close(self) -> None:
        """Nothing is held that the end of the process would not end."""

    def _work(self) -> None:
        while True:
            order = self._orders.get()
            self._done.put((order, attempted(order.task, self._way)))


def attempted(
    task: Task, way: warm.Way, environment: dict[str, str] | None = None, stop: threading.Event | None = None
) -> Rendition | ChanceryError:
    """A rendition, tried once more where its kernel died: it may have been ended for another's sake.

    environment: of the kernel, this process's unless given. stop: see `warm.rendered`; heeded with an environment.
    """
    try:
        try:
            return _rendered(task, way, environment, stop)
        except DiedError:
            return _rendered(task, way, environment, stop)
    except ChanceryError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one report must not end the others
        return RenderError(str(task.notebook), f"{type(error).__name__}: {error}", "render it by hand to see why")


def _rendered(task: Task, way: warm.Way, environment: dict[str, str] | None, stop: threading.Event | None) -> Rendition:
    if environment is None:
        return runner.rendered(task, way=way)
    return warm.rendered(task, cold=way != "warm", environment=environment, stop=stop)
