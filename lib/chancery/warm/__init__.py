"""Notebooks run without waiting for a kernel: a server with everything imported forks a child for each.

    rendered    the rendition of a task: warm where that is possible, else cold
    client      asks; starts the server where none runs       server, child   the two sides of the fork
    cold        the same without a server                     kernel, streams, outputs, execution   running the cells
    provisioner ordinary Jupyter kernels from the same server
    place, watched, preload, wire                             where, how current, what is held, how they talk

docs/warm.md tells what differs from a kernel that Jupyter starts.
"""

import os
import sys
import threading
from typing import Literal

from chancery.rendition import Rendition, Task, Tell

Way = Literal["warm", "cold", "stock"]
SWITCH = "CHANCERY_WARM"
_said: set[str] = set()


def way(given: Way | None = None) -> Way:
    """How notebooks are run: as given, else as ``CHANCERY_WARM`` says (1, 0 or stock), else warm where that can be.

    Without fork the stock way is taken, papermill with a kernel of Jupyter's, and standard error says so once.
    """
    from chancery.warm import client

    asked: Way = given or {"0": "cold", "stock": "stock"}.get(os.environ.get(SWITCH, ""), "warm")  # type: ignore[assignment]
    against = client.reason_against() if asked != "stock" else ""
    if against:
        _say(against)
        return "stock"
    return asked


def rendered(
    task: Task,
    tell: Tell | None = None,
    *,
    cold: bool = False,
    environment: dict[str, str] | None = None,
    stop: threading.Event | None = None,
) -> Rendition:
    """The rendition of a task, by a child of the warm server; by a new interpreter with `cold`, or where no server is.

    Nothing is written. May be called from several threads and processes at once.
    tell: called before each code cell with its number, how many there are, and the heading above.
    environment: the kernel's, this process's unless given. stop: once it is set, the kernel is ended.
    Raises ChanceryError for unfit inputs, CellError for a cell that failed, DiedError for a kernel that died,
    GivenUpError for one that was stopped.
    """
    from chancery.warm import client

    if not cold:
        try:
            return client.warm(task, tell, environment, stop)
        except client.UnavailableError as reason:
            _say(str(reason))
    return client.cold(task, tell, environment, stop)


def _say(reason: str) -> None:
    if reason not in _said:
        _said.add(reason)
        sys.stderr.write(f"chancery: notebooks run without warm kernels: {reason}\n")
