"""Asking for renditions: of a warm server, which is started where none runs, or of a new interpreter.

Any number of threads and processes may ask at once; each request is its own socket and its own child.
"""

import atexit
import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chancery import rendition
from chancery.errors import RenderError
from chancery.rendition import GivenUpError, Rendition, Task, Tell
from chancery.warm import child, place, wire
from chancery.warm.wire import Channel, ClosedError, Message

START_SECONDS = 120.0
ANSWER_SECONDS = 60.0
STOP_SECONDS = 0.5  # how soon a stop is heeded
ATTEMPTS = 5


_at_work: set[int] = set()


class UnavailableError(Exception):
    """No warm server can be had here; the words say why."""


def warm(
    task: Task,
    tell: Tell | None = None,
    environment: dict[str, str] | None = None,
    stop: threading.Event | None = None,
) -> Rendition:
    """The rendition of a task by a child of the warm server. Raises UnavailableError, or what the task raises."""
    with asked(task, environment) as (channel, pid):
        try:
            return _awaited(channel, task, tell, stop)
        except ClosedError:
            end_group(pid)  # the server is gone, and its child with it; what the child started is ended here
            raise rendition.died(task, "the warm server was ended from outside") from None


def cold(
    task: Task,
    tell: Tell | None = None,
    environment: dict[str, str] | None = None,
    stop: threading.Event | None = None,
) -> Rendition:
    """The rendition of a task by a new interpreter. Raises what the task raises."""
    ours, theirs = socket.socketpair()
    with ours:
        command = _interpreter("chancery.warm.cold", theirs.fileno(), os.getpid())
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        _at_work.add(process.pid)
        try:
            channel = Channel(ours)
            channel.send("render", task=wire.task_as_values(task), **child.surroundings(environment))
            made = _awaited(channel, task, tell, stop)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        except ClosedError:
            raise rendition.died(task, _how(process.wait())) from None
        else:
            return made
        finally:
            end_group(process.pid)
            process.wait()
            _at_work.discard(process.pid)


@contextmanager
def asked(task: Task, environment: dict[str, str] | None = None) -> Iterator[tuple[Channel, int]]:
    """A child of the server that works on a task: the channel to it, and its process number.

    Leaving closes the channel, and with it the child. Raises UnavailableError.
    """
    channel, pid = forked("render", environment, task=wire.task_as_values(task))
    try:
        yield channel, pid
    finally:
        channel.close()


def forked(
    kind: str, environment: dict[str, str] | None = None, folder: str | Path | None = None, **fields: Any
) -> tuple[Channel, int]:
    """A child forked by the server for one request: the channel to it, and its process number.

    environment, folder: the child's, the caller's unless given. Closing the channel ends the child.
    Raises UnavailableError.
    """
    held = child.surroundings(environment, folder)
    for _ in range(ATTEMPTS):
        channel = _connected(held["environment"])
        try:
            channel.send(kind, **fields, **held)
            answer = channel.receive(ANSWER_SECONDS)
        except TimeoutError:
            channel.close()
            raise UnavailableError("the warm server does not answer") from None
        except ClosedError:
            channel.close()
            continue
        if answer["is"] == "accepted":
            return channel, answer["pid"]
        channel.close()
        if answer["is"] == "unfit":
            raise UnavailableError(answer["why"])
    raise UnavailableError("the warm server was replaced again and again")


def status() -> Message | None:
    """What the running server says of itself, or None where none runs."""
    return _told("status")


def stop() -> bool:
    """End the server of this environment and its children; whether there was one."""
    return _told("stop") is not None


def reason_against() -> str:
    """Why no warm server can run here; "" where nothing speaks against it."""
    if sys.platform != "linux":
        return f"forking with loaded libraries is not safe on {sys.platform}"
    if not hasattr(os, "memfd_create") or not Path("/proc/self/task").is_dir():
        return "there is no /proc, or no memory files"
    return ""


def _awaited(channel: Channel, task: Task, tell: Tell | None, stop: threading.Event | None) -> Rendition:
    """What comes of a task; every cell is told of meanwhile, and a stop is looked for."""
    while True:
        try:
            message = channel.receive(None if stop is None else STOP_SECONDS)
        except TimeoutError:
            if stop is not None and stop.is_set():
                raise GivenUpError(str(task.notebook), "was given up", "ask for it again") from None
            continue
        kind = message.pop("is")
        if kind == "cell" and tell is not None:
            tell(message["number"], message["count"], message["what"])
        elif kind == "done":
            with contextlib.suppress(ClosedError, TimeoutError):
                channel.receive(10)  # the child does what cells left for the end, then says that it ended
            return Rendition(**message)
        elif kind == "failed":
            raise wire.error_of(message["error"])
        elif kind == "ended":
            raise rendition.died(task, _how(message["status"]))


def _connected(environment: Mapping[str, str]) -> Channel:
    """A channel to the server, started where none listens."""
    try:
        path = place.socket_path(environment)
    except RenderError as error:
        raise UnavailableError(str(error)) from error
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return _reached(path)
        _started(path, environment)
        time.sleep(0.02)
    raise UnavailableError(f"no warm server came up within {START_SECONDS:.0f} seconds")


def _reached(path: Path) -> Channel:
    end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        end.connect(str(path))
    except BaseException:
        end.close()
        raise
    return Channel(end)


def _started(path: Path, environment: Mapping[str, str]) -> None:
    """Start the server, unless another is starting or running: it holds the lock as long as it lives."""
    lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return  # starting, or about to make room for a newer one
        waiting, ready = os.pipe()
        try:
            with path.with_suffix(".log").open("ab") as log:
                log.truncate(0)
                subprocess.run(  # noqa: S603 - our own interpreter and module
                    _interpreter("chancery.warm.server", path, lock, ready),
                    env=environment,
                    pass_fds=[lock, ready],
                    start_new_session=True,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    check=False,
                )  # ends at once: the server goes on as a process of its own
            os.close(ready)
            ready = -1
            said = os.read(waiting, 4096)
        finally:
            os.close(waiting)
            if ready >= 0:
                os.close(ready)
        if said != b"ready":
            why = said.decode(errors="replace") or f"it ended; see {path.with_suffix('.log')}"
            raise UnavailableError(f"the warm server did not start: {why}")
    finally:
        os.close(lock)


def _interpreter(module: str, *arguments: object) -> list[str]:
    """The command for `main` of a module, without the caller's folder on the path of imports, as kernels start."""
    code = f"import sys; sys.path[:] = filter(None, sys.path); from {module} import main; main()"
    return [sys.executable, "-c", code, *map(str, arguments)]


def _told(kind: str) -> Message | None:
    try:
        channel = _reached(place.socket_path(os.environ))
    except (OSError, RenderError):
        return None
    try:
        channel.send(kind)
        return channel.receive(ANSWER_SECONDS)
    except (ClosedError, TimeoutError):
        return None
    finally:
        channel.close()


def end_group(pid: int) -> None:
    """End a child and what it started, where no server is left to do it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


@atexit.register
def _end_all() -> None:
    """End new interpreters that threads of this process still wait for, with what they started."""
    for pid in list(_at_work):
        end_group(pid)


def _how(status_: int) -> str:
    """How a process ended, in words."""
    if status_ >= 0:
        return f"it ended with exit code {status_}"
    name = signal.Signals(-status_).name
    return f"it was ended by {name}" + (", as the system does when memory ends" if name == "SIGKILL" else "")
