"""The article's events laid over the reference ties: known already, new, or at odds with them.

An event is set beside the acts between the same two states within a few days of it; one without a date, beside those
of the year before. An act of the same sign: the tables know it; only acts of the other sign: at odds; none: new, which
may mean no more than that nobody tabulated it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from chancery.evidence import Finding, Passage
from chancery.findings.rows import act_rows
from chancery.findings.wording import the
from chancery.reference import Reference
from chancery.text.records import Entity, Event
from chancery.ties.view import View
from chancery.words import counted, day

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
SHOWN = 4
TOLERANCE_DAYS = 7
LONGEST_DAYS = 400
"""An event whose date spans more than this is read as undated: it would meet anything."""
UNDATED_DAYS = 365
"""An undated event of a news article is set beside the acts of so many days before the day."""

Status = Literal["known", "new", "at odds"]
STATUS_WORDS: Mapping[str, str] = {
    "known": "known already",
    "new": "not in the tables",
    "at odds": "at odds with the tables",
}


@dataclass(frozen=True)
class Overlaid:
    """One event of the article beside the tables: the pair of states, what it is, the acts it was compared with."""

    event: Event
    a: str
    b: str
    sign: int
    status: Status
    keys: tuple[str, ...]

    @property
    def alleged(self) -> bool:
        """Whether the article reports it as alleged."""
        return self.event.realis == "alleged"


def overlaid(
    view: View, events: Sequence[Event], entities: Sequence[Entity], tolerance_days: int = TOLERANCE_DAYS
) -> list[Overlaid]:
    """The article's deeds between two of the view's states that carry a sign, each with its status.

    Left out: events with one side unresolved (unless two halves of one event make a pair), planned or hypothetical
    ones, requests and mere statements. A negated event is at odds where the tables hold the deed denied, else new.
    """
    actors = {entity.id: entity.actor for entity in entities}
    found = []
    for event, pair in _paired(events, actors):
        sign = (event.category in COOPERATIVE) - (event.category in HOSTILE)
        if sign and set(pair) <= set(view.states) and event.realis in ("actual", "alleged", "negated"):
            found.append(_compared(event, pair, sign, _near(view, pair, event, tolerance_days)))
    return found


def _paired(events: Sequence[Event], actors: Mapping[str, str | None]) -> Iterator[tuple[Event, tuple[str, str]]]:
    """Events with the two states they join, in alphabetical order.

    A meeting is often read as two events on the same words, each naming one who met: two such halves make one pair.
    """
    halves: dict[tuple[int, int, str], list[tuple[Event, str]]] = {}
    for event in events:
        sides = sorted({code for code in (actors.get(event.source or ""), actors.get(event.target or "")) if code})
        if len(sides) == 2:
            yield event, (sides[0], sides[1])
        elif len(sides) == 1 and not (event.source and event.target):
            halves.setdefault((event.start, event.end, event.category), []).append((event, sides[0]))
    for group in halves.values():
        states = sorted({state for _, state in group})
        if len(states) == 2:
            yield group[0][0], (states[0], states[1])


def _near(view: View, pair: Sequence[str], event: Event, tolerance_days: int) -> pd.DataFrame:
    day_, slack = pd.Timestamp(view.on), pd.Timedelta(days=tolerance_days)
    first, last = day_ - pd.Timedelta(days=UNDATED_DAYS), day_
    if event.date is not None and (event.date[1] - event.date[0]).days <= LONGEST_DAYS:
        first, last = pd.Timestamp(event.date[0]) - slack, pd.Timestamp(event.date[1]) + slack
    known = view.known
    return known[
        (known["a"] == pair[0]) & (known["b"] == pair[1]) & (known["first"] <= last) & (known["until"] >= first)
    ]


def _compared(event: Event, pair: tuple[str, str], sign: int, near: pd.DataFrame) -> Overlaid:
    same = near[near["sign"] == sign]
    other = near[near["sign"] == -sign]
    if event.realis == "negated":
        alike = same[same["category"] == event.category]
        status: Status = "at odds" if len(alike) else "new"
        return Overlaid(event, *pair, sign, status, tuple(alike["key"]))
    if len(same):
        best = same.assign(alike=same["category"] != event.category).sort_values(["alike", "first", "key"])
        return Overlaid(event, *pair, sign, "known", tuple(best["key"]))
    # Only what the article reports as done, on a day it names, can be at odds with a row.
    at_odds = len(other) > 0 and event.realis == "actual" and event.date is not None
    return Overlaid(event, *pair, sign, "at odds" if at_odds else "new", tuple(other["key"]) if at_odds else ())


def overlay(
    view: View, reference: Reference, events: Sequence[Event], entities: Sequence[Entity], body: str
) -> list[Finding]:
    """What of the article's deeds the tables know: a finding for each status that occurs, with the article's words."""
    laid = overlaid(view, events, entities)
    if not laid:
        text = "The article reports no deed between two of these states that could be set beside the tables."
        return [Finding("alliance.overlay.none", text, "overlay", {"events": 0})]
    found = []
    for status in ("known", "new", "at odds"):
        group = [one for one in laid if one.status == status]
        if group:
            found.append(_status_finding(view, reference, status, group, (len(laid), body)))
    return found


def _status_finding(
    view: View, reference: Reference, status: str, group: Sequence[Overlaid], whole: tuple[int, str]
) -> Finding:
    total, body = whole
    pairs = list(dict.fromkeys(f"{the(view.names[one.a])} and {the(view.names[one.b])}" for one in group))
    verb = "is" if len(group) == 1 else "are"
    text = f"Of {counted(total, 'deed')} between these states in the article, {len(group)} {verb} "
    text += f"{STATUS_WORDS[status]}: between {'; '.join(pairs[:SHOWN])}"
    text += f"; and {len(pairs) - SHOWN} more pairs." if len(pairs) > SHOWN + 1 else "."
    alleged = sum(1 for one in group if one.alleged)
    caveats = ["Events are read by rules and may be misread; the sentences are listed for checking."]
    undated = sum(1 for one in group if one.event.date is None)
    if undated:
        caveats.append(f"{undated} without a date: set beside the acts of the year before.")
    if status == "new":
        caveats.append("Not in the tables can mean that nobody has tabulated it yet.")
    if alleged:
        caveats.append(f"{alleged} of them {'is' if alleged == 1 else 'are'} reported as alleged.")
    passages = tuple(Passage(one.event.start, one.event.end, body[one.event.start : one.event.end]) for one in group)
    keys = [key for one in group for key in one.keys[:SHOWN]]
    return Finding(
        id=f"alliance.overlay.{status.replace(' ', '-')}",
        text=text,
        kind="overlay",
        numbers={"events": total, status.replace(" ", "_"): len(group), "alleged": alleged},
        evidence=passages + act_rows(reference, keys),
        caveats=tuple(caveats),
        weight={"known": 0.2, "new": 0.4, "at odds": 0.6}[status],
    )


def overlay_table(view: View, laid: Sequence[Overlaid], body: str) -> pd.DataFrame:
    """One row for each event set beside the tables, with the article's words: the analyst's list for checking."""
    return pd.DataFrame(
        [
            (
                body[one.event.start : one.event.end],
                f"{view.names[one.a]}–{view.names[one.b]}",
                one.event.category.lower(),
                _span(one.event.date),
                STATUS_WORDS[one.status] + (", alleged" if one.alleged else ""),
                ", ".join(one.keys[:SHOWN]),
            )
            for one in laid
        ],
        columns=["In the article", "States", "Kind", "When", "Against the tables", "Rows"],
    )


def _span(date: tuple[dt.date, dt.date] | None) -> str:
    if date is None:
        return "no date"
    return day(date[0]) if date[0] == date[1] else f"{day(date[0])} to {day(date[1])}"
