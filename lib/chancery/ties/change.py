"""What changed between two dates: ties added, ended, strengthened, soured, eased or faded, each with its rows."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from chancery.ties.behaviour import Weighing
from chancery.ties.dyads import dyads
from chancery.ties.obligations import COW_RANK

CHANGES = ("added", "ended", "strengthened", "soured", "eased", "faded", "unchanged")
NOTABLE = 0.5
"""Least change of net strength that counts: half a fresh act."""
_SIGN_ORDER = {"-": -1, "±": 0, "": 0, "+": 1}


def change(
    stays: pd.DataFrame,
    known: pd.DataFrame,
    before: dt.date,
    after: dt.date,
    weighing: Weighing | None = None,
    among: Collection[str] | None = None,
) -> pd.DataFrame:
    """One row for each pair with a tie on either date.

    change, the first that fits: `added` an obligation or a positive tie where there was none; `ended` a treaty ended
    and nothing as heavy took its place; `soured` acts against between the dates and a worse sign, or net strength down
    by NOTABLE or more; `strengthened` a heavier obligation, a better sign with acts for, or net strength up by as much;
    `eased` a hostile tie that is still hostile, but less so by as much;
    `faded` net strength down by as much with no act against; else `unchanged`.
    acts_for, acts_against: keys of the acts after `before` and up to `after`; treaties_added, treaties_ended: ids.
    Raises ValueError unless `before` is the earlier date.
    """
    if before >= after:
        raise ValueError(f"before ({before}) must be earlier than after ({after})")
    old, new = (dyads(stays, known, day, weighing, among) for day in (before, after))
    return compared(old, new, known[(known["first"] > pd.Timestamp(before)) & (known["first"] <= pd.Timestamp(after))])


def compared(old: pd.DataFrame, new: pd.DataFrame, between: pd.DataFrame) -> pd.DataFrame:
    """Two tables of `dyads` and the acts between their days, as `change` gives them."""
    columns = ["a", "b", "sign", "obligation", "treaties", "net"]
    both = old[columns].merge(new[columns], on=["a", "b"], how="outer", suffixes=("_before", "_after"))
    acts: dict[Any, list[str]] = {}
    for *pair, key in zip(between["a"], between["b"], between["sign"], between["key"], strict=True):
        acts.setdefault(tuple(pair), []).append(key)
    rows = [_changed(_filled(row), acts) for row in both.to_dict("records")]
    return pd.DataFrame(rows, columns=[*_COLUMNS]).sort_values(["a", "b"], ignore_index=True)


_COLUMNS = (
    "a",
    "b",
    "change",
    "sign_before",
    "sign_after",
    "net_before",
    "net_after",
    "obligation_before",
    "obligation_after",
    "treaties_added",
    "treaties_ended",
    "acts_for",
    "acts_against",
)


def _filled(row: dict[Any, Any]) -> dict[Any, Any]:
    for end in ("before", "after"):
        absent = not isinstance(row[f"sign_{end}"], str)
        if absent:
            row |= {f"sign_{end}": "", f"obligation_{end}": "", f"treaties_{end}": (), f"net_{end}": 0.0}
    return row


def _changed(row: dict[Any, Any], acts: Mapping[Any, list[str]]) -> dict[str, object]:
    made = {
        **{name: row[name] for name in _COLUMNS if name in row},
        "treaties_added": _without(row["treaties_after"], row["treaties_before"]),
        "treaties_ended": _without(row["treaties_before"], row["treaties_after"]),
        "acts_for": tuple(acts.get((row["a"], row["b"], 1), ())),
        "acts_against": tuple(acts.get((row["a"], row["b"], -1), ())),
    }
    return {**made, "change": kind(made)}


def _without(these: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    left_out = set(others)
    return tuple(item for item in these if item not in left_out)


def kind(row: Mapping[str, Any]) -> str:
    """The change between two states of a tie, by the rule of `change`.

    row: sign, net and obligation with `_before` and `_after`; treaties_ended, acts_for and acts_against, true where
    there are any.
    """
    duty = COW_RANK.get(row["obligation_after"], 0) - COW_RANK.get(row["obligation_before"], 0)
    net = row["net_after"] - row["net_before"]
    sign = _SIGN_ORDER[row["sign_after"]] - _SIGN_ORDER[row["sign_before"]]
    new = row["sign_before"] == "" and row["sign_after"] == "+" and not row["obligation_before"]
    if new or (duty > 0 and not row["obligation_before"]):
        return "added"
    if duty < 0 and row["treaties_ended"]:
        return "ended"
    if row["acts_against"] and (sign < 0 or net <= -NOTABLE):
        return "soured"
    if duty <= 0 and row["sign_after"] == "-" and net >= NOTABLE:
        return "eased"
    if duty > 0 or (row["acts_for"] and (sign > 0 or net >= NOTABLE)):
        return "strengthened"
    return "faded" if net <= -NOTABLE or (row["sign_before"] and not row["sign_after"]) else "unchanged"
