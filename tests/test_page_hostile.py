"""The whole way from hostile inputs to a page: payloads in every field of article, tables, judgments, parameters."""

import csv
import itertools
from pathlib import Path

import pytest
import yaml

from chancery import article, parameters, runner
from chancery.schemas import TABLES
from conftest import ROOT
from page_payloads import ALERT, PAYLOADS
from page_watch import seen

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
# Columns that rules match on or that name other rows: a payload there is refused, or finds no reader.
NOT_FREE = {
    *("theatre", "type", "mode", "series", "region", "form", "subtype", "category", "blocs", "cow_id", "supersedes"),
    *(
        "period",
        "exercises",
        "events",
        "topic",
        "table",
        "source_url",
        "digital_library_record",
        "voting_record",
        "term_a",
        "term_b",
    ),
}
NAME = f"<img src=x onerror={ALERT}>"


def one_line(text: str) -> str:
    return " ".join(text.split())


def hostile_article(folder: Path) -> Path:
    """The supplied article with every payload quoted, claimed and set as a heading, and all in its front matter."""
    found = article.load("dprk-at-unga")
    every = " ".join(map(one_line, PAYLOADS))
    matter = {
        "title": every,
        "source": every,
        "url": f"https://evil.example/{ALERT}",
        "published": found.published,
        "published_basis": "inferred",
        "published_note": every,
        "language": '"><script>alert(1)</script>',
        "change": every,
    }
    paragraphs = found.body.splitlines()
    for place, payload in enumerate(PAYLOADS):
        paragraphs[place % len(paragraphs)] += (
            f' The Foreign Minister of North Korea said on Monday, "{payload}" and {payload} was the largest exercise.'
        )
    body = "\n".join([*paragraphs, *(f"{one_line(payload)}\nIt goes on." for payload in PAYLOADS)])
    path = folder / f"{NAME}.md"
    path.write_text(f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n{body}\n", "utf-8")
    return path


def hostile_judgments(piece: Path) -> None:
    """Each payload as a judgment and in every field of one; what a field may hold is the analyst's words."""
    blocks = [f"change: {one_line(PAYLOADS[0])}\n"]
    for number, payload in enumerate(map(one_line, PAYLOADS), 1):
        fields = ("basis", "rests on", "alternative", "would change it")
        said = "".join(f"{field}: {payload}\n" for field in fields)
        opening = f"## J{number}\nThis will probably hold: {payload}\n\n"
        blocks.append(f"{opening}likelihood: likely\nconfidence: low\n{said}")
    piece.with_name(f"{NAME}.judgments.md").write_text("\n".join(blocks), "utf-8")


def hostile_tables(folder: Path) -> Path:
    """The shipped tables, a payload in every free cell of every row, in turn."""
    folder.mkdir(parents=True)
    payloads = itertools.cycle(map(one_line, PAYLOADS))
    for table in TABLES.values():
        with (ROOT / "data" / "reference" / table.file).open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        free = [
            name for name in table.columns_of_kind("text") if name not in {*NOT_FREE, *table.key, *table.references}
        ]
        for row in rows:
            row |= {name: f"{row[name] or 'Said:'} {next(payloads)}" for name in free}
            if row["source_url"].startswith("http"):
                row["source_url"] += "?" + next(payloads).replace(" ", "")
        with (folder / table.file).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> parameters.Parameters:
    folder = tmp_path_factory.mktemp("hostile")
    piece = hostile_article(folder)
    hostile_judgments(piece)
    rows = hostile_tables(folder / f"<svg onload={ALERT}>")
    title = f'</title><script>{ALERT}</script>"><img src=x onerror={ALERT}>'
    return parameters.checked({"article": str(piece), "data": str(rows), "title": title, "focus": "PRK"})


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_nothing_hostile_lives_on_a_page(notebook, asked, watched, tmp_path):
    """In Chromium, with the page's policy and without it: no live element, no dialog, nothing fired, nothing asked for.

    The payloads are there, as words: a page that had lost them would prove nothing.
    """
    path = runner.render(asked, notebook, tmp_path).page
    for tab in watched:
        result = seen(tab, path)
        assert ([], [], [], []) == (result["found"], result["fired"], result["asked"], result["dialogs"])
        words = tab.evaluate("document.body.textContent")
        shown = [payload for payload in PAYLOADS if one_line(payload) in " ".join(words.split())]
        assert len(shown) > 60
