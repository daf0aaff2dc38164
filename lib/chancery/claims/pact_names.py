"""Treaties by the names news has for them: the names of the rows cut down to what is said, and plain descriptions.

A name that belongs to one row ("Budapest Memorandum", "AUKUS") means it wherever it stands. One that several rows share
("mutual defence treaty") means those of the states named beside it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

KIND = (
    r"Treaty|Pact|Memorandum|Agreement|Arrangements?|Accord|Declaration|Charter|Framework|Dialogue|Alliance|Convention|"
    r"Partnership|Commitment"
)
CUT = re.compile(rf"^.*?\b(?:{KIND})\b")
OF_PLACE = re.compile(r"\b(?P<kind>Treaty|Declaration|Pact) of (?P<place>[A-Z]\w+)$")
# Words for states in the first half of a double name.
COMBINING = frozenset({"inter", "sino", "anglo", "indo"})
MOST_PREFIX_WORDS = 5
PLAIN = frozenset(
    (  # noqa: SIM905  reads as it is
        "mutual defense security peace friendship cooperation comprehensive strategic partnership reciprocal access "
        "bilateral general joint basic assistance treaty pact agreement accord declaration memorandum arrangements "
        "charter of and on the in for relations alliance good neighborliness friendly neighborly commitment to "
        "political consultation year protocol power regional air neighbourliness neighbourly"
    ).split()
)
# Said of a treaty: words between its article and its noun, each of which a row must bear out.
DESCRIBED = re.compile(
    r"\b(?P<said>(?:(?:mutual|defen[cs]e|security|friendship|non-?aggression|strategic|comprehensive|partnership|access|"
    r"reciprocal|cooperation|alliance|military|bilateral|good-neighbo[u]?rliness|assistance|consultation|and|new|formal|"
    r"separate|similar|landmark|broad|sweeping|ten-year|\d+-year)[\s-]+)*)"
    r"(?P<noun>treaty|pact|agreement|accord|alliance|partnership|declaration|arrangement|allied|allies)"
    r"(?P<behind>(?:\s+(?:of|on|for)\s+(?:(?:mutual|security|friendship|strategic|comprehensive|good-neighbo[u]?rliness|"
    r"non-?aggression|cooperation|assistance|partnership|guarantees?|alliance|defen[cs]e|military|and|,)\s*)+)?)\b",
    re.IGNORECASE,
)
EMPTY = frozenset(
    "and new formal separate similar landmark broad sweeping bilateral a of on for".split()  # noqa: SIM905  reads as it is
)
DEFENCE = frozenset({"mutual", "defense", "alliance", "assistance", "military"})


@dataclass(frozen=True)
class Names:
    """Names of treaties ready to be found: those of one row, and the rows of each pair of states."""

    single: Mapping[str, str]
    pattern: re.Pattern[str]

    def found(self, text: str) -> list[tuple[int, int, str]]:
        """Places of names that mean one row, with its key; the longest name first where two begin together."""
        plain = us(text)
        return [
            (match.start(), match.end(), self.single[match.group().lower()]) for match in self.pattern.finditer(plain)
        ]


def us(text: str) -> str:
    """A text with defence and neighbour written as the rows write them; its length is kept."""
    return re.sub(r"(?i)(?<=defen)c(?=e)", "s", text).replace("’", "'")


def names(rows: Iterable[Mapping[str, Any]], places: Collection[str]) -> Names:
    """The names of treaties, each with the row it means; names that two rows share are left out.

    places: names of actors in small letters, which alone mean no treaty.
    """
    owners: dict[str, set[str]] = {}
    for row in rows:
        loose = row["kind"] in ("partnership", "grouping")
        for name in _called(us(str(row["name"])), () if loose else places, places):
            owners.setdefault(name.lower(), set()).add(row["key"])
    single = {name: next(iter(keys)) for name, keys in owners.items() if len(keys) == 1 and _tells(name)}
    words = "|".join(re.escape(each) for each in sorted(single, key=len, reverse=True))
    return Names(single, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


def _called(name: str, places: Collection[str], named: Collection[str]) -> set[str]:
    """What a treaty may be called, from its full name; named: the names of states that a double name is made of."""
    called = {part for part in re.findall(r"\(([^()]*)\)", name) if re.search(rf"\b(?:{KIND})\b", part)}
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    residual = _without_parties(bare, named)
    called |= {bare, residual}
    cut = CUT.match(residual)
    if cut:
        called.add(cut.group())
    place = OF_PLACE.search(residual)
    if place:
        called |= {f"{place['place']} {place['kind']}", place.group()}
    first = residual.split()[0]
    if re.fullmatch(r"[A-Z]{4,}", first):
        called |= {first} - {name.upper() for name in places}
        called |= {f"{first} {kind}" for kind in ("Treaty", "Pact", "Agreement")}
    elif first.lower() not in PLAIN | set(places) and first.isalpha() and residual != first:
        called |= {f"{first} {kind}" for kind in ("Treaty", "Pact", "Agreement", "Accord", "Memorandum", "Declaration")}
    called |= {match.group() for match in re.finditer(rf"\b[A-Z]\w+(?: [A-Z]\w+)? (?:{KIND})\b", residual)}
    return {each.strip(" )") for each in called if each}


def _without_parties(name: str, named: Collection[str]) -> str:
    """A name without the states it begins with: "US-Japan Security Treaty" is the Security Treaty of those two."""
    words = name.split()
    for size in range(min(MOST_PREFIX_WORDS, len(words) - 1), 0, -1):
        parts = re.split(r"[-–]", " ".join(words[:size]).lower())
        if len(parts) > 1 and all(part in named or part in COMBINING for part in parts):
            return " ".join(words[size:])
    return name


def _tells(name: str) -> bool:
    """Whether a name tells more than what kind of treaty it is."""
    return any(word not in PLAIN for word in re.findall(r"[a-z]+", name)) and len(name) > 4


def described(said: str, behind: str, row: Mapping[str, Any], noun: str = "") -> bool:
    """Whether each describing word fits a row: a word of its name, or the duty that its flags record."""
    name = us(str(row["name"])).lower()
    words = [word for word in re.findall(r"[a-z]+", us(f"{said} {behind}").lower()) if word not in EMPTY]
    return (not noun.lower().startswith("allie") or bool(row["defense"])) and all(
        word[:6] in name
        or (word in DEFENCE and bool(row["defense"]))
        or (word.startswith(("nonagg", "aggression", "non")) and bool(row["nonaggression"]))
        or (word == "consultation" and bool(row["consultation"]))
        or (word in ("year", "ten") and "secur" in name)
        for word in words
    )


def telling(said: str, behind: str) -> list[str]:
    """The describing words that tell one treaty from another."""
    return [word for word in re.findall(r"[a-z]+", us(f"{said} {behind}").lower()) if word not in EMPTY]
