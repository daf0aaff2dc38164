"""The slots that every kind of claim may have: who, where, when, how many, of what."""

import re
from typing import Any

from chancery.text import claim_patterns as patterns
from chancery.text import claim_words as words
from chancery.text.claim_passage import Passage
from chancery.text.word_lists import word_set

BODIES = (
    ("Security Council", "UNSC"),
    ("UNSC", "UNSC"),
    ("General Assembly", "UNGA"),
    ("UNGA", "UNGA"),
    ("General Debate", "UNGA"),
    ("general debate", "UNGA"),
)
COUPLE = re.compile(
    r"\b(?:the|both|their)\s+(?:two\s+)?(leaders|presidents|countries|sides|nations|governments|neighbou?rs|allies|"
    r"Koreas|capitals|men|armies|militaries)\b",
    re.IGNORECASE,
)
FORMER = re.compile(
    r"\b(?:then|former|previous)[- ](president|prime minister|leader|chairman|chancellor)\b", re.IGNORECASE
)
SYSTEM_PARTS = ("issile", "ICBM", "eapon", "atellite", "rone")
SYSTEM = re.compile(
    r"\b(intercontinental (?:ballistic )?missiles?|ICBMs?|ballistic missiles?|cruise missiles?|hypersonic (?:missiles?|"
    r"weapons?)|nuclear weapons?|"
    r"spy satellites?|satellites?|drones?|tactical nuclear weapons?)\b",
    re.IGNORECASE,
)
ERAS = {
    "cold war": ["1989-11-09", "1991-12-26"],
    "soviet union": ["1991-12-26", "1991-12-26"],
    "soviet era": ["1991-12-26", "1991-12-26"],
    "soviet times": ["1991-12-26", "1991-12-26"],
    "korean war": ["1953-07-27", "1953-07-27"],
    "vietnam war": ["1975-04-30", "1975-04-30"],
    "second world war": ["1945-09-02", "1945-09-02"],
    "world war ii": ["1945-09-02", "1945-09-02"],
    "world war two": ["1945-09-02", "1945-09-02"],
    "first world war": ["1918-11-11", "1918-11-11"],
}
ERA = re.compile(
    r"\bsince\s+(?:the\s+)?(?:end\s+of\s+|height\s+of\s+|collapse\s+of\s+|fall\s+of\s+|days\s+of\s+)?(?:the\s+)?("
    + "|".join(ERAS)
    + r")\b",
    re.IGNORECASE,
)


def common_slots(passage: Passage, at: int, end: int, limit: int | None = None) -> dict[str, Any]:
    """Actors, persons, body, place, rank and times round a cue; `limit` where what follows is no part of the claim."""
    begin, stop = passage.clause(at, end)
    stop = stop if limit is None else min(stop, limit)
    slots: dict[str, Any] = {}
    before, after = passage.codes(begin, at), passage.codes(at, stop)
    couple = None if before else COUPLE.search(passage.text, begin, at) or COUPLE.search(passage.text, 0, at)
    if couple is None and not before and not after:
        couple = COUPLE.search(passage.text, at, stop)
    if couple is not None:
        before = _couple(passage, couple.start(), couple.group(1).lower())
    doers = _doers(passage, at, stop)
    if doers:
        after = [code for code in (*before, *after) if code not in doers]
        before = doers
    elif not before and not after:
        before = passage.codes(0, at)[-2:] if begin else []
    text = passage.text[begin:stop]
    for name, body in BODIES:
        if name in text:
            slots["body"] = body
    states = [code for code in before if code not in ORGANISATIONS]
    bodies = [code for code in (*before, *after) if code in ORGANISATIONS]
    if bodies and "body" not in slots:
        slots["body"] = bodies[0]
    slots["actors"] = states or (before or [])
    slots["others"] = [code for code in after if code not in states and code not in ("UN", "UNSC", "UNGA")]
    if not slots["actors"] and slots["others"] and _beside(passage, at, stop):
        slots["actors"], slots["others"] = slots["others"], []
    slots["persons"] = _persons(passage, begin, stop, slots["actors"])
    slots["rank"] = _rank(text)
    slots["place"] = _place(passage, at, stop)
    system = SYSTEM.search(text) if any(part in text for part in SYSTEM_PARTS) else None
    slots["system"] = singular(system.group(1)) if system else None
    slots |= _times(passage, begin, at, stop)
    return slots


def _beside(passage: Passage, at: int, stop: int) -> bool:
    """Whether the first actor after a cue belongs to it: no comma lies between them."""
    first = next((n.start - passage.start for n in passage.named if at <= n.start - passage.start < stop), stop)
    return "," not in passage.text[at:first]


def _doers(passage: Passage, at: int, stop: int) -> list[str]:
    """Codes after "by" or "between": "the first visit by a Russian president", "talks between X and Y"."""
    cue = DOER.search(passage.text, at, stop)
    if cue is None:
        return []
    codes = passage.codes(cue.end(), min(stop, cue.end() + 60))
    return codes[: 2 if cue.group().lower().startswith(("between", "among")) else 1]


DOER = re.compile(r"\b(?:by|between|among)\s+(?=(?:a|an|the)?\s*[\w-]*\s*[A-Z])")
ORGANISATIONS = word_set(
    "UN UNSC UNGA UNC IAEA CTBTO NATO EU OSCE CSTO SCO BRICS APEC ASEAN ARF EAS QUAD AUKUS G7 G20 AU ECOWAS LAS "
    "GCC OIC "
    "OPEC OAS WTO IMF OPCW ICC ICJ CIS"
)


def _couple(passage: Passage, at: int, kind: str) -> list[str]:
    """The two last named before "the two leaders": persons and offices for leaders, states for countries."""
    near = [
        n for n in (*passage.earlier, *passage.named) if n.start - passage.start < at and n.code not in ORGANISATIONS
    ]
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
    if "redecessor" in text:
        return [{"role": "predecessor", "of": list(actors)}]
    former = FORMER.search(text) if any(word in text for word in ("then", "ormer", "revious")) else None
    if former:
        return [{"role": f"former {former.group(1).lower()}", "of": list(actors)}]
    return [
        {"name": passage.text[n.start - passage.start : n.end - passage.start], "code": n.code}
        for n in passage.named
        if n.kind == "person" and n.form in ("name", "short name") and begin <= n.start - passage.start < stop
    ]


def _rank(text: str) -> str | None:
    low = text.lower()
    for rank, names in words.RANKS:
        if any(name in low for name in names):
            return {"high-ranking official": "senior", "president": "leader", "prime minister": "leader"}.get(
                rank, rank
            )
    return None


def _place(passage: Passage, at: int, stop: int) -> str | None:
    match = patterns.PLACE.search(passage.text, at, stop)
    return match.group(1).rstrip(".’'") if match else None


def singular(text: str) -> str:
    """A weapon word in the singular, spelt out."""
    low = " ".join(text.lower().split())
    if low.startswith(("icbm", "intercontinental")):
        return "intercontinental ballistic missile"
    return low.removesuffix("s")


# What is told of another thing between two commas; its dates are no dates of the claim.
ASIDE = re.compile(r",\s+(?:who|whom|whose|which|where)\b[^,;.]*,")


def _times(passage: Passage, begin: int, at: int, stop: int) -> dict[str, Any]:
    """The period, the date since when, or the date of the event: the dates of the clause by their prepositions."""
    slots: dict[str, Any] = {}
    asides = [match.span() for match in ASIDE.finditer(passage.text) if not match.start() <= at < match.end()]
    for date in passage.dates:
        start = date.start - passage.start
        if not begin <= start < stop + 1 or any(first <= start < last for first, last in asides):
            continue
        span = [date.from_.isoformat(), date.to.isoformat()]
        lead = passage.text[max(0, start - 24) : start + 8].lower()
        inside = passage.text[start : date.end - passage.start].lower()
        if inside.startswith("since") or re.search(
            r"\bsince\s+(?:\w+\s+){0,3}$", passage.text[max(0, start - 30) : start].lower()
        ):
            slots.setdefault("since", span)
        elif date.granularity == "day" and not re.search(r"\b(?:between|from|during|within)\b", lead):
            slots.setdefault("date", span)
        elif "by " in lead[-12:-8]:
            continue
        elif "period" in slots and re.search(
            r"\b(?:and|to|until|through)\s*$", passage.text[max(0, start - 9) : start].lower()
        ):
            slots["period"] = [slots["period"][0], span[1]]
        else:
            slots.setdefault("period", span)
    if "since" not in slots and "since" in passage.text:
        year = patterns.SINCE_YEAR.search(passage.text, at, stop)
        if year:
            slots["since"] = [f"{year.group(1)}-01-01", f"{year.group(1)}-12-31"]
        era = ERA.search(passage.text, at, stop)
        if era:
            slots["since"] = list(ERAS[era.group(1).lower()])
    return slots


def number_slots(text: str, before: str) -> dict[str, Any] | None:
    """Number and comparison of a number word with the words before it."""
    value, exact = words.counted(text)
    if value is None:
        return None
    return {"number": value, "comparison": compared(before) if exact else "multiple"}


def compared(before: str) -> str:
    """The comparison that the words before a number make."""
    cue = patterns.COMPARATOR.search(before[-24:])
    return words.comparison(cue.group(1)) if cue else "="


def duration_slots(match: re.Match[str]) -> dict[str, Any] | None:
    """A length of time with its comparison; parts of a decade or a century are told in years."""
    said, unit = " ".join(match.group("interval").lower().split()), match.group("unit").lower()
    unit = "century" if unit == "centur" else unit
    whole, halved, _ = said.partition(" and a half")
    value, exact = (1, True) if whole == "a" else words.counted(whole)
    number: float | None = {"half a": 0.5, "a quarter of a": 0.25}.get(whole, value)
    if number is None:
        return None
    number, exact = number + 0.5 * bool(halved), exact or whole in ("half a", "a quarter of a")
    if unit in IN_YEARS and (number != int(number) or unit != "decade"):
        number, unit = number * IN_YEARS[unit], "year"
    return {
        "number": int(number) if number == int(number) else number,
        "unit": f"{unit}s",
        "comparison": words.comparison(match.group("icomparator")) if exact else "multiple",
    }


# A generation is no exact time: about twenty years.
IN_YEARS = {"decade": 10, "century": 100, "generation": 20}


def event_slots(passage: Passage, begin: int, at: int, stop: int) -> dict[str, Any]:
    """The event a clause is about: the verb of an event nearest to `at`, else its first event noun."""
    inside = [h for h in passage.happenings() if begin <= h.start < stop]
    verbs = sorted((h for h in inside if h.verb), key=lambda h: abs(h.start - at))
    noun = next((h for h in inside if not h.verb), None)
    if verbs and not (verbs[0].event == "missile_launch" and noun is not None):
        return {"event": verbs[0].event, "what": verbs[0].what}
    return {"event": noun.event, "what": noun.what} if noun else {}
