"""What a check is, the list of rules, and how their outcome is told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chancery.record import BriefingRecord, JudgmentRecord
from chancery.tradecraft.likelihood import Likelihood

Outcome = Literal["passes", "fails", "for a reader"]
FOR_A_READER = (
    ("ICD 203, standard 1", "whether the quality of the sources is judged rightly: access, motive, bias, deception"),
    ("ICD 203, standard 2", "whether the uncertainties that matter most are the ones that are told"),
    ("ICD 203, standard 4", "whether the alternatives are real ones, fairly put"),
    ("ICD 203, standard 5", "whether it serves the reader it is meant for, and says what follows"),
    ("ICD 203, standard 6", "whether the argument is clear and holds"),
    ("ICD 203, standard 8", "whether the judgments proved accurate"),
    ("ICD 203, standard 9", "whether the figures show what matters and mislead nobody"),
    ("ICD 203", "objectivity, independence of politics, timeliness, use of all sources"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken: where, what is wrong, how to mend it."""

    where: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Check:
    """One rule and how a briefing stands to it."""

    name: str
    standard: str
    asks: str
    faults: tuple[Fault, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Whether the rule is kept."""
        return "fails" if self.faults else "passes"


@dataclass(frozen=True)
class Material:
    """What is checked: the record, the likelihood table, and the page where there is one."""

    record: BriefingRecord
    likelihood: Likelihood
    html: str = ""


Rule = Callable[[Material], Iterator[Fault]]
RULES: list[tuple[str, str, str, Rule]] = []


def rule(name: str, standard: str) -> Callable[[Rule], Rule]:
    """Declare a rule: its name, the standard it is part of, and in its docstring what it asks."""

    def declared(asked: Rule) -> Rule:
        RULES.append((name, standard, (asked.__doc__ or "").strip().split("\n")[0], asked))
        return asked

    return declared


def checks(record: BriefingRecord, likelihood: Likelihood, html: str = "") -> list[Check]:
    """Every rule with its faults, in the order of the standards."""
    material = Material(record, likelihood, html)
    return [
        Check(name, standard, asks, tuple(asked(material)))
        for name, standard, asks, asked in sorted(RULES, key=_standard)
    ]


def _standard(declared: tuple[str, str, str, Rule]) -> str:
    return declared[1]


def at(judgment: JudgmentRecord) -> str:
    """Where a fault of a judgment stands."""
    return f"judgment {judgment.id}"


def report(found: Sequence[Check]) -> str:
    """Checks as lines for a person: what fails and where, what passes, what needs a reader."""
    lines = []
    for each in found:
        if each.faults:
            lines.append(f"fails   {each.name} ({each.standard})")
            lines += [
                f"          {fault.where}: {fault.problem}\n            remedy: {fault.remedy}" for fault in each.faults
            ]
    lines += [f"passes  {each.name}: {each.asks}" for each in found if not each.faults]
    lines += [f"reader  {what} ({standard})" for standard, what in FOR_A_READER]
    failed = sum(1 for each in found if each.faults)
    lines.append(
        f"{len(found) - failed} of {len(found)} rules kept, {failed} broken; {len(FOR_A_READER)} need a reader"
    )
    return "\n".join(lines)
