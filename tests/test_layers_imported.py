"""From files in the official layouts to the page: SIPRI and DCAD, written for this project with invented figures."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from chancery import brief, dossier, reference, ties
from chancery.findings import alliance
from chancery.reference import datasets

ON = dt.date(2025, 9, 29)
SIX = ["USA", "KOR", "JPN", "PRK", "CHN", "RUS"]
DCAD = """ccode1,abbrev1,ccode2,abbrev2,year,dcaGeneralV1,dcaGeneralV2,dcaSectorV1,dcaSectorV2,dcaAnyV1,dcaAnyV2
365,RUS,731,PRK,2009,0,0,1,1,1,1
365,RUS,731,PRK,2010,0,0,1,1,1,1
710,CHN,731,PRK,2010,0,0,0,0,0,0
2,USA,732,ROK,2010,1,1,1,1,1,1
"""
SIPRI_HEAD = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,"
    "Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production;"
)
SIPRI_ROWS = """1,North Korea,Russia,KN-23,"SRBM, ballistic",Missiles,2023,Yes,40,Yes,2023,Yes,New,0.5,0.5,20,No;
2,North Korea,Russia,Koksan,self-propelled gun,Artillery,2024,Yes,50,Yes,2024,Yes,New,0.4,0.4,20.4,No;
3,Russia,North Korea,Pantsir-S1,mobile AD system,Air defence,2024,Yes,1,Yes,2024,Yes,New,2.5,2.5,2.5,No;
4,North Korea,Russia,Koksan,self-propelled gun,Artillery,2024,Yes,50,Yes,2025,Yes,New,0.4,0.4,99,No;
5,USA,South Korea,F-35A,fighter aircraft,Aircraft,2014,No,8,No,2021,No,New,55,55,440,No;
6,North Korea,unknown rebel group*,RPG,anti-tank weapon,Missiles,2020,Yes,5,Yes,2021,Yes,New,0.1,0.1,0.5,No;
"""
SIPRI_OLD = (
    "Transfers of major weapons\n\n"
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    "DPRK,Russia,(2010),,(4),?,Mi-17,helicopter,4,,2011,New,,2.9,11.6,11.6\n"
)
COW = (
    "version4id,ccode,state_name,all_st_day,all_st_month,all_st_year,all_end_day,all_end_month,all_end_year,ss_type,"
    "mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,left_censor,right_censor,defense,"
    "neutrality,nonaggression,entente,version\n"
    '1,365,Russia,6,7,1961,,,,"Type I: Defense Pact",6,7,1961,10,9,1996,0,1,1,0,1,1,4.1\n'
    '1,731,North Korea,6,7,1961,,,,"Type I: Defense Pact",6,7,1961,10,9,1996,0,1,1,0,1,1,4.1\n'
    '2,710,China,11,7,1961,,,,"Type I: Defense Pact",11,7,1961,,,,0,1,1,0,1,1,4.1\n'
    '2,731,North Korea,11,7,1961,,,,"Type I: Defense Pact",11,7,1961,,,,0,1,1,0,1,1,4.1\n'
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("CHANCERY_CACHE", str(tmp_path / "cache"))
    return tmp_path


def bring_in(folder: Path, dataset: str, text: str) -> None:
    """Imports a file that holds the text."""
    path = folder / f"{dataset}.csv"
    path.write_bytes(text.encode())
    datasets.import_dataset(dataset, path)


def sipri_new() -> str:
    """An export of 2025: eleven lines about it, CRLF, a stray semicolon after each row."""
    return ("line about the export\n" * 11 + SIPRI_HEAD + "\n" + SIPRI_ROWS).replace("\n", "\r\n")


def layers(on: dt.date = ON) -> tuple[list[str], list[list[object]]]:
    """What the findings say of everything imported, and the table's rows."""
    library = reference.load()
    view = ties.around(library.tables, focus="PRK", on=on, states=SIX)
    imported = reference.imported_tables()
    found, table = alliance.further_layers(view, imported, reference.state_numbers(library, imported))
    return [finding.text for finding in found], table[["Dataset", "Year", "Partner", "Says"]].to_numpy().tolist()


def test_sipri_deliveries_join_by_supplier_and_recipient(cache: Path) -> None:
    """Five full years before the day, both ways; the year that is not over, other pairs and non-states left out."""
    bring_in(cache, "sipri", sipri_new())
    _, rows = layers()
    assert [
        ["SIPRI", 2024, "Russia", "arms to it 2020–2024: 40 million TIV"],
        ["SIPRI", 2024, "Russia", "arms from it 2020–2024: 2 million TIV"],
    ] == rows


def test_the_old_sipri_register_joins_under_its_own_names(cache: Path) -> None:
    """“DPRK” is an alias of actors.csv; the deal counts in the year of its last delivery."""
    bring_in(cache, "sipri", SIPRI_OLD)
    assert [["SIPRI", 2011, "Russia", "arms from it 2007–2011: 12 million TIV"]] == layers(dt.date(2014, 1, 1))[1]


def test_dcad_joins_where_something_tells_the_numbers(cache: Path) -> None:
    """Its last year; a row that says no agreement gives no tie."""
    bring_in(cache, "dcad", DCAD)
    bring_in(cache, "cow-alliances", COW)
    _, rows = layers()
    assert ["DCAD", 2010, "Russia", "defence cooperation agreement"] in rows
    assert [] == [row for row in rows if row[0] == "DCAD" and row[2] == "China"]


def test_dcad_alone_is_said_to_be_unread(cache: Path) -> None:
    """Numbers without names are not passed over in silence."""
    bring_in(cache, "dcad", DCAD)
    said, rows = layers()
    assert [] == rows
    assert [True] == [text.startswith("DCAD is imported but could not be read for North Korea") for text in said]


def test_s_scores_of_cow_stand_beside_its_alliances(cache: Path) -> None:
    """Three states: the two differ only about Russia, by 3 of 9 that are possible; 1 - 2 · 3/9."""
    bring_in(cache, "cow-alliances", COW)
    _, rows = layers(dt.date(1990, 1, 1))
    assert ["COW", 1990, "China", "defence, non-aggression, consultation"] in rows
    assert ["COW, S", 1990, "China", "alliances alike to 0.33 (S over 3 states)"] in rows


def test_layers_reach_the_page(cache: Path) -> None:
    """The notebook's call, on the supplied article, with all three imported."""
    for name, text in (("sipri", sipri_new()), ("dcad", DCAD), ("cow-alliances", COW)):
        bring_in(cache, name, text)
    case = dossier.from_names({"article": "dprk-at-unga"})
    (found,), table = brief.imported_layers(case)
    assert found.text.startswith("Imported datasets say something of 2 ties of North Korea: COW to 1996")
    assert "DCAD to 2010" in found.text
    assert "SIPRI to 2024" in found.text
    assert isinstance(table, pd.DataFrame)
    assert {"COW", "COW, S", "DCAD", "SIPRI"} == set(table["Dataset"])
