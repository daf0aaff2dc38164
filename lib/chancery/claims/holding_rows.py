"""What the rows say of an exercise series: whether it was held then, first or last."""

from chancery.claims import answers as say
from chancery.claims import subjects
from chancery.claims.questions import Question
from chancery.claims.record import OPEN_START, Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.stretches import agrees
from chancery.claims.verdicts import Part, Ruling, Why

RECENT_DAYS = 60
NEAR_DAYS = 45
SLACK_DAYS = 1
HOLDING = "when it was held"


@answers("existence", events=("holding",), asks="Was the exercise held then, first or last?")
def held_then(question: Question, record: Record) -> tuple[Part, ...]:
    """Was the exercise held then, first or last?"""
    if question.date is None:
        return ()
    subject = subjects.DECLARED["exercise"]
    series = question.about(states=(), bodies=(), event="exercise")
    held = record.occurrences(subject, series)
    sure = [each for each in held if each.counts]
    aspect = str(question.slots["aspect"])
    left_out = [each for each in held if each.certain and not each.admitted]
    if not sure or [each for each in left_out if aspect == "first" or _fits(question, each, "held")]:
        why: Why = "rows not admitted" if held else "no table"
        return (say.not_checkable(HOLDING, why, f"The rows admitted do not tell of {question.series}."),)
    fits = [each for each in sure if _fits(question, each, aspect)]
    wanted = {"first": sure[:1], "last": _latest(question, sure)}.get(aspect, sure)
    good = [each for each in fits if each in wanted]
    shown = _told(good[0] if good else min(wanted, key=lambda each: _distance(question, each)))
    told = f"The record has {question.series} {shown}"
    if good:
        return (_part(aspect, "supported", f"{told}.", good[:1], record),)
    near = min(wanted, key=lambda each: _distance(question, each))
    period = (OPEN_START, question.on) if aspect == "first" else (question.date[0], min(question.date[1], question.on))
    coverage = record.completeness(subject, series, period, "existence")
    by_row = {
        "first": any(each.last < question.date[0] for each in sure) and not question.years,
        "last": any(each.first > question.date[1] for each in wanted) and not question.years,
    }.get(aspect, _same_holding(question, near, sure))
    if near.begins_by != near.first or not (by_row or coverage is not None) or question.date[0] > question.on:
        reason = f"The record has no {question.series} {say.when(question.date)}; the nearest is {shown}."
        return (say.not_checkable(HOLDING, "coverage ends", reason, rows=record.cite([near])),)
    return (
        say.answer(
            HOLDING,
            "contradicted",
            f"{told}, not {say.when(question.date)}.",
            record,
            [near],
            coverage=coverage if not by_row else (),
            would_change=f"a row {say.when(question.date)}",
        ),
    )


def _latest(question: Question, sure: list[Occurrence]) -> list[Occurrence]:
    """The last holding, and the last before those in the news."""
    earlier = [each for each in sure if (question.on - each.last).days > RECENT_DAYS]
    return list(dict.fromkeys((*sure[-1:], *earlier[-1:])))


def _fits(question: Question, held: Occurrence, aspect: str) -> bool:
    """Whether a date claimed is that of a holding: its beginning, its end, both ends, or a day of it."""
    assert question.date is not None
    if question.slots["ranged"] and not question.years and held.begins_by == held.first:
        ends = [
            abs((mine - said).days) <= SLACK_DAYS
            for mine, said in zip((held.first, held.last), question.date, strict=True)
        ]
        return all(ends)
    if aspect in ("began", "ended"):
        edge = held.first if aspect == "began" else held.last
        return agrees(question.date, question.years, edge, max(edge, held.begins_by if aspect == "began" else edge))
    if question.slots["ranged"]:
        first, last = question.date
        return agrees((first, first), question.years, held.first, held.begins_by) and agrees(
            (last, last), question.years, held.last, held.last
        )
    return agrees(question.date, question.years, held.first, held.last)


def _same_holding(question: Question, near: Occurrence, sure: list[Occurrence]) -> bool:
    """Whether a date given to the day is meant for the one holding of that year, and misses it by days or weeks."""
    assert question.date is not None
    exact = (question.date[1] - question.date[0]).days < 27 and _distance(question, near) <= NEAR_DAYS
    alone = len([each for each in sure if each.first.year == question.date[0].year]) == 1
    return exact and alone


def _distance(question: Question, held: Occurrence) -> int:
    assert question.date is not None
    return abs((held.first - question.date[0]).days)


def _told(held: Occurrence) -> str:
    if held.last <= held.first or held.begins_by != held.first:
        return say.when((held.first, held.begins_by))
    return say.when((held.first, held.last))


def _part(aspect: str, ruling: Ruling, reason: str, rows: list[Occurrence], record: Record) -> Part:
    label = {"first": "when it was first held", "last": "when it was last held"}.get(aspect, HOLDING)
    return say.answer(label, ruling, reason, record, rows, would_change="a correction of this row")
