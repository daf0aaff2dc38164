"""What a page says it was made from: digests that another reader can make again, and nothing of the machine."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from chancery import parameters, provenance, runner
from chancery.errors import ParameterError, RenderError
from conftest import NOTEBOOKS, ROOT

TINY = NOTEBOOKS / "tiny.ipynb"


def told(page: Path) -> dict:
    """What the page's head tells machines."""
    return json.loads(unescape(re.search(r'<meta name="chancery-provenance" content="([^"]*)">', page.read_text())[1]))


def test_the_page_names_what_it_was_made_from(tmp_path):
    """Parameters, and digests of article, tables, notebook and lock, in the head and in words."""
    page = runner.render(parameters.checked({"window_days": 3}), TINY, tmp_path).page
    kept = told(page)
    assert (3, "dprk-at-unga") == (kept["parameters"]["window_days"], kept["parameters"]["article"])
    assert provenance.digest(ROOT / "data" / "articles" / "dprk-at-unga.md") == kept["article"]
    assert provenance.digest(ROOT / "data" / "reference" / "ties.csv") == kept["tables"]["ties.csv"]
    assert ("tiny.ipynb", provenance.digest(TINY)) == (kept["notebook"], kept["notebook_sha256"])
    assert provenance.digest(ROOT / "requirements.lock") == kept["lock"]
    for fact in (kept["notebook_sha256"], kept["lock"], kept["version"]):
        assert fact in page.read_text("utf-8").partition("<body")[2]


def test_no_folder_of_the_machine_is_told(tmp_path):
    """An article and tables of one's own go by their names."""
    piece = tmp_path / "piece.txt"
    piece.write_text("He spoke.")
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "ties.csv").write_text((ROOT / "data" / "reference" / "ties.csv").read_text("utf-8"))
    asked = {"article": str(piece), "published": "2025-01-01", "data": str(tmp_path / "rows")}
    page = runner.render(parameters.checked(asked), TINY, tmp_path / "out").page
    kept = told(page)
    assert ("piece.txt", "rows") == (kept["parameters"]["article"], kept["parameters"]["data"])
    assert {"ties.csv", "rows/ties.csv"} <= kept["tables"].keys()
    assert str(tmp_path) not in page.read_text("utf-8").partition("</head>")[0]


def test_folders_of_one_name_keep_their_tables_apart(tmp_path):
    """Two layers called the same are both told."""
    for place in "ab":
        (tmp_path / place / "rows").mkdir(parents=True)
        (tmp_path / place / "rows" / "ties.csv").write_text(place)
    found = provenance.table_digests([tmp_path, tmp_path / "a" / "rows", tmp_path / "b" / "rows"])
    assert ["rows/ties.csv", "2 rows/ties.csv"] == list(found)


@pytest.mark.parametrize("given", ["soon", "1e9", "9" * 30], ids=["a word", "not whole", "beyond all years"])
def test_a_source_date_epoch_that_is_no_time_is_refused(given):
    """A slip in a build's environment is named before anything runs."""
    with pytest.raises(ParameterError, match="SOURCE_DATE_EPOCH"):
        provenance.made({"SOURCE_DATE_EPOCH": given})


def test_time_enters_only_by_source_date_epoch(tmp_path, monkeypatch):
    """The page tells a making time only where the environment gives one."""
    assert "made" not in {name for name, value in told(rendered(tmp_path)).items() if value}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1759104000")
    page = rendered(tmp_path)
    assert "2025-09-29T00:00:00+00:00" == told(page)["made"]
    assert "2025-09-29T00:00:00+00:00" in page.read_text("utf-8").partition("<body")[2]


def rendered(folder: Path) -> Path:
    return runner.render(parameters.checked({}), TINY, folder).page


def test_a_pdf_is_asked_for_before_the_notebook_runs(tmp_path, monkeypatch):
    """Where WeasyPrint lacks, the remedy is said at once and nothing is written."""
    import papermill

    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    monkeypatch.setattr(papermill, "execute_notebook", lambda *_, **__: pytest.fail("a kernel was started"))
    with pytest.raises(RenderError, match="pip install"):
        runner.render(parameters.checked({}), TINY, tmp_path, paper=True)
    assert [] == list(tmp_path.iterdir())


def test_a_pdf_stands_beside_its_page(tmp_path):
    """Both or neither."""
    pytest.importorskip("weasyprint", reason="WeasyPrint is an extra", exc_type=(ImportError, OSError))
    rendering = runner.render(parameters.checked({}), TINY, tmp_path, paper=True)
    assert ["dprk-at-unga.tiny.html", "dprk-at-unga.tiny.pdf"] == sorted(path.name for path in tmp_path.iterdir())
    assert rendering.paper.read_bytes().startswith(b"%PDF-")
