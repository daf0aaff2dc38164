"""The shelf: what is on it, under which marking, and which briefing came before."""

import datetime as dt
import json

import pytest

from chancery import brief, parameters, record, shelf
from chancery.errors import ParameterError, ReportRecordError
from shelf_fixture import briefing_record, page_of, shelved

DAY = dt.date(2025, 9, 29)


def test_a_report_is_a_page_with_its_record(tmp_path):
    """Title, day and marking from the page's head; the record when it is asked for; the latest first."""
    shelved(tmp_path, "older", article={**briefing_record().model_dump()["article"], "published": "2025-01-05"})
    shelved(tmp_path, "newer", title="A “title” & more")
    (tmp_path / "stranger.html").write_text("<title>Not ours</title>")
    (tmp_path / "newer.failed.html").write_text(page_of(briefing_record()))
    found = shelf.reports(tmp_path)
    assert ["newer", "older"] == [each.name for each in found]
    assert ("A “title” & more", "2025-09-29", "TLP:CLEAR") == (found[0].title, found[0].date, found[0].marking)
    assert "strait" == found[0].record.theatre.code


def test_the_stricter_of_page_and_record_holds(tmp_path):
    """A page of one marking beside a record of another is never shown under the milder."""
    shelved(tmp_path, marking="TLP:GREEN")
    page = tmp_path / "talks.html"
    assert "TLP:GREEN" == shelf.reports(tmp_path)[0].marking
    page.write_text(page.read_text().replace("TLP:GREEN", "TLP:RED"))
    assert "TLP:RED" == shelf.reports(tmp_path)[0].marking
    page.write_text(page.read_text().replace("TLP:RED", "COSMIC"))
    assert "COSMIC" == shelf.reports(tmp_path)[0].marking


class TestNames:
    def test_a_record_is_found_by_name_by_either_file_and_by_day(self, tmp_path):
        """As an analyst may give it."""
        shelved(tmp_path)
        for given in ("talks", "talks.html", str(tmp_path / "talks.json"), "talks.2025-09-29"):
            assert tmp_path / "talks.json" == shelf.record_path(given, tmp_path)

    def test_a_name_with_a_point_is_not_cut(self, tmp_path):
        """`talks.2025-01-05` is not `talks`."""
        shelved(tmp_path)
        with pytest.raises(ReportRecordError, match="there are: talks"):
            shelf.record_path("talks.2025-01-05", tmp_path)

    def test_a_replaced_record_is_set_aside_and_found_by_its_day(self, tmp_path):
        """A briefing of another day replaces the record; one of the same day corrects it."""
        shelved(tmp_path)
        before = (tmp_path / "talks.json").read_bytes()
        assert shelf.set_aside(tmp_path / "talks.json", "2025-09-29") is None
        kept = shelf.set_aside(tmp_path / "talks.json", "2025-09-30")
        record.written(briefing_record(as_of="2025-09-30"), tmp_path / "talks.json")
        assert before == kept.read_bytes()
        assert kept == shelf.record_path("talks.2025-09-29", tmp_path)


class TestPredecessor:
    @pytest.fixture
    def folder(self, tmp_path):
        for name, as_of in (("a", "2025-09-01"), ("b", "2025-09-20"), ("c", "2025-09-29")):
            shelved(tmp_path, name, as_of=as_of)
        shelved(tmp_path, "other-focus", as_of="2025-09-25", focus={"code": "BBB", "name": "Borland"})
        shelved(tmp_path, "other-theatre", as_of="2025-09-25", theatre=None)
        (tmp_path / "broken.json").write_text("{")
        return tmp_path

    def test_it_is_the_newest_of_an_earlier_day_on_theatre_and_focus(self, folder):
        """Never one of the same day, so that a second render finds what the first found."""
        assert "b" == shelf.predecessor(folder, "strait", "AAA", DAY).stem

    def test_there_may_be_none(self, folder):
        """The first briefing on a subject has no predecessor."""
        assert shelf.predecessor(folder, "strait", "AAA", dt.date(2025, 9, 1)) is None
        assert shelf.predecessor(folder, "strait", "CCC", DAY) is None

    def test_one_that_is_marked_higher_is_passed_over(self, folder):
        """A page would tell of it to a wider circle; a named one is refused."""
        shelved(folder, "b", as_of="2025-09-20", marking="TLP:AMBER")
        assert "a" == shelf.predecessor(folder, "strait", "AAA", DAY, marking="TLP:GREEN").stem
        assert "b" == shelf.predecessor(folder, "strait", "AAA", DAY, marking="TLP:RED").stem
        asked = parameters.checked({"previous": "b", "marking": "TLP:GREEN"})
        with pytest.raises(ParameterError, match="marked TLP:AMBER"):
            brief.previous_record(asked, folder)

    def test_of_an_archive_few_records_are_read_whole(self, folder, monkeypatch):
        """Those on the subject, the newest first, until one will do; whoever wrote them, and in whichever version."""
        read: list[str] = []
        whole = record.read
        monkeypatch.setattr(record, "read", lambda path: read.append(path.stem) or whole(path))
        assert "b" == shelf.predecessor(folder, "strait", "AAA", DAY).stem
        assert {"b", "broken"} == set(read)
        values = json.loads((folder / "b.json").read_text("utf-8"))
        (folder / "by-hand.json").write_text(json.dumps({**values, "as_of": "2025-09-21"}), encoding="utf-8")
        assert "by-hand" == shelf.predecessor(folder, "strait", "AAA", DAY).stem
        old = {
            name: each for name, each in values.items() if name not in ("theatre", "focus", "actors", "stage", "ties")
        }
        text = json.dumps({**old, "version": "1", "as_of": "2025-09-02"}, indent=1, sort_keys=True)
        (folder / "old.json").write_text(text, encoding="utf-8")
        assert "old" == shelf.predecessor(folder, "", "", DAY).stem

    def test_those_set_aside_count(self, folder):
        """A briefing that was rendered again for a later day has itself as its predecessor."""
        shelf.set_aside(folder / "b.json", "2025-09-29")
        shelved(folder, "b")
        assert "b.2025-09-20" == shelf.predecessor(folder, "strait", "AAA", DAY).stem


def test_a_record_of_version_one_is_read(tmp_path):
    """It says nothing of theatre, ties and actors."""
    values = json.loads(briefing_record().text())
    for name in ("theatre", "focus", "actors", "stage", "ties", "previous"):
        del values[name]
    found = record.of({**values, "version": "1"}, "old")
    assert (None, ()) == (found.theatre, found.ties)
