"""What the sentence round a claim adds to its slots: the exercise meant, who "he" is, words that narrow the event."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from chancery.claims import persons, subjects
from chancery.claims.questions import Period, Question, asked
from chancery.claims.record import Record
from chancery.claims.stretches import alone
from chancery.claims.terms import Tenure
from chancery.text.records import Claim, DateMention, Entity, Event, ExerciseMention, Mention, Quote

# Adjectives that say nothing the tables would have to tell apart.
PLAIN = frozenset(
    (  # noqa: SIM905  reads as it is
        "joint bilateral military in-person face-to-face formal official annual major large-scale combined new "
        "previous such un u.n united nations security council leaders leaders' summit summits meeting meetings "
        "talks other earlier past multiple several separate two three four five six seven eight nine ten first "
        "second third fourth fifth sixth more than over about nearly least total regular routine state high-level "
        "two-way trilateral three- way adopted binding exercise exercises drill drills manoeuvres of the a an its "
        "their his her our these those both and or highly anticipated so-called long-awaited historic rare recent "
        "latest last next upcoming underground inter overall"
    ).split()
)
LEADERS = re.compile(
    r"\b(?:leaders?|presidents?|prime ministers?|premiers?|chancellors?|men|he|his|they|pair)\b", re.IGNORECASE
)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
# A count, and then a remark on one of those counted: the date belongs to the remark.
REMARK = re.compile(
    r",\s+(?:and\s+|with\s+)?(?:the|its|their|most|including|among|of which|"
    r"[\w-]+\s+of\s+(?:them|these|those))\s*(?:very\s+)?"
    r"(?:(?:last|latest|first|most recent|recently|final|one|two|three)?\b.{0,20}\b(?:in|on)\b|"
    r"(?:last|latest|first|most recent|final)\b.{0,30}\b(?:ago|(?:last|this|the previous)\s+(?:year|month|week))\b)",
    re.IGNORECASE,
)
# A count, and then another statement with a date of its own.
SECOND = re.compile(r"\band,?\s+(?:in|on)\s+\w+")
NOT_SINCE = re.compile(r"\band\s+(?:has|have|had|did)\s+(?:not|never)\b")
THE_DRILLS = re.compile(
    r"\b(?:the|these|those|this|they|it)\b(?:\s+[\w-]+){0,2}?(?:\s+(?:drills?|exercises?|man(?:oeuv|euv)(?:res?|ers?)|games?)\b)",
    re.IGNORECASE,
)
NUCLEAR = re.compile(r"\b(?:nuclear|atomic|hydrogen)\s+(?:devices?|bombs?|weapons?|warheads?)\b", re.IGNORECASE)
# "Had not met for six years when" is said of the meeting that ended the time, not of today.
HAD_NOT = re.compile(
    r"\bhad(?:n[’']t|\s+(?:not|never))\b|\b(?:no|none|neither|nobody)\b[^.;,]{0,60}\bhad\b", re.IGNORECASE
)
REACH = 60  # characters after "since" that may name an exercise
MEETINGS = ("summit", "meeting", "visit", "call")
VICE = re.compile(r"\b(?:vice|deputy)\s+(?:foreign\s+)?minister", re.IGNORECASE)
PLACED = re.compile(r"\bfirst(?:\s+(?!in\b|since\b|for\b)[\w’'-]+){0,4}?\s+(?:in|to|at|on)\s+(?=[A-Z]|the\s+[A-Z])")


class Read(Protocol):
    """What a check needs of a reading; `chancery.text.Reading` has it."""

    entities: list[Entity]
    mentions: list[Mention]
    exercises: list[ExerciseMention]
    dates: list[DateMention]
    events: list[Event]
    claims: list[Claim]
    quotes: list[Quote]

    @property
    def document(self) -> Any:
        """The article cut into sentences, with its body."""

    @property
    def article(self) -> Any:
        """The article, with its publication date."""


@dataclass(frozen=True)
class Names:
    """Names of the record's states and series, ready to be found in words."""

    places: dict[str, str]
    series: tuple[str, ...]
    organisations: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> "Names":
        """The names a record knows."""
        places: dict[str, str] = {}
        words: set[str] = set()
        organisations = set()
        for row in record.rows("actors"):
            named = (
                row["name"],
                *row["aliases"],
                *row["demonyms"],
                *row["capital_metonyms"],
                *row["case_sensitive_aliases"],
            )
            for name in named:
                places.setdefault(name.lower(), row["code"])
                words |= set(re.findall(r"[\w.’'-]+", name.lower()))
            if row["kind"] != "state":
                organisations.add(row["code"])
        rows = record.rows("exercises")
        series = sorted({row["series"] for row in rows}, key=len, reverse=True)
        return cls(places, tuple(series), frozenset(organisations | {"UN", "UNSC", "UNGA"}), frozenset(words))

    def series_in(self, text: str) -> str:
        """The longest series named in a text, "" where there is none or the name is an everyday phrase."""
        for name in self.series:
            if name[:1].isupper() and not _everyday(name) and re.search(rf"\b{re.escape(name)}\b", text):
                return name
        return ""

    def place(self, text: str) -> str:
        """The code of the state a place name means, "" where none."""
        return self.places.get(re.sub(r"^the\s+", "", text.lower()), "")


def question_of(claim: Claim, read: Read, record: Record, names: Names) -> Question:
    """The question a claim puts, with what its sentence adds."""
    body = read.document.body
    words = body[claim.start : claim.end]
    question = asked(claim, words, read.article.published, names.organisations)
    sentence = _sentence(claim, read)
    named = _mentioned(claim, read) or names.series_in(SINCE.split(words)[0])
    series = question.series or named or _series_for(question, sentence, names)
    question = _with_surnames(question, words, record)
    found = [_identified(each, claim, read) for each in question.persons]
    if question.event == "meeting" and (question.rank == "leader" or _leaders_meet(found, question, record)):
        question = question.about(event="summit")
    question = question.about(event=_by_system(question))
    question = _counted(question, words)
    nuclear = NUCLEAR.search(words) is not None and "missile" not in f"{question.what} {question.system}"
    if question.event in ("missile test", "weapons test", "missile launch") and nuclear:
        question = question.about(event="nuclear test", system="")
    if question.negated and HAD_NOT.search(words):
        question = question.about(negated=False)
    if question.rank and VICE.search(words):
        question = question.about(rank="vice minister")
    named_since = _since_named(claim, read, record)
    if named_since is not None and question.since is None and question.kind in ("first", "since"):
        started, since_series = named_since
        # "The first since" a drill of another series is none of its own series: the exercises of the state are meant.
        series = series if series == since_series else ""
        question = question.about(since=started, event="exercise", interval=None)
        question = question.about(date=_unless(question.date, started), period=_unless(question.period, started))
    narrowed = _narrowed(question, names, series, words)
    if named_since is not None and not series:
        narrowed = f"{narrowed} exercises".strip()
    return _without_speaker(
        question.about(
            series=series,
            persons=tuple(found),
            place_code=names.place(question.place.strip(".,;:")),
            called=" ".join(name for code in question.states for name in record.called(code)).lower(),
            narrowed=narrowed,
        ),
        claim,
        read,
    )


def _with_surnames(question: Question, words: str, record: Record) -> Question:
    """The question with the leaders whose surnames stand alone in the words, where it lacks those who meet."""
    if question.event not in MEETINGS or len(question.states) > 1:
        return question
    named = [(code, name) for _, _, code, name in alone(words, persons.by_surname(record, question.on))]
    codes = tuple(dict.fromkeys((*question.states, *(code for code, _ in named))))
    if len(codes) <= len(question.states) or len(codes) != 2:
        return question
    known = {str(each.get("code")) for each in question.persons}
    people = [{"name": name, "code": code} for code, name in dict.fromkeys(named) if code not in known]
    return question.about(states=codes, persons=(*question.persons, *people))


def _counted(question: Question, words: str) -> Question:
    """A count without the dates that belong to a remark on one of those counted, or to another statement."""
    if question.kind != "count":
        return question
    if question.ordinal is not None:
        return question.about(date=None) if REMARK.search(words) else question
    if REMARK.search(words) or SECOND.search(words):
        question = question.about(period=None, date=None)
    return question.about(period=None, date=None, since=None) if NOT_SINCE.search(words) else question


def _leaders_meet(found: Collection[dict[str, Any]], question: Question, record: Record) -> bool:
    """Whether those who meet are leaders: all named so, "the two men", or one and "his first" with the other."""
    two = len(question.states) == 2
    one = any(persons.of_person(record, name, code) for name, code in persons.names_of(found))
    his = re.search(r"\b(?:his|her)\s+(?:first|\w+th|second|third)\b", question.words) is not None
    men = re.search(r"\b(?:two|both)\s+(?:men|leaders|presidents)\b", question.words) is not None
    return _all_lead(found, question, record) or (two and ((his and one) or men))


def _all_lead(found: Collection[dict[str, Any]], question: Question, record: Record) -> bool:
    """Whether every state of a question is named by its leader."""
    leading = {code for name, code in persons.names_of(found) if persons.of_person(record, name, code)}
    return len(question.states) > 1 and set(question.states) <= leading


def _by_system(question: Question) -> str:
    """The event with its weapon, where a subject is declared for the two together."""
    if question.system:
        for subject in subjects.DECLARED.values():
            if question.event in subject.words and question.system in subject.systems:
                return subject.name
    return question.event


def _series_for(question: Question, sentence: str, names: Names) -> str:
    """The series of the whole sentence, where the claim is about an exercise."""
    return (
        names.series_in(SINCE.split(sentence)[0])
        if question.event in ("exercise", "troops", "patrol") or not question.event
        else ""
    )


def _everyday(name: str) -> bool:
    return name.lower().endswith((" drill", " drills", " exercise", " tests", " patrol"))


def _sentence(claim: Claim, read: Read) -> str:
    for sentence in read.document.sentences:
        if sentence.start <= claim.start < sentence.end:
            return str(read.document.body[sentence.start : sentence.end])
    return str(read.document.body[claim.start : claim.end])


def _mentioned(claim: Claim, read: Read) -> str:
    since = SINCE.search(read.document.body, claim.start, claim.end)
    end = since.start() if since else claim.end
    inside = [each for each in read.exercises if each.series and claim.start <= each.start < end]
    return inside[0].series or "" if len({each.series for each in inside}) == 1 else ""


def _since_named(claim: Claim, read: Read, record: Record) -> tuple[Period, str] | None:
    """The days and the series of the one exercise that a claim names after "since", by the name of its row."""
    since = SINCE.search(read.document.body, claim.start, _sentence_end(claim, read))
    if since is None:
        return None
    words = read.document.body[since.end() : since.end() + REACH].strip()
    words = re.sub(r"^(?:the\s+|exercises?\s+|drills?\s+)*", "", words)
    rows = [
        row
        for row in record.rows("exercises")
        if row["_admitted"] and row["name"] != row["series"] and words.startswith(row["name"])
    ]
    if len({row["key"] for row in rows}) != 1 or pd.isna(rows[0]["start_first"]):
        return None
    last = rows[0]["start_last"] if pd.isna(rows[0]["end_last"]) else rows[0]["end_last"]
    return (rows[0]["start_first"].date(), last.date()), str(rows[0]["series"])


def _unless(said: Period | None, other: Period) -> Period | None:
    """A period, but not one that only dates another thing."""
    return None if said and said[0] <= other[1] and other[0] <= said[1] else said


def _sentence_end(claim: Claim, read: Read) -> int:
    return next((each.end for each in read.document.sentences if each.start <= claim.start < each.end), claim.end)


def _identified(person: Any, claim: Claim, read: Read) -> dict[str, Any]:
    """A person with the name of the entity that the words mean, where the reading resolved them."""
    name = str(person.get("name") or "")
    by_id = {entity.id: entity for entity in read.entities}
    for mention in read.mentions:
        if claim.start <= mention.start < claim.end and read.document.body[mention.start : mention.end] == name:
            entity = by_id.get(mention.entity or "")
            if entity is not None and entity.kind == "person":
                return {**person, "name": entity.name}
    return dict(person)


def _without_speaker(question: Question, claim: Claim, read: Read) -> Question:
    """The question without the state of whoever says it, where other states are named beside the speaker's."""
    speaker = next((each.actor for each in read.entities if each.id == claim.said_by), None)
    others = tuple(code for code in question.states if code != speaker)
    persons_only = {str(each.get("code")) for each in question.persons}
    if speaker in persons_only and len(others) > 1 and question.kind == "record":
        return question.about(states=others)
    return question


def _narrowed(question: Question, names: Names, series: str, words: str) -> str:
    """Words that narrow the event in a way the tables do not tell apart, "" where there are none."""
    known = (
        PLAIN | names.words | set(question.event.split()) | set(_forms(question.event)) | set(series.lower().split())
    )
    left = [
        word for word in re.findall(r"[\w.’'-]+", question.what.lower()) if word not in known and not word.isdigit()
    ]
    left = [word for word in left if not _is_event_word(word, question.event)]
    if question.place and PLACED.search(words) and question.kind in ("first", "since"):
        left.append(question.place)
    counted = question.kind == "count" and question.ordinal is None and not series
    if question.place and counted and names.place(question.place.strip(".,;:")) not in question.states:
        left.append(question.place)
    subject = subjects.named(question.event, question.bodies)
    if question.system and subject is not None and subject.how == "one acts" and question.system not in subject.systems:
        left.append(question.system)
    if question.event == "exercise" and not series and THE_DRILLS.search(words):
        left.append("the drills spoken of before")
    if question.topic and question.kind in ("first", "since", "count") and not series:
        left.append(question.topic)
    return " ".join(left)


def _forms(event: str) -> Collection[str]:
    return [form for word in event.split() for form in (word, f"{word}s", f"{word}es", f"{word.removesuffix('y')}ies")]


def _is_event_word(word: str, event: str) -> bool:
    """Whether a word of the claim is itself a word for the event: "met" for a meeting, "drills" for an exercise."""
    from chancery.text import claim_words  # word lists are read when first asked for

    nouns = claim_words.nouns()
    single = word.removesuffix("s")
    return bool(word in nouns.kinds or single in nouns.kinds or word in claim_words.VERB_EVENTS) or word in event


def leaders_meant(question: Question) -> bool:
    """Whether the claim speaks of leaders without naming them: then it may mean the persons or the offices."""
    return not persons.names_of(question.persons) and bool(LEADERS.search(question.words))


def as_persons(question: Question, record: Record) -> tuple[tuple[str, ...], tuple[Tenure, ...], str]:
    """Codes and tenures of the leaders a claim names, and the name of one whom the rows do not know as a leader."""
    tenures: list[Tenure] = []
    codes: list[str] = []
    for name, code in persons.names_of(question.persons):
        if code not in question.states:
            continue
        found = persons.of_person(record, name, code)
        if not found:
            return (), (), name
        codes.append(code)
        tenures += found
    return tuple(codes), tuple(tenures), ""


def unique(questions: Iterable[Question]) -> list[Question]:
    """Questions without repetitions, in order."""
    kept: list[Question] = []
    for each in questions:
        if each not in kept:
            kept.append(each)
    return kept
