"""What changed between two briefings, told from their records, never from their text.

comparing: two records compared. material: whether the difference is worth telling somebody. telling: in words, tables,
plain values.
"""

from chancery.diff.comparing import (
    Difference,
    NumberChange,
    Reworded,
    SettingChange,
    TieChange,
    VerdictChange,
    compared,
)
from chancery.diff.material import MATERIAL, material
from chancery.diff.telling import Section, plain, sections, summary

__all__ = [
    "MATERIAL",
    "Difference",
    "NumberChange",
    "Reworded",
    "Section",
    "SettingChange",
    "TieChange",
    "VerdictChange",
    "compared",
    "material",
    "plain",
    "sections",
    "summary",
]
