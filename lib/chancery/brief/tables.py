"""What was read in the article, as tables for a person to check."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from chancery import markup, reference
from chancery.dossier import Dossier
from chancery.evidence import Finding, Row
from chancery.findings import claims
from chancery.findings.alliance import further_layers
from chancery.findings.article import speaker_of
from chancery.markup import Block, shortened
from chancery.text.records import Entity
from chancery.words import counted, day, listed

ROWS_SHOWN = 150  # of a very long article; the records have them all


def speaker_table(case: Dossier) -> Block:
    """Every attributed passage: the words, who said them, what makes us say so."""
    people = _people(case)
    body = case.article.body
    frame = pd.DataFrame(
        [
            {
                "Words": shortened(" … ".join(body[a:b] for a, b in quote.spans), 140),
                "Speaker": speaker_of(quote, people),
                "Kind": quote.kind,
                "Cue": body[slice(*quote.cue)] if quote.cue else "",
                "Rule": quote.rule,
            }
            for quote in case.reading.quotes
        ]
    )
    return markup.table(
        frame, counted(len(frame), "attributed passage"), limit=ROWS_SHOWN, nothing="The rules found none."
    )


def imported_layers(case: Dossier) -> tuple[list[Finding], pd.DataFrame]:
    """What official datasets at hand say of the same ties, beside our rows: a sentence and a table; empty without any.

    Datasets that number states need one that names them beside it (COW's or the General Assembly's); else that is said.
    """
    imported = reference.imported_tables()
    return further_layers(case.ties, imported, reference.state_numbers(case.everything, imported))


def date_table(case: Dossier) -> Block:
    """Dated expressions as days, read against the publication date."""
    body = case.article.body
    frame = pd.DataFrame(
        [
            {
                "The text says": body[date.start : date.end],
                "From": day(date.from_),
                "To": day(date.to),
                "Known by": date.granularity,
                "Rule": date.rule,
            }
            for date in sorted(case.reading.dates, key=lambda each: each.start)
        ]
    )
    return markup.table(
        frame,
        f"Dates, as read from {day(case.article.published)}",
        limit=ROWS_SHOWN,
        nothing="The rules found no dated expression.",
    )


def event_table(case: Dossier) -> Block:
    """Who does what to whom, as PLOVER categories, statements left out."""
    people = _people(case)
    body = case.article.body
    frame = pd.DataFrame(
        [
            {
                "Words": shortened(body[event.start : event.end], 120),
                "Who": people[event.source].name if event.source in people else "–",
                "Does": event.category.lower(),
                "To whom": people[event.target].name if event.target in people else "–",
                "Standing": event.realis,
            }
            for event in case.reading.events
            if event.category != "STATEMENT"
        ]
    )
    return markup.table(frame, counted(len(frame), "event"), limit=ROWS_SHOWN, nothing="The rules found no event.")


def claim_table(case: Dossier) -> Block:
    """Statements that a table could be asked about, with what would be asked."""
    people = _people(case)
    body = case.article.body
    frame = pd.DataFrame(
        [
            {
                "Claim": shortened(body[claim.start : claim.end], 160),
                "Kind": claim.kind,
                "Said by": people[claim.said_by].name if claim.said_by in people else "the article",
                "What would be asked": _slots(claim.slots),
            }
            for claim in case.reading.claims
        ]
    )
    return markup.table(
        frame, counted(len(frame), "claim"), limit=ROWS_SHOWN, nothing="The rules found no checkable claim."
    )


def claims_checked(case: Dossier, overview: Sequence[Finding], checked: Sequence[Finding]) -> Block:
    """What of the article's claims holds: how many, each in a line of a table, and each with what decides it."""
    told = claims.table(case.verdicts, case.people).assign(
        claim=lambda frame: frame["claim"].map(lambda words: shortened(words, 150)),
        verdict=lambda frame: frame["verdict"].map(claims.SAYS),
        rows=[_tally(verdict.rows) for verdict in case.verdicts],
    )
    columns = {
        "claim": "The article’s words",
        "verdict": "What of them holds",
        "said by": "Said by",
        "rows": "Rows asked",
    }
    opening = markup.findings(overview)
    if told.empty:
        return opening
    table = markup.table(told, f"{counted(len(told), 'claim')} held against the record", columns)
    return markup.together(opening, table, markup.findings(checked, "Claim by claim"))


def _tally(rows: Sequence[Row]) -> str:
    """How many rows of which table: "2 of ties, 1 of calendar"."""
    return ", ".join(f"{count} of {table}" for table, count in Counter(row.table for row in rows).items())


def statement_table(case: Dossier) -> Block:
    """The article's own statements with tone, the terms that decide it, and the rank of the speaker."""
    frame = pd.DataFrame(
        [
            {
                "Words": shortened(one.text, 140),
                "Speaker": one.speaker,
                "Tone, 0 to 10": one.tone,
                "What decides": listed(f"{part.term} ({part.weight:+g})" for part in one.parts),
                "Authority, 1 to 6": one.authority if one.authority is not None else "not known",
            }
            for one in case.said
        ]
    )
    return markup.table(
        frame, counted(len(frame), "statement"), limit=ROWS_SHOWN, nothing="No statement has a speaker and a tone."
    )


def _slots(slots: Mapping[str, object]) -> str:
    """Slots as a reader takes them; blanks are left out."""
    shown = []
    for name, value in slots.items():
        if value in (None, "", [], {}):
            continue
        words = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        shown.append(f"{name.replace('_', ' ')}: {words}")
    return "; ".join(shown)


def _people(case: Dossier) -> dict[str | None, Entity]:
    return {entity.id: entity for entity in case.reading.entities}
