"""How the ties hang together, in sentences: blocs, brokers, balance, other datasets, and what depends on a setting."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from chancery import ties
from chancery.charts.words import first_of
from chancery.evidence import Finding, Table
from chancery.findings.rows import rows_of, with_partner
from chancery.reference import Reference
from chancery.ties.balance import Triad
from chancery.ties.network import tie_weight
from chancery.ties.scale import STRONG
from chancery.ties.sensitivity import described
from chancery.ties.view import View
from chancery.words import capitalised, counted, day, listed, the

SHOWN = 4
YEARS_BACK = 5
HISTORY = ("cooperative", "adverse", "mixed", "frustration")
COVERAGE = (
    "The tables hold more acts for recent years than for earlier ones, so part of a rise may be fuller record-keeping."
)


def structure(view: View, reference: Reference) -> list[Finding]:
    """Blocs that the ties fall into, who stands between others, how balanced the network is, and how that moved."""
    return [*_blocs(view), *_brokers(view), *_balance(view, reference), *_similarity(view), *_over_time(view)]


def coverage(known: pd.DataFrame, before: dt.date, whose: str) -> tuple[str, ...]:
    """Caveats on a comparison with an earlier day: how full the tables are, and where they only begin after it."""
    first = known["first"].min()
    if pd.isna(first) or first.date() <= before:
        return (COVERAGE,)
    return (f"The tables’ first act {whose} is of {day(first.date())}: nothing is known of acts before it.", COVERAGE)


def _similarity(view: View) -> list[Finding]:
    """Which states' treaties are most and least like the focus state's, over the states on stage.

    None where it is bound to none of them: two states without treaties count as alike.
    """
    if not len(with_partner(view.obligations, view.focus)):
        return []
    portfolios = ties.alliance_portfolios(view.stays, view.on, view.states, view.states)
    similar = ties.s_score(portfolios)[view.focus].drop(view.focus)
    scores = dict(zip(similar.index.astype(str), similar.astype(float).tolist(), strict=True))
    if len(set(scores.values())) < 2:
        return []
    ends = [
        f"{end} like {_possessed(view, scores, value)} ({value:.2f})"
        for end, value in (("most", max(scores.values())), ("least", min(scores.values())))
    ]
    text = f"Among these {len(portfolios)} states, the treaties of {the(view.names[view.focus])} are "
    text += f"{' and '.join(ends).replace('-', '−')}, on a scale from −1 to 1."
    return [
        Finding(
            id=f"alliance.similarity.{view.focus}",
            text=text,
            kind="structure",
            numbers={f"S_{state}": round(value, 3) for state, value in scores.items()} | {"states": len(portfolios)},
            caveats=(
                "S of Signorino and Ritter (1999), unweighted. Two states without treaties count as alike, and a "
                "promise not to attack counts though adversaries make it.",
            ),
            weight=0.1,
        )
    ]


def _possessed(view: View, scores: Mapping[str, float], value: float) -> str:
    states = first_of([the(view.names[state]) for state in scores if scores[state] == value], SHOWN)
    return f"those of {states}"


def _brokers(view: View) -> list[Finding]:
    table = ties.brokerage(view.graph).sort_values(["open_pairs", "between"], ascending=False, kind="stable")
    top = table[(table["open_pairs"] > 0) & (table["open_pairs"] == table["open_pairs"].max())]
    if top.empty:
        return []
    count = int(top["open_pairs"].iloc[0])
    who = listed(the(view.names[str(state)]) for state in sorted(top.index))
    text = f"{capitalised(who)} {'has' if len(top) == 1 else 'each have'} cooperative ties with both sides of "
    text += f"{counted(count, 'pair')} of states that have none with each other, the most of these states."
    return [
        Finding(
            id="alliance.brokerage",
            text=text,
            kind="structure",
            numbers={"open_pairs": count, "states": sorted(map(str, top.index))},
            caveats=("A tie that the tables do not hold counts as none.",),
            weight=0.1,
        )
    ]


def _over_time(view: View) -> list[Finding]:
    days = [view.years_before(span) for span in (YEARS_BACK, 0)]
    if days[0] >= view.on:
        return []
    then, now = view.history(days).to_dict("records")
    text = f"On {day(then['on'])} the tables gave these states {counted(then['cooperative'], 'cooperative tie')} and "
    text += f"{counted(then['adverse'], 'adverse tie')}; on {day(now['on'])}, "
    text += f"{counted(now['cooperative'], 'cooperative tie')} and {counted(now['adverse'], 'adverse tie')}."
    numbers = {f"{name}_{end}": row[name] for end, row in (("then", then), ("now", now)) for name in HISTORY}
    return [
        Finding(
            "alliance.history",
            text,
            "structure",
            numbers,
            caveats=coverage(view.known, days[0], "between these states"),
            weight=0.1,
        )
    ]


def _blocs(view: View) -> list[Finding]:
    if not view.communities:
        return [Finding("alliance.blocs", f"On {day(view.on)} no cooperative ties join these states.", "structure")]
    blocs, pairs = (_named(view, groups) for groups in (view.blocs, view.pairs))
    text = (
        f"By their ties on {day(view.on)} these states fall into {counted(len(blocs), 'bloc')}: {'; '.join(blocs)}."
        if blocs
        else f"On {day(view.on)} no three of these states form a bloc by their ties."
    )
    text += f" {'As a pair' if len(pairs) == 1 else 'As pairs'}: {'; '.join(pairs)}." if pairs else ""
    placed = {state for group in view.communities for state in group}
    alone = sorted(the(view.names[state]) for state in view.states if state not in placed)
    text += f" {capitalised(listed(alone))} {'stands' if len(alone) == 1 else 'stand'} in none." if alone else ""
    return [
        Finding(
            id="alliance.blocs",
            text=text,
            kind="structure",
            numbers={"blocs": len(blocs), "pairs": len(pairs), "states": len(view.states)},
            caveats=(
                "Blocs are groups of three or more of highest signed modularity, found by seeded search; they describe "
                "the rows, not intentions.",
            ),
            weight=0.3,
        )
    ]


def _named(view: View, groups: Sequence[Sequence[str]]) -> list[str]:
    return [listed(the(view.names[state]) for state in group) for group in groups]


def _balance(view: View, reference: Reference) -> list[Finding]:
    balance = view.balance
    count = len(balance.balanced) + len(balance.unbalanced)
    if count == 0:
        return [Finding("alliance.balance", "No three of these states are all tied to each other.", "structure")]
    against = [_triad(view, triad) for triad in balance.unbalanced]
    text = f"Of {counted(count, 'triangle')} of ties, {_share(len(balance.balanced), count)} balanced"
    text += f" and {_share(len(against), count)} not: {first_of(against, SHOWN)}." if against else "."
    index = balance.frustration
    text += f" Of {counted(balance.ties, 'tie')}, {index.index or 'none'} {'stand' if index.index > 1 else 'stands'} "
    text += f"against the best division into two camps{'' if index.exact else ' that was found'}."
    caveats = ["Balance (Cartwright and Harary 1956): a triangle is balanced with no adverse tie or with two."]
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


def _share(part: int, whole: int) -> str:
    """How many of all, with their verb.

    >>> _share(0, 4), _share(1, 4), _share(3, 4), _share(4, 4)
    ('none is', '1 is', '3 are', 'all are')
    """
    if part == whole > 1:
        return "all are"
    return f"{part or 'none'} {'are' if part > 1 else 'is'}"


def _triad(view: View, triad: Triad) -> str:
    return "–".join(view.names[state] for state in triad.states)


def further_layers(
    view: View, imported: Mapping[str, pd.DataFrame], numbers: Mapping[str, int]
) -> tuple[list[Finding], pd.DataFrame]:
    """What imported datasets say of the focus state's ties beside our rows: a sentence and a table; empty without any.

    imported: tables by name; numbers: codes → COW state numbers. Codings are set side by side, never averaged. Where
    datasets that number states are there, and nothing that tells the focus state's number, a sentence says so.
    """
    layers = ties.further_layers(imported, view.focus, view.names, numbers, view.on, _forms(view))
    unread = _unread(view, imported, numbers)
    if layers.empty:
        return unread, pd.DataFrame(columns=["Dataset", "Year", "Partner", "Says", "Our rows on the day"])
    own = with_partner(view.dyads, view.focus).set_index("partner")["kinds"].to_dict()
    table = pd.DataFrame(
        {
            "Dataset": layers["dataset"],
            "Year": layers["year"],
            "Partner": [view.names[partner] for partner in layers["partner"]],
            "Says": layers["says"],
            "Our rows on the day": [", ".join(own.get(partner, ())) or "none" for partner in layers["partner"]],
        }
    )
    years = [f"{name} to {year}" for name, year in layers.groupby("dataset", sort=True)["year"].max().items()]
    text = f"Imported datasets say something of {counted(layers['partner'].nunique(), 'tie')} of "
    text += f"{the(view.names[view.focus])}: {listed(years)}."
    caveat = "Each dataset ends in its year and says nothing of later treaties; codings differ and are not averaged."
    finding = Finding(
        f"alliance.layers.{view.focus}",
        text,
        "layers",
        {"rows": len(layers)},
        tuple(Table(name, len(frame)) for name, frame in sorted(imported.items())),
        (caveat,),
        0.1,
    )
    return [finding, *unread], table


def _forms(view: View) -> dict[str, str]:
    actors = view.tables["actors"]
    return {form: code for code, forms in zip(actors["code"], actors["aliases"], strict=True) for form in forms}


NUMBERED = {"atop_obligations": "ATOP", "dcad_agreements": "DCAD"}
"""Imported tables that give states by COW's number alone."""


def _unread(view: View, imported: Mapping[str, pd.DataFrame], numbers: Mapping[str, int]) -> list[Finding]:
    there = {table: title for table, title in NUMBERED.items() if table in imported}
    if not there or view.focus in numbers:
        return []
    text = f"{listed(there.values())} {'is' if len(there) == 1 else 'are'} imported but could not be read for "
    text += (
        f"{the(view.names[view.focus])}: nothing imported tells its number. COW alliances or the General Assembly’s "
    )
    text += "ideal points would."
    evidence = tuple(Table(table, len(imported[table])) for table in there)
    return [Finding(f"alliance.layers.{view.focus}.unread", text, "layers", {"datasets": len(there)}, evidence)]


@dataclass(frozen=True)
class _Headline:
    """What the page says first, under one setting. signs, changes: by partner, changes against a year before.

    closest: the cooperative tie that weighs most by obligation and behaviour together (`tie_weight`), of allies and of
    those whose acts alone make them cooperative.
    """

    closest: str
    signs: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, ...], ...]


def _headline(view: View) -> _Headline:
    own = with_partner(view.dyads, view.focus)
    near = own[(own["sign"] == "+") & (own["allies"] | (own["net"].round(1) >= STRONG))].sort_values("partner")
    weights = {
        str(row["partner"]): tie_weight({str(name): value for name, value in row.items()})
        for row in near.to_dict("records")
    }
    closest = max(weights, key=weights.__getitem__, default="")
    changed = with_partner(view.changes(view.years_before(1)), view.focus)
    changed = changed[changed["change"] != "unchanged"]
    signs, changes = (
        tuple(sorted(zip(frame["partner"], frame[column], strict=True)))
        for frame, column in ((own, "sign"), (changed, "change"))
    )
    return _Headline(closest, signs, changes, tuple(view.communities))


def sensitivity(view: View) -> tuple[list[Finding], pd.DataFrame]:
    """Whether the page's first answers survive other settings: closest partner, signs, changes, blocs; and the panel.

    Columns of the panel: What is changed, Setting, and for each answer what it is or how it differs from the first row.
    """
    panel = ties.sensitivity(lambda weighing: _headline(view.weighed(weighing)), view.weighing)
    results: list[_Headline] = list(panel["result"])
    base, settings = results[0], len(results)
    same = {
        "top": sum(result.closest == base.closest for result in results),
        "changes": sum(result.changes == base.changes for result in results),
        "blocs": sum(result.groups == base.groups for result in results),
    }
    moved = sorted({partner for result in results for partner in _moved(base.signs, result.signs)})
    who = the(view.names[view.focus])
    text = (
        f"{capitalised(the(view.names[base.closest]))} is the closest partner of {who} by treaty and acts together"
        if base.closest
        else f"No state counts as a close partner of {who} by treaty or acts"
    )
    text += (
        f" under {same['top']} of {settings} settings; {_signs_kept([the(view.names[partner]) for partner in moved])}"
    )
    text += (
        f" What changed against a year before is told alike under {same['changes']}, the blocs under {same['blocs']}."
    )
    finding = Finding(
        id=f"alliance.sensitivity.{view.focus}",
        text=text,
        kind="sensitivity",
        numbers={"settings": settings, "same": same["top"], "changes": same["changes"], "blocs": same["blocs"]},
        caveats=(f"As briefed: {described(view.weighing)}; each other setting changes one choice.",),
        weight=0.1,
    )
    return [finding], _panel(view, panel)


def _signs_kept(moved: Sequence[str]) -> str:
    if not moved:
        return "no tie changes sign."
    if len(moved) == 1:
        return f"the sign of the tie with {moved[0]} depends on the setting."
    return f"the signs of the ties with {listed(moved)} depend on the setting."


def _moved(base: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> list[str]:
    """The partners of whom two settings do not say the same."""
    then, now = dict(base), dict(other)
    return sorted(partner for partner in then.keys() | now.keys() if then.get(partner, "") != now.get(partner, ""))


def _panel(view: View, panel: pd.DataFrame) -> pd.DataFrame:
    results: list[_Headline] = list(panel["result"])
    base = results[0]

    def named(partners: Sequence[str]) -> str:
        return listed(view.names[partner] for partner in partners) or "none"

    return pd.DataFrame(
        {
            "What is changed": panel["varied"],
            "Setting": panel["setting"],
            "Closest partner": [view.names.get(result.closest, "none") for result in results],
            "Ties that change sign": [named(_moved(base.signs, result.signs)) for result in results],
            "Changes told otherwise": [named(_moved(base.changes, result.changes)) for result in results],
            "Blocs": ["the same" if result.groups == base.groups else "others" for result in results],
        }
    )
