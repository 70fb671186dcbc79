"""Gives back what was paid beyond what an order owes, whole or in part."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.desk.credit import Offer
from ticketoffice.domain.money import in_hand
from ticketoffice.ui import words
from ticketoffice.ui.order.money_page import MoneyPage
from ticketoffice.ui.order.page import bold_label, page_button
from ticketoffice.ui.words import translate


class CreditPanel(MoneyPage):
    """`give_requested` carries the method and the amount."""

    give_requested = Signal(str, object)

    def __init__(self) -> None:
        give = page_button("", name="credit.give", primary=True)
        super().__init__("credit", title=bold_label(), amount=translate("panels", "Amount given back"), deed=give)
        self.give = give
        self._offer: Offer | None = None
        self.edited.connect(self._on_changed)
        self.done.connect(self._on_give)

    def show_for(self, offer: Offer) -> None:
        """What can be given back, and how."""
        self._offer = offer
        amount = words.money(offer.credit, offer.currency)
        text = translate("panels", "Order {order} has a credit of {amount}: so much more was paid than it owes.")
        self.title.setText(text.format(order=offer.order_number, amount=amount))
        self.text.setText(translate("panels", "This records the refund. It does not send money."))
        self.method.set_choices([(code, words.code_label(code)) for code in offer.methods])
        self.method.choose(offer.method)
        self.currency.setText(offer.currency)
        self.amount.setText(words.plain_amount(offer.credit))
        self._on_changed()

    def lacks(self) -> tuple[QWidget, str] | None:
        """An amount up to the credit."""
        if self._offer is None:
            return None
        typed = self.typed or 0
        if 0 < typed <= self._offer.credit:
            return None
        most = words.money(self._offer.credit, self._offer.currency)
        return self.amount, translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)

    def _on_changed(self) -> None:
        if self._offer is None:
            return
        method, typed = self.method.value() or "", self.typed
        given = in_hand(typed or 0, method=method, currency=self._offer.currency)
        text = translate("panels", "Give back: the amount is missing")
        if typed and method in self._offer.at_once:
            text = translate("panels", "{amount} is given back now  Enter")
        elif typed:
            text = translate("panels", "{amount} is owed  Enter")
        self.give.setText(text.format(amount=words.money(given, self._offer.currency)))
        self.look_again()

    def _on_give(self) -> None:
        self.give_requested.emit(self.method.value(), self.typed)
