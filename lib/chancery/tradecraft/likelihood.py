"""The likelihood table of ICD 203: its terms, in which words of a text they are used, and judgments held against it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chancery.article import Judgments
from chancery.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The likelihood table: terms and the row of terms (a or b) each belongs to."""

    rows: Mapping[str, str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Likelihood":
        """The terms of the table's pairs (`term_a`, `term_b`)."""
        rows: dict[str, str] = {}
        for pair in pairs:
            for row, term in zip("ab", pair, strict=True):
                rows |= dict.fromkeys(_forms(term), row)
        return cls(rows)

    def used(self, text: str) -> list[str]:
        """The terms used in a text, longest first where they overlap."""
        found: list[str] = []
        rest = text.lower()
        for term in sorted(self.rows, key=len, reverse=True):
            pattern = re.compile(rf"\b{re.escape(term)}\b")
            if pattern.search(rest):
                found.append(term)
                rest = pattern.sub(" ", rest)
        return found


def validated(judgments: Judgments, likelihood: Likelihood) -> Judgments:
    """The judgments as they are, once every likelihood term is known.

    Raises ArticleError for the first term that is not in the table, with its place and the terms there are.
    """
    for each in judgments.judgments:
        if each.likelihood and each.likelihood not in likelihood.rows:
            terms = ", ".join(dict.fromkeys(likelihood.rows))
            where = each.where or judgments.path
            raise ArticleError(where, f"likelihood {each.likelihood!r} is not in the table", f"use one of: {terms}")
    return judgments


def _forms(term: str) -> list[str]:
    """The forms of a term; one with a bracket has two, as "probable (probably)" and "almost certain(ly)" do."""
    plain = re.sub(r"\s*\([^)]*\)", "", term).strip().lower()
    inside = re.search(r"\(([^)]*)\)", term)
    if inside is None:
        return [plain]
    joined = term.replace(f"({inside[1]})", inside[1]).strip().lower()
    return [plain, joined if " (" not in term else inside[1].lower()]
