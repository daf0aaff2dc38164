"""What a batch is to make: a manifest in YAML, or the command line's words, worked out to one order for each report."""

import glob
import itertools
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from chancery import files, paths
from chancery import parameters as schema
from chancery.article import find
from chancery.article.judgments import SUFFIX as JUDGMENTS
from chancery.article.loading import SUFFIXES
from chancery.batch.sources import PATTERN, Source, is_address, shown
from chancery.errors import ArticleError, ChanceryError, ParameterError
from chancery.rendition import Task, notebook_path, report_name

if TYPE_CHECKING:
    from chancery.batch.addresses import Reader

SEE = "see docs/batch.md for what may stand there"
_UNFIT = re.compile(r"[^\w.+:=-]+")


@dataclass(frozen=True)
class Order:
    """One report to make: the task, and the folder that its files go to.

    sources: of its files, those that came from an address which other machines can read too.
    fault: what an address came to that could not be read.
    """

    task: Task
    folder: Path
    sources: Mapping[Path, Source] = field(default_factory=dict, compare=False, repr=False)
    fault: ChanceryError | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> str:
        """What the report's files are called."""
        return report_name(self.task.parameters, self.task.notebook)

    @property
    def page(self) -> Path:
        """Where the page goes."""
        return self.folder / f"{self.name}.html"


class Manifest(BaseModel):
    """Many reports: every article in every notebook under every combination of parameters.

    articles: names, paths, addresses or patterns; a mapping has `article` and parameters of its own.
    parameters: of every report. matrix: several values for some; every combination is made.
    out: folder for the reports; `{focus}`, say, stands for the parameter, `{notebook}` for the notebook.
    allow_private: whether addresses of the web may be those of private networks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: tuple[str | dict[str, Any], ...] = Field(min_length=1)
    notebooks: tuple[str, ...] = Field(("briefing",), min_length=1)
    parameters: dict[str, Any] = {}
    matrix: dict[str, list[Any]] = {}
    out: str = ""
    code: bool = False
    keep_notebook: bool = False
    allow_private: bool = False

    @field_validator("articles", "notebooks", mode="before")
    @classmethod
    def _several(cls, given: Any) -> Any:
        """One may be written without a list."""
        return [given] if isinstance(given, (str, dict)) else given

    @field_validator("articles")
    @classmethod
    def _name_articles(cls, given: tuple[str | dict[str, Any], ...]) -> tuple[str | dict[str, Any], ...]:
        for each in given:
            if isinstance(each, dict) and not isinstance(each.get("article"), str):
                raise ValueError(f"{each} names no `article`")  # noqa: TRY004 - pydantic gathers ValueErrors
        return given

    @field_validator("matrix")
    @classmethod
    def _has_values(cls, given: dict[str, list[Any]]) -> dict[str, list[Any]]:
        for name, values in given.items():
            if name == "article":
                raise ValueError("article is set by `articles`")
            if not values:
                raise ValueError(f"{name} lists no value")
        return given

    @field_validator("out")
    @classmethod
    def _has_known_fields(cls, out: str) -> str:
        known = [*schema.names(), "notebook"]
        strange = [name for name in fields(out) if name not in known]
        if strange:
            raise ValueError(f"{{{strange[0]}}} is no parameter (known: {', '.join(known)})")
        return out


def read(path: Path) -> Manifest:
    """The manifest in a YAML file. Raises ParameterError listing everything that is wrong with it."""
    return of(files.settings(path, "is no manifest", "docs/batch.md"), str(path))


def of(held: Mapping[str, Any], where: str) -> Manifest:
    """A manifest from values. Raises ParameterError listing everything that is wrong with it."""
    try:
        return Manifest.model_validate(held)
    except ValidationError as error:
        told = "; ".join(
            f"{' '.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()
        )
        raise ParameterError(where, told, SEE) from None


def orders(asked: Manifest, where: str, beside: Path | None = None) -> list[Order]:
    """One order for each report, in the order of the manifest; the same report asked for twice is one.

    beside: a folder in which articles are looked for before the present one: the manifest's.
    Raises ParameterError for an unfit parameter or notebook, a pattern without a match, or two reports of one name.
    """
    notebooks = [notebook_path(each) for each in asked.notebooks]
    varied = [name for name, values in asked.matrix.items() if len(values) > 1]
    reader = _reader(asked)
    found: dict[Path, Order] = {}
    for article, own, fault in _articles(asked, where, beside, reader):
        for notebook, chosen in itertools.product(notebooks, _combinations(asked.matrix)):
            values = {**asked.parameters, **chosen, **own, "article": article}
            parameters, also = _here(schema.checked(values), reader)
            folder = _folder(asked, parameters, notebook, [name for name in varied if name not in own])
            task = Task(parameters, notebook, asked.code, asked.keep_notebook, folder)
            order = Order(task, folder, reader.sources if reader else {}, fault or also)
            if found.setdefault(order.page, order) != order:
                raise ParameterError(where, _clash(found[order.page], order), _remedy(found[order.page], order))
    return list(found.values())


def fields(out: str) -> list[str]:
    """The names in braces of a folder. Raises ValueError for braces that do not pair."""
    return [name for _, name, _, _ in string.Formatter().parse(out) if name is not None]


def _reader(asked: Manifest) -> "Reader | None":
    """What reads addresses, where the manifest holds any: what it needs takes long to import."""
    named = [str(each["article"]) if isinstance(each, dict) else each for each in asked.articles]
    own = [each.get("data", "") for each in asked.articles if isinstance(each, dict)]
    named += map(str, [*own, asked.parameters.get("data", ""), *asked.matrix.get("data", [])])
    if not any(map(is_address, named)):
        return None
    from chancery.batch.addresses import Reader

    return Reader(asked.allow_private)


def _articles(
    asked: Manifest, where: str, beside: Path | None, reader: "Reader | None"
) -> Iterator[tuple[str, dict[str, Any], ChanceryError | None]]:
    """Every article, patterns worked out, addresses read, with the parameters of its own; or why it cannot be had."""
    for each in asked.articles:
        own = dict(each) if isinstance(each, dict) else {}
        named = str(own.pop("article", each))
        if reader is None or not is_address(named):
            yield from ((article, own, None) for article in _matches(named, where, beside))
            continue
        try:
            yield from ((str(path), own, None) for path in reader.articles(named))
        except ChanceryError as error:
            yield shown(named), own, error


def _here(parameters: schema.Parameters, reader: "Reader | None") -> tuple[schema.Parameters, ChanceryError | None]:
    """The parameters with a folder of tables at an address read to one here; or why that cannot be."""
    if reader is None or not is_address(parameters.data):
        return parameters, None
    try:
        return parameters.model_copy(update={"data": str(reader.tables(parameters.data))}), None
    except ChanceryError as error:
        return parameters.model_copy(update={"data": shown(parameters.data)}), error


def _matches(named: str, where: str, beside: Path | None) -> list[str]:
    """The articles that a name, path or pattern means, each said in one way however it was written."""
    folders = [*([beside] if beside else []), Path()]
    if not PATTERN.search(named) or Path(named).is_file():
        places = [folder / Path(named).expanduser() for folder in folders]
        return [_said(str(next((place for place in places if place.is_file()), named)))]
    for folder in [*folders, paths.articles()]:
        place = str(folder / Path(named).expanduser())
        found = [path for path in sorted(glob.glob(place, recursive=True)) if _is_article(Path(path))]  # noqa: PTH207 - an absolute pattern, too
        if found:
            return [_said(path) for path in found]
    raise ParameterError(where, f"no article matches {named}", f"patterns match {' and '.join(SUFFIXES)} files")


def _said(named: str) -> str:
    """An article's name where it lies in ``data/articles``, else its whole path; as given where there is none."""
    try:
        place = find(named).resolve()
    except ArticleError:
        return named
    return place.stem if place.parent == paths.articles().resolve() else str(place)


def _is_article(path: Path) -> bool:
    return path.is_file() and path.suffix in SUFFIXES and not path.name.endswith(JUDGMENTS)


def _combinations(matrix: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    for values in itertools.product(*matrix.values()):
        yield dict(zip(matrix, values, strict=True))


def _folder(asked: Manifest, parameters: schema.Parameters, notebook: Path, varied: Sequence[str]) -> Path:
    """The folder of a report: as `out` says; what the matrix varies and `out` does not name becomes a folder in it."""
    words = {name: _as_word(parameters.value_of(name)) for name in schema.names()}
    words["article"] = Path(parameters.article).stem
    base = asked.out.format(**words, notebook=notebook.stem)
    unnamed = [f"{name}={words[name]}" for name in varied if name not in fields(asked.out)]
    return (Path(base).expanduser() if base else paths.reports()).joinpath(*([",".join(unnamed)] if unnamed else []))


def _as_word(value: str | int | list[str]) -> str:
    """A value as part of a folder's name; of a path the last name.

    >>> _as_word(["high", "medium"]), _as_word("2024-01-01/2024-12-31"), _as_word(14), _as_word("")
    ('high+medium', '2024-01-01--2024-12-31', '14', 'none')
    """
    if isinstance(value, list):
        return "+".join(value)
    text = str(value)
    if schema.PERIOD.fullmatch(text):
        return text.replace("/", "--")
    return _UNFIT.sub("-", Path(text).name).strip(".") or "none"


def _clash(first: Order, second: Order) -> str:
    return f"two reports would be {first.page}: of {first.task.parameters.article}, {second.task.parameters.article}"


def _remedy(first: Order, second: Order) -> str:
    one, other = (order.task.parameters for order in (first, second))
    differing = [name for name in schema.names() if one.value_of(name) != other.value_of(name) and name != "article"]
    if differing:
        return f"let `out` tell them apart: write {{{differing[0]}}} into it"
    return "two articles, or two notebooks, of one file name: rename one, or make two batches with folders of their own"
