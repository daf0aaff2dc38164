"""Findings on the words about exercises: the article's statements among the coded ones, and the series by year.

Sentences describe; none says that one thing brought about another.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from chancery.evidence import Finding, Passage, Row
from chancery.markup import slug
from chancery.rhetoric import placement, series
from chancery.rhetoric.placement import Utterance
from chancery.words import capitalised, counted, day, in_words, listed, tenth, the

Cite = Callable[[str, str], Row]

EVIDENCE_MOST = 12
TERMS_MOST = 4
FEW_STATEMENTS = 5
ENOUGH_FOR_YEARS = 10
TELLING = 0.5
UNSCORED = "A passage that is part of a sentence and holds no term of the lexicon has no tone and is not counted here."


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
        loudest = max(one.tone for one in own)
        above = int((then["tone"] > loudest).sum())
        quoted = f" By their words alone, its quoted passages reach {tenth(loudest)}; {_of(above, len(then))} harsher."
        text = (
            f"{head}; the {counted(len(then), 'coded statement')} of {actor} in {years[0]}–{years[1]}, the harshest "
            f"two years running in the tables, have a median of {tenth(then['tone'].median())}, and "
            f"{_of(where.milder_than, where.of)} harsher.{quoted if len(same) else ''}"
        )
        found.append(
            Finding(
                id=f"rhetoric.years.{slug(speaker)}",
                text=text,
                kind="rhetoric",
                numbers={
                    "tone": level,
                    "median": float(then["tone"].median()),
                    "harsher": where.milder_than,
                    "of": where.of,
                    "quoted": loudest,
                    "harsher_than_quoted": above,
                },
                evidence=(*map(_passage, own), *(cite("statements", key) for key in [*same["key"], *then["key"]])),
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
    """How many statements of an actor the year has so far, by rank of the speaker, with their median tone."""
    years = series.by_year(coded, as_of, actor)
    rows = series.known_by(coded, as_of, actor)
    this = rows[rows["date_first"].dt.year == as_of.year]
    if this.empty:
        return []
    ranks = series.by_rank(this, as_of)
    by_rank = listed(f"{in_words(row['statements'])} at {_at(row['rank'])}" for row in ranks.to_dict(orient="records"))
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


def _placed(own: Sequence[Utterance], others: pd.DataFrame, same: pd.DataFrame, actor: str, cite: Cite) -> Finding:
    shown = own if len(same) else [one for one in own if not one.short]
    highest = max(shown, key=lambda one: one.tone)
    tone = float(same["tone"].max()) if len(same) else highest.tone
    where = placement.place(tone, others["tone"])
    among = f"{placement.words(where, highest.authority, actor)}."
    if len(same):
        text = (
            f"The speech that {highest.speaker} is quoted from is in the tables: coded as the others are, it has a "
            f"tone of {tenth(tone)} of 10 and is {among} By their words alone, {_tones(own)}."
        )
    else:
        many = f"the harshest of the {in_words(len(shown))}" if len(shown) > 1 else "it"
        text = f"{capitalised(_tones(shown))} of 10; {many} is {among}"
    text += _deciding(shown)
    text += "" if len(same) else _too_short(own)
    near = others.assign(far=(others["tone"] - tone).abs()).sort_values(["far", "key"]).head(EVIDENCE_MOST)
    return Finding(
        id=f"rhetoric.placed.{slug(highest.speaker)}",
        text=text,
        kind="rhetoric",
        numbers={
            "passages": len(shown),
            "tone": highest.tone,
            "coded_tone": tone if len(same) else None,
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
        caveats=(*placement.BASIS, UNSCORED),
        weight=0.6,
    )


def _too_short(own: Sequence[Utterance]) -> str:
    """The passages that are not placed, with their tones: a harsh word among them is not passed over in silence."""
    short = [one for one in own if one.short]
    if not short:
        return ""
    tones = listed(tenth(one.tone) for one in short)
    one = len(short) == 1
    return (
        f" {capitalised(in_words(len(short)))} more, of fewer than {in_words(placement.SHORT)} words, "
        f"{'is' if one else 'are'} too short to be placed ({'tone' if one else 'tones'} {tones})."
    )


def _tones(own: Sequence[Utterance]) -> str:
    """The tones of passages, as the beginning of a sentence without its capital."""
    lowest, highest = (tenth(tone) for tone in (min(one.tone for one in own), max(one.tone for one in own)))
    many = f"{in_words(len(own))} scored passages" if len(own) > 1 else "scored passage"
    has = "has a tone" if len(own) == 1 else "each have a tone" if lowest == highest else "have tones"
    return (
        f"the {many} quoted from {own[0].speaker} {has} of {highest if lowest == highest else f'{lowest} to {highest}'}"
    )


def _deciding(own: Sequence[Utterance]) -> str:
    """The terms that move the tones by half a point or more, or the one that moves them most, each once."""
    parts = sorted((part for one in own for part in one.parts), key=lambda part: -abs(part.weight))
    once = list({part.term: part for part in reversed(parts)}.values())[::-1][:TERMS_MOST]
    kept = [part for part in once if abs(part.weight) >= TELLING] or once[:1]
    terms = listed(f"“{part.term}” ({tenth(part.weight, sign=True)})" for part in kept)
    return f" The words that decide: {terms}." if terms else " No term of the lexicon was found in these words."


def _at(rank: str) -> str:
    return f"the {rank}" if rank.startswith("level") else rank


def _of(number: int, total: int) -> str:
    if number == total:
        return "the one is" if total == 1 else "all of them are"
    return f"{number} of them {'is' if number == 1 else 'are'}"


def _passage(one: Utterance) -> Passage:
    return Passage(one.start, one.end, one.text)
