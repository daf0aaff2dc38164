"""Rules on judgments: likelihood, confidence, what they rest on, alternatives; and on findings, which judge nothing."""

import re
from collections.abc import Iterator

from chancery.record import BriefingRecord
from chancery.tradecraft.checks import Fault, Material, at, rule

# A term of the table that findings may use in its everyday sense.
EVERYDAY = "remote"
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
CONFIDENCE_WORDS = re.compile(
    r"\b(?:(?:very\s+)?(?:low|moderate|high|medium|limited|full|great|little|strong)(?:-|[\s-]to[\s-](?:moderate|high)[\s-])?"
    r"\s*confidence|(?:highly|very|quite|moderately|fairly|reasonably|less|not|fully)\s+confident|"
    r"confidence(?:\s+(?:in|level|of)\b[^.;]{0,40})?\s+(?:is|remains)\s+(?:low|moderate|high|medium))\b",
    re.IGNORECASE,
)
LEVELS = ("low", "moderate", "high")
# What stands in a field that says nothing.
EMPTY = re.compile(r"\W*(?:n\W?a|none|nil|tbd|to be (?:done|added)|todo|xxx|unknown|no change\?)?\W*", re.IGNORECASE)
JUDGES = re.compile(
    r"\b(?:we|I|analysts at this desk) (?:judge|assess|believe|estimate|expect|conclude|think|suspect|anticipate)\b|"
    r"\bin our (?:view|judgment|judgement|assessment|opinion)\b|\bit is our (?:view|judge?ment|assessment)\b|"
    r"\bour (?:view|judge?ment|assessment) is\b",
    re.IGNORECASE,
)
SINCE = 'id="since-the-last-briefing"'
DIGEST = re.compile(r"[0-9a-f]{64}")


@rule("likelihood terms", "ICD 203, standard 2")
def _likelihood_terms(material: Material) -> Iterator[Fault]:
    """Every judgment has a likelihood term of the table."""
    for each in material.record.judgments:
        if not each.likelihood:
            yield Fault(at(each), "has no likelihood", "add `likelihood:` with a term of the table")
        elif each.likelihood not in material.likelihood.rows:
            terms = ", ".join(dict.fromkeys(material.likelihood.rows))
            yield Fault(at(each), f"likelihood {each.likelihood!r} is not in the table", f"use one of: {terms}")


@rule("one row of likelihood terms", "ICD 203, standard 2")
def _one_row(material: Material) -> Iterator[Fault]:
    """All likelihood terms come from one row of the table."""
    used: dict[str, list[str]] = {}
    for each in material.record.judgments:
        for term in [each.likelihood, *material.likelihood.used(each.text)]:
            row = material.likelihood.rows.get(term)
            if row:
                used.setdefault(row, []).append(f"{term} ({each.id})")
    if len(used) > 1:
        told = "; ".join(f"row {row}: {', '.join(dict.fromkeys(terms))}" for row, terms in sorted(used.items()))
        yield Fault("judgments", f"terms of both rows are used: {told}", "use the terms of one row throughout")


@rule("likelihood and confidence apart", "ICD 203, standard 2")
def _apart(material: Material) -> Iterator[Fault]:
    """No sentence holds both a confidence level and a likelihood term."""
    for where, text in _sentences(material.record):
        if CONFIDENCE_WORDS.search(text) and material.likelihood.used(text):
            yield Fault(where, f"“{text}” holds both", "give likelihood and confidence in sentences of their own")


@rule("confidence with its basis", "ICD 203, standard 2")
def _confidence(material: Material) -> Iterator[Fault]:
    """Every judgment has a level of confidence and says what both likelihood and confidence rest on."""
    for each in material.record.judgments:
        if each.confidence not in LEVELS:
            said = f"has the confidence {each.confidence!r}" if each.confidence else "has no level of confidence"
            yield Fault(at(each), said, "add `confidence:` low, moderate or high")
        if EMPTY.fullmatch(each.basis):
            yield Fault(at(each), "does not say what it rests on", "add `basis:`")


@rule("what judgments rest on", "ICD 206")
def _rests_on(material: Material) -> Iterator[Fault]:
    """Every judgment names findings or rows that are in the briefing."""
    record = material.record
    known = {each.id for each in record.findings} | {each.key for each in record.sources}
    known |= {f"{each.table} {each.key}" for each in record.sources}
    for each in record.judgments:
        if not each.rests_on:
            yield Fault(at(each), "cites nothing", "add `rests on:` with ids of findings or keys of rows")
        for cited in each.rests_on:
            if cited not in known:
                yield Fault(at(each), f"rests on {cited!r}, which is not in the briefing", "cite what is there")


@rule("information apart from judgments", "ICD 203, standard 3")
def _information(material: Material) -> Iterator[Fault]:
    """No finding judges: judgments are the analyst's, and stand by themselves."""
    judged = {each.id for each in material.record.judgments}
    for each in material.record.findings:
        unquoted = re.sub(r"“[^”]*”", " ", each.text)
        terms = [term for term in material.likelihood.used(unquoted) if term != EVERYDAY]
        if JUDGES.search(unquoted) or terms or CONFIDENCE_WORDS.search(unquoted):
            words = ", ".join(terms) or "words of judgment"
            yield Fault(f"finding {each.id}", f"judges ({words})", "move the judgment to the judgments file")
        if each.id in judged:
            yield Fault(f"finding {each.id}", "has the id of a judgment", "give the judgment another heading")


@rule("alternatives", "ICD 203, standard 4")
def _alternatives(material: Material) -> Iterator[Fault]:
    """Every judgment says which alternatives were considered, and what would change it."""
    for each in material.record.judgments:
        if all(EMPTY.fullmatch(text) for text in each.alternatives):
            yield Fault(at(each), "considers no alternative", "add `alternative:`")
        if EMPTY.fullmatch(each.would_change):
            yield Fault(at(each), "does not say what would change it", "add `would change it:`")


@rule("change since the last briefing", "ICD 203, standard 7")
def _change(material: Material) -> Iterator[Fault]:
    """A briefing with judgments says what changed since the last one, or that it is the first; one before is dated."""
    record = material.record
    if record.judgments and EMPTY.fullmatch(record.change):
        yield Fault("change", "is not stated", "write `change:` at the top of the judgments file")
    if record.previous and not (DIGEST.fullmatch(record.previous.sha256) and record.previous.as_of <= record.as_of):
        yield Fault("previous", "has no digest, or is of a later day", "render the briefing again with `previous`")
    if record.previous and material.html and SINCE not in material.html:
        yield Fault("page", "does not say what changed", "show `brief.since_last` in the notebook")


def _sentences(record: BriefingRecord) -> Iterator[tuple[str, str]]:
    for judgment in record.judgments:
        said = (judgment.text, judgment.basis, *judgment.alternatives, judgment.would_change)
        for text in (sentence for each in said for sentence in SENTENCE.split(each)):
            yield at(judgment), text
    for finding in record.findings:
        for text in SENTENCE.split(finding.text):
            yield f"finding {finding.id}", text
