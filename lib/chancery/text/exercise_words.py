"""The words that exercises are spoken of with: nouns, verbs of holding and of naming, and what frames them."""

import re

from chancery.text.word_lists import word_set

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
_PHRASE_END = r"[.;!?]|,(?! and\b)|\b(?:while|but|although|when|who|which|whereas)\b|$|\n"
FRAME_END = re.compile(_PHRASE_END)
MARKED_END = re.compile(rf"[\"”“»]|{_PHRASE_END}")
MARKS = re.compile(r"[\"”“»«]")
PASSING = FILLERS | HOLDING | NOUNS.keys() | word_set("was were is are be been being will jointly involves involve")
NAMING = word_set('a an the “ " nothing')
