"""The analyst's own words beside an article: read as they stand, never written by the suite."""

import pytest

from chancery import article
from chancery.article.judgments import Judgment, Judgments, parsed
from chancery.errors import ArticleError

FILE = """# What we make of it

change: first briefing on this article

## J1
The two sides will probably hold working-level talks
before the summer.

likelihood: likely
confidence: moderate
basis: two official statements, one second-hand
rests on: claims.since.10; tie-093
alternative: the offer is meant for a third party
alternative: nothing follows
would change it: a public refusal

## J2
Drills will go on.
"""


class TestParsed:
    def test_every_field_is_read_as_it_stands(self):
        """Text stands under its heading, fields below it; several alternatives are several lines."""
        found = parsed(FILE, "x.judgments.md")
        assert (
            Judgments(
                judgments=(
                    Judgment(
                        id="J1",
                        text="The two sides will probably hold working-level talks before the summer.",
                        likelihood="likely",
                        confidence="moderate",
                        basis="two official statements, one second-hand",
                        rests_on=("claims.since.10", "tie-093"),
                        alternatives=("the offer is meant for a third party", "nothing follows"),
                        would_change="a public refusal",
                    ),
                    Judgment(id="J2", text="Drills will go on."),
                ),
                change="first briefing on this article",
                path="x.judgments.md",
            )
            == found
        )

    def test_a_colon_in_the_text_is_no_field(self):
        """Only the known fields are fields, until the first of them stands."""
        assert "One thing: talks." == parsed("## J1\nOne thing: talks.\n", "x").judgments[0].text

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("## J1\nlikelihood: likely\n", "x line 1: the judgment has no text"),
            ("## J1\nTalks.\n\nlikelyhood: likely\nbasis: b\n", "x line 4"),
            ("## J1\nTalks.\n\nbasis: b\nlikelyhood: likely\n", "did you mean `likelihood:`?"),
            ("## J1\nTalks.\n\nconfidence: certain\n", "confidence 'certain' is not known"),
            ("## J1\nTalks.\n\nbasis: a\nbasis: b\n", "x line 5: basis is given twice"),
            ("## J1\nTalks.\n## J1\nDrills.\n", "the heading J1 stands twice"),
        ],
        ids=["no text", "misspelt first field", "misspelt field", "confidence", "given twice", "same heading"],
    )
    def test_faults_name_their_place_and_remedy(self, text, said):
        """A fault is said with its line, and what to write instead."""
        with pytest.raises(ArticleError) as caught:
            parsed(text, "x")
        assert said in str(caught.value)


class TestJudgmentsOn:
    def article_at(self, folder, matter=""):
        path = folder / "talks.md"
        path.write_text(f"---\npublished: 2025-01-02\n{matter}---\nTalks were held.\n", encoding="utf-8")
        return article.load(path)

    def test_an_article_without_any_has_none(self, tmp_path):
        """The suite writes no judgment of its own."""
        assert Judgments() == article.judgments_on(self.article_at(tmp_path))

    def test_the_file_beside_the_article_is_read(self, tmp_path):
        """NAME.judgments.md, wherever the article lies."""
        (tmp_path / "talks.judgments.md").write_text(FILE, encoding="utf-8")
        assert ["J1", "J2"] == [each.id for each in article.judgments_on(self.article_at(tmp_path)).judgments]

    def test_front_matter_serves_as_well(self, tmp_path):
        """A list under `judgments:`, with the same fields."""
        fields = "    likelihood: likely\n    alternatives: [they stop]\n"
        matter = f"change: none\njudgments:\n  - text: Talks will go on.\n{fields}"
        found = article.judgments_on(self.article_at(tmp_path, matter))
        assert ("none", "J1", "Talks will go on.", "likely", ("they stop",)) == (
            found.change,
            found.judgments[0].id,
            found.judgments[0].text,
            found.judgments[0].likelihood,
            found.judgments[0].alternatives,
        )

    def test_front_matter_that_is_no_list_is_a_clear_error(self, tmp_path):
        """The error says what to write."""
        with pytest.raises(ArticleError, match="judgments is not a list"):
            article.judgments_on(self.article_at(tmp_path, "judgments: likely\n"))
