"""Warm kernels for everything that starts kernels by jupyter_client: papermill, nbclient, nbval, JupyterLab.

A kernelspec names the provisioner; `chancery warm install` puts one into the environment, called ``chancery-warm``.
"""

import asyncio
import contextlib
import json
import os
import select
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from chancery.warm import client
from chancery.warm.wire import Channel, ClosedError

NAME = "chancery-warm"
LAUNCH = ["-m", "ipykernel_launcher"]
BIND_SECONDS = 60.0


class Forked:
    """A kernel forked by the warm server, with the manners of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, channel: Channel, pid: int) -> None:
        self.channel = channel
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        while self.returncode is None and select.select([self.channel], [], [], 0)[0]:
            self._hear(None)
        return self.returncode

    def wait(self) -> int:
        """The exit code, once it has ended."""
        while self.returncode is None:
            self._hear(None)
        return self.returncode

    def until_bound(self, seconds: float) -> None:
        """Wait until its sockets listen. Raises UnavailableError where it ends before."""
        try:
            while self.returncode is None:
                if self._hear(seconds) == "bound":
                    return
        except TimeoutError:
            self.channel.close()
        raise client.UnavailableError("the forked kernel did not come up")

    def send_signal(self, number: int) -> None:
        """A signal for it and what it started; nothing happens once it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ClosedError):
                self.channel.send("signal", number=int(number), group=True)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _hear(self, seconds: float | None) -> str:
        try:
            message = self.channel.receive(seconds)
        except ClosedError:
            client.end_group(self.pid)  # the server was ended from outside
            message = {"is": "ended", "status": -int(signal.SIGKILL)}
        if message["is"] == "ended":
            self.returncode = int(message["status"])
            self.channel.close()
        return str(message["is"])


class WarmProvisioner(LocalProvisioner):
    """Kernels forked by the warm server; where there can be none, kernels started as ever."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Connection information, once the kernel's sockets listen."""
        if cmd[1:3] == LAUNCH and os.path.realpath(cmd[0]) == os.path.realpath(sys.executable):
            try:
                forked: Any = await asyncio.to_thread(_forked, cmd[3:], kwargs)
            except client.UnavailableError as reason:
                self.log.warning("The kernel starts cold: %s", reason)
            else:
                self.process, self.pid, self.pgid = forked, forked.pid, None
                self.cwd = kwargs.get("cwd", Path.cwd())
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)


def _forked(arguments: list[str], options: dict[str, Any]) -> Forked:
    against = client.reason_against()
    if against or options.get("independent"):
        raise client.UnavailableError(against or "it is to outlive its starter")
    environment = {**(options.get("env") or os.environ), "JPY_PARENT_PID": str(os.getpid())}
    forked = Forked(*client.forked("kernel", environment, options.get("cwd"), arguments=arguments))
    forked.until_bound(BIND_SECONDS)
    return forked


def install(prefix: str | None = None) -> str:
    """Put the kernelspec into an environment, this one unless another prefix is given; returns its folder."""
    spec = {
        "argv": [sys.executable, *LAUNCH, "-f", "{connection_file}"],
        "display_name": "Python 3 (Chancery, warm)",
        "language": "python",
        "metadata": {"debugger": True, "kernel_provisioner": {"provisioner_name": NAME}},
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "kernel.json").write_text(json.dumps(spec, indent=1) + "\n", encoding="utf-8")
        manager: Any = KernelSpecManager()
        return str(manager.install_kernel_spec(folder, NAME, prefix=prefix or sys.prefix))
