"""The charts of ties at 3, 10 and 40 states as a browser draws them. Run: python benchmarks/pictures.py FOLDER [WIDTH].

Writes each chart as a PNG in colour and one in grey, for looking at; prints, and fails on, labels that overlap or leave
the picture, by the boxes the browser gives. WIDTH: of the window in pixels, 720 unless given. Needs Chromium.
"""

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from chancery import charts, reference, style, ties
from chancery.charts.figure import Chart

PHONE = 480
"""Pixels up to which the page shows the narrow picture, where a chart has one."""
ON, BEFORE = dt.date(2025, 9, 29), dt.date(2022, 9, 29)
TEN = ["USA", "KOR", "JPN", "PRK", "CHN", "RUS", "AUS", "PHL", "TWN", "GBR"]
EAST = ["RUS", "BLR", "ARM", "KAZ", "KGZ", "TJK"]
SHOWN = """<style>:root{{--ink:#222;--muted:#636363;--rule:#c9c9c9;--soft:#ececea;--paper:#fffffe;--accent:#0072b2;
--against:#d55e00}} body{{margin:8px;background:#fffffe;{grey}}} svg{{width:100%;height:auto}}</style>{svg}"""
BOXES = """() => {
  const inside = document.querySelector("svg").getBoundingClientRect(), found = [];
  const texts = [...document.querySelectorAll("svg text")];
  const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
  for (const [words, box] of boxes)
    if (box.left < inside.left - 1 || box.right > inside.right + 1 || box.top < inside.top - 1
        || box.bottom > inside.bottom + 1) found.push("clipped: " + words);
  boxes.forEach(([words, one], place) => boxes.slice(place + 1).forEach(([others, other]) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const tall = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const line = Math.min(one.height, one.width, other.height, other.width);
    if (wide > 1 && tall > 1 && Math.min(wide, tall) > 0.25 * line) found.push("overlap: " + words + " | " + others);
  }));
  return found;
}"""
"""Boxes of lines reach beyond the letters above and below: an overlap is one of more than a quarter of a line."""


def view(library: reference.Reference, count: int) -> ties.View:
    """The ties around a state among 3, 10 or 40."""
    members = library.alliance_members
    nato = list(dict.fromkeys(members.loc[members["alliance_id"] == "nato", "member"]))
    states = {3: ["USA", "KOR", "PRK"], 10: TEN, 40: [*nato, *EAST, "UKR", "CHN"]}[count]
    placed = [nato, EAST] if count == 40 else [["USA", "KOR", "JPN"], ["PRK", "CHN", "RUS"]]
    return ties.around(library.tables, focus="RUS" if count == 40 else "PRK", on=ON, states=states, placed=placed)


def drawn(around: ties.View) -> dict[str, Callable[[], Chart]]:
    """The four charts of a view, by name."""
    marked = [("CHN", "PRK"), ("PRK", "USA"), ("RUS", "UKR")]
    return {
        "network": lambda: charts.alliance_network(
            around.dyads, around.names, blocs=around.placed, marked=marked, focus=around.focus
        ),
        "matrix": lambda: charts.dyad_matrix(around.dyads, around.names, blocs=around.placed, marked=marked),
        "timeline": lambda: charts.tie_timeline(
            around.known, around.focus, around.names, since=dt.date(2018, 1, 1), until=ON
        ),
        "change": lambda: charts.tie_change(
            around.changes(BEFORE), around.names, focus=around.focus, before="29 September 2022", after=f"{ON:%d %B %Y}"
        ),
    }


def looked_at(page: Page, svg: str, to: Path) -> list[str]:
    """Writes the two pictures of a chart and gives what is wrong with its labels."""
    page.set_content(SHOWN.format(svg=svg, grey="filter:grayscale(1)"))
    page.locator("svg").screenshot(path=str(to.with_suffix(".grey.png")))
    page.set_content(SHOWN.format(svg=svg, grey=""))
    page.locator("svg").screenshot(path=str(to.with_suffix(".png")))
    return list(page.evaluate(BOXES))


def main(folder: str, width: str = "720") -> int:
    """Draws, writes, looks; the exit code tells whether every label stands alone and whole."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    library, wrong = reference.load(), 0
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": int(width), "height": 900}, device_scale_factor=2)
        for count in (3, 10, 40):
            for name, draw in drawn(view(library, count)).items():
                chart = draw()
                svg = (chart.narrow if int(width) <= PHONE else "") or chart.svg
                found = looked_at(page, svg, out / f"{name}-{count}")
                smallest = style.SMALL * (int(width) - 16) / float(svg.split('viewBox="0 0 ')[1].split()[0])
                print(f"{name:<9} {count:>2} states: smallest type {smallest:4.1f} px; {'; '.join(found) or 'fine'}")
                wrong += len(found)
        browser.close()
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
