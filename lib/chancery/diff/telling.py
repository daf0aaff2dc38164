"""A difference in words: one sentence, lines, tables, plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chancery.diff.comparing import Difference, SettingChange, VerdictChange
from chancery.diff.material import material
from chancery.markup import shortened
from chancery.record import BriefingRecord, FindingRecord, TieRecord
from chancery.ties import SIGN_WORDS
from chancery.words import counted, iso_day, listed, value_in_words

SHOWN = 160  # characters of a finding beside its numbers
NUMBERS_SHOWN = 8  # of one finding; the data have them all
FORM, VERSION = "chancery-diff", "1"


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change: a heading, its rows as a table has them, and the same as lines of text."""

    heading: str
    mark: str
    rows: tuple[dict[str, str], ...]
    lines: tuple[str, ...]


def summary(found: Difference) -> str:
    """The difference in one sentence."""
    told = [
        counted(len(found.added), "finding") + " added" if found.added else "",
        f"{len(found.gone):,} gone" if found.gone else "",
        counted(len(found.numbers), "number") + " changed" if found.numbers else "",
        counted(len(found.reworded), "finding") + " reworded" if found.reworded else "",
        counted(len(found.verdicts), "verdict") + " moved" if found.verdicts else "",
        counted(len(found.ties), "tie") + " changed" if found.ties else "",
    ]
    against = f"Against “{found.old.title}”, as known on {iso_day(found.old.as_of)}"
    said = [part for part in told if part]
    return f"{against}: {listed(said)}." if said else f"{against}: nothing changed."


def sections(found: Difference) -> list[Section]:
    """The difference by kind, what matters most first; kinds without a change are left out."""
    made = [
        _section(
            "Verdicts that moved",
            "~",
            [
                {"Claim": each.words, "Before": each.old, "Now": each.new, "By the record": each.reason}
                for each in found.verdicts
            ],
            "“{Claim}”: {Before} → {Now} ({By the record})",
        ),
        _section(
            "Ties that changed",
            "~",
            [
                {"Tie": each.names, "Change": each.change, "Before": _standing(each.old), "Now": _standing(each.new)}
                for each in found.ties
            ],
            "{Tie}: {Change} ({Before} → {Now})",
        ),
        _section("Findings added", "+", [_row(each, found.new) for each in found.added], "{Finding} ({Place})"),
        _section("Findings gone", "-", [_row(each, found.old) for each in found.gone], "{Finding} ({Place})"),
        _section(
            "Numbers that changed",
            "~",
            _by_finding(found),
            "{Change}. {Finding}",
        ),
        _section(
            "Findings reworded",
            "~",
            [{"Finding": each.id, "Before": each.old, "Now": each.new} for each in found.reworded],
            "{Before} → {Now}",
        ),
        _section(
            "Set otherwise by the analyst",
            "!",
            [{"Parameter": each.name, **_before_and_now(each)} for each in found.settings],
            "{Parameter}: {Before} → {Now}",
        ),
    ]
    return [section for section in made if section.rows]


def plain(found: Difference) -> dict[str, Any]:
    """The difference as plain values, for JSON."""
    return {
        "form": FORM,
        "version": VERSION,
        "old": _side(found.old),
        "new": _side(found.new),
        "added": [each.model_dump(mode="json") for each in found.added],
        "gone": [each.model_dump(mode="json") for each in found.gone],
        "numbers": [
            {"id": each.id, "text": each.text, "name": each.name, "old": each.old, "new": each.new}
            for each in found.numbers
        ],
        "reworded": [{"id": each.id, "old": each.old, "new": each.new} for each in found.reworded],
        "verdicts": [
            {name: getattr(each, name) for name in VerdictChange.__dataclass_fields__} for each in found.verdicts
        ],
        "ties": [
            {
                "a": each.a,
                "b": each.b,
                "change": each.change,
                "old": each.old.model_dump(mode="json"),
                "new": each.new.model_dump(mode="json"),
            }
            for each in found.ties
        ],
        "settings": [{"name": each.name, "old": each.old, "new": each.new} for each in found.settings],
        "material": material(found),
    }


def _section(heading: str, mark: str, rows: Sequence[dict[str, str]], line: str) -> Section:
    return Section(heading, mark, tuple(rows), tuple(line.format_map(row) for row in rows))


def _by_finding(found: Difference) -> list[dict[str, str]]:
    """A row for each finding whose numbers changed, with all that did."""
    changes: dict[str, list[str]] = {}
    texts = {each.id: shortened(each.text, SHOWN) for each in found.numbers}
    for each in found.numbers:
        told = f"{each.name.replace('_', ' ')} {value_in_words(each.old)} → {value_in_words(each.new)}"
        changes.setdefault(each.id, []).append(told)
    return [{"Finding": texts[name], "Change": _first(told)} for name, told in changes.items()]


def _first(told: list[str]) -> str:
    more = [f"{len(told) - NUMBERS_SHOWN:,} more"] if len(told) > NUMBERS_SHOWN else []
    return "; ".join([*told[:NUMBERS_SHOWN], *more])


def _before_and_now(change: SettingChange) -> dict[str, str]:
    return {"Before": value_in_words(change.old), "Now": value_in_words(change.new)}


def _row(finding: FindingRecord, where: BriefingRecord) -> dict[str, str]:
    return {"Finding": finding.text, "Place": "bottom line" if finding.id in where.bottom_line else "further down"}


def _standing(tie: TieRecord) -> str:
    owed = f", {tie.obligation}" if tie.obligation else ""
    return f"{SIGN_WORDS.get(tie.sign, tie.sign)} {tie.net:+.2f}{owed}".replace("-", "−", 1 if tie.net < 0 else 0)


def _side(briefing: BriefingRecord) -> dict[str, str]:
    return {
        "name": briefing.article.name,
        "title": briefing.title,
        "as_of": briefing.as_of,
        "marking": briefing.marking,
        "version": briefing.version,
    }
