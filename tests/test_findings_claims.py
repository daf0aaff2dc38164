"""Verdicts as sentences: what holds, what does not, what cannot be told, with the article's words and the rows."""

import datetime as dt

import pytest

from chancery.claims import Completeness, Holder, Part, Verdict
from chancery.claims.record import known_by
from chancery.claims.verdicts import combined
from chancery.evidence import Passage, Row
from chancery.findings import claims
from chancery.text.records import Claim

ROW = Row("ties", "tie-1", "2019-06-30; they met", "A newspaper", "https://example.org/a", "page_seen", "high")
WORDS = "The two leaders met three times"


def verdict(*parts: Part, kind: str = "count", said_by: str | None = None) -> Verdict:
    return combined(Claim("C1", 10, 41, kind, said_by, "neutral", {}, "counted-times", 0.9), WORDS, parts)


HOLDS = Part("number", "supported", "The record has 3.", (ROW,), would_change="a fourth row", numbers={"found": 3})
FAILS = Part("predecessors", "contradicted", "The same two men led.", (ROW,), would_change="another holder")
OPEN = Part("place", "not checkable", "No table holds places.", why="no table")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((HOLDS,), "supported"),
        ((FAILS,), "contradicted"),
        ((OPEN,), "not checkable"),
        ((HOLDS, FAILS), "partly"),
        ((HOLDS, OPEN), "partly"),
        ((FAILS, OPEN), "contradicted"),
    ],
    ids=["holds", "fails", "open", "holds and fails", "holds and open", "fails and open"],
)
def test_parts_add_up_to_a_whole(parts, expected):
    """A claim with a false part is false where nothing in it is known to hold."""
    assert expected == verdict(*parts).ruling


class TestVerdicts:
    def test_a_finding_leads_to_the_words_and_the_rows(self):
        """Both are its evidence, and its numbers are named."""
        found = claims.verdicts([verdict(HOLDS)])[0]
        assert (
            "claims.count.10",
            f"“{WORDS}” holds by the record, as far as checked: number. The record has 3.",
            (Passage(10, 41, WORDS), ROW),
            {"number.found": 3},
        ) == (found.id, found.text, found.evidence, found.numbers)

    def test_parts_are_told_one_by_one(self):
        """What holds and what does not stand side by side, in whole sentences."""
        found = claims.verdicts([verdict(HOLDS, FAILS)])[0]
        assert f"“{WORDS}” holds in part. The record has 3. But the same two men led." == found.text

    def test_a_part_that_cannot_be_told_is_named(self):
        """Its reason alone would not say what is meant."""
        found = claims.verdicts([verdict(HOLDS, OPEN)])[0]
        assert (
            f"“{WORDS}” holds in part. The record has 3. Place cannot be checked: no table holds places." == found.text
        )

    def test_a_claim_that_cannot_be_told_says_why(self):
        """In the sentence itself."""
        assert "cannot be checked. No table holds places." in claims.verdicts([verdict(OPEN)])[0].text

    def test_a_speaker_is_named(self):
        """The claim is theirs, not ours."""
        found = claims.verdicts([verdict(HOLDS, said_by="E1")], {"E1": "the minister"})[0]
        assert found.text.startswith("The minister: “")

    def test_what_does_not_hold_stands_first(self):
        """Whatever the order of the text."""
        found = claims.verdicts([verdict(OPEN), verdict(HOLDS), verdict(HOLDS, FAILS), verdict(FAILS)])
        told = ["does not hold by", "holds in part", "holds by", "cannot be checked"]
        assert all(words in each.text for words, each in zip(told, found, strict=True))

    def test_a_speaker_without_a_name_is_left_out(self):
        """An id that nobody's name is known for says nothing."""
        assert claims.verdicts([verdict(HOLDS, said_by="E9")])[0].text.startswith("“")

    @pytest.mark.parametrize(
        ("part", "expected"),
        [
            (HOLDS, "holds by the record, as far as checked: number."),
            (FAILS, "does not hold by the record (checked: pred"),
        ],
        ids=["holds", "fails"],
    )
    def test_a_claim_says_what_of_it_was_checked(self, part, expected):
        """Its words may say more than the one thing asked."""
        assert expected in claims.verdicts([verdict(part)])[0].text

    def test_contradictions_weigh_most(self):
        """They and their parts come first, what cannot be told last."""
        weights = [
            claims.verdicts([verdict(*parts)])[0].weight for parts in ((FAILS,), (HOLDS, FAILS), (HOLDS,), (OPEN,))
        ]
        assert weights == sorted(weights, reverse=True)
        assert len(set(weights)) == len(weights)

    def test_caveats_tell_coverage_holders_and_what_would_change_it(self):
        """A reader must know these before passing it on."""
        declared = Completeness("ties", "summit", ("AAA",), "", "2025", "The page lists all.", ROW)
        holder = Holder("A. Person", "head of state", "AAA", ROW, "Aland")
        part = Part(
            "number", "supported", "Yes.", (ROW,), would_change="a row", coverage=(declared,), holders=(holder,)
        )
        assert (
            "Assumed in office: A. Person, head of state of Aland.",
            "The table of acts between states is declared complete from the beginning to 2025: The page lists all.",
            "Would change it: a row.",
        ) == claims.verdicts([verdict(part)])[0].caveats


class TestSummaryAndTable:
    def test_the_summary_counts_every_verdict(self):
        """Its numbers add up to the number of claims."""
        found = claims.summary([verdict(HOLDS), verdict(FAILS), verdict(OPEN), verdict(OPEN)])
        assert (
            "Of 4 checkable claims, 1 does not hold by the record, 1 holds by the record and 2 cannot be checked."
        ) == found.text
        assert found.numbers["claims"] == sum(value for name, value in found.numbers.items() if name != "claims")

    def test_a_page_opens_with_what_is_said_and_what_of_it_holds(self):
        """One sentence, with the evidence of the summary; that nothing is contradicted is said."""
        found = claims.at_a_glance(
            [verdict(HOLDS), verdict(FAILS), verdict(HOLDS, OPEN), verdict(HOLDS)], "Talks held."
        )
        told = "of 4 claims put to the record, 2 hold, 1 holds in part and 1 does not hold."
        assert f"What the article says: Talks held; {told}" == found.text
        assert 4 == len(found.evidence)
        assert claims.at_a_glance([verdict(HOLDS)], "Talks").text.endswith("1 holds and none is contradicted.")
        assert "makes no claim" in claims.at_a_glance([], "Talks").text

    def test_an_article_without_claims_says_so(self):
        """Nothing is counted."""
        assert "makes no claim" in claims.summary([]).text

    def test_the_table_has_one_row_for_each_claim(self):
        """With the words, the verdict, why, and the rows by name."""
        frame = claims.table([verdict(HOLDS), verdict(OPEN)])
        assert [[WORDS, "the article", "supported", "The record has 3.", "ties tie-1", "a fourth row"]] == frame.head(
            1
        ).to_numpy().tolist()
        assert list(claims.COLUMNS) == list(frame.columns)

    def test_the_table_stands_in_the_order_of_the_findings(self):
        """What does not hold first, as told claim by claim below it."""
        found = [verdict(OPEN), verdict(HOLDS), verdict(HOLDS, FAILS), verdict(FAILS)]
        assert ["contradicted", "partly", "supported", "not checkable"] == claims.table(found)["verdict"].tolist()

    def test_a_table_without_claims_keeps_its_columns(self):
        """So that a page can show that there are none."""
        assert list(claims.COLUMNS) == list(claims.table([]).columns)


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("The page lists all.", "The page lists all."),
        ("That of December 2025 is the sixth; only that of April 2025 had it.", "only that of April 2025 had it."),
        ("A page of December 2025 lists all.", "what it rests on tells of later days and is left out here."),
    ],
    ids=["no date", "one part later", "all later"],
)
def test_a_declaration_tells_of_no_later_day(basis, told):
    """A page as of April says nothing of December: the declaration ends with the page's day, and so does its basis."""
    declared = Completeness("exercises", "drill", ("AAA",), "2022", "2025-12-31", basis, ROW)
    known = known_by(declared, dt.date(2025, 4, 3))
    assert ("2025-04-03", told) == (known.last, known.basis)
    assert declared == known_by(declared, dt.date(2026, 1, 1))
