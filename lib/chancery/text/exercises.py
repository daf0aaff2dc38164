"""Exercises: drills, manoeuvres, war games and named series, who takes part, and what someone calls them.

Participants are those the text names: before the noun ("U.S.-Japan drills"), after it ("drills with South Korea"), or
as the subject of the verb ("China and Russia held drills"). "Such exercises" and "the drills" mean the exercises spoken
of last. Framing is a speaker's words for an exercise ("a rehearsal for an attack") and never ours; it needs a speaker.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from chancery.text.records import DateMention, Entity, ExerciseMention, Mention, Quote
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

RULES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "drill-noun": (
        "drill, manoeuvres, war game, or exercise with a military word or a participant",
        ("China began naval drills.", "The military exercise ended.", "They staged war games near the border."),
        ("Doctors advise daily exercise.", "They exercise control of the port.", "He drilled a hole."),
    ),
    "named-series": (
        "the name of a series of the exercises table, with its year where the text has one",
        ("Freedom Shield began on Monday.",),
        ("They spoke of freedom and a shield.",),
    ),
    "same-exercise": (
        "such exercises, the drills: those spoken of last",
        ("Japan and France held naval drills. Peking criticised the drills.",),
        ("The drills began.",),
    ),
}

NOUNS = {
    "drill": "drill",
    "drills": "drill",
    "exercise": "exercise",
    "exercises": "exercise",
    "manoeuvres": "manoeuvre",
    "maneuvers": "manoeuvre",
    "manoeuvre": "manoeuvre",
    "maneuver": "manoeuvre",
    "wargame": "war game",
    "wargames": "war game",
    "games": "war game",
    "game": "war game",
}
MILITARY = word_set(
    "military naval air joint combined live-fire live combat training large-scale annual defence defense army navy "
    "marine "
    "amphibious landing maritime missile field command-post tabletop anti-submarine artillery nuclear war bilateral "
    "trilateral multilateral multinational allied springtime spring summer autumn winter flagship major massive snap "
    "cyber winter-weather beyond-visual strike blockade paratroop civil theatre theater"
)
FILLERS = MILITARY | word_set(
    "- , and & the of recent such its their new regular u.s. 's led led-by week-long day-long ten-day 11-day post "
    "command fire scale biggest largest ever first second third this that these those also annual upcoming planned "
    "scheduled routine so-called latest ongoing ally allies forces troops warships jets navies"
)
LOOSE = word_set(", and of the - & this that these those such")
LINKS = word_set("with between by of involving among alongside from including involve involves involved")
STOPS = frozenset(
    [
        "against",
        "near",
        "off",
        "aimed",
        "targeting",
        "amid",
        "after",
        "before",
        "in",
        "on",
        "at",
        "as",
        "despite",
        ",",
        ".",
        ";",
        ":",
        '"',
        "”",
        "“",
    ]
)
HOLDING = word_set(
    "hold holds held holding conduct conducts conducted conducting stage stages staged staging launch launches "
    "launched "
    "launching begin begins began begun beginning start starts started starting kick kicks kicked wrap wrapped end "
    "ends "
    "ended carry carries carried carrying run runs ran running resume resumes resumed plan plans planned planning "
    "suspend "
    "suspended cancel cancelled canceled postpone postponed complete completed conclude concluded expand expanded "
    "scale scaled announce announced join joined joins undertake undertook"
)
ANAPHORIC = word_set("such the these those this that")
CALLING = word_set(
    "describe describes described describing call calls called calling label labels labelled labeled labelling "
    "brand brands "
    "branded denounce denounces denounced denouncing condemn condemns condemned condemning slam slams slammed view "
    "views "
    "viewed views regard regards regarded see sees saw seen consider considers considered portray portrays portrayed "
    "characterise characterises characterised characterize characterizes characterized dismiss dismisses dismissed "
    "term "
    "terms termed dub dubs dubbed decry decries decried criticise criticises criticised criticize criticizes "
    "criticized "
    "paint painted blast blasts blasted cast casts treat treats treated defend defends defended present presented"
)
BARE_CALLING = word_set(
    "call calls called calling brand brands branded label labels labelled labeled term terms termed dub dubs "
    "dubbed consider considers considered"
)
SAYING = word_set(
    "say says said insist insists insisted maintain maintains maintained claim claims claimed argue argues argued "
    "warn warns warned stress stressed stated state states charge charged assert asserts asserted"
)
COPULAS = word_set(
    "is are was were constitute constitutes constituted amount amounts amounted represent represents represented remain"
)
FRAMES = re.compile(
    r"\b(?:rehears|invas|attack|aggress|provocat|provok|defensiv|defence|defense|routine|necessary|threat|prepar|war\b|"
    r"aimed|designed|meant|intended|directed|hostil|danger|reckless|legitimate|transparent|annual|deter|response|"
    r"signal|"
    r"warning|destabili|escalat|peaceful|purely|illegal|unlawful|justified|lawful)",
    re.IGNORECASE,
)
FRAME_END = re.compile(r"[.;!?\"”“»]|,(?! and\b)|\b(?:while|but|although|when|who|which|whereas)\b|$|\n")
PASSING = FILLERS | HOLDING | NOUNS.keys() | word_set("was were is are be been being will jointly involves involve")
REACH = 9


WINDOW = 120
_ByPlace = dict[tuple[int, int], list[tuple[int, int, Entity]]]


class HasCast(Protocol):
    """The entities and mentions of an article."""

    entities: list[Entity]
    mentions: list[Mention]


class _Sentence:
    """One sentence with the actors named in it."""

    def __init__(self, document: Document, first: int, last: int, named: list[tuple[int, int, Entity]]) -> None:
        self.document, self.lowers = document, document.lowers
        self.first, self.last = first, last
        self.named = named

    def before(self, noun: int) -> tuple[list[str], int]:
        """Codes of the actors in the words right before a noun, and where those words begin."""
        codes: list[str] = []
        begin = noun
        index = noun - 1
        while index >= self.first and noun - index < 14:
            actors = self._at(index)
            if actors:
                codes[:0] = [a[2].actor for a in actors if a[2].actor]
                index = begin = min(a[0] for a in actors)
            elif self.lowers[index] not in FILLERS:
                break
            elif self.lowers[index] not in LOOSE:
                begin = index
            index -= 1
        return codes, begin

    def _at(self, index: int) -> list[tuple[int, int, Entity]]:
        """Actors that share a token; "Japan-South" in "U.S.-Japan-South Korea" is one token of two actors."""
        covering = [a for a in self.named if a[0] <= index < a[1]]
        if not covering:
            return []
        begin = min(a[0] for a in covering)
        return [a for a in self.named if a[0] <= index and a[1] > begin]

    def after(self, noun: int) -> list[str]:
        """Codes of the actors that a preposition ties to a noun: "with South Korea and Japan"."""
        codes: list[str] = []
        linked = False
        for index in range(noun + 1, min(self.last, noun + 16)):
            word = self.lowers[index]
            actor = next((a for a in self.named if a[0] == index), None)
            if actor is not None and linked and actor[2].actor:
                codes.append(actor[2].actor)
            elif word in LINKS:
                linked = True
            elif (
                (word in STOPS and not (word == "," and codes))
                or (not linked and actor is None and word not in PASSING)
                or (codes and word not in FILLERS and not any(a[0] < index < a[1] for a in self.named))
            ):
                break
        return codes

    def holders(self, begin: int) -> list[str]:
        """Codes of the subject of a verb of holding before the noun's words."""
        verb = next(
            (i for i in range(begin - 1, max(self.first, begin - REACH) - 1, -1) if self.lowers[i] in HOLDING), -1
        )
        if verb < 0:
            return []
        subjects = [a for a in self.named if a[1] <= verb]
        codes: list[str] = []
        for actor in reversed(subjects):
            if codes and self.lowers[actor[1] : actor[1] + 1] not in (["and"], [","], ["&"]):
                break
            if not codes and verb - actor[1] > 12:
                break
            if actor[2].actor:
                codes.insert(0, actor[2].actor)
        return codes

    def speaker(self, index: int, reach: int = 12) -> str | None:
        """The entity named last before a token."""
        near = [a for a in self.named if a[1] <= index and index - a[1] <= reach]
        return near[-1][2].id if near else None


def found(
    document: Document,
    cast: HasCast,
    gazetteer: object = None,
    _dates: Sequence[DateMention] = (),
    quotes: Sequence[Quote] = (),
) -> list[ExerciseMention]:
    """All exercises an article speaks of, in order of the text. Dates are not needed.

    gazetteer: its `exercises` are rows of the exercises table (exercise_id, series, name, participants, start, end).
    quotes: an exercise inside someone's words is that speaker's.
    """
    series = _series(getattr(gazetteer, "exercises", ()))
    names = _names(document, series)
    spots = sorted({*names, *_nouns(document, bool(names))})
    if not spots:
        return []
    by_sentence = _named(document, cast, spots)
    spans = sorted([(*span, quote) for quote in quotes for span in quote.spans], key=_span_start)
    made: list[ExerciseMention] = []
    for spot in spots:
        number = document.sentence_of_token[spot]
        if number < 0 or (made and document.starts[spot] < made[-1].end):
            continue
        first, last = document.sentence_tokens(number)
        first, last = max(first, spot - WINDOW), min(last, spot + WINDOW)
        sentence = _Sentence(document, first, last, _around(by_sentence, number, spot))
        mention = _mention(document, sentence, spot, names.get(spot), made)
        if mention is None:
            continue
        mention.id = f"X{len(made) + 1}"
        _frame(document, sentence, mention, spans)
        made.append(mention)
    return made


def _nouns(document: Document, spoken: bool) -> list[int]:
    """Tokens that mean an exercise; "the exercise" alone does once exercises are spoken of."""
    lowers = document.lowers
    spots: list[int] = []
    for index in document.where(NOUNS):
        word = lowers[index]
        if _is_military(lowers, document.kinds, index, word) or (
            word == "exercise"
            and (spots or spoken)
            and lowers[index - 1] in ANAPHORIC
            and lowers[index + 1 : index + 2] != ["of"]
        ):
            spots.append(index)
    return spots


def _is_military(lowers: list[str], kinds: list[str], index: int, word: str) -> bool:
    """Whether a noun means an exercise of forces; `drill` always does, `exercise` only with a military word near."""
    before = lowers[index - 1] if index else ""
    if word in ("game", "games"):
        return before in ("war", "wargaming")
    if before in ("to", "will", "must", "can", "should", "not", "could", "may"):
        return False
    near = lowers[max(0, index - 6) : index]
    if word in ("drill", "manoeuvre", "maneuver", "exercise"):
        return not MILITARY.isdisjoint(near) or (before in ("-", "such") and word != "manoeuvre")
    if word == "exercises":
        return (
            not MILITARY.isdisjoint(near)
            or before in ("such", "these", "those", "the", "-")
            or kinds[index - 1] in "CA"
        )
    return "political" not in near and "diplomatic" not in near and "legal" not in near and before != "fire"


def _named(document: Document, cast: HasCast, spots: list[int]) -> _ByPlace:
    """Actors as token spans, by sentence and stretch of it, in the sentences of some tokens."""
    entities = {entity.id: entity for entity in cast.entities}
    gathered: _ByPlace = {}
    for number in sorted({document.sentence_of_token[spot] for spot in spots} - {-1}):
        sentence = document.sentences[number]
        begin = bisect_left(cast.mentions, sentence.start, key=_mention_start)
        for mention in cast.mentions[begin : bisect_left(cast.mentions, sentence.end, key=_mention_start)]:
            entity = entities.get(mention.entity or "")
            first, last = document.tokens_in(mention.start, mention.end)
            if entity is not None and first < last:
                gathered.setdefault((number, first // WINDOW), []).append((first, last, entity))
    return gathered


def _mention_start(mention: Mention) -> int:
    return mention.start


def _around(named: _ByPlace, sentence: int, spot: int) -> list[tuple[int, int, Entity]]:
    """The actors of a sentence near a token."""
    place = spot // WINDOW
    return [actor for near in (place - 1, place, place + 1) for actor in named.get((sentence, near), ())]


def _mention(
    document: Document,
    sentence: _Sentence,
    spot: int,
    named: tuple[int, str, str | None, tuple[str, ...]] | None,
    made: list[ExerciseMention],
) -> ExerciseMention | None:
    last = named[0] if named else spot + 1
    codes, begin = sentence.before(spot)
    codes += sentence.after(last - 1)
    if len(set(codes)) < 2:
        codes = sentence.holders(begin) + codes
    participants = list(dict.fromkeys(codes))
    rule, confidence = ("named-series", 0.9) if named else ("drill-noun", 0.75)
    series = named[1] if named else None
    exercise = named[2] if named else None
    if not participants and named and named[3]:
        participants, confidence = list(named[3]), 0.8
    if (
        not participants
        and not named
        and made
        and document.lowers[begin - (begin == spot) : spot][:1]
        and (not ANAPHORIC.isdisjoint(document.lowers[max(sentence.first, begin - 2) : spot]))
    ):
        former = made[-1]
        participants, series, exercise, rule, confidence = (
            list(former.participants),
            former.series,
            former.exercise_id,
            "same-exercise",
            0.65,
        )
    start, end = document.starts[begin], document.ends[last - 1]
    return ExerciseMention("", start, end, series, exercise, participants, [], None, rule, confidence)


# ---- named series


_Known = dict[str, tuple[str, list[Mapping[str, str]]]]
_compiled: dict[int, tuple[re.Pattern[str] | None, _Known, object]] = {}


def _series(rows: Sequence[Mapping[str, str]]) -> tuple[re.Pattern[str] | None, _Known]:
    """A pattern for the series of the table, and the rows of each; common nouns are no names."""
    if id(rows) not in _compiled:
        known: _Known = {}
        named = [(row.get("series", ""), row) for row in rows]
        named += [(part, row) for series, row in named if "/" in series for part in series.split("/")]
        for name, row in named:
            words = name.split()
            if len(name) > 3 and name[:1].isupper() and not any(w.lower() in NOUNS or w.islower() for w in words):
                known.setdefault(name, (row.get("series", ""), []))[1].append(row)
        known = {name: value for name, value in known.items() if name not in ("Interaction", "Northern", "RSOI")}
        names = sorted(known, key=len, reverse=True)
        pattern = None
        if names:
            pattern = re.compile(
                r"(?<!\w)("
                + "|".join(re.escape(n).replace(r"\ ", "[ -]") for n in names)
                + r")(?:[ -]?['’]?((?:19|20)?\d\d)(?:-\d)?)?(?!\w)"
            )
        _compiled[id(rows)] = pattern, known, rows
    return _compiled[id(rows)][:2]


def _names(
    document: Document, series: tuple[re.Pattern[str] | None, _Known]
) -> dict[int, tuple[int, str, str | None, tuple[str, ...]]]:
    pattern, known = series
    found_names: dict[int, tuple[int, str, str | None, tuple[str, ...]]] = {}
    if pattern is None:
        return found_names
    firsts = _first_words(known)
    spots = document.where(w for w in document.places if w in firsts or ("-" in w and w.partition("-")[0] in firsts))
    for match in filter(None, [pattern.match(document.body, document.starts[spot]) for spot in spots]):
        entry = known.get(match.group(1)) or known.get(match.group(1).replace("-", " "))
        if entry is None:
            continue
        first, last = document.tokens_in(match.start(), match.end())
        year = match.group(2) or ""
        row = _row(entry[1], year)
        participants = (
            tuple(filter(None, row["participants"].split(";"))) if row and isinstance(row["participants"], str) else ()
        )
        found_names[first] = (last, entry[0], row.get("exercise_id") if row and year else None, participants)
    return found_names


def _first_words(known: _Known) -> set[str]:
    """The first words of the names, also where a year is joined to them by a hyphen."""
    words = {re.split("[ /]", name.lower())[0] for name in known}
    return words | {word.partition("-")[0] for word in words}


def _row(rows: Iterable[Mapping[str, str]], year: str) -> Mapping[str, str] | None:
    """The row of a year (given with two or four digits), else the latest of the series."""
    chosen = None
    for row in rows:
        if year and row.get("start", "")[:4].endswith(year):
            return row
        if not year and (chosen is None or row.get("start", "") > chosen.get("start", "")):
            chosen = row
    return chosen


# ---- framing


def _frame(
    document: Document, sentence: _Sentence, mention: ExerciseMention, spans: list[tuple[int, int, Quote]]
) -> None:
    """Set what a speaker calls the exercise."""
    first, last = document.tokens_in(mention.start, mention.end)
    quote = _quote_at(mention.start, spans)
    words, speaker = _called(sentence, first, last) or _equated(sentence, first, last) or ("", None)
    if quote is not None and quote.speaker and (speaker is None or not words):
        speaker = quote.speaker
    if words and speaker:
        mention.framing.append(words)
    if speaker:
        mention.said_by = speaker


def _called(sentence: _Sentence, first: int, last: int) -> tuple[str, str | None] | None:
    """The words of "describes such exercises as X", "called the drills X", "drills, seen by Y as X"."""
    for index in range(first - 1, max(sentence.first, first - 8) - 1, -1):
        if sentence.lowers[index] in CALLING:
            return _called_before(sentence, index, last)
    for index in range(last, min(sentence.last, last + 16)):
        if sentence.lowers[index] in CALLING or sentence.lowers[index] in SAYING:
            made = _called_after(sentence, index, last)
            if made is not None:
                return made
    return None


def _called_before(sentence: _Sentence, verb: int, last: int) -> tuple[str, str | None] | None:
    lowers = sentence.lowers
    speaker = sentence.speaker(verb)
    for after in range(last, min(sentence.last, last + 14)):
        if lowers[after] == "as":
            return _words(sentence, after + 1), speaker
    named = last < sentence.last and lowers[last] in NAMING
    return (_words(sentence, last), speaker) if lowers[verb] in BARE_CALLING and named else None


def _called_after(sentence: _Sentence, verb: int, last: int) -> tuple[str, str | None] | None:
    lowers = sentence.lowers
    passive = lowers[verb + 1 : verb + 2] == ["by"]
    near = [a for a in sentence.named if (verb < a[0] <= verb + 4 if passive else last <= a[0] < verb)]
    if not near or (not passive and not {"which", "that"} & set(lowers[last:verb])):
        return None
    for after in range(verb + 1, min(sentence.last, verb + 8)):
        if lowers[after] == "as" or lowers[after] in COPULAS:
            return _words(sentence, after + 1), near[0][2].id
    return (_words(sentence, verb + 1), near[0][2].id) if lowers[verb] in BARE_CALLING else None


NAMING = word_set('a an the “ " nothing')


def _equated(sentence: _Sentence, first: int, last: int) -> tuple[str, str | None] | None:
    """The words of "Y says its drills are X": only words that judge the exercise count."""
    lowers = sentence.lowers
    for index in range(last, min(sentence.last, last + 10)):
        if lowers[index] in COPULAS:
            says = next((i for i in range(first - 1, sentence.first - 1, -1) if lowers[i] in SAYING), -1)
            words = _words(sentence, index + 1)
            if FRAMES.search(words[:60]):
                return words, sentence.speaker(says) if says >= 0 else None
            return None
        if lowers[index] in (",", ";", "and"):
            return None
    return None


def _quote_at(offset: int, spans: list[tuple[int, int, Quote]]) -> Quote | None:
    """The innermost quotation round an offset; `spans` are sorted by where they begin."""
    number = bisect_right(spans, offset, key=_span_start)
    inside = [span for span in spans[max(0, number - NESTING) : number] if offset < span[1]]
    return inside[-1][2] if inside else None


def _span_start(span: tuple[int, int, Quote]) -> int:
    return span[0]


NESTING = 24


def _words(sentence: _Sentence, first: int) -> str:
    """A speaker's words from a token to the end of the phrase, without quotation marks and article."""
    lowers = sentence.lowers
    while first < sentence.last and lowers[first] in ("a", "an", "the", '"', "“", "``", "‘", "to", "being"):
        first += 1
    if first >= sentence.last:
        return ""
    document = sentence.document
    text = document.body[document.starts[first] : document.ends[sentence.last - 1]][:200]
    end = FRAME_END.search(text)
    return " ".join(text[: end.start() if end else len(text)].split())
