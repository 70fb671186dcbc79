"""The tabs of an order: Tickets, Payments, Customer, History; beside their names what is done with tickets, and the way to their
seats.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QTabWidget, QWidget

from ticketoffice.desk.views import OrderView
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.order.customer_panel import CustomerPanel
from ticketoffice.ui.order.lines import history_rows, payment_rows
from ticketoffice.ui.order.tickets_table import TicketsTable
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.theme import GRID, NARROW
from ticketoffice.ui.words import translate


class OrderTabs(QTabWidget):
    """`plan_wished` carries the ticket whose place is wanted."""

    plan_wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("order.tabs")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self._order: OrderView | None = None
        self.table = TicketsTable()
        self.customer = CustomerPanel()
        self._payments = RowsModel(
            [
                translate("payments", "When"),
                translate("payments", "What"),
                translate("payments", "Amount"),
                translate("payments", "Left"),
            ],
            right=(2, 3),
        )
        self._history = RowsModel(
            [
                translate("history", "When"),
                translate("history", "Who"),
                translate("history", "What"),
                translate("history", "Details"),
            ]
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.customer)
        payments = rows_table(self._payments, name="payments.table", title=translate("payments", "Payments"), stretch=1)
        history = rows_table(self._history, name="history.table", title=translate("history", "History"), stretch=3)
        self.addTab(self.table, "")
        self.addTab(payments, "")
        self.addTab(scroll, translate("order", "Customer"))
        self.addTab(history, "")
        self.setCornerWidget(self._built_buttons())
        in_turn = (self.tabBar(), self.print_out, self.exchange, self.more, self.plan, self.table)
        for before, after in pairwise(in_turn):
            QWidget.setTabOrder(before, after)

    def _built_buttons(self) -> QWidget:
        """What is done with tickets, and the way to their seats: here it takes no line from them."""
        self.print_out = _button("order.print", translate("order", "Print  Ctrl+P"))
        set_tip(self.print_out, translate("order", "Print the ticked tickets, else all of the order (Ctrl+P)"))
        self.exchange = _button("order.exchange", translate("order", "Exchange  F7"))
        set_tip(self.exchange, translate("order", "Exchange the ticked tickets, or the current one (F7)"))
        self.more = _button("order.ticket", translate("order", "Ticket…"))
        set_tip(self.more, translate("order", "What can be done with the ticked tickets, or the current one"))
        self.plan = _button("order.plan", translate("order", "Show on plan"))
        set_tip(self.plan, translate("order", "Show where the current ticket sits, on the seat plan of Today (F4)"))
        self.plan.clicked.connect(self._on_plan_clicked)
        place = QWidget()
        layout = QHBoxLayout(place)
        layout.setContentsMargins(GRID, 0, 2 * GRID, 3)
        layout.setSpacing(GRID)
        for button in (self.print_out, self.exchange, self.more, self.plan):
            layout.addWidget(button)
        return place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is little room, print and exchange are in the menu and on their keys alone."""
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        can = self._order is not None and any(ticket.state == "valid" for ticket in self._order.tickets)
        for button in (self.print_out, self.exchange):
            button.setVisible(can and self.width() >= NARROW)

    def show_order(self, order: OrderView) -> None:
        """Shows an order in all of them; which tab is open stays."""
        self._order = order
        self.table.tickets.set_rows(order.tickets)
        self._payments.set_rows(payment_rows(order))
        self._history.set_rows(history_rows(order))
        self.customer.show_person(order.customer, order=order.order)
        self._fit_buttons()
        self.plan.setVisible(any(ticket.seat for ticket in order.tickets))
        self.setTabText(0, translate("order", "Tickets {count}").format(count=len(order.tickets)))
        paid = len(order.payments) + len(order.refunds)
        self.setTabText(1, translate("order", "Payments {count}").format(count=paid))
        self.setTabText(3, translate("order", "History {count}").format(count=len(order.history)))

    def _on_plan_clicked(self) -> None:
        """The current ticket, or the first one that has a seat."""
        current = self.table.current_ticket()
        seated = [ticket for ticket in self._order.tickets if ticket.seat] if self._order is not None else []
        self.plan_wished.emit(current if current in seated else seated[0])


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
