"""Where the project keeps its things: one place that knows folders.

The root is the checkout that holds this package; set ``CHANCERY_HOME`` to work on another folder with
the same layout (``data/``, ``notebooks/``, ``reports/``).
"""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent.parent
LEXICON = "lexicon"
"""Name of the folder of word lists within a folder of tables."""


def home() -> Path:
    """The project folder: ``CHANCERY_HOME`` where it is set, else the checkout of this package."""
    return Path(os.environ["CHANCERY_HOME"]).expanduser().resolve() if os.environ.get("CHANCERY_HOME") else CHECKOUT


def articles() -> Path:
    """Folder of the articles."""
    return home() / "data" / "articles"


def reference() -> Path:
    """Folder of the shipped reference tables."""
    return home() / "data" / "reference"


def lexicons() -> Path:
    """Folder of the word lists that a briefing can be asked to stand on, a folder for each lexicon."""
    return home() / "data" / "lexicons"


def notebooks() -> Path:
    """Folder of the notebooks."""
    return home() / "notebooks"


def reports() -> Path:
    """Folder that rendered briefings go to unless told otherwise."""
    return home() / "reports"


def site() -> Path:
    """Folder that the static site goes to unless told otherwise."""
    return home() / "site"
