"""Every number on a page is in a finding with evidence, in a chart with its rows, or in the article's own words.

The whole text of every shipped page is walked, not only its findings, and the walk is tried on damaged pages.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import ARTICLES

ROOT = Path(__file__).parent.parent

NOTEBOOKS = ("briefing", "article", "alliance_ties", "exercise_rhetoric")
EMPTY_TAGS = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# Where a number may stand beside findings: the article's words, charts with their values, sources (a list's head counts
# the list beneath it), evidence.
ELSEWHERE = frozenset(
    (
        "annotated", "chart", "quote", "quotes", "sources", "notes", "pairs", "masthead", "table-box", "twin",
        "evidence", "credit", "scale", "lead", "toc", "caveat", "panel", "list-head",
    )
)  # fmt: skip
DIGIT = re.compile(r"\d")


class Walk(HTMLParser):
    """The text of a page with what it stands in: findings with and without evidence, and words that are in neither."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, frozenset[str], int]] = []
        self.findings: list[dict[str, str | bool]] = []
        self.loose: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        classes = frozenset((found.get("class") or "").split())
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and (found.get("href") or "").startswith("#"):
            self.targets.append(str(found["href"])[1:])
        inside = self.open[-1][2] if self.open else -1
        opens = len(self.open) > 1 and "bottom-line" in self.open[-2][1] and self.open[-1][0] == "ol"
        if tag == "li" and ("finding" in classes or opens):
            self.findings.append({"text": "", "proof": False})
            inside = len(self.findings) - 1
        if inside >= 0 and "proof" in classes:
            self.findings[inside]["proof"] = True
        if tag not in EMPTY_TAGS:
            self.open.append((tag, classes, inside))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        around = {name for _, classes, _ in self.open for name in classes}
        tags = {tag for tag, _, _ in self.open}
        inside = self.open[-1][2] if self.open else -1
        if inside >= 0 and "proof" not in around:
            self.findings[inside]["text"] = f"{self.findings[inside]['text']}{data}"
        elif (
            inside < 0
            and DIGIT.search(data)
            and "main" in tags
            and not around & ELSEWHERE
            and not tags & {"style", "svg", "table"}
        ):
            self.loose.append(" ".join(data.split()))

    @property
    def bare(self) -> list[str]:
        """Findings with a number and nothing to open."""
        return [str(each["text"]) for each in self.findings if DIGIT.search(str(each["text"])) and not each["proof"]]


@pytest.fixture(
    scope="module", params=[(article, notebook) for article in ARTICLES for notebook in NOTEBOOKS], ids="-".join
)
def page(request, shipped) -> str:
    article, notebook = request.param
    name = f"{article}.html" if notebook == "briefing" else f"{article}.{notebook}.html"
    return (shipped(notebook) / name).read_text("utf-8")


def test_every_number_is_in_a_finding_with_evidence(page):
    """Prose, headings and captions compute nothing, and no finding with a figure stands bare."""
    walk = Walk(page)
    assert 3 <= sum(1 for each in walk.findings if DIGIT.search(str(each["text"])))
    assert [] == walk.bare
    articles = ((ROOT / "data" / "articles" / f"{name}.md").read_text("utf-8") for name in ARTICLES)
    noted = " ".join(" ".join(text.split()) for text in articles)
    assert [] == [words for words in walk.loose if words not in noted]


def test_every_evidence_anchor_resolves(page):
    """Each link within a page leads to one place of it."""
    walk = Walk(page)
    assert walk.targets
    assert len(walk.ids) == len(set(walk.ids))
    assert [] == [target for target in walk.targets if target not in walk.ids]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda page: page.replace("</main>", "<p>There were 7 of them.</p></main>"), "There were 7 of them."),
        (lambda page: page.replace("<h2", "<h2>Nine, or 9</h2><h2", 1), "Nine, or 9"),
    ],
    ids=["a sentence by hand", "a heading by hand"],
)
def test_a_number_written_by_hand_is_found(shipped, damage, said):
    """The walk is not blind: it finds what is put there."""
    page = (shipped("briefing") / f"{ARTICLES[0]}.html").read_text("utf-8")
    main = page.index("<main")
    assert said in Walk(page[:main] + damage(page[main:])).loose


def test_a_finding_robbed_of_its_evidence_is_found(shipped):
    """Without its marker a number stands bare."""
    page = (shipped("briefing") / f"{ARTICLES[0]}.html").read_text("utf-8")
    robbed = page.replace('class="proof"', 'class="prose"')
    assert len(Walk(robbed).bare) > 10
