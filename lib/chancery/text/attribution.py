"""One attribution: a cue, whoever it belongs to, and the content it governs, as ranges of tokens."""

from dataclasses import dataclass

from chancery.text.verbs import Verb
from chancery.text.window import Window

Range = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """Words laid to somebody, as ranges of tokens.

    source: the words that name the speaker, None where nobody is named; inherited: the source was named for an earlier
    verb. nested: lies within the content of another attribution. negated: the cue is denied ("did not say").
    """

    sentence: int
    cue: Range
    source: Range | None
    contents: list[Range]
    rule: str
    category: str
    stance: str
    confidence: float
    nested: bool = False
    inherited: bool = False
    negated: bool = False


def by_cue(made: Attribution) -> Range:
    """The place of an attribution's cue, to sort by."""
    return made.cue


def attributed(
    sentence: int, verb: Verb, source: Range | None, contents: list[Range], rule: str, confidence: float
) -> Attribution:
    """The attribution of a verb; category and stance are those of its sense."""
    sense = verb.sense
    return Attribution(
        sentence,
        (verb.first, verb.after),
        source,
        contents,
        rule,
        sense.category,
        sense.stance,
        confidence,
        negated=verb.negated,
    )


def trimmed(window: Window, contents: list[Range]) -> list[Range]:
    """Ranges without commas and stops at their ends, empty ones dropped; quotation marks stay."""
    doc = window.doc
    kept: list[Range] = []
    for start, end in contents:
        first, last = start, end
        while first < last and doc.kinds[first] == "p" and doc.lowers[first] not in {"$", "#", "@", "("}:
            first += 1
        while (
            last > first
            and doc.lowers[last - 1] in {",", ".", ";", "—", "–", "--", "―", ":", "!", "?"}
            and (doc.quote_of_token[last - 1] < 0)
        ):
            last -= 1
        if first < last:
            kept.append((first, last))
    return kept
