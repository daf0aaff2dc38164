"""Importer for exports of the SIPRI Arms Transfers Database, in the new form and the old."""

import csv
import io
import re
from pathlib import Path

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference.datasets.tidy import Tidy, decoded, whole

NEW = {
    "SIPRI AT Database ID": "id",
    "Supplier": "supplier",
    "Recipient": "recipient",
    "Designation": "designation",
    "Description": "description",
    "Armament category": "category",
    "Order date": "order_year",
    "Order date is estimate": "order_year_estimated",
    "Numbers delivered": "delivered",
    "Numbers delivered is estimate": "delivered_estimated",
    "Delivery year": "delivery_year",
    "Delivery year is estimate": "delivery_year_estimated",
    "Status": "status",
    "TIV deal unit": "tiv_unit",
    "TIV delivery values": "tiv_delivered",
}
OLD = {
    "Recipient": "recipient",
    "Supplier": "supplier",
    "Year of order": "order_year",
    "Number ordered": "ordered",
    "Weapon designation": "designation",
    "Weapon description": "description",
    "Number delivered": "delivered",
    "Year(s) of delivery": "delivery_years",
    "status": "status",
    "SIPRI TIV per unit": "tiv_unit",
    "SIPRI TIV for total order": "tiv_order",
    "SIPRI TIV of delivered weapons": "tiv_delivered",
}
ESTIMATE = {
    "Year of order": "order_year_estimated",
    "Number ordered": "ordered_estimated",
    "Number delivered": "delivered_estimated",
}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def transfers(path: Path) -> Tidy:
    """One deal, or one year's delivery of it, as SIPRI exports it.

    Both forms begin with lines about the export, which are skipped. Estimates keep their mark in `…_estimated`;
    tiv_… are SIPRI trend-indicator values in millions: volume, not money.
    """
    text = decoded(path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines):
        start = line.lstrip('"\ufeff')
        if start.startswith("SIPRI AT Database ID"):
            return _new(path, lines[number:], number)
        if start.startswith("Recipient") and "Year of order" in line:
            return _old(path, lines[number:], number)
    raise ReferenceDataError(
        str(path), "no line holds the columns of a SIPRI export", "export the trade register as CSV and give that file"
    )


def _new(path: Path, lines: list[str], skipped: int) -> Tidy:
    rows = _rows(lines)
    frame = pd.DataFrame(rows[1:], columns=rows[0], dtype="str")
    missing = [name for name in NEW if name not in frame]
    if missing:
        raise ReferenceDataError(f"{path} row {skipped + 1}", f"lacks {', '.join(missing)}", "export all columns")
    made = frame[list(NEW)].rename(columns=NEW)
    estimates = [name for name in NEW.values() if name.endswith("_estimated")]
    made = made.assign(
        **{name: whole(made[name], name, path) for name in ("order_year", "delivered", "delivery_year")},
        **{name: made[name].str.strip().str.lower().isin(["yes", "true", "1"]) for name in estimates},
        **{name: pd.to_numeric(made[name], errors="coerce") for name in ("tiv_unit", "tiv_delivered")},
    )
    return Tidy(made, len(frame), (f"{skipped} lines about the export were skipped.", _terms()))


def _old(path: Path, lines: list[str], skipped: int) -> Tidy:
    rows = _rows(lines)
    header = list(rows[0])
    for place, name in enumerate(header[1:], 1):
        # A nameless column holds the estimate mark of the column before it, or else of the one after.
        if not name:
            near = next(
                (n for n in (header[place - 1], *header[place + 1 : place + 2]) if n in ESTIMATE), f"column {place}"
            )
            header[place] = ESTIMATE.get(near, near)
    frame = pd.DataFrame(rows[1:], columns=header, dtype="str")
    missing = [name for name in OLD if name not in frame]
    if missing:
        raise ReferenceDataError(
            f"{path} row {skipped + 1}", f"lacks {', '.join(missing)}", "export the whole trade register"
        )
    made = frame[list(OLD)].rename(columns=OLD)
    for name, mark in ESTIMATE.items():
        column = OLD[name]
        marked = frame[mark].str.strip() != "" if mark in frame else pd.Series(data=False, index=frame.index)
        made[mark] = marked | made[column].str.contains(r"[()?]", regex=True)
        made[column] = whole(made[column].str.strip(" ()?"), column, path)
    years = made["delivery_years"].map(YEAR.findall)
    made["first_delivery"] = whole(years.map(lambda found: min(found, default="")), "delivery", path)
    made["last_delivery"] = whole(years.map(lambda found: max(found, default="")), "delivery", path)
    for name in ("tiv_unit", "tiv_order", "tiv_delivered"):
        made[name] = pd.to_numeric(made[name], errors="coerce")
    return Tidy(made, len(frame), (f"{skipped} lines about the export were skipped.", _terms()))


def _rows(lines: list[str]) -> list[list[str]]:
    """The cells under the header: comma or semicolon between them, stray semicolons at line ends dropped."""
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    rows = list(
        csv.reader(
            io.StringIO("\n".join(line.rstrip("; ") for line in lines if line.strip("; ,"))), delimiter=delimiter
        )
    )
    width = len(rows[0])
    return [[cell.strip() for cell in (row + [""] * width)[:width]] for row in rows]


def _terms() -> str:
    return "SIPRI allows fair use only: not commercial, under 10 per cent of the data set, with attribution."
