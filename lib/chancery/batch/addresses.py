"""What lies at an address: articles and folders of own tables by URL, read whole, within limits, and laid out here.

fsspec reads them, where the driver for that kind of address is installed; what is on the web is read by `intake.web`,
which asks no private address unless allowed. Nothing is read but what an address names: an article, and the judgments
beside it where that is no web site, or the tables of a folder.
"""

import hashlib
import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from chancery import files, reference
from chancery.article.judgments import SUFFIX as JUDGMENTS
from chancery.article.loading import SUFFIXES
from chancery.batch.sources import PATTERN, Source, shown
from chancery.errors import ArticleError, ParameterError
from chancery.intake.formats import LARGEST_BYTES
from chancery.intake.web import Limits, NotThereError, Web

FOLDER_BYTES = 1_000_000_000  # of the tables of one folder together
MOST_ARTICLES = 10_000  # of one pattern
WEB_SECONDS = 120.0
_UNFIT = re.compile(r"[\x00-\x1f/\\]|^\.")
_WEB = ("http", "https")
_HERE = ("memory", "file", "local")  # what other machines do not see


@dataclass
class Reader:
    """Reads each address once. sources: of the files laid out here, those that other machines can read themselves."""

    private: bool = False
    sources: dict[Path, Source] = field(default_factory=dict)
    _articles: dict[str, list[Path]] = field(default_factory=dict, repr=False)
    _folders: dict[str, Path] = field(default_factory=dict, repr=False)

    def articles(self, url: str) -> list[Path]:
        """The article at an address, or those that a pattern matches, as files here, with the judgments on them.

        Raises ChanceryError for what cannot be read, is too large, is no article by its name, or is not there.
        """
        if url not in self._articles:
            self._articles[url] = [self._article(each) for each in self._matches(url)]
        return self._articles[url]

    def tables(self, url: str) -> Path:
        """The folder of tables at an address, as a folder here of the same name. Raises ChanceryError."""
        if url not in self._folders:
            self._folders[url] = self._laid_out(self._tables(url), _name(url), FOLDER_BYTES)
        return self._folders[url]

    @cached_property
    def _web(self) -> Web:
        """One conversation for all articles: it waits between asks of a host."""
        return Web(_limits(LARGEST_BYTES, private=self.private))

    def _article(self, url: str) -> Path:
        name = _name(url)
        if PurePosixPath(name).suffix not in SUFFIXES:
            remedy = f"give one that ends in {' or '.join(SUFFIXES)}; `chancery add` takes in pages and documents"
            raise ArticleError(shown(url), "is not the address of an article", remedy)
        held = {url: _content(url, LARGEST_BYTES, self._web)}
        words = f"{url.rpartition('/')[0]}/{PurePosixPath(name).stem}{JUDGMENTS}"
        if not _is_web(url):
            with suppress(NotThereError):
                held[words] = _content(words, LARGEST_BYTES, self._web)
        return self._laid_out(held, "", LARGEST_BYTES) / name

    def _matches(self, url: str) -> list[str]:
        if _is_web(url) or not PATTERN.search(url):
            return [url]
        system, path = file_system(url)
        with _told(url):
            found = sorted(each for each in system.glob(path) if _is_article(each))
        if not found:
            raise ArticleError(shown(url), "no article matches", f"patterns match {' and '.join(SUFFIXES)} files")
        if len(found) > MOST_ARTICLES:
            raise ArticleError(
                shown(url), f"matches {len(found):,} articles", f"name at most {MOST_ARTICLES:,} at once"
            )
        return [str(system.unstrip_protocol(each)) for each in found]

    def _tables(self, url: str) -> dict[str, bytes]:
        """Every table of a folder by its address."""
        held: dict[str, bytes] = {}
        left = FOLDER_BYTES
        with Web(_limits(FOLDER_BYTES, private=self.private, pause_seconds=0)) as web:
            for each in self._listed(url):
                with suppress(NotThereError):  # the web lists no folder: each table is asked for by its name
                    held[each] = _content(each, left, web)
                    left -= len(held[each])
        if not held:
            raise ParameterError(f"data={shown(url)}", "holds no table", "give a folder of CSV files")
        return held

    @staticmethod
    def _listed(url: str) -> list[str]:
        if _is_web(url):
            from chancery.schemas import TABLES  # pandas: whoever has no address need not wait for it

            return [f"{url.rstrip('/')}/{table.file}" for table in TABLES.values()]
        system, path = file_system(url)
        with _told(url):
            found = sorted(each["name"] for each in system.ls(path, detail=True) if each["type"] == "file")
        return [str(system.unstrip_protocol(each)) for each in found if each.endswith(".csv")]

    def _laid_out(self, held: dict[str, bytes], under: str, most: int) -> Path:
        """The folder of these files here: one for what they hold, so that the same is at the same place."""
        digests = {url: hashlib.sha256(content).hexdigest() for url, content in held.items()}
        facts = "".join(f"{_name(url)}\0{digest}\n" for url, digest in sorted(digests.items()))
        label = hashlib.sha256(facts.encode()).hexdigest()[:16]
        folder = (reference.datasets_folder() / "fetched" / label / under).resolve()
        for url, content in held.items():
            path = folder / _name(url)
            if not path.is_file() or path.read_bytes() != content:
                files.replaced(path, content)
            if urlsplit(url).scheme not in _HERE:
                self.sources[path] = Source(url, digests[url], most, self.private)
        return folder


def file_system(url: str) -> tuple[Any, str]:
    """The file system that fsspec has for an address, and the path in it.

    Raises ParameterError where there is none, its driver is not installed, or the address is several in one.
    """
    if "::" in url:
        raise ParameterError(shown(url), "leads through another address", "give the address of the files themselves")
    try:
        core: Any = importlib.import_module("fsspec.core")
        found: tuple[Any, str] = core.url_to_fs(url)
    except ImportError as error:
        remedy = "pip install 'chancery[dask]', and the package for that kind of URL"
        raise ParameterError(shown(url), f"cannot be read here: {error}", remedy) from None
    except ValueError as error:
        raise ParameterError(shown(url), str(error), "give an address such as s3://bucket/folder") from None
    return found


def again(source: Source) -> bytes:
    """A file that was read before, read now. Raises ChanceryError where it cannot be, or is another than it was."""
    with Web(_limits(source.most, private=source.private)) as web:
        held = _content(source.url, source.most, web)
    if hashlib.sha256(held).hexdigest() != source.sha256:
        raise ArticleError(shown(source.url), "changed after the batch was begun", "start the batch again")
    return held


def _content(url: str, most: int, web: Web) -> bytes:
    """A file, whole. Raises NotThereError where there is none, else ChanceryError."""
    if _is_web(url):
        try:
            return web.fetched(url).content
        except ArticleError as error:
            raise type(error)(shown(url), error.problem, error.remedy) from None
    system, path = file_system(url)
    with _told(url), system.open(path, "rb") as file:
        held: bytes = file.read(most + 1)
    if len(held) > most:
        raise ArticleError(shown(url), f"is larger than {most:,} bytes", "give less of it, or copy it here")
    return held


@contextmanager
def _told(url: str) -> Iterator[None]:
    """What a driver of fsspec raises, in words; of its many kinds only one is told apart."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise NotThereError(shown(url), "nothing is there", "check the address") from None
    except Exception as error:  # noqa: BLE001 - drivers have errors of their own
        told = f"cannot be read: {type(error).__name__}: {error}".replace(url, shown(url))
        raise ArticleError(shown(url), told, "check the address, and who may read there") from None


def _limits(most: int, *, private: bool, pause_seconds: float = Limits.pause_seconds) -> Limits:
    return Limits(most, WEB_SECONDS, pause_seconds, private)


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme.lower() in _WEB


def _is_article(path: str) -> bool:
    return PurePosixPath(path).suffix in SUFFIXES and not path.endswith(JUDGMENTS)


def _name(url: str) -> str:
    """What the file or folder at an address is called. Raises ParameterError for what no file may be called."""
    path = urlsplit(url).path if _is_web(url) else url.partition("://")[2]
    name = unquote(path) if _is_web(url) else path
    name = name.rstrip("/").rpartition("/")[2]
    if not name or _UNFIT.search(name):
        raise ParameterError(shown(url), "names no file or folder", "give the address of an article or of a folder")
    return name
