"""The parameter `lexicon`: which word lists a briefing is read with, from the control to the page and back."""

import os
import shlex
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from chancery import batch, dossier, parameters, provenance, reference, runner, verification
from chancery.batch import manifest, parcel, worker
from chancery.batch.inputs import Inputs
from chancery.errors import ParameterError, ReferenceDataError
from chancery.parameters import Parameters
from chancery.text import word_lists
from chancery.widgets.strip import Strip
from conftest import ROOT

HEADER = "term,category,weight,reason\n"
PIECE = """---
title: T
published: 2025-09-29
---
“That is flibbertigibbetry,” the minister of Japan said. “It is snollygostery,” the president of France said.
"""


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """An article, own tables with word lists and a lexicon by name, and a lexicon by path."""
    monkeypatch.delenv("CHANCERY_DATA", raising=False)
    (tmp_path / "piece.md").write_text(PIECE, "utf-8")
    listed(tmp_path / "mine" / "lexicon", "flibbertigibbetry,epithet,4,ours")
    listed(tmp_path / "mine" / "lexicons" / "harsh", "flibbertigibbetry,epithet,9,ours")
    listed(tmp_path / "away", "snollygostery,epithet,4,ours")
    header, japan = rows_of("actors", "JPN")
    (tmp_path / "mine" / "actors.csv").write_text(header + japan, "utf-8")
    return tmp_path


def listed(folder: Path, *rows: str, name: str = "intensity") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.csv").write_text(HEADER + "\n".join(rows) + "\n", "utf-8")


def rows_of(table: str, code: str) -> tuple[str, str]:
    lines = (ROOT / "data" / "reference" / f"{table}.csv").read_text("utf-8").splitlines(keepends=True)
    return lines[0], next(line for line in lines if line.startswith(f"{code},"))


def opened(desk: Path, lexicon: str = "", data: str = "mine") -> dossier.Dossier:
    own = str(desk / data) if data else ""
    return dossier.opened(Parameters(article=str(desk / "piece.md"), data=own, lexicon=lexicon))


def weights(case: dossier.Dossier) -> dict[str, float]:
    """What our own words weigh in the article."""
    parts = (part for scored in case.reading.intensity for part in scored.parts)
    return {part.term: part.weight for part in parts if part.term in ("flibbertigibbetry", "snollygostery")}


def test_own_lists_of_the_data_folder_are_read_with_its_tables(desk):
    """`data` alone brings the word lists of that folder."""
    assert {"flibbertigibbetry": 4} == weights(opened(desk))
    assert {} == weights(opened(desk, data=""))


def test_a_name_a_path_and_shipped_choose_others(desk):
    """Each stands alone over the shipped lists."""
    assert {"flibbertigibbetry": 9} == weights(opened(desk, "harsh"))
    assert {"snollygostery": 4} == weights(opened(desk, str(desk / "away")))
    assert {} == weights(opened(desk, "shipped"))


def test_of_several_folders_the_last_wins(desk, monkeypatch):
    """As with tables: CHANCERY_DATA in its order, then `data`."""
    listed(desk / "one" / "lexicon", "flibbertigibbetry,epithet,1,ours", "snollygostery,epithet,1,ours")
    listed(desk / "two" / "lexicon", "snollygostery,epithet,2,ours")
    monkeypatch.setenv("CHANCERY_DATA", os.pathsep.join(str(desk / name) for name in ("one", "two")))
    assert {"flibbertigibbetry": 4, "snollygostery": 2} == weights(opened(desk))
    assert {} == weights(opened(desk, "shipped"))


def test_a_changed_list_is_read_anew_and_the_rest_is_kept(desk):
    """Also in a process that has read it; what no list of ours touches is not made again."""
    assert {"flibbertigibbetry": 4} == weights(opened(desk))
    shipped = word_lists.rows("event_verbs")
    listed(desk / "mine" / "lexicon", "flibbertigibbetry,epithet,2.5,ours")
    case = opened(desk)
    assert {"flibbertigibbetry": 2.5} == weights(case)
    with word_lists.laid_over(case.lists):
        assert shipped is word_lists.rows("event_verbs")


def test_coded_statements_are_weighed_with_the_same_lists(desk):
    """Quoted key terms of statements.csv are scored later than the article, and not by other lists."""
    listed(desk / "away", "war,weapon,-3,ours", "wars,weapon,-3,ours")
    plain, own = (dossier.opened(Parameters(lexicon=name)) for name in ("shipped", str(desk / "away")))
    assert plain.statements["tone"].ne(own.statements["tone"]).any()
    assert not own.statements.empty


def test_names_of_own_tables_reach_the_reader(desk):
    """An actor of `data` is known by the name given there."""
    header, japan = rows_of("actors", "JPN")
    (desk / "mine" / "actors.csv").write_text(header + japan.replace("Japan", "Yamatoland", 1), "utf-8")
    (desk / "piece.md").write_text(PIECE.replace("Japan", "Yamatoland"), "utf-8")
    named = {entity.actor for entity in opened(desk).reading.entities}
    assert "JPN" in named
    assert "JPN" not in {entity.actor for entity in opened(desk, data="").reading.entities}


def test_one_that_is_not_there_is_one_error_with_those_that_are(desk):
    """Names of the project and of the analyst's folder are listed."""
    with pytest.raises(ParameterError, match="no such lexicon") as error:
        opened(desk, "harsch")
    assert "harsh" in str(error.value)
    (desk / "empty").mkdir()
    with pytest.raises(ParameterError, match="holds no word list"):
        opened(desk, str(desk / "empty"))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("intensity", "term,weight\nsnollygostery,4\n", "no column category, reason"),
        ("intensity", f"{HEADER}bosh,epithet,4,x\npish,epithet,four,x\n", r"row 3: weight “four” is no number"),
        ("intensity", f"{HEADER}snollygostery,epithet,nan,x\n", "is no number"),
        ("intensity", f"{HEADER}snollygostery,insult,4,x\n", r"row 2: category “insult” is not known\n.*epithet"),
        ("intensitty", f"{HEADER}snollygostery,epithet,4,x\n", "is no word list"),
        ("titles", "words,kind,group,gender,office,reason\n", "takes no rows of your own"),
    ],
    ids=["column", "word for a number", "no finite number", "category", "name", "a list of the rules' own"],
)
def test_a_broken_list_is_one_error(desk, name, text, said):
    """File, row, what is wrong, and what would be right."""
    (desk / "away" / f"{name}.csv").write_text(text, "utf-8")
    with pytest.raises(ReferenceDataError, match=f"(?s){said}"):
        opened(desk, str(desk / "away"))


def test_a_list_in_another_encoding_is_one_error(desk):
    """As spreadsheets write them."""
    (desk / "away" / "intensity.csv").write_bytes(f"{HEADER}caf\xe9,epithet,4,x\n".encode("latin-1"))
    with pytest.raises(ReferenceDataError, match="no CSV file in UTF-8"):
        opened(desk, str(desk / "away"))


class TestControl:
    def test_it_offers_those_found_and_the_view_follows(self, desk):
        """Shipped with own rows, shipped alone, and every name; the command gives the same."""
        strip = Strip(opened(desk), "exercise_rhetoric")
        control = strip.controls.by_name["lexicon"]
        assert ["", "shipped", "harsh"] == [value for _, value in control.options]
        control.value = "harsh"
        assert {"flibbertigibbetry": 9} == weights(strip.case)
        words = shlex.split(strip.command.value.partition("\n")[0])
        given = parameters.from_assignments(words[place + 1] for place, word in enumerate(words) if word == "-p")
        assert strip.case.parameters == parameters.checked({"article": words[2], **given})

    def test_other_tables_bring_other_choices(self, desk):
        """What is chosen stays chosen."""
        strip = Strip(opened(desk, "shipped", data=""), "exercise_rhetoric")
        strip.controls.by_name["data"].value = str(desk / "mine")
        control = strip.controls.by_name["lexicon"]
        assert ("shipped", ["", "shipped", "harsh"]) == (control.value, [value for _, value in control.options])
        assert "shipped" == strip.case.parameters.lexicon


@pytest.fixture
def notebook(desk) -> Path:
    """A notebook whose page shows what our words weigh, and what it was made from."""
    weighed = "{part.term: part.weight for scored in case.reading.intensity for part in scored.parts}"
    cells = [
        new_markdown_cell("## What do they weigh?"),
        new_code_cell(parameters.cell_source(), metadata={"tags": ["parameters"]}),
        new_code_cell("from chancery import brief, dossier, markup\ncase = dossier.from_names(globals())"),
        new_code_cell(f"markup.caveats([str({weighed})])"),
        new_code_cell("brief.provenance(case)"),
    ]
    made = new_notebook(cells=cells)
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, desk / "weights.ipynb")
    return desk / "weights.ipynb"


def test_a_page_tells_its_lists_and_verify_notices_a_change(desk, notebook, monkeypatch):
    """The next page of the same kernels has the new weight; of the earlier one `verify` says which list changed."""
    monkeypatch.chdir(desk)
    asked = Parameters(article="piece.md", data="mine", lexicon="harsh")
    page = runner.render(asked, notebook, Path("out")).page
    html = page.read_text("utf-8")
    assert "flibbertigibbetry&#39;: 9" in html.replace("'", "&#39;")
    assert {"harsh/intensity.csv"} == set(verification.provenance_told(html, page).word_lists)
    assert "harsh/intensity.csv" in html.partition("<body")[2]
    listed(desk / "mine" / "lexicons" / "harsh", "flibbertigibbetry,epithet,8,ours")
    found = verification.verified(page, article=desk / "piece.md", notebook=notebook, data=desk / "mine")
    assert "word list harsh/intensity.csv: another" in " ".join(found.differences)
    assert any("differs in: What do they weigh?" in each for each in found.differences)
    (desk / "mine" / "lexicons" / "harsh" / "intensity.csv").unlink()
    with pytest.raises(verification.ReportRecordError, match="lexicon harsh"):
        verification.verified(page, article=desk / "piece.md", notebook=notebook, data=desk / "mine")


def test_a_batch_makes_again_what_a_changed_list_is_in(desk, notebook):
    """The key of a report holds the lists of its own folder and of its lexicon."""

    def key(**given: object) -> str:
        asked = {"article": str(desk / "piece.md"), "data": str(desk / "mine"), **given}
        (order,) = batch.orders(
            manifest.of({"articles": [asked], "notebooks": [str(notebook)], "out": str(desk / "out")}, "m"), "m"
        )
        return Inputs().key(order)

    before = key(), key(lexicon="harsh"), key(lexicon="shipped")
    assert 3 == len(set(before))
    listed(desk / "mine" / "lexicon", "flibbertigibbetry,epithet,5,ours")
    after = key(), key(lexicon="harsh"), key(lexicon="shipped")
    assert [True, False, False] == [old != new for old, new in zip(before, after, strict=True)]


def test_lists_travel_to_another_machine(desk, notebook):
    """What a worker lays out names the same lists with the same digests."""
    lexicons = ["", "harsh", str(desk / "away"), "shipped"]
    asked = [{"article": str(desk / "piece.md"), "data": str(desk / "mine"), "lexicon": each} for each in lexicons]
    wanted = [
        order
        for each in asked
        for order in batch.orders(
            manifest.of({"articles": [each], "notebooks": [str(notebook)], "out": str(desk / "out")}, "m"), "m"
        )
    ]
    common = parcel.bundle(wanted)
    home = desk / "there"
    worker._written(home, common.files)
    for order, lexicon in zip(wanted, lexicons, strict=True):
        there = worker._task(home, parcel.parcel(order, common, "", {}), desk).parameters
        here = order.task.parameters
        assert provenance.list_digests(here.lexicon, here.data) == provenance.list_digests(there.lexicon, there.data)
        assert provenance.told(here)["lexicon"] == provenance.told(there)["lexicon"], lexicon


def test_a_lexicon_of_the_project_goes_by_its_name(desk, monkeypatch):
    """From any folder; one from elsewhere goes by its path."""
    home = desk / "home"
    listed(home / "data" / "lexicons" / "strict", "snollygostery,epithet,4,ours")
    monkeypatch.setenv("CHANCERY_HOME", str(home))
    assert ["strict"] == list(reference.lexicons())
    assert "strict" == reference.lexicon_place(str(home / "data" / "lexicons" / "strict"))
    assert str(desk / "mine" / "lexicons" / "harsh") == reference.lexicon_place("harsh", desk / "mine")
