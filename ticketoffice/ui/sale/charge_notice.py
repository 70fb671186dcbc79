"""A card that was charged and for which nothing was sold: said on the Sell page until it pays for a cart, or was given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ticketoffice.ui import words
from ticketoffice.ui.drawing import ICON
from ticketoffice.ui.labels import Label
from ticketoffice.ui.notice_bar import NoticeText
from ticketoffice.ui.order.page import page_button
from ticketoffice.ui.sync.icons import BESIDE, sync_icon
from ticketoffice.ui.theme import NOTICE_HEIGHT, Tone, tokens
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.card_charges import UnsoldCharge


class ChargeNotice(QFrame):
    """The signals carry the UnsoldCharge: it is to pay for the cart, somebody has given it back at the terminal, or it is to be found
    out whether there is one.
    """

    use_requested = Signal(object)
    ask_requested = Signal(object)
    returned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sell.charge")
        self._charge: UnsoldCharge | None = None
        self.text = NoticeText()
        self.text.setObjectName("sell.charge_text")
        self._picture = Label()
        self.use = page_button(translate("sale", "Use it for this cart"), name="sell.charge_use")
        self.given_back = page_button(translate("sale", "It was given back"), name="sell.charge_returned")
        self.ask = page_button(translate("sale", "Ask the terminal"), name="sell.charge_ask")
        self.ask.clicked.connect(lambda: self.ask_requested.emit(self._charge))
        self.use.clicked.connect(lambda: self.use_requested.emit(self._charge))
        self.given_back.clicked.connect(lambda: self.returned.emit(self._charge))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 6, 0)
        layout.setSpacing(8)
        layout.addWidget(self._picture)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.given_back)
        layout.addWidget(self.use)
        layout.addWidget(self.ask)
        self.setFixedHeight(NOTICE_HEIGHT)
        self.hide()

    def show_charge(self, charge: UnsoldCharge | None) -> None:
        """Says it, aloud too; None: there is none."""
        is_other = charge is not None and charge != self._charge
        self._charge = charge
        if charge is not None and is_other:
            text = (
                translate("sale", "A card was charged {amount} on {when} and nothing was sold for it.")
                if charge.is_known
                else translate("sale", "Nobody knows whether a card was charged {amount} on {when}: nothing was sold.")
            )
            if charge.receipt is not None:
                text += " " + translate("sale", "The terminal's receipt is {number}.")
            when = words.moment(charge.at, timezone=charge.timezone, short=True)
            amount = words.money(charge.amount, charge.currency)
            self.text.setText(text.format(amount=amount, when=when, number=charge.receipt))
            colour = tokens().tones[Tone.WAIT].text
            self._picture.setPixmap(sync_icon("attention", colour=colour).pixmap(ICON + BESIDE, ICON))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text.text()))
        is_known = charge is not None and charge.is_known
        for button in (self.use, self.given_back):
            button.setVisible(is_known)
        self.ask.setVisible(not is_known)
        self.setVisible(charge is not None)
