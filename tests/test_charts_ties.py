"""The charts of ties: every label apart from every other and inside the picture, whatever the number of states."""

import dataclasses
import datetime as dt
import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pandas as pd
import pytest

from chancery import charts, reference, style, ties
from chancery.charts.arcs import sides
from chancery.charts.figure import Chart
from chancery.charts.labels import Box, lines_of, shortened, spread, width
from chancery.charts.tie_timeline import HALF, WIDE, _Frame

ON = dt.date(2025, 9, 29)
SIX = ["USA", "KOR", "JPN", "PRK", "CHN", "RUS"]
BLOCS = [["USA", "KOR", "JPN"], ["PRK", "CHN", "RUS"]]
SPACE = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.76, 0.24
"""Of DejaVu Sans, as shares of its size."""


@pytest.fixture(scope="module")
def shipped() -> reference.Reference:
    """The shipped tables."""
    return reference.load()


def view(shipped: reference.Reference, count: int) -> ties.View:
    """The ties around a state among 3, 6, 10 or 40."""
    ten = [*SIX, "AUS", "PHL", "TWN", "GBR"]
    members = shipped.alliance_members
    nato = list(dict.fromkeys(members.loc[members["alliance_id"] == "nato", "member"]))
    forty = [*nato, "RUS", "BLR", "ARM", "KAZ", "KGZ", "TJK", "UKR", "CHN"]
    states = {3: ["USA", "KOR", "PRK"], 6: SIX, 10: ten, 40: forty}[count]
    placed = [nato, ["RUS", "BLR", "ARM", "KAZ", "KGZ", "TJK"]] if count == 40 else BLOCS
    return ties.around(shipped.tables, focus="RUS" if count == 40 else "PRK", on=ON, states=states, placed=placed)


def boxes(chart: Chart) -> list[tuple[str, Box]]:
    """Every label of a chart and the box it fills, measured in the layout font, from the finished SVG (y downwards)."""
    found = []
    for text in ET.fromstring(chart.svg).iter(f"{SPACE}text"):  # noqa: S314 - our own output
        look = text.attrib["style"]
        size = float(re.search(r"font(?:-size)?:[^;]*?([\d.]+)px", look)[1])  # type: ignore[index]
        bold = bool(re.search(r"\b(?:bold|700)\b", look))
        wide = width(text.text or "", size, bold)
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        anchor = re.search(r"text-anchor: (\w+)", look)
        before = {"middle": wide / 2, "end": wide}.get(anchor[1] if anchor else "", 0.0)
        turned = re.search(r"rotate\((-?[\d.]+)", text.attrib.get("transform", ""))
        if turned and abs(float(turned[1])) == 90:
            box = Box(x - ASCENT * size, y - (wide - before), x + DESCENT * size, y + before)
        else:
            box = Box(x - before, y - ASCENT * size, x - before + wide, y + DESCENT * size)
        found.append((text.text or "", box))
    return found


def overlaps(chart: Chart) -> list[tuple[str, str]]:
    """Pairs of labels whose boxes share more than a hairline."""
    return [(a, b) for (a, one), (b, other) in combinations(boxes(chart), 2) if one.meets(other, -0.6)]


def clipped(chart: Chart) -> list[str]:
    """Labels that leave the picture."""
    wide, tall = (float(value) for value in chart.svg.split('viewBox="0 0 ')[1].split('"')[0].split())
    return [
        words for words, box in boxes(chart) if box.left < 0 or box.right > wide or box.bottom < 0 or box.top > tall
    ]


def network(shipped: reference.Reference, count: int) -> Chart:
    """The signed network of so many states."""
    around = view(shipped, count)
    return charts.alliance_network(
        around.dyads,
        around.names,
        blocs=around.placed,
        marked=[("PRK", "CHN")],
        focus=around.focus,
        on="29 September 2025",
    )


def timeline(shipped: reference.Reference, count: int) -> Chart:
    """The timelines of the state in focus."""
    around = view(shipped, count)
    return charts.tie_timeline(
        around.known, around.focus, around.names, since=dt.date(2018, 1, 1), until=ON, marked={"tie-092"}
    )


def matrix(shipped: reference.Reference, count: int) -> Chart:
    """The matrix of pairs."""
    around = view(shipped, count)
    return charts.dyad_matrix(around.dyads, around.names, blocs=around.placed, marked=[("CHN", "PRK")])


def slope(shipped: reference.Reference, count: int) -> Chart:
    """What changed in three years."""
    around = view(shipped, count)
    changes = around.changes(dt.date(2022, 9, 29))
    return charts.tie_change(
        changes, around.names, focus=around.focus, before="29 September 2022", after="29 September 2025"
    )


@pytest.mark.parametrize("count", [3, 6, 10, 40], ids=["three", "six", "ten", "forty"])
@pytest.mark.parametrize("draw", [network, matrix, timeline, slope], ids=["network", "matrix", "timeline", "slope"])
def test_no_label_overlaps_or_is_clipped(draw: object, count: int, shipped: reference.Reference) -> None:
    """From three states to forty, every label stands alone and whole."""
    chart = draw(shipped, count)  # type: ignore[operator]
    assert [] == overlaps(chart)
    assert [] == clipped(chart)
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:[^;\"]*?([\d.]+)px", chart.svg)]
    assert style.SMALL <= min(sizes)


@pytest.mark.parametrize("draw", [network, matrix, timeline, slope], ids=["network", "matrix", "timeline", "slope"])
def test_a_chart_is_the_same_twice_and_carries_its_words_and_values(draw: object, shipped: reference.Reference) -> None:
    """Deterministic to the byte; alt text names states, the table has rows."""
    first, second = draw(shipped, 6), draw(shipped, 6)  # type: ignore[operator]
    assert first.svg == second.svg
    assert "Korea" in first.alt
    assert len(first.table)
    assert first.caption


def test_sign_is_told_by_line_style_as_well_as_colour(shipped: reference.Reference) -> None:
    """In greyscale an adverse tie is still dashed and a mixed one dotted."""
    svg = network(shipped, 6).svg
    for pair in ("KOR-PRK", "JPN-PRK", "PRK-USA"):
        drawn = re.search(rf'id="alliance-network-tie-{pair.lower()}".*?style="([^"]*)"', svg, flags=re.DOTALL)
        assert drawn is not None
        assert "stroke-dasharray" in drawn[1]
    solid = re.search(r'id="alliance-network-tie-chn-prk".*?style="([^"]*)"', svg, flags=re.DOTALL)
    assert solid is not None
    assert "stroke-dasharray" not in solid[1]


def test_a_treaty_among_many_is_one_arc(shipped: reference.Reference) -> None:
    """Thirty-two members are not drawn as 496 lines."""
    around = view(shipped, 40)
    drawn = network(shipped, 40).svg.count('id="alliance-network-tie-')
    assert drawn < 60 < len(around.dyads)


@pytest.mark.parametrize(
    ("draw", "count"),
    [(network, 3), (network, 10), (network, 40), (matrix, 3), (matrix, 10), (slope, 3), (slope, 10), (slope, 40)],
)
def test_a_telephone_gets_a_picture_of_its_own(draw: object, count: int, shipped: reference.Reference) -> None:
    """Its smallest letters are 9.7 px high on 360 px less margins; its labels stand alone and whole too."""
    chart = draw(shipped, count)  # type: ignore[operator]
    small = dataclasses.replace(chart, svg=chart.narrow)
    wide = float(chart.narrow.split('viewBox="0 0 ')[1].split()[0])
    assert 9.7 <= round(style.SMALL * (360 - 2 * 18) / wide, 1)
    assert [] == overlaps(small)
    assert [] == clipped(small)
    assert [] == [words for words, _ in boxes(small) if words.endswith("…")]
    ids = re.compile(r' id="([^"]+)"')
    assert set(ids.findall(chart.svg)).isdisjoint(ids.findall(chart.narrow))


def test_states_that_share_a_treaty_without_defence_are_no_arc(shipped: reference.Reference) -> None:
    """Five states of one side have allies among them and a treaty of amity in common: each tie is a line of its own."""
    around = view(shipped, 10)
    chart = network(shipped, 10)
    assert int((around.dyads["sign"] != "").sum()) == chart.svg.count('id="alliance-network-tie-')
    assert "thick arc" not in chart.caption
    assert "thick arc" in network(shipped, 40).caption


def test_an_arc_never_runs_through_a_state_outside_its_treaty(shipped: reference.Reference) -> None:
    """Members stand side by side; a partner of theirs that is no member stands beyond them."""
    around = view(shipped, 40)
    placed = [[*around.placed[0], "UKR"], list(around.placed[1])]
    left, _ = sides(sorted(around.names), placed, around.dyads, "UKR")
    nato = [state in around.placed[0] for state in left if state is not None]
    assert nato == sorted(nato, reverse=True)


def test_a_member_the_blocs_do_not_name_stands_with_its_treaty(shipped: reference.Reference) -> None:
    """Two members left out of the bloc join it; a state bound to none of them does not."""
    around = view(shipped, 40)
    nato, east = around.placed
    left, right = sides(sorted(around.names), [nato[2:], list(east)], around.dyads, "RUS")
    assert set(nato) <= set(left)
    assert set(nato).isdisjoint(right)


def test_the_key_and_the_caption_name_the_same_looks(shipped: reference.Reference) -> None:
    """Mixed ties are explained where there are some, and only there."""
    around = view(shipped, 6)
    assert "dotted: mixed" in network(shipped, 6).caption
    unmixed = around.dyads[around.dyads["sign"] != "±"]
    assert "mixed" not in charts.alliance_network(unmixed, around.names).caption


def test_charts_without_data_say_so(shipped: reference.Reference) -> None:
    """Empty frames give a picture with a sentence, not an error."""
    around = ties.around(shipped.tables, focus="FJI", on=ON, states=["FJI", "HTI"])
    assert "0 adverse" in charts.alliance_network(around.dyads, around.names, focus="FJI").alt
    shown = charts.tie_timeline(around.known, "FJI", around.names, since=dt.date(2020, 1, 1), until=ON)
    assert "no dated acts" in shown.svg
    changes = around.changes(dt.date(2020, 1, 1))
    assert "no ties" in charts.tie_change(changes, around.names, before="then", after="now").svg
    assert "No dated behaviour." in charts.dyad_matrix(around.dyads, around.names).alt


def test_a_period_without_days_is_refused() -> None:
    """The first day comes before the last."""
    with pytest.raises(ValueError, match="earlier"):
        charts.tie_timeline(pd.DataFrame(), "PRK", {}, since=ON, until=ON)


def test_a_matrix_needs_two_states(shipped: reference.Reference) -> None:
    """One state has no pair."""
    with pytest.raises(ValueError, match="two states"):
        charts.dyad_matrix(view(shipped, 3).dyads, {"PRK": "North Korea"})


def test_labels_are_spread_no_further_than_needed() -> None:
    """Two that clash part by equal shares; one that stands alone stays."""
    assert [45.0, 55.0, 90.0] == spread([50.0, 50.0, 90.0], 10, 0, 100)
    placed = spread([99.0] * 5, 10, 0, 100)
    assert [60.0, 70.0, 80.0, 90.0, 100.0] == placed


def test_long_words_end_in_an_ellipsis_that_fits() -> None:
    """Nothing is wider than its room."""
    text = "Comprehensive strategic partnership treaty signed in Pyongyang"
    assert width(shortened(text, 90)) <= 90
    assert all(width(line) <= 90 for line in lines_of(text, 90))
    assert "short" == shortened("short", 90)


def test_the_timeline_counts_what_it_does_not_name(shipped: reference.Reference) -> None:
    """Beside each partner stand its acts and how many of them only the table names; nothing is lost."""
    chart = timeline(shipped, 10)
    heading = re.search(r">(\d+) acts?; (\d+) more than are named here<", chart.svg)
    assert heading
    acts, unnamed = map(int, heading.groups())
    assert acts == (chart.table["Partner"] == "South Korea").sum()
    assert 0 < unnamed < acts
    assert "Named first: summits, treaties" in chart.caption


def test_the_timeline_names_summits_and_treaties_before_other_acts(shipped: reference.Reference) -> None:
    """Whatever the room, the first thing to name of the United States and North Korea is the Singapore summit."""
    chart = timeline(shipped, 3)
    for picture in (chart.svg, chart.narrow):
        assert "12 Jun 2018: Singapore" in picture


def test_a_weak_tie_is_seen_beside_a_strong_one() -> None:
    """The scale is logarithmic: a hundred acts stand less than seven times as high as one."""
    frame = _Frame(WIDE, dt.date(2020, 1, 1), ON, 100.0)
    assert HALF == pytest.approx(frame.height(100.0))
    assert frame.height(100.0) < 7 * frame.height(1.0)
    assert 0.0 == frame.height(0.0)


def test_a_partner_with_few_acts_has_a_panel_only_where_it_is_asked_for(shipped: reference.Reference) -> None:
    """Two acts are for the table, unless the article speaks of that tie; the caption says who is not drawn."""
    around = view(shipped, 10)
    asked = {"since": dt.date(2018, 1, 1), "until": ON}
    plain = charts.tie_timeline(around.known, "PRK", around.names, **asked)
    spoken_of = charts.tie_timeline(around.known, "PRK", around.names, kept=["JPN"], **asked)
    assert "Not drawn, for they have fewer acts: Japan." in plain.caption
    assert "Not drawn" not in spoken_of.caption
    assert (">Japan<" in spoken_of.svg, ">Japan<" in plain.svg) == (True, False)


def test_a_slight_tie_is_a_hairline(shipped: reference.Reference) -> None:
    """One old act in common is not drawn as a partnership."""
    chart = network(shipped, 10)
    assert ">slight<" in chart.svg
    assert "Hairline: of slight strength." in chart.caption
