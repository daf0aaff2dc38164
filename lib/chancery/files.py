"""Files written whole or not at all; files of settings, read."""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

from chancery.errors import ParameterError


def replaced(path: Path, content: str | bytes) -> Path:
    """A file with this content, put in the place of an earlier one at once; text as UTF-8 with plain line ends.

    Its folder is made if missing. Raises OSError where it cannot be written; what stood there stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent, delete=False
    ) as part:
        draft = Path(part.name)
    try:
        draft.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    return path


def settings(path: Path, otherwise: str, see: str) -> dict[str, Any]:
    """The mapping in a YAML file that a user writes.

    otherwise: what is said of a file that holds none. see: the document that tells what may stand in it.
    Raises ParameterError.
    """
    import yaml  # not every file is of settings

    try:
        held = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(str(path), f"cannot be read: {error}", "give a UTF-8 YAML file") from error
    except yaml.YAMLError as error:
        raise ParameterError(str(path), f"is not valid YAML ({error})", f"see {see} for an example") from error
    if not isinstance(held, dict):
        raise ParameterError(str(path), otherwise, f"see {see} for an example")
    return held
