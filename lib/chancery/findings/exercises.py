"""Findings on exercises: the year so far beside earlier ones, and whether it breaks records.

Sentences describe; none says that one thing brought about another.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from chancery import exercises as drills
from chancery.evidence import Finding, Row, Table
from chancery.markup import slug
from chancery.words import MONTHS, capitalised, counted, day, in_words, listed

Cite = Callable[[str, str], Row]

THIN = "The table holds what was found: recent years are covered more fully than early ones."
SAME_PART = "Every year is counted to the same day of the year; exercises known by month or year only may be missing."
COUNTED = {
    "largest exercise by troops": "soldiers in its largest exercise",
    "kinds of exercise (form and domain)": "kinds of exercise",
    "exercises held": "exercises",
    "states that took part": "states taking part",
}


def season(exercises: pd.DataFrame, as_of: dt.date, *, cite: Cite, about: str = "") -> list[Finding]:
    """The exercises of the year so far by number, days and troops, against the same part of earlier years.

    about: words after "exercises" that say which ones are counted, such as "of the theatre".
    """
    years = drills.by_year(exercises, as_of, same_part=True)
    years = years[(years["rows"] > 0) | (years["year"] == as_of.year)] if len(years) else years
    if years.empty:
        text = f"The tables hold no exercises{_said(about)} up to {day(as_of)}."
        evidence = (Table("exercises", len(exercises)),)
        return [Finding(f"exercises.season.{as_of.year}", text, "exercises", {"counted": 0}, evidence)]
    now, earlier = years.iloc[-1], years.iloc[:-1]
    number = int(now["counted"])
    held = counted(number, "exercise")
    text = f"From January to {day(as_of)} the tables count {held}{_said(about)}{_scaled(int(now['scaled_down']))}"
    text += f" with {counted(int(now['days']), 'day')} under way{_against(now, earlier)}."
    keys = _keys_of_year(exercises, as_of)
    text += f"{_uncounted(len(keys) - number)}{_troops(now)}"
    return [
        Finding(
            id=f"exercises.season.{as_of.year}",
            text=text,
            kind="exercises",
            numbers={
                name: _plain(now[name]) for name in ("counted", "scaled_down", "days", "largest_troops", "troops_known")
            },
            evidence=tuple(cite("exercises", key) for key in keys),
            caveats=(SAME_PART, THIN),
            weight=0.5,
        )
    ]


def record_check(exercises: pd.DataFrame, as_of: dt.date, *, cite: Cite, about: str = "") -> list[Finding]:
    """Whether the year breaks records in scale, nature, frequency and scope: one summary, then each measure.

    Where no year went before there is nothing to measure by, and the summary says so alone.
    """
    check = drills.record_check(exercises, as_of)
    if check.empty:
        return []
    evidence = tuple(cite("exercises", key) for key in _keys_of_year(exercises, as_of))
    alone = bool((check["verdict"] == "unknown").all())
    measures = [] if alone else [_measure(row, as_of, evidence) for row in check.to_dict(orient="records")]
    now = drills.by_year(exercises, as_of, same_part=True).iloc[-1]
    return [_record_summary(check, now, as_of, evidence, about), *measures]


def _record_summary(
    check: pd.DataFrame, now: "pd.Series[Any]", as_of: dt.date, evidence: tuple[Row, ...], about: str
) -> Finding:
    verdicts = check["verdict"]
    records, level = check[verdicts == "record"], check[verdicts == "level"]
    held, below = int(now["counted"]), int((verdicts == "no").sum())
    by = f"By {as_of.day} {MONTHS[as_of.month - 1]}, {as_of.year}"
    higher = f"on {in_words(below)} {{}}measure{'' if below == 1 else 's'} an earlier year was higher"
    firsts = [f"had more {listed(_amounts(records))} than any earlier year"] if len(records) else []
    if len(level):
        firsts.append(f"had as many {listed(_amounts(level))} as the highest of the earlier years")
    among = f", counting all exercises{_said(about)} in the tables"
    if not held:
        text = f"{by} had no exercise{_said(about)} that the tables know, and so no record."
    elif firsts:
        rest = f"; {higher.format('other ')}" if below else ""
        text = f"{by} {listed(firsts)}{among}{rest}."
    elif below:
        text = f"{by} had set no record{among}: {higher.format('')}."
    else:
        text = f"{by} had set no record: the tables hold no earlier year to compare with."
    known = int(now["troops_known"])
    if held and known < held:
        some = f"only {in_words(known)}" if known else "none"
        text += f" Troop numbers are known for {some} of its {counted(held, 'exercise')}." if held > 1 else ""
        text += " Troop numbers are not known for its one exercise." if held == 1 else ""
    return Finding(
        id=f"exercises.record.{as_of.year}",
        text=text,
        kind="record",
        numbers={
            "measures": int(verdicts.isin(["record", "level", "no"]).sum()),
            "records": len(records),
            "level": len(level),
            "below": below,
            "troops_known": known,
            "counted": held,
        }
        | {str(row["measure"]): _plain(row["value"]) for row in _rows(records) + _rows(level)},
        evidence=evidence,
        caveats=(THIN, SAME_PART),
        weight=0.7 if held else 0.1,
    )


def _rows(check: pd.DataFrame) -> list[Mapping[Hashable, Any]]:
    return list(check.to_dict(orient="records"))


def _amounts(check: pd.DataFrame) -> list[str]:
    """Measures that can be counted, with their values: "exercises on nuclear planning (2)"."""
    return [f"{COUNTED.get(row['measure'], row['measure'])} ({_figure(row['value'])})" for row in _rows(check)]


def _measure(row: Mapping[Hashable, Any], as_of: dt.date, evidence: tuple[Row, ...]) -> Finding:
    value, unit = row["value"], row["unit"]
    none = not pd.isna(value) and value == 0
    held = "not known" if pd.isna(value) else f"{'none' if none else counted(int(value), *unit)} in {as_of.year}"
    text = f"{capitalised(row['aspect'])}: {row['measure']}, {held}"
    if row["verdict"] == "unknown":
        text += "" if pd.isna(value) else "; no earlier year to compare with"
    elif row["verdict"] == "none":
        text += ", as in every earlier year"
    elif row["verdict"] == "record":
        text += f", above every earlier year (most before: {_amount(row['best_earlier'], unit)}, {row['best_year']})"
    elif row["verdict"] == "level":
        text += f", equal to the most before ({row['best_year']})"
    else:
        best = f"{_figure(row['best_earlier'])}, {row['best_year']}"
        place = "" if none else f", {_ordinal(int(row['rank']))} of {row['years']} years"
        text += f"{place} (most{' before' if none else ''}: {best})"
    text += f"; {row['unknown']}." if row["unknown"] and not pd.isna(value) else "."
    return Finding(
        id=f"exercises.record.{as_of.year}.{slug(row['measure'])}",
        text=text,
        kind="record",
        numbers={name: _plain(row[name]) for name in ("value", "rank", "years", "best_earlier", "best_year")},
        evidence=evidence,
        caveats=(THIN, SAME_PART),
        weight=0.3 if row["verdict"] == "record" else 0.1,
    )


def _against(now: "pd.Series[Any]", earlier: pd.DataFrame) -> str:
    if earlier.empty:
        return ""
    best = earlier[earlier["counted"] == earlier["counted"].max()].iloc[-1]
    if int(now["counted"]) > int(best["counted"]):
        rest = f"more than in any earlier year (most before: {best['counted']}, {best['year']})"
    elif int(now["counted"]) == int(best["counted"]):
        rest = f"as many as in the highest earlier year ({best['year']})"
    else:
        rest = f"against {best['counted']} with {counted(int(best['days']), 'day')} in {best['year']}, the highest year"
    return f", {rest}"


def _troops(now: "pd.Series[Any]") -> str:
    held, known = int(now["counted"]), int(now["troops_known"])
    if held == 0:
        return ""
    if known == 0:
        return " Troop numbers are not known for it." if held == 1 else " Troop numbers are not known for any of them."
    named = "it" if held == 1 else "all of them" if known == held else f"{in_words(known)} of them"
    return f" Troop numbers are known for {named}; the largest figure is {int(now['largest_troops']):,}."


def _scaled(number: int) -> str:
    return f", {in_words(number)} of them scaled down," if number else ","


def _uncounted(number: int) -> str:
    """Of the year's exercises those that may have begun later than the day: known by month or year only."""
    if not number:
        return ""
    left = "is left out" if number == 1 else "are left out"
    return f" {capitalised(in_words(number))} more, known by month or year only, {left}."


def _said(about: str) -> str:
    return f" {about}" if about else ""


def _keys_of_year(exercises: pd.DataFrame, as_of: dt.date) -> list[str]:
    known = drills.took_place(drills.known_by(exercises, as_of))
    return [str(key) for key in known.loc[known["start_first"].dt.year == as_of.year, "key"]]


def _amount(value: Any, unit: tuple[str, str]) -> str:
    return "not known" if pd.isna(value) else counted(int(value), *unit)


def _figure(value: Any) -> str:
    return "not known" if pd.isna(value) else f"{int(value):,}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _plain(value: Any) -> Any:
    return None if pd.isna(value) else value.item() if hasattr(value, "item") else value
