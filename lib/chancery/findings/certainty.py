"""Why a deed, as it was read, should not be set beside the tables: whether, or to whom, it was done is open.

The reader gives each deed its parties and its realis by rules. These checks look at the sentence once more, for what
would make a line of the analyst's list false: an aim or a hope taken for a deed, a party that the deed is against taken
for the one it is for, an object that belongs to another clause. They can only hold a deed back.
"""

import re
from collections.abc import Sequence

from chancery.text.records import Event, Span

FIRM = 0.5
"""Confidence from which a deed without a row to back it counts."""

AIM = "it names an aim"
THOUGHT = "it is hoped for, offered or thought of"
REFUSED = "it is refused or failed"
AGAINST = "whom it is for is open: the other state is named as the one against whom"
OTHER_CLAUSE = "the other state may belong to another clause"
ENDED = "a drill that ends is no step back"
WEAK = "the rules are unsure of it, and no row backs it"

_INFINITIVE = re.compile(r"to\s+\w", re.IGNORECASE)
_GERUND = re.compile(r"\w+ing\b", re.IGNORECASE)
_POSSIBLE = re.compile(
    r"\b(?:potential|possible|prospective|proposed|planned|future|hypothetical|would-be|hoped-for|eventual)"
    r"\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_WISHING = (
    r"\b(?:hop(?:es?|ed|ing)|speculation|prospects?|possibility|chances?|likelihood|plan(?:s|ned|ning)?|call(?:s|ed|ing)?"
    r"|offer(?:s|ed|ing)?|propos(?:als?|es|ed|ing)|desire|wish(?:es|ed)?|appeal(?:s|ed)?|want(?:s|ed)?|vow(?:s|ed)?"
    r"|s(?:eeks?|ought|eeking)|threat(?:s|ens|ened|ening)?|willing(?:ness)?|read(?:y|iness)|talk|try|tr(?:ies|ied|ying))"
)
_WISHED_TO = re.compile(_WISHING + r"\s+to\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_WISH_TOLD = re.compile(_WISHING + r"\s+to\s", re.IGNORECASE)
_TOLD_AS_SUCH = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
"""Categories in which the offer, the wish or the threat is itself the deed."""
_WISHED_FOR = re.compile(
    _WISHING + r"\s+(?:of|for|about|over)\s+(?:(?!(?:and|but|or|as|when|after|who|which)\s)[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:may|might|could|would|should)\b", re.IGNORECASE)
_REFUSED = re.compile(
    r"\b(?:refus\w+|declin\w+|fail(?:s|ed|ing|ure)|unwilling\w*|reluctan\w+)\s+to\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
_AGAINST = re.compile(
    r"\b(?:against|(?:war|invasion|offensive|conflict|aggression|attacks?|assaults?)\s+(?:in|on|of|with))"
    r"\s+(?:(?:the|its|their|his|her|a|an|both)\s+)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:and|but|while|whereas)\s+(?:the\s+)?$", re.IGNORECASE)
_ENDING = re.compile(r"\b(?:end(?:s|ed|ing)?|conclud\w+|complet\w+|finish\w*|wrap\w*)\b", re.IGNORECASE)
_DRILL = re.compile(
    r"^(?:\s+[\w’'-]+){0,6}?\s+(?:drills?|exercises?|man(?:o|œ)?e?uv(?:re|er)s?|war\s?games?)\b", re.IGNORECASE
)


def doubt(event: Event, body: str, sentence: Span, targets: Sequence[Span], *, cooperative: bool) -> str:
    """What in its sentence speaks against taking the deed as read; empty where nothing does.

    sentence: where it stands in the body. targets: where the sentence names the one acted on, after the deed's words;
    empty where it is named before them or not at all. Of several doubts the first of the list above.
    """
    words, before, after = body[event.start : event.end], body[sentence[0] : event.start], body[event.end : sentence[1]]
    leads = [body[sentence[0] : start] for start, _ in targets]
    noun = "nominal" in event.rule or bool(_GERUND.match(words))
    wished = _WISHED_TO.search(before) or _POSSIBLE.search(before) or (noun and _WISHED_FOR.search(before))
    wished = wished or (event.category not in _TOLD_AS_SUCH and _WISH_TOLD.search(words))
    checks = {
        AIM: _INFINITIVE.match(words),
        THOUGHT: wished or _MODAL.search(words),
        REFUSED: _REFUSED.search(before),
        AGAINST: cooperative and leads and all(_AGAINST.search(lead) for lead in leads),
        OTHER_CLAUSE: leads and all(_JOINED.search(lead) for lead in leads),
        ENDED: event.category == "RETREAT" and _ENDING.search(words) and _DRILL.search(after),
    }
    return next((reason for reason, holds in checks.items() if holds), "")
