"""Offices: who is meant by "the minister", and who held an office on the day."""

from itertools import islice

from chancery.text import roles
from chancery.text.records import Entity
from chancery.text.roles import Head, Role
from chancery.text.scene import Scene
from chancery.text.word_lists import word_set

ALONE = word_set("head deputy diplomat minister adviser chief military governor spokesperson legislator noble church")
WITH_STATE = ALONE | {"law", "scholar", "press", "candidate", "other"}
GENERIC = frozenset({"leader", "diplomat", "minister", "envoy", "official", "ruler"})
GOVERNING = word_set(
    "government ministry military army navy presidential state cabinet defence defense foreign interior kremlin palace"
)
REACH = 40
INDEFINITE = frozenset({"a", "an", "another", "one"})


class Offices(Scene):
    """Reads offices that stand alone."""

    def _meet_office(self, role: Role) -> None:
        if role.head.honorific or role.plural or self._is_in_a_name(role):
            return
        if role.head.words == "counterpart" and role.actor:
            role.head = self._same_office() or role.head
        start, of = self.possessor.get(id(role), (-1, ""))
        if not of:
            start = self.document.starts[role.first if role.determiner or role.actor else role.core]
        end = self.document.ends[role.last - 1]
        definite = role.determiner not in INDEFINITE and bool(role.determiner or role.actor or of)
        if definite and (entity := self._holder_in_text(role)) is not None:
            self._mention(entity, start, end, "office", "office-of-one-named", 0.85)
            return
        known = bool(role.determiner or role.actor or of)
        groups = WITH_STATE if role.actor or of or role.determiner in {"a", "an"} else ALONE
        if role.head.group in groups and (known or self.document.kinds[role.core] != "w"):
            self._office(role, start, end, definite)

    def _is_in_a_name(self, role: Role) -> bool:
        """Whether a role is part of a person's name: "King Hassan"."""
        hit = self.owned[role.core]
        begins = hit is not None and hit.name.kind == "person" and hit.start == self.document.starts[role.core]
        return begins and hit is not None and hit.end > self.document.ends[role.last - 1]

    def _same_office(self) -> Head | None:
        """The office of the one named last: "the President met his U.S. counterpart" speaks of two presidents."""
        for mention in reversed(self.mentions[-8:]):
            entity = self._by_id(mention.entity) if mention.entity else None
            if entity is not None and entity.kind == "office":
                return roles.HEADS.get(self.heads.get(entity.id, ("",))[0])
            if entity is not None and (person := self.register.by_entity.get(entity.id)) is not None and person.heads:
                return roles.HEADS.get(person.heads[-1])
        return None

    def _office(self, role: Role, start: int, end: int, definite: bool) -> None:
        head = role.head
        text = self.document.text(role.core, role.last)
        label = self.document.body[start:end]
        for word in ("the ", "The ", "a ", "A ", "an ", "An "):
            label = label.removeprefix(word)
        of = self.possessor.get(id(role), (0, ""))[1]
        key = f"office:{role.actor or of}:{head.words}" + ("" if definite else f":{start}")
        fresh = key not in self.by_key
        entity = self._entity(key, "office", label, role.actor)
        if fresh:
            entity.office = text
            self.groups[entity.id] = head.group
            self._note_government(entity, role)
            self.heads[entity.id] = (head.words,)
            term = (
                self.gazetteer.holder(role.actor, self._phrase(role), head.offices, self.published)
                if definite and role.actor
                else None
            )
            entity.holder = term.holder() if term and "former" not in label.lower() else None
        if not definite:
            self.expected.append((entity, role, self.sentence))
        self._mention(entity, start, end, "office", "office" if definite else "description", 0.8 if definite else 0.6)

    def _note_government(self, entity: Entity, role: Role) -> None:
        """Note that a role is one in a government or an army: "the military chief", "a foreign ministry spokesman"."""
        if not GOVERNING.isdisjoint(self.document.lowers[role.first : role.core]):
            self.governing.add(entity.id)

    def _phrase(self, role: Role) -> str:
        """The role as officeholders.csv words it: nationality and head, without article and adjectives."""
        first = role.core
        while first > role.first and self.owned[first - 1] is None and self.document.lowers[first - 1] != "'s":
            first -= 1
        begin = first
        while begin > role.first and (self.owned[begin - 1] is not None or self.document.lowers[begin - 1] == "'s"):
            begin -= 1
        nation = self.document.text(begin, first)
        return f"{nation} {role.head.words}".strip()

    def _holder_in_text(self, role: Role) -> Entity | None:
        """The one named or described before who holds the role: "the minister", "the North Korean leader"."""
        head = role.head
        if head.group in {"kin", "press"} or "former" in self.document.lowers[role.first : role.core]:
            return None
        best: tuple[int, int] | None = None
        found_entity = None
        for number, start in islice(reversed(self.spoken.items()), REACH):
            entity = self._by_id(number)
            mark = self._fits(entity, role)
            if mark and (best is None or (mark, start) > best):
                best, found_entity = (mark, start), entity
        return found_entity

    def _fits(self, entity: Entity, role: Role) -> int:
        """How well an entity fits a role that is spoken of again; 0 where it does not."""
        if entity.kind not in {"person", "office"}:
            return 0
        if role.actor and entity.actor != role.actor:
            return 0
        person = self.register.by_entity.get(entity.id)
        wanted = role.head.words
        if person is not None and role.head.gender and person.gender and person.gender != role.head.gender:
            return 0
        held = person.heads if person is not None else self.heads.get(entity.id, ())
        groups = person.groups if person is not None else {self.groups.get(entity.id, "")}
        if wanted in held:
            return 2
        if any(h.endswith(" " + wanted) and (role.actor is None or wanted != "president") for h in held):
            return 2
        return 1 if wanted in GENERIC and role.head.group in groups and person is not None else 0
