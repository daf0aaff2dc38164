"""Names with codes, and who held an office when."""

import datetime as dt

import pytest

from chancery.text.gazetteer import Gazetteer, default_gazetteer, family_name, person_key

ACTOR = {"kind": "state", "aliases": "", "demonyms": "", "capital_metonyms": "", "case_sensitive_aliases": ""}
ACTORS = [
    ACTOR
    | {
        "code": "PRK",
        "name": "North Korea",
        "aliases": "Democratic People's Republic of Korea;DPRK",
        "demonyms": "North Korean",
    },
    ACTOR | {"code": "KOR", "name": "South Korea", "aliases": "Republic of Korea", "demonyms": "South Korean"},
    ACTOR
    | {
        "code": "USA",
        "name": "United States",
        "aliases": "US;U.S.",
        "case_sensitive_aliases": "US",
        "demonyms": "American",
    },
    ACTOR | {"code": "NER", "name": "Niger"},
    ACTOR | {"code": "NGA", "name": "Nigeria"},
    ACTOR | {"code": "HAMAS", "kind": "non-state", "name": "Hamas"},
]
HOLDER = {
    "aliases": "",
    "name_order": "family-first",
    "country": "KOR",
    "office": "head of state",
    "role_phrases": "South Korean President",
}
PARK = {"person": "Park Geun-hye", "family_name": "Park", "gender": "f", "start": "2013-02-25", "end": "2017-03-10"}
MOON = {"person": "Moon Jae-in", "family_name": "Moon", "gender": "m", "start": "2017-05-10", "end": "2022-05"}
OFFICEHOLDERS = [HOLDER | PARK, HOLDER | MOON]


@pytest.fixture(scope="module")
def small() -> Gazetteer:
    """Six actors and two presidents."""
    return Gazetteer.from_rows(ACTORS, OFFICEHOLDERS)


def codes(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """Words and code of each name in a text."""
    return [(text[hit.start : hit.end], hit.name.code) for hit in gazetteer.hits(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Democratic People's Republic of Korea said", [("Democratic People's Republic of Korea", "PRK")]),
        ("the Democratic People’s Republic of Korea said", [("Democratic People’s Republic of Korea", "PRK")]),
        ("the Republic of Korea said", [("Republic of Korea", "KOR")]),
        ("Nigeria and Niger's army", [("Nigeria", "NGA"), ("Niger", "NER")]),
        ("tell us about US-led drills", [("US", "USA")]),
        ("the U.S. and U.S.-led drills", [("U.S.", "USA"), ("U.S.", "USA")]),
        ("NORTH KOREA FIRES MISSILE", [("NORTH KOREA", "PRK")]),
        ("two Americans left", [("American", "USA")]),
        ("HamasX and xHamas and _Hamas", []),
        ("Hamas leaders", [("Hamas", "PSE")]),
        ("Park Geun-hye spoke", [("Park Geun-hye", "KOR")]),
        ("", []),
    ],
)
def test_the_longest_name_wins_at_word_boundaries(small: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    """Long forms before short, words whole, case kept, capitals allowed; a group has its state's code."""
    assert expected == codes(small, text)


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2016-01-01", "Park Geun-hye"),
        ("2017-03-10", "Park Geun-hye"),
        ("2017-04-01", None),
        ("2022-05-31", "Moon Jae-in"),
        ("2022-06-01", None),
    ],
)
def test_an_office_has_the_holder_of_the_day(small: Gazetteer, day: str, person: str | None) -> None:
    """Both ends are inclusive, a reduced date counts to its last day, and nobody is guessed in a gap."""
    term = small.holder("KOR", "South Korean President", ("head of state",), dt.date.fromisoformat(day))
    assert person == (term.person if term else None)
    by_office = small.holder("KOR", "", ("head of state",), dt.date.fromisoformat(day))
    assert person == (by_office.person if by_office else None)


def test_an_analysts_rows_come_first(tmp_path, monkeypatch) -> None:
    """A row of the analyst's folder adds a name, and wins over a shipped one."""
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "gazetteer.csv").write_text("code,kind,names,reason\nFRA,group,Brigade of the Marne,test\n", "utf-8")
    monkeypatch.setenv("CHANCERY_DATA", str(tmp_path))
    assert [("Brigade of the Marne", "FRA")] == codes(default_gazetteer(), "the Brigade of the Marne")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kampala", "UGA"), ("Nelson Mandela", "ZAF"), ("Tamil Tigers", "LKA"), ("the Ivory Coast", "CIV"),
        ("West German", "DEU"), ("East German", "DDR"), ("Soviet Union", "SUN"), ("Palestinians", "PSE"),
        ("Turkish Cypriots", "CYP"), ("Chechen", "RUS"), ("Papua New Guinea", "PNG"), ("Northern Ireland", "GBR"),
        ("South Sudan", "SSD"), ("UN Security Council", "UNSC"), ("Hezbollah", "LBN"), ("Taliban", "AFG"),
    ],
)  # fmt: skip
def test_the_shipped_gazetteer_knows_how_news_names_actors(text: str, code: str) -> None:
    """States old and new, peoples, movements, capitals and leaders."""
    assert code in {found for _, found in codes(default_gazetteer(), text)}


def test_names_of_persons_are_told_apart_by_custom() -> None:
    """The family name comes last, or first where custom has it so; a middle name does not make another person."""
    assert ("Kim", "de Klerk", "Trump") == (
        family_name("Kim Jong Un", True),
        family_name("F.W. de Klerk"),
        family_name("Donald Trump Jr."),
    )
    assert person_key("Donald J. Trump") == person_key("Donald Trump")
    assert person_key("Kim Jong Un", True) != person_key("Kim Son Gyong", True)
