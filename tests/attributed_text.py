"""Articles of many styles with their attributions marked, written for this project: `attributed/*.txt`.

`{q3 …}` is attributed content and `{s3 …}` the words that name its source; `{s3=Ola Brandt he}` says whom they mean.
Content without a source of its number goes on with the speaker before, or has none. In `dispatches/*.txt` a first line
tells the day of publication, `{s3:USA …}` the actor code of whoever is meant, `{d1:2024-05-13 …}` the day (or the two
ends of the interval, with a stroke) a date means, and `{e1:ACCUSE:EST:RUS …}` an event with category and both parties.
"""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from chancery.text.reading import Reading
from chancery.text.records import Span

FOLDER = Path(__file__).parent / "attributed"
TAG = re.compile(r"\{([qsde])(\d+)(?:=([A-Z]\w+(?: [A-Z]\w+)?)|:(\S+))? |\}")
PUBLISHED = re.compile(r"published: (\S+)\n")
QUOTED = re.compile(r"^[“‘\"].*[”’\"][.,]?$", re.DOTALL)


@dataclass
class Marked:
    """A text without its tags, with content, sources and names by number."""

    text: str = ""
    content: dict[int, Span] = field(default_factory=dict)
    sources: dict[int, Span] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    dates: list[tuple[Span, str]] = field(default_factory=list)
    events: list[tuple[Span, str]] = field(default_factory=list)
    published: dt.date = dt.date(2019, 6, 5)

    @property
    def body(self) -> str:
        """The text, as an article calls it."""
        return self.text

    def kind(self, number: int) -> str:
        """direct: nothing but quoted words, or speech between dashes; mixed: some; indirect: none."""
        start, end = self.content[number]
        words = self.text[start:end]
        if QUOTED.match(words) or self.text[max(0, start - 2) : start] == "— ":
            return "direct"
        return "mixed" if re.search(r"[“\"]|‘\w", words) else "indirect"


def marked(path: Path) -> Marked:
    """An article of the folder."""
    made, open_tags, place = Marked(), [], 0
    raw = path.read_text("utf-8")
    if told := PUBLISHED.match(raw):
        made.published, raw = dt.date.fromisoformat(told[1]), raw[told.end() :]
    for tag in TAG.finditer(raw):
        made.text += raw[place : tag.start()]
        place = tag.end()
        if tag[1]:
            open_tags.append((tag[1], int(tag[2]), tag[3], tag[4], len(made.text)))
            continue
        kind, number, name, value, start = open_tags.pop()
        span = (start, len(made.text))
        if kind in "de":
            (made.dates if kind == "d" else made.events).append((span, value))
            continue
        (made.content if kind == "q" else made.sources)[number] = span
        if value:
            made.codes[number] = value
        if name:
            made.names[number] = name
    made.text += raw[place:]
    return made


def letters(text: str, spans: list[Span]) -> set[int]:
    """Offsets of the letters and digits of spans."""
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def compared(article: Marked, reading: Reading) -> tuple[Counter[str], list[str]]:
    """Counts of attributions by kind, of those found with their source, and of letters; and what was missed.

    Found: half of the letters in common (of a direct quotation, four fifths covered), and a source that overlaps; where
    a name is given, the speaker must bear it.
    """
    counts: Counter[str] = Counter()
    missed = []
    guesses = [(letters(article.text, q.spans), q) for q in reading.quotes if q.kind != "fragment" or q.source]
    wanted: set[int] = set()
    for number, span in article.content.items():
        content = letters(article.text, [span])
        wanted |= content
        kind = article.kind(number)
        best, quote = max(guesses, key=lambda guess: len(guess[0] & content) / len(guess[0] | content))
        hit = 2 * len(best & content) >= len(best | content)
        hit = hit or (kind == "direct" and len(best & content) >= 0.8 * len(content))
        if hit and number in article.sources:
            source = letters(article.text, [quote.source] if quote.source else [])
            hit = bool(source & letters(article.text, [article.sources[number]]))
        if hit and number in article.names:
            entity = reading.entity(quote.speaker)
            hit = entity is not None and entity.name.split()[-1] == article.names[number].split()[-1]
        if hit and number in article.codes:
            entity = reading.entity(quote.speaker)
            hit = entity is not None and entity.actor == article.codes[number]
        counts[kind] += 1
        counts[f"{kind} found"] += hit
        if not hit:
            missed.append(article.text[slice(*span)])
    guessed = set().union(*(spans for spans, _ in guesses))
    counts["letters in common"] += len(guessed & wanted)
    counts["letters"] += len(guessed) + len(wanted)
    return counts, missed
