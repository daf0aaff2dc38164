"""The page that `chancery diff --html` writes: what changed between two briefings."""

from chancery import diff, markup, shelf
from chancery.brief.since import tables
from chancery.diff import Difference
from chancery.report import sheet
from chancery.words import iso_day

KIND = "diff"
CHOSEN = "Two briefings were compared by their records, not by their words."


def page(found: Difference) -> str:
    """A difference as one self-contained page, under the stricter marking of the two briefings."""
    marking = shelf.strictest(found.old.marking, found.new.marking)
    title = f"What changed: {found.new.title}"
    reasons = diff.material(found)
    same = found.old.title == found.new.title
    masthead = markup.masthead(
        title=found.new.title,
        dek=diff.summary(found) if same else f"{diff.summary(found)} {CHOSEN}",
        date=found.new.as_of,
        marking=marking,
        source=f"set against the record of {iso_day(found.old.as_of)}",
        kicker="What changed",
    )
    news = (
        markup.section("Material changes", [], [markup.caveats(reasons)])
        if reasons
        else markup.section("Material changes", ["None, by the declared rules."])
    )
    shown = tables(found)
    listed = markup.section("All changes", [] if shown else ["The two briefings do not differ."], shown)
    return sheet(title, masthead, [news, listed], kind=KIND, marking=marking, description=diff.summary(found))
