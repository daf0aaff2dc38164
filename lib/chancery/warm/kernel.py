"""An ordinary IPython kernel without sockets: cells go in as calls, and messages come out as values.

It is ipykernel's own application, kernel, shell, display hook and magics. Only what talks to ZMQ is left out, so that
profile, start-up files, extensions, tracebacks and formatters are those of a kernel started by Jupyter.
"""

import asyncio
import io
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ipykernel
from ipykernel.displayhook import ZMQDisplayHook
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets import Any as AnyTrait

from chancery.warm.streams import Stream

Message = dict[str, Any]
ARGUMENTS = ("--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=ERROR")  # as the stock path passes them
LAUNCHER = str(Path(ipykernel.__file__).parent.parent / "ipykernel_launcher.py")


class Recorder(Session):
    """A Jupyter session that hands its messages to a function, packed and unpacked as if they had travelled."""

    take = AnyTrait()

    def send(  # type: ignore[override]  # of Session's many arguments those that kernels use
        self, _stream: Any, msg_or_type: Message | str, content: Any = None, parent: Any = None, **rest: Any
    ) -> Any:
        """A message on its way; gives the message itself, as Session does."""
        made = msg_or_type
        if not isinstance(made, dict):
            told = {name: rest[name] for name in ("header", "metadata") if name in rest}
            made = self.msg(made, content=content, parent=parent, **told)
        if self.take is not None:
            self.take(
                {**made, "content": self.unpack(self.pack(made["content"])), "buffers": rest.get("buffers") or []}
            )
        return made


class Kernel(IPythonKernel):
    """The kernel, which never waits for a debugger that nobody can attach."""

    _execute_sleep = 0  # a stock kernel sleeps after each cell, for what its threads have yet to send

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """There is no queue: one cell is asked for at a time."""


class Application(IPKernelApp):
    """ipykernel's application with the sockets left out."""

    kernel_class = Kernel

    def init_connection_file(self) -> None:
        """No connection, no file."""

    def init_poller(self) -> None:
        """Whoever forked us watches over us."""

    def init_sockets(self) -> None:
        """None."""

    def init_heartbeat(self) -> None:
        """None."""

    def write_connection_file(self, **_: Any) -> None:
        """No connection, no file."""

    def log_connection_info(self) -> None:
        """Nobody can connect."""

    def init_io(self) -> None:
        """Streams that capture print and descriptors, and ipykernel's display hook."""
        sys.stdout = Stream(self.session, "stdout", 1)
        sys.stderr = errors = Stream(self.session, "stderr", 2)
        own_words = io.TextIOWrapper(io.FileIO(os.dup(errors.original), "w"))
        for handler in self.log.handlers:
            handler.stream = own_words  # the kernel's own log is no output of a cell
        hook: Any = ZMQDisplayHook
        sys.displayhook = self.displayhook = hook(self.session, None)
        patch: Any = self.patch_io
        patch()

    def init_kernel(self) -> None:
        """The kernel itself, on this thread alone."""
        self.kernel = self.kernel_class.instance(
            parent=self,
            session=self.session,
            iopub_socket=None,
            shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count

    def close(self) -> None:
        """Nothing was opened."""


class Cells:
    """A kernel in this process; `run` executes one cell and gives its reply, messages going to `take` meanwhile."""

    def __init__(self, take: Callable[[Message], None]) -> None:
        sys.argv = [LAUNCHER, *ARGUMENTS]
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.session = Recorder(take=take, key=b"")
        application: Any = Application
        self.application = application.instance(session=self.session)
        self.application.initialize(list(ARGUMENTS))
        self.kernel = self.application.kernel
        self.kernel.start()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def run(self, source: str) -> Message:
        """The content of the reply to one cell: status, and ename, evalue and traceback where it failed."""
        asked = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        request = self.session.msg("execute_request", asked)
        self.kernel.set_parent(b"", request)
        replies: list[Message] = []
        take = self.session.take

        def sorted_out(message: Message) -> None:
            if message["header"]["msg_type"] == "execute_reply":
                replies.append(message["content"])
            else:
                take(message)

        self.session.take = sorted_out
        try:
            self.loop.run_until_complete(self.kernel.execute_request(None, b"", request))
        finally:
            self.session.take = take
        return replies[0]

    @property
    def ended(self) -> bool:
        """Whether a cell asked the kernel to end, as `exit` does."""
        return bool(self.kernel.shell.exit_now)

    def language_info(self) -> Message:
        """What a kernel says of its language."""
        return dict(self.kernel.language_info)
