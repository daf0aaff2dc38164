"""What a machine can check of ICD 203 and ICD 206 in a briefing, and what it must leave to a reader.

`checks` reads the record of a briefing (and its page, where given) and answers for each rule: it passes, it fails and
where, or a person must look. Sources: ICD 203, Analytic Standards, and ICD 206, Sourcing Requirements (docs/lint.md).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal

from chancery.article import Judgments
from chancery.errors import ArticleError
from chancery.evidence import CONFIDENCE, SOURCE_KINDS
from chancery.record import BriefingRecord, FindingRecord, JudgmentRecord

Outcome = Literal["passes", "fails", "for a reader"]
UNSEEN = "reference_unseen"
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
ADDRESS = re.compile(r"https?://\S+\.\S+|(?:data|reports)/\S+")
JUDGES = re.compile(
    r"\b(?:we|I|analysts at this desk) (?:judge|assess|believe|estimate|expect|conclude|think|suspect|anticipate)\b|"
    r"\bin our (?:view|judgment|judgement|assessment|opinion)\b|\bit is our (?:view|judge?ment|assessment)\b|"
    r"\bour (?:view|judge?ment|assessment) is\b",
    re.IGNORECASE,
)
SINCE = 'id="since-the-last-briefing"'
DIGEST = re.compile(r"[0-9a-f]{64}")
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


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The likelihood table: terms and the row of terms (a or b) each belongs to."""

    rows: Mapping[str, str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Likelihood":
        """The terms of the table's pairs (`term_a`, `term_b`)."""
        rows: dict[str, str] = {}
        for pair in pairs:
            for row, term in zip("ab", pair, strict=True):
                rows |= dict.fromkeys(_forms(term), row)
        return cls(rows)

    def used(self, text: str) -> list[str]:
        """The terms used in a text, longest first where they overlap."""
        found: list[str] = []
        rest = text.lower()
        for term in sorted(self.rows, key=len, reverse=True):
            pattern = re.compile(rf"\b{re.escape(term)}\b")
            if pattern.search(rest):
                found.append(term)
                rest = pattern.sub(" ", rest)
        return found


def validated(judgments: Judgments, likelihood: Likelihood) -> Judgments:
    """The judgments as they are, once every likelihood term is known.

    Raises ArticleError for the first term that is not in the table, with its place and the terms there are.
    """
    for each in judgments.judgments:
        if each.likelihood and each.likelihood not in likelihood.rows:
            terms = ", ".join(dict.fromkeys(likelihood.rows))
            where = each.where or judgments.path
            raise ArticleError(where, f"likelihood {each.likelihood!r} is not in the table", f"use one of: {terms}")
    return judgments


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
    return [Check(name, standard, asks, tuple(asked(material))) for name, standard, asks, asked in RULES]


@rule("likelihood terms", "ICD 203, standard 2")
def _likelihood_terms(material: Material) -> Iterator[Fault]:
    """Every judgment has a likelihood term of the table."""
    for each in material.record.judgments:
        if not each.likelihood:
            yield Fault(_at(each), "has no likelihood", "add `likelihood:` with a term of the table")
        elif each.likelihood not in material.likelihood.rows:
            terms = ", ".join(dict.fromkeys(material.likelihood.rows))
            yield Fault(_at(each), f"likelihood {each.likelihood!r} is not in the table", f"use one of: {terms}")


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
            yield Fault(_at(each), said, "add `confidence:` low, moderate or high")
        if EMPTY.fullmatch(each.basis):
            yield Fault(_at(each), "does not say what it rests on", "add `basis:`")


@rule("what judgments rest on", "ICD 206")
def _rests_on(material: Material) -> Iterator[Fault]:
    """Every judgment names findings or rows that are in the briefing."""
    record = material.record
    known = {each.id for each in record.findings} | {each.key for each in record.sources}
    known |= {f"{each.table} {each.key}" for each in record.sources}
    for each in record.judgments:
        if not each.rests_on:
            yield Fault(_at(each), "cites nothing", "add `rests on:` with ids of findings or keys of rows")
        for cited in each.rests_on:
            if cited not in known:
                yield Fault(_at(each), f"rests on {cited!r}, which is not in the briefing", "cite what is there")


@rule("findings with evidence", "ICD 206")
def _evidence(material: Material) -> Iterator[Fault]:
    """Every finding with a number in it rests on passages, rows or figures; those it opens with always do."""
    for each in material.record.findings:
        if not each.text.strip():
            yield Fault(f"finding {each.id}", "says nothing", "give it a sentence, or leave it out")
        for item in each.evidence:
            if item.kind == "passage" and not (item.text and (item.start or 0) < (item.end or 0)):
                yield Fault(f"finding {each.id}", "cites a passage without words or place", "render the briefing again")
        opens = each.id in material.record.bottom_line
        if not each.evidence and (opens or _counts_something(each)):
            yield Fault(f"finding {each.id}", "rests on nothing", "give it evidence, or leave it out")


@rule("cited rows with their sources", "ICD 206")
def _cited(material: Material) -> Iterator[Fault]:
    """Every row cited stands among the sources, and every figure cited among the charts."""
    rows = {(each.table, each.key) for each in material.record.sources}
    charts = {each.name for each in material.record.charts}
    for finding in material.record.findings:
        for item in finding.evidence:
            if item.kind == "row" and (item.table, item.key) not in rows:
                yield Fault(f"finding {finding.id}", f"row {item.table} {item.key} has no source", "list its source")
            if item.kind == "figure" and item.name not in charts:
                yield Fault(f"finding {finding.id}", f"figure {item.name!r} is not there", "add the figure")


@rule("sources described", "ICD 206")
def _described(material: Material) -> Iterator[Fault]:
    """Every source has a name, an address or the word that it was not opened, a kind and a confidence."""
    for each in material.record.sources:
        where = f"source {each.table} {each.key}"
        if not each.source.strip():
            yield Fault(where, "has no name", "name what the row rests on")
        if each.source_kind not in SOURCE_KINDS:
            yield Fault(where, f"kind {each.source_kind!r} is not known", f"use one of: {', '.join(SOURCE_KINDS)}")
        elif not ADDRESS.fullmatch(each.url) and each.source_kind != UNSEEN:
            told = f"its address {each.url!r} is none" if each.url else "has no address though it was opened"
            yield Fault(where, told, "give the address that was read")
        if each.confidence not in CONFIDENCE:
            yield Fault(where, f"confidence {each.confidence!r} is not known", f"use one of: {', '.join(CONFIDENCE)}")


@rule("no source from memory", "ICD 206")
def _unseen(material: Material) -> Iterator[Fault]:
    """No finding or judgment rests on a source that nobody opened."""
    unseen = {(each.table, each.key) for each in material.record.sources if each.source_kind == UNSEEN}
    remedy = "open the source, or do not cite the row"
    for finding in material.record.findings:
        for item in finding.evidence:
            if (item.table, item.key) in unseen:
                yield Fault(f"finding {finding.id}", f"{item.table} {item.key} is from memory", remedy)
    for judgment in material.record.judgments:
        for table, key in unseen:
            if {key, f"{table} {key}"} & set(judgment.rests_on):
                yield Fault(_at(judgment), f"{table} {key} is from memory", remedy)


@rule("summary of sources", "ICD 206")
def _summary(material: Material) -> Iterator[Fault]:
    """A sentence says what the briefing stands on."""
    if material.record.sources and not material.record.source_summary.strip():
        yield Fault(
            "source_summary", "is blank", "say how many sources there are, how they were read, how good they are"
        )


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
            yield Fault(_at(each), "considers no alternative", "add `alternative:`")
        if EMPTY.fullmatch(each.would_change):
            yield Fault(_at(each), "does not say what would change it", "add `would change it:`")


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


@rule("figures titled and sourced", "ICD 203, standard 9")
def _figures(material: Material) -> Iterator[Fault]:
    """Every figure has a title, a text for those who cannot see it, and sources."""
    for each in material.record.charts:
        where = f"figure {each.name}"
        if not each.title.strip():
            yield Fault(where, "has no title", "give it a headline")
        if not each.alt.strip():
            yield Fault(where, "has no text for those who cannot see it", "give it alt text")
        if not each.sources:
            yield Fault(where, "names no source", "give it the rows it is drawn from")


@rule("contradictions answerable", "ICD 203, standard 1")
def _contradictions(material: Material) -> Iterator[Fault]:
    """A verdict that contradicts the article shows its rows or its coverage, and what would change it."""
    for each in material.record.verdicts:
        for part in each.parts:
            if part.ruling == "contradicted" and not (part.rows or each.coverage):
                yield Fault(
                    f"claim {each.claim}", "is contradicted without a row", "show the rows, or do not contradict"
                )
            if part.ruling == "contradicted" and not part.would_change:
                yield Fault(f"claim {each.claim}", "does not say what would change the verdict", "say which rows would")
        if each.ruling == "not checkable" and not each.why:
            yield Fault(f"claim {each.claim}", "is not checkable without a reason", "say why")


@rule("dates and identity of the article", "ICD 206")
def _identity(material: Material) -> Iterator[Fault]:
    """The article is named, dated and identified; a date that is inferred says from what."""
    article = material.record.article
    if not article.title.strip() or not article.source.strip():
        yield Fault("article", "has no title or no source", "add `title:` and `source:` to its front matter")
    if article.published_basis == "inferred" and not article.published_note.strip():
        yield Fault("article", "its date is inferred without a note", "add `published_note:` to its front matter")
    if not DIGEST.fullmatch(article.sha256):
        yield Fault("article", "has no digest", "render the briefing again")


@rule("bottom line from the findings", "ICD 203, standard 6")
def _bottom_line(material: Material) -> Iterator[Fault]:
    """What the briefing opens with is among its findings, five at most."""
    known = {each.id for each in material.record.findings}
    for each in material.record.bottom_line:
        if each not in known:
            yield Fault("bottom_line", f"{each!r} is no finding of the briefing", "render the briefing again")
    if known and not material.record.bottom_line:
        yield Fault("bottom_line", "is empty", "render the briefing again")
    if len(set(material.record.bottom_line)) < len(material.record.bottom_line):
        yield Fault("bottom_line", "names a finding twice", "render the briefing again")
    if len(material.record.bottom_line) > 5:
        yield Fault("bottom_line", f"holds {len(material.record.bottom_line)} findings", "keep five at most")


@rule("links of the page", "ICD 206")
def _links(material: Material) -> Iterator[Fault]:
    """On the page every link to evidence leads somewhere, and every figure has a caption."""
    if not material.html:
        return
    page = _Page()
    page.feed(material.html)
    for target in dict.fromkeys(page.links):
        if target not in page.ids:
            yield Fault(f"page #{target}", "a link leads nowhere", "render the briefing again")
    for name in dict.fromkeys(name for name in page.named if page.named.count(name) > 1):
        yield Fault(f"page #{name}", "two things have this id, so that links to it are unsure", "render it again")
    if page.figures > page.captions:
        yield Fault("page", f"{page.figures - page.captions} of {page.figures} figures have no caption", "caption them")
    if page.empty:
        yield Fault("page", f"{page.empty} of {page.figures} figures have an empty caption", "caption them")


class _Page(HTMLParser):
    """The ids, the links within, the figures and the captions of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []
        self.links: list[str] = []
        self.figures = 0
        self.captions = 0
        self.empty = 0
        self.caption: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag adds."""
        found = dict(attrs)
        if found.get("id"):
            self.named.append(str(found["id"]))
        if tag == "a" and str(found.get("href") or "").startswith("#") and len(str(found["href"])) > 1:
            self.links.append(str(found["href"])[1:])
        self.figures += tag == "figure"
        self.captions += tag == "figcaption"
        self.caption = "" if tag == "figcaption" else self.caption

    def handle_data(self, data: str) -> None:
        """Gather the words of a caption."""
        self.caption = None if self.caption is None else self.caption + data

    def handle_endtag(self, tag: str) -> None:
        """Count a caption that ends without words."""
        if tag == "figcaption":
            self.empty += not (self.caption or "").strip()
            self.caption = None

    @property
    def ids(self) -> set[str]:
        """The ids, each once."""
        return set(self.named)


def _forms(term: str) -> list[str]:
    """The forms of a term; one with a bracket has two, as "probable (probably)" and "almost certain(ly)" do."""
    plain = re.sub(r"\s*\([^)]*\)", "", term).strip().lower()
    inside = re.search(r"\(([^)]*)\)", term)
    if inside is None:
        return [plain]
    joined = term.replace(f"({inside[1]})", inside[1]).strip().lower()
    return [plain, joined if " (" not in term else inside[1].lower()]


def _sentences(record: BriefingRecord) -> Iterator[tuple[str, str]]:
    for judgment in record.judgments:
        said = (judgment.text, judgment.basis, *judgment.alternatives, judgment.would_change)
        for text in (sentence for each in said for sentence in SENTENCE.split(each)):
            yield _at(judgment), text
    for finding in record.findings:
        for text in SENTENCE.split(finding.text):
            yield f"finding {finding.id}", text


def _at(judgment: JudgmentRecord) -> str:
    return f"judgment {judgment.id}"


def _counts_something(finding: FindingRecord) -> bool:
    return any(
        isinstance(value, int | float) and value and not isinstance(value, bool) for value in finding.numbers.values()
    )


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
