"""The official datasets an analyst can bring: where they are published, how to cite them, who reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import ReferenceDataError
from chancery.reference.datasets import cns, cow, defence, sipri, unga
from chancery.reference.datasets.tidy import Tidy


@dataclass(frozen=True)
class Dataset:
    """One published dataset.

    table: the name its tidy table goes by in `reference.sql()`; url: the official file, "" where there is only a page.
    member: the file wanted inside an archive, as a suffix of its name; covers: the years it speaks of.
    """

    name: str
    table: str
    title: str
    version: str
    page: str
    url: str
    citation: str
    terms: str
    covers: str
    member: str
    read: Callable[[Path], Tidy]


_COW = "https://correlatesofwar.org"

CATALOGUE: dict[str, Dataset] = {
    item.name: item
    for item in (
        Dataset(
            name="cow-alliances",
            table="cow_alliances",
            title="Correlates of War Formal Alliances",
            version="4.1",
            page=f"{_COW}/data-sets/formal-alliances/",
            url=f"{_COW}/wp-content/uploads/version4.1_csv.zip",
            citation="Gibler, Douglas M. 2009. International Military Alliances, 1648–2008. CQ Press. Version 4.1.",
            terms="free with citation of the version",
            covers="1816–2012",
            member="alliance_v4.1_by_member.csv",
            read=cow.alliances,
        ),
        Dataset(
            name="atop",
            table="atop_obligations",
            title="Alliance Treaty Obligations and Provisions, directed dyad-years",
            version="5.1",
            page="http://www.atopdata.org/",
            url="http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_5.1__.csv_.zip",
            citation="Leeds, Ritter, Mitchell and Long. 2002. Alliance Treaty Obligations and Provisions. "
            "International Interactions 28: 237–260. Version 5.1.",
            terms="free with citation",
            covers="1815–2018",
            member="atop5_1ddyr.csv",
            read=cow.atop,
        ),
        Dataset(
            name="dcad",
            table="dcad_agreements",
            title="Defense Cooperation Agreement Dataset, dyad-years",
            version="1.0",
            page=f"{_COW}/data-sets/defense-cooperation-agreement-dataset/",
            url=f"{_COW}/wp-content/uploads/kinne_dca.zip",
            citation="Kinne, Brandon J. 2020. The Defense Cooperation Agreement Dataset (DCAD). "
            "Journal of Conflict Resolution 64(4): 729–755.",
            terms="free with citation",
            covers="1980–2010",
            member="DCAD-v1.0-dyadic.csv",
            read=defence.agreements,
        ),
        Dataset(
            name="unga-ideal-points",
            table="unga_ideal_points",
            title="Ideal points from votes in the UN General Assembly",
            version="April 2020 or later",
            page="https://doi.org/10.7910/DVN/LEJUQZ",
            url="",
            citation="Bailey, Strezhnev and Voeten. 2017. Estimating Dynamic State Preferences from United Nations "
            "Voting Data. Journal of Conflict Resolution 61(2): 430–456.",
            terms="free with citation",
            covers="sessions 1–74 in the copy of April 2020",
            member="",
            read=unga.ideal_points,
        ),
        Dataset(
            name="unga-votes",
            table="unga_votes",
            title="Roll-call votes in the UN General Assembly",
            version="as downloaded",
            page="https://doi.org/10.7910/DVN/LEJUQZ",
            url="",
            citation="Voeten, Strezhnev and Bailey. United Nations General Assembly Voting Data. Harvard Dataverse.",
            terms="free with citation",
            covers="1946 to the year of the copy",
            member="",
            read=unga.votes,
        ),
        Dataset(
            name="sipri",
            table="sipri_transfers",
            title="SIPRI Arms Transfers Database, an export of the user's own",
            version="as exported",
            page="https://www.sipri.org/databases/armstransfers",
            url="",
            citation="SIPRI Arms Transfers Database, Stockholm International Peace Research Institute, date of export.",
            terms="fair use only: not commercial, under 10 per cent of the data set, and with attribution",
            covers="1950 to the year of the export",
            member="",
            read=sipri.transfers,
        ),
        Dataset(
            name="cns-missiles",
            table="cns_missile_tests",
            title="CNS missile test database",
            version="as downloaded",
            page="https://www.nti.org/analysis/articles/cns-north-korea-missile-test-database/",
            url="https://www.nti.org/wp-content/uploads/2021/10/north_korea_missile_test_database.xlsx",
            citation="The CNS North Korea Missile Test Database, James Martin Center (CNS) and NTI.",
            terms="copyright CNS and NTI: cite it, copy no text of it",
            covers="1984 to the date of the copy",
            member="",
            read=cns.missile_tests,
        ),
        Dataset(
            name="cow-diplomatic-exchange",
            table="cow_diplomatic_exchange",
            title="Correlates of War Diplomatic Exchange",
            version="2006.1",
            page=f"{_COW}/data-sets/diplomatic-exchange/",
            url=f"{_COW}/wp-content/uploads/Diplomatic_Exchange_2006.1.zip",
            citation="Bayer, Reşat. 2006. Diplomatic Exchange Data set, v2006.1.",
            terms="free with citation",
            covers="1817–2005",
            member="Diplomatic_Exchange_2006v1.csv",
            read=cow.diplomatic_exchange,
        ),
        Dataset(
            name="ungdc-speakers",
            table="ungdc_speakers",
            title="UN General Debate Corpus, speakers",
            version="as downloaded",
            page="https://doi.org/10.7910/DVN/0TJX8Y",
            url="",
            citation="Baturo, Dasandi and Mikhaylov. 2017. Understanding State Preferences with Text as Data. "
            "Research & Politics 4(2).",
            terms="CC0",
            covers="1970 to the year of the copy",
            member="",
            read=unga.speakers,
        ),
    )
}


def dataset(name: str) -> Dataset:
    """The dataset of a name. Raises ReferenceDataError naming those there are."""
    if name not in CATALOGUE:
        raise ReferenceDataError(name, "no such dataset", f"use one of {', '.join(CATALOGUE)}")
    return CATALOGUE[name]
