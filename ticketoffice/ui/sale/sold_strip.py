"""What was just sold, with the way to its order; it stands until the next customer's first ticket."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ticketoffice.desk.selling import Sold
from ticketoffice.ui import words
from ticketoffice.ui.labels import UNBROKEN
from ticketoffice.ui.order.page import bold_label, page_button
from ticketoffice.ui.words import translate


class SoldStrip(QWidget):
    """`order_wished` and `print_wished` carry the id of the order that was sold."""

    order_wished = Signal(str)
    print_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sell.sold")
        self._order = ""
        self.text = bold_label()
        self.text.setObjectName("sell.sold_text")
        self.show_order = page_button(translate("sale", "Show order"), name="sell.show_order")
        self.show_order.clicked.connect(lambda: self.order_wished.emit(self._order))
        self.print_out = page_button(translate("sale", "Print  Ctrl+P"), name="sell.print")
        self.print_out.clicked.connect(lambda: self.print_wished.emit(self._order))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.print_out)
        layout.addWidget(self.show_order)

    def show_sold(self, sold: Sold) -> None:
        """An order that is on disk. What is paid on site has no paper before it is paid."""
        paid = ", ".join(
            f"{words.code_label(code)} {words.money(amount, sold.currency)}" for code, amount in sold.taken
        )
        self.show_text(sold.order, "  ".join(part for part in (said_of(sold), paid.replace(" ", UNBROKEN)) if part))
        self.print_out.setVisible(sold.method != "on_site")

    def show_text(self, order: str, text: str) -> None:
        """What became of a cart, with its order."""
        self._order = order
        self.text.setText(text)
        self.print_out.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def said_of(sold: Sold) -> str:
    """What became of it: sold, sold on invoice, reserved, given."""
    text = {
        "invoice": translate("sale", "Order {order} is sold on invoice {invoice}."),
        "on_site": translate("sale", "Order {order} is reserved and paid on site."),
        "free": translate("sale", "Order {order} is given for free."),
    }.get(sold.method, translate("sale", "Order {order} is sold."))
    return text.format(order=sold.number, invoice=sold.invoice)
