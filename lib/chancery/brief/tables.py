"""What was read in the article, as tables for a person to check."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from chancery import markup, reference
from chancery.dossier import Dossier
from chancery.evidence import Finding, Row
from chancery.findings import claims, overlay
from chancery.findings.alliance import further_layers
from chancery.findings.article import speaker_of
from chancery.markup import Block, shortened
from chancery.schemas import TABLES
from chancery.text.records import Entity
from chancery.words import counted, day

ROWS_SHOWN = 150  # of a very long article; the records have them all
MARKS = {"supported": "●", "partly": "◐", "contradicted": "✕", "not checkable": "○"}  # a shape beside the words


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
        frame,
        counted(len(frame), "attributed passage"),
        limit=ROWS_SHOWN,
        stacked=True,
        nothing="The rules found none.",
    )


def imported_layers(case: Dossier) -> tuple[list[Finding], pd.DataFrame]:
    """What official datasets at hand say of the same ties, beside our rows: a sentence and a table; empty without any.

    Datasets that number states need one that names them beside it (COW's or the General Assembly's); else that is said.
    """
    imported = reference.imported_tables()
    return further_layers(case.ties, imported, reference.state_numbers(case.everything, imported))


def laid_over(case: Dossier) -> tuple[list[Finding], pd.DataFrame]:
    """The article's events laid over the reference ties: what is known, new or at odds, and the list for checking."""
    reading, body = case.reading, case.article.body
    laid = overlay.overlaid(case.ties, reading.events, reading.entities, body=body, mentions=reading.mentions)
    found = overlay.overlay(case.ties, case.reference, reading.events, reading.entities, body, reading.mentions, laid)
    return found, overlay.overlay_table(case.ties, laid, body)


def network_history(case: Dossier, years: int = 10) -> Block:
    """The measures of the network on the briefing's day and on the same day of so many years before."""
    view = case.ties
    table = view.history([view.years_before(back) for back in range(years, 0, -1)] + [view.on])
    who = view.names[view.focus]
    frame = pd.DataFrame(
        {
            "Day": [day(each) for each in table["on"]],
            "Cooperative ties": table["cooperative"],
            "Adverse": table["adverse"],
            "Mixed": table["mixed"],
            "Blocs": table["blocs"],
            "Balanced triangles": [
                "no triangle" if pd.isna(share) else f"{share:.0f} %" for share in table["balanced_pct"]
            ],
            "Ties against two camps": table["frustration"],
            f"Cooperative, of {who}": table["focus_cooperative"],
            f"Adverse, of {who}": table["focus_adverse"],
            f"Pairs that {who} stands between": table["focus_open_pairs"],
        }
    )
    return markup.table(frame, f"The network, {counted(years, 'year')} back")


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
    return markup.table(
        frame, counted(len(frame), "event"), limit=ROWS_SHOWN, stacked=True, nothing="The rules found no event."
    )


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
        frame,
        counted(len(frame), "claim"),
        limit=ROWS_SHOWN,
        stacked=True,
        nothing="The rules found no checkable claim.",
    )


def claims_checked(case: Dossier, overview: Sequence[Finding], checked: Sequence[Finding]) -> Block:
    """What of the article's claims holds: how many, each in a line of a table, and each with what decides it."""
    told = claims.table(case.verdicts, case.people).assign(
        claim=lambda frame: frame["claim"].map(lambda words: shortened(words, 150)),
        verdict=lambda frame: frame["verdict"].map(lambda ruling: f"{MARKS[ruling]} {claims.SAYS[ruling]}"),
        rows=[_tally(verdict.rows) for verdict in claims.ordered(case.verdicts)],
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
    table = markup.table(told, f"{counted(len(told), 'claim')} held against the record", columns, stacked=True)
    return markup.together(opening, table, markup.findings(checked, "Claim by claim"))


def _tally(rows: Sequence[Row]) -> str:
    """How many rows of what kind: "2 acts between states, 1 scheduled meeting"."""
    return ", ".join(TABLES[table].counted(count) for table, count in Counter(row.table for row in rows).items())


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
