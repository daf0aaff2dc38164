"""Since the last briefing: what has changed, as a section of the page."""

from collections.abc import Iterable, Sequence

import pandas as pd

from chancery import diff, markup
from chancery.brief.keeping import recorded
from chancery.brief.predecessor import predecessor
from chancery.dossier import Dossier
from chancery.evidence import Finding
from chancery.markup import Block

HEADING = "Since the last briefing"
ROWS_SHOWN = 12


def since_last(case: Dossier, findings: Sequence[Iterable[Finding]], bottom_line: Iterable[Finding]) -> Block | None:
    """What changed since the last briefing, the analyst's own words on it last; None where there is none before."""
    before = predecessor(case)
    if before is None:
        return None
    now = recorded(case, findings, bottom_line)
    difference = diff.compared(before[0], now)
    return markup.section(HEADING, lead(difference, now.change), tables(difference, ROWS_SHOWN))


def lead(difference: diff.Difference, change: str = "") -> list[str]:
    """The sentences that a difference opens with; change: the analyst's own words."""
    reasons = diff.material(difference)
    news = "Material by the declared rules: " + "; ".join(reasons[:3]) if reasons else "Nothing of it is material."
    more = f"; and {len(reasons) - 3:,} more." if len(reasons) > 3 else "." if reasons else ""
    return [line for line in (diff.summary(difference), news + more if difference else "", change) if line]


def tables(difference: diff.Difference, limit: int | None = None) -> list[Block]:
    """A difference as tables, one a kind of change; limit: rows shown of each."""
    return [
        markup.table(pd.DataFrame(list(section.rows)), section.heading, headed=False, limit=limit)
        for section in diff.sections(difference)
    ]
