"""The table that says where another table may be taken to hold everything: only there can an absence be read."""

from chancery.schemas import columns as c
from chancery.schemas.tables import Table, dates_in_order

COMPLETENESS = Table(
    name="completeness",
    title="one declaration that a table holds all events of a kind over a period, or that it does not",
    noun=("declaration of completeness", "declarations of completeness"),
    key=("completeness_id",),
    own_columns={
        "completeness_id": c.identifier("short name of the declaration"),
        "table": c.text("the table it is about", blank=False, pattern=r"[a-z_]+", meaning="the name of a table"),
        "what": c.text("a subject of claims (docs/claims.md) or an exercise series; blank: every row of the states"),
        "states": c.codes("rows in which all of these take part; blank: rows of any states", blank=True),
        "first": c.reduced_date("first day from which nothing is missing; blank: from the beginning"),
        "last": c.reduced_date("last day up to which nothing is missing", blank=False),
        "serves": c.listing(
            "what may be read from it: existence (an absence), first (what came before), count (how many), frequency, "
            "record (the highest)",
            blank=False,
            pattern="existence|first|count|frequency|record",
        ),
        "complete": c.yes_no("no where rows are known to be missing: then nothing is read from an absence"),
        "basis": c.text("why it may be said, in our words", blank=False),
        "note": c.text("anything a reader should know"),
    },
    rules=(dates_in_order("first", "last"),),
    facts=("table", "what", "states", "first", "last", "basis"),
)
