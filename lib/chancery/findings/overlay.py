"""The article's events laid over the reference ties: known already, new, or at odds with them.

An event is set beside the acts between the same two states within a few days of it. An act of the same sign: the
tables know it; only acts of the other sign: at odds; none: new, which may mean no more than that nobody tabulated it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from chancery.evidence import Finding, Passage
from chancery.findings.alliance import SHOWN, act_rows
from chancery.findings.wording import the
from chancery.reference import Reference
from chancery.text.records import Entity, Event
from chancery.ties.view import View
from chancery.words import counted, day

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
TOLERANCE_DAYS = 7
LONGEST_DAYS = 400
"""An event whose date spans more than this is not matched by date: it would meet anything."""

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
    """The article's deeds between two of the view's states that carry a sign and a date, each with its status.

    Left out: events with one side unresolved, without a date or with one wider than LONGEST_DAYS, planned or
    hypothetical ones, requests and mere statements. A negated event is at odds where the tables hold the deed denied,
    and known where they do not.
    """
    actors = {entity.id: entity.actor for entity in entities}
    found = []
    for event in events:
        pair = sorted({actors.get(event.source or "") or "", actors.get(event.target or "") or ""})
        sign = (event.category in COOPERATIVE) - (event.category in HOSTILE)
        if len(pair) != 2 or not set(pair) <= set(view.states) or not sign or not _comparable(event):
            continue
        near = _near(view.known, pair, event.date, tolerance_days)
        found.append(_compared(event, (pair[0], pair[1]), sign, near))
    return found


def _comparable(event: Event) -> bool:
    if event.date is None or event.realis not in ("actual", "alleged", "negated"):
        return False
    return (event.date[1] - event.date[0]).days <= LONGEST_DAYS


def _near(
    known: pd.DataFrame, pair: Sequence[str], date: tuple[dt.date, dt.date] | None, tolerance_days: int
) -> pd.DataFrame:
    if date is None:
        return known.iloc[0:0]
    slack = pd.Timedelta(days=tolerance_days)
    overlapping = (known["first"] <= pd.Timestamp(date[1]) + slack) & (known["last"] >= pd.Timestamp(date[0]) - slack)
    return known[(known["a"] == pair[0]) & (known["b"] == pair[1]) & overlapping]


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
    return Overlaid(event, *pair, sign, "at odds" if len(other) else "new", tuple(other["key"]))


def overlay(
    view: View, reference: Reference, events: Sequence[Event], entities: Sequence[Entity], body: str
) -> list[Finding]:
    """What of the article's deeds the tables know: a finding for each status that occurs, with the article's words."""
    laid = overlaid(view, events, entities)
    if not laid:
        text = "The article reports no dated deed between two of these states that could be set beside the tables."
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
    text = f"Of {counted(total, 'dated deed')} between these states in the article, {len(group)} {verb} "
    text += f"{STATUS_WORDS[status]}: between {'; '.join(pairs[:SHOWN])}"
    text += f"; and {len(pairs) - SHOWN} more pairs." if len(pairs) > SHOWN + 1 else "."
    alleged = sum(1 for one in group if one.alleged)
    caveats = ["Events are read by rules and may be misread; the sentences are listed for checking."]
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
        return ""
    return day(date[0]) if date[0] == date[1] else f"{day(date[0])} to {day(date[1])}"
