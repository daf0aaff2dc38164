"""Patterns that find claims in a sentence; each is compiled once, the noun lists with them."""

import re
from functools import lru_cache

from chancery.text import claim_words as words

CLAUSE = re.compile(r"[;:]\s|\sand\s(?=(?:the\s+)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}\s(?:became|is|was|has|have|had|joined|signed|held|will|were|are|left|withdrew|did)\b)|,\s+(?:but|while|and|whereas|which|who|although|though|as|amid|pledging|saying|adding|where|when|since then)\b|\s(?:but|while|whereas|although|because)\s|\s[—–]\s|,\s+(?=claim)|\s--\s")
FINITE = re.compile(r"\b(?:became|is|was|has|have|had|joined|signed|held|will|were|are|left|withdrew|did|met|fired|launched|conducted|tested|visited|said|adopted|vetoed|imposed)\b")
PLACE = re.compile(r"\b(?:in|to|at|near|around|off)\s+((?:the\s+)?(?!January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Article)[A-Z][\w’'.-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'.-]+){0,3})")
SINCE_YEAR = re.compile(r"\bsince\s+(?:\w+\s+){0,3}?((?:19|20)\d\d)\b")
PER = re.compile(r"\s+(?:a|an|per|every|each)\s+(?:year|month|week|day)")
NO = re.compile(r"\b(?:no|not|never|without|neither|nor|n't)\b|n't\b", re.I)
EVER = re.compile(r"\b(?:ever|on record|in history|in its history|to date|in (?:a )?(?:\w+ ){0,3}(?:years?|decades?|months?|generation)|since|yet seen|of all time|so far)\b", re.I)
AHEAD = re.compile(r"\b(?:will|upcoming|scheduled|due|expected|planned|plans|set to|slated|to be held|next)\b", re.I)
DOING = re.compile(
    r"\b(?:held|hold|holds|holding|conduct\w*|carr(?:y|ied)\w*|stag\w+|launch\w*|fir(?:ed|ing|es)|test\w*|adopt\w*|pass(?:ed|es)?|impos\w+|sign\w*|"
    r"mak(?:e|es|ing)|made|deliver\w*|there (?:were|was|have been|has been|are)|have been|has been|had|took place|taken place|sent|"
    r"flew|flown|cross\w*|detect\w*|report\w*|record\w*|count\w*|saw|seen|issu\w+|veto\w*|participat\w+|complet\w+|detonat\w+|send\w*|"
    r"approv\w+|organi[sz]\w+|host\w*|undert\w+|were|was|followed|marks?|marked|deploy\w*|ran|run|pa(?:y|id)|enter\w*|fire|violat\w*|intercept\w*)\b", re.I
)  # fmt: skip
VERBS = re.compile(r"\b(?:" + "|".join(sorted(words.VERB_EVENTS, key=len, reverse=True)) + r")\b", re.I)
DIMENSION = re.compile(r"\bin\s+(?:(?:its|their|both|terms\s+of|sheer|the|overall)\s+)*((?:[a-z]+,?\s+(?:and\s+|or\s+|as\s+well\s+as\s+)?){0,8}?(?:" + "|".join(words.DIMENSIONS) + r")(?:,?\s+(?:and\s+|as\s+well\s+as\s+)?(?:" + "|".join(words.DIMENSIONS) + r"))*)\b", re.I)
GAP = r"(?P<adjectives>(?:(?!(?:of|in|on|at|for|by|with|and|the|a|to|from|that)\b)[\w’'.-]+\s+){0,4}?)"
_Compiled = re.Pattern[str]

TRIGGERS: dict[str, frozenset[str]] = {}


def _trigger(kind: str, listed: str) -> None:
    for word in listed.split():
        TRIGGERS[word] = TRIGGERS.get(word, frozenset()) | {kind}


_trigger("count", "times once twice thrice " + " ".join(words.ORDINALS))
_trigger("count", " ".join(w for w in words.NUMBERS if " " not in w) + " dozen several multiple dozens scores hundreds numerous couple")
_trigger("count", " ".join(str(n) for n in range(2, 400)) + " " + " ".join(f"{n}th" for n in range(4, 100)))
_trigger("first", "first first-ever")
_trigger("since", "last latest recent since years decade decades months year")
_trigger("record", "record records record-breaking unprecedented ever largest biggest longest highest most greatest heaviest worst deadliest strongest busiest fastest closest smallest lowest record-setting all-time broadest widest sharpest toughest bloodiest costliest")
_trigger("frequency", "annual annually yearly biennial biannual monthly weekly daily quarterly regularly regular routinely routine frequently repeatedly every each twice once times quadrennial near-daily")
_trigger("existence", "resolution resolutions treaty treaties pact pacts agreement agreements accord accords alliance alliances memorandum convention armistice deal vetoed veto blocked")
_trigger("status", "enshrined enshrines codified stipulated constitution member members joined withdrew withdrawn left quit war force expired lapsed suspended ally allies nuclear-armed acceded ratified void sanctions abrogated inscribed written state scrapped")
_trigger("schedule", "next will upcoming scheduled due expected planned plans set slated later forthcoming coming tomorrow")


def noun() -> _Compiled:
    """A noun of a countable event."""
    return _noun(words.nouns().pattern)


@lru_cache(maxsize=4)
def _noun(pattern: str) -> _Compiled:
    return re.compile(r"\b" + pattern, re.I)


def times() -> _Compiled:
    """A number of times."""
    return _times()


@lru_cache(maxsize=1)
def _times() -> _Compiled:
    once = rf"(?:(?P<comparator>{words._COMPARATOR})\s+)?(?P<number>once|twice|thrice|(?:\d[\d,]*|{words._NUMBER}|{words._VAGUE})(?=\s+(?:separate\s+|different\s+)?(?:times|occasions)\b))"
    return re.compile(rf"\b{once}(?:\s+(?:on\s+)?(?:separate\s+|different\s+)?(?:times|occasions))?\b", re.I)


def counted_nouns() -> _Compiled:
    """A number of events."""
    return _counted(words.nouns().pattern)


@lru_cache(maxsize=4)
def _counted(pattern: str) -> _Compiled:
    return re.compile(rf"(?<![\w.-]){words.NUMBER}\s+(?:such\s+|of\s+(?:its\s+|the\s+)?)?{GAP}{pattern}", re.I)


def ordinal_nouns() -> _Compiled:
    """An event with its ordinal number."""
    return _ordinals(words.nouns().pattern)


@lru_cache(maxsize=4)
def _ordinals(pattern: str) -> _Compiled:
    return re.compile(rf"\b(?:the|its|their|his|her|'s|’s|a)\s+{words.ORDINAL}(?:\s+(?:such\s+|round\s+of\s+)?{GAP}{pattern}|(?<=d|h)(?:\s+such)?(?=\s+(?:this|since|in\s+(?:\d{{4}}|less|under|as|\w+\s+(?:days|weeks|months|years))|so\s+far|of\s+(?:its|the)\s+(?:kind|year))\b))", re.I)


def firsts() -> _Compiled:
    """The first event of a kind."""
    return _firsts(words.nouns().pattern)


@lru_cache(maxsize=4)
def _firsts(pattern: str) -> _Compiled:
    return re.compile(
        rf"(?:\bfor\s+the\s+first\s+time(?P<ever1>\s+ever)?\b|\b(?:the|its|their|his|her|’s|'s|a)\s+(?:very\s+)?(?P<first>first)(?P<ever>[- ]ever)?"
        rf"(?:\s+(?:such\s+)?{GAP}(?:{pattern}|(?P<time>time)\b)|(?=\s+(?:by|to|of\s+its\s+kind|since|in\s+(?:\w+\s+){{0,3}}(?:years|decades|months))\b)))",
        re.I,
    )


def in_interval() -> _Compiled:
    """ "in over six years"."""
    return _interval()


@lru_cache(maxsize=1)
def _interval() -> _Compiled:
    return re.compile(rf"\b(?:in|for|after)\s+(?:the\s+)?{words.INTERVAL}\b(?!\s+old)", re.I)


def not_since() -> _Compiled:
    """ "has not met since", "no test since", "last met in"."""
    return _not_since()


@lru_cache(maxsize=1)
def _not_since() -> _Compiled:
    return re.compile(
        r"\b(?:(?:has|have|had)\s+(?:not|never)|(?:hasn|haven|hadn)[’']t|no(?:t\s+(?:a|one|any)\s+single|\s+other|\s+new|\s+further|\s+such)?|none|without\s+(?:a|any))\b[^.;]{1,90}?\b(?:since|in|for)\b(?=\s+(?:the\s+|over\s+|more\s+than\s+|nearly\s+|almost\s+|about\s+|at\s+least\s+|early\s+|late\s+|its\s+|their\s+)*[\w-]+)",
        re.I,
    )


def last_events() -> _Compiled:
    """ "last met in June 2019", "its last test in 2017"."""
    return _last(words.nouns().pattern)


@lru_cache(maxsize=4)
def _last(pattern: str) -> _Compiled:
    verbs = "|".join(sorted(words.VERB_EVENTS, key=len, reverse=True))
    return re.compile(
        rf"\b(?:last\s+(?P<verb>{verbs}|held\s+{GAP}{pattern})|(?:the|its|their|his|her|’s|'s)\s+(?:last|most\s+recent|latest)\s+"
        rf"{GAP.replace('adjectives', 'adjectives2')}{pattern.replace('<noun>', '<noun2>')})",
        re.I,
    )


def vetoes() -> _Compiled:
    """A veto of a resolution."""
    return _vetoes()


@lru_cache(maxsize=1)
def _vetoes() -> _Compiled:
    return re.compile(r"\b(?:vetoed|blocked|cast\s+(?:a|its)\s+veto|used\s+(?:its|their)\s+veto)\b[^.;]{0,60}?\b(?:resolution|draft|veto|measure|renewal|mandate|panel)\b", re.I)


def records() -> _Compiled:
    """Words that make a record of something."""
    return _records()


@lru_cache(maxsize=1)
def _records() -> _Compiled:
    superlative = "|".join(sorted(words.SUPERLATIVES, key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?:break|breaks|breaking|broke|broken|set|sets|setting|surpass\w*|exceed\w*|beat\w*|smash\w*|shatter\w*)\s+(?:all\s+|every\s+|a\s+|an\s+|the\s+|new\s+|any\s+)*"
        rf"(?:previous\s+|past\s+|earlier\s+|former\s+|all-time\s+|new\s+|own\s+)*records?|record-(?:breaking|setting|high)|unprecedented|all-time\s+high|record\s+(?:number|high|level|pace|scale|year)|"
        rf"(?:larger|bigger|more\s+\w+|greater|longer|higher)\s+than\s+ever(?:\s+before)?|never\s+before|(?<!at\s)(?P<superlative>{superlative})(?:[- ]ever)?)\b",
        re.I,
    )


VAGUE_FREQUENCY = re.compile(r"\s+(?:\w+\s+)?(?:" + "|".join(sorted({*words.VERB_EVENTS, "hold", "holds", "held", "conducts", "conduct", "conducted", "stages", "stage", "staged"}, key=len, reverse=True)) + r")\b", re.I)


def frequencies() -> _Compiled:
    """How often something happens."""
    return _frequencies()


@lru_cache(maxsize=1)
def _frequencies() -> _Compiled:
    number = rf"(?P<number>once|twice|\d+\s+times|(?:{words._NUMBER})\s+times|several\s+times)"
    return re.compile(
        rf"\b(?:{number}\s+(?:a|an|per|every|each)\s+(?P<unit>year|month|week|day)|annual(?:ly)?|yearly|biennial|biannual|monthly|weekly|near-daily|almost\s+daily|quarterly|quadrennial|"
        r"every\s+(?:two\s+years|other\s+year|four\s+years|year|month|week|day|spring|summer|autumn|august|march)|each\s+(?:year|spring|summer)|regularly|routinely|frequently|repeatedly|regular|routine)\b",
        re.I,
    )


def resolutions() -> _Compiled:
    """Resolutions that demand or forbid."""
    return _resolutions()


@lru_cache(maxsize=1)
def _resolutions() -> _Compiled:
    verb = (
        r"(?P<verb>demand(?:s|ed|ing)?|requir(?:e|es|ed|ing)|prohibit(?:s|ed|ing)?|ban(?:s|ned|ning)?|forbid(?:s|ding)?|forbade|bar(?:s|red|ring)?|call(?:s|ed|ing)?\s+(?:on|for|upon)|"
        r"impos(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|order(?:s|ed|ing)?|prevent(?:s|ed|ing)?|restrict(?:s|ed|ing)?|outlaw(?:s|ed)?|authori[sz](?:e|es|ed|ing)|urg(?:e|es|ed|ing)|"
        r"recogni[sz](?:e|es|ed)|affirm(?:s|ed)?|limit(?:s|ed|ing)?|oblig(?:e|es|ed))"
    )
    return re.compile(
        rf"\b(?:{words.NUMBER}\s+)?(?:(?:binding|past|previous|existing|relevant|U\.?N\.?|UN|United\s+Nations|Security\s+Council|General\s+Assembly|Council|unanimous)\s+)*"
        rf"(?P<noun>resolutions?)(?:\s+(?P<numbered>\d{{2,4}}(?:\s*\(\d{{4}}\))?))?(?:\s+(?:adopted|passed|that|which|of|by|since|in|have|has|had|also|now|already|repeatedly|unanimously|explicitly|the|[A-Z]\w+|\d{{4}}))*?\s+{verb}\b",
        re.I,
    )


def treaties() -> _Compiled:
    """Treaties between parties."""
    return _treaties()


@lru_cache(maxsize=1)
def _treaties() -> _Compiled:
    noun_words = r"(?P<noun>treaty|treaties|pact|pacts|accord|accords|agreement|agreements|alliance|memorandum|armistice|deal|convention)"
    verb = (
        r"(?:sign(?:s|ed|ing)?|conclud(?:e|es|ed)|ratif(?:y|ies|ied)|ha(?:s|ve|d)|ink(?:s|ed)|bound\s+by|tied\s+by|linked\s+by|there\s+(?:is|was)|share|shares|under|renew(?:s|ed)|"
        r"enter(?:s|ed)\s+into|seal(?:s|ed)|maintain(?:s|ed)?|reach(?:ed)?|agreed)"
    )
    return re.compile(rf"\b{verb}\s+(?:(?:a|an|the|their|its|no|new|any|by|not|never|on)\s+)*{GAP}{noun_words}\b", re.I)


@lru_cache(maxsize=1)
def statuses() -> tuple[tuple[str, _Compiled], ...]:
    """(status, pattern) of legal and political standing."""
    listed = (
        ("enshrined", r"\b(?:enshrin(?:ed|es|ing)|codif(?:ied|ies)|stipulat(?:ed|es)|inscribed|written|anchored|laid\s+down)\b[^.;]{0,60}?\b(?P<instrument>constitution|law|charter|basic\s+law)\b"),
        ("enshrined", r"\b(?P<instrument>constitution|law|charter)\s+(?:now\s+|also\s+)?(?:enshrines|defines|declares|stipulates|describes|guarantees|forbids|bans|renounces)\b"),
        ("member", r"\b(?:is|are|was|were|became|become|remains?|remained|being)\s+(?:now\s+|not\s+|no\s+longer\s+|also\s+|still\s+)*(?:a\s+|an\s+|the\s+)?(?:[\w-]+\s+){0,3}?members?\s+(?:state\s+)?of\b|\b(?:full|founding|permanent|newest|non-permanent)\s+members?\b"),
        ("joined", r"\b(?:joined|joins|joining|acceded\s+to|accession\s+to|admitted\s+to)\b"),
        ("withdrawn", r"\b(?:withdrew\s+from|withdrawn\s+from|has\s+left|left|quit|pulled\s+out\s+of|withdrawal\s+from)\s+(?:the\s+)?(?P<instrument>(?:[\w-]+\s+){0,4}(?:treaty|pact|agreement|convention|accord|armistice))?"),
        ("at war", r"\b(?:technically|still|formally|officially)\s+(?:still\s+)?at\s+war\b|\bno\s+peace\s+treaty\b|\bin\s+a\s+state\s+of\s+war\b"),
        ("in force", r"\b(?:remains?|remained|is|are|still|enter(?:ed|s)?|came|took|comes?)\s+(?:still\s+|now\s+|in\s+|into\s+)*(?:in\s+|into\s+)(?:force|effect)\b"),
        ("expired", r"\b(?P<instrument>treaty|pact|agreement|accord|sanctions|mandate|deal|start)\b[^.;]{0,40}?\b(?:expired|expires|lapsed|lapses|expire|ran\s+out)\b"),
        ("suspended", r"\b(?:suspended|abrogated|scrapped|voided|nullified|renounced|terminated|tore\s+up)\s+(?:\w+\s+){0,3}?(?P<instrument>(?:[\w-]+\s+){0,4}(?:treaty|pact|agreement|accord|convention|armistice))\b"),
        ("ally", r"\b(?:is|are|remains?|was|were|has\s+been)\s+(?:a\s+|an\s+|the\s+)?(?:[\w.'’-]+\s+){0,3}?(?:treaty\s+ally|treaty\s+allies|formal\s+ally|military\s+ally|ally|allies)\b"),
        ("nuclear-armed", r"\b(?:is|are|as|became|remains?|status\s+as)\s+(?:now\s+|not\s+)?(?:a|an|its)?\s*(?:[\w-]+\s+){0,2}?(?:nuclear-armed|nuclear\s+weapons?|nuclear)\s+(?:state|power|country)\b"),
        ("under sanctions", r"\b(?:is|are|remains?|been|was|were)\s+(?:still\s+|already\s+|now\s+)?under\s+(?:[\w.’'-]+\s+){0,4}?(?:sanctions|embargo)\b"),
    )  # fmt: skip
    return tuple((status, re.compile(pattern, re.I)) for status, pattern in listed)


def schedules() -> _Compiled:
    """Words that put an event in the future."""
    return _schedules()


@lru_cache(maxsize=1)
def _schedules() -> _Compiled:
    return re.compile(
        r"\b(?:(?P<firm>upcoming|forthcoming|scheduled\s+(?:for|to)|due\s+to\s+(?:be|meet|visit|hold|take|begin|start|host|attend)|slated\s+(?:for|to)|to\s+be\s+held|set\s+to\s+(?:meet|visit|hold|take|begin|start|host|attend)|planned\s+for|expected\s+to\s+(?:meet|visit|hold|attend|take\s+place|begin|start|host|travel))|"
        r"will\s+(?:be\s+held|hold|host|meet|visit|take\s+place|begin|start|attend|travel|convene|stage|conduct|run|open|kick\s+off|launch|address|last)|next\s+(?:month|week|year|spring|summer|autumn|fall|winter|\w+day|january|february|march|april|may|june|july|august|september|october|november|december)|later\s+this\s+(?:month|week|year))\b",
        re.I,
    )
