"""The ties around one state on one day: the frames of both layers, computed once, for charts and findings."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import networkx as nx
import pandas as pd

from chancery.ties.balance import Balance, structural_balance
from chancery.ties.behaviour import Weighing, acts
from chancery.ties.change import acts_between, compared
from chancery.ties.dyads import dyads, signed_graph
from chancery.ties.network import BLOC, brokerage, communities, degree
from chancery.ties.obligations import memberships, obligations

HISTORY = [
    *("on", "cooperative", "adverse", "mixed", "blocs", "balanced_pct", "frustration"),
    *("focus_cooperative", "focus_adverse", "focus_open_pairs"),
]


class Act(NamedTuple):
    """Of a row of `acts` what an event is set beside."""

    first: pd.Timestamp
    until: pd.Timestamp
    sign: int
    category: str
    key: str


@dataclass(frozen=True)
class View:
    """What `around` returns. Frames are for reading: charts and findings share them.

    focus: the state in focus; on: the day, which is also the last day known; states: codes of the states looked at,
    the focus among them; placed: blocs as the theatre's row gives them; weighing: how acts are weighed.
    """

    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    focus: str
    on: dt.date
    states: tuple[str, ...]
    placed: tuple[tuple[str, ...], ...] = ()
    weighing: Weighing = field(default_factory=Weighing)

    @cached_property
    def names(self) -> dict[str, str]:
        """The states' codes and names."""
        actors = self.tables["actors"]
        known = dict(zip(actors["code"], actors["name"], strict=True))
        return {code: known.get(code, code) for code in self.states}

    @cached_property
    def stays(self) -> pd.DataFrame:
        """`memberships` of all treaties."""
        return memberships(self.tables["alliances"], self.tables["alliance_members"])

    @cached_property
    def known(self) -> pd.DataFrame:
        """`acts` known on the day between the states."""
        return acts(self.tables["ties"], self.tables["exercises"], self.on, self.states)

    @cached_property
    def acts_of(self) -> dict[tuple[str, str], list[Act]]:
        """The acts known on the day by pair, in their order; `a` before `b` in the alphabet."""
        made: dict[tuple[str, str], list[Act]] = {}
        for a, b, *values in zip(*(self.known[name].tolist() for name in ("a", "b", *Act._fields)), strict=True):
            made.setdefault((a, b), []).append(Act(*values))
        return made

    @property
    def dyads(self) -> pd.DataFrame:
        """`dyads` of the states on the day."""
        return self.dyads_on(self.on)

    def dyads_on(self, day: dt.date) -> pd.DataFrame:
        """`dyads` of the states on a day, by what was known on the view's; each day is worked out once."""
        if day not in self._dyads:
            self._dyads[day] = dyads(self.stays, self.known, day, self.weighing, self.states)
        return self._dyads[day]

    @cached_property
    def _dyads(self) -> dict[dt.date, pd.DataFrame]:
        return {}

    @cached_property
    def obligations(self) -> pd.DataFrame:
        """`obligations` between the states on the day."""
        return obligations(self.stays, self.on, self.states)

    @cached_property
    def graph(self) -> nx.Graph:
        """The signed graph of the states on the day."""
        return signed_graph(self.dyads, self.states)

    @cached_property
    def communities(self) -> list[tuple[str, ...]]:
        """Groups of two or more states that the ties fall into."""
        return communities(self.graph)

    @property
    def blocs(self) -> list[tuple[str, ...]]:
        """Groups of three or more."""
        return [group for group in self.communities if len(group) >= BLOC]

    @property
    def pairs(self) -> list[tuple[str, ...]]:
        """Two states that stand together, and with no third."""
        return [group for group in self.communities if len(group) < BLOC]

    @cached_property
    def balance(self) -> Balance:
        """Structural balance of the signed graph."""
        return structural_balance(self.graph)

    def changes(self, before: dt.date) -> pd.DataFrame:
        """`change` from an earlier date to the day. Raises ValueError unless it is earlier."""
        if before >= self.on:
            raise ValueError(f"before ({before}) must be earlier than {self.on}")
        return compared(self.dyads_on(before), self.dyads, acts_between(self.known, before, self.on, self.weighing))

    def history(self, days: Collection[dt.date]) -> pd.DataFrame:
        """The network on each of several days, none after the view's: one row a day.

        Columns: on, cooperative, adverse, mixed (ties), blocs, balanced_pct (None without triangles), frustration; and
        of the state in focus focus_cooperative, focus_adverse (its ties), focus_open_pairs (as `brokerage` has them).
        """
        rows = []
        for day in sorted(day for day in days if day <= self.on):
            table = self.dyads_on(day)
            graph = signed_graph(table, self.states)
            balance = structural_balance(graph)
            counts = [int((table["sign"] == sign).sum()) for sign in ("+", "-", "±")]
            groups = sum(1 for group in communities(graph) if len(group) >= BLOC)
            own, between = degree(graph), brokerage(graph)["open_pairs"]
            whole = (day, *counts, groups, balance.share_pct, balance.frustration.index)
            rows.append((*whole, *(column[self.focus] for column in (own["positive"], own["negative"], between))))
        return pd.DataFrame(rows, columns=HISTORY)

    def weighed(self, weighing: Weighing) -> "View":
        """The same ties under other settings."""
        made = replace(self, weighing=weighing)
        # What no setting changes is worked out once.
        made.__dict__.update({name: getattr(self, name) for name in ("stays", "known", "obligations")})
        return made

    def years_before(self, years: int) -> dt.date:
        """The same day so many years earlier; 29 February becomes 28 February."""
        try:
            return self.on.replace(year=self.on.year - years)
        except ValueError:
            return self.on.replace(year=self.on.year - years, day=28)


def around(
    tables: Mapping[str, pd.DataFrame],
    *,
    focus: str,
    on: dt.date,
    states: Collection[str],
    placed: Sequence[Collection[str]] = (),
    weighing: Weighing | None = None,
) -> View:
    """The ties around a state on a day, among the states given; organisations among them are left out.

    tables: frames by name (`Reference.tables`); placed: blocs in the order they are drawn.
    """
    actors = tables["actors"]
    countries = set(actors.loc[actors["kind"] == "state", "code"])
    chosen = tuple(sorted({focus, *states} & (countries | {focus})))
    groups = tuple(kept for bloc in placed if (kept := tuple(state for state in bloc if state in chosen)))
    return View(tables, focus, on, chosen, groups, weighing or Weighing())
