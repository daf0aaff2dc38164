"""Nothing that an article, a table, a parameter or a judgment says can run, load or post on the page."""

import dataclasses
import random
import re

import pandas as pd
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from chancery import markup, style
from chancery.charts import Chart, drawn, sheet
from chancery.errors import RenderError
from chancery.evidence import Figure, Finding, Passage, Row
from chancery.markup import Block, Quotation, Span
from chancery.report import page, safety
from chancery.report.safety import cleaned, inert
from page_fixture import Piece, briefing, cell, notebook
from page_payloads import PAYLOADS
from page_watch import seen


def hostile_chart(text: str) -> Chart:
    with style.settings():
        figure = sheet(1.2)
        axes = figure.subplots()
        axes.text(0.1, 0.5, text, gid="halo")
        axes.set_xlabel(text)
        return drawn(
            figure,
            name="hostile",
            title=f"{text} title",
            alt=f"{text} alt",
            caption=text,
            table=pd.DataFrame({text: [text], "n": [1]}),
            evidence=(hostile_row(text),),
        )


def hostile_row(text: str, kind: str = "page_seen") -> Row:
    return Row(text, text, text, text, text, kind, text)


def hostile_blocks(text: str) -> list[object]:
    """Every component with the text in every field."""
    span = Span(0, len(text), "claim", text, ((text, text),))
    finding = Finding(
        text, text, text, {text: text}, (Passage(0, 5, text), Figure(text, text), hostile_row(text)), (text,), 1.0
    )
    again = dataclasses.replace(finding, evidence=(hostile_row(text, "reference_unseen"), hostile_row(text, text)))
    chart = hostile_chart(text)
    return [
        markup.masthead(text, text, text, text, text, source_url=text, kicker=text, extra=(text,), language=text),
        markup.bottom_line([finding, again], heading=text),
        markup.findings([finding, again], heading=text),
        markup.findings([], nothing=text),
        chart,
        markup.figure(dataclasses.replace(chart, name=text)),
        markup.table(pd.DataFrame({text: [text, 1], "b": [[text], {text: text}]}), text, limit=1),
        markup.table(pd.DataFrame({"a": []}), text),
        markup.quotations([Quotation(text, text, text, text, text, text, 0)], heading=text, nothing=text),
        markup.annotated(text, [span, Span(0, 1, text, text)], label=text),
        markup.annotated(Piece(), [Span(0, 9, "quote", text, ((text, text),))]),
        markup.sources([hostile_row(text), hostile_row(text, "reference_unseen"), hostile_row(text, text)]),
        markup.parameters({text: text, "b": [text]}, {text: text}, {text}),
        markup.provenance({text: {text: text}}),
        markup.caveats([text]),
    ]


def hostile_notebook(text: str) -> NotebookNode:
    """The text in every component, in Markdown, and in every kind of foreign output."""
    frame = pd.DataFrame({"a": [text], text: [text]})
    outputs = [
        new_output("display_data", data={"text/html": text, "text/plain": "x"}),
        new_output("display_data", data={"text/html": frame.to_html(escape=False), "text/plain": "x"}),
        new_output("display_data", data={"text/plain": text}),
        new_output("display_data", data={"text/markdown": text}),
        new_output("display_data", data={"application/javascript": text, "text/plain": text}),
        new_output("display_data", data={"application/vnd.chancery.block+json": {"sha256": "0"}, "text/html": text}),
        new_output("stream", name="stdout", text=text),
        new_output("stream", name="stderr", text=text),
    ]
    return notebook(
        new_markdown_cell(text),
        new_markdown_cell(f"## {text}\n\n- {text}\n\n[link]({text}) ![picture]({text}) <{text}>\n\n> {text}"),
        *(cell(block, source=text) for block in hostile_blocks(text)),
        new_code_cell(text, outputs=outputs, execution_count=1),
    )


def test_the_corpus_is_large_and_has_no_twins():
    """At least sixty ways in."""
    assert len(PAYLOADS) >= 60
    assert len(PAYLOADS) == len(set(PAYLOADS))


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")  # the layout font lacks some letters; SVG text does not
@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: re.sub(r"[^ -~]", "·", text)[:50])
def test_no_payload_lives_in_any_field(text, watched, tmp_path):
    """In Chromium, with the page's policy and without it: no live element, nothing fired, nothing asked for."""
    path = tmp_path / "page.html"
    path.write_text(page(hostile_notebook(text), show_code=True, title=text), encoding="utf-8")
    for tab in watched:
        result = seen(tab, path)
        assert ([], [], [], []) == (result["found"], result["fired"], result["asked"], result["dialogs"])
        assert result["count"] > 200


def test_a_whole_briefing_loads_nothing_and_breaks_no_rule_of_its_policy(watched, tmp_path):
    """The policy allows the page itself: nothing is refused, nothing is asked for."""
    path = tmp_path / "page.html"
    path.write_text(page(briefing()), encoding="utf-8")
    for tab in watched:
        result = seen(tab, path)
        assert ([], [], []) == (result["found"], result["fired"], result["asked"])


def test_the_policy_allows_no_script_and_no_unlisted_style():
    """The policy names its style sheets by digest and nothing else."""
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page(briefing()))[1]
    rules = dict(rule.split(" ", 1) for rule in policy.replace("&#39;", "'").split("; "))
    assert "'none'" == rules["default-src"]
    assert all(part.startswith("'sha256-") for part in rules["style-src"].split())
    assert {"default-src", "style-src", "base-uri", "form-action"} == set(rules)


LIVE = {
    "a script": "<script>1</script>",
    "an event": '<p title="a > b" onclick="x()">a</p>',
    "an event without quotes": "<p onclick=x()>a</p>",
    "an event after a slash": "<p/onclick=x()>a</p>",
    "a script link": '<a href="javascript:1">a</a>',
    "a link in single quotes": "<a href='javascript:1'>a</a>",
    "a data link": '<a href="data:text/html,a">a</a>',
    "a remote picture": '<img src="https://example.org/a.png">',
    "inline style": '<p style="color: red">a</p>',
    "a frame": "<iframe></iframe>",
    "a form": "<form></form>",
    "a remote paint": '<rect fill="url(https://example.org/#a)"/>',
    "a style element": "<style>a{}</style>",
}


@pytest.mark.parametrize("html", LIVE.values(), ids=LIVE.keys())
def test_a_component_that_lets_something_through_stops_the_page(html):
    """The last look at the whole refuses what runs, loads or posts, whoever put it there."""
    with pytest.raises(RenderError, match="not inert"):
        page(notebook(cell(Block(html, "x"))))


HARMLESS = [
    '<p>words about onclick=1 and href="javascript:" and style="a"</p>',
    '<p title="onclick=1 style= src=x url(https://example.org) href=javascript:1">a</p>',
    '<a href="https://example.org/?onload=1&amp;src=x">a</a>',
    '<rect fill="url(#a)" clip-path="url(#b)"/>',
    '<a href="#onclick=1">a</a>',
    '<p>see url(https://example.org) for more</p>',
]  # fmt: skip


@pytest.mark.parametrize("html", HARMLESS)
def test_words_that_look_alive_are_left_alone(html):
    """An article about HTML is still an article."""
    assert html == inert(html)


def test_foreign_html_keeps_its_table_and_loses_the_rest():
    """A frame shown by an analyst becomes a plain table with scoped headers."""
    html = cleaned(pd.DataFrame({"a": ["<b>x"]}, index=["r"]).to_html() + "<script>1</script><img src=x>")
    assert '<th scope="col">a</th>' in html
    assert '<th scope="row">r</th>' in html
    assert "&lt;b&gt;x" in html
    assert [] == [word for word in ("script", "img", "border", 'class="dataframe', "style=") if word in html]


PIECES = (
    *("<", "</", "< ", ">", "=", ' = "', '"', "'", " ", "/", "\n", "a", "x", "script", "SCRIPT", "\u017fcript", "set"),
    *("setter", "animateMotion", "frameset", "href", "href=", 'href="#', 'href="http://', 'href="x', "xlink:href="),
    *("style", "Style=", "onload", "ONLOAD=", "on", "src", "code", "data", "class=", "bac\u212aground=", "é", "path"),
)


def test_the_quick_look_misses_nothing_that_the_slow_one_finds():
    """Names are collected first, and the whole is gone through only where one of them may be live."""
    drawn = random.Random(17)  # noqa: S311 - texts to try, not secrets
    texts = ["".join(drawn.choices(PIECES, k=drawn.randint(1, 9))) for _ in range(20_000)]
    elements = [text for text in texts if safety._LIVE_ELEMENT.search(text)]
    attributes = [text for text in texts if safety._ATTRIBUTE.search(text)]
    assert min(len(elements), len(attributes)) > 500
    assert [] == [text for text in elements if not safety._names_live_element(text)]
    assert [] == [text for text in attributes if not safety._names_live_attribute(text)]
