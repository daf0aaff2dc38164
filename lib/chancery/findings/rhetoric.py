"""Findings on exercises and the words about them, and on drills and launches: numbers into sentences.

Sentences describe; none says that one thing brought about another.
"""

import datetime as dt
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from chancery import exercises as drills
from chancery.evidence import Finding, Passage, Row, Table
from chancery.rhetoric import placement, series
from chancery.rhetoric.placement import Utterance
from chancery.words import capitalised, counted, day, in_words, listed

Cite = Callable[[str, str], Row]

THIN = "The table holds what was found: recent years are covered more fully than early ones."
SAME_PART = "Every year is counted to the same day of the year; exercises known by month or year only may be missing."
EVIDENCE_MOST = 12
TERMS_MOST = 4
FEW_STATEMENTS = 5
ENOUGH_FOR_YEARS = 10
CODED = re.compile(r"(coded statements?)")


def season(exercises: pd.DataFrame, as_of: dt.date, *, cite: Cite, about: str = "") -> list[Finding]:
    """The exercises of the year so far by number, days and troops, against the same part of earlier years.

    about: words after "exercises" that say which ones, e.g. "with North Korea as audience".
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
    text += f" with {counted(int(now['days']), 'day')} under way{_against(now, earlier)}. {_troops(now)}"
    keys = _keys_of_year(exercises, as_of)
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
    """Whether the year breaks records in scale, nature, frequency and scope: one summary, then each measure."""
    check = drills.record_check(exercises, as_of)
    if check.empty:
        return []
    evidence = tuple(cite("exercises", key) for key in _keys_of_year(exercises, as_of))
    measures = [_measure(row, as_of, evidence) for row in check.to_dict(orient="records")]
    return [_record_summary(check, as_of, evidence, about), *measures]


def placed(said: Sequence[Utterance], coded: pd.DataFrame, *, names: Mapping[str, str], cite: Cite) -> list[Finding]:
    """Each speaker's statements among the coded statements of the same actor, with the words that decide.

    A speaker whose state has fewer than five coded statements is not placed.
    """
    found = []
    for speaker in dict.fromkeys(one.speaker for one in said):
        own = [one for one in said if one.speaker == speaker]
        others = placement.compared(coded, own[0].actor, own[0].day)
        if own[0].actor and len(others) >= FEW_STATEMENTS:
            same = placement.same_speech(coded, own[0])
            found.append(_placed(own, others, same, names.get(own[0].actor, own[0].actor), cite))
    return found


def against_harshest_years(
    said: Sequence[Utterance], coded: pd.DataFrame, *, names: Mapping[str, str], cite: Cite
) -> list[Finding]:
    """Each speaker's statements against the two years running in which the coded ones were harshest.

    The years are those with the highest median tone among pairs with at least ten statements.
    """
    found = []
    for speaker in dict.fromkeys(one.speaker for one in said):
        own = [one for one in said if one.speaker == speaker]
        rows = placement.compared(coded, own[0].actor, own[0].day)
        years = harshest_years(rows)
        if years is None:
            continue
        then = rows[rows["date_first"].dt.year.isin(years)]
        highest = max(own, key=lambda one: one.tone)
        where = placement.place(highest.tone, then["tone"])
        actor = names.get(own[0].actor, own[0].actor)
        text = (
            f"The harshest words quoted from {speaker} have a tone of {highest.tone:g}; the "
            f"{counted(len(then), 'coded statement')} of {actor} in {years[0]}–{years[1]}, the harshest two years on "
            f"record, have a median of {then['tone'].median():g}, and {_of(where.milder_than, where.of)} harsher."
        )
        found.append(
            Finding(
                id=f"rhetoric.years.{_slug(speaker)}",
                text=text,
                kind="rhetoric",
                numbers={
                    "tone": highest.tone,
                    "median": float(then["tone"].median()),
                    "harsher": where.milder_than,
                    "of": where.of,
                },
                evidence=(_passage(highest), *(cite("statements", key) for key in then["key"])),
                caveats=placement.BASIS,
                weight=0.55,
            )
        )
    return found


def harshest_years(rows: pd.DataFrame, least: int = ENOUGH_FOR_YEARS) -> tuple[int, int] | None:
    """The two years running with the highest median tone; None where no two have `least` statements.

    Of pairs with the same median, the one with more statements.
    """
    years = rows["date_first"].dt.year
    pairs = []
    for year in sorted(set(years)):
        tones = rows.loc[years.isin((year, year + 1)), "tone"]
        if len(tones) >= least and (years == year + 1).any():
            pairs.append((float(tones.median()), len(tones), int(year)))
    return (max(pairs)[2], max(pairs)[2] + 1) if pairs else None


def statements_of_year(
    coded: pd.DataFrame, as_of: dt.date, actor: str, *, names: Mapping[str, str], cite: Cite
) -> list[Finding]:
    """How many statements of an actor the year has so far, by rank and tone, against the year before with most."""
    years = series.by_year(coded, as_of, actor)
    rows = series.known_by(coded, as_of, actor)
    this = rows[rows["date_first"].dt.year == as_of.year]
    if this.empty:
        return []
    ranks = series.by_rank(this, as_of)
    by_rank = listed(f"{row['statements']} at {row['rank']}" for row in ranks.to_dict(orient="records"))
    now = years[years["year"] == as_of.year].iloc[0]
    threats = counted(int(now["threats"]), "threat")
    text = (
        f"{capitalised(counted(len(this), 'coded statement'))} of {names.get(actor, actor)} on exercises from January "
        f"to {day(as_of)}: {by_rank}; median tone {now['median_tone']:g}, {threats}."
    )
    return [
        Finding(
            id=f"rhetoric.year.{as_of.year}.{actor}",
            text=text,
            kind="rhetoric",
            numbers={"statements": len(this), "median": float(now["median_tone"]), "threats": int(now["threats"])},
            evidence=tuple(cite("statements", key) for key in this["key"]),
            caveats=(placement.BASIS[1],),
            weight=0.2,
        )
    ]


def _record_summary(check: pd.DataFrame, as_of: dt.date, evidence: tuple[Row, ...], about: str) -> Finding:
    verdicts = check["verdict"]
    known = check[verdicts.isin(["record", "level", "no"])]
    records = check.loc[verdicts == "record", "measure"].tolist()
    level = check.loc[verdicts == "level", "measure"].tolist()
    head = (
        f"The tables can check {counted(len(known), 'measure')} of the exercises{_said(about)}. Up to "
        f"{as_of.day} {as_of:%B}, {as_of.year}"
    )
    parts = [f"sets a record in {in_words(len(records))} ({listed(records)})" if records else "sets no record"]
    if level:
        parts.append(f"equals the record in {in_words(len(level))} ({listed(level)})")
    below = int((verdicts == "no").sum())
    if below:
        parts.append(f"lies below an earlier year in {in_words(below)}")
    gaps = [str(words) for words in check["unknown"] if words]
    text = f"{head} {listed(parts)}." + (f" What is not known: {listed(gaps)}." if gaps else "")
    return Finding(
        id=f"exercises.record.{as_of.year}",
        text=text,
        kind="record",
        numbers={"measures": len(known), "records": len(records), "level": len(level), "below": below},
        evidence=evidence,
        caveats=(THIN, SAME_PART),
        weight=0.7,
    )


def _measure(row: Mapping[Hashable, Any], as_of: dt.date, evidence: tuple[Row, ...]) -> Finding:
    unit = row["unit"]
    text = f"{capitalised(row['aspect'])}: {row['measure']}, {_amount(row['value'], unit)} in {as_of.year}"
    if row["verdict"] == "unknown":
        text += "; no earlier year to compare with" if not pd.isna(row["value"]) else ", not known"
    elif row["verdict"] == "none":
        text += ", as in every earlier year"
    elif row["verdict"] == "record":
        text += f", above every earlier year (most before: {_amount(row['best_earlier'], unit)}, {row['best_year']})"
    elif row["verdict"] == "level":
        text += f", equal to the most before ({row['best_year']})"
    else:
        best = f"{_figure(row['best_earlier'])}, {row['best_year']}"
        text += f", {_ordinal(int(row['rank']))} of {row['years']} years (most: {best})"
    text += f"; {row['unknown']}." if row["unknown"] else "."
    return Finding(
        id=f"exercises.record.{as_of.year}.{_slug(row['measure'])}",
        text=text,
        kind="record",
        numbers={name: _plain(row[name]) for name in ("value", "rank", "years", "best_earlier", "best_year")},
        evidence=evidence,
        caveats=(THIN, SAME_PART),
        weight=0.3 if row["verdict"] == "record" else 0.1,
    )


def _placed(own: Sequence[Utterance], others: pd.DataFrame, same: pd.DataFrame, actor: str, cite: Cite) -> Finding:
    highest, lowest = max(own, key=lambda one: one.tone), min(own, key=lambda one: one.tone)
    where = placement.place(highest.tone, others["tone"])
    span = f"{highest.tone:g}" if highest.tone == lowest.tone else f"{lowest.tone:g} to {highest.tone:g}"
    if len(own) == 1:
        head = f"The passage quoted from {highest.speaker} has a tone of {span} of 10 and is"
    else:
        many = f"{in_words(len(own))} passages quoted from {highest.speaker}"
        tones = f"each have a tone of {span}" if highest.tone == lowest.tone else f"have tones of {span}"
        head = f"The {many} {tones} of 10; the harshest is"
    parts = sorted(highest.parts, key=lambda part: -abs(part.weight))[:TERMS_MOST]
    terms = listed(f"“{part.term}” ({part.weight:+.1f})" for part in parts)
    among = CODED.sub(rf"\1 of {actor}", placement.words(where, highest.authority))
    text = f"{head} {among}."
    text += f" The words that decide: {terms}." if terms else ""
    text += _coded_too(same, others)
    near = others.assign(far=(others["tone"] - highest.tone).abs()).sort_values(["far", "key"]).head(EVIDENCE_MOST)
    return Finding(
        id=f"rhetoric.placed.{_slug(highest.speaker)}",
        text=text,
        kind="rhetoric",
        numbers={
            "passages": len(own),
            "tone": highest.tone,
            "coded_tone": float(same["tone"].max()) if len(same) else None,
            "milder_than": where.milder_than,
            "level_with": where.level_with,
            "harsher_than": where.harsher_than,
            "of": where.of,
            "authority": highest.authority,
        },
        evidence=(
            *(_passage(one) for one in own),
            *(cite("statements", key) for key in same["key"]),
            *(cite("statements", key) for key in near["key"]),
        ),
        caveats=placement.BASIS,
        weight=0.6,
    )


def _coded_too(same: pd.DataFrame, others: pd.DataFrame) -> str:
    if same.empty:
        return ""
    tone = float(same["tone"].max())
    where = placement.place(tone, others["tone"])
    return (
        f" The tables hold the same speech too: coded as the others are, it has a tone of {tone:g}, milder than "
        f"{where.milder_than} of them."
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
        return "Troop numbers are not known for any of them."
    named = "the exercise" if known == held == 1 else f"{in_words(known)} of them"
    return f"Troop numbers are known for {named}; the largest figure is {int(now['largest_troops']):,}."


def _scaled(number: int) -> str:
    return f", {in_words(number)} of them scaled down," if number else ","


def _said(about: str) -> str:
    return f" {about}" if about else ""


def _of(number: int, total: int) -> str:
    if number == total:
        return "the one is" if total == 1 else "all of them are"
    return f"{number} of them {'is' if number == 1 else 'are'}"


def _keys_of_year(exercises: pd.DataFrame, as_of: dt.date) -> list[str]:
    known = drills.took_place(drills.known_by(exercises, as_of))
    return [str(key) for key in known.loc[known["start_first"].dt.year == as_of.year, "key"]]


def _passage(one: Utterance) -> Passage:
    return Passage(one.start, one.end, one.text)


def _amount(value: Any, unit: tuple[str, str]) -> str:
    return "not known" if pd.isna(value) else counted(int(value), *unit)


def _figure(value: Any) -> str:
    return "not known" if pd.isna(value) else f"{int(value):,}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _plain(value: Any) -> Any:
    return None if pd.isna(value) else value.item() if hasattr(value, "item") else value


def _slug(text: str) -> str:
    return "-".join("".join(char if char.isalnum() else " " for char in text.lower()).split())


def rows_of(findings: Iterable[Finding]) -> tuple[Row, ...]:
    """The rows that findings rest on, each once, in order."""
    return tuple(dict.fromkeys(item for one in findings for item in one.evidence if isinstance(item, Row)))
