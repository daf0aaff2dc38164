"""The house holds its shape: layers, notebooks' style, one definition of the parameters."""

import ast
import json
import re
from pathlib import Path

import pytest

from chancery import parameters

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "lib" / "chancery"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TEMPLATES = sorted((ROOT / "notebooks" / "templates").rglob("*.ipynb"))

# From the ground up; a module may import from its own layer and from those below.
LAYERS = [
    {"errors", "files", "paths", "style", "evidence", "markup", "progress", "words"},
    {"schemas", "parameters"},
    {"article", "reference"},
    {"text", "ties", "rhetoric", "exercises", "launches", "claims", "coverage"},
    {
        *("dossier", "findings", "charts", "brief", "drift", "provenance"),
        *("record", "shelf", "diff", "tradecraft", "widgets"),
    },
    {"report", "differences"},
    {
        *("runner", "rendition", "engine", "warm", "notebooks", "verification"),
        *("intake", "notices", "scheduling", "failures", "site", "batch"),
    },
    {"commands", "cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The parts of chancery that a module imports, wherever in the module the import stands."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "chancery":
            rooms |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chancery."):
            rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("chancery.")}
    return rooms & LEVEL.keys()


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if room(path) not in {"__init__", "__main__"}]


def test_every_module_has_a_layer():
    """A new room is given its place before it is used."""
    assert set() == {room(path) for path in MODULES} - LEVEL.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path):
    """No module imports from a layer above its own."""
    above = {name for name in imported_rooms(path) if LEVEL[name] > LEVEL[room(path)]}
    assert set() == above


def code_cells(path: Path) -> list[dict]:
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]


def source(cell: dict) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestNotebooks:
    def test_parameters_cell_is_the_schema(self, path):
        """One schema: the notebook's defaults, types and comments are those of `parameters.cell_source()`."""
        tagged = [source(c) for c in code_cells(path) if "parameters" in c["metadata"].get("tags", [])]
        assert [parameters.cell_source()] == tagged

    def test_no_cell_is_a_program(self, path):
        """Logic lives in the library: no definitions, loops or branches in a notebook."""
        forbidden = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.Lambda)
        found = [
            (source(cell), type(node).__name__)
            for cell in code_cells(path)
            for node in ast.walk(ast.parse(source(cell)))
            if isinstance(node, forbidden)
        ]
        assert [] == found

    def test_cells_are_short(self, path):
        """At most 12 lines a cell; the parameters cell lists what there is to set."""
        long = [
            source(cell)
            for cell in code_cells(path)
            if "parameters" not in cell["metadata"].get("tags", []) and len(source(cell).splitlines()) > 12
        ]
        assert [] == long

    def test_every_code_cell_was_executed(self, path):
        """Nbval compares nothing in a cell without an execution count."""
        unexecuted = [source(cell) for cell in code_cells(path) if cell["execution_count"] is None]
        assert [] == unexecuted

    def test_no_error_is_committed(self, path):
        """The committed outputs are those of a run that ended well."""
        errors = [o for cell in code_cells(path) for o in cell["outputs"] if o["output_type"] == "error"]
        assert [] == errors

    def test_prose_holds_no_computed_number(self, path):
        """Headings ask and findings answer, so that other parameters cannot make the prose false."""
        cells = json.loads(path.read_text("utf-8"))["cells"]
        prose = [source(cell) for cell in cells if cell["cell_type"] == "markdown"]
        assert [] == [text for text in prose if re.search(r"\d", re.sub(r"`[^`]*`", "", text))]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_template_has_the_parameters_of_the_schema(path):
    """What is begun from it renders as it is."""
    tagged = [source(c) for c in code_cells(path) if "parameters" in c["metadata"].get("tags", [])]
    assert [parameters.cell_source()] == tagged


def test_nothing_in_the_code_names_a_theatre_or_its_states():
    """Another theatre works by rows: code may not name the first case's states (data and docstrings may)."""
    named = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and re.fullmatch(r"PRK|KOR|korea|[Kk]orean?|Pyongyang|Seoul|taiwan-strait", node.value):
                named.append((room(path), node.value))
    assert [] == named
