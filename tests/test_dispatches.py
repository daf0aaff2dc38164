"""News of several theatres: who spoke, when, who did what to whom, against the values that stand in `dispatches/`."""

from functools import lru_cache

import pytest

import dispatch_text as news

LEAST = {
    "sentences": {"actors": 1.0, "category": 0.93, "date": 1.0, "dyad": 0.98, "speaker": 0.95},
    "articles": {
        "category": 0.88,
        "content F1": 0.8,
        "date": 0.98,
        "direct": 1.0,
        "dyad": 0.77,
        "indirect": 0.78,
        "mixed": 0.8,
    },
    "later sentences": {"actors": 0.95, "category": 0.69, "date": 0.83, "dyad": 0.72, "speaker": 0.85},
    "later articles": {
        "category": 0.95,
        "content F1": 0.72,
        "date": 0.91,
        "direct": 1.0,
        "dyad": 0.76,
        "indirect": 0.8,
        "mixed": 1.0,
    },
}


@lru_cache
def found(part: str) -> list[news.Found]:
    """The sentences or the articles, read once."""
    return news.found(part)


@pytest.mark.parametrize("part", LEAST)
def test_dispatches_are_read_as_well_as_before(part: str) -> None:
    """Each measure keeps what the rules reach; a failure prints what was missed."""
    shares = news.shares(found(part))
    missed = [words for _, misses in found(part) for words in misses]
    assert list(LEAST[part]) == [name for name in LEAST[part] if shares[name][0] >= LEAST[part][name]], missed
    assert set(shares) == set(news.FIRST[part])


def test_the_set_reaches_over_seven_theatres() -> None:
    """Sixty sentences, twelve articles, most categories of PLOVER."""
    assert (60, 24) == (len(news.sentences()), len(news.sentences("later ")))
    assert (12, 4) == (len(news.articles()), len(news.articles("later ")))
    assert len({row["category"] for row in news.sentences()}) >= 14
