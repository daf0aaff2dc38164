"""Alliance ties in sentences: obligations, new ties, what changed, blocs and balance, and whether it all survives.

Every sentence says what the rows say on the day; none says why.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from chancery import ties
from chancery.charts.words import dated, first_of
from chancery.evidence import Finding
from chancery.findings.network import further_layers, sensitivity, structure
from chancery.findings.rows import act_rows, asked, plain, rows_of, with_partner
from chancery.findings.shifts import changes
from chancery.reference import Reference
from chancery.ties.view import View
from chancery.words import capitalised, day, in_words, listed, the

__all__ = [
    "act_rows",
    "changes",
    "further_layers",
    "new_ties",
    "obligations",
    "rows_of",
    "sensitivity",
    "structure",
]

SHOWN = 4
RECENT_DAYS = 90


def obligations(view: View, reference: Reference) -> list[Finding]:
    """What the focus state and its partners owe each other by treaty, then the theatre's other defence treaties."""
    bound = view.obligations[view.obligations["kinds"].str.len() > 0]
    own = bound[((bound["a"] == view.focus) | (bound["b"] == view.focus)) & bound["entry_known"]]
    others = bound[(bound["a"] != view.focus) & (bound["b"] != view.focus) & ~bound["contested"].astype(bool)]
    others = others[others["kinds"].map(lambda kinds: kinds[0] == "defence").astype(bool)]
    found = [_obligation(view, reference, row, weight=0.5) for row in _heaviest_first(_by_treaty(own))]
    others = others[~others["alliance_id"].isin(own["alliance_id"])]
    found += [_obligation(view, reference, row, weight=0.2) for row in _by_treaty(others)]
    if own.empty:
        who = the(view.names[view.focus])
        found.insert(
            0,
            Finding(
                id=f"alliance.obligation.{view.focus}.none",
                text=f"On {day(view.on)} no treaty in the tables binds {who} to another state of the theatre.",
                kind="obligation",
                numbers={"treaties": 0},
                evidence=asked(view, "alliances"),
                weight=0.3,
            ),
        )
    return found


def _heaviest_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    order = list(ties.KINDS)
    return sorted(rows, key=lambda row: (bool(row["contested"]), order.index(row["kinds"][0]), row["since"]))


def _by_treaty(bound: pd.DataFrame) -> list[dict[str, Any]]:
    """One row per treaty: its first pair, with all of its parties among the states under `parties`."""
    rows = []
    for _, pairs in bound.sort_values(["alliance_id", "since"], kind="stable").groupby("alliance_id", sort=True):
        first = {str(name): value for name, value in pairs.iloc[0].to_dict().items()}
        rows.append({**first, "parties": sorted(set(pairs["a"]) | set(pairs["b"]))})
    return sorted(rows, key=lambda row: (row["since"], row["alliance_id"]))


def _obligation(view: View, reference: Reference, row: Mapping[Any, Any], weight: float) -> Finding:
    parties = row.get("parties") or [row["a"], row["b"]]
    named = sorted(parties, key=lambda state: (state != view.focus, view.names[state]))
    who = first_of([the(view.names[state]) for state in named], SHOWN)
    kinds = listed(row["kinds"])
    key = str(row["alliance_id"])
    verb = "are bound by" if not row["contested"] else "are parties to"
    text = f"{capitalised(who)} {verb} the {plain(str(row['name']))}: {kinds}"
    since = _since(reference, key, bool(row["from_signature"])) + _joined(view, reference, row)
    text += f"{since}." if not row["contested"] else f"{since}; its status in the tables is “{row['status']}”."
    caveats = []
    if row["from_signature"]:
        caveats.append("The day it entered into force is not tabulated; the day of signature stands for it.")
    if not row["entry_known"]:
        caveats.append("The days on which its members joined are not all tabulated.")
    elif not row["certain"]:
        caveats.append("A date known only to the month or year leaves open whether it was in force on that day.")
    if row["asymmetric"]:
        owed = f"{view.names[str(row['a'])]}: {listed(row['kinds_a']) or 'nothing'}; "
        owed += f"{view.names[str(row['b'])]}: {listed(row['kinds_b']) or 'nothing'}"
        caveats.append(f"The two do not owe the same ({owed}).")
    return Finding(
        id=f"alliance.obligation.{key}",
        text=text,
        kind="obligation",
        numbers={"on": view.on.isoformat(), "kinds": row["kinds"]},
        evidence=rows_of(reference, "alliances", [key]),
        caveats=tuple(caveats),
        weight=weight,
    )


def _since(reference: Reference, key: str, from_signature: bool) -> str:
    treaty = reference.alliances[reference.alliances["key"] == key].iloc[0]
    column = "signed" if from_signature else "in_force"
    precision = {4: "year", 7: "month"}.get(len(treaty[column]), "day")
    since = treaty[f"{column}_first"]
    if pd.isna(since):
        return ""
    return f", {'signed' if from_signature else 'in force since'} {dated(since, precision)}"


def _joined(view: View, reference: Reference, row: Mapping[Any, Any]) -> str:
    """When the state in focus came to a treaty that was in force before."""
    in_force = reference.alliances.loc[reference.alliances["key"] == row["alliance_id"], "in_force_last"].iloc[0]
    if view.focus not in (row["a"], row["b"]) or pd.isna(in_force) or row["since"] <= in_force:
        return ""
    return f"; {the(view.names[view.focus])} joined on {day(row['since'].date())}"


def new_ties(view: View, reference: Reference, within_days: int = RECENT_DAYS) -> list[Finding]:
    """New cooperative acts of the focus state before the date, one finding for each partner, most acts first."""
    start = pd.Timestamp(view.on) - pd.Timedelta(days=within_days)
    recent = view.known[(view.known["first"] > start) & (view.known["sign"] > 0) & (view.known["layer"] == "acts")]
    recent = with_partner(recent, view.focus)
    since = day((start + pd.Timedelta(days=1)).date())
    who = the(view.names[view.focus])
    found = []
    for partner, acts in recent.groupby("partner", sort=True):
        named = [
            f"{row['description'].replace('; ', ', ')} ({dated(row['first'], row['precision'])})"
            for row in _weighty(acts)
        ]
        text = (
            f"Between {since} and {day(view.on)} the tables record {_acts_in_words(len(acts))} between "
            f"{who} and {the(view.names[str(partner)])}: {'; '.join(named[:SHOWN])}"
        )
        text += f"; and {len(named) - SHOWN} more." if len(named) > SHOWN else "."
        summit = bool(((acts["level"] == "leader") & acts["category"].isin(["CONSULT", "AGREE"])).any())
        found.append(
            Finding(
                id=f"alliance.new.{view.focus}.{partner}",
                text=text,
                kind="new tie",
                numbers={"acts": len(acts), "days": within_days},
                evidence=act_rows(reference, acts["key"]),
                weight=0.8 if summit else 0.4,
            )
        )
    if not found:
        text = f"Between {since} and {day(view.on)} the tables record no cooperative act of {who} in the theatre."
        numbers = {"acts": 0, "days": within_days}
        return [Finding(f"alliance.new.{view.focus}.none", text, "new tie", numbers, asked(view, "ties"))]
    return sorted(found, key=lambda finding: (-finding.weight, -finding.numbers["acts"], finding.id))


def _acts_in_words(count: int) -> str:
    return f"{in_words(count)} cooperative {'act' if count == 1 else 'acts'}"


def _weighty(acts: pd.DataFrame) -> list[dict[str, Any]]:
    """Acts with leaders' first, then in order of date, newest first."""
    rows = [{str(name): value for name, value in row.items()} for row in acts.to_dict("records")]
    return sorted(rows, key=lambda row: (row["level"] != "leader", -pd.Timestamp(str(row["first"])).toordinal()))
