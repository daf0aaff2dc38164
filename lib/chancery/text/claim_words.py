"""Words that claims are made with: numbers, comparators, superlatives, and the nouns and verbs of countable events."""

import re

from chancery.text import word_lists
from chancery.text.event_words import plural

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}
NUMBERS = (
    {word: number for number, word in enumerate(UNITS)}
    | TENS
    | {f"{ten}-{unit}": value + number for ten, value in TENS.items() for number, unit in enumerate(UNITS[1:10], 1)}
    | {
        "a dozen": 12,
        "half a dozen": 6,
        "two dozen": 24,
        "three dozen": 36,
        "a hundred": 100,
        "one hundred": 100,
        "a couple of": 2,
        "a pair of": 2,
        "dozen": 12,
        "couple of": 2,
        "pair of": 2,
    }
)
VAGUE = {
    "several": 3,
    "multiple": 2,
    "dozens of": 24,
    "dozens": 24,
    "scores of": 40,
    "hundreds of": 200,
    "thousands of": 2000,
    "many": 3,
    "numerous": 3,
    "a handful of": 3,
    "a series of": 2,
    "a number of": 2,
    "successive": 2,
    "repeated": 2,
    "a string of": 2,
    "various": 2,
    "a flurry of": 2,
    "a raft of": 2,
    "a slew of": 2,
    "some": 2,
}
COMPARATORS = {
    "at least": ">=",
    "no fewer than": ">=",
    "no less than": ">=",
    "not less than": ">=",
    "a minimum of": ">=",
    "as many as": "<=",
    "up to": "<=",
    "at most": "<=",
    "no more than": "<=",
    "fewer than": "<",
    "less than": "<",
    "under": "<",
    "more than": ">",
    "over": ">",
    "upwards of": ">",
    "in excess of": ">",
    "well over": ">",
    "about": "~",
    "around": "~",
    "some": "~",
    "nearly": "<",
    "almost": "<",
    "close to": "~",
    "roughly": "~",
    "approximately": "~",
    "exactly": "=",
    "only": "=",
    "just": "=",
    "a total of": "=",
    "a record": "=",
    "just over": ">",
    "just under": "<",
    "the past": "=",
    "the last": "=",
}
NUMBER_WORDS = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
VAGUE_WORDS = "|".join(sorted(map(re.escape, VAGUE), key=len, reverse=True))
BARE_VAGUE_WORDS = (
    "several|multiple|dozens of|dozens|scores of|hundreds of|thousands of|numerous|dozen|couple of|pair of"
)
COMPARATOR_WORDS = "|".join(sorted(map(re.escape, COMPARATORS), key=len, reverse=True))
ORDINAL_WORDS = "|".join(ORDINALS)
INTERVAL = (
    rf"(?:(?P<icomparator>{COMPARATOR_WORDS})\s+)?"
    rf"(?P<interval>\d[\d,]*|(?:{NUMBER_WORDS})(?:\s+and\s+a\s+half)?|several|many|half\s+a|a\s+quarter\s+of\s+a|a)"
    r"[\s-]+(?P<unit>year|month|week|day|decade|generation|centur(?=y|ies))(?:s|y|ies)?"
)
VERB_EVENTS = {
    "address": "speech",
    "attend": "appearance",
    "appear": "appearance",
    "travel": "visit",
    "met": "meeting",
    "meet": "meeting",
    "meets": "meeting",
    "visited": "visit",
    "visit": "visit",
    "visits": "visit",
    "travelled": "visit",
    "traveled": "visit",
    "spoken": "call",
    "spoke": "call",
    "talked": "call",
    "addressed": "speech",
    "appeared": "appearance",
    "attended": "appearance",
    "vetoed": "veto",
    "tested": "missile_launch",
    "fired": "missile_launch",
    "launched": "missile_launch",
    "test-fired": "missile_launch",
    "crossed": "incursion",
    "violated": "violation",
    "invaded": "incident",
    "attacked": "incident",
    "struck": "incident",
    "shelled": "incident",
    "condemned": "statement",
    "warned": "statement",
    "voted": "election",
    "entered": "incursion",
    "sailed": "transit",
    "transited": "transit",
    "intercepted": "incursion",
    "flew": "incursion",
    "flown": "incursion",
    "drilled": "exercise",
    "exercised": "exercise",
    "protested": "statement",
    "summoned": "statement",
    "sanctioned": "sanctions",
    "convened": "session",
    "negotiated": "talks",
    "paraded": "parade",
    "expelled": "expulsion",
    "resumed": "resumption",
}
SUPERLATIVES = {
    "largest": "scale",
    "biggest": "scale",
    "greatest": "scale",
    "most extensive": "scope",
    "most comprehensive": "scope",
    "widest": "scope",
    "broadest": "scope",
    "longest": "duration",
    "longest-range": "range",
    "highest": "level",
    "most powerful": "power",
    "most intense": "intensity",
    "most intensive": "intensity",
    "heaviest": "scale",
    "worst": "severity",
    "deadliest": "severity",
    "most frequent": "frequency",
    "busiest": "frequency",
    "fastest": "speed",
    "shortest": "duration",
    "smallest": "scale",
    "lowest": "level",
    "most complex": "nature",
    "most provocative": "nature",
    "most ambitious": "scope",
    "most advanced": "nature",
    "most": "number",
    "strongest": "power",
    "closest": "distance",
    "fewest": "number",
    "farthest": "range",
    "furthest": "range",
    "sharpest": "level",
    "most expensive": "cost",
    "costliest": "cost",
    "bloodiest": "severity",
    "most significant": "nature",
    "most serious": "severity",
    "boldest": "nature",
    "newest": "nature",
    "toughest": "severity",
    "most hostile": "nature",
}
MEASURED = {
    **dict.fromkeys(("troops", "soldiers", "personnel", "people", "servicemen", "marines", "forces"), "troops"),
    **dict.fromkeys(("aircraft", "planes", "warplanes", "jets", "fighters", "drones", "helicopters"), "aircraft"),
    **dict.fromkeys(("ships", "vessels", "warships", "boats", "submarines"), "ships"),
    **dict.fromkeys(("countries", "nations", "states", "members", "allies"), "participants"),
    **dict.fromkeys(("missiles", "rockets", "tanks", "vehicles", "weapons"), "weapons"),
}
DEGREES = {
    **dict.fromkeys(("larger", "large", "bigger", "big", "greater"), "scale"),
    **dict.fromkeys(("longer", "long"), "duration"),
}
DIMENSIONS = {
    "scale": "scale",
    "size": "scale",
    "nature": "nature",
    "character": "nature",
    "frequency": "frequency",
    "scope": "scope",
    "number": "number",
    "numbers": "number",
    "duration": "duration",
    "length": "duration",
    "range": "range",
    "intensity": "intensity",
    "pace": "frequency",
    "tempo": "frequency",
    "speed": "speed",
    "cost": "cost",
    "reach": "scope",
    "complexity": "nature",
    "ferocity": "intensity",
    "troops": "troops",
    "breadth": "scope",
    "magnitude": "scale",
    "altitude": "altitude",
    "geographic": "scope",
    "volume": "number",
    "level": "level",
    "participation": "participants",
}
RANKS = (
    ("leader", ("leader", "head of state", "head of government", "ruler", "supreme leader")),
    ("president", ("president",)),
    ("prime minister", ("prime minister", "premier", "chancellor")),
    ("foreign minister", ("foreign minister", "top diplomat", "secretary of state", "foreign secretary")),
    (
        "defence minister",
        (
            "defence minister",
            "defense minister",
            "defence secretary",
            "defense secretary",
            "defence chief",
            "defense chief",
        ),
    ),
    (
        "high-ranking official",
        (
            "high-ranking",
            "high ranking",
            "high-level official",
            "senior official",
            "ranking official",
            "top official",
            "senior",
            "cabinet-level",
            "ministerial",
            "minister-level",
            "ministerial-level",
        ),
    ),
    ("minister", ("minister",)),
    ("official", ("official", "diplomat", "envoy", "representative", "delegate", "delegation")),
)


def counted(text: str) -> tuple[int | None, bool]:
    """The number a word or figure stands for, and whether it is exact (vague words give the least they can mean).

    >>> counted("Twenty-one"), counted("several"), counted("1,200")
    ((21, True), (3, False), (1200, True))
    """
    low = " ".join(text.lower().split())
    if low in NUMBERS:
        return NUMBERS[low], True
    if low in VAGUE:
        return VAGUE[low], False
    digits = low.replace(",", "").rstrip("stndrh")
    try:
        return int(float(digits)), True
    except (ValueError, OverflowError):
        return None, False


def comparison(text: str | None) -> str:
    """The comparison a phrase stands for: =, >=, <=, >, < or ~ (about)."""
    return COMPARATORS.get(" ".join((text or "").lower().split()), "=")


class Nouns:
    """The nouns of countable events, by their first word."""

    def __init__(self, rows: tuple[dict[str, str], ...]) -> None:
        self.kinds: dict[str, str] = {}
        for row in rows:
            for noun in word_lists.phrases(row["nouns"]):
                for form in (noun, plural(noun)):
                    self.kinds.setdefault(form, row["what"])
        self.starting: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for form, what in self.kinds.items():
            parts = tuple(form.replace("'", " '").split())
            self.starting.setdefault(parts[0], []).append((parts, what))
        for found in self.starting.values():
            found.sort(key=_length, reverse=True)

    def at(self, lowers: list[str], index: int, last: int) -> tuple[int, str]:
        """Number of words and kind of the longest event noun that begins at a token; (0, "") where there is none."""
        for parts, what in self.starting.get(lowers[index], ()):
            size = len(parts)
            if size == 1 or (index + size <= last and tuple(lowers[index : index + size]) == parts):
                return size, what
        return 0, ""


def _length(entry: tuple[tuple[str, ...], str]) -> int:
    return len(entry[0])


@word_lists.derived("claim_nouns")
def nouns(rows: word_lists.Rows) -> Nouns:
    """The nouns of `claim_nouns.csv` and of the analyst's rows."""
    return Nouns(rows)
