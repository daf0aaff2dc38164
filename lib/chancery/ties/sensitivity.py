"""Does a result survive other settings? Each choice is changed alone, the rest kept."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

import pandas as pd

from chancery.ties.behaviour import Weighing

HALF_LIVES = (90, 180, 365, 730, 1095)
WINDOWS = ((365, "acts of the last year only"), (1826, "acts of the last five years only"))


def variants(base: Weighing, half_lives: Sequence[int] = HALF_LIVES) -> list[tuple[str, str, Weighing]]:
    """What to vary, its value in words, and the settings: the base first."""
    made = [("as briefed", described(base), base)]
    made += [
        ("half-life", f"{days} days", replace(base, half_life_days=days))
        for days in half_lives
        if days != base.half_life_days
    ]
    made += [("window", words, replace(base, window_days=days)) for days, words in WINDOWS if days != base.window_days]
    made += [
        ("weight of an act", words, replace(base, coding=coding))
        for coding, words in (
            ("equal", "every act the same"),
            ("level", "by rank of those who acted"),
            ("material", "material acts twice words"),
        )
        if coding != base.coding
    ]
    made += [
        ("joint exercises", words, replace(base, exercises=count))
        for count, words in ((0.0, "left out"), (1.0, "each counts as an act"))
        if count != base.exercises
    ]
    if base.lasting:
        made.append(("acts that last", "age like the others", replace(base, lasting=False)))
    if base.confidence != ("high",):
        made.append(("rows admitted", "high confidence only", replace(base, confidence=("high",))))
    return made


def described(weighing: Weighing) -> str:
    """The settings in words."""
    coding = {"equal": "every act the same", "level": "acts by rank", "material": "material acts twice words"}[
        weighing.coding
    ]
    return f"half-life {weighing.half_life_days} days, {coding}"


def sensitivity(
    result: Callable[[Weighing], Hashable], base: Weighing | None = None, half_lives: Sequence[int] = HALF_LIVES
) -> pd.DataFrame:
    """One row for each variant: varied, setting, result, same (whether the result is the base's).

    result: computes the headline's answer from settings; it should return something that can be compared and printed.
    """
    tried = [(varied, words, result(settings)) for varied, words, settings in variants(base or Weighing(), half_lives)]
    expected = tried[0][2]
    return pd.DataFrame(
        [(varied, words, found, found == expected) for varied, words, found in tried],
        columns=["varied", "setting", "result", "same"],
    )
