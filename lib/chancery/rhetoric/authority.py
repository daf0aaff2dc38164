"""Who speaks: 1 the leader, 2 the highest state bodies, 3 ministers, 4 spokespersons, 5 departments, 6 state media.

A post that a coded statement holds has that statement's level. Any other is read by the words of authority.csv, in the
file's order: a foreign ministry spokesperson is a spokesperson before he is of a ministry.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import pandas as pd


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the ladder: its number, its name, the words that mark a post as belonging to it."""

    level: int
    label: str
    words: tuple[str, ...]
    reason: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches a post by any of the words, whole words only."""
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words))})s?\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def levels() -> tuple[Level, ...]:
    """The ladder of authority.csv, in the order in which posts are read."""
    with (resources.files("chancery.rhetoric") / "authority.csv").open("r", encoding="utf-8") as lines:
        frame = pd.read_csv(lines, dtype=str, keep_default_na=False)
    return tuple(
        Level(int(row["level"]), str(row["label"]), tuple(str(row["words"]).split(";")), str(row["reason"]))
        for row in frame.to_dict(orient="records")
    )


def label(level: int) -> str:
    """The name of a level; "level not known" for one that is not on the ladder."""
    return next((step.label for step in levels() if step.level == level), "level not known")


def of_posts(statements: pd.DataFrame) -> dict[str, int]:
    """The level of every post in the coded statements, by the post in lower case: the one coded most often."""
    counts: dict[str, Counter[int]] = {}
    for post, level in zip(statements["speaker_post"], statements["authority"], strict=True):
        if post and not pd.isna(level):
            counts.setdefault(str(post).lower(), Counter())[int(level)] += 1
    return {post: _commonest(levels) for post, levels in counts.items()}


def level_of(post: str | None, known: Mapping[str, int]) -> int | None:
    """The level of a post: as coded, else by its words, else None."""
    if not post:
        return None
    if post.lower() in known:
        return known[post.lower()]
    return next((step.level for step in levels() if step.pattern.search(post)), None)


def _commonest(levels: "Counter[int]") -> int:
    """The level counted most often; of two as common, the higher rank."""
    return min(levels, key=lambda level: (-levels[level], level))
