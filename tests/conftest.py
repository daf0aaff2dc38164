"""What several tests share: the supplied article's pages, rendered once; the command line; Chromium."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = Path(__file__).parent / "notebooks"


@pytest.fixture(scope="session")
def chancery():
    """Run the command line as a user would; gives the finished process."""

    def run(*arguments: object, cwd: Path = ROOT, timeout: float = 300, **environment: str):
        return subprocess.run(
            [sys.executable, "-m", "chancery", *map(str, arguments)],
            cwd=cwd,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    return run


def chromium_path() -> str | None:
    """Debian's Chromium, or any other on the PATH."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
