"""Every reading rule by name, collected from the modules that hold them: for documentation, `explain` and tests.

`python -m chancery.text.rules docs/methods.md` writes their table anew; without a file it is printed.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

SOURCES = {
    "mentions": "entities",
    "quotes": "quoterules",
    "dates": "dates",
    "events": "events",
    "exercises": "exercises",
    "claims": "claims",
    "intensity": "intensity",
    "intensity frames": "intensity_frames",
}
MARK = "<!-- rules -->\n"


@dataclass(frozen=True, slots=True)
class TextRule:
    """One rule: the part of the record it makes, its name, what it does, sentences it takes and sentences it leaves."""

    part: str
    name: str
    does: str
    takes: tuple[str, ...]
    leaves: tuple[str, ...]


@lru_cache(maxsize=1)
def every_rule() -> tuple[TextRule, ...]:
    """All rules, in the order of the record's parts."""
    found: list[TextRule] = []
    for part, module in SOURCES.items():
        entries = getattr(import_module(f"chancery.text.{module}"), "RULES", {})
        found += _rules_of(part, entries() if callable(entries) else entries)
    return tuple(found)


def rule(part: str, name: str) -> TextRule | None:
    """The rule of a part and a name; None where there is none."""
    return _by_name().get((part, name))


def methods_table() -> str:
    """The rules as Markdown, a table for each part; `docs/methods.md` holds it."""
    lines: list[str] = []
    part = ""
    for item in every_rule():
        if item.part != part:
            part = item.part
            lines += ["", f"### {part.capitalize()}", "", "| rule | takes | for example |", "|---|---|---|"]
        example = item.takes[0].replace("|", "\\|").replace("\n", " ⏎ ") if item.takes else ""
        lines.append(f"| `{item.name}` | {item.does.rstrip('.')} | {example} |")
    return "\n".join(lines).strip() + "\n"


def with_table(page: str) -> str:
    """A page with the table of rules after its mark `<!-- rules -->`, in place of what stood there."""
    return page.partition(MARK)[0] + MARK + "\n" + methods_table()


@lru_cache(maxsize=1)
def _by_name() -> dict[tuple[str, str], TextRule]:
    return {(item.part, item.name): item for item in every_rule()}


def _rules_of(part: str, entries: Any) -> Iterable[TextRule]:
    """Rules from a mapping name -> (line, takes, leaves), or from objects with name, does, example, counter."""
    if isinstance(entries, Mapping):
        for name, (does, takes, leaves) in entries.items():
            yield TextRule(part, name, does, tuple(takes), tuple(leaves))
        return
    for entry in entries:
        yield TextRule(
            part, entry.name, entry.does, tuple(filter(None, (entry.example,))), tuple(filter(None, (entry.counter,)))
        )


def main(files: list[str]) -> None:
    """Write the table of rules into pages; print it where none is named."""
    for file in files:
        page = Path(file).read_text("utf-8")
        Path(file).write_text(with_table(page), "utf-8")
    if not files:
        sys.stdout.write(methods_table())


if __name__ == "__main__":
    main(sys.argv[1:])
