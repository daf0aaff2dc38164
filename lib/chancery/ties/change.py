"""What changed between two dates: ties added, ended, strengthened, soured, eased or faded, each with its rows.

A change that only acts make is told where enough of them stand behind it (ENOUGH). An act counts whole for a pair where
it joins no other, and in part where it joins several: one speech at three states says little of each.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from chancery.ties.behaviour import Weighing, shares, weights
from chancery.ties.dyads import dyads
from chancery.ties.obligations import COW_RANK
from chancery.ties.scale import ENOUGH, ROUNDING

CHANGES = ("added", "ended", "strengthened", "soured", "eased", "faded", "few acts", "unchanged")
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
    by NOTABLE or more; `eased` a negative tie that is still negative, but less so by as much;
    `strengthened` a heavier obligation, a better sign with acts for, or net strength up by as much;
    `faded` net strength down by as much with no act against; else `unchanged`.
    `few acts`: it would be added, soured or strengthened by acts alone, and they are fewer than ENOUGH. A new treaty,
    or an act that begins what lasts (`behaviour.LASTING`), is enough by itself.
    acts_for, acts_against: keys of the acts after `before` and up to `after`; treaties_added, treaties_ended: ids.
    Raises ValueError unless `before` is the earlier date.
    """
    if before >= after:
        raise ValueError(f"before ({before}) must be earlier than after ({after})")
    old, new = (dyads(stays, known, day, weighing, among) for day in (before, after))
    return compared(old, new, acts_between(known, before, after, weighing))


def acts_between(
    known: pd.DataFrame, before: dt.date, after: dt.date, weighing: Weighing | None = None
) -> pd.DataFrame:
    """The rows of `acts` that weigh anything and began after the one day and up to the other."""
    weigh = weights(known, weighing or Weighing()) > 0
    return known[weigh & (known["first"] > pd.Timestamp(before)) & (known["first"] <= pd.Timestamp(after))]


@dataclass
class _Behind:
    """The acts of one sign behind a change: their keys, and how many they come to."""

    keys: list[str]
    count: float = 0.0


def compared(old: pd.DataFrame, new: pd.DataFrame, between: pd.DataFrame) -> pd.DataFrame:
    """Two tables of `dyads` and the acts between their days, as `change` gives them."""
    columns = ["a", "b", "sign", "obligation", "treaties", "net", "whole"]
    both = old[columns].merge(new[columns], on=["a", "b"], how="outer", suffixes=("_before", "_after"))
    acts: dict[Any, _Behind] = {}
    fields = ("a", "b", "sign", "key")
    for *pair, key, share in zip(*(between[name] for name in fields), shares(between), strict=True):
        behind = acts.setdefault(tuple(pair), _Behind([]))
        behind.keys.append(key)
        behind.count += share
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
    "whole_before",
    "whole_after",
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
            row |= {
                f"sign_{end}": "",
                f"obligation_{end}": "",
                f"treaties_{end}": (),
                f"net_{end}": 0.0,
                f"whole_{end}": 0.0,
            }
    return row


def _changed(row: dict[Any, Any], acts: Mapping[Any, _Behind]) -> dict[str, object]:
    behind = {side: acts.get((row["a"], row["b"], sign), _Behind([])) for side, sign in (("for", 1), ("against", -1))}
    made = {
        **{name: row[name] for name in _COLUMNS if name in row},
        "treaties_added": _without(row["treaties_after"], row["treaties_before"]),
        "treaties_ended": _without(row["treaties_before"], row["treaties_after"]),
        **{f"acts_{side}": tuple(found.keys) for side, found in behind.items()},
    }
    few = {f"few_{side}": found.count < ENOUGH - ROUNDING for side, found in behind.items()}
    few["few_for"] &= not made["treaties_added"]
    return {**made, "change": kind({**made, **few})}


def _without(these: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    left_out = set(others)
    return tuple(item for item in these if item not in left_out)


def kind(row: Mapping[str, Any]) -> str:
    """The change between two states of a tie, by the rule of `change`.

    row: sign, net and obligation with `_before` and `_after`; treaties_ended, acts_for and acts_against, true where
    there are any; few_for and few_against, true where the acts are too few to tell a change by.
    """
    duty = COW_RANK.get(row["obligation_after"], 0) - COW_RANK.get(row["obligation_before"], 0)
    net = row["net_after"] - row["net_before"]
    sign = _SIGN_ORDER[row["sign_after"]] - _SIGN_ORDER[row["sign_before"]]
    unbound = not row["obligation_before"]
    better, worse = ("few acts" if row[f"few_{side}"] else "" for side in ("for", "against"))
    rules = (
        (duty > 0 and unbound, "added"),
        (unbound and row["sign_before"] == "" and row["sign_after"] == "+", better or "added"),
        (duty < 0 and row["treaties_ended"], "ended"),
        (row["acts_against"] and (sign < 0 or net <= -NOTABLE), worse or "soured"),
        (duty <= 0 and row["sign_after"] == "-" and net >= NOTABLE, "eased"),
        (duty > 0, "strengthened"),
        (row["acts_for"] and (sign > 0 or net >= NOTABLE), better or "strengthened"),
        (net <= -NOTABLE or (row["sign_before"] and not row["sign_after"]), "faded"),
    )
    return next((change for holds, change in rules if holds), "unchanged")
