"""Tables of questions asked of the calendar, and of what others found when they asked."""

from chancery.schemas import columns as c
from chancery.schemas.tables import Table

LAUNCH_DESIGNS = Table(
    name="launch_designs",
    title="one question of the calendar: which exercises, and which events in and around them",
    noun=("question of the calendar", "questions of the calendar"),
    key=("design_id",),
    own_columns={
        "design_id": c.identifier("short name of the design"),
        "name": c.text("the exercises, as a sentence may call them", blank=False),
        "theatre": c.reference("the theatre it belongs to", "theatres", "theatre"),
        "actor": c.code("whose provocations count as events"),
        "series": c.listing("exercises that count as exposure", blank=False, references=("exercises", "series")),
        "statuses": c.listing(
            "what must have become of them", blank=False, pattern="held|scaled down|suspended|cancelled"
        ),
        "categories": c.listing("categories of provocations that count", references=("provocations", "category")),
        "excluded_subtypes": c.listing("subtypes of those that do not", references=("provocations", "subtype")),
        "event_series": c.listing("exercises whose first day counts as an event", references=("exercises", "series")),
        "event_noun": c.text("what its events are called, in the plural", blank=False),
        "periods": c.listing(
            "years asked about, FIRST-LAST, or FIRST- to the briefing's day", blank=False, pattern=r"\d{4}-(\d{4})?"
        ),
        "windows": c.listing("days on either side of an exercise that count as near", blank=False, pattern=r"\d{1,3}"),
        "record": c.vocabulary(
            "full: every event of its kind was sought; chosen: some were, so that nothing can be said of chance",
            ("full", "chosen"),
        ),
        "note": c.text("why it is drawn so"),
    },
    facts=("name", "series", "categories"),
    vocabulary=True,
)

PUBLISHED_FINDINGS = Table(
    name="published_findings",
    title="what one study found of exercises and what followed them",
    noun=("published finding", "published findings"),
    key=("finding_id",),
    own_columns={
        "finding_id": c.identifier("authors and year"),
        "authors": c.text("who wrote it", blank=False),
        "year": c.count("year of publication", least=1900, blank=False),
        "title": c.text("title and where it appeared", blank=False),
        "theatre": c.reference("the theatre it is about; blank: all", "theatres", "theatre", blank=True),
        "period": c.text("years studied, or that they are not known here", blank=False),
        "exercises": c.text("which exercises it counts", blank=False),
        "events": c.text("what it counts as an answer", blank=False),
        "method": c.text("how it compares", blank=False),
        "finding": c.text("what it found, in our words", blank=False),
        "direction": c.vocabulary("what it says of exercises and hostility", ("raises", "none", "lowers", "mixed")),
        "note": c.text("what was read of it, and what not"),
    },
    facts=("authors", "year", "finding"),
    series="direction",
)
