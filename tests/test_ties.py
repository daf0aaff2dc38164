"""Alliance ties: obligations, behaviour, network, balance, change. Expected values are the cases' own sums."""

import datetime as dt
from itertools import combinations, product

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery import reference, ties
from chancery.ties.balance import EXACT_UP_TO
from chancery.ties.behaviour import strength_over_time
from chancery.ties.network import _division, _modularity_gain
from chancery.ties.obligations import in_force
from chancery.ties.sensitivity import variants

NO = pd.NaT
PLEDGES = {"defense": False, "offense": False, "neutrality": False, "nonaggression": False, "consultation": False}


def bounds(written: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Earliest and latest day of a reduced date."""
    if not written:
        return NO, NO
    first = pd.Timestamp(written)
    later = {4: pd.offsets.YearEnd(0), 7: pd.offsets.MonthEnd(0)}.get(len(written))
    return first, first + later if later is not None else first


def treaty(name: str, members: str, opened: str, ended: str = "", **more: object) -> dict[str, object]:
    """A row of alliances as `reference.load` gives it."""
    row: dict[str, object] = {
        "alliance_id": name,
        "key": name,
        "name": name.title(),
        "kind": "treaty",
        "members": tuple(members.split(";")),
        "signed": "",
        "status": "in force",
        "confidence": "high",
        **PLEDGES,
        **more,
    }
    for column, written in (("signed", str(row["signed"])), ("in_force", opened), ("ended", ended)):
        row[column] = written
        row[f"{column}_first"], row[f"{column}_last"] = bounds(written)
    return row


def stay(name: str, member: str, joined: str = "", left: str = "", **more: object) -> dict[str, object]:
    """A row of alliance_members."""
    row: dict[str, object] = {"alliance_id": name, "member": member, **more}
    for column, written in (("joined", joined), ("left", left)):
        row[f"{column}_first"], row[f"{column}_last"] = bounds(written)
    return row


def stays_of(*treaties: dict[str, object], members: list[dict[str, object]] | None = None) -> pd.DataFrame:
    """`memberships` of a few treaties."""
    columns = ["alliance_id", "member", "joined_first", "joined_last", "left_first", "left_last"]
    return ties.memberships(pd.DataFrame(treaties), pd.DataFrame(members or [], columns=None if members else columns))


TIE_COLUMNS = ["key", "actors", "recipients", "type", "plover", "quad", "sign", "level", "description", "confidence"]


def tie(key: str, actors: str, recipients: str, start: str, sign: str = "+", **more: object) -> dict[str, object]:
    """A row of ties."""
    row: dict[str, object] = {
        "key": key,
        "actors": tuple(actors.split(";")),
        "recipients": tuple(part for part in recipients.split(";") if part),
        "type": "summit",
        "plover": "CONSULT",
        "quad": "verbal cooperation",
        "sign": sign,
        "level": "leader",
        "description": key,
        "confidence": "high",
        "start": start,
        **more,
    }
    row["start_first"], row["start_last"] = bounds(start)
    row["end_first"], row["end_last"] = bounds(str(row.get("end", "")) or start)
    return row


def exercise(key: str, participants: str, start: str, status: str = "held") -> dict[str, object]:
    """A row of exercises."""
    first, last = bounds(start)
    return {
        "key": key,
        "participants": tuple(participants.split(";")),
        "name": key,
        "status": status,
        "date_precision": "day",
        "confidence": "high",
        "start_first": first,
        "start_last": last,
        "end_first": first,
        "end_last": last,
    }


EXERCISE_COLUMNS = list(exercise("x", "A;B", "2020-01-01"))


def known_of(
    rows: list[dict[str, object]], drills: list[dict[str, object]] | None = None, as_of: str = "2025-12-31"
) -> pd.DataFrame:
    """`acts` of a few rows."""
    columns = [*TIE_COLUMNS, "start", "start_first", "start_last", "end_first", "end_last"]
    return ties.acts(
        pd.DataFrame(rows, columns=None if rows else columns),
        pd.DataFrame(drills, columns=None if drills else EXERCISE_COLUMNS),
        dt.date.fromisoformat(as_of),
    )


def bound(stays: pd.DataFrame, on: str) -> list[tuple[str, str, str]]:
    """Treaty and pair of the obligations on a day."""
    pairs = ties.obligations(stays, dt.date.fromisoformat(on))
    return list(zip(pairs["alliance_id"], pairs["a"], pairs["b"], strict=True))


class TestObligations:
    """Treaties in force on a day."""

    @pytest.mark.parametrize(
        ("on", "expected"),
        [("1959-12-31", 0), ("1960-01-01", 1), ("1970-06-30", 1), ("1970-07-01", 0)],
        ids=["the day before", "the first day", "the last day", "the day after"],
    )
    def test_both_ends_of_a_treaty_are_inside(self, on: str, expected: int) -> None:
        """In force from the first day to the last, both included."""
        stays = stays_of(treaty("pact", "AAA;BBB", "1960-01-01", "1970-06-30", defense=True))
        assert expected == len(bound(stays, on))

    def test_members_bind_each_other_only_while_both_are_in(self) -> None:
        """A pair is bound from the later entry to the earlier exit; others are untouched."""
        stays = stays_of(
            treaty("club", "AAA;BBB", "1960-01-01", defense=True),
            members=[stay("club", "CCC", "1970-01-01", "1980-01-01"), stay("club", "BBB", "1960-01-01", "1975-01-01")],
        )
        assert [("club", "AAA", "BBB")] == bound(stays, "1969-12-31")
        assert [("club", "AAA", "BBB"), ("club", "AAA", "CCC"), ("club", "BBB", "CCC")] == bound(stays, "1975-01-01")
        assert [("club", "AAA", "CCC")] == bound(stays, "1980-01-01")
        assert [] == bound(stays, "1980-01-02")

    def test_a_state_that_no_longer_exists_is_bound_to_nobody(self) -> None:
        """The Soviet Union owes nothing after 26 December 1991, whatever the treaty's row says."""
        stays = stays_of(treaty("pact", "SUN;PRK", "1961-07-06", "1996-09-10", defense=True))
        assert [("pact", "PRK", "SUN")] == bound(stays, "1991-12-26")
        assert [] == bound(stays, "1991-12-27")

    def test_a_signed_treaty_binds_nobody_before_it_enters_into_force(self) -> None:
        """Signature is not entry into force; a row that says it is in force counts from signature, and says so."""
        signed = treaty("new", "AAA;BBB", "", signed="2025-01-01", status="signed", defense=True)
        assumed = treaty("old", "AAA;BBB", "", signed="2009-02-03", defense=True)
        pairs = ties.obligations(stays_of(signed, assumed), dt.date(2025, 6, 1))
        assert [("old", True)] == list(zip(pairs["alliance_id"], pairs["from_signature"], strict=True))

    def test_a_reduced_date_leaves_the_edge_uncertain(self) -> None:
        """Ended in 1993-01: on 15 January it may be over; on 31 December 1992 it is surely in force."""
        stays = stays_of(treaty("pact", "AAA;BBB", "1971-08-18", "1993-01", neutrality=True))
        assert [True, True] == list(in_force(stays, dt.date(1992, 12, 31))["certain"])
        assert [False, False] == list(in_force(stays, dt.date(1993, 1, 15))["certain"])
        assert 0 == len(in_force(stays, dt.date(1993, 2, 1)))

    def test_an_entry_that_nobody_dated_is_not_certain(self) -> None:
        """Four members and no rows of their own: bound by the treaty's dates, and marked as uncertain."""
        stays = stays_of(treaty("open", "AAA;BBB;CCC;DDD", "1976-02-24", nonaggression=True))
        pairs = ties.obligations(stays, dt.date(1980, 1, 1))
        assert [(False, False)] * 6 == list(zip(pairs["entry_known"], pairs["certain"], strict=True))

    def test_what_one_side_owes_is_told_from_what_the_other_owes(self) -> None:
        """Member-level flags (as COW gives them for some treaties) make a pair asymmetric."""
        stays = stays_of(
            treaty("pact", "AAA;BBB", "1953-10-01", defense=True),
            members=[
                stay("pact", "AAA", "1953-10-01", **{**PLEDGES, "defense": True, "consultation": True}),
                stay("pact", "BBB", "1953-10-01", **{**PLEDGES, "consultation": True}),
            ],
        )
        pair = ties.obligations(stays, dt.date(1990, 1, 1)).iloc[0]
        assert (("defence", "consultation"), ("consultation",), True) == (pair.kinds_a, pair.kinds_b, pair.asymmetric)

    def test_non_aggression_alone_makes_no_allies(self) -> None:
        """Adversaries promise it to each other, so it gives a tie no sign."""
        stays = stays_of(treaty("amity", "AAA;BBB", "1960-01-01", nonaggression=True, consultation=True))
        table = ties.dyads(stays, known_of([]), dt.date(2000, 1, 1))
        assert [("non-aggression", False, "")] == list(
            table[["obligation", "allies", "sign"]].itertuples(index=False, name=None)
        )

    def test_a_contested_treaty_gives_no_sign(self) -> None:
        """Repudiated, disputed or violated: shown, not counted as a bond."""
        stays = stays_of(treaty("pact", "AAA;BBB", "1992-02-19", status="repudiated by AAA", defense=True))
        row = ties.dyads(stays, known_of([]), dt.date(2000, 1, 1)).iloc[0]
        assert ("defence", True, "") == (row.obligation, row.contested, row.sign)


class TestBehaviour:
    """Dated acts and their strength."""

    def test_an_act_counts_half_after_its_half_life(self) -> None:
        """Weight 1 on its day, 0.5 one half-life later, 0.25 after two."""
        known = known_of([tie("t", "AAA", "BBB", "2020-01-01")])
        days = [dt.date(2020, 1, 1) + dt.timedelta(days=span) for span in (0, 100, 200)]
        curve = strength_over_time(known, days, ties.Weighing(half_life_days=100))
        assert [1.0, 0.5, 0.25] == pytest.approx(list(curve["net"]))

    def test_an_act_is_fresh_while_it_lasts(self) -> None:
        """Age runs from the last day; an end not yet reached is no knowledge of the future."""
        known = known_of([tie("t", "AAA", "BBB", "2020-01-01", end="2020-04-10")])
        weighing = ties.Weighing(half_life_days=100)
        assert 1.0 == ties.strength(known, dt.date(2020, 3, 1), weighing)["net"].iloc[0]
        assert 0.5 == ties.strength(known, dt.date(2020, 7, 19), weighing)["net"].iloc[0]

    def test_actors_without_recipients_are_joined_to_each_other(self) -> None:
        """Three at one table are three pairs; with a recipient only actor–recipient pairs count."""
        known = known_of([tie("meet", "AAA;BBB;CCC", "", "2020-01-01"), tie("veto", "AAA;BBB", "CCC", "2020-01-02")])
        pairs = {key: sorted(zip(rows["a"], rows["b"], strict=True)) for key, rows in known.groupby("key")}
        assert {
            "meet": [("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "CCC")],
            "veto": [("AAA", "CCC"), ("BBB", "CCC")],
        } == pairs

    def test_rows_not_yet_known_stay_out(self) -> None:
        """A row enters when the last day its date can mean has come; those in doubt are counted."""
        rows = [
            tie("early", "AAA", "BBB", "2020-03-01"),
            tie("month", "AAA", "BBB", "2020-03"),
            tie("late", "AAA", "BBB", "2020-04-01"),
        ]
        known = known_of(rows, as_of="2020-03-15")
        assert ["early"] == list(known["key"])
        assert 1 == known.attrs["not_yet"]

    def test_only_exercises_that_were_held_join_their_participants(self) -> None:
        """Cancelled and suspended ones bring nobody together."""
        drills = [exercise("a", "AAA;BBB", "2020-01-01"), exercise("b", "AAA;BBB", "2020-01-02", "cancelled")]
        strength = ties.strength(known_of([], drills), dt.date(2020, 1, 1), ties.Weighing(exercises=0.5)).iloc[0]
        assert (0.5, 0, 1) == (strength.net, strength.acts, strength.exercises)

    @pytest.mark.parametrize(
        ("coding", "expected"),
        [("equal", 1.0), ("level", 0.5), ("material", 2.0)],
    )
    def test_codings_weigh_an_act_as_they_say(self, coding: str, expected: float) -> None:
        """A deed by an institution: 1, 0.5 and 2."""
        known = known_of([tie("t", "AAA", "BBB", "2020-01-01", level="institutional", quad="material cooperation")])
        assert expected == ties.strength(known, dt.date(2020, 1, 1), ties.Weighing(coding=coding))["net"].iloc[0]

    def test_a_pair_that_does_both_is_mixed(self) -> None:
        """One act each way on one day: neither cooperative nor hostile."""
        known = known_of([tie("p", "AAA", "BBB", "2020-01-01"), tie("n", "BBB", "AAA", "2020-01-01", "-")])
        table = ties.dyads(stays_of(treaty("x", "CCC;DDD", "1960-01-01")), known, dt.date(2020, 1, 1))
        assert [("AAA", "±"), ("CCC", "")] == list(zip(table["a"], table["sign"], strict=True))

    @pytest.mark.parametrize("wrong", [{"half_life_days": 0}, {"coding": "loud"}], ids=["half-life", "coding"])
    def test_settings_without_meaning_are_refused(self, wrong: dict[str, object]) -> None:
        """A clear error beats a strange number."""
        with pytest.raises(ValueError, match=r"half_life_days|coding"):
            ties.Weighing(**wrong)  # type: ignore[arg-type]


def signed(edges: dict[tuple[str, str], str]) -> nx.Graph:
    """A signed graph from a mapping of pairs."""
    graph = nx.Graph()
    for (a, b), sign in edges.items():
        graph.add_edge(a, b, sign=sign)
    return graph


@st.composite
def signed_graphs(draw: st.DrawFn, most: int = 8) -> nx.Graph:
    """Random signed graphs, mixed ties among them."""
    count = draw(st.integers(2, most))
    graph = nx.Graph()
    graph.add_nodes_from(f"N{node:02}" for node in range(count))
    for a, b in combinations(sorted(graph), 2):
        sign = draw(st.sampled_from(["", "+", "-", "±"]))
        if sign:
            graph.add_edge(a, b, sign=sign)
    return graph


def brute_frustration(graph: nx.Graph) -> int:
    """The least number of ties against any division, by trying all."""
    nodes = sorted(graph)
    edges = [(a, b, 1 if sign == "+" else -1) for a, b, sign in graph.edges(data="sign") if sign != "±"]
    return min(
        sum(side[nodes.index(a)] * side[nodes.index(b)] * value < 0 for a, b, value in edges)
        for side in product((1, -1), repeat=len(nodes))
    )


class TestBalance:
    """Triads and frustration."""

    @pytest.mark.parametrize(
        ("signs", "balanced"),
        [("+++", True), ("+--", True), ("++-", False), ("---", False)],
        ids=["three friends", "common enemy", "friends at odds", "three enemies"],
    )
    def test_the_four_triads(self, signs: str, balanced: bool) -> None:
        """Cartwright and Harary 1956: balanced where the product of signs is positive."""
        graph = signed(dict(zip([("A", "B"), ("A", "C"), ("B", "C")], signs, strict=True)))
        (triad,) = ties.triads(graph)
        assert balanced == triad.balanced
        assert (0 if balanced else 1) == ties.frustration(graph).index

    @settings(max_examples=60, deadline=None)
    @given(signed_graphs())
    def test_frustration_agrees_with_brute_force(self, graph: nx.Graph) -> None:
        """The least number over all divisions; the ties named are exactly that many and cross their camps wrongly."""
        found = ties.frustration(graph)
        assert brute_frustration(graph) == found.index == len(found.against)
        assert found.exact
        assert sorted(graph) == sorted((*found.camps[0], *found.camps[1]))

    @settings(max_examples=40, deadline=None)
    @given(signed_graphs())
    def test_the_search_never_beats_and_seldom_misses_the_exact_value(self, graph: nx.Graph) -> None:
        """The heuristic is an upper bound, and says that it is not exact."""
        searched = ties.frustration(graph, exact_up_to=0)
        assert searched.index >= ties.frustration(graph).index
        cycles = any(len(part) for part in [nx.k_core(positive_or_negative(graph), 2)])
        assert searched.exact == (not cycles)

    @settings(max_examples=40, deadline=None)
    @given(signed_graphs())
    def test_triads_agree_with_networkx(self, graph: nx.Graph) -> None:
        """As many triangles as networkx counts."""
        assert sum(nx.triangles(positive_or_negative(graph)).values()) // 3 == len(ties.triads(graph))

    def test_balanced_share_of_a_network_without_triangles_is_none(self) -> None:
        """Nothing to be balanced is not 0 per cent."""
        assert ties.structural_balance(signed({("A", "B"): "+"})).share_pct is None

    def test_a_ring_of_twenty_is_still_exact(self) -> None:
        """One hostile tie in a ring: one tie against, found by trying all."""
        ring = {(f"N{n:02}", f"N{(n + 1) % EXACT_UP_TO:02}"): "+" for n in range(EXACT_UP_TO)}
        found = ties.frustration(signed({**ring, ("N00", "N01"): "-"}))
        assert (1, True) == (found.index, found.exact)


def positive_or_negative(graph: nx.Graph) -> nx.Graph:
    """The graph without its mixed ties."""
    return graph.edge_subgraph([(a, b) for a, b, sign in graph.edges(data="sign") if sign != "±"]).copy()


class TestNetwork:
    """Degree, brokerage, blocs."""

    @settings(max_examples=40, deadline=None)
    @given(signed_graphs())
    def test_degree_and_brokerage_agree_with_networkx(self, graph: nx.Graph) -> None:
        """Positive degree, betweenness, and open pairs as the missing links among neighbours."""
        positive = nx.Graph()
        positive.add_nodes_from(graph)
        positive.add_edges_from((a, b) for a, b, sign in graph.edges(data="sign") if sign == "+")
        assert dict(positive.degree()) == ties.degree(graph)["positive"].to_dict()
        table = ties.brokerage(graph)
        assert nx.betweenness_centrality(positive) == pytest.approx(table["between"].to_dict())
        for node in positive:
            around = positive.subgraph(positive[node])
            pairs = len(around) * (len(around) - 1) // 2
            assert pairs - around.number_of_edges() == table.loc[node, "open_pairs"]

    def test_blocs_are_the_same_every_time(self) -> None:
        """Community detection is seeded; two cliques joined by one tie are two blocs."""
        cliques = [(a, b) for group in ("ABCD", "WXYZ") for a, b in combinations(group, 2)]
        graph = signed(dict.fromkeys([*cliques, ("D", "W")], "+"))
        nx.set_edge_attributes(graph, "defence", "obligation")
        assert [("A", "B", "C", "D"), ("W", "X", "Y", "Z")] == ties.blocs(graph) == ties.blocs(graph)

    def test_a_network_without_positive_ties_has_no_blocs(self) -> None:
        """Hostility groups nobody."""
        assert [] == ties.blocs(signed({("A", "B"): "-"}))


class TestChange:
    """Two dates compared."""

    BEFORE, AFTER = dt.date(2020, 1, 1), dt.date(2021, 1, 1)

    @pytest.mark.parametrize(
        ("treaties", "acts", "expected"),
        [
            ([treaty("new", "AAA;BBB", "2020-06-01", defense=True)], [], "added"),
            ([treaty("old", "AAA;BBB", "1960-01-01", "2020-06-01", defense=True)], [], "ended"),
            ([], [tie("meet", "AAA", "BBB", "2020-12-30"), tie("visit", "BBB", "AAA", "2020-12-31")], "added"),
            ([], [tie("meet", "AAA", "BBB", "2020-12-31")], "few acts"),
            (
                [],
                [tie("old", "AAA", "BBB", "2019-12-31"), *[tie(f"{n}", "AAA", "BBB", "2020-12-31", "-") for n in "12"]],
                "soured",
            ),
            ([], [tie("old", "AAA", "BBB", "2019-12-31"), tie("row", "AAA", "BBB", "2020-12-31", "-")], "few acts"),
            ([], [tie("war", "AAA", "BBB", "2020-12-31", "-", type="invasion")], "soured"),
            (
                [],
                [tie("old", "AAA", "BBB", "2019-12-31"), *[tie(f"{n}", "AAA", "BBB", "2020-12-31") for n in range(3)]],
                "strengthened",
            ),
            ([], [tie("old", "AAA", "BBB", "2019-12-31"), tie("two", "AAA", "BBB", "2019-12-31")], "faded"),
            ([], [tie("old", "AAA", "BBB", "2019-12-31", "-"), tie("two", "AAA", "BBB", "2019-12-31", "-")], "eased"),
            ([treaty("steady", "AAA;BBB", "1960-01-01", defense=True)], [], "unchanged"),
        ],
        ids=[
            "treaty",
            "treaty over",
            "first acts",
            "one act",
            "adverse acts",
            "one adverse act",
            "an act that lasts",
            "more acts",
            "only time",
            "hostility ages",
            "nothing",
        ],
    )
    def test_each_kind_of_change(
        self, treaties: list[dict[str, object]], acts: list[dict[str, object]], expected: str
    ) -> None:
        """One case for each word."""
        stays = stays_of(*(treaties or [treaty("x", "CCC;DDD", "1960-01-01")]))
        table = ties.change(stays, known_of(acts), self.BEFORE, self.AFTER, among=["AAA", "BBB"])
        assert [expected] == list(table["change"])

    def test_a_treaty_replaced_by_a_heavier_one_is_a_stronger_tie(self) -> None:
        """The old row ends the day the new one begins; nothing was lost."""
        stays = stays_of(
            treaty("entente", "AAA;BBB", "2000-02-09", "2020-06-01", consultation=True),
            treaty("alliance", "AAA;BBB", "2020-06-01", defense=True),
        )
        row = ties.change(stays, known_of([]), self.BEFORE, self.AFTER).iloc[0]
        assert ("strengthened", ("alliance",), ("entente",)) == (row.change, row.treaties_added, row.treaties_ended)

    @pytest.mark.parametrize(("meetings", "expected"), [(5, "few acts"), (6, "added")], ids=["five", "six"])
    def test_an_act_of_three_states_counts_a_third_for_each_pair(self, meetings: int, expected: str) -> None:
        """Six meetings of three states are two acts of a pair; five are not."""
        known = known_of([tie(f"{n}", "AAA;BBB;CCC", "", f"2020-12-0{n + 1}") for n in range(meetings)])
        assert {3} == set(known["pairs"])
        stays = stays_of(treaty("x", "DDD;EEE", "1960-01-01"))
        table = ties.change(stays, known, self.BEFORE, self.AFTER, among=["AAA", "BBB"])
        assert [expected] == list(table["change"])

    def test_acts_that_are_left_out_stand_behind_no_change(self) -> None:
        """With high confidence alone, two rows of low confidence change nothing."""
        rows = [tie(f"{n}", "AAA", "BBB", "2020-12-31", confidence="low") for n in range(2)]
        stays = stays_of(treaty("x", "DDD;EEE", "1960-01-01"))
        strict = ties.Weighing(confidence=("high",))
        table = ties.change(stays, known_of(rows), self.BEFORE, self.AFTER, strict, among=["AAA", "BBB"])
        assert [] == list(table["change"])

    def test_every_change_names_its_rows(self) -> None:
        """Acts after the first date up to the second, for and against apart."""
        acts = [
            tie("in", "AAA", "BBB", "2020-01-02"),
            tie("out", "AAA", "BBB", "2020-01-01"),
            tie("neg", "BBB", "AAA", "2021-01-01", "-"),
        ]
        row = ties.change(
            stays_of(treaty("x", "CCC;DDD", "1960-01-01")),
            known_of(acts),
            self.BEFORE,
            self.AFTER,
            among=["AAA", "BBB"],
        ).iloc[0]
        assert (("in",), ("neg",)) == (row.acts_for, row.acts_against)

    def test_dates_the_wrong_way_round_are_refused(self) -> None:
        """The earlier date comes first."""
        with pytest.raises(ValueError, match="earlier"):
            ties.change(stays_of(treaty("x", "A;B", "1960-01-01")), known_of([]), self.AFTER, self.BEFORE)


class TestSimilarity:
    """S-scores and ideal points."""

    def test_s_of_portfolios_computed_by_hand(self) -> None:
        """Distances 0, 3, 0, 1 over four states, largest 3: S = 1 − 2 × 4 / (3 × 4) = 1/3; weights change it."""
        table = pd.DataFrame([[3, 3, 0, 1], [3, 0, 0, 2]], index=["A", "B"], columns=["A", "B", "C", "D"])
        assert 1 / 3 == pytest.approx(ties.s_score(table).loc["A", "B"])
        weighed = ties.s_score(table, {"A": 1, "B": 0, "C": 0, "D": 1}).loc["A", "B"]
        assert 1 - 2 * 1 / (3 * 2) == pytest.approx(weighed)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=2, max_size=6))
    def test_s_is_symmetric_bounded_and_one_with_itself(self, rows: list[list[int]]) -> None:
        """Signorino and Ritter 1999: −1 ≤ S ≤ 1."""
        scores = ties.s_score(pd.DataFrame(rows, index=list(range(len(rows))))).to_numpy()
        assert (scores == scores.T).all()
        assert ((scores >= -1) & (scores <= 1)).all()
        assert (scores.diagonal() == 1).all()

    def test_a_portfolio_holds_the_heaviest_code(self) -> None:
        """3 defence, 2 neutrality or non-aggression, 1 consultation, 0 none; 3 with itself."""
        stays = stays_of(
            treaty("d", "AAA;BBB", "1960-01-01", defense=True, consultation=True),
            treaty("n", "AAA;CCC", "1960-01-01", neutrality=True),
            treaty("c", "BBB;CCC", "1960-01-01", consultation=True),
        )
        table = ties.alliance_portfolios(stays, dt.date(1990, 1, 1), system=["DDD"])
        assert [[3, 3, 2, 0], [3, 3, 1, 0], [2, 1, 3, 0], [0, 0, 0, 3]] == table.to_numpy().tolist()

    def test_weights_that_sum_to_nothing_are_refused(self) -> None:
        """No division by zero under another name."""
        with pytest.raises(ValueError, match="weights"):
            ties.s_score(pd.DataFrame([[1, 2]], columns=["A", "B"]), {"C": 1.0})

    def test_ideal_points_of_one_year(self) -> None:
        """Absolute distance, pairs in alphabetical order; other years do not count."""
        points = pd.DataFrame(
            {"code": ["BBB", "AAA", "AAA"], "year": [2000, 2000, 2001], "ideal_point": [-1.0, 0.5, 9.0]}
        )
        assert [("AAA", "BBB", 1.5)] == list(ties.ideal_point_distance(points, 2000).itertuples(index=False, name=None))


def test_a_window_leaves_out_what_ended_before_it() -> None:
    """An act of 400 days ago is out of a window of a year; an invasion that goes on is in every window."""
    acts_ = [
        tie("old", "AAA", "BBB", "2023-11-28", "+"),
        tie("war", "CCC", "DDD", "2015-01-01", "-", type="invasion"),
    ]
    table = ties.strength(known_of(acts_), dt.date(2025, 1, 1), ties.Weighing(window_days=365))
    assert [("CCC", "DDD")] == list(zip(table["a"], table["b"], strict=True))
    with pytest.raises(ValueError, match="window_days"):
        ties.Weighing(window_days=0)


def test_sensitivity_changes_one_choice_at_a_time() -> None:
    """Each variant differs from the base in one setting, and the panel says whether the answer does."""
    base = ties.Weighing()
    for _, _, other in variants(base)[1:]:
        fields = ("half_life_days", "coding", "exercises", "lasting", "confidence", "faint", "mixed", "window_days")
        assert 1 == sum(getattr(base, name) != getattr(other, name) for name in fields)
    panel = ties.sensitivity(lambda weighing: weighing.half_life_days > 100, base)
    assert [True] + [words != "90 days" for words in panel["setting"][1:]] == list(panel["same"])


@pytest.fixture(scope="module")
def supplied() -> reference.Reference:
    """The shipped tables."""
    return reference.load()


def view_of(supplied: reference.Reference, on: dt.date = dt.date(2025, 9, 29)) -> ties.View:
    """The shipped tables around one state."""
    return ties.around(supplied.tables, focus="PRK", on=on, states=["USA", "KOR", "JPN", "PRK", "CHN", "RUS"])


class TestShippedTables:
    """The shipped rows, read on the day of the supplied article."""

    def test_defence_treaties_on_the_articles_date(self, supplied: reference.Reference) -> None:
        """US–ROK, US–Japan, China–DPRK 1961 and Russia–DPRK 2024, each by its row."""
        table = view_of(supplied).obligations
        defence = table[table["kinds"].map(lambda kinds: "defence" in kinds)]
        assert {"usa-kor-1953", "usa-jpn-1960", "prk-chn-1961", "prk-rus-2024"} == set(defence["alliance_id"])

    def test_nothing_after_the_day_is_known(self, supplied: reference.Reference) -> None:
        """On 4 June 2019 the treaty of 2024 and the summits of 2025 do not exist."""
        view = view_of(supplied, dt.date(2019, 6, 4))
        assert pd.Timestamp(2019, 6, 4) >= view.known["first"].max()
        assert "prk-rus-2024" not in set(view.obligations["alliance_id"])

    def test_the_new_ties_of_september_2025(self, supplied: reference.Reference) -> None:
        """The parade and the summit in Beijing are cooperative acts known on 29 September 2025."""
        known = view_of(supplied).known
        assert {1} == set(known.loc[known["key"].isin(["tie-091", "tie-092"]), "sign"])


class TestLasting:
    """Acts that begin a state of affairs."""

    def test_an_invasion_does_not_age(self) -> None:
        """Two years on it still counts whole, unless the setting says otherwise."""
        known = known_of([tie("war", "AAA", "BBB", "2020-01-01", "-", type="invasion", quad="material conflict")])
        assert -2.0 == ties.strength(known, dt.date(2022, 1, 1))["net"].iloc[0]
        aged = ties.strength(known, dt.date(2022, 1, 1), ties.Weighing(lasting=False))["net"].iloc[0]
        assert -0.5 == pytest.approx(aged, abs=0.01)

    def test_what_ends_it_ends_it(self) -> None:
        """After a peace agreement the invasion ages from the day before."""
        war = tie("war", "AAA", "BBB", "2020-01-01", "-", type="invasion")
        peace = tie("peace", "AAA;BBB", "", "2021-01-01", type="peace agreement")
        known = known_of([war, peace])
        assert pd.Timestamp(2020, 12, 31) == known.loc[known["key"] == "war", "until"].iloc[0]


def test_hostility_keeps_states_out_of_one_group() -> None:
    """A and B cooperate, C and D cooperate, one friendly tie joins them; hostility across keeps two pairs."""
    ties_of = {("A", "B"): "+", ("C", "D"): "+", ("B", "C"): "+", ("A", "C"): "-", ("A", "D"): "-", ("B", "D"): "-"}
    graph = signed(ties_of)
    for _, _, data in graph.edges(data=True):
        data["net"] = 1.0 if data["sign"] == "+" else -1.0
    assert [("A", "B"), ("C", "D")] == ties.pairs(graph)
    assert [] == ties.blocs(graph)


@settings(max_examples=60, deadline=None)
@given(signed_graphs(7))
def test_communities_have_the_highest_modularity_of_all_divisions(graph: nx.Graph) -> None:
    """Brute force over every division of up to seven states finds none better."""
    nodes = [node for node in sorted(graph) if any(sign in "+-" for *_, sign in graph.edges(node, data="sign"))]
    if not any(sign == "+" for *_, sign in graph.edges(data="sign")):
        assert [] == ties.communities(graph)
        return
    nx.set_edge_attributes(graph, "consultation", "obligation")
    gain = _modularity_gain(graph, nodes)
    groups = _division(graph, nodes)
    assert best_value(gain) == pytest.approx(value_of(gain, nodes, groups), abs=1e-6)


def value_of(gain: object, nodes: list[str], groups: list[tuple[str, ...]]) -> float:
    """The gain summed over pairs within groups."""
    place = {node: number for number, node in enumerate(nodes)}
    return sum(gain[place[a], place[b]] * 2 for group in groups for a, b in combinations(group, 2))  # type: ignore[index]


def best_value(gain: object) -> float:
    """The highest sum over all set partitions."""
    count = len(gain)  # type: ignore[arg-type]

    def partitions(rest: int, labels: list[int]) -> float:
        if rest == count:
            pairs = [(a, b) for a, b in combinations(range(count), 2) if labels[a] == labels[b]]
            return sum(gain[a, b] * 2 for a, b in pairs)  # type: ignore[index]
        return max(partitions(rest + 1, [*labels, label]) for label in range(max(labels, default=-1) + 2))

    return partitions(0, [])
