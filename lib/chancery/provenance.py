"""What a page was made from, by digest: enough for another reader to make it again, or to say what has changed.

The runner gathers it, the page carries it in its head for machines and in words for people, and `verification` reads it
back. It holds no clock and no folder of the machine: the same inputs tell the same provenance anywhere.
"""

import datetime as dt
import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import chancery
from chancery import article, paths, record, reference, shelf
from chancery.article.judgments import SUFFIX
from chancery.errors import ParameterError
from chancery.parameters import Parameters

GIT_SECONDS = 10
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
CHANGED = " with uncommitted changes"
FILES = ("article", "data", "lexicon")
"""Parameters that may be paths; a page tells the last name alone."""
META = "chancery-provenance"
"""Name of the page's meta element that holds it."""


class Provenance(BaseModel):
    """What a page was made from. Digests are SHA-256 in hexadecimal; "" stands for what there is not.

    parameters: as literals, folders cut off. code: whether the page shows the notebook's code.
    previous: digest of the record of the briefing before.
    tables: digest of every table file by name, those of an analyst's own folder as FOLDER/NAME.
    word_lists: digest of every word list laid over the shipped ones, likewise.
    imported: digest of the file that every imported dataset's table was made from.
    commit: of the package's checkout, in full, said to be changed where its code is. made: from SOURCE_DATE_EPOCH.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    parameters: dict[str, str | int | list[str]]
    code: bool = False
    article: str
    judgments: str = ""
    previous: str = ""
    tables: dict[str, str]
    word_lists: dict[str, str] = {}
    imported: dict[str, str] = {}
    notebook: str
    notebook_sha256: str
    lock: str = ""
    version: str
    commit: str = ""
    made: str = ""

    def facts(self) -> dict[str, object]:
        """What the page says beyond the notebook's own words on its article, tables and parameters."""
        told: dict[str, object] = {
            f"notebook {self.notebook} (SHA-256)": self.notebook_sha256,
            "analyst’s judgments (SHA-256)": self.judgments,
            "imported datasets (SHA-256)": self.imported,
            "requirements.lock (SHA-256)": self.lock,
            "package": f"chancery {self.version}",
            "commit": self.commit,
            "made (SOURCE_DATE_EPOCH)": self.made,
        }
        return {name: value for name, value in told.items() if value}


def gathered(parameters: Parameters, notebook: Path, *, code: bool = False) -> Provenance:
    """The provenance of a page about to be made of a notebook's file.

    Raises ChanceryError for an article or tables that cannot be read, or a SOURCE_DATE_EPOCH that is no time.
    """
    found = article.load(parameters.article, published=parameters.published)
    folders = (paths.reference(), *reference.analyst_folders(parameters.data or ()))
    words = Path(found.path).with_name(f"{found.name}{SUFFIX}")
    return Provenance(
        parameters=told(parameters),
        code=code,
        article=found.sha256,
        judgments=digest(words),
        previous=digest(Path(parameters.previous)) if parameters.previous else "",
        tables=table_digests(folders),
        word_lists=list_digests(parameters.lexicon, parameters.data),
        imported={name: kept.sha256 for name, kept in reference.imported_provenance().items()},
        notebook=notebook.name,
        notebook_sha256=digest(notebook),
        lock=digest(paths.CHECKOUT / "requirements.lock"),
        version=chancery.__version__,
        commit=commit(),
        made=made(os.environ),
    )


def told(parameters: Parameters) -> dict[str, str | int | list[str]]:
    """The parameters as a page tells them: of files the last name only, of the briefing before its name and day."""
    literals = parameters.as_literals()
    before = Path(str(literals["previous"]))
    if before.is_file():
        literals["previous"] = shelf.dated_name(before, record.read(before))
    return literals | {name: Path(str(literals[name])).name for name in FILES}


def table_files(folders: Iterable[str | Path]) -> dict[str, Path]:
    """Every table file, the shipped folder's by their names, those of further folders as FOLDER/NAME."""
    files: dict[str, Path] = {}
    shelves: list[str] = []
    for place, folder in enumerate(map(Path, folders)):
        shelf = f"{folder.name}/" if place else ""
        shelf = f"{place} {shelf}" if shelf in shelves else shelf
        shelves.append(shelf)
        files |= {f"{shelf}{path.name}": path for path in sorted(folder.glob("*.csv"))}
    return files


def table_digests(folders: Iterable[str | Path]) -> dict[str, str]:
    """Digest of every table file, named as by `table_files`."""
    return {name: digest(path) for name, path in table_files(folders).items()}


def list_files(lexicon: str, data: str) -> dict[str, Path]:
    """Every word list that two parameters lay over the shipped ones, as FOLDER/NAME.

    Those of the analyst's own tables are FOLDER/lexicon/NAME.
    """
    files: dict[str, Path] = {}
    for folder in reference.lexicon_folders(lexicon, data or ()):
        shelf = f"{folder.parent.name}/{folder.name}" if folder.name == paths.LEXICON else folder.name
        shelf = shelf if not any(name.startswith(f"{shelf}/") for name in files) else f"{len(files)} {shelf}"
        files |= {f"{shelf}/{path.name}": path for path in sorted(folder.glob("*.csv"))}
    return files


def list_digests(lexicon: str, data: str) -> dict[str, str]:
    """Digest of every word list laid over the shipped ones, named as by `list_files`."""
    return {name: digest(path) for name, path in list_files(lexicon, data).items()}


def digest(path: Path) -> str:
    """SHA-256 of a file, or "" where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def made(environment: Mapping[str, str]) -> str:
    """The making time that SOURCE_DATE_EPOCH gives, in UTC, or "" where it is not set: no clock is read.

    >>> made({"SOURCE_DATE_EPOCH": "1759104000"}), made({})
    ('2025-09-29T00:00:00+00:00', '')

    Raises ParameterError where it is not a number of seconds.
    """
    given = environment.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return ""
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        raise ParameterError(
            f"SOURCE_DATE_EPOCH={given}", "is not a time", "give whole seconds since 1970-01-01, or leave it unset"
        ) from None


def epoch(made: str) -> str:
    """The SOURCE_DATE_EPOCH that gives a making time.

    >>> epoch("2025-09-29T00:00:00+00:00")
    '1759104000'
    """
    return str(int(dt.datetime.fromisoformat(made).timestamp()))


def commit() -> str:
    """The commit that the running package was checked out at, or "" where it does not lie in a checkout of its own."""
    if _git("ls-files", "--error-unmatch", "__init__.py") is None:
        return ""
    lines = (_git("status", "--porcelain=v2", "--branch", "--", ".") or "").splitlines()
    name = next((line.removeprefix("# branch.oid ") for line in lines if line.startswith("# branch.oid ")), "")
    return name + (CHANGED if any(not line.startswith("#") for line in lines) else "")


def earlier(path: Path, at: str, sha256: str) -> bytes | None:
    """A file as it was at a commit, or None where git does not have it with that digest.

    Asked for are the checkout that the file lies in, and the package's, where the project is worked on elsewhere.
    """
    name = at.removesuffix(CHANGED)
    if not _COMMIT.fullmatch(name):
        return None
    places = [(path.parent, path.name)]
    if path.is_relative_to(paths.home()):
        places.append((paths.CHECKOUT, path.relative_to(paths.home()).as_posix()))
    texts = (_git_bytes("show", f"{name}:./{place}", folder=folder) for folder, place in places)
    return next((text for text in texts if text is not None and hashlib.sha256(text).hexdigest() == sha256), None)


def _git(*arguments: str) -> str | None:
    told = _git_bytes(*arguments, folder=paths.PACKAGE)
    return None if told is None else told.decode("utf-8", "replace")


def _git_bytes(*arguments: str, folder: Path) -> bytes | None:
    """What git answers in a folder; None where it is missing or refuses."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the arguments are ours and a commit the page names
            ["git", *arguments],  # noqa: S607 - whichever git the user has
            cwd=folder,
            env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            timeout=GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
