"""Findings on exercises, words and launches: true counts, agreeing grammar, dates in words, no causes."""

import dataclasses
import datetime as dt
import re

import pytest

from chancery import brief, dossier, exercises, launches, reference
from chancery.evidence import Figure, Passage, Row
from chancery.findings import exercises as exercise_findings
from chancery.findings import launches as launch_findings
from chancery.findings import rhetoric as findings
from chancery.rhetoric import tone
from chancery.rhetoric.placement import Utterance
from chancery.text.records import IntensityPart

DAY = dt.date(2025, 9, 29)
WORDS = "We will never yield to such pressure"
CAUSAL = re.compile(r"\b(?:cause[sd]?|because of|due to|provoke[sd]?|trigger(?:s|ed)?|leads? to|led to|thanks to)\b")


@pytest.fixture(scope="module")
def library():
    return reference.load()


@pytest.fixture(scope="module")
def names(library):
    return dict(zip(library.actors["code"], library.actors["name"], strict=True))


def said(*tones, actor="PRK"):
    parts = (IntensityPart(8, 13, "never", "commitment", 1.0),)
    return [
        Utterance(
            f"Q{place}", WORDS, 0, len(WORDS), "A. Minister", "Vice Foreign Minister", actor, 3, value, DAY, parts
        )
        for place, value in enumerate(tones)
    ]


def of_theatre(library, theatre):
    row = library.theatres.set_index("theatre").loc[theatre]
    return exercises.selected(library.exercises, regions=row["regions"], audience=row["principal"])


def everything(library, names, theatre):
    """All findings for one theatre, as a notebook would ask for them."""
    chosen = of_theatre(library, theatre)
    principal = library.theatres.set_index("theatre").loc[theatre, "principal"]
    coded = tone.coded(library.statements)
    design = launches.designs(library.launch_designs, theatre)[0]
    events = launches.events(library.provocations, library.exercises, design, DAY)
    years = launches.strata(launches.exposure(library.exercises, design, DAY), events["day"], (2005, 2025), 0, DAY)
    grid = launches.grid(library.exercises, library.provocations, design, DAY, draws=500)
    words = said(2.5, 4.0, actor=principal)
    return [
        *exercise_findings.season(chosen, DAY, cite=library.row),
        *exercise_findings.record_check(chosen, DAY, cite=library.row),
        *findings.placed(words, coded, names=names, cite=library.row),
        *findings.against_harshest_years(words, coded, names=names, cite=library.row),
        *findings.statements_of_year(coded, DAY, principal, names=names, cite=library.row),
        *launch_findings.calendar(grid, design, events=events, cite=library.row),
        *launch_findings.controlled(years, design),
        *launch_findings.published(library.published_findings, theatre, cite=library.row),
    ]


@pytest.fixture(scope="module", params=["korea", "europe", "taiwan-strait"])
def told(request, library, names):
    return everything(library, names, request.param)


class TestEverySentence:
    def test_ends_in_a_full_stop_and_has_no_gap(self, told):
        """A sentence a minister could read: no double blanks, no brackets left empty, no missing value."""
        for finding in told:
            assert finding.text.endswith(".")
            assert not re.search(r"  |\(\)|\bnan\b|None(?! of)|<NA>|NaT| ,", finding.text)

    def test_no_number_disagrees_with_its_noun(self, told):
        """One day, two days: never 1 days or 2 day."""
        for finding in told:
            assert not re.search(r"\b1 (?:days|exercises|statements|threats|kinds|states|soldiers)\b", finding.text)
            assert not re.search(r"\b(?:[2-9]|\d{2,}) (?:day|exercise|threat|kind)\b(?! of| with)", finding.text)

    def test_names_no_cause(self, told):
        """The page describes; what others found is theirs, and stands in findings of their own."""
        own = [one for one in told if not one.id.startswith("launches.published")]
        assert [] == [one.text for one in own if CAUSAL.search(one.text)]

    def test_ids_are_unique(self, told):
        """Two runs can be compared finding by finding."""
        assert len(told) == len({finding.id for finding in told})

    def test_evidence_is_cited_rows_and_passages(self, told):
        """Every piece of evidence can be looked up."""
        assert all(isinstance(piece, (Row, Passage, Figure)) for finding in told for piece in finding.evidence)


def test_season_counts_the_year_to_the_day(library):
    """Eleven exercises by 29 September 2025, counted by hand from exercises.csv; twelve to that day in 2023."""
    (finding,) = exercise_findings.season(of_theatre(library, "korea"), DAY, cite=library.row)
    assert 11 == finding.numbers["counted"] == len(finding.evidence)
    assert "against 12 with 72 days in 2023" in finding.text
    assert "29 September 2025" in finding.text


def test_record_summary_says_which_measures_break_the_record(library):
    """The claim "breaking all previous records" meets the tables measure by measure, with what they do not know."""
    summary = exercise_findings.record_check(
        of_theatre(library, "korea"), DAY, cite=library.row, about="of the theatre"
    )[0]
    assert {"records": 1, "level": 0, "below": 6, "measures": 7}.items() <= summary.numbers.items()
    assert (
        "By 29 September, 2025 had more exercises on nuclear planning (2) than any earlier year, counting all "
        "exercises of the theatre in the tables; on six other measures an earlier year was higher. Troop "
        "numbers are known for only two of its 11 exercises."
    ) == summary.text


def test_a_year_without_exercises_has_no_rank(library):
    """Nothing held is said so; it is not second of all years, and what is not known is said once."""
    day = dt.date(2025, 1, 2)
    found = exercise_findings.record_check(of_theatre(library, "taiwan-strait"), day, cite=library.row)
    assert "had no exercise that the tables know" in found[0].text
    texts = " ".join(one.text for one in found)
    assert not re.search(r"no exercises in 2025|not known in 2025|not known, not known|none in 2025, \d", texts)


def test_placed_counts_statements_harsher_than_the_harshest_quoted(library, names):
    """The number in the sentence is the number of coded statements with a higher tone, before the article's day."""
    coded = tone.coded(library.statements)
    (finding,) = findings.placed(said(2.5, 4.0), coded, names=names, cite=library.row)
    earlier = coded[(coded["actor"] == "PRK") & (coded["date_last"] < "2025-09-29")]
    assert int((earlier["tone"] > 4.0).sum()) == finding.numbers["milder_than"]
    assert (
        f"milder than {finding.numbers['milder_than']} of {len(earlier)} coded statements of North Korea"
        in finding.text
    )
    assert "ministerial level" in finding.text
    assert "“never” (+1.0)" in finding.text


def test_what_cannot_be_compared_is_said_with_the_number(library, names):
    """Scored text against coded stance, and the choice of statements, are caveats of the finding itself."""
    (finding,) = findings.placed(said(4.0), tone.coded(library.statements), names=names, cite=library.row)
    assert 4 == len(finding.caveats)


def test_the_same_speech_in_the_tables_is_placed_as_the_others_are(library, names):
    """Text and codes are two yardsticks: where the tables hold the speech, the sentence gives its coded tone too."""
    coded = tone.coded(library.statements)
    (row,) = coded[(coded["actor"] == "PRK") & (coded["date_last"] == "2025-09-29")].to_dict(orient="records")
    one = Utterance("Q1", "never", 0, 5, row["speaker"], "Vice Foreign Minister", "PRK", 3, 1.5, DAY)
    (finding,) = findings.placed([one], coded, names=names, cite=library.row)
    assert row["tone"] == finding.numbers["coded_tone"]
    assert f"coded as the others are, it has a tone of {row['tone']:.1f} of 10 and is milder than" in finding.text
    assert finding.text.index(f"{row['tone']:.1f}") < finding.text.index("1.5")


def test_a_quotation_of_a_few_words_is_not_ranked(library, names):
    """Two words cannot be set against whole speeches."""
    coded = tone.coded(library.statements)
    few = [dataclasses.replace(one, text="indiscriminate wars") for one in said(4.0)]
    assert [] == findings.placed(few, coded, names=names, cite=library.row)
    assert [] == findings.against_harshest_years(few, coded, names=names, cite=library.row)


def test_only_terms_that_matter_are_named_and_tones_have_one_decimal(library, names):
    """A plain verb that moves the tone by less than half a point decides nothing."""
    parts = (IntensityPart(0, 4, "violation", "blame", 3.44), IntensityPart(0, 4, "meet", "softener", -0.32))
    many = [dataclasses.replace(said(2.84)[0], parts=parts)]
    (finding,) = findings.placed(many, tone.coded(library.statements), names=names, cite=library.row)
    assert "has a tone of 2.8 of 10" in finding.text
    assert "“violation” (+3.4)." in finding.text
    assert "meet" not in finding.text


def test_a_speaker_without_coded_statements_is_not_placed(library, names):
    """Nothing to compare with: no finding, no empty comparison."""
    coded = tone.coded(library.statements)
    assert [] == findings.placed(said(4.0, actor="ISL"), coded, names=names, cite=library.row)
    assert [] == findings.against_harshest_years(said(4.0, actor="ISL"), coded, names=names, cite=library.row)


def test_harshest_years_are_found_not_given(library):
    """For the first case the harshest two years running are 2016 and 2017, by median tone, then by number."""
    coded = tone.coded(library.statements)
    assert (2016, 2017) == findings.harshest_years(
        coded[(coded["actor"] == "PRK") & (coded["date_last"] < "2025-09-29")]
    )


def test_calendar_says_window_sample_and_chance(library):
    """A count of launches near drills never stands without its window, its sample and what chance would give."""
    design = launches.designs(library.launch_designs, "korea")[0]
    events = launches.events(library.provocations, library.exercises, design, DAY)
    grid = launches.grid(library.exercises, library.provocations, design, DAY, draws=500)
    first, recent, many = launch_findings.calendar(grid, design, events=events, cite=library.row)
    assert "In 2005–2025 there were 154 days with launches and tests; 27 of them fell on days of" in first.text
    assert "where chance would give 16.3 (1.65 times" in first.text
    assert "within 14 days" in first.text
    assert "2022–2025" in recent.text
    assert "was asked 20 times" in many.text


def test_no_events_is_said(library):
    """A day before the first event: one sentence, no numbers."""
    design = launches.designs(library.launch_designs, "korea")[0]
    early = dt.date(1980, 1, 1)
    grid = launches.grid(library.exercises, library.provocations, design, early, draws=10)
    events = launches.events(library.provocations, library.exercises, design, early)
    (finding,) = launch_findings.calendar(grid, design, events=events, cite=library.row)
    assert finding.text.startswith("The tables hold no days with launches and tests")


def test_published_findings_carry_what_was_read_of_them(library):
    """An abstract is not an article: each study's caveat says what was read."""
    told = launch_findings.published(library.published_findings, "korea", cite=library.row)
    studies = [one for one in told if one.id != "launches.published"]
    assert 5 == len(studies)
    assert all("read" in one.caveats[0] for one in studies)


@pytest.fixture(scope="module")
def first_case():
    """The first case, opened as its pages open it."""
    return dossier.from_names({"article": "dprk-at-unga"})


def test_the_articles_words_are_milder_than_those_of_2016_and_2017(first_case):
    """Issue 6, show 4: every quoted statement of the vice minister lies below each coded statement of those years."""
    quoted = [one.tone for one in first_case.said if one.speaker == "Kim Son Gyong"]
    rows = first_case.statements
    coded = rows[(rows["actor"] == "PRK") & rows["date_first"].dt.year.isin([2016, 2017])]["tone"]
    assert 3 <= len(quoted)
    assert max(quoted) < coded.min()


def test_the_table_shows_the_words_that_decide_and_the_reporters_apart(first_case):
    """Each statement has its terms with their weights; the reporter's sentences have a line of their own."""
    shown = brief.statement_table(first_case)
    assert "will never give (+4.2)" in shown
    assert "the reporter" in shown


def test_short_harsh_words_are_not_passed_over(library, names):
    """What is too short to be placed is said with its tone: a mild long passage does not stand for all."""
    words = said(2.0)
    short = dataclasses.replace(words[0], text="draw conclusions", tone=5.8, start=90, end=106)
    (finding,) = findings.placed([*words, short], tone.coded(library.statements), names=names, cite=library.row)
    assert "One more, of fewer than six words, is too short to be placed (tone 5.8)." in finding.text


def test_an_exercise_left_out_of_the_count_is_named():
    """A drill known by its month may have begun later: it is not counted, and the sentence says that there is one."""
    europe = dossier.from_names({"article": "nato-russia-sample"})
    (finding,) = exercise_findings.season(europe.exercises, europe.as_of, cite=europe.cite, about="of the theatre")
    assert 3 == finding.numbers["counted"]
    assert "One more, known by month or year only, is left out." in finding.text


def test_controls_and_other_series_stand_beside_the_grid(first_case):
    """Issue 6: moved exercises as a negative control, and the same question of every declared set of series."""
    (control,) = brief.calendar_controls(first_case)
    assert "on their real dates, 27" in control.text
    told = brief.other_series(first_case).plain
    assert all(design.name in told for design in first_case.designs[1:])
    assert "not for the number of sets" in told


def test_statements_are_told_by_rank_and_by_series(first_case):
    """Issue 6, the series: every coded statement of the actor stands under one rank."""
    told = brief.statement_series(first_case).plain
    assert "Coded statements of North Korea by rank of the speaker" in told
    assert "leader level" in told
    assert "Foal Eagle" in told


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """An article on states of no declared theatre."""
    path = tmp_path_factory.mktemp("articles") / "river.md"
    text = (
        'Brazil and Argentina began a joint river exercise. "It brings our navies together," Brazil\'s minister said.'
    )
    path.write_text(f"---\ntitle: River\npublished: 2025-06-12\n---\n{text}\n", encoding="utf-8")
    return dossier.from_names({"article": str(path)})


def test_without_a_theatre_no_other_theatres_calendar_is_shown(elsewhere):
    """Launches of the peninsula say nothing on a river drill: no design, no event, no study "of this theatre"."""
    assert "" == elsewhere.theatre.code
    assert [] == elsewhere.designs
    assert elsewhere.events.empty
    studies = launch_findings.published(elsewhere.reference.published_findings, "", cite=elsewhere.cite)
    assert all("of this theatre" not in one.text for one in studies)
    (season,) = exercise_findings.season(
        elsewhere.exercises, elsewhere.as_of, cite=elsewhere.cite, about=elsewhere.exercises_about
    )
    assert "of the theatre" not in season.text


def test_a_first_year_is_measured_by_nothing(library):
    """With one exercise and no earlier year the summary says so once, and no measure repeats it."""
    one = of_theatre(library, "korea")
    one = one[one["key"] == "freedom-shield-20250310"]
    (summary,) = exercise_findings.record_check(one, DAY, cite=library.row, about="of the theatre")
    assert "the tables hold no earlier year to compare with" in summary.text
