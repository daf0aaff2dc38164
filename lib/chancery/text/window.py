"""The stretch of text that a rule of quotations may look at."""

from dataclasses import dataclass

from chancery.text.cues import CueWords
from chancery.text.tokens import Document


@dataclass(slots=True)
class Window:
    """The tokens a rule may look at: those of one sentence."""

    doc: Document
    words: CueWords
    low: int
    high: int
