"""Obligations: what states owe each other by treaty on a day.

A treaty binds a pair of its members from the later of their entries to the earlier of their exits, both days
included. Only treaties that had entered into force bind; one that its row calls in force, without a date of entry,
counts from its signature and is marked so. A state that no longer exists owes and is owed nothing after its last day.
Kinds follow ATOP (Leeds et al. 2002): defence, offence, neutrality, non-aggression, consultation.
"""

import datetime as dt
from collections.abc import Collection
from itertools import combinations
from typing import Any

import pandas as pd

from chancery.schemas.dtypes import DAYS, TEXT, typed_records

KINDS = {
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutrality",
    "non-aggression": "nonaggression",
    "consultation": "consultation",
}
"""Kinds of obligation in order of weight, with the columns that hold them."""

COW_RANK = {"defence": 3, "offence": 3, "neutrality": 2, "non-aggression": 2, "consultation": 1}
"""Alliance codes used for portfolios: 3 defence, 2 neutrality or non-aggression, 1 entente or consultation."""

LAST_DAYS = {
    "SUN": dt.date(1991, 12, 26),
    "DDR": dt.date(1990, 10, 2),
    "CSK": dt.date(1992, 12, 31),
    "YUG": dt.date(2003, 2, 3),
    "SCG": dt.date(2006, 6, 4),
    "YMD": dt.date(1990, 5, 21),
    "VDR": dt.date(1976, 7, 1),
}
"""Last day of states whose codes were withdrawn from ISO 3166-1 (ISO 3166-3)."""

BINDING = ("in force", "active")
"""Statuses of a row without a date of entry that nevertheless says the treaty binds."""

CLOSED_UP_TO = 3
"""Members up to which a treaty's own dates are taken as everyone's; beyond it, an entry without a row is not dated."""

MEMBERSHIP_TYPES: dict[str, Any] = {
    **dict.fromkeys(("alliance_id", "name", "form", "member"), TEXT),
    **dict.fromkeys(("start", "start_latest", "end", "end_latest"), DAYS),
    **dict.fromkeys(("from_signature", "entry_known"), bool),
    **dict.fromkeys(("status", "confidence"), TEXT),
    **dict.fromkeys(KINDS, bool),
}
PAIR_TYPES: dict[str, Any] = {
    **dict.fromkeys(("alliance_id", "name", "form", "a", "b"), TEXT),
    "since": DAYS,
    **dict.fromkeys(("kinds", "kinds_a", "kinds_b"), object),
    **dict.fromkeys(("asymmetric", "allies", "from_signature", "entry_known", "certain", "contested"), bool),
    **dict.fromkeys(("status", "confidence"), TEXT),
}


def memberships(alliances: pd.DataFrame, alliance_members: pd.DataFrame) -> pd.DataFrame:
    """One row for each stay of a member in a treaty, with what that member owes in it.

    alliances, alliance_members: the reference tables. A member of `alliances.members` without a row of its own has
    the treaty's dates. start, end: earliest days they can mean; start_latest, end_latest: latest; NaT: still bound.
    Member-level columns (`defense`, …) in `alliance_members` override the treaty's: an asymmetric pledge stays so.
    """
    treaties = alliances.assign(
        opened=alliances["in_force_first"].where(alliances["in_force_first"].notna(), _binding_signature(alliances)),
        opened_latest=alliances["in_force_last"].where(
            alliances["in_force_last"].notna(), _binding_signature(alliances, "signed_last")
        ),
        from_signature=alliances["in_force_first"].isna(),
    )
    treaties = treaties[treaties["opened"].notna()]
    listed = set(zip(alliance_members["alliance_id"], alliance_members["member"], strict=True))
    rows = [
        _stay(treaty, member)
        for treaty in treaties.to_dict("records")
        for member in treaty["members"]
        if (treaty["alliance_id"], member) not in listed
    ]
    by_id = {treaty["alliance_id"]: treaty for treaty in treaties.to_dict("records")}
    rows += [
        _stay(by_id[stay["alliance_id"]], stay["member"], stay)
        for stay in alliance_members.to_dict("records")
        if stay["alliance_id"] in by_id
    ]
    return typed_records(rows, MEMBERSHIP_TYPES)


def _binding_signature(alliances: pd.DataFrame, column: str = "signed_first") -> "pd.Series[pd.Timestamp]":
    ended = alliances["ended_first"].notna()
    return alliances[column].where(alliances["status"].isin(BINDING) | ended)


def _stay(treaty: dict[Any, Any], member: str, stay: dict[Any, Any] | None = None) -> dict[str, object]:
    stay = stay or {}
    joined, joined_latest = stay.get("joined_first", pd.NaT), stay.get("joined_last", pd.NaT)
    start = treaty["opened"] if pd.isna(joined) else max(joined, treaty["opened"])
    start_latest = treaty["opened_latest"] if pd.isna(joined_latest) else max(joined_latest, treaty["opened_latest"])
    last_day = pd.Timestamp(LAST_DAYS[member]) if member in LAST_DAYS else pd.NaT
    return {
        "alliance_id": treaty["alliance_id"],
        "name": treaty["name"],
        "form": treaty["kind"],
        "member": member,
        "start": start,
        "start_latest": start_latest,
        "end": _earliest(stay.get("left_first", pd.NaT), treaty["ended_first"], last_day),
        "end_latest": _earliest(stay.get("left_last", pd.NaT), treaty["ended_last"], last_day),
        "from_signature": treaty["from_signature"],
        "entry_known": bool(stay) or len(treaty["members"]) <= CLOSED_UP_TO,
        "status": treaty["status"],
        "confidence": treaty["confidence"],
        **{kind: bool(stay[column] if column in stay else treaty[column]) for kind, column in KINDS.items()},
    }


def _earliest(*days: Any) -> Any:
    known = [day for day in days if not pd.isna(day)]
    return min(known) if known else pd.NaT


def in_force(stays: pd.DataFrame, on: dt.date) -> pd.DataFrame:
    """The stays of `memberships` that may bind on a day, both ends included.

    `certain` is False where a date known only to the month or year leaves open whether that day is inside.
    """
    day = pd.Timestamp(on)
    inside = stays[(stays["start"] <= day) & (stays["end_latest"].isna() | (stays["end_latest"] >= day))]
    sure = (inside["start_latest"] <= day) & (inside["end"].isna() | (inside["end"] >= day))
    return inside.assign(certain=sure)


def obligations(stays: pd.DataFrame, on: dt.date, among: Collection[str] | None = None) -> pd.DataFrame:
    """One row for each treaty and pair of states bound by it on a day; `a` comes before `b` in the alphabet.

    kinds: what either owes, in order of weight, empty for groupings without an obligation; kinds_a, kinds_b: what each
    owes the other; asymmetric: where these differ. allies: the heaviest kind is more than non-aggression, which
    adversaries promise each other too. entry_known: both entries have dates of their own, or the treaty is small.
    certain: no date leaves open whether the treaty bound the two on that day.
    contested: the row's status is not plainly in force.
    """
    now = in_force(stays if among is None else stays[stays["member"].isin(set(among))], on)
    members: dict[str, dict[str, dict[Any, Any]]] = {}
    for row in now.to_dict("records"):
        members.setdefault(row["alliance_id"], {}).setdefault(row["member"], row)
    rows = [
        _pair(first, second)
        for _, inside in sorted(members.items())
        for first, second in combinations([inside[member] for member in sorted(inside)], 2)
    ]
    return typed_records(rows, PAIR_TYPES)


def _pair(first: dict[Any, Any], second: dict[Any, Any]) -> dict[str, object]:
    owed_a = tuple(kind for kind in KINDS if first[kind])
    owed_b = tuple(kind for kind in KINDS if second[kind])
    owed = tuple(kind for kind in KINDS if first[kind] or second[kind])
    return {
        "alliance_id": first["alliance_id"],
        "name": first["name"],
        "form": first["form"],
        "a": first["member"],
        "b": second["member"],
        "since": max(first["start"], second["start"]),
        "kinds": owed,
        "kinds_a": owed_a,
        "kinds_b": owed_b,
        "asymmetric": owed_a != owed_b,
        "allies": owed != () and owed[0] != "non-aggression",
        "from_signature": first["from_signature"],
        "entry_known": first["entry_known"] and second["entry_known"],
        "certain": all(state["certain"] and state["entry_known"] for state in (first, second)),
        "contested": bool(first["status"]) and _contested(first["status"]),
        "status": first["status"],
        "confidence": first["confidence"],
    }


def _contested(status: str) -> bool:
    return any(word in status for word in ("disputed", "repudiated", "violated", "unclear", "suspended", "dissolved"))
