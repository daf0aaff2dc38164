"""Frames of threats, demands, refusals and denials: patterns over the words of a text, from the lexicon.

Each word of `lexicon/intensity_kinds.csv` and of a pattern in `lexicon/intensity_frames.csv` has a letter of its own.
Every other word shares one, and so do the ends of clauses. So a text is one string, a letter a word, and a frame is a
regular expression over it. In a pattern KIND is any word of that kind, `_` any word of the same clause, START the
beginning of one, and a small word itself. A frame is tried only where the words it cannot do without are there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, repeat

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
    """The frames of the lexicon, with the letters of their words.

    triggers: the frames to be tried in a clause that holds a letter; always: those to be tried in every clause;
    words: the words whose letters are triggers.
    """

    letters: dict[str, str]
    frames: tuple[Frame, ...]
    triggers: dict[str, tuple[int, ...]]
    always: tuple[int, ...]
    words: frozenset[str]

    def found(self, document: Document) -> list[FrameHit]:
        """Every frame among the words of a text, clause by clause; a clause without a trigger is passed over."""
        lowers, size = document.lowers, len(document)
        made: list[FrameHit] = []
        end = 0
        for place in range(size) if self.always else document.where(self.words):
            if place < end:
                continue
            start, end = place, place + 1
            while start and lowers[start - 1] not in CLAUSE_ENDS:
                start -= 1
            while end < size and lowers[end] not in CLAUSE_ENDS:
                end += 1
            made += self._in_clause(lowers[start:end], start)
        return made

    def _in_clause(self, clause: list[str], start: int) -> list[FrameHit]:
        """The frames of one clause, which begins at token `start`."""
        letters = "".join(map(self.letters.get, clause, repeat(OTHER_WORD)))
        there = set(letters)
        line = CLAUSE_END + letters + CLAUSE_END
        return [
            FrameHit(start + max(0, match.start() - 1), start + min(len(clause), match.end() - 1), frame)
            for frame in self._tried(there)
            if not any(map(there.isdisjoint, frame.needs))
            for match in frame.pattern.finditer(line)
        ]

    def _tried(self, there: set[str]) -> list[Frame]:
        """The frames that have a trigger among the letters of a clause, in the lexicon's order."""
        triggers = self.triggers.keys() & there
        if not triggers:
            return [self.frames[number] for number in self.always]
        return [
            self.frames[number] for number in sorted({*self.always, *chain(*map(self.triggers.__getitem__, triggers))})
        ]


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
    made = []
    for row in rows:
        pattern = PIECE.sub(lambda piece: _piece(piece.group(), written, letters), row["pattern"])
        needs = _needed(pattern, common)
        made.append(Frame(row["name"], row["category"], float(row["weight"]), re.compile(pattern), needs))
    return _indexed(letters, made, common)


def _indexed(letters: dict[str, str], made: list[Frame], common: frozenset[str]) -> Frames:
    """The frames by the letters of which a clause must have one: of each frame's sets, the one met least often."""
    triggers: dict[str, list[int]] = {}
    always: list[int] = []
    for number, frame in enumerate(made):
        if not frame.needs:
            always.append(number)
            continue
        for letter in _rarest(frame.needs, common):
            triggers.setdefault(letter, []).append(number)
    words = frozenset(word for word, letter in letters.items() if letter in triggers)
    listed = {letter: tuple(found) for letter, found in triggers.items()}
    return Frames(letters, tuple(made), listed, tuple(always), words)


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
