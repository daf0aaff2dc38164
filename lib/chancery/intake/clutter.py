"""Lines around an article that are none of it: labels, offers to subscribe, notes on copying and on the mailing."""

import re
from collections.abc import Sequence

from chancery.intake.heads import is_prose


def _words(pattern: str) -> re.Pattern[str]:
    """A pattern written over several lines, its spaces meant; case does not matter."""
    return re.compile("".join(line.lstrip() for line in pattern.splitlines()), re.IGNORECASE)


_LABEL = _words(
    r"""(?:advertise?ment|ad|sponsored(?: content)?|promoted|share(?: this)?(?: article| story)?|print(?: this)?|
    e-?mail|save|listen(?: to (?:this )?article)?|read more|loading|
    (?:scroll|story continues|article continues) (?:down|below)|
    skip to (?:main )?content|(?:close|open) menu)[:.…]*(?: · scroll to continue)?"""
)
_OFFER = _words(
    r"""(?:continue reading\b|(?:to|please) (?:continue|keep) reading\b|subscribe (?:now|today|to|for)\b|
    sign (?:in|up) (?:to|for)\b|log ?in to\b|register (?:now|to|for)\b|unlock (?:this|the|full)\b|
    already (?:a|have a|an) (?:subscri|member|account)|
    this (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:our )?(?:subscribers|members))"""
)
_FOOT = _words(
    r"""(?:©|\(c\)\s|copyright\b|all rights reserved|printed from\b|source url\b|
    (?:view|read) (?:this )?(?:page )?online\b|(?:retrieved|saved) from https?://)"""
)
_MAILING = _words(
    r"""\bunsubscribe\b|\b(?:view|open|read)\b.{0,40}\b(?:in|on)(?: your| a| the)? (?:web )?browser\b|
    \bmanage (?:your )?(?:e-?mail )?(?:preferences|subscription)|\bforwarded this (?:e-?mail|newsletter)\b|
    \byou(?: are|'re|’re)? receiv(?:ing|ed?) this\b"""
)
_TIME_LABEL = re.compile(
    r"(?:\W|\b(?:first|last|originally|published|posted|updated?|modified|on|at|by|date|time)\b)+", re.IGNORECASE
)
LONGEST_LABEL = 180  # characters of a line that may be no part of a text
OFFER_CHARACTERS, OFFER_LINES = 1000, 6  # of what follows an offer at a text's end


def without_clutter(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a page without labels, and without offers and notes on copying at their end."""
    kept = [line for line in lines if not _LABEL.fullmatch(line)]
    while kept and len(kept[-1]) < LONGEST_LABEL and _FOOT.match(kept[-1]):
        kept.pop()
    for number, line in enumerate(kept):
        after = kept[number + 1 :]
        if number and len(line) < LONGEST_LABEL and _OFFER.match(line):
            few = len(after) <= OFFER_LINES and sum(map(len, after)) <= OFFER_CHARACTERS
            return (
                kept[:number] if few else [*kept[:number], *without_clutter([*kept[number - 1 : number], *after])[1:]]
            )
    return kept


def without_mailing(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a newsletter without its notes on itself: how to leave it, or to see it in a browser."""
    return [line for line in lines if len(line) >= LONGEST_LABEL or not _MAILING.search(line)]


def from_headline(lines: Sequence[str], is_headline: "list[bool]") -> list[str]:
    """The lines after the headline where only labels stand before it, without labels of dates that were taken away."""
    first = next((number for number, found in enumerate(is_headline) if found), None)
    if first is not None and not any(is_prose(line) for line in lines[:first]):
        lines = lines[first + 1 :]
    return list(lines[1:] if lines and _TIME_LABEL.fullmatch(lines[0]) else lines)
