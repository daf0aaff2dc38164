"""The few findings a briefing opens with, chosen by a stated rule."""

from collections.abc import Iterable

from chancery.evidence import Finding

MOST = 5
RULE = (
    "Findings are ranked by the weight their kind gives them (material change in ties, extremes of a record, rhetoric "
    "against the series, exercises of the season, then description), at most two of a kind, at most five in all."
)
MOST_OF_A_KIND = 2


def bottom_line(findings: Iterable[Finding], most: int = MOST) -> list[Finding]:
    """At most `most` findings, heaviest first, at most two of a kind; ties keep the order given."""
    chosen: list[Finding] = []
    taken: dict[str, int] = {}
    for finding in sorted(findings, key=lambda each: -each.weight):
        if finding.weight > 0 and taken.get(finding.kind, 0) < MOST_OF_A_KIND and len(chosen) < most:
            chosen.append(finding)
            taken[finding.kind] = taken.get(finding.kind, 0) + 1
    return chosen
