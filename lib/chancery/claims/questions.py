"""A claim made ready to be asked of tables: its slots as values, whatever the reading left out named as unresolved."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chancery.claims.terms import Tenure
from chancery.text.records import Claim

Period = tuple[dt.date, dt.date]
DAYS_OF = {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}
COMPARISONS = {
    "=": "exact",
    "exact": "exact",
    "exactly": "exact",
    ">=": "at least",
    "at least": "at least",
    "multiple": "at least",
    "as many as": "at most",
    "<=": "at most",
    "at most": "at most",
    ">": "over",
    "over": "over",
    "more than": "over",
    "<": "under",
    "under": "under",
    "nearly": "under",
    "~": "about",
    "about": "about",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """A length of time as a claim states it: "over six years"."""

    number: float
    unit: str
    comparison: str = "exact"

    @property
    def days(self) -> float:
        """Its length in days."""
        return self.number * DAYS_OF.get(self.unit, 365.25)


@dataclass(frozen=True, slots=True)
class Question:
    """What a claim asks of the record. Empty values: the claim does not say.

    event: the word for what is counted or dated, as the reading has it (summit, nuclear test, exercise …).
    states: codes of those who take part, in the order of the text; bodies: codes of organisations among them.
    number with comparison (exact, at least, at most, over, under, about); exact is False for vague words ("several").
    narrowed: words that narrow the event in a way the tables do not tell apart; around: codes named in the sentence.
    visitor: of two states, the one that travelled; blank: either.
    tenures: only what happened while these leaders were in office; called: all names of the states.
    latest: "the last", "most recent"; status, instrument: of a legal standing; topic, place: words of the text.
    unresolved: slots that the text fills with something the reading could not resolve.
    years: others than that of the date, of which one may be meant, for the words give none.
    slots: all slots as the claim has them, for queries that ask for more than the fields hold.
    words: the claim as the article has it; on: the publication date, after which nothing is known.
    """

    kind: str
    words: str
    on: dt.date
    event: str = ""
    states: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    series: str = ""
    rank: str = ""
    unit: str = ""
    number: int | None = None
    comparison: str = "exact"
    exact: bool = True
    period: Period | None = None
    date: Period | None = None
    since: Period | None = None
    interval: Interval | None = None
    ordinal: int | None = None
    negated: bool = False
    latest: bool = False
    superlative: str = ""
    dimensions: tuple[str, ...] = ()
    frequency: str = ""
    topic: str = ""
    status: str = ""
    instrument: str = ""
    place: str = ""
    what: str = ""
    system: str = ""
    category: str = ""
    called: str = ""
    around: tuple[str, ...] = ()
    visitor: str = ""
    narrowed: str = ""
    place_code: str = ""
    tenures: tuple[Tenure, ...] = ()
    persons: tuple[Mapping[str, Any], ...] = ()
    unresolved: tuple[str, ...] = ()
    confidence: float = 1.0
    years: tuple[int, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def about(self, **changes: Any) -> "Question":
        """The same question with some slots changed."""
        return replace(self, **changes)


def period(value: Any) -> Period | None:
    """A closed period of days from a pair, a mapping with from and to, or one day; None where it is none of these."""
    if isinstance(value, Mapping):
        value = (value.get("from", value.get("from_")), value.get("to"))
    if isinstance(value, str | dt.date):
        value = (value, value)
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    days = [day(each) for each in value]
    return (days[0], days[1]) if days[0] is not None and days[1] is not None else None


def day(value: Any) -> dt.date | None:
    """A day from a date or an ISO text; None where it is neither."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def texts(value: Any) -> tuple[str, ...]:
    """One text or several, as a tuple without blanks."""
    found = (value,) if isinstance(value, str) else value if isinstance(value, Iterable) else ()
    return tuple(dict.fromkeys(str(each) for each in found if each))


def asked(claim: Claim, words: str, on: dt.date, organisations: Iterable[str] = ()) -> Question:
    """The question a claim puts, from its slots; organisations: codes that are no states."""
    slots = claim.slots
    bodies = set(organisations)
    codes = texts((*texts(slots.get("actors")), *texts(slots.get("others"))))
    number = slots.get("number")
    word = str(slots.get("comparison") or "exact").lower()
    return Question(
        kind=claim.kind,
        words=words,
        on=on,
        event=str(slots.get("event") or "").replace("_", " "),
        states=tuple(code for code in codes if code not in bodies),
        bodies=texts((*texts(slots.get("body")), *(code for code in codes if code in bodies))),
        series=str(slots.get("series") or ""),
        rank=str(slots.get("rank") or ""),
        unit=str(slots.get("unit") or ""),
        number=number if isinstance(number, int) else None,
        comparison=COMPARISONS.get(word, "exact"),
        exact=word != "multiple",
        period=period(slots.get("period")),
        date=period(slots.get("date")),
        since=period(slots.get("since")),
        interval=_interval(slots.get("duration")),
        ordinal=slots.get("ordinal") if isinstance(slots.get("ordinal"), int) else None,
        negated=bool(slots.get("negated")),
        latest=bool(slots.get("last")),
        superlative=str(slots.get("superlative") or ""),
        dimensions=texts(slots.get("dimensions")),
        frequency=str(slots.get("frequency") or ""),
        topic=str(slots.get("topic") or ""),
        status=str(slots.get("status") or ""),
        instrument=str(slots.get("instrument") or ""),
        place=str(slots.get("place") or ""),
        what=str(slots.get("what") or ""),
        system=str(slots.get("system") or ""),
        category=str(slots.get("category") or ""),
        around=texts(slots.get("around")),
        persons=tuple(each for each in slots.get("persons") or () if isinstance(each, Mapping)),
        unresolved=tuple(str(each) for each in slots.get("unresolved") or ()),
        confidence=claim.confidence,
        years=tuple(year for year in slots.get("years") or () if isinstance(year, int)),
        slots=slots,
    )


def plausible(question: Question, claim: Claim) -> list[Question]:
    """The question with each set of states its words may mean: first all that are named, then fewer.

    A sentence names speakers, hosts and bystanders beside those who act. A contradiction must hold for every set.
    """
    acting = tuple(code for code in texts(claim.slots.get("actors")) if code in question.states)
    speaking = {str(each.get("code")) for each in question.persons}
    choices = [question.states, acting, tuple(code for code in question.states if code not in speaking)]
    sets = dict.fromkeys(states for states in choices if states or not question.states)
    return [question.about(states=states) for states in sets]


def _interval(value: Any) -> Interval | None:
    if not isinstance(value, Mapping) or not isinstance(value.get("number"), int | float):
        return None
    word = str(value.get("comparison") or "exact").lower()
    return Interval(
        float(value["number"]), str(value.get("unit") or "year").rstrip("s"), COMPARISONS.get(word, "about")
    )
