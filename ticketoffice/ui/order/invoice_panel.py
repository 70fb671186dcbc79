"""A ticket of an order that waits for its invoice: never alone; the order is re-issued without it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ticketoffice.desk.invoice import ReissuePreview
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate


class InvoicePanel(Page):
    """Says why, and what the re-issued order would be."""

    reissue_requested = Signal(list)
    whole_requested = Signal()

    def __init__(self) -> None:
        super().__init__("invoice.panel")
        self._without: list[str] = []
        self.title, self.text = bold_label(), text_label()
        self.back = page_button(translate("panels", "Back  Esc"), name="invoice.back")
        self.whole = page_button(translate("panels", "Cancel whole order…"), name="invoice.whole")
        self.reissue = page_button("", name="invoice.reissue", primary=True)
        lines = page_layout(self)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.whole, self.reissue))
        self.back.clicked.connect(self.back_requested)
        self.reissue.clicked.connect(self._on_reissue)
        self.whole.clicked.connect(self.whole_requested)

    def show_for(self, order: OrderView, tickets: Sequence[TicketView], *, after: ReissuePreview) -> None:
        """Shows what stands against it, and what would be."""
        self._without = [ticket.ticket for ticket in tickets]
        text = (
            translate(
                "panels",
                "Ticket {ticket} cannot be cancelled alone: order {order} waits for payment of invoice {invoice}, {amount}. "
                "Removing one ticket would make it wrong.",
            )
            if order.invoice
            else translate(
                "panels",
                "Ticket {ticket} cannot be cancelled alone: order {order} waits for the payment of its invoice, {amount}. "
                "Removing one ticket would make it wrong.",
            )
        )
        named = ", ".join(ticket.short for ticket in tickets)
        amount = words.money(order.balance, order.currency)
        self.title.setText(text.format(ticket=named, order=order.number, invoice=order.invoice, amount=amount))
        if after.tickets:
            said = words.counted(
                "panels",
                "Without it: %n ticket(s), {amount}, due {due}. Their places are held throughout.",
                after.tickets,
            )
            self.text.setText(said.format(amount=words.money(after.total, order.currency), due=words.day(after.due_on)))
        else:
            self.text.setText(translate("panels", "Nothing would be left: cancel the whole order."))
        text = translate("panels", "Cancel order and make invoice {number}")
        self.reissue.setText(text.format(number=after.invoice))
        self.reissue.setVisible(after.tickets > 0)
        self.primary = self.reissue if after.tickets else self.whole

    def _on_reissue(self) -> None:
        self.reissue_requested.emit(self._without)
