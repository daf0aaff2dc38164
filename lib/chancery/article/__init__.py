"""Articles: the words as they were published, and where each section, paragraph and sentence lies.

`load` reads one file; the body is kept to the character, so that every later record can point into it.
"""

from chancery.article.judgments import Judgment, Judgments, judgments_on
from chancery.article.loading import Article, find, load, shelved, split_front_matter
from chancery.article.segments import Paragraph, Section, Sentence, paragraphs, sections, sentences

__all__ = [
    "Article",
    "Judgment",
    "Judgments",
    "Paragraph",
    "Section",
    "Sentence",
    "find",
    "judgments_on",
    "load",
    "paragraphs",
    "sections",
    "sentences",
    "shelved",
    "split_front_matter",
]
