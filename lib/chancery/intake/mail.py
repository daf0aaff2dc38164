"""E-mails and pages saved as one MIME file: newsletters, forwarded articles, a PDF attached."""

import datetime as dt
import email
import email.policy
import email.utils
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage

from lxml import html

from chancery.errors import ArticleError
from chancery.intake.charset import decoded
from chancery.intake.clutter import without_mailing
from chancery.intake.heads import headed
from chancery.intake.piece import Piece
from chancery.intake.plain import paragraphs

_PREFIXES = re.compile(r"\A(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[ >]*(?:-+ ?(?:forwarded message|original message)[^\n]*-+|begin forwarded message:)[ ]*\n(?:[ >]*\n)*"
    r"(?P<heads>(?:[ >]*(?:from|date|sent|subject|to|cc|reply-to):[^\n]*\n)+)",
    re.IGNORECASE | re.MULTILINE,
)
# Outlook puts no line above the headers of what it forwards.
_FORWARDED_PLAINLY = re.compile(
    r"^(?P<heads>[ >*]*from:[^\n]*\n(?:[ >*]*(?:date|sent|to|cc|reply-to|importance):[^\n]*\n)+"
    r"[ >*]*subject:[^\n]*\n)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(r"^[ >*]*(from|date|sent|subject):[ \t*]*([^\n]*)$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
_SHORTEST_TEXT = 200  # characters; a shorter note only introduces what is attached
_ONLINE = re.compile(r"\b(?:view|read|open)\b.{0,40}\b(?:online|browser|web)\b[^\n]*", re.IGNORECASE)

Reader = Callable[[bytes, str, str, str], Piece]  # bytes, name, content type, address


def mail(raw: bytes, where: str, read: Reader) -> Piece:
    """The article of an e-mail, or of a page that a browser saved as MIME.

    read: reads what is attached, or the HTML part. The subject is the title, the sender's name the source, and the
    day on the sender's clock the date, marked as inferred; a forwarded message speaks with its own headers.
    Raises ArticleError where there is no text in it.
    """
    message = email.message_from_bytes(raw, policy=email.policy.default)
    saved = str(message.get("Snapshot-Content-Location") or "")
    plain, page, attached, inner_mail = _parts(message)
    if saved and page is not None:
        return read(page, where, "text/html", saved)
    subject = _PREFIXES.sub("", " ".join(str(message.get("Subject") or "").split()))
    sender = email.utils.parseaddr(str(message.get("From") or ""))[0]
    sent = _day(str(message.get("Date") or ""))
    is_note = len(plain.strip()) < _SHORTEST_TEXT
    if is_note and inner_mail is not None and len(_words(page or b"")) < _SHORTEST_TEXT:
        return mail(inner_mail.as_bytes(), where, read)
    if is_note and attached is not None:
        inner = read(attached[0], attached[1], attached[2], "")
        return _with(inner, inner.title or subject, inner.source or sender, inner.published or sent, inner.url)
    if is_note and page is not None:
        inner = read(page, where, "text/html", "")
        subject, sender, sent, _ = _forwarded(_words(page), subject, sender, sent)
        inner = replace(inner, text="\n".join(without_mailing(inner.text.split("\n"))))
        return _with(inner, subject or inner.title, sender or inner.source, sent or inner.published, inner.url)
    if not plain.strip():
        raise ArticleError(where, "there is no text in the e-mail", "save what it links to, and add that")
    return _of_text(plain.replace("\r\n", "\n"), subject, sender, sent)


def _of_text(text: str, subject: str, sender: str, sent: dt.date | None) -> Piece:
    """The piece in a plain body; a forwarded message inside speaks with its own headers."""
    subject, sender, sent, text = _forwarded(text, subject, sender, sent)
    text = _ONLINE.sub("", _SIGNATURE.sub("", re.sub(r"^(?:> ?)+", "", text, flags=re.MULTILINE)))
    address = _ADDRESS.search(text)
    lines = [line for line in without_mailing(paragraphs(text)) if not _ADDRESS.fullmatch(line.strip(" <>()"))]
    head = headed(lines)
    same = head.title.casefold() == subject.casefold()
    body = head.lines if same or not head.title else [head.title, *head.lines]
    found = Piece("\n".join(body), subject or head.title, sender, head.author, address[0] if address else "")
    return _with(found, found.title, sender, head.published or sent, found.url, is_stated=head.published is not None)


def _forwarded(text: str, subject: str, sender: str, sent: dt.date | None) -> tuple[str, str, dt.date | None, str]:
    """Subject, sender, day and text of the innermost message that was forwarded; as given where none was."""
    while found := _FORWARDED.search(text) or _FORWARDED_PLAINLY.search(text):
        heads = {name.lower(): value.strip() for name, value in _HEADER.findall(found["heads"])}
        subject = _PREFIXES.sub("", heads.get("subject", "")) or subject
        sender = email.utils.parseaddr(heads.get("from", ""))[0] or sender
        sent = _day(heads.get("date") or heads.get("sent") or "") or sent
        text = text[found.end() :]
    return subject, sender, sent, text


def _words(page: bytes) -> str:
    """The words of an HTML part, a line for each block, for the headers of what it forwards."""
    tree = html.document_fromstring(decoded(page) or "<p></p>")
    for each in tree.iter("br", "p", "div", "tr", "li"):
        each.text, each.tail = (f"\n{each.text or ''}", f"\n{each.tail or ''}")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _with(
    piece: Piece, title: str, source: str, published: dt.date | None, url: str, *, is_stated: bool = False
) -> Piece:
    stated = is_stated or (piece.published is not None and piece.published == published and piece.basis == "stated")
    return Piece(
        text=piece.text,
        title=title,
        source=source,
        author=piece.author,
        url=url,
        published=published,
        basis="stated" if stated or published is None else "inferred",
        note="" if stated or published is None else "The day the e-mail was sent.",
        language=piece.language,
    )


def _parts(
    message: EmailMessage,
) -> tuple[str, bytes | None, tuple[bytes, str, str] | None, EmailMessage | None]:
    """The plain text, the HTML part, the first attachment that may be an article, and a message attached whole."""
    plain, page, attached, inner = "", None, None, None
    for part in _walk(message):
        if part.get_content_type() == "message/rfc822":
            inner = inner or next((each for each in part.iter_parts() if isinstance(each, EmailMessage)), None)
            continue
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        content = part.get_payload(decode=True)
        held = content if isinstance(content, bytes) else b""
        name = part.get_filename() or ""
        if name or part.get_content_disposition() == "attachment":
            if attached is None and (
                kind in ("application/pdf", "text/html") or name.lower().endswith((".pdf", ".md", ".txt"))
            ):
                attached = (held, name, kind)
        elif kind == "text/plain" and not plain:
            plain = decoded(held, str(part.get_content_charset() or ""))
        elif kind == "text/html" and page is None:
            page = held
    return plain, page, attached, inner


def _walk(message: EmailMessage) -> Iterator[EmailMessage]:
    """A message and its parts, without going into messages attached to it."""
    yield message
    if message.get_content_type() != "message/rfc822" and message.is_multipart():
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _walk(part)


def _day(words: str) -> dt.date | None:
    """The day of a mail's date, on the sender's clock."""
    try:
        return email.utils.parsedate_to_datetime(words).date()
    except (TypeError, ValueError, IndexError):
        from chancery.intake.heads import full_dates

        return next(iter(full_dates(words)), None)
