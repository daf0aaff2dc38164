"""What a site was built from and holds: the file that makes the next build short, and keeps strangers' files safe."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import chancery
from chancery import files
from chancery.errors import SiteError

NAME = ".chancery-site.json"
FORM = "chancery-site"


@dataclass
class Manifest:
    """settings: what the whole site depends on. reports: stamp and facts by name. written: digests by path."""

    settings: dict[str, Any] = field(default_factory=dict)
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)


def read(folder: Path, settings: Mapping[str, Any]) -> Manifest:
    """The manifest of a folder; empty for a new or an empty one. With other settings only the files are known.

    Raises SiteError for a folder that holds files and is no site.
    """
    path = folder / NAME
    if not path.is_file():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise SiteError(str(folder), "is not empty, and no site of ours", "name an empty folder, or a new one")
        return Manifest()
    try:
        values = json.loads(path.read_text("utf-8"))
        known = Manifest(values["settings"], values["reports"], values["written"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SiteError(str(path), f"cannot be read ({error})", "remove the folder and build the site anew") from error
    return known if known.settings == dict(settings) else Manifest(written=dict.fromkeys(known.written, ""))


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in its place."""
    values = {"form": FORM, **vars(manifest)}
    files.replaced(folder / NAME, json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


@cache
def house() -> str:
    """A digest of everything of ours that a site is made with: code, templates, styles, scripts, version."""
    package = Path(chancery.__file__).parent
    parts = [chancery.__version__.encode()]
    for folder in ("site", "report", "markup"):
        parts += [path.read_bytes() for path in sorted((package / folder).rglob("*")) if path.suffix in SOURCES]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


SOURCES = frozenset({".py", ".html", ".css", ".js"})
