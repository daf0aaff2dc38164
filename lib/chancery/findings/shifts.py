"""What changed for the state in focus against earlier dates, in sentences, each with its treaties and acts."""

from collections.abc import Iterator, Sequence

import pandas as pd

from chancery import ties
from chancery.charts.words import first_of
from chancery.evidence import Finding
from chancery.findings.network import SHOWN, coverage
from chancery.findings.rows import act_rows, asked, plain, rows_of, with_partner
from chancery.reference import Reference
from chancery.ties.scale import ENOUGH
from chancery.ties.view import View
from chancery.words import day, in_words, tenth, the

YEARS = (1, 3, 5)
DATED_ACTS = (
    "It is cooperative acts minus adverse acts in the tables, each weighed by its age, and measures neither "
    "sentiment nor capability."
)
CHANGE_WORDS = {
    "added": ("is new", "are new"),
    "ended": ("has lost a treaty", "have lost a treaty"),
    "strengthened": ("has strengthened", "have strengthened"),
    "soured": ("has soured", "have soured"),
    "eased": ("remains {word}, though less than it was", "remain {word}, though less than they were"),
    "faded": ("has faded", "have faded"),
}
AGAINST = ("strained", "hostile")
"""What `ties.strength_word` calls ties whose acts are against each other."""


def changes(view: View, reference: Reference, years: Sequence[int] = YEARS) -> list[Finding]:
    """What changed for the focus state against so many years before, one finding a year; one in all without any act."""
    found = [_changed(view, reference, span) for span in years]
    if len(with_partner(view.known, view.focus)) or any(treaties for _, treaties in found):
        return [finding for finding, _ in found]
    text = (
        f"Up to {day(view.on)} the tables hold no dated act between {the(view.names[view.focus])} and another of these "
    )
    text += "states, and no treaty between them began or ended in the years compared: of change nothing can be told."
    kind = "material change in ties"
    return [Finding(f"alliance.change.{view.focus}.none", text, kind, {"acts": 0}, asked(view, "ties"), weight=0.1)]


def _changed(view: View, reference: Reference, span: int) -> tuple[Finding, bool]:
    """The finding, and whether a treaty came or went."""
    before = view.years_before(span)
    own = with_partner(view.changes(before), view.focus)
    own = own.assign(
        moved=(own["net_after"] - own["net_before"]).abs(),
        then=_words(own, "before"),
        now=_words(own, "after"),
    )
    own = own.sort_values(["moved", "partner"], ascending=[False, True])
    who = the(view.names[view.focus])
    head = f"Since {day(before)}, {'a year' if span == 1 else f'{in_words(span)} years'} before,"
    parts = _moves(view, own)
    text = f"{head} {'; '.join(parts)}." if parts else f"{head} no tie of {who} is shown to have changed."
    steady = own[(own["change"] == "unchanged") & own["now"].isin(AGAINST)].sort_values(["net_after", "partner"])
    for word, rows in steady.groupby("now", sort=False):
        text += f" As {word} as before: {_those(view, rows)}."
    few = own[own["change"] == "few acts"]
    if len(few):
        whose = "pair’s" if len(few) == 1 else "pairs’"
        text += f" On {_those(view, few)} the tables hold too few acts of the {whose} own to tell."
    text += _treaty_words(reference, own)
    told = own[own["change"].isin([*CHANGE_WORDS, "few acts"]) | own.index.isin(steady.index)]
    acts = [key for keys in (*own["acts_for"], *own["acts_against"]) for key in keys]
    treaties = [key for keys in (*own["treaties_added"], *own["treaties_ended"]) for key in keys]
    counts = {kind.replace(" ", "_"): int((own["change"] == kind).sum()) for kind in (*CHANGE_WORDS, "few acts")}
    known = with_partner(view.known, view.focus)
    finding = Finding(
        id=f"alliance.change.{view.focus}.{span}y",
        text=text,
        kind="material change in ties",
        numbers=counts | {"years": span, "adverse_unchanged": len(steady)},
        evidence=(*rows_of(reference, "alliances", treaties), *act_rows(reference, acts)) or asked(view, "ties"),
        caveats=(*_figures(view, told), *_few_acts(few), *coverage(known, before, f"of {who}")),
        weight=round((0.9 if treaties else 0.6 if parts else 0.2) - 0.02 * span, 2),
    )
    return finding, bool(treaties)


def _words(own: pd.DataFrame, end: str) -> list[str]:
    columns = (own[f"{name}_{end}"] for name in ("sign", "net", "whole"))
    return [ties.strength_word(*known) for known in zip(*columns, strict=True)]


def _moves(view: View, own: pd.DataFrame) -> list[str]:
    """The changes as clauses, kind by kind, each partner with what the tie was called then and is called now."""
    parts: list[str] = []
    for kind, (one, many) in CHANGE_WORDS.items():
        for verb, rows in _verbs(own[own["change"] == kind], one, many):
            subject = _those(view, rows, moved=kind != "eased")
            if not parts:
                whose = f"{_possessive(the(view.names[view.focus]))} {'tie' if len(rows) == 1 else 'ties'}"
                subject = f"{whose} {subject.partition(' ')[2]}"
            parts.append(f"{subject} {verb}")
    return parts


def _verbs(rows: pd.DataFrame, one: str, many: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """What happened to ties of one kind of change; those that eased are told by what they still are."""
    for word, alike in rows.groupby(rows["now"].where(rows["change"] == "eased", ""), sort=False):
        verb = (one if len(alike) == 1 else many).format(word=word)
        yield ("is only slight now" if len(alike) == 1 else "are only slight now") if word == "slight" else verb, alike


def _those(view: View, rows: pd.DataFrame, *, moved: bool = False) -> str:
    """A tie or ties by the partners, as "that with China"; with `moved`, what each was called then and now."""
    partners = [the(view.names[str(partner)]) for partner in rows["partner"]]
    courses = [_course(*known) if moved else "" for known in zip(rows["then"], rows["now"], strict=True)]
    together = ""
    if len(partners) > 1 and len(set(courses)) == 1 and courses[0]:
        together = f" ({'both' if len(partners) == 2 else 'all'} {courses[0]})"
    else:
        partners = [f"{name} ({course})" if course else name for name, course in zip(partners, courses, strict=True)]
    return f"{'that' if len(partners) == 1 else 'those'} with {first_of(partners, SHOWN)}{together}"


def _course(then: str, now: str) -> str:
    """What a tie was called and is called, empty where that is the same.

    >>> _course("strained", "hostile"), _course("none", "hostile"), _course("hostile", "hostile")
    ('strained then, hostile now', 'no recent acts then, hostile now', '')
    """
    words = ["no recent acts" if word == "none" else word for word in (then, now)]
    return f"{words[0]} then, {words[1]} now" if then != now else ""


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _treaty_words(reference: Reference, own: pd.DataFrame) -> str:
    """The treaties that came or went between the dates, each once."""
    names = dict(zip(reference.alliances["key"], reference.alliances["name"], strict=True))
    said = ""
    for column, word in (("treaties_added", "New"), ("treaties_ended", "Ended")):
        titles = dict.fromkeys(plain(names[key]) for keys in own[column] for key in keys if key in names)
        said += f" {word}: {'; '.join(titles)}." if titles else ""
    return said


def _figures(view: View, own: pd.DataFrame) -> tuple[str, ...]:
    """Net strength then and now, partner by partner, with what it is."""
    if own.empty:
        return ()
    figures = [
        f"{view.names[str(row['partner'])]} {tenth(row['net_before'])} to {tenth(row['net_after'])}"
        for row in own.to_dict("records")
    ]
    return (f"Net strength then and now: {'; '.join(figures)}. {DATED_ACTS}",)


def _few_acts(few: pd.DataFrame) -> tuple[str, ...]:
    """What a change must rest on, where some ties did not have it."""
    said = (
        f"A change is told where at least {in_words(int(ENOUGH))} acts stand behind it, or a treaty, or an act that "
        "lasts; an act that joins several pairs of states counts for each in part."
    )
    return (said,) if len(few) else ()
