"""The place of the money, below the columns: how it is paid, the terminal, what was just sold; and the change for all to see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ticketoffice.ui import words
from ticketoffice.ui.labels import UNBROKEN, Label
from ticketoffice.ui.next_key import NextKey
from ticketoffice.ui.sale.cart_exchange import CartExchange
from ticketoffice.ui.sale.lower_panel import LowerPanel
from ticketoffice.ui.sale.pay_row import PayRow
from ticketoffice.ui.sale.sold_strip import SoldStrip
from ticketoffice.ui.terminal.panel import TerminalPanel
from ticketoffice.ui.theme import SHOUT_POINTS
from ticketoffice.ui.words import translate

CHANGE_WIDTH = 248


class MoneyPlace(QFrame):
    """One of its parts is shown, or none and then it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sell.below")
        self.pay, self.terminal, self.lowering, self.sold = PayRow(), TerminalPanel("sell"), LowerPanel(), SoldStrip()
        self.exchange = CartExchange()
        self._part: QWidget | None = None
        self.change = Label()
        self.change.setObjectName("pay.change")
        self.change.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = self.change.font()
        font.setPointSize(SHOUT_POINTS)
        font.setBold(True)
        self.change.setFont(font)
        self.change.setWordWrap(True)
        self.change.setFixedWidth(CHANGE_WIDTH)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(8, 4, 16, 4)
        inside.setSpacing(8)
        for part in self.parts:
            inside.addWidget(part, 1)
        inside.addWidget(self.change)
        self._next_key = NextKey(self)
        self._next_key.came.connect(self._on_next_key)
        self.show_part(None)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """All that can be shown here."""
        return (self.pay, self.exchange, self.terminal, self.lowering, self.sold)

    @property
    def part(self) -> QWidget | None:
        """What is shown."""
        return self._part

    def show_part(self, part: QWidget | None) -> None:
        """Shows it. Beside what is typed the change has a column of its own, beside what was sold where there is some."""
        self._part = part
        for one in self.parts:
            one.setVisible(one is part)
        if part not in (self.pay, self.sold):
            self.change.setText("")
        self._make_room()
        self.setVisible(part is not None)

    def _make_room(self) -> None:
        self.change.setVisible(self._part is self.pay or bool(self.change.text()))

    def show_change(self, change: int, currency: str) -> None:
        """What is given back; nothing where nothing is."""
        amount = words.money(change, currency).replace(" ", UNBROKEN)
        text = translate("panels", "CHANGE {amount}").format(amount=amount)
        self.change.setText(text if change > 0 else "")
        self._make_room()

    def keep_change(self) -> None:
        """The change stays until the next key."""
        self._next_key.watch()

    def _on_next_key(self) -> None:
        if self._part is not self.pay:
            self.change.setText("")
            self._make_room()
