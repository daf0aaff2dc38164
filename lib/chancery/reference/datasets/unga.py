"""Importers for the UN General Assembly: ideal points, roll-call votes, speakers in the General Debate."""

import zipfile
from pathlib import Path

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference.datasets.tidy import Tidy, table_of_text, wanted, whole

FIRST_YEAR = 1945
VOTES = {1: "yes", 2: "abstain", 3: "no", 8: "absent", 9: "not a member"}
IDEAL_POINTS = {
    "ccode": "ccode",
    "session": "session",
    "NVotes": "votes",
    "IdealPoint": "ideal_point",
    "Q5%": "low",
    "Q50%": "median",
    "Q95%": "high",
    "iso3c": "code",
    "Countryname": "state",
}
ROLL_CALLS = {
    "rcid": "roll_call",
    "resid": "resolution_id",
    "session": "session",
    "ccode": "ccode",
    "vote": "vote",
    "Country": "code",
    "Countryname": "state",
    "year": "year",
    "date": "date",
    "unres": "resolution",
    "importantvote": "important",
}
SPEAKERS = {
    "Year": "year",
    "ISO Code": "code",
    "Country": "state",
    "Name of Person Speaking": "speaker",
    "Post": "post",
}


def ideal_points(path: Path) -> Tidy:
    """One state's estimated position in one session, with its 90 per cent interval. Higher is closer to the West."""
    frame = table_of_text(path, IDEAL_POINTS, encoding="latin-1")
    made = frame.assign(
        ccode=whole(frame["ccode"], "ccode", path),
        session=whole(frame["session"], "session", path),
        votes=whole(frame["votes"], "NVotes", path),
        **{name: pd.to_numeric(frame[name], errors="coerce") for name in ("ideal_point", "low", "median", "high")},
    )
    made["code"] = made["code"].replace("NA", "")
    made.insert(2, "year", made["session"] + FIRST_YEAR)
    unnamed = int((made["code"] == "").sum())
    notes = [
        f"Sessions {made['session'].min()} to {made['session'].max()}: {made['year'].min()} to {made['year'].max()}."
    ]
    if unnamed:
        notes.append(f"{unnamed} rows carry no ISO code; they keep the COW number and the name.")
    return Tidy(made, len(frame), tuple(notes))


def votes(path: Path) -> Tidy:
    """One state's vote in one roll call. Absence and not being a member are kept apart from abstaining."""
    frame = table_of_text(path, ROLL_CALLS, encoding="latin-1")
    numbers = whole(frame["vote"], "vote", path)
    unknown = sorted(set(numbers.dropna().astype(int)) - set(VOTES))
    if unknown:
        raise ReferenceDataError(str(path), f"vote {unknown[0]} is not in the codebook", f"the codes are {VOTES}")
    made = frame.assign(
        **{name: whole(frame[name], name, path) for name in ("roll_call", "session", "ccode", "year")},
        vote=numbers.map(VOTES).astype("str"),
        date=pd.to_datetime(frame["date"], format="mixed", errors="coerce"),
        important=frame["important"].str.strip().isin(["1", "1.0"]),
    )
    odd = int((made["session"] + FIRST_YEAR != made["year"]).sum())
    notes = [
        f"{made['roll_call'].nunique():,} roll calls; 8 is absent and 9 is not a member, neither is an abstention."
    ]
    if odd:
        notes.append(
            f"{odd:,} votes were cast in the calendar year after their session began; `session` and `year` both stand."
        )
    return Tidy(made, len(frame), tuple(notes))


def speakers(path: Path) -> Tidy:
    """Who spoke for a state in one year's General Debate. Names stand as in the file, right or wrong.

    Compare with `reference.speaker_codings()`, which lays them beside our own rows.
    """
    try:
        sheet = pd.read_excel(path, sheet_name=0, dtype=object)
    except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
        raise ReferenceDataError(
            str(path), f"cannot be read as a workbook ({error})", "give the .xlsx as downloaded"
        ) from error
    sheet.columns = [str(name).strip() for name in sheet.columns]
    frame = wanted(sheet, SPEAKERS, path)
    made = frame.assign(
        **{name: frame[name].fillna("").astype("str").str.split().str.join(" ") for name in frame.columns[1:]}
    )
    made["year"] = whole(made["year"], "Year", path)
    nameless, postless = int((made["speaker"] == "").sum()), int((made["post"] == "").sum())
    notes = (
        f"{nameless:,} rows name no speaker and {postless:,} no post.",
        "Some names are wrong; `reference.speaker_codings()` shows where our own rows say otherwise.",
    )
    return Tidy(made, len(frame), notes)
