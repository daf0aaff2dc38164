"""The article's events laid over the reference ties: known already, new, or at odds with them.

An event is set beside the acts between the same two states within a few days of it; one without a date, beside those
of the year before. An act of the same sign: the tables know it; only acts of the other sign: at odds; none: new, which
may mean no more than that nobody tabulated it. What is not read surely enough (`certainty`) is listed apart.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from chancery.article.segments import sentences
from chancery.evidence import Finding, Passage
from chancery.findings import certainty
from chancery.findings.rows import act_rows
from chancery.reference import Reference
from chancery.text.records import Entity, Event, Mention, Span
from chancery.ties.view import Act, View
from chancery.words import capitalised, day, in_words, the

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
SHOWN = 4
TOLERANCE_DAYS = 7
LONGEST_DAYS = 400
"""An event whose date spans more than this is read as undated: it would meet anything."""
UNDATED_DAYS = 365
"""An undated event of a news article is set beside the acts of so many days before the day."""

Status = Literal["known", "new", "at odds", "unsure"]
STATUS_WORDS: Mapping[str, str] = {
    "known": "in the tables already",
    "new": "not in the tables",
    "at odds": "at odds with the tables",
    "unsure": "not set beside them",
}


@dataclass(frozen=True)
class Overlaid:
    """One event of the article beside the tables: the pair of states, what it is, the acts it was compared with.

    doubt: why it was not compared, where its status is `unsure`.
    """

    event: Event
    a: str
    b: str
    sign: int
    status: Status
    keys: tuple[str, ...]
    doubt: str = ""

    @property
    def alleged(self) -> bool:
        """Whether the article reports it as alleged."""
        return self.event.realis == "alleged"


def overlaid(
    view: View,
    events: Sequence[Event],
    entities: Sequence[Entity],
    tolerance_days: int = TOLERANCE_DAYS,
    *,
    body: str = "",
    mentions: Sequence[Mention] = (),
) -> list[Overlaid]:
    """The article's events between two of the view's states that carry a sign, each with its status.

    Left out: events with one side unresolved (unless two halves of one event make a pair), planned or hypothetical
    ones, requests and mere statements. A negated event is at odds where the tables hold the event denied, else new.
    body, mentions: the article's words, and where they name whom, to check the reading by; what they speak against is
    `unsure`, as is a event of low confidence that no row backs.
    """
    actors = {entity.id: entity.actor for entity in entities}
    checked = _Words(body, mentions, events)
    found = []
    for event, pair in _paired(events, actors):
        sign = (event.category in COOPERATIVE) - (event.category in HOSTILE)
        if sign and set(pair) <= set(view.states) and event.realis in ("actual", "alleged", "negated"):
            laid = _compared(event, pair, sign, _near(view, pair, event, tolerance_days))
            doubt = checked.doubt(event, cooperative=sign > 0)
            if not doubt and event.confidence < certainty.FIRM and laid.status != "known":
                doubt = certainty.WEAK
            found.append(replace(laid, status="unsure", keys=(), doubt=doubt) if doubt else laid)
    return found


class _Words:
    """The article's sentences, and where they name the one acted on."""

    def __init__(self, body: str, mentions: Sequence[Mention], events: Sequence[Event]) -> None:
        self.body = body
        self.sentences = [(sentence.start, sentence.end) for sentence in sentences(body)]
        self.named: dict[str | None, list[Span]] = {}
        for mention in mentions:
            self.named.setdefault(mention.entity, []).append((mention.start, mention.end))
        self.together: dict[tuple[int, int, str], set[str | None]] = {}
        for event in events:
            self.together.setdefault((event.start, event.end, event.category), set()).add(event.target)

    def sentence(self, event: Event) -> Span:
        """Where the sentence of an event lies; the event's own words where there is none."""
        return next((span for span in self.sentences if span[0] <= event.start < span[1]), (event.start, event.end))

    def doubt(self, event: Event, *, cooperative: bool) -> str:
        """`certainty.doubt` of an event; the first of several that share its words stands for all of a list."""
        if not self.body:
            return ""
        sentence = self.sentence(event)
        targets = self._after(event, event.target, sentence)
        others = self.together[event.start, event.end, event.category] - {event.target}
        earlier = [
            span
            for other in others
            for span in self._after(event, other, sentence)
            if span < min(targets, default=span)
        ]
        return certainty.doubt(event, self.body, sentence, [] if earlier else targets, cooperative=cooperative)

    def _after(self, event: Event, entity: str | None, sentence: Span) -> list[Span]:
        return sorted(span for span in self.named.get(entity, ()) if event.end <= span[0] < sentence[1])


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


def _near(view: View, pair: tuple[str, str], event: Event, tolerance_days: int) -> list[Act]:
    day_, slack = pd.Timestamp(view.on), pd.Timedelta(days=tolerance_days)
    first, last = day_ - pd.Timedelta(days=UNDATED_DAYS), day_
    if event.date is not None and (event.date[1] - event.date[0]).days <= LONGEST_DAYS:
        first, last = pd.Timestamp(event.date[0]) - slack, pd.Timestamp(event.date[1]) + slack
    return [act for act in view.acts_of.get(pair, ()) if act.first <= last and act.until >= first]


def _compared(event: Event, pair: tuple[str, str], sign: int, near: Sequence[Act]) -> Overlaid:
    same, other = ([act for act in near if act.sign == side] for side in (sign, -sign))
    if event.realis == "negated":
        alike = tuple(act.key for act in same if act.category == event.category)
        return Overlaid(event, *pair, sign, "at odds" if alike else "new", alike)
    if same:
        best = sorted(same, key=lambda act: (act.category != event.category, act.first, act.key))
        return Overlaid(event, *pair, sign, "known", tuple(act.key for act in best))
    # Only what the article reports as done, in days it names, can be at odds with a row: a month holds both kinds.
    near_in_time = event.date is not None and (event.date[1] - event.date[0]).days <= TOLERANCE_DAYS
    if other and event.realis == "actual" and near_in_time:
        return Overlaid(event, *pair, sign, "at odds", tuple(act.key for act in other))
    return Overlaid(event, *pair, sign, "new", ())


def overlay(
    view: View,
    reference: Reference,
    events: Sequence[Event],
    entities: Sequence[Entity],
    body: str,
    mentions: Sequence[Mention] = (),
    laid: Sequence[Overlaid] | None = None,
) -> list[Finding]:
    """What of the article's events the tables know: a finding for each status that occurs, with the sentences.

    laid: as `overlaid` gives them, where they are at hand.
    """
    if laid is None:
        laid = overlaid(view, events, entities, body=body, mentions=mentions)
    sure = [one for one in laid if one.status != "unsure"]
    words = _Words(body, mentions, events)
    found = []
    for status in ("known", "new", "at odds"):
        group = [one for one in sure if one.status == status]
        if group:
            found.append(_status_finding(view, reference, status, group, (len(sure), words)))
    if not sure:
        text = "The article reports no event between two of these states that could be set beside the tables."
        found.append(Finding("alliance.overlay.none", text, "overlay", {"events": 0}))
    unsure = [one for one in laid if one.status == "unsure"]
    return [*found, _unsure_finding(view, unsure, words)] if unsure else found


def _unsure_finding(view: View, group: Sequence[Overlaid], words: _Words) -> Finding:
    text = f"{capitalised(in_words(len(group)))} further {'event' if len(group) == 1 else 'events'} could not be read "
    text += f"reliably: between {_pairs(view, group)}"
    doubts = Counter(one.doubt for one in group)
    return Finding(
        id="alliance.overlay.unsure",
        text=text,
        kind="overlay",
        numbers={"unsure": len(group)},
        evidence=_passages(group, words),
        caveats=tuple(f"{capitalised(reason)} ({count})." for reason, count in sorted(doubts.items())),
        weight=0.1,
    )


def _pairs(view: View, group: Sequence[Overlaid]) -> str:
    pairs = list(dict.fromkeys(f"{the(view.names[one.a])} and {the(view.names[one.b])}" for one in group))
    shown = "; ".join(pairs[:SHOWN])
    return f"{shown}; and {len(pairs) - SHOWN} more pairs." if len(pairs) > SHOWN + 1 else f"{'; '.join(pairs)}."


def _passages(group: Sequence[Overlaid], words: _Words) -> tuple[Passage, ...]:
    """The sentences, each once."""
    spans = dict.fromkeys(words.sentence(one.event) for one in group)
    return tuple(Passage(*span, words.body[slice(*span)]) for span in spans)


def _status_finding(
    view: View, reference: Reference, status: str, group: Sequence[Overlaid], whole: tuple[int, _Words]
) -> Finding:
    total, words = whole
    text = f"{_share(len(group), total)} {STATUS_WORDS[status]}: between {_pairs(view, group)}"
    alleged = sum(1 for one in group if one.alleged)
    caveats = ["Events are read by rules and may be misread; the sentences are listed for checking."]
    undated = sum(1 for one in group if one.event.date is None)
    if undated:
        caveats.append(f"{undated} without a date: set beside the acts of the year before.")
    if status == "new":
        caveats.append("Not in the tables can mean that nobody has tabulated it yet.")
    if alleged:
        caveats.append(f"{alleged} of them {'is' if alleged == 1 else 'are'} reported as alleged.")
    keys = [key for one in group for key in one.keys[:SHOWN]]
    return Finding(
        id=f"alliance.overlay.{status.replace(' ', '-')}",
        text=text,
        kind="overlay",
        numbers={"events": total, status.replace(" ", "_"): len(group), "alleged": alleged},
        evidence=_passages(group, words) + act_rows(reference, keys),
        caveats=tuple(caveats),
        weight={"known": 0.2, "new": 0.4, "at odds": 0.6}[status],
    )


def _share(part: int, total: int) -> str:
    """How many of the article's events, with the verb that goes on to say what they are."""
    between = "between these states in the article"
    if part == total:
        whole = {1: "The one event", 2: "Both events"}.get(total, f"All {in_words(total)} events")
        return f"{whole} {between} {'is' if total == 1 else 'are'}"
    return f"Of {in_words(total)} events {between}, {in_words(part)} {'is' if part == 1 else 'are'}"


def overlay_table(view: View, laid: Sequence[Overlaid], body: str) -> pd.DataFrame:
    """One row for each event, with the article's sentence: the analyst's list for checking."""
    words = _Words(body, (), [one.event for one in laid])
    return pd.DataFrame(
        [
            (
                body[slice(*words.sentence(one.event))],
                body[one.event.start : one.event.end],
                f"{view.names[one.a]}–{view.names[one.b]}",
                one.event.category.lower(),
                _span(one.event.date),
                _standing(one),
                ", ".join(one.keys[:SHOWN]),
            )
            for one in laid
        ],
        columns=["In the article", "Event", "States", "Kind", "When", "Against the tables", "Rows"],
    )


def _standing(one: Overlaid) -> str:
    why = f": {one.doubt}" if one.doubt else ""
    return STATUS_WORDS[one.status] + why + (", alleged" if one.alleged else "")


def _span(date: tuple[dt.date, dt.date] | None) -> str:
    if date is None:
        return "no date"
    return day(date[0]) if date[0] == date[1] else f"{day(date[0])} to {day(date[1])}"
