"""Loading an article: the body to the character, the date, and one clear error for each fault."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery import article
from chancery.article.loading import split_front_matter
from chancery.errors import ArticleError

DATED = "---\ntitle: A title\npublished: 2025-09-29\n---\n"


def written(folder: Path, text: str | bytes, name: str = "piece.md") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_supplied_article_is_kept_to_the_byte():
    """The body is the supplied text, byte for byte, and says so in its length and checksum."""
    found = article.load("dprk-at-unga")
    raw = found.body.encode("utf-8")
    assert (4430, "UNITED NATIONS") == (len(raw), found.body[:14])
    assert dt.date(2025, 9, 29) == found.published
    assert "inferred" == found.published_basis
    assert "Monday" in found.published_note


def test_supplied_article_equals_the_shared_copy():
    """Runs where the shared folder lies beside the repository."""
    shared = Path(__file__).parents[2] / "shared" / "article" / "dprk-at-unga.txt"
    if not shared.is_file():
        pytest.skip("../shared is not beside this checkout")
    assert shared.read_bytes() == article.load("dprk-at-unga").body.encode("utf-8")


def test_sections_are_the_headed_parts():
    """A line without a full stop before prose is a heading."""
    headings = [section.heading for section in article.load("dprk-at-unga").sections]
    assert [
        "",
        "A Complex Diplomatic Backdrop",
        "South Korea's Offer of Dialogue",
        "A Shifting Alliance and an Upcoming Summit",
    ] == headings


def test_checksum_is_the_files(tmp_path):
    """Provenance names the file as it lies on disk."""
    path = written(tmp_path, DATED + "Words.")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == article.load(path).sha256


@given(body=st.text(min_size=1).filter(lambda text: not text.lstrip("\ufeff").startswith("---")))
def test_body_after_front_matter_is_unchanged(body):
    """Line ends, trailing blanks, odd characters: nothing is normalised."""
    assert body == split_front_matter(DATED + body, "x")[1]


def test_windows_line_ends_are_kept(tmp_path):
    """Front matter may end in CRLF; the body keeps its own."""
    path = written(tmp_path, DATED.replace("\n", "\r\n") + "One.\r\nTwo.\r\n")
    assert "One.\r\nTwo.\r\n" == article.load(path).body


def test_plain_text_with_a_given_date(tmp_path):
    """A bare .txt needs the date from the user."""
    found = article.load(written(tmp_path, "He spoke on Monday.", "bare.txt"), published=dt.date(2025, 9, 29))
    assert ("given", "Bare") == (found.published_basis, found.title)


def test_given_date_wins(tmp_path):
    """`--published` overrides the front matter, and the basis says so."""
    found = article.load(written(tmp_path, DATED + "Words."), published=dt.date(2024, 1, 1))
    assert (dt.date(2024, 1, 1), "given") == (found.published, found.published_basis)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Words without a date.", "--published YYYY-MM-DD"),
        ("---\ntitle: x\n---\nWords.", "no publication date"),
        ("---\npublished: soon\n---\nWords.", "is not a date"),
        ("---\npublished: 2025-02-30\n---\nWords.", "not"),
        ("---\npublished: 2025-01-01\npublished_basis: guessed\n---\nWords.", "stated, inferred, given"),
        ("---\ntitle: a: b\n---\nWords.", "not valid YAML"),
        ("---\n- a\n---\nWords.", "key: value"),
        ("", "no text"),
        (DATED, "no text"),
        (DATED + " \n\t\n", "no text"),
        (b"caf\xe9", "not UTF-8"),
        (b"PK\x03\x04\x00\x00", "binary"),
    ],
    ids=[
        "no front matter",
        "no date",
        "date in words",
        "impossible date",
        "unknown basis",
        "broken YAML",
        "YAML list",
        "empty file",
        "only front matter",
        "only blanks",
        "latin-1",
        "binary",
    ],
)
def test_fault_is_said_with_its_remedy(tmp_path, content, said):
    """One error, with the file's name, what is wrong and how to mend it."""
    path = written(tmp_path, content)
    with pytest.raises(ArticleError) as caught:
        article.load(path)
    assert said in str(caught.value)
    assert path.name in caught.value.where
    assert caught.value.remedy


def test_unknown_article_names_the_known_ones():
    """A typing slip is answered with what there is."""
    with pytest.raises(ArticleError, match="dprk-at-unga"):
        article.load("no-such-article")


def test_other_formats_are_refused(tmp_path):
    """A PDF is not read as text."""
    with pytest.raises(ArticleError, match=r"cannot read a \.pdf file"):
        article.load(written(tmp_path, b"%PDF-1.7", "piece.pdf"))
