"""What a run came to, in plain words and as data."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery import shelf
from chancery.notices.targets import Occasion
from chancery.record import BriefingRecord

FORM, VERSION = "chancery-notice", "1"


@dataclass(frozen=True)
class Made:
    """A report that a run made: its page, its record where it has one, and why it is news, if it is.

    changes: the reasons why it differs materially from the briefing before; empty where it does not.
    """

    page: Path
    record: BriefingRecord | None = None
    changes: tuple[str, ...] = ()

    @property
    def marking(self) -> str:
        """The report's marking; "" for a page without a record, which no limit lets pass."""
        return self.record.marking if self.record else ""


@dataclass(frozen=True)
class News:
    """One run to tell of. problem: why it failed, "" where it did not; since: when it began to fail."""

    job: str
    due: dt.datetime
    made: tuple[Made, ...] = ()
    problem: str = ""
    since: dt.datetime | None = None

    @property
    def occasions(self) -> set[Occasion]:
        """What the run is an occasion of."""
        if self.problem:
            return {"failure"}
        return {"success", "change"} if any(each.changes for each in self.made) else {"success"}

    def up_to(self, marking: str) -> tuple[tuple[Made, ...], int]:
        """The reports that may be sent where `marking` is the limit, and how many may not."""
        limit = shelf.rank(marking)
        allowed = tuple(
            each
            for each in self.made
            if limit is not None and (rank := shelf.rank(each.marking)) is not None and rank <= limit
        )
        return allowed, len(self.made) - len(allowed)

    def subject(self, made: tuple[Made, ...]) -> str:
        """One line: what happened, to which job."""
        if self.problem:
            return f"{self.job} failed"
        changed = sum(bool(each.changes) for each in made)
        if len(made) == 1:
            title = made[0].record.title if made[0].record else made[0].page.stem
            return f"{'Changed: ' if changed else ''}{title}"
        return f"{self.job}: {len(made)} reports" + (f", {changed} with material changes" if changed else "")

    def text(self, made: tuple[Made, ...], withheld: int, *, attached: bool) -> str:
        """The news as plain text: what failed, or what the briefings open with and what changed in them."""
        lines = [f"Job {self.job}, due {self.due.isoformat(timespec='minutes')}.", ""]
        if self.problem:
            lines += ["It failed:", self.problem]
            if self.since is not None:
                lines += [f"It has failed since the run due {self.since.isoformat(timespec='minutes')}."]
            lines += ["Earlier reports are left as they were."]
        for each in made:
            lines += [*_told(each), ""]
        if withheld:
            lines += [f"{withheld} more made, marked above what may be sent here.", ""]
        if made and attached:
            lines += ["The whole briefing, with the evidence for each sentence, is attached."]
        elif made:
            lines += ["The whole briefing, with the evidence for each sentence, lies where it was made."]
        return "\n".join(lines).rstrip() + "\n"

    def data(self, made: tuple[Made, ...], withheld: int) -> dict[str, Any]:
        """The news as a webhook gets it."""
        return {
            "form": FORM,
            "version": VERSION,
            "job": self.job,
            "due": self.due.isoformat(),
            "state": "failed" if self.problem else "done",
            "problem": self.problem,
            "failing_since": self.since.isoformat() if self.since else None,
            "withheld": withheld,
            "reports": [
                {
                    "name": each.page.stem,
                    "changes": list(each.changes),
                    "record": each.record.model_dump(mode="json") if each.record else None,
                }
                for each in made
            ],
        }


def _told(made: Made) -> list[str]:
    """A report in plain text: its title, marking, what it opens with, what changed."""
    record = made.record
    if record is None:
        return [f"{made.page.stem}: a page without a record of its findings."]
    texts = {finding.id: finding for finding in record.findings}
    opening = [texts[each] for each in record.bottom_line if each in texts]
    lines = [record.title, f"[{record.marking}] as known on {record.as_of}", ""]
    for finding in opening:
        lines += [f"- {finding.text}", *(f"  ({caveat})" for caveat in finding.caveats)]
    if made.changes:
        lines += ["", "Changed since the briefing before:", *(f"- {reason}" for reason in made.changes)]
    return lines
