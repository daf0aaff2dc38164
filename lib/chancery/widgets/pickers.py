"""Pick a passage and see its records; pick a tie and see its rows."""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from chancery import markup
from chancery.dossier import Dossier
from chancery.evidence import Row
from chancery.findings.rows import act_rows, rows_of
from chancery.markup import Block, shortened
from chancery.widgets.live import is_live

if TYPE_CHECKING:
    import ipywidgets

PASSAGE_SHOWN = 100  # characters of a sentence in the list


def passage_records(case: Dossier) -> "ipywidgets.Widget | Block":
    """The sentences of the article, and for the one picked every record that touches it and the rule that made it."""
    sentences = [
        (shortened(case.article.body[each.start : each.end], PASSAGE_SHOWN), each) for each in case.article.sentences
    ]

    def records(sentence: Any) -> Block:
        found = {
            (item.part, item.start, item.end): item
            for offset in range(sentence.start, sentence.end)
            for item in case.explanation(offset)
        }
        frame = pd.DataFrame(
            [
                {
                    "What": item.part,
                    "Words": shortened(item.text, PASSAGE_SHOWN),
                    "Made of it": item.made,
                    "Rule": item.rule,
                }
                for item in sorted(found.values(), key=lambda item: (item.start, -item.end))
            ]
        )
        words = case.article.body[sentence.start : sentence.end]
        return markup.table(
            frame, f"Records in “{shortened(words, PASSAGE_SHOWN)}”", nothing="No rule made anything of it."
        )

    return _picked("sentence", sentences, records, nothing="The article has no sentence.")


def tie_rows(case: Dossier) -> "ipywidgets.Widget | Block":
    """The pairs of states on stage, and for the one picked the treaties, acts and exercises that bind or part it."""
    known = case.ties.known
    pairs = [
        (f"{case.names.get(row['a'], row['a'])} – {case.names.get(row['b'], row['b'])}", row)
        for row in case.ties.dyads.to_dict("records")
        if row["treaties"] or row["acts"] or row["exercises"]
    ]
    pairs.sort(key=lambda pair: (case.focus not in (pair[1]["a"], pair[1]["b"]), pair[0]))

    def rows(pair: dict[Hashable, Any]) -> Block:
        acts = known[(known["a"] == pair["a"]) & (known["b"] == pair["b"])].sort_values("first", ascending=False)
        found = rows_of(case.reference, "alliances", pair["treaties"]) + act_rows(case.reference, acts["key"])
        return markup.table(_frame(found), "The rows of this tie, the latest first", limit=60, nothing="No row.")

    return _picked("tie", pairs, rows, nothing="The tables hold no tie between the states on stage.")


def _picked(what: str, choices: Sequence[tuple[str, Any]], shown: Callable[[Any], Block], *, nothing: str) -> Any:
    """A list and what is shown of the choice; only that of the first where nobody could pick another."""
    if not choices:
        return markup.table(pd.DataFrame(), what.capitalize(), nothing=nothing)
    if not is_live():
        return shown(choices[0][1])
    import ipywidgets

    # Values are places in the list: ipywidgets compares values, and rows of data do not compare.
    labelled = [(label, number) for number, (label, _) in enumerate(choices)]
    picker = ipywidgets.Select(options=labelled, value=0, rows=8, description=what, layout={"width": "100%"})
    screen = ipywidgets.Output()

    def follow(_change: object = None) -> None:
        block = shown(choices[picker.value][1])
        screen.outputs = ({"output_type": "display_data", "data": block._repr_mimebundle_(), "metadata": {}},)

    picker.observe(follow, names="value")
    follow()
    return ipywidgets.VBox([picker, screen])


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Row": f"{row.table} {row.key}",
                "Says": row.facts,
                "Source": row.source if row.cited else "from memory; the source was not opened",
                "Confidence": row.confidence,
            }
            for row in rows
        ]
    )
