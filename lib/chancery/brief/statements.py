"""Statements on exercises: the article's own with the terms that decide, and the coded ones by series and rank."""

from collections.abc import Iterable

import pandas as pd

from chancery import markup
from chancery.brief.tables import ROWS_SHOWN
from chancery.dossier import Dossier
from chancery.markup import Block, shortened
from chancery.rhetoric import series
from chancery.text.records import Intensity, IntensityPart
from chancery.words import counted, listed, tenth

SERIES_SHOWN = 12
CHOSEN = (
    "The statements were chosen because they answer exercises: counts say how many were found, not how many were made."
)


def statement_table(case: Dossier) -> Block:
    """The article's own statements with tone, the terms that decide it, and the rank of the speaker.

    The reporter's harshest sentences stand below them, scored apart: their words are not the speakers'.
    """
    body = case.article.body
    rows = [
        _said(one.text, one.speaker, one.tone, one.act, one.conditional, one.parts)
        | {"Authority, 1 to 6": one.authority if one.authority is not None else "not known"}
        for one in case.said
    ]
    told = sorted(
        (one for one in case.reading.intensity if one.quote is None and one.score >= REPORTER_LEAST), key=_mildness
    )[:REPORTER_MOST]
    rows += [
        _said(body[one.start : one.end], "the reporter", one.score, one.speech_act, _tied(one.parts), one.parts)
        | {"Authority, 1 to 6": "none"}
        for one in told
    ]
    heading = counted(len(case.said), "statement")
    if told:
        heading += f" and {counted(len(told), 'sentence')} in the reporter's own words"
    return markup.table(
        pd.DataFrame(rows), heading, limit=ROWS_SHOWN, stacked=True, nothing="No statement has a speaker and a tone."
    )


REPORTER_LEAST = 3.0  # blame or more
REPORTER_MOST = 5


def _said(
    text: str, speaker: str, tone: float, act: str, conditional: bool, parts: Iterable[IntensityPart]
) -> dict[str, object]:
    """A row of what was said and how, with the terms that decide; the rank of the speaker is added to it."""
    return {
        "Words": shortened(" ".join(text.split()), 140),
        "Speaker": speaker,
        "Tone, 0 to 10": tenth(tone),
        "Act": f"{act}, on a condition" if conditional else act,
        "What decides": listed(f"{part.term} ({tenth(part.weight, sign=True)})" for part in parts),
    }


def _tied(parts: Iterable[IntensityPart]) -> bool:
    return any(part.kind == "condition" for part in parts)


def _mildness(one: Intensity) -> float:
    return -one.score


def statement_series(case: Dossier) -> Block:
    """Coded statements of the actor that made most of them, by rank of the speaker and by the series they answer."""
    known = series.known_by(case.statements, case.as_of)
    if known.empty:
        return markup.table(pd.DataFrame(), "Coded statements", nothing="The tables hold no coded statement here.")
    actor = str(known["actor"].value_counts().index[0])
    name = case.names.get(actor, actor)
    by_rank = series.by_rank(case.statements, case.as_of, actor)
    by_series = series.by_exercise(case.statements, case.exercises, case.as_of, actor)
    tables = [markup.table(_summed(by_rank, "rank", "Speaker"), f"Coded statements of {name} by rank of the speaker")]
    if len(by_series):
        tables.append(
            markup.table(
                _summed(by_series, "series", "Exercise series"),
                "The same by the exercise they answer; one on two series counts in both",
                limit=SERIES_SHOWN,
            )
        )
    return markup.followed(markup.together(*tables), CHOSEN)


def _summed(rows: pd.DataFrame, by: str, label: str) -> pd.DataFrame:
    """A summary of statements with columns for print, tones to one decimal."""
    tones = {"median_tone": "Median tone", "lowest_tone": "Lowest", "highest_tone": "Highest"}
    frame = pd.DataFrame({label: rows[by], "Statements": rows["statements"], "Threats": rows["threats"]})
    frame["On a condition"] = rows["conditional"].astype(int)
    for column, head in tones.items():
        frame[head] = ["–" if pd.isna(value) else tenth(value) for value in rows[column]]
    return frame
