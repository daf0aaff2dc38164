"""Imported datasets as further layers: COW and ATOP alliances, DCAD, ideal points, SIPRI, each in its own words.

Nothing is averaged across codings: a COW network and a Chancery network are two networks. Each dataset ends in some
year, and says nothing of later ones.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from chancery.schemas.dtypes import typed_records
from chancery.ties.obligations import KINDS, MEMBERSHIP_TYPES, PAIR_TYPES, obligations
from chancery.ties.similarity import alliance_portfolios, ideal_point_distance, s_score

COW_KINDS = {
    "defence": "defense",
    "neutrality": "neutrality",
    "non-aggression": "nonaggression",
    "consultation": "entente",
}
"""COW's flags by our kinds; an entente is a promise to consult. COW codes no offence."""


def cow_memberships(cow: pd.DataFrame, codes: Mapping[int, str] | None = None) -> pd.DataFrame:
    """COW Formal Alliances as `obligations.memberships` gives ours: one row for each member's stay.

    cow: the imported table `cow_alliances`. codes: COW's state numbers → codes; a state without one keeps COW's name.
    Flags are each member's own, never the alliance's type. A row that goes on after the record ends has no end: ask
    only for days within the record.
    """
    rows = [_cow_stay(row, codes or {}) for row in cow.to_dict("records")]
    return typed_records(rows, MEMBERSHIP_TYPES)


def _cow_stay(row: Mapping[Any, Any], codes: Mapping[int, str]) -> dict[str, object]:
    owed = {kind: _flag(row.get(column)) for kind, column in COW_KINDS.items()}
    return {
        "alliance_id": f"cow-{row['cow_id']}",
        "name": f"COW alliance {row['cow_id']}",
        "form": row["ss_type"],
        "member": codes.get(int(row["ccode"]), row["state"]),
        "start": row["start_first"],
        "start_latest": row["start_last"],
        "end": row["end_first"],
        "end_latest": row["end_last"],
        "from_signature": False,
        "entry_known": True,
        "status": "in force",
        "confidence": "high",
        **dict.fromkeys(KINDS, False),
        **owed,
    }


def _flag(value: Any) -> bool:
    return not pd.isna(value) and bool(value)


def atop_obligations(atop: pd.DataFrame, year: int, codes: Mapping[int, str]) -> pd.DataFrame:
    """ATOP's obligations of a year as `obligations.obligations` gives ours: one row for each pair of states.

    atop: the imported table `atop_obligations` (directed dyad-years); codes: COW's state numbers → codes; states
    without one are left out. What a owes b and what b owes a are kept apart.
    """
    wanted = atop[(atop["year"] == year) & atop["ccode1"].isin(list(codes)) & atop["ccode2"].isin(list(codes))]
    owed: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in wanted.to_dict("records"):
        kinds = tuple(kind for kind, column in KINDS.items() if _flag(row[column]))
        owed[codes[int(row["ccode1"])], codes[int(row["ccode2"])]] = kinds
    rows = [
        _atop_pair(first, second, kinds, owed.get((second, first), kinds), year)
        for (first, second), kinds in sorted(owed.items())
        if first < second
    ]
    return typed_records([row for row in rows if row["kinds"]], PAIR_TYPES)


def _atop_pair(a: str, b: str, owed_a: tuple[str, ...], owed_b: tuple[str, ...], year: int) -> dict[str, Any]:
    kinds = tuple(kind for kind in KINDS if kind in owed_a or kind in owed_b)
    return {
        "alliance_id": f"atop-{a}-{b}".lower(),
        "name": "ATOP, all treaties of the pair",
        "form": "pair-year",
        "a": a,
        "b": b,
        "since": pd.Timestamp(year, 1, 1),
        "kinds": kinds,
        "kinds_a": owed_a,
        "kinds_b": owed_b,
        "asymmetric": owed_a != owed_b,
        "allies": kinds != () and kinds[0] != "non-aggression",
        "from_signature": False,
        "entry_known": True,
        "certain": True,
        "contested": False,
        "status": "in force",
        "confidence": "high",
    }


def within_record(frame: pd.DataFrame, on: dt.date, column: str = "year") -> int | None:
    """The year to read of a table of years: the day's own, else the last the table has before it; None for neither."""
    years = frame[column].dropna()
    earlier = years[years <= on.year]
    return int(earlier.max()) if len(earlier) else None


def further_layers(
    imported: Mapping[str, pd.DataFrame],
    focus: str,
    names: Mapping[str, str],
    numbers: Mapping[str, int],
    on: dt.date,
    forms: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """What each imported dataset says of the focus state and each other state, in its own terms and for its own year.

    imported: tables by name (`cow_alliances`, `atop_obligations`, `dcad_agreements`, `unga_ideal_points`,
    `sipri_transfers`); those that are absent give no row. numbers: codes → COW state numbers. forms: further names of
    states → codes, for a dataset that names them. Columns: dataset, year, partner (code), says. Empty where nothing was
    imported.
    """
    if focus not in names:
        return pd.DataFrame(columns=_COLUMNS)
    called = {form.casefold(): code for form, code in (forms or {}).items() if code in names}
    called |= {name.casefold(): code for code, name in names.items()}
    question = _Question(focus, names, {number: code for code, number in numbers.items() if code in names}, on, called)
    rows = [row for table, reader in _READERS.items() if table in imported for row in reader(imported[table], question)]
    return pd.DataFrame([row for row in rows if row[2] in names], columns=_COLUMNS)


_COLUMNS = ["dataset", "year", "partner", "says"]
ARMS_YEARS = 5
"""Years of deliveries counted, the last included."""


@dataclass(frozen=True)
class _Question:
    """Whose ties, among whom, when; codes: COW state numbers → codes; called: names in lower case → codes."""

    focus: str
    names: Mapping[str, str]
    codes: Mapping[int, str]
    on: dt.date
    called: Mapping[str, str]


Rows = list[tuple[str, int, str, str]]


def _cow_rows(cow: pd.DataFrame, asked: _Question) -> Rows:
    last = max(cow["start_last"].max(), cow["end_last"].max()).date()
    day = min(asked.on, dt.date(last.year, 12, 31))
    stays = cow_memberships(cow, asked.codes)
    pairs = obligations(stays, day, list(asked.codes.values()))
    return _pair_rows(pairs, asked.focus, "COW", day.year) + _alike(stays, day, asked)


def _alike(stays: pd.DataFrame, day: dt.date, asked: _Question) -> Rows:
    """S of the focus state with each other, over all states with an alliance on the day."""
    portfolios = alliance_portfolios(stays, day)
    if asked.focus not in portfolios.index:
        return []
    scores = s_score(portfolios)[asked.focus]
    partners = sorted(set(asked.codes.values()) & set(scores.index) - {asked.focus})
    return [
        ("COW, S", day.year, partner, f"alliances alike to {scores[partner]:.2f} (S over {len(scores)} states)")
        for partner in partners
    ]


def _atop_rows(atop: pd.DataFrame, asked: _Question) -> Rows:
    year = within_record(atop, asked.on)
    return [] if year is None else _pair_rows(atop_obligations(atop, year, asked.codes), asked.focus, "ATOP", year)


def _pair_rows(pairs: pd.DataFrame, focus: str, dataset: str, year: int) -> Rows:
    own = pairs[(pairs["a"] == focus) | (pairs["b"] == focus)]
    said: dict[str, set[str]] = {}
    uneven: set[str] = set()
    for row in own.to_dict("records"):
        partner = row["b"] if row["a"] == focus else row["a"]
        said.setdefault(partner, set()).update(row["kinds"])
        if row["asymmetric"]:
            uneven.add(partner)
    return [
        (dataset, year, partner, _kinds(kinds) + (" (not the same on both sides)" if partner in uneven else ""))
        for partner, kinds in sorted(said.items())
        if kinds
    ]


def _kinds(kinds: set[str]) -> str:
    return ", ".join(kind for kind in KINDS if kind in kinds)


def _dcad_rows(dcad: pd.DataFrame, asked: _Question) -> Rows:
    year = within_record(dcad, asked.on)
    rows = set()
    for row in dcad[(dcad["year"] == year) & dcad["any_v2"].fillna(value=False).astype(bool)].to_dict("records"):
        pair = {asked.codes.get(int(row["ccode1"]), ""), asked.codes.get(int(row["ccode2"]), "")}
        if asked.focus in pair and len(pair) == 2:
            rows.add(("DCAD", int(row["year"]), (pair - {asked.focus}).pop(), "defence cooperation agreement"))
    return sorted(rows)


def _ideal_rows(points: pd.DataFrame, asked: _Question) -> Rows:
    year = within_record(points, asked.on)
    if year is None:
        return []
    pairs = ideal_point_distance(points, year, list(asked.names))
    own = pairs[(pairs["a"] == asked.focus) | (pairs["b"] == asked.focus)]
    return [
        ("UNGA ideal points", year, row["b"] if row["a"] == asked.focus else row["a"], f"{row['distance']:.2f} apart")
        for row in own.to_dict("records")
    ]


def _sipri_rows(transfers: pd.DataFrame, asked: _Question) -> Rows:
    """Deliveries of the last full years before the day. The old register dates a deal by its last delivery only."""
    column = "delivery_year" if "delivery_year" in transfers else "last_delivery"
    full = dt.date(asked.on.year if (asked.on.month, asked.on.day) == (12, 31) else asked.on.year - 1, 12, 31)
    year = within_record(transfers, full, column)
    if year is None:
        return []
    recent = transfers[(transfers[column] > year - ARMS_YEARS) & (transfers[column] <= year)]
    sums: dict[tuple[str, str], float] = {}
    for row in recent.to_dict("records"):
        pair = tuple(asked.called.get(str(row[side]).casefold(), "") for side in ("supplier", "recipient"))
        if asked.focus in pair and "" not in pair and not pd.isna(row["tiv_delivered"]):
            sums[pair[0], pair[1]] = sums.get((pair[0], pair[1]), 0.0) + float(row["tiv_delivered"])
    span = f"{year - ARMS_YEARS + 1}–{year}"
    return [
        (
            "SIPRI",
            year,
            recipient if supplier == asked.focus else supplier,
            f"{'arms to' if supplier == asked.focus else 'arms from'} it {span}: {_volume(total)} million TIV",
        )
        for (supplier, recipient), total in sorted(sums.items())
    ]


def _volume(total: float) -> str:
    return f"{total:.0f}" if total >= 1 else "under 1"


_READERS = {
    "cow_alliances": _cow_rows,
    "atop_obligations": _atop_rows,
    "dcad_agreements": _dcad_rows,
    "unga_ideal_points": _ideal_rows,
    "sipri_transfers": _sipri_rows,
}
