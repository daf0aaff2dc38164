"""Records as files: written, read, and made of plain values; a record of another form is told so, never guessed at."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from chancery.errors import ReportRecordError
from chancery.record.forms import FORM, READABLE, BriefingRecord


def written(record: BriefingRecord, path: Path) -> Path:
    """The file of a record, written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record.text(), encoding="utf-8", newline="\n")
    return path


def read(path: Path) -> BriefingRecord:
    """The record in a file.

    Raises ReportRecordError for a file that is missing, is not JSON, has another version, or lacks or adds fields.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
    except OSError as error:
        remedy = "render the briefing first, or give the path of its .json"
        raise ReportRecordError(str(path), error.strerror or str(error), remedy) from error
    except ValueError as error:
        raise ReportRecordError(str(path), f"is not JSON ({error})", "render the briefing again") from error
    return of(values, str(path))


def of(values: Any, where: str) -> BriefingRecord:
    """The record that plain values stand for. Raises ReportRecordError that lists every fault at once."""
    if not isinstance(values, dict) or values.get("form") != FORM:
        raise ReportRecordError(where, "is no record of a briefing", "give the .json that stands beside the page")
    if values.get("version") not in READABLE:
        said = f"has version {values.get('version')!r}, this reads {' and '.join(READABLE)}"
        raise ReportRecordError(where, said, "render the briefing again")
    try:
        return BriefingRecord.model_validate(values)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, each['loc']))}: {each['msg'].lower()}" for each in error.errors()]
        raise ReportRecordError(where, "; ".join(faults), "render the briefing again") from None
