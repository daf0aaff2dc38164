"""Headings, ids, links and note numbers: what the pieces of a page must agree on once they stand together.

All patterns read HTML that our own templates or the Markdown renderer wrote, where text is escaped: a `<` begins a tag.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from chancery.markup import slug

RESERVED = ("main", "contents", "contents-narrow", "notes", "log", "masthead", "title")
_HEADING = re.compile(r"<h([1-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'( href="#| aria-labelledby="|url\(#)([^")]*)(?=[")])')
_INTERNAL = re.compile(r' href="#([^"]*)"')
_BODY_ANCHOR = re.compile(r"body-(\d+)\Z")
_NOTE = re.compile(
    r'<b data-finding="([^"]*)">\d*</b>([^<]*<span[^<]*</span></summary><div class="evidence" data-note="\1">)'
    r"(.*?)(?=</div><!--note-->)",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]+>")


@dataclass
class Entry:
    """A line of the table of contents, with those below it."""

    id: str
    words: Markup
    entries: list["Entry"] = field(default_factory=list)


def unique(pieces: Iterable[str], taken: str = "") -> str:
    """The pieces as one text in which no id stands twice; a piece keeps its links to its own places.

    taken: HTML whose ids are spoken for.
    """
    used = {*RESERVED, *_ID.findall(taken)}
    made = []
    for piece in pieces:
        own = _ID.findall(piece)
        names = {name: _free(name, used) for name in own if name in used}
        whole = _renamed(piece, names) if names else piece
        if len(own) > len(set(own)):
            whole = _told_apart(whole, used)
        used.update(_ID.findall(whole))
        made.append(whole)
    return "\n".join(made)


def headed(body: str) -> tuple[str, str]:
    """The body without its first level-one heading, every heading with an id, and that heading's words.

    The page has one title; further headings of the first level become sections.
    """
    title = ""
    used = set(_ID.findall(body))

    def led(match: re.Match[str]) -> str:
        nonlocal title
        level, attributes, words = match.groups()
        if level == "1" and not title:
            title = _words(words)
            return ""
        if " id=" not in attributes:
            name = _free(slug(_words(words)), used) if slug(_words(words)) in used else slug(_words(words))
            used.add(name)
            attributes += f' id="{name}"'
        level = "2" if level == "1" else level
        return f"<h{level}{attributes}>{words}</h{level}>"

    return _HEADING.sub(led, body), title


def contents(body: str) -> list[Entry]:
    """The table of contents: sections, and below them the parts that prose gives; the article's headings stay out."""
    listed: list[Entry] = []
    for level, attributes, words in _HEADING.findall(body):
        name = _ID.search(attributes)
        if not name or level not in "23" or _BODY_ANCHOR.match(name[1]):
            continue
        entry = Entry(name[1], Markup(_TAG.sub("", words)))  # noqa: S704 - was escaped; tags are taken out
        (listed[-1].entries if level == "3" and listed else listed).append(entry)
    return listed


def resolved(body: str) -> str:
    """The body with every link inside the page leading somewhere.

    A place in the article without an anchor of its own leads to the sentence it lies in; a link to what the page does
    not show loses its address and stays as text.
    """
    ids = set(_ID.findall(body))
    offsets = sorted(int(match[1]) for name in ids if (match := _BODY_ANCHOR.match(name)))

    def led(match: re.Match[str]) -> str:
        if match[1] in ids or match[1] in RESERVED:
            return match[0]
        place = _BODY_ANCHOR.match(match[1])
        before = bisect_right(offsets, int(place[1])) if place and len(place[1]) < 12 else 0
        return f' href="#body-{offsets[before - 1]}"' if before else ""

    return _INTERNAL.sub(led, body)


def numbered(body: str) -> tuple[str, list[str]]:
    """The body with its findings' markers numbered from 1, and the evidence of each as the notes of the printed page.

    A finding that is shown twice with the same evidence keeps its number.
    """
    numbers: dict[tuple[str, str], int] = {}

    def counted(match: re.Match[str]) -> str:
        finding, between, evidence = match.groups()
        number = numbers.setdefault((finding, evidence), len(numbers) + 1)
        return f'<b data-finding="{finding}">{number}</b>{between}{evidence}'

    return _NOTE.sub(counted, body), [evidence for _, evidence in numbers]


def _free(name: str, used: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"


def _renamed(piece: str, names: dict[str, str]) -> str:
    """A piece with other ids, its own references to them included; `aria-labelledby` may hold several."""

    def led(match: re.Match[str]) -> str:
        return match[1] + " ".join(names.get(name, name) for name in match[2].split(" "))

    return _REFERENCE.sub(led, _ID.sub(lambda match: f' id="{names.get(match[1], match[1])}"', piece))


def _told_apart(piece: str, used: set[str]) -> str:
    """A piece in which an id stands twice, such as two headings of the same words: the second gets its own."""
    seen: Counter[str] = Counter()
    taken = used | set(_ID.findall(piece))

    def renamed(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        if seen[match[1]] == 1:
            return match[0]
        name = _free(match[1], taken)
        taken.add(name)
        return f' id="{name}"'

    return _ID.sub(renamed, piece)


def _words(html: str) -> str:
    return " ".join(Markup(_TAG.sub("", html)).unescape().split())  # noqa: S704 - unescaped to plain words
