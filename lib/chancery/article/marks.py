"""Where quotation marks open and close, in any of the world's habits and with any of them missing.

A mark is paired within its paragraph. A quotation left open runs to the end of its paragraph, and goes on where the
next paragraph opens with the same mark. Marks that pair with nothing are left alone; nothing ever raises.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

MARK = re.compile("[\"“”„‟«»‹›「」『』＂'‘’‚`]")
ALWAYS_OPEN = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "’‘",
    "``": "''",
}
ALWAYS_CLOSE = frozenset("”»›」』")
STRAIGHT = frozenset(('"', "＂", "''"))
SINGLE = frozenset("'‘’‚")
BEFORE_OPENING = frozenset("([{<-–—―/:=>|")
WEAK_ENDING = re.compile(r"s['’]\Z")
ELISION = re.compile(r"['‘’](?:\d|em\b|til\b|twas\b|tis\b|cause\b|n['’]|bout\b)", re.IGNORECASE)
SINGLE_REACH = 1500
NESTING = 6


class Quoted(NamedTuple):
    """A passage in quotation marks.

    open_start: where the opening mark begins; inner_start, inner_end: the words between the marks;
    close_end: where the closing mark ends (inner_end where the mark is missing).
    mark: the opening mark. depth: 0 outermost, 1 a quotation within a quotation, and so on.
    closed: whether a closing mark was found; runs_on: whether it goes on in the next paragraph.
    continues: whether it takes up a quotation left open in the paragraph before.
    """

    open_start: int
    inner_start: int
    inner_end: int
    close_end: int
    mark: str
    depth: int = 0
    closed: bool = True
    runs_on: bool = False
    continues: bool = False


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner."""

    start: int
    end: int
    mark: str
    depth: int


def quoted(body: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quoted]:
    """The quoted passages of a text, in order of their opening marks.

    paragraphs: (start, end) of each, in order; marks outside them are ignored.

    >>> [q.inner_end - q.inner_start for q in quoted('He said "no." She said “yes”.', [(0, 29)])]
    [3, 3]
    """
    events = _events(body)
    if not events:
        return []
    found: list[Quoted] = []
    carried, carrier = "", 0
    cursor = 0
    for start, end in paragraphs:
        while cursor < len(events) and events[cursor][0] < start:
            cursor += 1
        first = cursor
        while cursor < len(events) and events[cursor][0] < end:
            cursor += 1
        if first == cursor:
            carried = ""
            continue
        made, left = _paired(body, start, end, events[first:cursor])
        if carried and made and made[0].open_start == start and made[0].mark == carried:
            made[0] = made[0]._replace(continues=True)
            found[carrier] = found[carrier]._replace(runs_on=True)
        carried = left
        carrier = len(found) + next((place for place, item in enumerate(made) if not item.closed), 0)
        found += made
    return _nested(found)


def _events(body: str) -> list[tuple[int, int]]:
    """Where quotation marks may stand: apostrophes within words are none, `` and '' are one each."""
    found: list[tuple[int, int]] = []
    passed = 0
    for match in MARK.finditer(body):
        start = match.start()
        mark = body[start]
        if start < passed:
            continue
        passed = start + 1
        if mark in "'`" and body.startswith(mark, passed):
            passed += 1
        elif mark == "`" or (mark in SINGLE and _within_word(body, start, mark)):
            continue
        found.append((start, passed))
    return found


def _within_word(body: str, place: int, mark: str) -> bool:
    before = place > 0 and (body[place - 1].isalnum() or body[place - 1] == "_")
    after = place + 1 < len(body) and (body[place + 1].isalnum() or body[place + 1] == "_")
    return before and (after or mark in "‘‚")


def _paired(body: str, start: int, end: int, events: list[tuple[int, int]]) -> tuple[list[Quoted], str]:
    """The pairs of one paragraph, and the mark left open at its end ("" where none is)."""
    made: list[Quoted] = []
    waiting: list[_Open] = []
    closing_single: dict[int, int] = {}
    for number, (a, b) in enumerate(events):
        mark = body[a:b]
        if a in closing_single:
            _close(made, waiting, a, b, closing_single.pop(a))
        elif mark in SINGLE:
            partner = _partner(body, events, number, start, end) if _may_open(body, a, b, start, end) else -1
            if partner >= 0 and len(waiting) < NESTING:
                closing_single[events[partner][0]] = a
                waiting.append(_Open(a, b, mark, len(waiting)))
        else:
            _double(body, (a, b), (start, end), made, waiting)
    left = ""
    for item in waiting:
        if item.mark not in SINGLE and item.depth == 0 and not left and item.end < end:
            left = item.mark
            made.append(Quoted(item.start, item.end, end, end, item.mark, 0, closed=False))
    made.sort(key=_order)
    return made, left


def _order(item: Quoted) -> tuple[int, int]:
    return item.open_start, -item.close_end


def _double(
    body: str, mark_at: tuple[int, int], within: tuple[int, int], made: list[Quoted], waiting: list[_Open]
) -> None:
    """Open or close at a mark that is not a single one."""
    a, b = mark_at
    mark = body[a:b]
    partner = _waiting_for(mark, waiting)
    if mark in STRAIGHT:
        opens = _may_open(body, a, b, *within)
        if partner and not (opens and not _may_close(body, a, b, *within)):
            _close(made, waiting, a, b, partner.start)
            return
        if partner:  # an opening mark while one like it is open: the first one lacks its partner
            waiting.remove(partner)
        elif not opens and _may_close(body, a, b, *within):  # inches, or a closing mark without its partner
            return
    elif partner:
        _close(made, waiting, a, b, partner.start)
        return
    elif mark in ALWAYS_CLOSE and not (mark in "»›” " and _may_open(body, a, b, *within)):
        return
    if len(waiting) < NESTING and b < within[1]:
        waiting.append(_Open(a, b, mark, len(waiting)))


def _waiting_for(mark: str, waiting: list[_Open]) -> _Open | None:
    """The innermost open mark that this one may close."""
    for item in reversed(waiting):
        closers = ALWAYS_OPEN.get(item.mark, item.mark)
        if mark in closers or (item.mark in "»›" and mark in "«‹") or (item.mark == "”" and mark == "”"):
            return item
        if len(waiting) == 1 and (
            (mark in STRAIGHT and item.mark in "“„") or (mark == "”" and item.mark in STRAIGHT)
        ):  # “typed with one straight mark"
            return item
    return None


def _close(made: list[Quoted], waiting: list[_Open], a: int, b: int, opened: int) -> None:
    """Pair the mark at (a, b) with the one opened at `opened`; marks opened since lack partners."""
    for place in range(len(waiting) - 1, -1, -1):
        item = waiting[place]
        if item.start == opened:
            del waiting[place:]
            if item.end < a:
                made.append(Quoted(item.start, item.end, a, b, item.mark, item.depth))
            return


def _partner(body: str, events: list[tuple[int, int]], number: int, start: int, end: int) -> int:
    """The event that closes the single mark at `number`: the first sure one, else a plural possessive, else -1."""
    opened = events[number]
    if body[opened[0] : opened[1]] == "’" or ELISION.match(body, opened[0]):
        return -1
    doubtful = -1
    for place in range(number + 1, min(number + 12, len(events))):
        a, b = events[place]
        mark = body[a:b]
        if a - opened[1] > SINGLE_REACH:
            break
        if mark not in SINGLE:
            continue
        if _may_close(body, a, b, start, end) and mark in "'’":
            if not WEAK_ENDING.search(body[max(a - 1, 0) : b]):
                return place
            doubtful = place if doubtful < 0 else doubtful
        elif mark in "'‘" and _may_open(body, a, b, start, end) and not ELISION.match(body, a):
            break
    return doubtful


def _may_open(body: str, a: int, b: int, start: int, end: int) -> bool:
    """Whether a mark stands where words begin: after space or a bracket, before a word."""
    before = body[a - 1] if a > start else " "
    return b < end and not body[b].isspace() and (before.isspace() or before in BEFORE_OPENING or before in "\"“'‘")


def _may_close(body: str, a: int, b: int, start: int, end: int) -> bool:
    """Whether a mark stands where words end: after something, before no word."""
    return a > start and not body[a - 1].isspace() and (b >= end or not body[b].isalnum())


def _nested(found: list[Quoted]) -> list[Quoted]:
    """The same passages, nesting counted by what truly encloses what."""
    enclosing: list[int] = []
    for place, item in enumerate(found):
        while enclosing and enclosing[-1] <= item.open_start:
            enclosing.pop()
        if item.depth != len(enclosing):
            found[place] = item._replace(depth=len(enclosing))
        enclosing.append(item.close_end)
    return found
