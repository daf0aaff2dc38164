"""An analyst's rows in CHANCERY_DATA take effect through the commands, and `explain` shows them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.cli import app

BODY = "The ringleted clerk spoke. “We will stay,” honkified Jane Roe of the Brigade of the Marne. You flibbertigibbet!"
ROWS = {
    "gazetteer": "code,kind,names,reason\nFRA,group,Brigade of the Marne,test\n",
    "cue_verbs": "word,kind,forms,frames,category,stance,reason\nhonkify,verb,,qtz,say,neutral,test\n",
    "intensity": "term,category,weight,reason\nflibbertigibbet,epithet,4,test\n",
}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with words that no shipped list holds."""
    path = tmp_path / "piece.txt"
    path.write_text(BODY, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An analyst's folder with a row for each list."""
    words = tmp_path / "mine" / "lexicon"
    words.mkdir(parents=True)
    for name, text in ROWS.items():
        (words / f"{name}.csv").write_text(text, "utf-8")
    return words.parent


def printed(*words: object) -> str:
    """What a command prints."""
    done = CliRunner().invoke(app, [str(word) for word in words] + ["--published", "2025-09-29"])
    assert done.exit_code == 0, done.output
    return done.stdout


def seen(article: Path) -> tuple[bool, bool, bool]:
    """Whether the record has the body's actor, the quotation's cue and the insult."""
    record = json.loads(printed("extract", article))
    named = any("Brigade" in item["name"] and item["actor"] == "FRA" for item in record["entities"])
    cues = [BODY[slice(*quote["cue"])] for quote in record["quotes"] if quote["cue"]]
    terms = [part["term"] for item in record["intensity"] for part in item["parts"]]
    return named, "honkified" in cues, any("flibbertigibbet" in term for term in terms)


def test_rows_of_an_analyst_take_effect_where_the_folder_is_set(
    article: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists read before are not kept when the folder changes: without it, with it, without it again."""
    monkeypatch.delenv("CHANCERY_DATA", raising=False)
    assert (False, False, False) == seen(article)
    monkeypatch.setenv("CHANCERY_DATA", str(folder))
    assert (True, True, True) == seen(article)
    monkeypatch.delenv("CHANCERY_DATA")
    assert (False, False, False) == seen(article)


@pytest.mark.parametrize(
    ("word", "shown"),
    [("Brigade", "(FRA)"), ("honkified", "by the cue “honkified”"), ("flibbertigibbet", "flibbertigibbet +4")],
    ids=["a name", "a cue verb", "an insult"],
)
def test_explain_shows_what_an_analysts_row_made(
    article: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, word: str, shown: str
) -> None:
    """The passage names the word of the row."""
    monkeypatch.setenv("CHANCERY_DATA", str(folder))
    assert shown in printed("explain", article, BODY.index(word))
