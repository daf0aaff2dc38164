"""What an act counts as in its mood and under the verbs that govern it: promised, asked for, refused, threatened."""

from chancery.text.event_words import COOPERATIVE, HOSTILE
from chancery.text.predicate import Predicate
from chancery.text.word_lists import word_set

CLOSING_ORDERS = word_set("suspend close shut disband dissolve leave stop cease evacuate")
LEAVING = word_set("leave quit depart")


def in_mood(verb: Predicate, category: str, rule: str, above: Predicate | None) -> tuple[str, str]:
    """The category and rule after the mood of the first verb: will, must, or neither."""
    if verb.modal == "will":
        if verb.negated:
            return ("REJECT" if category not in HOSTILE else "AGREE"), "future-event"
        return intended(category), "future-event"
    if verb.modal == "must" and not verb.passive and verb.subjects and above is not None:
        speaker = above.subjects[0].entity if above.subjects else None
        if speaker != verb.subjects[0].entity:
            return "REQUEST", "duty-event"
    return category, rule


def intended(category: str) -> str:
    """What an act counts as when it is only intended: THREATEN for hostile acts, AGREE for friendly ones."""
    if category in HOSTILE:
        return "THREATEN"
    return "AGREE" if category in COOPERATIVE else category


UNDER = {"threat": ("THREATEN", 0.9), "demand": ("REQUEST", 0.85), "refuse": ("REJECT", 0.88)}


def composed(operator: str, category: str, base: str, salience: float) -> tuple[str, float]:
    """What an act counts as under a verb of wanting, asking, refusing or threatening; and how salient that is.

    >>> composed("threat", "SANCTION", "cut", 0.8), composed("intent", "AID", "send", 0.8)
    (('THREATEN', 0.9), ('AGREE', 0.85))
    """
    if operator in UNDER:
        return UNDER[operator]
    if operator == "order" and base in LEAVING:
        return ("SANCTION", 0.8)
    if operator == "order":
        return ("COERCE" if base in CLOSING_ORDERS else "REQUEST", 0.8)
    if operator in ("intent", "willing"):
        made = intended(category)
        return ("AGREE" if made in ("INTENT", "CONTINUE", "STATEMENT") else made, 0.85)
    if operator == "prepare":
        return ("MOBILIZE" if category in ("ASSAULT", "MOBILIZE", "CONTINUE") else intended(category), 0.75)
    return (category, max(salience, 0.8) if salience > 0.6 else salience)
