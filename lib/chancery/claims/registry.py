"""Which query answers which kind of claim: a declared list that an analyst can add to.

A query takes a question and the record, and answers with the parts of a verdict; an empty answer passes the question
on to the next query. Later declarations are asked first. See docs/claims.md for an example.
An installed package may declare its own: a module named by an entry point of the group `chancery.claims`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points

from chancery.claims.questions import Question
from chancery.claims.record import Record
from chancery.claims.verdicts import Part
from chancery.errors import ReferenceDataError

Query = Callable[[Question, Record], tuple[Part, ...]]


@dataclass(frozen=True)
class Declared:
    """One query: the kinds it answers, the events it is for ("" in `events`: any), and what it asks, in a sentence."""

    name: str
    kinds: tuple[str, ...]
    events: tuple[str, ...]
    asks: str
    query: Query


QUERIES: list[Declared] = []


def answers(*kinds: str, events: Collection[str] = (), asks: str = "", last: bool = False) -> Callable[[Query], Query]:
    """Declare a function as the query of some kinds of claim, and of some events only where they are named.

    last: asked after all others declared so far, for what fits where nothing more exact does.
    """

    def declared(query: Query) -> Query:
        said = asks or (query.__doc__ or "").strip().split("\n")[0]
        name = query.__name__.strip("_")
        QUERIES[:] = [each for each in QUERIES if each.name != name]
        QUERIES.insert(len(QUERIES) if last else 0, Declared(name, kinds, tuple(events), said, query))
        return query

    return declared


GROUP = "chancery.claims"


@lru_cache(maxsize=1)
def declared_elsewhere() -> tuple[str, ...]:
    """Import, once, the modules by which installed packages declare subjects and queries; their names.

    Raises ReferenceDataError where one cannot be imported: an analyst's query that is not asked would be a silent gap.
    """
    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        try:
            point.load()
        except Exception as error:  # whatever a module of someone else raises is told the same way
            raise ReferenceDataError(
                f"entry point {GROUP} {point.name}",
                f"{point.value} cannot be imported: {error}",
                "mend the module, or uninstall its package",
            ) from error
        found.append(point.name)
    return tuple(found)


def queries(question: Question) -> list[Declared]:
    """The queries that may answer a question, the latest declared first."""
    return [
        each for each in QUERIES if question.kind in each.kinds and (not each.events or question.event in each.events)
    ]
