"""What stands before a verb, as one pass over a sentence meets it: auxiliaries, modals, negations and "to"."""

from collections.abc import Callable

from chancery.text.clause_words import BE, DO, HAVE, MODALS, NEGATED, NEGATIONS


class Auxiliaries:
    """The group of auxiliaries that a pass is in.

    aux, first_aux: tokens of the latest and of the first one; to: of the latest "to"; all far back where there is none.
    """

    def __init__(self, lowers: list[str]) -> None:
        self.lowers = lowers
        self.modal, self.negated, self.be, self.have, self.do = "", False, False, False, False
        self.to = self.aux = self.first_aux = -9

    def _auxiliary(self, index: int) -> None:
        if index - self.aux > 3:
            self._forget()
            self.first_aux = index
        self.aux = index

    def _forget(self) -> None:
        if self.aux < 0:
            return
        self.modal, self.negated, self.be, self.have, self.do = "", False, False, False, False
        self.aux = self.first_aux = -9

    def on_be(self, index: int, _word: str) -> None:
        """A form of be."""
        self._auxiliary(index)
        self.be = True

    def on_have(self, index: int, _word: str) -> None:
        """A form of have; before "to" it is a duty."""
        self._auxiliary(index)
        self.have = True
        if self.lowers[index + 1 : index + 2] == ["to"]:
            self.modal = "must"

    def on_do(self, index: int, _word: str) -> None:
        """A form of do."""
        self._auxiliary(index)
        self.do = True

    def on_modal(self, index: int, word: str) -> None:
        """Will, can, must and the like."""
        self._auxiliary(index)
        self.modal = MODALS[word]

    def on_negation(self, index: int, _word: str) -> None:
        """Not, never and the like."""
        self._auxiliary(index)
        self.negated = True

    def on_negated(self, index: int, word: str) -> None:
        """A negation written in one with its auxiliary ("won't")."""
        self._auxiliary(index)
        self.negated = True
        kind = NEGATED[word]
        if kind in ("will", "can", "must"):
            self.modal = kind
        elif kind == "be":
            self.be = True

    def on_no(self, index: int, _word: str) -> None:
        """The word "no" denies in "no longer" alone."""
        if self.lowers[index + 1 : index + 2] == ["longer"]:
            self._auxiliary(index)
            self.negated = True

    def on_to(self, index: int, _word: str) -> None:
        """The word "to" may open an infinitive; "were to meet" tells by a finite verb what is arranged."""
        self.to = index
        if self.be and self.aux == index - 1 and self.lowers[index + 1 : index + 2] != ["blame"]:
            self.modal = "will"


AUXILIARY_STEPS: dict[str, Callable[[Auxiliaries, int, str], None]] = {
    **dict.fromkeys(BE, Auxiliaries.on_be),
    **dict.fromkeys(HAVE, Auxiliaries.on_have),
    **dict.fromkeys(DO, Auxiliaries.on_do),
    **dict.fromkeys(MODALS, Auxiliaries.on_modal),
    **dict.fromkeys(NEGATIONS, Auxiliaries.on_negation),
    **dict.fromkeys(NEGATED, Auxiliaries.on_negated),
    "to": Auxiliaries.on_to,
    "no": Auxiliaries.on_no,
}
