"""Words are laid to whoever said them, in every form of report."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery import text
from chancery.text import quotes
from chancery.text.cues import cue_words, words_of
from chancery.text.records import Quote
from chancery.text.tokens import Document

PIECE = (
    'said "no" “we ‘go’ ” Kim , . the minister that he claims according to told reporters but and added asked why '
    "— ― : ; ? ! \n\n ' ’ « » 「 」 in of on Monday who which expected believes was is not to talk declaring ) ("
)
PIECES = st.lists(
    st.sampled_from(PIECE.split(" ")),
    max_size=60,
)


def found(body: str) -> list[Quote]:
    """The quotes of a bare text, speakers unresolved."""
    return quotes.found(Document.of_text(body))


def told(body: str) -> list[tuple[str, str, list[str]]]:
    """Kind, source and content of each quote."""
    return [
        (item.kind, body[slice(*item.source)] if item.source else "", [body[a:b] for a, b in item.spans])
        for item in found(body)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('"We will stay," the minister said.', ("direct", "the minister", ["We will stay,"])),
        ("‘We will stay,’ said Ann Lee.", ("direct", "Ann Lee", ["We will stay,"])),
        (
            '"We," Kim said, "will stay."',
            ("direct", "Kim", ["We,", "will stay."]),
        ),
        ('"We stay," Kim said. "Nobody goes."', ("direct", "Kim", ["We stay,", "Nobody goes."])),
        (
            'The envoy, a doctor by training, told reporters: "We stay."',
            ("direct", "The envoy, a doctor by training", ["We stay."]),
        ),
        (
            'Kim said the talks were "dead" and buried.',
            ("mixed", "Kim", ['the talks were "dead" and buried']),
        ),
        ("Officials say the plan will fail.", ("indirect", "Officials", ["the plan will fail"])),
        ("The plan will fail, officials said on Monday.", ("indirect", "officials", ["The plan will fail"])),
        ("African states, he said, can lead.", ("indirect", "he", ["African states", "can lead"])),
        ("According to the ministry, talks failed.", ("indirect", "the ministry", ["talks failed"])),
        ("Talks failed, according to two diplomats.", ("indirect", "two diplomats", ["Talks failed"])),
        ("«Nous restons», said Marie Curie.", ("direct", "Marie Curie", ["Nous restons"])),
        ("WE WILL STAY, THE MINISTER SAID.", ("indirect", "THE MINISTER", ["WE WILL STAY"])),
        ('The "Sunshine" years ended.', ("fragment", "", ["Sunshine"])),
    ],
    ids=[
        "quote first",
        "British, verb first",
        "interrupted",
        "resumed",
        "apposition and hearer",
        "mixed",
        "bare clause",
        "clause first",
        "interrupted clause",
        "according to",
        "according to, after",
        "guillemets",
        "wire capitals",
        "marked words",
    ],
)
def test_a_report_names_its_speaker_and_its_words(body: str, expected: tuple[str, str, list[str]]) -> None:
    """Expected values read off the sentence."""
    assert expected in told(body)


def test_a_participle_belongs_to_the_subject_of_its_sentence() -> None:
    """The noun before the comma is not the speaker."""
    body = 'Speaking in Geneva, Ann Lee delivered a message, declaring, "We will never go."'
    assert ("direct", "Ann Lee", ["We will never go."]) in told(body)


def test_a_report_within_a_report_is_kept_beside_it() -> None:
    """The minister says what the president said."""
    body = 'The minister said that the president had urged both sides to act as "friends".'
    sources = {source for _, source, _ in told(body)}
    assert sources == {"The minister", "the president"}


@pytest.mark.parametrize(
    ("body", "source", "words"),
    [
        ("The agency quoted Ann Lee as saying that it rained.", "Ann Lee", "that it rained"),
        ("Ann Lee was quoted as saying the rain had stopped.", "Ann Lee", "the rain had stopped"),
        ("— We shall go, — said Ann Lee.", "Ann Lee", "We shall go"),
        ("GENEVA (Reuters) — Rain fell, Ann Lee said.", "Ann Lee", "Rain fell"),
        ("Rain fell early this year, as Ann Lee put it.", "Ann Lee", "Rain fell early this year"),
        ("The mayor, who said it rained, left.", "The mayor, who", "it rained"),
    ],
    ids=["quoted as saying", "was quoted", "dashes", "dateline", "as she put it", "relative clause"],
)
def test_words_reach_as_far_as_the_speaker_and_no_further(body: str, source: str, words: str) -> None:
    """The writer's own words stay the writer's."""
    assert (source, [words]) in [(named, content) for _, named, content in told(body)]


def test_a_quotation_alone_goes_on_with_the_last_speaker() -> None:
    """A paragraph of nothing but quoted words."""
    body = "“We stay,” Ann Lee said.\n\n“There is nothing more to be said about that.”"
    assert [source for _, source, _ in told(body)] == ["Ann Lee", "Ann Lee"]


def test_a_quotation_over_several_paragraphs_is_one_record() -> None:
    """Each paragraph opens with a mark; only the last closes."""
    body = "Ann Lee said: “We began in May.\n\n“We ended in June.”"
    assert ("direct", "Ann Lee", ["We began in May.", "We ended in June."]) in told(body)


def test_an_adjective_is_no_cue() -> None:
    """A participle before its noun reports nothing."""
    assert not found("The alleged plot was old.")


def test_doubting_and_factive_verbs_mark_the_stance() -> None:
    """What the writer vouches for comes with the verb."""
    body = "He claimed that it rained. She admitted that it rained. They said that it rained."
    assert [item.stance for item in found(body)] == ["doubting", "factive", "neutral"]


def test_an_analyst_adds_a_cue_verb_by_a_row() -> None:
    """The list is open: one row makes a word a cue."""
    row = {"word": "burble", "kind": "verb", "forms": "", "frames": "qt", "category": "speech", "stance": "neutral"}
    body = "Ann Lee burbled that it rained."
    assert not found(body)
    assert len(quotes.found(Document.of_text(body), words=words_of([row]))) == 1


def test_every_spelling_of_the_shipped_verbs_is_known() -> None:
    """Regular and irregular forms, British and American."""
    verbs = cue_words().verbs
    missing = [
        form
        for form in ("said", "says", "saying", "told", "denied", "denies", "signalled", "signaled", "sworn")
        if form not in verbs
    ]
    assert not missing


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_offsets_stay_within_the_text_and_come_in_order(pieces: list[str]) -> None:
    """Any jumble of cue words and marks gives spans that hold text; twice the same."""
    body = " ".join(pieces)
    items = found(body)
    for item in items:
        for start, end in [*item.spans, *filter(None, (item.cue, item.source))]:
            assert 0 <= start <= end <= len(body)
        assert 0 <= item.confidence <= 1
    assert items == found(body)


def test_somebody_just_introduced_keeps_the_pronoun_from_the_last_speaker():
    """“An analyst saw a pattern. '…,' she said”: she is the analyst, not the official quoted before her."""
    body = (
        'A Chinese Foreign Ministry official urged Manila on Wednesday not to "invite wolves into the house."\n'
        'An analyst in Taipei saw a pattern. "Each drill is a little easier to mistake for the real thing," she said.'
    )
    reading = text.read(SimpleNamespace(body=body, published=dt.date(2025, 4, 3)))
    assert "analyst" == reading.name(reading.quotes[-1].speaker)
