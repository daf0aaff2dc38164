"""Importers for data coded by Correlates of War numbers: alliances (COW, ATOP) and diplomatic exchange."""

from pathlib import Path
from typing import Any

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference.datasets.tidy import Tidy, flags, last_year, table_of_text, whole

OBLIGATIONS = ["defense", "neutrality", "nonaggression", "entente"]
MEMBER_COLUMNS = {
    "version4id": "cow_id",
    "ccode": "ccode",
    "state_name": "state",
    "ss_type": "ss_type",
    "mem_st_day": "start_day",
    "mem_st_month": "start_month",
    "mem_st_year": "start_year",
    "mem_end_day": "end_day",
    "mem_end_month": "end_month",
    "mem_end_year": "end_year",
    "left_censor": "begun_before_record",
    "right_censor": "goes_on_after_record",
    **{name: name for name in OBLIGATIONS},
    "version": "version",
}
ATOP_OFFICIAL = {
    "stateA": "ccode1",
    "stateB": "ccode2",
    "year": "year",
    "defense": "defense",
    "offense": "offense",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "consul": "consultation",
}
ATOP_CONVERTED = {
    "ccode1": "ccode1",
    "ccode2": "ccode2",
    "year": "year",
    "atop_defense": "defense",
    "atop_offense": "offense",
    "atop_neutral": "neutrality",
    "atop_nonagg": "nonaggression",
    "atop_consul": "consultation",
}
EXCHANGE = {name: name for name in ("ccode1", "ccode2", "year", "DR_at_1", "DR_at_2", "DE")}


def alliances(path: Path) -> Tidy:
    """COW Formal Alliances, the by-member file: one row for each member's time in an alliance.

    The obligations are each member's own flags, never `ss_type`: about defence the two disagree for a few alliances,
    which `type_disagrees` marks. `goes_on_after_record` says the record ended first, not that the alliance is in force.
    """
    frame = table_of_text(path, MEMBER_COLUMNS)
    frame = flags(frame, ["begun_before_record", "goes_on_after_record", *OBLIGATIONS], path)
    numbers = {name: whole(frame[name], name, path) for name in ("cow_id", "ccode", *_parts("start"), *_parts("end"))}
    frame = frame.assign(**numbers)
    for edge in ("start", "end"):
        frame[edge] = _reduced(frame, edge)
        frame[f"{edge}_first"], frame[f"{edge}_last"] = _span(frame, edge)
    frame["type_disagrees"] = _type_disagrees(frame)
    frame["asymmetric"] = frame.groupby("cow_id")["defense"].transform("nunique") > 1
    made = frame.drop(columns=[*_parts("start"), *_parts("end")])
    odd = sorted(set(made.loc[made["type_disagrees"], "cow_id"]))
    uneven = made.loc[made["asymmetric"], "cow_id"].nunique()
    last = last_year(numbers["end_year"])
    notes = (
        f"ss_type and the members' flags disagree about defence for {len(odd)} alliances "
        f"({', '.join(map(str, odd))}); the flags are used.",
        f"{uneven} alliances promise defence on one side only; each member keeps its own flags.",
        f"The record ends in {last}: a right-censored row is not known to be in force today.",
    )
    return Tidy(made, len(frame), notes)


def atop(path: Path) -> Tidy:
    """ATOP directed dyad-years: one row for each ordered pair of states and year, with five obligations.

    Reads the official file and the converted one with `ccode1, ccode2, atop_…`, plain or gzipped.
    """
    try:
        return _atop(path)
    except (ValueError, EOFError, OSError) as error:
        raise ReferenceDataError(
            str(path), f"cannot be read as numbers ({error})", "give the file as published"
        ) from error


def _atop(path: Path) -> Tidy:
    header = pd.read_csv(path, nrows=0, encoding="latin-1").columns
    columns = ATOP_CONVERTED if "atop_defense" in header else ATOP_OFFICIAL
    missing = [name for name in columns if name not in header]
    if missing:
        raise ReferenceDataError(
            str(path), f"lacks the columns {', '.join(missing)}", "give the directed dyad-year file, atop5_1ddyr.csv"
        )
    frame = pd.read_csv(path, usecols=list(columns), encoding="latin-1", dtype="float64").rename(columns=columns)
    keys = ["ccode1", "ccode2", "year"]
    if frame[keys].isna().to_numpy().any():
        row = int(frame[keys].isna().any(axis=1).to_numpy().argmax())
        raise ReferenceDataError(f"{path} row {row + 2}", "a state or the year is blank", "give the file as published")
    made = frame[[*keys, *(name for name in columns.values() if name not in keys)]].astype(dict.fromkeys(keys, "int16"))
    for name in made.columns[3:]:
        if not made[name].isin([0, 1]).all():
            raise ReferenceDataError(
                str(path), f"{name} holds other numbers than 0 and 1", "give the file as published"
            )
        made[name] = made[name].astype(bool)
    twice = int(made.duplicated(keys).sum())
    notes = [f"The record ends in {int(made['year'].max())}: it says nothing of later treaties."]
    if twice:
        notes.append(f"{twice} rows repeat a pair and year of an earlier one; all are kept.")
    return Tidy(made, len(frame), tuple(notes))


def diplomatic_exchange(path: Path) -> Tidy:
    """COW Diplomatic Exchange: for each ordered pair and year, who represents whom, and at what level.

    level_at_1, level_at_2: 0 none, 1 chargé d'affaires, 2 minister, 3 ambassador, 9 other; exchange: either present.
    """
    frame = table_of_text(path, EXCHANGE)
    made = frame.assign(**{name: whole(frame[name], name, path) for name in frame.columns})
    made = made.rename(columns={"DR_at_1": "level_at_1", "DR_at_2": "level_at_2", "DE": "exchange"})
    made["exchange"] = made["exchange"] == 1
    notes = (f"The record ends in {last_year(made['year'])}, with gaps of several years between its years.",)
    return Tidy(made, len(frame), notes)


def _parts(edge: str) -> list[str]:
    return [f"{edge}_day", f"{edge}_month", f"{edge}_year"]


def _reduced(frame: pd.DataFrame, edge: str) -> list[str]:
    days, months, years = (frame[name] for name in _parts(edge))
    return [
        "" if pd.isna(y) else f"{y:04}" if pd.isna(m) else f"{y:04}-{m:02}" if pd.isna(d) else f"{y:04}-{m:02}-{d:02}"
        for d, m, y in zip(days, months, years, strict=True)
    ]


def _span(frame: pd.DataFrame, edge: str) -> tuple["pd.Series[Any]", "pd.Series[Any]"]:
    days, months, years = (frame[name] for name in _parts(edge))

    def built(month: int, day: int) -> "pd.Series[Any]":
        parts = pd.DataFrame({"year": years, "month": months.fillna(month), "day": days.fillna(day)}).astype("float64")
        return pd.to_datetime(parts, errors="coerce")

    first = built(1, 1)
    last = built(12, 1)
    last = last.where(days.notna(), last + pd.offsets.MonthEnd(0))
    return first, last


def _type_disagrees(frame: pd.DataFrame) -> "pd.Series[Any]":
    """Whether an alliance is labelled a defence pact though no member promises defence, or the other way round."""
    promised = frame.groupby("cow_id")["defense"].transform("max").fillna(value=False).astype(bool)
    return frame["ss_type"].str.startswith("Type I:") != promised
