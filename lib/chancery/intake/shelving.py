"""A piece to a file of data/articles: named, dated, told apart from what is there, its original kept."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import yaml

from chancery import article, files, paths
from chancery.errors import ArticleError, ChanceryError
from chancery.intake.piece import Piece
from chancery.markup import slug

ORIGINALS = "originals"
LONGEST_NAME = 60
_TRACKING = re.compile(r"\A(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|ref_src|cmp|smid|ocid)\Z", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


@dataclass(frozen=True)
class Shelved:
    """Where an article stands now. `is_new` is False where it was there before; `same` says what gave it away."""

    path: Path
    is_new: bool
    same: str = ""

    @property
    def name(self) -> str:
        """The article's name, as `chancery render` takes it."""
        return self.path.stem


def shelve(piece: Piece, original: bytes, original_name: str, folder: Path | None = None, name: str = "") -> Shelved:
    """File a piece as an article, its original beside it in `originals/`; nothing is written for one known already.

    original: the bytes it came in, kept under the article's name with the suffix of `original_name`.
    folder: ``data/articles`` unless given; name: the article's name; made of its title unless given.
    Raises ArticleError for a piece without text or date, a name that is taken, or a folder that cannot be written.
    """
    shelf = folder or paths.articles()
    if not piece.text.strip():
        raise ArticleError(original_name, "there is no text in it", "copy the article's text into a .md file")
    if not piece.verbatim and piece.published is None:
        raise ArticleError(
            original_name,
            "no publication date was found; days such as “Monday” cannot be read without one",
            "give it with --published YYYY-MM-DD",
        )
    digest = hashlib.sha256(original).hexdigest()
    known = _known(piece, digest, shelf)
    if known is not None:
        return known
    stem = _free_name(name or _name(piece, original_name), shelf, piece, is_given=bool(name))
    suffix = match[0].lower() if (match := _SUFFIX.search(original_name)) else ".txt"
    text = piece.text if piece.verbatim else _file(piece, f"{ORIGINALS}/{stem}{suffix}", digest)
    target = shelf / f"{stem}.md"
    try:
        files.replaced(shelf / ORIGINALS / f"{stem}{suffix}", original)
        files.replaced(target, text)
    except OSError as error:
        remedy = "make room or mend the folder's permissions; nothing was half-written"
        raise ArticleError(str(target), f"cannot be written: {error.strerror or error}", remedy) from error
    return Shelved(target, is_new=True)


def same_address(url: str) -> str:
    """An address without what does not tell articles apart: fragment, tracking, case of the host, a slash at the end.

    >>> same_address("HTTPS://News.example/a/?utm_source=x&id=4#top")
    'https://news.example/a?id=4'
    """
    parts = urlsplit(url.strip())
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), query, ""))


def same_words(text: str) -> str:
    """A digest of a text's words, whatever its line ends, quotation marks and spaces.

    >>> same_words("“So,” he said.") == same_words('"So,"  he said. ')
    True
    """
    return hashlib.sha256(" ".join(re.findall(r"\w+", text.casefold())).encode()).hexdigest()


def _known(piece: Piece, digest: str, shelf: Path) -> Shelved | None:
    """The article that is this one already, by its original, its address or its words."""
    body = article.split_front_matter(piece.text, "")[1] if piece.verbatim else piece.text
    words, address = same_words(body), same_address(piece.url) if piece.url else ""
    for path in sorted(shelf.glob("*.md")) + sorted(shelf.glob("*.txt")):
        try:
            raw = path.read_bytes()
            matter, there = article.split_front_matter(raw.decode("utf-8"), str(path))
        except (OSError, UnicodeDecodeError, ChanceryError):
            continue
        if digest in (matter.get("original_sha256"), hashlib.sha256(raw).hexdigest()):
            return Shelved(path, is_new=False, same="the same file")
        if address and matter.get("url") and same_address(str(matter["url"])) == address:
            return Shelved(path, is_new=False, same="the same address")
        if same_words(there) == words:
            return Shelved(path, is_new=False, same="the same words")
    return None


def _name(piece: Piece, original_name: str) -> str:
    made = slug(piece.title or Path(original_name).stem)
    return made if len(made) <= LONGEST_NAME else made[: LONGEST_NAME + 1].rsplit("-", 1)[0]


def _free_name(stem: str, shelf: Path, piece: Piece, *, is_given: bool) -> str:
    """The name, with the day where another article has it; a name the user gave must be free."""
    if is_given and not re.fullmatch(r"[\w-]+", stem):
        raise ArticleError(f"--name {stem}", "cannot be the name of an article", "use letters, digits and hyphens")
    taken = {path.stem for path in shelf.glob("*")}
    if stem not in taken:
        return stem
    if is_given:
        raise ArticleError(f"--name {stem}", "another article has this name", "choose another, or leave --name out")
    dated = f"{piece.published}-{stem}" if piece.published else stem
    return next(
        name for number in range(1, 10_000) if (name := f"{dated}-{number}" if number > 1 else dated) not in taken
    )


def _file(piece: Piece, original: str, digest: str) -> str:
    """The article's file: what is known as front matter, then its words."""
    matter = {
        "title": piece.title,
        "source": piece.source,
        "author": piece.author,
        "url": piece.url,
        "published": piece.published or dt.date.min,
        "published_basis": piece.basis,
        "published_note": piece.note,
        "language": piece.language,
        "doubt": piece.doubt,
        "original": original,
        "original_sha256": digest,
    }
    said = {key: value for key, value in matter.items() if value != ""}
    head = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110)
    return f"---\n{head}---\n{piece.text.strip()}\n"
