"""Realis: whether the text says that an act happened, is alleged, is planned, is only thought of, or did not happen."""

from chancery.text.predicate import Predicate
from chancery.text.records import Realis
from chancery.text.word_lists import word_set

ALLEGING = word_set(
    "allegedly reportedly supposedly purportedly apparently presumably ostensibly rumoured rumored alleged "
    "suspected purported"
)
CLAIMING = word_set("claim allege accuse charge suspect blame implicate believe assert")
HYPOTHETICAL = word_set("if unless whether would could might may can perhaps possibly")
PLANNED_CATEGORIES = word_set("AGREE THREATEN REQUEST REJECT")


def of(predicate: Predicate, lowers: list[str], above: Predicate | None) -> Realis:
    """The realis of a verb in its clause; `above` is the verb of saying over it."""
    if predicate.negated:
        return "negated"
    near = lowers[max(0, predicate.group - 4) : predicate.token + 2]
    if not ALLEGING.isdisjoint(near):
        return "alleged"
    if above is not None and above.base in CLAIMING and predicate.role in ("reported", "participle"):
        return "alleged"
    if predicate.modal == "can" or "if" in lowers[max(0, predicate.region - 1) : predicate.group]:
        return "hypothetical"
    if predicate.modal == "will":
        return "planned"
    return "actual"
