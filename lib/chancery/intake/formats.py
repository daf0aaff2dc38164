"""Bytes to a piece: which kind of document they are, whatever their name or their sender says."""

import re

from chancery.errors import ArticleError
from chancery.intake.charset import decoded
from chancery.intake.piece import Piece

LARGEST_BYTES = 20_000_000
_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL_HEADER = re.compile(rb"^(?:from|date|subject|mime-version|received|return-path):", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</(?:p|div|article|body|html|h1)>", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\ufffd]")
_UNREADABLE = {
    b"PK\x03\x04": ("an office document or archive", "save the article as PDF, HTML or plain text"),
    b"\xd0\xcf\x11\xe0": ("an old office document", "save the article as PDF, HTML or plain text"),
    b"{\\rtf": ("an RTF document", "save it as plain text"),
    b"\x89PNG": ("a picture", "copy the text out of it"),
    b"\xff\xd8\xff": ("a picture", "copy the text out of it"),
    b"GIF8": ("a picture", "copy the text out of it"),
    b"\x1f\x8b": ("a compressed file", "unpack it first"),
}


def read(raw: bytes, name: str, content_type: str = "", url: str = "") -> Piece:
    """The article in a file, whichever kind of document it is.

    name: for its suffix and for errors; content_type: what a server or mail says it is; url: where it was fetched.
    Raises ArticleError for what cannot be read, saying what to do instead.
    """
    try:
        return _read(raw, name, content_type, url)
    except RecursionError as error:
        remedy = "copy the article's text into a .md file and add that"
        raise ArticleError(name, "is nested too deeply to be an article", remedy) from error


def _read(raw: bytes, name: str, content_type: str, url: str) -> Piece:
    if not raw.strip():
        raise ArticleError(name, "the file is empty", "save the article again")
    if len(raw) > LARGEST_BYTES:
        raise ArticleError(name, f"is larger than {LARGEST_BYTES:,} bytes", "cut the article out of it, and add that")
    kind, _, declared = content_type.partition(";")
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        from chancery.intake.documents import pdf_document

        return _told(pdf_document(raw, name), url)
    for magic, (what, remedy) in _UNREADABLE.items():
        if raw.startswith(magic):
            raise ArticleError(name, f"cannot read {what}", remedy)
    if _is_mail(raw, name, kind.strip().lower()):
        from chancery.intake.mail import mail

        return mail(raw, name, _read)
    text = decoded(raw, _charset(declared))
    if len(_CONTROLS.findall(text)) * 200 > len(text):
        raise ArticleError(name, "the file holds binary data", "save the article as PDF, HTML, e-mail or plain text")
    if _is_page(text, name, kind.strip().lower()):
        from chancery.intake.pages import web_page

        return web_page(text, name, url)
    from chancery.intake.plain import text_piece

    return _told(text_piece(text, name), url)


def _told(piece: Piece, url: str) -> Piece:
    from dataclasses import replace

    return replace(piece, url=piece.url or url)


def _is_mail(raw: bytes, name: str, kind: str) -> bool:
    if kind == "text/html":
        return False
    if name.lower().endswith((".eml", ".mht", ".mhtml")) or kind == "message/rfc822":
        return True
    head = _MAIL.match(raw[:65_536])
    return bool(head) and len(_MAIL_HEADER.findall(head[0] if head else b"")) >= 2


def _is_page(text: str, name: str, kind: str) -> bool:
    if _PAGE.match(text[:20_000]):
        return True
    said = kind in ("text/html", "application/xhtml+xml") or name.lower().endswith((".html", ".htm", ".xhtml"))
    return said and bool(_TAGS.search(text))


def _charset(parameters: str) -> str:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return found[1] if found else ""
