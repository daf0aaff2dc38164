"""`chancery lint`: a sound briefing passes, and each damaged one fails for its own reason."""

import copy
import datetime as dt
import json

import pytest
from typer.testing import CliRunner

from chancery import record, reference, tradecraft
from chancery.article import Article
from chancery.article.judgments import parsed
from chancery.charts.figure import Chart
from chancery.cli import app
from chancery.errors import ArticleError, ReportRecordError
from chancery.evidence import Figure, Finding, Passage, Row

ROW = Row(
    "ties", "tie-092", "2025-09-04; a summit", "A newspaper, 4 Sep 2025", "https://example.org/a", "page_seen", "high"
)
JUDGMENTS = """change: first briefing on this article

## J1
The two sides will likely hold talks before the summer.

likelihood: likely
confidence: moderate
basis: two official statements
rests on: claims.since.10; tie-092
alternative: the offer is meant for a third party
would change it: a public refusal
"""
PAGE = '<p><a href="#n1">1</a></p><figure><figcaption>Ties.</figcaption></figure><p id="n1">A newspaper.</p>'


class Drawn:
    """A chart, as far as a record needs one."""

    name, title, alt, caption = "ties", "Ties by year", "A line of ties.", "Number of ties"
    evidence = (ROW,)


@pytest.fixture(scope="module")
def likelihood():
    table = reference.load().likelihood
    return tradecraft.Likelihood.of(zip(table["term_a"], table["term_b"], strict=True))


@pytest.fixture
def sound() -> record.BriefingRecord:
    """A briefing with one finding, one judgment and one figure."""
    article = Article(
        name="talks",
        path="talks.md",
        title="Talks",
        body="They met three times.",
        published=dt.date(2025, 9, 29),
        published_basis="stated",
        published_note="",
        source="A newspaper",
        url="",
        sha256="0" * 64,
    )
    finding = Finding(
        id="claims.since.10",
        text="“They met three times” holds by the record.",
        kind="claim",
        numbers={"found": 3},
        evidence=(Passage(0, 21, "They met three times."), ROW, Figure("ties", "Ties by year")),
        weight=0.5,
    )
    return record.made(
        article,
        title="Talks",
        as_of="2025-09-29",
        findings=[finding],
        bottom_line=[finding],
        judgments=parsed(JUDGMENTS, "talks.judgments.md"),
        charts=[Drawn()],
    )


def broken(found: list[tradecraft.Check]) -> list[str]:
    return [each.name for each in found if each.faults]


def damaged(values: dict, path: str, value: object) -> dict:
    """A copy with the value at a dotted path replaced, or taken out where the value is `...`."""
    made = copy.deepcopy(values)
    held = made
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        held = held[step]
    if value is ...:
        del held[last]
    else:
        held[last] = value
    return made


DAMAGES = [
    ("likelihood terms", "judgments.0.likelihood", ""),
    ("likelihood terms", "judgments.0.likelihood", "quite possible"),
    ("one row of likelihood terms", "judgments.0.text", "They will likely talk. A pact is improbable."),
    ("likelihood and confidence apart", "judgments.0.text", "We have moderate confidence that they will likely talk."),
    ("confidence with its basis", "judgments.0.confidence", ""),
    ("confidence with its basis", "judgments.0.basis", " "),
    ("what judgments rest on", "judgments.0.rests_on", []),
    ("what judgments rest on", "judgments.0.rests_on", ["claims.count.99"]),
    ("findings with evidence", "findings.0.evidence", []),
    ("sources described", "sources.0.source", ""),
    ("sources described", "sources.0.url", ""),
    ("summary of sources", "source_summary", ""),
    ("information apart from judgments", "findings.0.text", "We judge that they met three times."),
    ("information apart from judgments", "findings.0.text", "They will very likely meet a fourth time."),
    ("alternatives", "judgments.0.alternatives", []),
    ("alternatives", "judgments.0.would_change", ""),
    ("change since the last briefing", "change", ""),
    ("figures titled and sourced", "charts.0.title", ""),
    ("figures titled and sourced", "charts.0.alt", ""),
    ("figures titled and sourced", "charts.0.sources", []),
    ("dates and identity of the article", "article.published_basis", "inferred"),
    ("dates and identity of the article", "article.source", ""),
    ("bottom line from the findings", "bottom_line", ["claims.since.10", "claims.gone"]),
    ("bottom line from the findings", "bottom_line", ["claims.since.10", "claims.since.10"]),
    (
        "likelihood and confidence apart",
        "judgments.0.text",
        "They will likely talk, and our confidence in it is moderate.",
    ),
    (
        "likelihood and confidence apart",
        "judgments.0.basis",
        "Two statements make it likely, with low-to-moderate confidence.",
    ),
    ("likelihood and confidence apart", "judgments.0.text", "We are highly confident that they will likely talk."),
    ("confidence with its basis", "judgments.0.confidence", "absolute"),
    ("confidence with its basis", "judgments.0.basis", "n/a"),
    ("alternatives", "judgments.0.alternatives", ["none"]),
    ("change since the last briefing", "change", "TBD"),
    ("sources described", "sources.0.url", "somewhere on the web"),
    ("findings with evidence", "findings.0.text", " "),
    ("findings with evidence", "findings.0.evidence.0.text", ""),
    ("information apart from judgments", "findings.0.text", "It is our assessment that they met three times."),
    (
        "information apart from judgments",
        "findings.0.text",
        "They met three times, which we assess with high confidence.",
    ),
]


class TestChecks:
    def test_a_sound_briefing_breaks_no_rule(self, sound, likelihood):
        """Every rule passes on it, on its page too."""
        assert [] == broken(tradecraft.checks(sound, likelihood, PAGE))

    @pytest.mark.parametrize(("name", "path", "value"), DAMAGES, ids=lambda each: str(each)[:40])
    def test_a_damaged_briefing_breaks_the_rule_that_was_hurt(self, sound, likelihood, name, path, value):
        """Each damage is found under its own name and nowhere else."""
        hurt = record.of(damaged(json.loads(sound.text()), path, value), "hurt.json")
        assert [name] == broken(tradecraft.checks(hurt, likelihood, PAGE))

    @pytest.mark.parametrize(
        ("as_of", "page", "broken_rules"),
        [
            ("2025-09-22", f"{PAGE}<h2 id='x'></h2><h2 id=\"since-the-last-briefing\"></h2>", []),
            ("2025-09-22", PAGE, ["change since the last briefing"]),
            ("2025-10-22", "", ["change since the last briefing"]),
        ],
        ids=["told on the page", "not told", "of a later day"],
    )
    def test_a_briefing_set_against_another_tells_what_changed(self, sound, likelihood, as_of, page, broken_rules):
        """The predecessor is of an earlier day, has a digest, and the page has the section."""
        before = {"name": "talks.x", "title": "Talks", "as_of": as_of, "sha256": "a" * 64}
        later = record.of(json.loads(sound.text()) | {"previous": before}, "later.json")
        assert broken_rules == broken(tradecraft.checks(later, likelihood, page))

    def test_a_row_without_its_source_is_found(self, sound, likelihood):
        """A cited row must stand among the sources; what rests on it is found as well."""
        hurt = record.of(damaged(json.loads(sound.text()), "sources", []), "hurt.json")
        assert ["what judgments rest on", "cited rows with their sources"] == broken(
            tradecraft.checks(hurt, likelihood)
        )

    def test_nothing_rests_on_a_source_from_memory(self, sound, likelihood):
        """Neither a finding nor a judgment cites what nobody opened."""
        hurt = record.of(damaged(json.loads(sound.text()), "sources.0.source_kind", "reference_unseen"), "hurt.json")
        assert ["no source from memory"] == broken(tradecraft.checks(hurt, likelihood))

    @pytest.mark.parametrize(
        ("page", "said"),
        [('<a href="#gone">1</a>', "leads nowhere"), ("<figure></figure>", "have no caption")],
        ids=["dead link", "figure without caption"],
    )
    def test_the_page_is_walked(self, sound, likelihood, page, said):
        """Links to evidence resolve, and figures are captioned."""
        found = tradecraft.checks(sound, likelihood, page)
        assert ["links of the page"] == broken(found)
        assert said in tradecraft.report(found)

    def test_quoted_words_of_the_article_are_not_ours(self, sound, likelihood):
        """A likelihood term inside quotation marks is information."""
        values = damaged(json.loads(sound.text()), "findings.0.text", "“A deal is very likely” holds by the record.")
        assert [] == broken(tradecraft.checks(record.of(values, "quoted.json"), likelihood))

    def test_the_report_says_what_needs_a_reader(self, sound, likelihood):
        """No machine says that a briefing is good."""
        assert "whether the alternatives are real ones" in tradecraft.report(tradecraft.checks(sound, likelihood))


class TestLikelihood:
    def test_terms_with_brackets_are_two(self, likelihood):
        """As the table prints them: probable (probably), almost certain(ly)."""
        wanted = {"probable", "probably", "almost certain", "almost certainly", "improbable", "improbably"}
        assert set() == wanted - set(likelihood.rows)

    def test_the_longest_term_is_the_one_used(self, likelihood):
        """Very unlikely is not unlikely, and not likely."""
        assert ["very unlikely"] == likelihood.used("It is very unlikely.")

    def test_a_judgment_with_an_unknown_term_is_refused(self, likelihood):
        """The error names the line and the terms there are."""
        judged = parsed(JUDGMENTS.replace("likelihood: likely", "likelihood: quite possible"), "talks.judgments.md")
        with pytest.raises(ArticleError, match=r"talks\.judgments\.md line 3: likelihood 'quite possible'"):
            tradecraft.validated(judged, likelihood)

    def test_a_judgment_with_a_known_term_passes_through(self, likelihood):
        """Nothing is changed."""
        judged = parsed(JUDGMENTS, "talks.judgments.md")
        assert judged == tradecraft.validated(judged, likelihood)


class TestRecord:
    def test_a_record_survives_its_file(self, sound, tmp_path):
        """What is written is read back the same."""
        assert sound == record.read(record.written(sound, tmp_path / "talks.json"))

    def test_the_same_record_gives_the_same_bytes(self, sound):
        """So that two runs can be compared."""
        assert sound.text() == record.of(json.loads(sound.text()), "again").text()

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("{", "is not JSON"),
            ("[]", "is no record of a briefing"),
            ('{"form": "chancery-briefing", "version": "0"}', "has version '0'"),
            ('{"form": "chancery-briefing", "version": "1", "colour": "red"}', "colour"),
        ],
        ids=["not JSON", "something else", "another version", "unknown field"],
    )
    def test_what_is_no_record_is_a_clear_error(self, text, said, tmp_path):
        """All faults at once, with a remedy."""
        path = tmp_path / "x.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ReportRecordError) as caught:
            record.read(path)
        assert said in str(caught.value)


class TestCommand:
    def test_it_prints_what_passes_and_ends_well(self, sound, tmp_path):
        """Exit code 0 where no rule is broken."""
        record.written(sound, tmp_path / "talks.json")
        done = CliRunner().invoke(app, ["lint", str(tmp_path / "talks.html")])
        assert (0, True) == (done.exit_code, "passes  likelihood terms" in done.output)

    def test_it_prints_what_fails_and_where(self, sound, tmp_path):
        """Exit code 1, with the place and the remedy."""
        record.written(sound.model_copy(update={"change": ""}), tmp_path / "talks.json")
        done = CliRunner().invoke(app, ["lint", str(tmp_path / "talks.json")])
        assert (1, True) == (done.exit_code, "change: is not stated" in done.output)


def test_the_chart_of_the_suite_has_what_a_record_needs():
    """The stand-in above is a chart in all that is read of it."""
    assert {"name", "title", "alt", "caption", "evidence"} <= set(Chart.__dataclass_fields__)
