"""Attributions within a sentence: a cue, whoever it belongs to, and the content it governs, in tokens.

Order of work: reports that follow their content ("…, officials said") take all before them; then each other cue takes
what follows it. A cue within the content of another is kept, marked as nested: a report within a report.
"""

from chancery.text import phrases
from chancery.text.attribution import Attribution, by_cue
from chancery.text.dialogue import dialogue
from chancery.text.reportsafter import according, reported_after, signed
from chancery.text.reportsbefore import reported_before
from chancery.text.reportsnamed import named_by_nouns
from chancery.text.verbs import Verb, verb_at
from chancery.text.window import Window


def attributions(window: Window, sentence: int, cues: list[int]) -> list[Attribution]:
    """The attributions of one sentence, in order of their cues.

    cues: tokens of the sentence, outside quotation marks, that the list of cue words holds.
    """
    doc, words = window.doc, window.words
    found: list[Attribution] = []
    waiting: list[Verb] = []
    covered = phrases.after_dateline(doc, window.low, window.high)
    alone = signed(window, sentence)
    if alone:
        return [alone]
    for place in cues:
        form = words.verbs.get(doc.lowers[place])
        spoken = dialogue(window, sentence, place) if form else None
        if spoken:
            return [spoken]
        if doc.lowers[place] == "according":
            made = according(window, sentence, place, covered)
        elif form is not None and (verb := verb_at(window, place, form)):
            made = reported_after(window, sentence, verb, covered)
            if made is None:
                waiting.append(verb)
        else:
            continue
        if made:
            found.append(made)
            covered = max(made.cue[1], made.source[1] if made.source else 0, *(last for _, last in made.contents))
    reported_before(window, sentence, waiting, found)
    named_by_nouns(window, sentence, cues, found)
    found.sort(key=by_cue)
    _mark_nested(found)
    return found


def _mark_nested(found: list[Attribution]) -> None:
    """Mark every attribution whose cue lies in the content of another."""
    if len(found) < 2:
        return
    ranges = sorted((first, last, number) for number, made in enumerate(found) for first, last in made.contents)
    furthest, owner, second = -1, -1, -1  # the range that reaches furthest, whose it is, and the best of the others
    place = 0
    for number, made in enumerate(found):
        while place < len(ranges) and ranges[place][0] <= made.cue[0]:
            _, last, whose = ranges[place]
            if whose == owner:
                furthest = max(furthest, last)
            elif last > furthest:
                furthest, owner, second = last, whose, furthest
            else:
                second = max(second, last)
            place += 1
        made.nested = made.cue[0] < (second if owner == number else furthest)
