"""Agreement between coders: Krippendorff's alpha for ordinal codes."""

from collections.abc import Sequence

import numpy as np


def alpha(units: Sequence[Sequence[int]]) -> float:
    """Krippendorff's alpha with the ordinal difference; 1 is full agreement, 0 what chance would give.

    units: for each passage the codes it was given, in any order; one with fewer than two codes is left out.
    NaN where there is nothing to compare; 1 where every code is the same.
    Krippendorff, Content Analysis (2004), ch. 11: the squared difference of two codes is the square of the number of
    codes given between them, counting half of those at either end.

    >>> alpha([[1, 1], [2, 2], [3, 3]])
    1.0
    >>> round(alpha([[1, 2], [2, 1], [3, 3]]), 3)
    0.583
    """
    paired = [list(unit) for unit in units if len(unit) > 1]
    if not paired:
        return float("nan")
    values = sorted({code for unit in paired for code in unit})
    place = {code: index for index, code in enumerate(values)}
    coincidence = np.zeros((len(values), len(values)))
    for unit in paired:
        counts = np.bincount([place[code] for code in unit], minlength=len(values)).astype(float)
        coincidence += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    totals = coincidence.sum(axis=1)
    between = np.cumsum(totals)
    lower = np.minimum.outer(np.arange(len(values)), np.arange(len(values)))
    upper = np.maximum.outer(np.arange(len(values)), np.arange(len(values)))
    spans = between[upper] - between[lower] + totals[lower] - (totals[lower] + totals[upper]) / 2
    difference = spans**2
    expected = (np.outer(totals, totals) * difference).sum() / (totals.sum() - 1)
    return 1.0 if expected == 0 else float(1 - (coincidence * difference).sum() / expected)
