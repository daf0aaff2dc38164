"""Sections, paragraphs, sentences and quotation marks lie where a reader sees them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.article.segments import outline, paragraphs, sections, sentences

TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("\"“”„«»‹›「」『』'‘’‚`.!?…。 \n\t—–-()[]AaBb1\u2028\u200b\ufeff")),
    max_size=200,
)


def split(body: str) -> list[str]:
    """The sentences as words."""
    return [body[item.start : item.end] for item in sentences(body)]


def marked(body: str) -> list[str]:
    """The outermost quoted passages, marks left out."""
    return [body[item.inner_start : item.inner_end] for item in outline(body).quoted if item.depth == 0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Gen. Lee left. He spoke.", ["Gen. Lee left.", "He spoke."]),
        ("The U.S. President spoke. The U.S. The end.", ["The U.S. President spoke.", "The U.S.", "The end."]),
        ("It met on Sept. 11. Nobody came.", ["It met on Sept. 11.", "Nobody came."]),
        ("John F. Kennedy spoke. He left.", ["John F. Kennedy spoke.", "He left."]),
        ('He said: "No. Never. Go." Then he left.', ['He said: "No. Never. Go."', "Then he left."]),
        ("“We go. We stay,” she said. “Both.”", ["“We go. We stay,” she said.", "“Both.”"]),
        ('"Who goes?" Kim asked. "I do."', ['"Who goes?" Kim asked.', '"I do."']),
        ("“Go.” ― Ann Lee", ["“Go.” ― Ann Lee"]),
        ("我們不會放棄。他說。", ["我們不會放棄。", "他說。"]),
    ],
    ids=["title", "country", "month", "initial", "long quotation", "resumed", "asked", "signed", "Chinese"],
)
def test_sentences_end_where_they_end(body: str, expected: list[str]) -> None:
    """Never at an abbreviation, never within an open quotation."""
    assert expected == split(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('He said “yes” and "no".', ["yes", "no"]),
        ("‘The ministers’ offer is dead,’ he told MPs.", ["The ministers’ offer is dead,"]),
        ("In the ’90s the ministers’ offer didn’t hold.", []),
        ("„Nein“, sagte er. « Non », dit-elle. »Doch.«", ["Nein", " Non ", "Doch."]),
        ("他說「我們『不』走」。", ["我們『不』走"]),
        ("``We go,'' he said.", ["We go,"]),
        ('She said "this is not closed', ["this is not closed"]),
        ("It is 6' 2\" tall.", []),
        ("“He said ‘no’ to us,” she said.", ["He said ‘no’ to us,"]),
    ],
    ids=["curly and straight", "British", "apostrophes", "European", "Chinese", "TeX", "open", "inches", "nested"],
)
def test_quotation_marks_pair(body: str, expected: list[str]) -> None:
    """In any habit, with any of them missing."""
    assert expected == marked(body)


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    """Each paragraph opens with a mark, the last alone closes."""
    body = "“We began in May.\n\n“We ended in June,” he said."
    first, second = outline(body).quoted
    assert (first.closed, first.runs_on, first.continues) == (False, True, False)
    assert (second.closed, second.runs_on, second.continues) == (True, False, True)


def test_headings_begin_sections_and_are_no_paragraphs() -> None:
    """A short line without a full stop before prose is a heading."""
    body = "It began.\n\nA Long Day\n\nNobody spoke of it again, officials said."
    assert [section.heading for section in sections(body)] == ["", "A Long Day"]
    prose = ["It began.", "Nobody spoke of it again, officials said."]
    assert prose == [body[p.start : p.end] for p in paragraphs(body)]


@given(TEXT)
def test_segments_come_in_order_and_hold_words(body: str) -> None:
    """Any Unicode: no overlap, no surrounding white space, the same parts each time."""
    parts = outline(body)
    for items in (parts.paragraphs, parts.sentences):
        end = 0
        for item in items:
            assert end <= item.start < item.end <= len(body)
            assert body[item.start : item.end] == body[item.start : item.end].strip()
            end = item.end
    assert parts == outline(body)


@given(TEXT)
def test_quoted_passages_nest_and_stay_within_the_body(body: str) -> None:
    """Marks before words before marks; outermost passages never overlap."""
    end = 0
    for item in outline(body).quoted:
        assert 0 <= item.open_start < item.inner_start <= item.inner_end <= item.close_end <= len(body)
        if item.depth == 0:
            assert item.open_start >= end
            end = item.close_end


@given(TEXT)
def test_no_sentence_ends_within_a_quotation(body: str) -> None:
    """The end of a sentence lies in no quoted passage, unless the paragraph ends there."""
    parts = outline(body)
    ends = {paragraph.end for paragraph in parts.paragraphs}
    for sentence in parts.sentences:
        inside = [q for q in parts.quoted if q.depth == 0 and q.inner_start < sentence.end < q.close_end]
        assert not inside or sentence.end in ends


@pytest.mark.parametrize("piece", ['He said "no. ', "a ", "‘x ", "(.) ", "“a” ", "\n", "A.B. "], ids=repr)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Eight times the text takes at most some twenty times the time, whatever the text."""
    spent = []
    for size in (20_000, 160_000):
        body = (piece * (size // len(piece) + 1))[:size]
        rounds = []
        for _ in range(3):
            begin = time.process_time()
            outline(body)
            rounds.append(time.process_time() - begin)
        spent.append(min(rounds))
    assert spent[1] < 20 * spent[0] + 0.2
