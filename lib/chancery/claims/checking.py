"""Checking claims: each becomes a question, is asked of the record in every sense it may have, and is answered once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chancery.claims import context, persons, registry, statements, subjects
from chancery.claims.answers import parties_known
from chancery.claims.context import Names, Read
from chancery.claims.predecessors import predecessors
from chancery.claims.questions import Question, plausible
from chancery.claims.record import Record
from chancery.claims.stretches import Stretch, stretches
from chancery.claims.verdicts import Holder, Part, Ruling, Verdict, combined
from chancery.text.records import Claim

TREATIES = ("treaty", "agreement", "alliance", "pact", "accord", "partnership", "declaration", "memorandum")
LEAST_CONFIDENCE = 0.5
RANKING: tuple[Ruling, ...] = ("supported", "partly", "contradicted", "not checkable")


def checked(read: Read, record: Record, claims: Iterable[Claim] | None = None) -> list[Verdict]:
    """A verdict on every claim of a reading, in the order of the text.

    read: the reading of an article; record: the tables to ask; claims: others than those the reading found.
    A claim is contradicted only where it is so in every sense its words allow, where every slot was resolved, and
    where a row says otherwise or the table is declared to hold all there is.
    """
    registry.declared_elsewhere()
    names = Names.of(record)
    if claims is not None:
        return [verdict(claim, read, record, names) for claim in claims]
    sentences = stretches(read)
    found = statements.stated(read, record, names, sentences)
    verdicts = [verdict(claim, read, record, names) for claim in found]
    return _told_once([_plainly(each, sentences) for each in verdicts])


def _plainly(verdict: Verdict, sentences: Sequence[Stretch]) -> Verdict:
    """A verdict without its contradictions where the sentence asks, supposes, or calls the thing untrue."""
    if not any(part.ruling == "contradicted" for part in verdict.parts):
        return verdict
    if statements.sentence(verdict.claim, sentences).plain(verdict.claim.start, verdict.claim.end, quoted=True):
        return verdict
    why = "The text does not plainly say that it is so."
    parts = tuple(_taken_back(part, why) if part.ruling == "contradicted" else part for part in verdict.parts)
    return combined(verdict.claim, verdict.words, parts)


def _told_once(verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts without those that another makes idle: the same answer on the same words, or none where it has one."""
    kept: list[Verdict] = []
    for each in verdicts:
        others = [other for other in verdicts if other is not each and _covers(other, each)]
        answered = each.ruling == "not checkable" and any(other.ruling != "not checkable" for other in others)
        twice = any(other in others and _same_answer(other, each) for other in kept)
        idle = each.ruling == "not checkable" and any(_same_words(other, each) for other in kept)
        poorer = any(_tells_more(other, each) for other in verdicts if other is not each)
        if not answered and not twice and not idle and not poorer:
            kept.append(each)
    return kept


def _tells_more(other: Verdict, each: Verdict) -> bool:
    """Whether two claims of a kind lie one inside the other, and the other answers, or answers on more slots.

    An answer that contradicts gives way to none.
    """
    inside = other.claim.start <= each.claim.start and each.claim.end <= other.claim.end
    around = each.claim.start <= other.claim.start and other.claim.end <= each.claim.end
    if not (inside or around) or _same_words(other, each) or other.claim.kind != each.claim.kind:
        return False
    if each.ruling == "not checkable" or other.ruling == "not checkable":
        return each.ruling == "not checkable" and other.ruling != "not checkable"
    alike = other.claim.slots.get("event") == each.claim.slots.get("event") and other.ruling == each.ruling
    return alike and len(other.claim.slots) > len(each.claim.slots)


def _same_answer(other: Verdict, each: Verdict) -> bool:
    """Whether two verdicts rule alike by the same rows, or in the same words."""
    alike = other.ruling == each.ruling and other.claim.kind == each.claim.kind
    return alike and (other.reason == each.reason or (bool(each.rows) and set(other.rows) == set(each.rows)))


def _same_words(other: Verdict, each: Verdict) -> bool:
    return (other.claim.start, other.claim.end) == (each.claim.start, each.claim.end)


def _covers(other: Verdict, each: Verdict) -> bool:
    """Whether a verdict is on at least half of the words of another."""
    start, end = max(other.claim.start, each.claim.start), min(other.claim.end, each.claim.end)
    return 2 * (end - start) >= each.claim.end - each.claim.start


def verdict(claim: Claim, read: Read, record: Record, names: Names | None = None) -> Verdict:
    """The verdict on one claim."""
    question = context.question_of(claim, read, record, names or Names.of(record))
    parts = _best([_asked(each, record) for each in _senses(question, claim, record)])
    parts = tuple(_guarded(part, question) for part in parts)
    return combined(claim, question.words, (*parts, *predecessors(question, record)))


def _senses(question: Question, claim: Claim, record: Record) -> list[Question]:
    """The question in every sense its words allow: sets of states, and leaders as persons or as offices."""
    senses = plausible(question, claim)
    if question.kind in ("existence", "status"):
        senses = senses[:1]
    subject = subjects.named(question.event, question.bodies)
    if subject is not None:
        senses = [each for each in senses if parties_known(each, subject)] or senses[:1]
    if question.event not in context.MEETINGS:
        return senses
    if question.event == "visit":
        senses = [each.about(visitor=state) for each in senses for state in each.states]
    if persons.names_of(question.persons):
        return [_restricted(each, record) for each in senses]
    if context.leaders_meant(question):
        return context.unique([*senses, *(_restricted_to_holders(each, record) for each in senses)])
    return senses


def _restricted(question: Question, record: Record) -> Question:
    """The question with only the days on which the leaders it names were in office."""
    _, tenures, unknown = context.as_persons(question, record)
    if unknown:
        return question.about(narrowed=f"{question.narrowed} {unknown}".strip())
    return question.about(tenures=tenures)


def _restricted_to_holders(question: Question, record: Record) -> Question:
    """The question with only the days on which today's leaders were in office."""
    found = [each for code in question.states for each in persons.holders(record, code, question.on)]
    names = {each.person for each in found}
    ever = [each for code in question.states for each in persons.tenures(record, code) if each.person in names]
    return question.about(tenures=tuple(ever))


def _asked(question: Question, record: Record) -> tuple[Part, ...]:
    """The answer of the first query that has one."""
    for declared in registry.queries(question):
        parts = declared.query(question, record)
        if parts:
            return tuple(replace(part, holders=_assumed(part, question, record)) for part in parts)
    reason = "No table records this." if question.event else "The article does not make clear what is claimed."
    return (Part("the claim", "not checkable", reason, why="no table" if question.event else "slot unresolved"),)


def _assumed(part: Part, question: Question, record: Record) -> tuple[Holder, ...]:
    return part.holders or persons.cited(record, question.tenures)


def _best(answers: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    """The answer in the sense most friendly to the claim: contradicted only where no sense escapes it."""
    ranked = [(min(RANKING.index(part.ruling) for part in parts), parts) for parts in answers]
    friendly = [parts for rank, parts in ranked if RANKING[rank] in ("supported", "partly")]
    if friendly:
        return min(friendly, key=lambda parts: sum(RANKING.index(part.ruling) for part in parts))
    open_parts = [parts for rank, parts in ranked if RANKING[rank] == "not checkable"]
    return open_parts[0] if open_parts else ranked[0][1]


def _guarded(part: Part, question: Question) -> Part:
    """A part, with a contradiction taken back where the reading is unsure or the claim says more than tables tell."""
    if part.ruling != "contradicted":
        return part
    unsure = question.confidence < LEAST_CONFIDENCE and question.event != "act"
    if unsure or question.unresolved:
        return _taken_back(part, "The reading of this claim is unsure.")
    when = question.date or question.period
    if question.kind != "schedule" and when is not None and when[0] > question.on:
        return _taken_back(part, "It speaks of days after the publication date.")
    if question.kind in ("first", "since") and question.event in TREATIES:
        return _taken_back(part, "The table does not hold every treaty of a state.")
    if question.narrowed and question.kind not in ("existence", "status", "schedule"):
        return _taken_back(part, f"The claim speaks of “{question.narrowed}”, which the table does not tell apart.")
    return part


def _taken_back(part: Part, why: str) -> Part:
    return replace(part, ruling="not checkable", why="slot unresolved", reason=f"{part.reason} {why}")
