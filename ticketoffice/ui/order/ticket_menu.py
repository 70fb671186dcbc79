"""What can be done with tickets beside cancelling them: one menu, on a row and behind the button in the head."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ticketoffice.desk.views import TicketView
from ticketoffice.domain.spool import RECEIPT, SLIP
from ticketoffice.ui.order.tickets_table import TicketsTable
from ticketoffice.ui.words import translate

PRINT, PRINT_ROW, COLLECT, EXCHANGE = "print", "print_row", "collect", "exchange"
MAIL, MAIL_ROW, CORRECT = "email", "email_row", "correct"
REPLACE, MOVE, TARIFF, RENAME, CANCEL = "replace", "move", "tariff", "rename", "cancel"


class TicketMenu(QMenu):
    """`wished` carries a deed and the tickets that it is about: the ticked ones, else the current one."""

    wished = Signal(str, list)

    def __init__(self, table: TicketsTable) -> None:
        super().__init__(table)
        self.setObjectName("ticket.menu")
        self._table = table
        for deed, text in (
            (PRINT_ROW, translate("tickets", "Print")),
            (MAIL_ROW, translate("tickets", "E-mail")),
            (COLLECT, translate("tickets", "Hand out")),
            (RECEIPT, translate("tickets", "Receipt of the order")),
            (SLIP, translate("tickets", "Slip of what was cancelled")),
            (CORRECT, translate("tickets", "Correct how it was paid…")),
            (EXCHANGE, translate("tickets", "Exchange…") + "\tF7"),
            (MOVE, translate("tickets", "Move…")),
            (TARIFF, translate("tickets", "Change tariff…")),
            (RENAME, translate("tickets", "Rename…")),
            (REPLACE, translate("tickets", "Replace (lost)…")),
            (CANCEL, translate("tickets", "Cancel ticket") + "\tDel"),
        ):
            if deed in (EXCHANGE, CANCEL):
                self.addSeparator()
            action = QAction(text, self)
            action.setObjectName(f"ticket.{deed}")
            action.setData(deed)
            action.triggered.connect(self._on_triggered)
            self.addAction(action)
        table.menu_wished.connect(self._on_menu_wished)

    def wish(self, deed: str) -> None:
        """This deed is wanted; cancelling is the table's own."""
        if deed == CANCEL:
            self._table.wish_by_key()
            return
        current = self._table.current_ticket()
        tickets: list[TicketView] = self._table.tickets.ticked() or ([current] if current is not None else [])
        if tickets:
            self.wished.emit(deed, tickets)

    def _on_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.wish(str(action.data()))

    def _on_menu_wished(self, at: QPoint) -> None:
        self.popup(at)
