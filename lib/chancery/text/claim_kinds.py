"""The kinds of claim: each reader takes a sentence and the places of its cue words, and yields what it finds.

A finding is (start, end, slots, rule, confidence), with offsets into the sentence.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from chancery.text import claim_patterns as patterns
from chancery.text import claim_words as words
from chancery.text.claim_passage import VERBAL_EVENTS, Passage
from chancery.text.claim_slots import (
    common_slots,
    compared,
    duration_slots,
    event_slots,
    number_slots,
)
from chancery.text.word_lists import word_set

FREQUENCIES = {
    "annual": "annual",
    "annually": "annual",
    "yearly": "annual",
    "every year": "annual",
    "each year": "annual",
    "biennial": "biennial",
    "every two years": "biennial",
    "every other year": "biennial",
    "biannual": "biannual",
    "twice a year": "biannual",
    "monthly": "monthly",
    "every month": "monthly",
    "weekly": "weekly",
    "every week": "weekly",
    "daily": "daily",
    "every day": "daily",
    "quarterly": "quarterly",
    "every four years": "quadrennial",
    "quadrennial": "quadrennial",
    "regularly": "regular",
    "regular": "regular",
    "routinely": "regular",
    "routine": "regular",
    "frequently": "regular",
    "repeatedly": "repeated",
    "almost daily": "daily",
    "near-daily": "daily",
    "every spring": "annual",
    "every summer": "annual",
    "every august": "annual",
    "every march": "annual",
    "every autumn": "annual",
    "each spring": "annual",
    "each summer": "annual",
}
VAGUE = word_set("regularly regular routinely routine frequently repeatedly")
Found = Iterable[tuple[int, int, dict[str, Any], str, float]]


def counts(passage: Passage, spots: list[int]) -> Found:
    """A number of times, a number of events, or an event with its ordinal."""
    text = passage.text
    for spot in spots:
        at = spot - HALF if text[max(0, spot - HALF) : spot].lower() == "half a " else spot
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


def _times_done(passage: Passage, at: int, match: re.Match[str]) -> Found:
    text = passage.text
    word = match.group("number").lower()
    number = {"once": 1, "twice": 2, "thrice": 3}.get(word)
    counted = {"number": number, "comparison": compared(text[:at])} if number else number_slots(word, text[:at])
    if counted is None or patterns.PER.match(text, match.end()) or patterns.AS_MANY.match(text, match.end()):
        return
    begin, stop = passage.clause(at, match.end())
    event = event_slots(passage, begin, at, stop)
    if event:
        yield at, match.end(), common_slots(passage, at, match.end()) | counted | event, "counted-times", 0.85


def _events_counted(passage: Passage, at: int, match: re.Match[str]) -> Found:
    text = passage.text
    noun, _between = passage.noun_after(match.end())
    if noun is None or text[at - 1 : at] in ("-", ".", "/") or text[match.end() : match.end() + 1] in ("-", "/"):
        return
    counted = number_slots(match.group("number"), text[:at])
    if counted is None or counted["number"] > MOST:
        return
    if 1900 <= counted["number"] <= 2100 and match.group("number").rstrip(",").isdigit():
        return
    begin, stop = passage.clause(at, noun.end)
    if patterns.DOING.search(text, begin, at) or patterns.DOING.search(text, noun.end, stop):
        some = patterns.SOME_OF_THEM.search(text, noun.end, stop)
        limit = some.start() if some else None
        slots = common_slots(passage, at, noun.end, limit) | counted | {"event": noun.event, "what": noun.what}
        inside = passage.codes(at, noun.end)
        if inside:
            others = [code for code in (*slots["actors"], *slots["others"]) if code not in inside]
            slots |= {"actors": inside, "others": list(dict.fromkeys(others))}
        yield at, noun.end, slots, "counted-events", 0.75


def _events_ordered(passage: Passage, at: int, match: re.Match[str]) -> Found:
    text = passage.text
    word = match.group("ordinal").lower()
    ordinal = words.ORDINALS.get(word) or words.counted(word)[0]
    if ordinal is None or ordinal < 2 or ordinal > MOST or not patterns.OWNER.search(text[max(0, at - 24) : at]):
        return
    noun, _between = passage.noun_after(match.end())
    if noun is not None:
        slots = common_slots(passage, at, noun.end) | {"ordinal": ordinal, "event": noun.event, "what": noun.what}
        yield at, noun.end, slots, "ordinal-event", 0.75
    elif patterns.ORDER_TAIL.match(text, match.end()):
        event = event_slots(passage, passage.clause(at, match.end())[0], at, at)
        if event:
            yield (
                at,
                match.end(),
                common_slots(passage, at, match.end()) | {"ordinal": ordinal} | event,
                "ordinal-event",
                0.7,
            )


MOST = 2_000_000
HALF = len("half a ")


def _firsts(passage: Passage, spots: list[int]) -> list[tuple[int, int, dict[str, Any], str, float]]:
    """All claims of a first; two kinds of claim read them."""
    if passage.firsts is None:
        passage.firsts = list(_read_firsts(passage, spots))
    return passage.firsts


def _read_firsts(passage: Passage, spots: list[int]) -> Found:
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
        slots = common_slots(passage, at, end, _appositive(text, lead, end, stop))
        interval = patterns.INTERVAL.search(text, at, min(stop, end + 90))
        slots |= (
            {"event": noun.event, "what": noun.what}
            if noun
            else (event_slots(passage, begin, at, stop) or event_slots(passage, 0, at, begin))
        )
        if interval:
            slots["duration"] = duration_slots(interval)
            slots.pop("period", None)
        elif not (slots.get("since") or slots.get("event")):
            continue
        yield at, end, slots, "first-event", 0.85 if slots.get("since") or interval else 0.6


def _appositive(text: str, lead: str, end: int, stop: int) -> int:
    """Where an aside ends: ", the first by … since 2018, comes amid …"."""
    if re.search(r",\s+(?:the|its|their|his|her)\s+(?:very\s+)?$", lead):
        comma = text.find(",", end, stop)
        return comma if comma >= 0 else stop
    return stop


def plain_firsts(passage: Passage, spots: list[int]) -> Found:
    """The first of its kind, or since a date."""
    return (found for found in _firsts(passage, spots) if not found[2].get("duration"))


def first_intervals(passage: Passage, spots: list[int]) -> Found:
    """The first in a number of years says when the last was."""
    for start, end, slots, _, confidence in _firsts(passage, spots):
        if slots.get("duration"):
            yield start, end, slots, "interval-since", confidence


def since(passage: Passage, spots: list[int]) -> Found:
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
        slots = common_slots(passage, denial.start(), at)
        interval = patterns.INTERVAL.search(text, denial.start(), stop)
        if interval:
            slots["duration"] = duration_slots(interval)
            slots.pop("period", None)
        event = event_slots(passage, begin, denial.start(), stop)
        if event and (slots.get("since") or interval):
            yield denial.start(), at, slots | event | {"negated": True}, "interval-since", 0.75


def _lasts(passage: Passage, at: int, match: re.Match[str]) -> Found:
    """The date of the last event of a kind: "last met in June 2019", "its last test in 2017"."""
    verb = patterns.LAST_VERB.match(passage.text, match.end())
    noun, _between = passage.noun_after(match.end())
    owned = noun is not None and patterns.OWNER.search(passage.text[max(0, at - 24) : at]) is not None
    if noun is not None and owned:
        event: dict[str, Any] = {"event": noun.event, "what": noun.what}
    elif verb is not None:
        event = {"event": VERBAL_EVENTS[verb.group(1).lower()], "what": verb.group(1).lower()}
    elif patterns.HELD.search(match.group()):
        event = event_slots(passage, 0, at, at)
    else:
        return
    slots = common_slots(passage, at, noun.end if noun else match.end())
    when = slots.get("date") or slots.get("period") or slots.get("since")
    if when and event.get("event"):
        yield at, match.end(), slots | event | {"since": when, "last": True}, "last-event", 0.7


def records(passage: Passage, spots: list[int]) -> Found:
    """An event said to pass all before it."""
    text = passage.text
    for at in spots:
        match = patterns.RECORD.match(text, at)
        if match is None or patterns.RANKED.search(text[max(0, at - 16) : at]):
            continue
        begin, stop = passage.clause(at, match.end())
        slots = common_slots(passage, at, match.end())
        superlative = (match.group("superlative") or "").lower()
        stated = _dimensions(text, match.end())
        dimensions = stated or ([words.SUPERLATIVES[superlative]] if superlative in words.SUPERLATIVES else [])
        interval = patterns.INTERVAL.search(text, at, stop)
        if superlative and not (slots.get("since") or interval or patterns.EVER.search(text, at, stop)):
            continue
        noun, _between = passage.noun_after(match.end())
        event = (
            {"event": noun.event, "what": noun.what}
            if noun
            else event_slots(passage, begin, at, stop) or event_slots(passage, 0, at, begin)
        )
        if not event and not stated:
            continue
        if interval:
            slots["duration"] = duration_slots(interval)
            slots.pop("period", None)
        against = "since" if slots.get("since") else "interval" if interval else "all previous"
        slots |= event | {"superlative": superlative or None, "dimensions": dimensions, "against": against}
        yield at, match.end(), slots, "record", 0.8


def comparisons(passage: Passage, spots: list[int]) -> Found:
    """More, larger or longer than in any event of the kind before: a record in other words."""
    text = passage.text
    for at in spots:
        match = patterns.THAN_ANY.match(text, at)
        noun = passage.noun_after(match.end())[0] if match else None
        if noun is None:
            continue
        begin = passage.clause(at, noun.end)[0]
        degrees = list(patterns.DEGREE.finditer(text, begin, at))
        if not degrees:
            continue
        degree = degrees[-1]
        counted = [word for word in patterns.WORD.findall(text[degree.end() : at].lower()) if word in words.MEASURED]
        respect = words.MEASURED.get(counted[0]) if counted else words.DEGREES.get(degree.group("degree").lower())
        if respect is None:
            continue
        slots = common_slots(passage, degree.start(), noun.end)
        slots |= {"event": noun.event, "what": noun.what, "dimensions": [respect], "against": "all previous"}
        if counted:
            slots["unit"] = counted[0]
        if degree.group("number"):
            number = {"twice": 2, "thrice": 3}.get(degree.group("number").lower())
            times = degree.group("number").lower().removesuffix("times").strip()
            slots |= {"number": number or words.counted(times)[0], "comparison": "multiple"}
        yield degree.start(), noun.end, slots, "compared-record", 0.7


def _dimensions(text: str, start: int) -> list[str]:
    """The respects of a record: "in their scale, nature, frequency, and scope"."""
    lead = patterns.DIMENSION_LEAD.match(text, start)
    if lead is None:
        return []
    listed: list[str] = []
    for word in re.findall(r"[a-z]+", text[lead.end() : lead.end() + 120].split(".", maxsplit=1)[0].lower()):
        if word in words.DIMENSIONS:
            listed.append(words.DIMENSIONS[word])
        elif word not in LISTING and listed:
            break
    return list(dict.fromkeys(listed))


LISTING = word_set("and or as well both of the their its sheer in overall")


def frequencies(passage: Passage, spots: list[int]) -> Found:
    """How often an event happens."""
    text = passage.text
    for at in spots:
        match = patterns.FREQUENCY.match(text, at)
        if match is None:
            continue
        low = " ".join(match.group().lower().split())
        if low in VAGUE and not patterns.VAGUE_FREQUENCY.match(text, match.end()):
            continue
        begin, stop = passage.clause(at, match.end())
        event = event_slots(passage, begin, at, stop)
        if not event:
            continue
        slots = common_slots(passage, at, match.end()) | event
        if low in FREQUENCIES:
            slots["frequency"] = FREQUENCIES[low]
        else:
            number = match.group("number").lower().removesuffix("times").strip()
            value = {"once": 1, "twice": 2}.get(number) or words.counted(number)[0] or 0
            unit = match.group("unit").lower()
            slots |= {"number": value, "unit": unit, "frequency": RATES.get((value, unit))}
        yield at, match.end(), slots, "frequency", 0.45 if low in VAGUE else 0.7


RATES = {
    (1, "year"): "annual",
    (2, "year"): "biannual",
    (1, "month"): "monthly",
    (1, "week"): "weekly",
    (1, "day"): "daily",
}


Reader = Callable[[Passage, list[int]], Found]
