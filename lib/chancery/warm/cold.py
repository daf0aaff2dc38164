"""The cold way: one notebook in a new interpreter, by the same means as a warm child, without a server.

`chancery.warm.client` starts it with a socket, from which it reads one request, and with its own process number.
"""

import gc
import socket
import sys

from chancery.warm import child
from chancery.warm.wire import Channel


def main() -> None:
    """Take one request, do it, end."""
    gc.disable()  # until the cells run: what is imported stays
    gc.set_threshold(50_000, 20, 50)  # nor gone through again and again while the cells import the rest
    descriptor, parent = map(int, sys.argv[1:])
    channel = Channel(socket.socket(fileno=descriptor))
    asked = channel.receive()
    child.settle(asked, parent)
    child.work(asked, channel)
    channel.close()
    child.end()
