"""Reading of who said what over articles of many styles, against attributions marked by hand."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import pytest

import attributed_text as marks
from chancery.text.reading import read

STYLES = sorted(path.stem for path in marks.FOLDER.glob("*.txt"))
LEAST = {"direct": 0.93, "mixed": 0.9, "indirect": 0.93}


@dataclass
class Text:
    """A bare text in the place of an article."""

    body: str
    published: dt.date = dt.date(2019, 6, 5)


@lru_cache
def compared(style: str) -> tuple[Counter[str], list[str]]:
    """What was found and missed in one article."""
    article = marks.marked(marks.FOLDER / f"{style}.txt")
    return marks.compared(article, read(Text(article.text)))


@pytest.mark.parametrize("style", STYLES)
def test_content_is_found_in_every_style(style: str) -> None:
    """Nine tenths of the letters that are attributed or taken to be (F1), in each article by itself."""
    counts, missed = compared(style)
    assert 2 * counts["letters in common"] / counts["letters"] >= 0.9, missed


@pytest.mark.parametrize("kind", LEAST)
def test_attributions_have_the_right_source(kind: str) -> None:
    """Over all styles together, by kind."""
    found = sum(compared(style)[0][f"{kind} found"] for style in STYLES)
    asked = sum(compared(style)[0][kind] for style in STYLES)
    assert found / asked >= LEAST[kind], [words for style in STYLES for words in compared(style)[1]]
    assert asked >= 10
