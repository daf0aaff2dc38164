"""Every page that is shipped, judged whole: four notebooks on each article, in Chromium, light and dark, offline."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from chancery.errors import RenderError
from conftest import ARTICLES, ROOT

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
# Only violations are written out: the selectors of thousands of sound elements take most of axe-core's time.
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
ALIKE = "tbody tr:nth-child(n+6), .evidence-list li:nth-child(n+6), .sources li:nth-child(n+6), .notes"
"""What the same template and style rules made as what stands before it: contrast is measured on the first few."""
MOST_BYTES = 1_500_000
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push([event.effectiveDirective, event.blockedURI, event.sample]);
});
"""
PARTS = {
    "h1": 1,
    ".masthead .marking": 1,
    ".masthead time": 1,
    ".annotated .sentence": 10,
    ".provenance-block dt": 5,
    ".parameters-block dt": 10,
    ".caveats li": 3,
}
OF_A_BRIEFING = {
    ".bottom-line li": 3,
    "figure.chart svg": 7,
    ".quotation": 3,
    ".findings .proof": 20,
    "table": 8,
    ".sources li": 5,
}


@pytest.fixture(params=[(article, notebook) for notebook in NOTEBOOKS for article in ARTICLES], ids="-".join)
def page(request, shipped) -> Path:
    article, notebook = request.param
    return shipped(notebook) / (f"{article}.html" if notebook == "briefing" else f"{article}.{notebook}.html")


def test_a_page_is_complete_offline_and_axe_finds_nothing(chromium, page):
    """Without a network: no request, nothing refused by the policy, every part there, and no violation of WCAG 2.2 AA.

    Every fold is open, so that what it hides is judged too; contrast is measured in light and dark.
    """
    asked = []
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    context.set_offline(True)
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda said: asked.append(said.text))
    tab.goto(page.as_uri())
    wanted = PARTS | (OF_A_BRIEFING if page.stem in ARTICLES else {})
    if ".article." not in page.name and page.stem not in ARTICLES:
        wanted.pop(".annotated .sentence")
    short = {part: count for part, least in wanted.items() if (count := tab.locator(part).count()) < least}
    refused = tab.evaluate("window.refused")
    context.close()
    assert ([page.as_uri()], [], {}) == (asked, refused, short)

    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)  # axe is a script
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = []
    for scheme, rules in (("light", ALL), ("light", COLOURS), ("dark", COLOURS)):
        if rules is COLOURS:
            tab.evaluate(f"document.querySelectorAll('{ALIKE}').forEach((each) => each.remove())")
        tab.emulate_media(color_scheme=scheme)
        response = Axe().run(tab, options=rules).response
        assert response["passes"]
        found += [(scheme, one["id"], one["nodes"][0]["html"][:200]) for one in response["violations"]]
    context.close()
    assert [] == found


def test_a_page_is_one_small_file(page):
    """Under 1.5 MB, policy first, no script, no address that is not http(s) or on the page."""
    html = page.read_text("utf-8")
    assert len(html.encode()) < MOST_BYTES
    assert re.match(r'<!doctype html>\s<html lang="en">\s<head>\s<meta http-equiv="Content-Security-Policy"', html)
    assert "default-src &#39;none&#39;" in html.partition(">")[2][:300]
    assert "<script" not in html
    assert [] == [link for link in re.findall(r'href="([^"]*)"', html) if not re.match(r"#|https?://", link)]


def test_every_chart_has_words_and_its_table(page):
    """What a chart shows is said from its data, and its values stand as a table in the same figure."""
    figures = re.findall(r'<figure class="chart".*?</figure>', page.read_text("utf-8"), re.DOTALL)
    words = re.compile(r"<desc [^>]*>[^<]{40,}</desc>")
    values = re.compile(r"<table>.*?<tbody>\s*<tr>", re.DOTALL)
    assert [] == [each[:90] for each in figures if not (words.search(each) and values.search(each))]


@pytest.fixture(scope="module")
def paper(shipped, tmp_path_factory) -> Path:
    """The PDF of a briefing."""
    try:
        from chancery.report.pdf import pdf

        made = pdf((shipped("briefing") / "taiwan-strait-sample.html").read_text("utf-8"))
    except RenderError as error:
        pytest.skip(f"WeasyPrint or Pango is not installed here: {error.problem}")
    path = tmp_path_factory.mktemp("paper") / "briefing.pdf"
    path.write_bytes(made)
    return path


def titles(outline: list) -> list[str]:
    """The titles of an outline, nested ones included."""
    return [name for each in outline for name in (titles(each) if isinstance(each, list) else [each.title])]


def test_a_briefing_on_paper_is_tagged_bookmarked_numbered_and_marked(paper):
    """Structure for those who hear it; an outline; figures by number; the marking at head and foot of every sheet."""
    read = pypdf.PdfReader(paper)
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert {"/StructTreeRoot", "/Outlines", "/Lang"} <= root.keys()
    assert {"Bottom line", "What does the article say?", "Notes"} <= set(titles(read.outline))
    sheets = [" ".join(sheet.extract_text().split()) for sheet in read.pages]
    assert [] == [number for number, words in enumerate(sheets, 1) if words.count("TLP:CLEAR") < 2]
    every = " ".join(sheets)
    assert [] == [number for number in range(1, 8) if f"Figure {number}." not in every]
    assert "Bottom line" in sheets[0]


def test_no_sheet_is_empty_and_nothing_runs_off_the_paper(paper, tmp_path):
    """The sheets as pictures: ink on each, and none in the outer margin, where a chart or table would be cut."""
    if shutil.which("pdftoppm") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no pdftoppm, and CI=true requires it: apt-get install poppler-utils")
        pytest.skip("no pdftoppm on the PATH: the sheets are looked at where Poppler is installed")
    subprocess.run(["pdftoppm", "-r", "36", "-gray", paper, tmp_path / "sheet"], check=True, timeout=120)
    margin = round(36 / 25.4 * 12)  # 12 of the 19 mm
    for picture in sorted(tmp_path.glob("*.pgm")):
        ink = np.asarray(Image.open(picture)) < 200
        assert ink[margin:-margin, margin:-margin].mean() > 0.002, picture.name
        assert not ink[:, :margin].any(), picture.name
        assert not ink[:, -margin:].any(), picture.name
