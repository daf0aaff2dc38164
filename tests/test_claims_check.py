"""Claims held against the record: the supplied article, other theatres, and what a contradiction needs."""

import datetime as dt
import doctest
import re
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from chancery import article, claims, reference, text
from chancery.article import Article
from chancery.claims import persons, registry
from chancery.errors import ReferenceDataError
from chancery.text import claim_slots, claim_words
from chancery.text.records import Claim
from claim_articles import checked, contradicts, outcomes, written
from claim_cases import ALTERED, ARTICLES, CASES, MORE, TRAPS

ADMITTED = (["high", "medium", "low"], ["page_seen", "dataset", "repost_seen"])


@pytest.fixture(scope="module")
def record():
    library = reference.load()
    return claims.Record(library.admitting(*ADMITTED), library)


@pytest.fixture(scope="module")
def supplied(record):
    return claims.checked(text.read(article.load("dprk-at-unga")), record)


def paragraph(body: str, published: dt.date) -> Article:
    return Article(
        name="paragraph",
        path="paragraph.md",
        title="",
        body=body,
        published=published,
        published_basis="given",
        published_note="",
        source="",
        url="",
        sha256="",
    )


def ruling(body: str, published: dt.date, record: claims.Record) -> str:
    """The strongest thing said of a paragraph: a contradiction before all else; titles beside names are left out."""
    found = claims.checked(text.read(paragraph(body, published)), record)
    rulings = {each.ruling for each in found if each.claim.rule != "office" or each.ruling == "contradicted"}
    order = ("contradicted", "supported", "partly", "not checkable")
    return next((each for each in order if each in rulings), "no claim found")


def saying(verdicts, words: str):
    found = [verdict for verdict in verdicts if words in verdict.words]
    assert found, f"no claim on {words!r} among {[verdict.words for verdict in verdicts]}"
    return found[0]


class TestTheSuppliedArticle:
    def test_first_since_2018_holds_by_the_speakers_between(self, supplied):
        """The rows of 2019 to 2024 show ambassadors, so the visit is the first of an envoy since 2018."""
        verdict = saying(supplied, "since 2018")
        assert ("supported", [f"PRK|{year}" for year in range(2018, 2026)]) == (
            verdict.ruling,
            [row.key for row in verdict.rows],
        )

    def test_over_six_years_holds(self, supplied):
        """June 2019 to September 2025, by the ties."""
        verdict = saying(supplied, "in over six years")
        assert ("supported", ["tie-021", "tie-092"]) == (verdict.ruling, [row.key for row in verdict.rows])
        assert "20 June 2019 to 4 September 2025" in verdict.reason

    def test_three_meetings_hold_and_predecessors_do_not(self, supplied):
        """The same two men led in 2018 and 2019 and on the publication date."""
        verdict = saying(supplied, "three times")
        assert {"number": "supported", "predecessors": "contradicted"} == {
            part.aspect: part.ruling for part in verdict.parts
        }
        assert "partly" == verdict.ruling
        assert ["Kim Jong Un", "Donald Trump", "Donald Trump"] == [holder.person for holder in verdict.holders]

    def test_resolutions_are_listed(self, supplied):
        """The word multiple is answered with the list."""
        verdict = saying(supplied, "Multiple UN Security Council resolutions")
        assert "supported" == verdict.ruling
        assert {"S/RES/1718", "S/RES/2397"} <= {row.key for row in verdict.rows}

    def test_the_summit_next_month_stands_in_the_calendar(self, supplied):
        """Read on 29 September 2025, next month is October."""
        verdict = saying(supplied, "APEC")
        assert ("supported", ["apec-2025"]) == (verdict.ruling, [row.key for row in verdict.rows])

    def test_records_are_answered_dimension_by_dimension(self, supplied):
        """Each dimension has its own answer, and what is not known is said."""
        verdict = saying(supplied, "all previous records")
        assert ["scale", "nature", "frequency", "scope"] == [part.aspect for part in verdict.parts]
        assert "not known" in verdict.parts[0].reason
        assert "contradicted" not in {part.ruling for part in verdict.parts}

    def test_the_constitution_is_shown_by_milestones(self, supplied):
        """Both amendments are rows."""
        verdict = saying(supplied, "constitution")
        assert "supported" == verdict.ruling
        assert "PRK-2023-09-27-constitution" in {row.key for row in verdict.rows}

    def test_every_verdict_says_what_would_change_it_or_why_it_cannot_be_told(self, supplied):
        """A verdict without either could not be challenged."""
        assert [] == [v.words for v in supplied if not v.would_change and not v.why]


class TestTheSamples:
    @pytest.mark.parametrize(
        ("name", "wrong"),
        [
            ("taiwan-strait-sample", "more aircraft had flown than in any earlier drill"),
            ("nato-russia-sample", "These maneuvers were the largest in the history of Zapad"),
        ],
    )
    def test_the_one_claim_that_is_wrong_on_purpose_is_contradicted_and_no_other(self, name, wrong, record):
        """The front matter of a sample says that there is one."""
        found = claims.checked(text.read(article.load(name)), record)
        assert [True] == [wrong in each.words for each in found if contradicts(each)]


class TestOtherArticles:
    @pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.theatre}: {case.name}")
    def test_no_true_claim_is_contradicted(self, case, record):
        """A wrong contradiction is the worst thing the suite can print."""
        assert "contradicted" != ruling(case.true, case.published, record)

    @pytest.mark.parametrize(
        "case", [case for case in CASES if case.altered], ids=lambda case: f"{case.theatre}: {case.name}"
    )
    def test_no_altered_claim_is_supported(self, case, record):
        """What was altered does not hold."""
        assert "supported" != ruling(case.altered, case.published, record)

    def test_most_claims_get_their_right_verdict(self, record):
        """At least 70 in 100 of the true are supported, and 70 in 100 of the altered contradicted."""
        true = [ruling(case.true, case.published, record) for case in CASES]
        altered = [ruling(case.altered, case.published, record) for case in CASES if case.altered]
        assert 0.7 <= true.count("supported") / len(true)
        assert 0.7 <= altered.count("contradicted") / len(altered)

    @pytest.mark.parametrize(("published", "body"), ARTICLES, ids=["zapad", "ukraine", "taiwan", "pyongyang"])
    def test_nothing_in_a_true_article_is_contradicted(self, published, body, record):
        """Sentences stand together here, with clauses and dates that belong to others."""
        verdicts = claims.checked(text.read(paragraph(body, published)), record)
        assert [] == [(v.words, v.reason) for v in verdicts if any(p.ruling == "contradicted" for p in v.parts)]
        assert 7 <= len([v for v in verdicts if v.ruling == "supported"])

    @pytest.mark.parametrize(("published", "true", "altered"), MORE, ids=[true[:50] for _, true, _ in MORE])
    def test_a_third_set_has_no_wrong_verdict(self, published, true, altered, record):
        """What is true is not contradicted; what was altered is not supported."""
        assert "contradicted" != ruling(true, published, record)
        assert not altered or "supported" != ruling(altered, published, record)

    def test_most_altered_sentences_are_contradicted(self, record):
        """At least 70 in 100 of two sets written after the rules of the first."""
        more = [(published, altered) for published, _, altered in MORE if altered]
        found = [ruling(body, published, record) for published, body in [*ALTERED, *more]]
        assert 0.7 <= found.count("contradicted") / len(found)


TRUE_CLAIMS = (Path(__file__).parent / "true_claims.txt").read_text(encoding="utf-8").splitlines()


class TestPrecision:
    """What must hold before a contradiction is printed."""

    ON = dt.date(2025, 1, 10)

    @pytest.mark.parametrize("line", TRUE_CLAIMS, ids=[line[:60] for line in TRUE_CLAIMS])
    def test_no_true_claim_in_tricky_words_is_contradicted(self, line, record):
        """Hedges, remarks with dates of their own, stretches of time, terms of office, clocks, leaders of one name."""
        published, body = line.split(" ", maxsplit=1)
        found = checked(body, dt.date.fromisoformat(published), record).verdicts
        assert [] == [(each.words, each.reason) for each in found if contradicts(each)]

    def test_the_first_since_a_drill_of_another_name_asks_for_all_drills(self, record):
        """The drill named after "since" says when, and it is no claim on the series of the new one."""
        body = "Joint Sword-2024B was the first Joint Sword exercise since Joint Sword (Apr 2023)."
        assert "contradicted" == ruling(body, dt.date(2024, 10, 20), record)
        other = "China's Strait Thunder-2025A drills were the first since Joint Sword-2024B in October."
        found = checked(other, dt.date(2025, 4, 3), record).verdicts
        assert [("not checkable", "Between 14 October 2024 and 1 April 2025")] == [
            (each.ruling, each.reason[:40]) for each in found if each.claim.kind == "first"
        ]

    def test_the_calendar_is_not_asked_about_exercises(self, record):
        """It holds meetings."""
        body = "Taiwan is scheduled to hold the Han Kuang exercise next July."
        found = checked(body, dt.date(2025, 4, 3), record).verdicts
        assert ["The calendar holds meetings; exercises that are still to come stand in no table."] == [
            each.reason for each in found if each.claim.kind == "schedule"
        ]

    @pytest.mark.parametrize(
        ("published", "body", "expected"),
        [
            ("2018-06-20", "It was the third summit between Kim and Xi in less than three months.", "supported"),
            ("2018-06-20", "It was the fifth summit between Kim and Xi in less than three months.", "contradicted"),
            ("2018-09-21", "Moon and Kim held their third summit of the year this week.", "supported"),
            ("2025-11-03", "Xi and Lee met in Gyeongju on Nov. 1.", "supported"),
            ("2025-10-01", "Trump met Lee in Washington on Aug. 5.", "contradicted"),
            (
                "2025-09-06",
                "China and North Korea drew closer. It was the first summit between the two countries since 2017.",
                "contradicted",
            ),
            (
                "2017-11-30",
                "North Korea fired its third intercontinental missile of the year on Wednesday.",
                "supported",
            ),
        ],
    )
    def test_those_who_met_are_known_by_what_news_calls_them(self, published, body, expected, record):
        """A surname that one leader of the day has, "the two countries", "of the year"."""
        assert expected == ruling(body, dt.date.fromisoformat(published), record)

    @pytest.mark.parametrize(
        ("published", "body", "expected"),
        [
            ("2025-04-03", "China ended its drills, and more aircraft had flown than in any earlier drill.",
             ("contradicted", {"found": 76, "most_before": 153})),
            ("2025-04-03", "China ended its drills round Taiwan. It was the largest number of aircraft ever.",
             ("contradicted", {"found": 76, "most_before": 153})),
            ("2024-10-15", "China sent the highest number of warplanes ever around Taiwan.",
             ("partly", {"found": 153, "most_before": 71})),
            ("2025-04-03", "China ended its drills round Taiwan, and more ships had sailed than in any earlier drill.",
             ("not checkable", {})),
        ],
        ids=["a drill", "a day", "the highest so far", "no number of ships"],
    )  # fmt: skip
    def test_more_than_ever_is_held_against_what_was_seen(self, published, body, expected, record):
        """By the aircraft that rows count as seen, not by those that crossed a line; a gap bears nothing out wholly."""
        found = checked(body, dt.date.fromisoformat(published), record).verdicts
        told = [(each.ruling, each.parts[0].numbers) for each in found if each.claim.rule == "most-seen"]
        assert [expected] == told

    @pytest.mark.parametrize(
        ("published", "true", "altered"),
        [
            ("2024-05-01", "On March 28 Russia cast its veto against a draft that won 13 votes.",
             "On March 28 Russia cast its veto against a draft that won nine votes."),
            ("2024-05-01", "Russia vetoed the draft on March 28; China abstained.",
             "Russia vetoed the draft on March 28; China also voted no."),
            ("2025-08-18", "Leaders descend on Gyeongju for the APEC summit on Oct. 31.",
             "Leaders descend on Busan for the APEC summit on Oct. 31."),
            ("2025-03-07", "Sweden became the 32nd country to belong to NATO.",
             "Sweden became the 30th country to belong to NATO."),
            ("2025-04-02", "China held two rounds of Joint Sword in 2024.",
             "China held four rounds of Joint Sword in 2024."),
            ("2025-10-07", "The treaty of Russia and Iran contains no pledge of mutual defence.",
             "The treaty of Russia and Iran commits each to defend the other."),
            ("2025-09-05", "Kim Jong Un sat down. The meeting, on Thursday, was his first with Xi in six years.",
             "Kim Jong Un sat down. The meeting, on Thursday, was his first with Xi in four years."),
            ("2025-09-05", "Kim Jong Un met Xi Jinping. Their meeting was the first between the two men in six years.",
             "Kim Jong Un met Xi Jinping. Their meeting was the first between the two men in four years."),
            ("2025-09-20", "A three-way exercise called Freedom Edge made its debut in June 2024.",
             "A three-way exercise called Freedom Edge made its debut in February 2024."),
        ],
        ids=[
            *("votes", "an abstention", "a city", "a rank", "rounds", "a duty denied", "his first with"),
            *("the first between", "a debut"),
        ],
    )  # fmt: skip
    def test_free_prose_is_read_by_rule(self, published, true, altered, record):
        """What a fourth and a fifth batch of articles taught, in sentences of our own."""
        on = dt.date.fromisoformat(published)
        assert "contradicted" != ruling(true, on, record)
        assert "contradicted" == ruling(altered, on, record)

    def test_a_third_largest_is_no_record(self, record):
        """And a shortest is not borne out by the longest."""
        body = "Steadfast Defender was NATO's third-largest exercise since the Cold War."
        found = checked(body, dt.date(2025, 3, 7), record).verdicts
        assert [] == [each.words for each in found if each.claim.kind == "record"]
        body = "Han Kuang, at 10 days the shortest edition in years, ended on Friday."
        assert "supported" != ruling(body, dt.date(2025, 7, 19), record)

    def test_a_surname_means_who_leads_and_no_premier_below(self, record):
        """Two premiers were called Kim in 2025, one leader; one who left office years before is not meant."""
        names = persons.by_surname(record, dt.date(2025, 10, 1))
        assert [("PRK", "Kim Jong Un"), ("CHN", "Xi Jinping"), None] == [
            names["Kim"], names["Xi"], names.get("Moon")
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("words", "years"),
        [("half a decade", 5), ("two and a half years", 2.5), ("a quarter of a century", 25), ("a decade", 10)],
        ids=str,
    )
    def test_lengths_of_time_in_words(self, words, years):
        """Parts of a decade or a century are told in years."""
        match = re.fullmatch(claim_words.INTERVAL, words)
        length = claim_slots.duration_slots(match)
        assert years == length["number"] * {"years": 1, "decades": 10}[length["unit"]]

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("It was North Korea's second nuclear test in twelve months.", "supported"),
            ("It was North Korea's fourth nuclear test in twelve months.", "contradicted"),
            ("North Korea has conducted three nuclear tests in under two years.", "supported"),
        ],
    )
    def test_a_place_in_order_within_a_stretch_of_time_is_counted_there(self, body, expected, record):
        """The sixth of all was the second since the September before."""
        assert expected == ruling(body, dt.date(2017, 9, 5), record)

    def test_an_absence_counts_only_where_the_table_is_declared_complete(self, record):
        """Meetings of these two are known to be missing from the table."""
        assert "not checkable" == ruling(
            "Biden and Chinese leader Xi Jinping met five times from 2021 to 2024.", self.ON, record
        )

    def test_words_the_table_cannot_tell_apart_take_a_contradiction_back(self, record):
        """The table does not know which nuclear tests were of a hydrogen bomb."""
        assert "contradicted" != ruling("North Korea has conducted two hydrogen bomb nuclear tests.", self.ON, record)

    def test_rows_not_admitted_are_said_to_be_missing(self):
        """A briefing that admits few sources cannot tell, and says why."""
        library = reference.load()
        few = claims.Record(library.admitting(["high"], ["repost_seen"]), library)
        verdicts = claims.checked(text.read(paragraph("North Korea has conducted six nuclear tests.", self.ON)), few)
        assert [("not checkable", "rows not admitted")] == [(v.ruling, v.why) for v in verdicts]

    def test_nothing_after_publication_is_known(self, record):
        """Read before the third, the second Freedom Edge was the last."""
        body = "The United States, Japan and South Korea have held the Freedom Edge exercise twice."
        assert "supported" == ruling(body, self.ON, record)

    @pytest.mark.parametrize(
        "body",
        [
            "Xi Jinping and Barack Obama sealed their climate agreement on Nov. 12, 2014.",
            "Russia has used its war in Ukraine as a threat to NATO members on its borders.",
            "Poland, which joined NATO in 1999, closed its crossings with Belarus.",
            "The Security Council on Friday condemned North Korea's latest nuclear test.",
            "North Korea fired 18 missiles on 30 May 2024.",
            "North Korea has carried out six nuclear tests, the last in September 2017.",
            "The drills, last held in September 2021, ended on Tuesday in Belarus.",
        ],
        ids=[
            "another agreement",
            "members of something else",
            "whose membership",
            "a latest without a date",
            "missiles, not launches",
            "a remark with a date",
            "last held before this one",
        ],
    )
    def test_what_a_hasty_check_would_contradict_is_not_contradicted(self, body, record):
        """Sentences like those of real articles that an earlier form of the check got wrong."""
        assert "contradicted" != ruling(body, self.ON, record)

    def test_a_claim_without_slots_is_not_checkable(self, record):
        """A kind alone asks nothing."""
        reading = text.read(paragraph("Nothing was said.", self.ON))
        empty = Claim("C1", 0, 7, "count", None, "neutral", {}, "none", 1.0)
        verdict = claims.checked(reading, record, [empty])[0]
        assert ("not checkable", "slot unresolved") == (verdict.ruling, verdict.why)


class TestDeclaring:
    def test_an_analyst_adds_a_query_in_a_few_lines(self, record):
        """The latest query declared for a kind is asked first; taken away, the others answer again."""
        before = list(claims.QUERIES)

        @claims.answers("count", events=("nuclear test",))
        def always(question, record):
            """Was it always so?"""
            return (claims.Part("always", "supported", "It was always so."),)

        try:
            reading = text.read(paragraph("North Korea has conducted nine nuclear tests.", dt.date(2025, 1, 1)))
            assert ["It was always so."] == [verdict.reason for verdict in claims.checked(reading, record)]
        finally:
            claims.QUERIES[:] = before

    def test_declared_completeness_names_subjects_and_series_that_exist(self, record):
        """A declaration for something no query asks about would never be read."""
        series = set(record.everything.exercises["series"])
        known = {*claims.subjects.DECLARED, *series, ""}
        assert [] == [row["what"] for row in record.rows("completeness") if row["what"] not in known]

    def test_declared_completeness_names_tables_that_exist(self, record):
        """And the tables it speaks of are those of the library."""
        assert set() == {row["table"] for row in record.rows("completeness")} - set(record.everything.tables)

    def test_the_documented_example_runs(self):
        """docs/claims.md adds a subject and a query as it says."""
        queries, declared = list(claims.QUERIES), dict(claims.subjects.DECLARED)
        try:
            page = Path(__file__).parent.parent / "docs" / "claims.md"
            assert 0 == doctest.testfile(str(page), module_relative=False).failed
        finally:
            claims.QUERIES[:] = queries
            claims.subjects.DECLARED.clear()
            claims.subjects.DECLARED.update(declared)


class TestWholeArticles:
    """Articles of several theatres with one thing altered at a time; benchmarks/claims.py measures them all."""

    @pytest.mark.parametrize("article", written(), ids=lambda each: each.name)
    def test_nothing_true_is_contradicted(self, article, record):
        """Neither where it can be told nor where it cannot."""
        found = checked(article.body, article.published, record).verdicts
        assert [] == [(each.words, each.reason) for each in found if contradicts(each)]

    @pytest.mark.parametrize("body", TRAPS, ids=[body[:40] for body in TRAPS])
    def test_no_trap_is_fallen_into(self, body, record):
        """What sounds like a claim of the tables and is another thing."""
        found = checked(body, dt.date(2025, 9, 20), record).verdicts
        assert [] == [(each.words, each.reason) for each in found if contradicts(each)]

    @pytest.mark.parametrize("name", ["b-hague-summit", "b-bomber-row", "b-caspian-ledger"])
    def test_most_altered_claims_are_contradicted(self, name, record):
        """At least 70 in 100 of those the tables can tell."""
        (article,) = [each for each in written() if each.name == name]
        told = [each for each in outcomes(article, record) if each.slot.told]
        assert 0.7 <= sum(each.caught for each in told) / len(told)


class TestDeclaredElsewhere:
    """Kinds and queries from an analyst's own package."""

    @pytest.fixture(autouse=True)
    def fresh(self):
        registry.declared_elsewhere.cache_clear()
        yield
        registry.declared_elsewhere.cache_clear()

    def test_a_module_of_another_package_is_imported_once(self, monkeypatch, tmp_path):
        """It declares a query by being imported; the package itself is not edited."""
        (tmp_path / "desk_claims.py").write_text(
            "from chancery.claims import answers\n"
            "@answers('count', events=('desk event',))\n"
            "def desk_count(question, record):\n"
            "    'How many at this desk?'\n"
            "    return ()\n"
        )
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setattr(registry, "QUERIES", list(registry.QUERIES))
        point = EntryPoint("desk", "desk_claims", registry.GROUP)
        monkeypatch.setattr(registry, "entry_points", lambda **_: [point])
        assert ("desk",) == registry.declared_elsewhere()
        assert "How many at this desk?" in [each.asks for each in registry.QUERIES]

    def test_a_module_that_cannot_be_imported_stops_the_check(self, monkeypatch):
        """One clear error names it."""
        point = EntryPoint("gone", "no_such_module", registry.GROUP)
        monkeypatch.setattr(registry, "entry_points", lambda **_: [point])
        with pytest.raises(ReferenceDataError, match="gone"):
            registry.declared_elsewhere()


class TestThoseItIsAimedAt:
    """A state may be named as the one an act or exercise is aimed at, and is then never said to have no rows."""

    BEFORE = "The Estonian government said Russian fighters crossed its airspace on September 19. "

    @pytest.mark.parametrize(
        ("published", "body", "words", "rows"),
        [
            (
                dt.date(2025, 9, 24),
                BEFORE + "It was the fourth violation that Estonia has counted this year.",
                "fourth",
                ["RUS-2025-05-13-1", "RUS-2025-06-22-1", "RUS-2025-09-07-1", "RUS-2025-09-19-1"],
            ),
            (
                dt.date(2025, 9, 24),
                "The three MiG-31 aircraft entered Estonian airspace near Vaindloo Island, the government said.",
                "three MiG-31",
                ["RUS-2025-09-19-1"],
            ),
        ],
        ids=["violations of a target", "aircraft over a target"],
    )
    def test_rows_of_a_target_are_found(self, published, body, words, rows, record):
        """Estonia acts in none of these rows; it is the target of all."""
        verdict = saying(claims.checked(text.read(paragraph(body, published)), record), words)
        assert ("supported", rows) == (verdict.ruling, [row.key for row in verdict.rows])

    def test_another_place_in_the_order_is_not_borne_out(self, record):
        """Four rows of the year are not seven."""
        body = self.BEFORE + "It was the seventh violation that Estonia has counted this year."
        assert "supported" != ruling(body, dt.date(2025, 9, 24), record)

    def test_exercises_around_a_state_are_found(self, record):
        """With the one not admitted, that of April 2025 is the seventh; without it the sixth."""
        body = "China ended two days of drills around Taiwan on Wednesday, the seventh exercise since August 2022."
        verdict = saying(claims.checked(text.read(paragraph(body, dt.date(2025, 4, 3))), record), "seventh")
        assert "number 6, or number 7" in verdict.reason

    @pytest.mark.parametrize(
        ("number", "expected"), [("19", "supported"), ("40", "not checkable")], ids=["as the row", "more than the row"]
    )
    def test_drones_are_counted_in_the_row_not_as_rows(self, number, expected, record):
        """The row of 10 September 2025 gives the lowest official count."""
        body = f"At least {number} drones crossed into Poland during a Russian attack on Ukraine."
        verdict = saying(claims.checked(text.read(paragraph(body, dt.date(2025, 9, 24))), record), "drones")
        assert expected == verdict.ruling
