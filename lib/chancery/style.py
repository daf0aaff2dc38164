"""How everything drawn looks: colours by role, line styles of signs, matplotlib settings, light and dark.

Charts are drawn in the hex colours below. In the finished SVG each reserved colour becomes a CSS custom property with
that hex as its fallback, `var(--ink, #222222)`: the page sets the properties for light and dark, JupyterLab's own
properties are used inside JupyterLab, and a chart that stands alone has the light colours.

Hues are those of Okabe and Ito (2008), Color Universal Design: distinct to colour-blind readers. One accent, greys for
context; sign is told by line style as well as by colour, so that a greyscale print keeps it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import matplotlib as mpl
from cycler import cycler

# Roles. A chart uses these names; their values in light are the reserved colours of the SVG.
INK = "#222222"  # text that matters, marks of the subject
MUTED = "#636363"  # axis labels, secondary text, context marks
RULE = "#c9c9c9"  # gridlines, axis lines, leader lines
SOFT = "#ececea"  # bands and empty cells behind marks
PAPER = "#fffffe"  # what shows behind the chart: halos and gaps
ACCENT = "#0072b2"  # the one thing the chart is about
AGAINST = "#d55e00"  # ties and acts against: drawn dashed too

LIGHT = {
    "--ink": INK,
    "--muted": MUTED,
    "--rule": RULE,
    "--soft": SOFT,
    "--paper": PAPER,
    "--accent": ACCENT,
    "--against": AGAINST,
}
DARK = {
    "--ink": "#ededeb",
    "--muted": "#a6a6a2",
    "--rule": "#4a4c4f",
    "--soft": "#26292d",
    "--paper": "#16181b",
    "--accent": "#56b4e9",
    "--against": "#f08a3c",
}
_JUPYTER = {
    "--ink": "--jp-content-font-color1",
    "--muted": "--jp-content-font-color2",
    "--rule": "--jp-border-color1",
    "--soft": "--jp-layout-color2",
    "--paper": "--jp-layout-color0",
}

# Okabe and Ito's eight, for categories that need telling apart (use the roles above first).
ORANGE, SKY, GREEN, YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
BLUE, VERMILLION, PURPLE, GREY = "#0072b3", "#d55e01", "#cc79a7", "#999999"
CATEGORIES = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, GREY)

# Signs: solid for, dashed against, dotted mixed. Lengths in multiples of the line's width.
SIGN_LINES: dict[str, Any] = {"+": "-", "-": (0, (4, 2)), "±": (0, (1, 1.4))}
SIGN_COLOURS = {"+": ACCENT, "-": AGAINST, "±": MUTED}

# Sizes in points at the drawn width; the page may scale the whole chart.
WIDTH = 6.6  # inches; a 65-character column
SMALL, TEXT, LARGE = 9.0, 10.0, 11.5
# Laid out in DejaVu Sans, which is wider than every face of the stack: a label that fits there fits in all of them.
LAYOUT_FONT = "DejaVu Sans"
FONT_STACK = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "font.family": [LAYOUT_FONT],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "figure.facecolor": "none",
    "figure.dpi": 72,
    "savefig.facecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": RULE,
    "axes.labelcolor": MUTED,
    "axes.labelsize": SMALL,
    "axes.titlesize": TEXT,
    "axes.titlecolor": INK,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.prop_cycle": cycler(color=list(CATEGORIES)),
    "axes.unicode_minus": True,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.8,
    "lines.color": INK,
    "patch.edgecolor": "none",
    "patch.facecolor": ACCENT,
    "xtick.color": RULE,
    "ytick.color": RULE,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "legend.labelcolor": INK,
}


@contextmanager
def settings(**more: Any) -> Iterator[None]:
    """The house settings of matplotlib while a figure is made and drawn; others' settings come back after it.

    more: settings of one drawing, with `_` for the dots of their names.
    """
    parameters: dict[str, Any] = {**SETTINGS, **{name.replace("_", "."): value for name, value in more.items()}}
    with mpl.rc_context():
        mpl.rcdefaults()
        for name, value in parameters.items():
            cast("dict[str, Any]", mpl.rcParams)[name] = value
        yield


def property_of(colour: str) -> str:
    """A colour as the SVG should name it: a custom property where it is a role's colour, else itself."""
    for name, value in LIGHT.items():
        if value == colour.lower():
            jupyter = _JUPYTER.get(name)
            return f"var({name}, var({jupyter}, {value}))" if jupyter else f"var({name}, {value})"
    return colour


def custom_properties() -> str:
    """CSS that sets the roles' colours for light and dark: put once on a page, within its style element."""
    return (
        f":root {{ color-scheme: light dark; {_declared(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_declared(DARK)} }} }}\n"
        f"@media print {{ :root {{ {_declared(LIGHT)} }} }}"
    )


def _declared(colours: dict[str, str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in colours.items())
