"""Verbs in their clauses and the actors around them, as the event rules see them."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Actor:
    """A mention of an actor inside one sentence: tokens first..last-1, entity id, code, form and kind of entity.

    partial: it is the first part of a compound word, as in "NATO-led".
    """

    first: int
    last: int
    entity: str
    code: str | None
    form: str
    kind: str
    partial: bool = False


@dataclass(slots=True)
class Predicate:
    """A verb in its clause.

    token, group: index of the verb and of the first word of its group; depth: 0 main clause, 1 subordinate;
    role: main, reported, coordinate, infinitive, participle, relative or adverbial; governor: the verb (or operator
    word) whose complement it is; until: where its objects end; speaker: subjects of the verb of saying above it.
    """

    token: int
    base: str
    form: str
    group: int
    passive: bool
    modal: str
    negated: bool
    depth: int
    role: str
    subjects: list[Actor]
    speaker: list[Actor]
    until: int = 0
    governor: "Predicate | None" = None
    operator: str = ""
    pronoun: bool = False
    region: int = 0
    inverted: bool = False
    complements: list["Predicate"] = field(default_factory=list)
