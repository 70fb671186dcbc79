"""Gives back what was paid beyond what an order owes, whole or in part."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ticketoffice.desk.credit import Offer
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.money import in_hand
from ticketoffice.domain.rules import BY_HAND
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate


class CreditPanel(Page):
    """Enter gives back from anywhere on the page."""

    give_requested = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("credit.panel")
        self._offer: Offer | None = None
        self.title, self.text = bold_label(), text_label()
        self.method = ChoiceRow(name="credit.method", title=translate("panels", "Method"), numbered=True)
        self.currency = field_label("")
        self.amount = QLineEdit()
        self.amount.setObjectName("credit.amount")
        self.amount.setAccessibleName(translate("panels", "Amount given back"))
        self.amount.setFixedWidth(112)
        self.back = page_button(translate("panels", "Back  Esc"), name="credit.back")
        self.give = page_button("", name="credit.give", primary=True)
        self.primary, self.numbered = self.give, self.method
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        for part in (field_label(translate("panels", "Amount given back")), self.currency, self.amount):
            row.addWidget(part)
        row.addStretch(1)
        lines = page_layout(self)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addWidget(self.method)
        lines.addLayout(row)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.give))
        self.back.clicked.connect(self.back_requested)
        self.give.clicked.connect(self._on_give)
        self.amount.textChanged.connect(self._on_changed)
        self.method.chosen.connect(self._on_changed)

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

    def take_focus(self) -> None:
        """The method comes first."""
        self.method.setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """An amount up to the credit."""
        if self._offer is None:
            return None
        typed = parse_amount(self.amount.text()) or 0
        if 0 < typed <= self._offer.credit:
            return None
        most = words.money(self._offer.credit, self._offer.currency)
        return self.amount, translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)

    def _on_changed(self, _chosen: str = "") -> None:
        if self._offer is None:
            return
        method, typed = self.method.value() or "", parse_amount(self.amount.text())
        given = in_hand(typed or 0, method=method, currency=self._offer.currency)
        text = translate("panels", "Give back: the amount is missing")
        if typed and method in BY_HAND:
            text = translate("panels", "{amount} is given back now  Enter")
        elif typed:
            text = translate("panels", "{amount} is owed  Enter")
        self.give.setText(text.format(amount=words.money(given, self._offer.currency)))
        self.look_again()

    def _on_give(self) -> None:
        if self.is_complete():
            self.give_requested.emit(self.method.value(), parse_amount(self.amount.text()))
