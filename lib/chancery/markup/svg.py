"""Drawings as they may stand in a page: known elements and attributes only, and no style attribute.

A page whose policy allows no inline style refuses `style="fill: red"` but not `fill="red"`, so each declaration becomes
a presentation attribute. Addresses point into the drawing itself or are dropped.
"""

import re
import xml.etree.ElementTree as ET
from functools import lru_cache

from markupsafe import Markup, escape

ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs use clipPath "  # noqa: SIM905
    "pattern marker linearGradient radialGradient stop mask symbol".split()
)
PRESENTATION = frozenset(
    "clip-path clip-rule color direction display dominant-baseline fill fill-opacity fill-rule "  # noqa: SIM905
    "font-family font-size font-stretch font-style font-variant font-weight letter-spacing marker-end marker-mid "
    "marker-start mask opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor "
    "text-decoration text-rendering transform transform-origin vector-effect visibility word-spacing".split()
)
GEOMETRY = frozenset(
    "class clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height id markerHeight "  # noqa: SIM905
    "markerUnits markerWidth offset orient pathLength patternContentUnits patternTransform patternUnits points "
    "preserveAspectRatio r refX refY rotate rx ry spreadMethod textLength lengthAdjust viewBox width x x1 x2 y "
    "y1 y2".split()
)
VOID = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "stop"})
_LEAD = re.compile(r"\A\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*>\s*)?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no place for them
_LOCAL = re.compile(r"#[\w.:-]+\Z")
_ADDRESS = re.compile(r"url\(\s*['\"]?([^)'\"]*)", re.IGNORECASE)
_FONT = re.compile(r"(?:(italic|oblique)\s+)?(?:(bold|[1-9]00)\s+)?([\d.]+(?:px|pt|em|rem|%))(?:/\S+)?\s*(.*)")
_HREF = "{http://www.w3.org/1999/xlink}href"


def inline(svg: str, title: str, alt: str, name: str) -> Markup:
    """A drawing as inline SVG named by `title` and described by `alt`.

    name: slug under which its title and description get their ids.
    Raises ValueError where `svg` is not one well-formed `<svg>` element, or declares entities.
    """
    text = _LEAD.sub("", _CONTROL.sub("", svg), count=1)
    if "<!" in text.replace("<!--", ""):
        raise ValueError("the drawing declares a document type or entities")
    try:
        root = ET.fromstring(text)  # noqa: S314 - declarations, and so entities, were refused above
    except ET.ParseError as error:
        raise ValueError(f"the drawing is not well-formed XML: {error}") from error
    if _local(root.tag) != "svg":
        raise ValueError("the drawing is not an <svg> element")
    for child in [child for child in root if _local(child.tag) in ("title", "desc")]:
        root.remove(child)
    box = root.get("viewBox") or _box(root)
    held = [*_attributes(root, without=("width", "height", "id", "class", "viewBox"))]
    head = (
        f'<svg viewBox="{escape(box)}" role="img" aria-labelledby="{name}-title {name}-desc"{"".join(held)}>'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(alt)}</desc>'
    )
    parts = [head, _text(root.text)]
    for child in root:
        _write(child, parts)
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 - every part was escaped or is from the lists above


def _write(element: ET.Element, parts: list[str]) -> None:
    tag = _local(element.tag)
    if tag in ELEMENTS and tag != "svg":
        attributes = "".join(_attributes(element))
        if tag in VOID and len(element) == 0:
            parts.append(f"<{tag}{attributes}/>")
        else:
            parts.append(f"<{tag}{attributes}>{_text(element.text)}")
            for child in element:
                _write(child, parts)
            parts.append(f"</{tag}>")
    parts.append(_text(element.tail))


def _attributes(element: ET.Element, without: tuple[str, ...] = ()) -> list[str]:
    found: dict[str, str] = {}
    for key, value in element.attrib.items():
        if key == "style":
            found.update(_declarations(value))
        elif key in ("href", _HREF):
            if _LOCAL.match(value):
                found["href"] = value
        elif (key in PRESENTATION or key in GEOMETRY) and _stays_here(value):
            found.setdefault(key, value)
    return [f' {key}="{escape(value)}"' for key, value in found.items() if key not in without]


@lru_cache(maxsize=4096)
def _declarations(style: str) -> dict[str, str]:
    """The declarations of a style attribute that exist as presentation attributes."""
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        key, colon, value = (part.strip() for part in declaration.partition(":"))
        if colon and key == "font":
            found.update(_font(value))
        elif colon and key in PRESENTATION and _stays_here(value):
            found[key] = value
    return found


def _font(value: str) -> dict[str, str]:
    match = _FONT.match(value)
    if not match:
        return {}
    names = ("font-style", "font-weight", "font-size", "font-family")
    return {name: part for name, part in zip(names, match.groups(), strict=True) if part}


def _stays_here(value: str) -> bool:
    """Whether every address in a value points into this document; a value with CSS escapes may hide one."""
    return "\\" not in value and all(_LOCAL.match(found.strip()) for found in _ADDRESS.findall(value))


def _box(root: ET.Element) -> str:
    sizes = [re.sub(r"[^\d.]", "", root.get(side, "")) or "100" for side in ("width", "height")]
    return f"0 0 {' '.join(sizes)}"


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _text(text: str | None) -> str:
    return str(escape(text)) if text and not text.isspace() else ""
