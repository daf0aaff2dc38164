"""The words of an article, cut once: every rule reads them here.

Lists run side by side (one entry a token): no token is an object, which is what keeps a reading fast.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import add, attrgetter, itemgetter
from typing import Protocol

from chancery.article.marks import Quoted
from chancery.article.segments import Outline, Paragraph, Section, Sentence, outline

PIECE = re.compile(  # first the common case, a plain word and one space
    r"[A-Za-z]++ (?![\s\ufeff\u200b])|"
    r"(?:\w++(?:(?=[-‐‑&.,:'’])(?:\.(?:\w\.)+|(?:[-‐‑&]|(?<=\d)[.,:](?=\d)|['’](?!(?:[sdmSDM]|ll|re|ve|LL|RE|VE)\b))\w+)*)?"
    r"|(?<=\w)['’](?:[sdmSDM]|ll|re|ve|LL|RE|VE)\b|(?<=\w\.)['’]s\b|\.{2,}|--+|``|''|[^\s\ufeff\u200b])[\s\ufeff\u200b]*"
)
LEADING = re.compile(r"[\s\ufeff\u200b]*")
ZERO_WIDTH = "\ufeff\u200b"
MARKS = frozenset("\"“”„‟«»‹›「」『』＂'‘’‚") | {"``", "''"}
CLITICS = frozenset(("'s", "'d", "'m", "'ll", "'re", "'ve"))
MEMO_LIMIT = 200_000
MEMO_LENGTH = 40
MOST_LISTS = 63


class _Known(dict[str, tuple[int, str, str, tuple[int, ...]]]):
    """Length, lower form and kind of a token with the space after it, worked out once for each spelling.

    Last come the numbers of the word lists that hold it: those that some rule has asked `Document.where` for.
    """

    def __init__(self, *lists: Container[str]) -> None:
        super().__init__()
        self.lists = lists
        self.names = [id(words) for words in lists]

    def with_list(self, words: Container[str]) -> "_Known":
        """The same with one list more, in the place of the oldest where there are very many."""
        return _Known(*self.lists[-MOST_LISTS:], words)

    @cached_property
    def listed(self) -> dict[str, tuple[int, ...]]:
        """For each word of the lists that can be gone through, the numbers of those that hold it."""
        holding: dict[str, tuple[int, ...]] = {}
        for number, words in enumerate(self.lists):
            for word in words if isinstance(words, Iterable) else ():
                holding[word] = (*holding.get(word, ()), number)
        return holding

    @cached_property
    def asked(self) -> list[tuple[int, Container[str]]]:
        """The lists that only say of a word whether they hold it, with their numbers."""
        return [(number, words) for number, words in enumerate(self.lists) if not isinstance(words, Iterable)]

    def __missing__(self, piece: str) -> tuple[int, str, str, tuple[int, ...]]:
        token = piece.rstrip()
        while token[-1] in ZERO_WIDTH:
            token = token.rstrip(ZERO_WIDTH).rstrip()
        lower = token.lower().replace("’", "'")
        holding = (*self.listed.get(lower, ()), *[number for number, words in self.asked if lower in words])
        made = (len(token), lower, kind_of(token), holding)
        if len(piece) <= MEMO_LENGTH:
            if len(self) > MEMO_LIMIT:
                self.clear()
            self[piece] = made
        return made


def kind_of(token: str) -> str:
    """What sort of token a spelling is.

    w word, C Capitalised word, A ALL CAPITALS (two letters or more), n begins with a digit, s clitic ('s),
    q quotation mark or apostrophe, p other sign.
    """
    initial = token[0]
    if initial.isalpha():
        if not initial.isupper():
            return "w"
        return "A" if len(token) > 1 and token.isupper() else "C"
    if initial.isdigit():
        return "n"
    if token.lower().replace("’", "'") in CLITICS:
        return "s"
    return "q" if token in MARKS else "p"


_LENGTH, _LOWER, _KIND, _HOLDING = map(itemgetter, range(4))


class HasBody(Protocol):
    """Anything with a text in it, such as an Article."""

    @property
    def body(self) -> str:
        """The text."""


@dataclass(slots=True)
class Document:
    """A text, cut into tokens, sentences and quoted passages.

    starts, ends: offsets of each token; lowers: lower form, apostrophes straight; kinds: see `kind_of`.
    sentences: in order, a heading being a sentence of its own with an id that begins with H.
    first_tokens: index of each sentence's first token, with the number of tokens at the end.
    sentence_of_token: index into `sentences`, -1 for a token outside all of them (it cannot come from `outline`).
    quoted: passages in quotation marks; quote_of_token: index of the outermost one around each token's start, or -1
    (the marks themselves belong to it). places: for word lists, by their identity, the indices of the tokens they hold;
    lists: those word lists, held so that no other list comes to have the identity of one.
    """

    body: str
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)
    lowers: list[str] = field(repr=False)
    kinds: list[str] = field(repr=False)
    sections: list[Section] = field(repr=False)
    paragraphs: list[Paragraph] = field(repr=False)
    sentences: list[Sentence] = field(repr=False)
    first_tokens: list[int] = field(repr=False)
    sentence_of_token: list[int] = field(repr=False)
    quoted: list[Quoted] = field(repr=False)
    quote_of_token: list[int] = field(repr=False)
    places: dict[int, list[int]] = field(repr=False, compare=False)
    lists: list[Container[str]] = field(repr=False, compare=False)

    @classmethod
    def of(cls, article: HasBody) -> "Document":
        """The document of an article."""
        return cls.of_text(article.body)

    @classmethod
    def of_text(cls, body: str) -> "Document":
        """The document of a bare text.

        >>> Document.of_text("Kim's U.S.-led “drills” end.").lowers
        ['kim', "'s", 'u.s.-led', '“', 'drills', '”', 'end', '.']
        """
        parts = outline(body)
        lists = list(_latest.lists)
        starts, ends, lowers, kinds, places = _tokens(body)
        units = _units(parts)
        firsts = [bisect_left(starts, unit.start) for unit in units]
        lasts = [bisect_left(starts, unit.end) for unit in units]
        of_sentence = _spread(len(starts), zip(firsts, lasts, range(len(units)), strict=True))
        outer = [(number, mark) for number, mark in enumerate(parts.quoted) if mark.depth == 0]
        of_quote = _spread(
            len(starts),
            ((bisect_left(starts, m.open_start), bisect_left(starts, m.close_end), number) for number, m in outer),
        )
        firsts.append(len(starts))
        return cls(
            body,
            starts,
            ends,
            lowers,
            kinds,
            parts.sections,
            parts.paragraphs,
            units,
            firsts,
            of_sentence,
            parts.quoted,
            of_quote,
            places,
            lists,
        )

    def where(self, words: Container[str]) -> list[int]:
        """Indices of the tokens that a word list holds, in order.

        words: a list that lives as long as the program (it is told from others by identity): once asked for, it is
        looked for in every later text as that is cut, all lists in one pass.
        """
        found = self.places.get(id(words))
        if found is None:
            _watch(words)
            found = [index for index, lower in enumerate(self.lowers) if lower in words]
            self.places[id(words)] = found
            self.lists.append(words)
        return found

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, first: int, last: int) -> str:
        """The text of tokens first..last-1, as printed."""
        return self.body[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def token(self, first: int) -> str:
        """One token as printed."""
        return self.body[self.starts[first] : self.ends[first]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of tokens first..last-1."""
        return self.starts[first], self.ends[last - 1]

    def token_from(self, offset: int) -> int:
        """Index of the first token that ends after an offset (the number of tokens where there is none)."""
        return bisect_right(self.ends, offset)

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """Indices (first, last+1) of the tokens that touch a span."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def sentence_tokens(self, sentence: int) -> tuple[int, int]:
        """Indices (first, last+1) of a sentence's tokens."""
        return self.first_tokens[sentence], self.first_tokens[sentence + 1]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence an offset lies in, or of the one before it; 0 before the first."""
        token = min(bisect_right(self.starts, offset), len(self.starts)) - 1
        return self.sentence_of_token[token] if token >= 0 else 0

    def is_heading(self, sentence: int) -> bool:
        """Whether a sentence is a heading."""
        return self.sentences[sentence].id[0] == "H"


_latest = _Known()


def _watch(words: Container[str]) -> None:
    """Look for a word list in the texts to come."""
    global _latest  # noqa: PLW0603 - a memo, replaced and never changed, so that texts already cut keep theirs
    if id(words) not in _latest.names:
        _latest = _latest.with_list(words)


def _tokens(body: str) -> tuple[list[int], list[int], list[str], list[str], dict[int, list[int]]]:
    known = _latest
    places: list[list[int]] = [[] for _ in known.lists]
    begin = LEADING.match(body)
    pieces = PIECE.findall(body, begin.end() if begin else 0)
    if not pieces:
        return [], [], [], [], dict(zip(known.names, places, strict=True))
    starts = list(accumulate(map(len, pieces), initial=begin.end() if begin else 0))
    starts.pop()
    entries = list(map(known.__getitem__, pieces))
    for index, holding in enumerate(map(_HOLDING, entries)):
        for number in holding:
            places[number].append(index)
    by_list = dict(zip(known.names, places, strict=True))
    ends = list(map(add, starts, map(_LENGTH, entries)))
    return starts, ends, list(map(_LOWER, entries)), list(map(_KIND, entries)), by_list


def _units(parts: Outline) -> list[Sentence]:
    """Sentences and headings together, in order."""
    if not parts.headings:
        return parts.sentences
    headings = [Sentence(f"H{number}", h.section, h.start, h.end) for number, h in enumerate(parts.headings, 1)]
    return sorted([*parts.sentences, *headings], key=attrgetter("start"))


def _spread(size: int, runs: Iterable[tuple[int, int, int]]) -> list[int]:
    """One number a token: the value of the run it lies in, -1 outside all runs (runs come in order)."""
    spread: list[int] = []
    for first, last, value in runs:
        if first > len(spread):
            spread += [-1] * (first - len(spread))
        spread += [value] * (last - len(spread))
    spread += [-1] * (size - len(spread))
    return spread
