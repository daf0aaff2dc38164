"""Intensity: additive, bounded, auditable, and in the order a reader would give."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.text import intensity, intensity_frames, intensity_terms, word_lists
from chancery.text.records import Quote
from chancery.text.tokens import Document

ORDERED = [
    "We thank our partners and welcome the offer of talks.",
    "The two sides met on Tuesday.",
    "We are concerned about the exercise.",
    "We strongly condemn the reckless provocation.",
    "We warn that the provocation will bring grave consequences.",
    "We will mercilessly annihilate the warmongers with nuclear weapons if they dare to attack.",
]
LADDER = [
    ("express concern", "We express concern over the drill."),
    ("condemn", "We condemn the drill."),
    ("warn", "We warn against the drill."),
    ("threaten", "We will strike back and crush the aggressors."),
]


def test_passages_rise_in_the_order_a_reader_would_give() -> None:
    """Thanks, plain fact, concern, blame, warning, threat of annihilation."""
    raw = [intensity.scored(text).raw for text in ORDERED]
    assert sorted(raw) == raw


def test_speech_acts_rise() -> None:
    """Concern, blame, warning and threat are steps upwards."""
    scores = [intensity.scored(text).score for _, text in LADDER]
    assert sorted(scores) == scores
    assert len(scores) == len(set(scores))


def test_friendly_words_lie_below_zero_but_the_score_stops_there() -> None:
    """`raw` is signed so that cooperation ranks below neutral speech; the scale itself begins at 0."""
    made = intensity.scored("We welcome the agreement and hope for peace and cooperation.")
    assert made.raw < 0
    assert made.score == 0


def test_parts_add_up_to_the_score() -> None:
    """Nothing counts that is not shown."""
    made = intensity.scored("We will never tolerate the reckless war games of the puppets.")
    assert made.score == pytest.approx(sum(part.weight for part in made.parts), abs=0.02)


def test_every_part_names_words_of_the_text() -> None:
    """A part's offsets give its term."""
    text = "Our nuclear weapons will annihilate the enemy’s bases."
    for part in intensity.scored(text).parts:
        assert part.term == text[part.start : part.end].lower()


@pytest.mark.parametrize(
    ("plain", "denied"),
    [
        ("We will attack the base.", "We will not attack the base."),
        ("They threaten us with bombs.", "They never bomb us."),
        ("The ban was imposed.", "The ban was lifted: they lifted the ban."),
    ],
    ids=["not attack", "never bomb", "ban lifted"],
)
def test_denied_or_ended_terms_do_not_count(plain: str, denied: str) -> None:
    """What is denied is not hostile."""
    assert intensity.scored(denied).raw < intensity.scored(plain).raw


def test_condition_with_a_threat_is_an_ultimatum() -> None:
    """Harm unless a demand is met."""
    expected = "ultimatum"
    assert expected == intensity.scored("Unless they withdraw, we will strike and destroy their bases.").speech_act


def test_repetition_counts_less_each_time() -> None:
    """Length alone does not make hostility."""
    once = intensity.scored("They are reckless.").raw
    assert intensity.scored("They are reckless, foolish and absurd.").raw < 2 * once


def test_speakers_words_and_reporters_words_are_scored_apart() -> None:
    """A quotation's record holds only its own words."""
    text = "The reckless minister said, “We hope for peace.”"
    start = text.index("We hope")
    quote = Quote("Q1", "direct", [(start, start + 18)], None, None, None, None, "neutral", "test", 1.0)
    made = {record.quote: record for record in intensity.found(Document.of_text(text), [quote])}
    assert made["Q1"].raw < 0 < made[None].raw


def test_lexicon_has_a_category_a_weight_and_a_reason_for_every_term() -> None:
    """An analyst can see why a term counts."""
    rows = word_lists.rows("intensity")
    assert len(rows) > 3000
    for row in rows:
        assert all(row[column] for column in ("term", "category", "reason"))
        assert -4 <= float(row["weight"]) <= 10


def test_terms_of_the_lexicon_are_not_repeated() -> None:
    """One weight for one term."""
    terms = [row["term"] for row in word_lists.rows("intensity")]
    assert len(terms) == len(set(terms))


def frames_in(text: str) -> set[str]:
    """The names of the frames found in a text."""
    return {hit.frame.name for hit in intensity_frames.frames().found(Document.of_text(text))}


@pytest.mark.parametrize("row", word_lists.rows("intensity_frames"), ids=lambda row: str(row["name"]))
def test_every_frame_takes_its_example_and_leaves_its_counterexample(row: dict[str, str]) -> None:
    """A frame has a reason, a sentence that it takes and a near one that it leaves."""
    assert row["name"] in frames_in(row["example"])
    assert row["name"] not in frames_in(row["counter"])
    assert row["reason"]


FRAME_WORDS = sorted(intensity_frames.frames().letters)
EXAMPLES = [row[column] for row in word_lists.rows("intensity_frames") for column in ("example", "counter")]
pieces = st.lists(st.sampled_from(FRAME_WORDS), max_size=12).map(" ".join) | st.sampled_from(EXAMPLES)


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces, max_size=6).map(". ".join))
def test_a_clause_is_passed_over_only_where_no_frame_fits(text: str) -> None:
    """Every frame tried in every clause finds what the frames find that are tried where their words stand."""
    gated = intensity_frames.frames()
    ungated = replace(gated, always=tuple(range(len(gated.frames))))
    document = Document.of_text(text)
    assert ungated.found(document) == gated.found(document)


LEXICON = """term,category,weight,reason
zor,epithet,1,test
zor*,epithet,2,test
zor bal,epithet,3,test
zor bal kim*,epithet,4,test
zor bal kimono,epithet,5,test
bal*,epithet,6,test
"""


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("zor", [1]),
        ("zorro", [2]),
        ("zor bal", [3]),
        ("zor ballad", [1, 6]),
        ("zor bal kimchi", [4]),
        ("zor bal kimono", [5]),
        ("zor bal zor", [3, 1]),
    ],
)
def test_of_terms_that_begin_alike_the_longest_counts(
    text: str, weights: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer before shorter, a whole word before an open ending; where a longer one breaks off, the shorter stands."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "intensity.csv").write_text(LEXICON)
    monkeypatch.setenv("CHANCERY_DATA", str(tmp_path))
    assert weights == [hit.term.weight for hit in intensity_terms.hits(Document.of_text(text))]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("to crush", "crushing"),
        ("to deny that", "denied that"),
        ("final warning(s)", "final warnings"),
        ("to serve notice", "serves notice"),
        ("all out war", "all-out war"),
    ],
    ids=["verb", "irregular past", "plural", "verb and noun", "hyphen"],
)
def test_a_term_stands_for_its_forms(term: str, text: str) -> None:
    """A verb is marked by "to", a plural by "(s)"; two words may be joined by a hyphen."""
    assert text in set(intensity_terms.spellings(term))


DENIED = [
    ("We will not sink the ship.", "We will sink the ship."),
    ("We do not seek war.", "We threaten war."),
    ("The drill is not aimed at anyone.", "Our missiles are aimed at the port."),
    ("We are ready to talk.", "We are ready to strike."),
]


@pytest.mark.parametrize(("denied", "plain"), DENIED, ids=["not sink", "no war", "not aimed", "ready to talk"])
def test_a_denied_hostile_act_is_not_hostile(denied: str, plain: str) -> None:
    """Codebook, rule 4: 0 or 1."""
    assert intensity.scored(denied).score <= 1 < intensity.scored(plain).score


def test_what_counts_is_the_most_hostile_thing_said() -> None:
    """Codebook, rule 1: a threat after thanks is a threat."""
    threat = "We will fire back and sink the ship."
    after_thanks = intensity.scored(f"We thank our partners and hope for peace. {threat}").score
    assert after_thanks == pytest.approx(intensity.scored(threat).score, abs=1)


def test_analyst_rows_win_over_shipped_ones(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A CSV of the same name in the analyst's folder adds terms."""
    folder = tmp_path / "lexicon"  # type: ignore[operator]
    folder.mkdir()
    (folder / "intensity.csv").write_text("term,category,weight,reason\nflibbertigibbet,epithet,4,local insult\n")
    before = intensity.scored("The flibbertigibbet spoke.").raw
    monkeypatch.setenv("CHANCERY_DATA", str(tmp_path))
    assert intensity.scored("The flibbertigibbet spoke.").raw == pytest.approx(before + 4)


@pytest.mark.parametrize("rule", sorted(intensity.RULES))
def test_rule_examples_order(rule: str) -> None:
    """The examples of a rule score above its counter-examples."""
    _, yes, no = intensity.RULES[rule]
    assert intensity.scored(yes[0]).raw > intensity.scored(no[0]).raw


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_stays_within_bounds(text: str) -> None:
    """No text raises, and the score lies in 0..10."""
    made = intensity.scored(text)
    assert 0 <= made.score <= 10
    for part in made.parts:
        assert 0 <= part.start < part.end <= len(text)
    assert made == intensity.scored(text)


def test_words_without_a_term_score_a_number_like_any_other() -> None:
    """Score and raw are decimals, also where nothing was found."""
    made = intensity.scored("The train left at noon.")
    assert (0.0, 0.0) == (made.score, made.raw)
    assert isinstance(made.raw, float)
