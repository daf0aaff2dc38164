"""Reading an article by rules: who said what of whom, when, with the words to prove it.

`read(article)` returns a Reading; `Reading.record()` is what `chancery extract` prints. Names load when first used.

    tokens        the text cut once into words, sentences and quoted passages
    entities      who is named: states, persons, offices; short names and pronouns bound to them
    quotes        who said what (cues, phrases, complements, grammar, chains)
    dates         dated expressions as intervals of days
    events        who did what to whom, in PLOVER categories
    exercises     drills, their participants and how they are framed
    claims        statements that a table can be asked about
    intensity     how hostile a passage is, term by term
    rules         every rule by name, with examples;  explain: which rule made what of a passage
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chancery.text.explain import explanation
    from chancery.text.reading import Reading, read, read_all
    from chancery.text.tokens import Document

_HOMES = {
    "Document": "tokens",
    "Reading": "reading",
    "explanation": "explain",
    "read": "reading",
    "read_all": "reading",
}

__all__ = ["Document", "Reading", "explanation", "read", "read_all"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"chancery.text.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'chancery.text' has no attribute {name!r}")
