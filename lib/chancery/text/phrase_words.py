"""The small words that noun phrases and clauses are judged by."""

from chancery.text.cues import AUXILIARIES, BE, DO, HAVE, MODALS
from chancery.text.word_lists import word_set

SUBJECT_PRONOUNS = frozenset(("i", "he", "she", "they", "we", "it", "you", "who", "there"))
STAND_ALONE = SUBJECT_PRONOUNS | frozenset(
    ("one", "some", "many", "others", "most", "few", "several", "both", "another")
)
OBJECT_PRONOUNS = frozenset(("me", "him", "her", "them", "us", "you", "it", "himself", "herself", "themselves"))
DETERMINERS = frozenset(
    ("the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some", "any", "no")
) | frozenset(("every", "each", "many", "several", "most", "all", "both", "another", "two", "three", "one", "such"))
PREPOSITIONS = frozenset(
    ("in", "on", "at", "of", "for", "from", "with", "by", "to", "during", "after", "before", "about", "over", "under")
) | frozenset(
    ("through", "via", "into", "against", "between", "among", "since", "until", "amid", "following", "within")
)
PREPOSITIONS |= frozenset(
    ("despite", "without", "outside", "inside", "across", "upon", "toward", "towards", "near", "per")
)
SUBORDINATORS = frozenset(
    (
        "that",
        "because",
        "if",
        "when",
        "while",
        "although",
        "though",
        "as",
        "whether",
        "unless",
        "where",
        "than",
        "whereas",
    )
) | frozenset(("how", "why", "what", "which", "whose", "but", "or", "nor", "so", "once", "lest"))
STOPS = (
    SUBORDINATORS | AUXILIARIES | frozenset((";", ":", ".", "!", "?", "—", "–", "―", "--", "…", "...", "|", "•", "*"))
)
OPENERS = frozenset(
    ("but", "and", "so", "yet", "still", "however", "meanwhile", "now", "then", "or", "nor", "also", "today")
)
OPENERS |= frozenset(("besides", "moreover", "furthermore", "nevertheless", "nonetheless", "instead", "indeed", "thus"))
TIMES = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow")
) | frozenset(
    ("tonight", "recently", "later", "earlier", "ago", "morning", "afternoon", "evening", "night", "week", "month")
)
TIMES |= frozenset(("year", "january", "february", "march", "april", "may", "june", "july", "august", "september"))
TIMES |= frozenset(
    ("october", "november", "december", "last", "this", "next", "late", "early", "sept", "oct", "nov", "dec")
)
TIMES |= frozenset(("summer", "winter", "autumn", "weekend", "decade", "days", "weeks", "months", "years", "hours"))
SPOKEN_TIMES = TIMES - {"may", "march", "last", "this", "next", "late", "early", "night", "year"} | {"week", "month"}
BREAKS = frozenset(
    (
        ",",
        ";",
        ":",
        "!",
        "?",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "…",
        "—",
        "–",
        "―",
        "--",
        "|",
        "•",
        "*",
        "...",
        ".",
        '"',
        "“",
        "”",
    )
)
FINITE = BE - {"be", "been", "being"} | HAVE - {"having"} | DO | MODALS
_PLAIN_PAST = """
went came took made got gave left became began brought built chose cost cut died fell felt found fought grew
had held hit kept knew led lost met paid put ran rose said saw sent set shot showed spoke stood struck told
thought took tried turned understood used wanted won wore wrote needs wants makes takes goes comes gets gives
shows seems means says looks keeps remains plans continues believes thinks knows works helps includes faces
lies stands runs leads need want make take go come get give seem mean say look keep remain believe think know
work include face
"""
PLAIN_PAST = frozenset(_PLAIN_PAST.split())
NOUN_ED = frozenset(
    ("united", "red", "seed", "feed", "breed", "speed", "need", "indeed", "hundred", "bed", "shed", "ted", "fred")
)
NOUN_ED |= frozenset(
    ("unnamed", "so-called", "armed", "retired", "limited", "aged", "advanced", "reed", "creed", "weed", "deed")
)


NOUN_ED |= frozenset(
    ("hatred", "sacred", "kindred", "naked", "wicked", "infrared", "embed", "ahead", "exceed", "proceed")
)
REPEATERS = frozenset(
    ("the", "a", "same", "so", "nothing", "something", "no", "yes", "goodbye", "much", "more", "anything")
)
# plural nouns that are also verbs in their third person
PLURALS = word_set(
    "states rules debates reports projects questions challenges advocates fears "
    "broadcasts protests volunteers judges plans calls claims promises demands "
    "dreams hopes doubts worries concerns comments remarks notes charges "
    "forecasts estimates proposals threats votes pledges offers requests backs "
    "cheers plugs smears slates fans posts texts tweets emails "
    "blogs regrets boasts jokes counters signals hints thanks salutes "
    "rebukes preaches recounts"
)
