"""Addresses, without reading them: what is one, how it is told to others, what a file that came from one must hold."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PATTERN = re.compile(r"[*?\[]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True)
class Source:
    """One file at an address: what it must hold, and within which limits `addresses.again` may read it.

    most: bytes at most. private: whether private addresses of the web may be asked.
    """

    url: str
    sha256: str
    most: int
    private: bool = False


def is_address(named: str) -> bool:
    r"""Whether a name is a URL.

    >>> is_address("s3://desk/articles/*.md"), is_address("data/articles/x.md"), is_address("C:\\x.md")
    (True, False, False)
    """
    return bool(_ADDRESS.match(named))


def shown(url: str) -> str:
    """An address as it may be told to others: without names, passwords and questions.

    >>> shown("https://me:secret@desk.example/a.md?token=1")
    'https://desk.example/a.md'
    """
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
