"""News of several theatres with what was said, when, and who did what to whom: `dispatches/`, written for this project.

Sixty sentences (`sentences.csv`) and twelve short articles (`*.txt`, marked as `attributed_text` says). They were
written, with what should be found in them, before anybody looked at what the rules made of them; `FIRST` keeps what was
measured then. Six values were corrected afterwards, where the codebook says otherwise: prisoners set free are RETREAT,
a hostage held is ASSAULT, and Hezbollah and the Houthis carry the codes of their states. The rules were mended since by
what these texts had shown, so they are no unseen set any more. `later/` was written, and measured once, after that.
"""

import csv
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import attributed_text as marks
from chancery.text.reading import Reading, read

FOLDER = Path(__file__).parent / "dispatches"
FOLDERS = {"": FOLDER, "later ": FOLDER / "later"}
FIRST = {
    "sentences": {"actors": 0.97, "category": 0.82, "date": 1.0, "dyad": 0.82, "speaker": 0.95},
    "articles": {
        "category": 0.63,
        "content F1": 0.81,
        "date": 0.98,
        "direct": 0.77,
        "dyad": 0.28,
        "indirect": 0.63,
        "mixed": 0.73,
    },
    "later sentences": {"actors": 0.95, "category": 0.61, "date": 0.83, "dyad": 0.55, "speaker": 0.86},
    "later articles": {
        "category": 0.9,
        "content F1": 0.72,
        "date": 0.92,
        "direct": 0.8,
        "dyad": 0.52,
        "indirect": 0.7,
        "mixed": 1.0,
    },
}
Found = tuple[Counter[str], list[str]]


@dataclass
class Text:
    """A bare text in the place of an article."""

    body: str
    published: dt.date


def code(reading: Reading, entity: str | None) -> str | None:
    """The actor code of an entity."""
    found = reading.entity(entity)
    return found.actor if found else None


def counted(measures: dict[str, bool], words: str) -> Found:
    """What was asked and found, by measure, and the words of what was missed."""
    counts: Counter[str] = Counter()
    for measure, hit in measures.items():
        counts[measure] += 1
        counts[f"{measure} found"] += hit
    return counts, [f"{measure}: {words}" for measure, hit in measures.items() if not hit]


def sentence(row: dict[str, str]) -> Found:
    """A row of the sentences: category of the most confident event, dyad, actors, date and speaker."""
    reading = read(Text(row["text"], dt.date.fromisoformat(row["published"])))
    first = max(reading.events, key=lambda event: event.confidence, default=None)
    pairs = {(code(reading, event.source), code(reading, event.target)) for event in reading.events}
    named = {code(reading, mention.entity) for mention in reading.mentions}
    measures = {}
    if row["category"]:
        measures["category"] = first is not None and first.category == row["category"]
    if row["source"] and row["target"]:
        measures |= {
            "dyad": (row["source"], row["target"]) in pairs,
            "actors": {row["source"], row["target"]} <= named,
        }
    if row["date"]:
        days = dt.date.fromisoformat(row["from"]), dt.date.fromisoformat(row["to"])
        start = row["text"].index(row["date"])
        measures["date"] = has_date(reading, (start, start + len(row["date"])), days)
    if row["speaker"]:
        at = row["text"].index(row["speaker"])
        sources = [quote.source for quote in reading.quotes if quote.source]
        measures["speaker"] = any(start < at + len(row["speaker"]) and at < end for start, end in sources)
    return counted(measures, row["text"])


def has_date(reading: Reading, span: tuple[int, int], days: tuple[dt.date, dt.date]) -> bool:
    """Whether a date within a span means these days."""
    near = [date for date in reading.dates if date.start < span[1] and span[0] < date.end]
    return any((date.from_, date.to) == days for date in near)


def article(path: Path) -> Found:
    """An article: attributions with the right speaker by kind, dates, and events with category and dyad."""
    marked = marks.marked(path)
    reading = read(marked)
    counts, missed = marks.compared(marked, reading)
    missed = [f"quote: {words}" for words in missed]
    for span, value in marked.dates:
        ends = [dt.date.fromisoformat(day) for day in value.split("/")]
        one, words = counted({"date": has_date(reading, span, (ends[0], ends[-1]))}, marked.text[slice(*span)])
        counts, missed = counts + one, missed + words
    for span, value in marked.events:
        category, *pair = value.split(":")
        near = [event for event in reading.events if event.start < span[1] and span[0] < event.end]
        pairs = {(code(reading, event.source), code(reading, event.target)) for event in near}
        measures = {"category": category in {event.category for event in near}, "dyad": tuple(pair) in pairs}
        one, words = counted(measures, f"{value} {marked.text[slice(*span)]}")
        counts, missed = counts + one, missed + words
    return counts, missed


def sentences(batch: str = "") -> list[dict[str, str]]:
    """The rows of a batch."""
    return list(csv.DictReader((FOLDERS[batch] / "sentences.csv").open(encoding="utf-8")))


def articles(batch: str = "") -> list[Path]:
    """The articles of a batch."""
    return sorted(FOLDERS[batch].glob("*.txt"))


def found(part: str) -> list[Found]:
    """What is found in the sentences or in the articles of a batch."""
    batch = part.removesuffix("sentences").removesuffix("articles")
    if part.endswith("sentences"):
        return [sentence(row) for row in sentences(batch)]
    return [article(path) for path in articles(batch)]


def shares(counted_in: list[Found]) -> dict[str, tuple[float, int]]:
    """Share found and number asked of each measure; of the letters of attributed content, F1."""
    total: Counter[str] = Counter()
    for counts, _ in counted_in:
        total.update(counts)
    asked = [name for name in sorted(total) if f"{name} found" in total]
    made = {name: (total[f"{name} found"] / total[name], total[name]) for name in asked}
    if total["letters"]:
        made["content F1"] = 2 * total["letters in common"] / total["letters"], total["letters"]
    return made
