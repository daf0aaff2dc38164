"""Articles coming in: ten layouts, PDFs, e-mails, odd encodings; filed once, dated, with the original kept."""

import contextlib
import datetime as dt
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import intake_files
from chancery import article, intake
from chancery.errors import ArticleError
from chancery.intake.charset import decoded
from chancery.intake.heads import date_of_line, headed
from chancery.intake.piece import Piece
from chancery.intake.shelving import same_address

ARRIVALS = [*intake_files.PAGES, *intake_files.TEXTS, *intake_files.MAILS]


def read_as_filed(arrival, folder):
    """The article that an arrival becomes, loaded as a notebook would."""
    shelved = intake.shelve(intake.read(arrival.raw, arrival.name), arrival.raw, arrival.name, folder)
    return article.load(shelved.path)


@pytest.mark.parametrize("arrival", ARRIVALS, ids=lambda arrival: arrival.name)
def test_title_day_and_words_are_found(arrival, tmp_path):
    """Whatever the layout, encoding or format, the article is the headline, the day and the paragraphs, no more."""
    found = read_as_filed(arrival, tmp_path)
    assert (arrival.title, arrival.day) == (found.title, found.published)
    assert list(arrival.paragraphs) == found.body.strip().split("\n")


@pytest.fixture(scope="module")
def pdfs():
    """PDFs as a press office prints them; a stated skip where Pango, which WeasyPrint needs, is not installed."""
    try:
        return {name: intake_files.pdf(page) for name, page in intake_files.PDFS.items()}
    except OSError as error:
        pytest.skip(f"WeasyPrint cannot run here, so there is no PDF to read: {error}")


@pytest.mark.parametrize("name", sorted(intake_files.PDFS))
def test_pdf_is_put_together_again(name, pdfs, tmp_path):
    """Lines become paragraphs; running heads, page numbers and hyphens at line ends go; columns follow each other."""
    found = read_as_filed(intake_files.Arrival(name, pdfs[name]), tmp_path)
    assert (intake_files.TITLE, intake_files.DAY) == (found.title, found.published)
    assert intake_files.PARAGRAPHS == found.body.strip().split("\n")


def test_pdf_in_a_mail_is_the_article(pdfs, tmp_path):
    """A short note only introduces what is attached to it."""
    raw = intake_files.attached(pdfs["plain.pdf"])
    found = read_as_filed(intake_files.Arrival("note.eml", raw), tmp_path)
    assert (intake_files.TITLE, intake_files.PARAGRAPHS) == (found.title, found.body.strip().split("\n"))


def test_date_that_was_not_stated_is_said_to_be_inferred(tmp_path):
    """An e-mail's date is the day it was sent; the article says so, and the page will."""
    found = read_as_filed(intake_files.MAILS[0], tmp_path)
    assert ("inferred", "The day the e-mail was sent.") == (found.published_basis, found.published_note)


def test_day_is_that_of_the_papers_own_clock(tmp_path):
    """23:40 on 14 March in New York is the 15th in London; the paper's date is the 14th."""
    assert dt.date(2025, 3, 14) == read_as_filed(intake_files.PAGES[0], tmp_path).published


class TestEncodings:
    @pytest.mark.parametrize(
        ("raw", "declared", "expected"),
        [
            ("naïve – “so”".encode(), "latin-1", "naïve – “so”"),
            ("naïve – “so”".encode("cp1252"), "iso-8859-1", "naïve – “so”"),
            (
                "He was naïve – “so” they all said of him later.".encode("cp1252"),
                "utf-8",
                "He was naïve – “so” they all said of him later.",
            ),
            ("naïve".encode("utf-16"), "utf-8", "naïve"),
            ("naïve".encode("utf-8-sig"), "", "naïve"),
            (b'<meta charset="euc-kr">' + "북한".encode("euc-kr"), "", '<meta charset="euc-kr">북한'),
            (b"plain", "no-such-charset", "plain"),
            ("Мир и война на море".encode("koi8-r"), "koi8-r", "Мир и война на море"),
        ],
        ids=["header lies", "latin-1 means 1252", "utf-8 is a lie", "utf-16", "bom", "meta", "unknown name", "koi8-r"],
    )
    def test_bytes_decide(self, raw, declared, expected):
        """Valid UTF-8 is UTF-8; else what the document or its sender names, where that fits."""
        assert expected == decoded(raw, declared)

    @given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "utf-16", "koi8-r", "hex", "idna", "x"]))
    def test_never_an_exception(self, raw, declared):
        """Any bytes give some text."""
        assert isinstance(decoded(raw, declared), str)


class TestHeads:
    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("Published: March 14, 2025 10:02 GMT", dt.date(2025, 3, 14)),
            ("Friday 14 March 2025", dt.date(2025, 3, 14)),
            ("2025-03-14", dt.date(2025, 3, 14)),
            ("The navies of two states began an exercise on 14 March 2025, their third.", None),
            ("Monday", None),
            ("In March", None),
        ],
    )
    def test_date_line_holds_a_full_date_and_little_else(self, line, day):
        """A date within a sentence is not the article's own."""
        assert day == date_of_line(line)

    def test_text_that_begins_with_prose_has_no_head(self):
        """A first paragraph is never taken for a headline."""
        assert "" == headed(intake_files.PARAGRAPHS).title


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"", "x.html", "empty"),
        (b"   \n", "x.txt", "empty"),
        (b"PK\x03\x04rest", "x.docx", "office document"),
        (b"%PDF-1.7\nnot really", "x.pdf", "cannot be read"),
        (b"<html><body></body></html>", "x.html", "no article"),
        (b"\x89PNG\r\n", "x.png", "picture"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x01\x02\xff\xfe", "x.txt", "binary"),
        (b"---\ntitle: a: b\npublished: 2025-01-01\n---\nWords.", "x.md", "not valid YAML"),
        (b"---\na: &a [x]\ntitle: [*a, *a]\npublished: 2025-01-01\n---\nWords.", "x.md", "refers to another value"),
        (b"From: a <a@b>\nSubject: x\nContent-Type: message/rfc822\n\n" * 2000, "x.eml", "nested too deeply"),
    ],
    ids=[
        *("nothing", "blanks", "docx", "broken pdf", "no article", "picture", "binary", "front matter"),
        *("front matter that grows", "mail in mail in mail"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_remedy(raw, name, said):
    """One error: which file, what is wrong, what to do instead."""
    with pytest.raises(ArticleError) as caught:
        intake.read(raw, name)
    assert said in str(caught.value)
    assert name in caught.value.where


@given(st.binary(max_size=600), st.sampled_from(["a.html", "a.eml", "a.txt", "a.pdf", "a"]))
def test_any_bytes_are_an_article_or_an_error_of_ours(raw, name):
    """Nothing that arrives ends in a traceback."""
    with contextlib.suppress(ArticleError):
        assert isinstance(intake.read(raw, name), Piece)


class TestShelf:
    def piece(self, **more):
        given_ = {"text": "Words were said.", "title": "Words", "published": dt.date(2025, 1, 2), "url": ""} | more
        return Piece(**given_)

    def test_original_is_kept_to_the_byte(self, tmp_path):
        """The article names its original and its digest."""
        raw = b"<p>Words were said."
        shelved = intake.shelve(self.piece(), raw, "page.html", tmp_path)
        found = article.load(shelved.path)
        assert raw == (tmp_path / found.front_matter["original"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == found.front_matter["original_sha256"]

    @pytest.mark.parametrize(
        ("again", "raw", "why"),
        [
            ({}, b"one", "the same file"),
            ({"text": "Others.", "url": "https://a.example/x/?utm_source=y#top"}, b"two", "the same address"),
            ({"text": "“Words”  were\nsaid"}, b"three", "the same words"),
        ],
        ids=["file", "address", "words"],
    )
    def test_duplicate_is_recognised(self, again, raw, why, tmp_path):
        """The same file, address or words are one article; nothing is written for the second."""
        first = intake.shelve(self.piece(url="https://a.example/x"), b"one", "a.html", tmp_path)
        before = sorted(tmp_path.rglob("*"))
        second = intake.shelve(self.piece(**again), raw, "b.html", tmp_path)
        assert (first.path, False, why) == (second.path, second.is_new, second.same)
        assert before == sorted(tmp_path.rglob("*"))

    def test_two_articles_of_one_title_get_two_names(self, tmp_path):
        """The day tells them apart."""
        names = [intake.shelve(self.piece(text=f"Day {n}."), f"{n}".encode(), "a.txt", tmp_path).name for n in range(3)]
        assert ["words", "2025-01-02-words", "2025-01-02-words-2"] == names

    def test_undated_piece_is_refused(self, tmp_path):
        """Without a day nothing is written, and the error says how to give it."""
        with pytest.raises(ArticleError, match="--published"):
            intake.shelve(self.piece(published=None), b"x", "a.txt", tmp_path)
        assert [] == list(tmp_path.iterdir())

    @pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "a b"])
    def test_name_cannot_leave_the_folder(self, name, tmp_path):
        """A name is letters, digits and hyphens."""
        with pytest.raises(ArticleError, match="cannot be the name"):
            intake.shelve(self.piece(), b"x", "a.txt", tmp_path, name)

    def test_title_with_yaml_in_it_stays_a_title(self, tmp_path):
        """What arrives is written as values, whatever it looks like."""
        title = "a: b\n---\npublished: 1999-01-01 #"
        found = article.load(intake.shelve(self.piece(title=title), b"x", "a.txt", tmp_path).path)
        assert (title, dt.date(2025, 1, 2)) == (found.title, found.published)

    def test_address_keeps_what_tells_articles_apart(self):
        """Tracking goes; an id in the query stays."""
        assert "https://a.example/x?id=4" == same_address("https://A.example/x/?utm_medium=m&id=4&fbclid=1#c")


def test_add_from_the_command_line(chancery, tmp_path):
    """`chancery add` prints the article's path, says what was there before, and leaves with 1 where one failed."""
    arrival = intake_files.PAGES[0]
    page = tmp_path / arrival.name
    page.write_bytes(arrival.raw)
    shelf = tmp_path / "shelf"
    first = chancery("add", page, "--to", shelf)
    assert (0, f"{shelf}/two-navies-begin-a-joint-exercise-in-the-strait.md\n") == (first.returncode, first.stdout)
    again = chancery("add", page, tmp_path / "missing.pdf", "--to", shelf)
    assert (1, first.stdout) == (again.returncode, again.stdout)
    assert "here already" in again.stderr
    assert "missing.pdf: No such file" in again.stderr
    assert "Traceback" not in again.stderr
