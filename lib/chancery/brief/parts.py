"""The parts of a briefing, made from a dossier: masthead, quotations, annotated text, sources, method, provenance."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chancery import coverage, markup, parameters, reference
from chancery.article import Article, Paragraph, Section, Sentence
from chancery.brief.predecessor import predecessor
from chancery.charts.figure import Chart
from chancery.dossier import CLAIMS_OF_A_LONG_TEXT, LONG_TEXT, Dossier
from chancery.evidence import Finding, Row
from chancery.markup import Block, Quotation
from chancery.provenance import FILES, list_digests, table_digests
from chancery.schemas import TABLES
from chancery.words import day, listed

QUOTATIONS_SHOWN = 60
SAMPLE = "It is no news report: what it tells and quotes may be invented. Quote none of it."
METHOD = (
    "The article is read by rules, without a model: every record names its rule, and where the rules cannot decide "
    "they say so.",
    "Numbers come from rows that name their source; rows whose source was not opened are left out unless asked for.",
    "Rows later than the day the record is read on are not used; a date known by month or year never counts as a day.",
    "The page describes. It asserts no causes, and it makes no judgments: those are the analyst's.",
)


def masthead(case: Dossier, kicker: str = "Briefing") -> Block:
    """Title, date, source and marking; the page takes its own title and marking from it."""
    found = case.article
    basis = {"stated": "", "inferred": " (date inferred)", "given": " (date given by the analyst)"}
    state = case.names.get(case.focus, case.focus) or "no single state"
    return markup.masthead(
        title=case.title,
        dek=f"{case.theatre.name}, with {state} in focus; the record as known on {day(case.as_of)}.",
        date=found.published,
        marking=case.parameters.marking,
        source=f"{found.source or 'source not stated'}{basis[found.published_basis]}",
        source_url=found.url,
        kicker=kicker,
        description=f"{kicker}: {case.title}. {case.theatre.name}, as known on {day(case.as_of)}.",
        language=str(found.front_matter.get("language") or "en"),
        sample=_sample(found),
    )


def _sample(article: Article) -> str:
    """What is invented in an article whose front matter says `sample: true`; "" for any other."""
    if not article.front_matter.get("sample"):
        return ""
    return " ".join(str(article.front_matter.get("sample_note") or SAMPLE).split())


def quotations(case: Dossier) -> Block:
    """Stretches between quotation marks with their speakers, and the reporter in a chain, linked to their places."""
    people = {entity.id: entity for entity in case.reading.entities}
    body = case.article.body
    quoted = case.reading.quoted_passages()
    shown = markup.quotations(
        Quotation(
            text=body[start:end],
            speaker=people[quote.speaker].name if quote and quote.speaker in people else "",
            via=people[quote.via].name if quote and quote.via in people else "",
            cue=body[slice(*quote.cue)] if quote and quote.cue else "",
            kind="direct",
            stance=quote.stance if quote else "neutral",
            start=start,
        )
        for start, end, quote in quoted[:QUOTATIONS_SHOWN]
    )
    left = len(quoted) - QUOTATIONS_SHOWN
    return (
        markup.followed(shown, f"The first {QUOTATIONS_SHOWN}; {left:,} more are in the records.")
        if left > 0
        else shown
    )


def annotated(case: Dossier) -> Block:
    """The article's text with what was read in it; findings link to its sentences.

    Of a very long text the opening paragraphs are printed, and the page says so.
    """
    found = case.article
    if not case.is_long:
        return markup.annotated(found, markup.spans(case.reading))
    ends = [part.end for part in found.paragraphs if part.end <= LONG_TEXT]
    end = ends[-1] if ends else LONG_TEXT
    opening = Excerpt(
        found.body[:end],
        [part for part in found.sections if part.start < end],
        [part for part in found.paragraphs if part.end <= end],
        [part for part in found.sentences if part.end <= end],
    )
    shown = markup.annotated(opening, [span for span in markup.spans(case.reading) if span.end <= end])
    return markup.followed(
        shown, f"The text goes on: {end:,} of {len(found.body):,} characters are printed. All of it was read."
    )


@dataclass(frozen=True)
class Excerpt:
    """The opening of an article, with the parts that lie within it."""

    body: str
    sections: list[Section]
    paragraphs: list[Paragraph]
    sentences: list[Sentence]


def sources(*shown: Iterable[Finding] | Chart | None) -> Block:
    """The sources of all rows that the findings and charts given rest on, each once."""
    rows: list[Row] = []
    for piece in shown:
        if isinstance(piece, Chart):
            rows += piece.evidence
        elif piece is not None:
            rows += [item for finding in piece for item in finding.evidence if isinstance(item, Row)]
    return markup.sources(dict.fromkeys(rows))


def method(case: Dossier, *more: str) -> Block:
    """How the page was made and what it leaves out."""
    left_out = case.reference.left_out
    gone = listed(TABLES[name].noun[1] for name in sorted(left_out))
    said = (
        [f"Rows whose source or confidence is not admitted are left out, some of each of these: {gone}."]
        if gone
        else []
    )
    if case.is_long:
        said.append(f"Of this very long text the first {CLAIMS_OF_A_LONG_TEXT} claims were held against the record.")
    if case.article.published_note:
        said.append(case.article.published_note)
    return markup.caveats([*METHOD, *more, *said])


def standing(case: Dossier) -> list[Finding]:
    """What the briefing stands on: how many rows, how they are sourced, how fresh they are for the article's window."""
    return coverage.findings(
        case.reference.tables,
        case.as_of,
        case.parameters.window_days,
        case.reference.left_out,
        theatre=case.theatre if case.theatre.code else None,
        overrides=case.reference.overrides,
        imported=reference.imported_provenance(),
    )


def parameter_table(case: Dossier) -> Block:
    """The parameters of this run, those that were set marked."""
    values = case.parameters.as_literals()
    values |= {name: Path(str(values[name])).name for name in FILES}
    before = predecessor(case)
    values["previous"] = before[1].name if before else ""
    defaults = parameters.Parameters().as_literals()
    taken = {"as_of": str(case.as_of), "focus": case.focus, "theatre": case.theatre.code}
    taken["period"] = "/".join(str(bound) for bound in case.period)
    taken["published"] = str(case.article.published)
    changed = {name for name, value in values.items() if value != defaults[name]}
    return markup.parameters(
        {name: value or taken.get(name, "") for name, value in values.items()},
        {name: parameters.description(name) for name in values},
        changed,
    )


def provenance(case: Dossier) -> Block:
    """What the page was made from, by digest, so that another reader can tell whether theirs is the same."""
    return markup.provenance(provenance_facts(case))


def provenance_facts(case: Dossier) -> dict[str, object]:
    """Digests of the article and of every table file, and the rows an analyst's own tables changed.

    The runner adds what a notebook cannot know of itself: see `chancery.provenance`.
    """
    tables = table_digests(case.reference.folders)
    facts: dict[str, object] = {"article (SHA-256)": case.article.sha256, "tables (SHA-256)": tables}
    lists = list_digests(case.parameters.lexicon, case.parameters.data)
    if lists:
        facts["word lists of the analyst's own (SHA-256)"] = lists
    before = predecessor(case)
    if before:
        facts["previous briefing (SHA-256)"] = {before[1].name: before[1].sha256}
    overrides = [f"{item.table} {item.key}: {item.change} in {item.where}" for item in case.reference.overrides]
    if overrides:
        facts["rows of the analyst's own"] = overrides
    return facts
