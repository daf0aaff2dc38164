"""The components of the page: what they say, in which elements, and what they leave unsaid."""

import dataclasses
import datetime as dt
import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from chancery import markup
from chancery.evidence import SOURCE_KINDS, Figure, Finding, Passage
from chancery.markup import BLOCK_MIME, PAGE_MIME, Block, Span, digest, svg
from chancery.markup.statements import KIND_NAMES, ROWS_SHOWN
from chancery.report.anchors import numbered
from page_fixture import (
    BODY,
    FINDINGS,
    QUOTATIONS,
    ROWS,
    SPANS,
    UNSEEN,
    Piece,
    drills_per_year,
    masthead,
    place,
    row,
    words_and_drills,
)


def tree(block: Block) -> BeautifulSoup:
    return BeautifulSoup(block, "html.parser")


def words(element: Tag) -> str:
    return " ".join(element.get_text().split())


class TestBottomLine:
    @pytest.mark.parametrize(
        ("text", "lead"),
        [
            ("It holds in part. The record has three.", "It holds in part."),
            ("“We met. We spoke” holds. The record has it.", "“We met. We spoke” holds."),
            ("The U.S. President met Dr. Reik. Nobody else did.", "The U.S. President met Dr. Reik."),
            ("Three acts: a visit; a call", "Three acts:"),
            (f"{'Ties grew, ' * 12}it says; others soured {'a bit ' * 9}.", f"{'Ties grew, ' * 12}it says;"),
            ("w" * 500, ""),
        ],
        ids=["a sentence", "a quotation", "abbreviations", "a colon", "a semicolon in a long sentence", "no place"],
    )
    def test_the_lead_is_set_bold_and_nothing_is_lost(self, text, lead):
        """A hurried reader takes the lead; lead and rest together are the sentence as it was."""
        item = tree(markup.bottom_line([Finding("a", text)])).select("li p")[0]
        assert lead == "".join(part.get_text() for part in item.select("b.lead"))
        assert text == item.get_text()

    def test_caveats_stand_in_one_paragraph(self):
        """Several are one run of text under one label, so that the sentence stays the loudest."""
        finding = Finding("a", "It holds.", caveats=("One.", "Two."))
        assert ["Caveats One. Two."] == [words(part) for part in tree(markup.findings([finding])).select(".caveat")]

    def test_caveats_of_the_bottom_line_are_folded_and_announced(self):
        """A hurried reader meets five sentences and is told which have caveats; none is lost, on paper or on screen."""
        plain, warned = Finding("a", "It is so."), Finding("b", "It holds.", caveats=("One.", "Two."))
        items = tree(markup.bottom_line([plain, warned])).select("li p:first-child")
        shown = tree(markup.bottom_line([plain, warned]))
        assert ["It is so.", "It holds."] == [words(item) for item in items]
        assert ["Note 2 with caveats: what this rests on (2 caveats)"] == [words(s) for s in shown.select("summary")]
        assert ["caveat One.", "caveat Two."] == [words(li) for li in shown.select(".evidence li")]

    def test_a_marker_of_the_bottom_line_shares_its_note_with_the_body(self):
        """The words "with caveats" do not keep the page from numbering the note and printing it once."""
        finding = Finding("b", "It holds.", caveats=("One.",))
        body = f"{markup.bottom_line([finding]).placed}{markup.findings([finding], start=7).placed}"
        whole, notes = numbered(body)
        assert 1 == len(notes)
        assert "caveat One." in notes[0].replace('<span class="place">caveat</span>', "caveat")
        assert ["1", "1"] == [mark.get_text() for mark in BeautifulSoup(whole, "html.parser").select("summary b")]


class TestFindings:
    def test_each_is_a_sentence_with_its_evidence_folded_below_it(self):
        """A reader opens what a sentence rests on where the sentence stands, without a script."""
        found = tree(markup.findings(FINDINGS)).select("li.finding")
        assert [finding.text for finding in FINDINGS] == [words(item.select("p")[0]) for item in found]
        assert [1, 1, 1, 0] == [len(item.select("details > summary")) for item in found]

    def test_marker_names_its_number_and_what_it_opens(self):
        """A marker heard without its surroundings still says what it is."""
        summary = tree(markup.findings(FINDINGS, start=4)).select("summary")[0]
        assert "Note 4: what this rests on (1 passage, 1 chart, 31 rows, 1 caveat)" == words(summary)

    def test_passage_and_chart_link_to_their_places(self):
        """Evidence on the same page is one step away."""
        links = {a.text: a.get("href") for a in tree(markup.findings(FINDINGS[:1])).select("a")}
        assert f"#body-{place('the largest in any season').start}" == links["“the largest in any season”"]
        assert "#fig-drills-per-year" == links["How many drills?"]

    def test_row_from_memory_is_never_linked(self):
        """A source that nobody opened is not cited as one."""
        item = tree(markup.findings([Finding("a", "A.", evidence=(UNSEEN,))]))
        assert [] == item.select("a")
        assert "From memory, source not opened" in words(item)

    def test_many_rows_are_written_out_in_part_and_named_in_full(self):
        """Long evidence stays short to read, and every row can still be found."""
        item = tree(markup.findings([Finding("a", "A.", evidence=ROWS)]))
        assert ROWS_SHOWN == len(item.select(".evidence-list .meta"))
        assert all(one.key in words(item) for one in ROWS)

    def test_caveat_is_printed_once_and_kept_in_every_note(self):
        """A shared caveat does not drown the sentences, and no note lacks it."""
        found = tree(markup.findings(FINDINGS)).select("li.finding")
        shared = FINDINGS[0].caveats[0]
        assert 1 == sum(shared in words(p) for item in found for p in item.select("p.caveat"))
        assert 2 == sum(shared in words(item.select(".evidence")[0]) for item in found if item.select(".evidence"))

    def test_no_finding_is_said_in_words(self):
        """Silence reads as an error."""
        assert "Nothing to say." == words(tree(markup.findings([], nothing="Nothing to say.")))
        assert "Nothing to say." == markup.findings([], nothing="Nothing to say.").plain

    def test_plain_text_has_sentence_evidence_and_caveats(self):
        """A terminal shows the same finding."""
        plain = markup.findings(FINDINGS[2:3]).plain
        assert plain.splitlines() == [
            f"1. {FINDINGS[2].text}",
            "   - ties: ti-2019-009, ti-2013-003 (from memory, source not opened)",
            "   - caveat: The table holds public visits only.",
            "   - caveat: Drills without a public end date are counted in the year they began.",
        ]

    def test_every_kind_of_source_has_words(self):
        """A kind added to the tables must be named on the page."""
        assert set(SOURCE_KINDS) == set(KIND_NAMES) | {"reference_unseen"}


def test_bottom_line_takes_five_findings_at_most():
    """More than five lines are no bottom line."""
    many = [Finding(f"f{number}", f"Sentence {number}.") for number in range(9)]
    assert [f"Sentence {number}." for number in range(5)] == [
        words(item) for item in tree(markup.bottom_line(many)).select("li")
    ]


class TestFigure:
    def test_drawing_is_named_and_described(self):
        """Who cannot see the chart hears its headline and what it shows."""
        figure = tree(markup.figure(drills_per_year())).select("figure")[0]
        drawing = figure.select("svg")[0]
        named = [figure.select(f"#{name}")[0] for name in drawing.get("aria-labelledby").split()]
        assert "fig-drills-per-year" == figure.get("id")
        assert "img" == drawing.get("role")
        assert [drills_per_year().title, drills_per_year().alt] == [part.text for part in named]

    def test_headline_and_unit_are_text(self):
        """The headline is HTML, not part of the picture."""
        caption = tree(markup.figure(drills_per_year())).select("figcaption")[0]
        assert f"{drills_per_year().title} {drills_per_year().caption}" == words(caption)

    def test_table_twin_holds_every_plotted_value(self):
        """What the eye reads off the chart, a table says."""
        chart = drills_per_year()
        table = tree(markup.figure(chart)).select("details table")[0]
        cells = [[words(cell) for cell in line.select("th, td")] for line in table.select("tbody tr")]
        assert chart.table.astype(str).to_numpy().tolist() == cells

    def test_rows_from_memory_are_counted_in_the_credit(self):
        """A chart says when it rests on rows whose source nobody opened."""
        assert "1 row from memory, source not opened" in words(
            tree(markup.figure(words_and_drills())).select(".credit")[0]
        )

    def test_chart_without_words_is_refused(self):
        """No chart goes out without alternative text."""
        chart = drills_per_year()
        with pytest.raises(ValueError, match="alternative text"):
            markup.figure(type(chart)(chart.name, chart.title, chart.svg, " ", "", chart.table))

    def test_drawing_has_no_style_attribute(self):
        """The page's policy refuses inline style; presentation attributes carry the looks."""
        drawing = tree(markup.figure(drills_per_year())).select("svg")[0]
        assert [] == drawing.select("[style]")
        assert "var(--accent" in str(drawing)


class TestDrawing:
    def test_declarations_become_attributes(self):
        """`style` goes, its declarations stay; the font shorthand is taken apart."""
        made = svg.inline(
            '<svg viewBox="0 0 9 9"><text style="font: bold 10px Arial, sans-serif; fill: #123456">a</text></svg>',
            "t", "a", "n",
        )  # fmt: skip
        text = tree(made).select("text")[0]
        assert {
            "font-weight": "bold",
            "font-size": "10px",
            "font-family": "Arial, sans-serif",
            "fill": "#123456",
        } == text.attrs

    @pytest.mark.parametrize(
        "inside",
        {
            "a script": "<script>alert(1)</script>",
            "foreign content": "<foreignObject><body/></foreignObject>",
            "an event": '<rect onload="alert(1)" width="1" height="1"/>',
            "an address in a fill": '<rect fill="url(https://example.org/#a)" width="1"/>',
            "an address behind an escape": r'<rect fill="u\72l(https://example.org/#a)" width="1"/>',
            "a remote use": '<use href="https://example.org/#a"/>',
            "a script link": '<a href="javascript:alert(1)"><text>a</text></a>',
            "an animation": '<set attributeName="href" to="javascript:alert(1)"/>',
            "an image": '<image href="https://example.org/a.png"/>',
            "a style sheet": "<style>@import 'https://example.org/a.css'</style>",
        }.items(),
        ids=lambda item: item[0],
    )
    def test_what_runs_or_loads_is_left_out(self, inside):
        """Known elements and attributes only."""
        made = str(svg.inline(f'<svg viewBox="0 0 9 9">{inside[1]}</svg>', "t", "a", "n"))
        assert [] == [
            word for word in ("script", "onload", "example.org", "javascript", "<image", "@import") if word in made
        ]

    @pytest.mark.parametrize(
        "text",
        ["", "<p/>", "<svg>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
        ids=["nothing", "another element", "not closed", "entities"],
    )
    def test_what_is_no_drawing_is_refused(self, text):
        """One well-formed svg element, no declarations."""
        with pytest.raises(ValueError, match="drawing"):
            svg.inline(text, "t", "a", "n")


class TestTable:
    FRAME = pd.DataFrame(
        {
            "Name": ["a", "b"],
            "Share": [0.5, None],
            "Big": [1234567, -2025],
            "Known": [True, False],
            "Day": [dt.date(2025, 9, 4), None],
            "States": [("USA", "KOR"), ()],
        }
    )

    def test_a_stacked_table_stays_a_table_and_labels_its_cells(self):
        """Blocks lose a table's meaning for some browsers: roles say it outright, and every cell names its column."""
        shown = tree(markup.table(self.FRAME, "Shares", ["Name", "Share"], stacked=True))
        assert ["Share", "Share"] == [cell["data-label"] for cell in shown.select('td[role="cell"]')]
        assert 2 == len(shown.select('th[role="rowheader"][scope="row"]'))
        assert 3 == len(shown.select('table[role="table"] > [role="rowgroup"] > tr[role="row"]'))
        assert not tree(markup.table(self.FRAME, "Shares")).select("td[data-label], .stacked")

    def test_headers_are_scoped_and_numbers_stand_right(self):
        """A cell is heard with its column and its row; numbers align."""
        table = tree(markup.table(self.FRAME, "Shares"))
        assert ["col"] * 6 == [cell.get("scope") for cell in table.select("thead th")]
        assert ["row"] * 2 == [cell.get("scope") for cell in table.select("tbody th")]
        assert ["Share", "Big"] == [words(cell) for cell in table.select("thead th.n")]
        assert "Shares" == words(table.select("caption")[0])

    def test_values_print_as_a_reader_writes_them(self):
        """Blanks as a dash, yes and no, days as ISO, lists joined, large numbers grouped and years not."""
        cells = [
            [words(cell) for cell in line.select("th, td")]
            for line in tree(markup.table(self.FRAME, "c")).select("tbody tr")
        ]
        assert [
            ["a", "0.5", "1,234,567", "yes", "2025-09-04", "USA, KOR"],
            ["b", "–", "−2025", "no", "–", "–"],
        ] == cells

    def test_columns_are_chosen_ordered_and_labelled(self):
        """A mapping names the columns shown."""
        table = tree(markup.table(self.FRAME, "c", {"Big": "Number", "Name": "Who"}))
        assert ["Number", "Who"] == [words(cell) for cell in table.select("thead th")]

    def test_what_the_limit_leaves_out_is_said(self):
        """A cut table says that it is cut."""
        table = tree(markup.table(self.FRAME, "c", limit=1))
        assert 1 == len(table.select("tbody tr"))
        assert "1 more row not shown." == words(table.select(".table-note")[0])

    def test_empty_frame_is_said_in_words(self):
        """No empty grid."""
        assert "Shares: No rows." == words(tree(markup.table(self.FRAME.head(0), "Shares")))


def test_quotations_stand_with_speaker_chain_and_place():
    """Whose words, through whom, and where in the article."""
    shown = tree(markup.quotations(QUOTATIONS))
    items = shown.select(".quotation")
    voices = [words(voice) for voice in shown.select(".speaker")]
    assert ["Ilse Varga", "Jonas Reik by way of the Straits Herald", "Tessaly", "Speaker not resolved"] == voices
    assert "“visited two of them”" == words(items[1].select("blockquote")[0])
    assert "its exercises are routine" == words(items[2].select("blockquote")[0])
    assert f"#body-{place('visited two of them').start}" == items[1].select("a")[0].get("href")
    assert "“questioned” · indirect · reported as doubting" in words(items[3])


class TestAnnotated:
    def test_the_text_is_the_articles(self):
        """Marks add nothing to the words and take none away."""
        shown = tree(markup.annotated(Piece(), SPANS))
        for extra in shown.select(".read, .key-line"):
            extra.decompose()
        assert " ".join(BODY.split()) == words(shown)

    def test_each_sentence_has_an_anchor_at_its_offset(self):
        """Evidence can point at a sentence."""
        anchors = {
            int(part.get("id").removeprefix("body-")): words(part)
            for part in tree(markup.annotated(Piece())).select(".sentence")
        }
        assert all(BODY[start:].startswith(text[:10]) for start, text in anchors.items())
        assert len(anchors) == len(Piece.sentences)

    def test_overlapping_spans_are_all_marked(self):
        """A quotation inside a claim carries both marks."""
        shown = tree(markup.annotated(Piece(), SPANS))
        both = [piece for piece in shown.select(".mk-quote.mk-claim") if "largest in any season" in words(piece)]
        assert 1 == len(both)
        assert "claim: record; quotation: Ilse Varga" == both[0].get("title")

    def test_readings_are_listed_without_a_pointer(self):
        """What hovering shows can be opened by key and by touch."""
        readings = [words(item) for item in tree(markup.annotated(Piece(), SPANS)).select(".read li")]
        assert len(SPANS) == len(readings)
        assert "date “on Tuesday” → 2025-09-30 · rule: weekday" in readings

    def test_span_outside_the_text_is_left_out(self):
        """A span of another text marks nothing."""
        spans = [Span(5, 5, "date"), Span(-3, 2, "date"), Span(0, len(BODY) + 1, "quote")]
        assert [] == tree(markup.annotated(Piece(), spans)).select(".mk")

    def test_bare_text_is_set_by_its_lines(self):
        """No Article is needed for a short text."""
        shown = tree(markup.annotated("One.\n\n  Two <b>.\n"))
        assert [("body-0", "One."), ("body-8", "Two <b>.")] == [
            (part.get("id"), words(part)) for part in shown.select(".sentence")
        ]


def test_sources_are_named_once_and_unopened_ones_apart():
    """One entry per source, with its grades and the rows that use it."""
    shown = tree(markup.sources([*ROWS, UNSEEN]))
    assert 3 == len(shown.select("ol li"))
    assert 1 == len(shown.select("ul.unseen li"))
    assert [] == shown.select("ul.unseen a")
    assert "Straits Herald, drill calendar high confidence; exercises (11 rows)" in words(shown)


def test_parameters_tell_which_were_set():
    """A reader sees what differs from the defaults."""
    shown = tree(markup.parameters({"focus": "MER", "window_days": 14}, {"window_days": "days after"}, {"focus"}))
    assert ["focus MER set for this briefing".replace(" ", "")] == [
        words(part).replace(" ", "") for part in shown.select(".changed")
    ]
    assert "14 days after" in words(shown)


def test_many_sources_are_folded():
    """A long list does not stand between the reader and the method; paper shows it whole."""
    rows = [dataclasses.replace(row(0), source=f"Source {number}") for number in range(20)]
    assert "Pages read: 20" == words(tree(markup.sources(rows)).select_one("details > summary"))


def test_provenance_keeps_nested_facts_together():
    """A mapping within makes lines of one entry."""
    facts = {"tables": {"a.csv": "12", "b.csv": "34"}, "version": "0.1"}
    assert ["tables", "version"] == [words(part) for part in tree(markup.provenance(facts)).select("dt")]
    assert "tables: a.csv 12\ntables: b.csv 34\nversion: 0.1" == markup.provenance(facts).plain


def test_caveats_are_said_once():
    """Repetition is not emphasis."""
    assert "- a\n- b" == markup.caveats(["a", "b", "a"]).plain


def test_masthead_gives_the_page_its_facts():
    """Title, date, marking, description and language travel with the block."""
    bundle = masthead()._repr_mimebundle_()
    assert {"title", "date", "marking", "description", "language"} == set(bundle[PAGE_MIME])
    assert ("2025-09-30", "TLP:CLEAR") == (bundle[PAGE_MIME]["date"], bundle[PAGE_MIME]["marking"])
    assert "30 September 2025" in words(tree(masthead()))
    json.dumps(bundle)


def test_block_names_the_digest_of_its_html():
    """The page places unescaped only what carries the right digest."""
    bundle = markup.findings(FINDINGS)._repr_mimebundle_()
    assert digest(bundle["text/html"]) == bundle[BLOCK_MIME]["sha256"]
    assert bundle["text/html"].startswith('<div class="chancery findings-block">')


def test_chart_displays_as_a_block():
    """A chart in a notebook is the page's figure."""
    assert markup.figure(drills_per_year())._repr_mimebundle_() == drills_per_year()._repr_mimebundle_()


@pytest.mark.parametrize(
    ("url", "expected"),
    {
        "http://example.org/a?b=c&d=e": "http://example.org/a?b=c&d=e",
        " https://example.org ": "https://example.org",
        "javascript:alert(1)": "",
        "java\tscript:alert(1)": "",
        "data:text/html,a": "",
        "//example.org": "",
        "https://": "",
        "https://[": "",
        "https://example.org/\" onclick=": "",
        "ftp://example.org": "",
        "": "",
    }.items(),
)  # fmt: skip
def test_only_web_addresses_are_linked(url, expected):
    """Only http and https with a host; nothing that could end an attribute."""
    assert expected == markup.address(url)


def test_evidence_of_several_kinds_keeps_its_order():
    """Passages, charts, rows; each once."""
    finding = Finding("a", "A.", evidence=(row(1), Passage(0, 4, "PORT"), Figure("b", "B"), row(1)))
    listed = [words(item) for item in tree(markup.findings([finding])).select(".evidence-list li")]
    assert ["article “PORT”", "chart B"] == listed[:2]
    assert 3 == len(listed)


def test_written_figures_stand_as_figures():
    """Values written to one decimal are aligned like numbers; a column with a word in it is one of words."""
    frame = pd.DataFrame({"Name": ["a", "b"], "Tone": ["8.0", "–"], "p": ["< .001", ".024"], "Year": ["2016", "this"]})
    numeric = [cell.get_text() for cell in tree(markup.table(frame, "Tones")).select("td.n")]
    assert ["8.0", "< .001", "–", ".024"] == numeric
