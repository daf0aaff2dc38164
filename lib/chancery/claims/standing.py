"""Queries on what exists or stands: resolutions, treaties, memberships, laws, and single dated acts."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from chancery.claims import answers as say
from chancery.claims import subjects
from chancery.claims.questions import Period, Question
from chancery.claims.record import OPEN_START, Occurrence, Record
from chancery.claims.registry import answers
from chancery.claims.subjects import Condition
from chancery.claims.verdicts import Completeness, Part, Ruling
from chancery.evidence import Row
from chancery.words import counted, day, listed

# Security Council resolutions that lay duties on a state, told from those that only prolong a panel or admit a member.
BINDING: Condition = {"category": ("sanctions", "nonproliferation")}
SLACK_DAYS = 1
# After a state's name: words that say of it, and of nothing between, that it joins or is a member.
ASSERTED = (
    r"(?:[^.;:,]|,[^.;:,]{0,60},){0,30}?\b(?:is|are|was|were|isn[’']t|aren[’']t|became|become|remains?|joined|joins|"
    r"acceded|admitted)\b(?:[^.;:,]{0,50}\bmembers?\b)?"
)
# "Has adopted no resolutions", but not "no new resolution".
NONE = re.compile(
    r"\b(?:no|never\s+(?:\w+\s+)?any)\s+(?:binding\s+|U\.?N\.?\s+)?(?:Security\s+Council\s+)?resolutions?\b"
)
# "Has 32 members", not "its original 12 members" or "eight members border Russia".
WHOLE = re.compile(r"\b(?:has|have|counts|numbers|comprises|grown\s+to)\s+(?:now\s+)?[\w-]+\s+(?:full\s+)?members?\b")
# "Joined NATO's Partnership for Peace": what belongs to the body is not the body.
PART_OF_BODY = re.compile(r"\b(?:join\w*|enter\w*|acced\w*\s+to)\s+(?:the\s+)?[\w.]+[’']s?\s+[A-Za-z]")
JOINING = re.compile(r"\b(?:join|acced|became|become|admitted|enter)", re.IGNORECASE)
TREATY_WORDS = frozenset(
    ("treaty agreement pact accord declaration memorandum partnership bilateral").split()  # noqa: SIM905  reads as it is
)
# Words of which one is enough to tell a treaty by.
STRONG = ("friend", "mutual", "defen", "assist", "partner", "access", "recipro", "guarantee", "non-aggr")
STOPPED = frozenset(
    ("the and that with from have has had its their this which under into been were was are also now said").split()  # noqa: SIM905  reads as it is
)


@answers("existence", events=("resolution",), asks="Are there adopted resolutions on the state, and how many?")
def resolutions_exist(question: Question, record: Record) -> tuple[Part, ...]:
    """Are there adopted resolutions on the state, and how many?"""
    subject = subjects.DECLARED["resolution"]
    if not question.states:
        return (
            say.not_checkable("resolutions", "slot unresolved", "Whom the resolutions concern could not be resolved."),
        )
    stated = question.period or question.date
    found = [each for each in record.occurrences(subject, question) if stated is None or each.within(stated)]
    sure = [each for each in found if each.counts and set(BINDING["category"]) & {each.cells["category"]}]
    others = [each for each in found if each not in sure]
    wanted = question.number or (2 if question.comparison == "at least" else 1)
    coverage = record.completeness(subject, question, stated or (OPEN_START, question.on), "existence")
    exact = question.exact and question.number is not None and question.number > 1
    ruling: Ruling
    if wanted in (len(sure), len(found)) if exact else len(sure) >= wanted:
        ruling = "supported"
    elif len(found) >= wanted or sure:
        ruling = "partly"
    else:
        ruling = "contradicted" if coverage is not None and not found else "not checkable"
    names = say.who(question.about(bodies=()), record)
    if sure and stated is None and question.since is None and NONE.search(question.words):
        reason = f"The record has {counted(len(sure), 'adopted resolution')} binding {names}."
        return (say.answer("resolutions", "contradicted", reason, record, sure, would_change="fewer such rows"),)
    years = f" from {sure[0].first.year} to {sure[-1].first.year}" if len(sure) > 1 else ""
    reason = (
        f"The record has {counted(len(sure), 'adopted resolution')} binding {names}{years}: "
        f"{listed(each.key for each in sure)}."
        if sure
        else f"The record has no adopted resolution that binds {names}."
    )
    caveats = ["The table holds what each resolution does in a few words; what each one demands was not read here."]
    if others:
        caveats.append(f"{counted(len(others), 'further row')} (renewals, membership, not admitted) not counted.")
    return (
        say.answer(
            "resolutions",
            ruling,
            reason,
            record,
            sure,
            coverage=coverage,
            why="coverage ends" if ruling == "not checkable" else "",
            would_change="fewer such rows",
            caveats=caveats,
            numbers={"found": len(sure), "others": len(others)},
        ),
    )


@answers("existence", events=("treaty", "agreement"), asks="Is there such a treaty of the states, of that date?")
def treaty_exists(question: Question, record: Record) -> tuple[Part, ...]:
    """Is there such a treaty of the states, of that date?"""
    subject = subjects.DECLARED["treaty"]
    parties = {*question.states, *question.bodies}
    if len(parties) < 2:
        return (
            say.not_checkable(
                "treaty", "slot unresolved", "The article does not make clear which two states are meant."
            ),
        )
    found = [each for each in record.occurrences(subject, question) if each.admitted]
    between = [each for each in found if each.parties == parties] or found
    meant = _meant(question, between)
    stated = question.date or question.period
    if question.negated:
        return (_no_treaty(question, record, meant),)
    dated = meant if stated is None else [each for each in between if _signed_or_in_force(each, stated)]
    if dated or stated is None:
        return (_treaties(record, dated),) if dated else ()
    by_year = [each for each in between if each.first.year in _years_named(question.words)]
    if by_year:
        return (_treaties(record, by_year),)
    meant = [each for each in meant if _shares_words(question, each)]
    if len(meant) != 1 or meant[0].begins_by != meant[0].first:
        return ()
    return (_another_date(record, meant, stated),)


def _another_date(record: Record, meant: Sequence[Occurrence], stated: Period) -> Part:
    reason = f"The record has {_treaty(meant[0])}, and none like it {say.when(stated)}."
    changed = f"a row for another such treaty {say.when(stated)}"
    return say.answer("treaty", "contradicted", reason, record, meant, would_change=changed)


def _years_named(words: str) -> set[int]:
    """The years that words name: of "a treaty of 2001, they flew patrols on 24 May" the treaty has the first."""
    return {int(year) for year in re.findall(r"\b(?:1[0-9]|20)\d\d\b", words)}


def _treaties(record: Record, found: Sequence[Occurrence]) -> Part:
    reason = f"The record has {listed(_treaty(each) for each in found[:4])}."
    return say.answer("treaty", "supported", reason, record, found[:4], would_change="a correction of these rows")


def _no_treaty(question: Question, record: Record, meant: Sequence[Occurrence]) -> Part:
    standing = [each for each in meant if not each.cells["ended"] and _shares_words(question, each)]
    reason = f"The record has {listed(_treaty(each) for each in standing[:4]) or 'no such treaty'}."
    if standing:
        return say.answer("treaty", "contradicted", reason, record, standing)
    return say.not_checkable("treaty", "coverage ends", reason, "a row of alliances.csv for one")


def _meant(question: Question, found: Sequence[Occurrence]) -> list[Occurrence]:
    """The treaties that the claim's words fit: mutual defence by the table's own flag, else any."""
    said = f"{question.topic} {question.what} {question.words}".lower()
    if re.search(r"\bmutual[- ]defen[cs]e\b|\bdefen[cs]e (?:treaty|pact)\b", said):
        return [each for each in found if each.cells["defense"]]
    return list(found)


def _shares_words(question: Question, occurrence: Occurrence) -> bool:
    """Whether a claim shares telling words with a treaty's name, or calls for the defence that its flag records."""
    said = f"{question.topic} {question.what} {question.words}".lower().replace("defence", "defense")
    named = _words(str(occurrence.cells["name"]).replace("Defence", "Defense")) - TREATY_WORDS
    shared = _words(said) & {word for word in named if word not in _words(question.called)}
    strong = len(shared) > 1 or any(word.startswith(STRONG) for word in shared)
    return strong or (bool(occurrence.cells["defense"]) and "mutual defense" in said)


def _treaty(occurrence: Occurrence) -> str:
    until = f", {occurrence.cells['status']}" if occurrence.cells["status"] != "in force" else ""
    return f"{occurrence.cells['name']} (signed {say.dated(occurrence)}{until})"


def _signed_or_in_force(occurrence: Occurrence, stated: Period) -> bool:
    in_force = occurrence.cells["in_force_first"]
    began = in_force is not None and in_force == in_force and stated[0] <= in_force.date() <= stated[1]  # noqa: PLR0124  NaT is unequal to itself
    return occurrence.within(stated, slack_days=SLACK_DAYS) or bool(began)


@answers("status", "existence", events=("accession",), asks="Is or did the state become a member, and when?")
def membership(question: Question, record: Record) -> tuple[Part, ...]:
    """Is or did the state become a member, and when?"""
    rows = _memberships(question, record)
    if not rows or not question.states or question.status == "withdrawn":
        return ()
    subject = subjects.DECLARED["accession"]
    reach_back = (dt.date(1949, 4, 4), question.on)
    coverage = record.completeness(subject, question, reach_back, "existence")
    return tuple(_member(question, record, state, rows, coverage) for state in question.states)


def _memberships(question: Question, record: Record) -> list[dict[str, Any]]:
    """The rows of members of the bodies a question names."""
    wanted = {body.lower() for body in question.bodies}
    return [row for row in record.rows("alliance_members") if row["alliance_id"].lower() in wanted and row["_admitted"]]


def _member(
    question: Question,
    record: Record,
    state: str,
    rows: Sequence[dict[str, Any]],
    coverage: tuple[Completeness, ...] | None,
) -> Part:
    name = record.names.get(state, state)
    body = listed(record.names.get(code, code) for code in question.bodies)
    held = [row for row in rows if row["member"] == state]
    if not _is_subject(state, question, record) or PART_OF_BODY.search(question.words):
        return say.not_checkable("membership", "slot unresolved", "Whose membership is meant could not be resolved.")
    spans = [(row["joined_first"].date(), row["joined_last"].date()) for row in held]
    inside = any(first <= question.on for first, _ in spans) and not all(row["left"] for row in held)
    stated = question.date or question.period if question.status != "member" or JOINING.search(question.words) else None
    ruling: Ruling
    if question.negated:
        ruling = "contradicted" if inside else "supported" if coverage is not None else "not checkable"
    elif not inside:
        ruling = "contradicted" if coverage is not None and not held else "not checkable"
    else:
        slack = dt.timedelta(days=SLACK_DAYS)
        fits = stated is None or any(a <= stated[1] + slack and stated[0] - slack <= b for a, b in spans)
        ruling = "supported" if fits else "contradicted"
    reason = (
        f"{name} joined {body} on {day(spans[0][0])}."
        if spans
        else f"The record has no membership of {name} in {body}."
    )
    return Part(
        "membership",
        ruling,
        reason,
        citations(record, "alliance_members", [row["key"] for row in held]),
        "coverage ends" if ruling == "not checkable" else "",
        "another date of joining",
        () if held else tuple(coverage or ()),
    )


def _is_subject(state: str, question: Question, record: Record) -> bool:
    """Whether the claim says of a state, and not of others, that it joins or is a member."""
    return any(
        re.search(rf"\b{re.escape(name)}\b{ASSERTED}", question.words, re.IGNORECASE) for name in record.called(state)
    )


@answers("count", events=("member", "accession"), asks="Is it the body’s so-manieth member, or has it so many?")
def number_of_members(question: Question, record: Record) -> tuple[Part, ...]:
    """Is it the body’s so-manieth member, or has it so many?"""
    rows = sorted(_memberships(question, record), key=_joined)
    if not rows:
        return ()
    coverage = record.completeness(
        subjects.DECLARED["accession"], question, (dt.date(1949, 4, 4), question.on), "count"
    )
    body = listed(record.names.get(code, code) for code in question.bodies)
    known = [row for row in rows if _joined(row) <= question.on and not row["left"]]
    numbers = {number for number, row in enumerate(known, 1) if row["member"] in question.states}
    claimed = question.ordinal or question.number
    found = numbers if question.ordinal else {len(known)}
    if not found or claimed is None:
        return ()
    stated = question.period if question.ordinal is None else None
    whole = question.ordinal is not None or WHOLE.search(question.words)
    fits = claimed in found or (question.comparison in ("over", "at least") and claimed <= max(found))
    ruling: Ruling = (
        "supported" if fits else "contradicted" if coverage is not None and not stated and whole else "not checkable"
    )
    reason = f"By the record {body} has {counted(len(known), 'member')} on {day(question.on)}"
    if question.ordinal:
        reason = f"By the record it is member number {listed(map(str, sorted(found)))} of {body}"
    return (
        Part(
            "number of members",
            ruling,
            f"{reason}; the claim says {claimed}.",
            citations(record, "alliance_members", [row["key"] for row in known if row["member"] in question.states]),
            "coverage ends" if ruling == "not checkable" else "",
            "a missing member, or another date of joining",
            tuple(coverage or ()),
            numbers={"claimed": claimed, "found": max(found)},
        ),
    )


def _joined(row: dict[str, Any]) -> dt.date:
    joined: dt.date = row["joined_first"].date()
    return joined


@answers("status", events=("constitution", "law", "charter", "basic law"), asks="Is it written into that law?")
def written_into_law(question: Question, record: Record) -> tuple[Part, ...]:
    """Is it written into that law?"""
    kinds = {"constitution": ("constitution",), "law": ("law", "constitution"), "basic law": ("constitution",)}
    wanted = kinds.get(question.event, (question.event,))
    words = _words(f"{question.topic} {question.words}")
    found = [
        row
        for row in record.rows("milestones")
        if row["kind"] in wanted
        and set(row["actor"]) & set(question.states)
        and row["date_first"].date() <= question.on
        and words & _words(f"{row['topic']} {row['description']}") - {question.event}
    ]
    names = say.who(question, record)
    if not found or not all(row["_admitted"] for row in found):
        reason = f"The table of milestones has no {question.event} of {names} on this."
        return (say.not_checkable("legal standing", "no table", reason, "a row of milestones.csv for it"),)
    cited = tuple(record.row("milestones", row["key"]) for row in found)
    told = listed(
        f"{row['description']} ({say.when((row['date_first'].date(), row['date_last'].date())).removeprefix('on ')})"
        for row in found
    )
    if question.negated:
        return (Part("legal standing", "contradicted", f"{told}.", cited, would_change="a later act that undid it"),)
    return (
        Part(
            "legal standing",
            "supported",
            f"{told}.",
            cited,
            would_change="a later act that undid it",
            caveats=("The table holds what was done in a few words, not the text of the law.",),
        ),
    )


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z]{4,}", text.lower())} - STOPPED


def citations(record: Record, table: str, keys: Sequence[str]) -> tuple[Row, ...]:
    """The citations of rows of one table."""
    return tuple(record.row(table, key) for key in keys)
