"""Patterns that find claims in a sentence; each is compiled once, the noun lists with them."""

import re

from chancery.text import claim_words as words
from chancery.text.word_lists import word_set

CLAUSE = re.compile(
    r"[;:]\s"
    r"|,\s+(?:(?:but|while|and|whereas|which|who|although|though|as|amid|pledging|saying|adding|where|when|"
    r"since then)\b"
    r"|(?=claim))"
    r"|\s(?:(?:but|while|whereas|although|because|[—–]|--)\s"
    r"|and\s(?=(?:the\s+)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
    r"\s(?:became|is|was|has|have|had|joined|signed|held|will|were|are|left|withdrew|did)\b))"
)
FINITE = re.compile(
    r"\b(?:became|is|was|has|have|had|joined|signed|held|will|were|are|left|withdrew|did|met|fired|launched|"
    r"conducted|tested|visited|said|adopted|vetoed|imposed)\b"
)
PLACE = re.compile(
    r"\b(?:in|to|at|near|around|off)\s+((?:the\s+)?(?!January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Article)[A-Z][\w’'.-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'.-]+){0,3})"
)
SINCE_YEAR = re.compile(r"\bsince\s+(?:\w+\s+){0,3}?((?:19|20)\d\d)\b")
PER = re.compile(r"\s+(?:a|an|per|every|each)\s+(?:year|month|week|day)")
NO = re.compile(r"\b(?:no|not|never|without|neither|nor|n't)\b|n't\b", re.IGNORECASE)
EVER = re.compile(
    r"\b(?:ever|on record|in history|in its history|in the history of|to date|"
    r"in (?:a )?(?:\w+ ){0,3}(?:years?|decades?|months?|generation)|since|yet seen|of all time|so far)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|upcoming|scheduled|due|expected|planned|plans|set to|slated|to be held|next)\b", re.IGNORECASE
)
DOING = re.compile(
    r"\b(?:held|hold|holds|holding|conduct\w*|carr(?:y|ied)\w*|stag\w+|launch\w*|fir(?:ed|ing|es)|test\w*|"
    r"attempt\w*|adopt\w*|"
    r"pass(?:ed|es)?|impos\w+|sign\w*|"
    r"mak(?:e|es|ing)|made|deliver\w*|there (?:were|was|have been|has been|are)|have been|has been|had|took place|"
    r"taken place|sent|"
    r"flew|flown|cross\w*|detect\w*|report\w*|record\w*|count\w*|saw|seen|issu\w+|veto\w*|participat\w+|complet\w+|"
    r"detonat\w+|send\w*|"
    r"approv\w+|organi[sz]\w+|host\w*|undert\w+|were|was|followed|marks?|marked|deploy\w*|involv\w+|includ\w+|"
    r"becom\w+|became|with|ran|run|pa(?:y|id)|enter\w*|fire|violat\w*|intercept\w*)\b",
    re.IGNORECASE,
)
DIMENSION_LEAD = re.compile(
    r"\s*(?:[\w-]+\s+){0,3}?in\s+(?:(?:its|their|both|terms\s+of|sheer|the|overall)\s+)*(?=(?:"
    + "|".join(words.DIMENSIONS)
    + r")\b)",
    re.IGNORECASE,
)
COMPARATOR = re.compile(rf"\b({words.COMPARATOR_WORDS})\s+(?:a\s+)?$", re.IGNORECASE)
_NUMBERS = rf"\d[\d,]*(?:\.\d+)?|{words.NUMBER_WORDS}|{words.BARE_VAGUE_WORDS}"
NUMBER = re.compile(
    rf"(?P<number>{_NUMBERS})(?![\w.,]*\w)(?:\s+(?:such|separate|different|of\s+(?:its|the|these))\b)?\s*",
    re.IGNORECASE,
)
# "six tests, two of them in 2016": the year belongs to some of those counted.
SOME_OF_THEM = re.compile(
    rf",\s+(?:including\s+)?(?:{_NUMBERS}|most|some|all|several)\s+(?:of\s+(?:them|which|these|those)|in|last)\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    rf"(?P<number>once|twice|thrice|(?:{_NUMBERS})(?=\s+(?:separate\s+|different\s+)?(?:times|"
    rf"occasions)\b))(?:\s+(?:separate\s+|different\s+)?(?:times|occasions))?\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    rf"(?P<ordinal>{words.ORDINAL_WORDS}|\d+(?:st|nd|rd|th))\b(?:\s+(?:such|round\s+of))?\s*", re.IGNORECASE
)
ORDER_TAIL = re.compile(
    r"(?=this|since|in\s+(?:\d{4}|less|under|as|\w+\s+(?:days|weeks|months|years))|so\s+far|of\s+(?:its|"
    r"the)\s+(?:kind|year))",
    re.IGNORECASE,
)
OWNER = re.compile(r"(?:\b(?:the|its|their|his|her|a)|['’]s?)\s+(?:very\s+)?$", re.IGNORECASE)
FOR_THE = re.compile(r"\bfor\s+the\s+(?:very\s+)?$", re.IGNORECASE)
FIRST = re.compile(r"first(?P<ever>[- ]ever)?\b(?:\s+such)?\s*(?:(?P<time>time)\s*)?", re.IGNORECASE)
FIRST_TAIL = re.compile(
    r"(?:by|with|between|(?:[\w'’-]+\s+){0,5}?to\s+(?:address|visit|attend|meet|speak|travel|appear|enter|cross|host)|of\s+its\s+kind|since|in\s+(?:[\w-]+\s+){0,4}?(?:years?|decades?|months|weeks|generation)|ever)\b",
    re.IGNORECASE,
)
INTERVAL = re.compile(rf"\b(?:in|for|after)\s+(?:the\s+)?{words.INTERVAL}\b(?!\s+old)", re.IGNORECASE)
NOT_YET = re.compile(
    r"\b(?:(?:has|have|had)\s+(?:not|never)|(?:hasn|haven|hadn)[’']t|(?:no|none|neither)(?=\s)|without\s+(?:a|"
    r"any))\b(?=[^.;]*$)",
    re.IGNORECASE,
)
LAST = re.compile(r"(?:last|most\s+recent(?:ly)?|latest)\s+(?:held\s+|staged\s+|conducted\s+)?", re.IGNORECASE)
HELD = re.compile(r"held|staged|conducted", re.IGNORECASE)
LAST_VERB = re.compile(r"(" + "|".join(sorted(words.VERB_EVENTS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_SUPERLATIVE = "|".join(sorted(words.SUPERLATIVES, key=len, reverse=True))
RECORD = re.compile(
    rf"(?:(?:break\w*|broke|broken|set|sets|setting|surpass\w*|exceed\w*|beat\w*|smash\w*|shatter\w*)\s+(?:all\s+|"
    rf"every\s+|a\s+|an\s+|the\s+|new\s+|any\s+)*"
    rf"(?:previous\s+|past\s+|earlier\s+|former\s+|all-time\s+|new\s+|own\s+)*records?|record-(?:breaking|setting|"
    rf"high)|unprecedented|all-time\s+high|record\s+(?:number|high|level|pace|scale|year)|"
    rf"(?:larger|bigger|more\s+\w+|greater|longer|higher)\s+than\s+ever(?:\s+before)?|never\s+before|"
    rf"(?P<superlative>{_SUPERLATIVE})(?:[- ]ever)?)\b\s*",
    re.IGNORECASE,
)
# "The third-largest" is no record.
RANKED = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|\d+(?:nd|rd|th))[\s-]$", re.IGNORECASE)
THAN_ANY = re.compile(
    r"(?:than|as)\s+(?:(?:in|during|at|for|on)\s+)?any\s+(?:(?:one|single|other)\s+)?(?:earlier|previous|prior|past)\s+",
    re.IGNORECASE,
)
DEGREE = re.compile(
    rf"\b(?:(?P<number>twice|thrice|(?:\d+|{words.NUMBER_WORDS})\s+times)\s+as\s+)?"
    r"(?P<degree>more|many|much|larger|large|bigger|big|greater|longer|long)\b",
    re.IGNORECASE,
)
AS_MANY = re.compile(r"\s+as\s+(?:many|much|large|big|long)\b", re.IGNORECASE)
FREQUENCY = re.compile(
    rf"(?:(?P<number>once|twice|\d+\s+times|(?:{words.NUMBER_WORDS})\s+times|several\s+times)\s+(?:a|an|per|every|"
    rf"each)\s+(?P<unit>year|month|week|day)|annual(?:ly)?|yearly|biennial|biannual|monthly|weekly|near-daily|"
    rf"almost\s+daily|quarterly|quadrennial|"
    r"every\s+(?:two\s+years|other\s+year|four\s+years|year|month|week|day|spring|summer|autumn|august|march)|"
    r"each\s+(?:year|spring|summer)|regularly|routinely|frequently|repeatedly|regular|routine)\b",
    re.IGNORECASE,
)
VAGUE_FREQUENCY = re.compile(
    r"\s+(?:\w+\s+)?(?:"
    + "|".join(
        sorted(
            {
                *words.VERB_EVENTS,
                "hold",
                "holds",
                "held",
                "conducts",
                "conduct",
                "conducted",
                "stages",
                "stage",
                "staged",
            },
            key=len,
            reverse=True,
        )
    )
    + r")\b",
    re.IGNORECASE,
)
_BANS = (
    r"(?P<verb>demand(?:s|ed|ing)?|requir(?:e|es|ed|ing)|prohibit(?:s|ed|ing)?|ban(?:s|ned|ning)?|forbid(?:s|"
    r"ding)?|forbade|bar(?:s|red|ring)?|call(?:s|ed|ing)?\s+(?:on|for|upon)|"
    r"impos(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|order(?:s|ed|ing)?|prevent(?:s|ed|ing)?|restrict(?:s|ed|ing)?|"
    r"outlaw(?:s|ed)?|authori[sz](?:e|es|ed|ing)|urg(?:e|es|ed|ing)|"
    r"recogni[sz](?:e|es|ed)|affirm(?:s|ed)?|limit(?:s|ed|ing)?|oblig(?:e|es|ed))"
)
RESOLUTION = re.compile(
    rf"(?P<noun>resolutions?)(?:\s+(?P<numbered>\d{{2,4}}(?:\s*\(\d{{4}}\))?))?(?:\s+(?:adopted|passed|that|which|"
    rf"of|by|since|in|have|has|had|also|now|already|repeatedly|unanimously|explicitly|the|[A-Z]\w+|"
    rf"\d{{4}})){{0,8}}?,?\s+{_BANS}\b",
    re.IGNORECASE,
)
RESOLUTION_LEAD = re.compile(
    rf"(?:\b(?P<number>\d[\d,]*|{words.NUMBER_WORDS}|{words.VAGUE_WORDS})\s+)?(?:(?:binding|past|previous|existing|"
    rf"relevant|U\.?N\.?|UN|United\s+Nations|Security\s+Council|General\s+Assembly|Council|unanimous|of|the)\s+)*$",
    re.IGNORECASE,
)
VETO = re.compile(
    r"(?:vetoed|blocked|cast\s+(?:a|its)\s+veto|veto(?:es)?)\b[^.;]{0,60}?\b(?:resolution|draft|measure|renewal|"
    r"mandate|panel)\b",
    re.IGNORECASE,
)
TREATY_LEAD = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|conclud(?:e|es|ed)|ratif(?:y|ies|ied)|ha(?:s|ve|d)|ink(?:s|ed)|bound\s+by|tied\s+by|"
    r"linked\s+by|there\s+(?:is|was)|shares?|under|renew(?:s|ed)|"
    r"enter(?:s|ed)\s+into|seal(?:s|ed)|maintain(?:s|ed)?|reach(?:ed)?|agreed)\s+(?:(?:a|an|the|their|its|no|new|"
    r"any|by|not|never|on|been)\s+)*(?P<topic>(?:(?!of\b|in\b|to\b|and\b|with\b|that\b)[\w’'.-]+\s+){0,4}?)$",
    re.IGNORECASE,
)
TREATY_TAIL = re.compile(
    r"\s+(?:was|were|has\s+been|had\s+been|is)\s+(?:ever\s+|never\s+|later\s+|first\s+)?(?:signed|concluded|ratified|reached)\b",
    re.IGNORECASE,
)
SCHEDULE = re.compile(
    r"(?:(?P<firm>upcoming|forthcoming|scheduled\s+(?:for|to)|due\s+to\s+(?:be|meet|visit|hold|take|begin|start|"
    r"host|attend)|slated\s+(?:for|to)|to\s+be\s+held|set\s+to\s+(?:meet|visit|hold|take|begin|start|host|attend)|"
    r"planned\s+for|expected\s+to\s+(?:meet|visit|hold|attend|take\s+place|begin|start|host|travel))|"
    r"will\s+(?:be\s+held|hold|host|meet|visit|take\s+place|begin|start|attend|travel|convene|stage|conduct|run|"
    r"open|kick\s+off|launch|address|last)|next\s+(?:month|week|year|spring|summer|autumn|fall|winter|\w+day|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"later\s+this\s+(?:month|week|year))\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[\w-]+")

TRIGGERS: dict[str, frozenset[str]] = {}


def _trigger(kind: str, listed: str) -> None:
    for word in listed.split():
        TRIGGERS[word] = TRIGGERS.get(word, frozenset()) | {kind}


_trigger("count", "once twice thrice " + " ".join(words.ORDINALS))
_trigger(
    "count",
    " ".join({w for w in words.NUMBERS if " " not in w} - {"zero"})
    + " dozen several multiple dozens scores hundreds numerous couple pair",
)
_trigger("count", " ".join(f"{n}th" for n in range(4, 100)))
_trigger("first", "first first-ever")
_trigger("since", "last latest recent most since years decades")
_trigger(
    "record",
    "record record-breaking record-setting record-high unprecedented all-time never larger bigger greater longer "
    "higher more break breaks breaking broke broken set sets setting surpass surpassed exceed exceeded beat "
    "shattered smashed " + " ".join({w.split()[0] for w in words.SUPERLATIVES}),
)
_trigger("comparison", "than as")
_trigger(
    "frequency",
    "annual annually yearly biennial biannual monthly weekly quarterly regularly regular routinely routine "
    "frequently repeatedly every each twice once quadrennial near-daily almost several "
    + " ".join(w for w in words.NUMBERS if " " not in w),
)
_trigger(
    "existence",
    "resolution resolutions treaty treaties pact pacts agreement agreements accord accords alliance alliances "
    "memorandum convention armistice deal vetoed veto blocked cast",
)
_trigger("schedule", "next will upcoming scheduled due expected planned set slated later forthcoming")


_RECORDS = word_set("all a an the every records record previous past new any its their several")
FOLLOWERS = {
    **dict.fromkeys(("than", "as"), word_set("in during at for on any")),
    "will": word_set(
        "be hold host meet visit take begin start attend travel convene stage conduct run open kick launch address last"
    ),
    "next": word_set(
        "month week year spring summer autumn fall winter monday tuesday wednesday thursday friday saturday sunday "
        "january "
        "february march april may june july august september october november december"
    ),
    **dict.fromkeys(
        ("every", "each"), word_set("two other four year month week day spring summer autumn august march")
    ),
    **dict.fromkeys(
        [
            "set",
            "sets",
            "setting",
            "break",
            "breaks",
            "breaking",
            "broke",
            "broken",
            "beat",
            "exceed",
            "exceeded",
            "surpass",
            "surpassed",
        ],
        _RECORDS,
    ),
    "never": frozenset({"before"}),
    **dict.fromkeys(["larger", "bigger", "greater", "longer", "higher"], frozenset({"than"})),
    "later": frozenset({"this"}),
    "all-time": frozenset({"high"}),
}
_INSTRUMENT = r"(?P<instrument>(?:[\w-]+\s+){0,4}?(?:treaty|pact|agreement|convention|accord|armistice|npt|deal))"
_LISTED: tuple[tuple[str, str, str], ...] = (
    (
        "enshrined",
        "enshrined enshrines codified codifies stipulated inscribed anchored written constitution",
        r"\b(?:enshrin(?:ed|"
        r"es|"
        r"ing)|"
        r"codif(?:ied|ies)|stipulat(?:ed|es)|inscribed|written|anchored|"
        r"laid\s+down)\b[^.;]{0,60}?\b(?P<instrument>constitution|law|charter|basic\s+law)\b",
    ),
    (
        "enshrined",
        "constitution charter",
        r"\b(?P<instrument>constitution|charter)\s+(?:now\s+|also\s+)?(?:enshrines|defines|declares|stipulates|"
        r"describes|guarantees|forbids|bans|renounces)\b",
    ),
    (
        "member",
        "member members",
        r"\b(?:is|are|was|were|became|become|becomes|becoming|remains?|remained|being|as)\s+(?:now\s+|not\s+|"
        r"no\s+longer\s+|also\s+|still\s+)*(?:a\s+|an\s+|the\s+|full\s+)?(?:[\w-]+\s+){0,3}?members?\b",
    ),
    ("joined", "joined acceded accession", r"\b(?:joined|acceded\s+to|accession\s+to)\b"),
    (
        "withdrawn",
        "withdrew withdrawn left quit pulled withdrawal",
        rf"\b(?:withdrew\s+from|withdrawn\s+from|has\s+left|left|quit|pulled\s+out\s+of|"
        rf"withdrawal\s+from)\s+(?:the\s+)?(?:{_INSTRUMENT})?",
    ),
    (
        "at war",
        "war",
        r"\b(?:technically|still|formally|officially)\s+(?:still\s+)?at\s+war\b|"
        r"\bin\s+a\s+state\s+of\s+war\b",
    ),
    (
        "in force",
        "force effect",
        r"\b(?:remains?|remained|is|are|still|enter(?:ed|s)?|came|took|comes?|has\s+been|been)\s+(?:still\s+|"
        r"now\s+)*(?:in|into)\s+(?:force|effect)\b",
    ),
    (
        "expired",
        "expired expires lapsed lapses expire",
        r"\b(?P<instrument>treaty|pact|agreement|accord|sanctions|mandate|deal|start)\b[^.;]{0,40}?\b(?:expired|"
        r"expires|lapsed|lapses|expire|ran\s+out)\b",
    ),
    (
        "suspended",
        "suspended abrogated scrapped voided nullified renounced terminated",
        rf"\b(?:suspended|abrogated|scrapped|voided|nullified|renounced|terminated)\s+(?:participation\s+in\s+|"
        rf"its\s+|the\s+|their\s+)*{_INSTRUMENT}\b",
    ),
    (
        "ally",
        "ally allies",
        r"\b(?:is|are|remains?|was|were|has\s+been)\s+(?:a\s+|an\s+|the\s+)?(?:[\w.'’-]+\s+){0,3}?(?:treaty\s+|"
        r"formal\s+|military\s+)?(?:ally|allies)\b",
    ),
    (
        "nuclear-armed",
        "nuclear nuclear-armed",
        r"\b(?:is|are|as|became|remains?|status\s+as)\s+(?:now\s+|not\s+)?(?:(?:a|an|"
        r"its)\s+)?(?:[\w-]+\s+){0,2}?(?:nuclear-armed|nuclear\s+weapons?|nuclear)\s+(?:state|power|country)\b",
    ),
    (
        "under sanctions",
        "sanctions embargo",
        r"\b(?:is|are|remains?|been|was|were)\s+(?:still\s+|already\s+|"
        r"now\s+)?under\s+(?:[\w.’'-]+\s+){0,4}?(?:sanctions|embargo)\b",
    ),
)
STATUSES: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
for _status, _words, _pattern in _LISTED:
    _compiled = re.compile(_pattern, re.IGNORECASE)
    for _word in _words.split():
        STATUSES.setdefault(_word, []).append((_status, _compiled))
_trigger("status", " ".join(STATUSES))
