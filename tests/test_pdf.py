"""The page on paper: tagged, bookmarked, marked, and the same twice; judged on the PDF itself."""

import importlib
import re
import sys

import pytest

from chancery.errors import RenderError
from chancery.report import page
from chancery.report.pdf import _for_paper, pdf
from page_fixture import briefing, drills_per_year, words_and_drills


@pytest.fixture(scope="module")
def weasyprint():
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint or Pango is not installed here: {error}")


@pytest.fixture(scope="module")
def written(weasyprint) -> bytes:
    """The PDF without compression, so that its structure can be read."""
    return weasyprint.HTML(string=_for_paper(page(briefing()))).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)


def strings(written: bytes, key: bytes) -> list[str]:
    """Values of a key, plain or in UTF-16."""
    found = re.findall(rb"/" + key + rb" (?:\(((?:[^()\\]|\\.)*)\)|<feff([0-9a-f]+)>)", written)
    return [
        bytes.fromhex(wide.decode()).decode("utf-16-be") if wide else plain.decode("latin-1") for plain, wide in found
    ]


def test_page_is_a_tagged_pdf(written):
    """PDF/UA-1, in the page's language."""
    assert written.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in written
    assert b"/Lang (en)" in written


def test_the_same_page_gives_the_same_bytes(weasyprint):
    """No date, no random identifier."""
    assert pdf(page(briefing())) == pdf(page(briefing()))


def test_every_chart_says_in_full_what_it_shows(written):
    """Headline and alternative text both reach who cannot see the chart."""
    charts = (drills_per_year(), words_and_drills())
    assert [f"{chart.title}. {chart.alt}" for chart in charts] == strings(written, b"Alt")


def test_sections_are_bookmarks(written):
    """The outline of the reader's program is the page's."""
    assert {"Did the drills break records?", "Which sources?", "Notes"} <= set(strings(written, b"Title"))


def test_tables_have_header_cells(written):
    """Tags tell a header from a value."""
    assert written.count(b"/S /TH") - written.count(b"/S /THead") >= 7


def test_missing_library_says_how_to_get_it(monkeypatch):
    """An optional format fails in one plain sentence with its remedy."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(RenderError, match="pip install 'chancery\\[pdf\\]'"):
        pdf("<p>a</p>")


def test_drawings_keep_their_colours_and_their_words_on_paper():
    """Custom properties become their printed values; an outlined label is not painted over."""
    paper = _for_paper(page(briefing()))
    drawings = re.findall(r"<svg.*?</svg>", paper, re.DOTALL)
    assert len(drawings) == 2
    assert [] == [word for word in ("var(--", "paint-order") if any(word in drawing for drawing in drawings)]
    assert "#0072b2" in drawings[0]
