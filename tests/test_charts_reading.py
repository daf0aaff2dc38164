"""Charts of what an article says: dates and events at every size, with words and tables from the same values."""

import datetime as dt
import re
from itertools import pairwise

import pytest

from chancery import brief, dossier
from chancery.charts import broken, reading
from chancery.text.records import PLOVER, DateMention, Event

DAY = dt.date(2025, 9, 29)
SPANS = {"days": 1, "months": 20, "decades": 700}


def dates(count, step):
    """A body and its dates: each two days long, `step` days before the one before it."""
    body = " ".join(f"words-{number:02d}" for number in range(count))
    spans = [(DAY - dt.timedelta(step * number + 1), DAY - dt.timedelta(step * number)) for number in range(count)]
    return body, [DateMention(9 * n, 9 * n + 8, *span, "range", "rule", 0.9) for n, span in enumerate(spans)]


def event(number, source, target, category="ACCUSE", realis="actual"):
    return Event(f"V{number}", 0, 1, category, None, None, source, target, None, realis, "rule", 0.8)


@pytest.mark.parametrize("count", [1, 2, 12, 40], ids=["one", "two", "a dozen", "forty"])
@pytest.mark.parametrize("step", SPANS.values(), ids=SPANS.keys())
def test_each_date_has_its_row_and_words(count, step):
    """One row a date, told in the picture, the table and the words alike."""
    body, spoken = dates(count, step)
    chart = reading.date_timeline(spoken, body, DAY)
    assert count == len(chart.table)
    assert [] == [number for number in range(count) if f"words-{number:02d}" not in chart.svg]
    assert chart.alt.startswith(f"Timeline of {count} dated expression")


def test_rows_beyond_the_limit_are_counted():
    """What is not drawn stands in the table, and the caption says how much."""
    body, spoken = dates(43, 3)
    chart = reading.date_timeline(spoken, body, DAY)
    assert 43 == len(chart.table)
    assert "3 more rows in the table." in chart.caption


def test_the_same_words_for_the_same_days_share_a_row():
    """Said twice is one row that says so."""
    spoken = [DateMention(start, start + 6, DAY, DAY, "day", "rule", 0.9) for start in (0, 7)]
    chart = reading.date_timeline(spoken, "Monday Monday", DAY)
    assert [2] == chart.table["Times"].tolist()
    assert "Monday (2×)" in chart.svg


def test_no_dates_are_an_error():
    """A timeline of nothing is not drawn."""
    with pytest.raises(ValueError, match="at least one date"):
        reading.date_timeline([], "", DAY)


def test_years_away_from_publication_break_the_axis():
    """Weeks and decades get a scale each, and the order of time stays the order on the page."""
    near, far = (DAY, DAY), (dt.date(1979, 1, 1), dt.date(1979, 12, 31))
    axis = broken.axis([near, far, (dt.date(2027, 1, 1), dt.date(2027, 1, 1))], DAY, 0.0, 300.0)
    assert 3 == len(axis.stretches)
    places = [axis.place(day) for day in range(far[0].toordinal(), dt.date(2027, 1, 2).toordinal(), 30)]
    assert all(a <= b for a, b in pairwise(places))
    assert places[0] >= 0
    assert places[-1] <= 300


def test_a_short_span_keeps_one_scale():
    """Within about a year nothing is broken."""
    assert [] == broken.axis([(DAY - dt.timedelta(300), DAY)], DAY, 0.0, 300.0).breaks


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max], ids=["first day", "last day"])
def test_the_ends_of_the_calendar_are_drawn(day):
    """Days at the ends of what a calendar holds are no error."""
    chart = reading.date_timeline([DateMention(0, 4, day, day, "day", "rule", 0.9)], "then", DAY)
    assert "then" in chart.svg


@pytest.mark.parametrize("count", [2, 7, 20], ids=["two", "seven", "twenty"])
def test_actors_have_rows_and_columns(count):
    """Each actor that acts is drawn, and the words count what the table lists."""
    told = [event(n, f"E{n}", f"E{(n + 1) % count}", PLOVER[n % len(PLOVER)]) for n in range(count)]
    chart = reading.event_matrix(told, {f"E{n}": f"Actor-{n}" for n in range(count)})
    assert count == chart.table["Times"].sum()
    assert [] == [n for n in range(count) if f"Actor-{n}" not in chart.svg]
    assert f"Matrix of {count} events" in chart.alt


def test_actors_beyond_the_limit_are_counted():
    """The least busy are not drawn; the caption says how many."""
    told = [event(n, f"E{n}", "E0") for n in range(23)]
    chart = reading.event_matrix(told, {f"E{n}": f"Actor-{n}" for n in range(23)})
    assert "3 more actors in the table." in chart.caption
    assert 23 == len(chart.table)


def test_side_and_standing_are_told_without_colour():
    """Cooperative and adverse differ by words in the table and the caption's marks; standing is written."""
    told = [event(1, "E1", "E2", "AID", "alleged"), event(2, "E1", "E2", "COERCE"), event(3, "E1", None, "STATEMENT")]
    chart = reading.event_matrix(told, {"E1": "A", "E2": "B"})
    assert ["cooperative", "adverse"] == chart.table["Side"].tolist()
    assert ["alleged", "actual"] == chart.table["Standing"].tolist()
    assert "alleged" in re.sub(r"<title.*?</title>|<desc.*?</desc>", "", chart.svg, flags=re.DOTALL)
    assert "Disc: cooperative; diamond: adverse; hollow: alleged" in chart.caption
    assert "Matrix of 2 events: 1 cooperative, 1 adverse; 1 alleged. Most from A to B (2)." == chart.alt


def test_statements_alone_are_an_error():
    """Saying is not doing."""
    with pytest.raises(ValueError, match="at least one event"):
        reading.event_matrix([event(1, "E1", None, "STATEMENT")], {"E1": "A"})


@pytest.mark.parametrize("name", ["dprk-at-unga", "nato-russia-sample", "taiwan-strait-sample"])
def test_shipped_articles_have_both_charts(name):
    """Every article that we ship shows its dates and its events."""
    case = dossier.from_names({"article": name})
    assert len(brief.date_timeline(case).table) > 0
    assert len(brief.event_matrix(case).table) > 0


def test_an_article_without_dates_and_events_has_neither_chart(tmp_path):
    """Nothing found is nothing drawn, not an error."""
    path = tmp_path / "quiet.md"
    path.write_text("# A quiet text\n\nThe hills are green and the water is cold.\n", "utf-8")
    case = dossier.from_names({"article": str(path), "published": "2025-09-29"})
    assert (None, None) == (brief.date_timeline(case), brief.event_matrix(case))
