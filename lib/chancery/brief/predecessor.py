"""Which briefing came before: the record that changes are told against, chosen by the parameter `previous`."""

import hashlib
from pathlib import Path

from chancery import dossier, paths, shelf
from chancery.dossier import Dossier
from chancery.errors import ParameterError
from chancery.parameters import Parameters
from chancery.record import BriefingRecord, PreviousRecord, read

AUTO = "auto"


def previous_record(parameters: Parameters, folder: Path | None = None, case: Dossier | None = None) -> Path | None:
    """The record of the briefing that changes are told against; None where none is asked for, or `auto` finds none.

    folder: where names are looked for, ``reports/`` unless given. case: the dossier, where it is opened already.
    Raises ReportRecordError for a name or path without a record, or a record that cannot be read; ParameterError for
    one that is marked higher than the briefing which would tell of it.
    """
    if not parameters.previous:
        return None
    marking = parameters.marking
    if parameters.previous != AUTO:
        found = shelf.record_path(parameters.previous, folder)
        told = read(found).marking
        if not shelf.may_tell(marking, told):
            raise ParameterError(
                f"previous={found.stem}",
                f"is marked {told or 'nothing'}, and this briefing {marking}: it would tell of it to a wider circle",
                f"set marking to {told} or higher, or name another briefing",
            )
        return found
    case = case or dossier.opened(parameters)
    return shelf.predecessor(folder or paths.reports(), case.theatre.code, case.focus, case.as_of, marking=marking)


def predecessor(case: Dossier) -> tuple[BriefingRecord, PreviousRecord] | None:
    """The record of the briefing before, and how this one's record names it; None where there is none."""
    found = previous_record(case.parameters, case=case)
    if found is None:
        return None
    held = read(found)
    named = PreviousRecord(
        name=shelf.dated_name(found, held),
        title=held.title,
        as_of=held.as_of,
        sha256=hashlib.sha256(found.read_bytes()).hexdigest(),
    )
    return held, named
