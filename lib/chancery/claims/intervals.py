"""Queries that look back: the first since, the first in so many years, none since, the last."""

import datetime as dt
import re
from dataclasses import dataclass

from chancery.claims import answers as say
from chancery.claims import subjects
from chancery.claims.questions import Interval, Period, Question
from chancery.claims.record import OPEN_START, Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.subjects import Subject
from chancery.claims.verdicts import Part, Ruling, Why
from chancery.words import day

ONE_DAY = dt.timedelta(days=1)
RECENT_DAYS = 400
# "Last held in 2021" in a report on this year's is of the one before: what has just happened is not counted.
NEWS_DAYS = 60
DATED_LAST = re.compile(
    r"\b(?:last|latest|most recent(?:ly)?)\b[^,;]{0,60}?\b(?:in|on|was)\b[^,;]{0,30}?\b(?:19|20)\d\d\b", re.IGNORECASE
)
FREE = 0.1
# Words that make a first the first of a stretch of time, of a person's term or of a manner: it is none of all times.
LIMITED = re.compile(
    r"\b(?:since|under|outside|during|within|after|following|apart from|other than|"
    r"in\s+(?:\S+\s+){0,6}?(?:years?|months?|weeks?|days?|decades?|centur(?:y|ies)|generations?|person|office)|"
    r"(?:this|that|of\s+(?:the|his|her|its|their|this))\s+(?:\w+\s+)?(?:year|month|week|term|season|decade|century|presidency|tenure|"
    r"administration|trip|tour|kind|war|crisis)|as\s+(?:a\s+|an\s+|the\s+|its\s+)?[a-z]\w+|on\s+\S+\s+soil)\b",
    re.IGNORECASE,
)
FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)


@dataclass(frozen=True)
class Looking:
    """An event with what came before it.

    event: the latest that the claim can mean; before: those earlier that surely count; doubtful: those that may.
    """

    event: Occurrence
    before: tuple[Occurrence, ...]
    doubtful: tuple[Occurrence, ...]

    @property
    def previous(self) -> Occurrence | None:
        """The one just before it."""
        return self.before[-1] if self.before else None

    def between(self, since: dt.date) -> tuple[Occurrence, ...]:
        """Those that surely count, after a day and before the event."""
        return tuple(each for each in self.before if each.first > since)

    def doubtful_after(self, since: dt.date) -> tuple[Occurrence, ...]:
        """Those that may count, after a day and before the event."""
        return tuple(each for each in self.doubtful if each.last > since)


def looking_back(occurrences: list[Occurrence], question: Question, subject: Subject) -> Looking | None:
    """The event a claim means and those before it; None where the record has no event it can mean.

    Rows within the subject's `occasion_days` of the event are the same occasion.
    """
    stated = question.date or question.period
    sure = [each for each in occurrences if each.counts]
    if stated:
        sure = [each for each in sure if each.first <= stated[1] + ONE_DAY]
        meant = [each for each in sure if each.within(stated, slack_days=1)]
    else:
        meant = [each for each in sure if question.on - each.last <= dt.timedelta(days=RECENT_DAYS)]
    if not meant:
        return None
    event = meant[-1]
    horizon = event.first - dt.timedelta(days=subject.occasion_days)
    before = tuple(each for each in sure if each.last < horizon or each.begins_by < horizon)
    before = tuple(each for each in before if each is not event and each.first < event.first)
    doubtful = tuple(each for each in occurrences if not each.counts and each.first < horizon)
    return Looking(event, before, doubtful)


@answers("first", "since", asks="Is it the first since then, or in so long?")
def first_since(question: Question, record: Record) -> tuple[Part, ...]:
    """Is it the first since then, or in so long?"""
    subject = subjects.named(question.event, question.bodies)
    if subject is None or question.negated or question.latest or question.ordinal:
        return ()
    if not say.parties_known(question, subject):
        return (say.not_checkable("earlier events", "slot unresolved", "Whose event it is could not be resolved."),)
    looking = looking_back(record.occurrences(subject, question), question, subject)
    if looking is None:
        return (_absent(question, record, subject),)
    if question.since:
        return (_since(question, record, subject, looking, question.since),)
    if question.interval:
        return (_in_so_long(question, record, subject, looking, question.interval),)
    return (_ever(question, record, subject, looking),)


def _absent(question: Question, record: Record, subject: Subject) -> Part:
    """The answer where the record lacks the event: contradicted only where it is declared complete on that date."""
    noun = say.named_among(question, subject, record, 1)
    stated = question.date or question.period
    plain = (question.series or question.event in ("summit", "meeting")) and "," not in question.words
    coverage = record.completeness(subject, question, stated, "existence") if stated and plain else None
    held = [each for each in record.occurrences(subject, question) if stated and each.within(stated, slack_days=1)]
    if stated is None or coverage is None or held or stated[1] > question.on:
        reason = f"The record has no {noun} near the date the claim is about."
        return say.not_checkable("the event", "no table", reason, "a row for the event itself")
    reason, changed = f"The record has no {noun} {say.when(stated)}.", f"a row {say.when(stated)}"
    return say.answer("the event", "contradicted", reason, record, coverage=coverage, would_change=changed)


def _since(question: Question, record: Record, subject: Subject, looking: Looking, since: Period) -> Part:
    between, doubtful = looking.between(since[1]), looking.doubtful_after(since[1])
    then = [each for each in looking.before if each.within(since)]
    span = (since[0], looking.event.first - ONE_DAY)
    coverage = record.completeness(subject, question, span, "first")
    gap_covered = record.completeness(subject, question, (since[1] + ONE_DAY, span[1]), "first")
    ruling: Ruling
    if between:
        ruling = "contradicted"
        told = f"{len(between)} {_noun(question, subject, record, len(between))}: the last {say.dated(between[-1])}"
        reason = f"Between {_spoken(since)} and {say.dated(looking.event)} the record has {told}."
    elif doubtful:
        ruling = "partly" if then else "not checkable"
        reason = f"No row surely counts between, but {len(doubtful)} may."
    elif then:
        ruling = "supported"
        reason = f"The one before {say.dated(looking.event)} was {say.dated(then[-1])}; the record has none between."
    elif coverage is not None and looking.previous and _bare(since):
        ruling = "contradicted"
        reason = f"The one before {say.dated(looking.event)} was {say.dated(looking.previous)}, not {say.when(since)}."
    elif coverage is not None:
        ruling = "partly"
        reason = f"The record has none {say.when(since)} nor since, before {say.dated(looking.event)}."
    elif gap_covered is not None:
        ruling, coverage = "supported", gap_covered
        reason = (
            f"The record has none after {_spoken(since)} and before {say.dated(looking.event)}; it does not reach "
            "further back."
        )
    else:
        ruling = "partly" if not looking.previous else "not checkable"
        reason = f"The record has none between, and none {say.when(since)}, where it may begin too late."
    why: Why = "rows not admitted" if any(not each.admitted for each in doubtful) else "coverage ends"
    return say.answer(
        "first since",
        ruling,
        reason,
        record,
        (*then[-1:], *between, *_context(question, record, subject, looking, since), looking.event),
        coverage=coverage,
        why=why if ruling == "not checkable" else "",
        would_change="a row in between",
        numbers={"between": len(between), "since": since[0].year},
    )


def _context(question: Question, record: Record, subject: Subject, looking: Looking, since: Period) -> list[Occurrence]:
    """Where a claim is about a rank, what happened in between at other ranks: the rows that show the gap."""
    if not question.rank or not any(source.rank_column for source in subject.sources):
        return []
    others = record.occurrences(subject, question.about(rank=""))
    return [each for each in others if each.admitted and since[1] < each.first < looking.event.first]


def _in_so_long(question: Question, record: Record, subject: Subject, looking: Looking, interval: Interval) -> Part:
    start = looking.event.first - dt.timedelta(days=round(interval.days))
    coverage = record.completeness(subject, question, (start, looking.event.first - ONE_DAY), "first")
    previous, doubtful = looking.previous, looking.doubtful_after(start)
    ruling: Ruling
    if previous is None:
        ruling = "partly" if coverage is not None else "not checkable"
        reason = f"The record has no earlier {say.named_among(question, subject, record, 1)} to measure from."
        numbers: dict[str, int | float | str] = {}
    else:
        low, high = _gap(previous, looking.event)
        ruling = _ruled_gap(interval, low, high)
        reason = (
            f"From {say.dated(previous)} to {say.dated(looking.event)} is {say.length(low)}; the claim says "
            f"{_interval(interval)}."
        )
        numbers = {"days": low, "previous": previous.first.isoformat(), "event": looking.event.first.isoformat()}
        if doubtful and ruling in ("supported", "contradicted"):
            reason += f" {len(doubtful)} more may count in that time."
            ruling = "partly"
        if ruling == "contradicted" and low > interval.days and coverage is None:
            ruling = "not checkable"
    shown = (previous, looking.event) if previous else (looking.event,)
    return say.answer(
        "interval",
        ruling,
        reason,
        record,
        shown,
        coverage=coverage,
        why="coverage ends" if ruling == "not checkable" else "",
        would_change="a row in between",
        numbers=numbers,
    )


def _gap(previous: Occurrence, event: Occurrence) -> tuple[int, int]:
    """Shortest and longest time between two occurrences, in days."""
    return (event.first - max(previous.last, previous.begins_by)).days, (event.begins_by - previous.first).days


def _ruled_gap(interval: Interval, low: int, high: int) -> Ruling:
    """The ruling on a stated length: rounding to the unit is allowed, and a longer gap bears out "over"."""
    unit = Interval(1, interval.unit).days
    least, most = {
        "exact": (interval.days - unit * 0.6, interval.days + unit * 0.999),
        "about": (interval.days - unit * 0.8, interval.days + unit * 0.999),
        "over": (interval.days * (1 - FREE / 5), interval.days + unit),
        "at least": (interval.days * (1 - FREE / 5), interval.days + unit),
        "under": (interval.days - unit, interval.days * (1 + FREE / 5)),
        "at most": (0.0, interval.days),
    }[interval.comparison]
    if least <= high and low <= most:
        return "supported"
    if low > most and interval.comparison in ("over", "at least"):
        return "partly"
    near = unit * 0.25
    return "partly" if least - near <= high and low <= most + near else "contradicted"


def _interval(interval: Interval) -> str:
    number = f"{interval.number:g} {interval.unit}{'' if interval.number == 1 else 's'}"
    return number if interval.comparison == "exact" else f"{interval.comparison} {number}"


def _ever(question: Question, record: Record, subject: Subject, looking: Looking) -> Part:
    start = _opening(question)
    coverage = record.completeness(subject, question, (start, looking.event.first - ONE_DAY), "first")
    noun = say.named_among(question, subject, record)
    stated = question.date or question.period
    ruling: Ruling
    if looking.previous is not None:
        limited = any(LIMITED.search(question.words, match.end()) for match in FIRST.finditer(question.words))
        ruling = "contradicted" if stated and not limited else "not checkable"
        reason = (
            f"The record has earlier {noun}: the last before {say.dated(looking.event)} was "
            f"{say.dated(looking.previous)}."
        )
    elif looking.doubtful:
        ruling = "not checkable"
        reason = f"{len(looking.doubtful)} earlier rows may count."
    else:
        ruling = "supported" if coverage is not None else "partly"
        reason = f"The record has no {noun} before {say.dated(looking.event)}."
    return say.answer(
        "first ever",
        ruling,
        reason,
        record,
        (*looking.before[-3:], looking.event),
        coverage=coverage,
        why="slot unresolved" if ruling == "not checkable" else "",
        would_change="an earlier row",
        numbers={"before": len(looking.before)},
    )


def _opening(question: Question) -> dt.date:
    """The day from which a first could have been: when all the leaders named were in office, else the beginning."""
    countries = {tenure.country for tenure in question.tenures}
    return max((min(t.start for t in question.tenures if t.country == each) for each in countries), default=OPEN_START)


@answers("first", "since", asks="Has there been none since?")
def none_since(question: Question, record: Record) -> tuple[Part, ...]:
    """Has there been none since?"""
    subject = subjects.named(question.event, question.bodies)
    if subject is None or not question.negated or not say.parties_known(question, subject):
        return ()
    since = question.since
    if since is None and question.interval:
        start = question.on - dt.timedelta(days=round(question.interval.days))
        since = (start, start)
    if since is None:
        return ()
    occurrences = record.occurrences(subject, question)
    after = [each for each in occurrences if each.first > since[1]]
    sure = [each for each in after if each.counts]
    doubtful = [each for each in after if not each.counts]
    then = [each for each in occurrences if each.counts and each.within(since)]
    coverage = record.completeness(subject, question, (since[1], question.on), "existence")
    noun = say.named_among(question, subject, record)
    ruling: Ruling
    if sure:
        ruling = "contradicted"
        told = f"{len(sure)} {_noun(question, subject, record, len(sure))}, the last {say.dated(sure[-1])}"
        reason = f"After {_spoken(since)} the record has {told}."
    elif doubtful or coverage is None:
        ruling = "not checkable"
        reason = f"The record has no sure {say.named_among(question, subject, record, 1)} after {_spoken(since)}."
    else:
        ruling = "supported"
        last = f" The last was {say.dated(then[-1])}." if then else ""
        reason = f"The record has no {noun} after {_spoken(since)}.{last}"
    return (
        say.answer(
            "none since",
            ruling,
            reason,
            record,
            (*then[-1:], *sure[:5]),
            coverage=coverage,
            why="coverage ends" if ruling == "not checkable" else "",
            would_change=f"a row after {_spoken(since)}",
            numbers={"after": len(sure)},
        ),
    )


@answers("first", "since", asks="Was the last one then?")
def last_one(question: Question, record: Record) -> tuple[Part, ...]:
    """Was the last one then?"""
    subject = subjects.named(question.event, question.bodies)
    stated = question.date or question.period
    if subject is None or not question.latest or stated is None or not say.parties_known(question, subject):
        return ()
    if not DATED_LAST.search(question.words):
        return (
            say.not_checkable("the last", "slot unresolved", "When the last one is said to have been is not plain."),
        )
    occurrences = record.occurrences(subject, question)
    then = [each for each in occurrences if each.counts and each.within(stated, slack_days=1)]
    news = question.on - dt.timedelta(days=NEWS_DAYS)
    later = [each for each in occurrences if each.counts and each.first > stated[1] + ONE_DAY and each.last < news]
    doubtful = [each for each in occurrences if not each.counts and stated[1] < each.last < news]
    coverage = record.completeness(subject, question, (stated[0], question.on), "existence")
    noun = say.named_among(question, subject, record)
    ruling: Ruling
    if later:
        ruling = "contradicted"
        reason = f"The record has later {noun}: the last {say.dated(later[-1])}."
    elif then:
        ruling = "supported" if not doubtful else "partly"
        reason = f"The last the record has is {say.dated(then[-1])}."
    elif coverage is not None and not doubtful:
        ruling = "contradicted"
        reason = f"The record has none {say.when(stated)}, and none after."
    else:
        ruling = "not checkable"
        reason = f"The record has none {say.when(stated)}."
    return (
        say.answer(
            "the last",
            ruling,
            reason,
            record,
            (*then[-1:], *later[-3:]),
            coverage=coverage,
            why="coverage ends" if ruling == "not checkable" else "",
            would_change="a later row",
        ),
    )


def _spoken(since: Period) -> str:
    """A period after "between" or "after": "2018", "29 September 2018", of several days the last."""
    if say.when(since).startswith("from"):
        return day(since[1])
    return re.sub(r"^(?:in|on)\s", "", say.when(since))


def _noun(question: Question, subject: Subject, record: Record, number: int) -> str:
    """The subject with its states, in the number it is told in."""
    return say.named_among(question, subject, record, min(number, 2))


def _bare(since: Period) -> bool:
    """Whether a "since" names a year or month, as one does when the one before happened then."""
    return (since[1] - since[0]).days >= 27
