"""How well the intensity score orders passages as coders do: agreement, rank correlation, VADER beside it.

python benchmarks/intensity.py            figures on data/validation
python benchmarks/intensity.py --sheet 7  the passages in a shuffled order, for a new coder
python benchmarks/intensity.py --misses   passages of the development half that the score places worst
python benchmarks/intensity.py --shared DIR  where DIR/gold/events-dev lies; ../shared unless given
python benchmarks/intensity.py --stances  what the score gives passages, by code: a check of the coded tone scale
"""

import argparse
import csv
import json
import random
from collections import defaultdict
from pathlib import Path
from statistics import mean

from scipy.stats import rankdata, spearmanr
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from chancery.rhetoric.agreement import alpha
from chancery.text import intensity

FOLDER = Path(__file__).parent.parent / "data" / "validation"
SHARED = Path(__file__).parents[2] / "shared"
COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
CONFLICT = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def passages() -> list[dict[str, str]]:
    """The passages, in the file's order."""
    with (FOLDER / "passages.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codes() -> dict[str, dict[str, int]]:
    """The codes, by passage and coder."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with (FOLDER / "codes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["passage_id"]][row["coder"]] = int(row["code"])
    return dict(found)


def raw(text: str) -> float:
    """The score before it is held at 0, where the rules give one."""
    scored = intensity.scored(text)
    return float(getattr(scored, "raw", scored.score))


def main() -> None:
    """Prints what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sheet", type=int, metavar="SEED")
    asked.add_argument("--stances", action="store_true")
    asked.add_argument("--misses", action="store_true")
    asked.add_argument("--shared", type=Path, default=SHARED)
    options = asked.parse_args()
    rows = passages()
    if options.sheet is not None:
        random.Random(options.sheet).shuffle(rows)  # noqa: S311 - an order, not a secret
        for row in rows:
            print(f"{row['passage_id']}\t{row['text']}")
        return
    coded = codes()
    if options.misses:
        _misses([row for row in rows if row["part"] == "development"], coded)
        return
    if options.stances:
        _by_code(rows, coded)
        return
    for written in sorted({row["written"] for row in rows}):
        told = [coded[row["passage_id"]] for row in rows if row["written"] == written]
        coders = sorted({coder for values in told for coder in values})
        agreed = alpha([list(values.values()) for values in told])
        print(f"{written} writing: {len(told)} passages, coders {', '.join(coders)}; Krippendorff's alpha {agreed:.3f}")
    vader = SentimentIntensityAnalyzer()
    groups = [("all", rows)]
    groups += [(name, [row for row in rows if row["part"] == name]) for name in ("development", "held out")]
    registers = dict.fromkeys(row["register"] for row in rows)
    groups += [(name, [row for row in rows if row["register"] == name]) for name in registers]
    print(f"{'rank correlation with the mean code':36}{'n':>5}{'tone':>8}{'raw':>8}{'VADER':>8}")
    for name, members in groups:
        target = [mean(coded[row["passage_id"]].values()) for row in members]
        figures = (
            spearmanr(target, [intensity.scored(row["text"]).score for row in members]).statistic,
            spearmanr(target, [raw(row["text"]) for row in members]).statistic,
            spearmanr(target, [-vader.polarity_scores(row["text"])["compound"] for row in members]).statistic,
        )
        print(f"{name:36}{len(members):5d}" + "".join(f"{figure:8.3f}" for figure in figures))
    _probes()
    _hostility(options.shared / "gold" / "events-dev", vader)


def _probes() -> None:
    """The sentences by which the lexicon was mended last, batch by batch: one coder, so no yardstick of its own."""
    with (FOLDER / "probes.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    told = []
    for batch in sorted({row["batch"] for row in rows}):
        own = [row for row in rows if row["batch"] == batch]
        scores = [intensity.scored(row["text"]).score for row in own]
        told.append(f"{batch} {spearmanr([int(row['code']) for row in own], scores).statistic:.3f} (n {len(own)})")
    print(f"probes, one coder, seen while mending: {', '.join(told)}")


def _hostility(folder: Path, vader: SentimentIntensityAnalyzer) -> None:
    """How often a sentence of verbal conflict scores above one of verbal cooperation (PLOVER categories)."""
    if not (folder / "gold.jsonl").is_file():
        print(f"no PLOVER sentences at {folder}: hostility against cooperation is not measured")
        return
    conflict, texts = [], []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["category"] in COOPERATION | CONFLICT:
            conflict.append(row["category"] in CONFLICT)
            article = (folder / "articles" / f"{row['name']}.md").read_text(encoding="utf-8")
            texts.append(article.split("---", 2)[2].strip())
    figures = (
        auc(conflict, [intensity.scored(text).score for text in texts]),
        auc(conflict, [raw(text) for text in texts]),
        auc(conflict, [-vader.polarity_scores(text)["compound"] for text in texts]),
    )
    print(f"verbal conflict ({', '.join(sorted(CONFLICT))}) against cooperation ({', '.join(sorted(COOPERATION))})")
    print(f"AUC, n {len(texts)}: tone {figures[0]:.3f}, raw {figures[1]:.3f}, VADER {figures[2]:.3f}")


def auc(conflict: list[bool], scores: list[float]) -> float:
    """The chance that a sentence of conflict outranks one of cooperation; a tie counts one half (Mann and Whitney)."""
    ranks = rankdata(scores)
    hits = sum(conflict)
    above = sum(rank for rank, hostile in zip(ranks, conflict, strict=True) if hostile) - hits * (hits + 1) / 2
    return float(above / (hits * (len(conflict) - hits)))


def _misses(rows: list[dict[str, str]], coded: dict[str, dict[str, int]], most: int = 30) -> None:
    """The passages whose rank by score is furthest from their rank by code; the held-out half stays unseen."""
    by_code = rankdata([mean(coded[row["passage_id"]].values()) for row in rows])
    by_score = rankdata([raw(row["text"]) for row in rows])
    worst = sorted(zip(by_score - by_code, rows, strict=True), key=lambda pair: -abs(pair[0]))[:most]
    for apart, row in worst:
        print(f"{apart:+6.1f}  {row['passage_id']}  {row['text']}")


def _by_code(rows: list[dict[str, str]], coded: dict[str, dict[str, int]]) -> None:
    scores = defaultdict(list)
    for row in rows:
        scores[round(mean(coded[row["passage_id"]].values()))].append(intensity.scored(row["text"]).score)
    for code in sorted(scores):
        print(f"code {code:2d}: {len(scores[code]):3d} passages, mean score {mean(scores[code]):.2f}")


if __name__ == "__main__":
    main()
