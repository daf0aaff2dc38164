"""Official datasets as tidy tables: every trap on a small file written here, and whole files where they are at hand."""

import datetime as dt
import gzip
import os
import time
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from chancery import reference
from chancery.commands.data import app
from chancery.errors import ReferenceDataError
from chancery.reference import datasets
from chancery.reference.datasets import store

SHARED = Path(os.environ.get("CHANCERY_SHARED", Path(__file__).parents[2] / "shared")) / "datasets"
whole_files = pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not on this machine")

COW_HEADER = (
    "version4id,ccode,state_name,all_st_day,all_st_month,all_st_year,all_end_day,all_end_month,all_end_year,ss_type,"
    "mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,left_censor,right_censor,"
    "defense,neutrality,nonaggression,entente,version\n"
)
COW = (
    COW_HEADER
    # An entente by its label, a defence pact by one member's flag.
    + '236,2,"United States of America",1,10,1953,,,,"Type III: Entente",1,10,1953,,,,0,1,1,0,0,1,4.1\n'
    + '236,732,"South Korea",1,10,1953,,,,"Type III: Entente",1,10,1953,,,,0,1,0,0,0,1,4.1\n'
    + '9,220,"France",1,1,1891,1,6,1900,"Type I: Defense Pact",1,1,1891,1,6,1900,0,0,1,0,0,0,4.1\n'
    + '9,365,"Russia",1,1,1891,1,6,1900,"Type I: Defense Pact",,,1891,1,6,1900,0,0,1,0,0,0,4.1\n'
    + '10,255,"Germany",1,1,1890,31,12,2012,"Type I: Defense Pact",1,1,1890,31,12,2012,0,0,0,0,1,0,4.1\n'
    + '10,300,"Austria-Hungary",1,1,1890,31,12,2012,"Type I: Defense Pact",1,1,1890,31,12,2012,0,0,0,0,1,0,4.1\n'
)
ATOP = "ddyad,stateA,stateB,year,atopally,defense,offense,neutral,nonagg,consul\n2732,2,732,1954,1,1,0,0,0,1\n"
ATOP_CONVERTED = (
    "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
    "2.0,732.0,1954.0,1.0,0.0,0.0,0.0,1.0\n"
)
DCAD = (
    "ccode1,abbrev1,ccode2,abbrev2,year,dcaGeneralV1,dcaGeneralV2,dcaSectorV1,dcaSectorV2,dcaAnyV1,dcaAnyV2\n"
    "2,USA,732,ROK,1990,1,1,0,0,1,1\n2,USA,740,JPN,1991,0,,1,1,1,1\n"
)
IDEAL = (
    "Row,ccode,session,NVotes,IdealPoint,QO%,Q5%,Q10%,Q50%,Q90%,Q95%,Q100%,iso3c,Countryname\n"
    "1,2,74,90,2.5,1,2.1,2.2,2.5,2.8,2.9,3,USA,United States\n"
    "2,437,74,88,-0.5,-1,-0.9,-0.8,-0.5,-0.2,-0.1,0,CIV,Côte d'Ivoire\n"
)
VOTES = (
    "rcid,resid,session,ccode,member,vote,Country,Countryname,year,date,unres,"
    "amend,para,short,descr,me,nu,di,hr,co,ec,importantvote\n"
    "1,1001,1,2,1,1,USA,United States,1946,1946-01-01,R/1/66,1,0,X,Y,0,0,0,0,0,0,0\n"
    "1,1001,1,20,1,8,CAN,Canada,1946,1/1/1946,R/1/66,1,0,X,Y,0,0,0,0,0,0,1\n"
    "1,1001,1,31,0,9,BHS,Bahamas,1947,1947-01-01,R/1/66,1,0,X,Y,0,0,0,0,0,0,0\n"
)
SIPRI_NEW = (
    "SIPRI Arms Transfers Database\r\nInformation generated on 1 January 2025\r\n" + "line\r\n" * 9
    + "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production;\r\n"
    '101,Russia,China,"Su-35","combat aircraft, heavy",Aircraft,2015,No,10,Yes,2016,No,New,50,50,500,No;\r\n'
)  # fmt: skip
SIPRI_OLD = (
    "Transfers of major weapons\n\n"
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    "South Korea,United States,2002,?,40,,F-15K,FGA aircraft,40,,2005-2008,New,,45,1800,1800\n"
    "South Korea,Germany,(2003),,(48),?,Patriot,SAM system,48,?,2008; 2009,Second hand,used,10,480,480\n"
)
EXCHANGE = "ccode1,ccode2,year,DR_at_1,DR_at_2,DE,version\n2,200,2005,3,3,1,2006.1\n2,731,2005,0,0,0,2006.1\n"


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    """A data folder of the test's own."""
    monkeypatch.setenv("CHANCERY_CACHE", str(tmp_path / "cache"))
    return tmp_path


def given(room, name, text, encoding="utf-8"):
    path = room / name
    path.write_bytes(text.encode(encoding))
    return path


def imported(room, dataset, name, text, encoding="utf-8"):
    made = datasets.import_dataset(dataset, given(room, name, text, encoding))
    return reference.imported_tables()[datasets.dataset(dataset).table], made


def test_cow_obligations_are_the_members_flags_not_the_label(room):
    """The alliance labelled an entente is a defence pact on one side; both facts stay."""
    table, made = imported(room, "cow-alliances", "members.csv", COW)
    pact = table[table["cow_id"] == 236].set_index("state")
    assert (True, False) == (pact.loc["United States of America", "defense"], pact.loc["South Korea", "defense"])
    assert pact["asymmetric"].all()
    assert {236, 10} == set(table.loc[table["type_disagrees"], "cow_id"])
    assert "236" in made.notes[0]


def test_cow_a_right_censored_row_is_not_said_to_be_in_force(room):
    """The record ended; that is all a blank end means."""
    table, made = imported(room, "cow-alliances", "members.csv", COW)
    open_rows = table[table["goes_on_after_record"]]
    assert ["", ""] == list(open_rows["end"])
    assert any("not known to be in force" in note for note in made.notes)
    with pytest.raises(ReferenceDataError, match="says nothing of 2020"):
        reference.pacts_in_force(table, dt.date(2020, 1, 1))


def test_cow_a_date_without_a_day_stays_reduced(room):
    """A year is a year, from its first day to its last."""
    table, _ = imported(room, "cow-alliances", "members.csv", COW)
    row = table[table["state"] == "Russia"].iloc[0]
    assert ("1891", pd.Timestamp("1891-01-01"), pd.Timestamp("1891-12-31")) == (
        row["start"], row["start_first"], row["start_last"],
    )  # fmt: skip


def test_cow_pacts_on_a_day_include_both_ends(room):
    """The last day of a membership counts; the day after does not."""
    table, _ = imported(room, "cow-alliances", "members.csv", COW)
    assert 9 in set(reference.pacts_in_force(table, dt.date(1900, 6, 1))["cow_id"])
    assert 9 not in set(reference.pacts_in_force(table, dt.date(1900, 6, 2))["cow_id"])


def test_another_file_of_the_same_archive_is_refused(room):
    """by_dyad looks alike; its columns tell it apart."""
    with pytest.raises(ReferenceDataError, match="lacks the columns ccode, state_name"):
        imported(room, "cow-alliances", "by_dyad.csv", "version4id,ccode1,state_name1,ccode2,state_name2\n1,2,a,3,b\n")


@pytest.mark.parametrize("text", [ATOP, ATOP_CONVERTED], ids=["official", "converted"])
def test_atop_reads_both_forms_with_whole_numbers(room, text):
    """Codes come as 2 or as 2.0; a state's number is whole."""
    table, made = imported(room, "atop", "ddyr.csv", text)
    assert (2, 732, 1954) == tuple(table.loc[0, ["ccode1", "ccode2", "year"]])
    assert (True, False, True) == tuple(table.loc[0, ["defense", "offense", "consultation"]])
    assert "ends in 1954" in made.notes[0]


def test_atop_reads_gzip(room):
    """As peacesciencer's copy is packed."""
    path = room / "ddyr.csv.gz"
    path.write_bytes(gzip.compress(ATOP.encode("latin-1")))
    assert 1 == datasets.import_dataset("atop", path).rows


def test_an_archive_is_opened_and_its_one_file_taken(room):
    """As downloaded means as downloaded, folders and all."""
    with zipfile.ZipFile(room / "version4.1_csv.zip", "w") as archive:
        archive.writestr("version4.1_csv/alliance_v4.1_by_member.csv", COW)
        archive.writestr("version4.1_csv/alliance_v4.1_by_dyad.csv", "x")
        archive.writestr("__MACOSX/alliance_v4.1_by_member.csv", "x")
    assert 6 == datasets.import_dataset("cow-alliances", room / "version4.1_csv.zip").rows


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"not a zip", "no whole archive", id="damaged"),
        pytest.param(None, "no single", id="without the file"),
    ],
)
def test_an_archive_that_will_not_do_says_why(room, content, words):
    """A download cut short is the usual case."""
    path = room / "a.zip"
    if content is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "x")
    else:
        path.write_bytes(content)
    with pytest.raises(ReferenceDataError, match=words):
        datasets.import_dataset("cow-alliances", path)


def test_dcad_keeps_both_ways_of_counting_and_blanks(room):
    """V1 and V2 are two assumptions; a blank is not a no."""
    table, _ = imported(room, "dcad", "dyadic.csv", DCAD)
    assert (True, True) == (table.loc[0, "general_v1"], table.loc[0, "general_v2"])
    assert pd.isna(table.loc[1, "general_v2"])


def test_ideal_points_read_latin_1_and_tell_the_year(room):
    """Session 74 began in 2019; the accent survives."""
    table, _ = imported(room, "unga-ideal-points", "ideal.csv", IDEAL, "latin-1")
    assert ["United States", "Côte d'Ivoire"] == list(table["state"])
    assert {2019} == set(table["year"])
    assert (2.1, 2.5, 2.9) == tuple(table.loc[0, ["low", "ideal_point", "high"]])


def test_votes_keep_absence_and_not_being_a_member_apart(room):
    """8 and 9 are no abstentions; dates come in two forms."""
    table, made = imported(room, "unga-votes", "votes.csv", VOTES)
    assert ["yes", "absent", "not a member"] == list(table["vote"])
    assert {pd.Timestamp("1946-01-01")} == set(table["date"][:2])
    assert [False, True, False] == list(table["important"])
    assert "1 votes were cast in the calendar year after" in made.notes[1]


def test_votes_with_an_unknown_code_are_refused(room):
    """A code that the codebook lacks may mean the file is another."""
    with pytest.raises(ReferenceDataError, match="vote 7"):
        imported(room, "unga-votes", "votes.csv", VOTES.replace(",1,1,USA", ",1,7,USA"))


def test_the_new_sipri_export_is_read_below_its_eleven_lines(room):
    """CRLF, commas in quotes and a stray semicolon at the end change nothing."""
    table, made = imported(room, "sipri", "trade-register.csv", SIPRI_NEW)
    assert ("Russia", "China", "combat aircraft, heavy", 10, 2016) == tuple(
        table.loc[0, ["supplier", "recipient", "description", "delivered", "delivery_year"]]
    )
    assert (False, True) == (table.loc[0, "order_year_estimated"], table.loc[0, "delivered_estimated"])
    assert made.notes[0].startswith("11 lines")
    assert "10 per cent" in made.notes[1]


def test_the_old_sipri_register_keeps_its_estimates(room):
    """A question mark in a nameless column, or brackets around a number, is an estimate."""
    table, _ = imported(room, "sipri", "register.csv", SIPRI_OLD, "latin-1")
    assert [2002, 2003] == list(table["order_year"])
    assert [True, True] == list(table["order_year_estimated"])
    assert [False, True] == list(table["ordered_estimated"])
    assert [(2005, 2008), (2008, 2009)] == list(zip(table["first_delivery"], table["last_delivery"], strict=True))


def test_a_file_that_is_no_sipri_export_is_refused(room):
    """Its columns are looked for, wherever they begin."""
    with pytest.raises(ReferenceDataError, match="no line holds the columns"):
        imported(room, "sipri", "x.csv", "a,b\n1,2\n")


def test_diplomatic_exchange_is_read_with_its_levels(room):
    """Levels are numbers; an exchange is a truth value."""
    table, made = imported(room, "cow-diplomatic-exchange", "de.csv", EXCHANGE)
    assert [True, False] == list(table["exchange"])
    assert [3, 0] == list(table["level_at_1"])
    assert "ends in 2005" in made.notes[0]


CNS_HEADER = ["F1", "Date", "Date Entered/Updated", "Launch Time (UTC)", "Missile Name", "Missile Type", "Test Outcome"]


def workbook(room, *rows, first=(), sheet="Missile Tests"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in (*first, CNS_HEADER, *rows):
        page.append(list(row))
    path = room / "tests.xlsx"
    book.save(path)
    return path


def launch(day, clock=None, number=1):
    return [number, day, None, clock, "Hwasong", "SRBM", "Success"]


def missile_table(path):
    datasets.import_dataset("cns-missiles", path)
    return reference.imported_tables()["cns_missile_tests"]


def test_a_launch_late_in_the_utc_day_is_the_next_day_there(room):
    """22:30 UTC on 3 May is the morning of 4 May on the spot."""
    row = missile_table(workbook(room, launch(dt.datetime(2019, 5, 3), "22:30:00"))).iloc[0]  # noqa: DTZ001
    assert ("2019-05-04", "2019-05-03", "from the UTC clock") == (row["date_local"], row["date_utc"], row["day_basis"])


def test_the_half_hour_zone_of_2015_to_2018_is_kept(room):
    """15:15 UTC was 23:45 there in 2017 and would be past midnight at nine hours."""
    row = missile_table(workbook(room, launch(dt.datetime(2017, 8, 25), "15:15"))).iloc[0]  # noqa: DTZ001
    assert "2017-08-25" == row["date_local"]


@pytest.mark.parametrize(
    ("given_day", "clock", "local", "utc"),
    [
        pytest.param("2016-04-15", "20:33", "2016-04-15", "2016-04-14", id="a local date with a UTC clock, 2016"),
        pytest.param("2017-05-14", "20:28", "2017-05-14", "2017-05-13", id="a local date with a UTC clock, 2017"),
        pytest.param("2009-07-05", None, "2009-07-04", "2009-07-04", id="a day too late"),
    ],
)
def test_days_known_to_break_the_rule_are_corrected_and_said_so(room, given_day, clock, local, utc):
    """The three dates that scrutiny proved wrong; the given date stays beside the corrected one."""
    row = missile_table(workbook(room, launch(dt.datetime.fromisoformat(given_day), clock))).iloc[0]
    assert (given_day, local, utc, "corrected") == (
        row["date_given"],
        row["date_local"],
        row["date_utc"],
        row["day_basis"],
    )


def test_a_day_without_a_clock_says_so(room):
    """Which calendar it follows is not known."""
    row = missile_table(workbook(room, launch("17-Apr-21"))).iloc[0]
    assert ("2021-04-17", "as given, no clock") == (row["date_local"], row["day_basis"])


def test_a_month_stays_a_month(room):
    """Sep-84 never enters a count by days."""
    row = missile_table(workbook(room, launch("Sep-84"))).iloc[0]
    assert ("1984-09", "month") == (row["date_local"], row["date_precision"])


def test_a_header_in_the_second_row_is_found(room):
    """Some copies carry a title above it."""
    assert 1 == len(missile_table(workbook(room, launch("17-Apr-21"), first=[["The database"]])))


def test_a_workbook_without_the_sheet_is_refused(room):
    """The error names the sheets there are."""
    with pytest.raises(ReferenceDataError, match="no sheet 'Missile Tests'"):
        missile_table(workbook(room, sheet="Notes"))


def test_a_date_that_is_none_is_an_error_with_its_place(room):
    """Never guessed, never dropped."""
    with pytest.raises(ReferenceDataError, match="test 2"):
        missile_table(workbook(room, launch("17-Apr-21"), launch("soon", number=2)))


@pytest.mark.parametrize(
    ("dataset", "name", "content"),
    [
        pytest.param("cow-alliances", "x.csv", b"", id="nothing"),
        pytest.param("cow-alliances", "x.csv", COW_HEADER.encode(), id="a header alone"),
        pytest.param("cow-alliances", "x.csv", COW.replace(",1953,", ",1e30,").encode(), id="a number beyond reason"),
        pytest.param("atop", "x.csv", b"", id="nothing, by another reader"),
        pytest.param("atop", "x.csv", ATOP.replace("1954", "19\xfd4").encode("latin-1"), id="letters for numbers"),
        pytest.param("atop", "x.csv.gz", b"no gzip", id="no gzip"),
        pytest.param("cns-missiles", "x.xlsx", b"no workbook", id="no workbook"),
        pytest.param("ungdc-speakers", "x.xlsx", b"PK no workbook", id="half a workbook"),
        pytest.param("sipri", "x.csv", b"\x00" * 40, id="binary"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_of_ours(room, dataset, name, content):
    """No traceback of a library reaches a user."""
    path = room / name
    path.write_bytes(content)
    with pytest.raises(ReferenceDataError) as caught:
        datasets.import_dataset(dataset, path)
    assert caught.value.remedy


def test_imported_tables_keep_their_provenance(room):
    """File, checksum, citation and terms travel inside the Parquet file."""
    path = given(room, "members.csv", COW)
    datasets.import_dataset("cow-alliances", path)
    made = reference.imported_provenance()["cow_alliances"]
    assert (store.sha256(path), "members.csv", 6, 6) == (made.sha256, made.file, made.rows, made.source_rows)
    assert "Gibler" in made.citation


def test_imported_tables_can_be_asked_in_sql(room):
    """A notebook uses them when they are there."""
    imported(room, "cow-alliances", "members.csv", COW)
    assert 6 == reference.sql("select count(*) n from cow_alliances")["n"].iloc[0]


def test_a_failed_import_leaves_the_earlier_table(room):
    """A table is replaced only by a whole one."""
    imported(room, "cow-alliances", "members.csv", COW)
    with pytest.raises(ReferenceDataError):
        imported(room, "cow-alliances", "members.csv", COW.replace(",1953,", ",19x3,"))
    assert 6 == len(reference.imported_tables()["cow_alliances"])


def test_a_damaged_import_says_to_import_again(room):
    """Someone opened the Parquet in an editor."""
    imported(room, "cow-alliances", "members.csv", COW)
    (room / "cache" / "imported" / "cow_alliances.parquet").write_bytes(b"x")
    with pytest.raises(ReferenceDataError, match=r"cannot be read"):
        reference.imported_tables()


def test_codings_that_disagree_stand_side_by_side(room):
    """COW's asymmetric entente, ATOP's defence pact and our row: three answers, no average."""
    imported(room, "cow-alliances", "members.csv", COW)
    imported(room, "atop", "ddyr.csv", ATOP.replace("1954", "1955") + "7322,732,2,1955,1,1,0,0,0,1\n")
    rows = reference.treaty_codings().query("alliance_id == 'usa-kor-1953'")
    assert [("ATOP", True), ("ATOP", True), ("COW", False), ("COW", True), ("Chancery", True)] == [
        (row.source, bool(row.defense)) for row in rows.itertuples()
    ]
    assert not rows["agrees"].any()


def test_codings_without_imports_are_ours_alone(room):
    """Nothing is imported, nothing is claimed of others."""
    assert {"Chancery"} == set(reference.treaty_codings()["source"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["import", "cow", "x.csv"], "use one of cow-alliances", id="an unknown dataset"),
        pytest.param(["import", "atop", "nowhere.csv"], "there is no such file", id="a missing file"),
        pytest.param(["fetch", "sipri"], "has no file to fetch", id="a dataset without a public file"),
    ],
)
def test_the_commands_say_what_is_wrong(arguments, words):
    """Exit code 1 and a remedy."""
    done = CliRunner().invoke(app, arguments)
    assert 1 == done.exit_code
    assert words in done.output
    assert "remedy:" in done.output


def test_the_import_command_tells_rows_traps_citation_and_terms(room):
    """What an analyst must know before using the table."""
    done = CliRunner().invoke(app, ["import", "cow-alliances", str(given(room, "members.csv", COW))])
    assert 0 == done.exit_code
    assert all(words in done.output for words in ("6 rows of 6", "note:", "cite:", "terms:"))
    assert "imported" in CliRunner().invoke(app, ["datasets"]).output


@whole_files
@pytest.mark.parametrize(
    ("dataset", "file", "rows"),
    [
        pytest.param("cow-alliances", "cow/alliance_v4.1_by_member.csv", 1_221, id="COW by member"),
        pytest.param("atop", "atop/atop51_directed_dyad_year.csv.gz", 273_296, id="ATOP directed dyad-years"),
        pytest.param("unga-ideal-points", "unga/IdealpointestimatesAll_Apr2020.csv", 10_469, id="ideal points"),
        pytest.param("ungdc-speakers", "ungdc/posts_of_speakers.xlsx", 7_317, id="speakers"),
    ],
)
def test_published_files_import_whole(dataset, file, rows):
    """As many rows as the source has; counts taken with wc -l, less the header."""
    made = datasets.import_dataset(dataset, SHARED / file)
    assert (rows, rows) == (made.rows, made.source_rows)


@whole_files
def test_the_network_of_1914_has_both_blocs_as_defence_pacts():
    """The Triple Alliance (COW 67) and the Franco-Russian pact (COW 74) on 1 July 1914."""
    datasets.import_dataset("cow-alliances", SHARED / "cow/alliance_v4.1_by_member.csv")
    pacts = reference.pacts_in_force(reference.imported_tables()["cow_alliances"], dt.date(1914, 7, 1))
    defence = {
        (row.cow_id, frozenset((row.state1, row.state2))) for row in pacts.itertuples() if row.obligation == "defense"
    }
    triple = [("Germany", "Austria-Hungary"), ("Germany", "Italy"), ("Austria-Hungary", "Italy")]
    assert {(67, frozenset(pair)) for pair in triple} | {(74, frozenset(("France", "Russia")))} <= defence


@whole_files
def test_labels_and_flags_of_cow_disagree_where_the_codebook_study_found():
    """Four alliances of 414: two labelled ententes with a defence flag, two the reverse."""
    datasets.import_dataset("cow-alliances", SHARED / "cow/alliance_v4.1_by_member.csv")
    table = reference.imported_tables()["cow_alliances"]
    assert {57, 58, 236, 315} == set(table.loc[table["type_disagrees"], "cow_id"])


@whole_files
def test_a_wrong_speaker_of_the_corpus_is_shown_beside_ours():
    """The corpus names the foreign minister in 2013; our row, from the speech itself, does not."""
    datasets.import_dataset("ungdc-speakers", SHARED / "ungdc/posts_of_speakers.xlsx")
    codings = reference.speaker_codings().set_index("year")
    assert [2013] == list(codings.index[codings["agrees"].eq(other=False).fillna(value=False)])
    assert pd.isna(codings.loc[2005, "agrees"])


@whole_files
def test_atop_imports_within_three_seconds():
    """273,296 rows; the budget of the benchmark, with room for a busy machine."""
    begun = time.perf_counter()
    datasets.import_dataset("atop", SHARED / "atop/atop51_directed_dyad_year.csv.gz")
    assert time.perf_counter() - begun < 6


@whole_files
def test_our_obligations_follow_the_flags_of_cow_where_cow_holds_the_treaty():
    """`obligation_cow` is what the README says it is: the strongest flag any member has."""
    datasets.import_dataset("cow-alliances", SHARED / "cow/alliance_v4.1_by_member.csv")
    flags = (
        reference.imported_tables()["cow_alliances"]
        .groupby("cow_id")[["defense", "neutrality", "nonaggression", "entente"]]
        .any()
    )
    ours = reference.load().alliances.query("cow_id != ''")
    strongest = {number: row.idxmax() if row.any() else "none" for number, row in flags.iterrows()}
    assert [] == [row.key for row in ours.itertuples() if strongest[int(row.cow_id)] != row.obligation_cow]
