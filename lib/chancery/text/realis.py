"""Realis: whether the text says that an act happened, is alleged, is planned, is only thought of, or did not happen."""

from chancery.text.predicate import Predicate
from chancery.text.records import Realis
from chancery.text.word_lists import word_set

ALLEGING = word_set(
    "allegedly reportedly supposedly purportedly apparently presumably ostensibly rumoured rumored alleged "
    "suspected purported"
)
CLAIMING = word_set("claim allege accuse charge suspect blame implicate believe assert")
HOPES = word_set("hope hopes hoping prospect prospects possibility chance chances idea dream")


def of(predicate: Predicate, lowers: list[str], above: Predicate | None) -> Realis:
    """The realis of a verb in its clause; `above` is the verb of saying over it."""
    if predicate.negated:
        return "negated"
    near = lowers[max(0, predicate.group - 4) : predicate.token + 2]
    if not ALLEGING.isdisjoint(near):
        return "alleged"
    if above is not None and above.base in CLAIMING and predicate.role in ("reported", "participle"):
        return "alleged"
    if predicate.modal == "can" or _is_thought_of(predicate, lowers):
        return "hypothetical"
    if predicate.modal == "will":
        return "planned"
    return "actual"


def _is_thought_of(predicate: Predicate, lowers: list[str]) -> bool:
    """Whether a verb stands after "if", or after "hope of" and its like."""
    start = predicate.group
    hoped = lowers[start - 1 : start] == ["of"] and lowers[start - 2] in HOPES
    return hoped or "if" in lowers[max(0, predicate.region - 1) : start]
