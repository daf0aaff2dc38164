"""Importer for the Defense Cooperation Agreement Dataset."""

from pathlib import Path

from chancery.reference.datasets.tidy import Tidy, flags, last_year, table_of_text, whole

COLUMNS = {
    "ccode1": "ccode1",
    "abbrev1": "state1",
    "ccode2": "ccode2",
    "abbrev2": "state2",
    "year": "year",
    "dcaGeneralV1": "general_v1",
    "dcaGeneralV2": "general_v2",
    "dcaSectorV1": "sector_v1",
    "dcaSectorV2": "sector_v2",
    "dcaAnyV1": "any_v1",
    "dcaAnyV2": "any_v2",
}


def agreements(path: Path) -> Tidy:
    """DCAD dyad-years: whether two states have a general or sector agreement, by two ways of counting its end.

    The suffixes V1 and V2 of the dataset are its two assumptions about how long an agreement lasts; both are kept.
    """
    frame = table_of_text(path, COLUMNS, encoding="latin-1")
    frame = frame.assign(**{name: whole(frame[name], name, path) for name in ("ccode1", "ccode2", "year")})
    made = flags(frame, [name for name in COLUMNS.values() if "_" in name], path)
    twice = int(made.duplicated(["ccode1", "ccode2", "year"]).sum())
    notes = [f"The record ends in {last_year(made['year'])}."]
    if twice:
        notes.append(f"{twice} rows repeat a pair and year of an earlier one; all are kept.")
    return Tidy(made, len(frame), tuple(notes))
