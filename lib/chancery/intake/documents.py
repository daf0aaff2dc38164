"""PDFs: lines put together to paragraphs again, without running heads, page numbers and hyphens at line ends."""

import datetime as dt
import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from chancery.errors import ArticleError
from chancery.intake.heads import full_dates, headed
from chancery.intake.piece import Piece

PAGES_READ = 300
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—])?\Z", re.IGNORECASE)
_POOR_TITLE = re.compile(
    r"\A(?:untitled|microsoft word|document\d*|.*\.(?:docx?|pdf|html?|indd|odt|rtf))\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*\Z")
_WORD_BROKEN = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]\Z")
HEAD_CHARACTERS = 1500


@dataclass
class Line:
    """A line of a page: its words, how far it lies below the top of its text, where it begins, how large it is."""

    words: str
    below: float
    left: float
    size: float
    page: int


def pdf_document(raw: bytes, where: str) -> Piece:
    """The article of a PDF.

    The title is the document's own, else the largest line of the first page; the date is one that the text's head
    states, else the day the file was made, marked as inferred.
    Raises ArticleError for a file that is broken, locked, or holds pictures of text only.
    """
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(where, "the PDF is locked with a password", "save an unlocked copy and add that")
        pages = [_lines(page, number) for number, page in enumerate(reader.pages[:PAGES_READ])]
        about = reader.metadata
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise ArticleError(
            where, f"the PDF cannot be read: {error}", "open it, print it to a new PDF, add that"
        ) from error
    lines = [line for page in _without_running_heads(pages) for line in page]
    if not lines:
        raise ArticleError(where, "the PDF holds no text, only pictures of it", "run it through text recognition first")
    title = _title(about, lines)
    head = headed(_titled_first(_paragraphs(lines), title))
    published, basis, note = head.published, "stated", ""
    if published is None:
        named = full_dates("\n".join(head.lines)[:HEAD_CHARACTERS])
        made = _made(about)
        if named and made is not None and named[0] == made:
            published, basis, note = named[0], "inferred", "A date in the text that is also the day the PDF was made."
        elif made is not None:
            published, basis, note = made, "inferred", "The day the PDF was made; its text states none at its head."
    author = head.author or str(getattr(about, "author", None) or "")
    return Piece("\n".join(head.lines), title or head.title, author=author, published=published, basis=basis, note=note)


def _lines(page: Any, number: int) -> list[Line]:
    """The lines of a page in reading order, as the file draws them."""
    made: list[Line] = []

    def taken(text: str, user: list[float], matrix: list[float], _font: Any, size: float) -> None:
        below = -(matrix[5] * user[3] + user[5])
        left = matrix[4] * user[0] + user[4]
        scale = abs(size * (matrix[3] or 1) * (user[3] or 1))
        for part in re.split(r"(\n)", text):
            if part == "\n" or not part:
                continue
            if made and abs(made[-1].below - below) < max(scale, 1) * 0.4 and left >= made[-1].left - 1:
                made[-1].words += part
            elif part.strip():
                made.append(Line(part, below, left, scale, number))

    page.extract_text(visitor_text=taken)
    for line in made:
        line.words = " ".join(line.words.split())
    return [line for line in made if line.words]


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without lines at their top or foot that belong to the paper, not the text.

    Such lines return on page after page, or are drawn last though they lie above everything else.
    """
    edges = Counter(mark for page in pages for mark in {_mark(line) for line in [*page[:2], *page[-2:]]})
    returning = {mark for mark, count in edges.items() if count > 1 and count * 2 >= len(pages)}
    kept = []
    for page in pages:
        edge = {id(line) for line in [*page[:2], *page[-2:]]}
        top = min((line.below for line in page[:-2]), default=0.0)
        kept.append(
            [
                line
                for line in page
                if id(line) not in edge
                or not (_mark(line) in returning or _PAGE_NUMBER.match(line.words) or _is_above(line, page, top))
            ]
        )
    return kept


def _is_above(line: Line, page: list[Line], top: float) -> bool:
    """Whether a line drawn at a page's end lies above all the others."""
    return any(line is last for last in page[-2:]) and len(page) > 4 and line.below < top


def _mark(line: Line) -> str:
    return re.sub(r"\d+", "#", line.words).casefold()


def _paragraphs(lines: list[Line]) -> list[str]:
    """Lines put together where they run on: same size, no wider gap than within paragraphs, no indented beginning."""
    leads = sorted(
        (line.below - before.below) / line.size
        for before, line in itertools.pairwise(lines)
        if before.page == line.page and line.size > 0 and 0.9 * line.size < line.below - before.below < 3 * line.size
    )
    leading = leads[len(leads) // 5] if leads else 1.2
    width = max(len(line.words) for line in lines)
    indented = _indented(lines)
    together = " ".join(line.words for line in lines)
    made = [lines[0].words]
    for number, (before, line) in enumerate(itertools.pairwise(lines), 1):
        if number not in indented and _runs_on(before, line, leading, width):
            made[-1] = _joined(made[-1], line.words, together)
        else:
            made.append(line.words)
    return made


def _indented(lines: list[Line]) -> set[int]:
    """Numbers of the lines that begin a little to the right of their column, where most lines begin at its edge."""
    lefts: dict[int, Counter[int]] = {}
    for line in lines:
        lefts.setdefault(line.page, Counter())[round(line.left)] += 1
    found = set()
    for number, line in enumerate(lines):
        here, left = lefts[line.page], round(line.left)
        edges = [at for at in here if left - 3.5 * line.size < at < left - 0.5 * line.size]
        if edges and here[min(edges)] > here[left]:
            found.add(number)
    return found


def _runs_on(before: Line, line: Line, leading: float, width: int) -> bool:
    """Whether a line goes on with the paragraph before it. leading: the distance of lines, in sizes of their type."""
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size, 1):
        return False
    ended = bool(_SENTENCE_END.search(before.words))
    if before.page != line.page or line.below < before.below:
        return not (ended and line.words[:1].isupper() and len(before.words) < 0.8 * width)
    if line.below - before.below > 1.3 * leading * max(line.size, 1):
        return False
    return not (ended and len(before.words) < 0.6 * width and len(before.words) < len(line.words))


def _joined(text: str, line: str, together: str) -> str:
    """Two lines as one; a hyphen at the break goes unless the same compound stands elsewhere with it."""
    broken = _WORD_BROKEN.search(text)
    if broken and line[:1].islower():
        rest = re.match(r"[^\W\d_]+", line)
        compound = f"{broken[1]}-{rest[0] if rest else ''}"
        return text + line if compound in together else text[:-1] + line
    return f"{text} {line}"


def _title(about: Any, lines: list[Line]) -> str:
    own = " ".join(str(getattr(about, "title", None) or "").split())
    if own and not _POOR_TITLE.match(own):
        return own
    first = [line for line in lines if line.page == lines[0].page]
    largest = max(line.size for line in first)
    if largest <= 1.15 * median(line.size for line in lines):
        return ""
    begins = next(number for number, line in enumerate(first) if line.size == largest)
    words = []
    for line in first[begins:]:
        if abs(line.size - largest) > 0.05 * largest:
            break
        words.append(line.words)
    return " ".join(words)


def _titled_first(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs with the title as their first, so that what stands above it is no part of the text."""
    plain = re.sub(r"\W+", "", title).casefold()
    for number, paragraph in enumerate(paragraphs[:6]):
        if plain and re.sub(r"\W+", "", paragraph).casefold() == plain:
            return [title, *paragraphs[:number], *paragraphs[number + 1 :]]
    return [title, *paragraphs] if title else paragraphs


def _made(about: Any) -> dt.date | None:
    try:
        made = getattr(about, "creation_date", None)
    except (PyPdfError, ValueError):
        return None
    return made.date() if isinstance(made, dt.datetime) else None
