"""Own tables are read once for many reports: the warm server keeps what a child read, until a byte of it is another."""

import io
import os
import shutil

import pandas as pd
import pytest

from chancery import reference, warm
from chancery.reference import kept, loading
from chancery.warm import client, keeping
from conftest import ROOT
from report_making import printed

SHIPPED = ROOT / "data" / "reference"
LOOKS = """
from chancery import reference
library = reference.load(data)
kinds = library.exercises["source_kind"].tolist()  # read from CSV, every cell is a text of its own
taken_up = len(set(map(id, kinds))) == len(set(kinds))
print(taken_up, library.exercises["name"].iloc[0], len(library.overrides))
"""


@pytest.fixture
def own(tmp_path):
    """A folder with a table of the analyst's own: the shipped exercises, the first of them renamed."""
    folder = tmp_path / "own"
    folder.mkdir()
    rename(folder, "One name")
    return folder


def rename(folder, name):
    """Give the first exercise of the folder another name."""
    header, first, *rest = (SHIPPED / "exercises.csv").read_text("utf-8").splitlines()
    cells = first.split(",")
    cells[header.split(",").index("name")] = name
    (folder / "exercises.csv").write_text("\n".join([header, ",".join(cells), *rest]) + "\n", encoding="utf-8")


def test_a_library_is_taken_up_as_it_was_put_down(own, tmp_path):
    """Every cell, every type, every override; lists are tuples again; and it can be written to as before."""
    read = reference.load(own)
    path = tmp_path / "library"
    with path.open("wb") as file:
        kept.put_down(read, file)
    found = kept.taken_up(str(path))
    for name, frame in read.tables.items():
        pd.testing.assert_frame_equal(frame, found.tables[name], check_exact=True)
        assert [str(kind) for kind in frame.dtypes] == [str(kind) for kind in found.tables[name].dtypes]
    assert {tuple} == {type(each) for each in found.exercises["participants"]}
    assert (read.overrides, read.folders, {}) == (found.overrides, found.folders, found.left_out)
    found.exercises.loc[0, "line"] = 7
    assert read.exercises["line"].iloc[0] != found.exercises["line"].iloc[0]


class TestChildren:
    def look(self, asked, own):
        return printed(warm.rendered(asked(LOOKS, data=str(own))).notebook).split(" ", 1)

    def test_the_next_child_takes_up_what_the_first_read(self, asked, own):
        """The same values, without reading; the server says that it holds them."""
        first = self.look(asked, own)
        assert [["False", first[1]], ["True", first[1]]] == [first, self.look(asked, own)]
        assert client.status()["tables"] > 0

    def test_another_byte_is_another_library(self, asked, own):
        """Even where size and time of the file are the same; the same bytes in another folder say where they lie."""
        before = (own / "exercises.csv").stat()
        assert "One name" in self.look(asked, own)[1]
        rename(own, "Two name")
        os.utime(own / "exercises.csv", ns=(before.st_atime_ns, before.st_mtime_ns))
        assert before.st_size == (own / "exercises.csv").stat().st_size
        first, second = self.look(asked, own), self.look(asked, own)
        assert (True, "False", "True") == ("Two name" in first[1], first[0], second[0])
        copy = shutil.copytree(own, own.with_name("copy"))
        where = asked(
            "from chancery import reference\nprint(reference.load(data).exercises['file'][0])", data=str(copy)
        )
        assert f"{copy / 'exercises.csv'}\n" == printed(warm.rendered(where).notebook)

    def test_what_a_cell_changed_is_not_handed_on(self, asked, own, tmp_path):
        """Frames it wrote to, and folders it read by a reader that it had patched."""
        other = shutil.copytree(own, tmp_path / "other")
        patched = asked(
            "from chancery import reference",
            "reference.load(data).exercises.loc[0, 'name'] = 'changed'",
            "from chancery.reference import frames, reading\ntyped = frames.typed_frame",
            "reading.typed_frame = lambda table, cells, keys: typed(table, cells, keys).assign(name='bad')",
            f"print(reference.load({str(other)!r}).exercises['name'][0])",
            data=str(own),
        )
        assert "bad\n" == printed(warm.rendered(patched).notebook)
        assert "One name" in self.look(asked, own)[1]
        assert ["False", "One name"] == [part[:8] for part in self.look(asked, other)]

    def test_faulty_tables_are_kept_nowhere(self, asked, own):
        """They are read, and refused, each time; mended, they are read again."""
        (own / "exercises.csv").write_text("no,header\n", encoding="utf-8")
        for _ in range(2):
            with pytest.raises(reference.loading.ReferenceProblems, match="missing column"):
                warm.rendered(asked(LOOKS, data=str(own)))
        rename(own, "One name")
        assert ["False", "One name"] == [part[:8] for part in self.look(asked, own)]


class TestKeeper:
    @pytest.fixture
    def keeper(self):
        made = keeping.Keeper()
        yield made
        made.shut()

    def test_what_was_asked_for_longest_ago_makes_room(self, keeper, monkeypatch):
        """By bytes of all together."""
        library = reference.load()
        file = io.BytesIO()
        kept.put_down(library, file)
        monkeypatch.setattr(keeping, "LARGEST_BYTES", int(2.5 * len(file.getvalue())))
        for letter in "abac":
            if not keeper.place(letter * 64):
                keeper.keep(letter * 64, library)
            keeper.hear()
        assert ["a" * 64, "c" * 64] == keeper.held()

    def test_what_can_still_be_written_to_is_not_held(self, keeper, tmp_path):
        """Only sealed files in memory are: no child can change what another reads."""
        with (tmp_path / "open").open("w+b") as file:
            keeping.socket.send_fds(keeper._teller, [b"a" * 64], [file.fileno()])
            keeper.hear()
        assert [] == keeper.held()
        keeper.keep("b" * 64, reference.load())
        keeper.hear()
        with pytest.raises(PermissionError), open(keeper.place("b" * 64), "r+b") as held:  # noqa: PTH123 - no path
            held.write(b"other")

    def test_without_a_keeper_nothing_is_kept(self, own):
        """As in JupyterLab's own kernels, and in cold renders."""
        assert loading.keeper is None
        assert reference.load(own) is reference.load(own)
