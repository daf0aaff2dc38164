"""Speech between dashes, as in `— We shall go, — said Ivan. — Tomorrow.`."""

from chancery.text.attribution import Attribution, Range, attributed
from chancery.text.content_ends import DASHES, ENDINGS, ends_sentence
from chancery.text.verbs import verb_at
from chancery.text.window import Window

RULE = "dash-dialogue"


def dialogue(window: Window, sentence: int, place: int) -> Attribution | None:
    """The attribution of a sentence with a dash right before a verb of saying, opened by another dash.

    place: token of the verb. A question's own dash stands in the sentence before. What follows a third dash is spoken.
    """
    doc = window.doc
    boundary = place - 1
    if boundary < window.low or doc.lowers[boundary] not in DASHES:
        return None
    spoken = _before(window, sentence, boundary)
    verb = verb_at(window, place, window.words.verbs[doc.lowers[place]]) if spoken else None
    if not spoken or verb is None or "q" not in verb.sense.frames or verb.after >= window.high:
        return None
    end = verb.after
    while end < window.high and doc.lowers[end] not in DASHES and not ends_sentence(window, end):
        end += 1
    contents = [spoken]
    if end < window.high - 1 and doc.lowers[end] in DASHES:
        contents.append((end + 1, window.high))
    contents += _rest(window, sentence)
    source = (verb.after, end - (doc.lowers[end - 1] == ","))
    return attributed(sentence, verb, source, contents, RULE, 0.9) if source[1] > source[0] else None


def _before(window: Window, sentence: int, boundary: int) -> Range | None:
    """What is spoken before the dash at `boundary`, without its own dash and comma."""
    doc, low = window.doc, window.low
    if boundary > low + 1:
        return (low + 1, boundary - (doc.lowers[boundary - 1] == ",")) if doc.lowers[low] in DASHES else None
    if boundary > low or not sentence or not _same_paragraph(window, sentence - 1):
        return None
    first, last = doc.sentence_tokens(sentence - 1)
    opened = last - first > 1 and doc.lowers[first] in DASHES and doc.lowers[last - 1] in ENDINGS
    return (first + 1, last) if opened else None


def _rest(window: Window, sentence: int) -> list[Range]:
    """The sentence after, where it opens with a dash in the same paragraph and holds no other."""
    doc = window.doc
    if sentence + 1 >= len(doc.sentences) or not _same_paragraph(window, sentence):
        return []
    first, last = doc.sentence_tokens(sentence + 1)
    opened = last - first > 1 and doc.lowers[first] in DASHES and DASHES.isdisjoint(doc.lowers[first + 1 : last])
    return [(first + 1, last)] if opened else []


def _same_paragraph(window: Window, sentence: int) -> bool:
    doc = window.doc
    return "\n" not in doc.body[doc.sentences[sentence].end : doc.sentences[sentence + 1].start]
