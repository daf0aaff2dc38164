"""Claims on meetings of leaders: when they first met, last met, met at a place, travelled, or how often.

Those who meet are named in the sentence, as persons or as states, or are the pair spoken of just before.
"""

import itertools
import re
from dataclasses import dataclass
from typing import Any

from chancery.claims import answers as say
from chancery.claims import persons, subjects
from chancery.claims.context import Read
from chancery.claims.questions import Question
from chancery.claims.record import OPEN_START, Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.stretches import Dated, Stretch, agrees, claimed, stretches
from chancery.claims.verdicts import Part, Ruling, Why
from chancery.text import claim_words
from chancery.text.records import Claim

MET = re.compile(
    r"\b(?:(?P<order>first|last|next)\s+)?(?:met(?:\s+(?:with|again))?|held\s+(?:(?:a|an|their|the|his|her|its|talks|\w+)\s+){0,4}?"
    r"(?:summits?|talks|meeting)|sat\s+down|came\s+face\s+to\s+face|summits?\s+(?:was|were)\s+(?P<late>last|first)?\s*held)\b"
)
TRAVELLED = re.compile(
    r"\b(?:visited|travel(?:l)?ed\s+to|went\s+to|flew\s+to|paid\s+a\s+visit\s+to|received|hosted|welcomed)\b"
)
THEY = re.compile(
    r"\b(?:They|they|the\s+(?:two|pair)(?:\s+(?:men|leaders|presidents))?|The\s+(?:two|pair)(?:\s+(?:men|leaders|presidents))?|two\s+(?:men|leaders))\b"
)
NOT_SINCE = re.compile(
    r"\b(?:have|has)\s+not\s+(?:met|held\s+(?:a|any)\s+(?:\w+\s+)?(?:summits?|talks|meeting)|seen\s+each\s+other)\s+since\s+$"
)
TIMES = re.compile(
    rf"\b(?:have\s+|had\s+)?met\s+(?:each\s+other\s+)?(?P<number>once|twice|(?:{claim_words.NUMBER_WORDS}|\d{{1,2}})\s+times)\b"
)
BROKEN = re.compile(r"[;:—]|\b(?:after|before|since|until|amid|ahead|though|but|while|from|when|where)\b")
# "met three times: in Singapore in June 2018, in Hanoi in": the places and dates told before the last.
LIST = re.compile(
    r"^\s+(?:once|twice|\w+\s+times)\s*[:,—–]\s+(?:(?:in|at)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s+(?:in|on)\s+[\w.\s]+?"
    r"(?:,\s+(?:and\s+)?|\s+and\s+))*(?=(?:in|at)\s)"
)
FAR = re.compile(BROKEN.pattern + r"|,|\band\b|\bto\b")
ADVERBS = re.compile(r"(?:\s+(?:has|had|later|also|then|and|himself|herself))*\s*")
COUNTED = re.compile(r"\btimes\b|\btwice\b")
INTER = re.compile(r"\b[Ii]nter-(?P<name>[A-Z]\w+)\b")
AGAIN = re.compile(r"\band\s+(?:then\s+)?again\b[^.;:]{0,60}$")
RECENT_DAYS = 60
# Right before the verb: those who meet are not the leaders named elsewhere.
OTHERS = re.compile(
    r"\b(?:aides?|officials?|envoys?|negotiators?|diplomats?|ministers|delegations?|teams?|advis[eo]rs?|generals?|"
    r"representatives?|deputies|working\s+groups?)\s+(?:(?:had|have|has|then|also|later|first|last)\s+)*$",
    re.IGNORECASE,
)
NEAR_DAYS = 45
REACH = 80
MEETING = "when they met"


@dataclass(frozen=True)
class Pair:
    """Who meets: codes in order, the names of persons with their codes, and where the words stand."""

    codes: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    start: int
    end: int


def stated(read: Read, record: Record) -> list[Claim]:
    """The claims on meetings of leaders of a text."""
    found: list[Claim] = []
    last: tuple[Pair, Stretch] | None = None
    for stretch in stretches(read, persons.by_surname(record, read.article.published)):
        here = _leaders(stretch, record)
        for kind, slots, span in _said(stretch, here, last, record):
            if stretch.plain(*span):
                found.append(claimed("E", len(found) + 1, span, kind, slots, "leaders-meet", 0.75))
        if len({code for code, _ in here}) >= 2:
            last = (_pair(here, stretch), stretch)
        elif last is not None and stretch.paragraph > last[1].paragraph + 1:
            last = None
        elif last is not None and THEY.search(stretch.words):
            last = (last[0], stretch)
    return found


def _leaders(stretch: Stretch, record: Record) -> list[tuple[str, str]]:
    """Codes and names of the leaders a sentence names, in order."""
    named = [(each.code, each.person) for each in stretch.places if each.person]
    return list(dict.fromkeys((code, name) for code, name in named if persons.of_person(record, name, code)))


def _pair(leaders: list[tuple[str, str]], stretch: Stretch) -> Pair:
    two = leaders[:2]
    return Pair(tuple(code for code, _ in two), tuple((name, code) for code, name in two), stretch.start, stretch.start)


def _said(
    stretch: Stretch, here: list[tuple[str, str]], last: tuple[Pair, Stretch] | None, record: Record
) -> list[tuple[Any, dict[str, Any], tuple[int, int]]]:
    found: list[tuple[Any, dict[str, Any], tuple[int, int]]] = []
    for date in stretch.dates:
        lead = stretch.words[: date.start - stretch.start]
        not_since = NOT_SINCE.search(lead)
        verb = next((match for match in reversed(list(MET.finditer(lead)))), None)
        at = not_since.start() if not_since else verb.start() if verb else len(lead)
        pair = _who(stretch, at, here, last, record, behind=lead[verb.end() :] if verb else "")
        if not_since and pair is not None:
            since = [date.period[0].isoformat(), date.period[1].isoformat()]
            slots = _base(pair, "summit") | {"negated": True, "since": since}
            found.append(("since", slots, (pair.start, date.end)))
            continue
        if verb and date.named and pair is not None:
            between = LIST.sub(" ", lead[verb.end() :])
            again = AGAIN.search(between)
            if (
                len(between) <= REACH * 2
                and not BROKEN.search(between)
                and not re.search(r"\btimes\b|\btwice\b", between)
            ):
                order = "held" if again else (verb["order"] or verb["late"] or "held")
                first = "" if again else ("first" if re.search(r"\bfirst\b", verb.group()) else order)
                found.append(_dated(stretch, pair, date, first or "held", verb.start()))
        travel = _travel(stretch, date, record)
        if travel is not None:
            found.append(travel)
    times = TIMES.search(stretch.words)
    if times:
        pair = _who(stretch, times.start(), here, last, record)
        word = times["number"].split()[0].lower()
        number = {"once": 1, "twice": 2}.get(word) or (int(word) if word.isdigit() else claim_words.counted(word)[0])
        after = [each for each in stretch.dates if each.start >= stretch.start + times.end()]
        framed = [each for each in stretch.dates if each.named and each.end <= stretch.start + times.start()]
        bare = not framed and (not after or stretch.words[times.end() :].lstrip()[:1] in (":", ",", ".", "—", "–"))
        if pair is not None and number and bare:
            slots = _base(pair, "summit") | {"number": number, "comparison": "exact"}
            found.append(("count", slots, (pair.start, stretch.start + times.end())))
    return found


def _base(pair: Pair, event: str) -> dict[str, Any]:
    people = [{"name": name, "code": code} for name, code in pair.names]
    return {"event": event, "actors": list(pair.codes), "persons": people}


def _dated(
    stretch: Stretch, pair: Pair, date: Dated, aspect: str, at: int
) -> tuple[Any, dict[str, Any], tuple[int, int]]:
    told = LIST.sub(" ", re.sub(r"^\w+(?:\s+met)?", "", stretch.words[at : date.start - stretch.start], count=1))
    place = re.search(r"\b(?:in|at)\s+(?:the\s+)?([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)", told)
    slots = _base(pair, "encounter") | {"aspect": aspect, "spot": place[1] if place else ""} | date.slots
    return "existence", slots, (min(pair.start, stretch.start + at), date.end)


def _who(
    stretch: Stretch,
    at: int,
    here: list[tuple[str, str]],
    last: tuple[Pair, Stretch] | None,
    record: Record,
    behind: str = "",
) -> Pair | None:
    """Who meets: leaders named before the verb and after it, states before it where a summit is meant, or "they"."""
    if OTHERS.search(stretch.words[:at]):
        return None
    before = [each for each in stretch.places if each.start < stretch.start + at]
    around = [each for each in stretch.places if each.person and each.start < stretch.start + at + len(behind) + 40]
    people = [(each.code, each.person) for each in around if (each.code, each.person) in here]
    codes = dict.fromkeys(code for code, _ in people)
    if len(codes) == 2:
        return Pair(
            tuple(codes), tuple((name, code) for code, name in dict(people).items()), around[0].start, around[-1].end
        )
    they = THEY.search(stretch.words[:at])
    if they and last is not None and not codes:
        return Pair(last[0].codes, last[0].names, stretch.start + they.start(), stretch.start + they.end())
    states = [each for each in before if not each.person and each.code not in ("UN", "NATO", "EU")]
    listed_states = dict.fromkeys(each.code for each in states)
    joined = re.search(r"\bsummits?\b", stretch.words[max(0, at - 20) : at + 60])
    inter = INTER.search(stretch.words[:at])
    between = _sharing(inter["name"], record) if inter else ()
    if joined and inter and len(between) == 2:
        return Pair(between, (), stretch.start + inter.start(), stretch.start + inter.end())
    if joined and not people and 2 <= len(listed_states) <= 3 and _in_a_row(stretch, states, at):
        return Pair(tuple(listed_states), (), states[0].start, states[-1].end)
    return None


def _sharing(name: str, record: Record) -> tuple[str, ...]:
    """The states whose people share a name: the two of an "inter-" summit."""
    return tuple(
        row["code"]
        for row in record.rows("actors")
        if row["kind"] == "state" and any(each.endswith(f" {name}") for each in row["demonyms"])
    )


def _in_a_row(stretch: Stretch, states: list[Any], at: int) -> bool:
    """Whether states are one list that leads to the verb: "Japan, China and South Korea last held"."""
    between = [
        stretch.words[one.end - stretch.start : other.start - stretch.start]
        for one, other in itertools.pairwise(states)
    ]
    tail = stretch.words[states[-1].end - stretch.start : at]
    return all(re.fullmatch(r",?\s*(?:and\s+)?(?:the\s+)?", each) for each in between) and len(tail) < 12


def _travel(stretch: Stretch, date: Dated, record: Record) -> tuple[Any, dict[str, Any], tuple[int, int]] | None:
    """A leader's journey to another state, or a leader received, with its date."""
    lead = stretch.words[: date.start - stretch.start]
    verb = next((match for match in reversed(list(TRAVELLED.finditer(lead)))), None)
    if verb is None or not date.named or FAR.search(lead[verb.end() :]) or len(lead) - verb.end() > REACH:
        return None
    at, end = stretch.start + verb.start(), stretch.start + verb.end()
    who = next((each for each in reversed(stretch.places) if each.end <= at and each.person), None)
    target = next((each for each in stretch.places if each.start >= end), None)
    if who is None or target is None or target.code == who.code:
        return None
    if not ADVERBS.fullmatch(stretch.words[who.end - stretch.start : verb.start()]):
        return None
    names = [(who.person, who.code)]
    if re.match(r"received|hosted|welcomed", verb.group()):
        names.append((target.person, target.code))
    elif target.person or target.start - end > 1:
        return None
    if not all(name and persons.of_person(record, name, code) for name, code in names):
        return None
    pair = Pair((who.code, target.code), tuple(names), who.start, target.end)
    return _dated(stretch, pair, date, "held", verb.start())


@answers("existence", events=("encounter",), asks="Did the leaders meet then, first or last?")
def met_then(question: Question, record: Record) -> tuple[Part, ...]:
    """Did the leaders meet then, first or last?"""
    if question.date is None or len(question.states) < 2 or question.date[0] > question.on:
        return ()
    subject = subjects.DECLARED["summit"]
    tenures = tuple(
        t for name, code in persons.names_of(question.persons) for t in persons.of_person(record, name, code)
    )
    asked = question.about(event="summit", tenures=tenures, persons=())
    every = record.occurrences(subject, asked)
    sure = [each for each in every if each.counts and each.parties == set(question.states)]
    aspect = str(question.slots["aspect"])
    spot = str(question.slots["spot"])
    fits = [each for each in every if agrees(question.date, question.years, each.first, each.last)]
    who = say.who(asked, record)
    wanted = {"first": sure[:1], "last": _latest(question, sure)}.get(aspect, sure)
    good = [each for each in fits if each in wanted or (each not in sure and aspect not in ("first", "last"))]
    if good:
        reason = f"The record has it: {_told(good[0])}."
        ruling: Ruling = "supported" if good[0].counts else "partly" if good[0].admitted else "not checkable"
        why: Why = "" if good[0].admitted else "rows not admitted"
        return (
            say.answer(MEETING, ruling, reason, record, good[:1], why=why, would_change="a correction of this row"),
        )
    if not wanted or (fits and aspect not in ("first", "last")):
        return (say.not_checkable(MEETING, "no table", "No row clearly matches this meeting."),)
    place = [each for each in wanted if spot and spot.split(maxsplit=1)[0] in str(each.cells["description"])]
    near = min(place or wanted, key=lambda each: _distance(question, each))
    start = OPEN_START if aspect == "first" else question.date[0]
    coverage = record.completeness(subject, asked, (start, min(question.date[1], question.on)), "existence")
    covered = coverage is not None and not [
        each for each in every if each not in sure and _distance(question, each) <= NEAR_DAYS
    ]
    by_row = {
        "first": any(each.last < question.date[0] for each in sure) and not question.years,
        "last": any(each.first > question.date[1] for each in wanted) and not question.years,
    }.get(aspect, len(place) == 1 and (_distance(question, near) <= NEAR_DAYS or not _capital(spot, record)))
    if question.slots.get("context") or not (by_row or covered):
        reason = f"The record has no summit of {who} {say.when(question.date)}; the nearest is {_told(near)}."
        return (say.not_checkable(MEETING, "coverage ends", reason, rows=record.cite([near])),)
    reason = f"The record has {_told(near)}, and none {say.when(question.date)}."
    return (
        say.answer(
            MEETING,
            "contradicted",
            reason,
            record,
            [near],
            coverage=coverage if covered else (),
            would_change=f"a row for a meeting {say.when(question.date)}",
        ),
    )


def _capital(spot: str, record: Record) -> bool:
    """Whether a place is a capital, where leaders meet again and again."""
    return any(spot in row["capital_metonyms"] for row in record.rows("actors"))


def _latest(question: Question, sure: list[Occurrence]) -> list[Occurrence]:
    earlier = [each for each in sure if (question.on - each.last).days > RECENT_DAYS]
    return list(dict.fromkeys((*sure[-1:], *earlier[-1:])))


def _distance(question: Question, each: Occurrence) -> int:
    assert question.date is not None
    return abs((each.first - question.date[0]).days)


def _told(each: Occurrence) -> str:
    return f"{each.cells['description']} ({say.dated(each)})"
