"""A chart as the page takes it: inline SVG, words for those who cannot see it, the values, the rows they rest on.

The SVG is the same, byte for byte, for the same data; its ids carry the chart's name, so that two charts on one page
share none; it loads nothing; its text is text.
"""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from chancery import markup, style
from chancery.evidence import Row

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
HALO = "halo"  # gid of a text that stands on marks: it gets an outline in the colour of the paper
_AUTOMATIC = re.compile(r"^[A-Za-z.]+_\d+$")  # matplotlib's own numbering of groups; nothing refers to it
_FAMILY = re.compile(r"\s*font-family:[^;]*;?")
_SHORTHAND = re.compile(r"(font:[^;]*?\d(?:\.\d+)?px)\s+[^;]*")
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_LOCAL = re.compile(r"url\(#([^)]*)\)")
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML has no place for them, texts from outside may
_FINE = re.compile(r"-?\d+\.\d{2,}")
LONG = 2000
"""Characters of a path beyond which a tenth of a point is fine enough."""
_NAME = re.compile(r"^[a-z][a-z0-9-]*$")


@dataclass(frozen=True)
class Chart:
    """One chart of the page.

    name: a slug, unique on the page; title: the headline, set in HTML above the picture.
    svg: the picture, inline `<svg>` text; alt: what it shows, in words written from the data.
    caption: unit, how to read it, period; table: the plotted values, columns labelled for print.
    evidence: the rows that the values rest on. narrow: the same picture drawn for a telephone, where there is one.
    """

    name: str
    title: str
    svg: str
    alt: str
    caption: str
    table: pd.DataFrame
    evidence: tuple[Row, ...] = field(default=())
    narrow: str = ""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """What a notebook shows: the figure as the page has it, and its words where there is no HTML."""
        return markup.figure(self)._repr_mimebundle_()


def sheet(height: float, width: float = style.WIDTH) -> Figure:
    """An empty figure of the house size, in inches; call it within `style.settings()`."""
    return Figure(figsize=(width, height))


_WIDE_ALONE: ContextVar[bool] = ContextVar("chancery_wide_alone", default=False)


@contextmanager
def wide_alone() -> Iterator[None]:
    """Within it no chart is drawn for a telephone too: for a screen on which charts follow a control that is moved."""
    token = _WIDE_ALONE.set(True)
    try:
        yield
    finally:
        _WIDE_ALONE.reset(token)


def drawn(
    figure: Figure,
    *,
    name: str,
    title: str,
    alt: str,
    caption: str,
    table: pd.DataFrame,
    evidence: tuple[Row, ...] = (),
    hints: Mapping[str, str] | None = None,
    narrow: Callable[[], Figure] | None = None,
) -> Chart:
    """A matplotlib figure as a Chart.

    name: lower-case letters, digits and hyphens; every id in the SVG begins with it.
    hints: words that appear when the pointer rests on a mark, by the gid the mark was drawn with.
    narrow: draws the same for a telephone; its ids begin with the name and `-narrow`. See `wide_alone`.
    A text drawn with `gid=figure.HALO` gets an outline in the colour of the paper.
    Raises ValueError where the name is no slug.
    """
    if not _NAME.match(name):
        raise ValueError(f"chart name {name!r}: use lower-case letters, digits and hyphens, a letter first")
    svg = _finished(_rendered(figure, name), name, title, alt, hints or {})
    small = ""
    if narrow is not None and not _WIDE_ALONE.get():
        small = _finished(_rendered(narrow(), f"{name}-narrow"), f"{name}-narrow", title, alt, {})
    return Chart(name, title, svg, alt, caption, table, evidence, small)


def _rendered(figure: Figure, name: str) -> ET.Element:
    written = io.BytesIO()
    with style.settings(svg_hashsalt=name):
        figure.savefig(written, format="svg", metadata={"Date": None})
    return ET.fromstring(_CONTROL.sub(b"", written.getvalue()))  # noqa: S314 - our own output, just written


def _finished(root: ET.Element, name: str, title: str, alt: str, hints: Mapping[str, str]) -> str:
    for unwanted in ("metadata", "defs"):
        for element in root.findall(f"{{{SVG}}}{unwanted}"):
            if unwanted == "metadata" or element.find(f"{{{SVG}}}style") is not None:
                root.remove(element)
    for element in root.iter():
        _cleaned(element, name, hints)
    _remove_hollow(root)
    attributes = {
        "viewBox": root.attrib["viewBox"],
        "class": "chart",
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        "style": f"font-family: {style.FONT_STACK}",
        "stroke-linejoin": "round",
    }
    root.attrib.clear()
    root.attrib.update({"xmlns": SVG, **attributes})
    for place, (tag, words) in enumerate((("title", title), ("desc", alt))):
        said = ET.Element(tag, {"id": f"{name}-{tag}"})
        said.text = words
        root.insert(place, said)
    return "\n".join(line for line in ET.tostring(root, encoding="unicode").splitlines() if line.strip())


def _cleaned(element: ET.Element, name: str, hints: Mapping[str, str]) -> None:
    """One element in house form: no namespaces, ids under the chart's name, colours as properties, short numbers."""
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    own = element.attrib.pop("id", "")
    if own == HALO:
        for text in _texts(element):
            text.set("style", f"{text.get('style', '')}; {_OUTLINE}")
    elif own and not _AUTOMATIC.match(own):
        element.set("id", f"{name}-{own}")
    if own in hints:
        hint = ET.Element("title")
        hint.text = hints[own]
        element.insert(0, hint)
    target = element.attrib.pop(XLINK, None)
    if target is not None:
        element.set("href", f"#{name}-{target[1:]}" if target.startswith("#") else target)
    for key, value in list(element.attrib.items()):
        element.set(key, _attribute(key, value, name))


_OUTLINE = f"paint-order: stroke; stroke: {style.PAPER}; stroke-width: 3px"


def _attribute(key: str, value: str, name: str) -> str:
    if key == "d" and len(value) > LONG:
        return _FINE.sub(lambda found: f"{float(found[0]):.1f}", value).replace("\n", "").strip()
    if key in ("d", "x", "y", "points"):
        return _NUMBER.sub(lambda found: f"{float(found[0]):.2f}", value).replace("\n", "").strip()
    if key == "style":
        value = _SHORTHAND.sub(r"\1 " + style.FONT_STACK, _FAMILY.sub("", value))
        value = _COLOUR.sub(lambda found: style.property_of(found[0]), value).strip("; ")
    return _LOCAL.sub(rf"url(#{name}-\1)", value)


def _texts(element: ET.Element) -> Iterator[ET.Element]:
    return (inner for inner in element.iter() if inner.tag in ("text", f"{{{SVG}}}text"))


def _remove_hollow(root: ET.Element) -> None:
    """Drops invisible shapes (the unfilled backgrounds) and groups left without content."""
    for child in list(root):
        _remove_hollow(child)
        invisible = child.tag == "path" and child.get("style", "") in ("fill: none", "fill: none; opacity: 0")
        if invisible or (child.tag == "g" and len(child) == 0):
            root.remove(child)
