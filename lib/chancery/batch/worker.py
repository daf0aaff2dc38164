"""What a worker of a cluster does: lay out what travelled, render as on the machine that asked, give back or store.

Imported by the workers, by name: the package must be installed there, in the same version.
"""

import os
import platform
import shutil
import tempfile
import threading
from collections import defaultdict
from functools import cache
from pathlib import Path

import chancery
from chancery import parameters as schema
from chancery import provenance, warm
from chancery.batch import addresses, inputs, parcel, store
from chancery.batch.local import attempted
from chancery.batch.parcel import Bundle, Files, Parcel
from chancery.batch.sources import Source
from chancery.errors import ChanceryError, RenderError
from chancery.rendition import GivenUpError, Rendition, Task

SAME = "install the same version of everything on every machine, and start the workers again"
_laying_out = threading.Lock()
_stops: defaultdict[str, threading.Event] = defaultdict(threading.Event)  # by batch


@cache
def versions() -> dict[str, str]:
    """What must be the same on every machine for the reports to be."""
    held = inputs.house()
    return {
        "chancery": chancery.__version__,
        "python": platform.python_version(),
        "requirements.lock": held["lock"][:12],
        "library": held["library"][:12],
        "packages": held["packages"][:12],
        "commit": provenance.commit(),
    }


def versions_now() -> dict[str, str]:
    """The same, looked at anew: asked before a batch begins."""
    versions.cache_clear()
    return versions()


def differing(here: dict[str, str], there: dict[str, str]) -> str:
    """The first version that differs, in words; "" where none does.

    >>> differing({"python": "3.11.2"}, {"python": "3.12.1"})
    'has python 3.12.1, here it is 3.11.2'
    """
    unlike = [(name, held, there.get(name, "")) for name, held in here.items() if held != there.get(name, "")]
    return f"has {unlike[0][0]} {unlike[0][2] or 'none'}, here it is {unlike[0][1] or 'none'}" if unlike else ""


def rendered(
    common: Bundle, asked: Parcel, url: str = "", folder: str = ""
) -> Rendition | store.Stored | ChanceryError:
    """A report made here, or the error it came to; with a URL it is put there, and where it lies is given back.

    folder: in the store.
    """
    if _stops[asked.batch].is_set():
        return GivenUpError("the batch", "was given up", "start it again")
    unlike = differing(asked.versions, versions())
    if unlike:
        return RenderError("a worker that came later", unlike, SAME)
    try:
        home = _laid_out(common)
        _written(home, asked.files)
        with tempfile.TemporaryDirectory(prefix="chancery-shelf-") as shelf:
            _written(Path(shelf), asked.records)
            made = attempted(
                _task(home, asked, Path(shelf)), warm.way(), _environment(home, common), _stops[asked.batch]
            )
        if isinstance(made, Rendition) and url:
            return store.Store(url).put(made, folder, asked.key)
    except ChanceryError as error:
        return error
    except OSError as error:
        return RenderError("a worker", error.strerror or str(error), "make room on it, or end it")
    return made


def stop(batch: str) -> None:
    """End what is being made here for a batch, and begin no more of it."""
    _stops[batch].set()


def _task(home: Path, asked: Parcel, shelf: Path) -> Task:
    given = dict(asked.parameters)
    given["article"] = asked.article if "/" not in asked.article else str(home / asked.article)
    given["data"] = str(home / str(given["data"])) if given["data"] else ""
    given["lexicon"] = str(home / str(given["lexicon"])) if "/" in str(given["lexicon"]) else given["lexicon"]
    if given["previous"] and given["previous"] != inputs.AUTO:
        given["previous"] = str(shelf / next(iter(asked.records)))
    return Task(schema.checked(given), home / asked.notebook, asked.show_code, asked.keep_notebook, shelf)


def _environment(home: Path, common: Bundle) -> dict[str, str]:
    """This process's environment, with the laid out folder in the place of the project's."""
    own = {
        "CHANCERY_HOME": str(home),
        "CHANCERY_CACHE": str(home / parcel.DATASETS),
        "CHANCERY_DATA": os.pathsep.join(str(home / each) for each in common.analyst),
    }
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return kept | own | ({"SOURCE_DATE_EPOCH": common.made} if common.made else {})


def _laid_out(common: Bundle) -> Path:
    """The folder of a bundle's files, made once for each worker; it goes with the worker's own."""
    from distributed import get_worker

    home = Path(get_worker().local_directory).resolve() / f"chancery-{common.label}"
    with _laying_out:
        if not home.is_dir():
            draft = home.with_suffix(".part")
            shutil.rmtree(draft, ignore_errors=True)
            (draft / parcel.SHELVED).mkdir(parents=True)
            _written(draft, common.files)
            draft.replace(home)
    return home


def _written(folder: Path, contents: Files) -> None:
    """Each file, unless it is there already: of one name there is one content. Raises ChanceryError, OSError."""
    for name, content in contents.items():
        path = folder / name
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
            os.close(handle)
            Path(draft).write_bytes(addresses.again(content) if isinstance(content, Source) else content)
            Path(draft).replace(path)
