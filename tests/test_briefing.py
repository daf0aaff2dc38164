"""The supplied article's briefing, rendered as `make briefing` does, and the notebooks run in the other ways."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from conftest import ARTICLES

ROOT = Path(__file__).parent.parent
SVG_NAMES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1998/Math/MathML"}


class Page(HTMLParser):
    """What a page holds: its elements with their attributes, and the text that is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="session")
def reports(shipped) -> Path:
    """The shipped articles' briefings."""
    return shipped("briefing")


@pytest.fixture(scope="session")
def briefing(reports) -> str:
    return (reports / "dprk-at-unga.html").read_text("utf-8")


def test_charts_are_inline_with_a_text_and_a_table(briefing):
    """At least four; each an inline SVG named for those who cannot see it, each with its numbers as a table."""
    page = Page(briefing)
    charts = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(charts) >= 4
    assert [] == [svg for svg in charts if not (svg.get("aria-label") or svg.get("aria-labelledby"))]
    assert len(page.all("figure")) <= len(charts) <= 2 * len(page.all("figure"))  # some are drawn for a phone, too


def test_a_page_on_a_sample_says_so_under_its_title(reports):
    """Nobody quotes an invented official: the front matter's note stands in the masthead, and only where it belongs."""
    for name, told in [("nato-russia-sample", True), ("taiwan-strait-sample", True), ("dprk-at-unga", False)]:
        head = (reports / f"{name}.html").read_text("utf-8").partition("</header>")[0]
        assert told == ("Every word between quotation marks is invented" in head), name


def test_claims_stand_in_a_table_before_they_are_gone_through(briefing):
    """Each claim in a line with what of it holds, who says it and how many rows were asked; then one by one."""
    shown = briefing.partition("held against the record</caption>")[2]
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', shown.partition("</thead>")[0])
    assert ["The article’s words", "What of them holds", "Said by", "Rows asked"] == heads
    cells = (
        r"<td[^>]*>◐ holds in part</td><td[^>]*>the article</td>"
        r"<td[^>]*>3 acts between states, \d+ terms of office</td>"
    )
    assert re.search(cells, shown)
    assert shown.index("Claim by claim") > shown.index("</table>")


def test_quotations_stand_with_their_speakers(briefing):
    """The article's words, and whose they are."""
    text = Page(briefing).text
    assert "We will never give up this position." in text
    assert "Kim Son Gyong" in text
    assert "expressed his desire to continue cooperation with North Korea" in text


def test_nothing_is_loaded_from_elsewhere(briefing):
    """No script, no address to load, no style that reaches out."""
    page = Page(briefing)
    assert [] == page.all("script") + page.all("iframe") + page.all("object") + page.all("embed") + page.all("base")
    loading = [
        (tag, name, value)
        for tag, attributes in page.elements
        for name, value in attributes.items()
        if (name in {"src", "srcset", "data", "poster", "background", "action", "formaction"} and value)
        or (tag == "link" and name == "href")
        or (tag not in {"a", "link"} and name in {"href", "xlink:href"} and not value.startswith("#"))
    ]
    assert [] == loading
    assert "@import" not in briefing
    assert [] == [part[:40] for part in briefing.split("url(")[1:] if not part.lstrip("\"'").startswith("#")]


def test_links_lead_only_to_sources_or_within_the_page(briefing):
    """A reader may follow a source; nothing else leaves the file, and every anchor within it resolves."""
    page = Page(briefing)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [a["href"] for a in page.all("a") if "href" in a]
    assert [] == [href for href in targets if not href.startswith(("#", "https://", "http://"))]
    assert [] == [href for href in targets if href.startswith("#") and href[1:] not in ids]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_number_in_a_finding_has_its_evidence(reports, name):
    """A sentence with a figure in it opens to what it rests on."""
    page = (reports / f"{name}.html").read_text("utf-8")
    items = re.findall(r'<li class="finding[^>]*>.*?</p>(.*?)(?=<li class="finding|</ul>)', page, re.DOTALL)
    sentences = re.findall(r'<li class="finding[^>]*><p>(.*?)</p>', page, re.DOTALL)
    assert len(items) == len(sentences) > 10
    bare = [text for text, rest in zip(sentences, items, strict=True) if re.search(r"\d", text) and "proof" not in rest]
    assert [] == bare


@pytest.mark.parametrize("name", ARTICLES)
def test_prose_outside_components_holds_no_number(reports, name):
    """Headings and connecting prose never compute: figures stand in findings, charts, tables and quotations."""
    page = (reports / f"{name}.html").read_text("utf-8")
    main = page.partition("<main")[2].partition("</main>")[0]
    prose = re.findall(r"<(?:p|h2|h3)(?: id=\"[^\"]*\")?>([^<]*)</(?:p|h2|h3)>", _without_components(main))
    assert prose
    assert [] == [words for words in prose if re.search(r"\d", words)]


@pytest.mark.parametrize("name", ARTICLES)
def test_shipped_briefings_keep_the_standards(chancery, reports, name):
    """`chancery lint` finds nothing a machine can find."""
    done = chancery("lint", reports / f"{name}.json")
    assert 0 == done.returncode, done.stdout


@pytest.mark.parametrize("name", ["nato-russia-sample", "taiwan-strait-sample"])
def test_a_theatre_speaks_of_no_other(reports, name):
    """Charts and findings of another theatre name nothing Korean.

    A pair of its states may rest on a drill held there, which the list of sources then names.
    """
    page = (reports / f"{name}.html").read_text("utf-8")
    assert "Korea" not in page.partition("What does this briefing stand on?</h")[0]
    told = json.loads((reports / f"{name}.json").read_text("utf-8"))
    assert "Korea" not in json.dumps({part: held for part, held in told.items() if part != "sources"})


def test_two_renders_are_the_same_bytes(chancery, reports, tmp_path):
    """The same inputs and parameters give the same page and record: a project elsewhere, another time zone and seed."""
    for room in ("data", "notebooks"):
        shutil.copytree(ROOT / room, tmp_path / "elsewhere" / room)
    there = {"CHANCERY_HOME": str(tmp_path / "elsewhere"), "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    done = chancery("render", "dprk-at-unga", cwd=tmp_path, **there)
    assert 0 == done.returncode, done.stderr
    for name in ("dprk-at-unga.html", "dprk-at-unga.json"):
        assert (reports / name).read_bytes() == (tmp_path / "elsewhere" / "reports" / name).read_bytes()


def test_what_changed_since_the_last_briefing_is_told(chancery, reports, tmp_path):
    """`auto` finds the newest earlier record on the theatre and focus; the page, the record and `lint` know of it."""
    kept = json.loads((reports / "taiwan-strait-sample.json").read_text("utf-8"))
    finding = next(each for each in kept["findings"] if each["id"] == "article.voices")
    finding["numbers"]["passages"] += 90
    (tmp_path / "last-week.json").write_text(json.dumps({**kept, "as_of": "2020-01-01"}))
    done = chancery("render", "taiwan-strait-sample", "--previous", "auto", "--out", tmp_path)
    assert 0 == done.returncode, done.stderr
    page = (tmp_path / "taiwan-strait-sample.html").read_text("utf-8")
    section = Page(page.partition('id="since-the-last-briefing"')[2].partition("</section>")[0]).text
    assert "as known on 1 January 2020: 1 number changed." in section
    assert f"passages {finding['numbers']['passages']} →" in section
    assert str(tmp_path) not in page
    made = json.loads((tmp_path / "taiwan-strait-sample.json").read_text("utf-8"))
    assert ("last-week.2020-01-01", "2020-01-01") == (made["previous"]["name"], made["previous"]["as_of"])
    assert hashlib.sha256((tmp_path / "last-week.json").read_bytes()).hexdigest() == made["previous"]["sha256"]
    assert 0 == chancery("lint", tmp_path / "taiwan-strait-sample.json").returncode


def test_no_path_of_the_machine_is_told(briefing):
    """A shared page does not say where it was made."""
    assert str(ROOT) not in briefing
    assert str(Path.home()) + os.sep not in briefing


def test_a_script_in_the_article_stays_words(chancery, tmp_path):
    """Hostile text is shown, not run."""
    piece = tmp_path / "hostile.md"
    body = 'The minister said, "<script>alert(1)</script> is what they sent us." <img src=x onerror=alert(2)>\n'
    piece.write_text(f"---\ntitle: '<script>alert(3)</script>'\npublished: 2025-09-29\n---\n{body}")
    done = chancery("render", piece, "--out", tmp_path)
    assert 0 == done.returncode, done.stderr
    page = Page((tmp_path / "hostile.html").read_text("utf-8"))
    assert [] == page.all("script") + page.all("img")
    assert "<script>alert(1)</script>" in page.text


OTHERS = {
    "another focus state": {"focus": "CHN"},
    "another day": {"as_of": "2019-06-30", "published": "2019-06-30"},
    "another theatre": {"theatre": "europe", "focus": "RUS"},
    "a narrow period and only the best rows": {
        "period": "2023-01-01/2025-09-29",
        "admit_confidence": ["high"],
        "window_days": 0,
    },
}


@pytest.mark.parametrize("values", OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("notebook", ["alliance_ties", "article", "briefing", "exercise_rhetoric"])
def test_notebooks_run_with_other_parameters(tmp_path, notebook, values):
    """Plain papermill, as anyone would call it; no cell fails."""
    asked = [text for name, value in values.items() for text in _papermill_option(name, value)]
    _papermill(notebook, tmp_path / "out.ipynb", *asked, cwd=ROOT)
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert [] == [o for c in executed.cells if c.cell_type == "code" for o in c.outputs if o.output_type == "error"]


def test_papermill_runs_from_another_folder(tmp_path):
    """Paths hang on the package, not on where papermill was called."""
    _papermill("briefing", tmp_path / "out.ipynb", "-p", "article", "dprk-at-unga", cwd=tmp_path)
    assert (tmp_path / "out.ipynb").is_file()


def _without_components(main: str) -> str:
    """The page's body without the blocks that our components made."""
    kept, depth = [], 0
    for piece in re.split(r"(<div[^>]*>|</div>)", main):
        if depth == 0 and piece.startswith('<div class="chancery'):
            depth = 1
        elif depth and piece.startswith("<div"):
            depth += 1
        elif depth and piece == "</div>":
            depth -= 1
        elif not depth:
            kept.append(piece)
    return "".join(kept)


def _papermill_option(name: str, value: object) -> list[str]:
    return ["-y", f"{name}: {value}"] if isinstance(value, list) else ["-p", name, str(value)]


def _papermill(notebook: str, target: Path, *arguments: str, cwd: Path) -> None:
    source = ROOT / "notebooks" / f"{notebook}.ipynb"
    done = subprocess.run(
        [sys.executable, "-m", "papermill", str(source), str(target), "--no-progress-bar", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr[-2000:]
