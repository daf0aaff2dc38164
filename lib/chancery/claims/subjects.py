"""What the words of a claim mean in the tables: one declaration for each kind of event.

A subject names the tables that hold such events and the rows that are them. `register` adds one; see docs/claims.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

Parties = Literal["all take part", "one acts", "none"]
Condition = Mapping[str, Collection[str]]

ENVOYS = (
    "head of state",
    "head of government",
    "deputy head of government",
    "foreign minister",
    "minister",
    "vice minister",
)
LEADERS = ENVOYS[:2]


@dataclass(frozen=True)
class Source:
    """Rows of one table that are events of a subject.

    first, last: its date columns, without their endings; parties: columns of codes that say who takes part.
    targets: columns of codes that say at whom it is aimed; a claim may name these states too, or only these.
    certain: conditions, any of which makes a row such an event (column to allowed values; a list column needs one of
    them); an empty one takes every row. possible: conditions of rows that some would count and others not.
    amount: the column that says how many (missiles in a launch), where a claim may count those instead of rows.
    rank: words for a rank to the values of `rank_column` that have it.
    """

    table: str
    first: str
    last: str
    parties: tuple[str, ...]
    certain: tuple[Condition, ...] = ({},)
    possible: tuple[Condition, ...] = ()
    amount: str = ""
    targets: tuple[str, ...] = ()
    rank_column: str = ""
    ranks: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """A kind of event that claims are made of.

    name, noun: its own name, and how a sentence calls it, singular and plural.
    words: what readings call it; how: whether all states named take part, one of them acts, or states do not matter.
    occasion_days: rows that lie so close together are one occasion when a reader looks back for the one before.
    bodies: organisations, one of which a claim must name for the subject to be meant.
    systems: weapons that, named beside one of `words`, mean this subject.
    """

    name: str
    noun: tuple[str, str]
    words: tuple[str, ...]
    sources: tuple[Source, ...]
    how: Parties = "all take part"
    occasion_days: int = 0
    bodies: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()


_TIE_PARTIES = ("actors", "recipients")
_LEADERS_MEET: Condition = {"type": ("summit", "trilateral"), "level": ("leader",)}
_LEADERS_MAY_MEET: Condition = {
    "type": ("visit", "parade", "agreement", "treaty", "declaration", "joint statement", "partnership", "talks"),
    "level": ("leader",),
}


def _ties(*certain: Condition, possible: tuple[Condition, ...] = ()) -> Source:
    return Source("ties", "start", "end", _TIE_PARTIES, certain, possible)


def _acts(*certain: Condition) -> Source:
    return Source("provocations", "date_local", "date_local", ("actor",), certain, amount="count", targets=("target",))


DECLARED: dict[str, Subject] = {}
_BY_WORD: dict[str, list[Subject]] = {}


def register(subject: Subject) -> Subject:
    """Add a subject, or replace the one of that name; later ones win where words are shared."""
    DECLARED[subject.name] = subject
    for word in (subject.name, *subject.words):
        known = [each for each in _BY_WORD.get(word, []) if each.name != subject.name]
        _BY_WORD[word] = [subject, *known]
    return subject


def named(word: str, bodies: Collection[str] = ()) -> Subject | None:
    """The subject that a word means, given the organisations the claim names; None where no table holds it."""
    said = word.replace("_", " ").lower()
    fitting = [each for each in _BY_WORD.get(said, []) if not each.bodies or set(each.bodies) & set(bodies)]
    plain = [each for each in fitting if each.name == said and not any(other.bodies for other in fitting)]
    return next(iter([*plain, *[each for each in fitting if not each.systems or each.name == said]]), None)


for _subject in (
    Subject(
        "summit",
        ("summit", "summits"),
        ("summit meeting", "leaders meeting"),
        (_ties(_LEADERS_MEET, possible=(_LEADERS_MAY_MEET,)),),
        occasion_days=14,
    ),
    Subject(
        "meeting",
        ("meeting", "meetings"),
        ("talks", "encounter"),
        (
            _ties(
                {"type": ("summit", "trilateral", "talks", "consultation")},
                possible=({"plover": ("CONSULT", "AGREE", "SUPPORT"), "mode": ("", "visit", "multilateral", "meet")},),
            ),
        ),
        occasion_days=14,
    ),
    Subject(
        "visit",
        ("visit", "visits"),
        ("trip", "state visit"),
        (_ties({"type": ("visit",)}, {"mode": ("visit",)}),),
        occasion_days=14,
    ),
    Subject("call", ("telephone call", "telephone calls"), ("phone call",), (_ties({"mode": ("phone",)}),)),
    Subject(
        "speech before the General Assembly",
        ("speech before the General Assembly", "speeches before the General Assembly"),
        ("appearance", "speech", "address", "statement", "session", "visit", "meeting", "call"),
        (
            Source(
                "unga_speakers",
                "date",
                "date",
                ("country",),
                rank_column="rank",
                ranks={
                    "leader": LEADERS,
                    "head of state": ("head of state",),
                    "head of government": ("head of government",),
                    "foreign minister": ("foreign minister",),
                    "minister": (*LEADERS, "deputy head of government", "foreign minister", "minister"),
                    "vice minister": ("vice minister",),
                    "senior": ENVOYS,
                },
            ),
        ),
        how="one acts",
        bodies=("UNGA", "UN"),
    ),
    Subject(
        "nuclear test",
        ("nuclear test", "nuclear tests"),
        ("missile launch", "missile test"),
        (_acts({"category": ("nuclear_test",)}),),
        "one acts",
        systems=("nuclear weapon", "nuclear device"),
    ),
    Subject(
        "satellite launch",
        ("satellite launch", "satellite launches"),
        ("space launch",),
        (_acts({"category": ("satellite_launch",)}),),
        "one acts",
        systems=("satellite", "spy satellite"),
    ),
    Subject(
        "missile launch",
        ("missile launch", "missile launches"),
        ("missile test", "weapons test"),
        (_acts({"category": ("missile_launch",)}),),
        "one acts",
        systems=("missile",),
    ),
    Subject(
        "ballistic missile launch",
        ("launch of ballistic missiles", "launches of ballistic missiles"),
        ("missile launch", "missile test"),
        (_acts({"category": ("missile_launch",), "subtype": ("ballistic",)}),),
        "one acts",
        systems=("ballistic missile",),
    ),
    Subject(
        "cruise missile launch",
        ("launch of cruise missiles", "launches of cruise missiles"),
        ("missile launch", "missile test"),
        (_acts({"category": ("missile_launch",), "subtype": ("cruise",)}),),
        "one acts",
        systems=("cruise missile",),
    ),
    Subject(
        "icbm launch",
        ("launch of an intercontinental missile", "launches of intercontinental missiles"),
        ("missile launch", "missile test", "intercontinental ballistic missile launch"),
        (_acts({"category": ("missile_launch",), "missile_class": ("ICBM",)}),),
        "one acts",
        systems=("intercontinental ballistic missile",),
    ),
    Subject(
        "airspace violation",
        ("airspace violation", "airspace violations"),
        ("violation",),
        (_acts({"category": ("airspace_violation",)}),),
        "one acts",
    ),
    Subject(
        "incursion",
        ("incursion", "incursions"),
        (),
        (_acts({"category": ("air_incursion", "drone_incursion", "median_line_crossing", "airspace_violation")}),),
        "one acts",
    ),
    Subject(
        "drone incursion",
        ("drone incursion", "drone incursions"),
        (),
        (_acts({"category": ("drone_incursion",)}),),
        "one acts",
    ),
    Subject("balloon", ("balloon launch", "balloon launches"), (), (_acts({"subtype": ("balloons",)}),), "one acts"),
    Subject(
        "exercise",
        ("exercise", "exercises"),
        ("drill", "manoeuvre", "war game"),
        (
            Source(
                "exercises",
                "start",
                "end",
                ("participants",),
                ({"status": ("held", "scaled down")},),
                targets=("audience",),
            ),
        ),
    ),
    Subject(
        "patrol",
        ("patrol", "patrols"),
        ("joint patrol", "bomber patrol"),
        (Source("exercises", "start", "end", ("participants",), ({"type": ("patrol",), "status": ("held",)},)),),
    ),
    Subject(
        "resolution",
        ("Security Council resolution", "Security Council resolutions"),
        (),
        (
            Source(
                "unsc_resolutions",
                "date",
                "date",
                ("subject",),
                ({"result": ("adopted", "adopted without vote"), "category": ("sanctions", "nonproliferation")},),
                possible=({"result": ("adopted", "adopted without vote")},),
            ),
        ),
        "one acts",
    ),
    Subject(
        "veto",
        ("draft resolution voted down", "draft resolutions voted down"),
        (),
        (
            Source("unsc_resolutions", "date", "date", ("subject",), ({"result": ("not adopted",)},)),
            _ties({"type": ("veto",)}),
        ),
        "one acts",
    ),
    Subject(
        "treaty",
        ("treaty or agreement", "treaties and agreements"),
        ("agreement", "alliance", "pact", "accord", "partnership", "declaration", "memorandum"),
        (Source("alliances", "signed", "signed", ("members",)),),
    ),
    Subject(
        "accession",
        ("accession", "accessions"),
        ("member",),
        (Source("alliance_members", "joined", "joined", ("member",)),),
        "one acts",
    ),
    Subject("sanctions", ("sanctions decision", "sanctions decisions"), (), (_ties({"type": ("sanctions",)}),)),
    Subject(
        "deployment", ("deployment", "deployments"), ("troop deployment",), (_ties({"type": ("troop deployment",)}),)
    ),
    Subject(
        "arms sale", ("arms transfer", "arms transfers"), ("arms transfer",), (_ties({"type": ("arms transfer",)}),)
    ),
    Subject("parade", ("parade", "parades"), (), (_ties({"type": ("parade",)}),)),
):
    register(_subject)
