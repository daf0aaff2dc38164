"""The part of a sentence that makes a claim, where it can be cut out cleanly."""

import re

from chancery.claims import Verdict

NUMBER = re.compile(
    r"\b(?:\d[\d,.]*|once|twice|(?:\w+ )?times|one|two|three|four|five|six|seven|eight|nine|ten|several|multiple|"
    r"dozens?)\b"
)
ORDINAL = re.compile(r"\b(?:second|third|\w+(?<!mon)th|\d+(?:st|nd|rd|th))\b")
# What tells a claim of a kind; a part of the sentence without it says something else.
CUES = {
    "first": re.compile(r"\bfirst\b"),
    "since": re.compile(r"\b(?:first|since|last|latest|most recent)\b"),
    "record": re.compile(r"\b(?:records?|unprecedented|largest|biggest|longest|highest|greatest)\b"),
    "frequency": re.compile(
        r"\b(?:annual(?:ly)?|yearly|biennial(?:ly)?|every|each|regularly|routinely|daily|weekly|monthly)\b"
    ),
    "existence": re.compile(r"\b(?:resolutions?|treat(?:y|ies)|agreements?|pacts?|veto\w*)\b"),
    "schedule": re.compile(r"\b(?:next|upcoming|will|due|scheduled|expected|later)\b"),
}
COMMA = re.compile(r",[\"”]?\s+(?=[a-z\"“])|,\s+(?=[A-Z][a-z]+ [A-Z])|;\s+|\s[—–]\s")
LISTED = re.compile(r"^(?:and\s+|or\s+)?[\w’'-]+(?:\s[\w’'-]+)?$")
LEAD = re.compile(
    r"^(?:claiming|saying|declaring|adding|noting|arguing|but|and|while|that|which)\s+(?:that\s+)?(?=\S+\s\S+\s\S+\s\S)"
)
# A part that begins so leans on what stands before it.
LEANS = re.compile(r"^(?:its|their|his|her|who|whose|which|as|when|where|by|to|of|and)\b")
SPEECH_TAIL = re.compile(r"[,.]?[\"”]\s+(?:[\w’'.-]+\s*){2,6}$")
LONG = 90
LEAST_WORDS = 4


def told(verdict: Verdict) -> str:
    """The words of a claim: the one part of its sentence that tells it; all of them, where it cannot be cut cleanly."""
    claim = verdict.claim
    cue = CUES.get(claim.kind)
    if claim.kind == "count":
        cue = ORDINAL if claim.slots.get("ordinal") else NUMBER
    return cut(verdict.words, cue)


def cut(words: str, cue: re.Pattern[str] | None) -> str:
    """The one part of a sentence with a cue, where it stands alone.

    >>> cut(
    ...     "The visit, the first by a minister since 2018, comes amid talk of a meeting of the two leaders in autumn",
    ...     CUES["first"],
    ... )
    'the first by a minister since 2018'
    """
    line = " ".join(words.split())
    if line.count('"') % 2:
        line = SPEECH_TAIL.sub("", line)
    if len(line) <= LONG or cue is None:
        return line
    telling = [part for part in _parts(line) if cue.search(part)]
    if len(telling) != 1:
        return line
    kept = LEAD.sub("", telling[0].strip(" ,;"))
    balanced = kept.count('"') % 2 == 0 and kept.count("“") == kept.count("”") and kept.count("(") == kept.count(")")
    if not balanced and line.count('"') % 2:
        kept = kept.replace('"', "")
        balanced = True
    return kept if len(kept.split()) >= LEAST_WORDS and balanced and not LEANS.match(kept) else line


def _parts(line: str) -> list[str]:
    """The parts between commas and dashes; commas in a list of words part nothing."""
    parts: list[str] = []
    last = 0
    for match in COMMA.finditer(line):
        rest = line[match.end() :]
        item = re.split(r"[,;.]", rest, maxsplit=1)[0].strip()
        if not LISTED.match(item):
            parts.append(line[last : match.start()])
            last = match.end()
    return [*parts, line[last:]]
