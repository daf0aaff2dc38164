"""Files written whole or not at all."""

import contextlib
import tempfile
from pathlib import Path


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
