"""Tone of coded statements, rank of speakers, series, and the placing of the article's own words."""

import datetime as dt
import math
from pathlib import Path

import pandas as pd
import pytest

from chancery import dossier, reference
from chancery.rhetoric import agreement, authority, placement, series, tone
from chancery.text.records import Entity, Intensity, IntensityPart, Quote

AS_OF = dt.date(2025, 9, 29)


@pytest.fixture(scope="module")
def library():
    return reference.load()


def row(**given):
    return {
        "stance": "warn",
        "mentions_nuclear": False,
        "plover": "THREATEN",
        "conditional": False,
        "key_terms": "",
        "terms_verbatim": False,
        **given,
    }


class TestTone:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (row(stance="reassure"), 0.2),
            (row(stance="denounce"), 4.1),
            (row(stance="warn", conditional=True), 6.5),
            (row(stance="threaten", mentions_nuclear=True), 9.5),
            (row(stance="threaten", mentions_nuclear=True, plover="MOBILIZE"), 10.0),
        ],
        ids=["reassurance", "reproach", "conditional warning", "nuclear threat", "nuclear threat with forces moving"],
    )
    def test_tone_is_the_sum_of_its_parts(self, given, expected):
        """Stance, then what is named, moved or conditioned; weights stand in stance_tone.csv."""
        assert expected == tone.total(tone.parts(given))

    def test_every_stance_of_the_table_is_on_the_scale(self, library):
        """No coded statement drops out for want of a weight."""
        assert set() == set(library.statements["stance"]) - set(tone.speech_acts())

    def test_order_of_stances_is_the_order_of_speech_acts(self):
        """Reassure < offer < denounce < reject < suspend talks < warn < threaten."""
        order = ["concede", "reassure", "offer", "denounce", "reject", "suspend talks", "warn", "threaten"]
        weights = [tone.scale()["stance", stance].weight for stance in order]
        assert sorted(weights) == weights

    def test_unknown_stance_has_no_tone(self):
        """Better none than a guess."""
        assert () == tone.parts(row(stance="muses"))

    def test_quoted_terms_add_what_the_reading_rules_give_within_bounds(self):
        """Only terms quoted word for word count, speech acts and nuclear words are not counted twice."""

        def reader(text):
            return [
                IntensityPart(0, 1, "nuclear sword", "weapon", 2.0),
                IntensityPart(0, 1, text, "epithet", 1.0),
                IntensityPart(0, 1, text, "threaten", 5.0),
            ]

        terms = row(key_terms="mad dog|heap of ashes", terms_verbatim=True)
        assert 7 + tone.MOST_FROM_TERMS == tone.total(tone.parts(terms, reader))
        assert 7 == tone.total(tone.parts({**terms, "terms_verbatim": False}, reader))


class TestAuthority:
    @pytest.mark.parametrize(
        ("post", "expected"),
        [
            ("President", 1),
            ("Vice President", 2),
            ("Vice Foreign Minister", 3),
            ("Foreign Ministry spokesperson", 4),
            ("Ambassador to the United Nations", 5),
            ("state news agency", 6),
            ("gardener", None),
            ("", None),
        ],
    )
    def test_post_is_read_by_its_words(self, post, expected):
        """The ladder of authority.csv, spokespersons before ministries."""
        assert expected == authority.level_of(post, {})

    def test_a_post_of_the_table_has_the_level_coded_there(self, library):
        """The compiler's judgement stands above the words."""
        posts = authority.of_posts(library.statements)
        assert 3 == authority.level_of("Presidential spokesman", posts)

    def test_words_agree_with_most_coded_posts(self, library):
        """The ladder by words gives the coded level for two posts of three that it can read; the rest are coded."""
        posts = authority.of_posts(library.statements)
        read = {post: authority.level_of(post, {}) for post in posts}
        known = {post: level for post, level in read.items() if level is not None}
        right = sum(posts[post] == level for post, level in known.items())
        assert right / len(known) >= 2 / 3


class TestSeries:
    def test_no_statement_after_as_of_counts(self, library):
        """A briefing on an old day knows nothing later."""
        years = series.by_year(tone.coded(library.statements), dt.date(2017, 6, 30))
        assert 2017 == years["year"].max()

    def test_years_add_up_to_the_statements_known(self, library):
        """Every statement falls in one year and one rank."""
        coded = tone.coded(library.statements)
        known = len(series.known_by(coded, AS_OF))
        assert known == series.by_year(coded, AS_OF)["statements"].sum()
        assert known == series.by_rank(coded, AS_OF)["statements"].sum()

    def test_a_statement_on_two_series_counts_in_both(self, library):
        """Sums over exercises may pass the number of statements."""
        coded = tone.coded(library.statements)
        two = coded[coded["key"] == "PRK-2015-03-02-002"]
        assert ["Foal Eagle", "Key Resolve"] == series.by_exercise(two, library.exercises, AS_OF)["series"].tolist()

    def test_an_actor_without_statements_gives_an_empty_table(self, library):
        """No rows, no error."""
        assert series.by_rank(tone.coded(library.statements), AS_OF, "ISL").empty


class TestPlacement:
    def test_place_counts_milder_level_and_harsher(self):
        """Milder than means that many coded statements are harsher."""
        where = placement.place(4.0, pd.Series([1.0, 4.0, 6.0, 8.0]))
        assert (2, 1, 1, 4) == (where.milder_than, where.level_with, where.harsher_than, where.of)

    @pytest.mark.parametrize(
        ("where", "level", "expected"),
        [
            (placement.Placement(41, 2, 18), 3, "milder than 41 of 61 coded statements; ministerial level"),
            (placement.Placement(2, 0, 9), 1, "harsher than 9 of 11 coded statements; leader level"),
            (placement.Placement(1, 0, 0), 4, "milder than 1 of 1 coded statement; spokesperson level"),
            (placement.Placement(0, 0, 0), None, "no coded statement to compare with; speaker's level not known"),
        ],
        ids=["milder than most", "harsher than most", "one statement", "nothing to compare"],
    )
    def test_words_say_where_it_falls_and_who_speaks(self, where, level, expected):
        """A sentence a reader can check by counting."""
        assert expected == placement.words(where, level)

    def test_the_articles_own_speech_is_not_compared_with_itself(self, library):
        """The coded row of the article's day is the same speech."""
        others = placement.compared(tone.coded(library.statements), "PRK", AS_OF)
        assert others["date_last"].max() < pd.Timestamp(AS_OF)

    def test_utterances_need_a_speaker_and_a_tone(self):
        """A quote without either is left to the text."""
        body = 'The minister said, "We will not yield." Others agreed.'
        start = body.index("We will")
        quotes = [
            Quote("Q1", "direct", [(start, start + 17)], None, None, "E1", None, "neutral", "r", 1.0),
            Quote("Q2", "direct", [(start, start + 17)], None, None, None, None, "neutral", "r", 1.0),
        ]
        entities = [Entity("E1", "person", "A. Minister", "PRK", "Vice Foreign Minister")]
        scored = [Intensity(q, start, start + 17, 3.5, "reject", []) for q in ("Q1", "Q2", None)]
        said = placement.utterances(body, quotes, entities, scored, day=AS_OF, posts={})
        assert [("Q1", "We will not yield", 3)] == [(u.quote, u.text, u.authority) for u in said]
        assert all(u.text.find(part.term) == part.start - u.start for u in said for part in u.parts)

    def test_a_threat_on_a_condition_is_marked(self):
        """An utterance knows its strongest act, and whether a threat hangs on a condition."""
        body = 'The minister said, "If they fire, we will sink the ship." He left.'
        span = (body.index("If"), body.index('." He'))
        quotes = [Quote("Q1", "direct", [span], None, None, "E1", None, "neutral", "r", 1.0)]
        entities = [Entity("E1", "person", "A. Minister", "PRK", "Foreign Minister")]
        scored = [Intensity("Q1", *span, 7.0, "threaten", [])]
        (one,) = placement.utterances(body, quotes, entities, scored, day=AS_OF, posts={})
        assert ("threaten", True) == (one.act, one.conditional)

    def test_the_reporters_words_in_a_mixed_quotation_do_not_count(self):
        """Only what stands between quotation marks is the speaker's; indirect speech is the reporter's."""
        body = 'He blamed "tariff wars" in a brutal and belligerent speech and denied the lie.'
        end = len(body) - 1
        quotes = [
            Quote("Q1", "mixed", [(3, end)], None, None, "E1", None, "neutral", "r", 1.0),
            Quote("Q2", "indirect", [(3, end)], None, None, "E1", None, "neutral", "r", 1.0),
            Quote("Q3", "fragment", [(11, 22)], None, None, "E1", None, "neutral", "r", 1.0),
        ]
        scored = [Intensity(q, 3, end, 9.0, "warn", []) for q in ("Q1", "Q2", "Q3")]
        said = placement.utterances(body, quotes, [Entity("E1", "person", "He")], scored, day=AS_OF, posts={})
        assert [("Q1", "tariff wars")] == [(u.quote, u.text) for u in said]
        assert "belligerent" not in {part.term for part in said[0].parts}

    def test_a_statement_is_the_speakers_own_words_and_no_name(self):
        """A code-name in quotation marks is not said, and words of another's quotation are that other's."""
        body = 'China began "Strait Thunder-2025A", and Taipei denounced the "irrational provocations" of the fleet.'
        end, words = len(body) - 1, body.index("irrational")
        quotes = [
            Quote("Q1", "mixed", [(0, end)], None, None, "E1", None, "neutral", "r", 1.0),
            Quote("Q2", "fragment", [(words, words + 23)], None, None, "E2", None, "neutral", "r", 1.0),
            Quote("Q3", "fragment", [(13, 33)], None, None, "E1", None, "neutral", "r", 1.0),
        ]
        people = [Entity("E1", "state", "China", "CHN"), Entity("E2", "state", "Taiwan", "TWN")]
        scored = [Intensity(q.id, *q.spans[0], 5.0, "denounce", []) for q in quotes]
        said = placement.utterances(body, quotes, people, scored, day=AS_OF, posts={})
        assert [("Q2", "Taiwan", "irrational provocations")] == [(one.quote, one.speaker, one.text) for one in said]


class TestAgreement:
    def test_alpha_is_that_of_the_published_example(self):
        """Krippendorff's own example (four coders, twelve units, gaps): ordinal alpha .815."""
        gap = None
        coders = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
            [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
        ]
        units = [[code for code in unit if code is not None] for unit in zip(*coders, strict=True)]
        assert 0.815 == round(agreement.alpha(units), 3)

    def test_nothing_to_compare_has_no_alpha(self):
        """One code a passage is no agreement."""
        assert math.isnan(agreement.alpha([[1], [2]]))


class TestValidation:
    def test_every_passage_is_coded_twice_on_the_scale(self):
        """At least 150 passages, each coded by two coders, each code a whole number from 0 to 10."""
        folder = Path(__file__).parent.parent / "data" / "validation"
        passages = pd.read_csv(folder / "passages.csv")
        codes = pd.read_csv(folder / "codes.csv")
        assert len(passages) >= 150
        assert passages["text"].is_unique
        assert set(passages["passage_id"]) == set(codes["passage_id"])
        assert {2} == set(codes.groupby("passage_id")["coder"].nunique())
        assert not codes.duplicated(["passage_id", "coder"]).any()
        assert codes["code"].between(0, 10).all()


def test_an_office_speaks_for_whom_the_text_says():
    """He of "a spokesperson for the Chinese military" is China's, though the office itself names no state."""
    case = dossier.from_names({"article": "taiwan-strait-sample"})
    spoken = {one.speaker: one.actor for one in case.said}
    assert "CHN" == spoken["the spokesperson"]
    assert "" == spoken["the analyst"]
