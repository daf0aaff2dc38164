"""The shelf: the reports of a folder as values. What is on it, under which marking, and which briefing came before.

This is the one reader of ``reports/``. A report is a page `NAME.html`, with its record `NAME.json` where the notebook
made one; a failed run leaves `NAME.failed.json` beside them; records that a later briefing replaced are in `earlier/`.
"""

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

from chancery import paths, record
from chancery.errors import ReportRecordError
from chancery.parameters import Marking
from chancery.record import BriefingRecord

MARKINGS: tuple[str, ...] = get_args(Marking)  # from the least to the most restricted
EARLIER = "earlier"
FAILED = ".failed"
FAILURE_FORM = "chancery-failure"
HEAD_BYTES = 131_072  # the head of a page, style sheets included, ends well before
FIELD_BYTES = 4_096  # a name and a code take less
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Failure:
    """What stands in NAME.failed.json: the last error, since when runs have failed, the last attempt, how many.

    since, last: times in UTC, ISO 8601. marking: of the run that failed, "" where it is not known.
    """

    name: str
    where: str
    problem: str
    remedy: str
    since: str
    last: str
    attempts: int = 1
    marking: str = ""


@dataclass(frozen=True)
class Report:
    """A report on the shelf; `record_file` is None where the notebook made no record.

    title, date, description, marked: as the page's head says them; "" where it does not.
    """

    name: str
    page: Path
    record_file: Path | None
    title: str
    date: str
    description: str
    marked: str
    failure: Failure | None = None

    @cached_property
    def record(self) -> BriefingRecord | None:
        """The record. Raises ReportRecordError for one that cannot be read."""
        return record.read(self.record_file) if self.record_file else None

    @cached_property
    def marking(self) -> str:
        """The stricter of what page and record say; "" where neither says anything."""
        return strictest(self.marked, self.record.marking if self.record else "")


def rank(marking: str) -> int | None:
    """How restricted a marking is, from 0 up; None for one that is not of the Traffic Light Protocol 2.0.

    >>> rank("TLP:CLEAR"), rank("tlp:red "), rank("SECRET")
    (0, 4, None)
    """
    plain = marking.strip().upper()
    return MARKINGS.index(plain) if plain in MARKINGS else None


def strictest(*markings: str) -> str:
    """The most restricted of several markings; blank ones say nothing, an unknown one outranks all.

    >>> strictest("TLP:CLEAR", "", "TLP:AMBER"), strictest("TLP:RED", "SECRET"), strictest("", "")
    ('TLP:AMBER', 'SECRET', '')
    """
    said = [marking for marking in markings if marking.strip()]
    ranks = [rank(marking) for marking in said]
    return max(zip([len(MARKINGS) if r is None else r for r in ranks], said, strict=True), default=(0, ""))[1]


def may_tell(marking: str, told: str) -> bool:
    """Whether a page under a marking may tell of what stands under another: that is no higher, and both are known.

    >>> may_tell("TLP:GREEN", "TLP:CLEAR"), may_tell("TLP:CLEAR", "TLP:RED"), may_tell("TLP:RED", "SECRET")
    (True, False, False)
    """
    own, other = rank(marking), rank(told)
    return own is not None and other is not None and other <= own


def reports(folder: Path) -> list[Report]:
    """The reports of a folder, the latest first; pages that Chancery did not make are no reports.

    Only the heads of the pages are read; records when they are asked for.
    """
    failed = {failure.name: failure for failure in failures(folder)}
    pages = sorted(folder.glob("*.html"))
    found = [report for path in pages if (report := report_at(path, failed.get(path.stem))) is not None]
    return sorted(found, key=lambda each: each.date, reverse=True)


def pages(folder: Path) -> dict[str, tuple[Path, list[int]]]:
    """Pages of a folder that may be reports, by name, each with the stamp of its files; none is opened."""
    found = sorted(path for path in folder.glob("*.html") if not path.name.startswith("."))
    return {path.stem: (path, stamp(path)) for path in found if not path.stem.endswith(FAILED)}


def stamp(page: Path) -> list[int]:
    """What tells that a report's page or record was written since: sizes, times and places of both on the disk."""
    files = (page, page.with_name(f"{page.stem}.json"))
    known = [path.stat() for path in files if path.is_file()]
    return [number for each in known for number in (each.st_size, each.st_mtime_ns, each.st_ctime_ns, each.st_ino)]


def report_at(page: Path, failure: Failure | None = None) -> Report | None:
    """The report whose page this is; None where it is none of ours, or tells of a failure or a difference."""
    if page.name.startswith(".") or page.stem.endswith(FAILED):
        return None
    with page.open("rb") as file:
        head = _Head(file.read(HEAD_BYTES).decode("utf-8", "replace"))
    beside = page.with_name(f"{page.stem}.json")
    ours = head.meta.get("generator", "").startswith("Chancery") or beside.is_file()
    if not ours or head.meta.get("chancery:kind", "report") != "report":
        return None
    return Report(
        name=page.stem,
        page=page,
        record_file=beside if beside.is_file() else None,
        title=head.title,
        date=head.meta.get("date", ""),
        description=head.meta.get("description", ""),
        marked=head.meta.get("chancery:marking", ""),
        failure=failure,
    )


def failures(folder: Path) -> list[Failure]:
    """The failures that stand in a folder, by name. Raises ReportRecordError for a file that is none."""
    return [failure_in(path) for path in sorted(folder.glob(f"*{FAILED}.json"))]


def failure_in(path: Path) -> Failure:
    """The failure in a file. Raises ReportRecordError where it cannot be read as one."""
    try:
        values = json.loads(path.read_text("utf-8"))
        form = values.pop("form")
        failure = Failure(**{name: value for name, value in values.items() if name != "version"})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReportRecordError(str(path), f"is no record of a failure ({error})", "delete it, or run again") from error
    if form != FAILURE_FORM:
        raise ReportRecordError(str(path), f"has form {form!r}, not {FAILURE_FORM!r}", "delete it, or run again")
    return failure


def record_path(report: str, folder: Path | None = None) -> Path:
    """The record of a briefing: by the path of either of its files, by name, or by name and day (`NAME.2025-09-29`).

    folder: where names are looked for, ``reports/`` unless given; replaced records (`earlier/`) are found too.
    Raises ReportRecordError where there is none, naming those there are.
    """
    shelf = folder or paths.reports()
    given = Path(report).expanduser()
    stem = given.name.removesuffix(".html").removesuffix(".json")
    for home in (given.parent, shelf, shelf / EARLIER):
        candidate = home / f"{stem}.json"
        if candidate.is_file() and not stem.endswith(FAILED):
            return candidate
    name, _, day = stem.rpartition(".")
    latest = shelf / f"{name}.json"
    if _DAY.fullmatch(day) and latest.is_file() and record.read(latest).as_of == day:
        return latest
    known = ", ".join(path.stem for path in _records(shelf)) or "none yet"
    raise ReportRecordError(report, "no record of such a briefing", f"render it first; there are: {known}")


def dated_name(path: Path, found: BriefingRecord) -> str:
    """The name that finds a record even after a later briefing has replaced it: its own, with its day."""
    return path.stem if path.stem.endswith(f".{found.as_of}") else f"{path.stem}.{found.as_of}"


def predecessor(folder: Path, theatre: str, focus: str, before: dt.date, *, marking: str = "") -> Path | None:
    """The newest record of a folder on the same theatre and focus with an earlier day; None where there is none.

    theatre, focus: codes. marking: of the briefing to be set against it; records marked higher, or unknown, are passed
    over, as are those that cannot be read. Of two of one day the last by name is taken.
    """
    subjects = ((*_subject(path), path) for path in _records(folder))
    on_it = [(day, path.stem, path) for day, *codes, path in subjects if codes == [theatre, focus]]
    for _, _, path in sorted((each for each in on_it if "" < each[0] < before.isoformat()), reverse=True):
        try:
            each = record.read(path)
        except ReportRecordError:
            continue
        if not marking or may_tell(marking, each.marking):
            return path
    return None


def _subject(path: Path) -> tuple[str, str, str]:
    """The day of a record and the codes of its theatre and focus; blanks where it is none.

    An archive holds many records, and few are on one subject: of those as we write them the rest is not taken in.
    """
    try:
        raw = path.read_bytes()
        day, theatre, focus = (_field(raw, name) for name in ("as_of", "theatre", "focus"))
        if not day:
            found = record.read(path)
            day, (theatre, focus) = found.as_of, (part and part.model_dump() for part in (found.theatre, found.focus))
    except (OSError, ValueError, AttributeError, ReportRecordError):
        return "", "", ""
    return day, (theatre or {}).get("code", ""), (focus or {}).get("code", "")


def _field(raw: bytes, name: str) -> Any:
    """One field of a record as we write it, each at the beginning of a line; None where there is none."""
    mark = f'\n "{name}": '.encode()
    place = raw.find(mark) + len(mark)
    if place < len(mark):
        return None
    return json.JSONDecoder().raw_decode(raw[place : place + FIELD_BYTES].decode("utf-8", "ignore"))[0]


def set_aside(kept: Path, as_of: str) -> Path | None:
    """Keep a record that a briefing of another day is about to replace, as `earlier/NAME.DAY.json`.

    Returns the copy; None where there is nothing to keep: no record, or one of the same day.
    """
    try:
        old = record.read(kept)
    except ReportRecordError:
        return None
    if old.as_of == as_of:
        return None
    copy = kept.parent / EARLIER / f"{kept.stem}.{old.as_of}.json"
    copy.parent.mkdir(exist_ok=True)
    draft = copy.with_suffix(".part")
    shutil.copyfile(kept, draft)
    draft.replace(copy)
    return copy


def _records(folder: Path) -> Iterator[Path]:
    for path in [*sorted(folder.glob("*.json")), *sorted((folder / EARLIER).glob("*.json"))]:
        if not path.stem.endswith(FAILED) and not path.name.startswith("."):
            yield path


class _Head(HTMLParser):
    """The title and the meta elements of a page's head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.meta: dict[str, str] = {}
        self._in_title = False
        self.feed(html.partition("<body")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a meta element."""
        self._in_title = tag == "title"
        found: dict[str, Any] = dict(attrs)
        if tag == "meta" and found.get("name"):
            self.meta[found["name"]] = found.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        """Leave the title."""
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        """Take the title's words."""
        if self._in_title:
            self.title += data
