"""The supplied article is read as an analyst would read it (issue 4, first show)."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from chancery.article import Article, load
from chancery.text.reading import Reading, read
from chancery.text.records import Claim, Entity, Quote

ARTICLE = Path(__file__).parent.parent / "data" / "articles" / "dprk-at-unga.md"
SUPPLIED = Path(__file__).parent.parent.parent / "shared" / "article" / "dprk-at-unga.txt"
QUOTED = (
    "balance of power",
    "We will never give up this position.",
    "threat of invasion,",
    "the balance of power on the Korean Peninsula is being guaranteed.",
    "hegemonic powers",
    "indiscriminate tariff wars",
    "is facing more serious challenges than ever before,",
    "are breaking all previous records in their scale, nature, frequency, and scope.",
    "good memories",
    "will begin a new journey toward peaceful coexistence and common growth on the Korean Peninsula.",
    "The first step will be to restore the fractured inter-Korean trust and move toward a position of mutual respect.",
    "peacemaker",
    "expressed his desire to continue cooperation with North Korea.",
    "hegemonism,",
)


@pytest.fixture(scope="module")
def article() -> Article:
    """The article as shipped."""
    return load(ARTICLE)


@pytest.fixture(scope="module")
def reading(article: Article) -> Reading:
    """Its reading with the shipped tables."""
    return read(article)


def at(reading: Reading, words: str, nth: int = 0) -> int:
    """Offset of the nth occurrence of some words."""
    place = -1
    for _ in range(nth + 1):
        place = reading.document.body.index(words, place + 1)
    return place


def meant(reading: Reading, words: str, nth: int = 0, within: str = "") -> Entity | None:
    """The entity of the mention that begins with some words, within a longer passage where given."""
    begin = at(reading, within) if within else 0
    start = reading.document.body.index(words, begin) if within else at(reading, words, nth)
    for mention in reading.mentions:
        if mention.start == start and mention.end == start + len(words):
            return reading.entity(mention.entity)
    return None


def holding(reading: Reading, words: str) -> list[Quote]:
    """The quotes that hold some words, the narrowest first."""
    start = at(reading, words)
    found = [quote for quote in reading.quotes if any(a <= start < b for a, b in quote.spans)]
    return sorted(found, key=lambda quote: sum(b - a for a, b in quote.spans))


def speaker(reading: Reading, words: str) -> str:
    """Name of the speaker of the narrowest quote around some words."""
    entity = reading.entity(holding(reading, words)[0].speaker)
    return entity.name if entity else ""


def interval(reading: Reading, words: str, nth: int = 0) -> tuple[dt.date, dt.date]:
    """From and to of the date that holds some words."""
    start = at(reading, words, nth)
    return next((item.from_, item.to) for item in reading.dates if item.start <= start < item.end)


def claims_at(claims: Iterable[Claim], reading: Reading, words: str) -> list[Claim]:
    """The claims whose span holds some words."""
    start = at(reading, words)
    return [claim for claim in claims if claim.start <= start < claim.end]


def test_the_body_is_the_supplied_text_to_the_byte(article: Article) -> None:
    """Nothing is added, removed or normalised below the front matter."""
    if not SUPPLIED.exists():
        pytest.skip("the supplied article does not lie beside this checkout")
    assert SUPPLIED.read_bytes() == article.body.encode()


def test_fourteen_passages_in_quotation_marks_are_found(reading: Reading) -> None:
    """Counted by eye in the article."""
    found = [mark for mark in reading.document.quoted if mark.depth == 0]
    assert list(QUOTED) == [reading.text(mark.inner_start, mark.inner_end) for mark in found]


@pytest.mark.parametrize("words", QUOTED)
def test_every_quoted_passage_lies_in_a_quote_with_a_speaker(reading: Reading, words: str) -> None:
    """No quoted word of this article is left without the one who said it."""
    assert speaker(reading, words)


@pytest.mark.parametrize("words", QUOTED[1:8])
def test_the_vice_minister_speaks_the_speech(reading: Reading, words: str) -> None:
    """The participle "declaring" and the cues after it go back to Kim Son Gyong."""
    assert speaker(reading, words) == "Kim Son Gyong"


def test_the_participial_quotation_is_direct_and_belongs_to_the_subject_of_the_sentence(reading: Reading) -> None:
    """“Vice Foreign Minister Kim Son Gyong delivered a firm message, declaring”."""
    quote = holding(reading, "We will never give up")[0]
    assert (quote.kind, quote.rule) == ("direct", "participle-then-quote")
    assert reading.text(*quote.cue or (0, 0)) == "declaring"


def test_both_kims_are_kept_apart(reading: Reading) -> None:
    """Two people of one family name."""
    son_gyong, jong_un = meant(reading, "Kim Son Gyong"), meant(reading, "Kim Jong Un")
    assert son_gyong is not None
    assert jong_un is not None
    assert son_gyong.id != jong_un.id


@pytest.mark.parametrize(
    ("words", "within", "name"),
    [
        ("Kim", "Kim described his own", "Kim Son Gyong"),
        ("Kim", "Kim criticized", "Kim Son Gyong"),
        ("Kim", "Kim asserted", "Kim Son Gyong"),
        ("Kim", "Kim. Last week", "Kim Jong Un"),
    ],
    ids=["described", "criticised", "asserted", "resuming talks with Kim"],
)
def test_a_short_name_goes_to_the_one_in_the_same_thread(reading: Reading, words: str, within: str, name: str) -> None:
    """“Resuming talks with Kim” is the leader, though the vice minister is cited most."""
    entity = meant(reading, words, within=within)
    assert entity is not None
    assert entity.name == name


def test_the_minister_reports_the_presidents_peacemaker(reading: Reading) -> None:
    """A report within a report: the speaker is the South Korean President, told by the Foreign Minister."""
    inner = holding(reading, "peacemaker")[0]
    speaking, telling = reading.entity(inner.speaker), reading.entity(inner.via)
    assert speaking is not None
    assert telling is not None
    assert (speaking.actor, telling.actor) == ("KOR", "KOR")
    assert speaking.name.endswith("President")
    assert telling.name.endswith("Foreign Minister")


def test_according_to_the_minister_names_the_minister(reading: Reading) -> None:
    """The words about the U.S. President are the minister's."""
    quote = holding(reading, "expressed his desire")[0]
    assert reading.text(*quote.source or (0, 0)) == "the minister"


def test_the_two_presidents_and_their_holders_are_told_apart(reading: Reading) -> None:
    """Holders on the publication date come from officeholders.csv, beside the article's words."""
    offices = {entity.actor: entity.holder for entity in reading.entities if entity.name.endswith("President")}
    assert offices["KOR"] is not None
    assert offices["USA"] is not None
    assert (offices["KOR"].person, offices["KOR"].start) == ("Lee Jae Myung", "2025-06-04")
    assert offices["USA"].person == "Donald Trump"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Monday", "2025-09-29", "2025-09-29"),
        ("Last week", "2025-09-22", "2025-09-28"),
        ("last week", "2025-09-22", "2025-09-28"),
        ("Friday", "2025-09-26", "2025-09-26"),
        ("Sunday", "2025-09-28", "2025-09-28"),
        ("next month", "2025-10-01", "2025-10-31"),
    ],
)
def test_dates_are_intervals_against_the_publication_date(reading: Reading, words: str, first: str, last: str) -> None:
    """Read from Monday 29 September 2025; a week runs from Monday to Sunday."""
    assert (dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == interval(reading, words)


def test_the_drills_have_three_participants(reading: Reading) -> None:
    """The text says “U.S.-Japan-South Korea drills”."""
    start = at(reading, "drills")
    drill = next(item for item in reading.exercises if item.start <= start < item.end)
    assert {"USA", "JPN", "KOR"} == set(drill.participants)


def test_rehearsal_for_an_attack_is_pyongyangs_framing(reading: Reading) -> None:
    """The words are laid to North Korea, not to the article."""
    framed = [item for item in reading.exercises if any("rehearsal for an attack" in words for words in item.framing)]
    said_by = [reading.entity(item.said_by) for item in framed]
    assert [entity.actor for entity in said_by if entity] == ["PRK"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("enshrined in its constitution", "status"),
        ("the first by a high-ranking North Korean official", "first"),
        ("three times during 2018-2019", "count"),
        ("in over six years", "since"),
        ("breaking all previous records", "record"),
        ("Multiple UN Security Council resolutions", "existence"),
    ],
)
def test_checkable_statements_are_claims_with_slots(reading: Reading, words: str, kind: str) -> None:
    """Each can be asked of a table."""
    assert [kind] == [claim.kind for claim in claims_at(reading.claims, reading, words) if claim.kind == kind][:1]
    assert all(claim.slots for claim in claims_at(reading.claims, reading, words))
