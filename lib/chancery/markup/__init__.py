"""The pieces a page is made of: values in, escaped HTML out, the same in JupyterLab and in the finished page.

Every function returns a Block, which a notebook displays and a template places as it is.
"""

from pathlib import Path

from chancery.markup.block import BLOCK_MIME, PAGE_MIME, Block, address, digest, environment, filled, shortened, slug
from chancery.markup.masthead import masthead
from chancery.markup.passages import Quotation, Span, annotated, folded, followed, quotations, section, spans, together
from chancery.markup.statements import bottom_line, caveats, findings
from chancery.markup.tables import figure, pairs, parameters, provenance, shown, sources, table

__all__ = [
    "BLOCK_MIME",
    "PAGE_MIME",
    "Block",
    "Quotation",
    "Span",
    "address",
    "annotated",
    "bottom_line",
    "caveats",
    "components_css",
    "digest",
    "environment",
    "figure",
    "filled",
    "findings",
    "folded",
    "followed",
    "masthead",
    "pairs",
    "parameters",
    "provenance",
    "quotations",
    "section",
    "shortened",
    "shown",
    "slug",
    "sources",
    "spans",
    "stylesheet",
    "table",
    "together",
]


def components_css() -> str:
    """The style sheet of the components; colours are custom properties that the page or JupyterLab sets."""
    return (Path(__file__).parent / "components.css").read_text(encoding="utf-8")


def stylesheet() -> Block:
    """The components' looks for JupyterLab, light and dark: display it once, in a notebook's set-up cell."""
    lab = (Path(__file__).parent / "lab.css").read_text(encoding="utf-8")
    return Block(f"<style>{lab}\n{components_css()}</style>", plain="(style sheet)", kind="stylesheet")
