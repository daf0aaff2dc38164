"""What several tests share: the supplied article's pages, rendered once; the command line; Chromium."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = Path(__file__).parent / "notebooks"


def pytest_configure(config: pytest.Config) -> None:
    """One warm server for this run of the tests, in a folder of its own, that ends with it or soon after."""
    if not hasattr(config, "workerinput") and "CHANCERY_WARM_DIR" not in os.environ:
        os.environ["CHANCERY_WARM_DIR"] = tempfile.mkdtemp(prefix="chancery-tests-")
        os.environ["CHANCERY_WARM_IDLE"] = "120"
        config.add_cleanup(_stop_warm_server)


def _stop_warm_server() -> None:
    from chancery.warm import client

    client.stop()
    shutil.rmtree(os.environ.pop("CHANCERY_WARM_DIR"), ignore_errors=True)


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


@pytest.fixture
def articles(tmp_path):
    """Three short articles in a folder of their own."""
    from report_making import article_in

    for name in ("first", "second", "third"):
        article_in(tmp_path / "articles", name)
    return tmp_path / "articles"


@pytest.fixture
def notebook(tmp_path):
    """A notebook of the given cells."""
    from report_making import notebook_at

    return lambda *sources, name="made": notebook_at(tmp_path / f"{name}.ipynb", *sources)


@pytest.fixture
def asked(notebook):
    """A task on a notebook made of the given cells, under parameters that differ from the defaults."""
    from chancery import parameters
    from chancery.rendition import Task

    return lambda *sources, **given: Task(parameters.checked(given), notebook(*sources), keep_notebook=True)


@pytest.fixture
def own_server(monkeypatch):
    """The socket of a warm server for this test alone, stopped after it."""
    from chancery.warm import client, place

    folder = tempfile.mkdtemp(prefix="chancery-test-")
    monkeypatch.setenv("CHANCERY_WARM_DIR", folder)
    monkeypatch.setenv("CHANCERY_WARM_IDLE", "20")
    yield place.socket_path(os.environ)
    client.stop()
    shutil.rmtree(folder, ignore_errors=True)


ARTICLES = sorted(path.stem for path in (ROOT / "data" / "articles").glob("*.md") if "." not in path.stem)


@pytest.fixture(scope="session")
def shipped(chancery, tmp_path_factory):
    """The shipped articles' pages of one notebook, rendered once however many processes the tests run in.

    Gives a function: the notebook's name to the folder of its pages. The first to ask renders, the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shipped"
    shared.mkdir(exist_ok=True)

    def folder(notebook: str) -> Path:
        made, done = shared / notebook, shared / f"{notebook}.done"
        with (shared / f"{notebook}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                finished = chancery("render", *ARTICLES, "-n", notebook, "--out", made, timeout=600)
                assert 0 == finished.returncode, finished.stderr
                done.touch()
        return made

    return folder


def chromium_path() -> str | None:
    """Debian's Chromium, or any other on the PATH."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium, driven by Playwright; required where CI=true, a stated skip elsewhere."""
    path = chromium_path()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on the PATH, and CI=true requires one: apt-get install chromium")
        pytest.skip("no Chromium on the PATH: the page is judged where there is one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def watched(chromium):
    """Two tabs that note what fires: one that keeps the page's policy, one that ignores it."""
    from page_watch import WATCH

    tabs = []
    for bypass in (False, True):
        context = chromium.new_context(bypass_csp=bypass)
        context.add_init_script(WATCH)
        tabs.append(context.new_page())
    yield tabs
    for tab in tabs:
        tab.context.close()
