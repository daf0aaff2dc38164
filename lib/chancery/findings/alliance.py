"""Alliance ties in sentences: obligations, new ties, what changed, blocs and balance, and whether it all survives.

Every sentence says what the rows say on the day; none says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from chancery import ties
from chancery.charts.words import dated, first_of
from chancery.evidence import Finding, Row
from chancery.findings.wording import the
from chancery.reference import Reference
from chancery.ties.balance import Triad
from chancery.ties.behaviour import Weighing
from chancery.ties.change import NOTABLE
from chancery.ties.sensitivity import described
from chancery.ties.view import View
from chancery.words import capitalised, counted, day, listed

SHOWN = 4
RECENT_DAYS = 90
YEARS = (1, 3, 5)
COVERAGE = (
    "The tables hold more acts for recent years than for earlier ones, so part of a rise may be fuller record-keeping."
)
DATED_ACTS = (
    "Figures are net strength: cooperative less hostile acts in the tables, each weighed by its age. They measure "
    "neither sentiment nor capability."
)
CHANGE_WORDS = {
    "added": ("is new", "are new"),
    "ended": ("has ended", "have ended"),
    "strengthened": ("has strengthened", "have strengthened"),
    "soured": ("has soured", "have soured"),
    "eased": ("is less hostile", "are less hostile"),
    "faded": ("has faded", "have faded"),
}


def rows_of(reference: Reference, table: str, keys: Iterable[str]) -> tuple[Row, ...]:
    """The citations of rows, in the order given, each once; a key that is not there is left out."""
    there = set(reference.tables[table]["key"])
    return tuple(reference.row(table, key) for key in dict.fromkeys(keys) if key in there)


def act_rows(reference: Reference, keys: Iterable[str]) -> tuple[Row, ...]:
    """The citations of acts, whether they stand in `ties` or in `exercises`."""
    wanted = list(dict.fromkeys(keys))
    return rows_of(reference, "ties", wanted) + rows_of(reference, "exercises", wanted)


def obligations(view: View, reference: Reference) -> list[Finding]:
    """What the focus state and its partners owe each other by treaty, then the theatre's other defence treaties."""
    bound = view.obligations[view.obligations["kinds"].str.len() > 0]
    own = bound[((bound["a"] == view.focus) | (bound["b"] == view.focus)) & bound["entry_known"]]
    others = bound.drop(own.index)
    others = others[others["kinds"].map(lambda kinds: kinds[0] == "defence") & (others["a"] != view.focus)]
    others = others[others["b"] != view.focus]
    found = [_obligation(view, reference, row, weight=0.5) for row in _heaviest_first(own)]
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
                weight=0.3,
            ),
        )
    return found


def _heaviest_first(bound: pd.DataFrame) -> list[dict[str, Any]]:
    rows = [{str(name): value for name, value in row.items()} for row in bound.to_dict("records")]
    order = list(ties.KINDS)
    return sorted(rows, key=lambda row: (bool(row["contested"]), order.index(row["kinds"][0]), row["since"]))


def _by_treaty(bound: pd.DataFrame) -> list[dict[str, Any]]:
    """One row per treaty: its first pair, with all of its parties among the states under `parties`."""
    rows = []
    for _, pairs in bound.groupby("alliance_id", sort=True):
        first = {str(name): value for name, value in pairs.iloc[0].to_dict().items()}
        rows.append({**first, "parties": sorted(set(pairs["a"]) | set(pairs["b"]))})
    return sorted(rows, key=lambda row: (row["since"], row["alliance_id"]))


def _obligation(view: View, reference: Reference, row: Mapping[Any, Any], weight: float) -> Finding:
    parties = row.get("parties") or sorted((str(row["a"]), str(row["b"])), key=lambda state: state != view.focus)
    who = first_of([the(view.names[state]) for state in parties], SHOWN)
    kinds = listed(row["kinds"])
    key = str(row["alliance_id"])
    verb = "are bound by" if not row["contested"] else "are parties to"
    text = f"{capitalised(who)} {verb} the {_plain(str(row['name']))}: {kinds}"
    since = _since(reference, key, bool(row["from_signature"]))
    text += f"{since}." if not row["contested"] else f"{since}; its status in the tables is “{row['status']}”."
    caveats = []
    if row["from_signature"]:
        caveats.append("The day it entered into force is not tabulated; the day of signature stands for it.")
    if not row["certain"]:
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


def _plain(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def new_ties(view: View, reference: Reference, within_days: int = RECENT_DAYS) -> list[Finding]:
    """New cooperative acts of the focus state before the date, one finding for each partner, most acts first."""
    start = pd.Timestamp(view.on) - pd.Timedelta(days=within_days)
    recent = view.known[(view.known["first"] > start) & (view.known["sign"] > 0) & (view.known["layer"] == "acts")]
    recent = _with_partner(recent, view.focus)
    since = day((start + pd.Timedelta(days=1)).date())
    who = the(view.names[view.focus])
    found = []
    for partner, acts in recent.groupby("partner", sort=True):
        named = [f"{row['description']} ({dated(row['first'], row['precision'])})" for row in _weighty(acts)]
        text = (
            f"Between {since} and {day(view.on)} the tables record {counted(len(acts), 'cooperative act')} between "
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
        return [Finding(f"alliance.new.{view.focus}.none", text, "new tie", {"acts": 0, "days": within_days})]
    return sorted(found, key=lambda finding: (-finding.weight, -finding.numbers["acts"], finding.id))


def _with_partner(known: pd.DataFrame, focus: str) -> pd.DataFrame:
    own = known[(known["a"] == focus) | (known["b"] == focus)]
    return own.assign(partner=own["b"].where(own["a"] == focus, own["a"]))


def _weighty(acts: pd.DataFrame) -> list[dict[str, Any]]:
    """Acts with leaders' first, then in order of date, newest first."""
    rows = [{str(name): value for name, value in row.items()} for row in acts.to_dict("records")]
    return sorted(rows, key=lambda row: (row["level"] != "leader", -pd.Timestamp(str(row["first"])).toordinal()))


def changes(view: View, reference: Reference, years: Sequence[int] = YEARS) -> list[Finding]:
    """What changed for the focus state against so many years before, one finding a year."""
    return [_changed(view, reference, span) for span in years]


def _changed(view: View, reference: Reference, span: int) -> Finding:
    before = view.years_before(span)
    own = _with_partner(view.changes(before), view.focus)
    own = own.assign(moved=(own["net_after"] - own["net_before"]).abs())
    own = own.sort_values(["moved", "partner"], ascending=[False, True])
    moved = {kind: own[own["change"] == kind] for kind in CHANGE_WORDS}
    who = the(view.names[view.focus])
    parts: list[str] = []
    for kind, (one, many) in CHANGE_WORDS.items():
        partners = [_partner_words(view, reference, row) for row in moved[kind].to_dict("records")]
        if partners:
            subject = f"{counted(len(partners), 'tie')} of {who}" if not parts else str(len(partners))
            verb = one if len(partners) == 1 else many
            parts.append(f"{subject} {verb}, with {first_of(partners, SHOWN)}")
    head = f"Compared with {day(before)}, {counted(span, 'year')} earlier"
    none = f"{head}, no tie of {who} has changed by {NOTABLE} or more."
    text = f"{head}, {'; '.join(parts)}." if parts else none
    acts = [key for keys in (*own["acts_for"], *own["acts_against"]) for key in keys]
    treaties = [key for keys in (*own["treaties_added"], *own["treaties_ended"]) for key in keys]
    return Finding(
        id=f"alliance.change.{view.focus}.{span}y",
        text=text,
        kind="material change in ties",
        numbers={kind: len(rows) for kind, rows in moved.items()} | {"years": span},
        evidence=rows_of(reference, "alliances", treaties) + act_rows(reference, acts),
        caveats=(COVERAGE, DATED_ACTS),
        weight=round((0.9 if treaties else 0.6) - 0.02 * span, 2),
    )


def _partner_words(view: View, reference: Reference, row: Mapping[Any, Any]) -> str:
    names = dict(zip(reference.alliances["key"], reference.alliances["name"], strict=True))
    said = [f"{_signed(row['net_before'])} to {_signed(row['net_after'])}"]
    for column, words in (("treaties_added", "new"), ("treaties_ended", "ended")):
        titles = [_plain(names[key]) for key in row[column] if key in names]
        if titles and len(said) == 1:
            said.append(f"{words}: {listed(titles)}")
    return f"{the(view.names[str(row['partner'])])} ({'; '.join(said)})"


def _signed(value: Any) -> str:
    rounded = round(float(str(value)), 1)
    return f"{rounded + 0.0:.1f}".replace("-", "−")


def structure(view: View, reference: Reference) -> list[Finding]:
    """Blocs that the cooperative ties fall into, and how balanced the signed network is."""
    return [*_blocs(view), *_balance(view, reference)]


def _blocs(view: View) -> list[Finding]:
    if not view.blocs:
        return [Finding("alliance.blocs", f"On {day(view.on)} no cooperative ties join these states.", "structure")]
    said = [listed(the(view.names[state]) for state in bloc) for bloc in view.blocs]
    alone = sorted(the(view.names[state]) for state in view.states if not any(state in bloc for bloc in view.blocs))
    text = f"By their cooperative ties on {day(view.on)} these states fall into {counted(len(said), 'bloc')}: "
    text += "; ".join(said) + "."
    text += f" {capitalised(listed(alone))} {'has' if len(alone) == 1 else 'have'} none." if alone else ""
    return [
        Finding(
            id="alliance.blocs",
            text=text,
            kind="structure",
            numbers={"blocs": len(said), "states": len(view.states)},
            caveats=(
                "Blocs are found by seeded community detection (Louvain); they describe the rows, not intentions.",
            ),
            weight=0.3,
        )
    ]


def _balance(view: View, reference: Reference) -> list[Finding]:
    balance = view.balance
    count = len(balance.balanced) + len(balance.unbalanced)
    if count == 0:
        return [Finding("alliance.balance", "No three of these states are all tied to each other.", "structure")]
    text = (
        f"Of {counted(count, 'triangle')} of ties, {len(balance.balanced)} "
        f"{'is' if len(balance.balanced) == 1 else 'are'} balanced and {len(balance.unbalanced)} "
        f"{'is' if len(balance.unbalanced) == 1 else 'are'} not"
    )
    text += (
        f": {first_of([_triad(view, triad) for triad in balance.unbalanced], SHOWN)}." if balance.unbalanced else "."
    )
    index = balance.frustration
    text += (
        f" Of {counted(balance.ties, 'tie')}, {index.index} {'stands' if index.index == 1 else 'stand'} against the "
        f"best division into two camps{'' if index.exact else ' that was found'}."
    )
    caveats = ["Balance (Cartwright and Harary 1956): a triangle is balanced with no hostile tie or with two."]
    if balance.mixed:
        caveats.append(f"{capitalised(counted(balance.mixed, 'mixed tie'))} left out, being neither.")
    return [
        Finding(
            id="alliance.balance",
            text=text,
            kind="structure",
            numbers={
                "triangles": count,
                "balanced": len(balance.balanced),
                "unbalanced": len(balance.unbalanced),
                "frustration": index.index,
                "ties": balance.ties,
            },
            evidence=rows_of(reference, "alliances", [key for keys in view.dyads["treaties"] for key in keys][:SHOWN]),
            caveats=tuple(caveats),
            weight=0.2,
        )
    ]


def _triad(view: View, triad: Triad) -> str:
    return "–".join(view.names[state] for state in triad.states)


def sensitivity(view: View) -> tuple[list[Finding], pd.DataFrame]:
    """Whether the signs of the focus state's ties and its strongest partner survive other settings; and the panel."""

    def headline(weighing: Weighing) -> tuple[str, tuple[tuple[str, str], ...]]:
        table = view.weighed(weighing).dyads
        own = table[(table["a"] == view.focus) | (table["b"] == view.focus)]
        own = own.assign(partner=own["b"].where(own["a"] == view.focus, own["a"]))
        top = own.sort_values(["net", "partner"], ascending=[False, True])
        strongest = str(top["partner"].iloc[0]) if len(top) and float(top["net"].iloc[0]) > 0 else ""
        return strongest, tuple(sorted(zip(own["partner"], own["sign"], strict=True)))

    panel = ties.sensitivity(headline, view.weighing)
    base = panel["result"].iloc[0]
    same_top = sum(1 for result in panel["result"] if result[0] == base[0])
    moved = sorted(
        {
            partner
            for result in panel["result"]
            for (partner, sign), (_, other) in zip(base[1], result[1], strict=False)
            if sign != other
        }
    )
    settings = len(panel)
    strongest = capitalised(the(view.names.get(base[0], "no state")))
    text = (
        f"{strongest} is the strongest partner of {the(view.names[view.focus])} under {same_top} of {settings} settings"
    )
    text += (
        f"; the sign of the tie with {listed(the(view.names[partner]) for partner in moved)} depends on the setting."
        if moved
        else "; no tie changes sign."
    )
    finding = Finding(
        id=f"alliance.sensitivity.{view.focus}",
        text=text,
        kind="sensitivity",
        numbers={"settings": settings, "same": same_top},
        caveats=(f"As briefed: {described(view.weighing)}; each other setting changes one choice.",),
        weight=0.1,
    )
    return [finding], _panel(view, panel)


def _panel(view: View, panel: pd.DataFrame) -> pd.DataFrame:
    base = dict(panel["result"].iloc[0][1])
    changed = [
        listed(view.names[partner] for partner, sign in result[1] if base.get(partner) != sign) or "none"
        for result in panel["result"]
    ]
    return pd.DataFrame(
        {
            "What is changed": panel["varied"],
            "Setting": panel["setting"],
            "Strongest partner": [view.names.get(result[0], "none") for result in panel["result"]],
            "Ties that change sign": changed,
        }
    )
