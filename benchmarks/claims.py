"""How many altered claims of whole articles the check contradicts, and whether it contradicts a true one.

python benchmarks/claims.py            shares by batch of tests/claim_articles
python benchmarks/claims.py a          one batch
python benchmarks/claims.py --misses   the altered claims it did not contradict, and what it said instead
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from chancery import claims, reference

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from claim_articles import Outcome, checked, contradicts, outcomes, written

ADMITTED = (["high", "medium", "low"], ["page_seen", "dataset", "repost_seen"])


def main() -> None:
    """Prints what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("batches", nargs="?", default="")
    asked.add_argument("--misses", action="store_true")
    options = asked.parse_args()
    library = reference.load()
    record = claims.Record(library.admitting(*ADMITTED), library)
    batches: dict[str, list[Outcome]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    for article in written(options.batches):
        batches[article.name[0]] += outcomes(article, record)
        found = checked(article.body, article.published, record).verdicts
        wrong[article.name[0]] += [f"{each.words!r}: {each.reason}" for each in found if contradicts(each)]
    for batch, found in batches.items():
        told = [each for each in found if each.slot.told]
        caught, held = [each for each in told if each.caught], [each for each in told if each.held]
        print(
            f"batch {batch}: {len(caught)} of {len(told)} altered claims contradicted "
            f"({100 * len(caught) / len(told):.0f} %); {len(held)} of {len(told)} true ones borne out "
            f"({100 * len(held) / len(told):.0f} %); {len(wrong[batch])} true claims contradicted"
        )
        for each in wrong[batch]:
            print(f"  WRONG {each}")
        if options.misses:
            for each in told:
                said = [f"altered: {each.missed}"] * (not each.caught) + ["true not borne out"] * (not each.held)
                if said:
                    print(f"  {'; '.join(said)} | {each.article}: {each.words}")


if __name__ == "__main__":
    main()
