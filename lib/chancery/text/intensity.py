"""How hostile words are, 0 to 10, as a sum of terms that can be shown one by one.

score = the most hostile thing said, on the scale of data/validation/codebook.md (criticise 3, reject 4, demand 5,
warn 6, threaten 7 to 8, destroy 9), + a little for what stands beside it - soft words. The heaviest category counts in
full, every other a fifth; within one category each further term counts less, and of terms that overlap the heavier
counts. A negated term ("will not attack", "no dialogue") counts for nothing. A verb of violence after "will" is a
threat. Soft words count in full in mild words, less beside blame, a tenth beside a refusal, a demand or a threat.
Frames ("we will" + harm, a deadline + "or") come from `intensity_frames`; soft words inside one are part of it.
`raw` is the sum before the bounds: below zero for friendly words. Polarity is not used; authority is another axis.
Terms, weights and reasons: `lexicon/intensity.csv`, made for this project.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.text import word_lists
from chancery.text.intensity_frames import FrameHit, frames
from chancery.text.records import Intensity, IntensityPart, Quote
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

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
DENIED = "denied"
SOFT = frozenset({"soften", "cooperate", "offer", "hedge", DENIED})
DENIABLE = frozenset({"violence", "weapon", "penalty", "act:threaten", "act:warn", "accusation", "cooperate", "soften"})
ENDABLE = frozenset({"penalty", "cooperate", "violence"})
DENIALS = word_set(
    "not no never without nor neither cannot nothing don't won't didn't doesn't can't isn't wasn't wouldn't shouldn't"
)
ENDINGS = frozenset(
    f"{stem}{ending}"
    for stem, endings in (
        ("lift", "- s ed ing"),
        ("eas", "e es ed ing"),
        ("end", "- s ed ing"),
        ("remov", "e es ed ing"),
        ("relax", "- es ed ing"),
        ("shorten", "- s ed ing"),
        ("reject", "- s ed ing"),
        ("refus", "e es ed ing"),
        ("suspend", "- s ed ing"),
        ("halt", "- s ed ing"),
        ("cancel", "- s ed led ing ling"),
        ("cut", "- s ting"),
        ("stop", "- s ped ping"),
        ("ban", "- s ned ning"),
        ("rebuff", "- s ed ing"),
        ("dismiss", "- es ed ing"),
        ("spurn", "- s ed ing"),
    )
    for ending in endings.replace("-", "").split(" ")
)
FUTURE = word_set("will shall 'll")
READY = word_set("going ready prepared determined poised vow vows vowed able")
STOPS = word_set(". ; : ! ? but")
LOOK_BACK = 4
FUTURE_VIOLENCE = 6.6
OTHERS = 0.2
MILD, GRAVE = 2.0, 3.9
HIGHEST, LOWEST = 10.0, 0.0


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the lexicon; `open` where any ending may follow its last word."""

    words: tuple[str, ...]
    category: str
    weight: float
    open: bool


@dataclass(slots=True)
class Hit:
    """A term found at tokens first..last-1.

    denied: under a negation; ended: under a verb of ending or refusing; future: after will or ready to.
    """

    first: int
    last: int
    term: Term
    denied: bool
    ended: bool
    future: bool
    frame: bool = False


class _Longer(dict[str, tuple[Term, ...]]):
    """The terms of two words or more with one first word, by their second word; longest first."""

    def __init__(self, terms: list[Term]) -> None:
        super().__init__()
        self.terms = sorted(terms, key=_size, reverse=True)

    def __missing__(self, word: str) -> tuple[Term, ...]:
        made = tuple(t for t in self.terms if _fits(t, 1, word))
        if len(self) < MEMO_LIMIT:
            self[word] = made
        return made


class _Known(dict[str, tuple[Term | None, _Longer | None] | None]):
    """What may begin with a word, worked out once for each spelling: a term of one word, and longer ones."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        super().__init__()
        self.single: dict[str, Term] = {}
        self.stems: dict[str, Term] = {}
        longer: dict[str, list[Term]] = {}
        for row in rows:
            for spelling in _spellings(row["term"].lower()):
                words = tuple(Document.of_text(spelling.rstrip("*")).lowers)
                if words:
                    term = Term(words, row["category"], float(row["weight"]), spelling.endswith("*"))
                    if len(words) > 1:
                        longer.setdefault(words[0], []).append(term)
                    else:
                        (self.stems if term.open else self.single).setdefault(words[0], term)
        self.longer = {first: _Longer(terms) for first, terms in longer.items()}

    def __missing__(self, word: str) -> tuple[Term | None, _Longer | None] | None:
        term = self.single.get(word)
        size = min(len(word), LONGEST_STEM)
        while term is None and size > 2:
            term = self.stems.get(word[:size])
            size -= 1
        longer = self.longer.get(word)
        made = None if term is None and longer is None else (term, longer)
        if len(self) < MEMO_LIMIT:
            self[word] = made
        return made


def _fits(term: Term, place: int, word: str) -> bool:
    """Whether a word may stand at a place of a term."""
    own = term.words[place]
    return word == own or (term.open and place == len(term.words) - 1 and word.startswith(own))


MEMO_LIMIT = 200_000
LONGEST_STEM = 24


def _size(term: Term) -> tuple[int, int]:
    return len(term.words), len(term.words[-1])


def _spellings(term: str) -> set[str]:
    """A term with blanks, and with its first or last two words joined by a hyphen ("all out war", "all-out war")."""
    words = term.split()
    made = {term}
    if len(words) > 1:
        made |= {" ".join([f"{words[0]}-{words[1]}", *words[2:]]), " ".join([*words[:-2], f"{words[-2]}-{words[-1]}"])}
    return made


_made: dict[int, _Known] = {}


def _terms() -> _Known:
    rows = word_lists.rows("intensity")
    if id(rows) not in _made:
        _made[id(rows)] = _Known(rows)
    return _made[id(rows)]


def hits(lowers: list[str]) -> list[Hit]:
    """The terms among the words of a text, in order; where two overlap, the one that begins first, then the longer."""
    known = _terms()
    found: list[Hit] = []
    free = 0
    last = len(lowers) - 1
    for index, entry in [pair for pair in enumerate(map(known.__getitem__, lowers)) if pair[1] is not None]:
        if index < free or entry is None:
            continue
        single, longer = entry
        term = None
        if longer is not None and index < last:
            term = next((t for t in longer[lowers[index + 1]] if _goes_on(lowers, index, t)), None)
        term = term or single
        if term is not None:
            free = index + len(term.words)
            found.append(_hit(lowers, index, free, term))
    framed = [_framed(hit) for hit in frames().found(lowers)]
    return sorted(found + framed, key=_first) if framed else found


def _framed(hit: FrameHit) -> Hit:
    return Hit(hit.first, hit.last, Term((hit.frame.name,), hit.frame.category, hit.frame.weight, False), *NO_OPERATORS)


NO_OPERATORS = (False, False, False, True)


def _first(hit: Hit) -> int:
    return hit.first


def _goes_on(lowers: list[str], index: int, term: Term) -> bool:
    """Whether a term's third and later words follow."""
    size = len(term.words)
    return size == 2 or (
        index + size <= len(lowers) and all(_fits(term, place, lowers[index + place]) for place in range(2, size))
    )


def _hit(lowers: list[str], first: int, last: int, term: Term) -> Hit:
    denied = ended = future = False
    for index in range(first - 1, max(-1, first - 1 - LOOK_BACK), -1):
        word = lowers[index]
        if word in STOPS:
            break
        near = first - index <= 3
        denied = denied or (near and word in DENIALS)
        ended = ended or word in ENDINGS
        future = future or word in FUTURE or (word == "to" and lowers[index - 1] in READY)
    return Hit(first, last, term, denied, ended, future)


def scored(text: str) -> Intensity:
    """The intensity of a bare passage."""
    document = Document.of_text(text)
    return _scored(document, hits(document.lowers), None, 0, len(text))


def found(document: Document, quotes: Sequence[Quote], _cast: object = None) -> list[Intensity]:
    """The intensity of each quotation, and of each sentence in the reporter's own words that has any.

    A speaker answers for the words between quotation marks; a paraphrase is the reporter's wording and counts with the
    reporter's sentence (quote None), so an indirect report has no record of its own. The cast is not needed.
    """
    marks = hits(document.lowers)
    places = [hit.first for hit in marks]
    made: list[Intensity] = []
    owned = [False] * len(marks)
    for quote in quotes:
        inside: list[Hit] = []
        for start, end in quote.spans:
            first, last = document.tokens_in(start, end)
            for number in range(bisect_left(places, first), bisect_left(places, last)):
                if quote.kind == "direct" or document.quote_of_token[places[number]] >= 0:
                    inside.append(marks[number])
                    owned[number] = True
        if quote.kind == "direct" or inside:
            made.append(_scored(document, inside, quote.id, quote.spans[0][0], quote.spans[-1][1]))
    return made + _reporter(document, [hit for hit, taken in zip(marks, owned, strict=True) if not taken])


def _reporter(document: Document, marks: list[Hit]) -> list[Intensity]:
    by_sentence: dict[int, list[Hit]] = {}
    for hit in marks:
        by_sentence.setdefault(document.sentence_of_token[hit.first], []).append(hit)
    return [
        _scored(document, inside, None, document.sentences[number].start, document.sentences[number].end)
        for number, inside in by_sentence.items()
        if number >= 0 and not document.is_heading(number)
    ]


def _scored(document: Document, marks: list[Hit], quote: str | None, start: int, end: int) -> Intensity:
    by_category: dict[str, list[tuple[Hit, float]]] = {}
    framed = [(hit.first, hit.last) for hit in marks if hit.frame]
    denials = [(hit.first, hit.last) for hit in marks if hit.term.category == DENIED] if framed else framed
    for hit in marks:
        category = hit.term.category
        if _is_void(hit, denials, framed):
            continue
        by_category.setdefault(category, []).append((hit, hit.term.weight))
        if hit.future and category == "violence":
            by_category.setdefault("act:threaten", []).append((hit, FUTURE_VIOLENCE + 0.5 * hit.term.weight))
    hostile = {c: _heaviest(members) for c, members in by_category.items() if c not in SOFT}
    lead = max(hostile, key=hostile.__getitem__, default="")
    soft = _share_of_soft(hostile.get(lead, 0.0))
    parts: list[IntensityPart] = []
    for category, members in by_category.items():
        factor = soft if category in SOFT else 1.0 if category == lead else OTHERS
        parts += _parts(document, members, category.rpartition(":")[2], factor)
    if len(parts) > 1:
        parts.sort(key=_part_start)
    raw = sum([part.weight for part in parts])
    score = round(min(HIGHEST, max(LOWEST, raw)), 2)
    return Intensity(quote, start, end, score, _act(by_category), parts, round(raw, 2))


def _is_void(hit: Hit, denials: list[tuple[int, int]], framed: list[tuple[int, int]]) -> bool:
    """Whether a hit counts for nothing: denied or ended, or inside a frame that says what its words do there."""
    category = hit.term.category
    if category == DENIED:
        return False
    if not hit.frame and category in DENIABLE and (hit.denied or (hit.ended and category in ENDABLE)):
        return True
    if denials and _inside(hit, denials):
        return True
    return bool(framed) and category in SOFT and _inside(hit, framed)


def _inside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(first <= hit.first < last for first, last in spans)


def _share_of_soft(lead: float) -> float:
    """How much soft words count beside the heaviest hostile term."""
    return 1.0 if lead < MILD else 0.4 if lead < GRAVE else 0.1


def _parts(document: Document, members: list[tuple[Hit, float]], kind: str, factor: float) -> list[IntensityPart]:
    parts = []
    if len(members) > 1:
        members.sort(key=_strength)
    further = OTHERS if kind in ACTS else 0.5
    seen: set[tuple[str, ...]] = set()
    taken: list[Hit] = []
    for hit, weight in members:
        if hit.term.words in seen or (taken and _overlaps(hit, taken)):
            continue
        seen.add(hit.term.words)
        taken.append(hit)
        counted = round(weight * factor, 3)
        if abs(counted) < LEAST:
            break
        start, end = document.starts[hit.first], document.ends[hit.last - 1]
        parts.append(IntensityPart(start, end, document.body[start:end].lower(), kind, counted))
        factor *= further
    return parts


LEAST = 0.02


def _overlaps(hit: Hit, taken: list[Hit]) -> bool:
    return any(hit.first < other.last and other.first < hit.last for other in taken)


def _heaviest(members: list[tuple[Hit, float]]) -> float:
    return max(weight for _, weight in members)


def _strength(member: tuple[Hit, float]) -> tuple[float, int]:
    return -abs(member[1]), member[0].first


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
