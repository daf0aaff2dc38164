"""Every rule of reading does what its line says, on its own examples."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from chancery.text.reading import read
from chancery.text.rules import TextRule, every_rule, methods_table, with_table

METHODS = Path(__file__).parent.parent / "docs" / "methods.md"
PUBLISHED = dt.date(2025, 9, 29)
RECORDED = ("mentions", "quotes", "dates", "events", "exercises", "claims")
TAKES = [(rule, text) for rule in every_rule() if rule.part in RECORDED for text in rule.takes]
LEAVES = [(rule, text) for rule in every_rule() if rule.part in RECORDED for text in rule.leaves]


def rules_in(part: str, text: str) -> set[str]:
    """Names of the rules that made the records of one part."""
    reading = read(SimpleNamespace(body=text, published=PUBLISHED))
    return {item.rule for item in getattr(reading, part)}


def in_words(value: object) -> str:
    """The id of a case."""
    return f"{value.part}: {value.name}" if isinstance(value, TextRule) else str(value)[:40]


@pytest.mark.parametrize(("rule", "text"), TAKES, ids=in_words)
def test_a_rule_takes_its_examples(rule: TextRule, text: str) -> None:
    """A sentence listed as taken yields a record made by the rule."""
    assert rule.name in rules_in(rule.part, text)


@pytest.mark.parametrize(("rule", "text"), LEAVES, ids=in_words)
def test_a_rule_leaves_its_counter_examples(rule: TextRule, text: str) -> None:
    """A sentence listed as left yields no record made by the rule."""
    assert rule.name not in rules_in(rule.part, text)


@pytest.mark.parametrize("rule", every_rule(), ids=in_words)
def test_a_rule_has_a_line_and_examples_of_both_kinds(rule: TextRule) -> None:
    """No rule without a description, a sentence it takes and a sentence it leaves."""
    assert rule.does
    assert rule.takes
    assert rule.leaves


def test_rule_names_are_lower_case_words_joined_by_hyphens() -> None:
    """Names can be read aloud and searched for."""
    odd = [rule.name for rule in every_rule() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)]
    assert not odd


def test_the_methods_table_has_a_row_for_every_rule() -> None:
    """The documentation is generated from the rules."""
    table = methods_table()
    missing = [rule.name for rule in every_rule() if f"| `{rule.name}` |" not in table]
    assert not missing


def test_the_methods_page_is_in_step_with_the_rules() -> None:
    """`python -m chancery.text.rules docs/methods.md` has been run since a rule changed."""
    page = METHODS.read_text("utf-8")
    assert with_table(page) == page
