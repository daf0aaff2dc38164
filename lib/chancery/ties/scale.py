"""Words for a tie: for its sign, and for its strength by one stated scale. Charts, sentences and differences use them.

A fresh statement or meeting weighs 1, a fresh material act 2 (`behaviour.MATERIAL`). So the upper step, STRONG, is one
fresh material act or two fresh statements; the lower, SLIGHT, is half a fresh statement.
"""

SIGN_WORDS = {"+": "cooperative", "-": "adverse", "±": "mixed", "": "none"}
"""The sign says which way the recent acts point, and not how far: a single protest makes a tie adverse, not hostile."""

SLIGHT = 0.5
ROUNDING = 1e-9
STRONG = 2.0


ENOUGH = 2.0
"""Least number of acts behind a change, or behind a word of the upper step; an act that joins several pairs counts for
each of them in equal part."""


def strength_word(sign: str, net: float, whole: float = ENOUGH) -> str:
    """What a tie of this sign and net strength is called; the net counts as printed, to a tenth.

    none: no recent acts, and no treaty that makes allies. mixed: the sign is. Else by net strength: cooperative from
    STRONG, mildly cooperative from SLIGHT, slight between SLIGHT and its opposite, strained down to STRONG's opposite,
    hostile from there on. whole: the acts on the side of the sign, as `dyads` counts them; where they are fewer than
    ENOUGH a tie is called no more than mildly cooperative, or strained.

    >>> [strength_word("+", net) for net in (2.0, 1.9, 0.3)]
    ['cooperative', 'mildly cooperative', 'slight']
    >>> [strength_word("-", net) for net in (-0.9, -1.97)], strength_word("±", 0.8), strength_word("", 0.0)
    (['strained', 'hostile'], 'mixed', 'none')
    >>> strength_word("-", -2.0, whole=2 / 3)
    'strained'
    """
    if sign in ("", "±"):
        return SIGN_WORDS[sign]
    told, enough = round(net, 1), whole >= ENOUGH - ROUNDING
    if abs(told) < SLIGHT:
        return "slight"
    if told > 0:
        return "cooperative" if told >= STRONG and enough else "mildly cooperative"
    return "hostile" if told <= -STRONG and enough else "strained"
