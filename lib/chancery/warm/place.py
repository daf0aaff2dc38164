"""Which warm server a process may use, and where it listens: one for each environment, in a folder of this user alone.

An environment is what a kernel takes in while it is imported: the interpreter, the installed packages, this package,
and the variables that imports read. Everything else is sent along with each request.
"""

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from chancery import paths
from chancery.errors import RenderError

FOLDER = "CHANCERY_WARM_DIR"
# Read while packages are imported, or by the C libraries below them.
NAMES = frozenset(
    {
        *("HOME", "LANG", "LANGUAGE", "TZ", "MALLOC_ARENA_MAX", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
        *("CHANCERY_HOME", "CHANCERY_CACHE", "IPYTHONDIR", "JUPYTER_CONFIG_DIR"),
    }
)
PREFIXES = (
    "PYTHON",
    "LC_",
    "LD_",
    "MPL",
    "OMP_",
    "MKL_",
    "OPENBLAS_",
    "NUMEXPR_",
    "ARROW_",
    "JE_",
    "SOURCE_DATE_EPOCH",
)
_LONGEST = 100  # bytes; Linux cuts the path of a socket at 107


def key(environment: Mapping[str, str]) -> str:
    """A short name for an environment of this interpreter: kernels with the same name may share a server."""
    held = {name: value for name, value in environment.items() if name in NAMES or name.startswith(PREFIXES)}
    facts = (sys.executable, sys.version, sys.prefix, str(paths.PACKAGE), packages(), sorted(held.items()))
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def packages() -> dict[str, tuple[str, ...]]:
    """What is installed, with versions, by the folder of packages that it lies in."""
    return {entry: _names(Path(entry)) for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))}


def folder() -> Path:
    """The folder of the sockets, made if missing.

    ``CHANCERY_WARM_DIR`` where it is set, else ``chancery`` in ``XDG_RUNTIME_DIR``, else a folder among the temporary
    files. Raises RenderError for one that another user owns or may enter.
    """
    given, runtime = os.environ.get(FOLDER), os.environ.get("XDG_RUNTIME_DIR")
    if given:
        chosen = Path(given).expanduser()
    elif runtime and Path(runtime).is_dir():
        chosen = Path(runtime) / "chancery"
    else:
        chosen = Path(tempfile.gettempdir()) / f"chancery-{os.getuid()}"
    try:
        chosen.mkdir(mode=0o700, parents=bool(given), exist_ok=True)
        found = chosen.lstat()
    except OSError as error:
        raise RenderError(str(chosen), error.strerror or str(error), f"set {FOLDER} to a folder of your own") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise RenderError(
            str(chosen),
            "is not a folder that only you may enter",
            f"remove it, or set {FOLDER} to a folder of your own",
        )
    return chosen


def socket_path(environment: Mapping[str, str]) -> Path:
    """The socket of this environment's server. Raises RenderError where its path is longer than sockets allow."""
    path = folder() / f"{key(environment)}.sock"
    if len(os.fsencode(path)) > _LONGEST:
        raise RenderError(str(path), "is too long for a socket", f"set {FOLDER} to a folder with a shorter path")
    return path


def _names(folder_: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name for entry in os.scandir(folder_) if entry.name.endswith((".dist-info", ".pth"))))
    except OSError:
        return ()
