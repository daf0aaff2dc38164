"""The control strip: parameters to move, a view that follows, and the command that gives the same view again."""

import gc
import json
import time
from typing import Any

import ipywidgets

from chancery import article, dossier, reference
from chancery import parameters as schema
from chancery.charts.figure import wide_alone
from chancery.dossier import Dossier
from chancery.errors import ChanceryError
from chancery.parameters import Parameters
from chancery.widgets.controls import Controls, Options
from chancery.widgets.views import View, views_for
from chancery.words import day

FIRST = ("article", "as_of", "focus", "theatre", "lexicon", "window_days", "half_life_days")
FURTHER = ("published", "period", "admit_confidence", "admit_source_kinds", "data", "title", "marking", "previous")


class Strip:
    """The controls with their view. `case` is the dossier on screen; `widget` is what JupyterLab shows."""

    def __init__(self, case: Dossier, notebook: str) -> None:
        self.case = case
        self.notebook = notebook
        self.views: dict[str, View] = views_for(notebook)
        self.controls = Controls(case.parameters, options(case))
        self.question = ipywidgets.Dropdown(options=list(self.views), description="view", layout={"width": "32em"})
        self.said = ipywidgets.HTML()
        self.screen = ipywidgets.Output()
        self.command = ipywidgets.Textarea(
            description="command", rows=3, disabled=False, layout={"width": "100%"}, style={"description_width": "5em"}
        )
        self.copy = ipywidgets.Button(description="Copy as command", icon="copy", layout={"width": "14em"})
        self.clipboard = ipywidgets.Output()
        for widget in [*self.controls.by_name.values(), self.question]:
            widget.observe(self._moved, names="value")
        self.copy.on_click(self._copied)
        self.widget = self._laid_out()
        self._moved()
        _settled()

    def _laid_out(self) -> ipywidgets.Widget:
        row = {"flex_flow": "row wrap", "display": "flex"}
        first = ipywidgets.Box(self.controls.chosen(FIRST), layout=row)
        further = ipywidgets.Box(self.controls.chosen(FURTHER), layout=row)
        more = ipywidgets.Accordion([further], titles=["More parameters"], selected_index=None)
        bar = ipywidgets.Box([self.question, self.copy, self.clipboard], layout=row)
        made = ipywidgets.VBox([first, more, bar, self.said, self.screen, self.command])
        made.add_class("chancery-strip")
        return made

    def _moved(self, _change: object = None) -> None:
        """Draw the view anew; a value that does not fit is said, and the last view stays."""
        begun = time.perf_counter()
        try:
            asked_for = self.controls.parameters()
            if asked_for != self.case.parameters:
                moved = asked_for.data != self.case.parameters.data
                self.case = dossier.opened(asked_for)
                if moved:
                    self._offered()
            with wide_alone():
                shown = [item for item in self.views[self.question.value](self.case) if item is not None]
        except ChanceryError as error:
            self.said.value = f"<p role='alert'><b>{_escaped(error.problem)}</b> {_escaped(error.remedy)}</p>"
            return
        self.screen.outputs = tuple(_output(item) for item in shown)
        self.command.value = commands(self.case.parameters, self.notebook)
        self.said.value = (
            f"<p>{_escaped(setting(self.case))} · drawn in {1000 * (time.perf_counter() - begun):.0f} ms</p>"
        )

    def _offered(self) -> None:
        """Offer what other tables hold; what is chosen stays."""
        for widget in self.controls.by_name.values():
            widget.unobserve(self._moved, names="value")
        self.controls.offer(options(self.case))
        for widget in self.controls.by_name.values():
            widget.observe(self._moved, names="value")

    def _copied(self, _button: object) -> None:
        """Put the command into the clipboard of whoever looks at the notebook."""
        script = f"navigator.clipboard.writeText({json.dumps(self.command.value)})"
        self.clipboard.outputs = (_display({"application/javascript": script, "text/plain": "copied"}),)
        self.copy.description = "Copied"


def _settled() -> None:
    """Tell the collector that what is loaded stays: a round over it costs a moved control a tenth of a second."""
    gc.collect()
    gc.freeze()


def commands(asked_for: Parameters, notebook: str) -> str:
    """The `chancery render` line and the papermill parameters that give the same view."""
    defaults = Parameters()
    changed = {
        name: asked_for.value_of(name)
        for name in schema.names()
        if name == "article" or asked_for.value_of(name) != defaults.value_of(name)
    }
    return f"{schema.command(asked_for, notebook)}\n\n# papermill, -y:\n{json.dumps(changed, ensure_ascii=False)}"


def setting(case: Dossier) -> str:
    """What the view is of, in a line."""
    focus = case.names.get(case.focus, case.focus)
    return f"{case.title}, as known on {day(case.as_of)}; focus on {focus}; theatre: {case.theatre.name}"


def options(case: Dossier) -> dict[str, Options]:
    """The choices of parameters that depend on the data: articles, states, theatres, word lists."""
    tables = case.everything
    states = tables.actors[tables.actors["kind"] == "state"].sort_values("name")
    theatres = tables.theatres
    return {
        "article": [(path.stem, path.stem) for path in article.shelved()],
        "focus": [("as the article says", ""), *zip(states["name"], states["code"], strict=True)],
        "theatre": [("as the article says", ""), *zip(theatres["name"], theatres["theatre"], strict=True)],
        "lexicon": [
            ("shipped and your own", ""),
            ("shipped alone", reference.SHIPPED_ALONE),
            *((name, name) for name in reference.lexicons(case.parameters.data or ())),
        ],
    }


def _output(item: Any) -> dict[str, Any]:
    """A block or chart as a cell's output."""
    return _display(item._repr_mimebundle_())


def _display(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))
