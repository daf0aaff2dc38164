"""What changed between two briefings, from their records."""

import json

import pytest
from typer.testing import CliRunner

from chancery import diff, shelf
from chancery.cli import app
from chancery.errors import ReportRecordError
from shelf_fixture import FINDINGS, TIE, VERDICT, briefing_record, shelved


def between(**changes: object) -> diff.Difference:
    return diff.compared(briefing_record(), briefing_record(**changes))


def test_nothing_changed():
    """A briefing does not differ from itself, nor from itself read on another day."""
    later = [{**FINDINGS[1], "numbers": {"counted": 11, "on": "2025-10-06"}}]
    assert not between()
    assert not between(as_of="2025-10-06", findings=[FINDINGS[0], *later, FINDINGS[2]])
    assert [] == diff.material(between())
    assert "nothing changed" in diff.summary(between())


def test_findings_come_and_go_by_their_ids():
    """What is only in the one or only in the other; the text plays no part."""
    found = between(findings=[FINDINGS[0], {**FINDINGS[1], "id": "exercises.season.2026"}, FINDINGS[2]])
    assert ["exercises.season.2026"] == [each.id for each in found.added]
    assert ["exercises.season.2025"] == [each.id for each in found.gone]


def test_a_number_is_told_with_old_and_new():
    """By its name; numbers that stay are not told."""
    found = between(findings=[{**FINDINGS[0], "numbers": {"acts": 5, "days": 90}}, *FINDINGS[1:]])
    assert [("acts", 3, 5)] == [(each.name, each.old, each.new) for each in found.numbers]
    assert ["acts 3, now 5: Three acts between Aland and Borland."] == diff.material(found)


def test_a_float_that_went_through_json_is_the_same():
    """Rounding is no change."""
    old = [{**FINDINGS[0], "numbers": {"ratio": 0.1 + 0.2}}]
    new = [{**FINDINGS[0], "numbers": {"ratio": 0.3}}]
    assert () == diff.compared(briefing_record(findings=old), briefing_record(findings=new)).numbers


@pytest.mark.parametrize(
    "moved",
    [{"start": 300, "end": 321}, {"start": 300, "words": "They have met three times."}],
    ids=["the same words elsewhere", "other words that ask the same"],
)
def test_a_claim_is_known_again_and_its_verdict_followed(moved):
    """In another article a claim stands elsewhere, or is put otherwise; its finding is paired with it."""
    verdict = VERDICT | moved | {"ruling": "contradicted", "reason": "two rows"}
    numbers = {"number.found": 2}
    found = between(
        verdicts=[verdict], findings=[*FINDINGS[:2], {**FINDINGS[2], "id": "claims.count.300", "numbers": numbers}]
    )
    assert [("supported", "contradicted")] == [(each.old, each.new) for each in found.verdicts]
    assert [("number.found", 3, 2)] == [(each.name, each.old, each.new) for each in found.numbers]
    assert () == found.added + found.gone


def test_another_claim_at_the_same_place_is_another_claim():
    """Two articles may have a claim of one kind at one offset by chance."""
    verdict = VERDICT | {"words": "They met five times.", "slots": {"number": 5}, "ruling": "contradicted"}
    found = between(verdicts=[verdict])
    assert () == found.verdicts
    assert (1, 1) == (len(found.added), len(found.gone))


@pytest.mark.parametrize(
    ("tie", "change"),
    [
        ({"sign": "-", "positive": 1.1, "negative": 2.0, "net": -0.9}, "soured"),
        ({"positive": 3.0, "net": 2.9}, "strengthened"),
        ({"obligation": "defence", "treaties": ["pact"]}, "new"),
        ({"positive": 0.4, "negative": 0.05, "net": 0.35}, "faded"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_ties_change_by_the_rule_of_the_ties(tie, change):
    """The rule is `ties.change`; time alone only fades, and is not material."""
    found = between(ties=[TIE | tie])
    assert [(change, "Aland–Borland")] == [(each.change, each.names) for each in found.ties]
    assert (change != "faded") == bool(diff.material(found))


def test_a_tie_is_told_of_states_on_both_stages_only():
    """A pair that was not looked at before is not a new tie."""
    wider = {
        "stage": [{"code": code, "name": code} for code in ("AAA", "BBB", "CCC")],
        "ties": [TIE, {**TIE, "b": "CCC"}],
    }
    assert () == between(**wider).ties


def test_other_settings_are_said():
    """What the analyst set otherwise may be the cause of a difference."""
    old = briefing_record(parameters={"window_days": 14, "as_of": "", "title": "a"})
    new = briefing_record(parameters={"window_days": 30, "as_of": "2025-10-01", "title": "b"})
    assert [("window_days", 14, 30)] == [(e.name, e.old, e.new) for e in diff.compared(old, new).settings]


def test_coming_into_the_bottom_line_is_material():
    """And a new finding further down is not."""
    more = {"id": "exercises.record", "text": "A record."}
    assert [] == diff.material(between(findings=[*FINDINGS, more]))
    assert ["new in the bottom line: A record."] == diff.material(
        between(findings=[*FINDINGS, more], bottom_line=["exercises.record"])
    )


def test_plain_values_survive_json():
    """For tools: the form is named, and says what is material."""
    told = json.loads(json.dumps(diff.plain(between(verdicts=[VERDICT | {"ruling": "partly"}]))))
    assert ("chancery-diff", "1") == (told["form"], told["version"])
    assert [("supported", "partly")] == [(each["old"], each["new"]) for each in told["verdicts"]]
    assert ["“They met three times.”: supported, now partly"] == told["material"]


class TestCommand:
    @pytest.fixture
    def two(self, tmp_path):
        shelved(tmp_path, "old", marking="TLP:AMBER")
        shelved(tmp_path, "new", title="<b>T</b>", verdicts=[VERDICT | {"ruling": "partly"}])
        return tmp_path / "old.json", tmp_path / "new.html"

    def test_it_is_told_as_lines_as_data_and_as_a_page(self, two, tmp_path):
        """The page is inert, carries the stricter marking and is no report of the shelf."""
        told = CliRunner().invoke(app, ["diff", *map(str, two), "--html", str(tmp_path / "diff.html")])
        assert (0, True) == (
            told.exit_code,
            "~ “They met three times.”: supported → partly (three rows)" in told.stdout,
        )
        html = (tmp_path / "diff.html").read_text("utf-8")
        assert "<b>T</b>" not in html
        assert "&lt;b&gt;T&lt;/b&gt;" in html
        assert '<meta name="chancery:marking" content="TLP:AMBER">' in html
        assert "default-src &#39;none&#39;" in html
        assert "<script" not in html
        assert "<td>They met three times.</td><td>supported</td><td>partly</td>" in html
        assert {"old", "new"} == {each.name for each in shelf.reports(tmp_path)}
        data = CliRunner().invoke(app, ["diff", *map(str, two), "--json"]).stdout
        assert ["“They met three times.”: supported, now partly"] == json.loads(data)["material"]

    @pytest.mark.parametrize("given", ["no-such", "stranger.json"], ids=["no briefing", "not a record"])
    def test_what_cannot_be_compared_is_named(self, two, tmp_path, given):
        """Which of the two, and what to do."""
        (tmp_path / "stranger.json").write_text("{}")
        with pytest.raises(ReportRecordError) as caught:
            CliRunner().invoke(app, ["diff", str(two[0]), str(tmp_path / given)], catch_exceptions=False)
        assert given in caught.value.where
        assert "render" in caught.value.remedy or "give" in caught.value.remedy
