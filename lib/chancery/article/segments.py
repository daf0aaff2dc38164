"""Where sections, paragraphs and sentences lie in a text.

Pure functions of the body. Segments never overlap, come in order, carry no surrounding white space,
and `body[start:end]` is always the text meant.
"""

import re
from dataclasses import dataclass

LINE = re.compile(r"[^\r\n\u2028\u2029]+")
HEADING_MARK = re.compile(r"#{1,6}[ \t]+")
ENDS_LIKE_PROSE = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$")
SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)")
ABBREVIATIONS = frozenset(
    "U.S U.N U.K E.U Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Adm Sen Rep Gov Pres St Jr Sr No vs etc "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec a.m p.m i.e e.g".split()
)


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the text; the part before the first heading has an empty heading."""

    id: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, without surrounding white space."""

    section: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, in its section."""

    id: str
    section: str
    start: int
    end: int


def sections(body: str) -> list[Section]:
    """The headed parts of a text. A text without headings is one section.

    >>> [s.heading for s in sections("Talks open.\\n\\nA long day\\n\\nNobody spoke of it again, officials said.")]
    ['', 'A long day']
    """
    parts: list[tuple[str, list[tuple[int, int]]]] = [("", [])]
    for start, end, heading in _lines(body):
        if heading:
            parts.append((HEADING_MARK.sub("", body[start:end]), []))
        parts[-1][1].append((start, end))
    filled = [(heading, lines) for heading, lines in parts if lines]
    return [
        Section(f"S{number}", heading, lines[0][0], lines[-1][1]) for number, (heading, lines) in enumerate(filled, 1)
    ]


def paragraphs(body: str) -> list[Paragraph]:
    """The paragraphs of a text; headings are left out."""
    found: list[Paragraph] = []
    section = 0
    begun = False
    for start, end, heading in _lines(body):
        if heading or not begun:
            section += 1
            begun = True
        if not heading:
            found.append(Paragraph(f"S{section}", start, end))
    return found


def sentences(body: str) -> list[Sentence]:
    """The sentences of a text, within paragraphs.

    >>> [s.end - s.start for s in sections("")], [("Gen. Lee left. He spoke.")[s.start:s.end]
    ...     for s in sentences("Gen. Lee left. He spoke.")]
    ([], ['Gen. Lee left.', 'He spoke.'])
    """
    found: list[Sentence] = []
    for paragraph in paragraphs(body):
        for start, end in _sentence_spans(body, paragraph.start, paragraph.end):
            found.append(Sentence(f"T{len(found) + 1}", paragraph.section, start, end))
    return found


def _lines(body: str) -> list[tuple[int, int, bool]]:
    """Lines with text in them, trimmed, and whether each is a heading."""
    trimmed = []
    for match in LINE.finditer(body):
        text = match.group()
        start = match.start() + len(text) - len(text.lstrip("\ufeff \t\u00a0"))
        end = match.start() + len(text.rstrip())
        if start < end:
            trimmed.append((start, end))
    marked = []
    for number, (start, end) in enumerate(trimmed):
        line = body[start:end]
        followed = number + 1 < len(trimmed) and _is_prose(body[slice(*trimmed[number + 1])])
        plain = 2 <= len(line.split()) <= 12 and not ENDS_LIKE_PROSE.search(line) and line[:1].isupper()
        marked.append((start, end, bool(HEADING_MARK.match(line)) or (plain and followed)))
    return marked


def _is_prose(line: str) -> bool:
    return len(line.split()) > 12 or bool(ENDS_LIKE_PROSE.search(line))


def _sentence_spans(body: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = start
    for match in SENTENCE_END.finditer(body, start, end):
        if _ends_sentence(body, match, begin, end):
            spans.append((begin, match.end()))
            begin = match.end()
            while begin < end and body[begin].isspace():
                begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def _ends_sentence(body: str, match: re.Match[str], begin: int, end: int) -> bool:
    after = body[match.end() : min(match.end() + 3, end)].lstrip()
    if after and not (after[0].isupper() or after[0] in "\"'“‘«([-–—" or after[0].isdigit()):
        return False
    word = body[max(begin, match.start() - 12) : match.start()].rpartition(" ")[2].lstrip("\"'“‘(")
    if match.group()[0] == "." and after and (word in ABBREVIATIONS or (len(word) == 1 and word.isupper())):
        return False
    quoted = body[begin : match.end()]
    return quoted.count("“") <= quoted.count("”") and quoted.count('"') % 2 == 0
