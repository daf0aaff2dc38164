"""Findings on exercises and the words about them, and on drills and launches: numbers into sentences.

Sentences describe; none says that one thing brought about another.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from chancery import exercises as drills
from chancery.evidence import Finding, Passage, Row, Table
from chancery.rhetoric import placement, series
from chancery.rhetoric.placement import Utterance
from chancery.words import MONTHS, capitalised, counted, day, in_words, listed, tenth, the

Cite = Callable[[str, str], Row]

THIN = "The table holds what was found: recent years are covered more fully than early ones."
SAME_PART = "Every year is counted to the same day of the year; exercises known by month or year only may be missing."
EVIDENCE_MOST = 12
TERMS_MOST = 4
FEW_STATEMENTS = 5
ENOUGH_FOR_YEARS = 10
TELLING = 0.5
OF_THEATRE = "of the theatre"
COUNTED = {
    "largest exercise by troops": "soldiers in its largest exercise",
    "kinds of exercise (form and domain)": "kinds of exercise",
    "exercises held": "exercises",
    "states that took part": "states taking part",
}


def season(exercises: pd.DataFrame, as_of: dt.date, *, cite: Cite, about: str = OF_THEATRE) -> list[Finding]:
    """The exercises of the year so far by number, days and troops, against the same part of earlier years.

    about: words after "exercises" that say which ones are counted, e.g. "with North Korea as audience".
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
    text += f"{_troops(now)}{_which(about)}"
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


def record_check(exercises: pd.DataFrame, as_of: dt.date, *, cite: Cite, about: str = OF_THEATRE) -> list[Finding]:
    """Whether the year breaks records in scale, nature, frequency and scope: one summary, then each measure."""
    check = drills.record_check(exercises, as_of)
    if check.empty:
        return []
    evidence = tuple(cite("exercises", key) for key in _keys_of_year(exercises, as_of))
    measures = [_measure(row, as_of, evidence) for row in check.to_dict(orient="records")]
    now = drills.by_year(exercises, as_of, same_part=True).iloc[-1]
    return [_record_summary(check, now, as_of, evidence, about), *measures]


def placed(said: Sequence[Utterance], coded: pd.DataFrame, *, names: Mapping[str, str], cite: Cite) -> list[Finding]:
    """Each speaker's statements among the coded statements of the same actor, with the words that decide.

    A speech that the tables hold is placed by its own codes, as the others are; else the harshest passage by its words.
    A speaker whose state has fewer than five coded statements is not placed, nor one quoted with under six words.
    """
    found = []
    for speaker in dict.fromkeys(one.speaker for one in said):
        own = [one for one in said if one.speaker == speaker]
        others = placement.compared(coded, own[0].actor, own[0].day)
        same = placement.same_speech(coded, own[0])
        if own[0].actor and len(others) >= FEW_STATEMENTS and (len(same) or not all(one.short for one in own)):
            found.append(_placed(own, others, same, the(names.get(own[0].actor, own[0].actor)), cite))
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
        same = placement.same_speech(coded, own[0])
        whole = [one for one in own if not one.short]
        rows = placement.compared(coded, own[0].actor, own[0].day)
        years = harshest_years(rows)
        if not own[0].actor or years is None or not (whole or len(same)):
            continue
        then = rows[rows["date_first"].dt.year.isin(years)]
        highest = max(whole or own, key=lambda one: one.tone)
        level = float(same["tone"].max()) if len(same) else highest.tone
        where = placement.place(level, then["tone"])
        actor = the(names.get(own[0].actor, own[0].actor))
        head = (
            f"The speech that {speaker} is quoted from is coded in the tables with a tone of {tenth(level)} of 10"
            if len(same)
            else f"The harshest passage quoted from {speaker} has a tone of {tenth(level)} of 10"
        )
        text = (
            f"{head}; the {counted(len(then), 'coded statement')} of {actor} in {years[0]}–{years[1]}, the harshest "
            f"two years on record, have a median of {tenth(then['tone'].median())}, and "
            f"{_of(where.milder_than, where.of)} harsher."
        )
        found.append(
            Finding(
                id=f"rhetoric.years.{_slug(speaker)}",
                text=text,
                kind="rhetoric",
                numbers={
                    "tone": level,
                    "median": float(then["tone"].median()),
                    "harsher": where.milder_than,
                    "of": where.of,
                },
                evidence=(_passage(highest), *(cite("statements", key) for key in [*same["key"], *then["key"]])),
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
        f"{capitalised(counted(len(this), 'coded statement'))} of {the(names.get(actor, actor))} on exercises from "
        f"January to {day(as_of)}: {by_rank}; median tone {tenth(now['median_tone'])}, {threats}."
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
    if not held:
        text = f"{by} had no exercise that the tables know, and so no record."
    elif firsts:
        rest = f"; {higher.format('other ')}" if below else ""
        text = f"{by} {listed(firsts)}{rest}."
    elif below:
        text = f"{by} had set no record: {higher.format('')}."
    else:
        text = f"{by} had set no record: the tables hold no earlier year to compare with."
    known = int(now["troops_known"])
    if held and known < held:
        some = f"only {in_words(known)}" if known else "none"
        text += f" Troop numbers are known for {some} of its {counted(held, 'exercise')}." if held > 1 else ""
        text += " Troop numbers are not known for its one exercise." if held == 1 else ""
    return Finding(
        id=f"exercises.record.{as_of.year}",
        text=text + _which(about),
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
        id=f"exercises.record.{as_of.year}.{_slug(row['measure'])}",
        text=text,
        kind="record",
        numbers={name: _plain(row[name]) for name in ("value", "rank", "years", "best_earlier", "best_year")},
        evidence=evidence,
        caveats=(THIN, SAME_PART),
        weight=0.3 if row["verdict"] == "record" else 0.1,
    )


def _placed(own: Sequence[Utterance], others: pd.DataFrame, same: pd.DataFrame, actor: str, cite: Cite) -> Finding:
    whole = [one for one in own if not one.short]
    highest = max(whole or own, key=lambda one: one.tone)
    tone = float(same["tone"].max()) if len(same) else highest.tone
    where = placement.place(tone, others["tone"])
    among = f"{placement.words(where, highest.authority, actor)}."
    if len(same):
        text = (
            f"The speech that {highest.speaker} is quoted from is in the tables: coded as the others are, it has a "
            f"tone of {tenth(tone)} of 10 and is {among} Scored from their words alone, {_tones(own)}."
        )
    else:
        many = f"the harshest of the {in_words(len(whole))}" if len(whole) > 1 else "it"
        text = f"{capitalised(_tones(whole))} of 10; {many} is {among}"
    text += _deciding(highest)
    near = others.assign(far=(others["tone"] - tone).abs()).sort_values(["far", "key"]).head(EVIDENCE_MOST)
    return Finding(
        id=f"rhetoric.placed.{_slug(highest.speaker)}",
        text=text,
        kind="rhetoric",
        numbers={
            "passages": len(own if len(same) else whole),
            "tone": highest.tone,
            "coded_tone": tone if len(same) else None,
            "milder_than": where.milder_than,
            "level_with": where.level_with,
            "harsher_than": where.harsher_than,
            "of": where.of,
            "authority": highest.authority,
        },
        evidence=(
            *(_passage(one) for one in (own if len(same) else whole)),
            *(cite("statements", key) for key in same["key"]),
            *(cite("statements", key) for key in near["key"]),
        ),
        caveats=placement.BASIS,
        weight=0.6,
    )


def _tones(own: Sequence[Utterance]) -> str:
    """The tones of passages, as the beginning of a sentence without its capital."""
    lowest, highest = (tenth(tone) for tone in (min(one.tone for one in own), max(one.tone for one in own)))
    many = f"{in_words(len(own))} passages" if len(own) > 1 else "passage"
    has = "has a tone" if len(own) == 1 else "each have a tone" if lowest == highest else "have tones"
    return (
        f"the {many} quoted from {own[0].speaker} {has} of {highest if lowest == highest else f'{lowest} to {highest}'}"
    )


def _deciding(one: Utterance) -> str:
    """The terms that move the tone by half a point or more, or the one that moves it most."""
    parts = sorted(one.parts, key=lambda part: -abs(part.weight))[:TERMS_MOST]
    kept = [part for part in parts if abs(part.weight) >= TELLING] or parts[:1]
    terms = listed(f"“{part.term}” ({tenth(part.weight, sign=True)})" for part in kept)
    return f" The words that decide: {terms}." if terms else ""


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


def _which(about: str) -> str:
    """Which exercises are counted: a claim of the article may be about fewer."""
    return f" All exercises{_said(about)} in the tables are counted."


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
