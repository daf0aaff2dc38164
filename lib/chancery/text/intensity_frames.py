"""Frames of threats, demands, refusals and denials: patterns over the words of a text, from the lexicon.

Each word of `lexicon/intensity_kinds.csv` and of a pattern in `lexicon/intensity_frames.csv` has a letter of its own.
Every other word shares one, and so do the ends of clauses. So a text is one string, a letter a word, and a frame is a
regular expression over it. In a pattern KIND is any word of that kind, `_` any word of the same clause, START the
beginning of one, and a small word itself. A frame is tried only where the words it cannot do without are there.
"""

import re
from dataclasses import dataclass
from itertools import repeat

from chancery.text import word_lists
from chancery.text.word_lists import word_set

CLAUSE_ENDS = word_set(". ; : ! ?")
OTHER_WORD, CLAUSE_END, FIRST_LETTER = "\ue000", "\ue001", 0xE010
PIECE = re.compile(r"[A-Z]{2,}|[a-z][a-z'’-]*|_| +")

ITEM = re.compile(
    r"(?:(?P<ahead>\(\?(?:!|=|<!|<=)[^()]*\))"
    r"|\(\?:(?P<group>(?:[^()]|\([^()]*\))*)\)"
    r"|(?P<one>\[[^^\]][^\]]*\]|[\ue010-\uf8ff])"
    r"|\[\^[^\]]*\])"
    r"(?P<rest>\?|\*|\{0,\d\})?"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: what it makes, on the scale of 0 to 10, and sets of letters of which a text must have one each."""

    name: str
    category: str
    weight: float
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class FrameHit:
    """A frame found at tokens first..last-1."""

    first: int
    last: int
    frame: Frame


@dataclass(frozen=True)
class Frames:
    """The frames of the lexicon, with the letters of their words."""

    letters: dict[str, str]
    frames: tuple[Frame, ...]

    def found(self, lowers: list[str]) -> list[FrameHit]:
        """Every frame among the words of a text, in the order of the lexicon."""
        line = CLAUSE_END + "".join(map(self.letters.get, lowers, repeat(OTHER_WORD))) + CLAUSE_END
        there = set(line)
        return [
            FrameHit(max(0, match.start() - 1), min(len(lowers), match.end() - 1), frame)
            for frame in self.frames
            if not any(map(there.isdisjoint, frame.needs))
            for match in frame.pattern.finditer(line)
        ]


_made: dict[tuple[int, int], Frames] = {}


def frames() -> Frames:
    """The frames of the lexicon and of the analyst's rows laid over it, worked out once."""
    rows, kinds = word_lists.rows("intensity_frames"), word_lists.rows("intensity_kinds")
    key = (id(rows), id(kinds))
    if key not in _made:
        _made[key] = _compiled(rows, {row["kind"]: row["words"].split() for row in kinds})
    return _made[key]


def _compiled(rows: tuple[dict[str, str], ...], kinds: dict[str, list[str]]) -> Frames:
    words = {word for members in kinds.values() for word in members}
    words |= {piece for row in rows for piece in PIECE.findall(row["pattern"]) if piece[0].islower()}
    letters = {word: chr(FIRST_LETTER + number) for number, word in enumerate(sorted(words))}
    letters.update(dict.fromkeys(CLAUSE_ENDS, CLAUSE_END))
    letters[","] = letters.get("comma", OTHER_WORD)
    written = {kind: f"[{''.join(letters[word] for word in members)}]" for kind, members in kinds.items()}
    written |= {"START": f"(?<={CLAUSE_END})", "_": f"[^{CLAUSE_END}]"}
    made = []
    for row in rows:
        pattern = PIECE.sub(lambda piece: _piece(piece.group(), written, letters), row["pattern"])
        made.append(Frame(row["name"], row["category"], float(row["weight"]), re.compile(pattern), _needed(pattern)))
    return Frames(letters, tuple(made))


def _piece(piece: str, written: dict[str, str], letters: dict[str, str]) -> str:
    """A piece of a pattern in letters."""
    return "" if piece.isspace() else written[piece] if piece in written else letters[piece]


def _needed(pattern: str) -> tuple[frozenset[str], ...]:
    """For each part of a pattern that may not be left out, the letters it may begin with."""
    needed = []
    for item in ITEM.finditer(pattern):
        body = item["group"]
        if item["rest"] or (body is None and item["one"] is None):
            continue
        if body is None:
            needed.append(frozenset(item["one"].strip("[]")))
        else:
            firsts = [ITEM.match(choice) for choice in body.split("|")]
            if all(first and first["one"] and not first["rest"] for first in firsts):
                needed.append(frozenset("".join(first["one"].strip("[]") for first in firsts if first)))
    return tuple(needed)
