"""Measures against published values: what others computed, from their data or from imported Correlates of War."""

import datetime as dt
import doctest
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from chancery import ties
from chancery.reference.datasets import cow, unga
from chancery.ties.behaviour import ACT_COLUMNS, DAYS

SHARED = Path(__file__).resolve().parents[2] / "shared" / "datasets"
needs_cow = pytest.mark.skipif(
    not (SHARED / "cow").is_dir(), reason="the official COW file is not part of the repository and is not here"
)

# Alliance ("rova") and enmity ("hina") among sixteen peoples of the Eastern Central Highlands of New Guinea:
# Read, K. (1954), Southwestern Journal of Anthropology 10: 1-43; matrices as in UCINET IV (Hage and Harary 1983).
ALLIES = """
GAVEV: KOTUN NAGAD GAMA
KOTUN: NAGAD GAMA
OVE: ALIKA GAHUK MASIL UKUDZ
ALIKA: UKUDZ
NAGAM: MASIL NOTOH SEUVE
GAHUK: MASIL UKUDZ GEHAM ASARO
MASIL: UKUDZ GEHAM ASARO UHETO
UKUDZ: GEHAM ASARO
NOTOH: KOHIK UHETO
KOHIK: UHETO
GEHAM: ASARO
UHETO: SEUVE
NAGAD: GAMA
"""
ENEMIES = """
GAVEV: OVE ALIKA NAGAM GAHUK ASARO
KOTUN: OVE NAGAM GAHUK NOTOH KOHIK
NAGAM: NAGAD GAMA
GAHUK: NOTOH UHETO GAMA
UKUDZ: SEUVE
NOTOH: GEHAM NAGAD
KOHIK: GEHAM NAGAD
GEHAM: UHETO NAGAD GAMA
ASARO: SEUVE NAGAD GAMA
UHETO: NAGAD GAMA
SEUVE: GAMA
"""


def highlands() -> nx.Graph:
    """The signed network of the sixteen peoples."""
    graph = nx.Graph()
    for listing, sign in ((ALLIES, "+"), (ENEMIES, "-")):
        for line in listing.split("\n"):
            one, _, others = line.partition(": ")
            graph.add_edges_from((one, other, {"sign": sign}) for other in others.split())
    return graph


def test_highland_peoples_have_the_published_balance() -> None:
    """58 ties; 59 of 68 triangles balanced (0.8676471 in the signnet vignette, Schoch 2020); frustration index 7.

    The index: Aref and Wilson 2019, Journal of Complex Networks 7: 163-189; 1 - 7/29 = 0.7586207 in the vignette.
    """
    balance = ties.structural_balance(highlands())
    assert 58 == balance.ties
    assert (59, 9) == (len(balance.balanced), len(balance.unbalanced))
    assert 0.8676471 == pytest.approx(balance.share_pct / 100, abs=5e-8)
    assert (7, True) == (balance.frustration.index, balance.frustration.exact)
    assert 0.7586207 == pytest.approx(1 - balance.frustration.index / (balance.ties / 2), abs=5e-8)


POWERS_1907 = {"GBR-FRA", "GBR-RUS", "FRA-RUS", "DEU-AUH", "DEU-ITA", "AUH-ITA"}
"""Friendly pairs of 1907 among six powers, all others unfriendly: Antal, Krapivsky and Redner 2006, Physica D 224."""


def test_the_powers_of_1907_are_balanced_as_published() -> None:
    """The last stage of Antal et al. is balanced: Triple Entente against Triple Alliance, no tie against it."""
    powers = ["GBR", "FRA", "RUS", "DEU", "AUH", "ITA"]
    graph = nx.Graph()
    for place, one in enumerate(powers):
        for other in powers[place + 1 :]:
            graph.add_edge(one, other, sign="+" if f"{one}-{other}" in POWERS_1907 else "-")
    balance = ties.structural_balance(graph)
    assert (20, 0) == (len(balance.balanced), len(balance.unbalanced))
    assert 0 == balance.frustration.index
    assert {("AUH", "DEU", "ITA"), ("FRA", "GBR", "RUS")} == set(balance.frustration.camps)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0, 3), (1, 2), (2, 1), (3, 0)], -1 / 3),
        ([(1, 3), (2, 2), (2, 2), (3, 1)], 1 / 3),
        ([(2, 3), (2, 3), (3, 2), (3, 2)], 1 / 3),
        ([(3, 3)] * 4, 1.0),
        ([*[(0, 0)] * 10, (0, 3), (3, 0)], 2 / 3),
        ([(0, 3), *[(1, 1)] * 10, (3, 0)], 2 / 3),
        ([(0, 3), *[(2, 2)] * 10, (3, 0)], 2 / 3),
        ([(0, 3), (3, 0), *[(3, 3)] * 10], 2 / 3),
    ],
    ids=list("abcdefgh"),
)
def test_s_has_the_published_values_of_table_five(pairs: list[tuple[int, int]], expected: float) -> None:
    """Signorino and Ritter 1999, Table 5, unweighted, largest distance 3."""
    assert expected == pytest.approx(ties.s_score(pd.DataFrame(pairs).T).iloc[0, 1])


EUROPE = [
    *("United Kingdom", "Netherlands", "Belgium", "France", "Switzerland", "Spain", "Portugal", "Germany"),
    *("Austria-Hungary", "Italy", "Albania", "Yugoslavia", "Greece", "Romania", "Bulgaria", "Russia"),
    *("Sweden", "Norway", "Denmark", "Turkey"),
]
"""Signorino and Ritter's twenty European states of 1914, under COW's names (Yugoslavia is Serbia)."""
CRISIS = dt.date(1914, 6, 28)


@pytest.fixture(scope="module")
def imported() -> pd.DataFrame:
    """COW Formal Alliances 4.1 as stays."""
    return ties.cow_memberships(cow.alliances(SHARED / "cow" / "alliance_v4.1_by_member.csv").frame)


def no_acts() -> pd.DataFrame:
    """A table of acts without rows."""
    return pd.DataFrame(columns=ACT_COLUMNS).astype({"first": DAYS, "last": DAYS, "until": DAYS, "sign": int})


@needs_cow
def test_europe_of_1914_comes_out_as_its_two_blocs(imported: pd.DataFrame) -> None:
    """The Triple Alliance with Romania, and the Entente powers with Portugal and Spain; Greece and Serbia apart."""
    table = ties.dyads(imported, no_acts(), CRISIS, among=EUROPE)
    found = ties.blocs(ties.signed_graph(table))
    assert [
        ("France", "Portugal", "Russia", "Spain", "United Kingdom"),
        ("Austria-Hungary", "Germany", "Italy", "Romania"),
        ("Greece", "Yugoslavia"),
    ] == found


@needs_cow
def test_one_sided_pledges_of_1914_are_told_apart(imported: pd.DataFrame) -> None:
    """Italy joined the Romanian alliance of 1883 by an entente only: asymmetric in COW's member flags."""
    pairs = ties.obligations(imported, CRISIS, ["Italy", "Romania"])
    assert [(True, ("consultation",), ("defence", "consultation"))] == list(
        pairs[["asymmetric", "kinds_a", "kinds_b"]].itertuples(index=False, name=None)
    )


@needs_cow
def test_s_of_germany_and_russia_is_near_the_published_value(imported: pd.DataFrame) -> None:
    """Published: 0.40 (Signorino and Ritter 1999, Table 6); from COW 4.1: 13/30.

    Over twenty states S moves in steps of 1/30 for each unit of distance: 17 units in version 4.1 (Germany's codes for
    itself, Austria-Hungary, Italy and Romania against Russia's for itself, France and Italy), 18 in the older coding.
    """
    scores = ties.s_score(ties.alliance_portfolios(imported, CRISIS, EUROPE, EUROPE))
    assert 20 == len(scores)
    assert 13 / 30 == pytest.approx(scores.loc["Germany", "Russia"])
    assert 0.40 == pytest.approx(scores.loc["Germany", "Russia"], abs=1 / 30 + 1e-9)


@needs_cow
def test_us_and_south_korea_are_unequal_allies_in_cow(imported: pd.DataFrame) -> None:
    """COW 236: the United States owes defence, South Korea does not; kept, not averaged."""
    pair = ties.obligations(imported, dt.date(1990, 1, 1), ["United States of America", "South Korea"]).iloc[0]
    assert pair.asymmetric
    owed = {pair.a: pair.kinds_a, pair.b: pair.kinds_b}
    assert "defence" in owed["United States of America"]
    assert "defence" not in owed["South Korea"]


@needs_cow
def test_imported_tables_join_as_further_layers() -> None:
    """Each says what it says, for the last year it knows; absent ones give no row."""
    tables = {
        "cow_alliances": cow.alliances(SHARED / "cow" / "alliance_v4.1_by_member.csv").frame,
        "unga_ideal_points": unga.ideal_points(SHARED / "unga" / "IdealpointestimatesAll_Apr2020.csv").frame,
    }
    names = {"PRK": "North Korea", "CHN": "China", "USA": "United States"}
    numbers = {"PRK": 731, "CHN": 710, "USA": 2}
    table = ties.further_layers(tables, "PRK", names, numbers, dt.date(2025, 9, 29))
    (cow_row,) = table[table["dataset"] == "COW"].to_dict("records")
    assert (2012, "CHN") == (cow_row["year"], cow_row["partner"])
    assert cow_row["says"].startswith("defence")
    assert {"CHN", "USA"} == set(table.loc[table["dataset"] == "UNGA ideal points", "partner"])
    assert ties.further_layers({}, "PRK", names, numbers, CRISIS).empty


def test_the_examples_of_the_methods_page_run() -> None:
    """What docs/methods-ties.md shows is what the code gives."""
    page = Path(__file__).parent.parent / "docs" / "methods-ties.md"
    assert 0 == doctest.testfile(str(page), module_relative=False).failed
