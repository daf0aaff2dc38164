"""Articles with claims to alter, and how the check does on them.

A file of `claim_articles/` holds one article. In its text `[[true|altered]]` stands for one thing that can be altered;
`[[true|altered|?]]` for one that the tables cannot tell: it is read for false contradictions only. What is true was
taken from rows of data/reference. The letter a file's name begins with is its batch; later batches were written
without a look at the rules, and measured once before the rules were touched again.
"""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from chancery import claims, text
from chancery.article import Article

FOLDER = Path(__file__).parent / "claim_articles"
SLOT = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)(\|\?)?\]\]")


@dataclass(frozen=True)
class Slot:
    """One thing an article says, and what it is altered to; told: whether the tables can tell; at: the place."""

    true: str
    altered: str
    told: bool
    start: int
    end: int


@dataclass(frozen=True)
class Written:
    """An article with its slots, offsets into the true text."""

    name: str
    published: dt.date
    theatre: str
    body: str
    slots: tuple[Slot, ...]

    def altered(self, slot: Slot) -> str:
        """The article with one slot altered."""
        return self.body[: slot.start] + slot.altered + self.body[slot.end :]


def written(batches: str = "") -> list[Written]:
    """The articles of some batches, of all where none is named."""
    return [_written(path) for path in sorted(FOLDER.glob("*.txt")) if not batches or path.name[0] in batches]


def _written(path: Path) -> Written:
    published, theatre, marked = path.read_text(encoding="utf-8").split("\n", maxsplit=2)
    body, last, slots = "", 0, []
    for match in SLOT.finditer(marked):
        body += marked[last : match.start()]
        slots.append(Slot(match[1], match[2], match[3] is None, len(body), len(body) + len(match[1])))
        body += match[1]
        last = match.end()
    day = dt.date.fromisoformat(published.removeprefix("published: "))
    return Written(path.stem, day, theatre.removeprefix("theatre: "), body + marked[last:], tuple(slots))


@dataclass(frozen=True)
class Checked:
    """A text with the verdicts on its claims."""

    sentences: tuple[tuple[int, int], ...]
    verdicts: tuple[claims.Verdict, ...]

    def about(self, slot: Slot) -> list[claims.Verdict]:
        """The verdicts on claims in the sentence of a slot."""
        start, end = next((each for each in self.sentences if each[0] <= slot.start < each[1]), (slot.start, slot.end))
        return [each for each in self.verdicts if each.claim.start < end and start < each.claim.end]


def checked(body: str, published: dt.date, record: claims.Record) -> Checked:
    """What the check says of a text read on a day."""
    read = text.read(
        Article(
            name="written", path="written.txt", title="", body=body, published=published, published_basis="given",
            published_note="", source="", url="", sha256="",
        )
    )  # fmt: skip
    sentences = tuple((each.start, each.end) for each in read.document.sentences)
    return Checked(sentences, tuple(claims.checked(read, record)))


def contradicts(verdict: claims.Verdict) -> bool:
    """Whether a verdict, or a part of it, says that the record says otherwise."""
    return any(part.ruling == "contradicted" for part in verdict.parts)


@dataclass(frozen=True)
class Outcome:
    """What the check said of one slot: true and altered, the rulings on the sentence each time."""

    article: str
    slot: Slot
    words: str
    true: tuple[claims.Verdict, ...]
    altered: tuple[claims.Verdict, ...]

    @property
    def wrong(self) -> bool:
        """Whether the true sentence was contradicted."""
        return any(map(contradicts, self.true))

    @property
    def held(self) -> bool:
        """Whether the true sentence was borne out."""
        return not self.wrong and any(each.ruling == "supported" for each in self.true)

    @property
    def caught(self) -> bool:
        """Whether the altered sentence was contradicted."""
        return any(map(contradicts, self.altered))

    @property
    def missed(self) -> str:
        """What was said of the altered sentence instead."""
        return ", ".join(sorted({each.ruling for each in self.altered})) or "no claim found"


def outcomes(article: Written, record: claims.Record) -> list[Outcome]:
    """The outcome of every slot of an article; each is altered in an article otherwise true."""
    true = checked(article.body, article.published, record)
    found = []
    for slot in article.slots:
        altered = checked(article.altered(slot), article.published, record)
        start, end = next(each for each in true.sentences if each[0] <= slot.start < each[1])
        words = article.body[start : slot.start] + f"[{slot.true}|{slot.altered}]" + article.body[slot.end : end]
        found.append(Outcome(article.name, slot, words, tuple(true.about(slot)), tuple(altered.about(slot))))
    return found
