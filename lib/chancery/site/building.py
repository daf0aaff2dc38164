"""A folder of reports made into a site: what may be shown is chosen, pages are written, what is stale goes.

Only what changed is read and written. Whatever may not be shown any longer is removed before anything else happens, and
a list is replaced only by a whole one, so that a build which is cut short leaves a site that works and leaks nothing.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery import files, shelf
from chancery.errors import ReportRecordError, SiteError
from chancery.shelf import Failure
from chancery.site import manifest as kept
from chancery.site.facts import Facts, clean, facts_of, from_plain
from chancery.site.feeds import ENTRIES, address, atom, sitemap
from chancery.site.manifest import Manifest
from chancery.site.pages import Planned, Site, planned

LICENCES = """The search page contains elasticlunr.js, unchanged:

elasticlunr - http://weixsong.github.io
Copyright (C) 2017 Oliver Nightingale
Copyright (C) 2017 Wei Song
MIT Licensed

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True)
class LeftOut:
    """A report that the site does not hold, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Built:
    """What a build did: reports on the site, those read anew, files written and removed, reports left out."""

    folder: Path
    reports: int
    read: int
    written: int
    removed: int
    left_out: tuple[LeftOut, ...]
    failing: tuple[str, ...]


def build(
    source: Path,
    target: Path,
    *,
    marking: str = shelf.MARKINGS[0],
    url: str = "",
    title: str = "Briefings",
    author: str = "Chancery",
) -> Built:
    """The site of a folder of reports, built or brought up to date.

    marking: the most restricted that the site may hold. url: where it will stand, for feed, sitemap and the page for
    lost addresses; pages link relatively and work anywhere.
    Raises SiteError for a target that holds other things, an unknown marking, an address that is none, or a full disk.
    """
    settings = _settings(source, target, marking, url, title, author)
    try:
        before = kept.read(target, settings)
        found, left_out, read = _admitted(source, before, marking)
        failing = _failures(source, found, marking)
        keys = {name: each["key"] for name, each in found.items()}
        site = Site(
            settings["title"], settings["author"], settings["marking"], settings["url"], _sorted(found), failing, keys
        )
        return _replaced(source, target, site, before, found, (left_out, read), settings)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise SiteError(str(target), what, "make room, or choose another folder; then build again") from error


Found = dict[str, dict[str, Any]]


def _settings(source: Path, target: Path, marking: str, url: str, title: str, author: str) -> dict[str, Any]:
    if shelf.rank(marking) is None:
        raise SiteError(f"--marking {marking}", "is not known", f"use one of {', '.join(shelf.MARKINGS)}")
    if not source.is_dir():
        raise SiteError(str(source), "is no folder of reports", "render a briefing first, or name the folder")
    if target.resolve() == source.resolve() or target.resolve() in source.resolve().parents:
        raise SiteError(str(target), "holds the reports themselves", "name a folder of its own for the site")
    if url and not url.startswith(("https://", "http://")):
        raise SiteError(f"--url {url}", "is not a web address", "write it as https://example.org/briefings/")
    whole = f"{url.rstrip('/')}/" if url else ""
    named = {"title": clean(title) or "Briefings", "author": clean(author) or "Chancery"}
    return {"marking": marking.strip().upper(), "url": whole, **named, "house": kept.house()}


def _admitted(source: Path, before: Manifest, marking: str) -> tuple[Found, list[LeftOut], int]:
    """The reports that may be shown, with their stamps and facts; those that may not; how many were read."""
    found: Found = {}
    left_out: list[LeftOut] = []
    read = 0
    most = shelf.rank(marking)
    for name, (page, stamp) in shelf.pages(source).items():
        if not name.isprintable():
            left_out.append(LeftOut(repr(name), "its name can stand in no address"))
            continue
        known = before.reports.get(name)
        if known and known["stamp"] == stamp:
            found[name] = known
            continue
        try:
            report = shelf.report_at(page)
            if report is None:
                continue
            read += 1
            why = _too_high(report.marked, most) or _too_high(report.marking or "none", most)
            if not why:
                facts = facts_of(report).plain()
                found[name] = {"stamp": stamp, "facts": facts, "key": _digest(json.dumps(facts, sort_keys=True))}
                continue
        except ReportRecordError as error:
            why = f"its record cannot be read ({error.problem})"
        left_out.append(LeftOut(name, why))
    return found, left_out, read


def _too_high(marking: str, most: int | None) -> str:
    """Why a marking keeps a report out; "" where it does not, or says nothing."""
    rank = shelf.rank(marking)
    if not marking or (rank is not None and most is not None and rank <= most):
        return ""
    return f"it is marked {marking}" if rank is not None else f"its marking is not known: {marking}"


def _failures(source: Path, found: Mapping[str, Any], marking: str) -> dict[str, Failure]:
    """The failures of reports that are shown, as far as the run that failed was marked for the site."""
    most = shelf.rank(marking)
    return {
        failure.name: failure
        for failure in shelf.failures(source)
        if failure.name in found and not _too_high(failure.marking, most)
    }


def _sorted(found: Found) -> tuple[Facts, ...]:
    reports = [from_plain(each["facts"]) for each in found.values()]
    return tuple(sorted(sorted(reports, key=lambda each: each.name), key=lambda each: each.date, reverse=True))


def _replaced(
    source: Path,
    target: Path,
    site: Site,
    before: Manifest,
    found: Found,
    told: tuple[list[LeftOut], int],
    settings: dict[str, Any],
) -> Built:
    """The files of the site put in place: what may not be there goes first, then reports, then lists."""
    left_out, read = told
    texts = {each.path: each for each in _texts(site)}
    copies = {f"reports/{name}.html": each["stamp"] for name, each in found.items()}
    copies |= {f"reports/{name}{shelf.FAILED}.html": "" for name in site.failures}
    wanted = texts.keys() | copies.keys()
    stale = [path for path in before.written if path not in wanted]
    target.mkdir(parents=True, exist_ok=True)
    kept.write(target, Manifest({}, {}, dict.fromkeys([*before.written, *wanted], "")))  # if this build is cut short
    for path in stale:
        (target / path).unlink(missing_ok=True)
    written: dict[str, str] = {}
    changed = 0
    for path, stamp in copies.items():
        name = Path(path).name
        mark = f"{stamp}" if stamp else _digest((source / name).read_bytes())
        if before.written.get(path) != mark or not (target / path).is_file():
            _copied(source / name, target / path, stamp)
            changed += 1
        written[path] = mark
    for path, each in texts.items():
        written[path] = _digest("\n".join(each.rests_on))
        if before.written.get(path) != written[path] or not (target / path).is_file():
            files.replaced(target / path, each.make())
            changed += 1
    kept.write(target, Manifest(settings, found, written))
    _without_empty_folders(target, stale)
    return Built(target, len(found), read, changed, len(stale), tuple(left_out), tuple(sorted(site.failures)))


def _texts(site: Site) -> list[Planned]:
    made = planned(site)
    shown = sorted({*(each.path for each in made), *map(address, site.reports)} - {"404.html"})
    latest = tuple(site.key(report) for report in site.reports[:ENTRIES])
    feed = Planned("feed.xml", latest, lambda: atom(site.reports, site.title, site.author, site.url))
    lists = Planned("sitemap.xml", tuple(shown), lambda: sitemap(shown, site.url))
    return [*made, feed, lists, Planned("LICENCES.txt", (), lambda: LICENCES)]


def _copied(page: Path, target: Path, stamp: Any) -> None:
    """A report's page put in its place, if it is still the one whose marking was read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=".", dir=target.parent, delete=False) as part:
        draft = Path(part.name)
    try:
        shutil.copyfile(page, draft)
        if stamp and shelf.stamp(page) != stamp:
            raise SiteError(str(page), "changed while it was being copied", "build the site again")
        draft.chmod(0o644)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _without_empty_folders(target: Path, stale: list[str]) -> None:
    for folder in {(target / path).parent for path in stale} - {target}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _digest(content: str | bytes) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content).hexdigest()
