"""Charts: frames and values in, a Chart out (inline SVG, words, table, rows)."""

from chancery.charts.alliance_network import alliance_network
from chancery.charts.dyad_matrix import dyad_matrix
from chancery.charts.figure import Chart, drawn, sheet
from chancery.charts.tie_change import tie_change
from chancery.charts.tie_timeline import tie_timeline

__all__ = ["Chart", "alliance_network", "drawn", "dyad_matrix", "sheet", "tie_change", "tie_timeline"]
