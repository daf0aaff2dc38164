"""Where sections, paragraphs and sentences lie in a text.

Pure functions of the body, linear in its length. Segments never overlap, come in order, carry no surrounding
white space, and `body[start:end]` is always the text meant. A sentence never ends within an open quotation.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.article.marks import Quoted, quoted

LINE = re.compile(r"[^\r\n\u2028\u2029\x85\v\f]+")
HEADING_MARK = re.compile(r"#{1,6}[ \t]+")
ENDS_LIKE_PROSE = re.compile(r"[.!?…:;,。！？｡][\"'”’»)\]]*\Z")
SENTENCE_END = re.compile(r"[.!?…。！？｡]+[\"'”’»)\]」』）]{0,6}")
WITHOUT_SPACE = frozenset("。！？｡")
BLANK = "\ufeff \t\u00a0\u200b"
LONG_LINE = 400
TAIL = 12

_NEVER_ENDS = """
Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Sen Reps Rep Gov Pres Hon Rev St Msgr Amb Supt Det Insp
Messrs Mme Mlle Atty vs v viz cf approx al Brig Pvt Sens Govs Fr Sr. Ft Mt No Nos Vol Fig Art pp ed eds
"""
NEVER_ENDS = frozenset(_NEVER_ENDS.split())
_MAY_END = """
U.S U.N U.K E.U D.C U.S.A U.A.E a.m p.m A.M P.M i.e e.g Jr Sr Inc Corp Co Ltd Bros etc Ph.D M.D B.A M.A LL.B
Esq Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ave Blvd Rd
dept est Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev N.H
N.J N.M N.Y N.C N.D Okla Ore Pa R.I S.C S.D Tenn Tex Vt Va Wash W.Va Wis Wyo B.C P.L.A
"""
MAY_END = frozenset(_MAY_END.split())
_STARTERS = """
the a an he she it they we i you this that these those there here but and or so yet in on at for from by with
as after before when while since if although though however meanwhile its his her their our my who what why
how where no not now then still also earlier later last some many most all both each every another such one
two
"""
STARTERS = frozenset(_STARTERS.split())
ASKED_AFTER = re.compile(
    r"\s+(?:[A-Z]|the |a |an )[^!?\"“”:;]{0,110}?\b"
    r"(?:said|says|asked|asks|added|adds|replied|replies|wrote|writes|told|"
    r"tells|shouted|cried|exclaimed|wondered|joked|quipped|tweeted|demanded|declared|continued|answered|chanted|yelled)\b"
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


@dataclass(frozen=True, slots=True)
class Outline:
    """A text in its parts: sections, headings, paragraphs, sentences, and the passages in quotation marks."""

    sections: list[Section]
    headings: list[Paragraph]
    paragraphs: list[Paragraph]
    sentences: list[Sentence]
    quoted: list[Quoted]


def outline(body: str) -> Outline:
    """All the parts of a text, found in one pass."""
    lines = _lines(body)
    parts: list[tuple[str, int, int]] = []
    headings: list[Paragraph] = []
    prose: list[Paragraph] = []
    for start, end, heading in lines:
        if heading or not parts:
            parts.append((HEADING_MARK.sub("", body[start:end]) if heading else "", start, end))
        else:
            parts[-1] = (parts[-1][0], parts[-1][1], end)
        (headings if heading else prose).append(Paragraph(f"S{len(parts)}", start, end))
    marks = quoted(body, [(start, end) for start, end, _ in lines])
    outer = [mark for mark in marks if mark.depth == 0]
    opens = [mark.inner_start for mark in outer]
    closes = [mark.close_end for mark in outer]
    split: list[Sentence] = []
    for paragraph in prose:
        for start, end in _sentence_spans(body, paragraph.start, paragraph.end, opens, closes):
            split.append(Sentence(f"T{len(split) + 1}", paragraph.section, start, end))
    found = [Section(f"S{number}", *part) for number, part in enumerate(parts, 1)]
    return Outline(found, headings, prose, split, marks)


def sections(body: str) -> list[Section]:
    r"""The headed parts of a text. A text without headings is one section.

    >>> [s.heading for s in sections("Talks open.\n\nA long day\n\nNobody spoke of it again, officials said.")]
    ['', 'A long day']
    """
    return outline(body).sections


def paragraphs(body: str) -> list[Paragraph]:
    """The paragraphs of a text; headings are left out."""
    return outline(body).paragraphs


def sentences(body: str) -> list[Sentence]:
    """The sentences of a text, within paragraphs.

    >>> text = "Gen. Lee left. He spoke."
    >>> [text[s.start : s.end] for s in sentences(text)], sentences("")
    (['Gen. Lee left.', 'He spoke.'], [])
    """
    return outline(body).sentences


def _lines(body: str) -> list[tuple[int, int, bool]]:
    """Lines with text in them, trimmed, and whether each is a heading."""
    trimmed: list[tuple[int, int, bool]] = []
    for match in LINE.finditer(body):
        text = match.group()
        start = match.start() + len(text) - len(text.lstrip().lstrip(BLANK))
        end = match.start() + len(text.rstrip(BLANK).rstrip())
        if start < end:
            trimmed.append((start, end, end - start > LONG_LINE or _is_prose(body[start:end])))
    marked: list[tuple[int, int, bool]] = []
    for (start, end, prose), following in zip(trimmed, [*trimmed[1:], (0, 0, False)], strict=False):
        plain = not prose and following[2] and body[start].isupper() and len(body[start:end].split(None, 1)) > 1
        marked.append((start, end, plain or (body[start] == "#" and bool(HEADING_MARK.match(body, start, end)))))
    return marked


def _is_prose(line: str) -> bool:
    return len(line.split(None, 13)) > 12 or bool(ENDS_LIKE_PROSE.search(line[-8:]))


def _sentence_spans(
    body: str, start: int, end: int, opens: Sequence[int], closes: Sequence[int]
) -> list[tuple[int, int]]:
    spans = []
    begin = start
    for match in SENTENCE_END.finditer(body, start, end):
        stop = match.end()
        if stop < end and not body[stop].isspace() and body[match.start()] not in WITHOUT_SPACE:
            continue
        place = bisect_right(opens, stop - 1) - 1
        if place >= 0 and stop < closes[place]:
            continue
        if _ends_sentence(body, match.start(), stop, begin, end):
            spans.append((begin, stop))
            begin = stop
            while begin < end and (body[begin].isspace() or body[begin] in BLANK):
                begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def _ends_sentence(body: str, stop: int, after: int, begin: int, end: int) -> bool:
    """Whether the full stop at `stop`, with marks up to `after`, ends the sentence begun at `begin`."""
    while after < end and body[after].isspace():
        after += 1
    if after >= end:
        return True
    initial = body[after]
    if (
        initial.islower()
        or initial in ",;:"
        or (initial in "—–―" and body[stop + 1 : after].strip(".!?…")[:1] in tuple('"”»’'))
    ):
        return False
    mark = body[stop]
    if mark == ".":
        return not _abbreviates(body, stop, after, begin, end)
    closing = body[after - 2] if after - begin > 1 else ""
    return closing not in "\"”’»'" or not closing or not ASKED_AFTER.match(body, after - 1, min(after + 130, end))


def _abbreviates(body: str, stop: int, after: int, begin: int, end: int) -> bool:
    """Whether the full stop belongs to an abbreviation, or to an initial, and the sentence goes on."""
    word = body[max(begin, stop - TAIL) : stop].rpartition(" ")[2].lstrip("\"'“‘([-–—")
    if not word or len(word) == TAIL:
        return False
    if word in NEVER_ENDS:
        return word not in {"No", "Nos", "Art", "Fig", "Vol"} or body[after].isdigit()
    initial = len(word) == 1 and word.isupper()
    if not initial and word not in MAY_END and word.rpartition("-")[2] not in MAY_END:
        return False
    following = body[after : min(after + 16, end)].split(None, 1)[0].rstrip(",.;:’'\"”").lower()
    if initial and word == "I":
        return False
    return following not in STARTERS and body[after] not in "\"“‘«'"
