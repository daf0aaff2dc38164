"""The part of a claim that says "predecessors": who led then, and who leads on the publication date."""

import datetime as dt

from chancery.claims import answers as say
from chancery.claims import persons
from chancery.claims.questions import Period, Question
from chancery.claims.record import Record
from chancery.claims.terms import Tenure
from chancery.claims.verdicts import Part, Ruling
from chancery.words import day, listed


def predecessors(question: Question, record: Record) -> tuple[Part, ...]:
    """The part of a claim that says "predecessors": were other people in office then than on the publication date?

    Asked only where the claim says when; no part where it names no predecessors.
    """
    role = next((each for each in question.persons if each.get("role") == "predecessor"), None)
    if role is None:
        return ()
    codes = [code for code in role.get("of") or () if isinstance(code, str)]
    period = question.period or question.date
    if not codes or period is None:
        reason = "Whose predecessors are meant, or when, could not be resolved."
        return (say.not_checkable("predecessors", "slot unresolved", reason),)
    same = [_same(record, code, period, question.on) for code in codes]
    known = [each for each in same if each is not None]
    if len(known) < len(codes):
        names = listed(record.names.get(code, code) for code, each in zip(codes, same, strict=True) if each is None)
        reason = f"Who led {names} then and on {day(question.on)} is not settled by the rows."
        return (say.not_checkable("predecessors", "no table", reason, "rows of office-holders for those days"),)
    kept = [held for held in known if held]
    ruling: Ruling = "supported" if not kept else "contradicted" if len(kept) == len(known) else "partly"
    tenures = [tenure for held in kept for tenure in held]
    if kept:
        men = listed(
            dict.fromkeys(f"{each.person} ({record.names.get(each.country, each.country)})" for each in tenures)
        )
        office = "these offices" if len(kept) > 1 else "this office"
        held = f"{men} themselves held {office} {say.when(period)}, as on {day(question.on)}."
        reason = f"They were not predecessors: {held}" if ruling == "contradicted" else f"In part: {held}"
    else:
        tenures = [each for code in codes for each in _then(record, code, period)]
        reason = f"Others led then: {listed(dict.fromkeys(each.person for each in tenures))}."
    return (
        Part(
            "predecessors",
            ruling,
            reason,
            tuple(dict.fromkeys(persons.row(record, each) for each in tenures)),
            would_change="another holder of one of these offices in the period",
            holders=persons.cited(record, tenures),
        ),
    )


def _then(record: Record, code: str, period: Period) -> list[Tenure]:
    return [each for each in persons.tenures(record, code) if each.overlaps(*period)]


def _same(record: Record, code: str, period: Period, on: dt.date) -> list[Tenure] | None:
    """The tenures that show the leader of `on` in office throughout a period; empty where others led.

    None where the rows leave it open: several leading offices, gaps, or a change within the period.
    """
    then, now = _then(record, code, period), persons.holders(record, code, on)
    if not then or not now or not persons.is_sole([*then, *now]):
        return None
    people_then, people_now = {each.person for each in then}, {each.person for each in now}
    if not people_then & people_now:
        return []
    if people_then == people_now:
        return list(dict.fromkeys([*then, *now]))
    return None
