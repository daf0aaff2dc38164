"""Parties that a sentence leaves to the sentences before: "rejected the criticism", "condemned the flights"."""

from collections.abc import Sequence

from chancery.text.event_words import Vocabulary
from chancery.text.records import Entity, Event
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "joined-act": (
        "a hostile act that names nobody is against the same party as the one it is joined to",
        ("Niger expelled the French ambassador and suspended a treaty.",),
        ("Niger expelled the French ambassador and praised Chile.",),
    ),
    "threat-told-after": (
        "what a warning at the end of a sentence is told of is whom it is for",
        ("Iran will face consequences, Israel warned.",),
        ("Iran faced consequences.",),
    ),
    "answer-to-words": (
        "a denial or refusal that names nobody is aimed at whoever blamed, asked or threatened the party just before",
        ("Estonia accused Russia of lying. Moscow denied that it had lied.",),
        ("Estonia met Russia. Moscow denied that it had lied.",),
    ),
    "act-named-before": (
        "blame or praise of “the drills” or “the attack” is aimed at whoever did it a few sentences before",
        ("North Korea fired a missile. Japan condemned the launch.",),
        ("North Korea fired a missile. Japan condemned a launch.",),
    ),
}
JUDGEMENTS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
WORDS = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
DEFINITE = word_set("the this these those such any")
SAID = word_set(
    "accusation accusations criticism charge charges claim claims allegation allegations demand demands call calls "
    "appeal request complaint complaints statement remarks comments warning warnings threat threats ultimatum report "
    "role involvement responsibility wrongdoing part complicity"
)
ANY = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "SANCTION", "COOPERATE", "THREATEN", "RETREAT", "CONCEDE", "AGREE"})
DRILLS = frozenset({"MOBILIZE", "COOPERATE"})
HURTING = frozenset({"SANCTION", "COERCE"})
LEAVING = frozenset({"RETREAT", "AGREE", "CONCEDE"})
DONE = {
    **dict.fromkeys(("move", "moves", "decision", "action", "actions", "act", "step", "steps", "measures"), ANY),
    **dict.fromkeys(("launch", "launches", "flights", "deployment", "incursion", "intrusion"), DRILLS | {"ASSAULT"}),
    **dict.fromkeys(("operation", "shooting", "firing"), frozenset({"ASSAULT", "MOBILIZE"})),
    **dict.fromkeys(("seizure", "detention", "expulsions"), HURTING),
    **dict.fromkeys(("release", "withdrawal", "pullout"), LEAVING),
}
KINDS = {
    "attack": frozenset({"ASSAULT"}),
    "strike": frozenset({"ASSAULT"}),
    "exercise": DRILLS,
    "test": DRILLS,
    "sanctions": HURTING,
    "ban": HURTING,
    "blockade": HURTING,
    "arrest": HURTING,
    "expulsion": HURTING,
    "withdrawal": LEAVING,
}
BACK = 5  # sentences looked back over
LOOKED_BACK = 40  # events
NOUN_WITHIN = 4
SURE = 0.7


def linked(document: Document, words: Vocabulary, made: list[Event], entities: Sequence[Entity]) -> None:
    """Give a target to the acts that answer or judge what was told before; events in order of the text."""
    codes = {entity.id: entity.actor for entity in entities}
    for number, event in enumerate(made):
        if event.target is not None or event.category not in JUDGEMENTS or not codes.get(event.source or ""):
            continue
        found = _answered(document, words, made, number, codes)
        if found is not None:
            event.target, event.rule = found
            event.confidence = round(event.confidence * SURE, 3)


def _answered(
    document: Document, words: Vocabulary, made: list[Event], number: int, codes: dict[str, str | None]
) -> tuple[str, str] | None:
    event = made[number]
    sought, rule = _sought(document, words, document.token_from(event.end))
    if not sought:
        return None
    own = codes.get(event.source or "")
    sentence = document.sentence_at(event.start)
    near = made[max(0, number - LOOKED_BACK) : number]
    for earlier in reversed(near):
        if sentence - document.sentence_at(earlier.start) > BACK:
            return None
        code = codes.get(earlier.source or "")
        if earlier.source is None or not code or code == own:
            continue
        if earlier.category in sought and (sought is not WORDS or codes.get(earlier.target or "", own) == own):
            same = [one for one in near if (one.start, one.end) == (earlier.start, earlier.end)]
            return (same[0].source or earlier.source), rule  # of several who did it together, the first
    return None


def _sought(document: Document, words: Vocabulary, number: int) -> tuple[frozenset[str], str]:
    """The categories of what is answered, and the rule; none for anything else or for something newly named."""
    lowers = document.lowers
    if lowers[number : number + 1] == ["that"]:
        return WORDS, "answer-to-words"
    if number < len(lowers) and lowers[number] in DEFINITE:
        for word in lowers[number + 1 : number + 1 + NOUN_WITHIN]:
            if word in SAID:
                return WORDS, "answer-to-words"
            if word in DONE:
                return DONE[word], "act-named-before"
            for act in words.acts.get(word, ()):
                if act.kind in KINDS:
                    return KINDS[act.kind], "act-named-before"
    return frozenset(), ""
