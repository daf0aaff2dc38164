"""A briefing as a notebook, made here: short and long content of every kind, so that the page stands without data.

The article below was written for this project; its states, people and drills are invented.
"""

import datetime as dt
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from chancery import markup, style
from chancery.article.segments import paragraphs, sections, sentences
from chancery.charts import Chart, drawn, sheet
from chancery.evidence import Figure, Finding, Passage, Row
from chancery.markup import Block, Quotation, Span

ROOT = Path(__file__).parent.parent

BODY = """PORT AMAR – The foreign minister of Meridia said on Tuesday that her country would not sign the straits \
accord while naval drills went on, calling them "a rehearsal with the lights off".
Speaking to reporters after the council met, Minister Ilse Varga declared, "We will not be the first to leave the \
table." She said the exercise now under way off Cape Sorrow was "the largest in any season" and asked why it had been \
announced only last week. An aide said the ministry had counted eleven drills this year.
Tessaly rejects the count
For its part, Tessaly maintains that its exercises are routine. "They are announced, they are observed, and they end \
on time," Admiral Jonas Reik told the Straits Herald on Monday, adding that his opposite number had "visited two of \
them".
The two navies last met in 2019. Some regional observers have questioned whether the accord can outlive the season, \
and whether either side still wants it to.
"""


class Piece:
    """The article, as much of it as the annotated text needs."""

    body = BODY
    sections = sections(BODY)
    paragraphs = paragraphs(BODY)
    sentences = sentences(BODY)


def place(words: str) -> Passage:
    start = BODY.index(words)
    return Passage(start, start + len(words), words)


def row(number: int, kind: str = "page_seen", table: str = "exercises") -> Row:
    return Row(
        table=table,
        key=f"{table[:2]}-{2010 + number}-{number:03}",
        facts=f"Northern Lantern {2010 + number}, 4 to {9 + number % 9} March, off Cape Sorrow, Tessaly and two allies",
        source=["Straits Herald, drill calendar", "Meridian Gazette, “What the navies did”", "Open Drill Register, v3"][
            number % 3
        ],
        url=[
            "https://example.org/calendar",
            "https://example.com/a/navies?y=2019&m=3",
            "https://example.net/register.csv",
        ][number % 3],
        source_kind=kind,
        confidence=["high", "medium", "low"][number % 3],
    )


ROWS = tuple(row(number) for number in range(31))
UNSEEN = row(3, "reference_unseen", "ties")

FINDINGS = [
    Finding(
        "exercises.record.2025",
        "2025 counts 11 exercises by Tessaly and its allies, the third-highest of 16 years; the record is 14, in 2017.",
        numbers={"year": 2025, "count": 11, "rank": 3, "years": 16, "record": 14},
        evidence=(place("the largest in any season"), Figure("drills-per-year", "How many drills?"), *ROWS),
        caveats=("Drills without a public end date are counted in the year they began.",),
        weight=0.9,
    ),
    Finding(
        "article.position",
        "Meridia says it will not sign while drills go on, and will not be the first to leave the talks.",
        evidence=(place("We will not be the first to leave the table."),),
        weight=0.8,
    ),
    Finding(
        "ties.visits.2019",
        "The two navies’ last recorded meeting was in March 2019: six years without one, the longest gap since 1998.",
        numbers={"gap": 6},
        evidence=(row(9, table="ties"), UNSEEN),
        caveats=(
            "The table holds public visits only.",
            "Drills without a public end date are counted in the year they began.",
        ),
        weight=0.7,
    ),
    Finding("silence.offer", "Nothing in the article answers the offer of observers.", weight=0.5),
]


@cache
def drills_per_year() -> Chart:
    years = list(range(2010, 2026))
    counts = [4, 5, 5, 6, 6, 7, 9, 14, 3, 2, 4, 6, 9, 12, 10, 11]
    with style.settings():
        figure = sheet(2.6)
        figure.set_layout_engine("constrained")
        axes = figure.subplots()
        colours = [style.ACCENT if year == 2025 else style.RULE for year in years]
        axes.bar(years, counts, color=colours, width=0.72)
        axes.set_xticks([2010, 2015, 2020, 2025])
        axes.spines["left"].set_visible(False)
        axes.grid(axis="y")
        axes.tick_params(length=0)
        axes.text(2025, 11.3, "11", ha="center", color=style.ACCENT, weight="bold")
        axes.text(2017, 14.3, "14", ha="center", color=style.MUTED)
        return drawn(
            figure,
            name="drills-per-year",
            title="Eleven drills this year, short of the record of 2017",
            alt="Columns for 2010 to 2025. Drills rise from 4 to 14 in 2017, fall to 2 in 2019, and are 11 in 2025.",
            caption="Exercises by Tessaly and its allies off Cape Sorrow, number begun each year, 2010–25",
            table=pd.DataFrame({"Year": years, "Exercises": counts}),
            evidence=ROWS,
        )


@cache
def words_and_drills() -> Chart:
    with style.settings():
        figure = sheet(2.9)
        figure.set_layout_engine("constrained")
        axes = figure.subplots()
        days = list(range(0, 360, 14))
        axes.plot(days, [3 + (d % 5) * 0.7 + d / 120 for d in days], "-", color=style.ACCENT)
        axes.plot(days, [2 + (d % 7) * 0.4 for d in days], "--", color=style.AGAINST)
        axes.text(352, 6.9, "Meridia", ha="right", color=style.ACCENT, weight="bold", gid="halo")
        axes.text(352, 1.6, "Tessaly", ha="right", color=style.AGAINST, weight="bold", gid="halo")
        axes.axvspan(120, 150, color=style.SOFT)
        axes.text(135, 0.4, "Northern Lantern", ha="center", color=style.MUTED)
        axes.set_ylim(0, 9)
        axes.set_xlabel("days since 1 January 2025")
        axes.grid(axis="y")
        return drawn(
            figure,
            name="words-and-drills",
            title="Meridia’s words grew sharper through the year, and no sharper during the drill",
            alt="Two lines over one year. Meridia’s hostility score rises from 3 to 8; Tessaly’s stays near 3.",
            caption="Hostility of official statements, 0 (friendly) to 10 (threat of force); shaded: a drill under way",
            table=pd.DataFrame({"Day": days, "Meridia": [round(3 + (d % 5) * 0.7 + d / 120, 1) for d in days]}),
            evidence=(UNSEEN, *ROWS[:4]),
        )


QUOTATIONS = [
    Quotation("We will not be the first to leave the table.", "Ilse Varga", cue="declared", kind="direct",
              start=place("We will not be the first").start),
    Quotation("visited two of them", "Jonas Reik", via="the Straits Herald", cue="adding that", kind="fragment",
              start=place("visited two of them").start),
    Quotation("its exercises are routine", "Tessaly", cue="maintains", kind="indirect", stance="neutral",
              start=place("its exercises are routine").start),
    Quotation("whether the accord can outlive the season", "", cue="questioned", kind="indirect", stance="doubting",
              start=place("whether the accord can outlive").start),
]  # fmt: skip

SPANS = [
    Span(place("Ilse Varga").start, place("Ilse Varga").end, "mention", "Ilse Varga", (("form", "name"),)),
    Span(place("on Tuesday").start, place("on Tuesday").end, "date", "2025-09-30", (("rule", "weekday"),)),
    Span(place("We will not be").start, place("to leave the table.").end, "quote", "Ilse Varga"),
    Span(place("the largest in any season").start, place("the largest in any season").end, "quote", "Ilse Varga"),
    Span(place("the exercise now").start, place("the largest in any season").end + 1, "claim", "record",
         (("verdict", "third of 16"),)),
    Span(place("the exercise now under way off Cape Sorrow").start, place("off Cape Sorrow").end, "exercise",
         "Northern Lantern 2025"),
    Span(place("They are announced").start, place("on time,").end, "quote", "Jonas Reik"),
    Span(place("Admiral Jonas Reik").start, place("Admiral Jonas Reik").end, "mention", "Jonas Reik"),
    Span(place("in 2019").start, place("in 2019").end, "date", "2019-01-01 to 2019-12-31"),
]  # fmt: skip

CLAIMS = pd.DataFrame(
    {
        "Claim": [
            "“the largest in any season”",
            "“eleven drills this year”",
            "“last met in 2019”",
            "“announced … on time”",
        ],
        "Said by": ["Ilse Varga", "an aide", "the reporter", "Jonas Reik"],
        "Table asked": ["exercises", "exercises", "ties", "exercises"],
        "Rows": [31, 11, 2, 14],
        "Found": ["third of 16 years", "eleven begun by the day", "March 2019", "two ended late"],
        "Verdict": ["not borne out", "borne out", "borne out", "not borne out in full"],
        "Share, %": [78.571, 100.0, None, 85.7],
    }
)


def masthead() -> Block:
    return markup.masthead(
        "Meridia will stay at the table, and will not sign while the drills go on",
        "The minister calls this year’s drills the largest in any season. The record says third of sixteen; her words "
        "have grown sharper all year, during drills and between them.",
        dt.date(2025, 9, 30),
        "TLP:CLEAR",
        "Straits Herald",
        source_url="https://example.org/news/accord",
        extra=("211 words", "record read on 30 September 2025"),
    )


PROVENANCE = {
    "article": {"path": "data/articles/straits.md", "sha256": "9f2c" * 16},
    "tables": {"exercises.csv": "1b7e" * 16, "ties.csv": "77aa" * 16},
    "notebook": "briefing.ipynb",
    "package": "chancery 0.1.0",
}
PARAMETERS = {
    "article": "straits",
    "published": dt.date(2025, 9, 30),
    "focus": "MER",
    "window_days": 14,
    "admit_confidence": ["high", "medium", "low"],
    "marking": "TLP:CLEAR",
}


def shown(block: object) -> NotebookNode:
    """An output as a notebook keeps it when an object is the last expression of a cell."""
    return new_output("execute_result", data=block._repr_mimebundle_(), execution_count=1)


def cell(*blocks: object, source: str = "…", tags: tuple[str, ...] = ()) -> NotebookNode:
    """An executed code cell that showed the blocks."""
    made = new_code_cell(source, outputs=[shown(block) for block in blocks], execution_count=1)
    if tags:
        made.metadata["tags"] = list(tags)
    return made


def notebook(*cells: NotebookNode) -> NotebookNode:
    """A notebook with ids by position, as the committed ones have."""
    for number, one in enumerate(cells, 1):
        one["id"] = f"cell-{number:02}"
    made = new_notebook(cells=list(cells))
    nbformat.validate(made)
    return made


def briefing() -> NotebookNode:
    """A whole briefing."""
    return notebook(
        new_markdown_cell("# What does the minister’s statement amount to?"),
        cell(source="article = 'straits'", tags=("parameters",)),
        cell(source="article = 'secret-name'", tags=("injected-parameters",)),
        cell(markup.stylesheet(), source="from chancery import markup"),
        cell(masthead()),
        cell(markup.bottom_line(FINDINGS)),
        new_markdown_cell(
            "## Did the drills break records?\n\nThe minister’s words are set against the calendar of *all* drills the "
            "tables hold. A drill counts in the year it began; see [the method](#method)."
        ),
        cell(drills_per_year()),
        cell(markup.findings([FINDINGS[0], FINDINGS[2]])),
        new_markdown_cell("## How have the words changed?"),
        cell(words_and_drills()),
        cell(markup.findings([FINDINGS[1], FINDINGS[3]], heading="What the year’s statements say")),
        new_markdown_cell("## Who says what?"),
        cell(markup.quotations(QUOTATIONS)),
        new_markdown_cell("## Do the claims hold?"),
        cell(markup.table(CLAIMS, "Claims of the article against the tables")),
        new_markdown_cell("## What does the article say, word for word?"),
        cell(markup.annotated(Piece(), SPANS)),
        new_markdown_cell(
            "## Method\n\n### How are drills counted?\n\n1. Rows are read as they stand.\n2. Nothing is guessed.\n"
        ),
        cell(markup.caveats(["The tables hold what was public.", "Names of drills are the organisers’ own."])),
        new_markdown_cell("## Which sources?"),
        cell(markup.sources([*ROWS, UNSEEN, row(2, "dataset")])),
        new_markdown_cell("## How was this page made?"),
        cell(
            markup.parameters(PARAMETERS, {"window_days": "days after a drill that a statement may follow"}, {"focus"})
        ),
        cell(markup.provenance(PROVENANCE)),
    )
