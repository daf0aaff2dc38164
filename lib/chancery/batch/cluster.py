"""The pool of a dask cluster: reports made by its workers, the same files as on this machine.

dask.distributed sends the tasks of a worker that dies to another; what the kernel of a task does is `worker`'s.
"""

import contextlib
import importlib
import importlib.util
import threading
import uuid
from collections.abc import Iterable
from typing import Any

from chancery.batch import parcel, store, worker
from chancery.batch.inputs import Inputs
from chancery.batch.manifest import Order
from chancery.errors import ChanceryError, ParameterError, RenderError

CONNECT_SECONDS = 10


class ClusterPool:
    """The workers of one scheduler.

    Raises ParameterError where `distributed` is not installed or no scheduler answers; RenderError for a worker with
    another version of what reports are made with, naming both.
    """

    def __init__(self, address: str, wanted: Iterable[Order], url: str = "") -> None:
        self._client = _connected(address)
        self._url = url
        self._inputs = Inputs()
        self._batch = uuid.uuid4().hex
        self._waiting: dict[str, tuple[Any, Order]] = {}
        try:
            self._versions = worker.versions_now()
            _check(self._client, self._versions)
            common = parcel.bundle(wanted)
            self._bundle = common
            self._shared = self._client.submit(_same, common, key=f"chancery-{common.label}")
        except BaseException:
            self.close()
            raise
        distributed: Any = importlib.import_module("distributed")
        self._done = distributed.as_completed(loop=self._client.loop)

    def submit(self, order: Order) -> None:
        """Have a report made by whichever worker is free."""
        key = self._inputs.whole(self._inputs.key(order), order)
        sent = parcel.parcel(order, self._bundle, key, self._versions, self._batch)
        where = store.folder_of(order) if self._url else ""
        future = self._client.submit(worker.rendered, self._shared, sent, self._url, where, pure=False)
        self._waiting[future.key] = future, order
        self._done.add(future)

    def finished(self) -> tuple[Order, store.Result]:
        """The next report that is made, or the error it came to; waits for one."""
        future: Any = next(self._done)
        _, order = self._waiting.pop(future.key)
        try:
            result: store.Result = future.result()
        except ChanceryError as error:
            result = error
        except Exception as error:  # noqa: BLE001 - whatever befell the cluster is this report's error
            told = f"the cluster gave it up: {type(error).__name__}: {error}".splitlines()[0]
            result = RenderError(str(order.page), told, "see the workers' logs; the same command goes on from there")
        future.release()
        return order, result

    def close(self) -> None:
        """Let go of the cluster; what is still asked for is taken back, and what is being made is ended."""
        if self._waiting:
            ending = threading.Thread(target=self._take_back, daemon=True)  # a cluster in trouble may not answer
            ending.start()
            ending.join(CONNECT_SECONDS)
        self._client.close(timeout=CONNECT_SECONDS)

    def _take_back(self) -> None:
        with contextlib.suppress(Exception):
            self._client.cancel([future for future, _ in self._waiting.values()], force=True)
            self._client.run(worker.stop, self._batch, on_error="ignore")


def _same(common: parcel.Bundle) -> parcel.Bundle:
    """A bundle as a task of its own: where the worker that holds it dies, the cluster makes it again."""
    return common


def _connected(address: str) -> Any:
    where = f"--dask {address}"
    if importlib.util.find_spec("distributed") is None:
        raise ParameterError(where, "dask.distributed is not installed", "pip install 'chancery[dask]'")
    distributed: Any = importlib.import_module("distributed")  # it is typed by halves
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ParameterError(
            f"--dask {address}",
            f"no scheduler answers: {error}",
            "start one with `dask scheduler`, and give its address",
        ) from error
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError:
        client.close()
        raise ParameterError(
            where, "the scheduler has no workers", f"start some with `dask worker {address}`"
        ) from None
    return client


def _check(client: Any, here: dict[str, str]) -> None:
    """Every worker has what reports are made with, as it is here. Raises RenderError for the first that has not."""
    for address, there in sorted(client.run(worker.versions_now, on_error="return").items()):
        if isinstance(there, Exception):
            raise RenderError(f"worker {address}", f"cannot run chancery: {there}", worker.SAME)
        unlike = worker.differing(here, there)
        if unlike:
            raise RenderError(f"worker {address}", unlike, worker.SAME)
