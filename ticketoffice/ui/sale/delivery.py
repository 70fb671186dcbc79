"""How the customer gets the tickets: here on paper, by e-mail, or later."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.words import translate

HERE, EMAIL, LATER = "here", "email", "later"


class Delivery(ChoiceRow):
    """Preset: an address that was typed gets them, else they are printed here; whoever chooses otherwise is not overruled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="pay.delivery", title=translate("sale", "Tickets"), parent=parent)
        self._mails = self._by_hand = False
        self._prints = True
        self.chosen.connect(self._on_chosen)
        self._offer()

    def allow_mail(self, allowed: bool) -> None:
        """Whether somebody mails from here; where nobody does it is not offered."""
        if allowed != self._mails:
            self._mails = allowed
            before = self.value()
            self._offer()
            self.choose(before if allowed or before != EMAIL else HERE)

    def show_printer(self, there: bool) -> None:
        """Whether a printer takes tickets here; without one they are printed by their key, and the word says so."""
        if there != self._prints:
            self._prints = there
            before = self.value()
            self._offer()
            self.choose(before)

    def begin_anew(self) -> None:
        """The next customer."""
        self._by_hand = False
        self.choose(HERE)

    def suggest(self, address: str) -> None:
        """Somebody types an e-mail address, or takes it out."""
        if not self._by_hand:
            self.choose(EMAIL if self._mails and address.strip() else HERE)

    @property
    def way(self) -> str:
        """What is chosen."""
        return self.value() or HERE

    def _offer(self) -> None:
        words = {
            HERE: translate("sale", "Print here") if self._prints else translate("sale", "Here, with Ctrl+P"),
            EMAIL: translate("sale", "E-mail"),
            LATER: translate("sale", "Later"),
        }
        self.set_choices([(code, word) for code, word in words.items() if code != EMAIL or self._mails])
        self.choose(HERE)

    def _on_chosen(self, code: str) -> None:
        self._by_hand = True
