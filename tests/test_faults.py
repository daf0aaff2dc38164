"""What goes wrong while reports are made: no hang, no process left, no half-written file, and an honest exit code.

Servers and children killed, memory and disk at their end, a stale socket, several starters, Ctrl-C.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chancery import batch, parameters, warm
from chancery.batch.local import LocalPool
from chancery.errors import RenderError
from chancery.rendition import CellError, DiedError, GivenUpError, Task
from chancery.warm import client
from conftest import NOTEBOOKS, ROOT
from report_making import SOON, TINY, alive, children, digests, on_a_full_disk, orders, printed, run, until

LIMIT = 3 << 29  # bytes of addresses; a kernel needs a third of it
GROWING = "held = []\nwhile True: held.append('x' * 65_536)"


@pytest.fixture
def memory_of_a_child():
    """A control group with little memory: writing 0 to this file puts a process into it."""
    group = Path("/sys/fs/cgroup/memory")
    limit, members = ("memory.limit_in_bytes", "cgroup.procs") if group.is_dir() else ("memory.max", "cgroup.procs")
    made = (group if group.is_dir() else group.parent) / f"chancery-test-{os.getpid()}"
    try:
        made.mkdir()
    except OSError as error:
        pytest.skip(f"no control group can be made here: {error.strerror}")
    try:
        (made / limit).write_text(str(200 << 20))
        yield str(made / members)
    finally:
        until(lambda: not (made / members).read_text(), 5)
        made.rmdir()


class TestRenders:
    @pytest.mark.usefixtures("own_server")
    def test_a_killed_server_takes_its_child_along(self, asked):
        """One clear error, no process left, and the next render starts another server."""
        told: list[str] = []
        task = asked("import subprocess, time\nsubprocess.Popen(['sleep', '600'])\ntime.sleep(600)")
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(client.warm, task, lambda *step: told.append(step))
            assert until(lambda: len(told) == 3 and children(client.status()["children"][0]))
            told_of = client.status()
            child, sleeper = told_of["children"][0], children(told_of["children"][0])[0]
            os.kill(told_of["pid"], signal.SIGKILL)
            with pytest.raises(RenderError, match="ended from outside"):
                waiting.result(SOON)
        assert until(lambda: not alive(child) and not alive(sleeper))
        assert "1\n" == printed(warm.rendered(asked("print(1)")).notebook)
        assert told_of["pid"] != client.status()["pid"]

    def test_what_cells_leave_running_ends_with_them(self, asked):
        """A subprocess that a cell started and forgot."""
        made = warm.rendered(asked("import subprocess\nprint(subprocess.Popen(['sleep', '600']).pid)"))
        pid = int(printed(made.notebook))
        assert until(lambda: not alive(pid))

    @pytest.mark.parametrize("cold", [False, True], ids=["warm", "cold"])
    @pytest.mark.parametrize(
        "allocate",
        ["held = bytearray(3 << 30)", "import numpy\nheld = numpy.ones((1 << 14, 1 << 14, 2))"],
        ids=["at once", "by an array"],
    )
    def test_no_memory_in_a_cell_is_an_error_of_the_cell(self, asked, cold, allocate):
        """Python says so, the cell is named, the server lives on, and the next report is made."""
        limited = asked(f"import resource\nresource.setrlimit(resource.RLIMIT_AS, ({LIMIT}, {LIMIT}))", allocate)
        with pytest.raises(CellError, match=r"cell 3.*MemoryError"):
            warm.rendered(limited, cold=cold)
        if not cold:
            assert "1\n" == printed(warm.rendered(asked("print(1)")).notebook)

    @pytest.mark.parametrize("cold", [False, True], ids=["warm", "cold"])
    def test_memory_that_a_cell_fills_up_is_told_of_too(self, asked, cold):
        """Nothing is left to show the error with; the cell is named all the same."""
        limited = asked(f"import resource\nresource.setrlimit(resource.RLIMIT_AS, ({LIMIT}, {LIMIT}))", GROWING)
        with pytest.raises(RenderError, match=r"memory ended in code cell|cell 3.*MemoryError"):
            warm.rendered(limited, cold=cold)

    def test_where_the_system_ends_a_child_for_want_of_memory_the_next_is_made(self, asked, memory_of_a_child):
        """The error says what may have happened; the server, which holds more, is left alone."""
        before = client.status()["pid"] if client.status() else None
        greedy = asked(f"open({memory_of_a_child!r}, 'w').write('0')", GROWING)
        with pytest.raises(DiedError, match="as the system does when memory ends"):
            warm.rendered(greedy)
        assert "1\n" == printed(warm.rendered(asked("print(1)")).notebook)
        assert before in (None, client.status()["pid"])

    def test_a_full_disk_leaves_the_earlier_report(self, tmp_path):
        """No file may grow beyond ten kilobytes: the page cannot be written, and nothing half-written is left."""
        earlier = tmp_path / "dprk-at-unga.tiny.html"
        earlier.write_text("yesterday's")
        warm.rendered(Task(parameters.checked({}), TINY))  # a server started under the limit would keep it
        done = on_a_full_disk("render", "dprk-at-unga", "-n", TINY, "-o", tmp_path)
        assert (1, "yesterday's") == (done.returncode, earlier.read_text())
        assert "cannot write the report" in done.stderr
        assert ["dprk-at-unga.tiny.html"] == [path.name for path in tmp_path.iterdir()]

    def test_starters_at_once_share_one_server_and_a_stale_socket_is_no_hindrance(self, asked, own_server):
        """The file of a socket that nobody listens on is replaced; of four starters one starts."""
        stale = socket.socket(socket.AF_UNIX)
        stale.bind(str(own_server))
        stale.close()
        with ThreadPoolExecutor(4) as pool:
            made = [pool.submit(client.warm, asked("import os\nprint(os.getppid())")) for _ in range(4)]
        parents = {printed(each.result().notebook) for each in made}
        assert {f"{client.status()['pid']}\n"} == parents

    def test_a_server_without_work_ends(self, own_server, monkeypatch):
        """Idle for long enough, it goes, and takes its socket along."""
        monkeypatch.setenv("CHANCERY_WARM_IDLE", "0.2")
        channel, pid = client.forked("render", task={})
        serving = client.status()["pid"]
        channel.close()
        assert until(lambda: not alive(serving) and not own_server.exists())
        assert not alive(pid)

    @pytest.mark.parametrize("switch", ["--warm", "--no-warm"])
    def test_ctrl_c_ends_everything(self, asked, tmp_path, switch):
        """Exit code 130, no file, no process."""
        note = tmp_path / "pid"
        task = asked(
            f"import os, pathlib, time\npathlib.Path({str(note)!r}).write_text(str(os.getpid()))\ntime.sleep(600)"
        )
        command = [sys.executable, "-m", "chancery", "render", "dprk-at-unga", "-n", task.notebook, switch]
        process = subprocess.Popen([*command, "-o", tmp_path / "reports"], stderr=subprocess.PIPE, text=True)
        assert until(lambda: note.exists() and note.read_text(), 60)
        process.send_signal(signal.SIGINT)
        assert "nothing was half-written" in process.communicate(timeout=SOON)[1]
        assert 130 == process.returncode
        assert until(lambda: not alive(int(note.read_text())))
        assert [] == list((tmp_path / "reports").iterdir())

    @pytest.mark.parametrize("cold", [False, True], ids=["warm", "cold"])
    def test_what_is_given_up_ends_at_once(self, asked, tmp_path, cold):
        """As on a worker whose batch was stopped: one error, and no process."""
        note, stop = tmp_path / "pid", threading.Event()
        sleep = f"import os, pathlib, time\npathlib.Path({str(note)!r}).write_text(str(os.getpid()))\ntime.sleep(600)"
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(warm.rendered, asked(sleep), cold=cold, stop=stop)
            assert until(lambda: note.exists() and note.read_text(), 60)
            stop.set()
            with pytest.raises(GivenUpError):
                waiting.result(SOON)
        assert until(lambda: not alive(int(note.read_text())))

    def test_a_kernel_that_a_cell_ends_is_an_error(self, asked):
        """`exit` in a cell leaves the rest undone: no page is made of that."""
        with pytest.raises(RenderError, match="ended the kernel"):
            warm.rendered(asked("exit", "print(1)"))

    @pytest.mark.usefixtures("own_server")
    def test_changed_code_replaces_the_server(self, asked):
        """The next render sees the code as it is on disk."""
        task = asked("import os\nprint(os.getppid())")
        before = printed(warm.rendered(task).notebook)
        os.utime(ROOT / "lib" / "chancery" / "report" / "page.css")
        assert before != printed(warm.rendered(task).notebook)


class TestBatches:
    def test_what_fails_is_listed_and_stops_no_other(self, chancery, tmp_path, articles):
        """An article without a date, one that is not there, a cell that fails; exit code 1."""
        (articles / "second.md").write_text("No date here.\n")
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "second.tiny.html").write_text("yesterday's")
        asked = ["batch", articles / "*.md", "nowhere.md", "-n", TINY, "-n", NOTEBOOKS / "failing.ipynb"]
        done = chancery(*asked, "-o", tmp_path / "out")
        assert (1, 2) == (done.returncode, len(done.stdout.splitlines()))
        assert "batch: 8 reports: 2 made, 0 done already, 6 failed" == done.stderr.splitlines()[-1]
        assert 2 == done.stderr.count("no publication date")
        assert 2 == done.stderr.count("nowhere.md: no such article")
        kept = {"first.tiny.html", "second.tiny.html", "third.tiny.html"}
        assert kept | {"first.failing.failed.ipynb", "third.failing.failed.ipynb"} == digests(tmp_path / "out").keys()
        assert "yesterday's" == (tmp_path / "out" / "second.tiny.html").read_text()

    def test_a_kernel_that_dies_is_tried_once_more(self, tmp_path, articles, notebook):
        """Killed the first time, as where memory ends, it is made the second time; one that always dies is listed."""
        once = notebook(
            f"import os, pathlib\nmark = pathlib.Path({str(tmp_path)!r}, pathlib.Path(article).stem)",
            "was = mark.exists()\nmark.touch()\nif not was: os.kill(os.getpid(), 9)",
        )
        outcome = run([*orders(tmp_path / "out", articles / "*.md", notebooks=once)])
        assert (3, []) == (len(outcome.made), outcome.failed)
        always = run(orders(tmp_path / "out", articles / "first.md", notebooks=NOTEBOOKS / "dying.ipynb"))
        assert ["RenderError"] == [type(error).__mro__[1].__name__ for _, error in always.failed]

    @pytest.mark.usefixtures("own_server")
    def test_a_killed_server_costs_no_report(self, tmp_path, articles, notebook):
        """What it was doing is done again by the next."""
        note = tmp_path / "begun"
        slow = notebook(f"import pathlib, time\npathlib.Path({str(note)!r}).touch()\ntime.sleep(0.5)")
        wanted = orders(tmp_path / "out", articles / "*.md", notebooks=slow)
        killed: list[int] = []

        class Killing(LocalPool):
            def submit(self, order):
                super().submit(order)
                if order is wanted[-1]:
                    assert until(note.exists)
                    killed.append(client.status()["pid"])
                    os.kill(killed[0], signal.SIGKILL)

        outcome = batch.run(wanted, lambda: Killing(2))
        assert (3, [], 1) == (len(outcome.made), outcome.failed, len(killed))

    def test_a_full_disk_is_said_and_leaves_nothing_half_written(self, tmp_path, articles):
        """No file may grow beyond ten kilobytes."""
        run(orders(tmp_path / "warm", articles / "first.md"))  # a server started under the limit would keep it
        done = on_a_full_disk("batch", articles / "*.md", "-n", TINY, "-o", tmp_path / "out")
        assert (1, 3) == (done.returncode, done.stderr.count("cannot write the report"))
        assert [] == list((tmp_path / "out").iterdir())

    @pytest.mark.parametrize("switch", ["--warm", "--no-warm"])
    def test_ctrl_c_keeps_what_is_done_and_leaves_nothing_else(self, chancery, tmp_path, articles, notebook, switch):
        """Exit code 130; no process, no draft; the same command goes on from there."""
        note = tmp_path / "process"
        slow = notebook(
            "import os, pathlib, subprocess, time",
            f"if article.endswith('second.md') and not pathlib.Path({str(tmp_path / 'go')!r}).exists():\n"
            f"    held = subprocess.Popen(['sleep', '600'])\n"
            f"    pathlib.Path({str(note)!r}).write_text(f'{{os.getpid()}} {{held.pid}}')\n    time.sleep(600)",
        )
        asked = ["batch", articles / "first.md", articles / "second.md", "-n", slow, "-j", "1", "-o", tmp_path / "out"]
        command = [sys.executable, "-m", "chancery", *asked, switch]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert until(lambda: note.exists() and note.read_text(), 60)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=SOON)[1]
        assert (130, True) == (process.returncode, "1 of 2 are done; the same command goes on" in told)
        assert until(lambda: not any(alive(int(pid)) for pid in note.read_text().split()))
        assert ["first.made.html"] == sorted(digests(tmp_path / "out"))
        assert [".batch", "first.made.html"] == sorted(path.name for path in (tmp_path / "out").iterdir())
        (tmp_path / "go").touch()
        assert "1 made, 1 done already, 0 failed" in chancery(*asked, switch).stderr
