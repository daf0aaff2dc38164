"""What may stand in a page: foreign HTML reduced to text and tables, and a last look at the whole."""

import re

import nh3

from chancery.errors import RenderError

TAGS = frozenset(
    "a abbr b blockquote br caption cite code col colgroup dd del div dl dt em i ins kbd li mark ol p "  # noqa: SIM905
    "pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var".split()
)
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}
_LIVE_ELEMENTS = (
    r"(?i:script|style|iframe|object|embed|applet|base|link|meta|form|input|button|select|textarea|template|"
    r"foreignobject|animate\w*|set|frame\w*|video|audio|source|track|portal|math|noscript|plaintext|xmp)"
)
_LIVE_ATTRIBUTES = (
    r"(?i:on[a-z]+|style|srcdoc|srcset|formaction|action|ping|poster|background|data|code|xlink:href|href|src)"
)
_LIVE_ELEMENT = re.compile(rf"<\s*/?\s*{_LIVE_ELEMENTS}\b")
_ATTRIBUTE = re.compile(
    r"[\s/\"'](?=[abcdfhopsxABCDFHOPSX])(?!href=\"(?:#|https?://))"
    rf"({_LIVE_ATTRIBUTES}\s*=\s*)"
    r"(\"[^\"]*\"|'[^']*'|[^\s>]*)"
)
# Which names there are at all is a quick question; on nearly every page the answer spares the slow ones above.
_ELEMENT_NAME, _LIVE_ELEMENT_NAME = re.compile(r"<\s*/?\s*(\w+)"), re.compile(_LIVE_ELEMENTS)
_ATTRIBUTE_NAME = re.compile(r"[\s/\"']([A-Za-z:\u017f\u212a]++)\s*+=")  # with what (?i) takes for an s and a k
_LIVE_ATTRIBUTE_NAME = re.compile(_LIVE_ATTRIBUTES)
_LINK, _HARMLESS_LINK = re.compile(r"href\s*="), re.compile(r"href=\"(?:#|https?://)")
_HARMLESS = re.compile(r"\"(?:#[^\"]*|https?://[^\"]*)\"\Z")
_BESIDE = re.compile(r"\"(?:\.\./)*[A-Za-z0-9_~%-][A-Za-z0-9._~%/-]*(?:#[A-Za-z0-9_-]*)?\"\Z")
_PICTURE = re.compile(r"\"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]*\"\Z")
_HEADER = re.compile(r"<th(?=[ >])")
_QUOTED = re.compile(r'"[^"]*"')
_REMOTE = re.compile(r"[uU][rR][lL]\(\s*(?!#)")
_PAINTED = re.compile(r"\s(?:fill|stroke|clip-path|mask|filter|cursor|marker-\w+)\s*=\s*[\"'][^\"'<]*\Z", re.IGNORECASE)


def cleaned(html: str) -> str:
    """HTML that is not ours, such as a frame's, reduced to text, lists and tables with scoped headers."""
    kept = nh3.clean(
        html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes={"http", "https"}, link_rel="noopener noreferrer"
    )
    head, body, rest = kept.partition("<tbody>")
    boxed = _HEADER.sub('<th scope="col"', head) + body + _HEADER.sub('<th scope="row"', rest)
    return f'<div class="foreign table-box" role="group" aria-label="Output of a cell" tabindex="0">{boxed}</div>'


def inert(html: str, *, relative: bool = False) -> str:
    """The HTML itself, looked through for anything that runs, loads or posts.

    relative: whether links to neighbouring files are in order, as on the pages of a site.
    Raises RenderError where something does. Text is escaped long before this: what is found here is a fault of a
    component, and a page with one is not written.
    """
    found = _LIVE_ELEMENT.search(html) if _names_live_element(html) else None
    if found is None and _names_live_attribute(html):
        found = next(
            (m for m in _ATTRIBUTE.finditer(html) if not (relative and _leads_beside(m)) and _is_live(html, m)), None
        )
    found = found or next((m for m in _REMOTE.finditer(html) if _is_paint(html, m.start())), None)
    if found:
        raise RenderError(
            "the finished page",
            f"it holds something that is not inert: {found[0][:80].strip()!r}",
            "build the block with chancery.markup, whose templates escape what they are given",
        )
    return html


def _names_live_element(html: str) -> bool:
    """Whether `_LIVE_ELEMENT` finds anything."""
    return any(map(_LIVE_ELEMENT_NAME.fullmatch, set(_ELEMENT_NAME.findall(html))))


def _names_live_attribute(html: str) -> bool:
    """Whether `_ATTRIBUTE` may find anything: another name of its list than that of links, or one of those."""
    names = {name for name in set(_ATTRIBUTE_NAME.findall(html)) if _LIVE_ATTRIBUTE_NAME.fullmatch(name)}
    return bool(names - {"href"}) or len(_LINK.findall(html)) != len(_HARMLESS_LINK.findall(html))


def _leads_beside(match: re.Match[str]) -> bool:
    return match[1].lower().startswith("href") and bool(_BESIDE.match(match[2]))


def _is_live(html: str, match: re.Match[str]) -> bool:
    name, value = match[1].rstrip("= \t\n\r\f\v").lower(), match[2]
    if name in ("href", "src", "data") and (_HARMLESS.match(value) if name == "href" else _PICTURE.match(value)):
        return False
    return _names_attribute(html, match.start(1))


def _is_paint(html: str, place: int) -> bool:
    """Whether an address stands in the value of an attribute that would fetch it."""
    begin = html.rfind("<", 0, place)
    named = _PAINTED.search(html[begin:place])
    return bool(named and _names_attribute(html, begin + named.start() + 1))


def _names_attribute(html: str, place: int) -> bool:
    """Whether a place lies within a tag and outside of an attribute's value."""
    before = _QUOTED.sub("", html[html.rfind("<", 0, place) + 1 : place])
    return ">" not in before and '"' not in before
