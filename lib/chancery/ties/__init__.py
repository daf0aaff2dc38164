"""Alliance ties: who is bound to whom, by what, and what is shifting. Frames in, values out; no files.

obligations: treaties in force on a day. behaviour: dated acts and joint exercises, and their strength.
dyads: both layers, one row for each pair of states. network: degree, brokerage, blocs. balance: triads, frustration.
change: two dates compared. scale: words for sign and strength. similarity: S-scores, ideal points.
sensitivity: other settings tried.
view: all of it around one state on one day. layers: imported datasets in the same form.
Definitions and sources: docs/methods-ties.md.
"""

from chancery.ties.balance import Balance, frustration, structural_balance, triads
from chancery.ties.behaviour import Weighing, acts, strength
from chancery.ties.change import change
from chancery.ties.dyads import dyads, signed_graph
from chancery.ties.layers import atop_obligations, cow_memberships, further_layers
from chancery.ties.network import blocs, brokerage, communities, degree, pairs
from chancery.ties.obligations import KINDS, in_force, memberships, obligations
from chancery.ties.scale import SIGN_WORDS, strength_word
from chancery.ties.sensitivity import sensitivity
from chancery.ties.similarity import alliance_portfolios, ideal_point_distance, s_score
from chancery.ties.view import View, around

__all__ = [
    "KINDS",
    "SIGN_WORDS",
    "Balance",
    "View",
    "Weighing",
    "acts",
    "alliance_portfolios",
    "around",
    "atop_obligations",
    "blocs",
    "brokerage",
    "change",
    "communities",
    "cow_memberships",
    "degree",
    "dyads",
    "frustration",
    "further_layers",
    "ideal_point_distance",
    "in_force",
    "memberships",
    "obligations",
    "pairs",
    "s_score",
    "sensitivity",
    "signed_graph",
    "strength",
    "strength_word",
    "structural_balance",
    "triads",
]
