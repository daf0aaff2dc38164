"""Downloading an official file once: cached, checked, resumed after an interruption."""

from pathlib import Path
from typing import Any

import pooch
import requests

from chancery.errors import ReferenceDataError
from chancery.reference.datasets import store
from chancery.reference.datasets.catalogue import dataset
from chancery.reference.folders import datasets_folder

TIMEOUT_SECONDS = 30
CHUNK = 1 << 16


def fetch(name: str, url: str = "", sha256: str = "") -> Path:
    """The official file of a dataset, from the cache where it was fetched before.

    url: another address than the catalogue's; sha256: the checksum the file must have. Without one, the checksum of
    the first download is kept beside it, and a later download must match it.
    An interrupted download goes on where it stopped. Raises ReferenceDataError offline, for a missing page,
    for a file cut short and for a wrong checksum; a file that fails leaves nothing behind but the part to resume.
    """
    found = dataset(name)
    address = url or found.url
    if not address:
        raise ReferenceDataError(
            name, "has no file to fetch", f"download it at {found.page}, then: chancery data import {name} FILE"
        )
    cache = datasets_folder() / "downloads" / name
    file = address.rsplit("/", 1)[-1].partition("?")[0] or name
    note = cache / f"{file}.sha256"
    expected = sha256 or (note.read_text(encoding="ascii").strip() if note.exists() else "")
    try:
        path = Path(
            pooch.retrieve(
                address,
                known_hash=f"sha256:{expected}" if expected else None,
                fname=file,
                path=cache,
                downloader=_resume,
            )
        )
    except requests.RequestException as error:
        raise _explained(name, address, found.page, error) from error
    except ValueError as error:
        remedy = (
            "the publisher may have changed the file: check its page, then delete the .sha256 note, or pass --sha256"
        )
        raise ReferenceDataError(address, "the checksum is not the expected one", remedy) from error
    note.write_text(store.sha256(path) + "\n", encoding="ascii")
    return path


def _resume(url: str, output_file: Any, _: Any) -> None:
    """Download to a part file that outlives an interruption, then hand it over whole."""
    cache = Path(str(output_file)).parent
    part = cache / (url.rsplit("/", 1)[-1].partition("?")[0] + ".part")
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    with requests.get(url, stream=True, timeout=TIMEOUT_SECONDS, headers=headers) as answer:
        if answer.status_code == requests.codes.requested_range_not_satisfiable:
            part.unlink(missing_ok=True)
        answer.raise_for_status()
        mode = "ab" if answer.status_code == requests.codes.partial_content else "wb"
        with part.open(mode) as handle:
            for chunk in answer.iter_content(CHUNK):
                handle.write(chunk)
    part.replace(str(output_file))


def _explained(name: str, url: str, page: str, error: requests.RequestException) -> ReferenceDataError:
    by_hand = f"download it by hand at {page}, then: chancery data import {name} FILE"
    if isinstance(error, requests.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        problem = (
            "there is no such file (404)" if status == requests.codes.not_found else f"the server answered {status}"
        )
        return ReferenceDataError(url, problem, by_hand)
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return ReferenceDataError(url, "the download broke off", "run the command again: it goes on where it stopped")
    if isinstance(error, requests.Timeout):
        return ReferenceDataError(url, f"no answer within {TIMEOUT_SECONDS} seconds", f"try again later, or {by_hand}")
    return ReferenceDataError(url, "cannot be reached: this machine may be offline", by_hand)
