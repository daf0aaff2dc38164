"""A dossier: everything a notebook works on for one article, gathered and checked.

The article as read, the reference rows admitted, the day they are read on, the state and theatre in focus.
"""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from chancery import article, claims, exercises, launches, paths, reference, text, ties
from chancery import parameters as schema
from chancery.article import Article
from chancery.article.segments import sentences
from chancery.errors import ParameterError
from chancery.evidence import Row
from chancery.parameters import Parameters
from chancery.reference import Reference
from chancery.rhetoric import authority, placement, tone
from chancery.rhetoric.placement import Utterance
from chancery.text import Reading, intensity, word_lists
from chancery.text.records import IntensityPart
from chancery.text.word_lists import Layers
from chancery.ties.view import View

if TYPE_CHECKING:
    from chancery.text.explain import Explanation

YEARS_LOOKED_BACK = 10
LONG_TEXT = 40_000  # characters
CLAIMS_OF_A_LONG_TEXT = 60
DASHES = frozenset("–—-")
STATES_NAMED = 8  # of the article, beside the theatre's own, on charts


@dataclass(frozen=True)
class Theatre:
    """A row of theatres.csv; with an empty code, the states of an article that fits none."""

    code: str
    name: str
    actors: tuple[str, ...]
    regions: tuple[str, ...] = ()
    principal: str = ""
    blocs: tuple[tuple[str, ...], ...] = ()
    event_noun: str = "incidents"


@dataclass(frozen=True)
class Dossier:
    """One article with what is needed to brief on it.

    reference: the rows admitted by `parameters`; `reference.left_out` counts the others, `everything` has them.
    as_of: the day the record is read on; nothing later is shown as known.
    period: first and last day looked back on, both inclusive.
    focus: code of the state in focus; theatre: where it acts. lists: the word lists that texts are read with.
    """

    parameters: Parameters
    article: Article
    reading: Reading = field(repr=False)
    reference: Reference = field(repr=False)
    everything: Reference = field(repr=False)
    as_of: dt.date
    period: tuple[dt.date, dt.date]
    focus: str
    theatre: Theatre
    lists: Layers = field(default_factory=word_lists.layers, repr=False)

    @property
    def title(self) -> str:
        """The page's title: the analyst's, else the article's."""
        return self.parameters.title or self.article.title

    @cached_property
    def names(self) -> dict[str, str]:
        """Actor codes and the names news uses; of all rows, for a name is how we write a code, not a fact we cite."""
        return dict(zip(self.everything.actors["code"], self.everything.actors["name"], strict=True))

    @cached_property
    def states_named(self) -> Counter[str]:
        """How often the article names each state, its people, capital or officers."""
        return _states_named(self.reading, self.everything)

    @cached_property
    def stage(self) -> dict[str, str]:
        """The states that charts show, with their names: the focus, the theatre's, and the article's most named."""
        codes = dict.fromkeys([self.focus, *self.theatre.actors, *dict(self.states_named.most_common(STATES_NAMED))])
        return {code: self.names.get(code, code) for code in codes if code}

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of states that the article speaks of together, as the two sides of an event or in one sentence.

        A sentence that names just two states, one of them in focus, speaks of that state's tie with the other.
        """
        actors = {entity.id: entity.actor for entity in self.reading.entities}
        together = self._with_focus() | {
            tuple(sorted((actors[event.source] or "", actors[event.target] or "")))
            for event in self.reading.events
            if event.source in actors and event.target in actors
        }
        return sorted((a, b) for a, b in together if a != b and a in self.stage and b in self.stage)

    def _with_focus(self) -> set[tuple[str, ...]]:
        """The state in focus with another, where a sentence of the article names those two and no third.

        The place at the head of the article is where it was written, and counts for no state.
        """
        body = self.article.body
        states = {entity.id: entity.actor for entity in self.reading.entities if entity.actor in self.states_named}
        starts = [sentence.start for sentence in sentences(body)]
        named: dict[int, set[str]] = {}
        for mention in self.reading.mentions:
            state = states.get(mention.entity or "")
            written_at = mention.start == 0 and body[mention.end :].lstrip()[:1] in DASHES
            if state and state in self.stage and not written_at:
                named.setdefault(bisect_right(starts, mention.start), set()).add(state)
        return {tuple(sorted(pair)) for pair in named.values() if len(pair) == 2 and self.focus in pair}

    @cached_property
    def ties(self) -> View:
        """The ties between the states on stage, on the day: both layers, computed once.

        A pair's acts and joint exercises count whatever theatre or region they are filed under, so that the same pair
        has the same strength on every page.
        """
        return ties.around(
            self.reference.tables,
            focus=self.focus,
            on=self.as_of,
            states=self.stage,
            placed=self.theatre.blocs,
            weighing=ties.Weighing(half_life_days=self.parameters.half_life_days),
        )

    @cached_property
    def exercises(self) -> pd.DataFrame:
        """The exercises of the theatre's regions; where no theatre fits, those the article's states take part in."""
        rows = self.reference.exercises
        if self.theatre.regions:
            return exercises.selected(rows, regions=self.theatre.regions)
        return exercises.selected(rows, participants=self.stage)

    @property
    def exercises_about(self) -> str:
        """Which exercises those are, as words after "exercises"."""
        return "of the theatre" if self.theatre.regions else "in which states of the article took part"

    @cached_property
    def statements(self) -> pd.DataFrame:
        """Coded statements on the theatre's exercises, or, where no exercise is named, among its states; with tone."""
        rows = self.reference.statements
        keys, actors = set(self.exercises["key"]), set(self.theatre.actors)
        own = [
            bool(keys & set(answered)) if answered else (actor in actors and set(targets) <= actors)
            for answered, actor, targets in zip(
                rows["target_exercise_ids"], rows["actor"], rows["target_states"], strict=True
            )
        ]
        with word_lists.laid_over(self.lists):
            return tone.coded(rows[own], _terms)

    @cached_property
    def said(self) -> list[Utterance]:
        """The article's own attributed statements, with tone and the rank of the speaker; the same words once."""
        with word_lists.laid_over(self.lists):
            found = placement.utterances(
                self.article.body,
                self.reading.quotes,
                self.reading.entities,
                self.reading.intensity,
                day=self.article.published,
                posts=authority.of_posts(self.everything.statements),
                actors=placement.actors_spoken_for(self.article.body, self.reading.entities, self.reading.mentions),
            )
        return list({(one.speaker, one.text): one for one in reversed(found)}.values())[::-1]

    @cached_property
    def people(self) -> dict[str, str]:
        """Entity ids of the reading and the names of those meant."""
        return {entity.id: entity.name for entity in self.reading.entities}

    @cached_property
    def verdicts(self) -> list[claims.Verdict]:
        """The article's claims held against the record; of a very long text, the first ones."""
        chosen = self.reading.claims[:CLAIMS_OF_A_LONG_TEXT] if self.is_long else None
        with word_lists.laid_over(self.lists):
            return claims.checked(self.reading, claims.Record(self.reference, self.everything), chosen)

    def explanation(self, offset: int) -> "list[Explanation]":
        """Every record at a place of the article, with the rule that made it."""
        with word_lists.laid_over(self.lists):
            return text.explanation(self.reading, offset)

    @property
    def is_long(self) -> bool:
        """Whether the text is too long to be held against the record and printed whole."""
        return len(self.article.body) > LONG_TEXT

    @cached_property
    def designs(self) -> list[launches.Design]:
        """What counts as a drill and as an event in this theatre: rows of launch_designs.csv; without one, none."""
        if not self.theatre.code:
            return []
        return launches.designs(self.reference.launch_designs, self.theatre.code)

    @cached_property
    def events(self) -> pd.DataFrame:
        """Days with events of the theatre's first design: key, table, day; empty where there is no design."""
        if not self.designs:
            return pd.DataFrame({"key": [], "table": [], "day": pd.Series([], dtype="datetime64[us]")})
        rows = self.reference
        return launches.events(rows.provocations, rows.exercises, self.designs[0], self.as_of)

    @cached_property
    def calendar(self) -> pd.DataFrame:
        """Event days near drills against chance, for each window and period of the theatre's first design."""
        if not self.designs:
            return pd.DataFrame()
        return launches.grid(
            self.reference.exercises,
            self.reference.provocations,
            self.designs[0],
            self.as_of,
            windows=(self.parameters.window_days,),
        )

    @cached_property
    def office_rows(self) -> dict[int, Row]:
        """Admitted office-holder rows by the line they stand on."""
        rows = self.reference.officeholders
        return {int(line): self.cite("officeholders", key) for line, key in zip(rows["line"], rows["key"], strict=True)}

    def cite(self, table: str, key: str) -> Row:
        """The citation of one row."""
        return self.reference.row(table, key)


def from_names(namespace: Mapping[str, Any]) -> Dossier:
    """The dossier for a notebook's variables: call it as ``dossier.from_names(globals())``.

    Raises ChanceryError for a parameter, an article or a table that cannot be used.
    """
    return opened(schema.from_names(namespace))


def opened(parameters: Parameters) -> Dossier:
    """The dossier that the parameters ask for."""
    found = article.load(parameters.article, published=parameters.published)
    layers = [Path(parameters.data)] if parameters.data else []
    tables = reference.load(layers)
    lists = word_lists.layers_of(
        reference.lexicon_folders(parameters.lexicon, layers), reference.analyst_folders(layers)
    )
    reading = _reading(found, lists, paths.reference())
    named = _states_named(reading, tables)
    theatre = _theatre(parameters.theatre, tables, named)
    focus = parameters.focus or _focus(theatre, named)
    as_of = parameters.as_of or found.published
    return Dossier(
        parameters=parameters,
        article=found,
        reading=reading,
        reference=tables.admitting(parameters.admit_confidence, parameters.admit_source_kinds),
        everything=tables,
        as_of=as_of,
        period=_period(parameters.period, as_of),
        focus=focus,
        theatre=theatre,
        lists=lists,
    )


def _terms(words: str) -> list[IntensityPart]:
    return intensity.scored(words).parts


@lru_cache(maxsize=2)
def _reading(found: Article, lists: Layers, _tables: Path) -> Reading:
    """The article as read: once for as long as neither it nor what it is read with is another."""
    with word_lists.laid_over(lists):
        return text.read(found)


def _states_named(reading: Reading, tables: Reference) -> Counter[str]:
    states = set(tables.actors.loc[tables.actors["kind"] == "state", "code"])
    actors = {entity.id: entity.actor or "" for entity in reading.entities}
    named = Counter(actors.get(mention.entity or "", "") for mention in reading.mentions)
    return Counter({code: count for code, count in named.items() if code in states})


def _focus(theatre: Theatre, named: Counter[str]) -> str:
    """The theatre's principal state where the article names it, else the state named most."""
    if theatre.principal in named or not named:
        return theatre.principal
    return max(named, key=lambda code: (named[code], code in theatre.actors, code))


def _period(given: str, as_of: dt.date) -> tuple[dt.date, dt.date]:
    if given:
        first, last = given.split("/")
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return dt.date(as_of.year - YEARS_LOOKED_BACK, 1, 1), as_of


def _theatre(given: str, tables: Reference, named: Counter[str]) -> Theatre:
    """The theatre asked for, else the one whose states the article names most, its principal counting double."""
    rows = [_theatre_of(row) for row in tables.theatres.to_dict("records")]
    if given:
        found = next((row for row in rows if row.code == given), None)
        if found is None:
            known = ", ".join(row.code for row in rows)
            raise ParameterError(f"theatre={given}", "no such theatre", f"use {known}, or add a row to theatres.csv")
        return found
    best = max(rows, key=lambda row: sum(named[code] for code in row.actors) + named[row.principal], default=None)
    if best is None or not any(named[code] for code in best.actors):
        return Theatre("", "the states of the article", tuple(code for code, _ in named.most_common()))
    return best


def _theatre_of(row: Mapping[Hashable, Any]) -> Theatre:
    return Theatre(
        code=row["theatre"],
        name=row["name"],
        actors=tuple(row["actors"]),
        regions=tuple(row["regions"]),
        principal=row["principal"],
        blocs=tuple(tuple(bloc.split(";")) for bloc in row["blocs"].split("|") if bloc),
        event_noun=row["event_noun"],
    )
