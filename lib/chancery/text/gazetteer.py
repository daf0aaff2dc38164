"""Who and what has a code: states, organisations, armed groups, places and known persons, by every name news uses.

A gazetteer is made from rows (`Gazetteer.from_rows`) and finds names in a text in one pass; the longest name wins,
names begin and end at word boundaries and match with their case, or all in capitals. Rows of an analyst come
before the shipped ones. Names of persons carry the dates of their offices, for the holder on a given day.
"""

import csv
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

import ahocorasick

from chancery import paths
from chancery.text import word_lists
from chancery.text.records import EntityKind, Holder
from chancery.text.word_lists import word_set

Row = Mapping[str, str]
Form = Literal["name", "demonym", "metonym"]
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
KINDS: dict[str, tuple[EntityKind, Form]] = {
    "state": ("state", "name"), "alias": ("state", "name"), "demonym": ("state", "demonym"),
    "leader": ("person", "name"), "leader-ff": ("person", "name"), "mononym": ("person", "name"),
    "city": ("place", "name"), "region": ("place", "name"), "people": ("organisation", "name"),
    "group": ("organisation", "name"), "agency": ("organisation", "name"), "domestic": ("organisation", "name"),
}  # fmt: skip
UNFIT = frozenset({"IS", "NAM", "the States", "Nihon", "Non-Aligned", "the Emirates"})
APOSTROPHE = str.maketrans({"'": "’"})


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """One name as news prints it.

    code: ISO 3166-1 alpha-3 or a token of actors.csv. key: of the thing named, shared by all its names.
    title: the name the thing is shown by. domestic: a nationality before it decides instead of the code.
    family: the family name of a person, gender m or f or "". shared: codes that also use the name.
    wants_state: a people of several states, or half of a divided one, read only where the text speaks of one of them.
    """

    text: str
    code: str
    kind: EntityKind
    form: Form
    key: str
    title: str
    domestic: bool = False
    family: str = ""
    gender: str = ""
    shared: tuple[str, ...] = ()
    wants_state: bool = False


@dataclass(slots=True)
class Term:
    """One person's time in an office. `row` is the line of officeholders.csv (the header is line 1)."""

    person: str
    country: str
    office: str
    start: str
    end: str
    row: int
    gender: str

    def covers(self, day: dt.date) -> bool:
        """Whether the office was held on a day; a reduced date counts from its first to its last day."""
        when = day.isoformat()
        return self.start <= when <= (self.end + "-99" if len(self.end) < 10 else self.end)

    def holder(self) -> Holder:
        """The term as a record."""
        return Holder(self.person, self.start if self.start != FIRST_DAY else "", _open(self.end), self.row)


def _open(end: str) -> str | None:
    return None if end == LAST_DAY else end


@dataclass(slots=True)
class Hit:
    """A name found at start..end."""

    start: int
    end: int
    name: Name


@dataclass(slots=True)
class Gazetteer:
    """Names and offices, ready to be looked for.

    exercises: the rows of exercises.csv as given. surnames: family name → names of the persons known by it.
    rivals: a name → the other things that are called so. by_sound: see `sound`.
    beside: a name and its code → codes, names and words that speak for that reading where a text has them.
    """

    names: list[Name]
    terms_by_phrase: dict[str, list[Term]]
    terms_by_office: dict[tuple[str, str], list[Term]]
    exercises: list[dict[str, str]] = field(default_factory=list)
    surnames: dict[str, list[Name]] = field(default_factory=dict)
    by_code: dict[str, Name] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    rivals: dict[Name, list[Name]] = field(default_factory=dict)
    by_sound: dict[str, Name] = field(default_factory=dict)
    beside: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _automaton: ahocorasick.Automaton | None = None
    _openings: frozenset[int] = frozenset()

    @classmethod
    def from_rows(
        cls,
        actors: Sequence[Row],
        officeholders: Sequence[Row] = (),
        exercises: Sequence[Row] = (),
        extra: Sequence[Row] = (),
        shared: Sequence[Row] = (),
    ) -> "Gazetteer":
        """A gazetteer of reference rows and of rows of `lexicon/gazetteer.csv` (code, kind, names, reason).

        shared: rows of `lexicon/shared_names.csv` (names, code, needed, beside, reason).
        """
        made = cls([], defaultdict(list), defaultdict(list), [dict(row) for row in exercises])
        known = {row["code"]: row for row in actors}
        _add_actors(made, actors)
        _add_officeholders(made, officeholders)
        _add_extra(made, extra, known)
        _add_shared(made, shared, known)
        made._build()
        return made

    def _build(self) -> None:
        automaton = ahocorasick.Automaton()
        index: dict[str, int] = {}
        for number, name in enumerate(self.names):
            for text in _spellings(name):
                first = index.setdefault(text, number)
                if first == number:
                    automaton.add_word(text, (number, len(text)))
                elif self.names[first].code != name.code:
                    self.rivals.setdefault(self.names[first], []).append(name)
        automaton.make_automaton()
        shared = (n for n, name in enumerate(self.names) if name.wants_state and name.kind == "state")
        self._openings = frozenset(shared)
        self._automaton = automaton
        people: dict[str, dict[str, Name]] = defaultdict(dict)
        for name in self.names:
            if name.kind == "person" and name.family:
                people[name.family].setdefault(name.key, name)
            if name.kind == "state" and name.form == "demonym":
                self.demonyms.setdefault(name.text, name.code)
            if len(name.text) > 5 and name.form != "demonym" and name.kind != "organisation":
                self.by_sound.setdefault(sound(name.text), name)
            if name.form == "name" and name.kind in {"state", "organisation"}:
                self.by_code.setdefault(name.code, name)
        self.surnames = {family: list(found.values()) for family, found in people.items()}

    def hits(self, body: str) -> list[Hit]:
        """The names in a text, in order, without overlap: the leftmost, and of those the longest."""
        if self._automaton is None or len(self._automaton) == 0:
            return []
        found = []
        size = len(body)
        for last, (number, length) in self._automaton.iter(body):
            start, end = last - length + 1, last + 1
            if start and (before := body[start - 1]) not in OPENERS and (before.isalnum() or before in "_@#"):
                continue
            if end < size and not _ends_word(body, end, size):
                continue
            if number in self._openings and OPENS_MORE.match(body, end):
                continue
            found.append((start, -end, number))
        found.sort()
        kept: list[Hit] = []
        free = 0
        for start, negative_end, number in found:
            if start >= free:
                free = -negative_end
                kept.append(Hit(start, free, self.names[number]))
        return kept

    def holder(self, country: str | None, phrase: str, offices: Iterable[str], day: dt.date) -> Term | None:
        """Who held an office on a day: by the phrase news uses for it, else by state and office.

        None where nobody or more than one person fits.
        """
        terms = [t for t in self.terms_by_phrase.get(phrase.lower(), ()) if t.covers(day)]
        terms = [t for t in terms if country in {None, t.country}]
        for office in offices if country and not terms else ():
            terms += [t for t in self.terms_by_office.get((country or "", office), ()) if t.covers(day)]
        return terms[0] if len({term.person for term in terms}) == 1 else None


OPENS_MORE = re.compile(r" [A-Z]| of\b|-")  # "the South Korean", "the North of England"
OPENERS = frozenset(" \n\"'“‘(-–—")


def _ends_word(body: str, end: int, size: int) -> bool:
    after = body[end]
    if not (after.isalnum() or after == "_"):
        return True
    return after == "s" and (end + 1 == size or not body[end + 1].isalnum()) and body[end - 1].islower()


def _spellings(name: Name) -> list[str]:
    """A name as it may be printed: with and without accents, with either apostrophe, in capitals."""
    texts = [name.text]
    plain = unicodedata.normalize("NFKD", name.text)
    if plain != name.text:
        texts.append("".join(c for c in plain if not unicodedata.combining(c)).replace("ł", "l").replace("Ł", "L"))
    texts += [text.translate(APOSTROPHE) for text in texts if "'" in text]
    if len(name.text) > 3:
        texts += [text.upper() for text in texts]
    if name.kind == "person" and name.form == "name" and "." in name.text:
        texts.append(name.text.replace(". ", ".", 1) if name.text[1:3] == ". " else name.text.replace(".", ""))
    return texts


def _cell(row: Row, column: str) -> list[str]:
    return [part.strip() for part in (row.get(column) or "").split(";") if part.strip()]


def _add_actors(made: Gazetteer, actors: Sequence[Row]) -> None:
    shared: dict[str, list[str]] = defaultdict(list)
    for row in actors:
        for text in _cell(row, "demonyms") + _cell(row, "capital_metonyms"):
            shared[text].append(row["code"])
    affiliated = {row["token"]: row["state"] for row in word_lists.rows("affiliations")}
    for row in actors:
        code = row["code"]
        state = row.get("kind", "state") == "state"
        kind: EntityKind = "state" if state else "organisation"
        actor = affiliated.get(code, code)
        texts = dict.fromkeys([row["name"], *_cell(row, "aliases"), *_cell(row, "case_sensitive_aliases")])
        others = {*_cell(row, "demonyms"), *_cell(row, "capital_metonyms")}
        for text in texts:
            if text not in UNFIT | others and not text.startswith(("the ", "The ")):
                made.names.append(Name(text, actor, kind, "name", code, row["name"]))
        for text in _cell(row, "demonyms"):
            made.names.append(Name(text, actor, kind, "demonym", code, row["name"], shared=tuple(shared[text])))
        for text in _cell(row, "capital_metonyms"):
            form: Form = "metonym"
            if not text.startswith(("the ", "The ")) or text == "The Hague":
                made.names.append(Name(text, actor, kind, form, code, row["name"], shared=tuple(shared[text])))


def _add_officeholders(made: Gazetteer, officeholders: Sequence[Row]) -> None:
    for line, row in enumerate(officeholders, 2):
        key = person_key(row["person"], row.get("name_order") == "family-first")
        for text in dict.fromkeys([row["person"], *_cell(row, "aliases")]):
            made.names.append(
                Name(
                    text,
                    row["country"],
                    "person",
                    "name",
                    key,
                    row["person"],
                    False,
                    row.get("family_name", ""),
                    row.get("gender", ""),
                )
            )
        start, end = row.get("start") or FIRST_DAY, row.get("end") or LAST_DAY
        term = Term(row["person"], row["country"], row["office"], start, end, line, row.get("gender", ""))
        made.terms_by_office[term.country, term.office].append(term)
        for phrase in _cell(row, "role_phrases"):
            made.terms_by_phrase[phrase.lower()].append(term)


def _add_extra(made: Gazetteer, extra: Sequence[Row], known: Mapping[str, Row]) -> None:
    for row in extra:
        kind, form = KINDS.get(row["kind"], ("organisation", "name"))
        code = row["code"]
        for text in _cell(row, "names"):
            if kind == "state":
                key, title = code, known[code]["name"] if code in known else text
            elif kind == "person":
                family_first = row["kind"] == "leader-ff"
                key, title = person_key(text, family_first), text
                family = "" if row["kind"] == "mononym" else family_name(text, family_first)
                made.names.append(Name(text, code, kind, form, key, title, False, family))
                continue
            else:
                key, title = f"{kind}:{text}", text
            wants_state = row["kind"] == "minority"
            domestic = row["kind"] == "domestic"
            made.names.append(Name(text, code, kind, form, key, title, domestic, wants_state=wants_state))


def _add_shared(made: Gazetteer, shared: Sequence[Row], known: Mapping[str, Row]) -> None:
    """Names that mean different things in different texts; a needed neighbour makes the only reading there is."""
    for row in shared:
        code = row["code"]
        for text in _cell(row, "names"):
            made.beside[text, code] = frozenset(_cell(row, "beside"))
            if row["needed"] == "yes":
                title = known[code]["name"] if code in known else text
                made.names.append(Name(text, code, "state", "name", code, title, wants_state=True))


PARTICLES = word_set("al el de da di du la le van von der den bin ibn ben ter dos del y abu st. san ould")
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "VI", "XVI", "XIV", "XXIII"})
NUMBERED = frozenset({"II", "III", "IV", "VI", "XVI", "XIV", "XXIII"})


def family_name(text: str, family_first: bool = False) -> str:
    """The family name in a full name; empty for names of one word and for numbered rulers.

    >>> family_name("F.W. de Klerk"), family_name("Kim Dae-jung", True), family_name("Donald J. Trump Jr.")
    ('de Klerk', 'Kim', 'Trump')
    """
    words = text.split()
    if words and words[-1] in NUMBERED:
        return ""
    words = [word for word in words if word not in SUFFIXES]
    if len(words) < 2:
        return ""
    if family_first:
        return words[0]
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def person_key(text: str, family_first: bool = False) -> str:
    """What tells a person from others: the first and last word of a name, or all of one that puts the family first.

    >>> person_key("Donald J. Trump") == person_key("Donald Trump"), person_key("Kim Jong-un", True)
    (True, 'person:kim jong un')
    """
    words = [word for word in text.replace("-", " ").lower().split() if word.title().rstrip(".") not in {"Jr", "Sr"}]
    if not family_first and len(words) > 2:
        words = [words[0], words[-1]]
    return "person:" + " ".join(words)


DOUBLED = re.compile(r"([a-z])\1")
FOLDED = str.maketrans({"y": "i", "k": "c", "q": "c", "w": "v", "h": None, "'": None, "’": None, "-": " ", ".": None})


@lru_cache(maxsize=8192)
def sound(text: str) -> str:
    """A name without the letters that transcriptions differ in.

    >>> sound("François Mitterrand") == sound("Francois Mitterand"), sound("Khatmandu") == sound("Kathmandu")
    (True, True)
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return DOUBLED.sub(r"\1", plain.translate(FOLDED)).replace("el ", "al ")


def default_gazetteer() -> Gazetteer:
    """The gazetteer of the shipped reference tables and word lists, with an analyst's rows before them.

    An analyst's folder may hold actors.csv, officeholders.csv and exercises.csv with further rows, and
    lexicon/gazetteer.csv (see `word_lists.layers`).
    """
    extra, shared, affiliations = (word_lists.rows(name) for name in ("gazetteer", "shared_names", "affiliations"))
    return _default(paths.reference(), word_lists.layers().tables, extra, shared, affiliations)


@lru_cache(maxsize=4)
def _default(
    folder: Path,
    own: word_lists.Files,
    extra: word_lists.Rows,
    shared: word_lists.Rows,
    affiliations: word_lists.Rows,  # noqa: ARG001  read on the way; others make another gazetteer
) -> Gazetteer:
    files = [*(Path(path) for path, _, _ in own), *(folder / f"{name}.csv" for name in word_lists.TABLES)]
    tables = {name: [row for path in files if path.stem == name for row in _table(path)] for name in word_lists.TABLES}
    return Gazetteer.from_rows(**tables, extra=extra, shared=shared)


def _table(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: (value or "").strip() for key, value in row.items() if key} for row in csv.DictReader(file)]
