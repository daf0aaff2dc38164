"""Verdicts as sentences: what of an article's claims holds, what does not, what cannot be told, and on which rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from chancery.claims import Part, Verdict
from chancery.evidence import Finding, Passage
from chancery.findings import clauses
from chancery.schemas import TABLES
from chancery.words import capitalised, counted, iso_day, listed, lowered

WEIGHTS = {"contradicted": 1.0, "partly": 0.4, "supported": 0.15, "not checkable": 0.1}
# A part that is contradicted within a claim that holds otherwise weighs nearly as much as a claim that does not hold.
CONTRADICTED_PART = 0.9
ORDER = {"contradicted": 0, "partly": 1, "supported": 2, "not checkable": 3}
SAYS = {
    "supported": "holds by the record",
    "partly": "holds in part",
    "contradicted": "does not hold by the record",
    "not checkable": "cannot be checked",
}
SEVERAL = {
    "supported": "hold by the record",
    "partly": "hold in part",
    "contradicted": "do not hold by the record",
    "not checkable": "cannot be checked",
}
GLANCE = {
    "supported": ("holds", "hold"),
    "partly": ("holds in part", "hold in part"),
    "contradicted": ("does not hold", "do not hold"),
    "not checkable": ("cannot be told", "cannot be told"),
}
WHY = {
    "": "",
    "no table": "no table holds it",
    "coverage ends": "the tables do not reach so far",
    "slot unresolved": "who or what is meant could not be settled",
    "rows not admitted": "the rows that would tell are of sources not admitted",
}
COLUMNS = ("claim", "said by", "verdict", "why", "rows", "what would change it")
RULE = (
    "A claim is contradicted only where every slot was resolved and a row says otherwise, or the table is declared "
    "complete for the period; else it is partly supported or not checkable."
)


def verdicts(found: Sequence[Verdict], names: Mapping[str, str] | None = None) -> list[Finding]:
    """One finding for each claim: what does not hold first, then what holds in part, holds, and cannot be checked.

    Claims with the same verdict keep the order of the text.

    names: entity ids and how a sentence calls them, for who says it; the article itself where a claim is its own.
    """
    seen: Counter[str] = Counter()
    made = []
    for verdict in ordered(found):
        finding = _finding(verdict, names or {})
        seen[finding.id] += 1
        number = seen[finding.id]
        made.append(finding if number == 1 else replace(finding, id=f"{finding.id}.{number}"))
    return made


def ordered(found: Sequence[Verdict]) -> list[Verdict]:
    """Verdicts by what they say, contradictions first; those that say the same keep the order of the text."""
    return sorted(found, key=lambda verdict: ORDER[verdict.ruling])


def summary(found: Sequence[Verdict]) -> Finding:
    """How many claims there are, and how many of them do not hold, hold in part, hold or cannot be told."""
    counts: Counter[str] = Counter(verdict.ruling for verdict in found)
    numbers = {ruling: counts.get(ruling, 0) for ruling in ORDER}
    if not found:
        return Finding("claims.summary", "The article makes no claim that the tables could be asked about.", "claims")
    told = [
        f"{count:,} {SAYS[ruling] if count == 1 else SEVERAL[ruling]}" for ruling, count in numbers.items() if count
    ]
    return Finding(
        id="claims.summary",
        text=f"Of {counted(len(found), 'checkable claim')}, {listed(told)}.",
        kind="claims",
        numbers={"claims": len(found), **numbers},
        evidence=tuple(_passage(verdict) for verdict in found),
        caveats=(RULE,),
        weight=0.2,
    )


def at_a_glance(found: Sequence[Verdict], title: str) -> Finding:
    """What the article says, by its title, and how many of its claims hold: the sentence a page opens with."""
    whole = summary(found)
    opening = f"What the article says: {title.rstrip('.')}"
    if not found:
        return replace(whole, text=f"{opening}. {whole.text}")
    counts = {ruling: int(whole.numbers[ruling]) for ruling in GLANCE}
    told = [f"{count:,} {GLANCE[ruling][count != 1]}" for ruling, count in counts.items() if count]
    told += ["none is contradicted"] if not counts["contradicted"] else []
    return replace(whole, text=f"{opening}; of {counted(len(found), 'claim')} put to the record, {listed(told)}.")


def table(found: Sequence[Verdict], names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """One row for each claim: its words, who says it, the verdict, why, the rows used, what would change it.

    Rows stand as `ordered` has the verdicts.
    """
    rows = [
        {
            "claim": verdict.words,
            "said by": _speaker(verdict, names or {}),
            "verdict": verdict.ruling,
            "why": verdict.reason,
            "rows": ", ".join(f"{row.table} {row.key}" for row in verdict.rows),
            "what would change it": verdict.would_change,
        }
        for verdict in ordered(found)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _finding(verdict: Verdict, names: Mapping[str, str]) -> Finding:
    speaker = _speaker(verdict, names)
    opening = f"{capitalised(speaker)}: " if speaker != "a speaker" and verdict.claim.said_by else ""
    words = clauses.told(verdict)
    text = f"{opening}“{_short(words)}” {SAYS[verdict.ruling]}{_scope(verdict)}"
    text += f" ({WHY[verdict.why]}). " if verdict.why not in ("", "no table") else ". "
    return Finding(
        id=f"claims.{verdict.claim.kind}.{verdict.claim.start}",
        text=text + _parts(verdict),
        kind="contradiction" if _contradicts(verdict) else "claim",
        numbers={f"{part.aspect}.{name}": value for part in verdict.parts for name, value in part.numbers.items()},
        evidence=(_passage(verdict), *verdict.rows),
        caveats=_caveats(verdict),
        weight=_weight(verdict),
    )


def _scope(verdict: Verdict) -> str:
    """What of a claim was checked, for its words may say more; a claim told part by part names them there."""
    told = dict.fromkeys(part.aspect for part in verdict.parts if part.ruling != "not checkable")
    if not told or (verdict.ruling == "partly" and len(verdict.parts) > 1):
        return ""
    return f" (checked: {listed(told)})" if verdict.ruling == "contradicted" else f", as far as checked: {listed(told)}"


def _parts(verdict: Verdict) -> str:
    """The reasons of a verdict as sentences, each part with its own answer; what fails after what holds says "but"."""
    if len(verdict.parts) == 1:
        return capitalised(verdict.parts[0].reason)
    told = [_told(part) for part in verdict.parts]
    for number, part in enumerate(verdict.parts[1:], 1):
        if part.ruling == "contradicted" and verdict.parts[number - 1].ruling == "supported":
            told[number] = f"But {lowered(told[number])}"
    return " ".join(told)


def _told(part: Part) -> str:
    """One part as a sentence: its reason where that answers plainly, else under its name."""
    if part.ruling in ("supported", "contradicted"):
        return capitalised(part.reason)
    reason = part.reason.removeprefix(f"{capitalised(part.aspect)}: ")
    return f"{capitalised(part.aspect)} {SAYS[part.ruling]}: {lowered(reason)}"


def _contradicts(verdict: Verdict) -> bool:
    return any(part.ruling == "contradicted" for part in verdict.parts)


def _weight(verdict: Verdict) -> float:
    weight = WEIGHTS[verdict.ruling]
    if verdict.ruling == "partly" and _contradicts(verdict):
        weight = CONTRADICTED_PART
    return weight


def _caveats(verdict: Verdict) -> tuple[str, ...]:
    said = [caveat for part in verdict.parts for caveat in part.caveats]
    assumed = dict.fromkeys(f"{each.person}, {each.office} of {each.state or each.country}" for each in verdict.holders)
    said += [f"Assumed in office: {'; '.join(assumed)}."] if assumed else []
    for declared in verdict.coverage:
        span = f"{iso_day(declared.first) or 'the beginning'} to {iso_day(declared.last)}"
        rows = TABLES[declared.table].noun[1]
        said.append(f"The table of {rows} is declared complete from {span}: {declared.basis}")
    if verdict.would_change and verdict.ruling != "not checkable":
        said.append(f"Would change it: {verdict.would_change}.")
    return tuple(dict.fromkeys(said))


def _speaker(verdict: Verdict, names: Mapping[str, str]) -> str:
    return names.get(verdict.claim.said_by or "", "") or ("a speaker" if verdict.claim.said_by else "the article")


def _passage(verdict: Verdict) -> Passage:
    return Passage(verdict.claim.start, verdict.claim.end, verdict.words)


def _short(words: str, most: int = 160) -> str:
    """Words on one line, cut at a space where long."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
