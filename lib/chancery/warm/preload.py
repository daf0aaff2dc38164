"""What a warm server holds ready before it forks: modules imported, fonts, tables and word lists read.

Nothing here may start a thread: a fork takes only the thread that forks along, and the locks of the others stay locked.
No shell of IPython is made either; each child makes its own.
"""

import contextlib
import gc
import importlib
import io
import os
import sys
import warnings

from chancery import paths
from chancery.errors import ChanceryError

# Not for kernels: the command line and what runs notebooks. Widgets look for their kernel when they are imported.
LEFT_OUT = frozenset(
    {
        *("__main__", "cli", "commands", "notebooks", "engine", "runner", "scheduling", "intake", "site", "warm"),
        *("widgets", "verification", "failures"),
    }
)
MODULES = (
    *("pandas", "numpy", "networkx", "scipy.stats", "scipy.sparse", "scipy.cluster.hierarchy"),
    *("matplotlib.figure", "matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg", "matplotlib.style"),
    *("ipykernel.kernelapp", "ipykernel.debugger", "sqlite3", "tornado.platform.asyncio", "faulthandler"),
    *("IPython.core.interactiveshell", "IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger"),
    *("IPython.core.oinspect", "IPython.extensions.storemagic", "pandas.core.methods.to_dict"),
    *("nbformat", "jinja2", "mistune", "nh3", "chancery.warm.kernel", "chancery.warm.outputs"),
)


def preload() -> None:
    """Import and read everything; failures to import are left for the cell that needs the module."""
    _before_imports()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in (*MODULES, *_own_modules()):
            with contextlib.suppress(Exception):
                importlib.import_module(name)
        _read_ahead()
    gc.collect()
    gc.freeze()


def threads() -> int:
    """How many threads this process has, those of C libraries included."""
    return sum(1 for _ in os.scandir("/proc/self/task"))


def _before_imports() -> None:
    """Settings that libraries read once: no thread pools for linear algebra, and the backend that kernels choose."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    os.environ.pop("JPY_PARENT_PID", None)  # ipykernel would watch the process that happened to start us
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")  # else PyArrow's allocator starts one
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")


def _own_modules() -> list[str]:
    """The modules of this package that a notebook may import."""
    places = [path.relative_to(paths.PACKAGE).with_suffix("") for path in sorted(paths.PACKAGE.rglob("*.py"))]
    kept = [place for place in places if place.parts[0] not in LEFT_OUT]
    return [".".join(("chancery", *place.parts)).removesuffix(".__init__") for place in kept]


def _read_ahead() -> None:
    """What is read or measured once, before the fork: tables, citations, word lists, templates, patterns, letters."""
    from chancery import article, claims, reference, text
    from chancery.charts import labels
    from chancery.markup import block
    from chancery.report.page import page
    from chancery.text import word_lists

    block.compiled()
    with contextlib.suppress(ChanceryError):
        library = reference.load()
        for name, table in library.tables.items():
            for key in table["key"]:
                labels.width(library.row(name, key).facts)
        for state in library.actors["name"]:
            labels.width(state, bold=True)
        found = next(iter(sorted(paths.articles().glob("*.md"))), None)
        if found is not None:
            piece = article.load(str(found))
            for layers in (word_lists.layers_of(()), word_lists.layers()):
                with word_lists.laid_over(layers):
                    reading = text.read(piece)
            claims.checked(reading, claims.Record(library, library))
        page({"cells": []})
    figure = sys.modules["matplotlib.figure"].Figure()
    figure.text(0.1, 0.1, "x")
    figure.savefig(io.BytesIO(), format="svg")
