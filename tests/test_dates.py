"""Dates of an article as intervals of days."""

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.text import dates
from chancery.text.tokens import Document

TUESDAY = dt.date(2025, 9, 30)


def read(text: str, published: dt.date = TUESDAY) -> list[tuple[str, str, str, str]]:
    """Each date of a text as words, first day, last day and granularity."""
    document = Document.of_text(text)
    return [
        (text[m.start : m.end], m.from_.isoformat(), m.to.isoformat(), m.granularity)
        for m in dates.found(document, published)
    ]


def first(text: str, published: dt.date = TUESDAY) -> tuple[str, str, str]:
    """The first date of a text as first day, last day and granularity."""
    return read(text, published)[0][1:]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He left on Sept. 11, 2001.", "2001-09-11"),
        ("He left on September 11th, 2001.", "2001-09-11"),
        ("He left on 11 September 2001.", "2001-09-11"),
        ("He left on the 11th of September, 2001.", "2001-09-11"),
        ("He left on Tuesday, September 11, 2001.", "2001-09-11"),
        ("Updated 2001-09-11 at noon.", "2001-09-11"),
        ("Updated 2001-09-11T08:46.", "2001-09-11"),
        ("Filed 10/31/89 by the clerk.", "1989-10-31"),
        ("Filed 31/10/1989 by the clerk.", "1989-10-31"),
        ("Filed 31.10.1989 by the clerk.", "1989-10-31"),
        ("Filed 3/4/2016, then 25/4/2016.", "2016-04-03"),
        ("Filed 3/4/2016 by the clerk.", "2016-03-04"),
        ("Signed 29-Sep-2025 here.", "2025-09-29"),
        ("Both sides remember 9/11.", "2001-09-11"),
        ("(2025年9月29日)", "2025-09-29"),
    ],
)
def test_a_full_date_is_its_day(text: str, day: str) -> None:
    """A date with day, month and year is that day in American, British, ISO and figure order."""
    assert (day, day, "day") == first(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoy said on Monday that he was tired.", "2025-09-29"),
        ("The envoy spoke Tuesday.", "2025-09-30"),
        ("The talks in Seoul on Friday produced little.", "2025-09-26"),
        ("The ministers will meet on Friday.", "2025-10-03"),
        ("The ministers are to meet Friday.", "2025-10-03"),
        ("He said Friday that he will resign.", "2025-09-26"),
        ("Friday's meeting will be the first.", "2025-10-03"),
        ("They were arrested last Friday.", "2025-09-26"),
        ("They were arrested last Tuesday.", "2025-09-23"),
        ("He arrives next Monday.", "2025-10-06"),
        ("It opened on Monday night.", "2025-09-29"),
        ("It opened on Thursday last week.", "2025-09-25"),
        ("He said it yesterday.", "2025-09-29"),
        ("He leaves tomorrow.", "2025-10-01"),
        ("It fell the day before yesterday.", "2025-09-28"),
        ("He said this morning that it was over.", "2025-09-30"),
        ("Last night he left.", "2025-09-29"),
        ("It was fired three days ago.", "2025-09-27"),
        ("He came on the 15th.", "2025-09-15"),
        ("He will come on the 15th.", "2025-10-15"),
        ("It was signed on Sept. 3.", "2025-09-03"),
        ("It was signed on Dec. 3.", "2024-12-03"),
        ("The summit is scheduled for Oct. 31.", "2025-10-31"),
        ("SEOUL, Sept. 28 (Reuters) - The North fired.", "2025-09-28"),
        ("They met on May 3. The next day he left.", "2025-05-03"),
        ("He died on Christmas Day 2016.", "2016-12-25"),
        ("They spoke on Thanksgiving Day, 2016.", "2016-11-24"),
        ("They spoke on Easter Monday, 2016.", "2016-03-28"),
    ],
)
def test_a_relative_day_is_read_from_publication(text: str, day: str) -> None:
    """A weekday is the last one, or the coming one where the sentence looks ahead; the rest is counted."""
    assert (day, day, "day") == first(text)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("He spoke last week.", ("2025-09-22", "2025-09-28", "week")),
        ("He speaks next week.", ("2025-10-06", "2025-10-12", "week")),
        ("The summit is next month.", ("2025-10-01", "2025-10-31", "month")),
        ("It began last month.", ("2025-08-01", "2025-08-31", "month")),
        ("It began last year.", ("2024-01-01", "2024-12-31", "year")),
        ("It began earlier this year.", ("2025-01-01", "2025-12-31", "year")),
        ("It ends early next month.", ("2025-10-01", "2025-10-10", "month")),
        ("It began in March 2016.", ("2016-03-01", "2016-03-31", "month")),
        ("It began in late 2016.", ("2016-09-01", "2016-12-31", "year")),
        ("It began in September.", ("2025-09-01", "2025-09-30", "month")),
        ("It began last March.", ("2025-03-01", "2025-03-31", "month")),
        ("It began in mid-March.", ("2025-03-11", "2025-03-20", "month")),
        ("It will begin in March.", ("2026-03-01", "2026-03-31", "month")),
        ("It grew until mid-1996.", ("1996-05-01", "1996-08-31", "year")),
        ("In 1994 they agreed.", ("1994-01-01", "1994-12-31", "year")),
        ("The 2018 summit failed.", ("2018-01-01", "2018-12-31", "year")),
        ("Fiscal 2018 was poor.", ("2018-01-01", "2018-12-31", "year")),
        ("Profit rose in the third quarter of 2016.", ("2016-07-01", "2016-09-30", "quarter")),
        ("The famine of the 1990s.", ("1990-01-01", "1999-12-31", "range")),
        ("They met three times during 2018-2019.", ("2018-01-01", "2019-12-31", "range")),
        ("It ran from 2018 to 2020.", ("2018-01-01", "2020-12-31", "range")),
        ("It ran from June 2016 to March 2017.", ("2016-06-01", "2017-03-31", "range")),
        ("It ran Nov. 16-18, 2016.", ("2016-11-16", "2016-11-18", "range")),
        ("It ran 11-13 September 2025.", ("2025-09-11", "2025-09-13", "range")),
        ("Their first summit in over six years.", ("2019-09-30", "2025-09-30", "range")),
        ("Trade fell over the past three years.", ("2022-09-30", "2025-09-30", "range")),
        ("He came two years ago.", ("2023-01-01", "2023-12-31", "year")),
        ("He came three months ago.", ("2025-06-01", "2025-06-30", "month")),
        ("It ends by the end of the year.", ("2025-09-01", "2025-12-31", "year")),
        ("It was hot last summer.", ("2025-06-01", "2025-08-31", "range")),
        ("The first half of 2016 was good.", ("2016-01-01", "2016-06-30", "range")),
    ],
)
def test_a_longer_period_keeps_the_granularity_of_its_unit(text: str, interval: tuple[str, str, str]) -> None:
    """Weeks, months, quarters and years are closed intervals; parts of them keep the unit's granularity."""
    assert interval == first(text)


@pytest.mark.parametrize(
    "text",
    [
        "He may march in a second.",
        "She asked May Jones and they may come.",
        "Some 2000 people came and paid $2000 for 2,016 seats.",
        "The Sunday Times wrote of Black Friday.",
        "He recently left, some years ago perhaps.",
        "Version 1.2.3 scored 3-4.",
        "The 15th anniversary of the 20-year-old treaty.",
        "He sat and fell.",
        "Most Mondays are quiet.",
        "",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    """Verbs, names, counts and vague words are not dates."""
    assert [] == read(text)


@pytest.mark.parametrize("rule", dates.RULES, ids=lambda rule: rule.name)
def test_every_rule_finds_its_example_and_leaves_its_counterexample(rule: dates.Rule) -> None:
    """The examples that describe a rule are true."""
    assert rule.name in {m.rule for m in dates.found(Document.of_text(rule.example), TUESDAY)}
    assert rule.name not in {m.rule for m in dates.found(Document.of_text(rule.counter), TUESDAY)}


@given(st.text(alphabet=st.sampled_from(list("0123456789/-.:, \n'’sSMay Marchonlstweekgo年月日٣١")), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    """No text raises, spans lie in order inside it, and every interval is closed."""
    found = dates.found(Document.of_text(text), TUESDAY)
    assert all(0 <= m.start < m.end <= len(text) and m.from_ <= m.to for m in found)
    assert all(one.start <= two.start for one, two in pairwise(found))


def test_time_grows_with_the_text_and_no_faster() -> None:
    """Ten times the text takes about ten times as long."""
    text = "On Monday, Sept. 3, 2018, and last week in the third quarter he said he will go next month. "
    spent = []
    for times in (50, 500):
        document = Document.of_text(text * times)
        begin = time.perf_counter()
        dates.found(document, TUESDAY)
        spent.append(time.perf_counter() - begin)
    assert spent[1] < 40 * spent[0]


def test_a_range_in_words_holds_its_ends() -> None:
    """“From June 2016 to March 2017” is a range, a month and a month; a range with a dash is one date."""
    found = read("It ran from June 2016 to March 2017.")
    assert ["June 2016 to March 2017", "June 2016", "March 2017"] == [words for words, *_ in found]
    assert ["2018-2019"] == [words for words, *_ in read("It ran 2018-2019.")]
