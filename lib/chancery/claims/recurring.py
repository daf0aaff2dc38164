"""Queries on what recurs, what breaks records, and what is to come."""

import datetime as dt
import itertools
import re
import statistics
from collections.abc import Mapping, Sequence

import pandas as pd

from chancery import exercises as drills
from chancery.claims import answers as say
from chancery.claims import persons, subjects
from chancery.claims.questions import Question
from chancery.claims.record import Occurrence, Record, reach
from chancery.claims.registry import answers
from chancery.claims.verdicts import Part, Ruling
from chancery.words import capitalised, counted, listed, lowered

EVERY_YEARS = {"annual": 1, "biennial": 2, "triennial": 3, "quadrennial": 4, "every five years": 5}
LEAST_HOLDINGS = 3
YEARS_SHOWN = 3
ATTENDS = re.compile(r"\b(?:attend|come|travel|take part|participate|join)", re.IGNORECASE)
CLEAR = 1.25
BELOW = re.compile(r"\b(?:ministers?|ministerial|ambassadors?|officials|envoys|chiefs|experts)\b", re.IGNORECASE)


@answers("frequency", asks="Do the rows recur so often?")
def recurs(question: Question, record: Record) -> tuple[Part, ...]:
    """Do the rows recur so often?"""
    subject = subjects.named(question.event, question.bodies)
    if question.series:
        subject = subjects.DECLARED["exercise"]
    years = EVERY_YEARS.get(question.frequency)
    if subject is None or not (question.series or any(source.rank_column for source in subject.sources)):
        return ()
    if years is None:
        reason = f"“{question.frequency or 'so often'}” is no interval that rows can be held against."
        return (say.not_checkable("frequency", "slot unresolved", reason),)
    broad = question.about(states=() if question.series else question.states, rank="")
    found = [each for each in record.occurrences(subject, broad) if each.admitted]
    found = _declared_part(found, subject, broad, record)
    held = sorted({each.first.year for each in found})
    declared = any(record.declared("exercises", {question.series}, ())) and bool(question.series)
    if len(held) < LEAST_HOLDINGS - (years > 1 or declared):
        reason = f"The record has {counted(len(held), 'year')} of it, too few to tell how often it recurs."
        return (say.not_checkable("frequency", "coverage ends", reason, rows=record.cite(found)),)
    gaps = [later - earlier for earlier, later in itertools.pairwise(held)]
    span = (dt.date(held[0], 1, 1), dt.date(held[-1], 12, 31))
    coverage = record.completeness(subject, broad, span, "frequency")
    fits = sum(1 for gap in gaps if gap == years)
    ruling: Ruling
    if fits == len(gaps):
        ruling = "supported"
    elif fits >= len(gaps) / 2:
        ruling = "partly"
    else:
        ruling = "contradicted" if coverage is not None and statistics.median(gaps) != years else "not checkable"
    every = f"every year from {held[0]} to {held[-1]}" if set(gaps) == {1} else listed(map(str, held))
    reason = f"The record has it in {every}."
    return (
        say.answer(
            "frequency",
            ruling,
            reason,
            record,
            found,
            coverage=coverage,
            why="coverage ends" if ruling == "not checkable" else "",
            would_change="rows for the years between",
            numbers={"years": len(held)},
        ),
    )


def _declared_part(
    found: list[Occurrence], subject: subjects.Subject, question: Question, record: Record
) -> list[Occurrence]:
    """Those of a stretch for which the table is declared complete, where there is one; else all."""
    table = subject.sources[0].table
    declared = record.declared(table, {subject.name, question.series} - {""}, question.states)
    spans = [reach(each) for each in declared]
    inside = [each for each in found if any(first <= each.first <= last for first, last in spans)]
    return inside or found


@answers("record", asks="Does the year break the record, dimension by dimension?")
def breaks_records(question: Question, record: Record) -> tuple[Part, ...]:
    """Does the year break the record, dimension by dimension?"""
    subject = subjects.named(question.event, question.bodies)
    if subject is None or subject.name != "exercise" or not question.dimensions or question.series:
        return ()
    if not question.states:
        return (say.not_checkable("record", "slot unresolved", "Whose exercises are meant could not be resolved."),)
    frame = record.reference.exercises
    wanted = set(question.states)
    mine = frame[[wanted == set(codes) for codes in frame["participants"]]]
    alone = len(drills.known_by(mine, question.on)) >= LEAST_HOLDINGS
    mine = mine if alone else frame[[wanted <= set(codes) for codes in frame["participants"]]]
    checked = drills.record_check(mine, question.on)
    if checked.empty:
        reason = f"The record has no exercises of {say.who(question, record)} in this year."
        return (say.not_checkable("record", "no table", reason),)
    recent = mine[mine["start_first"] >= pd.Timestamp(question.on.year - YEARS_SHOWN, 1, 1)]
    keys = set(recent["key"])
    occurrences = [each for each in record.occurrences(subject, question) if each.key in keys]
    return tuple(_dimension(question, record, checked, aspect, occurrences) for aspect in question.dimensions)


def _dimension(
    question: Question, record: Record, checked: pd.DataFrame, aspect: str, occurrences: Sequence[Occurrence]
) -> Part:
    rows = checked[checked["aspect"] == aspect]
    if rows.empty:
        return say.not_checkable(aspect, "no table", f"{capitalised(aspect)}: the tables have no measure of it.")
    told, verdicts = [], []
    for measure in rows.to_dict("records"):
        verdicts.append(measure["verdict"])
        told.append(_measure(measure, question.on.year))
    ruling: Ruling = "not checkable"
    if all(each == "record" for each in verdicts):
        ruling = "supported"
    elif any(each == "record" for each in verdicts):
        ruling = "partly"
    reason = f"{capitalised(aspect)}: {'; '.join(told)}."
    return say.answer(
        aspect,
        ruling,
        reason,
        record,
        occurrences,
        coverage=None,
        why="coverage ends" if ruling == "not checkable" else "",
        would_change=f"rows of {question.on.year} or earlier that raise this measure",
        caveats=("The same part of every year is compared; what the press did not report is not in the table.",),
    )


def _measure(measure: dict, year: int) -> str:  # type: ignore[type-arg]
    value, best = measure["value"], measure["best_earlier"]
    if measure["verdict"] == "unknown" or pd.isna(value):
        return f"{lowered(measure['measure'])}, not known ({measure['unknown'] or 'no value'})"
    stated = f"{lowered(measure['measure'])}, {f'{int(value):,}' if value else 'none'} in {year} so far"
    unknown = f"; {measure['unknown']}" if measure["unknown"] else ""
    if not value and not best:
        return f"{stated}, nor by the same day of earlier years"
    if pd.isna(best):
        return f"{stated}{f' ({unknown[2:]})' if unknown else ''}"
    word = {"record": "above", "level": "level with"}.get(measure["verdict"], "not above")
    return f"{stated} ({word} {int(best):,} by the same day of {int(measure['best_year'])}{unknown})"


@answers("record", asks="Is this holding of a series the largest or longest?")
def largest_of_series(question: Question, record: Record) -> tuple[Part, ...]:
    """Is this holding of a series the largest or longest?"""
    subject = subjects.DECLARED["exercise"]
    if not question.series or not {"scale", "troops", "duration"} & set(question.dimensions):
        return ()
    found = [each for each in record.occurrences(subject, question.about(states=())) if each.counts]
    stated = question.date or question.period
    meant = [each for each in found if stated is None or each.within(stated)][-1:]
    since = question.since[1] if question.since else dt.date(1, 1, 1)
    earlier = [each for each in found if meant and each.first < meant[0].first and each.last >= since]
    by_days = "duration" in question.dimensions
    sizes = {each.key: _size(each, by_days=by_days) for each in (*meant, *earlier)}
    known = [each for each in earlier if sizes[each.key] is not None]
    if not meant or sizes[meant[0].key] is None or not known:
        reason = f"The rows of {question.series} do not give {'days' if by_days else 'troops'} to compare."
        return (say.not_checkable("size", "no table", reason, rows=record.cite(found)),)
    low, high = sizes[meant[0].key] or (0, 0)
    top = max(known, key=lambda each: (sizes[each.key] or (0, 0))[0])
    top_low, top_high = sizes[top.key] or (0, 0)
    unit = ("day", "days") if by_days else ("soldier", "soldiers")
    if re.search(r"\b(?:smallest|shortest|fewest|lowest)\b", question.superlative):
        return (_smallest(question, record, meant[0], known, sizes, unit),)
    ruling: Ruling = "partly"
    if low > max((sizes[each.key] or (0, 0))[1] for each in known):
        ruling = "supported" if len(known) == len(earlier) else "partly"
    elif top_low > CLEAR * high:
        ruling = "contradicted"
    reason = (
        f"The record gives {meant[0].cells['name']} {counted(high, *unit)}; the largest before it, "
        f"{top.cells['name']}, had {top_high:,}."
    )
    missing = len(earlier) - len(known)
    return (
        say.answer(
            "size",
            ruling,
            reason,
            record,
            (*known, *meant),
            would_change="another count of those who took part",
            caveats=(
                "Numbers of troops differ by source, and by whom they count.",
                *((f"{counted(missing, 'earlier holding')} without a number.",) if missing else ()),
            ),
            numbers={"low": low, "high": high, "best_earlier": top_high},
        ),
    )


def _smallest(
    question: Question,
    record: Record,
    meant: Occurrence,
    known: Sequence[Occurrence],
    sizes: Mapping[str, tuple[int, int] | None],
    unit: tuple[str, str],
) -> Part:
    """Whether a holding is the smallest or shortest of those whose size is known."""
    low, high = sizes[meant.key] or (0, 0)
    least = min(known, key=lambda each: (sizes[each.key] or (0, 0))[1])
    least_high = (sizes[least.key] or (0, 0))[1]
    ruling: Ruling = "partly"
    if low > CLEAR * least_high:
        ruling = "contradicted"
    reason = (
        f"The record gives {meant.cells['name']} {counted(high, *unit)}; the {question.superlative} before it, "
        f"{least.cells['name']}, had {least_high:,}."
    )
    changed = "another count of those who took part"
    return say.answer("size", ruling, reason, record, (*known, meant), would_change=changed, numbers={"low": low})


def _size(occurrence: Occurrence, *, by_days: bool) -> tuple[int, int] | None:
    if by_days:
        if occurrence.begins_by != occurrence.first or not occurrence.cells["end"]:
            return None
        days = (occurrence.last - occurrence.first).days + 1
        return days, days
    values = [occurrence.cells["troops_min"], occurrence.cells["troops_max"]]
    numbers = [int(value) for value in values if not pd.isna(value)]
    return (min(numbers), max(numbers)) if numbers else None


@answers("schedule", asks="Does the calendar hold the meeting, in that time?")
def on_the_calendar(question: Question, record: Record) -> tuple[Part, ...]:
    """Does the calendar hold the meeting, in that time?"""
    if question.event in ("exercise", "patrol"):
        reason = "The calendar holds meetings; exercises that are still to come stand in no table."
        return (say.not_checkable("schedule", "no table", reason),)
    if (question.rank and question.rank != "leader") or BELOW.search(question.words):
        reason = "The calendar holds meetings of leaders, not of those below them."
        return (say.not_checkable("schedule", "no table", reason),)
    if len(persons.names_of(question.persons)) > 1:
        reason = "Persons who are to meet are named; the calendar holds meetings of organisations."
        return (say.not_checkable("schedule", "no table", reason),)
    rows = [row for row in record.rows("calendar") if _is_meeting(row, question)]
    ahead = [
        row
        for row in rows
        if row["_admitted"]
        and (row["end_last"] if not pd.isna(row["end_last"]) else row["start_last"]).date() >= question.on
    ]
    if not ahead:
        reason = "The calendar has no such meeting after the publication date."
        return (say.not_checkable("schedule", "no table", reason, "a row of calendar.csv for the meeting"),)
    meeting = min(ahead, key=lambda row: row["start_first"])
    first, last = (
        meeting["start_first"].date(),
        (meeting["end_last"] if not pd.isna(meeting["end_last"]) else meeting["start_last"]).date(),
    )
    place = "" if meeting["place"] in meeting["name"] else f" in {meeting['place']}"
    told = f"The calendar has it: {meeting['name']}{place} {say.when((first, last))}"
    cited = (record.row("calendar", meeting["key"]),)
    stated = question.date
    elsewhere = bool(meeting["host"] and question.place_code) and question.place_code != meeting["host"]
    ruling: Ruling = "supported"
    if stated is not None and not (first <= stated[1] and stated[0] <= last):
        alone = len(ahead) == 1 or all(row["series"] == meeting["series"] for row in ahead)
        ruling = "contradicted" if alone else "not checkable"
    elif elsewhere:
        ruling = "contradicted"
    elif question.place and not question.place_code and not _names_place(question.place, meeting, record):
        ruling = "partly"
    caveats = (
        ("The row was made after the event; what was announced by then is not always in it.",)
        if not meeting["announced"]
        else ()
    )
    schedule = Part(
        "schedule",
        ruling,
        f"{told}.",
        cited,
        "slot unresolved" if ruling == "not checkable" else "",
        "another meeting of the series, or other dates",
        caveats=caveats,
    )
    if not ATTENDS.search(question.words):
        return (schedule,)
    reason = "It says when and where they meet, not who comes."
    return (schedule, say.not_checkable("attendance", "no table", reason, "an announcement of who attends"))


def _names_place(place: str, meeting: dict, record: Record) -> bool:  # type: ignore[type-arg]
    """Whether words for a place are those of a meeting: its city, its name, or its host's."""
    known = f"{meeting['place']} {meeting['name']} {' '.join(record.called(str(meeting['host'])))}"
    return any(word in known for word in re.findall(r"[A-Z][\w-]+", place))


def _is_meeting(row: dict, question: Question) -> bool:  # type: ignore[type-arg]
    bodies = set(question.bodies) & {row["organiser"], *row["participants"]}
    return (
        bool(row["organiser"])
        and bool(bodies)
        and question.event in ("summit", "meeting", "session", "leaders meeting", "appearance", "visit")
    )
