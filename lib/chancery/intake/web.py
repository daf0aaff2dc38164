"""Fetching from the web, politely and within limits; private and link-local addresses are not asked unless allowed."""

import ipaddress
import socket
import ssl
import time
import typing
import urllib.robotparser
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpcore
import httpx

from chancery import __version__
from chancery.errors import ArticleError

AGENT = f"chancery/{__version__}"
READ_SECONDS = 10.0
REDIRECTS = 5
GONE = frozenset({404, 410})
TOO_MANY = frozenset({429, 503})
NOT_MODIFIED = 304
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64, RFC 6052
PIECE = 65_536  # bytes unpacked at a time


@dataclass(frozen=True)
class Limits:
    """How much a fetch may cost. seconds: for the whole of one answer; pause_seconds: between asks of one host."""

    bytes: int = 10_000_000
    seconds: float = 30.0
    pause_seconds: float = 2.0
    private: bool = False


@dataclass(frozen=True)
class Answer:
    """What a server gave: `is_same` where it says that nothing changed since the validators it was sent."""

    url: str
    content: bytes
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    is_same: bool = False


class NotThereError(ArticleError):
    """An address at which nothing lies."""


class AddressRefused(httpcore.ConnectError):  # named for what happened, as its base's kin are
    """A host that resolves to an address we do not ask."""


class Clock:
    """How long the answer that is being waited for may still take, its redirects included."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.begin()

    def begin(self) -> None:
        """Count from now."""
        self.ends = time.monotonic() + self.seconds

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self.ends

    def left(self, timeout: float | None) -> float:
        """The shorter of a time limit and what is left. Raises httpcore.ReadTimeout where nothing is."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it takes too long")
        return left if timeout is None else min(left, timeout)


class _Timed(httpcore.NetworkStream):
    """A connection that gives up when the whole has taken too long, however steadily it drips."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _Timed(secured, self._clock)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)


class _Guarded(httpcore.SyncBackend):
    """Connects to public addresses only unless private ones are allowed, and to the very address that was checked."""

    def __init__(self, clock: Clock, *, private: bool) -> None:
        super().__init__()
        self.clock = clock
        self.private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"no address is known for {host}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if not (self.private or is_public(address)):
                told = host if host == address else f"{host} is {address}, which"
                raise AddressRefused(f"{told} is no public address")
        for number, address in enumerate(addresses, 1):
            try:
                opened = super().connect_tcp(address, port, self.clock.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Timed(opened, self.clock)
        raise httpcore.ConnectError(f"no address is known for {host}")


def is_public(address: str) -> bool:
    """Whether an IP address may be asked: reachable on the public net, no matter how it is written.

    >>> is_public("8.8.8.8"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    given = ipaddress.ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (given, *_within(given)))


def _within(given: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to by translation or through a tunnel."""
    if isinstance(given, ipaddress.IPv4Address):
        return []
    found = [given.ipv4_mapped, given.sixtofour, *(given.teredo or ())]
    if given in TRANSLATED:
        found.append(ipaddress.IPv4Address(int(given) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


@dataclass
class Web:
    """One conversation with the web: keeps to its limits, waits between asks of a host, heeds robots.txt.

    Use it as a context manager, or close it.
    """

    limits: Limits = field(default_factory=Limits)
    _client: httpx.Client = field(init=False, repr=False)
    _clock: Clock = field(init=False, repr=False)
    _asked: dict[str, float] = field(init=False, default_factory=dict, repr=False)
    _robots: dict[str, urllib.robotparser.RobotFileParser] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        transport = httpx.HTTPTransport(retries=0)
        self._clock = Clock(self.limits.seconds)
        # httpx has no public way to choose how a connection is made; its pool takes a backend.
        transport._pool._network_backend = _Guarded(self._clock, private=self.limits.private)  # noqa: SLF001
        self._client = httpx.Client(
            transport=transport,
            headers={"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"},
            timeout=READ_SECONDS,
            follow_redirects=True,
            max_redirects=REDIRECTS,
            trust_env=False,
        )

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetched(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """The document at an address.

        etag, modified: validators of an earlier answer; `is_same` is True where the server says nothing changed.
        Raises ArticleError for anything else than a whole answer: an address we may not ask, a broken or slow server,
        an answer that is too large.
        """
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise ArticleError(url, "is not a web address", "give one that begins with https:// or http://")
        if not self._may_ask(url):
            raise ArticleError(url, "the site's robots.txt asks us to stay away", "save the page by hand, and add that")
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._asked_for(url, {name: value for name, value in validators.items() if value})

    def _asked_for(self, url: str, headers: Mapping[str, str]) -> Answer:
        self._pause(url)
        self._clock.begin()
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                if answer.status_code == NOT_MODIFIED and headers:
                    return Answer(url, b"", is_same=True)
                answer.raise_for_status()
                content = self._content(answer, url)
                return Answer(
                    str(answer.url),
                    content,
                    answer.headers.get("content-type", ""),
                    answer.headers.get("etag", ""),
                    answer.headers.get("last-modified", ""),
                )
        except httpx.TimeoutException as error:
            if not self._clock.is_over:
                raise _explained(url, error) from error
            problem = f"the answer was not whole after {self.limits.seconds:g} seconds"
            raise ArticleError(url, problem, "try again later, or save the page by hand") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ConnectError, UnicodeError) as error:
            raise _explained(url, error) from error

    def _content(self, answer: httpx.Response, url: str) -> bytes:
        """The body, unpacked, within the limits of size and time."""
        parts, size = [], 0
        for part in _unpacked(answer):
            size += len(part)
            if size > self.limits.bytes:
                remedy = "save the article by hand, or raise the limit"
                raise ArticleError(url, f"the answer is larger than {self.limits.bytes:,} bytes", remedy)
            parts.append(part)
        return b"".join(parts)

    def _pause(self, url: str) -> None:
        host = urlsplit(url).netloc
        wait = self._asked.get(host, -1e9) + self.limits.pause_seconds - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._asked[host] = time.monotonic()

    def _may_ask(self, url: str) -> bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = urllib.robotparser.RobotFileParser()
            try:
                rules.parse(self._asked_for(f"{site}/robots.txt", {}).content.decode("utf-8", "replace").splitlines())
            except ArticleError:
                rules.parse([])  # a site without rules, or one that does not answer: the page itself will tell
            self._robots[site] = rules
        return self._robots[site].can_fetch(AGENT, url)


def _unpacked(answer: httpx.Response) -> Iterator[bytes]:
    """The body a little at a time, so that what is small when packed cannot fill the memory.

    Raises httpx.DecodingError for a body that is packed twice, in a way we did not ask for, or broken.
    """
    packed = answer.headers.get("content-encoding", "").strip().lower()
    if packed in ("", "identity"):
        yield from answer.iter_raw()
        return
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise httpx.DecodingError(f"it is packed as “{packed}”")
    machine: typing.Any = None
    try:
        for raw in answer.iter_raw():
            if machine is None:
                plain = packed == "deflate" and raw[:1] and raw[0] & 0x0F != zlib.DEFLATED
                machine = zlib.decompressobj(-zlib.MAX_WBITS if plain else zlib.MAX_WBITS | 32)
            held = raw
            while not machine.eof:
                part = machine.decompress(held, PIECE)
                held = machine.unconsumed_tail
                yield part
                if not held and len(part) < PIECE:
                    break
        if machine is not None and not machine.eof:
            raise httpx.DecodingError("it ends too soon")
    except zlib.error as error:
        raise httpx.DecodingError(str(error)) from error


def _explained(url: str, error: Exception) -> ArticleError:
    """What went wrong in the reader's words, and what may help."""
    by_hand = "save the page by hand, and add that"
    if isinstance(error, httpx.HTTPStatusError):
        return _refused(url, error.response, by_hand)
    if "no public address" in str(error):
        return ArticleError(url, str(error), "allow private addresses if you trust it (--allow-private)")
    broken = f"the answer broke off or is damaged ({error})"
    told: list[tuple[tuple[type[Exception], ...], str, str]] = [
        ((httpx.TooManyRedirects,), f"leads on more than {REDIRECTS} times", by_hand),
        ((httpx.TimeoutException,), f"no answer within {READ_SECONDS:g} seconds", f"try again later, or {by_hand}"),
        ((httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError), "leads to what is no web address", by_hand),
        ((httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError), broken, f"try again later, or {by_hand}"),
        ((Exception,), f"cannot be reached ({error})", "check the address and the network"),
    ]
    problem, remedy = next((problem, remedy) for kinds, problem, remedy in told if isinstance(error, kinds))
    return ArticleError(url, problem, remedy)


def _refused(url: str, answer: httpx.Response, by_hand: str) -> ArticleError:
    if answer.status_code in TOO_MANY:
        after = answer.headers.get("retry-after", "")
        wait = f"; it asks to wait {after} seconds" if after.isdigit() else ""
        return ArticleError(url, f"the server is busy ({answer.status_code}){wait}", "try again later")
    kind = NotThereError if answer.status_code in GONE else ArticleError
    return kind(url, f"the server answered {answer.status_code}", by_hand)
