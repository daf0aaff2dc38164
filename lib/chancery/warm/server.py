"""The warm server: a process with everything imported that forks a child for each request.

`chancery.warm.client` starts it with a socket, a lock and a pipe, never a person. It has one thread, and never runs a
cell or opens a notebook itself.
"""

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery.reference import loading
from chancery.warm import child, preload, watched
from chancery.warm.keeping import Keeper
from chancery.warm.wire import Channel, ClosedError, Message

IDLE = "CHANCERY_WARM_IDLE"
IDLE_SECONDS = 900.0


@dataclass(eq=False)
class Client:
    """One caller: its channel, and the child that works for it (0 before it has one)."""

    channel: Channel
    pid: int = 0
    gone: bool = False


class Server:
    """Accepts callers, forks for each, watches both ends until one is gone."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self.lock = lock
        self.taken_in = watched.stamp()
        self.idle_seconds = float(os.environ.get(IDLE) or IDLE_SECONDS)
        self.clients: list[Client] = []
        self.served = 0
        self.listening = True
        self.last_busy = time.monotonic()

    def open(self) -> None:
        """Load everything, prove that a fork works, and listen. Raises RuntimeError where this is no place to fork."""
        preload.preload()
        if preload.threads() != 1:
            raise RuntimeError(f"{preload.threads()} threads run after the imports")
        self._prove()
        self.path.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        self.listener.bind(str(self.path))
        os.umask(before)
        self.listener.listen(128)
        self.inode = self.path.stat().st_ino
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.woken, waker = socket.socketpair()
        self.waker = waker
        for end in (self.woken, waker):
            end.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: self._stop())
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.selector.register(self.woken, selectors.EVENT_READ)
        loading.keeper = self.keeper = Keeper()
        self.selector.register(self.keeper.told, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until there has been nothing to do for a while, or the code on disk is another."""
        while self.listening or self.clients:
            for key, _ in self.selector.select(timeout=1.0):
                if key.fileobj is self.listener:
                    self._accept()
                elif key.fileobj is self.woken:
                    with contextlib.suppress(BlockingIOError):
                        self.woken.recv(4096)
                elif key.fileobj is self.keeper.told:
                    self.keeper.hear()
                else:
                    self._hear(key.data)
            self._reap()
            if self.clients:
                self.last_busy = time.monotonic()
            elif time.monotonic() - self.last_busy > self.idle_seconds or not self._still_ours():
                self._close()

    def _accept(self) -> None:
        try:
            end, _ = self.listener.accept()
        except OSError:
            return
        client = Client(Channel(end))
        self.clients.append(client)
        self.selector.register(end, selectors.EVENT_READ, client)

    def _hear(self, client: Client) -> None:
        try:
            for message in client.channel.arrived():
                self._answer(client, message)
        except (ClosedError, ValueError, KeyError):
            self._leave(client)

    def _answer(self, client: Client, message: Message) -> None:
        kind = message["is"]
        if kind == "signal" and client.pid:
            _signal(client.pid, int(message["number"]), group=bool(message["group"]))
        elif kind == "status":
            told = {"pid": os.getpid(), "children": self._children(), "served": self.served}
            client.channel.send("status", **told, tables=len(self.keeper.held()))
        elif kind == "stop":
            client.channel.send("stopping")
            self._stop()
        elif kind in ("render", "kernel") and not client.pid:
            if not self.listening or watched.stamp() != self.taken_in:
                client.channel.send("outdated")
                self._close()
            else:
                self._fork(client, message)

    def _fork(self, client: Client, message: Message) -> None:
        if preload.threads() != 1:
            client.channel.send("unfit", why=f"{preload.threads()} threads run in the server")
            return
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            with contextlib.suppress(BaseException):
                self._be_child(client, message, server)
            os._exit(1)
        self.served += 1
        client.pid = pid
        client.channel.send("accepted", pid=pid)

    def _be_child(self, client: Client, message: Message, server: int) -> None:
        """The forked side: drop what is the server's, then work."""
        import atexit

        atexit._clear()  # noqa: SLF001 - what the server would do at its end is not the child's to do
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.selector.close()
        for end in (self.listener, self.woken, self.waker):
            end.close()
        for other in self.clients:
            if other is not client:
                other.channel.close()
        os.close(self.lock)
        child.settle(message, server)
        if message["is"] == "kernel":
            from chancery.warm import socketed

            self.keeper.shut()
            socketed.kernel(message["arguments"], client.channel)
        else:
            child.work(message, client.channel, self.keeper.shut)
            client.channel.close()
        child.end()

    def _reap(self) -> None:
        """Every child that has ended: what it left running ends too, and its caller is told how it ended."""
        for client in [each for each in self.clients if each.pid]:
            try:
                pid, status = os.waitpid(client.pid, os.WNOHANG)
            except ChildProcessError:
                pid, status = client.pid, 0
            if pid:
                _signal(client.pid, signal.SIGKILL, group=True)
                client.pid = 0
                if not client.gone:
                    with contextlib.suppress(ClosedError):
                        client.channel.send("ended", status=os.waitstatus_to_exitcode(status))
                    self._leave(client)
                self._forget(client)

    def _leave(self, client: Client) -> None:
        """A caller that is gone takes its child along."""
        if not client.gone:
            client.gone = True
            self.selector.unregister(client.channel.end)
            client.channel.close()
        if client.pid:
            _signal(client.pid, signal.SIGKILL, group=True)
        else:
            self._forget(client)

    def _forget(self, client: Client) -> None:
        if client in self.clients:
            self.clients.remove(client)

    def _children(self) -> list[int]:
        return [client.pid for client in self.clients if client.pid]

    def _still_ours(self) -> bool:
        try:
            return self.path.stat().st_ino == self.inode
        except OSError:
            return False

    def _close(self) -> None:
        """Take no more callers, and make room for the next server; children still at work are waited for."""
        if self.listening:
            self.listening = False
            if self._still_ours():
                self.path.unlink(missing_ok=True)
            self.selector.unregister(self.listener)
            self.listener.close()
            os.close(self.lock)
            self.lock = os.open(os.devnull, os.O_RDONLY)

    def _stop(self) -> None:
        """End at once, the children too."""
        self._close()
        for client in list(self.clients):
            self._leave(client)

    def _prove(self) -> None:
        """Fork once and see the child end well."""
        pid = os.fork()
        if pid == 0:
            os._exit(0 if sum(range(10)) == 45 else 1)
        if os.waitpid(pid, 0)[1] != 0:
            raise RuntimeError("a forked child did not end well")


def _signal(pid: int, number: int, *, group: bool) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if group:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, number)
                return
        os.kill(pid, number)  # it may not have become a group yet


def main() -> None:
    """Serve on the socket; tell the starter, by the pipe it waits at, that this server is ready or why it is not."""
    if os.fork():
        os._exit(0)
    path, lock, ready = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    os.chdir("/")
    os.set_inheritable(lock, False)
    server = Server(path, lock)
    said: Any = b"ready"
    try:
        server.open()
    except Exception as error:  # noqa: BLE001 - whatever it is, the starter is told
        said = f"{type(error).__name__}: {error}".encode()
    os.write(ready, said)
    os.close(ready)
    if said == b"ready":
        gc.enable()
        server.serve()
