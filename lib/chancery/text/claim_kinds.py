"""The kinds of claim: each reader takes a sentence and the places of its cue words, and yields what it finds.

A finding is (start, end, slots, rule, confidence), with offsets into the sentence.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from chancery.text import claim_patterns as patterns
from chancery.text import claim_words as words
from chancery.text.claim_passage import VERBAL_EVENTS, Happening, Passage
from chancery.text.claim_slots import (
    ORGANISATIONS,
    SYSTEM,
    common_slots,
    compared,
    duration_slots,
    event_slots,
    number_slots,
)
from chancery.text.records import DateMention
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


def _times_done(passage: Passage, at: int, match: re.Match[str]) -> Found:
    text = passage.text
    word = match.group("number").lower()
    number = {"once": 1, "twice": 2, "thrice": 3}.get(word)
    counted = {"number": number, "comparison": compared(text[:at])} if number else number_slots(word, text[:at])
    if counted is None or patterns.PER.match(text, match.end()):
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
    if 1900 <= counted["number"] <= 2100 and match.group("number").isdigit():
        return
    begin, stop = passage.clause(at, noun.end)
    if patterns.DOING.search(text, begin, at) or patterns.DOING.search(text, noun.end, stop):
        slots = common_slots(passage, at, noun.end) | counted | {"event": noun.event, "what": noun.what}
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
        if match is None:
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


def existence(passage: Passage, spots: list[int]) -> Found:
    """Resolutions, vetoes and treaties."""
    text = passage.text
    for at in spots:
        match = patterns.RESOLUTION.match(text, at)
        if match is not None:
            yield _resolution(passage, at, match)
            continue
        match = patterns.VETO.match(text, at)
        if match is not None:
            slots = common_slots(passage, at, match.end())
            yield (
                at,
                match.end(),
                slots | {"others": [], "event": "veto", "what": "veto", "body": "UNSC"},
                "veto-cast",
                0.75,
            )
            continue
        treaty = patterns.TREATY_LEAD.search(text[max(0, at - 90) : at])
        noun, _between = passage.noun_after(at)
        if noun is None or (treaty is None and not patterns.TREATY_TAIL.match(text, noun.end)):
            continue
        start = at if treaty is None else max(0, at - 90) + treaty.start()
        yield from _treaty(passage, start, noun, treaty.group("topic") if treaty else None)


def _resolution(passage: Passage, at: int, match: re.Match[str]) -> tuple[int, int, dict[str, Any], str, float]:
    text = passage.text
    lead = patterns.RESOLUTION_LEAD.search(text[max(0, at - 90) : at])
    start = max(0, at - 90) + lead.start() if lead else at
    slots = common_slots(passage, start, match.end())
    if lead and lead.group("number"):
        slots |= number_slots(lead.group("number"), text[:start]) or {}
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


def _treaty(passage: Passage, start: int, noun: Happening, topic: str | None) -> Found:
    begin, stop = passage.clause(start, noun.end)
    slots = common_slots(passage, noun.start, noun.end)
    codes = [code for code in passage.codes(begin, stop) if code not in ORGANISATIONS]
    slots["actors"], slots["others"] = codes, []
    if len(codes) < 2 and not slots.get("date") and not slots.get("period"):
        return
    if slots.get("period") and "date" not in slots:
        slots["date"] = slots.pop("period")
    topic = (topic or "").strip().lower()
    slots["negated"] = bool(patterns.NO.search(passage.text, begin, stop)) or None
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


def statuses(passage: Passage, spots: list[int]) -> Found:
    """Legal and political standing."""
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
    slots = common_slots(passage, match.start(), match.end())
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
    cut = re.sub(
        r"\b(?:is|are|was|were|has|have|had|been|being|now|already|also|since|remains?|became|become)\b", " ", cut
    )
    return " ".join(cut.split())[:80] or None


def schedules(passage: Passage, spots: list[int]) -> Found:
    """Events that are to come."""
    text = passage.text
    for at in spots:
        match = patterns.SCHEDULE.match(text, at)
        if match is None:
            continue
        future = [d for d in passage.dates if _looks_ahead(passage, d)]
        if not (future or match.group("firm")):
            continue
        begin, stop = passage.clause(at, match.end())
        event = event_slots(passage, begin, at, stop) or event_slots(passage, 0, at, len(text))
        if not event:
            continue
        slots = common_slots(passage, at, match.end())
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
Reader = Callable[[Passage, list[int]], Found]
