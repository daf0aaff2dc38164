"""How hostile words are, 0 to 10, as a sum of terms that can be shown one by one.

score = speech act + violence, weapon or target named + accusation + epithet + commitment + immediacy - hedge - soft words.
Within one category the strongest term counts in full, each further one half of the one before, so that length alone does
not make hostility. Of the speech acts only the strongest counts, the others a quarter. A negated term ("will not attack",
"no dialogue") counts for nothing. A verb of violence after "will" is a threat. Soft words count half beside a threat.
`raw` is the sum before the bounds: below zero for friendly words. Polarity is not used; authority is another axis.
Terms, weights and reasons: `lexicon/intensity.csv`, made for this project.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import ahocorasick

from chancery.text import word_lists
from chancery.text.records import Intensity, IntensityPart, Quote
from chancery.text.tokens import Document

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "strongest-in-full": (
        "in one category the strongest term counts in full, each further one half of the one before",
        ("The reckless and foolish puppets provoke us.",),
        ("We met for lunch.",),
    ),
    "violence-after-will": (
        "a word of violence after will or ready to is a threat",
        ("Our army will crush them.",),
        ("Their army crushed the revolt.",),
    ),
    "negated-term": (
        "a term that is denied, or that is said to be ended or refused, counts for nothing",
        ("We will not attack anyone.",),
        ("We will attack them.",),
    ),
    "soft-beside-threat": (
        "words of peace count half beside a threat",
        ("We want peace, but we will annihilate any invader.",),
        ("We want peace.",),
    ),
}

ACTS = ("express", "criticise", "reject", "demand", "warn", "threaten", "ultimatum")
SOFT = frozenset({"soften", "cooperate", "offer", "hedge"})
DENIABLE = frozenset({"violence", "weapon", "penalty", "act:threaten", "act:warn", "accusation", "cooperate", "soften"})
ENDABLE = frozenset({"penalty", "cooperate", "violence"})
DENIAL = re.compile(r"(?:\b(?:not|no|never|without|nor|neither|cannot|nothing)|n't)(?: \w+){0,2} $")
ENDED = re.compile(
    r"\b(?:lift|eas|end|remov|relax|shorten|reject|refus|suspend|halt|cancel|cut|stop|ban|rebuff|dismiss|spurn)"
    r"(?:e|s|es|ed|ing|ped|ping|ted|ting)?(?: off| to| down)?(?: \w+){0,3} $"
)
FUTURE = re.compile(r"\b(?:will|shall|going to|ready to|prepared to|determined to|poised to|vow(?:s|ed)? to)(?: \w+){0,3} $")
LOOK_BACK = 36
FUTURE_VIOLENCE = 2.2
OTHER_ACTS = 0.25
HIGHEST, LOWEST = 10.0, 0.0
SIGNS = str.maketrans({"’": "'", "‘": "'", "-": " ", "‐": " ", "‑": " ", "–": " ", "\n": " ", "\t": " ", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the lexicon; `open` where any ending may follow."""

    text: str
    category: str
    weight: float
    open: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at start..end of a text."""

    start: int
    end: int
    term: Term


_made: dict[int, "ahocorasick.Automaton[Term]"] = {}


def _automaton() -> "ahocorasick.Automaton[Term]":
    rows = word_lists.rows("intensity")
    if id(rows) not in _made:
        automaton: ahocorasick.Automaton[Term] = ahocorasick.Automaton()
        for row in reversed(rows):
            text = row["term"].lower().translate(SIGNS)
            stem = text.rstrip("*")
            automaton.add_word(stem, Term(stem, row["category"], float(row["weight"]), text != stem))
        automaton.make_automaton()
        _made[id(rows)] = automaton
    return _made[id(rows)]


def plain_form(text: str) -> str:
    """Lower case with plain apostrophes and blanks for hyphens, of the same length as the text."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(SIGNS)


def hits(plain: str) -> list[Hit]:
    """The terms in a text (in its plain form), in order; where two overlap, the longer."""
    found: list[Hit] = []
    size = len(plain)
    for last, term in _automaton().iter(plain):
        end = last + 1
        start = end - len(term.text)
        if start and plain[start - 1].isalnum():
            continue
        while end < size and plain[end].isalpha():
            if not term.open:
                break
            end += 1
        else:
            while found and found[-1].end > start and found[-1].end - found[-1].start <= end - start:
                found.pop()
            if not found or found[-1].end <= start:
                found.append(Hit(start, end, term))
    return found


def scored(text: str) -> Intensity:
    """The intensity of a bare passage."""
    plain = plain_form(text)
    return _scored(plain, hits(plain), None, 0, len(text))


def found(document: Document, quotes: Sequence[Quote], cast: object = None) -> list[Intensity]:
    """The intensity of each quotation, and of each sentence in the reporter's own words that has any.

    The words of a quotation are left out of the reporter's. `cast` is not needed and kept for the common call.
    """
    plain = plain_form(document.body)
    marks = hits(plain)
    starts = [hit.start for hit in marks]
    made: list[Intensity] = []
    owned = [False] * len(marks)
    for quote in quotes:
        inside: list[Hit] = []
        for start, end in quote.spans:
            for number in range(bisect_left(starts, start), bisect_left(starts, end)):
                inside.append(marks[number])
                owned[number] = True
        if quote.spans:
            made.append(_scored(plain, inside, quote.id, quote.spans[0][0], quote.spans[-1][1]))
    return made + _reporter(document, plain, [hit for hit, taken in zip(marks, owned, strict=True) if not taken])


def _reporter(document: Document, plain: str, marks: list[Hit]) -> list[Intensity]:
    made: list[Intensity] = []
    number = 0
    for sentence in document.sentences:
        inside: list[Hit] = []
        while number < len(marks) and marks[number].start < sentence.end:
            if marks[number].start >= sentence.start:
                inside.append(marks[number])
            number += 1
        if inside:
            made.append(_scored(plain, inside, None, sentence.start, sentence.end))
    return made


def _scored(plain: str, marks: list[Hit], quote: str | None, start: int, end: int) -> Intensity:
    by_category: dict[str, list[tuple[Hit, float]]] = {}
    for hit in marks:
        category = hit.term.category
        before = plain[max(start, hit.start - LOOK_BACK) : hit.start]
        if category in DENIABLE and (DENIAL.search(before) or (category in ENDABLE and ENDED.search(before))):
            continue
        by_category.setdefault(category, []).append((hit, hit.term.weight))
        if category == "violence" and FUTURE.search(before):
            by_category.setdefault("act:threaten", []).append((hit, FUTURE_VIOLENCE))
    act = _act(by_category)
    parts: list[IntensityPart] = []
    for category, members in by_category.items():
        kind, _, name = category.partition(":")
        factor = OTHER_ACTS if name and name != act else 0.5 if category in SOFT and act in HARD_ACTS else 1.0
        parts += _parts(plain, members, kind, name, factor)
    parts.sort(key=_part_start)
    raw = sum(part.weight for part in parts)
    return Intensity(quote, start, end, round(min(HIGHEST, max(LOWEST, raw)), 2), act, parts, round(raw, 2))


HARD_ACTS = frozenset({"reject", "demand", "warn", "threaten", "ultimatum"})


def _parts(
    plain: str, members: list[tuple[Hit, float]], kind: str, name: str, factor: float
) -> list[IntensityPart]:
    parts = []
    seen: set[str] = set()
    for hit, weight in sorted(members, key=_strength):
        if hit.term.text in seen:
            continue
        seen.add(hit.term.text)
        counted = round(weight * factor, 3)
        if abs(counted) >= 0.02:
            parts.append(IntensityPart(hit.start, hit.end, plain[hit.start : hit.end], name or kind, counted))
        factor /= 2
    return parts


def _strength(member: tuple[Hit, float]) -> tuple[float, int]:
    return -abs(member[1]), member[0].start


def _part_start(part: IntensityPart) -> int:
    return part.start


def _act(by_category: dict[str, list[tuple[Hit, float]]]) -> str:
    """The strongest speech act. A condition with a threat makes an ultimatum."""
    strongest = "express"
    for category in by_category:
        name = category.partition(":")[2]
        if name and ACTS.index(name) > ACTS.index(strongest):
            strongest = name
    if strongest == "threaten" and "ultimatum" in by_category:
        return "ultimatum"
    return strongest
