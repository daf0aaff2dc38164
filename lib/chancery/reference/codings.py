"""One treaty, several codings: COW's, ATOP's and ours side by side, with their disagreements kept."""

import datetime as dt
import itertools
from collections.abc import Mapping

import pandas as pd

from chancery.errors import ReferenceDataError
from chancery.reference.imported import imported_tables
from chancery.reference.loading import load
from chancery.reference.tables import Reference

OBLIGATIONS = ("defense", "neutrality", "nonaggression")


def treaty_codings(
    library: Reference | None = None, imported: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """The obligations of each of our treaties as each source codes them: one row for a treaty, source and member.

    Columns: alliance_id, name, source (COW, ATOP or Chancery), member (blank for the treaty as a whole), defense,
    neutrality, nonaggression (nullable), label (the source's own name for it), record_ends (year), agrees: whether
    all sources that code the treaty say the same of defence. Nothing is averaged; a source that does not hold the
    treaty has no row. ATOP codes pairs of states, not treaties: its row is the pair's in the treaty's first full
    year, and may reflect another treaty of the same pair.
    """
    library = library or load()
    tables = imported_tables() if imported is None else imported
    rows = _ours(library)
    if "cow_alliances" in tables:
        rows += _cow(library, tables["cow_alliances"])
        if "atop_obligations" in tables:
            rows += _atop(library, tables["atop_obligations"], state_numbers(library, tables))
    made = pd.DataFrame(
        rows, columns=["alliance_id", "name", "source", "member", *OBLIGATIONS, "label", "record_ends"]
    ).astype({**dict.fromkeys(OBLIGATIONS, "boolean"), "record_ends": "Int64"})
    agrees = made.groupby("alliance_id")["defense"].transform("nunique") <= 1
    return made.assign(agrees=agrees).sort_values(["alliance_id", "source", "member"], kind="stable", ignore_index=True)


def speaker_codings(
    library: Reference | None = None, imported: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """Who spoke in the General Debate by the imported corpus and by our rows, where both cover the year.

    Columns: country, year, corpus, ours, agrees (by the last word of the names, without regard to case).
    Raises ReferenceDataError where the corpus was not imported.
    """
    library = library or load()
    tables = imported_tables() if imported is None else imported
    if "ungdc_speakers" not in tables:
        raise ReferenceDataError("ungdc_speakers", "was not imported", "chancery data import ungdc-speakers FILE")
    corpus = tables["ungdc_speakers"].rename(columns={"code": "country", "speaker": "corpus"})
    ours = library.unga_speakers.rename(columns={"speaker": "ours"})
    both = ours[["country", "year", "ours"]].merge(corpus[["country", "year", "corpus"]], on=["country", "year"])
    same = [_same_person(a, b) for a, b in zip(both["ours"], both["corpus"], strict=True)]
    return both.assign(agrees=pd.array(same, dtype="boolean"))


def state_numbers(library: Reference, imported: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """COW's number of each state of actors.csv that an imported table tells; states of no such table are not in it.

    A table with codes beside the numbers (UNGA) tells by code, COW's own by name: a state that it names otherwise than
    actors.csv does, aliases included, stays without a number.
    """
    by_form: dict[str, int] = {}
    for table in imported.values():
        for column in ("state", "code"):
            if {column, "ccode"} <= set(table.columns):
                told = table[[column, "ccode"]].dropna().drop_duplicates(column)
                by_form |= {str(form).casefold(): int(number) for form, number in told.itertuples(index=False)}
    numbers = {}
    for code, name, aliases in library.actors[["code", "name", "aliases"]].itertuples(index=False):
        for form in (code, name, *aliases):
            if form.casefold() in by_form:
                numbers[str(code)] = by_form[form.casefold()]
                break
    return numbers


def pacts_in_force(cow: pd.DataFrame, on: dt.date) -> pd.DataFrame:
    """COW alliances in force on a day, as pairs of members.

    Columns: cow_id, state1, state2, obligation (the strongest either of them gives), asymmetric (whether only one gives
    it), ss_type. Both ends of a membership are inclusive; a right-censored row counts only up to the record's end.
    Raises ReferenceDataError for a day outside the record.
    """
    record = cow["start_first"].min(), cow["end_last"].max()
    day = pd.Timestamp(on)
    if not record[0] <= day <= record[1]:
        years = f"{record[0].year} to {record[1].year}"
        raise ReferenceDataError("cow_alliances", f"says nothing of {on}", f"its record runs from {years}")
    inside = cow[(cow["start_first"] <= day) & (cow["end_last"].isna() | (cow["end_last"] >= day))]
    rows = []
    for number, members in inside.groupby("cow_id"):
        records = members.sort_values("ccode").to_dict("records")
        for one, two in itertools.combinations(records, 2):
            flag = next((n for n in (*OBLIGATIONS, "entente") if bool(one[n]) or bool(two[n])), "none")
            uneven = flag != "none" and bool(one[flag]) != bool(two[flag])
            rows.append((number, one["state"], two["state"], flag, uneven, one["ss_type"]))
    return pd.DataFrame(rows, columns=["cow_id", "state1", "state2", "obligation", "asymmetric", "ss_type"])


def _ours(library: Reference) -> list[tuple[object, ...]]:
    return [
        (row.alliance_id, row.name, "Chancery", "", row.defense, row.neutrality, row.nonaggression, row.status, None)
        for row in library.alliances[["alliance_id", "name", *OBLIGATIONS, "status"]].itertuples(index=False)
    ]


def _cow(library: Reference, cow: pd.DataFrame) -> list[tuple[object, ...]]:
    last = int(cow["end_last"].dt.year.max())
    rows: list[tuple[object, ...]] = []
    for treaty in library.alliances[library.alliances["cow_id"] != ""].to_dict("records"):
        for member in cow[cow["cow_id"] == int(treaty["cow_id"])].to_dict("records"):
            flags = tuple(member[name] for name in OBLIGATIONS)
            rows.append(
                (treaty["alliance_id"], treaty["name"], "COW", member["state"], *flags, member["ss_type"], last)
            )
    return rows


def _atop(library: Reference, atop: pd.DataFrame, numbers: Mapping[str, int]) -> list[tuple[object, ...]]:
    last = int(atop["year"].max())
    indexed = atop.set_index(["ccode1", "ccode2", "year"]).sort_index()
    rows: list[tuple[object, ...]] = []
    for treaty in library.alliances.to_dict("records"):
        begun = treaty["in_force_first"] if pd.notna(treaty["in_force_first"]) else treaty["signed_first"]
        if pd.isna(begun) or len(treaty["members"]) != 2 or not all(code in numbers for code in treaty["members"]):
            continue
        for one, two in itertools.permutations(treaty["members"]):
            key = (numbers[one], numbers[two], begun.year + 1)
            if key in indexed.index:
                coded = indexed.loc[[key]].iloc[0]
                flags = tuple(bool(coded[name]) for name in OBLIGATIONS)
                rows.append((treaty["alliance_id"], treaty["name"], "ATOP", one, *flags, f"pair in {key[2]}", last))
    return rows


def _same_person(one: str, two: str) -> bool | None:
    a, b = (str(name).casefold().replace("-", " ").strip(" ,.").split() for name in (one, two))
    if not a or not b:
        return None
    return a[-1] == b[-1]
