"""The pages of a site: index, actors, theatres, years, markings, search, and the one for lost addresses."""

import importlib.resources
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
from jinja2 import Environment

from chancery import markup
from chancery.failures import moment
from chancery.markup import Block, environment, shortened, slug
from chancery.report import sheet
from chancery.shelf import MARKINGS, Failure
from chancery.site.facts import Facts, place
from chancery.site.feeds import address
from chancery.ties import SIGN_WORDS
from chancery.words import counted, iso_day

HERE = Path(__file__).resolve().parent
ENGINE = ("pdoc", "templates/resources/elasticlunr.min.js")  # the package that ships it, and where
UNDATED = "Undated"
UP = "\0"  # stands for the way up; `facts.clean` lets it into no text


@dataclass(frozen=True)
class Site:
    """What a site shows: reports, the latest first, and the failures that stand beside them by name of report.

    title, author: of the site; marking: the most restricted that it may hold; url: where it will stand, "" if unknown.
    keys: digests of the reports' facts, by name. drawn: entries of lists that were made already, by name.
    """

    title: str
    author: str
    marking: str
    url: str
    reports: tuple[Facts, ...]
    failures: dict[str, Failure]
    keys: dict[str, str]
    drawn: dict[str, str] = field(default_factory=dict, compare=False)

    def key(self, report: Facts) -> str:
        """What tells whether a list must tell something else of a report."""
        failure = self.failures.get(report.name)
        return f"{self.keys[report.name]} {failure.since if failure else ''}"


@dataclass(frozen=True)
class Planned:
    """A page to be made: what its content rests on beside the settings of the site, and how it is made."""

    path: str
    rests_on: tuple[str, ...]
    make: Callable[[], str]


@dataclass(frozen=True)
class Group:
    """The reports of one list, latest first: the folder of its page, and the code and name it stands for."""

    folder: str
    code: str
    name: str
    reports: tuple[Facts, ...]


def planned(site: Site) -> list[Planned]:
    """Every page of lists. None is made before it is asked for, since most stay as they are from build to build."""
    everything = tuple(site.key(report) for report in site.reports)
    groups = grouped(site.reports)
    return [
        Planned("index.html", everything, partial(_index, site, groups)),
        Planned("search.html", everything, partial(_search, site)),
        Planned("404.html", (), partial(_lost, site)),
        *(
            Planned(
                place(group.folder, group.code),
                (group.name, *map(site.key, group.reports)),
                partial(_list, site, group),
            )
            for group in groups
        ),
    ]


def grouped(reports: Iterable[Facts]) -> list[Group]:
    """The lists beside the index: by theatre, actor, year and marking; each under the first name given for its code."""
    found: dict[tuple[str, str], tuple[str, str, list[Facts]]] = {}
    for report in reports:
        members = [
            ("theatres", *report.theatre),
            *(("actors", *actor) for actor in report.actors),
            ("years", _year(report), _year(report)),
            ("markings", report.marking, report.marking),
        ]
        for folder, code, name in members:
            if code:
                held = found.setdefault((folder, _slug(code)), (code, name or code, []))[2]
                if not held or held[-1] is not report:
                    held.append(report)
    return [Group(folder, code, name, tuple(held)) for (folder, _), (code, name, held) in found.items()]


def failed_address(name: str) -> str:
    """Where the page that tells of a failed run lies within the site, percent-encoded."""
    return f"reports/{quote(name, safe='')}.failed.html"


@cache
def engine() -> str:
    """The search engine's text: elasticlunr.js (MIT), as the package pdoc ships it."""
    package, path = ENGINE
    return importlib.resources.files(package).joinpath(path).read_text("utf-8").strip()


def _index(site: Site, groups: Sequence[Group]) -> str:
    ways = [(words, folder, _entries(groups, folder)) for folder, words in FOLDERS.items()]
    choices = [
        {"name": name, "words": words, "entries": [[entry[key], entry["name"]] for entry in entries]}
        for words, name, key, entries in (
            ("Theatre", "theatre", "slug", _entries(groups, "theatres")),
            ("Actor", "actor", "slug", sorted(_entries(groups, "actors"), key=lambda each: each["name"].casefold())),
            ("Marking", "marking", "name", _entries(groups, "markings")),
        )
        if len(entries) > 1
    ]
    days = sorted(report.date for report in site.reports if report.date)
    ends = list(dict.fromkeys(map(iso_day, (days[0], days[-1])))) if days else []
    span = f", from {' to '.join(ends)}" if len(ends) > 1 else f", of {ends[0]}" if ends else ""
    return _page(
        site,
        title=site.title,
        dek=f"{counted(len(site.reports), 'briefing')}{span}.",
        blocks=[_block("ways", groups=[way for way in ways if way[2]], up=""), _years(site, site.reports, "")],
        scripts=[_script("filter.js")],
        data={"choices": choices},
    )


def _list(site: Site, group: Group) -> str:
    kicker, told = KICKERS[group.folder]
    standing = _standing(group) if group.folder == "actors" else []
    return _page(
        site,
        title=group.name,
        dek=f"{counted(len(group.reports), 'briefing')} {told}.",
        blocks=[*standing, _years(site, group.reports, "../")],
        kicker=kicker,
        up="../",
    )


FOLDERS = {"theatres": "Theatres", "actors": "Actors", "years": "Years", "markings": "Markings"}
KICKERS = {
    "theatres": ("Theatre", "on this theatre"),
    "actors": ("Actor", "on articles that name this actor"),
    "years": ("Year", "on articles of this year"),
    "markings": ("Marking", "under this marking"),
}


def _standing(group: Group) -> list[Block]:
    """The ties of an actor as the latest report with that actor on stage has them."""
    code = group.code
    latest = max((r for r in group.reports if code in r.stage), key=lambda r: (r.as_of, r.name), default=None)
    if latest is None:
        return []
    rows = [
        {
            "With": latest.stage.get(other, other),
            "Behaviour": SIGN_WORDS.get(tie["sign"], tie["sign"]),
            "Net strength": tie["net"],
            "Bound by": tie["obligation"] or "–",
        }
        for tie in latest.ties
        for one, other in ((tie["a"], tie["b"]), (tie["b"], tie["a"]))
        if one == code
    ]
    if not rows:
        return []
    frame = pd.DataFrame(rows).sort_values("With")
    shown = markup.table(frame, f"Ties on {iso_day(latest.as_of)}")
    return [markup.section("Latest ties", [f"As told in “{latest.title}”."], [shown])]


def _search(site: Site) -> str:
    documents = [
        {
            "title": report.title,
            "address": address(report),
            "date": report.date,
            "day": iso_day(report.date),
            "theatre": report.theatre[1],
            "marking": report.marking,
            "look": f"tlp-{_slug(report.marking)}",
            "names": " ".join([report.theatre[1], *(name for _, name in report.actors)]),
            "lead": report.lead,
            "short": shortened(report.lead, 200),
            "words": report.words,
        }
        for report in site.reports
    ]
    return _page(
        site,
        title="Search",
        dek=f"In the titles, findings and claims of {counted(len(documents), 'briefing')}.",
        blocks=[_block("search")],
        kicker=site.title,
        scripts=[engine(), _script("search.js")],
        data={"documents": documents},
    )


def _lost(site: Site) -> str:
    """Served at any address: with the site's own address known, its links are whole."""
    return _page(site, title="Not found", dek="", blocks=[_block("lost", up=site.url)], kicker=site.title, up=site.url)


def _entries(groups: Sequence[Group], folder: str) -> list[dict[str, Any]]:
    """The lists of one folder with how many reports they hold, in the order a reader looks for them."""
    orders: dict[str, Callable[[Group], Any]] = {
        "theatres": lambda group: group.name.casefold(),
        "actors": lambda group: (-len(group.reports), group.name.casefold()),
        "years": lambda group: (group.code == UNDATED, -int(group.code) if group.code.isdigit() else 0),
        "markings": lambda group: MARKINGS.index(group.code) if group.code in MARKINGS else len(MARKINGS),
    }
    chosen = sorted((group for group in groups if group.folder == folder), key=orders[folder])
    return [{"slug": _slug(group.code), "name": group.name, "count": len(group.reports)} for group in chosen]


@cache
def _slug(code: str) -> str:
    return slug(code)


def _year(report: Facts) -> str:
    return report.date[:4] if report.date[:4].isdigit() else UNDATED


def _item(report: Facts, site: Site, up: str) -> str:
    """A report's entry in a list; made once for all lists, whose links differ in the way up alone."""
    if report.name not in site.drawn:
        site.drawn[report.name] = _drawn(report, site.failures.get(report.name))
    return site.drawn[report.name].replace(UP, up)


def _drawn(report: Facts, failure: Failure | None) -> str:
    shown = {
        "title": report.title,
        "date": report.date,
        "day": iso_day(report.date),
        "marking": report.marking,
        "lead": report.lead,
        "address": address(report),
        "theatre_name": report.theatre[1],
        "theatre_slug": _slug(report.theatre[0]) if report.theatre[0] else "",
        "actors": [{"slug": _slug(code), "name": name or code} for code, name in report.actors],
        "actor_slugs": [_slug(code) for code, _ in report.actors],
        "failing": moment(failure.since) if failure else "",
        "failed_address": failed_address(report.name),
    }
    return _filled("item", report=shown, up=UP)


def _years(site: Site, reports: Iterable[Facts], up: str) -> Block:
    groups = [(year, [Block(_item(report, site, up)) for report in part]) for year, part in groupby(reports, key=_year)]
    return _block("years", groups=groups)


def _page(
    site: Site,
    *,
    title: str,
    dek: str,
    blocks: Sequence[Block],
    kicker: str = "",
    up: str = "",
    scripts: Sequence[str] = (),
    data: dict[str, Any] | None = None,
) -> str:
    return sheet(
        title if title == site.title else f"{title} · {site.title}",
        markup.masthead(
            title=title, dek=dek, marking=site.marking, kicker=kicker or (site.title if title != site.title else "")
        ),
        blocks,
        kind="site",
        marking=site.marking,
        description=f"{title}. {dek}".strip(),
        links=[(f"{up}index.html", "All briefings"), (f"{up}search.html", "Search"), (f"{up}feed.xml", "Feed")],
        feeds=[(f"{up}feed.xml", site.title)],
        foot=[f"This site holds nothing marked above {site.marking}."],
        scripts=scripts,
        data=data,
        styles=[_style()],
    )


def _block(what: str, **values: Any) -> Block:
    html = _filled(what, **values)
    return Block(html, plain=what, kind=f"{what}-block")


def _filled(what: str, **values: Any) -> str:
    nothing: dict[str, Any] = {"report": None, "up": "", "groups": ()}
    return _environment().get_template("reports.html").render(what=what, **{**nothing, **values}).strip()


def _script(name: str) -> str:
    return (HERE / name).read_text("utf-8").strip()


@cache
def _style() -> str:
    return (HERE / "site.css").read_text("utf-8").strip()


@cache
def _environment() -> Environment:
    return environment(HERE / "templates")
