"""A briefing as a machine reads it: reports/NAME.json, beside the page, with the same findings and their evidence.

`made` builds it from values, `written` and `read` keep it as a file; the forms are versioned. `chancery.shelf` finds
the records of a folder, `chancery.diff` compares two.
"""

from typing import TYPE_CHECKING, Any

from chancery.record.files import of, read, written
from chancery.record.forms import (
    FORM,
    MIME,
    VERSION,
    ActorRecord,
    ArticleFacts,
    BriefingRecord,
    EvidenceRecord,
    FindingRecord,
    JudgmentRecord,
    NamedCode,
    PreviousRecord,
    TieRecord,
    VerdictRecord,
)

if TYPE_CHECKING:
    from chancery.record.making import Setting, made, source_summary

__all__ = [
    "FORM",
    "MIME",
    "VERSION",
    "ActorRecord",
    "ArticleFacts",
    "BriefingRecord",
    "EvidenceRecord",
    "FindingRecord",
    "JudgmentRecord",
    "NamedCode",
    "PreviousRecord",
    "Setting",
    "TieRecord",
    "VerdictRecord",
    "made",
    "of",
    "read",
    "source_summary",
    "written",
]


def __getattr__(name: str) -> Any:
    """What makes records is imported when first asked for: it needs the rules, and a reader of records does not."""
    if name not in ("Setting", "made", "source_summary"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from chancery.record import making

    return getattr(making, name)
