"""Batches: the same reports as single renders, each once; what fails, dies or is stopped leaves the others whole."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import pytest
import yaml

from chancery import batch, files, parameters, record, runner
from chancery.batch import inputs, manifest
from chancery.batch.local import LocalPool
from chancery.errors import ChanceryError, ParameterError
from chancery.rendition import Rendition
from chancery.warm import client
from conftest import NOTEBOOKS, ROOT
from shelf_fixture import briefing_record, page_of

TINY = NOTEBOOKS / "tiny.ipynb"
SOON = 30  # seconds; what happens at once on a quiet machine
TEXT = "---\ntitle: {0}\npublished: 2025-09-29\n---\nThe minister of {0} said on Monday that talks would go on.\n"


@pytest.fixture
def articles(tmp_path):
    """Three short articles in a folder of their own."""
    for name in ("first", "second", "third"):
        files.replaced(tmp_path / "articles" / f"{name}.md", TEXT.format(name.capitalize()))
    return tmp_path / "articles"


@pytest.fixture
def notebook(tmp_path):
    """A notebook of the given cells."""

    def made(*sources: str, name: str = "made") -> Path:
        cells = [nbformat.v4.new_code_cell(parameters.cell_source(), metadata={"tags": ["parameters"]})]
        cells += [nbformat.v4.new_code_cell(source) for source in sources]
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return made


def orders(out: Path, *named: object, notebooks: object = TINY, **held: object) -> list[batch.Order]:
    """The orders of a manifest given as values."""
    asked = {"articles": [str(each) for each in named], "notebooks": str(notebooks), "out": str(out), **held}
    return batch.orders(manifest.of(asked, "the batch"), "the batch")


def run(wanted: list[batch.Order], **options: object) -> batch.Outcome:
    """A batch made on this machine, two at a time."""
    return batch.run(wanted, lambda: LocalPool(2), **options)


def names(pages: list[str]) -> list[str]:
    return sorted(Path(page).name for page in pages)


def digests(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class TestReports:
    def test_they_are_those_of_single_renders(self, tmp_path, shipped):
        """Byte for byte, pages, records and executed notebooks; nothing else is left in the folder."""
        single = shipped("briefing")
        outcome = run(orders(tmp_path / "out", "dprk-at-unga", notebooks="briefing"))
        assert ["dprk-at-unga.html"] == names(outcome.made)
        made = digests(tmp_path / "out")
        assert {"dprk-at-unga.html", "dprk-at-unga.json"} == made.keys()
        assert {name: (single / name).read_bytes() for name in made} == made

    def test_executed_notebooks_are_kept_where_asked(self, tmp_path, articles):
        """As `chancery render --keep-notebook` keeps them."""
        run(orders(tmp_path / "out", articles / "first.md", keep_notebook=True, code=True))
        values = parameters.checked({"article": str(articles / "first.md")})
        runner.render(values, TINY, tmp_path / "single", keep_notebook=True, show_code=True)
        assert digests(tmp_path / "single") == digests(tmp_path / "out")
        assert {"first.tiny.html", "first.tiny.ipynb"} == digests(tmp_path / "out").keys()


class TestDoneAlready:
    def test_nothing_is_made_twice(self, tmp_path, articles):
        """Nor is a pool made where there is nothing to make."""
        wanted = orders(tmp_path / "out", articles / "*.md")
        assert ["first.tiny.html", "second.tiny.html", "third.tiny.html"] == names(run(wanted).made)
        again = batch.run(wanted, lambda: pytest.fail("there is nothing to make"))
        assert ([], [order.page for order in wanted], []) == (again.made, again.already, again.failed)
        assert 3 == len(run(wanted, force=True).made)

    @pytest.mark.parametrize("changed", ["article", "judgments", "table", "page", "page gone", "notebook"])
    def test_what_changed_is_made_again(self, tmp_path, articles, notebook, changed):
        """The article, the analyst's words, an own table; and a page that somebody edited or deleted."""
        own = tmp_path / "own"
        own.mkdir()
        header = (ROOT / "data" / "reference" / "actors.csv").read_text("utf-8").splitlines()[0]
        (own / "actors.csv").write_text(f"{header}\n")
        source = notebook("print(article)")
        wanted = orders(tmp_path / "out", articles / "first.md", notebooks=source, parameters={"data": str(own)})
        first = run(wanted)
        assert [] == first.failed
        assert [] == run(wanted).made
        page = wanted[0].page
        match changed:
            case "article":
                (articles / "first.md").write_text(TEXT.format("Elsewhere"))
            case "judgments":
                (articles / "first.judgments.md").write_text("## J1\nIt will probably go on.\n\nlikelihood: likely\n")
            case "table":
                (own / "ties.csv").write_text((ROOT / "data/reference/ties.csv").read_text("utf-8").splitlines()[0])
            case "page":
                page.write_text(page.read_text("utf-8").replace("article", "piece"), encoding="utf-8")
            case "page gone":
                page.unlink()
            case "notebook":
                notebook("print(1)")
        assert [str(page)] == run(wanted).made

    def test_a_copy_of_the_folder_is_known(self, tmp_path, articles):
        """By what the files hold, not by when they were written."""
        wanted = orders(tmp_path / "out", articles / "first.md")
        run(wanted)
        os.utime(wanted[0].page, (0, 0))
        assert [wanted[0].page] == run(wanted).already

    def test_the_key_tells_what_a_report_is_made_with(self, tmp_path, articles, monkeypatch):
        """Parameters, the library's files, the time that SOURCE_DATE_EPOCH gives."""
        one, other = (orders(tmp_path, articles / "first.md", parameters={"window_days": n})[0] for n in (3, 4))
        assert inputs.Inputs().key(one) != inputs.Inputs().key(other)
        before = inputs.house()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1759104000")
        assert before != inputs.house()

    def test_asking_takes_no_pandas(self, tmp_path, articles):
        """A second run with nothing changed is answered at once."""
        wanted = orders(tmp_path / "out", articles / "first.md")
        run(wanted)
        code = (
            "import sys\nfrom chancery import cli\n"
            f"sys.argv = ['chancery', 'batch', {str(articles / 'first.md')!r}, '-n', {str(TINY)!r}, "
            f"'-o', {str(tmp_path / 'out')!r}]\n"
            "try:\n    cli.main()\nexcept SystemExit as left:\n    print(left.code, 'pandas' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert ("0 False\n", "batch: 1 reports: 0 made, 1 done already, 0 failed\n") == (done.stdout, done.stderr)


class FromRecords:
    """A pool that makes reports of records by hand, for what is told against a briefing before."""

    def __init__(self, days: dict[str, str]) -> None:
        self.days = days
        self.waiting: list[batch.Order] = []
        self.seen: list[tuple[str, list[str]]] = []

    def submit(self, order: batch.Order) -> None:
        self.waiting.append(order)

    def finished(self) -> tuple[batch.Order, Rendition]:
        order = self.waiting.pop()
        self.seen.append((order.name, sorted(path.stem for path in order.folder.glob("*.json"))))
        made = briefing_record(order.name, as_of=self.days[order.name])
        return order, Rendition(order.name, page_of(made), made.text(), made.as_of)

    def close(self) -> None:
        pass


class TestBriefingsBefore:
    def wanted(self, out: Path, articles: Path) -> list[batch.Order]:
        return orders(out, articles / "*.md", notebooks="briefing", parameters={"previous": "auto"})

    def test_reports_told_against_another_are_made_in_order(self, tmp_path, articles):
        """Each sees on the shelf what was asked for before it, as after single renders."""
        pool = FromRecords({"first": "2025-01-01", "second": "2025-02-01", "third": "2025-03-01"})
        batch.run(self.wanted(tmp_path / "out", articles), lambda: pool)
        assert [("first", []), ("second", ["first"]), ("third", ["first", "second"])] == pool.seen
        assert [] == batch.run(self.wanted(tmp_path / "out", articles), lambda: pool).made

    def test_another_briefing_before_is_another_report(self, tmp_path, articles):
        """A record that came to lie between: the later report is made again, the earlier not."""
        wanted = self.wanted(tmp_path / "out", articles)[1:]
        pool = FromRecords({"second": "2025-02-01", "third": "2025-03-01"})
        batch.run(wanted, lambda: pool)
        record.written(briefing_record("between", as_of="2025-02-15"), tmp_path / "out" / "between.json")
        assert ["third.html"] == names(batch.run(wanted, lambda: pool).made)


class TestManifest:
    def test_the_example_in_the_documents_is_a_manifest(self):
        """Three articles, two notebooks, three states in focus."""
        made = batch.orders(manifest.read(ROOT / "docs" / "examples" / "batch.yaml"), "batch.yaml")
        assert 3 * 2 * 3 == len({order.page for order in made})

    @pytest.mark.usefixtures("articles")
    def test_every_combination_has_a_place(self, tmp_path):
        """What `out` does not name and the matrix varies becomes a folder; the command line goes before the file."""
        path = tmp_path / "desk.yaml"
        held = {
            "articles": ["articles/*.md", {"article": "articles/first.md", "window_days": 9}],
            "notebooks": ["briefing", "article"],
            "parameters": {"half_life_days": 90},
            "matrix": {"focus": ["PRK", ""], "window_days": [3, 4]},
            "out": str(tmp_path / "out" / "{notebook}" / "{focus}"),
        }
        path.write_text(yaml.safe_dump({**held, "articles": held["articles"][:1]}))
        made = batch.orders(manifest.read(path), "desk.yaml", tmp_path)
        assert 3 * 2 * 4 == len({order.page for order in made})
        places = {str(order.folder.relative_to(tmp_path / "out")) for order in made}
        assert {
            f"{n}/{f}/window_days={d}" for n in ("briefing", "article") for f in ("PRK", "none") for d in (3, 4)
        } == places
        assert {90} == {order.task.parameters.half_life_days for order in made}
        own = batch.orders(manifest.of({**held, "articles": held["articles"][1:]}, "desk.yaml"), "desk.yaml", tmp_path)
        assert {9} == {order.task.parameters.window_days for order in own}

    def test_the_same_report_asked_for_twice_is_one(self, tmp_path):
        """By name, by path and by a pattern."""
        where = ROOT / "data" / "articles" / "dprk-at-unga.md"
        assert 1 == len(orders(tmp_path, "dprk-at-unga", where, where.with_name("dprk-at-un*.md")))

    @pytest.mark.parametrize(
        ("held", "told"),
        [
            ({"matrices": {}}, "matrices: Extra inputs"),
            ({"matrix": {"focus": []}}, "focus lists no value"),
            ({"matrix": {"article": ["a"]}}, "article is set by `articles`"),
            ({"out": "{state}"}, "{state} is no parameter"),
            ({"out": "{focus"}, "out: "),
            ({"articles": [{"focus": "PRK"}]}, "names no `article`"),
            ({"articles": []}, "articles: "),
            ({"articles": "nowhere/*.md"}, "no article matches nowhere/[*].md"),
            ({"parameters": {"focsu": "PRK"}}, "did you mean focus"),
            ({"notebooks": "nothing"}, "no such notebook"),
            (
                {"articles": ["dprk-at-unga", {"article": "dprk-at-unga", "window_days": 3}]},
                "write {window_days} into it",
            ),
        ],
        ids=lambda each: str(each)[:40],
    )
    def test_one_error_says_what_is_wrong(self, held, told):
        """Before anything is made."""
        with pytest.raises(ChanceryError) as error:
            batch.orders(manifest.of({"articles": ["dprk-at-unga"], **held}, "desk.yaml"), "desk.yaml")
        assert all(part in str(error.value) for part in told.replace("[*]", "*").split(" … "))

    def test_two_articles_of_one_name_are_told_apart_by_the_reader(self, tmp_path, articles):
        """Neither is made."""
        files.replaced(tmp_path / "others" / "first.txt", TEXT.format("Others"))
        with pytest.raises(ParameterError, match="two reports would be"):
            orders(tmp_path, articles / "first.md", tmp_path / "others" / "first.txt")


class TestFaults:
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

    def test_a_killed_server_costs_no_report(self, tmp_path, articles, notebook, monkeypatch):
        """What it was doing is done again by the next."""
        folder = tempfile.mkdtemp(prefix="chancery-test-")
        monkeypatch.setenv("CHANCERY_WARM_DIR", folder)
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

        try:
            outcome = batch.run(wanted, lambda: Killing(2))
            assert (3, [], 1) == (len(outcome.made), outcome.failed, len(killed))
        finally:
            client.stop()
            shutil.rmtree(folder)

    def test_a_full_disk_is_said_and_leaves_nothing_half_written(self, tmp_path, articles):
        """No file may grow beyond ten kilobytes."""
        command = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)); " + (
            "from chancery.cli import main; sys.argv = ['chancery', *sys.argv[1:]]; main()"
        )
        run(orders(tmp_path / "warm", articles / "first.md"))  # a server started under the limit would keep it
        asked = ["batch", str(articles / "*.md"), "-n", TINY, "-o", tmp_path / "out"]
        done = subprocess.run([sys.executable, "-c", command, *asked], capture_output=True, text=True, check=False)
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


def until(condition, seconds: float = SOON) -> bool:
    """Whether something comes true soon."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def alive(pid: int) -> bool:
    """Whether a process still runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
