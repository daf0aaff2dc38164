"""The file that says what to watch: feeds, folders, the rules that choose, and what a fetch may cost."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from chancery import files
from chancery.errors import ParameterError
from chancery.intake.web import Limits


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Feed(_Strict):
    """An RSS or Atom feed. source: the name its articles are filed under, where the pages give none."""

    url: str
    source: str = ""

    @field_validator("url")
    @classmethod
    def _is_web(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("is not a web address: it begins with https:// or http://")
        return url


class Folder(_Strict):
    """A folder where files arrive. pattern: which of them, as a shell would match."""

    path: Path
    pattern: str = "*"
    source: str = ""


class Briefing(_Strict):
    """What to render for a match: a notebook, and parameters that differ from the defaults."""

    notebook: str = "briefing"
    parameters: dict[str, Any] = Field(default_factory=dict)


class Rule(_Strict):
    """What an article must hold to be kept. Of each list that is given, one entry must be met.

    actors: codes of actors.csv; exercises: series or ids of exercises.csv; words: whole words or phrases, `*` at the
    end for any ending. briefing: what to render of it; nothing unless given.
    """

    name: str = "everything"
    actors: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    briefing: Briefing | None = None


class WatchLimits(_Strict):
    """What a pass may cost; see `web.Limits`. items: new ones looked at in one pass; tries: per item that fails."""

    megabytes: float = Field(10, gt=0, le=100)
    seconds: float = Field(30, gt=0, le=600)
    pause_seconds: float = Field(2, ge=0, le=600)
    items: int = Field(50, ge=1, le=1000)
    tries: int = Field(3, ge=1, le=20)


class Watchlist(_Strict):
    """What to watch, and what of it to keep. The first rule that an article meets decides."""

    feeds: tuple[Feed, ...] = ()
    folders: tuple[Folder, ...] = ()
    rules: tuple[Rule, ...] = (Rule(),)
    limits: WatchLimits = WatchLimits()
    allow_private: bool = False

    def web_limits(self) -> Limits:
        """The limits a fetch keeps to."""
        given = self.limits
        return Limits(int(given.megabytes * 1e6), given.seconds, given.pause_seconds, self.allow_private)


def watchlist(path: Path) -> Watchlist:
    """The watch list in a YAML file; folders in it are relative to the file's own.

    Raises ParameterError listing everything that is wrong with the file.
    """
    held = files.settings(path, "lists nothing to watch", "docs/intake.md")
    try:
        made = Watchlist.model_validate(held)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg'].lower()}" for one in error.errors())
        raise ParameterError(str(path), told, "see docs/intake.md for what may stand there") from None
    if not made.feeds and not made.folders:
        raise ParameterError(str(path), "lists nothing to watch", "add a feed or a folder; see docs/intake.md")
    here = path.resolve().parent
    folders = tuple(item.model_copy(update={"path": here / item.path.expanduser()}) for item in made.folders)
    return made.model_copy(update={"folders": folders})
