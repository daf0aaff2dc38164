"""Whether a piece is what somebody watches for: the actors and drills it speaks of, and its words."""

import re
from dataclasses import dataclass
from datetime import date

from chancery import text
from chancery.intake.piece import Piece
from chancery.intake.watchlist import Rule


def rule_met(piece: Piece, rules: tuple[Rule, ...]) -> Rule | None:
    """The first rule that a piece meets."""
    needs_reading = any(rule.actors or rule.exercises for rule in rules)
    actors, exercises = _named(piece) if needs_reading else (frozenset(), frozenset())
    whole = f"{piece.title}\n{piece.text}"
    for rule in rules:
        if (
            (not rule.actors or actors.intersection(rule.actors))
            and (not rule.exercises or exercises.intersection(name.casefold() for name in rule.exercises))
            and (not rule.words or any(_holds(whole, word) for word in rule.words))
        ):
            return rule
    return None


@dataclass(frozen=True)
class _Readable:
    """What the reading rules need of an article; the day does not matter to who is named."""

    body: str
    published: date


def _named(piece: Piece) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of the actors, and series and ids of the exercises, that a piece names."""
    body = f"{piece.title}.\n{piece.text}"
    day = piece.published or date(2000, 1, 1)
    reading = text.read(_Readable(body, day))
    spoken_of = {entity.actor for entity in reading.entities if entity.actor}
    drills = {name for drill in reading.exercises for name in (drill.series, drill.exercise_id) if name}
    return frozenset(spoken_of), frozenset(name.casefold() for name in drills)


def _holds(whole: str, word: str) -> bool:
    """Whether a text holds a word or phrase, whole; `*` at its end stands for any ending."""
    stem = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
    ending = "" if word.endswith("*") else r"\b"
    return bool(re.search(rf"\b{stem}{ending}", whole, re.IGNORECASE))
