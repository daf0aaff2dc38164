"""pyproject.toml, environment.yml and requirements.lock name the same packages."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
# What conda-forge calls by another name than the Python index does.
CONDA_NAMES = {"python-duckdb": "duckdb", "playwright-python": "playwright", "python-tzdata": "tzdata"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ;]", name)[0]).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return {normal(name) for group in groups for name in group}


def locked_lines() -> list[str]:
    return (ROOT / "requirements.lock").read_text("utf-8").splitlines()


def test_environment_names_the_packages_of_pyproject():
    """A conda user gets what a pip user gets."""
    named = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    conda = {CONDA_NAMES.get(normal(item), normal(item)) for item in named if isinstance(item, str)}
    assert declared() == conda - {"python", "pip"}


def test_every_declared_package_is_locked():
    """Nothing is installed that the lock does not name."""
    locked = {normal(line) for line in locked_lines() if "==" in line}
    assert set() == declared() - locked


def test_lock_has_a_hash_for_every_version_and_no_address():
    """`pip --require-hashes` accepts the lock, and it tells no one where it was made."""
    text = "\n".join(locked_lines())
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert [] == [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]
    assert None is re.search(r"https?://|--index-url|--find-links|@ file", text)
