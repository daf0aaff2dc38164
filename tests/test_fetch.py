"""Downloading official files, against a server of the test's own."""

import hashlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from chancery.commands.data import app
from chancery.errors import ReferenceDataError
from chancery.reference import datasets

CONTENT = b"version4id,ccode\n" + b"1,200\n" * 40_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """Serves one file whole, cut short, or from a place on, and remembers what it was asked."""

    cut_after: int | None = None
    content = CONTENT
    ranges = True
    asked: list[str | None]

    def do_GET(self):
        kind = type(self)
        asked = self.headers.get("Range")
        kind.asked.append(asked)
        if "missing" in self.path:
            self.send_error(404)
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and kind.ranges else 0
        body = kind.content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if kind.cut_after is not None:
            body, kind.cut_after = body[: kind.cut_after], None
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("CHANCERY_CACHE", str(tmp_path))
    handler = type("OneTest", (Handler,), {"asked": []})
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    handler.url = f"http://127.0.0.1:{running.server_port}"
    yield handler
    running.shutdown()
    running.server_close()


def fetched(server, path="/alliances.zip", **options):
    return datasets.fetch("cow-alliances", url=server.url + path, **options)


def test_a_file_is_downloaded_once(server):
    """The second time it comes from the cache, without a request."""
    first = fetched(server)
    assert CONTENT == first.read_bytes()
    assert first == fetched(server)
    assert 1 == len(server.asked)


def test_an_interrupted_download_goes_on_where_it_stopped(server):
    """The part that came is kept, and only the rest is asked for."""
    server.cut_after = 70_000
    with pytest.raises(ReferenceDataError, match="broke off") as caught:
        fetched(server)
    assert "goes on where it stopped" in caught.value.remedy
    assert CONTENT == fetched(server).read_bytes()
    assert server.asked[0] is None
    assert 0 < int(server.asked[1].removeprefix("bytes=").rstrip("-")) <= 70_000


def test_a_server_that_cannot_resume_is_read_from_the_start(server):
    """No bytes are doubled where the range is ignored."""
    server.cut_after, server.ranges = 70_000, False
    with pytest.raises(ReferenceDataError):
        fetched(server)
    assert CONTENT == fetched(server).read_bytes()


def test_a_truncated_file_is_never_taken_for_whole(server, tmp_path):
    """Fewer bytes than promised: no file under the real name."""
    server.cut_after = 10
    with pytest.raises(ReferenceDataError):
        fetched(server)
    assert [] == [path.name for path in tmp_path.rglob("*") if path.is_file() and path.suffix == ".zip"]


def test_a_wrong_checksum_is_refused_and_nothing_is_kept(server, tmp_path):
    """What is not the published file is not used."""
    with pytest.raises(ReferenceDataError, match="checksum"):
        fetched(server, sha256="0" * 64)
    assert [] == [path.name for path in tmp_path.rglob("*.zip")]


def test_the_right_checksum_is_accepted(server):
    """Given by the user, from the publisher's page."""
    assert CONTENT == fetched(server, sha256=SHA256).read_bytes()


def test_a_file_that_changed_at_its_publisher_is_noticed(server):
    """The first download's checksum is kept; a later one must match it."""
    fetched(server).unlink()
    server.content = CONTENT + b"2,220\n"
    with pytest.raises(ReferenceDataError, match="checksum") as caught:
        fetched(server)
    assert "publisher may have changed" in caught.value.remedy


def test_a_missing_page_says_how_to_get_the_file_by_hand(server):
    """404: the address and the page to look at."""
    with pytest.raises(ReferenceDataError, match="404") as caught:
        fetched(server, "/missing.zip")
    assert "correlatesofwar.org" in caught.value.remedy
    assert "chancery data import cow-alliances FILE" in caught.value.remedy


def test_offline_says_offline(tmp_path, monkeypatch):
    """Nobody listens: no traceback, and what to do without a network."""
    monkeypatch.setenv("CHANCERY_CACHE", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/x.zip"
        with pytest.raises(ReferenceDataError, match="may be offline") as caught:
            datasets.fetch("cow-alliances", url=url)
    assert "by hand" in caught.value.remedy


def test_a_dataset_without_a_public_file_says_where_to_get_it():
    """SIPRI's terms let a user export, not us."""
    with pytest.raises(ReferenceDataError, match="no file to fetch") as caught:
        datasets.fetch("sipri")
    assert "sipri.org" in caught.value.remedy


def test_the_command_prints_the_path(server):
    """So that it can be handed to `import`."""
    done = CliRunner().invoke(app, ["fetch", "cow-alliances", "--url", server.url + "/alliances.zip"])
    assert 0 == done.exit_code
    assert done.output.strip().endswith("alliances.zip")
