"""Persons: introduced by name and title, and called by short names after."""

from bisect import bisect_left, bisect_right

from chancery.text import people, roles
from chancery.text.gazetteer import Hit, sound
from chancery.text.names import Named, speaks_here
from chancery.text.offices import Offices
from chancery.text.people import Identity, Person
from chancery.text.records import Entity, Mention
from chancery.text.roles import Role
from chancery.text.word_lists import word_set

SERVING = word_set("diplomat minister deputy adviser spokesperson chief")
APPOSED_WITHIN = 4
SENTENCES_AWAITED = 2


class Persons(Offices):
    """Reads the names of persons."""

    def _foresee(self, named: list[Named]) -> None:
        """Who will be introduced under which family name, for headlines that use it before."""
        for hit in self.hits:
            if hit.name.kind == "person" and hit.name.family:
                self.coming.setdefault(hit.name.family.lower(), {})[hit.name.key] = Identity.of(hit.name)
        for name in named:
            if name.kind == "person":
                who = Identity.of_text(name.text)
                if who.family:
                    self.coming.setdefault(who.family.lower(), {}).setdefault(who.key, who)

    def _foreseen(self, text: str, start: int, end: int, role: Role | None) -> bool:
        """Enter a person called by the family name before the full name stands, where only one will bear it."""
        coming = self.coming.get(text.lower(), {})
        if len(coming) != 1:
            return False
        (who,) = coming.values()
        if who.key in self.register.by_key:
            return False
        entity = self._entity(who.key, "person", who.title, who.actor)
        person = self.register.add(Person(entity, who.key, who.family, who.given, who.gender))
        if role is not None:
            self._entitle(person, role)
        self._give(person, start, end, 0.7)
        return True

    def _introduce(self, named: list[Named], found_roles: list[Role]) -> None:
        """Give each title to the name after it, or to the name before it in apposition."""
        by_end = {role.last: role for role in found_roles}
        by_first = {role.first: role for role in found_roles}
        lowers = self.document.lowers
        heads = [(name.first, name.last) for name in named if name.kind in {"person", "single"}]
        for hit in self.hits:
            if hit.name.kind == "person":
                first = bisect_right(self.document.starts, hit.start) - 1
                heads.append((first, bisect_left(self.document.starts, hit.end)))
        for first, last in heads:
            role = by_end.get(first)
            if role is None and first and lowers[first - 1] == "," and (role := by_end.get(first - 1)) is not None:
                role = role if role.determiner in {"the", "his", "her", "its"} or role.actor else None
            if role is None and last < len(lowers) and lowers[last] == ",":
                role = self._apposed(by_first, last)
            if role is not None and not role.plural and id(role) not in self.used:
                self.title_of[first] = role
                self.used.add(id(role))

    def _apposed(self, by_first: dict[int, Role], comma: int) -> Role | None:
        """The role after a name and a comma: "Kim Son Gyong, a vice foreign minister, …".

        Not across a quotation mark: in “the history of Zapad,” the official said, the comma ends what was said.
        """
        for number in range(comma + 1, min(comma + APPOSED_WITHIN, len(self.document))):
            if self.document.kinds[number] == "q":
                return None
            role = by_first.get(number)
            if role is not None and self.document.sentence_of_token[number] == self.document.sentence_of_token[comma]:
                apposed = role.determiner or role.actor or number == comma + 1
                return role if apposed and not role.head.honorific else None
        return None

    def _meet_known(self, hit: Hit) -> None:
        """A person of the gazetteer: by full name, or by a name that stands for one person."""
        name = hit.name
        first = bisect_right(self.document.starts, hit.start) - 1
        role = self.title_of.get(first)
        if not name.family and " " not in name.text:
            person = self._short(name.text, hit.start, role)[0]
            if person is not None:
                self._give(person, hit.start, hit.end, 0.9)
                return
            if self._foreseen(name.text, hit.start, hit.end, role):
                return
        self._meet_person(Identity.of(name), hit.start, hit.end, role, "known-person", 0.95)

    def _meet_person(self, who: Identity, start: int, end: int, role: Role | None, rule: str, sure: float) -> None:
        """Enter a full name, with its title; a name unknown as spelt may be a known one spelt otherwise."""
        if who.actor is None and who.key not in self.register.by_key:
            heard = self.gazetteer.by_sound.get(sound(who.title))
            if heard is not None and heard.kind == "person":
                who = Identity.of(heard)
                rule, sure = "other-spelling", 0.7
        person = self.register.by_key.get(who.key) or self._new_person(who, role)
        if role is not None:
            self._entitle(person, role)
        first = bisect_right(self.document.starts, start) - 1
        if person.entity.actor is None:
            last = bisect_left(self.document.starts, end)
            person.entity.actor = self._possessor(first) or (role.actor if role else None) or self._described_as(last)
        person.full.append(start)
        person.full_in.append(self.document.sentences[self.sentence].start)
        person.kin = person.kin or (role is not None and role.head.group == "kin") or self._is_kin(first)
        self.met.append(person)
        self._mention(person.entity, start, end, "name", rule, sure)

    def _new_person(self, who: Identity, role: Role | None) -> Person:
        """Somebody not named before; perhaps the one whom the text has described already."""
        entity = self._cataphor(role, who.actor)
        if entity is None:
            entity = self._entity(who.key, "person", who.title, who.actor)
        else:
            self.by_key[who.key] = entity
            entity.kind, entity.name = "person", who.title
            entity.actor = who.actor or entity.actor
        return self.register.add(Person(entity, who.key, who.family, who.given, who.gender))

    def _entitle(self, person: Person, role: Role) -> None:
        if not role.head.honorific:
            person.heads.append(role.head.words)
            person.groups.add(role.head.group)
            self.groups.setdefault(person.entity.id, role.head.group)
            self._note_government(person.entity, role)
            if person.entity.office is None or (
                role.head.group in {"head", "diplomat", "minister"} and not person.full
            ):
                person.entity.office = self.document.text(role.core, role.last).rstrip(".")
            person.entity.actor = person.entity.actor or role.actor
        person.gender = person.gender or role.head.gender

    def _possessor(self, first: int) -> str | None:
        """The state before a name: "North Korea's Kim Son Gyong"."""
        if first > 1 and self.document.lowers[first - 1] == "'s":
            hit = self.owned[first - 2]
            if hit is not None and hit.name.kind == "state":
                return hit.name.code
        return None

    def _described_as(self, last: int) -> str | None:
        """The state in what follows a name: "Salah Omar, Algeria's best-known lawyer", "King Hassan of Morocco"."""
        lowers = self.document.lowers
        if lowers[last : last + 1] == ["of"] and (hit := self.owned[last + 1]) is not None and hit.name.kind == "state":
            return hit.name.code
        if last + 1 >= len(lowers) or lowers[last] != ",":
            return None
        led = lowers[last + 1] in roles.DETERMINERS
        for number in range(last + 1, min(last + (4 if led else 3), len(lowers))):
            hit = self.owned[number]
            if hit is not None and hit.name.kind == "state":
                return (
                    hit.name.code
                    if led or self.document.lowers[bisect_left(self.document.starts, hit.end) :][:1] == ["'s"]
                    else None
                )
        return None

    def _is_kin(self, first: int) -> bool:
        return not people.KIN_BEFORE.isdisjoint(self.document.lowers[max(0, first - 4) : first])

    def _cataphor(self, role: Role | None, actor: str | None) -> Entity | None:
        """“A senior North Korean diplomat … Vice Foreign Minister Kim”: the one described is the one then named."""
        self.expected = [waiting for waiting in self.expected if self.sentence - waiting[2] <= SENTENCES_AWAITED]
        if role is not None and not role.actor and not actor:
            actor = self._other_state()
        for entity, described, sentence in self.expected:
            if role is None or entity.kind != "office":
                continue
            same_group = role.head.group == described.head.group
            same_group = same_group or (described.head.words == "official" and role.head.group in SERVING)
            if same_group and (entity.actor is None or (role.actor or actor) in {None, entity.actor}):
                self.expected.remove((entity, described, sentence))
                return entity
        return None

    def _other_state(self) -> str | None:
        """The state that the sentence names before an official without one, whose it is likely to be."""
        begin = self.document.sentences[self.sentence].start
        for mention in reversed(self.mentions[-8:]):
            if mention.start < begin:
                return None
            entity = self._by_id(mention.entity) if mention.entity else None
            if entity is not None and entity.kind == "state":
                return entity.actor
        return None

    def _short(self, text: str, start: int, role: Role | None) -> tuple[Person | None, list[Person], float]:
        section = self.document.sentences[self.sentence].section if self.document.sentences else ""
        begin = self.section_starts.get(section, 0)
        gender = role.head.gender if role else ""
        head = role.head.words if role and not role.head.honorific else ""
        return self.register.meant(text, start, gender, head, self.company, begin)

    def _meet_short(self, named: Named, start: int, end: int, role: Role | None) -> None:
        person, candidates, sure = self._short(named.text, start, role)
        if person is not None:
            if role is not None:
                self._entitle(person, role)
            self._give(person, start, end, sure)
        elif candidates:
            ids = [candidate.entity.id for candidate in candidates]
            self.mentions.append(Mention(None, start, end, "short name", "short-name-undecided", sure, ids))
        elif self._foreseen(named.text, start, end, role):
            return
        elif (
            role is None
            and len(named.text) > 6
            and (heard := self.gazetteer.by_sound.get(sound(named.text))) is not None
        ):
            entity = self._entity(heard.key, heard.kind, heard.title, heard.code)
            self._mention(entity, start, end, "name", "other-spelling", 0.6)
        else:
            self._meet_unintroduced(named, start, end, role)

    def _give(self, person: Person, start: int, end: int, sure: float) -> None:
        person.short.append(start)
        self._mention(person.entity, start, end, "short name", "short-name", sure)

    def _meet_unintroduced(self, named: Named, start: int, end: int, role: Role | None) -> None:
        """A family name that was not introduced: a known person's, or one with a title."""
        known = self.gazetteer.surnames.get(named.text, [])
        speaks = speaks_here(self.document, named.first, named.last)
        if len({name.code for name in known}) == 1 and (role is not None or len(named.text) > 4 or speaks):
            who = Identity.of(known[0])
            if len(known) > 1:
                who = Identity(f"person:{named.text.lower()}", named.text, named.text, "", "", known[0].code)
            self._meet_person(who, start, end, role, "known-family-name", 0.7 if len(known) == 1 else 0.6)
        elif role is not None or speaks:
            key, gender = f"person:{named.text.lower()}", people.gender_of(named.text)
            who = Identity(key, named.text, named.text, "", gender, role.actor if role else None)
            rule = "title-and-family-name" if role else "speaking-name"
            self._meet_person(who, start, end, role, rule, 0.7 if role else 0.5)
