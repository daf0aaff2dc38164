"""Articles coming in: from a file, an address or a feed to a dated article on the shelf.

piece      an article as it came in: its words, and what was found of its origin
formats    bytes to a piece: which kind of document they are, and who reads it
charset    bytes to characters, whatever the sender said they were
pages, documents, mail, plain    web pages, PDFs, e-mails, text
heads      title, byline and date at the head of a text
web        fetching: limits, no private addresses, politeness
shelving   a piece to a file of data/articles, duplicates recognised, the original kept
watchlist  the file that says what to watch;  watching: one pass over feeds and folders
"""

from chancery.intake.formats import read
from chancery.intake.piece import Piece
from chancery.intake.shelving import Shelved, shelve

__all__ = ["Piece", "Shelved", "read", "shelve"]
