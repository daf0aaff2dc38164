"""A real JupyterLab in Chromium: notebooks run, controls move, charts follow, a copied command gives the same view."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from html import unescape
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
WAIT = 90_000  # milliseconds; a machine with other work on it is slow
SHOWN = ".chancery-strip .jp-OutputArea-output"
NOTEBOOK = "window.jupyterapp.shell.currentWidget"
OPENED = f"window.jupyterapp && {NOTEBOOK} && {NOTEBOOK}.context && {NOTEBOOK}.context.isReady"
IDLE = f"{NOTEBOOK}.sessionContext.session?.kernel?.status === 'idle'"
RUN_ALL = "window.jupyterapp.commands.execute('notebook:run-all-cells')"
CELLS = f"{NOTEBOOK}.context.model.toJSON().cells.filter(cell => cell.cell_type === 'code' && cell.source)"
UNRUN = f"{CELLS}.filter(cell => cell.execution_count === null).length"
ERRORS = f"{CELLS}.flatMap(cell => cell.outputs.filter(output => output.output_type === 'error')).map(e => e.evalue)"
TO_CELL = f"""async (words) => {{
  const cells = {NOTEBOOK}.content;
  const place = cells.widgets.findIndex(cell => cell.model.sharedModel.getSource().includes(words));
  cells.activeCellIndex = place;
  await cells.scrollToItem(place, 'start');
}}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab as `make lab` starts it, on copies of the notebooks, with a home of its own."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = re.search(r"jupyter lab (.*)", (ROOT / "Makefile").read_text("utf-8"))[1].replace("$(CURDIR)", str(home))
    command = [sys.executable, "-m", "jupyter", "lab", *shlex.split(options)[:-1], "--no-browser", "--allow-root"]
    own = [f"--port={port}", "--IdentityProvider.token=t", "--LabApp.expose_app_in_browser=True"]
    environment = os.environ | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config"), "CHANCERY_DATA": ""}
    with (home / "log").open("w") as log:
        server = subprocess.Popen([*command, *own], cwd=home, env=environment, stdout=log, stderr=log)
    try:
        until = time.monotonic() + WAIT / 1000
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail((home / "log").read_text("utf-8")[-2000:])
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def page(lab, chromium):
    """A page of the browser, allowed to use the clipboard."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1100})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    made = context.new_page()
    made.set_default_timeout(WAIT)
    yield made
    context.close()


def opened(page, lab: str, name: str, folder: str = "notebooks"):
    """A notebook opened and run through."""
    page.goto(f"{lab}/lab/tree/{folder}/{name}.ipynb?token=t&reset")
    page.wait_for_function(OPENED)
    page.wait_for_function(IDLE)
    page.evaluate(f"{NOTEBOOK}.content.widgets.forEach(cell => cell.model.sharedModel.execution_count = null)")
    page.evaluate(RUN_ALL)
    page.wait_for_function(f"{UNRUN} === 0 && {IDLE}")


def alt(page) -> str:
    """What the chart on the strip says to those who cannot see it."""
    return page.locator(f"{SHOWN} svg desc").first.text_content()


def copied(page) -> str:
    """What the button has put into the clipboard; the kernel answers the click when it comes to it."""
    until = time.monotonic() + WAIT / 1000
    while time.monotonic() < until:
        text = page.evaluate("navigator.clipboard.readText()")
        if text:
            return text
        time.sleep(0.1)
    pytest.fail("nothing came into the clipboard")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs_through_and_shows_its_controls(lab, page, name):
    """Run all cells: no error; the strip shows the first view of the notebook."""
    opened(page, lab, name)
    assert [] == page.evaluate(ERRORS)
    page.evaluate(TO_CELL, "control_strip(")
    page.wait_for_selector(SHOWN)
    assert "drawn in" in page.locator(".chancery-strip").inner_text()


def test_control_moves_chart_follows_command_gives_the_same_view(lab, page, chancery, tmp_path):
    """Another day: another chart; the copied command renders the very chart that is on screen."""
    opened(page, lab, "alliance_ties")
    page.evaluate(TO_CELL, "control_strip(")
    page.wait_for_selector(f"{SHOWN} svg")
    before = alt(page)
    page.get_by_label("as of").fill("2017-09-29")
    page.wait_for_function(
        "([place, was]) => { const d = document.querySelector(place); return d && d.textContent !== was; }",
        arg=[f"{SHOWN} svg desc", before],
    )
    shown = alt(page)
    page.get_by_role("button", name="Copy as command").click()
    line, _, parameters = copied(page).partition("\n\n# papermill, -y:\n")
    assert {"article": "dprk-at-unga", "as_of": "2017-09-29"} == json.loads(parameters)
    done = chancery(*shlex.split(line)[1:], "--out", tmp_path)
    assert 0 == done.returncode, done.stderr
    rendered = (tmp_path / "dprk-at-unga.alliance_ties.html").read_text("utf-8")
    assert shown in [unescape(text) for text in re.findall(r"<desc[^>]*>(.*?)</desc>", rendered)]


def test_value_that_does_not_fit_is_said_and_the_view_stays(lab, page):
    """An impossible period: one clear line, and the chart before is still there."""
    opened(page, lab, "alliance_ties")
    page.evaluate(TO_CELL, "control_strip(")
    page.wait_for_selector(f"{SHOWN} svg")
    before = alt(page)
    page.get_by_text("More parameters").click()
    period = page.get_by_label("period")
    period.fill("soon")
    period.press("Enter")
    page.wait_for_selector(".chancery-strip [role=alert]")
    assert "is not a period" in page.locator(".chancery-strip [role=alert]").inner_text()
    assert before == alt(page)


def test_passage_and_tie_can_be_picked(lab, page):
    """Another sentence, its own records; another tie, its own rows."""
    opened(page, lab, "explore")
    for words, label in (("passage_records(", "sentence"), ("tie_rows(", "tie")):
        page.evaluate(TO_CELL, words)
        picker = page.get_by_label(label, exact=True)
        picker.wait_for()
        table = picker.locator("xpath=ancestor::*[contains(@class,'jupyter-widgets')][last()]").locator("table")
        before = table.first.inner_text()
        picker.select_option(index=2)
        changed = "([table, was]) => !table.isConnected || table.innerText !== was"
        page.wait_for_function(changed, arg=[table.first.element_handle(), before])
        assert before != table.first.inner_text()


def test_new_briefing_can_be_begun_from_the_launcher(lab, page):
    """The launcher offers templates, and the template of a briefing runs as it is."""
    page.goto(f"{lab}/lab?token=t&reset")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.restored")
    page.evaluate("window.jupyterapp.commands.execute('launcher:create')")
    page.locator(".jp-LauncherCard", has_text="New briefing").first.wait_for()
    opened(page, lab, "new-briefing", "notebooks/templates/chancery")
    assert [] == page.evaluate(ERRORS)
