"""The one definition of every reference table: columns, types, vocabularies, keys, and the rules between cells.

`TABLES` maps a table's name to its `Table`; the loader, the check, the data package and the codebook all read it.
"""

from chancery.schemas.completeness import COMPLETENESS
from chancery.schemas.context import ACTORS, ALLIANCE_MEMBERS, ALLIANCES, LIKELIHOOD, OFFICEHOLDERS, THEATRES
from chancery.schemas.events import (
    CALENDAR,
    EXERCISES,
    MILESTONES,
    PROVOCATIONS,
    STATEMENTS,
    TIES,
    UNGA_SPEAKERS,
    UNSC_RESOLUTIONS,
)
from chancery.schemas.questions import LAUNCH_DESIGNS, PUBLISHED_FINDINGS
from chancery.schemas.tables import PROVENANCE, Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ACTORS,
        ALLIANCES,
        ALLIANCE_MEMBERS,
        TIES,
        EXERCISES,
        STATEMENTS,
        PROVOCATIONS,
        UNSC_RESOLUTIONS,
        UNGA_SPEAKERS,
        OFFICEHOLDERS,
        LIKELIHOOD,
        MILESTONES,
        CALENDAR,
        THEATRES,
        LAUNCH_DESIGNS,
        PUBLISHED_FINDINGS,
        COMPLETENESS,
    )
}

__all__ = ["PROVENANCE", "TABLES", "Table"]
