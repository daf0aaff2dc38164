"""The whole reading keeps its contract on any text."""

import datetime as dt
import json
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.errors import ParameterError
from chancery.text import records, secondopinion
from chancery.text.explain import explanation, printed, reason
from chancery.text.reading import Reading, read, read_all

PUBLISHED = dt.date(2025, 9, 29)
SENTENCES = (
    "UNITED NATIONS – Vice Foreign Minister Kim Son Gyong said on Monday that talks had failed.",
    '"We will never give up," he said. "Never."',
    "The U.S. and South Korea began large-scale drills near Busan last week.",
    "Pyongyang denounced the exercise as a rehearsal for invasion.",
    "“هذا غير مقبول”, said the minister. 「我們不會放棄」他說。",
    "The leaders met three times during 2018-2019, the first summit in over six years.",
    "‘It’s over,’ the ministers’ envoy told MPs on Sept. 11, 2001.",
    "— I will go, — said Ivan.",
    "THE MINISTER SAID RUSSIA WOULD ATTACK UKRAINE NEXT MONTH.",
    "\n\n",
    "However, China's Xi Jinping did not respond to the offer.",
)
ANY_TEXT = st.one_of(
    st.text(max_size=120),
    st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=12)), max_size=8).map(" ".join),
)
RECORDED = (
    "sections",
    "sentences",
    "entities",
    "mentions",
    "quotes",
    "dates",
    "events",
    "exercises",
    "claims",
    "intensity",
)


def of(body: str) -> Reading:
    """The reading of a bare text published on Monday 29 September 2025."""
    return read(SimpleNamespace(body=body, published=PUBLISHED))


def test_the_record_has_every_part_of_the_format() -> None:
    """The contract of `chancery extract`."""
    record = of(" ".join(SENTENCES)).record()
    assert {"article", *RECORDED} == set(record)
    assert {"path", "title", "published", "published_basis", "source", "url", "sha256", "words"} == set(
        record["article"]
    )
    assert json.loads(json.dumps(record)) == record


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_read_within_bounds(body: str) -> None:
    """No text raises; every offset lies in the body, every confidence in 0..1, every id is known; twice the same."""
    record = of(body).record()
    ids = {entity["id"] for entity in record["entities"]}
    for part in ("mentions", "dates", "events", "exercises", "claims", "intensity", "sentences"):
        for item in record[part]:
            assert 0 <= item["start"] < item["end"] <= len(body)
            assert 0 <= item.get("confidence", 0) <= 1
    for quote in record["quotes"]:
        assert all(0 <= start <= end <= len(body) for start, end in quote["spans"])
        assert {quote["speaker"], quote["via"]} - {None} <= ids
    for mention in record["mentions"]:
        assert {mention["entity"], *(mention["candidates"] or ())} - {None} <= ids
    for event in record["events"]:
        assert {event["source"], event["target"]} - {None} <= ids
        assert event["category"] in records.CATEGORIES
    assert all(0 <= item["score"] <= 10 for item in record["intensity"])
    assert record == of(body).record()


def test_frames_have_one_row_a_record() -> None:
    """The same reading as tables, for notebooks."""
    reading = of(" ".join(SENTENCES))
    for part in ("entities", "mentions", "quotes", "dates", "events", "exercises", "claims", "intensity"):
        assert len(getattr(reading, part)) == len(getattr(reading, f"{part}_frame")())
    assert list(of("").quotes_frame().columns) == list(reading.quotes_frame().columns)


def test_every_passage_in_quotation_marks_comes_with_its_quote() -> None:
    """The innermost one where reports nest."""
    body = 'The minister said that the president had urged both sides to act as "friends".\n\n"We will," he said.'
    reading = of(body)
    passages = reading.quoted_passages()
    assert [body[start:end] for start, end, _ in passages] == ["friends", "We will,"]
    assert [reading.text(*quote.source) for _, _, quote in passages if quote and quote.source] == [
        "the president",
        "he",
    ]


def test_what_the_rules_were_unsure_of_is_listed_least_sure_first() -> None:
    """Weak patterns and undecided mentions, for the analyst to look at."""
    frame = of(" ".join(SENTENCES)).unsure(below=0.8)
    assert sorted(frame["confidence"]) == list(frame["confidence"])


def test_readings_keep_the_order_of_their_articles() -> None:
    """`read_all` is `read`, once each."""
    articles = [SimpleNamespace(body=body, published=PUBLISHED) for body in SENTENCES[:3]]
    assert [reading.document.body for reading in read_all(articles)] == list(SENTENCES[:3])


def test_an_offset_is_explained_by_the_rules_that_touch_it() -> None:
    """Narrowest first, with the rule's own line."""
    body = "Ann Lee said that France had signed the treaty on Monday."
    found = explanation(of(body), body.index("France"))
    assert {"mentions", "quotes"} <= {item.part for item in found}
    assert [item.end - item.start for item in found] == sorted(item.end - item.start for item in found)
    assert "verb-then-that" in printed(of(body), body.index("treaty"))
    assert "no rule" in printed(of("It rained."), 3)
    assert "elsewhere in the sentence" in printed(of("It rained in France."), 3)


def test_an_explanation_says_why_a_cue_is_one() -> None:
    """The reason of its row in the list of cue words stands beside it."""
    assert "say: plain report of words" in printed(of("Ann Lee said that France had signed."), 20)
    assert [reason("called on"), reason("made clear")] == [
        "call on: phrasal: call on someone to act",
        "make clear: phrasal: stating that picks something out",
    ]


def test_an_offset_outside_the_text_has_no_explanation() -> None:
    """Nothing there, no error."""
    assert explanation(of("It rained."), 999) == []
    assert "empty" in printed(of(""), 0)


def test_a_second_opinion_without_spacy_or_pipeline_says_how_to_get_one() -> None:
    """Optional means an error in plain words, never a traceback of an import."""
    with pytest.raises(ParameterError, match="second opinion"):
        secondopinion.pipeline("no_such_pipeline")


def test_a_second_opinion_votes_on_the_source() -> None:
    """The parse agrees where its subject overlaps the source, differs where it does not; silence is no vote."""

    class Token:
        def __init__(self, idx: int, text: str, dep: str = "") -> None:
            self.idx, self.text, self.dep_ = idx, text, dep
            self.children: list[Token] = []

        @property
        def subtree(self) -> list["Token"]:
            return [self]

    body = "Ann said that it rained."
    quote = of(body).quotes[0]
    before = quote.confidence
    verb = Token(4, "said")
    verb.children = [Token(0, "Ann", "nsubj")]
    secondopinion.marked([verb], [quote])
    assert quote.second_opinion == "agrees"
    assert quote.confidence >= before
    verb.children = [Token(14, "it", "nsubj")]
    secondopinion.marked([verb], [quote])
    assert quote.second_opinion == "differs"


@pytest.mark.parametrize(
    "piece",
    [" ".join(SENTENCES) + "\n", '“Kim said "no, ', "Kim and the minister said that ", "the , of ", "Sept. 11 ", "a"],
    ids=["news", "open quotations", "one long sentence", "commas", "dates", "one word"],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Six times the text takes at most some fifteen times the time, whatever the text."""
    spent = []
    for size in (20_000, 120_000):
        body = (piece * (size // len(piece) + 1))[:size]
        rounds = []
        for _ in range(3):
            begin = time.process_time()
            of(body)
            rounds.append(time.process_time() - begin)
        spent.append(min(rounds))
    assert spent[1] < 15 * spent[0] + 0.3


def test_importing_the_package_loads_no_tables_and_no_frames() -> None:
    """`import chancery.text` is light: pandas, pandera and pydantic load when a table is asked for."""
    code = (
        "import sys, chancery.text as t; t.read; "
        "print([m for m in ('pandas', 'pandera', 'pydantic', 'spacy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
