"""Alliance ties in sentences: obligations, new ties, what changed, blocs and balance, and whether it all survives.

Every sentence says what the rows say on the day; none says why.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from chancery import ties
from chancery.charts.words import dated, first_of
from chancery.evidence import Finding, Table
from chancery.findings.network import COVERAGE, further_layers, sensitivity, structure
from chancery.findings.rows import act_rows, rows_of, with_partner
from chancery.reference import Reference
from chancery.ties.change import NOTABLE
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
YEARS = (1, 3, 5)
DATED_ACTS = (
    "It is cooperative acts minus hostile acts in the tables, each weighed by its age, and measures neither "
    "sentiment nor capability."
)
CHANGE_WORDS = {
    "added": ("is new", "are new"),
    "ended": ("has ended", "have ended"),
    "strengthened": ("has strengthened", "have strengthened"),
    "soured": ("has soured", "have soured"),
    "eased": ("is less hostile", "are less hostile"),
    "faded": ("has faded", "have faded"),
}


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
                evidence=_asked(view, "alliances"),
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
    text = f"{capitalised(who)} {verb} the {_plain(str(row['name']))}: {kinds}"
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


def _asked(view: View, table: str) -> tuple[Table, ...]:
    """The table that was asked and held nothing."""
    return (Table(table, len(view.tables[table])),)


def _plain(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def new_ties(view: View, reference: Reference, within_days: int = RECENT_DAYS) -> list[Finding]:
    """New cooperative acts of the focus state before the date, one finding for each partner, most acts first."""
    start = pd.Timestamp(view.on) - pd.Timedelta(days=within_days)
    recent = view.known[(view.known["first"] > start) & (view.known["sign"] > 0) & (view.known["layer"] == "acts")]
    recent = with_partner(recent, view.focus)
    since = day((start + pd.Timedelta(days=1)).date())
    who = the(view.names[view.focus])
    found = []
    for partner, acts in recent.groupby("partner", sort=True):
        named = [f"{row['description']} ({dated(row['first'], row['precision'])})" for row in _weighty(acts)]
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
        return [Finding(f"alliance.new.{view.focus}.none", text, "new tie", numbers, _asked(view, "ties"))]
    return sorted(found, key=lambda finding: (-finding.weight, -finding.numbers["acts"], finding.id))


def _acts_in_words(count: int) -> str:
    return f"{in_words(count)} cooperative {'act' if count == 1 else 'acts'}"


def _weighty(acts: pd.DataFrame) -> list[dict[str, Any]]:
    """Acts with leaders' first, then in order of date, newest first."""
    rows = [{str(name): value for name, value in row.items()} for row in acts.to_dict("records")]
    return sorted(rows, key=lambda row: (row["level"] != "leader", -pd.Timestamp(str(row["first"])).toordinal()))


def changes(view: View, reference: Reference, years: Sequence[int] = YEARS) -> list[Finding]:
    """What changed for the focus state against so many years before, one finding a year."""
    return [_changed(view, reference, span) for span in years]


def _changed(view: View, reference: Reference, span: int) -> Finding:
    before = view.years_before(span)
    own = with_partner(view.changes(before), view.focus)
    own = own.assign(moved=(own["net_after"] - own["net_before"]).abs())
    own = own.sort_values(["moved", "partner"], ascending=[False, True])
    moved = {kind: own[own["change"] == kind] for kind in CHANGE_WORDS}
    who = the(view.names[view.focus])
    parts: list[str] = []
    for kind, (one, many) in CHANGE_WORDS.items():
        partners = [the(view.names[str(partner)]) for partner in moved[kind]["partner"]]
        if partners:
            subject = f"{_possessive(who)} tie" if not parts else ("that" if len(partners) == 1 else "those")
            subject += "s" if len(partners) > 1 and not parts else ""
            parts.append(f"{subject} with {first_of(partners, SHOWN)} {one if len(partners) == 1 else many}")
    head = f"Since {day(before)}, {'a year' if span == 1 else f'{in_words(span)} years'} before,"
    text = f"{head} {'; '.join(parts)}." if parts else f"{head} no tie of {who} has changed by {NOTABLE} or more."
    hostile = own[(own["change"] == "unchanged") & (own["sign_after"] == "-")].sort_values(["net_after", "partner"])
    if len(hostile):
        still = first_of([the(view.names[str(partner)]) for partner in hostile["partner"]], SHOWN)
        text += f" As hostile as before: {'that' if len(hostile) == 1 else 'those'} with {still}."
    told = own[own["change"].isin(list(CHANGE_WORDS)) | own.index.isin(hostile.index)]
    text += _treaty_words(reference, own)
    acts = [key for keys in (*own["acts_for"], *own["acts_against"]) for key in keys]
    treaties = [key for keys in (*own["treaties_added"], *own["treaties_ended"]) for key in keys]
    return Finding(
        id=f"alliance.change.{view.focus}.{span}y",
        text=text,
        kind="material change in ties",
        numbers={kind: len(rows) for kind, rows in moved.items()} | {"years": span, "hostile_unchanged": len(hostile)},
        evidence=(*rows_of(reference, "alliances", treaties), *act_rows(reference, acts)) or _asked(view, "ties"),
        caveats=(*_figures(view, told), COVERAGE),
        weight=round((0.9 if treaties else 0.6) - 0.02 * span, 2),
    )


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _treaty_words(reference: Reference, own: pd.DataFrame) -> str:
    """The treaties that came or went between the dates, each once."""
    names = dict(zip(reference.alliances["key"], reference.alliances["name"], strict=True))
    said = ""
    for column, word in (("treaties_added", "New"), ("treaties_ended", "Ended")):
        titles = dict.fromkeys(_plain(names[key]) for keys in own[column] for key in keys if key in names)
        said += f" {word}: {'; '.join(titles)}." if titles else ""
    return said


def _figures(view: View, own: pd.DataFrame) -> tuple[str, ...]:
    """Net strength then and now, partner by partner, with what it is."""
    if own.empty:
        return ()
    figures = [
        f"{view.names[str(row['partner'])]} {_signed(row['net_before'])} to {_signed(row['net_after'])}"
        for row in own.to_dict("records")
    ]
    return (f"Net strength then and now: {'; '.join(figures)}. {DATED_ACTS}",)


def _signed(value: Any) -> str:
    rounded = round(float(str(value)), 1)
    return f"{rounded + 0.0:.1f}".replace("-", "−")
