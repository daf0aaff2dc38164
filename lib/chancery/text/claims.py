"""Claims that the reference tables can be asked about, with their slots.

Kinds: count in a period, first since, since (interval since the last), record, frequency, existence, status, schedule.
Slots, each absent where the text does not say it:
  actors, others: codes of those who act and of those it is done with or to, in order of the text;
  persons: [{"role": "predecessor", "of": [codes]}] where the claim names who did it other than by state;
  event: kind of event (`lexicon/claim_nouns.csv`), else the noun; what: the words of the text;
  number, comparison: an integer and one of = >= > <= < ~ multiple; ordinal: 3 for "the third summit"; unit: what is counted;
  period: [from, to] the claim is over; date: [from, to] of the event; since: [from, to] of "since 2018";
  duration: {"number", "unit", "comparison"} of "in over six years"; negated: true for "no", "never", "not";
  rank: leader, minister, senior ...; body: UNGA, UNSC, NATO ...; place, series, system, topic: words of the text;
  superlative, dimensions, against: of a record; frequency: annual, monthly ...; modal: scheduled or held;
  status: enshrined, member, at war, in force, expired, suspended, withdrawn, ally, nuclear-armed; instrument: the law or treaty.
A claim inside a quotation is said by its speaker; else it is the article's own (said_by is None).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from chancery.text import claim_patterns as patterns
from chancery.text import claim_words as words
from chancery.text.records import Claim, ClaimKind, DateMention, Entity, Mention, Quote
from chancery.text.tokens import Document

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "counted-times": (
        "an act done a number of times",
        ("The two leaders met three times during 2018-2019.", "Kim has visited Beijing twice this year."),
        ("Many times the crowd cheered.",),
    ),
    "counted-events": (
        "a number of events of a known kind",
        ("North Korea has conducted six nuclear tests.", "Russia held at least 12 exercises in 2023."),
        ("Two officials spoke.",),
    ),
    "ordinal-event": ("an event with its number", ("It was the country's seventh nuclear test.",), ("He came third.",)),
    "first-event": (
        "the first of its kind, or since a date",
        ("It was the first visit by a Russian president since 2000.",),
        ("The first day was cold.", "First, he spoke."),
    ),
    "interval-since": (
        "the first in a number of years, or not since a date",
        ("They held their first summit in over six years.", "No nuclear test has been held since 2017."),
        ("He has lived there since 2017.",),
    ),
    "record": (
        "an event said to pass all before it",
        ("The drills broke all previous records in scale.", "It was NATO's largest exercise since the Cold War."),
        ("The record shows that he spoke.",),
    ),
    "frequency": ("an event that recurs", ("The two armies hold annual drills.",), ("They held drills.",)),
    "resolutions-demand": (
        "resolutions or treaties that demand or forbid",
        ("Several Security Council resolutions have banned missile launches.",),
        ("His new year's resolution was to read more.",),
    ),
    "last-event": ("when an event last happened", ("The two leaders last met in June 2019.",), ("He came last.",)),
    "veto-cast": ("a veto of a resolution", ("Russia vetoed a draft resolution in March 2024.",), ("Police blocked the road.",)),
    "treaty-exists": (
        "a treaty or agreement between parties",
        ("China and North Korea signed a mutual defence treaty in 1961.",),
        ("They signed autographs.",),
    ),
    "legal-status": (
        "what a law, a membership or a state of war is said to be",
        ("Nuclear status is enshrined in its constitution.", "Finland is a member of NATO."),
        ("He is a member of the crew.",),
    ),
    "scheduled-event": (
        "an event that is to come",
        ("The APEC summit will be held in South Korea next month.",),
        ("The summit was held last month.",),
    ),
}
VERBAL_EVENTS = words.VERB_EVENTS
SINCE = re.compile(r"\b(?:since|after)\s+(?:the\s+)?(?:end\s+of\s+|start\s+of\s+|beginning\s+of\s+)?$", re.I)
BODIES = (
    (re.compile(r"\b(?:UN|United Nations|U\.N\.)?\s*Security Council\b|\bUNSC\b"), "UNSC"),
    (re.compile(r"\bGeneral Assembly\b|\bUNGA\b|\bGeneral Debate\b"), "UNGA"),
)
COUPLE = re.compile(r"\b(?:the|both|their)\s+(?:two\s+)?(leaders|presidents|countries|sides|nations|governments|neighbou?rs|allies|Koreas|capitals|men|armies|militaries)\b", re.I)
PREDECESSOR = re.compile(r"\bpredecessors?\b", re.I)
FORMER = re.compile(r"\b(?:then|former|previous)[- ](president|prime minister|leader|chairman|chancellor)\b", re.I)
SYSTEM = re.compile(
    r"\b(intercontinental ballistic missiles?|ICBMs?|ballistic missiles?|cruise missiles?|hypersonic (?:missiles?|weapons?)|nuclear weapons?|"
    r"spy satellites?|satellites?|drones?|tactical nuclear weapons?)\b", re.I
)  # fmt: skip
FREQUENCIES = {
    "annual": "annual", "annually": "annual", "yearly": "annual", "every year": "annual", "each year": "annual", "biennial": "biennial",
    "every two years": "biennial", "every other year": "biennial", "biannual": "biannual", "twice a year": "biannual",
    "monthly": "monthly", "every month": "monthly", "weekly": "weekly", "every week": "weekly", "daily": "daily",
    "every day": "daily", "quarterly": "quarterly", "every four years": "quadrennial", "quadrennial": "quadrennial",
    "regularly": "regular", "regular": "regular", "routinely": "regular", "routine": "regular", "frequently": "regular",
    "repeatedly": "repeated", "almost daily": "daily", "near-daily": "daily", "every spring": "annual", "every summer": "annual",
    "every august": "annual", "every march": "annual", "every autumn": "annual", "each spring": "annual", "each summer": "annual",
}  # fmt: skip


ERAS = {
    "cold war": ["1989-11-09", "1991-12-26"], "soviet union": ["1991-12-26", "1991-12-26"], "soviet era": ["1991-12-26", "1991-12-26"],
    "soviet times": ["1991-12-26", "1991-12-26"], "korean war": ["1953-07-27", "1953-07-27"], "vietnam war": ["1975-04-30", "1975-04-30"],
    "second world war": ["1945-09-02", "1945-09-02"], "world war ii": ["1945-09-02", "1945-09-02"], "world war two": ["1945-09-02", "1945-09-02"],
    "first world war": ["1918-11-11", "1918-11-11"],
}  # fmt: skip
ERA = re.compile(r"\bsince\s+(?:the\s+)?(?:end\s+of\s+|height\s+of\s+|collapse\s+of\s+|fall\s+of\s+|days\s+of\s+)?(?:the\s+)?(" + "|".join(ERAS) + r")\b", re.I)
LONGEST = 3000


VAGUE = frozenset("regularly regular routinely routine frequently repeatedly".split())


class HasCast(Protocol):
    """The entities and mentions of an article."""

    entities: list[Entity]
    mentions: list[Mention]


@dataclass(slots=True)
class Named:
    """An actor named in the text."""

    start: int
    end: int
    code: str
    entity: str
    kind: str


class Passage:
    """One sentence with what stands in it."""

    def __init__(
        self, document: Document, number: int, named: list[Named]    ) -> None:
        sentence = document.sentences[number]
        self.start, self.end = sentence.start, sentence.end
        self.text = document.body[self.start : self.end]
        low = bisect_left(named, self.start, key=_named_start)
        high = bisect_left(named, self.end, key=_named_start)
        self.named = named[low:high]
        self.earlier = named[max(0, low - 8) : low]
        first = bisect_left(dates, self.start, key=_date_start)
        self.dates = list(dates[first : bisect_left(dates, self.end, key=_date_start)])
        self.breaks: list[tuple[int, int]] | None = None

    def clause(self, at: int, end: int) -> tuple[int, int]:
        """Offsets of the clause round a span (relative to the text): between marks that end clauses."""
        if self.breaks is None:
            self.breaks = []
            for match in patterns.CLAUSE.finditer(self.text):
                since = self.breaks[-1][1] if self.breaks else 0
                if not match.group().startswith(" and") or patterns.FINITE.search(self.text, since, match.start()):
                    self.breaks.append(match.span())
        begin, stop = 0, len(self.text)
        for start, finish in self.breaks:
            if finish <= at:
                begin = finish
            elif start >= end:
                stop = start
                break
        return begin, stop

    def codes(self, begin: int, end: int) -> list[str]:
        """Codes of the actors named in part of the text, each once."""
        inside = [n.code for n in self.named if begin <= n.start - self.start < end]
        return list(dict.fromkeys(inside))


def _named_start(named: Named) -> int:
    return named.start


def _date_start(date: DateMention) -> int:
    return date.start


def found(
    document: Document, cast: HasCast, quotes: Sequence[Quote] = (), dates: Sequence[DateMention] = ()
) -> list[Claim]:
    """All checkable claims of an article, in order of the text; one of each kind in a clause."""
    wanted = _kinds(document)
    if not wanted:
        return []
    entities = {entity.id: entity for entity in cast.entities}
    named = []
    for mention in cast.mentions:
        entity = entities.get(mention.entity or "")
        if entity is not None and entity.actor:
            named.append(Named(mention.start, mention.end, entity.actor, entity.id, entity.kind))
    ordered = sorted(dates, key=_date_start)
    made: list[Claim] = []
    for number in sorted(wanted):
        passage = Passage(document, number, named, ordered)
        made += _in_passage(passage, wanted[number], quotes)
    for number, claim in enumerate(made, 1):
        claim.id = f"C{number}"
    return made


def _kinds(document: Document) -> dict[int, set[str]]:
    """Which kinds of claim a sentence may hold, by its words."""
    wanted: dict[int, set[str]] = {}
    triggers = patterns.TRIGGERS
    for index, word in enumerate(document.lowers):
        kinds = triggers.get(word)
        if kinds is not None:
            sentence = document.sentence_of_token[index]
            if sentence >= 0 and not document.is_heading(sentence):
                wanted.setdefault(sentence, set()).update(kinds)
    return wanted


def _in_passage(passage: Passage, kinds: set[str], quotes: Sequence[Quote]) -> list[Claim]:
    made: list[Claim] = []
    taken: list[tuple[str, int, int]] = []
    for name, kind, read in READERS:
        if name not in kinds or len(passage.text) > LONGEST:
            continue
        for match, slots, rule, confidence in read(passage):
            begin, end = passage.clause(match.start(), match.end())
            if any(k == kind and begin < b and a < end for k, a, b in taken):
                continue
            taken.append((kind, begin, end))
            start, stop = _trimmed(passage.text, begin, end)
            speaker, stance = _said(passage.start + match.start(), quotes)
            slots = {key: value for key, value in slots.items() if value not in (None, "", [], {})}
            made.append(
                Claim("", passage.start + start, passage.start + stop, kind, speaker, stance, slots, rule, confidence)
            )
    made.sort(key=_claim_start)
    return made


def _claim_start(claim: Claim) -> int:
    return claim.start


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and (text[begin].isspace() or text[begin] in ",;:\"“”'’"):
        begin += 1
    while end > begin and (text[end - 1].isspace() or text[end - 1] in ",;:.\"“”"):
        end -= 1
    return begin, end


def _said(offset: int, quotes: Sequence[Quote]) -> tuple[str | None, Any]:
    """Speaker and stance of the innermost quotation an offset lies in."""
    best: Quote | None = None
    for quote in quotes:
        if any(start <= offset < end for start, end in quote.spans):
            if best is None or quote.spans[-1][1] - quote.spans[0][0] <= best.spans[-1][1] - best.spans[0][0]:
                best = quote
    return (best.speaker, best.stance) if best else (None, "neutral")


# ---- slots that every kind may have


def _common(passage: Passage, at: int, end: int, limit: int | None = None) -> dict[str, Any]:
    """Actors, persons, body, place, rank and times round a cue; `limit` where what follows is no part of the claim."""
    begin, stop = passage.clause(at, end)
    stop = stop if limit is None else min(stop, limit)
    slots: dict[str, Any] = {}
    before, after = passage.codes(begin, at), passage.codes(at, stop)
    couple = COUPLE.search(passage.text, begin, at) or (COUPLE.search(passage.text, 0, at) if not before else None)
    if couple is not None and not before:
        before = _couple(passage, couple.start(), couple.group(1).lower())
    doers = _doers(passage, at, stop)
    if doers:
        after = [code for code in (*before, *after) if code not in doers]
        before = doers
    elif not before and not after:
        before = passage.codes(0, at)[-2:] if begin else []
    text = passage.text[begin:stop]
    for pattern, body in BODIES:
        if pattern.search(text):
            slots["body"] = body
    states = [code for code in before if code not in ORGANISATIONS]
    bodies = [code for code in (*before, *after) if code in ORGANISATIONS]
    if bodies and "body" not in slots:
        slots["body"] = bodies[0]
    slots["actors"] = states or (before if before else [])
    slots["others"] = [code for code in after if code not in states and code not in ("UN", "UNSC", "UNGA")]
    if not slots["actors"] and slots["others"]:
        slots["actors"], slots["others"] = slots["others"], []
    slots["persons"] = _persons(passage, begin, stop, slots["actors"])
    slots["rank"] = _rank(text)
    slots["place"] = _place(passage, at, stop)
    system = SYSTEM.search(text)
    slots["system"] = _singular(system.group(1)) if system else None
    slots |= _times(passage, begin, at, stop)
    return slots


def _doers(passage: Passage, at: int, stop: int) -> list[str]:
    """Codes after "by" or "between": "the first visit by a Russian president", "talks between X and Y"."""
    cue = DOER.search(passage.text, at, stop)
    if cue is None:
        return []
    codes = passage.codes(cue.end(), min(stop, cue.end() + 60))
    return codes[: 2 if cue.group().lower().startswith(("between", "among")) else 1]


DOER = re.compile(r"\b(?:by|between|among)\s+(?=(?:a|an|the)?\s*[\w-]*\s*[A-Z])")
ORGANISATIONS = frozenset(
    "UN UNSC UNGA UNC IAEA CTBTO NATO EU OSCE CSTO SCO BRICS APEC ASEAN ARF EAS QUAD AUKUS G7 G20 AU ECOWAS LAS GCC OIC "
    "OPEC OAS WTO IMF OPCW ICC ICJ CIS".split()
)


def _couple(passage: Passage, at: int, kind: str) -> list[str]:
    """The two last named before "the two leaders": persons and offices for leaders, states for countries."""
    near = [n for n in (*passage.earlier, *passage.named) if n.start - passage.start < at and n.code not in ORGANISATIONS]
    if kind in ("leaders", "presidents", "men"):
        persons = list(dict.fromkeys(n.code for n in near if n.kind in ("person", "office")))
        if len(persons) > 1:
            return persons[-2:]
    codes: list[str] = []
    for n in reversed(near):
        if n.code not in codes:
            codes.insert(0, n.code)
        if len(codes) == 2:
            return codes
    return []


def _persons(passage: Passage, begin: int, stop: int, actors: list[str]) -> list[dict[str, Any]]:
    text = passage.text[begin:stop]
    if PREDECESSOR.search(text):
        return [{"role": "predecessor", "of": list(actors)}]
    former = FORMER.search(text)
    if former:
        return [{"role": f"former {former.group(1).lower()}", "of": list(actors)}]
    return [
        {"name": passage.text[n.start - passage.start : n.end - passage.start], "code": n.code}
        for n in passage.named
        if n.kind == "person" and begin <= n.start - passage.start < stop
    ]


def _rank(text: str) -> str | None:
    low = text.lower()
    for rank, names in words.RANKS:
        if any(name in low for name in names):
            return {"high-ranking official": "senior", "president": "leader", "prime minister": "leader"}.get(rank, rank)
    return None


def _place(passage: Passage, at: int, stop: int) -> str | None:
    match = patterns.PLACE.search(passage.text, at, stop)
    return match.group(1) if match else None


def _singular(text: str) -> str:
    low = " ".join(text.lower().split())
    low = "intercontinental ballistic missile" if low in ("icbm", "icbms") else low
    return low[:-1] if low.endswith("s") else low


def _times(passage: Passage, begin: int, at: int, stop: int) -> dict[str, Any]:
    """The period, the date since when, or the date of the event: the dates of the clause by their prepositions."""
    slots: dict[str, Any] = {}
    for date in passage.dates:
        start = date.start - passage.start
        if not begin <= start < stop + 1:
            continue
        span = [date.from_.isoformat(), date.to.isoformat()]
        lead = passage.text[max(0, start - 24) : start + 8].lower()
        inside = passage.text[start : date.end - passage.start].lower()
        if inside.startswith("since") or re.search(r"\bsince\s+(?:\w+\s+){0,3}$", passage.text[max(0, start - 30) : start].lower()):
            slots.setdefault("since", span)
        elif date.granularity == "day" and not re.search(r"\b(?:between|from|during|within)\b", lead):
            slots.setdefault("date", span)
        elif "by " in lead[-12:-8]:
            continue
        elif "period" in slots and re.search(r"\b(?:and|to|until|through)\s*$", passage.text[max(0, start - 9) : start].lower()):
            slots["period"] = [slots["period"][0], span[1]]
        else:
            slots.setdefault("period", span)
    if "since" not in slots:
        year = patterns.SINCE_YEAR.search(passage.text, at, stop)
        if year:
            slots["since"] = [f"{year.group(1)}-01-01", f"{year.group(1)}-12-31"]
        era = ERA.search(passage.text, at, stop)
        if era:
            slots["since"] = list(ERAS[era.group(1).lower()])
    return slots


def _number(match: re.Match[str], slots: dict[str, Any]) -> bool:
    """Set number and comparison from a match; False where the words are no number."""
    text = match.group("number")
    value, exact = words.counted(text)
    if value is None:
        return False
    slots["number"] = value
    slots["comparison"] = words.comparison(match.group("comparator")) if exact else "multiple"
    return True


def _duration(match: re.Match[str]) -> dict[str, Any] | None:
    value, exact = words.counted(match.group("interval"))
    if match.group("interval").lower() == "a":
        value, exact = 1, True
    if value is None:
        return None
    unit = match.group("unit").lower() + "s"
    return {"number": value, "unit": unit, "comparison": words.comparison(match.group("icomparator")) if exact else "multiple"}


# ---- kinds

_Found = Iterable[tuple[re.Match[str], dict[str, Any], str, float]]


def _counts(passage: Passage) -> _Found:
    for match in patterns.times().finditer(passage.text):
        slots = _common(passage, match.start("number"), match.end())
        times = match.group("number").lower()
        number = {"once": 1, "twice": 2, "thrice": 3}.get(times)
        if number is not None:
            slots["number"], slots["comparison"] = number, words.comparison(match.group("comparator"))
        elif not _number(match, slots):
            continue
        if patterns.PER.match(passage.text, match.end()):
            continue
        begin, stop = passage.clause(match.start(), match.end())
        event, what = _event_near(passage, begin, match.start(), stop)
        if event is None:
            continue
        yield match, slots | {"event": event, "what": what}, "counted-times", 0.85
    for match in patterns.counted_nouns().finditer(passage.text):
        slots = _common(passage, match.start(), match.end())
        if not _number(match, slots) or slots["number"] > 100000 or (1900 <= slots["number"] <= 2100 and "," not in match.group("number")):
            continue
        event = words.nouns().what(match.group("noun"))
        begin, stop = passage.clause(match.start(), match.end())
        if not patterns.DOING.search(passage.text[begin : match.start()] + " " + passage.text[match.end() : stop]):
            continue
        yield match, slots | {"event": event, "what": _phrase(match)}, "counted-events", 0.75
    for match in patterns.ordinal_nouns().finditer(passage.text):
        number, _ = words.counted(match.group("ordinal"))
        ordinal = words.ORDINALS.get(match.group("ordinal").lower(), number)
        if ordinal is None or ordinal < 2:
            continue
        slots = _common(passage, match.start(), match.end())
        if match.group("noun"):
            slots |= {"event": words.nouns().what(match.group("noun")), "what": _phrase(match)}
        else:
            event, what = _event_near(passage, *passage.clause(match.start(), match.end())[:1], match.start(), match.start())
            if event is None:
                continue
            slots |= {"event": event, "what": what}
        yield match, slots | {"ordinal": ordinal}, "ordinal-event", 0.75


def _phrase(match: re.Match[str]) -> str:
    adjectives = match.groupdict().get("adjectives") or ""
    return " ".join(f"{adjectives} {match.group('noun')}".split()).lower()


def _event_near(passage: Passage, begin: int, at: int, stop: int) -> tuple[str | None, str | None]:
    """The kind of event of a clause: its noun of a countable event, else its verb."""
    verbs = [m for m in patterns.VERBS.finditer(passage.text, begin, stop)]
    noun = patterns.noun().search(passage.text, begin, stop)
    for verb in sorted(verbs, key=lambda m: abs(m.start() - at)):
        kind = VERBAL_EVENTS[verb.group().lower()]
        if kind == "missile_launch" and noun is not None:
            return words.nouns().what(noun.group("noun")), noun.group("noun").lower()
        return kind, verb.group().lower()
    if noun is not None:
        return words.nouns().what(noun.group("noun")), noun.group("noun").lower()
    return None, None


def _firsts(passage: Passage) -> _Found:
    for match in patterns.firsts().finditer(passage.text):
        begin, stop = passage.clause(match.start(), match.end())
        interval = patterns.in_interval().search(passage.text, match.start(), min(stop, match.end() + 90))
        slots = _common(passage, match.start(), match.end(), _appositive(passage.text, match, stop))
        noun = match.group("noun")
        if noun and noun.lower() not in ("time",):
            slots |= {"event": words.nouns().what(noun), "what": _phrase(match)}
        else:
            event, what = _event_near(passage, begin, match.start(), stop)
            if event is None and begin:
                event, what = _event_near(passage, 0, begin, begin)
            slots |= {"event": event, "what": what}
        if interval:
            slots["duration"] = _duration(interval)
        elif not (slots.get("since") or match.group("ever") or slots.get("event")):
            continue
        if slots.get("duration"):
            slots.pop("period", None)
        yield match, slots, "first-event", 0.85 if slots.get("since") or slots.get("duration") else 0.6


def _appositive(text: str, match: re.Match[str], stop: int) -> int:
    """Where an aside ends: ", the first by … since 2018, comes amid …"."""
    if text[: match.start()].rstrip().endswith(",") or match.start() < 2:
        comma = text.find(",", match.end(), stop)
        return comma if comma >= 0 else stop
    return stop


def _since_kind(passage: Passage) -> _Found:
    """Claims of an interval: "first summit in six years", "not since 2018", "six years after the last"."""
    for match, slots, _, confidence in _firsts(passage):
        if slots.get("duration"):
            yield match, slots, "interval-since", confidence
    yield from _lasts(passage)
    for match in patterns.not_since().finditer(passage.text):
        begin, stop = passage.clause(match.start(), match.end())
        slots = _common(passage, match.start(), match.end())
        interval = patterns.in_interval().search(passage.text, match.start(), stop)
        if interval:
            slots["duration"] = _duration(interval)
        if not slots.get("since") and not slots.get("duration"):
            continue
        event, what = _event_near(passage, begin, match.start(), stop)
        if event is None:
            continue
        yield match, slots | {"event": event, "what": what, "negated": True}, "interval-since", 0.75


def _lasts(passage: Passage) -> _Found:
    """The date of the last event of a kind."""
    for match in patterns.last_events().finditer(passage.text):
        begin, stop = passage.clause(match.start(), match.end())
        slots = _common(passage, match.start(), match.end())
        when = slots.pop("date", None) or slots.pop("period", None) or slots.get("since")
        noun = match.group("noun2") or match.group("noun")
        verb = (match.group("verb") or "").lower()
        event = words.nouns().what(noun) if noun else VERBAL_EVENTS.get(verb)
        if when is None or event is None:
            continue
        yield match, slots | {"event": event, "what": (noun or verb).lower(), "since": when}, "last-event", 0.7


def _plain_firsts(passage: Passage) -> _Found:
    for match, slots, rule, confidence in _firsts(passage):
        if not slots.get("duration"):
            yield match, slots, rule, confidence


def _records(passage: Passage) -> _Found:
    for match in patterns.records().finditer(passage.text):
        begin, stop = passage.clause(match.start(), match.end())
        slots = _common(passage, match.start(), match.end())
        superlative = (match.groupdict().get("superlative") or "").lower()
        stated = _dimensions(passage.text[match.start() : _dimension_end(passage.text, match.end())])
        dimensions = stated or ([words.SUPERLATIVES[superlative]] if superlative in words.SUPERLATIVES else [])
        event, what = _event_near(passage, begin, match.start(), stop)
        if event is None and begin:
            event, what = _event_near(passage, 0, begin, begin)
        interval = patterns.in_interval().search(passage.text, match.start(), stop)
        if superlative and not (slots.get("since") or interval or patterns.EVER.search(passage.text, match.start(), stop)):
            continue
        if event is None and not stated:
            continue
        against = "since" if slots.get("since") else "interval" if interval else "all previous"
        if interval:
            slots["duration"] = _duration(interval)
        slots |= {"event": event, "what": what, "superlative": superlative or None, "dimensions": dimensions, "against": against}
        yield match, slots, "record", 0.8


def _dimension_end(text: str, start: int) -> int:
    stop = re.search(r"[.;”\"]", text[start:])
    return start + (stop.start() if stop else len(text) - start)


def _dimensions(text: str) -> list[str]:
    named = patterns.DIMENSION.search(text)
    if not named:
        return []
    listed = [words.DIMENSIONS[w] for w in re.findall(r"[a-z]+", named.group(1).lower()) if w in words.DIMENSIONS]
    return list(dict.fromkeys(listed))


def _frequencies(passage: Passage) -> _Found:
    for match in patterns.frequencies().finditer(passage.text):
        low = " ".join(match.group().lower().split())
        begin, stop = passage.clause(match.start(), match.end())
        if low in VAGUE and not patterns.VAGUE_FREQUENCY.match(passage.text, match.end()):
            continue
        slots = _common(passage, match.start(), match.end())
        if low in FREQUENCIES:
            slots["frequency"] = FREQUENCIES[low]
        else:
            value, _ = words.counted(match.group("number"))
            value = {"once": 1, "twice": 2}.get(match.group("number").lower(), value)
            slots |= {"number": value, "unit": match.group("unit").lower()}
            slots["frequency"] = {(1, "year"): "annual", (2, "year"): "biannual", (1, "month"): "monthly", (1, "week"): "weekly"}.get(
                (value or 0, match.group("unit").lower())
            )
        event, what = _event_near(passage, begin, match.start(), stop)
        if event is None:
            continue
        yield match, slots | {"event": event, "what": what}, "frequency", 0.45 if slots.get("frequency") in ("regular", "repeated") else 0.7


def _existence(passage: Passage) -> _Found:
    for match in patterns.resolutions().finditer(passage.text):
        begin, stop = passage.clause(match.start(), match.end())
        slots = _common(passage, match.start(), match.end())
        if match.group("number"):
            _number(match, slots)
        elif match.group("numbered"):
            slots |= {"number": 1, "comparison": "=", "instrument": match.group("numbered")}
        elif match.group("noun").lower().endswith("s"):
            slots["comparison"] = "multiple"
        slots.setdefault("body", "UNSC" if "council" in match.group().lower() else None)
        after = passage.codes(match.end(), len(passage.text))
        slots["actors"] = []
        slots["others"] = [code for code in after if code not in ORGANISATIONS]
        slots |= {"event": "resolution", "what": match.group("verb").lower(), "topic": _topic(passage, match.end())}
        yield match, slots, "resolutions-demand", 0.85
    for match in patterns.vetoes().finditer(passage.text):
        slots = _common(passage, match.start(), match.end())
        slots["others"] = []
        yield match, slots | {"event": "veto", "what": "veto", "body": "UNSC"}, "veto-cast", 0.75
    for match in patterns.treaties().finditer(passage.text):
        begin, stop = passage.clause(match.start(), match.end())
        slots = _common(passage, match.start("noun"), match.end())
        codes = passage.codes(begin, stop)
        slots["actors"], slots["others"] = [c for c in codes if c not in ORGANISATIONS], []
        if len(codes) < 2 and not slots.get("date") and not slots.get("period"):
            continue
        if slots.get("period") and "date" not in slots:
            slots["date"] = slots.pop("period")
        slots["negated"] = bool(patterns.NO.search(passage.text, begin, match.start("noun"))) or None
        slots |= {"event": words.nouns().what(match.group("noun")), "what": _phrase(match), "topic": (match.group("adjectives") or "").strip().lower()}
        yield match, slots, "treaty-exists", 0.7


def _topic(passage: Passage, start: int) -> str | None:
    """What a resolution is about: the words after its verb, without the party."""
    rest = passage.text[start:]
    systems = [" ".join(m.group(1).lower().split()) for m in SYSTEM.finditer(rest)]
    if systems:
        return ", ".join(dict.fromkeys(systems))
    stop = re.search(r"[.;,”\"]", rest)
    return " ".join(rest[: stop.start() if stop else 80].split())[:80] or None


def _statuses(passage: Passage) -> _Found:
    for status, pattern in patterns.statuses():
        for match in pattern.finditer(passage.text):
            begin, stop = passage.clause(match.start(), match.end())
            slots = _common(passage, match.start(), match.end())
            groups = match.groupdict()
            after = passage.codes(match.start(), len(passage.text))
            if status in ("member", "withdrawn", "joined"):
                target = [c for c in after if c in ORGANISATIONS]
                if not target and not groups.get("instrument"):
                    continue
                slots["body"] = target[0] if target else None
                slots["others"] = []
            if status == "ally" and not [c for c in after if c in ORGANISATIONS or c]:
                continue
            slots["negated"] = bool(patterns.NO.search(passage.text, max(begin, match.start() - 16), match.end())) or None
            slots["instrument"] = (groups.get("instrument") or "").lower() or None
            slots["status"] = status
            slots["event"] = {"member": "accession", "joined": "accession", "enshrined": slots["instrument"] or "law"}.get(status)
            if status == "enshrined":
                slots["topic"] = _subject(passage.text[begin : match.start()])
            yield match, slots, "legal-status", 0.8


def _subject(text: str) -> str | None:
    """The subject of a clause: the words before its verb, after a verb of saying."""
    cut = re.split(r"\b(?:that|said|says|confirmed|declared|noted|,)\s", text)[-1]
    cut = re.sub(r"\b(?:is|are|was|were|has|have|had|been|being|now|already|also|since|remains?|became|become)\b", " ", cut)
    return " ".join(cut.split())[:80] or None


def _schedules(passage: Passage) -> _Found:
    for match in patterns.schedules().finditer(passage.text):
        begin, stop = passage.clause(match.start(), match.end())
        event, what = _event_near(passage, begin, match.start(), stop)
        if event is None:
            event, what = _event_near(passage, 0, match.start(), len(passage.text))
        future = [d for d in passage.dates if _looks_ahead(passage, d)]
        if event is None or not (future or match.group("firm")):
            continue
        slots = _common(passage, match.start(), match.end())
        slots.pop("since", None)
        slots.pop("period", None)
        slots.pop("date", None)
        if future:
            slots["date"] = [future[0].from_.isoformat(), future[0].to.isoformat()]
        codes = passage.codes(0, len(passage.text))
        bodies = [c for c in codes if c in ORGANISATIONS]
        if bodies:
            slots["body"] = bodies[0]
        yield match, slots | {"event": event, "what": what, "modal": "scheduled"}, "scheduled-event", 0.75 if future else 0.5


def _looks_ahead(passage: Passage, date: DateMention) -> bool:
    text = passage.text[max(0, date.start - passage.start - 4) : date.end - passage.start].lower()
    if re.search(r"\b(?:last|past|ago|previous|earlier|since|yesterday)\b", text):
        return False
    return bool(re.search(r"\b(?:next|coming|upcoming|tomorrow|later this|this)\b", text)) or bool(
        patterns.AHEAD.search(passage.text)
    )


Reader = Callable[[Passage], _Found]
READERS: tuple[tuple[str, ClaimKind, Reader], ...] = (
    ("count", "count", _counts),
    ("first", "since", _since_kind),
    ("since", "since", _since_kind),
    ("first", "first", _plain_firsts),
    ("record", "record", _records),
    ("frequency", "frequency", _frequencies),
    ("existence", "existence", _existence),
    ("status", "status", _statuses),
    ("schedule", "schedule", _schedules),
)
