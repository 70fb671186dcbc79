"""The price of a cart's line is lowered: what each of its tickets costs instead."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ticketoffice.desk.cart import Key
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.ui import words
from ticketoffice.ui.order.money_page import AMOUNT_WIDTH
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout
from ticketoffice.ui.words import translate


class LowerPanel(Page):
    """`lower_requested` carries the key of the line and the price of each ticket in minor units; None: the tariff's own again."""

    lower_requested = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("sell.lower")
        self._key: Key | None = None
        self._full, self._currency = 0, ""
        self.title, self.amount = bold_label(), QLineEdit()
        self.amount.setObjectName("sell.lower.amount")
        self.amount.setAccessibleName(translate("sale", "Price of each ticket"))
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.back = page_button(translate("panels", "Back  Esc"), name="sell.lower.back")
        self.deed = page_button(translate("sale", "Lower it  Enter"), name="sell.lower.do", primary=True)
        self.primary = self.deed
        self.back.clicked.connect(self.back_requested)
        self.deed.clicked.connect(self._on_lower)
        self.amount.textChanged.connect(self.look_again)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field_label(translate("sale", "Price of each ticket")))
        row.addWidget(self.amount)
        row.addStretch(1)
        lines = page_layout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addLayout(row)
        lines.addWidget(ButtonRow(self.back, self.deed))

    def show_for(self, key: Key, *, line: str, price: int, full: int, currency: str) -> None:
        """A line of the cart with its price, and its tariff's, in minor units."""
        self._key, self._full, self._currency = key, full, currency
        text = translate("sale", "Lower the price of {line} from {full}. Who takes the money says why, and who agrees.")
        self.title.setText(text.format(line=line, full=words.money(full, currency)))
        self.amount.setText(words.plain_amount(price))

    def take_focus(self) -> None:
        """The amount, to be typed over."""
        self.amount.setFocus()
        self.amount.selectAll()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A price up to the tariff's."""
        typed = parse_amount(self.amount.text())
        if typed is None or typed > self._full:
            most = words.money(self._full, self._currency)
            return self.amount, translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)
        return None

    def _on_lower(self) -> None:
        if self.is_complete():
            typed = parse_amount(self.amount.text())
            self.lower_requested.emit(self._key, None if typed == self._full else typed)
