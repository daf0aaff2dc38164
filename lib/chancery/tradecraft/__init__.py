"""What a machine can check of ICD 203 and ICD 206 in a briefing, and what it must leave to a reader.

`checks` reads the record of a briefing (and its page, where given) and answers for each rule: it passes, it fails and
where, or a person must look. Sources: ICD 203, Analytic Standards, and ICD 206, Sourcing Requirements (docs/lint.md).
"""

from chancery.tradecraft import judging, pages, sourcing
from chancery.tradecraft.checks import Check, Fault, Material, checks, report, rule
from chancery.tradecraft.likelihood import Likelihood, validated

__all__ = [
    "Check",
    "Fault",
    "Likelihood",
    "Material",
    "checks",
    "judging",
    "pages",
    "report",
    "rule",
    "sourcing",
    "validated",
]
