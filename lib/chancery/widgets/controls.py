"""One widget for each parameter, made from the schema; choices that depend on the data are given."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

import ipywidgets
from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from chancery import parameters as schema
from chancery.parameters import Parameters

Options = Sequence[tuple[str, str]]  # what is shown, the value
WIDE_RANGE = 1000  # beyond it a slider is too coarse to set a number with
_DESCRIPTION = {"description_width": "9em"}
_LAYOUT = {"width": "22em"}


@dataclass
class Controls:
    """The widgets of the parameters, by name, in the order of the schema.

    start: the parameters they begin with; the notebook's own.
    """

    start: Parameters
    options: Mapping[str, Options]
    by_name: dict[str, ipywidgets.Widget] = field(init=False)

    def __post_init__(self) -> None:
        self.by_name = {
            name: _widget(name, Parameters.model_fields[name], getattr(self.start, name), self.options.get(name))
            for name in schema.names()
        }

    def parameters(self) -> Parameters:
        """The parameters as the widgets stand. Raises ParameterError for values that do not fit."""
        return schema.checked({name: _value(widget) for name, widget in self.by_name.items()})

    def offer(self, options: Mapping[str, Options]) -> None:
        """Other choices, for the parameters that have some; each keeps its value."""
        for name, choices in options.items():
            widget = self.by_name[name]
            value = widget.value
            widget.options = _choices(choices, value)
            widget.value = value

    def chosen(self, names: Sequence[str]) -> list[ipywidgets.Widget]:
        """The widgets of some parameters."""
        return [self.by_name[name] for name in names]


def _widget(name: str, about: FieldInfo, value: Any, options: Options | None) -> ipywidgets.Widget:
    """The widget that fits a parameter's type."""
    shared = {
        "description": name.replace("_", " "),
        "tooltip": about.description or "",
        "style": _DESCRIPTION,
        "layout": _LAYOUT,
    }
    kind = about.annotation
    if options is not None:
        return ipywidgets.Dropdown(options=_choices(options, value), value=value, **shared)
    if get_origin(kind) is Literal:
        return ipywidgets.Dropdown(options=list(get_args(kind)), value=value, **shared)
    if get_origin(kind) is list:
        choices = list(get_args(get_args(kind)[0]))
        return ipywidgets.SelectMultiple(options=choices, value=tuple(value), rows=len(choices), **shared)
    if kind is int:
        return _number(about, value, shared)
    if dt.date in get_args(kind):
        return ipywidgets.DatePicker(value=value, **shared)
    return ipywidgets.Text(value=value, continuous_update=False, **shared)


def _choices(options: Options, value: str) -> Options:
    """The choices, with the value in force among them."""
    return options if any(given == value for _, given in options) else [(value, value), *options]


def _number(about: FieldInfo, value: int, shared: dict[str, Any]) -> ipywidgets.Widget:
    low = next((int(str(bound.ge)) for bound in about.metadata if isinstance(bound, Ge)), 0)
    high = next((int(str(bound.le)) for bound in about.metadata if isinstance(bound, Le)), WIDE_RANGE + 1)
    if high - low > WIDE_RANGE:
        return ipywidgets.BoundedIntText(value=value, min=low, max=high, continuous_update=False, **shared)
    return ipywidgets.IntSlider(value=value, min=low, max=high, continuous_update=False, **shared)


def _value(widget: ipywidgets.Widget) -> Any:
    return list(widget.value) if isinstance(widget, ipywidgets.SelectMultiple) else widget.value
