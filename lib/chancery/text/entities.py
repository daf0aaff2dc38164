"""Who and what an article speaks of: entities, and every place that means one of them.

Names come from the gazetteer and from the shape of capitalised words; titles go to the persons they introduce;
an office that stands alone stays an office, with its holder on the publication date as our addition.
The reading is built in layers: `scene` (what was met), `offices`, `persons`, and here the sweep over the text.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter

from chancery.text import bodies, names, people, pronouns, roles, word_lists
from chancery.text.cast import Cast
from chancery.text.gazetteer import Gazetteer, Hit, Name
from chancery.text.mentionrules import RULES
from chancery.text.names import Named
from chancery.text.officials import Officials
from chancery.text.people import Identity
from chancery.text.records import Mention, by_start
from chancery.text.roles import Role
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

__all__ = ["RULES", "found"]
POSSESSIVE = frozenset({"'s", "’s", "' ", "’ "})
WITHIN_A_STATE = frozenset({"in", "of", "from", "inside", "throughout", "across"})
PLACE_LED = word_set("in at near outside around inside across throughout from through into toward towards to")
DOMESTIC = word_set("head deputy minister adviser governor legislator law military")
GROUPS = frozenset(word for row in word_lists.shipped("group_nouns") for word in word_lists.phrases(row["words"]))


def found(document: Document, gazetteer: Gazetteer, published: dt.date) -> Cast:
    """The entities and mentions of a document.

    published: offices get the holder of that day, where the gazetteer knows one.
    """
    return _Sweep(document, gazetteer, published).cast()


class _Sweep(Officials):
    """One document, read from its first name to its last."""

    def cast(self) -> Cast:
        """Find the names, then meet them in order, then bind the pronouns."""
        self.all_hits = self.gazetteer.hits(self.document.body)
        self.hits = self._own(self.all_hits)
        found_roles = roles.found(self.document, self.owned)
        taken = bytearray(len(self.document))
        for role in found_roles:
            taken[role.core : role.last] = b"\1" * (role.last - role.core)
        named = names.found(self.document, self.owned, taken)
        self._introduce(named, found_roles)
        self._possess(named, found_roles)
        self._foresee(named)
        items: list[tuple[int, int, Hit | Named | Role]] = [(hit.start, 0, hit) for hit in self.hits]
        items += [(self.document.starts[name.first], 1, name) for name in named]
        items += [(self.document.starts[role.core], 2, role) for role in found_roles]
        items.sort(key=itemgetter(0, 1))
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
        self.mentions.sort(key=by_start)
        self._give_homes()
        genders = {number: sex for number, (words,) in self.heads.items() if (sex := roles.HEADS[words].gender)}
        genders |= {p.entity.id: p.gender for p in self.register.by_entity.values() if p.gender}
        found_pronouns = pronouns.found(self.document, self.mentions, self.entities, genders)
        mentions = self.mentions + found_pronouns + bodies.found(self.document, self.mentions, self.entities)
        mentions.sort(key=by_start)
        wanted = {m.start: pronouns.GENDER[self.document.body[m.start : m.end].lower()] for m in found_pronouns}
        self.attributive |= {m.start for m in self.mentions if self._is_possessive(m)}
        return Cast(self.entities, mentions, genders, wanted, frozenset(self.attributive))

    def _is_possessive(self, mention: Mention) -> bool:
        after = self.document.body[mention.end : mention.end + 2]
        return after in POSSESSIVE and mention.entity is not None and self._by_id(mention.entity).kind == "person"

    def _possess(self, named: list[Named], found_roles: list[Role]) -> None:
        """Note whose a role is, where a person's name stands before it: "Roe's lawyer", "Roe aide Paul Moe"."""
        starts = self.document.starts
        ending = {name.last: starts[name.first] for name in named if name.kind in {"person", "single"}}
        for role in found_roles:
            last = role.first
            if last and not role.determiner and self.document.lowers[last - 1] == "'s":
                last -= 1
            hit = self.owned[last - 1] if last else None
            start = hit.start if hit is not None and hit.name.kind == "person" else ending.get(last, -1)
            if start >= 0 and starts[last] - self.document.ends[last - 1] <= 1 and not role.head.honorific:
                self.attributive.add(start)
                self.possessor[id(role)] = (start, self.document.body[start : self.document.ends[last - 1]])

    def _own(self, hits: list[Hit]) -> list[Hit]:
        starts = self.document.starts
        kept = []
        counts = Counter(
            hit.name.code for hit in hits if not hit.name.wants_state and hit.name not in self.gazetteer.rivals
        )
        for hit in hits:
            first = bisect_right(starts, hit.start) - 1
            last = bisect_left(starts, hit.end)
            if first < 0:
                continue
            if hit.name in self.gazetteer.rivals or hit.name.shared:
                hit.name = self._settled(hit.name, counts)
            if hit.name.wants_state and not self._is_spoken_of(hit.name, counts):
                continue
            if self._is_part_of_a_name(hit, first, last):
                continue
            kept.append(hit)
            for number in range(first, last):
                self.owned[number] = hit
        return kept

    def _settled(self, name: Name, counts: Counter[str]) -> Name:
        """Of things called by one name, the one with most neighbours in the text, then the most spoken of."""
        rivals = [name, *self.gazetteer.rivals.get(name, ())]
        marks = [(len(self._neighbours(rival)), counts[rival.code]) for rival in rivals]
        best = max(range(len(rivals)), key=marks.__getitem__)
        return rivals[best] if marks[best] > marks[0] else name

    def _neighbours(self, name: Name) -> frozenset[str]:
        """What the text has of the codes, names and words that speak for one reading of a name."""
        beside = self.gazetteer.beside.get((name.text, name.code))
        if not beside:
            return frozenset()
        if not self.told:
            hits = [hit.name for hit in self.all_hits]
            self.told = {hit.text for hit in hits} | {hit.code for hit in hits if hit not in self.gazetteer.rivals}
            self.told |= set(self.document.lowers)
        return beside & self.told

    def _is_spoken_of(self, name: Name, counts: Counter[str]) -> bool:
        """Whether a text speaks of the state of a name, or of a neighbour that the name needs."""
        needed = self.gazetteer.beside.get((name.text, name.code))
        return bool(self._neighbours(name) if needed else counts[name.code])

    def _is_part_of_a_name(self, hit: Hit, first: int, last: int) -> bool:
        """Whether a place's name is part of another name ("Jordan Smith", "George Washington", "Boston Globe")."""
        if hit.name.kind == "person" or hit.name.form == "demonym" or last - first > 2:
            return False
        document = self.document
        after = self._joined_capital(last, last - 1)
        if after and (document.lowers[last] in names.BODY) and hit.name.kind == "place":
            return True
        if last - first > 1 or hit.name.text.isupper():
            return False
        word = document.lowers[first]
        if (
            after
            and word in people.GIVEN_NAMES
            and document.lowers[last] not in names.NOT_NAMES | names.PLACE | names.BODY
        ):
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
            entity = self._entity(
                f"people:{name.text}:{state}", "organisation", f"ethnic {name.text.removesuffix('s')}s", state
            )
            self._mention(entity, hit.start, hit.end, "demonym", "minority-of-a-state", 0.6)
            return
        key = f"{name.key}:{code}" if name.domestic else name.key
        kind = name.kind
        entity = self._entity(key, kind, name.title, code)
        rule = {"name": "gazetteer-name", "demonym": "demonym", "metonym": "capital-as-government"}[name.form]
        sure = 0.95 if name.form == "name" else 0.85
        self._mention(entity, hit.start, hit.end, name.form, rule, sure if not name.shared[1:] else 0.6)

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
            if (
                near is not None
                and near.name.kind in {"state", "place"}
                and near.name.form == "name"
                and near.name.code != hit.name.code
            ):
                return (
                    near.name.code
                    if set(lowers[max(last, number - 3) : number]) & {"in", "of", "from", "inside"}
                    else None
                )
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

    def _meet_name(self, named: Named) -> None:
        start, end = self.document.starts[named.first], self.document.ends[named.last - 1]
        role = self.title_of.get(named.first)
        if named.kind == "organisation" and role is None:
            self._meet_body(named, start, end)
        elif named.kind == "place" and role is None:
            place = self._entity(f"place:{named.text}", "place", named.text, None)
            self._mention(place, start, end, "name", "capitalised-place", named.sure)
        elif " " not in named.text or (named.kind != "person" and self.register.by_family.get(named.text.lower())):
            self._meet_short(named, start, end, role)
        else:
            rule = "titled-name" if role else "capitalised-name"
            self._meet_person(
                Identity.of_text(named.text), start, end, role, rule, max(named.sure, 0.9 if role else 0.0)
            )

    def _meet_body(self, named: Named, start: int, end: int) -> None:
        first = named.first
        hit = next((h for h in self.owned[first : named.last] if h is not None), None)
        code = hit.name.code if hit else None
        if first and code is None:
            near = (
                self.owned[first - 1 - (self.document.lowers[first - 1] == "'s")]
                if first > 1
                else self.owned[first - 1]
            )
            code = near.name.code if near is not None and near.name.kind == "state" else None
        entity = self._entity(f"body:{named.text.lower()}:{code or ''}", "organisation", named.text, code)
        self._mention(entity, start, end, "name", "capitalised-body", named.sure)

    def _infer_states(self) -> None:
        """In a text that speaks of one state only, its officials are that state's."""
        self.mentions.sort(key=by_start)
        known = self.gazetteer.by_code
        spoken = {e.actor for e in self.entities if e.actor and e.kind in {"state", "place", "organisation"}}
        codes = {code for code in spoken if code not in known or known[code].kind == "state"}
        only = codes.pop() if len(codes) == 1 else None
        self._meet_groups(only)
        for entity in self.entities if only else ():
            if entity.actor is None and entity.kind in {"person", "office"} and self.groups.get(entity.id) in DOMESTIC:
                entity.actor = only

    def _meet_groups(self, only: str | None) -> None:
        """Unnamed groups ("the rebels", "police"): those of the state they are said to be in, else of the only one."""
        document = self.document
        covered = [(m.start, m.end) for m in self.mentions]
        for number in document.where(GROUPS):
            place = self._state_after(number + 1)
            actor = place or only
            if actor is None or self.owned[number] is not None or document.kinds[number] not in "wC":
                continue
            if any(
                hit is not None and hit.name.kind == "organisation" for hit in self.owned[max(0, number - 2) : number]
            ):
                continue
            start, end = document.starts[number], document.ends[number]
            before = bisect_left(covered, (start, end))
            if before and covered[before - 1][1] > start:
                continue
            word = document.lowers[number]
            entity = self._entity(f"group:{word}:{actor}", "organisation", word, actor)
            rule = "group-in-a-state" if place else "group-of-the-only-state"
            self.mentions.append(Mention(entity.id, start, end, "name", rule, 0.6 if place else 0.5))

    def _state_after(self, number: int) -> str | None:
        """The state or place named right after "in", "of" or their like."""
        lowers = self.document.lowers
        if number >= len(lowers) or lowers[number] not in WITHIN_A_STATE:
            return None
        for step in range(number + 1, min(number + 4, len(lowers))):
            hit = self.owned[step]
            if hit is not None:
                return self._code_then(hit.name.code) if hit.name.kind in {"state", "place"} else None
        return None
