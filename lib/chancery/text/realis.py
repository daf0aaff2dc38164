"""Realis: whether the text says that an act happened, is alleged, is planned, is only thought of, or did not happen."""

from chancery.text.clauses import Predicate
from chancery.text.records import Realis

ALLEGING = frozenset(
    "allegedly reportedly supposedly purportedly apparently presumably ostensibly rumoured rumored alleged suspected purported".split()
)
CLAIMING = frozenset("claim allege accuse charge suspect blame implicate believe assert".split())
HYPOTHETICAL = frozenset("if unless whether would could might may can perhaps possibly".split())
PLANNED_CATEGORIES = frozenset("AGREE THREATEN REQUEST REJECT".split())


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
