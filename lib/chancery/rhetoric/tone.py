"""The tone of a coded statement, 0 to 10.

The table of statements holds codes, not texts. So the tone of a row is read from its codes: the stance gives a base in
the order of the reading rules' speech acts, and a nuclear weapon named, forces on the move and a condition add or take
away. Key terms quoted word for word may add what the reading rules give for them. The weights and their reasons stand
in stance_tone.csv beside this module; a stance weighs about what the reading rules give to stock phrases of that
kind in data/validation. It is an ordinal scale: more or less hostile, not twice as hostile.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import cast

import pandas as pd

from chancery.text import intensity
from chancery.text.records import IntensityPart

LOWEST, HIGHEST = 0.0, 10.0
MOST_FROM_TERMS = 1.5
ACTS = frozenset({"express", "criticise", "reject", "demand", "warn", "threaten", "ultimatum"})

Reader = Callable[[str], Iterable[IntensityPart]]


@dataclass(frozen=True, slots=True)
class TonePart:
    """One reason for a tone: the column it comes from, the words or code, the weight, and why it weighs that."""

    field: str
    value: str
    weight: float
    reason: str


def read(text: str) -> tuple[IntensityPart, ...]:
    """What the reading rules give for a bare text, term by term."""
    return tuple(intensity.scored(text).parts)


@lru_cache(maxsize=1)
def scale() -> Mapping[tuple[str, str], TonePart]:
    """The weights of stance_tone.csv by (field, value)."""
    rows = _rows()
    return {(row["field"], row["value"]): _part(row) for row in rows}


@lru_cache(maxsize=1)
def speech_acts() -> Mapping[str, str]:
    """The speech act of the reading rules that each stance stands for."""
    return {row["value"]: row["speech_act"] for row in _rows() if row["field"] == "stance"}


def parts(row: Mapping[str, object], reader: Reader | None = read) -> tuple[TonePart, ...]:
    """Why one coded statement has its tone; () for a stance that is not on the scale.

    reader: gives the intensity parts of a text; used on key terms that are quoted word for word; None leaves them out.
    """
    base = scale().get(("stance", str(row["stance"])))
    if base is None:
        return ()
    found = [base]
    for field in ("mentions_nuclear", "plover", "conditional"):
        more = scale().get((field, str(row[field])))
        if more is not None:
            found.append(more)
    if reader is not None and row["terms_verbatim"]:
        found.extend(_from_terms(str(row["key_terms"]), reader))
    return tuple(found)


def coded(statements: pd.DataFrame, reader: Reader | None = read) -> pd.DataFrame:
    """The statements with `tone` (NaN where the stance is not on the scale), `speech_act` and `tone_parts`."""
    reasons = [parts(cast("dict[str, object]", row), reader) for row in statements.to_dict(orient="records")]
    return statements.assign(
        tone=pd.Series([total(reason) for reason in reasons], index=statements.index, dtype=float),
        speech_act=statements["stance"].map(speech_acts()).fillna(""),
        tone_parts=pd.Series(reasons, index=statements.index, dtype=object),
    )


def total(reasons: Iterable[TonePart]) -> float:
    """The sum of the parts, held within 0 and 10; NaN where there are none."""
    weights = [reason.weight for reason in reasons]
    return min(HIGHEST, max(LOWEST, round(sum(weights), 2))) if weights else float("nan")


def _from_terms(key_terms: str, reader: Reader) -> list[TonePart]:
    """Parts of quoted terms that the codes do not hold already; together at most MOST_FROM_TERMS either way."""
    found: list[TonePart] = []
    left = MOST_FROM_TERMS
    for term in filter(None, (term.strip() for term in key_terms.split("|"))):
        for part in reader(term):
            weight = max(-left, min(left, part.weight))
            if part.kind in ACTS or weight == 0 or "nuclear" in part.term.lower():
                continue
            left -= abs(weight)
            found.append(TonePart("key_terms", term, weight, f"{part.kind}: {part.term}"))
    return found


def _rows() -> list[dict[str, str]]:
    with (resources.files("chancery.rhetoric") / "stance_tone.csv").open("r", encoding="utf-8") as lines:
        frame = pd.read_csv(lines, dtype=str, keep_default_na=False)
    return [{str(name): str(cell) for name, cell in row.items()} for row in frame.to_dict(orient="records")]


def _part(row: Mapping[str, str]) -> TonePart:
    return TonePart(row["field"], row["value"], float(row["weight"]), row["reason"])
