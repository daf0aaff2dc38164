"""The parameters of a briefing: one schema for notebooks, command line, manifest and page.

A notebook's parameters cell is written from here (`cell_source`), the command line's options are made from here,
and whatever comes in is checked here before a kernel starts.
"""

import datetime as dt
import difflib
import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from chancery.errors import ParameterError

Confidence = Literal["high", "medium", "low"]
SourceKind = Literal["page_seen", "dataset", "repost_seen", "reference_unseen"]
Marking = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]

PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def _day(value: Any) -> Any:
    """An ISO date, or None for blank."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("is not a date; write YYYY-MM-DD") from None
    if isinstance(value, dt.date):
        return value
    raise ValueError("is not a date; write YYYY-MM-DD")


def _listed(value: Any) -> Any:
    """A list; text is taken as its comma-separated parts."""
    if isinstance(value, str):
        return [part.strip() for part in value.strip("[]() ").split(",") if part.strip()]
    return value


def _interval(value: Any) -> Any:
    """A closed interval of days, YYYY-MM-DD/YYYY-MM-DD, or blank."""
    if not isinstance(value, str) or not value.strip():
        return value
    match = PERIOD.fullmatch(value.strip())
    try:
        bounds = [dt.date.fromisoformat(part) for part in match.groups()] if match else []
    except ValueError:
        bounds = []
    if not bounds:
        raise ValueError("is not a period; write YYYY-MM-DD/YYYY-MM-DD")
    if bounds[0] > bounds[1]:
        raise ValueError("ends before it starts")
    return value.strip()


def _code(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


Day = Annotated[dt.date | None, BeforeValidator(_day)]
Period = Annotated[str, BeforeValidator(_interval)]
ActorCode = Annotated[str, BeforeValidator(_code), Field(pattern=r"^([A-Z][A-Z0-9-]{1,15})?$")]


class Parameters(BaseModel):
    """What a briefing is asked to show. Every field has a default, so that each notebook runs as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article: str = Field(
        "dprk-at-unga", min_length=1, description="name of a file in data/articles, or the path of one"
    )
    published: Day = Field(None, description="publication date, YYYY-MM-DD; empty: as the article says")
    as_of: Day = Field(None, description="day the record is read on, YYYY-MM-DD; empty: the publication date")
    focus: ActorCode = Field("", description="code of the state in focus; empty: the theatre's principal, if named")
    theatre: str = Field("", pattern=r"^[a-z0-9-]*$", description="a theatre of theatres.csv; empty: from the article")
    period: Period = Field("", description="period looked back on, YYYY-MM-DD/YYYY-MM-DD; empty: ten years")
    window_days: int = Field(14, ge=0, le=180, description="days around an exercise that count as near it")
    half_life_days: int = Field(365, ge=1, le=36_500, description="days after which a dated tie weighs half")
    admit_confidence: Annotated[list[Confidence], BeforeValidator(_listed)] = Field(
        list(get_args(Confidence)), min_length=1, description="rows admitted, by confidence"
    )
    admit_source_kinds: Annotated[list[SourceKind], BeforeValidator(_listed)] = Field(
        ["page_seen", "dataset", "repost_seen"], min_length=1, description="rows admitted, by kind of source"
    )
    data: str = Field("", description="folder of your own tables, layered over the shipped ones")
    lexicon: str = Field(
        "", description="word lists over the shipped ones, by name or path; empty: those of your tables; shipped: none"
    )
    title: str = Field("", max_length=200, description="title of the page; empty: the article's")
    marking: Marking = Field("TLP:CLEAR", description="handling marking")
    previous: str = Field(
        "", description="briefing to tell changes against, by name or path; auto: the newest on theatre and focus"
    )

    def value_of(self, name: str) -> str | int | list[str]:
        """One parameter as a notebook literal: dates as text, blank as an empty text."""
        return _literal(getattr(self, name))

    def as_literals(self) -> dict[str, str | int | list[str]]:
        """All parameters as notebook literals, ready for papermill."""
        return {name: self.value_of(name) for name in names()}


def names() -> list[str]:
    """The parameters' names, in the order of the schema."""
    return list(Parameters.model_fields)


def description(name: str) -> str:
    """What one parameter means, in a line."""
    return Parameters.model_fields[name].description or ""


def checked(values: Mapping[str, Any]) -> Parameters:
    """The parameters, validated.

    Raises ParameterError that lists every unknown, ill-typed or impossible value at once.
    """
    try:
        return Parameters.model_validate(dict(values))
    except ValidationError as error:
        problems = [_problem(detail) for detail in error.errors()]
        raise ParameterError(
            "parameters", "; ".join(problems), "see `chancery render --help` for names, types and meanings"
        ) from None


def from_names(namespace: Mapping[str, Any]) -> Parameters:
    """The parameters found among a notebook's variables; those not set keep their defaults."""
    return checked({name: namespace[name] for name in names() if name in namespace})


def from_assignments(assignments: Iterable[str]) -> dict[str, Any]:
    """`name=value` texts, as the command line gives them, as a mapping; values stay text.

    Raises ParameterError for a text without `=`.
    """
    values: dict[str, Any] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            raise ParameterError(f"-p {assignment}", "is not name=value", "write it as -p focus=PRK")
        values[name.strip()] = value
    return values


def from_file(text: str, where: str) -> dict[str, Any]:
    """Parameters from a YAML mapping. Raises ParameterError where it is not one."""
    import yaml  # takes a while to import, and most runs have no such file

    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ParameterError(where, f"is not valid YAML ({error})", "write one `name: value` a line") from error
    if not isinstance(values, dict):
        raise ParameterError(where, "is not a list of `name: value` lines", "write one `name: value` a line")
    return {str(name): value for name, value in values.items()}


def cell_source() -> str:
    """The parameters cell of every notebook: one typed literal a line, with its meaning."""
    defaults = Parameters()
    literals = {name: _printed(defaults.value_of(name)) for name in names()}
    return "\n".join(
        f"{name}: {_annotation(defaults.value_of(name))} = {literal}  # {description(name)}"
        for name, literal in literals.items()
    )


def command(parameters: Parameters, notebook: str = "briefing") -> str:
    """The `chancery render` line that gives the same view; only what differs from the defaults is named."""
    defaults = Parameters()
    parts = ["chancery", "render", parameters.article]
    if notebook != "briefing":
        parts += ["-n", notebook]
    for name in names()[1:]:
        value = parameters.value_of(name)
        if value != defaults.value_of(name):
            parts += ["-p", f"{name}={','.join(value) if isinstance(value, list) else value}"]
    return shlex.join(parts)


def _literal(value: Any) -> str | int | list[str]:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, list) else value


def _printed(literal: str | int | list[str]) -> str:
    if isinstance(literal, list):
        return "[" + ", ".join(_printed(item) for item in literal) + "]"
    return f'"{literal}"' if isinstance(literal, str) else repr(literal)


def _annotation(literal: str | int | list[str]) -> str:
    return "list[str]" if isinstance(literal, list) else type(literal).__name__


def _problem(detail: ErrorDetails) -> str:
    name = str(detail["loc"][0]) if detail["loc"] else "?"
    if detail["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, names(), n=1)
        hint = f" (did you mean {near[0]}?)" if near else f" (known: {', '.join(names())})"
        return f"{name} is not a parameter{hint}"
    message = detail["msg"].removeprefix("Value error, ")
    return f"{name}={detail['input']!r} {message[0].lower()}{message[1:]}"
