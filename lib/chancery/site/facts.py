"""What a site needs to know of a report: read from its page and record once, kept in the manifest from then on."""

import datetime as dt
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from chancery.markup import shortened, slug
from chancery.shelf import Report

WORD = re.compile(r"[^\W_][\w’'-]*")
LEAD = 600  # characters of the bottom line that are kept


@dataclass(frozen=True)
class Facts:
    """A report as lists, search and feed tell of it; everything is plain, so that it goes through JSON unchanged.

    date: the day it was published on, or the day of its record. actors: code and name, the most named first.
    lead: its bottom line. words: every word of its findings, once. stage, ties: what `record` holds.
    """

    name: str
    title: str
    date: str
    as_of: str = ""
    marking: str = ""
    theatre: tuple[str, str] = ("", "")
    actors: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    words: str = ""
    stage: dict[str, str] = field(default_factory=dict)
    ties: tuple[dict[str, Any], ...] = ()

    def plain(self) -> dict[str, Any]:
        """The facts as plain values."""
        return asdict(self)


def facts_of(report: Report) -> Facts:
    """The facts of a report. Raises ReportRecordError for a record that cannot be read."""
    record = report.record
    if record is None:
        return Facts(
            report.name, clean(report.title) or report.name, _day(report.date), marking=_plain(report.marking),
            lead=clean(report.description),
        )  # fmt: skip
    texts = {each.id: each.text for each in record.findings}
    lead = " ".join(texts[name] for name in record.bottom_line if name in texts)
    said = " ".join([*texts.values(), record.article.source, *(each.words for each in record.verdicts)])
    return Facts(
        name=report.name,
        title=clean(record.title) or report.name,
        date=_day(record.article.published) or _day(record.as_of),
        as_of=_day(record.as_of),
        marking=_plain(report.marking),
        theatre=(clean(record.theatre.code), clean(record.theatre.name)) if record.theatre else ("", ""),
        actors=tuple((clean(each.code), clean(each.name)) for each in record.actors),
        lead=shortened(clean(lead), LEAD),
        words=" ".join(dict.fromkeys(word.casefold() for word in WORD.findall(said))),
        stage={clean(each.code): clean(each.name) for each in record.stage},
        ties=tuple(
            {
                "a": clean(tie.a),
                "b": clean(tie.b),
                "sign": tie.sign,
                "net": tie.net,
                "obligation": clean(tie.obligation),
            }
            for tie in record.ties
        ),
    )


def from_plain(values: dict[str, Any]) -> Facts:
    """Facts that went through JSON."""
    return Facts(
        **{
            **values,
            "theatre": tuple(values["theatre"]),
            "actors": tuple((code, name) for code, name in values["actors"]),
            "ties": tuple(values["ties"]),
        }
    )


def place(folder: str, text: str) -> str:
    """The address of a list within the site, such as that of an actor's page."""
    return f"{folder}/{slug(text)}.html"


def _day(text: str) -> str:
    """An ISO day; "" for what is none, so that the report stands among the undated."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _plain(marking: str) -> str:
    return clean(marking).upper()


def clean(text: str) -> str:
    """Text without characters that XML or a page cannot hold, its spaces made single."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
