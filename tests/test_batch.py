"""Batches: the same reports as single renders, each once; what fails, dies or is stopped leaves the others whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from chancery import batch, files, parameters, record, runner
from chancery.batch import inputs, manifest
from chancery.errors import ChanceryError, ParameterError
from chancery.rendition import Rendition
from conftest import ROOT
from report_making import TEXT, TINY, digests, orders, run
from shelf_fixture import briefing_record, page_of


def names(pages: list[str]) -> list[str]:
    return sorted(Path(page).name for page in pages)


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
