"""Cells as HTML: prose as prose, our own blocks as they are, everything else cleaned or escaped."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from chancery.errors import RenderError
from chancery.markup import BLOCK_MIME, PAGE_MIME, digest, svg
from chancery.report.prose import PICTURES, picture, prose
from chancery.report.safety import cleaned

HIDDEN_INPUT = frozenset({"parameters", "injected-parameters", "remove-input", "remove_input", "hide-input"})
REMOVED = frozenset({"remove-cell", "remove_cell"})
WIDGET = "application/vnd.jupyter.widget-view+json"
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_KERNEL_FILE = re.compile(r"\S*ipykernel_\d+/\d+\.py")
_FOLDERS = re.compile(r"(?:[A-Za-z]:)?[/\\](?:[^\s/\\:\"'<>]+[/\\]){2,}(?=[^\s/\\:\"'<>]+)")


@dataclass
class Content:
    """What a notebook gives to its page, in order.

    body: HTML pieces; masthead: the head's HTML, "" where no cell makes one; page: the title, date, marking …
    kicker: the notebook's own first heading, where a masthead makes it superfluous as a title.
    log: what the run printed and warned of.
    provenance: place in the body after the notebook's own provenance, 0 where it shows none.
    """

    body: list[str] = field(default_factory=list)
    masthead: str = ""
    page: dict[str, Any] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    provenance: int = 0


def content(cells: list[Mapping[str, Any]], *, show_code: bool = False, show_log: bool = False) -> Content:
    """What the cells of an executed notebook show.

    show_code: code too, folded; show_log: printed text in its place rather than in the log at the end.
    Raises RenderError for a cell that failed, or a picture without alternative text.
    """
    made = Content()
    for number, cell in enumerate(cells, 1):
        tags = set(cell.get("metadata", {}).get("tags", ()))
        if tags & REMOVED:
            continue
        if cell["cell_type"] == "markdown":
            made.body.append(prose(_joined(cell["source"]), cell.get("attachments")))
        elif cell["cell_type"] == "code":
            if show_code and not tags & HIDDEN_INPUT and _joined(cell["source"]).strip():
                made.body.append(_code(_joined(cell["source"])))
            for output in cell.get("outputs", ()):
                _take(output, f"cell {number}", made, show_log=show_log)
    return made


def _take(output: Mapping[str, Any], where: str, made: Content, *, show_log: bool) -> None:
    kind = output["output_type"]
    if kind == "error":
        raise RenderError(
            where,
            f"{output.get('ename', 'Error')}: {_settled(_joined(output.get('evalue', '')))}",
            "mend what the error names and run the notebook again; a page is made only of a notebook that ran through",
        )
    if kind == "stream":
        text = _settled(_joined(output["text"])).strip("\n")
        if text and show_log:
            made.body.append(f'<pre class="stream" tabindex="0">{escape(text)}</pre>')
        elif text:
            made.log.append(f"{where} ({output.get('name', 'stdout')})\n{text}")
    elif kind in ("display_data", "execute_result"):
        data, metadata = output.get("data", {}), output.get("metadata", {})
        if PAGE_MIME in data and not made.masthead and _is_ours(data):
            made.masthead, made.page = _joined(data["text/html"]), dict(data[PAGE_MIME])
        else:
            made.body.extend(_shown(data, metadata, where))
            if _is_ours(data) and data[BLOCK_MIME].get("kind") == "provenance-block":
                made.provenance = len(made.body)


def _shown(data: Mapping[str, Any], metadata: Mapping[str, Any], where: str) -> Iterator[str]:
    if BLOCK_MIME in data and _is_ours(data):
        if data[BLOCK_MIME].get("kind") != "stylesheet":
            yield _joined(data["text/html"])
    elif WIDGET in data:
        return
    elif any(kind in data for kind in PICTURES):
        yield f'<figure class="chart">{picture(data, _alt(data, metadata), where)}</figure>'
    elif "image/svg+xml" in data:
        yield _drawing(_joined(data["image/svg+xml"]), _alt(data, metadata), where)
    elif "text/html" in data:
        yield cleaned(_joined(data["text/html"]))
    elif "text/markdown" in data:
        yield prose(_joined(data["text/markdown"]))
    elif "text/plain" in data:
        yield f'<pre class="plain" tabindex="0">{escape(_settled(_joined(data["text/plain"])))}</pre>'


def _is_ours(data: Mapping[str, Any]) -> bool:
    """Whether the HTML is what one of our components made: the output names its digest."""
    mark = data.get(BLOCK_MIME)
    return isinstance(mark, Mapping) and mark.get("sha256") == digest(_joined(data.get("text/html", "")))


def _drawing(text: str, alt: str, where: str) -> str:
    if not alt.strip():
        picture({"image/png": ""}, "", where)
    name = f"drawing-{digest(text)[:8]}"
    try:
        return f'<figure class="chart">{svg.inline(text, "Drawing", alt, name)}</figure>'
    except ValueError as error:
        raise RenderError(where, str(error), "show a chart of chancery.charts instead") from error


def _alt(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    """Words for a picture: from its metadata, or its plain text where that is not a mere object's name."""
    for holder in (metadata, *(part for part in metadata.values() if isinstance(part, Mapping))):
        if isinstance(holder.get("alt"), str):
            return str(holder["alt"])
    plain = _joined(data.get("text/plain", ""))
    return "" if plain.startswith("<") else plain


def _code(source: str) -> str:
    return (
        '<details class="code-cell"><summary>Code</summary>'
        f'<pre class="code" tabindex="0"><code>{escape(source)}</code></pre></details>'
    )


def _settled(text: str) -> str:
    """Printed text without colours and without what differs between machines: kernel files and folders."""
    return _FOLDERS.sub("…/", _KERNEL_FILE.sub("cell", _ANSI.sub("", text)))


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, list) else str(text)
