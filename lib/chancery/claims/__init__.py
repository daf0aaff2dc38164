"""Claims held against the record: each claim of an article becomes a question to the reference tables.

`checked` gives a `Verdict` for every claim of a reading: supported, partly, contradicted or not checkable, with the
rows it rests on, those that would change it, how far the tables reach, and the office-holders assumed.
`register` adds a kind of event, `answers` a query (docs/claims.md).
"""

from chancery.claims import (
    counting,
    holding_rows,
    intervals,
    pact_rows,
    recurring,
    sightings,
    standing,
    subjects,
    tenure_rows,
    things,
)
from chancery.claims.checking import checked, verdict
from chancery.claims.questions import Interval, Question
from chancery.claims.record import Occurrence, Record
from chancery.claims.registry import QUERIES, answers
from chancery.claims.subjects import Source, Subject, register
from chancery.claims.verdicts import Completeness, Holder, Part, Verdict

__all__ = [
    "QUERIES",
    "Completeness",
    "Holder",
    "Interval",
    "Occurrence",
    "Part",
    "Question",
    "Record",
    "Source",
    "Subject",
    "Verdict",
    "answers",
    "checked",
    "counting",
    "holding_rows",
    "intervals",
    "pact_rows",
    "recurring",
    "register",
    "sightings",
    "standing",
    "subjects",
    "tenure_rows",
    "things",
    "verdict",
]
