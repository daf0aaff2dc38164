"""Since the last briefing: what has changed, as a section of the page."""

from collections.abc import Iterable, Sequence

import pandas as pd

from chancery import diff, markup
from chancery.brief.keeping import recorded
from chancery.brief.predecessor import predecessor
from chancery.dossier import Dossier
from chancery.evidence import Finding
from chancery.markup import Block
from chancery.words import counted

HEADING = "Since the last briefing"
ROWS_SHOWN = 12
OPEN = ("Verdicts that moved", "Ties that changed")


def since_last(case: Dossier, findings: Sequence[Iterable[Finding]], bottom_line: Iterable[Finding]) -> Block | None:
    """What changed since the last briefing, the analyst's own words on it last; None where there is none before."""
    before = predecessor(case)
    if before is None:
        return None
    now = recorded(case, findings, bottom_line)
    difference = diff.compared(before[0], now)
    said = [diff.summary(difference), *([now.change] if now.change else [])]
    return markup.section(HEADING, [*said, news(difference)], tables(difference, ROWS_SHOWN, folded=True))


def news(difference: diff.Difference) -> str:
    """Whether any of a difference is material, in a sentence."""
    reasons = diff.material(difference)
    if not reasons:
        return "By the declared rules nothing of it is material."
    told = "one change of it is" if len(reasons) == 1 else f"{len(reasons):,} changes of it are"
    return f"By the declared rules {told} material, such as: {reasons[0].rstrip('.')}."


def tables(difference: diff.Difference, limit: int | None = None, *, folded: bool = False) -> list[Block]:
    """A difference as tables, one a kind of change; limit: rows shown of each; folded: but verdicts and ties."""
    shown = []
    for section in diff.sections(difference):
        table = markup.table(pd.DataFrame(list(section.rows)), section.heading, headed=False, limit=limit)
        summary = f"{section.heading}: {counted(len(section.rows), 'row')}"
        shown.append(table if not folded or section.heading in OPEN else markup.folded(summary, table))
    return shown
