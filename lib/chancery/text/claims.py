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


@dataclass(slots=True)
class Happening:
    """A noun or verb of a countable event: its kind, words and place in the sentence."""

    start: int
    end: int
    event: str
    what: str
    verb: bool


class Passage:
    """One sentence with what stands in it; offsets are relative to its start."""

    def __init__(
        self, document: Document, number: int, named: list[Named], dates: Sequence[DateMention]
    ) -> None:
        sentence = document.sentences[number]
        self.document = document
        self.first, self.last = document.sentence_tokens(number)
        self.start, self.end = sentence.start, sentence.end
        self.text = document.body[self.start : self.end]
        low = bisect_left(named, self.start, key=_named_start)
        high = bisect_left(named, self.end, key=_named_start)
        self.named = named[low:high]
        self.earlier = named[max(0, low - 8) : low]
        first = bisect_left(dates, self.start, key=_date_start)
        self.dates = list(dates[first : bisect_left(dates, self.end, key=_date_start)])
        self.breaks: list[tuple[int, int]] | None = None
        self.known: list[Happening] | None = None

    def clause(self, at: int, end: int) -> tuple[int, int]:
        """Offsets of the clause round a span: between marks that end clauses."""
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

    def happenings(self) -> list[Happening]:
        """The countable events the sentence names, in order."""
        if self.known is None:
            self.known = []
            nouns, lowers, starts, ends = words.nouns(), self.document.lowers, self.document.starts, self.document.ends
            index = self.first
            while index < self.last:
                size, event = nouns.at(lowers, index, self.last)
                verb = size == 0 and lowers[index] in VERBAL_EVENTS
                if verb:
                    size, event = 1, VERBAL_EVENTS[lowers[index]]
                if size:
                    start, end = starts[index] - self.start, ends[index + size - 1] - self.start
                    self.known.append(Happening(start, end, event, self.text[start:end].lower(), verb))
                index += size or 1
        return self.known

    def noun_after(self, at: int) -> tuple[Happening | None, str]:
        """The event noun that a number or adjective at `at` counts, and the words between; None where another word stands between."""
        first = bisect_left(self.document.starts, self.start + at)
        nouns, lowers = words.nouns(), self.document.lowers
        for index in range(first, min(self.last, first + 6)):
            size, event = nouns.at(lowers, index, self.last)
            if size:
                start, end = self.document.starts[index] - self.start, self.document.ends[index + size - 1] - self.start
                what = " ".join(self.text[at:end].lower().split())
                return Happening(start, end, event, what, False), self.text[at:start].strip().lower()
            if lowers[index] in NOT_BETWEEN or not lowers[index][0].isalnum():
                break
        return None, ""


NOT_BETWEEN = frozenset("of in on at for by with and the a an to from that or as was were is are has have since".split())


def _named_start(named: Named) -> int:
    return named.start


def _date_start(date: DateMention) -> int:
    return date.start


def found(
    document: Document, cast: HasCast, quotes: Sequence[Quote] = (), dates: Sequence[DateMention] = ()
) -> list[Claim]:
    """All checkable claims of an article, in order of the text; one of each kind in a clause."""
    wanted = _spots(document)
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


def _spots(document: Document) -> dict[int, dict[str, list[int]]]:
    """For each sentence, where words stand that may begin a claim, by kind of claim."""
    wanted: dict[int, dict[str, list[int]]] = {}
    triggers = patterns.TRIGGERS
    for index, word in enumerate(document.lowers):
        kinds = triggers.get(word)
        if kinds is not None:
            sentence = document.sentence_of_token[index]
            if sentence >= 0 and not document.is_heading(sentence):
                at = document.starts[index] - document.sentences[sentence].start
                for kind in kinds:
                    wanted.setdefault(sentence, {}).setdefault(kind, []).append(at)
    return wanted


def _in_passage(passage: Passage, wanted: dict[str, list[int]], quotes: Sequence[Quote]) -> list[Claim]:
    made: list[Claim] = []
    taken: list[tuple[str, int, int]] = []
    if len(passage.text) > LONGEST:
        return []
    for name, kind, read in READERS:
        if name not in wanted:
            continue
        for start, end, slots, rule, confidence in read(passage, wanted[name]):
            begin, stop = _trimmed(passage.text, *passage.clause(start, end))
            if any(k == kind and begin < b and a < stop for k, a, b in taken):
                continue
            taken.append((kind, begin, stop))
            speaker, stance = _said(passage.start + start, quotes)
            slots = {key: value for key, value in slots.items() if value not in (None, "", [], {})}
            made.append(
                Claim("", passage.start + begin, passage.start + stop, kind, speaker, stance, slots, rule, confidence)
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


def _number(text: str, before: str) -> dict[str, Any] | None:
    """number and comparison of a number word with the words before it."""
    value, exact = words.counted(text)
    if value is None:
        return None
    return {"number": value, "comparison": _compared(before) if exact else "multiple"}


def _compared(before: str) -> str:
    cue = patterns.COMPARATOR.search(before[-24:])
    return words.comparison(cue.group(1)) if cue else "="


def _duration(match: re.Match[str]) -> dict[str, Any] | None:
    value, exact = words.counted(match.group("interval"))
    if match.group("interval").lower() == "a":
        value, exact = 1, True
    if value is None:
        return None
    unit = match.group("unit").lower() + "s"
    return {"number": value, "unit": unit, "comparison": words.comparison(match.group("icomparator")) if exact else "multiple"}


def _event(passage: Passage, begin: int, at: int, stop: int) -> dict[str, Any]:
    """The event a clause is about: the verb of an event nearest to `at`, else its first event noun."""
    inside = [h for h in passage.happenings() if begin <= h.start < stop]
    verbs = sorted((h for h in inside if h.verb), key=lambda h: abs(h.start - at))
    noun = next((h for h in inside if not h.verb), None)
    if verbs and not (verbs[0].event == "missile_launch" and noun is not None):
        return {"event": verbs[0].event, "what": verbs[0].what}
    return {"event": noun.event, "what": noun.what} if noun else {}


# ---- kinds

_Found = Iterable[tuple[int, int, dict[str, Any], str, float]]


def _counts(passage: Passage, spots: list[int]) -> _Found:
    text = passage.text
    for at in spots:
        match = patterns.TIMES.match(text, at)
        if match is not None:
            yield from _times_done(passage, at, match)
            continue
        match = patterns.NUMBER.match(text, at)
        if match is not None:
            yield from _events_counted(passage, at, match)
            continue
        match = patterns.ORDINAL.match(text, at)
        if match is not None:
            yield from _events_ordered(passage, at, match)


def _times_done(passage: Passage, at: int, match: re.Match[str]) -> _Found:
    text = passage.text
    word = match.group("number").lower()
    number = {"once": 1, "twice": 2, "thrice": 3}.get(word)
    counted = {"number": number, "comparison": _compared(text[:at])} if number else _number(word, text[:at])
    if counted is None or patterns.PER.match(text, match.end()):
        return
    begin, stop = passage.clause(at, match.end())
    event = _event(passage, begin, at, stop)
    if event:
        yield at, match.end(), _common(passage, at, match.end()) | counted | event, "counted-times", 0.85


def _events_counted(passage: Passage, at: int, match: re.Match[str]) -> _Found:
    text = passage.text
    counted = _number(match.group("number"), text[:at])
    if counted is None or counted["number"] > MOST or (1900 <= counted["number"] <= 2100 and match.group("number").isdigit()):
        return
    noun, _between = passage.noun_after(match.end())
    if noun is None or text[at - 1 : at] in ("-", ".", "/") or text[match.end() : match.end() + 1] in ("-", "/"):
        return
    begin, stop = passage.clause(at, noun.end)
    if patterns.DOING.search(text, begin, at) or patterns.DOING.search(text, noun.end, stop):
        slots = _common(passage, at, noun.end) | counted | {"event": noun.event, "what": noun.what}
        yield at, noun.end, slots, "counted-events", 0.75


def _events_ordered(passage: Passage, at: int, match: re.Match[str]) -> _Found:
    text = passage.text
    word = match.group("ordinal").lower()
    ordinal = words.ORDINALS.get(word) or words.counted(word)[0]
    if ordinal is None or ordinal < 2 or ordinal > MOST or not patterns.OWNER.search(text[max(0, at - 24) : at]):
        return
    noun, _between = passage.noun_after(match.end())
    if noun is not None:
        slots = _common(passage, at, noun.end) | {"ordinal": ordinal, "event": noun.event, "what": noun.what}
        yield at, noun.end, slots, "ordinal-event", 0.75
    elif patterns.ORDER_TAIL.match(text, match.end()):
        event = _event(passage, passage.clause(at, match.end())[0], at, at)
        if event:
            yield at, match.end(), _common(passage, at, match.end()) | {"ordinal": ordinal} | event, "ordinal-event", 0.7


MOST = 100_000


def _firsts(passage: Passage, spots: list[int]) -> _Found:
    text = passage.text
    for at in spots:
        match = patterns.FIRST.match(text, at)
        lead = text[max(0, at - 24) : at]
        if match is None or not (patterns.OWNER.search(lead) or patterns.FOR_THE.search(lead)):
            continue
        begin, stop = passage.clause(at, match.end())
        noun, _between = passage.noun_after(match.end())
        bare = patterns.FIRST_TAIL.match(text, match.end())
        if noun is None and bare is None:
            continue
        end = noun.end if noun else match.end()
        slots = _common(passage, at, end, _appositive(text, lead, at, end, stop))
        interval = patterns.INTERVAL.search(text, at, min(stop, end + 90))
        slots |= {"event": noun.event, "what": noun.what} if noun else (_event(passage, begin, at, stop) or _event(passage, 0, at, begin))
        if interval:
            slots["duration"] = _duration(interval)
            slots.pop("period", None)
        elif not (slots.get("since") or slots.get("event")):
            continue
        yield at, end, slots, "first-event", 0.85 if slots.get("since") or interval else 0.6


def _appositive(text: str, lead: str, at: int, end: int, stop: int) -> int:
    """Where an aside ends: ", the first by … since 2018, comes amid …"."""
    if re.search(r",\s+(?:the|its|their|his|her)\s+(?:very\s+)?$", lead):
        comma = text.find(",", end, stop)
        return comma if comma >= 0 else stop
    return stop


def _plain_firsts(passage: Passage, spots: list[int]) -> _Found:
    return (found for found in _firsts(passage, spots) if not found[2].get("duration"))


def _first_intervals(passage: Passage, spots: list[int]) -> _Found:
    """The first in a number of years says when the last was."""
    for start, end, slots, _, confidence in _firsts(passage, spots):
        if slots.get("duration"):
            yield start, end, slots, "interval-since", confidence


def _since(passage: Passage, spots: list[int]) -> _Found:
    """Not since a date, not for so many years, or when the last was."""
    text = passage.text
    for at in spots:
        match = patterns.LAST.match(text, at)
        if match is not None:
            yield from _lasts(passage, at, match)
            continue
        denial = patterns.NOT_YET.search(text, max(0, at - 110), at)
        if denial is None:
            continue
        begin, stop = passage.clause(denial.start(), at)
        slots = _common(passage, denial.start(), at)
        interval = patterns.INTERVAL.search(text, denial.start(), stop)
        if interval:
            slots["duration"] = _duration(interval)
            slots.pop("period", None)
        event = _event(passage, begin, denial.start(), stop)
        if event and (slots.get("since") or interval):
            yield denial.start(), at, slots | event | {"negated": True}, "interval-since", 0.75


def _lasts(passage: Passage, at: int, match: re.Match[str]) -> _Found:
    """The date of the last event of a kind: "last met in June 2019", "its last test in 2017"."""
    begin, stop = passage.clause(at, match.end())
    verb = patterns.LAST_VERB.match(passage.text, match.end())
    noun, _between = passage.noun_after(match.end())
    if verb is None and (noun is None or not patterns.OWNER.search(passage.text[max(0, at - 24) : at])):
        return
    slots = _common(passage, at, noun.end if noun else match.end())
    when = slots.pop("date", None) or slots.pop("period", None) or slots.get("since")
    event = (
        {"event": noun.event, "what": noun.what}
        if noun
        else {"event": VERBAL_EVENTS.get(verb.group(1).lower()), "what": verb.group(1).lower()}
        if verb
        else {}
    )
    if when and event.get("event"):
        yield at, match.end(), slots | event | {"since": when}, "last-event", 0.7


def _records(passage: Passage, spots: list[int]) -> _Found:
    text = passage.text
    for at in spots:
        match = patterns.RECORD.match(text, at)
        if match is None:
            continue
        begin, stop = passage.clause(at, match.end())
        slots = _common(passage, at, match.end())
        superlative = (match.group("superlative") or "").lower()
        stated = _dimensions(text, match.end())
        dimensions = stated or ([words.SUPERLATIVES[superlative]] if superlative in words.SUPERLATIVES else [])
        interval = patterns.INTERVAL.search(text, at, stop)
        if superlative and not (slots.get("since") or interval or patterns.EVER.search(text, at, stop)):
            continue
        noun, _between = passage.noun_after(match.end())
        event = {"event": noun.event, "what": noun.what} if noun else _event(passage, begin, at, stop) or _event(passage, 0, at, begin)
        if not event and not stated:
            continue
        if interval:
            slots["duration"] = _duration(interval)
            slots.pop("period", None)
        against = "since" if slots.get("since") else "interval" if interval else "all previous"
        slots |= event | {"superlative": superlative or None, "dimensions": dimensions, "against": against}
        yield at, match.end(), slots, "record", 0.8


def _dimensions(text: str, start: int) -> list[str]:
    """The respects of a record: "in their scale, nature, frequency, and scope"."""
    lead = patterns.DIMENSION_LEAD.match(text, start)
    if lead is None:
        return []
    listed: list[str] = []
    for word in re.findall(r"[a-z]+", text[lead.end() : lead.end() + 120].split(".")[0].lower()):
        if word in words.DIMENSIONS:
            listed.append(words.DIMENSIONS[word])
        elif word not in LISTING and listed:
            break
    return list(dict.fromkeys(listed))


LISTING = frozenset("and or as well both of the their its sheer in overall".split())


def _frequencies(passage: Passage, spots: list[int]) -> _Found:
    text = passage.text
    for at in spots:
        match = patterns.FREQUENCY.match(text, at)
        if match is None:
            continue
        low = " ".join(match.group().lower().split())
        if low in VAGUE and not patterns.VAGUE_FREQUENCY.match(text, match.end()):
            continue
        begin, stop = passage.clause(at, match.end())
        event = _event(passage, begin, at, stop)
        if not event:
            continue
        slots = _common(passage, at, match.end()) | event
        if low in FREQUENCIES:
            slots["frequency"] = FREQUENCIES[low]
        else:
            number = match.group("number").lower().removesuffix("times").strip()
            value = {"once": 1, "twice": 2}.get(number) or words.counted(number)[0] or 0
            unit = match.group("unit").lower()
            slots |= {"number": value, "unit": unit, "frequency": RATES.get((value, unit))}
        yield at, match.end(), slots, "frequency", 0.45 if low in VAGUE else 0.7


RATES = {(1, "year"): "annual", (2, "year"): "biannual", (1, "month"): "monthly", (1, "week"): "weekly", (1, "day"): "daily"}


def _existence(passage: Passage, spots: list[int]) -> _Found:
    text = passage.text
    for at in spots:
        match = patterns.RESOLUTION.match(text, at)
        if match is not None:
            yield _resolution(passage, at, match)
            continue
        match = patterns.VETO.match(text, at)
        if match is not None:
            slots = _common(passage, at, match.end())
            yield at, match.end(), slots | {"others": [], "event": "veto", "what": "veto", "body": "UNSC"}, "veto-cast", 0.75
            continue
        treaty = patterns.TREATY_LEAD.search(text[max(0, at - 90) : at])
        noun, _between = passage.noun_after(at)
        if treaty is None or noun is None:
            continue
        yield from _treaty(passage, max(0, at - 90) + treaty.start(), at, noun, treaty)


def _resolution(passage: Passage, at: int, match: re.Match[str]) -> tuple[int, int, dict[str, Any], str, float]:
    text = passage.text
    lead = patterns.RESOLUTION_LEAD.search(text[max(0, at - 90) : at])
    start = max(0, at - 90) + lead.start() if lead else at
    slots = _common(passage, start, match.end())
    if lead and lead.group("number"):
        slots |= _number(lead.group("number"), text[:start]) or {}
    elif match.group("numbered"):
        slots |= {"number": 1, "comparison": "=", "instrument": f"resolution {match.group('numbered')}"}
    elif match.group("noun").lower().endswith("s"):
        slots["comparison"] = "multiple"
    slots.setdefault("body", "UNSC" if lead and "council" in lead.group().lower() else None)
    after = passage.codes(match.end(), len(text))
    slots["actors"] = []
    slots["others"] = [code for code in after if code not in ORGANISATIONS]
    slots |= {"event": "resolution", "what": match.group("verb").lower(), "topic": _topic(passage, match.end())}
    return start, match.end(), slots, "resolutions-demand", 0.85


def _treaty(passage: Passage, start: int, at: int, noun: Happening, lead: re.Match[str]) -> _Found:
    begin, stop = passage.clause(start, noun.end)
    slots = _common(passage, at, noun.end)
    codes = [code for code in passage.codes(begin, stop) if code not in ORGANISATIONS]
    slots["actors"], slots["others"] = codes, []
    if len(codes) < 2 and not slots.get("date") and not slots.get("period"):
        return
    if slots.get("period") and "date" not in slots:
        slots["date"] = slots.pop("period")
    topic = (lead.group("topic") or "").strip().lower()
    slots["negated"] = bool(patterns.NO.search(passage.text, begin, at)) or None
    slots |= {"event": noun.event, "what": f"{topic} {noun.what}".strip(), "topic": topic}
    yield start, noun.end, slots, "treaty-exists", 0.7


def _topic(passage: Passage, start: int) -> str | None:
    """What a resolution is about: the weapons named after its verb, else the words after it."""
    rest = passage.text[start:]
    systems = [" ".join(m.group(1).lower().split()) for m in SYSTEM.finditer(rest)]
    if systems:
        return ", ".join(dict.fromkeys(systems))
    stop = re.search(r"[.;,”\"]", rest)
    return " ".join(rest[: stop.start() if stop else 80].split())[:80] or None


def _statuses(passage: Passage, spots: list[int]) -> _Found:
    text = passage.text
    for at in spots:
        word = patterns.WORD.match(text, at)
        for status, pattern in patterns.STATUSES.get(word.group().lower() if word else "", ()):
            match = pattern.search(text, max(0, at - 70), at + 110)
            if match is None or not match.start() <= at < match.end():
                continue
            slots = _status(passage, status, match)
            if slots is not None:
                yield match.start(), match.end(), slots, "legal-status", 0.8
                break


def _status(passage: Passage, status: str, match: re.Match[str]) -> dict[str, Any] | None:
    begin, _stop = passage.clause(match.start(), match.end())
    slots = _common(passage, match.start(), match.end())
    instrument = (match.groupdict().get("instrument") or "").lower().strip() or None
    after = passage.codes(match.start(), passage.clause(match.start(), match.end())[1])
    if status in ("member", "withdrawn", "joined"):
        bodies = [code for code in after if code in ORGANISATIONS]
        if not bodies and instrument is None:
            return None
        slots |= {"body": bodies[0] if bodies else None, "others": []}
    if not slots.get("actors") and status != "enshrined":
        return None
    slots["negated"] = bool(patterns.NO.search(passage.text, max(begin, match.start() - 16), match.end())) or None
    slots |= {"instrument": instrument, "status": {"joined": "member"}.get(status, status)}
    slots["event"] = {"member": "accession", "joined": "accession", "enshrined": instrument or "law"}.get(status)
    if status == "enshrined":
        slots["topic"] = _subject(passage.text[begin : match.start()])
    return slots


def _subject(text: str) -> str | None:
    """The subject of a clause: the words before its verb, after a verb of saying."""
    cut = re.split(r"(?:\b(?:that|said|says|confirmed|declared|noted)|,)\s", text)[-1]
    cut = re.sub(r"\b(?:is|are|was|were|has|have|had|been|being|now|already|also|since|remains?|became|become)\b", " ", cut)
    return " ".join(cut.split())[:80] or None


def _schedules(passage: Passage, spots: list[int]) -> _Found:
    text = passage.text
    for at in spots:
        match = patterns.SCHEDULE.match(text, at)
        if match is None:
            continue
        future = [d for d in passage.dates if _looks_ahead(passage, d)]
        if not (future or match.group("firm")):
            continue
        begin, stop = passage.clause(at, match.end())
        event = _event(passage, begin, at, stop) or _event(passage, 0, at, len(text))
        if not event:
            continue
        slots = _common(passage, at, match.end())
        for name in ("since", "period", "date"):
            slots.pop(name, None)
        if future:
            slots["date"] = [future[0].from_.isoformat(), future[0].to.isoformat()]
        bodies = [code for code in passage.codes(0, len(text)) if code in ORGANISATIONS]
        if bodies:
            slots["body"] = bodies[0]
        yield at, match.end(), slots | event | {"modal": "scheduled"}, "scheduled-event", 0.75 if future else 0.5


def _looks_ahead(passage: Passage, date: DateMention) -> bool:
    text = passage.text[max(0, date.start - passage.start - 4) : date.end - passage.start].lower()
    if PASSED.search(text):
        return False
    return bool(COMING.search(text)) or bool(patterns.AHEAD.search(passage.text))


PASSED = re.compile(r"\b(?:last|past|ago|previous|earlier|since|yesterday)\b")
COMING = re.compile(r"\b(?:next|coming|upcoming|tomorrow|later this)\b")
Reader = Callable[[Passage, list[int]], _Found]
READERS: tuple[tuple[str, ClaimKind, Reader], ...] = (
    ("count", "count", _counts),
    ("first", "since", _first_intervals),
    ("since", "since", _since),
    ("first", "first", _plain_firsts),
    ("record", "record", _records),
    ("frequency", "frequency", _frequencies),
    ("existence", "existence", _existence),
    ("status", "status", _statuses),
    ("schedule", "schedule", _schedules),
)
