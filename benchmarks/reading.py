"""How well and how fast an article is read: `python benchmarks/reading.py [--shared DIR] [SET …]`.

Reads every article of the gold sets with `chancery.text.read`, writes the records and hands them to the scorer that
lies beside the sets (`DIR/gold/score.py`; DIR is `../shared` unless given). Then times the reading of 4.6 kB articles
on one core, beside VADER and a plain tokenizer where they are installed, and the growth of the time up to 5 MB.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from chancery.article import Article, load
from chancery.text.gazetteer import default_gazetteer
from chancery.text.reading import read

ROOT = Path(__file__).resolve().parent.parent
SIZE = 4600
SUPPLIED = ROOT / "data" / "articles" / "dprk-at-unga.md"


def records(articles: Sequence[Article], path: Path) -> None:
    """Write one record per article."""
    known = default_gazetteer()
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(read(article, known).record(), ensure_ascii=False) + "\n" for article in articles)


def score(folder: Path, scorer: Path, work: Path) -> str:
    """What the scorer prints for one gold set."""
    articles = [load(path) for path in sorted((folder / "articles").glob("*.md"))]
    written = work / f"{folder.name}.jsonl"
    records(articles, written)
    done = subprocess.run([sys.executable, scorer, folder, written], capture_output=True, text=True, check=True)
    return done.stdout


def seconds_each(action: Callable[[str], Any], texts: Sequence[str], repeat: int = 3) -> float:
    """Seconds per text, the best of several rounds."""
    best = float("inf")
    for _ in range(repeat):
        begin = time.perf_counter()
        for text in texts:
            action(text)
        best = min(best, (time.perf_counter() - begin) / len(texts))
    return best


def pieces(articles: Sequence[Article], size: int = SIZE, count: int = 60) -> list[str]:
    """Texts of one size, cut at paragraphs from the articles' bodies joined."""
    whole = "\n\n".join(article.body.strip() for article in articles)
    cut: list[str] = []
    begin = 0
    while begin + size < len(whole) and len(cut) < count:
        end = whole.find("\n", begin + size - 300, begin + size + 300)
        end = end if end > 0 else begin + size
        cut.append(whole[begin:end])
        begin = end
    return cut or [whole]


def contestants(article: Article) -> dict[str, Callable[[str], Any]]:
    """What is timed: the whole reading, and the others where they are installed."""
    known = default_gazetteer()

    def whole(text: str) -> object:
        return read(_Text(text, article), known)

    timed: dict[str, Callable[[str], Any]] = {"chancery.text.read": whole}
    try:
        analyser = importlib.import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
        timed["VADER polarity"] = analyser.polarity_scores
    except ImportError:
        print("VADER is not installed: left out")
    try:
        timed["spaCy blank tokenizer"] = importlib.import_module("spacy").blank("en")
    except ImportError:
        print("spaCy is not installed: str.split stands in for its tokenizer")
        timed["str.split"] = str.split
    return timed


class _Text:
    """A bare text in the place of an article."""

    def __init__(self, body: str, like: Article) -> None:
        self.body = body
        self.published = like.published


def speeds(articles: Sequence[Article]) -> None:
    """Print articles a second for each contestant, on texts of 4.6 kB."""
    texts = pieces(articles)
    size = sum(map(len, texts)) / len(texts)
    print(f"\n{len(texts)} texts of {size:.0f} characters, one core")
    for name, action in contestants(articles[0]).items():
        seconds = seconds_each(action, texts)
        print(f"{name:42s} {1 / seconds:8.0f} a second  {seconds * 1e3:7.2f} ms each")


def growth(articles: Sequence[Article]) -> None:
    """Print how the time grows with the text, up to 5 MB."""
    known = default_gazetteer()
    whole = "\n\n".join(article.body for article in articles)
    print("\nsize (characters)   seconds   per MB")
    for size in (50_000, 500_000, 5_000_000):
        text = (whole * (size // len(whole) + 1))[:size]
        begin = time.perf_counter()
        read(_Text(text, articles[0]), known)
        spent = time.perf_counter() - begin
        print(f"{size:17,d} {spent:9.2f} {spent / size * 1e6:8.2f}")


def main() -> None:
    """Score the gold sets, then time the reading."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help="folders of gold sets (default: all under DIR/gold)")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder that holds gold/score.py")
    parser.add_argument("--no-speed", action="store_true", help="score only")
    parser.add_argument("--no-score", action="store_true", help="time only")
    chosen = parser.parse_args()
    gold = chosen.shared / "gold"
    folders = [Path(name) for name in chosen.sets] or sorted(gold.glob("*/gold.jsonl"))
    folders = [path.parent if path.name == "gold.jsonl" else path for path in folders]
    if not folders:
        print(f"no gold sets under {gold}; timing only, on the supplied article")
    with tempfile.TemporaryDirectory() as work:
        for folder in [] if chosen.no_score else folders:
            print(f"== {folder.name}")
            print(score(folder, gold / "score.py", Path(work)))
    if not chosen.no_speed:
        quotes = [folder for folder in folders if "quotes" in folder.name]
        articles = [load(path) for folder in quotes for path in sorted((folder / "articles").glob("*.md"))] or [
            load(SUPPLIED)
        ]
        speeds(articles)
        growth(articles)


if __name__ == "__main__":
    main()
