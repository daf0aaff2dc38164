"""Which rule made what of a passage, and why: the answer to `chancery explain ARTICLE OFFSET`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chancery.text import rules, word_lists
from chancery.text.cues import Sense, cue_words
from chancery.text.reading import Reading

PARTS = ("quotes", "mentions", "dates", "events", "exercises", "claims", "intensity")


@dataclass(frozen=True, slots=True)
class Explanation:
    """One record that touches an offset.

    part: the list of the record it stands in; text: the words it is about; made: what the rule made of them, in words;
    rule, does: the rule and what it does; confidence: 0 to 1, None for intensity.
    """

    part: str
    start: int
    end: int
    text: str
    made: str
    rule: str
    does: str
    confidence: float | None


def explanation(reading: Reading, offset: int) -> list[Explanation]:
    """Every record whose words, cue or source touch an offset, the narrowest first.

    offset: code points into the article's body; outside it, the answer is empty.
    """
    found: list[Explanation] = []
    for part in PARTS:
        for item in getattr(reading, part):
            for start, end in _spans(part, item):
                if start <= offset < end:
                    found.append(_explained(reading, part, item, start, end))
                    break
    found.sort(key=_width)
    return found


def printed(reading: Reading, offset: int) -> str:
    """The explanation in lines for a terminal; says so where no rule touched the offset."""
    sentence = reading.document.sentences[reading.document.sentence_at(offset)] if reading.document.sentences else None
    passage = f"“{reading.text(sentence.start, sentence.end)}”" if sentence else "an empty text"
    lines = [f"offset {offset}, in {passage}"]
    for item in explanation(reading, offset):
        sure = "" if item.confidence is None else f", confidence {item.confidence:.2f}"
        lines += [
            f"  {item.part} {item.start}-{item.end}: “{item.text}”",
            f"    {item.made}",
            f"    by rule {item.rule} ({item.does}){sure}",
        ]
    if len(lines) == 1:
        lines.append("  no rule made anything of this")
        lines += _elsewhere(reading, sentence.start, sentence.end) if sentence else []
    return "\n".join(lines)


def _elsewhere(reading: Reading, start: int, end: int) -> list[str]:
    """What was read elsewhere in a sentence, a line for each record."""
    found = {
        (first, part, reading.text(first, last))
        for part in PARTS
        for item in getattr(reading, part)
        for first, last in _spans(part, item)
        if start <= first < end
    }
    lines = [f"    {part} at {first}: “{words}”" for first, part, words in sorted(found)]
    return ["  elsewhere in the sentence:", *lines] if lines else []


def _width(item: Explanation) -> tuple[int, int]:
    return item.end - item.start, item.start


def _spans(part: str, item: Any) -> list[tuple[int, int]]:
    if part == "quotes":
        return [*item.spans, *filter(None, (item.cue, item.source))]
    return [(item.start, item.end)]


def _explained(reading: Reading, part: str, item: Any, start: int, end: int) -> Explanation:
    name = getattr(item, "rule", "") or "sum-of-terms"
    known = rules.rule(part, name)
    return Explanation(
        part,
        start,
        end,
        reading.text(start, end),
        _WORDS[part](reading, item),
        name,
        known.does if known else "contributions added up",
        getattr(item, "confidence", None),
    )


def _quote(reading: Reading, item: Any) -> str:
    said = f"{item.kind} words"
    if item.source:
        said += f" laid to “{reading.text(*item.source)}”"
    if item.speaker:
        said += f", that is {reading.name(item.speaker)}"
    if item.via:
        said += f", as told by {reading.name(item.via)}"
    if item.cue:
        cue = reading.text(*item.cue)
        said += f", by the cue “{cue}”" + (f" ({why})" if (why := reason(cue)) else "")
    said += f"; taken as {item.stance}" if item.stance != "neutral" else ""
    return said + (f"; the second opinion {item.second_opinion}" if item.second_opinion else "")


def reason(cue: str) -> str:
    """Why the list of cue words has the words of a cue; empty where it does not.

    >>> reason("repeatedly expressed"), reason("no cue")
    ('express: expression of content', '')
    """
    words = cue.lower().split()
    for kind, senses in _senses(words):
        for sense in senses:
            phrasal = bool(sense.particle) and sense.particle not in sense.word
            entry = f"{sense.word} {sense.particle}" if phrasal else sense.word
            if sense.particle and sense.particle not in words:
                continue
            rows = (row for row in word_lists.rows("cue_verbs") if (row["word"], row["kind"]) == (entry, kind))
            return next((f"{entry}: {row['reason']}" for row in rows), "")
    return ""


def _senses(words: list[str]) -> Iterator[tuple[str, tuple[Sense, ...]]]:
    """The uses of a cue's words, by kind; verbs before the rest."""
    known = cue_words()
    yield from (("verb", known.verbs[word].senses) for word in words if word in known.verbs)
    for kind in ("noun", "adjective", "impersonal", "adverb"):
        listed = getattr(known, kind if kind == "impersonal" else f"{kind}s")
        yield from ((kind, (listed[word],)) for word in words if word in listed)


def _mention(reading: Reading, item: Any) -> str:
    if item.entity is None:
        return f"undecided between {', '.join(map(reading.name, item.candidates or ()))}"
    meant = reading.entity(item.entity)
    return f"{item.form} of {reading.name(item.entity)}" + (f" ({meant.actor})" if meant and meant.actor else "")


def _date(_reading: Reading, item: Any) -> str:
    return f"{item.granularity} from {item.from_} to {item.to}"


def _event(reading: Reading, item: Any) -> str:
    dated = f", {item.date[0]} to {item.date[1]}" if item.date else ""
    return (
        f"{item.category}{f'/{item.mode}' if item.mode else ''}, {item.realis}: "
        f"{reading.name(item.source) or 'somebody'} towards {reading.name(item.target) or 'nobody named'}{dated}"
    )


def _exercise(_reading: Reading, item: Any) -> str:
    named = f" of {item.series}" if item.series else ""
    return f"a drill{named}; participants {', '.join(item.participants) or 'not named'}"


def _claim(_reading: Reading, item: Any) -> str:
    return f"a claim of kind {item.kind}: {', '.join(f'{name} {_plain(value)}' for name, value in item.slots.items())}"


def _plain(value: Any) -> str:
    """A slot's value in words: lists with commas, the values of a mapping."""
    if isinstance(value, dict):
        return " ".join(map(_plain, value.values()))
    return ", ".join(map(_plain, value)) if isinstance(value, list | tuple) else str(value)


def _intensity(_reading: Reading, item: Any) -> str:
    terms = ", ".join(f"{part.term} {part.weight:+g}" for part in item.parts)
    return f"hostility {item.score:g} of 10, speech act {item.speech_act}" + (f": {terms}" if terms else "")


_WORDS = {
    "quotes": _quote,
    "mentions": _mention,
    "dates": _date,
    "events": _event,
    "exercises": _exercise,
    "claims": _claim,
    "intensity": _intensity,
}
