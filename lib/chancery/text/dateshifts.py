"""The rules of dates that are counted from another day: last week, three days ago, the end of the year, holidays."""

import re

from chancery.text import dategrammar as g
from chancery.text.dategrammar import COUNT, MONTH, PARTED, UNIT, WEEKDAY, YEAR, Reading, Reference
from chancery.text.daterules import (
    COUNT_WORDS,
    DIGIT,
    OF_THE_TEXT,
    RULES,
    SHIFTS,
    Match,
    month_and_day,
    rule,
)


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
    rf"(?:({PARTED}|earlier|later|early in|late in|sometime|so far|(?:a )?half of|the (?:first"
    rf"|second) half of) (?:in )?)?(?:the )?(?<![\w-])"
    rf"(last|next|this|past|previous|following|coming|that|current|preceding|prior|same"
    rf"|present)[ -](?:same )?({UNIT})(?:['’]s\b|(?![\w-]))(?! of (?:{MONTH}|{YEAR}))",
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
    if word in {"past", "last"} and match.string[max(0, match.start(2) - 4) : match.start(2)].lower() == "the ":
        return g.span(g.day(g.moved(name, reference.published, -1)), g.day(reference.published), 0.7)
    whole.confidence = 0.65 if word in OF_THE_TEXT else whole.confidence
    text = (match[1] or "").lower().removeprefix("the ").split()
    return g.part(text[0], whole) if text and text[0] in g.PARTS else whole


@rule(
    "running-unit",
    {"the", "earlier", "later", "end", "year", "mid", "late", "early", "beginning", "middle", "rest", "midyear"},
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
    | {"about", "just", "almost", "nearly", "over", "some", "the", "more", "year", "years", "week", "month", "several"},
    rf"(?:(?:just|about|almost|nearly|some|over|more than|less than"
    rf"|only) )?(?:({COUNT})[ -])?({UNIT})s?[ -](ago|earlier|later|before|after|from now|hence|from)\b"
    rf"(?: (today|now|yesterday|{WEEKDAY}))?",
    "three days ago and a year earlier",
    "some years ago",
)
def ago(match: Match, reference: Reference) -> Reading | None:
    """So many days, weeks, months or years before or after publication, or the date last spoken of."""
    number = g.count(match[1]) if match[1] else 1
    word, name = match[3].lower(), match[2].lower()
    if number is None or (match[1] is None and not re.match(r"year[- ](?:ago|earlier)", match[0], re.IGNORECASE)):
        return None
    if word in {"before", "after", "from"} and not match[4]:
        return None
    back = word in {"ago", "earlier", "before"}
    near = reference.published
    if word in {"earlier", "later"} and reference.spoken_of:
        near = reference.spoken_of.first
    elif word == "later":
        return None
    confidence = 0.85 if word == "ago" else 0.65
    if match[4] and match[4].lower() in {"today", "yesterday"}:
        near = reference.published - (match[4].lower() == "yesterday") * g.DAY
        return g.day(g.moved(name, near, -number if back else number), 0.8)
    if match[4] and match[4].lower().rstrip(".") in g.WEEKDAYS:
        near = g.weekday(g.weekday_number(match[4]), reference).first
        return g.day(g.moved(name, near, -number if back else number), 0.7)
    found = g.unit(name, g.moved(name, near, -number if back else number), 0)
    if found:
        found.confidence = confidence
    return found


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
    "quarter",
    {"the", "first", "second", "third", "fourth", "q1", "q2", "q3", "q4", "this"}
    | {"final", "1q", "2q", "3q", "4q", DIGIT},
    rf"(?:the )?(?:(first|second|third|fourth)(?:-| (?:fiscal )?)quarter|\b(?:Q([1-4])"
    rf"|([1-4])Q))(?:,? (?:of |in )?(?:(?:fiscal )?({YEAR})|(last|this|next) year))?(?!\w)",
    "in the third quarter of 2016 and Q4",
    "a quarter of voters",
)
def quarter(match: Match, reference: Reference) -> Reading | None:
    """A quarter by its number."""
    number = g.ORDINALS[match[1].lower()] if match[1] else int(match[2] or match[3])
    if match[4]:
        return g.quarter(number, int(match[4]))
    if match[5]:
        return g.quarter(number, reference.published.year + SHIFTS[match[5].lower()])
    near = [g.quarter(number, reference.published.year + shift, 0.7) for shift in (-1, 0, 1)]
    if match.string[max(0, match.start() - 3) : match.start()].lower() in {"in ", "by "}:
        return g.settled(near, reference)
    return min(near, key=lambda q: abs((q.last - reference.published).days))


@rule(
    "half-year",
    {"the", "first", "second"},
    rf"(?:the )?(first|second)[- ]half(?: of (?:({YEAR})|(the|this|last|next) year))",
    "the second half of 2016",
    "the second half of the game",
)
def half_year(match: Match, reference: Reference) -> Reading | None:
    """Half of a named year."""
    in_year = int(match[2]) if match[2] else reference.published.year + SHIFTS.get(match[3].lower(), 0)
    begin = 1 if match[1].lower() == "first" else 7
    return g.span(g.month(in_year, begin), g.month(in_year, begin + 5), 0.8)


@rule(
    "season",
    {
        "the",
        "last",
        "this",
        "next",
        "past",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "early",
        "late",
        "in",
        "mid",
    },
    rf"(?:(early|late|mid)[ -])?(?:(?:in )?the )?(?:(last|this past|this|next|past|coming) )?(spring"
    rf"|summer|autumn|fall|winter)(?:(?: of| in)? ({YEAR}))?\b",
    "last summer and the fall of 2016",
    "spring water; prices fall",
)
def season(match: Match, reference: Reference) -> Reading | None:
    """A season of a year that is named or counted from publication."""
    word, name = (match[2] or "").lower(), match[3].lower()
    if match[4]:
        return g.season(name, int(match[4]))
    if not word:
        return None
    this = g.season(name, reference.published.year)
    if word in {"last", "past", "this past"}:
        ended = this.first if word != "last" else this.last
        return this if ended < reference.published else g.season(name, reference.published.year - 1)
    if word in {"next", "coming"}:
        return this if this.first > reference.published else g.season(name, reference.published.year + 1)
    return this


@rule(
    "weekend",
    {"the"},
    r"the weekend\b(?! (?:of|before|after))",
    "They met over the weekend.",
    "the weekend of the race",
)
def weekend(_match: Match, reference: Reference) -> Reading | None:
    """The last weekend, or the coming one where the sentence looks ahead."""
    back = reference.published.weekday() < 5 and not reference.ahead
    return g.unit("weekend", reference.published, -1 if back else 0)


@rule(
    "period-so-far",
    {"the"},
    r"the (?P<d>(week|month|year))(?=[,.;]| to date| so far)",
    "For the year, analysts expect a loss.",
    "for the year of the dragon",
)
def period_so_far(match: Match, reference: Reference) -> Reading | None:
    """“For the year”, set off by a comma: the one that runs."""
    if match.string[max(0, match.start() - 4) : match.start()].lower() != "for ":
        return None
    found = g.unit(match[2].lower(), reference.published, 0)
    if found:
        found.confidence = 0.5
    return found


@rule(
    "day-in-the-story",
    {"the", "a", "that", "earlier", "later"},
    r"(?:(?:earlier|later) (?:that|the same) day|(?:the |a )(following|next|previous|same|preceding) (day"
    r"|morning|evening|night|week|month|year)"
    r"|(?:the|a) (day|week|month|year) (before|earlier|later|after)(?= ?[.,;)]|$| when| that))",
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
    name = "day" if name in {"morning", "evening", "night"} else name
    shift = {"following": 1, "next": 1, "later": 1, "after": 1, "same": 0}.get(word, -1)
    if name == "day" and spoken.granularity != "day":
        return None
    found = g.unit(name, spoken.first, shift)
    if found:
        found.confidence = 0.6
    return found


@rule(
    "week-of",
    {"the", "week"},
    rf"(?:the )?week (?:of|ended|ending) ({MONTH}) (\d{{1,2}})(?!\d)(?:, ({YEAR}))?",
    "the week of Sept. 8",
    "the week of prayer",
)
def week_of(match: Match, reference: Reference) -> Reading | None:
    """The week that holds a day."""
    when = month_and_day(match[1], match[2], match[3], reference)
    return g.week(when.first) if when else None


HOLIDAY = "|".join(
    sorted((re.escape(name).replace("\\ ", " ").replace("'", "['’]") for name in g.HOLIDAYS), key=len, reverse=True)
)


@rule(
    "holiday",
    {name.split()[0] for name in g.HOLIDAYS}
    | {"new", "st.", "valentine's", "valentine’s", "valentine", "last", "next", "this", "st"},
    rf"(?:(last|next|this) )?({HOLIDAY})(?:,? ({YEAR}))?\b(?! (?:Island|Sunday|Carol|Seal))",
    "before Christmas and on Thanksgiving Day",
    "Christmas Island",
)
def holiday(match: Match, reference: Reference) -> Reading | None:
    """A holiday whose day follows from the year."""
    if not match[2][0].isupper() and match[2][0].isalpha():
        return None
    on = g.HOLIDAYS[re.sub(r"\s+", " ", match[2]).lower().replace("’", "'")]
    published = reference.published
    if match[3]:
        return g.day(on(int(match[3])), 0.85)
    near = [g.day(on(published.year + shift), 0.65) for shift in (-1, 0, 1)]
    word = (match[1] or "").lower()
    if word == "last":
        return max((d for d in near if d.first < published), key=lambda d: d.first, default=None)
    if word == "next":
        return min((d for d in near if d.first > published), key=lambda d: d.first, default=None)
    return g.settled(near, reference)


__all__ = ["RULES"]
