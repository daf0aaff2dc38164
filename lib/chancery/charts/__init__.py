"""Charts: frames and values in, a Chart out (inline SVG, words, table, rows)."""

from chancery.charts.figure import Chart, drawn, sheet

__all__ = ["Chart", "drawn", "sheet"]
