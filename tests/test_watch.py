"""Watching feeds and folders: each new match once, politely, within limits, whatever the servers do."""

import datetime as dt
import gzip
import socket
import threading
import time
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpcore
import pytest

import intake_files
from chancery.errors import ArticleError, ParameterError
from chancery.intake.matching import rule_met
from chancery.intake.sightings import sightings
from chancery.intake.watching import watched
from chancery.intake.watchlist import Rule, watchlist
from chancery.intake.web import Limits, Web

PAGE = intake_files.OPEN_GRAPH.encode()
SECOND = (
    PAGE.replace(b"Two navies begin a joint exercise", b"Two armies end a winter exercise")
    .replace(b"began a joint exercise on Friday", b"ended a winter exercise on Friday")
    .replace(b"strait-exercise", b"winter")
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title>
<item><title>Two armies end a winter exercise in the strait</title><link>{here}/b.html</link><guid>b</guid>
<pubDate>Sat, 15 Mar 2025 06:00:00 +0900</pubDate></item>
<item><title>Two navies begin a joint exercise in the strait</title><link>{here}/a.html</link><guid>a</guid>
<pubDate>Fri, 14 Mar 2025 06:00:00 +0900</pubDate></item></channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    """A small news site with every fault a site can have."""

    asked: list[str]

    def do_GET(self):
        self.server.asked.append(self.path)
        name = self.path.strip("/").partition("?")[0]
        getattr(self, f"_{name.partition('.')[0].replace('-', '_')}", self._missing)()

    def _send(self, body, status=200, **headers):
        self.send_response(status)
        given = {"Content-Type": "text/html", "Content-Length": str(len(body))} | {
            key.replace("_", "-"): value for key, value in headers.items()
        }
        for key, value in given.items():
            if value:
                self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def _feed(self):
        if self.headers.get("If-None-Match") == '"1"':
            self.send_response(304)
            self.end_headers()
            return
        here = f"http://127.0.0.1:{self.server.server_port}"
        self._send(FEED.format(here=here).encode(), Content_Type="application/rss+xml", ETag='"1"')

    def _a(self):
        self._send(PAGE)

    def _b(self):
        self._send(SECOND, Content_Type="text/html; charset=koi8-r")

    def _missing(self):
        self._send(b"no", 404)

    def _robots(self):
        self._send(b"User-agent: *\nDisallow: /closed\n", Content_Type="text/plain")

    def _closed(self):
        self._send(PAGE)

    def _loop(self):
        self._send(b"", 302, Location="/loop")

    def _moved(self):
        self._send(b"", 301, Location="/a.html")

    def _inward(self):
        self._send(b"", 302, Location="http://169.254.169.254/latest/meta-data")

    def _script(self):
        self._send(b"", 302, Location="file:///etc/passwd")

    def _huge(self):
        self._send(b"x" * 400_000)

    def _bomb(self):
        self._send(gzip.compress(b"x" * 4_000_000), Content_Encoding="gzip")

    def _damaged(self):
        self._send(b"\x1f\x8bnot gzip at all", Content_Encoding="gzip")

    def _short(self):
        self._send(b"half of it", Content_Length="1000")

    def _busy(self):
        self._send(b"", 429, Retry_After="120")

    def _broken(self):
        self._send(b"", 500)

    def _twice(self):
        self._send(gzip.compress(gzip.compress(b"x" * 4_000_000)), Content_Encoding="gzip, gzip")

    def _packed(self):
        kind = self.path.partition("?")[2]
        bits = {"gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS, "bare": -zlib.MAX_WBITS}[kind]
        machine = zlib.compressobj(9, zlib.DEFLATED, bits)
        packed = machine.compress(b"word " * 15_000) + machine.flush()
        self._send(packed, Content_Encoding="deflate" if kind == "bare" else kind)

    def _slowly(self):
        for number in range(40):
            try:
                self.wfile.write(b"HTTP/1.0 200 OK\r\n" if number == 0 else b"X-%d: y\r\n" % number)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def _drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            try:
                self.wfile.write(b"<p>")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *_):
        pass


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.asked = []
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site():
    with serving() as server:
        server.here = f"http://127.0.0.1:{server.server_port}"
        yield server


QUICK = Limits(bytes=100_000, seconds=0.4, pause_seconds=0, private=True)


class TestWeb:
    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/nowhere", "answered 404"),
            ("/broken", "answered 500"),
            ("/busy", "wait 120 seconds"),
            ("/loop", "more than 5 times"),
            ("/huge", "larger than 100,000 bytes"),
            ("/bomb", "larger than 100,000 bytes"),
            ("/damaged", "damaged"),
            ("/short", "broke off"),
            ("/drip", "not whole after 0.4 seconds"),
            ("/slowly", "not whole after 0.4 seconds"),
            ("/twice", "packed as “gzip, gzip”"),
            ("/script", "no web address"),
            ("/closed", "robots.txt"),
        ],
        ids=lambda value: value.strip("/") if value.startswith("/") else "",
    )
    def test_fault_of_a_server_is_said_with_its_remedy(self, site, path, said):
        """Slow, broken, huge, packed, redirecting: one error each, within the limits."""
        with Web(QUICK) as web, pytest.raises(ArticleError) as caught:
            web.fetched(site.here + path)
        assert said in str(caught.value)
        assert caught.value.remedy

    def test_redirect_is_followed_and_said(self, site):
        """The address is the one that answered."""
        with Web(QUICK) as web:
            assert (f"{site.here}/a.html", PAGE) == (
                (answer := web.fetched(f"{site.here}/moved")).url,
                answer.content,
            )

    @pytest.mark.parametrize("kind", ["gzip", "deflate", "bare"])
    def test_packed_answers_are_unpacked(self, site, kind):
        """Gzip, and deflate in both of its forms."""
        with Web(QUICK) as web:
            assert b"word " * 15_000 == web.fetched(f"{site.here}/packed?{kind}").content

    def test_the_address_that_was_checked_is_the_one_that_is_asked(self, monkeypatch):
        """A name that leads elsewhere the second time it is looked up gains nothing."""
        answers, asked = iter(["192.0.2.1", "127.0.0.1"]), []

        def looked_up(_host, port, **_):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

        def connected(_self, host, *_arguments):
            asked.append(host)
            raise httpcore.ConnectError("nobody there")

        monkeypatch.setattr("chancery.intake.web.socket.getaddrinfo", looked_up)
        monkeypatch.setattr("chancery.intake.web.is_public", lambda address: address == "192.0.2.1")
        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connected)
        with Web(Limits(pause_seconds=0)) as web, pytest.raises(ArticleError, match="no public address"):
            web.fetched("http://changing.example/")
        assert ["192.0.2.1"] == asked

    def test_a_host_is_asked_at_its_next_address_where_the_first_is_silent(self, site, monkeypatch):
        """As where a machine has no way to the newer kind of address."""
        port = int(site.here.rpartition(":")[2])
        both = [(2, 1, 6, "", ("127.0.0.9", 9)), (2, 1, 6, "", ("127.0.0.1", port))]
        given = socket.create_connection

        def created(address, *arguments, **options):
            if address[0] == "127.0.0.9":
                raise ConnectionRefusedError
            return given(address, *arguments, **options)

        monkeypatch.setattr("chancery.intake.web.socket.getaddrinfo", lambda *_, **__: both)
        monkeypatch.setattr(socket, "create_connection", created)
        with Web(QUICK) as web:
            assert PAGE == web.fetched(f"http://two.example:{port}/a.html").content

    def test_private_address_is_not_asked(self, site):
        """A feed cannot make us ask the machines around us; nothing reaches the server."""
        with Web(Limits(pause_seconds=0)) as web, pytest.raises(ArticleError, match="no public address"):
            web.fetched(f"{site.here}/a.html")
        assert [] == site.asked

    @pytest.mark.parametrize(
        "host",
        ["localhost", "127.1", "[::1]", "0x7f000001", "[::ffff:127.0.0.1]", "169.254.169.254", "[64:ff9b::7f00:1]"],
    )
    def test_private_address_in_disguise_is_not_asked(self, host):
        """However it is written."""
        with Web(Limits(pause_seconds=0)) as web, pytest.raises(ArticleError, match="no public address"):
            web.fetched(f"http://{host}:9/")

    @pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "http://", "javascript:1", "//a"])
    def test_only_the_web_is_asked(self, url):
        """Other schemes are refused."""
        with Web(QUICK) as web, pytest.raises(ArticleError, match="not a web address"):
            web.fetched(url)

    def test_host_is_given_a_pause(self, site):
        """Two asks of one host lie apart."""
        with Web(Limits(pause_seconds=0.1, private=True)) as web:
            begun = time.monotonic()
            web.fetched(f"{site.here}/a.html")
            web.fetched(f"{site.here}/a.html")
            assert time.monotonic() - begun >= 0.2  # robots.txt, the page, the page again


def listed(folder: Path, text: str):
    path = folder / "watch.yaml"
    path.write_text(text, "utf-8")
    return watchlist(path)


def feed_list(site, rules=""):
    return f"feeds:\n  - url: {site.here}/feed\nallow_private: true\nlimits: {{pause_seconds: 0}}\n{rules}"


class TestPasses:
    def passed(self, listed_, folder, render=None):
        with sightings(folder / "seen.sqlite") as seen:
            return watched(listed_, seen, folder=folder / "shelf", render=render)

    def test_two_new_items_become_two_briefings_and_none_the_second_time(self, site, tmp_path):
        """A rule's briefing is rendered once for each new match, oldest first; the second pass asks only the feed."""
        rules = "rules:\n  - {name: drills, words: [exercis*], briefing: {parameters: {window_days: 7}}}\n"
        given, made = listed(tmp_path, feed_list(site, rules)), []
        first = self.passed(given, tmp_path, lambda path, briefing: made.append((path.name, briefing.parameters)))
        assert (2, 2, []) == (len(first.kept), len(first.briefed), first.problems)
        assert [("two-navies-begin-a-joint-exercise-in-the-strait.md", {"window_days": 7})] == made[:1]
        site.asked.clear()
        second = self.passed(given, tmp_path, lambda *_: made.append("again"))
        assert ([], 2, ["/robots.txt", "/feed"]) == (second.kept, len(made), site.asked)

    def test_page_says_its_day_before_the_feed_does(self, site, tmp_path):
        """The second page states 14 March although the feed dates it the 15th; its charset header lies."""
        shelved = self.passed(listed(tmp_path, feed_list(site)), tmp_path).kept[1]
        assert "published: 2025-03-14" in shelved.path.read_text("utf-8")
        assert "“We train" in shelved.path.read_text("utf-8")

    def test_failed_item_is_tried_again_but_not_for_ever(self, site, tmp_path, monkeypatch):
        """What fails is reported each time, and left after `tries`; the others are filed all the same."""
        monkeypatch.setattr(Handler, "_b", Handler._broken)
        given = listed(tmp_path, feed_list(site).replace("pause_seconds: 0", "pause_seconds: 0, tries: 2"))
        counts = [(len(one.kept), len(one.problems)) for one in [self.passed(given, tmp_path) for _ in range(3)]]
        assert [(1, 1), (0, 1), (0, 0)] == counts

    def test_briefing_that_failed_is_rendered_by_the_next_pass(self, site, tmp_path):
        """The article stays, and its briefing is not forgotten."""
        given = listed(tmp_path, feed_list(site, "rules:\n  - {briefing: {}}\n"))

        def fails(*_):
            raise ArticleError("a cell", "failed", "mend it")

        assert 2 == len(self.passed(given, tmp_path, fails).problems)
        made = []
        self.passed(given, tmp_path, lambda path, _: made.append(path))
        assert 2 == len(made)

    def test_folder_gives_each_file_once(self, tmp_path):
        """A changed file is new; a copy under another name is known by its words; a broken one is reported."""
        inbox = tmp_path / "inbox"
        inbox.mkdir()
        (inbox / "a.txt").write_bytes(intake_files.TEXT.encode())
        (inbox / "b.html").write_bytes(PAGE)
        (inbox / "c.pdf").write_bytes(b"%PDF-1.7 not")
        (inbox / "notes.xlsx").write_bytes(b"PK\x03\x04")
        given = listed(tmp_path, "folders:\n  - {path: inbox, source: By hand}\n")
        first = self.passed(given, tmp_path)
        assert (1, 1, 1) == (len(first.kept), first.known, len(first.problems))
        assert "source: By hand" in first.kept[0].path.read_text("utf-8")
        assert (0, 0) == (len((again := self.passed(given, tmp_path)).kept), again.known)

    def test_two_passes_at_once_are_refused(self, tmp_path):
        """One list is watched by one process."""
        with (
            sightings(tmp_path / "seen.sqlite"),
            pytest.raises(ArticleError, match="at work"),
            sightings(tmp_path / "seen.sqlite"),
        ):
            pass

    def test_damaged_memory_is_said(self, tmp_path):
        """A file that is no database is named, with what its loss costs."""
        (tmp_path / "seen.sqlite").write_bytes(b"not a database, but long enough to be read as a header" * 9)
        with pytest.raises(ArticleError, match="damaged"), sightings(tmp_path / "seen.sqlite"):
            pass


class TestRules:
    def met(self, **rule):
        from chancery.intake.piece import Piece

        words = "North Korea condemned the Freedom Shield drills of South Korea and the United States."
        piece = Piece(words, "Pyongyang condemns drills", published=dt.date(2025, 3, 14))
        return rule_met(piece, (Rule(**rule),)) is not None

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ({}, True),
            ({"actors": ("PRK",)}, True),
            ({"actors": ("RUS", "KOR")}, True),
            ({"actors": ("RUS",)}, False),
            ({"exercises": ("freedom shield",)}, True),
            ({"exercises": ("Zapad",)}, False),
            ({"words": ("drill",)}, False),
            ({"words": ("drill*",)}, True),
            ({"words": ("condemned the",)}, True),
            ({"actors": ("PRK",), "words": ("missile",)}, False),
        ],
        ids=str,
    )
    def test_of_each_list_one_entry_must_be_met(self, rule, expected):
        """Actors and exercises by the reading rules, words as they stand."""
        assert expected == self.met(**rule)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing to watch"),
        ("feeds: []", "nothing to watch"),
        ("feeds: [{url: file:///x}]", "not a web address"),
        ("feeds: [{url: 'https://a.example', sauce: x}]", "sauce"),
        ("folders: [{path: x}]\nlimits: {tries: 0}", "tries"),
        ("a: [", "not valid YAML"),
    ],
)
def test_watch_list_is_checked_before_anything_is_asked(text, said, tmp_path):
    """Every fault of the file at once, with where it stands."""
    with pytest.raises(ParameterError, match=r"watch\.yaml") as caught:
        listed(tmp_path, text)
    assert said in str(caught.value)


def test_watch_from_the_command_line(chancery, site, tmp_path):
    """Paths of new articles on standard output, a count on standard error, 0 when all went well."""
    path = tmp_path / "watch.yaml"
    path.write_text(feed_list(site), "utf-8")
    done = chancery("watch", path, "--to", tmp_path / "shelf")
    assert (0, 2) == (done.returncode, len(done.stdout.splitlines()))
    assert "2 added, 0 briefed" in done.stderr
    path.write_text(feed_list(site, "rules:\n  - {actors: [XYZ]}\n"), "utf-8")
    refused = chancery("watch", path, "--to", tmp_path / "shelf")
    assert (1, True) == (refused.returncode, "XYZ" in refused.stderr)
