"""Claims of what stands or is to come: resolutions, treaties, legal status, schedules. Findings as in `claim_kinds`."""

import re
from typing import Any

from chancery.text import claim_patterns as patterns
from chancery.text.claim_kinds import Found
from chancery.text.claim_passage import Happening, Passage
from chancery.text.claim_slots import ORGANISATIONS, SYSTEM, common_slots, event_slots, number_slots
from chancery.text.records import DateMention


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
