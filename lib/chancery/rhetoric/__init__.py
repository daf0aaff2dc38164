"""What is said of exercises: how hostile, by whom, and where a new statement falls among the old.

    tone.py        the tone of a coded row, on the 0 to 10 scale of the reading rules
    authority.py   who speaks, 1 (leader) to 6 (state media)
    series.py      statements by year, by exercise, by rank
    placement.py   the article's own statements placed among the coded ones
    agreement.py   agreement between coders, for the validation of the tone

Values in, values out. Definitions: docs/methods-rhetoric.md.
"""
