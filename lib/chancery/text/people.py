"""The persons of an article: a register from full names, and whom a short name means.

A short name goes to the person last introduced in full in the same thread, with title, sex and company agreeing;
someone whom the text has called by the short name again and again keeps it against a passing namesake. Where two
fit as well, both are candidates and nobody is chosen.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from chancery.text import word_lists
from chancery.text.gazetteer import Name, family_name, person_key
from chancery.text.records import Entity
from chancery.text.word_lists import word_set

FAMILY_FIRST = word_set(
    "kim lee park choi choe ri pak paek jang jo kang yun han shin sin hong moon mun jung jong chung song roh noh no "
    "hwang ahn an ryu yu ro o im lim bae son hyon thae won kwon "
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie tang "
    "deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao xi geng mao "
    "nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly hun"
)
SURELY_FIRST = word_set("xi zhang zhao zhou huang nguyen tran pham zhu xu guo jiang deng choe paek hyon thae")
NAMESAKES = 12
TITLES_IN_NAMES = word_set("king queen prince princess pope emperor lord sheikh ayatollah archbishop cardinal crown")
KIN_BEFORE = word_set("husband wife brother sister father mother son daughter widow")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a full name names: key, name in full, family and given name, gender, code of the state where known."""

    key: str
    title: str
    family: str
    given: str
    gender: str
    actor: str | None

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, name: Name) -> "Identity":
        """A person of the gazetteer."""
        first = name.title.split()[0]
        given = "" if name.title.startswith(name.family + " ") or first.lower() in TITLES_IN_NAMES else first
        return cls(name.key, name.title, name.family, given, name.gender or gender_of(given), name.code)

    @classmethod
    @lru_cache(maxsize=4096)
    def of_text(cls, text: str) -> "Identity":
        """A person known by the name alone.

        >>> Identity.of_text("Choe Son-hui").family, Identity.of_text("Jane Roe").gender
        ('Choe', 'f')
        """
        words = text.split()
        first = is_family_first(words)
        given = "" if first else words[0]
        return cls(person_key(text, first), text, family_name(text, first), given, gender_of(given), None)


@dataclass(slots=True)
class Person:
    """One person of the article.

    full: where the full name stands, full_in: where its sentence begins; short: where short names
    were given to them. heads: the roles they are given ("foreign minister"). company: entities named in the
    sentences of the full name. kin: introduced as somebody's kin.
    """

    entity: Entity
    key: str
    family: str
    given: str
    gender: str = ""
    heads: list[str] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    full: list[int] = field(default_factory=list)
    full_in: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    company: set[str] = field(default_factory=set)
    kin: bool = False


class Register:
    """The persons introduced in full, by key, family name and given name."""

    def __init__(self) -> None:
        self.by_key: dict[str, Person] = {}
        self.by_family: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self.by_entity: dict[str, Person] = {}

    def add(self, person: Person) -> Person:
        """Enter a person under all their names."""
        self.by_key[person.key] = person
        self.by_entity[person.entity.id] = person
        if person.family:
            self.by_family[person.family.lower()].append(person)
        if person.given:
            self.by_given[person.given.lower()].append(person)
        return person

    def meant(
        self, short: str, at: int, gender: str, head: str, company: set[str], section_start: int
    ) -> tuple[Person | None, list[Person], float]:
        """Whom a short name means: the person, those it may mean where undecided, and how sure this is.

        at: where it stands. gender, head: what a title before it says. company: entities named in its sentence.
        """
        people = (self.by_family.get(short.lower()) or self.by_given.get(short.lower()) or [])[-NAMESAKES:]
        people = [p for p in people if not gender or not p.gender or p.gender == gender]
        titled = [p for p in people if head and head in p.heads]
        people = titled or people
        before = [p for p in people if p.full and p.full[0] < at]
        people = before or people
        if len(people) < 2:
            return (people[0], [], 0.9 if before else 0.7) if people else (None, [], 0.0)
        marks = [(self._mark(p, people, at, company, section_start), p) for p in people]
        marks.sort(key=lambda pair: -pair[0])
        if marks[0][0] > marks[1][0]:
            return marks[0][1], [], 0.75
        return None, [p for _, p in marks], 0.4

    @staticmethod
    def _mark(person: Person, rivals: list[Person], at: int, company: set[str], section_start: int) -> float:
        last = _last_before(person.full, at)
        newest = max((_last_before(rival.full, at), _last_before(rival.full_in, at)) for rival in rivals)[1]
        used = bisect_left(person.short, at) + bisect_left(person.full, at)
        most = max(bisect_left(rival.short, at) + bisect_left(rival.full, at) for rival in rivals)
        mark = 2.0 * (last >= newest) + 1.0 * (last >= section_start) + 1.0 * bool(company & person.company)
        return mark + 1.5 * (used == most and used >= 3) - 1.0 * person.kin


def _last_before(offsets: list[int], at: int) -> int:
    place = bisect_left(offsets, at)
    return offsets[place - 1] if place else -1


def _given_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in word_lists.shipped("given_names"):
        for name in row["names"].split(";"):
            key = name.strip().lower()
            names[key] = "" if key in names and names[key] != row["gender"] else row["gender"]
    return names


GIVEN_NAMES = _given_names()


def is_family_first(words: list[str]) -> bool:
    """Whether a name of unknown custom puts the family first ("Kim Son Gyong", "Choe Son-hui").

    >>> is_family_first(["Kim", "Son", "Gyong"]), is_family_first(["Kim", "Davis"])
    (True, False)
    """
    first = words[0].lower()
    if first not in FAMILY_FIRST:
        return False
    if len(words) == 2:
        return "-" in words[1] or first in SURELY_FIRST
    return (
        len(words) == 3
        and all(len(word) <= 6 and word.isalpha() for word in words[1:])
        and (words[-1].lower() not in GIVEN_NAMES and words[1].lower() not in {"van", "de"})
    )


def gender_of(given: str) -> str:
    """The sex, m or f, of a given name that is one sex's in common use; empty for others."""
    return GIVEN_NAMES.get(given.lower(), "")
