"""Warm kernels: the same outputs as stock ones, nothing passed on, and no trace left when something goes wrong."""

import json
import os
import re
import signal
import threading
from pathlib import Path

import papermill
import pytest
from papermill.translators import PythonTranslator

from chancery import engine, parameters, rendition, runner, warm
from chancery.errors import RenderError
from chancery.rendition import CellError, Task
from chancery.warm import client, execution, outputs, place, provisioner, wire
from conftest import NOTEBOOKS, ROOT
from report_making import SOON, alive, shown, until

PARAMETERS = parameters.checked({})
SHIPPED = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="session")
def warm_kernel(tmp_path_factory):
    """The kernelspec `chancery-warm`, installed where Jupyter looks for it in this process."""
    prefix = tmp_path_factory.mktemp("jupyter")
    provisioner.install(str(prefix))
    before = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
    yield provisioner.NAME
    os.environ.pop("JUPYTER_PATH") if before is None else os.environ.update(JUPYTER_PATH=before)


def by_papermill(source: Path, kernel: str, target: Path, task: Task) -> rendition.Rendition:
    """The rendition of a notebook that papermill ran in a kernel of this name."""
    given = rendition.prepared(task)
    papermill.execute_notebook(
        str(source),
        str(target),
        parameters=given.parameters.as_literals(),
        kernel_name=kernel,
        cwd=str(ROOT),
        progress_bar=False,
    )
    return rendition.finished(given, json.loads(target.read_text("utf-8")))


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_every_way_gives_the_same_outputs_and_page(source, tmp_path, warm_kernel):
    """Cell by cell and byte by byte: papermill with a stock kernel, the same with a warm one, and a warm child."""
    task = Task(PARAMETERS, source, keep_notebook=True)
    stock = engine.rendered(task)
    kernel = by_papermill(source, warm_kernel, tmp_path / "out.ipynb", task)
    child = warm.rendered(task)
    assert shown(stock.notebook) == shown(child.notebook)
    assert shown(stock.notebook) == shown(kernel.notebook)
    assert (stock.page, stock.record) == (child.page, child.record)
    assert (stock.page, stock.record) == (kernel.page, kernel.record)


def test_a_new_interpreter_gives_the_same_page():
    """The cold way too."""
    task = Task(PARAMETERS, ROOT / "notebooks" / "exercise_rhetoric.ipynb", keep_notebook=True)
    assert warm.rendered(task) == warm.rendered(task, cold=True)


# What differs, and docs/warm.md says why: where the file of a cell is said to lie, the random name of a widget, what
# standard input is, when what a stock kernel reads by its threads arrives, and in how many pieces.
SETTLED = [
    (re.compile(r"(/\S*ipykernel_\d+/)?\b\d{6,}\.py"), "cell.py"),
    (re.compile(r"[0-9a-f]{32}"), "name"),
    (re.compile(r"pipe:\[\d+\]"), "null"),
]


def settled(cells: list[list[dict]]) -> list[list[dict]]:
    """Outputs without those differences: streams of a cell in one piece each, their lines in order of words."""
    made = []
    for cell in cells:
        text = json.dumps(cell)
        for pattern, word in SETTLED:
            text = pattern.sub(word, text)
        streams: dict[str, str] = {}
        kept = []
        for output in json.loads(text):
            if output["output_type"] == "stream":
                streams[output["name"]] = streams.get(output["name"], "") + "".join(output["text"])
            else:
                kept.append(output)
        lines = {
            name: sorted(words.replace("by printby", "by print\nby").split("\n")) for name, words in streams.items()
        }
        made.append([*kept, {name: [line for line in words if line] for name, words in lines.items()}])
    return made


def test_an_awkward_notebook_behaves_as_in_a_stock_kernel(tmp_path, warm_kernel, monkeypatch):
    """Warnings, descriptors, tracebacks, displays that change, magics, input, threads, forks, signals, widgets."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # with it, ipykernel does not look at descriptors
    source = NOTEBOOKS / "awkward.ipynb"
    made = {}
    for kernel in ("python3", warm_kernel):
        target = tmp_path / f"{kernel}.ipynb"
        with pytest.raises(papermill.exceptions.PapermillExecutionError):  # it looks at tagged cells too, at the end
            papermill.execute_notebook(
                str(source), str(target), {"window_days": 3}, kernel_name=kernel, cwd=str(ROOT), progress_bar=False
            )
        made[kernel] = settled(shown(target.read_text("utf-8")))
    task = Task(parameters.checked({"window_days": 3}), source, keep_notebook=True)
    with pytest.raises(CellError) as failed:
        warm.rendered(task)
    made["child"] = settled(shown(failed.value.notebook))
    assert 46 == len(made["python3"])
    for number, cells in enumerate(zip(*made.values(), strict=True)):
        assert cells[0] == cells[1], f"code cell {number}, warm kernel"
        assert cells[0] == cells[2], f"code cell {number}, warm child"


def test_parameters_are_injected_as_papermill_does():
    """The same source, for whatever text a parameter may hold."""
    given = {"article": 'a "b" \\ c\n\t’Ω', "window_days": -3, "admit": ["high", 'l"w'], "empty": ""}
    assert PythonTranslator.codify(given, "Parameters") == execution.assignments(given)


def test_widgets_keep_their_state():
    """The metadata by which a notebook shows widgets without a kernel, buffers included."""
    held = outputs.Outputs()
    held.begin({})
    content = {"comm_id": "w", "data": {"state": {"_model_name": "Image", "n": 1}, "buffer_paths": [["value"]]}}
    held.take({"header": {"msg_type": "comm_open"}, "content": content, "buffers": [b"abc"]})
    state = held.widgets()[outputs.WIDGET_STATE]["state"]["w"]
    assert ("Image", [{"data": "YWJj", "encoding": "base64", "path": ["value"]}]) == (
        state["model_name"],
        state["buffers"],
    )


class TestIsolation:
    CHANGES = """
import builtins, os, random, sys, warnings
import matplotlib, numpy, pandas
from chancery import reference, style
reference.load().actors.loc[:, "name"] = "changed"
style.INK = "#000000"
matplotlib.rcParams["font.size"] = 99
pandas.set_option("display.max_rows", 3)
builtins.changed = True
os.environ["CHANGED"] = "yes"
os.chdir("/")
sys.path.insert(0, "/changed")
random.seed(1)
numpy.random.seed(1)
"""
    LOOKS = """
import builtins, os, random, sys
import matplotlib, numpy, pandas
from chancery import reference, style
print(reference.load().actors["name"].eq("changed").any(), style.INK, matplotlib.rcParams["font.size"],
      pandas.get_option("display.max_rows"), hasattr(builtins, "changed"), os.environ.get("CHANGED"),
      os.getcwd(), "/changed" in sys.path, "article" in globals(), len(In))
"""

    def test_nothing_a_notebook_changes_is_seen_by_the_next(self, asked):
        """Tables, constants, settings, builtins, environment, folder, paths."""
        before = shown(warm.rendered(asked(self.LOOKS)).notebook)
        warm.rendered(asked(self.CHANGES))
        assert before == shown(warm.rendered(asked(self.LOOKS)).notebook)
        assert "False #222222" in "".join(before[2][0]["text"])

    def test_random_numbers_are_not_those_of_the_last(self, asked):
        """Each child is seeded anew, as each new kernel is."""
        task = asked("import random, numpy\nprint(random.random(), numpy.random.rand())")
        assert shown(warm.rendered(task).notebook) != shown(warm.rendered(task).notebook)

    def test_the_caller_s_surroundings_are_the_child_s(self, asked, monkeypatch):
        """Environment and permissions are those of who asks now, not of who started the server."""
        monkeypatch.setenv("ASKED_BY", "me")
        monkeypatch.setenv("TZ", "Asia/Seoul")
        before = os.umask(0o027)
        try:
            made = warm.rendered(asked("import os, time\nprint(os.environ['ASKED_BY'], time.tzname[0], os.umask(0))"))
        finally:
            os.umask(before)
        assert "me KST 23\n" == "".join(shown(made.notebook)[2][0]["text"])


class TestPlaces:
    def test_a_folder_that_others_may_enter_is_refused(self, tmp_path, monkeypatch):
        """Whoever can open the socket can run code: the folder must be this user's alone."""
        shared = tmp_path / "shared"
        shared.mkdir(mode=0o755)
        monkeypatch.setenv("CHANCERY_WARM_DIR", str(shared))
        with pytest.raises(RenderError, match="only you"):
            place.folder()

    def test_the_socket_is_for_this_user_alone(self, asked):
        """Read and write for the owner, nothing for others."""
        warm.rendered(asked("1"))
        assert 0o600 == place.socket_path(os.environ).stat().st_mode & 0o777

    def test_environments_that_imports_read_differently_do_not_share(self):
        """The hash seed tells servers apart; a variable that nothing reads at import does not."""
        plain = dict(os.environ)
        assert place.key(plain) != place.key({**plain, "PYTHONHASHSEED": "7"})
        assert place.key(plain) == place.key({**plain, "COLUMNS": "7"})

    def test_errors_arrive_in_their_own_class(self):
        """Whole, with the errors they hold."""
        sent = CellError("where", "problem", "remedy", "notebook")
        received = wire.error_of(json.loads(json.dumps(wire.error_as_values(sent))))
        assert (CellError, sent.args) == (type(received), received.args)


class TestProvisioner:
    @pytest.fixture
    def started(self, warm_kernel):
        from jupyter_client import KernelManager

        manager = KernelManager(kernel_name=warm_kernel)
        manager.start_kernel()
        told = manager.client()
        told.start_channels()
        told.wait_for_ready(60)
        yield manager, told
        told.stop_channels()
        manager.shutdown_kernel(now=True)

    def test_a_running_cell_can_be_interrupted(self, started):
        """As in JupyterLab: the cell ends, the kernel lives."""
        manager, told = started
        threading.Timer(1.0, manager.interrupt_kernel).start()
        reply = told.execute_interactive("import time; time.sleep(60)", timeout=SOON, output_hook=lambda _: None)
        assert "KeyboardInterrupt" == reply["content"]["ename"]
        assert manager.is_alive()

    def test_it_is_a_child_of_the_server_and_ends_when_shut_down(self, started):
        """Shut down politely; no process is left."""
        manager, _ = started
        pid = manager.provisioner.pid
        assert pid in client.status()["children"]
        manager.shutdown_kernel()
        assert until(lambda: not alive(pid))

    def test_a_killed_kernel_is_known_to_be_dead(self, started):
        """Restarters and nbclient ask, and are told."""
        manager, _ = started
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        assert until(lambda: not manager.is_alive())

    def test_it_is_found_by_its_entry_point(self):
        """What the kernelspec names is what the package registers."""
        project = (ROOT / "pyproject.toml").read_text("utf-8")
        assert f'{provisioner.NAME} = "chancery.warm.provisioner:WarmProvisioner"' in project


def test_without_fork_everything_works_by_the_stock_way_and_says_so_once(monkeypatch, capsys):
    """On macOS and Windows, say."""
    monkeypatch.setattr(client, "reason_against", lambda: "there is no fork here")
    monkeypatch.setattr(warm, "_said", set())
    monkeypatch.setattr(engine, "rendered", lambda task, _: task.notebook.name)
    task = Task(PARAMETERS, NOTEBOOKS / "tiny.ipynb")
    assert ["tiny.ipynb"] * 2 == [runner.rendered(task), runner.rendered(task)]
    assert 1 == capsys.readouterr().err.count("there is no fork here")


def test_a_server_that_cannot_be_had_leaves_the_cold_way(monkeypatch, capsys, tmp_path):
    """Where no folder can be used, a report is made all the same."""
    monkeypatch.setenv("CHANCERY_WARM_DIR", str(tmp_path / ("x" * 120)))
    made = warm.rendered(Task(PARAMETERS, NOTEBOOKS / "tiny.ipynb"))
    assert "dprk-at-unga.tiny" == made.name
    assert "too long" in capsys.readouterr().err
