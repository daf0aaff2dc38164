"""The page as an nbconvert exporter: `jupyter nbconvert --to chancery executed.ipynb`."""

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Bool, default

from chancery.report.page import page


class BriefingExporter(Exporter):
    """Executed notebook to one self-contained HTML file, by our own template.

    It descends from nbconvert's plain Exporter and not from HTMLExporter, whose templates load from elsewhere.
    """

    export_from_notebook = "Chancery briefing"
    output_mimetype = "text/html"
    show_code = Bool(False, help="Show the code cells, folded; parameter cells stay hidden.").tag(config=True)
    show_log = Bool(False, help="Show printed text where it was printed instead of in the log.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters return text here too
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources. Raises RenderError; see `chancery.report.page`."""
        made, held = super().from_notebook_node(nb, resources, **kwargs)
        name = str(held.get("metadata", {}).get("name", "")).replace("-", " ").replace("_", " ")
        return page(made, show_code=self.show_code, show_log=self.show_log, title=name.capitalize()), held
