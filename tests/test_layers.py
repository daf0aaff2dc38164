"""An analyst's own tables over the shipped ones."""

import csv
import os

import pytest
from typer.testing import CliRunner

from chancery import paths, reference
from chancery.commands.data import app
from chancery.errors import ReferenceDataError, ReferenceProblems
from chancery.schemas import TABLES

SOURCE = {
    "source": "Own notes",
    "source_url": "https://example.org/",
    "source_kind": "page_seen",
    "confidence": "medium",
}
DRILL = {
    "exercise_id": "own-drill-20250901",
    "series": "Own Drill",
    "name": "Own Drill 25",
    "region": "Korean Peninsula",
    "participants": "USA;KOR",
    "start": "2025-09-01",
    "date_precision": "day",
    "type": "FTX",
    "domain": "joint",
    "status": "held",
    **SOURCE,
}


def layer(folder, table, *rows, extra=()):
    """A file of an analyst's own, with the columns of the shipped one."""
    folder.mkdir(exist_ok=True)
    with (folder / TABLES[table].file).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [*TABLES[table].columns, *extra], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def shipped(table, key):
    """The cells of one shipped row."""
    frame = reference.load().tables[table]
    path = frame["file"].iloc[0]
    number = int(frame.loc[frame["key"] == key, "line"].iloc[0])
    with open(path, encoding="utf-8", newline="") as handle:  # noqa: PTH123  csv wants newline=""
        return list(csv.DictReader(handle))[number - 2]


def test_a_new_key_adds_a_row(tmp_path):
    """One drill of the analyst's own joins the shipped ones and is named in the overrides."""
    library = reference.load(layer(tmp_path / "own", "exercises", DRILL))
    assert len(reference.load().exercises) + 1 == len(library.exercises)
    assert [("exercises", "own-drill-20250901", "added")] == [(o.table, o.key, o.change) for o in library.overrides]
    assert "Own notes" == library.row("exercises", "own-drill-20250901").source


def test_a_known_key_corrects_the_whole_row_in_its_place(tmp_path):
    """The override says which columns changed, and where that was said."""
    row = {**shipped("unga_speakers", "PRK|2005"), "speaker": "Choe Su Hon", **SOURCE}
    library = reference.load(layer(tmp_path / "own", "unga_speakers", row))
    override = library.overrides[0]
    assert len(reference.load().unga_speakers) == len(library.unga_speakers)
    assert "Choe Su Hon" == library.unga_speakers.set_index("key").loc["PRK|2005", "speaker"]
    assert "corrected" == override.change
    assert "speaker" in override.columns
    assert override.where.endswith("unga_speakers.csv row 2")
    assert list(reference.load().unga_speakers["key"]) == list(library.unga_speakers["key"])


def test_withdraw_takes_a_row_out_and_needs_only_the_key(tmp_path):
    """`yes` in the extra column is enough; other cells may stay blank."""
    row = {"tie_id": "tie-001", "withdraw": "yes"}
    library = reference.load(layer(tmp_path / "own", "ties", row, extra=["withdraw"]))
    assert "tie-001" not in set(library.ties["key"])
    assert ["withdrawn"] == [override.change for override in library.overrides]


def test_withdrawing_a_row_that_others_need_is_a_problem(tmp_path):
    """Keys between tables are checked after the layers are laid."""
    row = {"exercise_id": "key-resolve-20150302", "withdraw": "yes"}
    with pytest.raises(ReferenceProblems) as caught:
        reference.load(layer(tmp_path / "own", "exercises", row, extra=["withdraw"]))
    assert "key-resolve-20150302" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"tie_id": "tie-000", "withdraw": "yes"}, "which no row has", id="an unknown key"),
        pytest.param({**SOURCE, "tie_id": "tie-001", "withdraw": "maybe"}, "is not yes", id="another word"),
    ],
)
def test_a_withdrawal_that_cannot_be_meant_is_listed(tmp_path, row, words):
    """A slip of the pen never passes as a withdrawal."""
    with pytest.raises(ReferenceProblems, match=words):
        reference.load(layer(tmp_path / "own", "ties", row, extra=["withdraw"]))


def test_later_layers_win(tmp_path, monkeypatch):
    """CHANCERY_DATA first, then --data, in the order given; the last word counts."""
    first = layer(tmp_path / "one", "exercises", DRILL)
    second = layer(tmp_path / "two", "exercises", {**DRILL, "status": "cancelled"})
    monkeypatch.setenv("CHANCERY_DATA", str(first))
    library = reference.load(second)
    assert "cancelled" == library.exercises.set_index("key").loc["own-drill-20250901", "status"]
    assert ["added", "corrected"] == [override.change for override in library.overrides]


def test_the_environment_names_several_folders(tmp_path, monkeypatch):
    """Joined as in PATH."""
    folders = [
        layer(tmp_path / "one", "exercises", DRILL),
        layer(tmp_path / "two", "ties", {"tie_id": "tie-002", "withdraw": "yes"}, extra=["withdraw"]),
    ]
    monkeypatch.setenv("CHANCERY_DATA", os.pathsep.join(map(str, folders)))
    assert {"added", "withdrawn"} == {override.change for override in reference.load().overrides}


def test_a_row_in_the_same_words_is_no_override(tmp_path):
    """A copied row that changes nothing is not reported as a correction."""
    library = reference.load(layer(tmp_path / "own", "unga_speakers", shipped("unga_speakers", "PRK|2005")))
    assert () == library.overrides


def test_a_folder_of_word_lists_alone_is_no_mistake(tmp_path):
    """Lexicons share the folders; their reader looks after them."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "cue_verbs.csv").write_text("verb\nsay\n", encoding="utf-8")
    assert () == reference.load(tmp_path).overrides


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path):
    """A mistyped --data must not pass in silence."""
    with pytest.raises(ReferenceDataError, match="no such folder"):
        reference.load(tmp_path / "nowhere")


def test_a_folder_without_tables_is_a_problem(tmp_path):
    """An empty layer is a mistake, not a wish."""
    with pytest.raises(ReferenceProblems, match="holds no table"):
        reference.load(tmp_path)


def test_a_misnamed_table_is_met_with_the_right_name(tmp_path):
    """exercise.csv would otherwise be ignored in silence."""
    layer(tmp_path / "own", "exercises", DRILL)
    (tmp_path / "own" / "exercises.csv").rename(tmp_path / "own" / "exercise.csv")
    with pytest.raises(ReferenceProblems, match=r"rename it to exercises\.csv"):
        reference.load(tmp_path / "own")


def test_own_rows_are_held_to_the_same_rules(tmp_path):
    """An analyst's row that breaks the schema is listed with its own file."""
    with pytest.raises(ReferenceProblems) as caught:
        reference.load(layer(tmp_path / "own", "exercises", {**DRILL, "participants": "USA;XXX"}))
    assert "own/exercises.csv row 2" in str(caught.value).replace("\\", "/")


def test_the_check_command_lists_the_overrides(tmp_path):
    """An analyst sees what their folder changes before a briefing rests on it."""
    done = CliRunner().invoke(app, ["check", str(layer(tmp_path / "own", "exercises", DRILL)), "--on", "2025-09-29"])
    assert 0 == done.exit_code
    assert "added exercises own-drill-20250901" in done.output


def test_the_example_of_the_walk_through_works(tmp_path):
    """What docs/theatre.md shows is run, so that it cannot grow false."""
    text = (paths.home() / "docs" / "theatre.md").read_text(encoding="utf-8")
    example = [line.strip() for line in text.splitlines() if line.startswith(("    country,", "    PRK,2005"))]
    (tmp_path / "unga_speakers.csv").write_text("\n".join(example) + "\n", encoding="utf-8")
    library = reference.load(tmp_path)
    assert "Choe Su Hon" == library.unga_speakers.set_index("key").loc["PRK|2005", "speaker"]


def test_every_data_command_is_documented():
    """A command nobody can read of is a command nobody has."""
    documents = [paths.home() / "docs" / "theatre.md", paths.reference() / "README.md"]
    words = "".join(path.read_text(encoding="utf-8") for path in documents)
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert [] == [name for name in commands if f"chancery data {name}" not in words]
