"""Where the word lists of a briefing lie, without reading any; `text.word_lists` reads them."""

from collections.abc import Sequence
from pathlib import Path

from chancery import paths
from chancery.errors import ParameterError
from chancery.reference.folders import analyst_folders

SHIPPED_ALONE = "shipped"
NAMED = "lexicons"


def lexicon_folders(lexicon: str, data: Path | str | Sequence[Path | str] = ()) -> tuple[Path, ...]:
    """The folders of word lists that a briefing lays over the shipped ones, the last the strongest.

    lexicon: "" for those of the analyst's own tables, in the folder `lexicon` of each; "shipped" for none; else a name
    (see `lexicons`) or the path of a folder. data: folders of tables besides those of ``CHANCERY_DATA``.
    Raises ParameterError for one that is not there; ReferenceDataError for a folder of tables that is not.
    """
    if not lexicon:
        own = (folder / paths.LEXICON for folder in analyst_folders(data))
        return tuple(folder for folder in own if folder.is_dir())
    if lexicon == SHIPPED_ALONE:
        return ()
    known = lexicons(data)
    folder = known.get(lexicon, Path(lexicon).expanduser())
    if not any(folder.glob("*.csv")):
        names = ", ".join((SHIPPED_ALONE, *known))
        raise ParameterError(
            f"lexicon={lexicon}",
            "holds no word list" if folder.is_dir() else "no such lexicon",
            f"use {names}, make data/lexicons/NAME with word lists in it, or give the path of such a folder",
        )
    return (folder,)


def lexicon_place(lexicon: str, data: Path | str | Sequence[Path | str] = ()) -> str:
    """A lexicon as another process finds it from another folder: a name of the project stays one, else its whole path.

    Raises as `lexicon_folders`.
    """
    if lexicon in ("", SHIPPED_ALONE):
        return lexicon
    (folder,) = lexicon_folders(lexicon, data)
    place = folder.resolve()
    named = lexicons(data).get(place.name)
    return place.name if named == place and place.parent == paths.lexicons() else str(place)


def lexicons(data: Path | str | Sequence[Path | str] = ()) -> dict[str, Path]:
    """The lexicons that have a name, with their folders: of the project, and of the analyst's own tables, which win.

    They lie in ``data/lexicons/NAME`` and in ``FOLDER/lexicons/NAME``.
    """
    places = (paths.lexicons(), *(folder / NAMED for folder in analyst_folders(data)))
    found = {folder.name: folder for place in places for folder in place.glob("*/") if any(folder.glob("*.csv"))}
    return dict(sorted(found.items()))
