"""Batches beyond one machine: a dask cluster makes the same reports, whatever becomes of a worker; stores keep them."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from chancery import batch, files
from chancery.batch import cluster, manifest, worker
from chancery.batch.cluster import ClusterPool
from chancery.batch.local import LocalPool
from chancery.batch.store import Store
from chancery.errors import ParameterError, RenderError
from conftest import ROOT
from report_making import TINY, alive, article_in, until

HERE = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")  # nothing listens but on loopback


@pytest.fixture
def wanted(tmp_path):
    """Orders of six short articles and a shipped one, under an own table, in a folder given."""
    for number in range(6):
        article_in(tmp_path / "articles", f"piece-{number}")
    header = (ROOT / "data" / "reference" / "actors.csv").read_text("utf-8").splitlines()[0]
    files.replaced(tmp_path / "mine" / "actors.csv", f"{header}\n")

    def made(out: object, *names: str, **held: object) -> list[batch.Order]:
        articles = [*(names or [str(tmp_path / "articles" / "*.md"), "dprk-at-unga"])]
        asked = {"articles": articles, "notebooks": [str(TINY)], "out": str(out), **held}
        return batch.orders(manifest.of({"parameters": {"data": str(tmp_path / "mine")}, **asked}, "batch"), "batch")

    return made


@contextmanager
def dask(folder, workers=2):
    """A scheduler and workers of one thread on loopback: its address, and the workers' processes."""
    told = folder / "scheduler.json"
    command = [sys.executable, "-m", "dask"]
    started: list[subprocess.Popen] = []

    def start(*words: object) -> subprocess.Popen:
        started.append(subprocess.Popen([*command, *map(str, words), *HERE], stderr=subprocess.DEVNULL, cwd=folder))
        return started[-1]

    try:
        start("scheduler", "--port", "0", "--scheduler-file", told)
        one_thread = ("--nthreads", "1", "--no-nanny", "--scheduler-file", told)
        places = [folder / f"worker-{n}" for n in range(workers)]
        made = [start("worker", *one_thread, "--local-directory", place) for place in places]
        until = time.monotonic() + 60
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.1)
        address = json.loads(told.read_text("utf-8"))["address"]
        assert address.startswith("tcp://127.0.0.1:")
        yield address, made
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_cluster_makes_every_report_once_though_a_worker_dies(tmp_path, wanted):
    """The files are those of this machine, byte for byte; an article of the shelf and an own table travel too."""
    here = wanted(tmp_path / "here")
    there = wanted(tmp_path / "there")
    assert [] == batch.run(here, lambda: LocalPool(2)).failed
    told: list[str] = []
    with dask(tmp_path) as (address, workers):

        def kill_one(page: str, _worked: bool) -> None:
            told.append(page)
            if len(told) == 1:
                os.kill(workers[0].pid, signal.SIGKILL)

        outcome = batch.run(there, lambda: ClusterPool(address, there), tell=kill_one)
        assert ([], 7) == (outcome.failed, len(outcome.made))
        assert sorted(told) == sorted(set(told))
        assert workers[1].poll() is None
        made = {path.name: path.read_bytes() for path in (tmp_path / "there").glob("*.*ml")}
        assert {path.name: path.read_bytes() for path in (tmp_path / "here").glob("*.*ml")} == made
        assert 7 == len(made)
        assert [] == batch.run(there, lambda: pytest.fail("there is nothing to make")).made

        url = (tmp_path / "store").as_uri()
        stored = wanted("desk", "dprk-at-unga")
        done = batch.run(stored, lambda: ClusterPool(address, stored, url), desk=Store(url))
        assert [f"{url}/desk/dprk-at-unga.tiny.html"] == done.made
        kept = tmp_path / "store" / "desk" / "dprk-at-unga.tiny.html"
        assert (tmp_path / "here" / kept.name).read_bytes() == kept.read_bytes()


def test_ctrl_c_ends_what_the_workers_make(tmp_path, articles, notebook):
    """Exit code 130, no process left on the workers, nothing half-written; they are free for the same command again."""
    note, go = tmp_path / "process", tmp_path / "go"
    slow = notebook(
        f"import os, pathlib, subprocess, time\nif not pathlib.Path({str(go)!r}).exists():\n"
        f"    held = subprocess.Popen(['sleep', '600'])\n"
        f"    pathlib.Path({str(note)!r}).write_text(f'{{os.getpid()}} {{held.pid}}')\n    time.sleep(600)",
    )
    with dask(tmp_path, workers=1) as (address, _):
        asked = ["batch", articles / "first.md", articles / "second.md", "-n", slow, "-o", tmp_path / "out"]
        command = [sys.executable, "-m", "chancery", *map(str, asked), "--dask", address]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert until(lambda: note.exists() and len(note.read_text().split()) == 2, 90)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
        assert (130, True) == (process.returncode, "0 of 2 are done; the same command goes on" in told)
        assert until(lambda: not any(alive(int(pid)) for pid in note.read_text().split()))
        assert [] == list((tmp_path / "out").glob("**/*"))
        go.touch()
        again = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert (0, True) == (again.returncode, "2 made, 0 done already, 0 failed" in again.stderr)


class TestStores:
    def test_reports_of_this_machine_go_there_too(self, tmp_path, wanted):
        """What is done already is known there as well; a file that is gone is put there again."""
        url = (tmp_path / "store").as_uri()
        orders = wanted("desk/{window_days}", "dprk-at-unga")
        there = tmp_path / "store" / "desk" / "14"

        def run(**options: object) -> tuple[int, int]:
            outcome = batch.run(orders, lambda: LocalPool(1), desk=Store(url), **options)
            return len(outcome.made), len(outcome.already)

        assert (1, 0) == run()
        assert [".batch", "dprk-at-unga.tiny.html"] == sorted(path.name for path in there.iterdir())
        assert (0, 1) == run()
        (there / "dprk-at-unga.tiny.html").unlink()
        assert (1, 0) == run()

    def test_what_a_store_cannot_hold_is_refused(self, tmp_path, wanted):
        """A folder of this machine; a report that is told against another; an address that is none."""
        for orders in (wanted(tmp_path / "out"), wanted("desk", parameters={"previous": "auto"})):
            outcome = batch.run(orders[:1], lambda: LocalPool(1), desk=Store("memory://batch"))
            assert 1 == len(outcome.failed)
        with pytest.raises(ParameterError, match="give an address"):
            Store("nothing-of-the-kind://bucket")


class TestClusters:
    def test_another_version_on_a_worker_is_one_error(self):
        """Before anything is made; the worker and what differs are named."""

        class Told:
            def run(self, asked, **_):
                return {"tcp://a:1": asked(), "tcp://b:2": asked() | {"python": "3.99"}}

        with pytest.raises(RenderError, match=r"worker tcp://b:2: has python 3\.99, here it is"):
            cluster._check(Told(), worker.versions_now())

    def test_a_worker_without_the_package_is_named(self):
        """What it says is passed on."""

        class Told:
            def run(self, *_, **__):
                return {"tcp://a:1": ModuleNotFoundError("No module named 'chancery'")}

        with pytest.raises(RenderError, match="worker tcp://a:1: cannot run chancery: No module"):
            cluster._check(Told(), worker.versions_now())

    def test_no_scheduler_is_one_error(self, wanted, monkeypatch):
        """The remedy names the command."""
        monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
        with pytest.raises(ParameterError, match="start one with `dask scheduler`"):
            ClusterPool("tcp://127.0.0.1:9", wanted("desk"))

    def test_without_dask_the_remedy_is_to_install_it(self, wanted, monkeypatch):
        """Nothing else needs it."""
        monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
        with pytest.raises(ParameterError, match="not installed"):
            ClusterPool("tcp://127.0.0.1:9", wanted("desk"))
