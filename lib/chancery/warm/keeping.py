"""Own tables that a child read, kept by the server for the next: sealed files in memory that nobody can change.

The server itself reads none of them. A child finds one by what its folders hold now (`reference.kept`), so another byte
in a table is another library. A child gives before its first cell runs: what a cell has changed is never handed on.
"""

import contextlib
import fcntl
import os
import socket
from collections import OrderedDict

from chancery.reference import kept
from chancery.reference.tables import Reference

LARGEST_BYTES = 1 << 30  # of all libraries together; the one that was asked for longest ago goes first
_KEY_BYTES = 64
_USED = b"used "
_SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL


class Keeper:
    """What the server holds, and how its children hand over more.

    told: the server's end, which can be read from when a child has given or used something.
    """

    def __init__(self) -> None:
        self.told, self._teller = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        for end in (self.told, self._teller):
            end.setblocking(False)
        self._held: OrderedDict[str, int] = OrderedDict()

    def place(self, key: str) -> str:
        """In a child: the path of a library that is held."""
        if key not in self._held:
            return ""
        with contextlib.suppress(OSError):
            self._teller.send(_USED + key.encode())
        return f"/proc/self/fd/{self._held[key]}"

    def keep(self, key: str, library: Reference) -> None:
        """In a child: give a library to the server, sealed; where memory or the socket is full it is not kept."""
        if self._teller.fileno() < 0:
            return
        try:
            descriptor = os.memfd_create("chancery-tables", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        except OSError:
            return
        with contextlib.suppress(OSError), os.fdopen(descriptor, "wb") as file:
            kept.put_down(library, file)
            file.flush()
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, _SEALS)
            socket.send_fds(self._teller, [key.encode()], [descriptor])

    def shut(self) -> None:
        """In a child: from here on only take."""
        self.told.close()
        self._teller.close()

    def hear(self) -> None:
        """In the server: take what children gave; what is not sealed, or was given twice, is let go."""
        while True:
            try:
                said, descriptors, _, _ = socket.recv_fds(self.told, 256, 1, socket.MSG_CMSG_CLOEXEC)
            except OSError:
                return
            key = said.removeprefix(_USED).decode("ascii", "replace")
            if key in self._held:
                self._held.move_to_end(key)
            elif len(key) == _KEY_BYTES and descriptors and _is_sealed(descriptors[0]):
                self._held[key] = descriptors.pop()
            for descriptor in descriptors:
                os.close(descriptor)
            self._make_room()

    def held(self) -> list[str]:
        """The keys of what is held, what was asked for longest ago first."""
        return list(self._held)

    def _make_room(self) -> None:
        sizes = {key: os.fstat(descriptor).st_size for key, descriptor in self._held.items()}
        while sum(sizes.values()) > LARGEST_BYTES:
            key, descriptor = self._held.popitem(last=False)
            os.close(descriptor)
            del sizes[key]


def _is_sealed(descriptor: int) -> bool:
    try:
        return fcntl.fcntl(descriptor, fcntl.F_GET_SEALS) == _SEALS
    except OSError:
        return False
