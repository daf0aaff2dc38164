"""The small words that the reading of clauses goes by: auxiliaries, negations, conjunctions, determiners."""

from chancery.text.word_lists import word_set

BE = word_set("is are was were be been being am")
HAVE = word_set("has have had having 've")
DO = word_set("do does did")
NEGATIONS = word_set("not never neither cannot nor hardly")
NEGATED = {
    "won't": "will",
    "wouldn't": "will",
    "shan't": "will",
    "can't": "can",
    "couldn't": "can",
    "mustn't": "must",
    "shouldn't": "must",
    "isn't": "be",
    "aren't": "be",
    "wasn't": "be",
    "weren't": "be",
    "hasn't": "have",
    "haven't": "have",
    "hadn't": "have",
    "doesn't": "do",
    "don't": "do",
    "didn't": "do",
}
MODALS = {
    "will": "will",
    "would": "will",
    "shall": "will",
    "'ll": "will",
    "must": "must",
    "should": "must",
    "ought": "must",
    "can": "can",
    "could": "can",
    "may": "can",
    "might": "can",
}
RELATIVE = word_set("who which whom whose where")
SUBORDINATORS = word_set(
    "after before while when as since because although though if unless until once whereas despite following amid "
    "during without whether how why than given according"
)
DETERMINERS = word_set(
    "the a an this that these those his her its their our my your no any some all every each another both such "
    "'s much many several more most new recent first last next previous of in on at by for from with against over "
    "under into between among about per via other so-called newly recently formerly highly alleged proposed "
    "possible planned full large major joint"
)
PLAIN = word_set("be have not never also now first still only all immediately always")
PRONOUNS = word_set("he she it they we i you who")
PLACE_PREPOSITIONS = word_set("in at near from on across outside inside around off through")
POSSESSIVES = word_set("its his her their")
ARTICLES = word_set("the a an 's")
LOOSE = word_set("first last that by this")
ATTACHING = word_set("of in with")
