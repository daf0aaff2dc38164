"""The few findings a briefing opens with, chosen by a stated rule."""

from collections.abc import Iterable

from chancery.evidence import Finding

MOST = 5
RULE = (
    "Findings are ranked by the weight their kind gives them (claims that the record contradicts, material change in "
    "ties, extremes of a record, rhetoric against the series, exercises of the season, then description); the heaviest "
    "of each kind is taken, five at most."
)


def bottom_line(findings: Iterable[Finding], most: int = MOST) -> list[Finding]:
    """At most `most` findings, heaviest first, one of a kind; ties keep the order given."""
    heaviest: dict[str, Finding] = {}
    for finding in findings:
        held = heaviest.get(finding.kind)
        if finding.weight > 0 and (held is None or finding.weight > held.weight):
            heaviest[finding.kind] = finding
    return sorted(heaviest.values(), key=lambda finding: -finding.weight)[:most]
