"""Telling people what a scheduled run came to: mail, webhooks, and whatever apprise reaches.

secrets   "env:NAME" and "keyring:SERVICE/USER", read when something is sent and never written anywhere
targets   whom to tell, and of what: the part of a schedule that is about notices
news      what there is to tell, in plain words and as data
sending   to each kind of target
"""

from chancery.notices.news import News
from chancery.notices.sending import Sent, tell

__all__ = ["News", "Sent", "tell"]
