"""From an executed notebook to one file: what is shown, what is not, what stops the page."""

import base64
import copy
import os
import re
import subprocess
import sys
import tomllib

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from chancery import markup, style
from chancery.errors import RenderError
from chancery.evidence import Finding, Passage
from chancery.report import BriefingExporter, page
from page_fixture import FINDINGS, ROOT, SPANS, Piece, briefing, cell, drills_per_year, masthead, notebook

PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def read(*cells, **wanted) -> BeautifulSoup:
    return BeautifulSoup(page(notebook(*cells), **wanted), "html.parser")


def ran(source: str, *outputs, tags=()) -> nbformat.NotebookNode:
    made = new_code_cell(source, outputs=list(outputs), execution_count=1)
    made.metadata["tags"] = list(tags)
    return made


def display(metadata=None, **data) -> nbformat.NotebookNode:
    kinds = {"html": "text/html", "plain": "text/plain", "png": "image/png", "svg": "image/svg+xml"}
    return new_output(
        "display_data", data={kinds[kind]: value for kind, value in data.items()}, metadata=metadata or {}
    )


class TestDocument:
    def test_head_comes_from_the_masthead(self):
        """Title, language, description and date are the masthead's."""
        shown = read(cell(masthead()))
        assert masthead().page["title"] == shown.title.string
        assert "en" == shown.html["lang"]
        assert masthead().page["description"] == shown.select_one("meta[name=description]")["content"]
        assert "2025-09-30" == shown.select_one("meta[name=date]")["content"]

    @pytest.mark.parametrize(
        ("cells", "title"),
        [
            ([new_markdown_cell("# Who & what?\n\nText")], "Who & what?"),
            ([new_markdown_cell("Text")], "Given"),
            ([new_markdown_cell("# Who?"), cell(masthead())], masthead().page["title"]),
        ],
        ids=["a heading", "neither", "a masthead and a heading"],
    )
    def test_page_has_one_title(self, cells, title):
        """One first-level heading, the same as the document's title, whoever gives it."""
        shown = read(*copy.deepcopy(cells), title="Given")
        assert [title] == [heading.get_text() for heading in shown.select("h1")]
        assert title == shown.title.string

    def test_own_question_of_the_notebook_stands_above_the_title(self):
        """Where there is a masthead, the notebook's heading is its kicker."""
        assert "Who?" == read(new_markdown_cell("# Who?"), cell(masthead())).select_one(".kicker").get_text()

    def test_landmarks_and_skip_link(self):
        """Banner, contents, main and foot, and a way past them."""
        shown = BeautifulSoup(page(briefing()), "html.parser")
        assert (1, 1, 1) == tuple(len(shown.select(part)) for part in ("body > header", "main", "body > footer"))
        assert "#main" == shown.select_one("body > a.skip")["href"]

    def test_contents_list_sections_and_their_parts(self):
        """Second and third level; the article's own headings are not the briefing's."""
        cells = [
            new_markdown_cell("# T\n\n## One\n\n### Part\n\n## Two"),
            cell(markup.annotated(Piece(), SPANS)),
        ]
        lines = [a.get_text() for a in read(*cells).select("nav.contents a")]
        assert ["One", "Part", "Two"] == lines

    def test_no_id_stands_twice_and_every_inner_link_leads_somewhere(self):
        """Repeated headings, figures and notes get ids of their own, and keep their links."""
        cells = [new_markdown_cell("## One\n\nSee [one](#one).\n\n## One"), new_markdown_cell("## One")]
        shown = read(*cells, cell(drills_per_year(), drills_per_year()), cell(markup.findings(FINDINGS)))
        ids = [element["id"] for element in shown.select("[id]")]
        assert len(ids) == len(set(ids))
        assert {"one", "one-2", "one-3", "fig-drills-per-year", "fig-drills-per-year-2"} <= set(ids)
        drawings = [drawing["aria-labelledby"].split() for drawing in shown.select("svg")]
        assert drawings[0] != drawings[1]
        assert all(name in ids for names in drawings for name in names)
        assert [] == [a["href"] for a in shown.select("a[href^='#']") if a["href"][1:] not in ids]

    def test_passage_leads_to_the_sentence_it_lies_in(self):
        """Evidence within a sentence opens that sentence of the annotated article."""
        start = Piece.body.index("the largest in any season")
        sentence = max(part.start for part in Piece.sentences if part.start <= start)
        finding = Finding("a", "A.", evidence=(Passage(start, start + 3, "the"),))
        shown = read(cell(markup.findings([finding])), cell(markup.annotated(Piece())))
        assert f"#body-{sentence}" == shown.select_one(".evidence a")["href"]

    def test_passage_without_the_article_on_the_page_is_not_a_link(self):
        """No link to nowhere."""
        shown = read(cell(markup.findings([Finding("a", "A.", evidence=(Passage(0, 3, "the"),))])))
        assert [] == shown.select(".evidence a[href]")

    def test_markers_are_numbered_through_the_page_and_printed_as_notes(self):
        """A finding keeps its number where it is shown again; the notes of the printed page follow the numbers."""
        shown = read(cell(markup.bottom_line(FINDINGS[1:3])), cell(markup.findings(FINDINGS)))
        assert ["1", "2", "3", "1", "2"] == [mark.get_text() for mark in shown.select("summary b")]
        notes = [note.get_text() for note in shown.select(".notes > ol > li")]
        assert 3 == len(notes)
        assert "We will not be the first" in notes[0]

    def test_findings_of_one_name_and_other_evidence_are_two_notes(self):
        """No note is lost where two findings share an id."""
        twins = [Finding("same", "A.", evidence=(Passage(0, 3, word),)) for word in ("one", "two")]
        shown = read(cell(markup.findings(twins)))
        assert ["1", "2"] == [mark.get_text() for mark in shown.select("summary b")]
        assert 2 == len(shown.select(".notes > ol > li"))


class TestCells:
    def test_code_is_hidden_unless_asked(self):
        """A reader of the briefing sees no code; an analyst may."""
        code = ran("value = '<b>'")
        assert "value" not in read(code).main.get_text()
        assert "value = '<b>'" == read(code, show_code=True).select_one("details pre code").get_text()

    @pytest.mark.parametrize("tag", ["parameters", "injected-parameters"])
    def test_parameter_cells_are_never_shown_as_code(self, tag):
        """Parameters have their own table."""
        assert "secret" not in read(ran("a = 'secret'", tags=[tag]), show_code=True).get_text()

    def test_removed_cells_are_left_out(self):
        """The tag `remove-cell` is nbconvert's."""
        assert "gone" not in read(ran("1", display(plain="gone"), tags=["remove-cell"])).get_text()

    def test_warnings_stay_in_a_folded_log(self):
        """What the run warned of is never lost, and holds no path of the machine that ran it."""
        warned = (
            "/run/ipykernel_12/345.py:1: UserWarning: odd row\n/home/ann/venv/lib/python3/site-packages/pandas/a.py:2"
        )
        log = read(ran("1", new_output("stream", name="stderr", text=warned))).select_one("details.log")
        assert "cell:1: UserWarning: odd row" in log.get_text()
        assert "…/a.py:2" in log.get_text()
        assert "ann" not in log.get_text()

    def test_printed_text_stands_in_its_place_when_asked(self):
        """`show_log` is for the analyst."""
        printed = ran("1", new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m & so on"))
        assert "red & so on" == read(printed, show_log=True).select_one("pre.stream").get_text()
        assert read(printed).select_one("pre.stream") is None

    def test_style_sheet_for_jupyterlab_is_left_out(self):
        """The page brings its own."""
        shown = page(notebook(cell(markup.stylesheet())))
        assert "--jp-" not in shown

    def test_foreign_html_is_cleaned_and_ours_is_not(self):
        """A frame becomes a plain table; only a block with the right digest passes as it is."""
        frame = pd.DataFrame({"a": [1]})
        shown = read(ran("frame", display(html=frame.to_html(), plain="x")), cell(drills_per_year()))
        assert "1" == shown.select_one(".foreign td").get_text()
        assert shown.select_one(".foreign table").attrs == {}
        assert shown.select_one("figure svg path") is not None

    def test_block_whose_html_was_changed_is_cleaned(self):
        """A digest that does not fit makes the HTML foreign."""
        changed = cell(markup.caveats(["a"]))
        changed.outputs[0].data["text/html"] += "<svg></svg><i>more</i>"
        shown = read(changed)
        assert shown.select_one(".foreign i") is not None
        assert shown.select_one("svg") is None

    def test_picture_is_embedded_with_its_words(self):
        """A bitmap lives in the file, and the policy allows just that."""
        html = page(notebook(ran("1", display({"image/png": {"alt": "a dot"}}, png=PIXEL))))
        assert f'<img src="data:image/png;base64,{PIXEL}" alt="a dot">' in html
        assert "img-src data:;" in html
        assert "img-src" not in page(notebook(ran("1")))

    @pytest.mark.parametrize("kind", ["png", "svg"])
    def test_picture_without_words_is_refused(self, kind):
        """No picture without alternative text."""
        with pytest.raises(RenderError, match="alternative text"):
            page(notebook(ran("1", display(plain="<Figure size 640x480>", **{kind: PIXEL}))))

    def test_failed_cell_stops_the_page(self):
        """A failed notebook is never a page."""
        failed = ran("1/0", new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[]))
        with pytest.raises(RenderError, match="cell 2: ZeroDivisionError: division by zero"):
            page(notebook(new_markdown_cell("a"), failed))

    def test_widget_is_left_out(self):
        """A static page has no kernel; widgets are for JupyterLab."""
        widget = new_output(
            "display_data", data={"application/vnd.jupyter.widget-view+json": {}, "text/plain": "Dropdown(…)"}
        )
        assert "Dropdown" not in read(ran("1", widget)).get_text()

    def test_markdown_keeps_tables_and_footnotes_and_shows_html_as_text(self):
        """Prose may be rich, but never raw."""
        shown = read(new_markdown_cell("| a |\n|---|\n| 1 |\n\nWord[^1] <b>x</b>\n\n[^1]: A note."))
        assert "1" == shown.select_one("main td").get_text()
        assert "A note." in shown.select_one(".footnotes").get_text()
        assert "<b>x</b>" in shown.main.get_text()


class TestExporter:
    def test_nbconvert_knows_the_exporter(self):
        """The entry point behind `jupyter nbconvert --to chancery` names our class."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        named = project["entry-points"]["nbconvert.exporters"]["chancery"]
        assert BriefingExporter is get_exporter(named.replace(":", "."))

    def test_exporter_gives_the_page(self):
        """Nbconvert and the command line write the same file."""
        made, resources = BriefingExporter().from_notebook_node(briefing())
        assert page(briefing()) == made
        assert ".html" == resources["output_extension"]

    def test_exporter_takes_its_options(self):
        """`--BriefingExporter.show_code=True`."""
        made, _ = BriefingExporter(show_code=True).from_notebook_node(notebook(ran("value = 1")))
        assert "value = 1" in made


class TestSameBytes:
    def test_two_renderings_are_identical(self):
        """The same notebook gives the same file."""
        assert page(briefing()) == page(briefing())

    def test_hash_seed_time_zone_and_folder_change_nothing(self, tmp_path):
        """Another process, another day's beginning, another place: the same bytes."""
        program = "import hashlib, page_fixture as f; from chancery.report import page; "
        program += "print(hashlib.sha256(page(f.briefing()).encode()).hexdigest())"
        digests = set()
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati")):
            paths = os.pathsep.join([str(ROOT / "lib"), str(ROOT / "tests")])
            environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths}
            done = subprocess.run(
                [sys.executable, "-c", program],
                env=environment,
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=True,
            )
            digests.add(done.stdout)
        assert 1 == len(digests)


@pytest.mark.parametrize(
    ("colours", "place"), [(style.LIGHT, 0), (style.DARK, 1), (style.LIGHT, 2)], ids=["light", "dark", "print"]
)
def test_page_and_charts_share_their_colours(colours, place):
    """The roles that charts are drawn in have the values of `chancery.style`; paper is white and its greys darker."""
    sheet = (ROOT / "lib" / "chancery" / "report" / "page.css").read_text("utf-8")
    declared = dict(re.findall(r"(--[a-z]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)[place]))
    exempt = {"--paper", "--muted"} if place == 2 else set()
    assert {name: value for name, value in colours.items() if name not in exempt} == {
        name: declared[name] for name in colours if name not in exempt
    }


def test_style_sheets_hold_no_address():
    """Nothing in the style loads anything."""
    styles = "".join(re.findall(r"<style>(.*?)</style>", page(briefing()), re.DOTALL))
    assert [] == re.findall(r"@import|url\(|https?:", styles)
