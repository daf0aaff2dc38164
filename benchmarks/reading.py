"""How well and how fast an article is read: `python benchmarks/reading.py [--shared DIR] [SET …]`.

Reads every article of the gold sets with `chancery.text.read`, writes the records and hands them to the scorer that
lies beside the sets (`DIR/gold/score.py`; DIR is `../shared` unless given), and scores the project's own dispatches
(`tests/dispatches`) beside what they gave when they were first seen. Then times the reading of 4.6 kB articles
on one core, beside VADER and the tokenizer of a blank spaCy pipeline where they are installed, and how the time grows
from 1 kB to 5 MB; with `--odd` also on texts made to be hard (those of the tests). All times are CPU time, the best of
several rounds taken in turn, because other work on the machine only ever adds to it. Compare the ratios, not the times.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from chancery.article import Article, load
from chancery.text.gazetteer import default_gazetteer
from chancery.text.reading import Reading, read

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import dispatch_text  # noqa: E402 - the tests' texts, found beside this folder
from odd_texts import PIECES, filled  # noqa: E402

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
    return done.stdout + (dyads_of_the_contract(folder, written) if "events" in folder.name else "")


def dyads_of_the_contract(folder: Path, written: Path) -> str:
    """The dyads without the sentences whose gold needs a code that the record format does not have (IGO, NGO)."""
    kept = [
        line
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()
        if not any(actor.get("code") in {"IGO", "NGO"} for actor in json.loads(line)["actors"])
    ]
    golds = {json.loads(line)["name"]: json.loads(line)["actors"] for line in kept}
    right = asked = 0
    for line in written.read_text("utf-8").splitlines():
        record = json.loads(line)
        actors = golds.get(Path(record["article"]["path"]).stem, [])
        roles = {name: {a["code"] for a in actors if a["role"] == name and a["code"]} for name in ("source", "target")}
        if roles["source"] and roles["target"]:
            asked += 1
            code = {entity["id"]: entity.get("actor") for entity in record["entities"]}
            pairs = [(code.get(event["source"]), code.get(event["target"])) for event in record["events"]]
            right += any(source in roles["source"] and target in roles["target"] for source, target in pairs)
    return f"the same without IGO and NGO ({asked}){'':9s} {right / asked:.3f}\n" if asked else ""


def own_set() -> None:
    """Print what is found in the project's own dispatches, beside what was found when they were first seen."""
    for part, first in dispatch_text.FIRST.items():
        print(f"== own dispatches, {part}                now  first seen")
        for name, (share, asked) in dispatch_text.shares(dispatch_text.found(part)).items():
            print(f"{f'{name} ({asked})':42s} {share:.3f}  {first[name]:.2f}")


def cpu_seconds(action: Callable[[], Any]) -> float:
    """CPU time of one call."""
    begin = time.process_time()
    action()
    return time.process_time() - begin


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
    """What is timed: the whole reading, the same with its record as JSON, and the others where they are installed."""
    known = default_gazetteer()

    def whole(text: str) -> Reading:
        return read(_Text(text, article), known)

    def written(text: str) -> str:
        return json.dumps(whole(text).record(), ensure_ascii=False)

    timed: dict[str, Callable[[str], Any]] = {READING: whole, "the same, its record as JSON": written}
    try:
        analyser = importlib.import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
        timed["VADER polarity of the whole text"] = analyser.polarity_scores
    except ImportError:
        print("VADER is not installed (pip install vaderSentiment): left out")
    try:
        timed["spaCy blank tokenizer"] = importlib.import_module("spacy").blank("en")
    except ImportError:
        print("spaCy is not installed (pip install spacy): left out")
    return timed


READING = "chancery.text.read"


class _Text:
    """A bare text in the place of an article."""

    def __init__(self, body: str, like: Article) -> None:
        self.body = body
        self.published = like.published


def speeds(articles: Sequence[Article], rounds: int = 7) -> None:
    """Print articles a second for each contestant, on texts of 4.6 kB, and how many times as fast the reading is.

    Each round is a child process of its own. It reads half the texts, as a process at work has read others before, and
    is timed on the other half, which no contestant has met.
    """
    texts = pieces(articles, count=120)
    known, unseen = texts[::2], texts[1::2] or texts
    size = sum(map(len, unseen)) / len(unseen)
    timed = contestants(articles[0])
    best = dict.fromkeys(timed, float("inf"))
    for _ in range(rounds):
        for name, action in timed.items():
            best[name] = min(best[name], in_child(action, known, unseen))
    print(f"\n{len(unseen)} texts of {size:.0f} characters, not read before, one core, CPU time")
    for name, seconds in best.items():
        each = seconds / len(unseen)
        print(f"{name:34s} {1 / each:7.0f} a second {each * 1e3:7.2f} ms  reading: {seconds / best[READING]:5.2f} ×")


def in_child(action: Callable[[str], Any], known: Sequence[str], unseen: Sequence[str]) -> float:
    """CPU time of an action on some texts after others, in a forked child, which leaves no trace here."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        for text in known:
            action(text)
        os.write(write_end, repr(cpu_seconds(lambda: [action(text) for text in unseen])).encode())
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as told:
        seconds = float(told.read())
    os.waitpid(child, 0)
    return seconds


def milliseconds_per_kb(text: str, like: Article) -> float:
    """CPU time of the reading, in milliseconds for each thousand characters; short texts are read several times."""
    known = default_gazetteer()
    rounds = max(1, min(20, 400_000 // len(text)))
    return min(cpu_seconds(lambda: read(_Text(text, like), known)) for _ in range(rounds)) / len(text) * 1e6


def growth(articles: Sequence[Article], sizes: Sequence[int] = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)) -> None:
    """Print how the time for each thousand characters changes with the size of a text of news."""
    whole = "\n\n".join(article.body for article in articles)
    print("\nnews, characters   ms per kB   of that at 10 kB")
    spent = {size: milliseconds_per_kb(filled(whole + "\n\n", size), articles[0]) for size in sizes}
    for size, each in spent.items():
        print(f"{size:16,d} {each:11.2f} {each / spent[10_000]:18.2f}")


def odd(like: Article, sizes: tuple[int, int] = (50_000, 5_000_000)) -> None:
    """Print the same for texts made to be hard, at two sizes."""
    print(f"\nms per kB at {sizes[0]:>14,d} {sizes[1]:>9,d}     ratio")
    for name, piece in PIECES.items():
        small, large = (milliseconds_per_kb(filled(piece, size), like) for size in sizes)
        print(f"{name:26s} {small:9.2f} {large:9.2f} {large / small:9.2f}", flush=True)


def import_milliseconds(statement: str, rounds: int = 5) -> float:
    """Time of an import in a fresh interpreter, as `python -X importtime` tells it; the best of several."""
    command = [sys.executable, "-X", "importtime", "-c", statement]
    best = float("inf")
    for _ in range(rounds):
        told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        lines = [line.removeprefix("import time:").split("|") for line in told.splitlines()[1:]]
        started = next(number for number, line in enumerate(lines) if line[2].strip() == "site") + 1
        best = min(best, sum(float(line[0]) for line in lines[started:]) / 1e3)
    return best


def imports() -> None:
    """Print what it costs to import the package, and all that a reading needs, beside pandas."""
    print("\nimport, ms (python -X importtime, after the interpreter's own)")
    for statement in ("import pandas", "import chancery.text", "from chancery.text import read"):
        print(f"{statement:34s} {import_milliseconds(statement):7.0f}")


def main() -> None:
    """Score the gold sets, then time the reading."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help="folders of gold sets (default: all under DIR/gold)")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder that holds gold/score.py")
    parser.add_argument("--odd", action="store_true", help="time hard texts up to 5 MB too (some minutes)")
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
    if not chosen.no_score:
        own_set()
    if not chosen.no_speed:
        quotes = [folder for folder in folders if "quotes" in folder.name]
        articles = [load(path) for folder in quotes for path in sorted((folder / "articles").glob("*.md"))] or [
            load(SUPPLIED)
        ]
        speeds(articles)
        imports()
        growth(articles)
        if chosen.odd:
            odd(articles[0])


if __name__ == "__main__":
    main()
