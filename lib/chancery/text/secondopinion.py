"""A second opinion on speakers from a spaCy pipeline that the user has installed.

The pipeline only votes: a quote keeps the speaker the rules gave it, `second_opinion` says whether the parse agrees,
and the confidence goes up or down. Nothing is downloaded; without spaCy there is a clear error.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from chancery.errors import ParameterError
from chancery.text.records import Quote
from chancery.text.tokens import Document

SUBJECTS = frozenset(("nsubj", "nsubjpass", "nsubj:pass", "csubj"))
AGREES, DIFFERS = 0.3, 0.5


def pipeline(name: str) -> Any:
    """The spaCy pipeline of a name. Raises ParameterError where spaCy or the pipeline is not installed."""
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise ParameterError(
            "second opinion",
            "spaCy is not installed",
            "install it (pip install spacy), or leave the second opinion out",
        ) from error
    try:
        return spacy.load(name)
    except OSError as error:
        raise ParameterError(
            "second opinion", f"there is no spaCy pipeline {name!r}", f"install it (python -m spacy download {name})"
        ) from error


def vote(document: Document, quotes: Iterable[Quote], name: str) -> str:
    """Mark each quote with the pipeline's vote on its source; returns the pipeline's name."""
    parsed = pipeline(name)(document.body)
    marked(parsed, quotes)
    return name


def marked(parsed: Any, quotes: Iterable[Quote]) -> None:
    """Compare the subject of each cue, by the parse, with the source that the rules found.

    parsed: tokens with `idx`, `text`, `dep_`, `head`, `children` and `subtree`, as a spaCy Doc has them.
    A quote whose cue has no subject in the parse gets no vote.
    """
    at = {token.idx: token for token in parsed}
    for quote in quotes:
        if quote.cue is None or quote.source is None:
            continue
        subject = next((found for offset in range(*quote.cue) if (found := _subject(at.get(offset)))), None)
        if subject is None:
            continue
        agrees = subject[0] < quote.source[1] and quote.source[0] < subject[1]
        quote.second_opinion = "agrees" if agrees else "differs"
        shift = (1 - quote.confidence) * AGREES if agrees else -quote.confidence * DIFFERS
        quote.confidence = round(quote.confidence + shift, 3)


def _subject(token: Any) -> tuple[int, int] | None:
    """Offsets of the subject of a verb, None where it has none."""
    if token is None:
        return None
    for child in token.children:
        if child.dep_ in SUBJECTS:
            words = list(child.subtree)
            return words[0].idx, words[-1].idx + len(words[-1].text)
    return None
