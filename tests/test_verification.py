"""`chancery verify`: identical where nothing changed; else what did, by name, and where the page shows it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from markupsafe import escape
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from chancery import drift, parameters, runner, verification
from chancery.errors import ReportRecordError
from conftest import ROOT

COUNT = "print(len(reference.load(data).ties), article)"


def notebook(source: str = COUNT) -> nbformat.NotebookNode:
    """A notebook whose page shows how many ties the tables hold."""
    declared = new_code_cell(parameters.cell_source(), metadata={"tags": ["parameters"]})
    cells = [
        new_markdown_cell("## How many ties?"),
        declared,
        new_code_cell("from chancery import markup, reference"),
        new_code_cell(f"{source}\nmarkup.caveats([str(len(reference.load(data).ties)), article])"),
    ]
    made = new_notebook(cells=cells)
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number}"
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A project of one's own, in no checkout: the shipped data, an article, one notebook, and its page."""
    home = tmp_path_factory.mktemp("made") / "home"
    shutil.copytree(ROOT / "data", home / "data")
    (home / "notebooks").mkdir()
    (home / "data" / "articles" / "piece.md").write_text("---\ntitle: T\npublished: 2025-09-29\n---\nHe spoke.\n")
    nbformat.write(notebook(), home / "notebooks" / "count.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHANCERY_HOME", str(home))
        runner.render(parameters.checked({"article": "piece"}), "count")
    return home


@pytest.fixture
def project(made, tmp_path, monkeypatch) -> Path:
    """The project, for one test to change."""
    home = tmp_path / "home"
    shutil.copytree(made, home)
    monkeypatch.setenv("CHANCERY_HOME", str(home))
    return home


@pytest.fixture
def page(project) -> Path:
    return project / "reports" / "piece.count.html"


@pytest.fixture
def same_page(page, monkeypatch) -> None:
    """Making the page again gives the same page: for tests of what is said of the inputs, without a kernel."""
    text = page.read_bytes()
    monkeypatch.setattr(verification, "_made_again", lambda *_: {".html": text})


def swapped(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def shipped_at_the_commit(name: str) -> bool:
    """Whether git has the table as it lies here: only then can rows be named."""
    done = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", f"data/reference/{name}"], cwd=ROOT, check=False)
    return done.returncode == 0


def test_a_page_of_unchanged_inputs_is_identical(page, monkeypatch, tmp_path):
    """By path and by name, from another folder, whatever SOURCE_DATE_EPOCH is there now."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert page == verification.page_path("piece.count")
    found = verification.verified(page)
    assert ((), True) == (found.differences, found.identical)


def test_a_page_is_made_again_at_the_time_it_tells(monkeypatch):
    """SOURCE_DATE_EPOCH is the page's while it is made again, and afterwards what it was."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    with verification._at("2025-09-29T00:00:00+00:00"):
        assert "1759104000" == os.environ["SOURCE_DATE_EPOCH"]
    with verification._at(""):
        assert "SOURCE_DATE_EPOCH" not in os.environ
    assert "1" == os.environ["SOURCE_DATE_EPOCH"]


def test_a_changed_row_is_named_with_its_table_and_what_it_does(page, project):
    """Which table, which row where git can tell, and which part of the page is another."""
    table = project / "data" / "reference" / "ties.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), "utf-8")
    found = verification.verified(page)
    assert not found.identical
    key = lines[-1].split(",", 1)[0]
    rows = f"1 row gone: {key}" if shipped_at_the_commit("ties.csv") else drift.ANOTHER
    assert (f"table ties.csv: {rows}", "the page differs in: How many ties?") == found.differences


def test_a_change_that_the_page_does_not_show_is_still_said(page, project, same_page):
    """The same rows in another order are another input, even where nothing on the page tells."""
    table = project / "data" / "reference" / "ties.csv"
    head, *rows = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join([head, *reversed(rows)]), "utf-8")
    said = "the same rows, in another order or form" if shipped_at_the_commit("ties.csv") else drift.ANOTHER
    assert (f"table ties.csv: {said}",) == verification.verified(page).differences


def test_article_judgments_and_notebook_are_named(page, project, same_page):
    """Everything that changed is said at once."""
    swapped(project / "data" / "articles" / "piece.md", "He spoke.", "He spoke twice.")
    (project / "data" / "articles" / "piece.judgments.md").write_text("change: first\n")
    nbformat.write(notebook("1"), project / "notebooks" / "count.ipynb")
    assert (
        "article piece: another text than the page was made from",
        "the analyst’s judgments: is new",
        f"notebook count.ipynb: {drift.ANOTHER}",
    ) == verification.verified(page).differences


def test_a_page_changed_by_hand_is_found_out(page, same_page):
    """The inputs are as they were: whoever changed the page is not among them."""
    swapped(page, "How many ties?</h2>", "How many ties?</h2><p>None.</p>")
    assert ("the inputs are the same, yet the page differs in: How many ties?",) == verification.verified(
        page
    ).differences


def test_tables_that_no_longer_hold_up_are_named_before_the_error(page, project):
    """A page that cannot be made again: the table that changed, and why."""
    table = project / "data" / "reference" / "ties.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join([*lines[:-1], lines[-1].replace(",20", ",soon20", 1)]), "utf-8")
    found = verification.verified(page)
    assert not found.identical
    assert "ties.csv row" in str(found.failure)
    assert found.differences[0].startswith("table ties.csv: ")


def test_inputs_that_moved_are_asked_for(page, project, tmp_path, same_page):
    """What is not beside the page, here or in the project is named, with the option that helps."""
    moved = (project / "data" / "articles" / "piece.md").rename(tmp_path / "moved.md")
    with pytest.raises(ReportRecordError, match="--article"):
        verification.verified(page)
    said = verification.verified(page, article=moved).differences
    assert ("parameter article: piece then, moved.md now",) == said


def test_own_tables_are_found_beside_the_page(project, page, same_page):
    """The page tells their folder's name, not its place; it is looked for beside the page."""
    html = page.read_text("utf-8")
    kept = verification.provenance_told(html, page)
    with_rows = kept.model_copy(
        update={"parameters": {**kept.parameters, "data": "rows"}, "tables": {**kept.tables, "rows/ties.csv": "0" * 64}}
    )
    old, new = (str(escape(each.model_dump_json())) for each in (kept, with_rows))
    swapped(page, old, new)
    with pytest.raises(ReportRecordError, match="--data"):
        verification.verified(page)
    (page.parent / "rows").mkdir()
    shutil.copy(ROOT / "data" / "reference" / "ties.csv", page.parent / "rows")
    assert f"table rows/ties.csv: {drift.ANOTHER}" == verification.verified(page).differences[0]


@pytest.mark.parametrize(
    "html", ["<p>a</p>", '<meta name="chancery-provenance" content="{}"><body>'], ids=["foreign", "another version"]
)
def test_a_page_that_tells_nothing_is_refused(tmp_path, html):
    """A page of another maker cannot be verified, and the error says what can."""
    (tmp_path / "page.html").write_text(html)
    with pytest.raises(ReportRecordError, match="render it again"):
        verification.verified(tmp_path / "page.html")


def test_the_command_says_it_and_ends_with_a_code(chancery, page, project):
    """1 for a page that differs, with the difference below it; an unknown name lists the known."""
    home = {"CHANCERY_HOME": str(project)}
    swapped(page, "ties?</h2>", "ties??</h2>")
    other = chancery("verify", "piece.count", **home)
    assert (1, True) == (other.returncode, "piece.count.html: differs (SHA-256 " in other.stdout), other.stderr
    assert "  the inputs are the same, yet the page differs in: " in other.stdout
    unknown = chancery("verify", "no-such", **home)
    assert (1, True) == (unknown.returncode, "piece.count" in unknown.stderr)


TABLE = b"key,start,source\nt-1,2025,a\nt-2,2024,b\n"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (b"key,start,source\nt-1,2025,a\nt-2,2023,c\n", "1 row changed: t-2 (start, source)"),
        (b"key,start,source\nt-1,2025,a\n", "1 row gone: t-2"),
        (TABLE + b"t-3,2025,a\n", "1 row added: t-3"),
        (b"key,start,source,more\nt-1,2025,a,\nt-2,2024,b,x\n", "2 rows changed: t-1 (more), t-2 (more)"),
        (b"key,start,source\nt-2,2024,b\nt-1,2025,a\n", "the same rows, in another order or form"),
    ],
    ids=["changed", "gone", "added", "a new column", "only the order"],
)
def test_rows_are_compared_by_key(new, said):
    """Keys and columns, not lines."""
    old = TABLE.replace(b"key", b"tie_id")
    assert said == drift.row_changes("ties", old, new.replace(b"key", b"tie_id"))


def test_locks_are_compared_by_package():
    """Versions, not hashes."""
    old, new = b"numpy==2.1 \\\n --hash=a\npandas==3.0\nold==1\n", b"numpy==2.2 \\\n --hash=b\npandas==3.0\nnew==1\n"
    assert "1 package changed: numpy 2.1 to 2.2; 1 package added: new; 1 package gone: old" == drift.lock_changes(
        old, new
    )
    assert "the same versions, written otherwise" == drift.lock_changes(old, old + b"# a\n")
    assert drift.ANOTHER == drift.lock_changes(None, new)


def test_notebooks_are_compared_by_the_source_of_their_cells():
    """Kept outputs are no input."""
    one, other = notebook(), notebook("1")
    run = notebook()
    run.cells[-1].execution_count = 7
    as_bytes = [json.dumps(each).encode() for each in (one, other, run)]
    assert "1 cell changed: 4" == drift.notebook_changes(as_bytes[0], as_bytes[1])
    assert "the same cells; only its kept outputs are others" == drift.notebook_changes(as_bytes[0], as_bytes[2])
