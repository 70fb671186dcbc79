"""While a card is paid with at the terminal: how long it has been waited for; and where nobody knows what became of it, the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.card_charges import UnsoldCharge

SECOND = 1_000


class TerminalPanel(Page):
    """`back_requested`: the terminal is asked to end; `read` carries what somebody read on it: paid or not; `ask_requested`: it is
    asked once more; `same` whether a payment that was charged before is this one. Nothing of it is answered by itself, and no payment is
    sent again.
    """

    read = Signal(bool)
    same = Signal(bool)
    ask_requested = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}.terminal")
        self._since, self._timer = QElapsedTimer(), QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self._show_seconds)
        self.title, self.text = bold_label(), text_label()
        self.title.setObjectName(f"{name}.terminal_title")
        self.back = page_button(translate("panels", "Back  Esc"), name=f"{name}.terminal_back")
        self.ask = page_button(translate("sale", "Ask the terminal"), name=f"{name}.terminal_ask")
        self.paid = page_button(translate("sale", "It was paid"), name=f"{name}.terminal_paid")
        self.unpaid = page_button(translate("sale", "It was not paid"), name=f"{name}.terminal_unpaid")
        self.other = page_button(translate("sale", "Another card pays"), name=f"{name}.terminal_other")
        self.use = page_button(translate("sale", "It is this payment"), name=f"{name}.terminal_use")
        self.use.clicked.connect(lambda: self.same.emit(True))
        self.other.clicked.connect(lambda: self.same.emit(False))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back.clicked.connect(self.back_requested)
        self.ask.clicked.connect(self.ask_requested)
        self.paid.clicked.connect(lambda: self.read.emit(True))
        self.unpaid.clicked.connect(lambda: self.read.emit(False))
        lines = page_layout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.ask, self.unpaid, self.paid, self.other, self.use))

    def show_waiting(self, amount: int, currency: str) -> None:
        """The payment is at the terminal. Enter does nothing: whoever pressed it twice has not gone back."""
        self.text.setText(
            translate("sale", "Pay {amount} at the terminal. Back asks it to end.").format(
                amount=words.money(amount, currency)
            )
        )
        self._since.start()
        self._timer.start()
        self._show_seconds()
        self._show_buttons(self.back)
        self.setFocus()

    def show_asking(self) -> None:
        """It is asked what became of a payment before."""
        self._timer.stop()
        self.title.setText(translate("sale", "The terminal is asked…"))
        self.text.setText("")
        self._show_buttons()
        self.setFocus()

    def show_ending(self) -> None:
        """It was asked to end; what became of the payment is its word."""
        self.text.setText(translate("sale", "The terminal is asked to end. What it answers counts."))
        self.back.setEnabled(False)

    def show_unknown(self, amount: int, currency: str, *, earlier: bool) -> None:
        """Nobody knows; whoever can read the terminal says it. `earlier`: it is the payment before this one."""
        self._timer.stop()
        self.title.setText(translate("sale", "Check the terminal: paid or not?"))
        text = (
            translate(
                "sale",
                "Nobody knows what became of the card payment of {amount} before this one. Its last receipt says it.",
            )
            if earlier
            else translate(
                "sale",
                "Nobody knows whether the card was charged {amount}. Do not take it again. Its last receipt says it.",
            )
        )
        self.text.setText(text.format(amount=words.money(amount, currency)))
        self._show_buttons(self.ask, self.unpaid, self.paid)
        if self.isVisible():
            self.ask.setFocus()

    def show_same(self, charge: UnsoldCharge) -> None:
        """A card was charged just this much before, and nothing was sold for it."""
        self._timer.stop()
        self.title.setText(translate("sale", "Is it this payment?"))
        text = translate("sale", "A card was charged {amount} on {when} and nothing was sold for it.")
        when = words.moment(charge.at, timezone=charge.timezone, short=True)
        self.text.setText(text.format(amount=words.money(charge.amount, charge.currency), when=when))
        self._show_buttons(self.other, self.use)
        if self.isVisible():
            self.use.setFocus()

    def go_back(self) -> None:
        """Esc: ends the waiting; a question stays until it is answered."""
        if self.back.isVisible() and self.back.isEnabled():
            self.back.click()

    def end(self) -> None:
        """The answer is there."""
        self._timer.stop()

    def _show_buttons(self, *shown: QPushButton) -> None:
        for button in (self.back, self.ask, self.unpaid, self.paid, self.other, self.use):
            button.setVisible(button in shown)
            button.setEnabled(True)

    def _show_seconds(self) -> None:
        seconds = self._since.elapsed() // SECOND
        self.title.setText(words.counted("sale", "Waiting for the terminal: %n s", seconds))
