"""Frames of threats, demands, refusals and denials: patterns over the words of a text, from the lexicon.

Each word of `lexicon/intensity_kinds.csv` and of a pattern in `lexicon/intensity_frames.csv` has a letter of its own.
Every other word shares one, and so do the ends of clauses. So a text is one string, a letter a word, and a frame is a
regular expression over it. In a pattern KIND is any word of that kind, `_` any word of the same clause, START the
beginning of one, and a small word itself. A frame is tried only where the words it cannot do without are there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import repeat
from operator import or_

from chancery.text import word_lists
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

CLAUSE_ENDS = word_set(". ; : ! ? \" “ ” « » `` ''")
OTHER_WORD, CLAUSE_END, FIRST_LETTER = "\ue000", "\ue001", 0xE010
COMMON = word_set(
    "a an the to of in on at for by with and or is are was were be been has have had it its they their we our us i you "
    "he his she her this that who will would can could not no do if as but from more one all so other"
)
PIECE = re.compile(r"[A-Z]{2,}|[a-z][a-z'’-]*|_| +")

ITEM = re.compile(
    r"(?P<open>\((?P<look>\?(?:!|=|<!|<=))?(?:\?:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<some>\[[^^\]][^\]]*\]|[\ue010-\uf8ff])|(?P<any>\[\^[^\]]*\]|\ue001)"
)
REPEAT = re.compile(r"\?|\*|\{(\d*),?\d*\}")

Needs = list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame and what it makes, on the scale of 0 to 10."""

    name: str
    category: str
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FrameHit:
    """A frame found at tokens first..last-1."""

    first: int
    last: int
    frame: Frame


@dataclass(frozen=True)
class Frames:
    """The frames of the lexicon, with the letters of their words.

    triggers: the numbers of the frames to be tried in a clause that holds a word, each with what else it needs, a bit
    for each need; always: the numbers of those to be tried in every clause; meets: the needs that a word meets.
    """

    letters: dict[str, str]
    frames: tuple[Frame, ...]
    triggers: dict[str, tuple[tuple[int, int], ...]]
    always: tuple[int, ...]
    meets: dict[str, int]

    def found(self, document: Document) -> list[FrameHit]:
        """Every frame among the words of a text, clause by clause; a clause without a trigger is passed over."""
        ends = document.where(CLAUSE_ENDS)
        made: list[FrameHit] = []
        passed = 0
        for place in [0, *(end + 1 for end in ends)] if self.always else document.where(self.triggers):
            if place < passed:
                continue
            after = bisect_left(ends, place)
            start = ends[after - 1] + 1 if after else 0
            passed = ends[after] if after < len(ends) else len(document)
            made += self._in_clause(document.lowers[start:passed], start)
        return made

    def _in_clause(self, clause: list[str], start: int) -> list[FrameHit]:
        """The frames of one clause, which begins at token `start`."""
        wanted = self._wanted(clause)
        if not wanted:
            return []
        line = f"{CLAUSE_END}{''.join(map(self.letters.get, clause, repeat(OTHER_WORD)))}{CLAUSE_END}"
        return [
            FrameHit(start + max(0, match.start() - 1), start + min(len(clause), match.end() - 1), frame)
            for frame in wanted
            for match in frame.pattern.finditer(line)
        ]

    def _wanted(self, clause: list[str]) -> list[Frame]:
        """The frames that have a trigger and all they need among the words of a clause, in the lexicon's order."""
        met = reduce(or_, filter(None, map(self.meets.get, clause)), 0)
        wanted = {
            number
            for word in self.triggers.keys() & clause
            for number, needs in self.triggers[word]
            if needs & met == needs
        }
        return [self.frames[number] for number in sorted(wanted.union(self.always))]


def rules() -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The frames as rules: what each takes a passage for, a sentence it takes and one it leaves."""
    return {
        row["name"]: (f"{row['reason']} ({row['category'].rpartition(':')[2]})", (row["example"],), (row["counter"],))
        for row in word_lists.rows("intensity_frames")
    }


RULES = rules


@word_lists.derived("intensity_frames", "intensity_kinds")
def frames(rows: word_lists.Rows, kinds: word_lists.Rows) -> Frames:
    """The frames of the lexicon and of the analyst's rows laid over it."""
    return _compiled(rows, {row["kind"]: row["words"].split() for row in kinds})


def _compiled(rows: tuple[dict[str, str], ...], kinds: dict[str, list[str]]) -> Frames:
    words = {word for members in kinds.values() for word in members}
    words |= {piece for row in rows for piece in PIECE.findall(row["pattern"]) if piece[0].islower()}
    letters = {word: chr(FIRST_LETTER + number) for number, word in enumerate(sorted(words))}
    letters.update(dict.fromkeys(CLAUSE_ENDS, CLAUSE_END))
    letters[","] = letters.get("comma", OTHER_WORD)
    written = {kind: f"[{''.join(letters[word] for word in members)}]" for kind, members in kinds.items()}
    written |= {"START": f"(?<={CLAUSE_END})", "_": f"[^{CLAUSE_END}]"}
    common = frozenset(letters[word] for word in COMMON if word in letters)
    patterns = [PIECE.sub(lambda piece: _piece(piece.group(), written, letters), row["pattern"]) for row in rows]
    return _indexed(rows, patterns, letters, common)


def _indexed(
    rows: Sequence[dict[str, str]], patterns: Sequence[str], letters: dict[str, str], common: frozenset[str]
) -> Frames:
    """The frames by the words of which a clause must have one: of each frame's needs, the one met least often."""
    bits: dict[frozenset[str], int] = {}
    triggers: dict[str, list[tuple[int, int]]] = {}
    always: list[int] = []
    for number, pattern in enumerate(patterns):
        needs = dict.fromkeys(_needed(pattern, common))
        if not needs:
            always.append(number)
            continue
        rarest = _rarest(needs, common)
        others = reduce(or_, (bits.setdefault(need, 1 << len(bits)) for need in needs if need != rarest), 0)
        for letter in rarest:
            triggers.setdefault(letter, []).append((number, others))
    met: dict[str, int] = {}
    for need, bit in bits.items():
        for letter in need:
            met[letter] = met.get(letter, 0) | bit
    return Frames(
        letters,
        tuple(
            Frame(row["name"], row["category"], float(row["weight"]), re.compile(pattern))
            for row, pattern in zip(rows, patterns, strict=True)
        ),
        {word: tuple(triggers[letter]) for word, letter in letters.items() if letter in triggers},
        tuple(always),
        {word: met[letter] for word, letter in letters.items() if letter in met},
    )


def _rarest(needs: Iterable[frozenset[str]], common: frozenset[str]) -> frozenset[str]:
    """Of several sets of letters the one that a text is least likely to have one of."""
    return min(needs, key=lambda need: (len(need & common), len(need)))


def _piece(piece: str, written: dict[str, str], letters: dict[str, str]) -> str:
    """A piece of a pattern in letters."""
    return "" if piece.isspace() else written[piece] if piece in written else letters[piece]


def _needed(pattern: str, common: frozenset[str]) -> tuple[frozenset[str], ...]:
    """For each part of a pattern that may not be left out, the letters of which one must be there."""
    return tuple(_alternatives(pattern, 0, common)[0])


def _alternatives(pattern: str, place: int, common: frozenset[str]) -> tuple[Needs, int]:
    """What all alternatives of a group need, and where it ends: of several, the union of one set of each."""
    choices: list[Needs] = [[]]
    while place < len(pattern):
        item = ITEM.match(pattern, place)
        if item is None:
            raise ValueError(f"no item at {place} of {pattern!r}")
        place = item.end()
        needs: Needs = []
        if item["close"]:
            break
        if item["bar"]:
            choices.append([])
            continue
        if item["open"]:
            needs, place = _alternatives(pattern, place, common)
            needs = [] if item["look"] else needs
        elif item["some"]:
            needs = [frozenset(item["some"].strip("[]"))]
        rest = REPEAT.match(pattern, place)
        if rest is not None:
            place = rest.end()
            needs = needs if rest[1] not in {None, "", "0"} else []
        choices[-1] += needs
    if len(choices) == 1:
        return choices[0], place
    if not all(choices):
        return [], place
    return [frozenset().union(*(_rarest(choice, common) for choice in choices))], place
