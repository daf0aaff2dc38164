"""What goes over the socket: JSON messages with their length before them, and errors that arrive as they left.

Both ends belong to one user on one machine; the socket lies in a folder that only this user may enter.
"""

import json
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chancery import errors, rendition
from chancery.errors import ChanceryError, RenderError
from chancery.parameters import checked
from chancery.rendition import Task

Message = dict[str, Any]
_LENGTH = struct.Struct(">Q")
_AT_ONCE = 1 << 20


class ClosedError(ConnectionError):
    """The other end closed the socket, or went away with its process."""


class Channel:
    """One end of a socket. Messages have an `is`: what kind they are."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self._received = bytearray()

    def fileno(self) -> int:
        """The descriptor, for selectors."""
        return self.end.fileno()

    def send(self, kind: str, **fields: Any) -> None:
        """One message. Raises ClosedError where nobody is left to read it."""
        data = json.dumps({"is": kind, **fields}, separators=(",", ":")).encode()
        try:
            self.end.sendall(_LENGTH.pack(len(data)) + data)
        except OSError as error:
            raise ClosedError(str(error)) from error

    def receive(self, seconds: float | None = None) -> Message:
        """The next message. Raises ClosedError at the end, TimeoutError where none came within the seconds given."""
        while (message := self._complete()) is None:
            self.end.settimeout(seconds)
            self._read()
        self.end.settimeout(None)
        return message

    def arrived(self) -> Iterator[Message]:
        """What can be read now: one look at the socket, then every whole message. Raises ClosedError at the end."""
        self._read()
        while (message := self._complete()) is not None:
            yield message

    def close(self) -> None:
        """Close this end."""
        self.end.close()

    def _read(self) -> None:
        try:
            part = self.end.recv(_AT_ONCE)
        except TimeoutError:
            raise
        except OSError as error:
            raise ClosedError(str(error)) from error
        if not part:
            raise ClosedError("the other end is closed")
        self._received += part

    def _complete(self) -> Message | None:
        if len(self._received) < _LENGTH.size:
            return None
        end = _LENGTH.size + _LENGTH.unpack_from(self._received)[0]
        if len(self._received) < end:
            return None
        message: Message = json.loads(bytes(self._received[_LENGTH.size : end]))
        del self._received[:end]
        return message


def task_as_values(task: Task) -> Message:
    """A task, to be sent."""
    return {
        "parameters": task.parameters.as_literals(),
        "notebook": str(task.notebook),
        "show_code": task.show_code,
        "keep_notebook": task.keep_notebook,
        "shelf": str(task.shelf) if task.shelf else "",
    }


def task_of(values: Message) -> Task:
    """A task that was sent."""
    return Task(
        parameters=checked(values["parameters"]),
        notebook=Path(values["notebook"]),
        show_code=values["show_code"],
        keep_notebook=values["keep_notebook"],
        shelf=Path(values["shelf"]) if values["shelf"] else None,
    )


def error_as_values(error: BaseException) -> Any:
    """An error, to be sent, and whatever it holds: errors among its arguments too."""
    if isinstance(error, ChanceryError):
        return {"error": type(error).__name__, "arguments": [_sent(each) for each in error.args]}
    return {"error": "RenderError", "arguments": ["a notebook", f"{type(error).__name__}: {error}", "run it again"]}


def error_of(values: Any) -> ChanceryError:
    """An error that was sent, in its own class."""
    found: Any = getattr(errors, values["error"], None) or getattr(rendition, values["error"], RenderError)
    made: Any = found(*(_received(each) for each in values["arguments"]))
    if not isinstance(made, ChanceryError):
        raise TypeError(f"{values['error']} is no error of ours")
    return made


def _sent(value: Any) -> Any:
    if isinstance(value, BaseException):
        return error_as_values(value)
    return [_sent(each) for each in value] if isinstance(value, (list, tuple)) else value


def _received(value: Any) -> Any:
    if isinstance(value, dict) and "error" in value:
        return error_of(value)
    return [_received(each) for each in value] if isinstance(value, list) else value
