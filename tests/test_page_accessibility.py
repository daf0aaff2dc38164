"""WCAG 2.2 AA, judged in Chromium by axe-core and by measuring: light, dark, phone, keyboard, print."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_markdown_cell, new_output

from chancery import markup
from chancery.report import page
from page_fixture import FINDINGS, briefing, cell, drills_per_year, masthead, notebook

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LOOKS = {
    "wide and light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "wide and dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone and light": {"viewport": {"width": 375, "height": 700}, "color_scheme": "light"},
    "phone and dark": {"viewport": {"width": 375, "height": 700}, "color_scheme": "dark"},
}


def rich_notebook():
    """The briefing, and with it what an analyst may add: code, a frame, a log, Markdown of every kind."""
    made = briefing()
    more = [
        new_markdown_cell(
            "## Odds and ends\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA word[^1].\n\n[^1]: A note.\n\n> Quoted.\n\n`code`"
        ),
        cell(markup.findings(FINDINGS), source="findings"),
    ]
    more[1].outputs.append(new_output("stream", name="stderr", text="a warning"))
    more[1].outputs.append(
        new_output("display_data", data={"text/html": "<table><tr><td>1</table>", "text/plain": "x"})
    )
    more[1].outputs.append(new_output("display_data", data={"text/plain": "plain"}))
    return notebook(*made.cells, *more)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    written = tmp_path_factory.mktemp("page") / "page.html"
    written.write_text(page(rich_notebook(), show_code=True), encoding="utf-8")
    return written


def opened(chromium, path, **look):
    """The page in a tab of its own; close its context when done."""
    tab = chromium.new_context(bypass_csp=True, **look).new_page()
    tab.goto(path.as_uri())
    return tab


@pytest.mark.parametrize("folded", [True, False], ids=["folded", "unfolded"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_axe_finds_nothing(chromium, path, look, folded):
    """Zero violations of WCAG 2.2 AA and of axe-core's best practice, with every fold closed and open."""
    tab = opened(chromium, path, **look)
    if not folded:
        tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = Axe().run(tab, options=RULES).response["violations"]
    tab.context.close()
    assert [] == [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize("width", [320, 375, 768, 1280, 1920])
def test_page_never_scrolls_sideways(chromium, path, width):
    """Wide tables and charts scroll in their own boxes; 320 px is WCAG's reflow."""
    tab = opened(chromium, path, viewport={"width": width, "height": 800})
    tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    reached = tab.evaluate("document.documentElement.scrollWidth")
    tab.context.close()
    assert reached <= width


def test_column_holds_about_sixty_five_characters(chromium, path):
    """Lines are as long as the eye likes: 55 to 80 characters on a wide screen."""
    tab = opened(chromium, path, **LOOKS["wide and light"])
    width, letter = tab.evaluate(
        """() => {
          const text = document.querySelector("main > p");
          const probe = document.createElement("span");
          probe.textContent = "The quick brown fox jumps over the lazy dog and then does so again.";
          text.append(probe);
          const one = probe.getBoundingClientRect().width / probe.textContent.length;
          return [text.getBoundingClientRect().width, one];
        }"""
    )
    tab.context.close()
    assert 55 <= width / letter <= 80


def test_keyboard_reaches_the_text_first_and_everything_in_order(chromium, path):
    """The first stop is the skip link; focus then follows the page from top to bottom and is always visible."""
    tab = opened(chromium, path, **LOOKS["phone and light"])
    tab.keyboard.press("Tab")
    assert "Skip to the briefing" == tab.evaluate("document.activeElement.textContent")
    tops, hidden = [], []
    for _ in range(40):
        tab.keyboard.press("Tab")
        box = tab.evaluate(
            """() => {
              const active = document.activeElement, style = getComputedStyle(active);
              const top = active.getBoundingClientRect().top + scrollY;
              return [top, style.outlineStyle, active.outerHTML.slice(0, 80)];
            }"""
        )
        tops.append(box[0])
        hidden += [box[2]] if box[1] == "none" else []
    tab.context.close()
    assert [] == hidden
    assert all(later >= earlier - 40 for earlier, later in pairwise(tops))


def test_evidence_opens_by_key_where_the_sentence_stands(chromium, path):
    """Enter on a marker opens its evidence below the sentence, without a script."""
    tab = opened(chromium, path, **LOOKS["wide and light"])
    marker = tab.locator(".bottom-line summary").first
    evidence = tab.locator(".bottom-line .evidence").first
    assert not evidence.is_visible()
    marker.focus()
    tab.keyboard.press("Enter")
    assert evidence.is_visible()
    assert 0 <= evidence.bounding_box()["y"] - marker.bounding_box()["y"] <= 60
    tab.context.close()


def test_a_chart_is_enlarged_without_a_script(chromium, path):
    """Enlarge fills the window with the chart and hides the rest, also from the keyboard; the way back leads back."""
    tab = opened(chromium, path, **LOOKS["phone and light"])
    tab.locator(".enlarge a").first.click()
    large = tab.locator(".plot:target")
    box = large.bounding_box()
    assert (0, 0, 375, 700) == tuple(round(box[side]) for side in ("x", "y", "width", "height"))
    assert not tab.locator("h1").is_visible()
    assert large.evaluate("chart => chart.scrollWidth > chart.clientWidth * 2")
    tab.locator(".plot:target .shut").click()
    assert 0 == tab.locator(".plot:target").count()
    assert tab.locator("h1").is_visible()
    tab.context.close()


def test_letters_of_a_chart_stay_legible_on_a_phone(chromium, path):
    """At least ten pixels; what does not fit is scrolled to, and the page says so."""
    tab = opened(chromium, path, **LOOKS["phone and light"])
    sizes = tab.evaluate(
        """[...document.querySelectorAll(".plot svg")].flatMap((drawing) => {
          const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
          const letters = [...drawing.querySelectorAll("text")];
          return letters.map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
        })"""
    )
    hint = tab.locator(".swipe").first.is_visible()
    tab.context.close()
    assert min(sizes) >= 10
    assert hint


def test_targets_are_large_enough(chromium, path):
    """Markers and folds are at least 24 by 24 pixels (WCAG 2.2, 2.5.8)."""
    tab = opened(chromium, path, **LOOKS["phone and light"])
    small = tab.evaluate(
        """[...document.querySelectorAll("summary")].filter((part) => part.checkVisibility())
          .map((part) => [part.getBoundingClientRect(), part.textContent])
          .filter(([box]) => box.width < 24 || box.height < 24).map(([, text]) => text)"""
    )
    tab.context.close()
    assert [] == small


def test_motion_is_left_out_where_it_is_unwanted(chromium, path):
    """Reduced motion means no smooth scrolling."""
    calm = opened(chromium, path, reduced_motion="reduce")
    assert "auto" == calm.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    calm.context.close()


def test_paper_shows_notes_and_no_folds(chromium, path):
    """In print the evidence stands as numbered notes; folds, contents and the skip link are gone."""
    tab = opened(chromium, path)
    tab.emulate_media(media="print")
    shown = {
        name: tab.locator(name).first.is_visible()
        for name in (".notes", ".evidence", ".skip", "nav.contents", ".twin", ".bottom-line")
    }
    tab.context.close()
    assert {".notes", ".bottom-line"} == {name for name, visible in shown.items() if visible}


def test_page_without_contents_or_findings_is_sound_too(chromium, tmp_path):
    """A short page is a page."""
    short = tmp_path / "short.html"
    short.write_text(page(notebook(cell(masthead()), cell(drills_per_year()))), encoding="utf-8")
    tab = opened(chromium, short, **LOOKS["phone and dark"])
    found = Axe().run(tab, options=RULES).response["violations"]
    tab.context.close()
    assert [] == [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
