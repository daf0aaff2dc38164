"""The rules of dates that are counted from another day: last week, three days ago, the end of the year, holidays."""

import re

from chancery.text import dategrammar as g
from chancery.text import dateyears
from chancery.text.dategrammar import COUNT, MONTH, PARTED, UNIT, WEEKDAY, YEAR, Reading, Reference
from chancery.text.daterules import (
    COUNT_WORDS,
    OF_THE_TEXT,
    SHIFTS,
    Match,
    rule,
)

RULES = dateyears.RULES


@rule(
    "day-word",
    {"today", "yesterday", "tomorrow", "tonight", "the", "overnight"},
    r"the day (?:before yesterday|after tomorrow)|(?:today|yesterday|tomorrow"
    r"|tonight)(?:['’]s)?(?: (?:morning|afternoon|evening|night))?",
    "today, tomorrow morning and the day before yesterday",
    "the day after",
)
def day_word(match: Match, reference: Reference) -> Reading | None:
    """Today, yesterday, tomorrow and the days beyond."""
    text = match[0].lower()
    if text.startswith("the"):
        return g.day(reference.published + (2 if "after" in text else -2) * g.DAY)
    shift = {"tod": 0, "ton": 0, "yes": -1, "tom": 1}[text[:3]]
    return g.day(reference.published + shift * g.DAY, 0.85)


@rule(
    "part-of-day",
    {"this", "last"},
    r"(this|last) (morning|afternoon|evening|night)\b",
    "he left this morning",
    "this mourning",
)
def part_of_day(match: Match, reference: Reference) -> Reading | None:
    """This morning and last night, as the day they belong to."""
    return g.day(reference.published - (match[1].lower() == "last") * g.DAY, 0.85)


@rule(
    "unit-shift",
    {
        "last",
        "next",
        "this",
        "past",
        "the",
        "previous",
        "following",
        "coming",
        "that",
        "current",
        "latest",
        "preceding",
        "prior",
        "early",
        "late",
        "earlier",
        "later",
        "mid",
        "end",
        "beginning",
        "middle",
        "start",
        "a",
        "same",
    },
    rf"(?:({PARTED}|earlier|later|early in|late in|sometime|so far|(?:a )?half of"
    rf") (?:in )?)?(?:the )?(?<![\w-])"
    rf"(last|next|this|past|previous|following|coming|that|current|preceding|prior|same"
    rf"|latest(?= quarter)|present)[ -](?:same )?({UNIT})(?:['’]s\b|(?![\w-]))(?! of (?:{MONTH}|{YEAR}))",
    "last week, early next month and that year",
    "this weekly list and last-week's",
)
def unit_shift(match: Match, reference: Reference) -> Reading | None:
    """A day, week, month, quarter or year before, after or around publication, or the date last spoken of."""
    word, name = match[2].lower(), match[3].lower()
    near = reference.published
    if word in OF_THE_TEXT and reference.spoken_of:
        near = reference.spoken_of.first
    elif word in OF_THE_TEXT and word not in {"previous", "prior", "preceding"}:
        return None
    if (name == "day" and word in {"this", "past", "last", "present"}) or match[0].lower().startswith("the next"):
        return None
    whole = g.unit(name, near, SHIFTS[word])
    if whole is None:
        return None
    if (
        word in {"past", "last"}
        and name != "century"
        and match.string[max(0, match.start(2) - 4) : match.start(2)].lower() == "the "
    ):
        return g.span(g.day(g.moved(name, reference.published, -1)), g.day(reference.published), 0.7)
    whole.confidence = 0.65 if word in OF_THE_TEXT else whole.confidence
    text = (match[1] or "").lower().removeprefix("the ").split()
    return g.part(text[0], whole) if text and text[0] in g.PARTS else whole


@rule(
    "same-month",
    {"this", "the"},
    r"(?:this|the same) month (last|next|(?:a|the) year (?:ago|before|earlier))(?: year)?\b",
    "this month last year",
    "this month last",
)
def same_month(match: Match, reference: Reference) -> Reading | None:
    """The same month of the year before or after."""
    if match[1].lower() in {"last", "next"} and not match[0].lower().endswith("year"):
        return None
    return g.month(reference.published.year + (1 if match[1].lower() == "next" else -1), reference.published.month)


@rule(
    "running-unit",
    {
        "the",
        "earlier",
        "later",
        "end",
        "year",
        "month",
        "quarter",
        "mid",
        "late",
        "early",
        "beginning",
        "middle",
        "rest",
    },
    rf"(?:(?:by )?(?:the )?({PARTED}|so far|(?:early|late|earlier|later) in) the (week|month|year|quarter"
    rf"|decade)\b(?! (?:ended|ending|before|earlier|after|of))"
    r"|(year|month|quarter)['’]?s?[- ]end\b)",
    "by the end of the year and at year-end",
    "the end of the line",
)
def running_unit(match: Match, reference: Reference) -> Reading | None:
    """A part of the week, month or year that runs at publication."""
    whole = g.unit((match[2] or match[3]).lower(), reference.published, 0)
    if whole is None:
        return None
    words = (match[1] or "end").lower().removeprefix("the ").split()
    return g.part(words[0], whole) if words[0] in g.PARTS else whole


@rule(
    "ago",
    COUNT_WORDS
    | {"about", "just", "almost", "nearly", "over", "some", "the", "more", "year", "years", "week", "month", "several"}
    | {"half"},
    rf"(?:(?:just|about|almost|nearly|some|over|more than|less than"
    rf"|only) )?(?:(half an?|{COUNT})( and a half)?[ -])?({UNIT})s?( and a half)?[ -]"
    rf"(ago|earlier|later|before|after|from now|hence|from)\b"
    rf"(?: (today|now|yesterday|this (?:week|month|year)|{WEEKDAY}))?",
    "three days ago and a year earlier",
    "some years ago",
)
def ago(match: Match, reference: Reference) -> Reading | None:
    """So many days, weeks, months or years before or after publication, or the date last spoken of."""
    word = match[5].lower()
    counted = _counted(match)
    if counted is None or (match[1] is None and not re.match(r"year[- ](?:ago|earlier)", match[0], re.IGNORECASE)):
        return None
    if word in {"before", "after", "from"} and not match[6]:
        return None
    number, name = counted
    number = -number if word in {"ago", "earlier", "before"} else number
    if match[6]:
        return _ago_from(match[6].lower().rstrip("."), name, number, reference)
    near = reference.published
    if word in {"earlier", "later"} and reference.spoken_of:
        near = reference.spoken_of.first
    elif word == "later":
        return None
    named = match[3].lower()
    found = g.unit("year" if named in {"decade", "century"} else named, g.moved(name, near, number), 0)
    if found:
        found.confidence = 0.85 if word == "ago" else 0.65
    return found


def _counted(match: Match) -> tuple[int, str] | None:
    """The number of units and the unit they are counted in; halves and decades go into smaller units."""
    name = match[3].lower()
    half = (match[1] or "").lower().startswith("half ")
    number = 1 if half else g.count(match[1]) if match[1] else 1
    if number is None:
        return None
    smaller = {"decade": ("year", 10), "century": ("year", 100), "year": ("month", 12), "month": ("week", 4)}
    if match[2] or match[4] or half:
        if name not in smaller:
            return None
        name, each = smaller[name]
        return (each // 2 if half else number * each + each // 2), name
    if name in {"decade", "century"}:
        name, each = smaller[name]
        return number * each, name
    return number, name


def _ago_from(start: str, name: str, number: int, reference: Reference) -> Reading | None:
    """So many units before or after today, yesterday, a weekday, or in the same week or month of another year."""
    near = reference.published
    if start.startswith("this "):
        return g.unit(start[5:], g.moved(name, near, number), 0)
    if start in {"today", "yesterday", "now"}:
        when = g.moved(name, near - (start == "yesterday") * g.DAY, number)
        return g.day(when, 0.8) if start != "now" else g.unit(name, when, 0)
    ahead = number > 0 or reference.ahead
    seen_from = Reference(reference.published, reference.spoken_of, ahead, reference.day_first)
    near = g.weekday(g.weekday_number(start), seen_from).first
    return g.day(g.moved(name, near, number), 0.7)


@rule(
    "weekdays-ago",
    COUNT_WORDS,
    rf"({COUNT}) (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days ago\b",
    "two Fridays ago",
    "two Fridays of rain",
)
def weekdays_ago(match: Match, reference: Reference) -> Reading | None:
    """So many Mondays or Fridays ago."""
    number = g.count(match[1])
    back = (reference.published.weekday() - g.weekday_number(f"{match[2]}day")) % 7 or 7
    return g.day(reference.published - (back + 7 * (number - 1)) * g.DAY, 0.8) if number else None


@rule(
    "up-to-now",
    {"in", "over", "for", "during", "within", "the", "these"},
    rf"(?:(?:in|over|for|during|within) )?the (?:past|last|previous) (?:(?:about|nearly|almost|over"
    rf"|more than) )?({COUNT}|few|several)[ -]({UNIT})s?\b",
    "over the past three years",
    "the last three stops",
)
def up_to_now(match: Match, reference: Reference) -> Reading | None:
    """A stretch that ends at publication."""
    number = {"few": 3, "several": 5}.get(match[1].lower()) or g.count(match[1])
    if not number:
        return None
    first = g.moved(match[2].lower(), reference.published, -number)
    vague = match[1].lower() in {"few", "several"}
    return g.span(g.day(first), g.day(reference.published), 0.4 if vague else 0.75)


@rule(
    "from-now-on",
    {"in", "over", "for", "during", "within", "the"},
    rf"(?:(?:in|over|for|during|within) )?the (?:next|coming) ({COUNT})[ -]({UNIT})s?\b",
    "within the next two weeks",
    "the next two stops",
)
def from_now_on(match: Match, reference: Reference) -> Reading | None:
    """A stretch that begins at publication."""
    number = g.count(match[1])
    if not number:
        return None
    return g.span(g.day(reference.published), g.day(g.moved(match[2].lower(), reference.published, number)), 0.75)


@rule(
    "not-since",
    {"in"},
    rf"in (?:over |more than |nearly |almost |about |at least |some |the )?({COUNT})[ -]((?:day|week|month"
    rf"|year|decade)s?)\b(?! ago)",
    "their first summit in over six years",
    "in two stops",
)
def not_since(match: Match, reference: Reference) -> Reading | None:
    """“The first in six years”: the stretch before publication; “will end in two weeks”: the unit ahead."""
    number = g.count(match[1])
    name = match[2].lower().rstrip("s")
    before = match.string[max(0, match.start() - 60) : match.start()].lower()
    if not number:
        return None
    if re.search(
        r"\b(?:first|biggest|largest|worst|highest|lowest|deadliest|most|least|only|not|never|latest|fastest"
        r"|longest|time)\b[^.;]*$",
        before,
    ):
        return g.span(g.day(g.moved(name, reference.published, -number)), g.day(reference.published), 0.7)
    if reference.ahead:
        found = g.unit(name, g.moved(name, reference.published, number), 0)
        if found:
            found.confidence = 0.6
        return found
    return None


@rule(
    "day-in-the-story",
    {"the", "a", "that", "earlier", "later"},
    r"(?:(?:earlier|later) (?:that|the same) day|(?:that|(?:the |a )(following|next|previous|same|preceding)) (day"
    r"|morning|afternoon|evening|night|week|month|year)\b"
    r"|(?:the|a) (day|night|week|month|year) (before|earlier|later|after)"
    r"(?= ?[.,;)]|$| (?:when|that|he|she|it|they|we|I)\b))",
    "He came on May 3. The next day he left.",
    "the next daily",
)
def day_in_the_story(match: Match, reference: Reference) -> Reading | None:
    """The next day, a year earlier: counted from the date last spoken of; without one the rule abstains."""
    spoken = reference.spoken_of
    if spoken is None:
        return None
    word = (match[1] or match[4] or "same").lower()
    name = (match[2] or match[3] or "day").lower()
    name = "day" if name in {"morning", "afternoon", "evening", "night"} else name
    shift = {"following": 1, "next": 1, "later": 1, "after": 1, "same": 0}.get(word, -1)
    if name == "day" and spoken.granularity != "day":
        return None
    found = g.unit(name, spoken.first, shift)
    if found:
        found.confidence = 0.6
    return found
