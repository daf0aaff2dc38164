"""`chancery data check`: on the shipped tables, and on damaged copies of them."""

import csv
import io

import pytest
from typer.testing import CliRunner

from chancery import paths
from chancery.commands.data import app
from chancery.errors import ReferenceProblems
from chancery.reference.checks import check_folder
from chancery.reference.reading import read_library
from chancery.schemas import TABLES


def edit(name, column, value, row=2):
    """Put a value into one cell; rows are lines, the header is row 1."""

    def damage(folder):
        rows = list(csv.reader(io.StringIO((folder / name).read_text(encoding="utf-8"))))
        rows[row - 1][rows[0].index(column)] = value
        write(folder / name, rows)

    return damage


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def raw(name, change):
    """Change the bytes of one file."""

    def damage(folder):
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return damage


def with_column(content):
    lines = content.split(b"\n")
    return b"\n".join([lines[0] + b",extra", *(line + b",x" for line in lines[1:-1]), b""])


def without_column(name):
    def change(content):
        rows = list(csv.reader(io.StringIO(content.decode())))
        place = rows[0].index(name)
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows(
            [cell for i, cell in enumerate(row) if i != place] for row in rows
        )
        return made.getvalue().encode()

    return change


def line(content, number):
    return content.split(b"\n")[number - 1]


DAMAGES = {
    "a code that no actor has": (
        edit("exercises.csv", "participants", "USA;ROK"),
        "exercises.csv row 2",
        "ROK",
        "actors.csv",
    ),
    "a code in lower case": (edit("ties.csv", "actors", "prk", 5), "ties.csv row 5", "did you mean PRK", "correct it"),
    "dates the wrong way round": (
        edit("ties.csv", "end", "2001-01-01", 9),
        "ties.csv row 9",
        "lies after end 2001-01-01",
        "correct the dates",
    ),
    "a day that no calendar has": (
        edit("ties.csv", "start", "2018-02-30"),
        "ties.csv row 2",
        "2018-02-30",
        "YYYY-MM-DD",
    ),
    "a date in another form": (
        edit("statements.csv", "date", "9 Jan 2015"),
        "statements.csv row 2",
        "9 Jan 2015",
        "YYYY",
    ),
    "a precision that the date denies": (
        edit("exercises.csv", "date_precision", "day"),
        "exercises.csv row 2",
        "does not fit",
        "YYYY-MM for month",
    ),
    "a key that stands twice": (
        edit("exercises.csv", "exercise_id", "team-spirit-1977"),
        "exercises.csv row 3",
        "already stands in row 2",
        "delete",
    ),
    "a statement on an exercise that is not there": (
        edit("statements.csv", "target_exercise_ids", "key-resolve-2099"),
        "statements.csv row 2",
        "key-resolve-2099",
        "exercises.csv",
    ),
    "a member of an alliance that is not there": (
        edit("alliance_members.csv", "alliance_id", "natto"),
        "alliance_members.csv row 2",
        "natto",
        "add a row",
    ),
    "a word that is not in the vocabulary": (
        edit("exercises.csv", "status", "hold"),
        "exercises.csv row 2",
        "'hold'",
        "held",
    ),
    "a number out of range": (edit("statements.csv", "authority", "7"), "statements.csv row 2", "'7'", "from 1 to 6"),
    "a number that is none": (
        edit("provocations.csv", "count", "two", 8),
        "provocations.csv row 8",
        "'two'",
        "whole number",
    ),
    "more troops at least than at most": (
        edit("exercises.csv", "troops_max", "10"),
        "exercises.csv row 2",
        "troops_min 46000 is above",
        "lower number first",
    ),
    "a row without a source": (
        edit("provocations.csv", "source", "", 4),
        "provocations.csv row 4",
        "source is blank",
        "fill it in",
    ),
    "an address missing though the page was read": (
        edit("provocations.csv", "source_url", "", 3),
        "provocations.csv row 3",
        "source_url is blank",
        "reference_unseen",
    ),
    "spaces around a cell": (
        edit("actors.csv", "name", " Afghanistan"),
        "actors.csv row 2",
        "spaces around it",
        "remove",
    ),
    "a cell like a formula": (
        edit("ties.csv", "description", '=HYPERLINK("x")'),
        "ties.csv row 2",
        "begins like a spreadsheet formula",
        "reword",
    ),
    "Latin-1 bytes": (
        raw("officeholders.csv", lambda b: b.replace(b"Kim Jong Un", b"Kim Jong \xdcn", 1)),
        "officeholders.csv row 2",
        "not UTF-8",
        "save the file as UTF-8",
    ),
    "a byte order mark": (raw("ties.csv", lambda b: b"\xef\xbb\xbf" + b), "ties.csv", "byte order mark", "without BOM"),
    "line ends of Windows": (raw("ties.csv", lambda b: b.replace(b"\n", b"\r\n")), "ties.csv row 1", "CRLF", "Unix"),
    "an empty file": (raw("milestones.csv", lambda _: b""), "milestones.csv", "empty", "header"),
    "a missing column": (
        raw("alliances.csv", without_column("status")),
        "alliances.csv row 1",
        "missing column status",
        "add it",
    ),
    "an extra column": (raw("calendar.csv", with_column), "calendar.csv row 1", "unknown column 'extra'", "remove it"),
    "a row with a cell too many": (
        raw("ties.csv", lambda b: b.replace(line(b, 3), line(b, 3) + b",more")),
        "ties.csv row 3",
        "cells where",
        '"quotes"',
    ),
    "a quote that is never closed": (
        raw("ties.csv", lambda b: b.replace(line(b, 4), b'"' + line(b, 4), 1)),
        "ties.csv row",
        "not valid CSV",
        "close",
    ),
    "a blank line in the middle": (
        raw("ties.csv", lambda b: b.replace(b"\n", b"\n\n", 1)),
        "ties.csv row 2",
        "blank",
        "delete",
    ),
    "a missing table": (lambda folder: (folder / "theatres.csv").unlink(), "theatres.csv", "missing", "restore"),
    "a table under another name": (
        lambda folder: (folder / "ties.csv").rename(folder / "tie.csv"),
        "tie.csv",
        "no table has this name",
        "ties.csv",
    ),
}


@pytest.fixture
def copy(tmp_path):
    for path in paths.reference().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_the_shipped_tables_have_no_problem():
    """What is shipped passes its own check."""
    assert [] == check_folder().problems


def test_a_whole_copy_has_no_problem(copy):
    """The check depends on the rows, not on where they lie."""
    assert [] == check_folder(copy).problems


@pytest.mark.parametrize(("damage", "where", "what", "remedy"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_copy_names_file_row_and_remedy(copy, damage, where, what, remedy):
    """Whoever broke a row can mend it from the message alone."""
    damage(copy)
    problems = check_folder(copy).problems
    found = [p for p in problems if where in p.where and what in f"{p.where} {p.problem}" and remedy in p.remedy]
    assert found, "\n".join(map(str, problems[:5]))


def test_all_damages_are_listed_at_once(copy):
    """Twenty faults take one run to find, not twenty."""
    chosen = [
        "a code that no actor has",
        "dates the wrong way round",
        "a number out of range",
        "Latin-1 bytes",
        "an extra column",
    ]
    for name in chosen:
        DAMAGES[name][0](copy)
    problems = check_folder(copy).problems
    assert all(any(DAMAGES[name][1] in p.where for p in problems) for name in chosen)


def test_a_table_that_cannot_be_read_causes_no_false_alarms_elsewhere(copy):
    """A broken exercises.csv does not make every statement dangle."""
    (copy / "exercises.csv").write_bytes(b"")
    assert 1 == len(check_folder(copy).problems)


def test_the_command_leaves_with_zero_and_tells_coverage():
    """Sound tables: exit code 0, then sources, freshness and gaps."""
    done = CliRunner().invoke(app, ["check", "--on", "2025-09-29"])
    assert 0 == done.exit_code
    assert "no problems" in done.output
    assert "Freshness on 2025-09-29" in done.output


def test_the_command_leaves_with_one_and_lists_problems(copy):
    """A script can tell from the exit code; a person from the words."""
    DAMAGES["a number out of range"][0](copy)
    done = CliRunner().invoke(app, ["check", str(copy)])
    assert 1 == done.exit_code
    assert "statements.csv row 2" in done.output
    assert "remedy:" in done.output
    assert "1 problem found" in done.output


@pytest.mark.parametrize("arguments", [["check", "no/such/folder"], ["check", "--on", "soon"]], ids=["folder", "day"])
def test_a_wrong_argument_gets_a_remedy_and_no_traceback(arguments):
    """A user never reads a traceback."""
    done = CliRunner().invoke(app, arguments)
    assert 1 == done.exit_code
    assert "remedy:" in done.output


def test_loading_a_damaged_library_raises_every_problem(copy, monkeypatch):
    """A briefing never starts on rows that are known to be wrong."""
    from chancery import reference

    DAMAGES["a word that is not in the vocabulary"][0](copy)
    monkeypatch.setattr(paths, "reference", lambda: copy)
    with pytest.raises(ReferenceProblems) as caught:
        reference.load()
    assert 1 == len(caught.value.problems)


@pytest.mark.parametrize("name", TABLES)
def test_the_quick_look_and_the_full_one_agree_on_the_shipped_tables(name):
    """All is well by both; damaged copies above are refused by both, or no problem would be listed."""
    table = TABLES[name]
    cells = read_library([paths.reference()]).cells[name][list(table.columns)]
    assert len(cells) == len(table.schema.validate(cells, lazy=True))
    assert table.is_sound(cells)
