"""Is a page what its inputs give? Finds them, renders again, and says identical, or what differs."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from pydantic import ValidationError

from chancery import article as articles
from chancery import parameters as schema
from chancery import paths, provenance, reference, rendition, runner, shelf
from chancery.drift import ANOTHER, lock_changes, notebook_changes, row_changes
from chancery.errors import ArticleError, ChanceryError, ParameterError, ReportRecordError
from chancery.provenance import META, Provenance

Progress = Callable[[int, int, str], None]
_TOLD = re.compile(rf'<meta name="{META}" content="([^"]*)">')
_OWN = re.compile(rf'<meta name="{META}"[^>]*>|<div class="chancery provenance-block">.*?</dl></div>', re.DOTALL)
_SECTION = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Inputs:
    """Where the inputs of a page lie now.

    data, lexicon: only where the page was made with such of the analyst's own; a lexicon may be found by its name.
    previous: where it tells changes against one.
    """

    article: Path
    notebook: Path
    data: Path | None = None
    lexicon: str = ""
    previous: Path | None = None


@dataclass(frozen=True)
class Verification:
    """What became of a page when it was made again.

    differences: what is not as the page says, a sentence each; empty where the page is identical.
    failure: why it could not be made again, where it could not. digest: SHA-256 of the page at hand.
    """

    page: Path
    digest: str
    differences: tuple[str, ...] = ()
    failure: ChanceryError | None = None

    @property
    def identical(self) -> bool:
        """Whether the page was made again byte for byte."""
        return not self.differences and self.failure is None


def verified(
    report: str | Path,
    *,
    article: Path | None = None,
    notebook: Path | None = None,
    data: Path | None = None,
    lexicon: Path | None = None,
    progress: Progress | None = None,
) -> Verification:
    """A report held against its inputs as they are now.

    report: a page's path, or its name in ``reports/``. The page and what lies beside it are only read.
    article, notebook, data, lexicon: where they lie, unless beside the page, in the working folder or in the project.
    Raises ReportRecordError for a page that tells no provenance, or an input that cannot be found.
    """
    page = page_path(report)
    html = page.read_text("utf-8", errors="replace")
    kept = provenance_told(html, page)
    found = _found(kept, page, {"article": article, "notebook": notebook, "data": data, "lexicon": lexicon})
    verdict = Verification(page, provenance.digest(page))
    with _at(kept.made):
        try:
            asked = rendition.checked_inputs(_asked(kept, found))
            now = provenance.gathered(asked, found.notebook, code=kept.code)
            differences = list(_input_changes(kept, now, found))
            again = _made_again(asked, found.notebook, kept, progress)
        except ChanceryError as error:
            return replace(verdict, failure=error, differences=tuple(_table_changes(kept, found)))
    differences += _page_changes(html, again[".html"].decode("utf-8"), bool(differences))
    beside = page.with_suffix(".json")
    if beside.is_file() and ".json" in again and beside.read_bytes() != again[".json"]:
        differences.append(f"the data beside it, {beside.name}, differ")
    return replace(verdict, differences=tuple(differences))


def page_path(report: str | Path) -> Path:
    """The file of a page, by path or by its name in ``reports/``. Raises ReportRecordError where there is none."""
    given = Path(report).expanduser()
    for path in (given, given.with_name(f"{given.name}.html"), *_shelved(given.name)):
        if path.is_file() and path.suffix == ".html":
            return path
    known = ", ".join(sorted(path.stem for path in paths.reports().glob("*.html"))) or "none yet"
    raise ReportRecordError(str(report), "no such page", f"give the path of one, or a name in reports: {known}")


def provenance_told(html: str, page: Path) -> Provenance:
    """What a page says it was made from. Raises ReportRecordError where it does not say."""
    told = _TOLD.search(html.partition("<body")[0])
    try:
        return Provenance.model_validate_json(unescape(told[1])) if told else _untold(page)
    except ValidationError:
        return _untold(page)


def _untold(page: Path) -> Provenance:
    raise ReportRecordError(
        str(page),
        "does not say what it was made from in a way this version reads",
        "render it again with `chancery render`; pages of nbconvert and of other versions cannot be verified",
    )


def _shelved(name: str) -> tuple[Path, Path]:
    return paths.reports() / name, paths.reports() / f"{name}.html"


def _found(kept: Provenance, page: Path, given: Mapping[str, Path | None]) -> Inputs:
    """The inputs' places: those given, else looked for beside the page, in the working folder and in the project."""
    near = (page.parent, Path.cwd(), paths.home())
    name, folder, before = (str(kept.parameters.get(each, "")) for each in ("article", "data", "previous"))
    data = given["data"] or (_first(near, folder, "data") if folder else None)
    lexicon = str(given["lexicon"] or kept.parameters.get("lexicon", ""))
    if lexicon not in ("", reference.SHIPPED_ALONE, *reference.lexicons(data or ())):
        lexicon = str(given["lexicon"] or _first(near, lexicon, "lexicon"))
    return Inputs(
        article=given["article"] or _article(name, near, kept.article),
        notebook=given["notebook"] or _first((paths.notebooks(), *near), kept.notebook, "notebook"),
        data=data,
        lexicon=lexicon,
        previous=shelf.record_path(before, page.parent) if before else None,
    )


def _article(name: str, near: Iterable[Path], sha256: str) -> Path:
    """The article of that name, and among several the one whose text the page was made of."""
    places = [place / name for place in near if name and (place / name).is_file()]
    with suppress(ArticleError):
        places.append(articles.find(name))
    if not places:
        raise ReportRecordError(f"article {name}", "is not to be found", "say where it lies with --article")
    return next((place for place in places if provenance.digest(place) == sha256), places[-1])


def _first(near: Iterable[Path], name: str, option: str) -> Path:
    found = next((place / name for place in near if (place / name).exists()), None)
    if found is None:
        raise ReportRecordError(f"{option} {name}", "is not to be found", f"say where it lies with --{option}")
    return found


def _asked(kept: Provenance, found: Inputs) -> schema.Parameters:
    """The page's parameters, with the places of today."""
    own = {"data": found.data or "", "lexicon": found.lexicon, "previous": found.previous or ""}
    places = {"article": found.article, **own}
    return schema.checked(kept.parameters | {name: str(place) for name, place in places.items()})


@contextmanager
def _at(made: str) -> Iterator[None]:
    """SOURCE_DATE_EPOCH as it was for the page."""
    before = os.environ.pop("SOURCE_DATE_EPOCH", None)
    if made:
        os.environ["SOURCE_DATE_EPOCH"] = provenance.epoch(made)
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _made_again(
    asked: schema.Parameters, notebook: Path, kept: Provenance, progress: Progress | None
) -> Mapping[str, bytes]:
    """The files of the report, made anew, by suffix."""
    with tempfile.TemporaryDirectory(prefix="chancery-") as folder:
        made = runner.render(asked, notebook, Path(folder), show_code=kept.code, progress=progress).page
        return {path.suffix: path.read_bytes() for path in (made, made.with_suffix(".json")) if path.is_file()}


def _input_changes(kept: Provenance, now: Provenance, found: Inputs) -> Iterator[str]:
    """What is no longer as the page says, inputs first."""
    if kept.article != now.article:
        yield f"article {kept.parameters['article']}: another text than the page was made from"
    if kept.judgments != now.judgments:
        yield f"the analyst’s judgments: {_come_or_gone(kept.judgments, now.judgments)}"
    if kept.previous != now.previous:
        yield f"the briefing before: {_come_or_gone(kept.previous, now.previous)}"
    yield from _table_changes(kept, found)
    for name in sorted(kept.imported.keys() | now.imported.keys()):
        was, is_now = kept.imported.get(name, ""), now.imported.get(name, "")
        if was != is_now:
            yield f"imported dataset {name}: {_come_or_gone(was, is_now)}"
    yield from _maker_changes(kept, now, found.notebook)


def _maker_changes(kept: Provenance, now: Provenance, notebook: Path) -> Iterator[str]:
    """What the page is made with, where it is another: notebook, lock, parameters, version, commit."""
    if kept.notebook_sha256 != now.notebook_sha256:
        earlier = provenance.earlier(notebook, kept.commit, kept.notebook_sha256)
        yield f"notebook {kept.notebook}: {notebook_changes(earlier, notebook.read_bytes())}"
    if kept.lock != now.lock:
        path = paths.CHECKOUT / "requirements.lock"
        present = path.read_bytes() if path.is_file() else b""
        yield f"requirements.lock: {lock_changes(provenance.earlier(path, kept.commit, kept.lock), present)}"
    told = {f"parameter {name}": (value, now.parameters[name]) for name, value in kept.parameters.items()}
    told |= {"version": (kept.version, now.version), "commit": (kept.commit, now.commit)}
    for name, (was, is_now) in told.items():
        if was != is_now:
            yield f"{name}: {was or 'none'} then, {is_now or 'none'} now"


def _table_changes(kept: Provenance, found: Inputs) -> Iterator[str]:
    """Tables and word lists that came, went or changed, with the keys of a table's rows where git has it as it was."""
    folders = (paths.reference(), *reference.analyst_folders(found.data or ()))
    yield from _file_changes("table", kept.tables, provenance.table_files(folders), kept.commit)
    with suppress(ParameterError):  # a lexicon that is gone is what the page cannot be made for
        lists = provenance.list_files(found.lexicon, str(found.data or ""))
        yield from _file_changes("word list", kept.word_lists, lists, kept.commit)


def _file_changes(kind: str, kept: Mapping[str, str], places: Mapping[str, Path], commit: str) -> Iterator[str]:
    """Files that came, went or changed since their digests were kept."""
    for name in sorted(kept.keys() | places.keys()):
        was = kept.get(name, "")
        is_now = provenance.digest(places[name]) if name in places else ""
        if was != is_now:
            earlier = provenance.earlier(places[name], commit, was) if kind == "table" and was and is_now else None
            said = row_changes(Path(name).stem, earlier, places[name].read_bytes()) if earlier else ""
            yield f"{kind} {name}: {said or _come_or_gone(was, is_now)}"


def _come_or_gone(was: str, is_now: str) -> str:
    return "is new" if not was else "is gone" if not is_now else ANOTHER


def _page_changes(old: str, new: str, explained: bool) -> Iterator[str]:
    """What is different on the page itself, by its sections; its own words on where it comes from apart."""
    if old == new:
        return
    was, is_now = _sections(_OWN.sub("", old)), _sections(_OWN.sub("", new))
    changed = [name for name in {**was, **is_now} if was.get(name) != is_now.get(name)]
    if changed:
        because = "" if explained else "the inputs are the same, yet "
        yield f"{because}the page differs in: {'; '.join(changed)}"
    elif explained:
        yield "nothing else on the page differs"
    else:
        yield "the inputs are the same, yet the page tells another provenance"


def _sections(html: str) -> dict[str, str]:
    """The page's sections by their headings."""
    parts = _SECTION.split(html)
    named: dict[str, str] = {"the head and the masthead": parts[0]}
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        words = " ".join(unescape(_TAG.sub("", heading)).split())
        named[words] = named.get(words, "") + text
    return named
