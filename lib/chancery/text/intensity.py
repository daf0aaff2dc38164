"""How hostile words are, 0 to 10, as a sum of terms that can be shown one by one.

score = the most hostile thing said, placed on the scale of data/validation/codebook.md, + a little for what stands
beside it + weapon, target, commitment, immediacy, deadline - condition, hedge and soft words.

- The heaviest category counts in full, every other a tenth; in one category each further term counts less, and of terms
  that overlap the heavier counts.
- A verb of harm is a threat where it is announced (after will, would, ready to), nearly one after can or may, else only
  a word of violence.
- A term that is denied or ended ("will not attack", "lifted the ban") counts for nothing.
- Soft words count in full in mild words, less beside blame, hardly beside a refusal, a demand or a threat.
- Frames ("we will" + harm, a deadline + "or") come from `intensity_frames`; soft words inside one are part of it.

`raw` is the sum before the bounds: below zero for friendly words. Polarity is not used; authority is another axis.
Terms, weights and reasons: `lexicon/intensity.csv`, made for this project.
"""

from bisect import bisect_left
from collections.abc import Sequence, Set

from chancery.text import intensity_terms
from chancery.text.intensity_frames import FrameHit, frames
from chancery.text.intensity_terms import Hit, Term
from chancery.text.records import Intensity, IntensityPart, Quote
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "term": (
        "a term of lexicon/intensity.csv, in all its forms, counts with the weight it has there",
        ("They trampled on the truce.",),
        ("They kept the truce.",),
    ),
    "heaviest-in-full": (
        "the heaviest category counts in full, every other a tenth; in one category each further term a tenth",
        ("The reckless and foolish puppets provoke us.",),
        ("The foolish puppets met for lunch.",),
    ),
    "harm-announced": (
        "a verb of harm is a threat after will, would or ready to, nearly one after can or may",
        ("Our army will crush them.",),
        ("Their army crushed the revolt.",),
    ),
    "harm-to-an-evil": (
        "a verb of harm whose object is an evil that all fight, such as hunger, counts for nothing",
        ("We will fight the enemy.",),
        ("We will fight hunger.",),
    ),
    "denied": (
        "a term after not, never, none, without counts for nothing; not only and nothing but deny nothing",
        ("We will attack them.",),
        ("We will not attack anyone.",),
    ),
    "ended": (
        "harm, violence or a penalty that is lifted, stopped or refused counts for nothing",
        ("They imposed a blockade.",),
        ("They lifted the blockade.",),
    ),
    "modifier": (
        "weapon, target, commitment, immediacy and deadline add a little to hostile words, and nothing to plain ones",
        ("We condemn the missiles immediately.",),
        ("We condemn it.",),
    ),
    "condition": (
        "a condition the other side can meet lowers a threat",
        ("We will strike them.",),
        ("If they come, we will strike them.",),
    ),
    "hedge": (
        "may, perhaps and the like lower hostile words",
        ("We regret it.",),
        ("Perhaps we regret it.",),
    ),
    "soft-words": (
        "words of peace count in full in plain words, a fifth beside blame, a twentieth beside a refusal or a threat",
        ("We will annihilate any invader.",),
        ("We want peace, but we will annihilate any invader.",),
    ),
    "soft-inside-frame": (
        "soft words inside a frame are part of it and soften nothing",
        ("There will be no talks.",),
        ("There will be talks.",),
    ),
}

ACTS = ("express", "criticise", "reject", "demand", "warn", "threaten", "ultimatum")
DENIED = "denied"
SOFT = frozenset({"soften", "cooperate", "offer", DENIED})
MODIFIERS = frozenset({"weapon", "target", "commitment", "immediacy", "ultimatum", "hedge", "condition"})
BESIDE = SOFT | MODIFIERS
ALWAYS = frozenset({"act:express", "act:reject", "commitment", "immediacy", "ultimatum", "hedge", "condition", DENIED})
REPROACHES = frozenset({"accusation", "epithet"})
ENDABLE = frozenset({"penalty", "cooperate", "violence", "harm"})
BENIGN = word_set(
    "corruption poverty hunger climate disease diseases terrorism crime piracy smuggling trafficking drought fires "
    "inflation covid pandemic deal balance agreement bargain ground record records emissions illegal-fishing"
)
LOOK_AHEAD = 3
THREAT = 6.5
OTHERS = 0.1
FURTHER = 0.5
MILD, GRAVE = 1.5, 3.9
ABLE_LESS = 1.4
VIOLENCE = 1.4
FRIENDSHIP_DENIED = 1.7
HIGHEST, LOWEST = 10.0, 0.0
LEAST = 0.02
MOST_MIXED = 200
NOWHERE: frozenset[int] = frozenset()


def hits(document: Document) -> list[Hit]:
    """The terms and frames among the words of a text, in order."""
    found = intensity_terms.hits(document)
    framed = [_framed(hit) for hit in frames().found(document)]
    return sorted(found + framed, key=_first) if framed else found


def _framed(hit: FrameHit) -> Hit:
    return Hit(hit.first, hit.last, Term((hit.frame.name,), hit.frame.category, hit.frame.weight), frame=True)


def _first(hit: Hit) -> int:
    return hit.first


def scored(text: str) -> Intensity:
    """The intensity of a bare passage."""
    document = Document.of_text(text)
    return _scored(document, hits(document), None, 0, len(text))


def found(document: Document, quotes: Sequence[Quote], _cast: object = None) -> list[Intensity]:
    """The intensity of each quotation, and of each sentence in the reporter's own words that has any.

    A speaker answers for the words between quotation marks; a paraphrase is the reporter's wording and counts with the
    reporter's sentence (quote None), so an indirect report has no record of its own. The cast is not needed.
    """
    marks = hits(document)
    spoken = [hit for hit in marks if document.quote_of_token[hit.first] >= 0]
    places, spoken_places = [hit.first for hit in marks], [hit.first for hit in spoken]
    made: list[Intensity] = []
    owned: set[int] = set()
    for quote in quotes:
        direct = quote.kind == "direct"
        inside: list[Hit] = []
        for span in quote.spans:
            first, last = document.tokens_in(*span)
            if direct:
                inside += marks[bisect_left(places, first) : bisect_left(places, last)]
            else:
                begin = bisect_left(spoken_places, first)
                inside += spoken[begin : min(bisect_left(spoken_places, last), begin + MOST_MIXED)]
        owned.update(hit.first for hit in inside)
        if direct or inside:
            made.append(_scored(document, inside, quote.id, quote.spans[0][0], quote.spans[-1][1]))
    return made + _reporter(document, [hit for hit in marks if hit.first not in owned])


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
    by_category = _weighed(document.lowers, marks)
    lead, weight = "", 0.0
    for category, members in by_category.items():
        if category in BESIDE:
            continue
        heaviest = max([weighs for _, weighs in members])
        if not lead or heaviest > weight:
            lead, weight = category, heaviest
    parts: list[IntensityPart] = []
    for category, members in by_category.items():
        factor = 1.0 if category == lead else _share(category, weight)
        if factor:
            parts += _parts(document, members, category.rpartition(":")[2], factor)
    if len(parts) > 1:
        parts.sort(key=_part_start)
    raw = sum([part.weight for part in parts], 0.0)
    score = round(min(HIGHEST, max(LOWEST, raw)), 2)
    return Intensity(quote, start, end, score, _act(by_category), parts, round(raw, 2))


def _weighed(lowers: list[str], marks: list[Hit]) -> dict[str, list[tuple[Hit, float]]]:
    """The hits that count, by category, each with what it weighs where it stands."""
    by_category: dict[str, list[tuple[Hit, float]]] = {}
    frames_here = [hit for hit in marks if hit.frame]
    framed = _tokens_of(frames_here)
    denials = _tokens_of([hit for hit in frames_here if hit.term.category == DENIED])
    for hit in marks:
        category, weight = hit.term.category, hit.term.weight
        if hit.denied and category == "cooperate" and hit.first not in framed:
            by_category.setdefault("act:criticise", []).append((hit, FRIENDSHIP_DENIED))
        if _is_void(hit, denials, framed):
            continue
        if category == "harm":
            if not BENIGN.isdisjoint(lowers[hit.last : hit.last + LOOK_AHEAD]):
                continue
            ahead = 0.0 if lowers[hit.first].endswith("ing") else hit.ahead
            category = "act:threaten" if ahead else "violence"
            weight = VIOLENCE if not ahead else weight if ahead == 1 else weight - ABLE_LESS
        by_category.setdefault(category, []).append((hit, weight))
    return by_category


def _tokens_of(marks: list[Hit]) -> Set[int]:
    return {place for hit in marks for place in range(hit.first, hit.last)} if marks else NOWHERE


def _is_void(hit: Hit, denials: Set[int], framed: Set[int]) -> bool:
    """Whether a hit counts for nothing: denied or ended, or inside a frame that says what its words do there.

    denials, framed: the tokens of frames of denial, and of all frames.
    """
    category = hit.term.category
    if category == DENIED:
        return False
    if not hit.frame and ((hit.denied and category not in ALWAYS) or (hit.ended and category in ENDABLE)):
        return True
    return hit.first in denials or (category in SOFT and hit.first in framed)


def _share(category: str, lead: float) -> float:
    """How much a category counts that is not the heaviest one, beside a heaviest term of that weight."""
    if category == "condition":
        return 1.0 if lead >= THREAT else 0.0
    if category in MODIFIERS:
        return 1.0 if lead >= MILD else 0.0
    if category in SOFT:
        return 1.0 if lead < MILD else 0.2 if lead < GRAVE else 0.05
    return OTHERS


def _parts(document: Document, members: list[tuple[Hit, float]], kind: str, factor: float) -> list[IntensityPart]:
    parts = []
    if len(members) > 1:
        members.sort(key=_strength)
    further = FURTHER if kind in MODIFIERS else OTHERS
    if kind in {"condition", "hedge", "ultimatum"}:
        members = members[:1]
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


def _overlaps(hit: Hit, taken: list[Hit]) -> bool:
    return any(hit.first < other.last and other.first < hit.last for other in taken)


def _strength(member: tuple[Hit, float]) -> tuple[float, int]:
    return -abs(member[1]), member[0].first


def _part_start(part: IntensityPart) -> int:
    return part.start


def _act(by_category: dict[str, list[tuple[Hit, float]]]) -> str:
    """The strongest speech act. A deadline or an alternative with a threat makes an ultimatum."""
    strongest = "express"
    for category in by_category:
        name = "criticise" if category in REPROACHES else category.partition(":")[2]
        if name and ACTS.index(name) > ACTS.index(strongest):
            strongest = name
    if strongest == "threaten" and "ultimatum" in by_category:
        return "ultimatum"
    return strongest
