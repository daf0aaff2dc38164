"""An ordinary kernel with sockets in a forked child: ipykernel's own, on the connection file that Jupyter wrote."""

import sys
from typing import Any

from ipykernel.kernelapp import IPKernelApp

from chancery.warm.kernel import LAUNCHER
from chancery.warm.wire import Channel


def kernel(arguments: list[str], channel: Channel) -> None:
    """Be a kernel until Jupyter shuts it down; `bound` is sent once its sockets listen.

    arguments: those of `ipykernel_launcher`, with `-f` and the connection file.
    """
    sys.argv = [LAUNCHER, *arguments]
    application: Any = IPKernelApp.instance()
    application.parent_handle = 1  # neither watch a parent nor tell a terminal how to connect: the server watches
    application.initialize(list(arguments))
    channel.send("bound")
    application.start()
