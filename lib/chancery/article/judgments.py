"""The analyst's own words: judgments beside an article, kept apart from what the suite finds.

They stand in ``NAME.judgments.md`` beside the article, or under ``judgments:`` in its front matter. The suite reads and
prints them; it never writes one.

    change: first briefing on this article

    ## J1
    The two sides will probably hold working-level talks before the summer.

    likelihood: likely
    confidence: moderate
    basis: two official statements, one of them second-hand
    rests on: claims.since.4112; tie-093
    alternative: the offer is meant for a third party
    would change it: a public refusal by either leader
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chancery.article.loading import Article
from chancery.errors import ArticleError

SUFFIX = ".judgments.md"
CONFIDENCE = ("low", "moderate", "high")
ONE = ("likelihood", "confidence", "basis", "would change it")
SEVERAL = ("alternative", "rests on")
KEYS = (*ONE, *SEVERAL)
PLURAL = {"alternatives": "alternative"}
NEAR = 0.8
FIELD = re.compile(r"^(?:[-*]\s+)?(?P<key>[A-Za-z][A-Za-z ]{2,24}):\s*(?P<value>.*)$")
HEADING = re.compile(r"^##\s+(?P<id>\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Judgment:
    """One judgment of the analyst.

    text: in the analyst's words. likelihood: a term of the likelihood table; confidence: low, moderate or high.
    basis: what the confidence rests on; rests_on: ids of findings or keys of rows; alternatives: what else was weighed.
    would_change: what would change the judgment; where: file and line, for errors.
    """

    id: str
    text: str
    likelihood: str = ""
    confidence: str = ""
    basis: str = ""
    rests_on: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    would_change: str = ""
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Judgments:
    """All judgments on an article, and what changed since the last briefing on its subject."""

    judgments: tuple[Judgment, ...] = ()
    change: str = ""
    path: str = ""


def judgments_on(article: Article) -> Judgments:
    """The analyst's judgments on an article; empty where there are none.

    Raises ArticleError for a file or front matter that cannot be read as judgments, with its line and a remedy.
    """
    beside = Path(article.path).with_suffix("").with_name(f"{article.name}{SUFFIX}")
    if beside.is_file():
        return parsed(_text(beside), str(beside))
    given = article.front_matter.get("judgments")
    if given is None:
        return Judgments(change=str(article.front_matter.get("change") or ""))
    where = f"{article.path} front matter"
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise ArticleError(where, "judgments is not a list", "write `judgments:` and below it one `- text: …` for each")
    found = tuple(_from_mapping(each, f"J{n}", where) for n, each in enumerate(given, 1))
    return Judgments(found, str(article.front_matter.get("change") or ""), article.path)


def parsed(text: str, where: str) -> Judgments:
    """Judgments from the text of a judgments file.

    Raises ArticleError where a judgment has no text, a field is unknown or given twice, or confidence is no such word.
    """
    change = ""
    found: list[Judgment] = []
    for heading, line, block in _blocks(text):
        if not heading:
            values, _ = _fields(block, where, allowed=("change",))
            change = " ".join(values.get("change", []))
            continue
        values, prose = _fields(block, where, allowed=KEYS)
        found.append(_made(heading, prose, values, f"{where} line {line}"))
    twice = sorted({each.id for each in found if [other.id for other in found].count(each.id) > 1})
    if twice:
        raise ArticleError(where, f"the heading {', '.join(twice)} stands twice", "give every judgment its own heading")
    return Judgments(tuple(found), change, where)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(str(path), f"cannot be read: {error}", "save it as UTF-8 text") from error


def _blocks(text: str) -> Iterator[tuple[str, int, list[tuple[int, str]]]]:
    """(heading, its line, numbered lines below it), first those above any heading; a title line is left out."""
    heading, start, block = "", 1, list[tuple[int, str]]()
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        match = HEADING.match(line)
        if match:
            yield heading, start, block
            heading, start, block = match["id"], number, []
        elif not line.startswith("# "):
            block.append((number, line.rstrip()))
    yield heading, start, block


def _fields(
    block: Sequence[tuple[int, str]], where: str, *, allowed: Sequence[str]
) -> tuple[dict[str, list[str]], list[str]]:
    """The fields of a block and its prose; a line that begins like a field must be one once fields have begun."""
    values: dict[str, list[str]] = {}
    prose: list[str] = []
    for number, line in block:
        match = FIELD.match(line)
        said = match["key"].lower() if match else ""
        key = PLURAL.get(said, said)
        if match and key in allowed:
            if key in values and key not in SEVERAL:
                raise ArticleError(f"{where} line {number}", f"{key} is given twice", "keep one of them")
            values.setdefault(key, []).append(match["value"].strip())
            continue
        near = difflib.get_close_matches(key, allowed, n=1, cutoff=NEAR)
        if near or (values and line.strip()):
            hint = f"did you mean `{near[0]}:`?" if near else f"fields are {', '.join(allowed)}; the text stands above"
            raise ArticleError(f"{where} line {number}", f"{line.strip()[:60]!r} is no field", hint)
        prose.append(line)
    return values, prose


def _made(identifier: str, prose: Sequence[str], values: Mapping[str, Sequence[str]], where: str) -> Judgment:
    text = " ".join(" ".join(prose).split())
    if not text:
        raise ArticleError(where, "the judgment has no text", "write it below its heading, above the fields")
    confidence = " ".join(values.get("confidence", ())).lower()
    if confidence and confidence not in CONFIDENCE:
        raise ArticleError(where, f"confidence {confidence!r} is not known", f"use one of {', '.join(CONFIDENCE)}")
    return Judgment(
        id=identifier,
        text=text,
        likelihood=" ".join(values.get("likelihood", ())).lower(),
        confidence=confidence,
        basis=" ".join(values.get("basis", ())),
        rests_on=tuple(part.strip() for each in values.get("rests on", ()) for part in each.split(";") if part.strip()),
        alternatives=tuple(each for each in values.get("alternative", ()) if each),
        would_change=" ".join(values.get("would change it", ())),
        where=where,
    )


def _from_mapping(given: Mapping[str, Any], identifier: str, where: str) -> Judgment:
    names = {"id", "text", *ONE, "would_change", "alternatives", "rests_on", *KEYS}
    unknown = sorted(str(key) for key in given if key not in names)
    if unknown:
        raise ArticleError(
            where, f"judgment {identifier} has unknown fields: {', '.join(unknown)}", f"use {', '.join(KEYS)}"
        )
    values = {
        "likelihood": _several(given.get("likelihood")),
        "confidence": _several(given.get("confidence")),
        "basis": _several(given.get("basis")),
        "would change it": _several(given.get("would_change", given.get("would change it"))),
        "alternative": _several(given.get("alternatives", given.get("alternative"))),
        "rests on": _several(given.get("rests_on", given.get("rests on"))),
    }
    return _made(str(given.get("id") or identifier), _several(given.get("text")), values, f"{where} {identifier}")


def _several(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
