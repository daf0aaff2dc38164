"""What a fresh process does for one request: take on the caller's surroundings, do the work, tell the caller, end.

The process is a fork of the warm server, or a new interpreter; from here on the two are alike.
"""

import contextlib
import ctypes
import gc
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from chancery import rendition
from chancery.errors import ChanceryError
from chancery.rendition import Rendition, Task
from chancery.warm import wire
from chancery.warm.wire import Channel, Message

PR_SET_PDEATHSIG = 1
RESERVE_BYTES = 1 << 24  # never written to: it takes addresses, no memory
FIRST_TO_GO = "500"  # where memory ends, the system ends a child before the server and the rest of the session


def surroundings(environment: Mapping[str, str] | None = None, folder: str | Path | None = None) -> Message:
    """What a request carries of its caller: environment, folder and permissions of new files."""
    return {
        "environment": dict(os.environ if environment is None else environment),
        "folder": str(folder or Path.cwd()),
        "umask": _umask(),
    }


def settle(asked: Message, parent: int) -> None:
    """Become the caller's: its environment and folder, a group of processes of its own, new random seeds.

    parent: the process whose end must be this one's end too.
    """
    _end_with(parent)
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    os.umask(asked["umask"])
    with contextlib.suppress(OSError):
        os.chdir(asked["folder"])
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, "ascii")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def work(asked: Message, channel: Channel, begin: Callable[[], None] = lambda: None) -> None:
    """Do what was asked and send what came of it: `done` with the rendition, or `failed` with the error.

    begin: called when all is read and the first cell is about to run.
    """
    try:
        made = rendered(wire.task_of(asked["task"]), channel, begin)
    except ChanceryError as error:
        channel.send("failed", error=wire.error_as_values(error))
    except BaseException as error:  # noqa: BLE001 - a cell may raise anything; the caller is told
        traceback.print_exc(file=sys.__stderr__)
        channel.send("failed", error=wire.error_as_values(error))
    else:
        channel.send("done", **vars(made))


def rendered(task: Task, channel: Channel, begin: Callable[[], None]) -> Rendition:
    """The rendition of one task; each code cell is told of before it runs.

    Raises ChanceryError for unfit inputs, a failing cell, or an executed notebook that cannot be a page.
    """
    from chancery import paths
    from chancery.warm.execution import executed

    gc.disable()  # until the cells run: what is read stays
    given = rendition.prepared(task)
    begin()
    os.chdir(paths.home())

    reached = 0
    reserve = bytearray(RESERVE_BYTES)  # given back where memory ends, so that there is some to say so

    def tell(number: int, count: int, what: str) -> None:
        nonlocal reached
        reached = number
        channel.send("cell", number=number, count=count, what=what)

    try:
        made = executed(given.notebook, given.parameters.as_literals(), tell)
        reserve.clear()
        return rendition.finished(given, made)
    except MemoryError:
        reserve.clear()
        raise rendition.died(task, f"memory ended in code cell {reached}") from None
    except SystemExit as error:
        raise rendition.died(task, str(error)) from error


def end() -> None:
    """End this process: what cells left to be done at the end is done, nothing else is."""
    import atexit

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(5)
    with contextlib.suppress(BaseException):
        atexit._run_exitfuncs()  # noqa: SLF001 - what cells registered, and then no more than that
    os._exit(0)


def _end_with(parent: int) -> None:
    """A group of processes of our own, and an end as soon as the parent ends, where the system can promise it."""
    if os.getpgrp() != os.getpid():
        os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def _umask() -> int:
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("Umask:")).split()[1], 8)
    now = os.umask(0o077)
    os.umask(now)
    return now
