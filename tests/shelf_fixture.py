"""Small records and pages of a shelf, made by hand, for what reads `reports/`."""

import html
import json
from pathlib import Path

from chancery import record
from chancery.record import BriefingRecord

FINDINGS = [
    {"id": "alliance.new.AAA.BBB", "text": "Three acts between Aland and Borland.", "numbers": {"acts": 3, "days": 90}},
    {"id": "exercises.season.2025", "text": "Eleven drills.", "numbers": {"counted": 11, "on": "2025-09-29"}},
    {
        "id": "claims.count.120",
        "text": "“They met three times” holds.",
        "kind": "claim",
        "numbers": {"number.found": 3},
    },
]
VERDICT = {
    "claim": "C1",
    "kind": "count",
    "start": 120,
    "end": 141,
    "words": "They met three times.",
    "slots": {"number": 3},
    "ruling": "supported",
    "reason": "three rows",
}
TIE = {"a": "AAA", "b": "BBB", "sign": "+", "positive": 1.2, "negative": 0.1, "net": 1.1, "acts": 4}


def briefing_record(name: str = "talks", **changes: object) -> BriefingRecord:
    """A briefing on Aland and Borland; `changes` replace its fields."""
    values = {
        "form": record.FORM,
        "version": record.VERSION,
        "title": f"Title of {name}",
        "marking": "TLP:CLEAR",
        "as_of": "2025-09-29",
        "article": {
            "name": name,
            "title": f"Title of {name}",
            "source": "A newspaper",
            "published": "2025-09-29",
            "published_basis": "stated",
            "sha256": "0" * 64,
            "words": 4,
        },
        "theatre": {"code": "strait", "name": "The Strait"},
        "focus": {"code": "AAA", "name": "Aland"},
        "actors": [{"code": "AAA", "name": "Aland", "mentions": 3}, {"code": "BBB", "name": "Borland", "mentions": 1}],
        "stage": [{"code": "AAA", "name": "Aland"}, {"code": "BBB", "name": "Borland"}],
        "ties": [TIE],
        "bottom_line": ["alliance.new.AAA.BBB"],
        "findings": FINDINGS,
        "verdicts": [VERDICT],
    }
    return record.of(json.loads(json.dumps(values | changes)), name)


def page_of(found: BriefingRecord) -> str:
    """A page with the head that the shelf reads."""
    title, marking = html.escape(found.title), html.escape(found.marking)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="date" content="{found.article.published}"><meta name="generator" content="Chancery 0">'
        f'<meta name="chancery:marking" content="{marking}"></head><body><h1>{title}</h1></body></html>'
    )


def shelved(folder: Path, name: str = "talks", **changes: object) -> BriefingRecord:
    """A page and its record, put on a shelf."""
    found = briefing_record(name, **changes)
    record.written(found, folder / f"{name}.json")
    (folder / f"{name}.html").write_text(page_of(found), "utf-8")
    return found
