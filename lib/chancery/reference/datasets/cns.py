"""Importer for the CNS missile-test workbook, whose dates mix the local calendar and UTC."""

import calendar
import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from chancery.errors import ReferenceDataError
from chancery.reference.datasets.tidy import Tidy

SHEET = "Missile Tests"
ZONE = ZoneInfo("Asia/Pyongyang")
COLUMNS = {
    "F1": "number",
    "Date": "date_given",
    "Launch Time (UTC)": "time_utc",
    "Missile Name": "missile",
    "Missile Type": "missile_class",
    "Launch Agency/Authority": "agency",
    "Facility Name": "facility",
    "Facility Location": "location",
    "Facility Latitude": "latitude",
    "Facility Longitude": "longitude",
    "Landing Location": "landing",
    "Apogee": "apogee",
    "Distance Travelled": "distance",
    "Confirmation Status": "confirmation",
    "Test Outcome": "outcome",
}
NEEDED = ("F1", "Date", "Missile Name", "Test Outcome")
# Dates of the workbook that later scrutiny proved to be other than its rule says; the value is the local day.
LOCAL_DAYS = {
    dt.date(2016, 4, 15): dt.date(2016, 4, 15),
    dt.date(2017, 5, 14): dt.date(2017, 5, 14),
    dt.date(2009, 7, 5): dt.date(2009, 7, 4),
}
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


def missile_tests(path: Path) -> Tidy:
    """One missile test, with its local and its UTC day.

    With a launch time the day is read as UTC and the local day follows from the clock; where the workbook is known to
    give the local day, that is kept and the UTC day follows. Without a time the day stands as given and
    `day_basis` says so. Months without a day ("Sep-84") keep month precision.
    """
    sheet = _sheet(path)
    header, body = _header(sheet, path)
    rows = [dict(zip(header, row, strict=False)) for row in body if any(cell is not None for cell in row)]
    rows = [row for row in rows if row.get("F1") is not None or row.get("Date") is not None]
    dated = [_dated(row, path, number) for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame([{**_texts(row), **day} for row, day in zip(rows, dated, strict=True)])
    months = int((frame["date_precision"] == "month").sum())
    clockless = int((frame["day_basis"] == "as given, no clock").sum())
    corrected = int((frame["day_basis"] == "corrected").sum())
    notes = (
        f"{clockless} rows have no launch time: their day may be off by one between local and UTC.",
        f"{months} rows are dated to the month only.",
        f"{corrected} rows give a day known to be local or wrong: see `day_basis`.",
    )
    return Tidy(frame, len(rows), notes)


def _sheet(path: Path) -> list[tuple[Any, ...]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise ReferenceDataError(
            str(path), f"cannot be read as a workbook ({error})", "give the .xlsx as downloaded"
        ) from error
    try:
        if SHEET not in book.sheetnames:
            raise ReferenceDataError(str(path), f"has no sheet {SHEET!r}", f"it has {', '.join(book.sheetnames)}")
        return list(book[SHEET].iter_rows(values_only=True))
    finally:
        book.close()


def _header(sheet: list[tuple[Any, ...]], path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    for place, row in enumerate(sheet[:5]):
        names = [str(cell).strip() if cell is not None else "" for cell in row]
        if all(name in names for name in NEEDED):
            return names, sheet[place + 1 :]
    raise ReferenceDataError(
        str(path), f"no row of {SHEET!r} holds {', '.join(NEEDED)}", "give the workbook as downloaded"
    )


def _texts(row: dict[str, Any]) -> dict[str, str]:
    made = {ours: "" if row.get(name) is None else str(row[name]).strip() for name, ours in COLUMNS.items()}
    given = row.get("Date")
    return {
        **made,
        "date_given": given.date().isoformat() if isinstance(given, dt.datetime) else str(given or "").strip(),
    }


def _dated(row: dict[str, Any], path: Path, number: int) -> dict[str, Any]:
    day, month = _day(row.get("Date"))
    if day is None and not month:
        raise ReferenceDataError(
            f"{path} test {number}",
            f"Date {row.get('Date')!r} is no date",
            "mend the cell, or give the file as published",
        )
    if day is None:
        return {"date_local": month, "date_utc": month, "date_precision": "month", "day_basis": "as given, month only"}
    clock = _clock(row.get("Launch Time (UTC)"))
    local, utc, basis = day, day, "as given, no clock"
    if day in LOCAL_DAYS:
        local, basis = LOCAL_DAYS[day], "corrected"
        utc = local if clock is None else _utc_day(local, clock)
    elif clock is not None:
        local = dt.datetime.combine(day, clock, dt.UTC).astimezone(ZONE).date()
        basis = "from the UTC clock"
    return {
        "date_local": local.isoformat(),
        "date_utc": utc.isoformat(),
        "date_precision": "day",
        "day_basis": basis,
    }


def _utc_day(local: dt.date, clock: dt.time) -> dt.date:
    """The UTC day on which that UTC clock falls on the local day."""
    for day in (local, local - dt.timedelta(days=1), local + dt.timedelta(days=1)):
        if dt.datetime.combine(day, clock, dt.UTC).astimezone(ZONE).date() == local:
            return day
    return local


def _day(value: Any) -> tuple[dt.date | None, str]:
    """A day, or a month as YYYY-MM."""
    if isinstance(value, dt.datetime):
        return value.date(), ""
    words = str(value or "").strip()
    for form in ("%Y-%m-%d", "%d-%b-%y", "%d-%b-%Y", "%m/%d/%Y", "%m/%d/%y"):
        try:
            return dt.datetime.strptime(words, form).replace(tzinfo=dt.UTC).date(), ""
        except ValueError:
            continue
    match = re.fullmatch(r"([A-Za-z]{3})[a-z]*[- ](\d{2}|\d{4})", words)
    if match and match[1].lower() in MONTHS:
        year = int(match[2]) if len(match[2]) == 4 else int(match[2]) + (1900 if int(match[2]) > 50 else 2000)
        return None, f"{year:04}-{MONTHS[match[1].lower()]:02}"
    return None, ""


def _clock(value: Any) -> dt.time | None:
    if isinstance(value, dt.datetime):
        return value.time()
    if isinstance(value, dt.time):
        return value
    match = CLOCK.search(str(value or ""))
    return dt.time(int(match[1]) % 24, int(match[2])) if match else None
