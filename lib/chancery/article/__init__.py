"""Articles: the words as they were published, and where each section, paragraph and sentence lies.

`load` reads one file; the body is kept to the character, so that every later record can point into it.
"""

from chancery.article.loading import Article, find, load
from chancery.article.segments import Paragraph, Section, Sentence, paragraphs, sections, sentences

__all__ = [
    "Article",
    "Paragraph",
    "Section",
    "Sentence",
    "find",
    "load",
    "paragraphs",
    "sections",
    "sentences",
]
