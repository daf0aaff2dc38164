"""Telling people: an honest plain text, the page attached, nothing above its marking, no secret anywhere."""

import datetime as dt
import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from chancery import notices
from chancery.errors import ParameterError
from chancery.notices.news import Made, News
from chancery.notices.secrets import revealed
from chancery.notices.targets import Mail, Target
from chancery.record import ArticleFacts, BriefingRecord, FindingRecord

DUE = dt.datetime(2025, 3, 14, 6, 0, tzinfo=dt.UTC)


def made(folder, marking="TLP:CLEAR", changes=("“x”: supported, now contradicted",), name="strait"):
    page = folder / f"{name}.html"
    page.write_text("<!doctype html><title>T</title>", "utf-8")
    findings = (
        FindingRecord(id="a", text="Eleven ships took part.", caveats=("By one side’s count.",)),
        FindingRecord(id="b", text="Not told in the opening."),
    )
    article = ArticleFacts(
        name=name, title="T", published="2025-03-14", published_basis="stated", sha256="0" * 64, words=9
    )
    record = BriefingRecord(
        title=f"The {name}", marking=marking, as_of="2025-03-14", article=article, bottom_line=("a",), findings=findings
    )
    return Made(page, record, changes)


class Inbox(Message):
    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(message)


@contextmanager
def mail_server():
    inbox = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield inbox, port
    finally:
        controller.stop()


@contextmanager
def hook(status=200):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.bodies = []
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}/hook"
    finally:
        server.shutdown()
        server.server_close()


def server_on(port, **more):
    return Mail.model_validate(
        {"host": "127.0.0.1", "port": port, "security": "none", "from": "Desk <d@a.example>"} | more
    )


def test_mail_brings_the_page_and_a_text_that_stands_on_its_own(tmp_path):
    """The text has what the briefing opens with, its caveats, its marking and what changed; the page is attached."""
    with mail_server() as (inbox, port):
        target = Target(mail=("one@b.example", "two@b.example"), when=("success",))
        sent = notices.tell(News("daily", DUE, (made(tmp_path),)), [target], server_on(port))
    assert [notices.Sent("mail to one@b.example, two@b.example")] == sent
    (mail,) = inbox.mails
    assert ("Changed: The strait", "one@b.example, two@b.example") == (mail["Subject"], mail["To"])
    text, page = mail.get_payload()
    told = text.get_payload(decode=True).decode()
    for words in ("[TLP:CLEAR]", "Eleven ships", "By one side’s count", "now contradicted", "is attached"):
        assert words in told
    assert "Not told in the opening" not in told
    assert ("strait.html", b"<!doctype html>") == (page.get_filename(), page.get_payload(decode=True)[:15])


def test_webhook_gets_the_records(tmp_path):
    """The same as data: state, reasons, the whole record of each briefing."""
    with hook() as (server, address):
        sent = notices.tell(News("daily", DUE, (made(tmp_path),)), [Target(webhook=address, when=("change",))])
    body = json.loads(server.bodies[0])
    assert [""] == [each.problem for each in sent]
    assert ("chancery-notice", "done", "The strait") == (
        body["form"],
        body["state"],
        body["reports"][0]["record"]["title"],
    )
    assert ["“x”: supported, now contradicted"] == body["reports"][0]["changes"]


@pytest.mark.parametrize(
    ("news", "on", "told"),
    [
        ({"problem": "broke"}, ("failure",), True),
        ({"problem": "broke"}, ("success", "change"), False),
        ({"changes": ()}, ("change",), False),
        ({"changes": ()}, ("success",), True),
        ({}, ("change",), True),
    ],
    ids=["failure", "failure unasked", "no change", "success", "change"],
)
def test_only_occasions_asked_for_are_told(news, on, told, tmp_path):
    """On success, on failure, or on a material change only."""
    reports = (made(tmp_path, **news),) if "changes" in news or not news else ()
    item = News("daily", DUE, reports, news.get("problem", ""))
    assert told == bool(notices.tell(item, [Target(webhook="http://a.example", when=on)], dry_run=True))


def test_failure_says_what_and_since_when(tmp_path):
    """A failed run tells its error whole, and that earlier reports stand."""
    news = News("daily", DUE, (), "a cell: broke\n  remedy: mend it", DUE - dt.timedelta(days=2))
    text = news.text((), 0, attached=True)
    for words in ("remedy: mend it", "2025-03-12", "Earlier reports are left as they were"):
        assert words in text
    assert "attached" not in text


def test_reports_above_the_marking_are_withheld_and_said(tmp_path):
    """Neither page, nor text, nor data of them leaves; only that there are some."""
    news = News("daily", DUE, (made(tmp_path), made(tmp_path, "TLP:RED", name="secret-plans")))
    with hook() as (server, address):
        notices.tell(news, [Target(webhook=address, when=("success",), up_to="TLP:GREEN")])
    assert 1 == json.loads(server.bodies[0])["withheld"]
    assert b"secret-plans" not in server.bodies[0]
    unmarked = News("daily", DUE, (Made(tmp_path / "x.html"),))
    assert ((), 1) == unmarked.up_to("TLP:RED")


class TestSecrets:
    def test_reference_is_read_when_something_is_sent(self, monkeypatch):
        """From the environment, by name."""
        monkeypatch.setenv("HOOK", "http://a.example/token")
        assert "http://a.example/token" == revealed("env:HOOK")

    def test_missing_secret_is_named_not_guessed(self, monkeypatch):
        """The error says which variable to set."""
        monkeypatch.delenv("NO_SUCH", raising=False)
        with pytest.raises(ParameterError, match="NO_SUCH"):
            revealed("env:NO_SUCH")

    def test_keyring_is_asked(self, monkeypatch):
        """keyring:SERVICE/USER, as `keyring set` stored it."""
        import keyring

        monkeypatch.setattr(
            keyring, "get_password", lambda service, user: {("mail", "desk"): "word"}.get((service, user))
        )
        assert "word" == revealed("keyring:mail/desk")
        with pytest.raises(ParameterError, match="keyring set mail other"):
            revealed("keyring:mail/other")

    @pytest.mark.parametrize("status", [None, 500])
    def test_failed_delivery_does_not_tell_the_address(self, status, monkeypatch):
        """The token in a webhook's path stays out of problems, labels and logs."""
        with hook(status or 200) as (_, address):
            monkeypatch.setenv("HOOK", f"{address}/s3cr3t-token")
            target = Target(webhook="env:HOOK", when=("success",))
            if status:
                (sent,) = notices.tell(News("daily", DUE), [target])
        if not status:
            (sent,) = notices.tell(News("daily", DUE), [target])
        assert sent.problem
        assert "s3cr3t" not in sent.problem + sent.target

    def test_wrong_password_is_not_told(self, monkeypatch):
        """A server that knows no accounts refuses; the password stays out of the problem."""
        monkeypatch.setenv("WORD", "s3cr3t")
        account = {"user": "desk", "password": "env:WORD"}
        with mail_server() as (inbox, port):
            target = Target(mail=("a@b.example",), when=("success",))
            (sent,) = notices.tell(News("daily", DUE), [target], server_on(port, **account))
        assert sent.problem
        assert ("", []) == (sent.problem if "s3cr3t" in sent.problem else "", inbox.mails)


def test_one_target_that_fails_does_not_stop_the_others(tmp_path):
    """Each is told or reported on its own."""
    with hook() as (server, address):
        targets = [Target(webhook="http://127.0.0.1:9/", when=("success",)), Target(webhook=address, when=("success",))]
        sent = notices.tell(News("daily", DUE), targets)
    assert [True, False] == [bool(each.problem) for each in sent]
    assert 1 == len(server.bodies)


def test_apprise_brings_news_to_any_service_it_knows(tmp_path):
    """By its JSON service, to a local server."""
    with hook() as (server, address):
        target = Target(apprise=address.replace("http://", "json://"), when=("success",), attach=False)
        (sent,) = notices.tell(News("daily", DUE, (made(tmp_path),)), [target])
    assert "" == sent.problem
    assert "Eleven ships" in json.loads(server.bodies[0])["message"]


def test_header_cannot_be_broken_by_a_title(tmp_path):
    """A title with line breaks stays one subject."""
    item = made(tmp_path)
    record = item.record.model_copy(update={"title": "T\r\nBcc: x@y.example"})
    with mail_server() as (inbox, port):
        target = Target(mail=("a@b.example",), when=("success",))
        notices.tell(News("daily", DUE, (Made(item.page, record),)), [target], server_on(port))
    assert ("T Bcc: x@y.example", None) == (inbox.mails[0]["Subject"], inbox.mails[0]["Bcc"])
