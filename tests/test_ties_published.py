"""Measures against published values: what others computed, from their data or from imported Correlates of War."""

import datetime as dt
import doctest
from itertools import combinations
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from scipy.stats import kendalltau

from chancery import ties
from chancery.reference import datasets
from chancery.reference.datasets import cow, unga

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


TABLE_SIX = {
    "GMY": (0.25, 3, 0),
    "RUS": (0.21, 0, 3),
    "UKG": (0.20, 0, 1),
    "FRN": (0.08, 0, 3),
    "AUH": (0.08, 3, 0),
    "ITA": (0.05, 3, 1),
    "BEL": (0.03, 0, 0),
    "SPN": (0.03, 0, 0),
    "TUR": (0.02, 0, 0),
    "RUM": (0.01, 3, 0),
    **dict.fromkeys(["NTH", "SWD", "POR", "SWZ"], (0.01, 0, 0)),
    **dict.fromkeys(["GRC", "DEN", "YUG", "BUL", "NOR", "ALB"], (0.0, 0, 0)),
}
"""Share of capabilities, and Germany's and Russia's alliance codes, 1914: Signorino and Ritter 1999, Table 6."""


def test_s_has_the_published_values_of_table_six() -> None:
    """0.40 unweighted, -0.46 weighted: Table 6, and the same from fpsim, the R package beside peacesciencer.

    svmiller.com/blog/2026/06/alliances-weighting-foreign-policy-similarity prints the table and both values.
    """
    codes = pd.DataFrame({state: row[1:] for state, row in TABLE_SIX.items()}, index=["Germany", "Russia"])
    assert (2, 20) == codes.shape
    assert 0.40 == pytest.approx(ties.s_score(codes).loc["Germany", "Russia"])
    shares = {state: row[0] for state, row in TABLE_SIX.items()}
    assert -0.46 == pytest.approx(ties.s_score(codes, shares).loc["Germany", "Russia"])


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


GREAT_POWERS = ("United Kingdom", "France", "Russia", "Germany", "Austria-Hungary", "Italy")
"""COW's major powers of Europe in 1914."""


@needs_cow
@pytest.mark.parametrize(
    "resolution", [0.4, 0.7, 1.0, 1.15], ids=["coarser", "as briefed", "plain modularity", "finer"]
)
def test_europe_of_1914_comes_out_as_its_two_blocs(imported: pd.DataFrame, resolution: float) -> None:
    """The Triple Alliance with Romania, and the Entente powers with Portugal and Spain, from resolution 0.4 to 1.15.

    From 1.2 on the Entente falls into Britain with its partners and France with Russia: COW has no tie of the two.
    Greece and Serbia had a treaty with each other (1913) and with none of the others: a pair, and no third bloc.
    """
    graph = ties.signed_graph(ties.dyads(imported, None, CRISIS, among=EUROPE))
    entente = ("France", "Portugal", "Russia", "Spain", "United Kingdom")
    assert [entente, ("Austria-Hungary", "Germany", "Italy", "Romania")] == ties.blocs(graph, resolution)
    assert [("Greece", "Yugoslavia")] == ties.pairs(graph, resolution)


@needs_cow
@pytest.mark.parametrize("day", [(1912, 1, 1), (1914, 1, 1), (1914, 7, 28)], ids=["1912", "January", "July"])
def test_the_six_great_powers_are_triple_alliance_and_triple_entente(
    imported: pd.DataFrame, day: tuple[int, int, int]
) -> None:
    """Alone, without the smaller states, and on other days before the war."""
    graph = ties.signed_graph(ties.dyads(imported, None, dt.date(*day), among=GREAT_POWERS))
    expected = [("Austria-Hungary", "Germany", "Italy"), ("France", "Russia", "United Kingdom")]
    assert expected == ties.blocs(graph)


@needs_cow
def test_the_two_camps_of_1914_are_the_least_frustrated_division(imported: pd.DataFrame) -> None:
    """Allies for, others against, as Antal et al. draw it: the same two camps, exactly.

    COW counts two agreements across them that the drawing leaves out (France and Italy 1902, Italy and Russia 1909),
    and not the Anglo-Russian convention of 1907: the index is 3 where the drawing has 0.
    """
    pairs = ties.dyads(imported, None, CRISIS, among=GREAT_POWERS)
    allied = set(zip(pairs["a"], pairs["b"], strict=True))
    graph = nx.Graph()
    for one, other in combinations(sorted(GREAT_POWERS), 2):
        graph.add_edge(one, other, sign="+" if (one, other) in allied else "-")
    found = ties.structural_balance(graph).frustration
    assert {("Austria-Hungary", "Germany", "Italy"), ("France", "Russia", "United Kingdom")} == set(found.camps)
    assert (("France", "Italy"), ("Italy", "Russia"), ("Russia", "United Kingdom")) == found.against
    assert (3, True) == (found.index, found.exact)


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


SYSTEM_1816 = (
    *(2, 200, 210, 220, 225, 230, 235, 245, 255, 267, 269, 271, 273, 275),
    *(300, 325, 327, 329, 337, 365, 380, 390, 640),
)
"""COW's numbers of the 23 states of 1816."""

TAU_B_1816 = {
    200: -0.124,
    210: -0.0658,
    220: -0.0455,
    225: -0.0455,
    230: -0.0658,
    235: -0.0658,
    245: -0.156,
    255: -0.187,
    267: -0.156,
    269: -0.156,
}
"""Kendall's tau-b of the United States with each in 1816, by COW 4.1.

Printed at svmiller.com/blog/2021/11/calculate-tau-b-alliances-in-r, and made there with
peacesciencer from the same coding (defence 3, neutrality or non-aggression 2, entente 1, itself 3).
"""


@needs_cow
def test_portfolios_of_a_year_have_the_values_published_with_peacesciencer() -> None:
    """All ten rows printed: our portfolios under the same measure give the same numbers, to the digits given."""
    codes = {number: f"{number:03}" for number in SYSTEM_1816}
    stays = ties.cow_memberships(cow.alliances(SHARED / "cow" / "alliance_v4.1_by_member.csv").frame, codes)
    table = ties.alliance_portfolios(stays, dt.date(1816, 12, 31), codes.values(), codes.values())
    assert (23, 23) == table.shape
    for number, published in TAU_B_1816.items():
        found = kendalltau(table.loc["002"], table.loc[codes[number]]).statistic
        assert published == pytest.approx(found, abs=0.0005 if abs(published) > 0.1 else 0.00005)


COLD_WAR_1990 = [
    *("United States of America", "Canada", "United Kingdom", "France", "Poland", "Hungary", "Russia", "China"),
    *("North Korea", "South Korea", "Japan", "Finland", "India", "Cuba"),
]


@needs_cow
def test_s_of_1990_is_what_the_member_file_gives_by_hand(imported: pd.DataFrame) -> None:
    """No table of 1990 could be found to cite: S is counted again here from the rows of the file, pair by pair."""
    day = pd.Timestamp(1990, 12, 31)
    raw = pd.read_csv(SHARED / "cow" / "alliance_v4.1_by_member.csv", encoding="latin-1")
    began, ended = (
        pd.to_datetime({part: raw[f"mem_{edge}_{part}"] for part in ("year", "month", "day")}, errors="coerce")
        for edge in ("st", "end")
    )
    raw = raw[(began <= day) & (ended.isna() | (ended >= day))]
    codes = pd.DataFrame(0, index=COLD_WAR_1990, columns=COLD_WAR_1990)
    for state in COLD_WAR_1990:
        codes.loc[state, state] = 3
    for _, members in raw.groupby("version4id"):
        rows = members[members["state_name"].isin(COLD_WAR_1990)].to_dict("records")
        for one, other in combinations(rows, 2):
            a, b = one["state_name"], other["state_name"]
            owed = {name: one[name] == 1 or other[name] == 1 for name in ("defense", "neutrality", "nonaggression")}
            code = 3 if owed["defense"] else 2 if owed["neutrality"] or owed["nonaggression"] else 1
            if one["entente"] == 1 or other["entente"] == 1 or any(owed.values()):
                codes.loc[a, b] = codes.loc[b, a] = max(code, codes.loc[a, b])
    table = ties.alliance_portfolios(imported, day.date(), COLD_WAR_1990, COLD_WAR_1990)
    assert codes.loc[table.index, table.columns].to_numpy().tolist() == table.to_numpy().tolist()
    scores = ties.s_score(table)
    for one, other in combinations(COLD_WAR_1990, 2):
        apart = sum(abs(int(codes.loc[one, third]) - int(codes.loc[other, third])) for third in COLD_WAR_1990)
        assert 1 - 2 * apart / (3 * len(COLD_WAR_1990)) == pytest.approx(scores.loc[one, other])


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


@needs_cow
def test_the_methods_page_shows_how_to_look_at_an_imported_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lines, run as they stand after an import, give the two blocs of 1914."""
    monkeypatch.setenv("CHANCERY_CACHE", str(tmp_path))
    datasets.import_dataset("cow-alliances", SHARED / "cow" / "alliance_v4.1_by_member.csv")
    page = (Path(__file__).parent.parent / "docs" / "methods-ties.md").read_text(encoding="utf-8")
    (shown,) = (block for block in page.split("```python\n")[1:] if "imported_tables" in block)
    *lines, asked = shown.split("```")[0].strip().splitlines()
    scope: dict[str, object] = {}
    exec("\n".join(lines), scope)  # noqa: S102  our own page
    expected = [("Austria-Hungary", "Germany", "Italy"), ("France", "Russia", "United Kingdom")]
    assert expected == eval(asked, scope)  # noqa: S307  our own page


def test_the_examples_of_the_methods_page_run() -> None:
    """What docs/methods-ties.md shows is what the code gives."""
    page = Path(__file__).parent.parent / "docs" / "methods-ties.md"
    assert 0 == doctest.testfile(str(page), module_relative=False).failed
