"""Rules on the rendered page: its links within, its ids, and the captions of its figures."""

from collections.abc import Iterator
from html.parser import HTMLParser

from chancery.tradecraft.checks import Fault, Material, rule


@rule("links of the page", "ICD 206")
def _links(material: Material) -> Iterator[Fault]:
    """On the page every link to evidence leads somewhere, and every figure has a caption."""
    if not material.html:
        return
    page = _Page()
    page.feed(material.html)
    for target in dict.fromkeys(page.links):
        if target not in page.ids:
            yield Fault(f"page #{target}", "a link leads nowhere", "render the briefing again")
    for name in dict.fromkeys(name for name in page.named if page.named.count(name) > 1):
        yield Fault(f"page #{name}", "two things have this id, so that links to it are unsure", "render it again")
    if page.figures > page.captions:
        yield Fault("page", f"{page.figures - page.captions} of {page.figures} figures have no caption", "caption them")
    if page.empty:
        yield Fault("page", f"{page.empty} of {page.figures} figures have an empty caption", "caption them")


class _Page(HTMLParser):
    """The ids, the links within, the figures and the captions of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []
        self.links: list[str] = []
        self.figures = 0
        self.captions = 0
        self.empty = 0
        self.caption: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag adds."""
        found = dict(attrs)
        if found.get("id"):
            self.named.append(str(found["id"]))
        if tag == "a" and str(found.get("href") or "").startswith("#") and len(str(found["href"])) > 1:
            self.links.append(str(found["href"])[1:])
        self.figures += tag == "figure"
        self.captions += tag == "figcaption"
        self.caption = "" if tag == "figcaption" else self.caption

    def handle_data(self, data: str) -> None:
        """Gather the words of a caption."""
        self.caption = None if self.caption is None else self.caption + data

    def handle_endtag(self, tag: str) -> None:
        """Count a caption that ends without words."""
        if tag == "figcaption":
            self.empty += not (self.caption or "").strip()
            self.caption = None

    @property
    def ids(self) -> set[str]:
        """The ids, each once."""
        return set(self.named)
