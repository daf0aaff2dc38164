"""A briefing as a machine reads it: reports/NAME.json, beside the page, with the same findings and their evidence.

`made` builds it from values, `written` and `read` keep it as a file; the forms are versioned. `chancery.shelf` finds
the records of a folder, `chancery.diff` compares two.
"""

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
