"""Which way the clause around a date looks: ahead of the day of publication, or back.

News leaves the year and the week to the verb: "met Tuesday" is the last Tuesday and "will meet Tuesday" the coming one.
The nearest verb before the date decides; a date that opens its clause is decided by the verb after it.
"""

from chancery.text import word_lists
from chancery.text.tokens import Document
from chancery.text.word_lists import word_set

AHEAD = word_set(
    "will 'll shall would could may might should upcoming coming scheduled due plans plan planned planning expects "
    "expected expect expire expires effective payable set slated intends hopes aims ahead going starting beginning "
    "poised tomorrow proposed must likely deadline postponed rescheduled takes leaves begins starts opens ends closes "
    "arrives meets visits votes resumes returns departs convenes hosts launches hears faces plays kicks heads goes "
    "won't wouldn't"
)
BACK = word_set(
    "was were had did has have said told made took went came held gave got left won lost met saw found began became "
    "brought built bought caught chose cut drew drove fell felt flew fought grew heard hit kept knew led lay let lit "
    "meant paid put ran rose sank sat sent shot shut spent spoke stood stole struck swore taught thought threw "
    "understood woke wore wrote broke ago since earlier after "
    "withdrew hid drank sang clung dealt crept shrank overcame bore overtook swung slid stuck wept fled "
    "announced added asked called declared fired killed launched landed opened reported signed visited according"
)
ASIDES = word_set("which who whom whose when where while due having")
# Spellings that are as often an adjective or a noun as the past of a verb.
DOUBTFUL = word_set("bound wound ground lay")
NOT_PAST = word_set(
    "need speed united indeed scheduled expected planned proposed seed feed red bed led slated need hundred postponed "
    "rescheduled unprecedented embed shed breed exceed succeed proceed wed ted fred alfred bred sacred"
)
SAME_IN_THE_PAST = word_set("cut hit let put shut set cost hurt quit cast")
NEXT_CUES = word_set("will 'll shall would won't wouldn't")
UNSURE = word_set("could may might should must would")
BASES = word_set("begin start open leave meet vote arrive resume return expire end close depart convene")
SUBJECTS = word_set("they we i you who which")
INTENT = word_set(
    "agreed agree agrees asked ordered told urged invited voted vowed promised threatened wants want wanted pledged "
    "allowed permitted authorized authorised decided hopes hoped intends plans planned expects expected refuses "
    "plan decision order agreement promise deadline invitation ultimatum vow pledge warrant time date chance proposal "
    "is are was were about likely ready set due free supposed summoned instructed directed required sworn bound"
)
HEARSAY = word_set("said believed thought reported known appears appeared seems seemed alleged found understood")
DEFERRING = word_set(
    "postpone postponed delay delayed adjourn adjourned defer deferred put extend extended give gave given gives have "
    "has had reschedule rescheduled suspend suspended recess recessed wait waiting remain remains closed shut stay "
    "stays hold runs lasts continue continues"
)
OPENERS = word_set("that and but ; : when which where whether who because while as")
BEFORE_DATES = word_set("on by until till the early late next noon morning for at in from around about")
REACH = 18
SOON = 10
LEAST_PAST = 4


def looks_ahead(document: Document, token: int) -> bool | None:
    """Whether the clause around a token looks ahead of its date (True), back (False), or does not say (None).

    token: the first word of the date. The nearest cue before it in the sentence decides; a date that opens a clause,
    or has no cue before it, is decided by the first cue after it.
    """
    first, last = document.sentence_tokens(document.sentence_of_token[token])
    lowers = document.lowers
    opening = token - 1
    while opening >= first and lowers[opening] in BEFORE_DATES:
        opening -= 1
    until = _until(lowers, opening + 1, token, first)
    if until:
        return True
    if opening >= first and lowers[opening] in OPENERS:
        after = _after(document, token + 1, min(last, token + SOON))
        if after is not None:
            return after
    for number in range(token - 1, max(first - 1, token - REACH), -1):
        cue = _cue(document, number, first)
        if cue is not None:
            return cue
    if opening >= first and lowers[opening] in {"is", "are"}:
        return True
    return _after(document, token + 1, min(last, token + REACH))


def _until(lowers: list[str], first: int, token: int, least: int) -> bool:
    """Whether "until" before a date goes with a verb of putting off or of giving time."""
    if "until" not in lowers[first:token] and "till" not in lowers[first:token]:
        return False
    return not DEFERRING.isdisjoint(lowers[max(least, first - SOON) : first])


def _after(document: Document, first: int, last: int) -> bool | None:
    """What the first cue after a date says: only a clear future counts as ahead."""
    aside = False
    for number in range(first, last):
        word = document.lowers[number]
        if word == ",":
            aside = not aside and not ASIDES.isdisjoint(document.lowers[number + 1 : number + 2])
        if aside:
            continue
        if word in NEXT_CUES:
            return True
        if _looks_back(word):
            return False
    return None


def _cue(document: Document, number: int, first: int) -> bool | None:
    """Which way a word makes its clause look."""
    lowers, word = document.lowers, document.lowers[number]
    following = lowers[number + 1] if number + 1 < len(lowers) else ""
    before = lowers[number - 1] if number > first else ""
    if word == "to":
        return _is_to_come(lowers, number, first) or None
    if _looks_forward(document, number, before, following):
        return True
    if not _looks_back(word) and not (word in UNSURE and following == "have"):
        return None
    again = word in SAME_IN_THE_PAST and (before in NEXT_CUES or before == "to")
    return None if again or _is_yet_to_be(lowers, number, first) else False


def _looks_forward(document: Document, number: int, before: str, following: str) -> bool:
    """Whether a word makes its clause look ahead: will, is due, "they meet", "the ban takes effect"."""
    word = document.lowers[number]
    if word in BASES and (before in SUBJECTS or (before[-1:] == "s" and before != "'s")):
        return True
    if word not in AHEAD or document.kinds[number] not in "ws" or (word in UNSURE and following == "have"):
        return False
    if word == "set":
        return following in {"to", "for"}
    return not (word in BASES_OF_NOUNS and before in DETERMINING) and before not in {"than", "been"}


PAST = frozenset(
    past
    for row in word_lists.shipped("irregular_verbs")
    if (past := row["past"]) != row["verb"] and past not in DOUBTFUL and not past.endswith("ed")
)
DETERMINING = word_set("the a an its his her their several two three many most some his of and in")
BASES_OF_NOUNS = word_set("returns votes visits ends leaves starts hosts launches closes")


def _looks_back(word: str) -> bool:
    return word in BACK or word in PAST or (word.endswith("ed") and len(word) >= LEAST_PAST and word not in NOT_PAST)


def _is_yet_to_be(lowers: list[str], number: int, first: int) -> bool:
    """Whether a participle belongs to "be", as in "will be released", "to be held"."""
    return "be" in lowers[max(first, number - 2) : number]


def _is_to_come(lowers: list[str], number: int, first: int) -> bool:
    """Whether "to" opens an act that is intended, ordered or due: "agreed to meet", "told him to leave"."""
    before = lowers[number - 1] if number > first else ""
    if before in HEARSAY or "been" in lowers[max(first, number - 3) : number]:
        return False
    if lowers[number + 1 : number + 2] == ["be"] or before in INTENT:
        return True
    return not INTENT_OF_OTHERS.isdisjoint(lowers[max(first, number - 4) : number]) and before not in MOTION


INTENT_OF_OTHERS = word_set(
    "ordered told asked urged invited allowed permitted authorized authorised summoned instructed directed required"
)
MOTION = word_set("went came flew drove returned moved sent taken brought traveled travelled back close according")
