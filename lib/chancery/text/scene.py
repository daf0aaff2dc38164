"""The state of one reading: the entities met so far, and where each sentence's company stands."""

import datetime as dt

from chancery.text import word_lists
from chancery.text.gazetteer import Gazetteer, Hit
from chancery.text.people import Identity, Person, Register
from chancery.text.records import Entity, EntityKind, Mention, MentionForm
from chancery.text.roles import Role
from chancery.text.tokens import Document

LATER_STATES = {
    row["code"]: (dt.date.fromisoformat(row["since"]), row["before"]) for row in word_lists.shipped("later_states")
}


class Scene:
    """A document on its way to a cast.

    by_key: entities by what tells them apart. spoken: persons and offices by where they were last spoken of, the latest
    last. heads: entity id → words of its role.
    coming: family name → persons who bear it in full somewhere. company: those named in the sentence; met: those
    introduced in it. expected: described, not yet named. title_of: first token of a name → its title; used: titles
    given. owned: for each token the gazetteer's name that covers it. groups: entity id → group of its role;
    governing: those whose role is in a government or an army.
    all_hits: every name of the gazetteer; told: their codes and texts with the words of the text, for shared names.
    possessor: id of a role → where the person before it is named, and how ("Roe's lawyer"); attributive: those places.
    """

    def __init__(self, document: Document, gazetteer: Gazetteer, published: dt.date) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.published = published
        self.entities: list[Entity] = []
        self.by_key: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.register = Register()
        self.heads: dict[str, tuple[str, ...]] = {}
        self.section_starts = {section.id: section.start for section in document.sections}
        self.groups: dict[str, str] = {}
        self.governing: set[str] = set()
        self.sentence = -1
        self.sentence_end = -1
        self.spoken: dict[str, int] = {}
        self.coming: dict[str, dict[str, Identity]] = {}
        self.company: set[str] = set()
        self.met: list[Person] = []
        self.expected: list[tuple[Entity, Role, int]] = []
        self.title_of: dict[int, Role] = {}
        self.used: set[int] = set()
        self.possessor: dict[int, tuple[int, str]] = {}
        self.attributive: set[int] = set()
        self.owned: list[Hit | None] = [None] * len(document)
        self.hits: list[Hit] = []
        self.all_hits: list[Hit] = []
        self.told: set[str] = set()

    def _entity(self, key: str, kind: EntityKind, name: str, actor: str | None) -> Entity:
        entity = self.by_key.get(key)
        if entity is None:
            entity = Entity(f"E{len(self.entities) + 1}", kind, name, actor)
            self.entities.append(entity)
            self.by_key[key] = entity
        return entity

    def _mention(self, entity: Entity, start: int, end: int, form: MentionForm, rule: str, sure: float) -> None:
        self.mentions.append(Mention(entity.id, start, end, form, rule, sure))
        if entity.kind in {"person", "office"}:
            self.company.add(entity.id)
            self.spoken.pop(entity.id, None)
            self.spoken[entity.id] = start

    def _code_then(self, code: str) -> str:
        """The state a place belonged to on the publication date, where a later state carries the code."""
        since, before = LATER_STATES.get(code, (None, code))
        return before if since is not None and self.published < since else code

    def _by_id(self, number: str) -> Entity:
        return self.entities[int(number[1:]) - 1]

    def _enter_sentence(self, start: int) -> None:
        """Keep the company of the persons introduced in the sentence that ends here."""
        if start < self.sentence_end:
            return
        for person in self.met:
            person.company |= self.company - {person.entity.id}
        self.met = []
        self.company = set()
        if self.document.sentences and start < len(self.document.body):
            self.sentence = self.document.sentence_at(start)
            self.sentence_end = self.document.sentences[self.sentence].end
