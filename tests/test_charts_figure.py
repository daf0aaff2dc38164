"""The chart as the page takes it: deterministic, self-contained, readable."""

import re
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from chancery import style
from chancery.charts import labels
from chancery.charts.figure import HALO, Chart, drawn, sheet


def sample(name: str = "sample", **more: object) -> Chart:
    """A small chart with a line, marks and labels."""
    with style.settings():
        figure = sheet(2.5)
        axes = figure.subplots()
        axes.plot([1, 2, 3], [3, 1, 2], "o--", color=style.ACCENT, gid="tie-1")
        axes.text(2, 2, "Kim & <Xi>", ha="center", weight="bold", gid=HALO)
        axes.text(1, 2, "rotated", rotation=30, rotation_mode="anchor")
        axes.set_ylabel("strength", color=style.MUTED)
        table = pd.DataFrame({"Year": [1, 2, 3], "Strength": [3, 1, 2]})
        given = {"title": "How strong?", "alt": "It fell, then rose.", "caption": "Strength by year."}
        return drawn(figure, name=name, table=table, **{**given, **more})  # type: ignore[arg-type]


def ids(svg: str) -> set[str]:
    """All ids of a picture."""
    return set(re.findall(r'\bid="([^"]+)"', svg))


def parsed(svg: str) -> ET.Element:
    """The picture as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - our own output


def test_the_same_data_give_the_same_bytes() -> None:
    """A briefing rendered twice is the same file twice."""
    assert sample().svg == sample().svg


def test_two_charts_of_a_page_share_no_id() -> None:
    """Inlined SVGs live in one document: a shared id would make one chart use the other's marks."""
    first, second = sample("first").svg, sample("second").svg
    assert ids(first)
    assert set() == ids(first) & ids(second)
    assert all(name.startswith("first-") for name in ids(first))


def test_every_local_reference_has_its_target() -> None:
    """A mark or clip path that cannot be found is not drawn."""
    svg = sample().svg
    used = set(re.findall(r'href="#([^"]+)"', svg)) | set(re.findall(r"url\(#([^)]+)\)", svg))
    assert used
    assert set() == used - ids(svg)


def test_nothing_is_loaded_and_nothing_leaks_to_the_page() -> None:
    """No address but the SVG namespace, no style element (it would reach the whole page), no prolog."""
    svg = sample().svg
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?://[^\s\"'<]+", svg)
    assert svg.startswith("<svg ")
    for unwanted in ("<style", "<metadata", "<!DOCTYPE", "<?xml", "xlink", "@import"):
        assert unwanted not in svg


def test_size_is_left_to_the_page() -> None:
    """The viewBox stays, width and height go: the chart fills its column on paper and on a phone."""
    root = parsed(sample().svg)
    assert f"0 0 {style.WIDTH * 72:g} 180" == root.attrib["viewBox"]
    assert not {"width", "height"} & set(root.attrib)


def test_text_stays_text_and_is_escaped() -> None:
    """Readers can select and search labels; an article's words cannot become markup."""
    svg = sample(alt='He said "<script>alert(1)</script>"').svg
    assert "Kim &amp; &lt;Xi&gt;" in svg
    assert "<script" not in svg


def test_colours_of_roles_follow_the_page() -> None:
    """Reserved colours appear only as fallbacks of custom properties, so that dark mode can change them."""
    svg = sample().svg
    assert f"var(--accent, {style.ACCENT})" in svg
    assert "var(--ink, var(--jp-content-font-color1, #222222))" in svg
    for colour in style.LIGHT.values():
        assert svg.count(colour) == svg.count(f", {colour})")


def test_default_black_and_white_never_reach_a_chart() -> None:
    """Black text would vanish in dark mode, a white ground would glare."""
    svg = sample().svg
    assert "#000000" not in svg
    assert "#ffffff" not in svg


def test_labels_on_marks_get_an_outline() -> None:
    """A label over lines stays legible on either ground."""
    assert "paint-order: stroke; stroke: var(--paper, var(--jp-layout-color0, #fffffe))" in sample().svg


def test_words_for_those_who_cannot_see_it() -> None:
    """role, title and description stand in the SVG itself."""
    root = parsed(sample().svg)
    space = "{http://www.w3.org/2000/svg}"
    assert "img" == root.attrib["role"]
    assert "sample-title sample-desc" == root.attrib["aria-labelledby"]
    assert ["How strong?", "It fell, then rose."] == [root[0].text, root[1].text]
    assert [f"{space}title", f"{space}desc"] == [root[0].tag, root[1].tag]


def test_marks_can_carry_words() -> None:
    """A hint appears where the pointer rests on a mark."""
    assert "<title>China & DPRK</title>".replace("&", "&amp;") in sample(hints={"tie-1": "China & DPRK"}).svg


def test_no_font_is_named_but_the_stack() -> None:
    """Text is laid out in DejaVu Sans, the widest face of the stack, and shown in the reader's own sans."""
    svg = sample().svg
    assert "Bitstream" not in svg
    assert svg.count("DejaVu Sans") == svg.count("system-ui")


def test_settings_of_the_caller_come_back() -> None:
    """Charts change nothing in the analyst's own session."""
    before = mpl.rcParams["svg.hashsalt"], mpl.rcParams["font.size"]
    sample()
    assert before == (mpl.rcParams["svg.hashsalt"], mpl.rcParams["font.size"])


def test_a_name_that_is_no_slug_is_refused() -> None:
    """Ids are made from it."""
    with pytest.raises(ValueError, match="lower-case"):
        sample("Two words")


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two hex colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_contrast_of_text_and_marks(theme: dict[str, str]) -> None:
    """WCAG AA: 4.5 for text, 3 for marks, in both themes."""
    for name in ("--ink", "--muted", "--accent"):
        assert contrast(theme[name], theme["--paper"]) >= 4.5
    assert contrast(theme["--against"], theme["--paper"]) >= 3


def test_the_page_can_set_every_role_for_light_and_dark() -> None:
    """One block of CSS gives each property both values, and paper the light one."""
    css = style.custom_properties()
    assert set(style.LIGHT) == set(style.DARK)
    for name in style.LIGHT:
        assert 3 == css.count(f"{name}: ")


@pytest.mark.parametrize(
    "text", ["", "a", "We 12 May 2019: Liaison office, “so to speak”", "fi ff ffl AV To Å–ß", "  x  "]
)
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
def test_a_line_is_as_wide_as_matplotlib_draws_it(text, bold):
    """Measured by pairs of letters, it is the width of the whole line to a twentieth of a point."""
    face = FontProperties(family=style.LAYOUT_FONT, size=9, weight="bold" if bold else "normal")
    whole, _, _ = TextToPath().get_text_width_height_descent(text, face, ismath=False)
    assert abs(whole - labels.width(text, 9.0, bold)) < 0.05
