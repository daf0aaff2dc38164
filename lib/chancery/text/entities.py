"""Who and what an article speaks of: entities, and every place that means one of them.

Names come from the gazetteer and from the shape of capitalised words; titles go to the persons they introduce;
an office that stands alone stays an office, with its holder on the publication date as our addition.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter

from chancery.text import names, people, pronouns, roles, word_lists
from chancery.text.cast import Cast
from chancery.text.gazetteer import Gazetteer, Hit, Name, sound
from chancery.text.names import Named
from chancery.text.people import Person, Register
from chancery.text.records import Entity, EntityKind, Mention
from chancery.text.roles import Head, Role
from chancery.text.tokens import Document

PLACE_LED = frozenset("in at near outside around inside across throughout from through into toward towards to".split())
ALONE = frozenset("head deputy diplomat minister adviser chief military governor spokesperson legislator noble church".split())
WITH_STATE = ALONE | {"law", "scholar", "press", "candidate", "other"}
DOMESTIC = frozenset("head deputy minister adviser governor legislator law military".split())
GROUPS = frozenset(word for row in word_lists.rows("group_nouns") for word in word_lists.phrases(row["words"]))
SERVING = frozenset("diplomat minister deputy adviser spokesperson chief".split())
LATER_STATES = {"SSD": (dt.date(2011, 7, 9), "SDN")}
COLLECTIVE = frozenset({"UN", "UNSC", "UNGA", "NATO", "EU", "ECOMM", "NGO", "AU", "LAS", "IAEA", "IMF", "WORLDBANK"})
APPOSITION = 10


def found(document: Document, gazetteer: Gazetteer, published: dt.date) -> Cast:
    """The entities and mentions of a document.

    published: offices get the holder of that day, where the gazetteer knows one.
    """
    return _Reading(document, gazetteer, published).cast()


class _Reading:
    """One document on its way to a cast."""

    def __init__(self, document: Document, gazetteer: Gazetteer, published: dt.date) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.published = published
        self.entities: list[Entity] = []
        self.by_key: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.register = Register()
        self.offices: list[tuple[Entity, Role]] = []
        self.groups: dict[str, str] = {}
        self.sentence = -1
        self.company: set[str] = set()
        self.met: list[Person] = []
        self.expected: list[tuple[Entity, Role, int]] = []
        self.title_of: dict[int, Role] = {}
        self.used: set[int] = set()
        self.owned: list[Hit | None] = [None] * len(document)
        self.hits = self._own(gazetteer.hits(document.body))

    # -- preparation: which token belongs to what --

    def _own(self, hits: list[Hit]) -> list[Hit]:
        starts = self.document.starts
        kept = []
        counts = Counter(hit.name.code for hit in hits if hit.name not in self.gazetteer.rivals)
        for hit in hits:
            first = bisect_right(starts, hit.start) - 1
            last = bisect_left(starts, hit.end)
            if first < 0:
                continue
            if hit.name in self.gazetteer.rivals or hit.name.shared:
                hit.name = self._settled(hit.name, counts)
            if self._is_part_of_a_name(hit, first, last):
                continue
            kept.append(hit)
            for number in range(first, last):
                self.owned[number] = hit
        return kept

    def _settled(self, name: Name, counts: Counter[str]) -> Name:
        """Of things called by one name, the one whose state the text speaks of most."""
        rivals = [name, *self.gazetteer.rivals.get(name, ())]
        best = max(rivals, key=lambda rival: counts[rival.code])
        return best if counts[best.code] > counts[name.code] else name

    def _is_part_of_a_name(self, hit: Hit, first: int, last: int) -> bool:
        """Whether a place's name is part of a person's or a body's ("Jordan Smith", "George Washington", "Boston Globe")."""
        if hit.name.kind == "person" or hit.name.form == "demonym" or last - first > 2:
            return False
        document = self.document
        after = self._joined_capital(last, last - 1)
        if after and (document.lowers[last] in names.BODY) and hit.name.kind == "place":
            return True
        if last - first > 1 or hit.name.text.isupper():
            return False
        word = document.lowers[first]
        if after and word in people.GIVEN_NAMES and document.lowers[last] not in names.NOT_NAMES | names.PLACE | names.BODY:
            return document.lowers[last] not in roles.LAST_WORDS
        if first and document.kinds[first - 1] == "C" and document.starts[first] - document.ends[first - 1] == 1:
            led = document.lowers[first - 1]
            return led in people.GIVEN_NAMES and self.owned[first - 1] is None and led not in names.NOT_NAMES
        return False

    def _joined_capital(self, number: int, previous: int) -> bool:
        document = self.document
        return (
            number < len(document)
            and document.kinds[number] in "CA"
            and document.starts[number] - document.ends[previous] == 1
            and document.sentence_of_token[number] == document.sentence_of_token[previous]
        )

    # -- the sweep --

    def cast(self) -> Cast:
        found_roles = roles.found(self.document, self.owned)
        taken = bytearray(len(self.document))
        for role in found_roles:
            taken[role.core : role.last] = b"\1" * (role.last - role.core)
        named = names.found(self.document, self.owned, taken)
        self._introduce(named, found_roles)
        items: list[tuple[int, int, Hit | Named | Role]] = [(hit.start, 0, hit) for hit in self.hits]
        items += [(self.document.starts[name.first], 1, name) for name in named]
        items += [(self.document.starts[role.core], 2, role) for role in found_roles]
        items.sort(key=_place)
        for start, _, item in items:
            self._enter_sentence(start)
            if isinstance(item, Hit):
                self._meet_hit(item)
            elif isinstance(item, Named):
                self._meet_name(item)
            elif id(item) not in self.used:
                self._meet_office(item)
        self._enter_sentence(len(self.document.body) + 1)
        self._infer_states()
        self.mentions.sort(key=_start)
        genders = {p.entity.id: p.gender for p in self.register.by_entity.values() if p.gender}
        found_pronouns = pronouns.found(self.document, self.mentions, self.entities, genders)
        mentions = self.mentions + found_pronouns
        mentions.sort(key=_start)
        return Cast(self.entities, mentions, genders)

    def _enter_sentence(self, start: int) -> None:
        sentence = self.document.sentence_at(min(start, len(self.document.body)))
        if sentence == self.sentence and start <= len(self.document.body):
            return
        for person in self.met:
            person.company |= self.company - {person.entity.id}
        self.met = []
        self.company = set()
        self.sentence = sentence

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
        """The role after a name and a comma: "Kim Son Gyong, a vice foreign minister, …"."""
        for number in range(comma + 1, min(comma + 4, len(self.document))):
            role = by_first.get(number)
            if role is not None and self.document.sentence_of_token[number] == self.document.sentence_of_token[comma]:
                apposed = role.determiner or role.actor or number == comma + 1
                return role if apposed and not role.head.honorific else None
        return None

    # -- entities --

    def _entity(self, key: str, kind: EntityKind, name: str, actor: str | None) -> Entity:
        entity = self.by_key.get(key)
        if entity is None:
            entity = Entity(f"E{len(self.entities) + 1}", kind, name, actor)
            self.entities.append(entity)
            self.by_key[key] = entity
        return entity

    def _mention(self, entity: Entity, start: int, end: int, form: str, rule: str, sure: float) -> None:
        self.mentions.append(Mention(entity.id, start, end, form, rule, sure))  # type: ignore[arg-type]
        if entity.kind in {"person", "office"}:
            self.company.add(entity.id)

    def _meet_hit(self, hit: Hit) -> None:
        name = hit.name
        if name.kind == "person":
            self._meet_known(hit)
            return
        if name.kind == "state" and name.form == "metonym" and self._is_place(hit):
            entity = self._entity(f"place:{name.text}", "place", name.text, self._code_then(name.code))
            self._mention(entity, hit.start, hit.end, "name", "capital-as-place", 0.8)
            return
        code = self._code_then(name.code)
        if name.domestic:
            code = self._nationality_before(hit) or code
        if name.form == "demonym" and (state := self._home_of_minority(hit)) is not None:
            entity = self._entity(f"people:{name.text}:{state}", "organisation", f"ethnic {name.text.removesuffix('s')}s", state)
            self._mention(entity, hit.start, hit.end, "demonym", "minority-of-a-state", 0.6)
            return
        key = f"{name.key}:{code}" if name.domestic else name.key
        kind = name.kind
        entity = self._entity(key, kind, name.title if kind != "state" else name.title, code)
        rule = {"name": "gazetteer-name", "demonym": "demonym", "metonym": "capital-as-government"}[name.form]
        sure = 0.95 if name.form == "name" else 0.85
        self._mention(entity, hit.start, hit.end, name.form, rule, sure if not name.shared[1:] else 0.6)

    def _code_then(self, code: str) -> str:
        """The state a place belonged to on the publication date, where a later state carries the code."""
        since, before = LATER_STATES.get(code, (None, code))
        return before if since is not None and self.published < since else code

    def _home_of_minority(self, hit: Hit) -> str | None:
        """Where people of another nation live: "ethnic Albanians in southern Serbia" are Serbia's."""
        starts, lowers = self.document.starts, self.document.lowers
        first = bisect_right(starts, hit.start) - 1
        if first == 0 or lowers[first - 1] != "ethnic":
            return None
        last = bisect_left(starts, hit.end)
        sentence = self.document.sentence_of_token[first]
        for number in range(last, min(last + 12, len(lowers))):
            near = self.owned[number]
            if self.document.sentence_of_token[number] != sentence:
                break
            if near is not None and near.name.kind in {"state", "place"} and near.name.form == "name" and near.name.code != hit.name.code:
                return near.name.code if set(lowers[max(last, number - 3) : number]) & {"in", "of", "from", "inside"} else None
        return None

    def _is_place(self, hit: Hit) -> bool:
        number = bisect_right(self.document.starts, hit.start) - 1
        if number and self.document.lowers[number - 1] in PLACE_LED:
            return True
        return self.document.body[hit.start : hit.end].isupper() and names.begins_clause(self.document, number)

    def _nationality_before(self, hit: Hit) -> str | None:
        number = bisect_right(self.document.starts, hit.start) - 2
        for step in range(number, max(-1, number - 3), -1):
            near = self.owned[step]
            if near is not None and near.name.kind in {"state", "place"} and near.end <= hit.start:
                return near.name.code
            if self.document.kinds[step] == "p":
                return None
        return None

    def _meet_known(self, hit: Hit) -> None:
        name = hit.name
        first = bisect_right(self.document.starts, hit.start) - 1
        role = self.title_of.get(first)
        if not name.family and " " not in name.text and (person := self._short(name.text, hit.start, role)[0]):
            self._give(person, hit.start, hit.end, 0.9)
            return
        actor = name.code if name.code not in COLLECTIVE or role is None or role.actor is None else name.code
        self._meet_person(name.key, name.title, name.family, "", name.gender, actor, hit.start, hit.end, role, "known-person", 0.95)

    def _meet_person(
        self, key: str, title: str, family: str, given: str, gender: str, actor: str | None,
        start: int, end: int, role: Role | None, rule: str, sure: float,
    ) -> None:  # fmt: skip
        if actor is None and (heard := self.gazetteer.by_sound.get(sound(title))) is not None and heard.kind == "person":
            key, actor, rule, sure = heard.key, heard.code, "other-spelling", 0.7
        person = self.register.by_key.get(key)
        if person is None:
            entity = self._cataphor(role, actor)
            if entity is None:
                entity = self._entity(key, "person", title, actor)
            else:
                self.by_key[key] = entity
                entity.kind, entity.name = "person", title
                entity.actor = actor or entity.actor
            given = given or ("" if people.is_family_first(title.split()) or title.startswith(family + " ") else title.split()[0])
            gender = gender or people.GIVEN_NAMES.get(given.lower(), "")
            person = self.register.add(Person(entity, key, family, given, gender))
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

    def _entitle(self, person: Person, role: Role) -> None:
        if not role.head.honorific:
            person.heads.append(role.head.words)
            person.groups.add(role.head.group)
            self.groups.setdefault(person.entity.id, role.head.group)
            if person.entity.office is None or role.head.group in {"head", "diplomat", "minister"} and not person.full:
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
        """The state in what follows a name and a comma: "Salah Omar, Algeria's best-known lawyer"."""
        lowers = self.document.lowers
        if last + 1 >= len(lowers) or lowers[last] != ",":
            return None
        led = lowers[last + 1] in roles.DETERMINERS
        for number in range(last + 1, min(last + (4 if led else 3), len(lowers))):
            hit = self.owned[number]
            if hit is not None and hit.name.kind == "state":
                return hit.name.code if led or self.document.lowers[bisect_left(self.document.starts, hit.end):][:1] == ["'s"] else None
        return None

    def _is_kin(self, first: int) -> bool:
        return any(word in people.KIN_BEFORE for word in self.document.lowers[max(0, first - 4) : first])

    def _cataphor(self, role: Role | None, actor: str | None) -> Entity | None:
        """"A senior North Korean diplomat … Vice Foreign Minister Kim": the one described is the one then named."""
        for entity, described, sentence in self.expected:
            if self.sentence - sentence > 2 or role is None or entity.kind != "office":
                continue
            same_group = role.head.group == described.head.group
            same_group = same_group or (described.head.words == "official" and role.head.group in SERVING)
            if same_group and (entity.actor is None or (role.actor or actor) in {None, entity.actor}):
                self.expected.remove((entity, described, sentence))
                return entity
        return None

    # -- short names --

    def _meet_name(self, named: Named) -> None:
        starts, ends = self.document.starts, self.document.ends
        start, end = starts[named.first], ends[named.last - 1]
        role = self.title_of.get(named.first)
        if named.kind == "organisation" and role is None:
            self._meet_body(named, start, end)
            return
        if named.kind == "place" and role is None:
            self._mention(self._entity(f"place:{named.text}", "place", named.text, None), start, end, "name", "capitalised-place", named.sure)
            return
        if " " not in named.text or (named.kind != "person" and self.register.by_family.get(named.text.lower())):
            self._meet_short(named, start, end, role)
            return
        key, family, given, gender = people.parts(named.text)
        sure = max(named.sure, 0.9 if role else 0.0)
        self._meet_person(key, named.text, family, given, gender, None, start, end, role, "titled-name" if role else "capitalised-name", sure)

    def _meet_body(self, named: Named, start: int, end: int) -> None:
        first = named.first
        hit = next((h for h in self.owned[first : named.last] if h is not None), None)
        code = hit.name.code if hit else None
        if first and code is None:
            near = self.owned[first - 1 - (self.document.lowers[first - 1] == "'s")] if first > 1 else self.owned[first - 1]
            code = near.name.code if near is not None and near.name.kind == "state" else None
        entity = self._entity(f"body:{named.text.lower()}:{code or ''}", "organisation", named.text, code)
        self._mention(entity, start, end, "name", "capitalised-body", named.sure)

    def _short(self, text: str, start: int, role: Role | None) -> tuple[Person | None, list[Person], float]:
        section = self.document.sentences[self.sentence].section if self.document.sentences else ""
        begin = next((s.start for s in self.document.sections if s.id == section), 0)
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
        elif role is None and len(named.text) > 6 and (heard := self.gazetteer.by_sound.get(sound(named.text))) is not None:
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
        codes = {name.code for name in known}
        speaks = names._speaks(self.document, named.first, named.last)
        if len(codes) == 1 and (role is not None or len(named.text) > 4 or speaks):
            if len(known) == 1:
                self._meet_person(known[0].key, known[0].title, known[0].family, "", known[0].gender, known[0].code, start, end, role, "known-family-name", 0.7)
            else:
                self._meet_person(f"person:{named.text.lower()}", named.text, named.text, "", "", known[0].code, start, end, role, "known-family-name", 0.6)
        elif role is not None or speaks:
            actor = role.actor if role else None
            self._meet_person(f"person:{named.text.lower()}", named.text, named.text, "", "", actor, start, end, role, "title-and-family-name" if role else "speaking-name", 0.7 if role else 0.5)

    # -- offices --

    def _meet_office(self, role: Role) -> None:
        if role.head.honorific or role.plural:
            return
        if role.head.words == "counterpart" and role.actor:
            role.head = self._same_office() or role.head
        start = self.document.starts[role.first if role.determiner or role.actor else role.core]
        end = self.document.ends[role.last - 1]
        definite = role.determiner not in {"a", "an", "another", "one", ""} or bool(role.actor)
        if role.determiner in {"a", "an"}:
            definite = False
        if definite and (entity := self._holder_in_text(role)) is not None:
            self._mention(entity, start, end, "office", "office-of-one-named", 0.85)
            return
        if role.head.group not in (WITH_STATE if role.actor or role.determiner in {"a", "an"} else ALONE):
            return
        if not role.determiner and not role.actor and self.document.kinds[role.core] == "w":
            return
        self._office(role, start, end, definite)

    def _same_office(self) -> Head | None:
        """The office of the one named last: "the President met his U.S. counterpart" speaks of two presidents."""
        for mention in reversed(self.mentions[-8:]):
            entity = self._by_id(mention.entity) if mention.entity else None
            if entity is not None and entity.kind == "office":
                return next((role.head for held, role in self.offices if held is entity), None)
            if entity is not None and (person := self.register.by_entity.get(entity.id)) is not None and person.heads:
                return roles.HEADS.get(person.heads[-1])
        return None

    def _office(self, role: Role, start: int, end: int, definite: bool) -> None:
        head = role.head
        text = self.document.text(role.core, role.last)
        label = self.document.body[start:end]
        for word in ("the ", "The ", "a ", "A ", "an ", "An "):
            label = label.removeprefix(word)
        key = f"office:{role.actor or ''}:{head.words}" + ("" if definite else f":{start}")
        fresh = key not in self.by_key
        entity = self._entity(key, "office", label, role.actor)
        if fresh:
            entity.office = text
            self.groups[entity.id] = head.group
            self.offices.append((entity, role))
            term = self.gazetteer.holder(role.actor, self._phrase(role), head.offices, self.published) if definite and role.actor else None
            entity.holder = term.holder() if term and "former" not in label.lower() else None
        if not definite:
            self.expected.append((entity, role, self.sentence))
        self._mention(entity, start, end, "office", "office" if definite else "description", 0.8 if definite else 0.6)

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
        for mention in self.mentions[-120:]:
            if mention.entity is None or mention.form in {"demonym", "metonym"}:
                continue
            mark = self._fits(self._by_id(mention.entity), role)
            if mark and (best is None or (mark, mention.start) >= best):
                best, found_entity = (mark, mention.start), self._by_id(mention.entity)
        return found_entity

    def _by_id(self, number: str) -> Entity:
        return self.entities[int(number[1:]) - 1]

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
        held = person.heads if person is not None else [r.head.words for e, r in self.offices if e is entity]
        groups = person.groups if person is not None else {self.groups.get(entity.id, "")}
        if wanted in held:
            return 3
        if any(h.endswith(" " + wanted) and (role.actor is None or wanted != "president") for h in held):
            return 2
        generic = wanted in {"leader", "diplomat", "minister", "envoy", "official", "ruler"}
        return 1 if generic and role.head.group in groups and person is not None else 0

    # -- what the text leaves out --

    def _infer_states(self) -> None:
        """In a text that speaks of one state only, its officials are that state's."""
        self.mentions.sort(key=_start)
        codes = {e.actor for e in self.entities if e.actor and len(e.actor) == 3 and e.kind in {"state", "place", "organisation"}}
        codes -= COLLECTIVE
        if len(codes) != 1:
            return
        only = codes.pop()
        self._meet_groups(only)
        for entity in self.entities:
            if entity.actor is None and entity.kind in {"person", "office"} and self.groups.get(entity.id) in DOMESTIC:
                entity.actor = only


    def _meet_groups(self, only: str) -> None:
        """Unnamed groups ("the rebels", "police") of a text that speaks of one state."""
        document = self.document
        covered = [(m.start, m.end) for m in self.mentions]
        for number, word in enumerate(document.lowers):
            if word in GROUPS and self.owned[number] is None and document.kinds[number] in "wC":
                start, end = document.starts[number], document.ends[number]
                place = bisect_left(covered, (start, end))
                if place and covered[place - 1][1] > start:
                    continue
                entity = self._entity(f"group:{word}", "organisation", word, only)
                self.mentions.append(Mention(entity.id, start, end, "name", "group-of-the-only-state", 0.5))


def _place(item: tuple[int, int, object]) -> tuple[int, int]:
    return item[0], item[1]


def _start(mention: Mention) -> int:
    return mention.start
