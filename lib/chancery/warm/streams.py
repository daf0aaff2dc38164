"""What cells print, by `print` and by file descriptor, in the order it was written.

A stock kernel watches the descriptors 1 and 2 with threads and sends what it finds after a fifth of a second. Here both
lead to a file in memory, looked at before each write and at each flush: nothing is lost or late, without a thread.
"""

import codecs
import io
import os
import tempfile
import threading
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from ipykernel.iostream import OutStream


class Stream(OutStream):
    """`sys.stdout` or `sys.stderr` of a kernel without sockets; flushing makes a `stream` message."""

    def __init__(self, session: Any, name: str, descriptor: int) -> None:
        # OutStream's own __init__ wants a thread that sends; everything that would use one is replaced below.
        self.session = session
        self.name = name
        self.topic = b"stream." + name.encode()
        self.echo = None
        self.pub_thread = self  # set to None by `close`, as in OutStream
        self._parent_header: ContextVar[dict[str, Any]] = ContextVar("parent_header")
        self._parent_header_global: dict[str, Any] = {}
        self._isatty = False
        self._should_watch = False
        self._exc = None
        self._local = threading.local()
        self._lock = threading.RLock()
        self._waiting = io.StringIO()
        self._owner = os.getpid()
        self._descriptor = descriptor
        self._original_stdstream_fd = descriptor
        self._original_stdstream_copy = os.dup(descriptor)
        self._captured = _memory(name)
        self._taken = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        os.dup2(self._captured, descriptor)

    @property
    def original(self) -> int:
        """A descriptor that leads where this stream led before."""
        return self._original_stdstream_copy

    def write(self, string: str) -> int:
        """Keep a text until the next flush. A forked child's goes by the descriptor, which is its parent's too."""
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string)}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if os.getpid() != self._owner:
            os.write(self._descriptor, string.encode(errors="replace"))
            return len(string)
        with self._lock:
            self._take_captured()
            self._waiting.write(string)
        return len(string)

    def writelines(self, sequence: Iterable[str]) -> None:  # type: ignore[override]  # texts, as in OutStream
        """Write each text."""
        for string in sequence:
            self.write(string)

    def flush(self) -> None:
        """Send what is waiting, if anything is."""
        if os.getpid() != self._owner or self.closed:
            return
        with self._lock:
            self._take_captured()
            text = self._waiting.getvalue()
            self._waiting = io.StringIO()
        if text:
            message = self.session.msg("stream", {"name": self.name, "text": text}, parent=self.parent_header)
            for hook in self._hooks:
                message = hook(message)
                if message is None:
                    return
            self.session.send(None, message, ident=self.topic)

    def close(self) -> None:
        """Take no more."""
        self.flush()
        self.pub_thread = None

    def _take_captured(self) -> None:
        size = os.fstat(self._captured).st_size
        while self._taken < size:
            part = os.pread(self._captured, size - self._taken, self._taken)
            if not part:
                break
            self._taken += len(part)
            self._waiting.write(self._decoder.decode(part))


def _memory(name: str) -> int:
    """The descriptor of an unnamed file whose writers append: processes share it without writing over each other."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create(f"chancery-{name}")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    import fcntl  # not everywhere; where it is missing, no kernel of ours is started

    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
    return descriptor
