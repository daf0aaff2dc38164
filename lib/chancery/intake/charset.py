"""Bytes to characters. What a sender declares is a hint; what the bytes allow decides."""

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
# Browsers read these as Windows-1252, and pages rely on it.
_WESTERN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})
_HEAD_BYTES = 4096
FEW = 0.12  # share of bytes beyond ASCII in a text of Latin letters with accents and curly quotes


def decoded(raw: bytes, declared: str = "") -> str:
    """The characters of a document; never an exception, and no replacement where some reading fits.

    declared: the character set named by a header. A byte order mark comes first, then UTF-8 where the bytes are
    valid, then what the document itself or the header names, then a guess from the bytes.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    if b"\0" not in raw[:_HEAD_BYTES]:
        text = _strictly(raw, "utf-8")
        if text is not None:
            return text
    found = _META.search(raw[:_HEAD_BYTES])
    named = (found[1] or found[2]).decode("ascii") if found else ""
    for name in (named, declared):
        text = _strictly(raw, name) if name else None
        if text is not None:
            return text
    if sum(byte > 0x7F for byte in raw) <= FEW * len(raw) and b"\0" not in raw:
        text = _strictly(raw, "cp1252")
        if text is not None:
            return text
    guess = from_bytes(raw).best()
    return str(guess) if guess is not None else raw.decode("cp1252", "replace")


def _strictly(raw: bytes, name: str) -> str | None:
    """The text in one encoding; None where it is unknown or does not fit."""
    try:
        known = codecs.lookup(name).name
        return raw.decode("cp1252" if known in _WESTERN else known)
    except (LookupError, UnicodeError):
        return None
